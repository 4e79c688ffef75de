package publish

import (
	"cmp"
	"fmt"
	"slices"

	"tvistdata/etl/check"
	"tvistdata/etl/settle"
	"tvistdata/internal/columnar"
	"tvistdata/internal/company"
	"tvistdata/internal/coverage"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// Result is what came of writing a release's files.
type Result struct {
	Manifest  release.Manifest
	Accounted []Accounted // of each disclosure, in the order of the manifest
	Doubts    []string    // why the release may be worse than it looks; a person should say that it is right
	Written   Written
}

// Written is what was written, in the order of the files, as far as these do not tell it.
type Written struct {
	Companies []record.Company
	Names     []record.Spelling
	Matches   []record.Match
	Book      *coverage.Book
	Records   map[record.Kind]Records
	Listings  []uint32         // the name of each
	Figures   []company.Method // how each was matched
}

// Accounted is where the rows of one disclosure went. It is for the publisher only.
type Accounted struct {
	List       string             `json:"list"`
	Disclosure string             `json:"disclosure"`
	Accounting release.Accounting `json:"accounting"`
}

// told is what a release tells of lists and names.
type told struct {
	names   []record.Spelling
	matches []record.Match
	lists   []release.List
	doubts  []string
	shown   map[string]cell // by list: the matters that its yearly totals count
}

// tell returns the names, and describes the lists: how many records each has, what its measures count of them, and their codes.
func (c *contents) tell(totals totals) told {
	t := told{names: c.nameRows(), matches: c.matchRows(), shown: totals.shown}
	parts, entries := map[string]part{}, map[string][]listed{}
	for _, p := range c.parts {
		parts[p.deliveries[0].List.ID] = p
	}
	for _, l := range c.listed {
		entries[l.from.List.ID] = append(entries[l.from.List.ID], l)
	}
	matching := map[string]map[string]int64{}
	for _, l := range c.Lists {
		matching[l.ID] = map[string]int64{}
	}
	for _, i := range c.spellings {
		matching[c.Names[i].List][string(c.Names[i].Method)] += c.nameRecords[i]
	}
	for _, l := range c.Lists {
		out := c.about(l)
		out.Matching = matching[l.ID]
		switch l.Kind {
		case record.Dispute, record.Complaint:
			p := parts[l.ID]
			columns := c.records(p)
			out.Records = int64(p.to - p.from)
			out.Counted, out.Undated = c.measured(l, columns, p.from, p.to)
			t.doubts = append(t.doubts, c.completeCodes(l, &out, func(f check.Field) []uint32 { return columns.codes[f][p.from:p.to] })...)
		case record.Listing:
			out.Records = int64(len(entries[l.ID]))
			t.doubts = append(t.doubts, c.completeCodes(l, &out, func(f check.Field) []uint32 { return listedCodes(entries[l.ID], f) })...)
		case record.Figure:
			for _, f := range c.figures {
				if f.from.List == l {
					out.Records++
				}
			}
		}
		t.lists = append(t.lists, out)
	}
	return t
}

// about describes a list as its dataset.yaml does.
func (c *contents) about(l *list.List) release.List {
	out := release.List{
		ID: l.ID, Title: l.Title, Description: l.Description, Authority: l.Authority, AuthorityName: l.AuthorityName,
		Country: l.Country, Kind: l.Kind, Unit: l.Unit, Licence: release.Licence(l.Licence), Codes: codesOf(l),
		Undated: map[record.Measure]int64{}, Surges: string(l.Surges), Currency: l.PublishedCurrency(),
		PublishedFor: l.PublishedFor.String(), PublishedFrom: c.Since[l.ID],
	}
	for _, column := range l.Columns {
		out.Columns = append(out.Columns, release.Column{Name: column.Name, Publish: string(column.Publish), Why: column.Why})
	}
	for d := range c.Each {
		out.Synthetic = out.Synthetic || d.List == l && d.Disclosure.Synthetic
	}
	return out
}

// codesOf returns the code lists of a list.
func codesOf(l *list.List) map[string][]release.Code {
	out := map[string][]release.Code{}
	for column, codes := range l.Codes {
		for _, code := range codes {
			out[column] = append(out[column], release.Code(code))
		}
	}
	return out
}

// completeCodes enters the codes that a list's records have beyond its code lists: those of open columns, and unmapped. codes gives
// a field of every record.
func (c *contents) completeCodes(l *list.List, out *release.List, codes func(f check.Field) []uint32) (doubts []string) {
	for f := range check.Fields {
		if column, ok := l.ColumnNamed(f.Name()); !ok || column.Publish == list.No {
			continue
		}
		used := make([]int64, len(c.Codes[f]))
		all := int64(0)
		for _, code := range codes(f) {
			if code != columnar.NullCode {
				used[code]++
				all++
			}
		}
		known := out.Codes[f.Name()]
		var more []release.Code
		for number, id := range c.Codes[f] {
			if used[number] == 0 || slices.ContainsFunc(known, func(code release.Code) bool { return code.ID == id }) {
				continue
			}
			label := record.Text{SV: id, EN: id}
			if id == record.Unmapped {
				label = record.Text{SV: "finns inte i kodlistan", EN: "in no code list"}
				if out.Unmapped == nil {
					out.Unmapped = map[string]int64{}
				}
				if out.Unmapped[f.Name()] = used[number]; doubtful(used[number], all) {
					doubts = append(doubts, fmt.Sprintf("list %s: %d of %d texts in %s are in no code list", l.ID, used[number], all, f.Name()))
				}
			}
			more = append(more, release.Code{ID: id, Label: label, From: record.NoDate, To: record.NoDate})
		}
		slices.SortFunc(more, func(x, y release.Code) int { return cmp.Compare(x.ID, y.ID) })
		if more != nil {
			out.Codes[f.Name()] = append(known, more...)
		}
	}
	return doubts
}

// doubtful reports whether so many of some things went wrong that what is left can't stand for the whole: five at least,
// and more than a twentieth.
func doubtful(wrong, all int64) bool { return wrong >= 5 && 20*wrong > all }

// result makes the manifest; rows that went nowhere are an error in the program.
func (c *contents) result(t told) (Result, error) {
	out := Result{Doubts: slices.Concat(c.doubts, t.doubts), Written: c.written(t)}
	m := &out.Manifest
	m.Publisher, m.RecordKey = c.Publisher, c.RecordKey
	if c.Quality.Pairs > 0 {
		m.Matching = &c.Quality
	}
	sums, unnamed, removed := map[string]release.Accounting{}, map[string]release.Accounting{}, map[string]release.Accounting{}
	account := func(d *settle.Disclosed, a, nobody, gone release.Accounting) error {
		if c.Earlier != nil {
			a = c.Earlier.Account(d.List.ID, d.Disclosure.ID, a)
		}
		if a.Read != a.Published+a.Unnamed+a.Duplicate+a.Superseded+a.Rejected+a.AgedOut {
			return fmt.Errorf("disclosure %s: rows are not accounted for: %+v", d.Disclosure.ID, a)
		}
		id := d.List.ID
		sums[id], unnamed[id], removed[id] = sums[id].Plus(a), unnamed[id].Plus(nobody), removed[id].Plus(gone)
		out.Accounted = append(out.Accounted, Accounted{d.List.ID, d.Disclosure.ID, a})
		m.Disclosures = append(m.Disclosures, disclosure(d))
		m.Synthetic = m.Synthetic || d.Disclosure.Synthetic
		out.Doubts = append(out.Doubts, d.Doubts...)
		return nil
	}
	for _, d := range c.Matters {
		a, nobody, gone := d.Account()
		if err := account(&d.Disclosed, a, nobody, gone); err != nil {
			return Result{}, err
		}
		gaps := d.Gaps.Without(func(id string) bool { return !c.has(id) }) // nobody can ask for those of companies that are not shown
		of := &m.Disclosures[len(m.Disclosures)-1]
		of.Incomplete, of.IncompleteFor = gaps.Anybody, gaps.Of
	}
	for _, d := range c.Listings {
		a, nobody, gone := d.Account()
		if err := account(&d.Disclosed, a, nobody, gone); err != nil {
			return Result{}, err
		}
	}
	for _, d := range c.Figures {
		a, nobody, gone := d.Account()
		if err := account(&d.Disclosed, a, nobody, gone); err != nil {
			return Result{}, err
		}
	}
	m.Lists = t.lists
	for i := range m.Lists {
		l := &m.Lists[i]
		if l.Accounting = sum(sums[l.ID], unnamed[l.ID], removed[l.ID], t.shown[l.ID]); c.Earlier != nil {
			l.Accounting = c.Earlier.Sum(l.ID, l.Records)
		}
	}
	return out, nil
}

// written tells what was written.
func (c *contents) written(t told) Written {
	out := Written{Companies: c.known, Names: t.names, Matches: t.matches, Book: c.book, Records: map[record.Kind]Records{}}
	for kind, m := range c.matters {
		out.Records[kind] = m.order
	}
	for _, l := range c.listed {
		out.Listings = append(out.Listings, l.Name)
	}
	for _, f := range c.figures {
		out.Figures = append(out.Figures, f.Method)
	}
	return out
}

// disclosure enters a disclosure in the manifest.
func disclosure(d *settle.Disclosed) release.Disclosure {
	s := d.Disclosure
	return release.Disclosure{
		ID: s.ID, List: d.List.ID, Reference: s.Reference, AskedFor: s.AskedFor, SearchTerm: s.Search,
		Received: s.Received, Extracted: s.Extracted, Synthetic: s.Synthetic, Files: d.Files, Findings: d.Findings,
	}
}

// sum tells where the rows of a list's disclosures went, but not where few unnamed ones would show: every row against an unnamed
// party is withheld, be it a duplicate or superseded. removed is those of the unnamed that a removal made so; shown is the matters that
// the yearly totals count.
func sum(all, unnamed, removed release.Accounting, shown cell) *release.ListAccounting {
	out := release.ListAccounting{
		Published: all.Published, Duplicate: all.Duplicate - unnamed.Duplicate, Superseded: all.Superseded - unnamed.Superseded,
		AgedOut: all.AgedOut,
	}
	before := release.Accounting{
		Unnamed: unnamed.Unnamed - removed.Unnamed, Duplicate: unnamed.Duplicate - removed.Duplicate,
		Superseded: unnamed.Superseded - removed.Superseded,
	}
	if tellable(unnamed, shown.unnamed) && tellable(before, shown.unnamed-shown.removed) {
		out.Read, out.Withheld = new(all.Read), new(unnamed.Unnamed+unnamed.Duplicate+unnamed.Superseded+all.Rejected)
	}
	return &out
}

// tellable reports whether the number of a list's unnamed rows can be told: those that count, with their duplicates and without,
// are none or five at least, and so are they beside the matters that the yearly totals show.
func tellable(unnamed release.Accounting, shown int64) bool {
	all := unnamed.Unnamed + unnamed.Duplicate + unnamed.Superseded
	return !few(unnamed.Unnamed) && !few(unnamed.Unnamed-shown) && !few(all-shown)
}
