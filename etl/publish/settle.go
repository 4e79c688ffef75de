// Package publish makes a release of what has passed the exit: it settles which delivery of a matter counts, sorts,
// writes, and looks once more that nothing personal is in it.
package publish

import (
	"runtime"
	"slices"
	"sync"

	"tvistdata/etl/privacy"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/release"
)

// Delivery is what came of one disclosure of disputes or complaints.
type Delivery struct {
	List       *list.List
	Disclosure *source.Disclosure
	Files      []release.SourceFile
	Rows       []privacy.Cleared // in reading order
	Rejected   int64
	Findings   map[string]int64 // by rule

	fates []fate // of the rows
}

// fate says where a row goes.
type fate uint8

const (
	kept fate = iota
	duplicate
	superseded
	// keptFirst is a kept row that stands for its matter in totals, where a matter against two counts once.
	keptFirst
)

// place is one row of one of a list's deliveries.
type place struct{ delivery, row int32 }

// settle decides the fate of every row of one list's deliveries, which come in the order of their receipt. A matter
// counts as the latest delivery that holds it tells it; in that one, equal rows are duplicates, and of rows with one
// key the last counts. A delivery that a later one replaces counts for nothing.
func settle(deliveries []*Delivery) {
	withdrawn := make([]bool, len(deliveries))
	for i, d := range deliveries {
		d.fates = make([]fate, len(d.Rows))
		for _, later := range deliveries[i+1:] {
			for _, id := range later.Disclosure.Replaces {
				withdrawn[i] = withdrawn[i] || id == d.Disclosure.ID
			}
		}
	}
	shards := uint64(runtime.GOMAXPROCS(0))
	var group sync.WaitGroup
	for shard := range shards {
		group.Go(func() { settleShard(deliveries, withdrawn, shard, shards) })
	}
	group.Wait()
}

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
		if h.deliveries[at.delivery].Rows[at.row].Matter == matter {
			return at, slot, true
		}
	}
}

func (h *heads) put(slot int, head place) { h.slots[slot] = place{head.delivery, head.row + 1} }

// settleShard settles the matters of one shard, from the last row backwards, so that what counts comes first.
func settleShard(deliveries []*Delivery, withdrawn []bool, shard, shards uint64) {
	rows := 0
	for _, d := range deliveries {
		for i := range d.Rows {
			if d.Rows[i].Matter[0]%shards == shard {
				rows++
			}
		}
	}
	first := newHeads(deliveries, rows)
	others := map[[2]uint64][]place{} // kept rows of a matter beyond its first: one per further respondent
	for i, d := range slices.Backward(deliveries) {
		for j := range slices.Backward(d.Rows) {
			row := &d.Rows[j]
			if row.Matter[0]%shards != shard {
				continue
			}
			head, slot, known := first.find(row.Matter)
			if !known {
				if withdrawn[i] {
					d.fates[j] = superseded
					continue
				}
				first.put(slot, place{int32(i), int32(j)})
				d.fates[j] = keptFirst
				continue
			}
			twin := twinOf(deliveries, row, head, others[row.Matter])
			switch {
			case twin != nil && same(twin, row):
				d.fates[j] = duplicate
			case twin != nil || int(head.delivery) != i:
				d.fates[j] = superseded
			default:
				others[row.Matter] = append(others[row.Matter], place{int32(i), int32(j)})
			}
		}
	}
}

// twinOf gives the kept row of the same matter with the same key, or nil.
func twinOf(deliveries []*Delivery, row *privacy.Cleared, head place, others []place) *privacy.Cleared {
	if r := &deliveries[head.delivery].Rows[head.row]; r.Key == row.Key {
		return r
	}
	for _, p := range others {
		if r := &deliveries[p.delivery].Rows[p.row]; r.Key == row.Key {
			return r
		}
	}
	return nil
}

// same tells whether two rows say the same.
func same(a, b *privacy.Cleared) bool {
	return a.Name == b.Name && a.Received == b.Received && a.Decided == b.Decided && a.Codes == b.Codes && a.Band == b.Band
}

// account counts where the rows of a settled delivery went.
func (d *Delivery) account() release.Accounting {
	a := release.Accounting{Read: int64(len(d.Rows)) + d.Rejected, Rejected: d.Rejected}
	for i, f := range d.fates {
		switch {
		case f == duplicate:
			a.Duplicate++
		case f == superseded:
			a.Superseded++
		case d.Rows[i].Name == 0:
			a.Unnamed++
		default:
			a.Published++
		}
	}
	return a
}
