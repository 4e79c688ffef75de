package publish

import "math/bits"

// heads finds the row that stands for a matter among one list's deliveries, by open addressing in a table that is at
// most half full. A map would do the same at five times the cost, and this is asked once for every row.
type heads struct {
	deliveries []*Delivery
	slots      []place // place.row is one more than the row; 0 is an empty slot
	shift      int     // leaves as many bits of a word as slots are numbered by
}

func newHeads(deliveries []*Delivery, rows int) heads {
	size := 16
	for size < 2*rows {
		size *= 2
	}
	return heads{deliveries, make([]place, size), 64 - bits.TrailingZeros(uint(size))}
}

// spread is odd, and no other multiple of it within 64 bits comes near: it is two to the 64th over the golden ratio.
const spread = 0x9e3779b97f4a7c15

// home gives the slot from which a matter is looked for. Every bit of the matter bears on it, for some have few that differ:
// without a case number the second word has sixteen, and in a shard the first words leave the same remainder.
func (h *heads) home(matter [2]uint64) int { return int((matter[0] ^ matter[1]) * spread >> h.shift) }

// find gives the matter's head, and otherwise the slot where it belongs.
func (h *heads) find(matter [2]uint64) (head place, slot int, known bool) {
	mask := len(h.slots) - 1
	for slot = h.home(matter); ; slot = (slot + 1) & mask {
		at := h.slots[slot]
		if at.row == 0 {
			return place{}, slot, false
		}
		at.row--
		if h.deliveries[at.delivery].Rows.At(int(at.row)).Matter == matter {
			return at, slot, true
		}
	}
}

func (h *heads) put(slot int, head place) { h.slots[slot] = place{head.delivery, head.row + 1} }
