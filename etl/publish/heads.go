package publish

// heads finds the row that stands for a matter among one list's deliveries, by open addressing in a table that is at
// most half full. A map would do the same at five times the cost, and this is asked once for every row.
type heads struct {
	deliveries []*Delivery
	slots      []place // place.row is one more than the row; 0 is an empty slot
}

func newHeads(deliveries []*Delivery, rows int) heads {
	size := 16
	for size < 2*rows {
		size *= 2
	}
	return heads{deliveries, make([]place, size)}
}

// find gives the matter's head, and otherwise the slot where it belongs.
func (h *heads) find(matter [2]uint64) (head place, slot int, known bool) {
	mask := len(h.slots) - 1
	for slot = int(matter[1]) & mask; ; slot = (slot + 1) & mask {
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
