package keep

import (
	"fmt"
	"math"
	"slices"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/settle"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// Load returns what a release was made of, from the release and the file that Save made. It fails with ErrOther when the file cannot
// be read, or was made with another release.
func Load(r *release.Release, file []byte) (*settle.Settled, error) {
	k, err := decode(file, Largest(r.Manifest()))
	if err != nil {
		return nil, err
	}
	if k.Release != r.ID() {
		return nil, fmt.Errorf("%w: it is release %s's, expected that of %s", ErrOther, k.Release, r.ID())
	}
	return load(r, k)
}

// load puts together what a release was made of.
func load(r *release.Release, k *kept) (*settle.Settled, error) {
	m := r.Manifest()
	l := loading{
		kept: k, from: r, disclosures: map[delivered]place{}, at: map[record.Kind][]settle.Place{},
		out: &settle.Settled{
			Publisher: m.Publisher, RecordKey: m.RecordKey, Since: map[string]record.Date{}, Bands: k.Bands,
			Companies: known{k.Companies, k.Merges}, Merged: k.Merged, Moved: k.Moved,
		},
	}
	if m.Matching != nil {
		l.out.Quality = *m.Matching
	}
	for f := range check.Fields {
		l.codes[f], l.out.Codes[f] = map[string]uint16{"": 0}, []string{""}
	}
	lists := map[string]*list.List{}
	for i := range k.Lists {
		of := list.Restore(k.Lists[i])
		lists[of.ID], l.out.Lists = of, append(l.out.Lists, of)
	}
	for _, of := range m.Lists {
		l.out.Since[of.ID] = of.PublishedFrom
	}
	for _, step := range []func() error{
		func() error { return l.deliveries(lists) }, l.name,
		func() error { return l.records(record.Dispute) },
		func() error { return l.records(record.Complaint) },
		l.bare, l.listings, l.figures, l.coverage, l.said,
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return l.out, nil
}

// known is what was known of companies.
type known struct {
	companies map[string]record.Company
	merges    map[string]record.Merge
}

// Company implements settle.Companies.
func (k known) Company(id string) (record.Company, bool) {
	c, ok := k.companies[id]
	return c, ok
}

// Merge implements settle.Companies.
func (k known) Merge(id string) (record.Merge, bool) {
	m, ok := k.merges[id]
	return m, ok
}

// loading puts together what a release was made of.
type loading struct {
	*kept
	from *release.Release
	out  *settle.Settled

	codes       [check.Fields]map[string]uint16
	first       map[share]uint32 // of the names of each company in each list
	disclosures map[delivered]place
	at          map[record.Kind][]settle.Place // of each record
}

type (
	// delivered is a disclosure of a list.
	delivered struct{ list, disclosure string }
	// place is where a disclosure stands among those of its kind, and among those of its list.
	place struct{ all, ofList int }
)

// deliveries begins each disclosure of the manifest.
func (l *loading) deliveries(lists map[string]*list.List) error {
	for _, d := range l.from.Manifest().Disclosures {
		of := lists[d.List]
		if of == nil {
			return fmt.Errorf("%w: it has nothing of list %s", ErrOther, d.List)
		}
		told := settle.Disclosed{
			List: of, Files: d.Files, Findings: d.Findings,
			Disclosure: &source.Disclosure{
				ID: d.ID, List: d.List, Reference: d.Reference, AskedFor: d.AskedFor, Search: d.SearchTerm,
				Received: d.Received, Extracted: d.Extracted, Synthetic: d.Synthetic,
			},
		}
		var at place
		switch of.Kind {
		case record.Dispute, record.Complaint:
			at = among(l.out.Matters, of)
			if told.Rejected = 0; at.all < len(l.Matters) {
				told.Rejected = l.Matters[at.all].Rejected
			}
			l.out.Matters = append(l.out.Matters, &settle.Matters{
				Disclosed: told, Rows: &privacy.Rows{}, Gaps: record.Gaps{Anybody: d.Incomplete, Of: d.IncompleteFor},
			})
		case record.Listing:
			at = among(l.out.Listings, of)
			if at.all < len(l.Listed) {
				told.Rejected = l.Listed[at.all].Rejected
			}
			l.out.Listings = append(l.out.Listings, &settle.Listings{Disclosed: told})
		case record.Figure:
			at = among(l.out.Figures, of)
			one := &settle.Figures{Disclosed: told}
			if at.all < len(l.Figured) {
				one.Rejected, one.Withheld = l.Figured[at.all].Rejected, l.Figured[at.all].Withheld
			}
			l.out.Figures = append(l.out.Figures, one)
		}
		l.disclosures[delivered{d.List, d.ID}] = at
	}
	if len(l.out.Matters) != len(l.Matters) || len(l.out.Listings) != len(l.Listed) || len(l.out.Figures) != len(l.Figured) {
		return fmt.Errorf("%w: it is of other disclosures", ErrOther)
	}
	return nil
}

// among returns the place that a disclosure gets that is added to others.
func among[D settle.Delivery](others []D, of *list.List) (at place) {
	at.all = len(others)
	for _, d := range others {
		if d.About().List == of {
			at.ofList++
		}
	}
	return at
}

// name reads the names.
func (l *loading) name() (err error) {
	var told shown
	if told.companies, err = read(l.from, schema.CompanyRows); err != nil {
		return err
	}
	if told.names, err = read(l.from, schema.NameRows); err != nil {
		return err
	}
	if told.matches, err = read(l.from, schema.MatchRows); err != nil {
		return err
	}
	for _, n := range l.Names {
		if int(n.Row) > len(told.names) {
			return fmt.Errorf("%w: a name is another", ErrOther)
		}
		l.out.Names = append(l.out.Names, told.whole(n))
	}
	l.first = firsts(l.out.Names)
	return nil
}

// nameOf returns the number of one of a company's names in a list.
func (l *loading) nameOf(list, company string, n uint32) (number uint32, ok bool) {
	number, ok = l.first[share{list, company}]
	number += n
	return number, ok && int(number) < len(l.out.Names) && l.out.Names[number].Company == company
}

// code returns the number of a code.
func (l *loading) code(f check.Field, id string) uint16 {
	n, ok := l.codes[f][id]
	if !ok {
		n = uint16(len(l.out.Codes[f]))
		l.codes[f][id], l.out.Codes[f] = n, append(l.out.Codes[f], id)
	}
	return n
}

// records reads the records of a kind.
func (l *loading) records(kind record.Kind) error {
	k, n := l.Records[kind], 0
	later, linked := k.Later, k.Linked
	for m, err := range mattersOf(l.from, kind) {
		if err != nil {
			return err
		}
		at, ok := l.disclosures[delivered{m.list, m.disclosure}]
		if !ok || n >= len(k.Names) {
			return fmt.Errorf("%w: record %d of the %ss is another", ErrOther, n+1, kind)
		}
		name, ok := l.nameOf(m.list, m.company, k.Names[n])
		if !ok {
			return fmt.Errorf("%w: record %d of the %ss has no such name", ErrOther, n+1, kind)
		}
		row := privacy.Cleared{
			Key: m.key, Matter: [2]uint64{uint64(n), ownMatter}, Name: name, Received: m.received, Decided: m.decided,
			Band: uint8(max(0, slices.Index(l.Bands[m.list], m.band))),
		}
		for f := range check.Fields {
			row.Codes[f] = l.code(f, m.codes[f])
		}
		fate := settle.KeptFirst
		if len(later) > 0 && int(later[0]) == n {
			fate, later = settle.Kept, later[1:]
		}
		if len(linked) > 0 && int(linked[0].Record) == n {
			row.Matter, linked = [2]uint64{uint64(linked[0].Of), ownMatter}, linked[1:]
		}
		d := l.out.Matters[at.all]
		l.at[kind] = append(l.at[kind], settle.Place{Delivery: int32(at.ofList), Row: int32(d.Rows.Len())})
		d.Rows.Append([]privacy.Cleared{row})
		d.Fates = append(d.Fates, fate)
		n++
	}
	if n != len(k.Names) {
		return fmt.Errorf("%w: it is of %d %ss, and there are %d", ErrOther, len(k.Names), kind, n)
	}
	return nil
}

// The second words of matters: of those of records, by the first of them, and from otherMatter on of those that no record is of.
const (
	ownMatter = iota + 1
	otherMatter
)

// bare adds the rows of matters that are in no file.
func (l *loading) bare() error {
	for deliveries := range settle.ByList(l.out.Matters) {
		places := l.at[deliveries[0].List.Kind]
		row := func(n uint32) *privacy.Cleared { return deliveries[places[n].Delivery].Rows.At(int(places[n].Row)) }
		for n, d := range deliveries {
			kept := l.Matters[l.disclosures[delivered{d.List.ID, d.Disclosure.ID}].all]
			for i, b := range kept.Bare {
				if int(b.Name) >= len(l.Names) || int(b.Of) > len(places) {
					return fmt.Errorf("%w: a row is of no record", ErrOther)
				}
				one := settle.Bare{Fate: b.Fate, Old: b.Old, N: b.N, Cleared: privacy.Cleared{
					Key: b.Key, Matter: [2]uint64{uint64(i), otherMatter + uint64(n)}, Name: b.Name, Received: b.Received, Decided: record.NoDate,
					Removed: b.Removed,
				}}
				one.Codes[check.Department] = l.code(check.Department, b.Department)
				if b.Again {
					one.Codes[check.MatterType] = l.code(check.MatterType, settle.Reevaluation)
				}
				if b.Of != 0 {
					if one.Matter = row(b.Of - 1).Matter; b.Same {
						one.Key = row(b.Of - 1).Key
					}
				}
				if b.Was != nil {
					if err := l.revised(b.Was, &one, deliveries, settle.Place{Delivery: int32(n), Row: int32(d.Rows.Len() + i)}, places); err != nil {
						return err
					}
				}
				d.Bare = append(d.Bare, one)
			}
			for _, repeats := range []struct {
				fate settle.Fate
				of   []uint32
			}{{settle.Duplicate, sums(kept.Duplicate)}, {settle.Superseded, sums(kept.Superseded)}} {
				for _, n := range repeats.of {
					if int(n) >= len(places) {
						return fmt.Errorf("%w: a row repeats no record", ErrOther)
					}
					it := row(n)
					d.Bare = append(d.Bare, settle.Bare{
						Fate: repeats.fate, N: 1, Cleared: privacy.Cleared{Key: it.Key, Matter: it.Matter, Name: it.Name},
					})
				}
			}
		}
	}
	return nil
}

// revised gives a row what it said, and notes that a record has taken its place.
func (l *loading) revised(w *was, row *settle.Bare, deliveries []*settle.Matters, before settle.Place, places []settle.Place) error {
	if w.After == 0 || int(w.After) > len(places) || len(w.Codes) != int(check.Fields) {
		return fmt.Errorf("%w: a row is of no record", ErrOther)
	}
	row.Received, row.Decided, row.Band, row.Has = w.Received, w.Decided, w.Band, w.Has
	for f := range check.Fields {
		row.Codes[f] = l.code(f, w.Codes[f])
	}
	l.out.Revised = append(l.out.Revised, settle.Revised{Deliveries: deliveries, Before: before, After: places[w.After-1]})
	return nil
}

// listings reads the listings, and adds the rows that are in no file.
func (l *loading) listings() error {
	rows, err := read(l.from, schema.ListingRows)
	if err != nil {
		return err
	}
	if len(rows) != len(l.Listings) {
		return fmt.Errorf("%w: it is of %d listings, and there are %d", ErrOther, len(l.Listings), len(rows))
	}
	for i, row := range rows {
		at, ok := l.disclosures[delivered{row.List, row.Disclosure}]
		name, named := l.nameOf(row.List, row.Company, l.Listings[i])
		if !ok || !named {
			return fmt.Errorf("%w: listing %d is another", ErrOther, i+1)
		}
		d := l.out.Listings[at.all]
		c := privacy.ClearedListing{
			Listing: privacy.Listing{Issue: row.Issue, Date: row.Date}, Key: row.Key, Name: name,
			Department: l.code(check.Department, row.Department), From: max(row.Date, l.out.Since[row.List]),
		}
		if row.Cases != nil {
			c.Cases = record.Value[int64]{Known: *row.Cases, State: record.Read}
		}
		if row.Sum != nil {
			c.Sum = record.Value[int64]{Known: int64(math.Round(*row.Sum * float64(d.List.Money().Parts()))), State: record.Read}
		}
		d.Rows, d.Fates = append(d.Rows, c), append(d.Fates, settle.Kept)
	}
	for i, d := range l.out.Listings {
		for _, e := range l.Listed[i].Rows {
			c := e.ClearedListing
			if c.Department = l.code(check.Department, e.Department); e.Old {
				c.From = l.out.Since[d.List.ID] - 1
			}
			for range e.N {
				d.Rows, d.Fates = append(d.Rows, c), append(d.Fates, e.Fate)
			}
		}
	}
	return nil
}

// figures reads the figures, and adds those that are in no file.
func (l *loading) figures() error {
	rows, err := read(l.from, schema.FigureRows)
	if err != nil {
		return err
	}
	if len(rows) != len(l.Figures) {
		return fmt.Errorf("%w: it is of %d figures, and there are %d", ErrOther, len(l.Figures), len(rows))
	}
	for i, f := range rows {
		at, ok := l.disclosures[delivered{f.List, f.Disclosure}]
		if !ok {
			return fmt.Errorf("%w: figure %d is another", ErrOther, i+1)
		}
		d := l.out.Figures[at.all]
		d.Rows = append(d.Rows, privacy.ClearedFigure{
			Figure: privacy.Figure{
				Authority: f.Authority, Measure: f.Measure, Department: f.Department, Jurisdiction: f.Jurisdiction,
				CompanyWritten: f.CompanyWritten, DepartmentWritten: f.DepartmentWritten, Start: f.Start, End: f.End,
				PeriodLabel: f.PeriodLabel, Precision: f.Precision, ValueWritten: f.ValueWritten, Unit: f.Unit, Qualifier: f.Qualifier,
				Value: f.Value, SourceName: f.SourceName, SourceURL: f.SourceURL, Published: f.Published, Note: f.Note,
			},
			Key: f.Key, Company: f.Company, Method: l.Figures[i], Brand: f.Brand,
		})
	}
	for i, d := range l.out.Figures {
		d.Rows = slices.Concat(d.Rows, l.Figured[i].Repeated, l.Figured[i].Aged)
	}
	return nil
}

// coverage reads what the disclosures cover.
func (l *loading) coverage() (err error) {
	if l.out.Covered, err = read(l.from, schema.CoverageRows); err != nil {
		return err
	}
	for i := range l.out.Covered {
		c := &l.out.Covered[i]
		if at, ok := l.disclosures[delivered{c.List, c.Disclosure}]; ok {
			c.Gaps = &l.out.Matters[at.all].Gaps
		}
	}
	return nil
}

// said reads what is said of lists and companies.
func (l *loading) said() (err error) {
	if l.out.Notes, err = read(l.from, schema.NoteRows); err != nil {
		return err
	}
	if l.out.Statements, err = read(l.from, schema.StatementRows); err != nil {
		return err
	}
	if l.out.Reviews, err = read(l.from, schema.SurgeReviewRows); err != nil {
		return err
	}
	if l.out.Members, err = read(l.from, schema.MembershipRows); err != nil {
		return err
	}
	brands, err := read(l.from, schema.BrandRows)
	l.out.Brands = slices.Concat(brands, l.Brands)
	return err
}
