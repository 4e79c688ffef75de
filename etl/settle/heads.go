package settle

import (
	"math/bits"

	"tvistdata/etl/privacy"
)

// heads finds the row that stands for a matter among one list's deliveries, by open addressing in a table that is at
// most half full. A map would do the same at five times the cost, and this is asked once for every row. The marks tell most
// slots of other matters from the right one without a look at their rows, which lie all over the memory.
type heads struct {
	deliveries []*Matters
	slots      []Place
	marks      []uint8 // by slot, some bits of its matter; 0 is an empty slot
	shift      int     // leaves as many bits of a word as slots are numbered by
}

func newHeads(deliveries []*Matters, rows int) heads {
	size := 16
	for size < 2*rows {
		size *= 2
	}
	return heads{deliveries, make([]Place, size), make([]uint8, size), 64 - bits.TrailingZeros(uint(size))}
}

// spread is odd, and no other multiple of it within 64 bits comes near: it is two to the 64th over the golden ratio.
const spread = 0x9e3779b97f4a7c15

// home returns the slot from which a matter is looked for, and its mark. Every bit of the matter bears on the slot, for some have
// few that differ: without a case number the second word has sixteen, and in a shard the first words leave the same remainder.
func (h *heads) home(matter [2]uint64) (slot int, mark uint8) {
	all := Spread(matter)
	return int(all >> h.shift), uint8(all>>8) | 1
}

// find returns the matter's head, and otherwise the slot where it belongs.
func (h *heads) find(matter [2]uint64) (head Place, slot int, known bool) {
	slot, mark := h.home(matter)
	for ; ; slot = (slot + 1) & (len(h.slots) - 1) {
		switch h.marks[slot] {
		case 0:
			return Place{}, slot, false
		case mark:
			if at := h.slots[slot]; h.row(at).Matter == matter {
				return at, slot, true
			}
		}
	}
}

// put makes a row the head of its matter, at the slot that find gave for that.
func (h *heads) put(slot int, head Place) {
	h.slots[slot] = head
	_, h.marks[slot] = h.home(h.row(head).Matter)
}

func (h *heads) row(at Place) *privacy.Cleared { return h.deliveries[at.Delivery].Rows.At(int(at.Row)) }
