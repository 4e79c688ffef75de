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
		group.Go(func() { found[shard] = s.settle(shard, shards) })
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

	shard, shards uint64
	first         heads
	others        map[respondent]place // kept rows beyond their matter's first: one per further respondent
	open          map[place]clash      // by row that stands for those that differ
}

// respondent is one of a matter by its key, or by its company; or any of them, by neither.
type respondent struct {
	matter [2]uint64
	key    [10]byte
	entity uint32 // plus 1
}

// has tells whether a row is of the shard.
func (w *sharded) has(row *privacy.Cleared) bool { return row.Matter[0]%w.shards == w.shard }

// settle settles the matters of one shard, from the last delivery backwards, so that what counts comes first.
func (s *settling) settle(shard, shards uint64) settled {
	w := sharded{settling: s, shard: shard, shards: shards, others: map[respondent]place{}, open: map[place]clash{}}
	rows := make([]int, len(s.deliveries))
	all := 0
	for i, d := range s.deliveries {
		for j := range d.Rows.Len() {
			if w.has(d.Rows.At(j)) {
				rows[i]++
			}
		}
		all += rows[i]
	}
	w.first = newHeads(s.deliveries, all)
	alone := true // no delivery that counts came before
	for i := range slices.Backward(s.deliveries) {
		switch {
		case alone && !s.withdrawn[i]: // nothing stands in the way of its rows
			w.stand(i, w.join(i, &w.first, keptFirst))
			alone = false
		default:
			groups := w.join(i, new(newHeads(s.deliveries, rows[i])), kept)
			if alone {
				w.supersede(i)
			} else {
				w.follow(i, groups)
			}
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
func (w *sharded) supersede(i int) {
	d := w.deliveries[i]
	for j := range d.fates {
		if w.has(d.Rows.At(j)) && d.fates[j] != duplicate {
			d.fates[j] = superseded
		}
	}
}

// stand keeps the rows of the matters with several of the first delivery that counts. The heads know them already.
func (w *sharded) stand(i int, groups [][]int32) {
	for _, leaders := range groups {
		for _, j := range leaders[1:] {
			w.keep(place{int32(i), j})
		}
		w.deliveries[i].fates[leaders[0]] = keptFirst
	}
}

// follow settles the rows of a delivery that others came after: first the matters that have one row in it.
func (w *sharded) follow(i int, groups [][]int32) {
	d := w.deliveries[i]
	for j := range d.fates {
		if w.has(d.Rows.At(j)) && d.fates[j] == kept {
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
		w.keep(at)
	default:
		var after place
		switch d.fates[at.row], after = w.fate(at, only, head); {
		case d.fates[at.row] == kept:
			w.keep(at)
		case d.fates[at.row] == superseded && after != none && !withdrawn:
			w.revised = append(w.revised, revised{at, after})
		}
	}
}

// keep keeps a row beside its matter's first.
func (w *sharded) keep(at place) {
	d := w.deliveries[at.delivery]
	d.fates[at.row] = kept
	row := d.Rows.At(int(at.row))
	w.others[respondent{matter: row.Matter}] = at
	w.others[respondent{matter: row.Matter, key: row.Key}] = at
	if row.Name != 0 {
		w.others[respondent{matter: row.Matter, entity: w.entityOf[row.Name] + 1}] = at
	}
}

// fate decides on a row whose matter has kept rows of later deliveries. It also gives the row that takes the place of a
// superseded one, or none.
func (w *sharded) fate(of place, only bool, head place) (fate, place) {
	row, withdrawn := w.deliveries[of.delivery].Rows.At(int(of.row)), w.withdrawn[of.delivery]
	at := w.twin(row, head)
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
	if _, several := w.others[respondent{matter: row.Matter}]; only && !several && !withdrawn { // the one respondent goes by another name now
		w.complete(head, of)
		return superseded, head
	}
	return superseded, none
}

// none is no place.
var none = place{-1, -1}

// twin gives the place of the kept row of the same matter against the same respondent, or none.
func (w *sharded) twin(row *privacy.Cleared, head place) place {
	is := func(p place) bool {
		r := w.deliveries[p.delivery].Rows.At(int(p.row))
		return r.Key == row.Key || r.Name != 0 && row.Name != 0 && w.entityOf[r.Name] == w.entityOf[row.Name]
	}
	if is(head) {
		return head
	}
	if p, ok := w.others[respondent{matter: row.Matter, key: row.Key}]; ok {
		return p
	}
	if p, ok := w.others[respondent{matter: row.Matter, entity: w.entityOf[row.Name] + 1}]; ok && is(p) {
		return p
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
		if w.deliveries[at.delivery].fates[at.row] == kept { // not its matter's first
			w.keep(at)
		}
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
