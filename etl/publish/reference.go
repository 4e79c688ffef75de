package publish

import (
	"cmp"
	"slices"

	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// column makes a text column of a slice; an empty text is null where the column is optional.
func column[T any](name string, items []T, optional bool, of func(T) string) release.ColumnData {
	return release.Text(name, func(i int) (string, bool) {
		s := of(items[i])
		return s, s != "" || !optional
	}, len(items), optional)
}

// days makes a date column of a slice.
func days[T any](name string, items []T, optional bool, of func(T) record.Date) release.ColumnData {
	dates := make([]record.Date, len(items))
	for i, item := range items {
		dates[i] = of(item)
	}
	return release.Dates(name, dates, optional)
}

// coverageRows writes what the disclosures cover.
func (b *builder) coverageRows() error {
	rows := b.covered
	return b.writer.Add(release.Coverage, []release.ColumnData{
		column("list", rows, false, func(r coverage.Row) string { return r.List }),
		column("measure", rows, false, func(r coverage.Row) string { return string(r.Measure) }),
		column("company_id", rows, true, func(r coverage.Row) string { return r.Company }),
		column("department", rows, true, func(r coverage.Row) string { return r.Department }),
		days("covered_from", rows, false, func(r coverage.Row) record.Date { return r.From }),
		days("covered_to", rows, false, func(r coverage.Row) record.Date { return r.To }),
		column("disclosure", rows, false, func(r coverage.Row) string { return r.Disclosure }),
	})
}

// notes writes the notes on the lists at hand.
func (b *builder) notes() error {
	var notes []record.Note
	for _, n := range b.Register.Notes() {
		if b.disclosed(n.List) && !b.about(n) {
			notes = append(notes, n)
		}
	}
	slices.SortFunc(notes, func(x, y record.Note) int {
		return cmp.Or(cmp.Compare(x.List, y.List), cmp.Compare(x.From, y.From), cmp.Compare(x.ID, y.ID))
	})
	return b.writer.Add(release.Notes, []release.ColumnData{
		column("note_id", notes, false, func(n record.Note) string { return n.ID }),
		column("kind", notes, false, func(n record.Note) string { return n.Kind }),
		column("list", notes, false, func(n record.Note) string { return n.List }),
		column("department", notes, true, func(n record.Note) string { return n.Department }),
		column("company_id", notes, true, func(n record.Note) string { return n.CompanyID }),
		days("from_date", notes, false, func(n record.Note) record.Date { return n.From }),
		days("to_date", notes, true, func(n record.Note) record.Date { return n.To }),
		column("text_sv", notes, false, func(n record.Note) string { return n.Text.SV }),
		column("text_en", notes, false, func(n record.Note) string { return n.Text.EN }),
		column("source_name", notes, false, func(n record.Note) string { return n.SourceName }),
		column("source_url", notes, true, func(n record.Note) string { return n.SourceURL }),
	})
}
