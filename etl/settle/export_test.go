package settle

import "tvistdata/etl/privacy"

// Detours gives how many slots beyond the first are looked at, all in all, to find the heads of rows that are each a matter.
// Which row came first makes no difference, so they are not entered: each slot keeps one of those that want it or were
// passed on to it, and passes on the others.
func Detours(rows *privacy.Rows) int {
	h := newHeads(nil, rows.Len())
	wanted := make([]int, len(h.slots))
	for i := range rows.Len() {
		slot, _ := h.home(rows.At(i).Matter)
		wanted[slot]++
	}
	passed, detours := 0, 0
	for i := range 2 * len(h.slots) { // twice, for the last slot passes on to the first
		passed = max(0, passed+wanted[i%len(h.slots)]-1)
		if i >= len(h.slots) {
			detours += passed
		}
	}
	return detours
}
