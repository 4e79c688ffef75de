package keep

import (
	"math"
	"slices"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/publish"
	"tvistdata/etl/settle"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/coverage"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// Save makes the file of the release with an id, which was written so of what is settled.
func Save(s *settle.Settled, w publish.Written, id string) ([]byte, error) {
	k := saving{
		Settled: s, written: w, names: s.Names, shown: map[string]uint32{},
	}
	for i, c := range w.Companies {
		k.shown[c.ID] = uint32(i)
	}
	k.out.Version, k.out.Release, k.out.Bands = version, id, s.Bands
	k.out.Records = map[record.Kind]records{}
	k.choose()
	for _, l := range s.Lists {
		k.out.Lists = append(k.out.Lists, trimmed(l))
	}
	for kind, r := range w.Records {
		out := k.out.Records[kind]
		out.Names, out.Later = k.amongTheirs(r.Names), r.Later
		k.out.Records[kind] = out
	}
	k.out.Listings, k.out.Figures = k.amongTheirs(w.Listings), w.Figures
	for deliveries := range settle.ByList(s.Matters) {
		k.saveMatters(deliveries)
	}
	for _, d := range s.Listings {
		k.out.Listed = append(k.out.Listed, k.saveListings(d))
	}
	for _, d := range s.Figures {
		k.out.Figured = append(k.out.Figured, k.saveFigures(d))
	}
	k.move()
	k.refer()
	return k.out.encode()
}

// saving makes a file.
type saving struct {
	*settle.Settled
	written publish.Written
	out     kept
	shown   map[string]uint32 // companies, by id, and their places
	names   []privacy.Name    // as they are kept
	numbers []uint32          // of each name, in the file
	among   []uint32          // likewise, among those of its company in its list
}

// choose chooses the names that are kept: those of companies that the release shows, those that it says a record had before, and
// whatever is spelled like one of them.
func (k *saving) choose() {
	chosen := make([]bool, len(k.Names))
	others := false
	for i, n := range k.Names {
		_, shown := k.shown[n.Company]
		chosen[i] = i > 0 && shown
		others = others || i > 0 && !chosen[i] && n.Company != ""
	}
	for i := range k.Revised {
		r := &k.Revised[i]
		if old, _ := r.Old(); old.Name != 0 && !chosen[old.Name] {
			_, _, chosen[old.Name] = r.New()
		}
	}
	if others {
		k.chooseAlike(chosen)
	}
	k.number(chosen)
}

// chooseAlike chooses the names that are spelled like those that are chosen: they go with them. Whose they are is not kept.
func (k *saving) chooseAlike(chosen []bool) {
	spelled := map[string]bool{}
	for i, n := range k.Names {
		if chosen[i] {
			spelled[company.FoldName(n.Written)] = true
		}
	}
	for id := range k.shown {
		c, _ := k.Companies.Company(id)
		for _, n := range append(c.Names, record.WrittenName{Name: c.Name}) {
			spelled[company.FoldName(n.Name)] = true
		}
	}
	delete(spelled, "")
	names := slices.Clone(k.Names)
	for i, n := range k.Names {
		if i > 0 && !chosen[i] && spelled[company.FoldName(n.Written)] {
			chosen[i], names[i] = true, privacy.Name{Written: n.Written}
		}
	}
	k.names = names
}

// number numbers the names that are kept, in order.
func (k *saving) number(chosen []bool) {
	k.numbers = make([]uint32, len(k.names))
	var some []uint32
	for i := range k.names {
		switch {
		case i == 0:
		case chosen[i]:
			some = append(some, uint32(i))
		default:
			k.numbers[i] = somebody
		}
	}
	rank := make([]uint32, len(k.names))
	for i, n := range k.names {
		var shown bool
		if rank[i], shown = k.shown[n.Company]; !shown {
			rank[i] = math.MaxUint32
		}
	}
	k.among = ordered(k.names, some, rank)
	told := shown{companies: k.written.Companies, names: k.written.Names, matches: k.written.Matches}
	k.out.Names = make([]name, somebody+1, len(some)+somebody+1)
	for _, i := range some {
		k.numbers[i] = uint32(len(k.out.Names))
		k.out.Names = append(k.out.Names, told.short(k.names[i]))
	}
}

// amongTheirs returns the place of each name among those of its company in its list.
func (k *saving) amongTheirs(names []uint32) []uint32 {
	out := make([]uint32, len(names))
	for i, n := range names {
		out[i] = k.among[n]
	}
	return out
}

// saveMatters keeps the rows of one list's disclosures that are in no file.
func (k *saving) saveMatters(deliveries []*settle.Matters) {
	l := deliveries[0].List
	written := k.written.Records[l.Kind]
	of, again := sharedOf(written.Linked[l.ID])
	records := k.out.Records[l.Kind]
	records.Linked = append(records.Linked, again...)
	k.out.Records[l.Kind] = records
	s := savingRows{
		saving: k, list: l, shared: of, names: written.Names, after: map[settle.Place]uint32{},
		days: standIns{covered: k.written.Book.Covered(l.ID, record.Received, "", ""), first: map[yearOf]record.Date{}},
	}
	for i := range k.Revised {
		if r := &k.Revised[i]; r.Deliveries[0].List == l {
			if row, _, shown := r.New(); shown {
				s.after[r.Before], _ = of.of(row)
			}
		}
	}
	for n, d := range deliveries {
		k.out.Matters = append(k.out.Matters, s.delivery(n, d))
	}
}

// savingRows keeps the rows of one list's disclosures.
type savingRows struct {
	*saving
	*shared
	list  *list.List
	names []uint32                // of the records of its kind
	after map[settle.Place]uint32 // the records that took the place of rows, from 1
	days  standIns
}

// delivery keeps the rows of the nth disclosure of the list.
func (s *savingRows) delivery(n int, d *settle.Matters) matters {
	out := matters{Rejected: d.Rejected}
	equal := map[bare]int{}
	at := settle.Place{Delivery: int32(n), Row: -1}
	d.Each(func(c *privacy.Cleared, f settle.Fate, rows int64) {
		if at.Row++; c.Name != 0 && f.Kept() {
			return
		}
		b := s.bare(c, f)
		after := s.after[at]
		switch {
		case b.Of != 0 && b.Same && after == 0 && s.names[b.Of-1] == c.Name:
			to := &out.Superseded
			if f == settle.Duplicate {
				to = &out.Duplicate
			}
			for range rows {
				*to = append(*to, b.Of-1)
			}
			return
		case b.Of != 0:
			b.N, b.Was = rows, s.was(c, after)
			out.Bare = append(out.Bare, b)
			return
		}
		i, known := equal[b]
		if !known {
			i = len(out.Bare)
			equal[b] = i
			out.Bare = append(out.Bare, b)
		}
		out.Bare[i].N += rows
	})
	out.Duplicate, out.Superseded = steps(out.Duplicate), steps(out.Superseded)
	return out
}

// bare keeps of a row that is in no file what totals count, and whose it is when that is kept.
func (s *savingRows) bare(c *privacy.Cleared, f settle.Fate) bare {
	b := bare{Fate: f, Name: s.numbers[c.Name], Removed: c.Removed, Received: record.NoDate}
	switch {
	case f == settle.AgedOut:
		b.Fate, b.Old = settle.Kept, true
	case f == settle.AgedFirst:
		b.Fate, b.Old = settle.KeptFirst, true
	case !f.Kept() && b.Name > somebody:
		if b.Of, b.Same = s.of(c); b.Of != 0 && !b.Same {
			b.Key = c.Key
		}
	}
	if b.Fate == settle.KeptFirst {
		b.Received = s.days.of(c.Received)
		b.Department = s.Codes[check.Department][c.Codes[check.Department]]
		b.Again = s.Codes[check.MatterType][c.Codes[check.MatterType]] == settle.Reevaluation
	}
	return b
}

// was keeps what a row said of which a record has taken the place; nil when none has.
func (k *saving) was(c *privacy.Cleared, after uint32) *was {
	if after == 0 {
		return nil
	}
	out := was{After: after, Received: c.Received, Decided: c.Decided, Band: c.Band, Has: c.Has}
	for f := range check.Fields {
		out.Codes = append(out.Codes, k.Codes[f][c.Codes[f]])
	}
	return &out
}

// standIns returns days of one list that stand in for those of unnamed rows.
type standIns struct {
	covered coverage.Days
	first   map[yearOf]record.Date
}

// yearOf is the days of a year that are covered, or those that are not.
type yearOf struct {
	year    int
	covered bool
}

// of returns the first day of a day's year that is covered, or not covered, as it is.
func (s *standIns) of(day record.Date) record.Date {
	if day == record.NoDate {
		return day
	}
	is := func(day record.Date) bool { return s.covered.Span(day, day).Days > 0 }
	at := yearOf{day.Year(), is(day)}
	first, known := s.first[at]
	if !known {
		for first = record.NewDate(at.year, 1, 1); is(first) != at.covered; first++ {
		}
		s.first[at] = first
	}
	return first
}

// saveListings keeps the rows of a disclosure of listings that are in no file.
func (k *saving) saveListings(d *settle.Listings) listings {
	out := listings{Rejected: d.Rejected}
	equal := map[listing]int{}
	for i, row := range d.Rows {
		if d.Published(i) {
			continue
		}
		e := listing{Fate: d.Fates[i]}
		e.Removed = row.Removed
		if e.Name = k.numbers[row.Name]; e.Name > somebody {
			e.Issue, e.Key, e.Department = row.Issue, row.Key, k.Codes[check.Department][row.Department]
		}
		if e.Fate == settle.AgedOut {
			e.Fate, e.Old = settle.Kept, true
		}
		at, known := equal[e]
		if !known {
			at = len(out.Rows)
			equal[e] = at
			out.Rows = append(out.Rows, e)
		}
		out.Rows[at].N++
	}
	return out
}

// saveFigures keeps the figures of a disclosure that are in no file.
func (k *saving) saveFigures(d *settle.Figures) figures {
	out := figures{Rejected: d.Rejected, Withheld: d.Withheld}
	bare := func(f privacy.ClearedFigure) privacy.ClearedFigure {
		f.At, f.OrgNumber, f.Decision = source.Origin{}, "", 0
		return f
	}
	for _, f := range d.Aged {
		out.Aged = append(out.Aged, bare(f))
	}
	for i, f := range d.Rows {
		if d.Repeated[i] {
			out.Repeated = append(out.Repeated, bare(f))
		}
	}
	return out
}

// trimmed returns what writing needs of a list.
func trimmed(l *list.List) list.List {
	out := *l
	out.Extends, out.Formats, out.Lookups, out.Identity, out.Bounds = "", nil, nil, list.Identity{}, list.Bounds{}
	out.Columns = slices.Clone(l.Columns)
	for i := range out.Columns {
		out.Columns[i].Headers = nil
	}
	return out
}

// move keeps the earlier keys of rows with a name that is kept: under them a record is found that is to go.
func (k *saving) move() {
	if len(k.Moved) == 0 {
		return
	}
	named := map[[10]byte]bool{}
	for _, to := range k.Moved {
		named[to] = false
	}
	note := func(key [10]byte, name uint32, f settle.Fate) {
		if _, moved := named[key]; moved && k.numbers[name] > somebody && f != settle.AgedOut && f != settle.AgedFirst {
			named[key] = true
		}
	}
	for _, d := range k.Matters {
		d.Each(func(c *privacy.Cleared, f settle.Fate, _ int64) { note(c.Key, c.Name, f) })
	}
	for _, d := range k.Listings {
		for i, row := range d.Rows {
			note(row.Key, row.Name, d.Fates[i])
		}
	}
	k.out.Moved = map[[10]byte][10]byte{}
	for from, to := range k.Moved {
		if named[to] {
			k.out.Moved[from] = to
		}
	}
}

// refer keeps what was known of the companies that the names are of, of those that the release shows, and of the ids that are
// counted as theirs.
func (k *saving) refer() {
	k.out.Companies, k.out.Merges = map[string]record.Company{}, map[string]record.Merge{}
	refer := func(id string) {
		if c, known := k.Companies.Company(id); known {
			k.out.Companies[id] = c
		}
	}
	merge := func(id string) {
		refer(id)
		if m, merged := k.Companies.Merge(id); merged {
			k.out.Merges[id] = m
		}
	}
	for id := range k.shown {
		refer(id)
	}
	for i, n := range k.names {
		if k.numbers[i] > somebody {
			refer(n.Company)
			for _, id := range slices.Concat(n.Owns, n.Were) {
				merge(id)
			}
		}
	}
	for _, id := range k.Merged {
		m, _ := k.Companies.Merge(id)
		if _, shown := k.shown[m.Into]; shown {
			k.out.Merged = append(k.out.Merged, id)
			merge(id)
		}
	}
	for _, d := range k.Figures {
		for _, f := range d.Aged {
			i := slices.IndexFunc(k.Brands, func(b record.Brand) bool { return b.ID == f.Brand })
			if i >= 0 && !slices.Contains(k.out.Brands, k.Brands[i]) {
				k.out.Brands = append(k.out.Brands, k.Brands[i])
			}
		}
	}
}
