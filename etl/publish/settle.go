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
	Gaps       record.Gaps // days on which it lacks rows; Write adds those on which rows contradict each other
	// Called are gaps by the core of a name: of whoever other rows name so.
	Called   map[string][]record.Run
	Findings map[string]int64 // by rule
	Doubts   []string         // why it may not be what it should be

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
	// joined is a row that stands for one of several respondents of its matter in its delivery, and is not decided on yet.
	joined
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

// settled is what came of settling one list's deliveries.
type settled struct {
	revised        []revised
	clashes        []clash         // of the matters that rows of one delivery tell in several ways
	contradictions []contradiction // the rows that do
}

// settle decides the fate of every row of one list's deliveries, which come in the order of their receipt; entityOf
// gives each name's company. Rows of one delivery for one respondent are one, as joining has it. A matter counts as the
// latest delivery that holds it tells it; what that one has no column for it takes from the one before. A delivery that
// another replaces counts for nothing. It does not matter in which order the rows of a delivery stand.
func settle(deliveries []*Delivery, names []privacy.Name, entityOf []uint32) settled {
	s := settling{deliveries: deliveries, names: names, entityOf: entityOf, withdrawn: replaced(deliveries)}
	l := deliveries[0].List
	s.spelled, s.published = slices.Contains(l.Identity.With, "respondent"), publishedFields(l)
	for _, d := range deliveries {
		d.fates = make([]fate, d.Rows.Len())
		s.limited = append(s.limited, limited(d.Disclosure))
	}
	shards := uint64(runtime.GOMAXPROCS(0))
	found := make([]settled, shards)
	var group sync.WaitGroup
	for shard := range shards {
		group.Go(func() { found[shard] = s.shard(shard, shards) })
	}
	group.Wait()
	var out settled
	for _, f := range found {
		out.revised = append(out.revised, f.revised...)
		out.clashes = append(out.clashes, f.clashes...)
		out.contradictions = append(out.contradictions, f.contradictions...)
	}
	return out
}

// settling is the work of settle; its shards share no matter.
type settling struct {
	deliveries         []*Delivery
	names              []privacy.Name
	entityOf           []uint32
	spelled            bool           // equal keys stand for equal spellings of the respondent
	published          privacy.Fields // by their columns
	withdrawn, limited []bool
}

// sharded is the work on the matters of one shard.
type sharded struct {
	*settling
	settled

	first  heads
	others map[[2]uint64][]place // kept rows of a matter beyond its first: one per further respondent
	open   map[place]clash       // by row that stands for those that differ
}

// shard settles the matters of one shard, from the last delivery backwards, so that what counts comes first.
func (s *settling) shard(shard, shards uint64) settled {
	rows := make([]int, len(s.deliveries))
	all := 0
	for i, d := range s.deliveries {
		for j := range d.Rows.Len() {
			if d.Rows.At(j).Matter[0]%shards == shard {
				rows[i]++
			}
		}
		all += rows[i]
	}
	w := sharded{settling: s, first: newHeads(s.deliveries, all), others: map[[2]uint64][]place{}, open: map[place]clash{}}
	in := func(row *privacy.Cleared) bool { return row.Matter[0]%shards == shard }
	alone := true // no delivery that counts came before
	for i := range slices.Backward(s.deliveries) {
		own := &w.first
		if !alone || s.withdrawn[i] {
			own = new(newHeads(s.deliveries, rows[i]))
		}
		groups := w.join(i, own, in)
		switch {
		case s.withdrawn[i] && alone:
			w.supersede(i, in)
		case alone:
			w.stand(i, groups, in)
			alone = false
		default:
			w.follow(i, groups, in)
		}
	}
	for at, c := range w.open {
		if f := s.deliveries[at.delivery].fates[at.row]; f == kept || f == keptFirst {
			w.clashes = append(w.clashes, c)
		}
	}
	return w.settled
}

// supersede takes the rows of a delivery out of account.
func (w *sharded) supersede(i int, in func(*privacy.Cleared) bool) {
	d := w.deliveries[i]
	for j := range d.fates {
		if in(d.Rows.At(j)) && d.fates[j] != duplicate {
			d.fates[j] = superseded
		}
	}
}

// stand keeps the rows of the first delivery that counts. The heads know their matters already.
func (w *sharded) stand(i int, groups [][]int32, in func(*privacy.Cleared) bool) {
	d := w.deliveries[i]
	for j := range d.fates {
		if in(d.Rows.At(j)) && d.fates[j] == kept {
			d.fates[j] = keptFirst
		}
	}
	for _, leaders := range groups {
		matter := d.Rows.At(int(leaders[0])).Matter
		for _, j := range leaders[1:] {
			d.fates[j] = kept
			w.others[matter] = append(w.others[matter], place{int32(i), j})
		}
		d.fates[leaders[0]] = keptFirst
	}
}

// follow settles the rows of a delivery that others came after: first the matters that have one row in it.
func (w *sharded) follow(i int, groups [][]int32, in func(*privacy.Cleared) bool) {
	d := w.deliveries[i]
	for j := range d.fates {
		if in(d.Rows.At(j)) && d.fates[j] == kept {
			w.place(place{int32(i), int32(j)}, true)
		}
	}
	for _, leaders := range groups {
		for _, j := range leaders {
			w.place(place{int32(i), j}, len(leaders) == 1)
		}
	}
}

// place decides on a row, which is its matter's only one in its delivery or not.
func (w *sharded) place(at place, only bool) {
	d, withdrawn := w.deliveries[at.delivery], w.withdrawn[at.delivery]
	row := d.Rows.At(int(at.row))
	head, slot, known := w.first.find(row.Matter)
	switch {
	case !known && withdrawn:
		d.fates[at.row] = superseded
	case !known:
		w.first.put(slot, at)
		d.fates[at.row] = keptFirst
	case head.delivery == at.delivery: // it is of this delivery itself
		d.fates[at.row] = kept
		w.others[row.Matter] = append(w.others[row.Matter], at)
	default:
		var after place
		switch d.fates[at.row], after = w.fate(at, only, head, w.others[row.Matter]); {
		case d.fates[at.row] == kept:
			w.others[row.Matter] = append(w.others[row.Matter], at)
		case d.fates[at.row] == superseded && after != none && !withdrawn:
			w.revised = append(w.revised, revised{at, after})
		}
	}
}

// fate decides on a row whose matter has kept rows of later deliveries. It also gives the row that takes the place of a
// superseded one, or none.
func (w *sharded) fate(of place, only bool, head place, others []place) (fate, place) {
	row, withdrawn := w.deliveries[of.delivery].Rows.At(int(of.row)), w.withdrawn[of.delivery]
	at := w.twin(row, head, others)
	switch {
	case at != none:
		twin := w.deliveries[at.delivery].Rows.At(int(at.row))
		if !withdrawn {
			w.complete(at, of)
		}
		if same(twin, row) {
			return duplicate, none
		}
		return superseded, at
	case w.limited[head.delivery] && !withdrawn:
		return kept, none
	}
	if only && len(others) == 0 && !withdrawn { // the one respondent goes by another name now
		w.complete(head, of)
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

// complete gives a row what one of an earlier delivery says in columns that its own has not, or that it is not known.
func (w *sharded) complete(at, of place) {
	row, earlier := w.deliveries[at.delivery].Rows.At(int(at.row)), w.deliveries[of.delivery].Rows.At(int(of.row))
	more := earlier.Has &^ row.Has
	for _, f := range valued {
		if more&f.bit != 0 {
			f.say(row, f.said(earlier))
		}
	}
	if more&privacy.HasNumber != 0 && row.Key == earlier.Key { // the same name, and now without its number
		row.Name = earlier.Name
	}
	row.Has |= more
	if c := w.open[of]; c.fields&more != 0 {
		w.clash(at, clash{c.fields & more, c.days, c.names})
	}
}

// same tells whether a row says nothing else than a later one does.
func same(later, row *privacy.Cleared) bool {
	return !slices.ContainsFunc(valued, func(f field) bool { return row.Has&f.bit != 0 && f.said(later) != f.said(row) })
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
