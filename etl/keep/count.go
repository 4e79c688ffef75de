package keep

import (
	"cmp"
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
		Hidden: map[settle.Cell]bool{}, Accounting: map[string]*release.ListAccounting{}, Records: map[string]int64{},
		Accounted: map[[2]string]release.Accounting{},
	}
	if e.Revisions, err = read(d.from, schema.RevisionRows); err != nil {
		return nil, err
	}
	if e.Disagreements, err = read(d.from, schema.DisagreementRows); err != nil {
		return nil, err
	}
	identities, err := read(d.from, schema.IdentityRows)
	for _, c := range identities {
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
	return e, err
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
	named := map[settle.Cell][]uint32{} // the records that stand for their matters, by kind's position
	for kind, rows := range d.rows {
		if kind == record.Listing {
			continue
		}
		covered := map[string]coverage.Days{}
		for _, l := range d.from.Manifest().Lists {
			covered[l.ID] = book.Covered(l.ID, record.Received, "", "")
		}
		for i, row := range rows {
			if _, later := slices.BinarySearch(d.out.Records[kind].Later, uint32(i)); later || row.received == record.NoDate {
				continue
			}
			if covered[row.list].Span(row.received, row.received).Days > 0 {
				at := settle.Cell{List: row.list, Department: row.department, Year: int64(row.received.Year())}
				named[at] = append(named[at], uint32(i))
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
	for kind, r := range d.out.Records {
		slices.Sort(r.Later)
		d.out.Records[kind] = r
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
func (d *deriving) countYear(at settle.Cell, year []record.Total, named map[settle.Cell][]uint32, book *coverage.Book, e *settle.Earlier) {
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
		if t.Status == record.Suppressed {
			e.Hidden[cell] = true
		}
		if t.Department == "" {
			continue
		}
		unnamed := int64(0)
		if t.Received != nil {
			rest -= *t.Received
			unnamed = d.fit(at.List, others[cell], *t.Received, told)
			delete(others, cell)
		}
		d.unnamed(at.List, t.Department, day, unnamed)
	}
	if told {
		var hidden []uint32
		for _, rows := range others {
			hidden = append(hidden, rows...)
		}
		slices.Sort(hidden)
		d.unnamed(at.List, "", day, d.fit(at.List, hidden, rest, true))
	}
}

// fit returns how many unnamed matters a number counts beside records, and takes records that share a matter with others out where it
// counts fewer than there are: the rule of totals has left no unnamed ones, or five at least.
func (d *deriving) fit(list string, rows []uint32, number int64, unnamed bool) int64 {
	more := number - int64(len(rows))
	if unnamed && more > 0 {
		more = min(max(more, publish.Fewest), number)
	} else {
		more = 0
	}
	kind := d.kindOf(list)
	r := d.out.Records[kind]
	free := func(row uint32) bool { return !d.rows[kind][row].goes }
	tied := func(row uint32) bool {
		_, is := slices.BinarySearchFunc(r.Linked, row, func(l linked, row uint32) int { return cmp.Compare(l.Record, row) })
		return is
	}
	rank := func(row uint32) int { return 2*whether(!free(row)) + whether(!tied(row)) } // what goes last, what shares a matter first
	slices.SortStableFunc(rows, func(x, y uint32) int { return cmp.Compare(rank(x), rank(y)) })
	for excess := int64(len(rows)) + more - number; excess > 0 && len(rows) > 0 && free(rows[0]); rows = rows[1:] {
		r.Later = append(r.Later, rows[0])
		excess--
	}
	d.out.Records[kind] = r
	return more
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
