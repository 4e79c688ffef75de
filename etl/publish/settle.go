// Package publish makes a release of what has passed the exit: it settles which delivery of a matter counts, sorts,
// writes, and looks once more that nothing personal is in it.
package publish

import (
	"runtime"
	"slices"
	"sync"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// Delivery is what came of one disclosure of disputes or complaints.
type Delivery struct {
	List       *list.List
	Disclosure *source.Disclosure
	Files      []release.SourceFile
	Rows       *privacy.Rows
	Rejected   int64
	Incomplete []record.Run     // days for which rows could not be read, in order
	Findings   map[string]int64 // by rule
	Doubts     []string         // why it may not be what it should be

	fates []fate // of the rows
}

// revised is a row that a later one of the same matter has taken the place of.
type revised struct{ before, after place }

// fate says where a row goes.
type fate uint8

const (
	kept fate = iota
	duplicate
	superseded
	// agedOut is a row that would be published if its list did so for longer.
	agedOut
	// keptFirst is a kept row that stands for its matter in totals, where a matter against two counts once.
	keptFirst
)

// place is one row of one of a list's deliveries.
type place struct{ delivery, row int32 }

func (d *Delivery) of() (*list.List, *source.Disclosure) { return d.List, d.Disclosure }

// delivery is a disclosure of a list, with what came of it.
type delivery interface {
	of() (*list.List, *source.Disclosure)
}

// replaced tells of each of one list's deliveries whether another says that it replaces it.
func replaced[D delivery](deliveries []D) []bool {
	out := make([]bool, len(deliveries))
	for i, d := range deliveries {
		_, sidecar := d.of()
		out[i] = slices.ContainsFunc(deliveries, func(other D) bool {
			_, by := other.of()
			return slices.Contains(by.Replaces, sidecar.ID)
		})
	}
	return out
}

// limited tells whether a disclosure was asked for by the names of companies, so that it can't say whom else its
// matters are against.
func limited(d *source.Disclosure) bool {
	return d.Search != "" || slices.ContainsFunc(d.Covers, func(c source.Cover) bool { return len(c.Companies) > 0 })
}

// settle decides the fate of every row of one list's deliveries, which come in the order of their receipt; entityOf
// gives each name's company. A matter counts as the latest delivery that holds it tells it; what that one has no column
// for it takes from the one before. In one delivery, equal rows are duplicates, and of several for one respondent the
// last counts. A delivery that another replaces counts for nothing.
func settle(deliveries []*Delivery, entityOf []uint32) []revised {
	s := settling{deliveries: deliveries, entityOf: entityOf, withdrawn: replaced(deliveries)}
	for _, d := range deliveries {
		d.fates = make([]fate, d.Rows.Len())
		s.limited = append(s.limited, limited(d.Disclosure))
	}
	shards := uint64(runtime.GOMAXPROCS(0))
	found := make([][]revised, shards)
	var group sync.WaitGroup
	for shard := range shards {
		group.Go(func() { found[shard] = s.shard(shard, shards) })
	}
	group.Wait()
	return slices.Concat(found...)
}

// settling is the work of settle; its shards share no matter.
type settling struct {
	deliveries         []*Delivery
	entityOf           []uint32
	withdrawn, limited []bool
}

// shard settles the matters of one shard, from the last row backwards, so that what counts comes first.
func (s *settling) shard(shard, shards uint64) (found []revised) {
	rows := 0
	for _, d := range s.deliveries {
		for i := range d.Rows.Len() {
			if d.Rows.At(i).Matter[0]%shards == shard {
				rows++
			}
		}
	}
	first := newHeads(s.deliveries, rows)
	others := map[[2]uint64][]place{} // kept rows of a matter beyond its first: one per further respondent
	for i, d := range slices.Backward(s.deliveries) {
		for j := d.Rows.Len() - 1; j >= 0; j-- {
			row := d.Rows.At(j)
			if row.Matter[0]%shards != shard {
				continue
			}
			head, slot, known := first.find(row.Matter)
			switch {
			case known:
				at := place{int32(i), int32(j)}
				var after place
				d.fates[j], after = s.fate(row, i, head, others[row.Matter])
				switch {
				case d.fates[j] == kept:
					others[row.Matter] = append(others[row.Matter], at)
				case d.fates[j] == superseded && after != none && !s.withdrawn[i]:
					found = append(found, revised{at, after})
				}
			case s.withdrawn[i]:
				d.fates[j] = superseded
			default:
				first.put(slot, place{int32(i), int32(j)})
				d.fates[j] = keptFirst
			}
		}
	}
	return found
}

// fate decides on a row of delivery i whose matter has kept rows already: those come after it. It also gives the row
// that takes the place of a superseded one, or none.
func (s *settling) fate(row *privacy.Cleared, i int, head place, others []place) (fate, place) {
	earlier := int(head.delivery) != i
	at := s.twin(row, head, others)
	switch {
	case at != none:
		twin := s.deliveries[at.delivery].Rows.At(int(at.row))
		if earlier && !s.withdrawn[i] {
			complete(twin, row)
		}
		if same(twin, row) {
			return duplicate, none
		}
		return superseded, at
	case !earlier, s.limited[head.delivery] && !s.withdrawn[i]:
		return kept, none
	}
	if len(others) == 0 && !s.withdrawn[i] { // the one respondent goes by another name now
		complete(s.deliveries[head.delivery].Rows.At(int(head.row)), row)
		return superseded, head
	}
	return superseded, none
}

// none is no place.
var none = place{-1, -1}

// twin gives the place of the kept row of the same matter against the same respondent, or none.
func (s *settling) twin(row *privacy.Cleared, head place, others []place) place {
	is := func(p place) bool {
		r := s.deliveries[p.delivery].Rows.At(int(p.row))
		return r.Key == row.Key || r.Name != 0 && row.Name != 0 && s.entityOf[r.Name] == s.entityOf[row.Name]
	}
	if is(head) {
		return head
	}
	for _, p := range others {
		if is(p) {
			return p
		}
	}
	return none
}

// complete gives a row what an earlier delivery says in columns that its own has not.
func complete(row, earlier *privacy.Cleared) {
	more := earlier.Has &^ row.Has
	if more&privacy.HasReceived != 0 {
		row.Received = earlier.Received
	}
	if more&privacy.HasDecided != 0 {
		row.Decided = earlier.Decided
	}
	if more&privacy.HasAmount != 0 {
		row.Band = earlier.Band
	}
	if more&privacy.HasNumber != 0 && row.Key == earlier.Key { // the same name, and now without its number
		row.Name = earlier.Name
	}
	for f := range check.Fields {
		if more&privacy.HasCode(f) != 0 {
			row.Codes[f] = earlier.Codes[f]
		}
	}
	row.Has |= more
}

// same tells whether a row says nothing else than a later one does.
func same(later, row *privacy.Cleared) bool {
	for f := range check.Fields {
		if row.Has&privacy.HasCode(f) != 0 && later.Codes[f] != row.Codes[f] {
			return false
		}
	}
	return (row.Has&privacy.HasReceived == 0 || later.Received == row.Received) &&
		(row.Has&privacy.HasDecided == 0 || later.Decided == row.Decided) &&
		(row.Has&privacy.HasAmount == 0 || later.Band == row.Band)
}

// account counts where the rows of a settled delivery went, and of them those against unnamed parties.
func (d *Delivery) account() (all, unnamed release.Accounting) {
	all = release.Accounting{Read: int64(d.Rows.Len()) + d.Rejected, Rejected: d.Rejected}
	for i, f := range d.fates {
		nobody := d.Rows.At(i).Name == 0
		if enter(&all, f, nobody); nobody {
			enter(&unnamed, f, nobody)
		}
	}
	return all, unnamed
}

// enter counts one settled row.
func enter(a *release.Accounting, f fate, unnamed bool) {
	switch {
	case f == duplicate:
		a.Duplicate++
	case f == superseded:
		a.Superseded++
	case f == agedOut:
		a.AgedOut++
	case unnamed:
		a.Unnamed++
	default:
		a.Published++
	}
}
