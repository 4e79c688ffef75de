package settle

import (
	"runtime"
	"slices"
	"sync"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/source"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// Matters is what came of one disclosure of disputes or complaints.
type Matters struct {
	Disclosed
	Rows  *privacy.Rows
	Fates []Fate // of the rows, once they are settled
	// Bare are the rows that are in no release, where Rows has only those that are.
	Bare []Bare
	Gaps record.Gaps // days on which it lacks rows; Settle adds those on which rows contradict each other
	// Called are gaps by the core of a name: of whoever other rows name so.
	Called map[string][]record.Run
}

// Bare stands for equal rows that are in no release, of which little is known.
type Bare struct {
	privacy.Cleared
	Fate Fate
	Old  bool // kept, and its list would publish it no longer
	N    int64
}

// Each calls take with every row, its fate, and how many rows it stands for.
func (d *Matters) Each(take func(row *privacy.Cleared, f Fate, n int64)) {
	for i := range d.Rows.Len() {
		take(d.Rows.At(i), d.Fates[i], 1)
	}
	for i := range d.Bare {
		take(&d.Bare[i].Cleared, d.Bare[i].Fate, d.Bare[i].N)
	}
}

// at returns a row and its fate; those beyond Rows are Bare.
func (d *Matters) at(i int32) (*privacy.Cleared, Fate) {
	if i := int(i) - d.Rows.Len(); i >= 0 {
		return &d.Bare[i].Cleared, d.Bare[i].Fate
	}
	return d.Rows.At(int(i)), d.Fates[i]
}

// Revised is a row that a later one of the same matter has taken the place of.
type Revised struct {
	Deliveries    []*Matters // of the list
	Before, After Place
}

// Place is one row of one of a list's deliveries; rows beyond Rows are Bare.
type Place struct{ Delivery, Row int32 }

// Old returns the row that was replaced, and its disclosure.
func (r *Revised) Old() (*privacy.Cleared, *Matters) {
	d := r.Deliveries[r.Before.Delivery]
	row, _ := d.at(r.Before.Row)
	return row, d
}

// New returns the row that took its place, and its disclosure. shown is false when it is not published.
func (r *Revised) New() (row *privacy.Cleared, d *Matters, shown bool) {
	d = r.Deliveries[r.After.Delivery]
	row, f := d.at(r.After.Row)
	return row, d, row.Name != 0 && f.Kept()
}

// Reevaluation is the matter type of a re-evaluation.
const Reevaluation = "omprovning"

// Fate says where a row goes.
type Fate uint8

// The fates of rows.
const (
	Kept Fate = iota
	// KeptFirst is a kept row that stands for its matter in totals, where a matter against two counts once.
	KeptFirst
	Duplicate
	Superseded
	// AgedOut is a kept row that would be published if its list did so for longer, and AgedFirst one that stands for its matter.
	AgedOut
	AgedFirst
	// joined is a row that stands for one of several respondents of its matter in its delivery, and is not decided on yet.
	joined
)

// Kept reports whether a row counts: it is a record, or one of the unnamed.
func (f Fate) Kept() bool { return f == Kept || f == KeptFirst }

// Aged reports whether a row is too old to be published.
func (f Fate) Aged() bool { return f == AgedOut || f == AgedFirst }

// limited reports whether a disclosure was asked for by the names of companies, so that it can't say whom else its
// matters are against.
func limited(d *source.Disclosure) bool {
	return d.Search != "" || slices.ContainsFunc(d.Covers, func(c source.Cover) bool { return len(c.Companies) > 0 })
}

// settled is what came of settling one list's deliveries.
type settled struct {
	revised        []Revised
	clashes        []clash         // of the matters that rows of one delivery tell in several ways
	contradictions []contradiction // the rows that do
}

// settle decides the fate of every row of one list's deliveries, which come in the order of their receipt; entityOf
// gives each name's company. Rows of one delivery for one respondent are one, as joining has it; codes has the codes by the numbers
// in rows. A matter counts as the latest delivery that holds it tells it; what that one has no column for it takes from the one
// before. A delivery that another replaces counts for nothing. It does not matter in which order the rows of a delivery stand.
func settle(deliveries []*Matters, names []privacy.Name, codes [check.Fields][]string, entityOf []uint32) settled {
	s := settling{deliveries: deliveries, names: names, outcomes: codes[check.Outcome], entityOf: entityOf, withdrawn: replaced(deliveries)}
	l := deliveries[0].List
	s.spelled, s.published = slices.Contains(l.Identity.With, "respondent"), publishedFields(l)
	for _, d := range deliveries {
		d.Fates = make([]Fate, d.Rows.Len())
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
	deliveries         []*Matters
	names              []privacy.Name
	outcomes           []string // codes, by the numbers in rows
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
	others        map[respondent]Place // kept rows beyond their matter's first: one per further respondent
	open          map[Place]clash      // by row that stands for those that differ
}

// respondent is one of a matter by its key, or by its company; or any of them, by neither.
type respondent struct {
	matter [2]uint64
	key    [10]byte
	entity uint32 // plus 1
}

// has reports whether a row is of the shard.
func (w *sharded) has(row *privacy.Cleared) bool { return row.Matter[0]%w.shards == w.shard }

// settle settles the matters of one shard, from the last delivery backwards, so that what counts comes first.
func (s *settling) settle(shard, shards uint64) settled {
	w := sharded{settling: s, shard: shard, shards: shards, others: map[respondent]Place{}, open: map[Place]clash{}}
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
			w.stand(i, w.join(i, &w.first, KeptFirst))
			alone = false
		default:
			groups := w.join(i, new(newHeads(s.deliveries, rows[i])), Kept)
			if alone {
				w.supersede(i)
			} else {
				w.follow(i, groups)
			}
		}
	}
	for at, c := range w.open {
		if f := s.deliveries[at.Delivery].Fates[at.Row]; f.Kept() {
			w.clashes = append(w.clashes, c)
		}
	}
	return w.settled
}

// supersede takes the rows of a delivery out of account.
func (w *sharded) supersede(i int) {
	d := w.deliveries[i]
	for j := range d.Fates {
		if w.has(d.Rows.At(j)) && d.Fates[j] != Duplicate {
			d.Fates[j] = Superseded
		}
	}
}

// stand keeps the rows of the matters with several of the first delivery that counts. The heads know them already.
func (w *sharded) stand(i int, groups [][]int32) {
	for _, leaders := range groups {
		for _, j := range leaders[1:] {
			w.keep(Place{int32(i), j})
		}
		w.deliveries[i].Fates[leaders[0]] = KeptFirst
	}
}

// follow settles the rows of a delivery that others came after: first the matters that have one row in it.
func (w *sharded) follow(i int, groups [][]int32) {
	d := w.deliveries[i]
	for j := range d.Fates {
		if w.has(d.Rows.At(j)) && d.Fates[j] == Kept {
			w.place(Place{int32(i), int32(j)}, true)
		}
	}
	for _, leaders := range groups {
		for _, j := range leaders {
			w.place(Place{int32(i), j}, len(leaders) == 1)
		}
	}
}

// place decides on a row, which is its matter's only one in its delivery or not.
func (w *sharded) place(at Place, only bool) {
	d, withdrawn := w.deliveries[at.Delivery], w.withdrawn[at.Delivery]
	row := d.Rows.At(int(at.Row))
	head, slot, known := w.first.find(row.Matter)
	switch {
	case !known && withdrawn:
		d.Fates[at.Row] = Superseded
	case !known:
		w.first.put(slot, at)
		d.Fates[at.Row] = KeptFirst
	case head.Delivery == at.Delivery: // it is of this delivery itself
		w.keep(at)
	default:
		var after Place
		switch d.Fates[at.Row], after = w.fate(at, only, head); {
		case d.Fates[at.Row] == Kept:
			w.keep(at)
		case d.Fates[at.Row] == Superseded && after != none && !withdrawn:
			w.revised = append(w.revised, Revised{w.deliveries, at, after})
		}
	}
}

// keep keeps a row beside its matter's first.
func (w *sharded) keep(at Place) {
	d := w.deliveries[at.Delivery]
	d.Fates[at.Row] = Kept
	row := d.Rows.At(int(at.Row))
	w.others[respondent{matter: row.Matter}] = at
	w.others[respondent{matter: row.Matter, key: row.Key}] = at
	if row.Name != 0 {
		w.others[respondent{matter: row.Matter, entity: w.entityOf[row.Name] + 1}] = at
	}
}

// fate decides on a row whose matter has kept rows of later deliveries. It also gives the row that takes the place of a
// superseded one, or none.
func (w *sharded) fate(of Place, only bool, head Place) (Fate, Place) {
	row, withdrawn := w.deliveries[of.Delivery].Rows.At(int(of.Row)), w.withdrawn[of.Delivery]
	at := w.twin(row, head)
	switch {
	case at != none:
		twin := w.deliveries[at.Delivery].Rows.At(int(at.Row))
		if !withdrawn {
			w.complete(at, of)
		}
		if same(twin, row) {
			return Duplicate, none
		}
		return Superseded, at
	case w.limited[head.Delivery] && !withdrawn:
		return Kept, none
	}
	if _, several := w.others[respondent{matter: row.Matter}]; only && !several && !withdrawn { // the one respondent goes by another name now
		w.complete(head, of)
		return Superseded, head
	}
	return Superseded, none
}

// none is no place.
var none = Place{-1, -1}

// twin returns the place of the kept row of the same matter against the same respondent, or none.
func (w *sharded) twin(row *privacy.Cleared, head Place) Place {
	is := func(p Place) bool {
		r := w.deliveries[p.Delivery].Rows.At(int(p.Row))
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

// complete returns a row what one of an earlier delivery says in columns that its own has not, or that it is not known.
func (w *sharded) complete(at, of Place) {
	row, earlier := w.deliveries[at.Delivery].Rows.At(int(at.Row)), w.deliveries[of.Delivery].Rows.At(int(of.Row))
	more := earlier.Has &^ row.Has
	for _, f := range valued {
		if more&f.bit != 0 {
			f.say(row, f.said(earlier))
		}
	}
	if more&privacy.HasNumber != 0 && row.Key == earlier.Key { // the same name, and now without its number
		row.Name = earlier.Name
		if w.deliveries[at.Delivery].Fates[at.Row] == Kept { // not its matter's first
			w.keep(at)
		}
	}
	row.Has |= more
	if c := w.open[of]; c.fields&more != 0 {
		w.clash(at, clash{c.fields & more, c.days, c.names})
	}
}

// same reports whether a row says nothing else than a later one does.
func same(later, row *privacy.Cleared) bool {
	return !slices.ContainsFunc(valued, func(f field) bool { return row.Has&f.bit != 0 && f.said(later) != f.said(row) })
}

// Account counts where the rows of a settled disclosure went, of them those against unnamed parties, and of these those that a removal
// made so.
func (d *Matters) Account() (all, unnamed, removed release.Accounting) {
	all = release.Accounting{Read: d.Rejected, Rejected: d.Rejected}
	d.Each(func(row *privacy.Cleared, f Fate, n int64) {
		all.Read += n
		if enter(&all, f, row.Name == 0, n); row.Name == 0 {
			enter(&unnamed, f, true, n)
		}
		if row.Removed {
			enter(&removed, f, true, n)
		}
	})
	return all, unnamed, removed
}

// enter counts settled rows.
func enter(a *release.Accounting, f Fate, unnamed bool, n int64) {
	switch {
	case f == Duplicate:
		a.Duplicate += n
	case f == Superseded:
		a.Superseded += n
	case f.Aged():
		a.AgedOut += n
	case unnamed:
		a.Unnamed += n
	default:
		a.Published += n
	}
}
