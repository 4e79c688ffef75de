package keep

import (
	"maps"
	"slices"

	"tvistdata/etl/publish"
	"tvistdata/etl/settle"
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// earlier takes what the release tells of itself.
func (d *deriving) earlier(accounted []publish.Accounted) (e *settle.Earlier, err error) {
	e = &settle.Earlier{
		Told: map[settle.Cell]int64{}, Accounting: map[string]*release.ListAccounting{}, Records: map[string]int64{},
		Accounted: map[[2]string]release.Accounting{},
	}
	if e.Revisions, err = read(d.from, schema.RevisionRows); err != nil {
		return nil, err
	}
	if e.Disagreements, err = read(d.from, schema.DisagreementRows); err != nil {
		return nil, err
	}
	for _, c := range d.identities {
		if c.Merged.Into != "" {
			e.Merged = append(e.Merged, c)
		}
	}
	for _, l := range d.from.Manifest().Lists {
		e.Accounting[l.ID], e.Records[l.ID] = l.Accounting, l.Records
	}
	for _, a := range accounted {
		e.Accounted[[2]string{a.List, a.Disclosure}] = a.Accounting
	}
	return e, nil
}

// count adds as many unnamed matters as the totals count beside the records.
func (d *deriving) count(e *settle.Earlier) error {
	totals, err := read(d.from, schema.TotalRows)
	if err != nil {
		return err
	}
	book, err := d.book()
	if err != nil {
		return err
	}
	named := map[settle.Cell]int64{} // records
	for kind, rows := range d.rows {
		if kind != record.Dispute && kind != record.Complaint {
			continue
		}
		covered := map[string]coverage.Days{}
		for _, l := range d.from.Manifest().Lists {
			covered[l.ID] = book.Covered(l.ID, record.Received, "", "")
		}
		for _, row := range rows {
			if row.received != record.NoDate && covered[row.list].Span(row.received, row.received).Days > 0 {
				at := settle.Cell{List: row.list, Department: row.department, Year: int64(row.received.Year())}
				named[at]++
			}
		}
	}
	byYear := map[settle.Cell][]record.Total{}
	for _, t := range totals {
		at := settle.Cell{List: t.List, Year: t.Year}
		byYear[at] = append(byYear[at], t)
	}
	for at, year := range byYear {
		d.countYear(at, year, named, book, e)
	}
	return nil
}

// book makes the book of what is covered.
func (d *deriving) book() (*coverage.Book, error) {
	rows, err := read(d.from, schema.CoverageRows)
	if err != nil {
		return nil, err
	}
	return coverage.New(rows), nil
}

// countYear adds the unnamed matters of a list's year: as many to each department as its number counts beside the records, and the
// rest to none. What has no number stays without one.
func (d *deriving) countYear(at settle.Cell, year []record.Total, named map[settle.Cell]int64, book *coverage.Book, e *settle.Earlier) {
	day, covered := d.coveredDay(at, book)
	if !covered {
		return
	}
	whole := slices.IndexFunc(year, func(t record.Total) bool { return t.Department == "" })
	told := whole >= 0 && year[whole].Received != nil
	rest, others := int64(0), maps.Clone(named)
	for cell := range others {
		if cell.List != at.List || cell.Year != at.Year {
			delete(others, cell)
		}
	}
	if told {
		rest = *year[whole].Received
	}
	for _, t := range year {
		cell := settle.Cell{List: at.List, Department: t.Department, Year: at.Year}
		if t.Received != nil {
			e.Told[cell] = *t.Received
		}
		if t.Department == "" {
			continue
		}
		unnamed := int64(0)
		if t.Received != nil {
			rest -= *t.Received
			unnamed = fit(others[cell], *t.Received, told)
			delete(others, cell)
		}
		d.unnamed(at.List, t.Department, day, unnamed)
	}
	if told {
		hidden := int64(0)
		for _, n := range others {
			hidden += n
		}
		d.unnamed(at.List, "", day, fit(hidden, rest, true))
	}
}

// fit returns how many unnamed matters a number counts beside records, at most: the rule of totals has left none, or five at least.
// Where records share a matter, the number counts fewer than there are records.
func fit(records, number int64, unnamed bool) int64 {
	more := number - records
	if !unnamed || more <= 0 {
		return 0
	}
	return min(max(more, publish.Fewest), number)
}

func (d *deriving) kindOf(id string) record.Kind {
	for _, l := range d.out.Lists {
		if l.ID == id {
			return l.Kind
		}
	}
	return ""
}

// coveredDay returns the first day of a list's year that is covered.
func (d *deriving) coveredDay(at settle.Cell, book *coverage.Book) (record.Date, bool) {
	first, last := record.NewDate(int(at.Year), 1, 1), record.NewDate(int(at.Year), 12, 31)
	span := book.Span(at.List, record.Received, "", "", first, last)
	return span.From, span.Days > 0
}

// unnamed adds unnamed matters to the first disclosure of a list; none makes a department known.
func (d *deriving) unnamed(id, department string, day record.Date, n int64) {
	at := 0
	for _, of := range d.from.Manifest().Disclosures {
		if kind := d.kindOf(of.List); kind != record.Dispute && kind != record.Complaint {
			continue
		}
		if of.List == id {
			break
		}
		at++
	}
	d.out.Matters[at].Bare = append(d.out.Matters[at].Bare, bare{Fate: settle.KeptFirst, Received: day, Department: department, N: n})
}
