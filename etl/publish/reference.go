package publish

import (
	"cmp"
	"slices"

	"tvistdata/internal/columnar"
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// column makes a text column of a slice; an empty text is null where the column is optional.
func column[T any](name string, items []T, optional bool, of func(T) string) columnar.Column {
	return columnar.Text(name, func(i int) (string, bool) {
		s := of(items[i])
		return s, s != "" || !optional
	}, len(items), optional)
}

// days makes a date column of a slice.
func days[T any](name string, items []T, optional bool, of func(T) record.Date) columnar.Column {
	dates := make([]record.Date, len(items))
	for i, item := range items {
		dates[i] = of(item)
	}
	return columnar.Dates(name, dates, optional)
}

// coverageRows writes what the disclosures cover.
func (b *builder) coverageRows() error {
	rows := b.covered
	return b.writer.Add(release.Coverage, []columnar.Column{
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
	return b.writer.Add(release.Notes, []columnar.Column{
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

// statements writes what companies say of the lists at hand.
func (b *builder) statements() error {
	statements := slices.DeleteFunc(b.Register.Statements(), func(s record.Statement) bool {
		return !b.disclosed(s.List) || b.Removed.companies[s.CompanyID] || b.gone.inAny(s.Text.SV, s.Text.EN, s.By, s.SourceName, s.SourceURL)
	})
	for i := range statements {
		statements[i].Synthetic = b.invented(statements[i])
	}
	text := func(name string, optional bool, of func(record.Statement) string) columnar.Column {
		return column(name, statements, optional, of)
	}
	return b.writer.Add(release.Statements, []columnar.Column{
		text("statement_id", false, func(s record.Statement) string { return s.ID }),
		text("kind", false, func(s record.Statement) string { return s.Kind }),
		text("list", false, func(s record.Statement) string { return s.List }),
		text("company_id", true, func(s record.Statement) string { return s.CompanyID }),
		text("brand_id", true, func(s record.Statement) string { return s.BrandID }),
		days("from_date", statements, false, func(s record.Statement) record.Date { return s.From }),
		days("to_date", statements, true, func(s record.Statement) record.Date { return s.To }),
		days("given_date", statements, false, func(s record.Statement) record.Date { return s.Given }),
		text("text_sv", false, func(s record.Statement) string { return s.Text.SV }),
		text("text_en", false, func(s record.Statement) string { return s.Text.EN }),
		text("given_by", false, func(s record.Statement) string { return s.By }),
		text("source_name", false, func(s record.Statement) string { return s.SourceName }),
		text("source_url", true, func(s record.Statement) string { return s.SourceURL }),
		columnar.Bools("synthetic", func(i int) bool { return statements[i].Synthetic }, len(statements)),
	})
}

// invented tells whether a statement is about an invented company, or about a brand whose companies in the release all are.
func (b *builder) invented(s record.Statement) bool {
	of := []string{s.CompanyID}
	if s.BrandID != "" {
		of = nil
		for _, m := range b.Register.Members() {
			if m.Kind == "brand" && m.Of == s.BrandID && b.hasCompany(m.Company) {
				of = append(of, m.Company)
			}
		}
	}
	return len(of) > 0 && !slices.ContainsFunc(of, func(id string) bool { return !b.hasCompany(id) || !b.known[b.companyRank[id]].Synthetic })
}

// surgeReviews writes the decisions on surges of companies that the release shows.
func (b *builder) surgeReviews() error {
	reviews := slices.DeleteFunc(b.Register.SurgeReviews(), func(r record.SurgeReview) bool {
		_, shown := b.companyRank[r.CompanyID]
		return !shown || !b.disclosed(r.List) || b.gone.inAny(r.DecidedBy, r.Why)
	})
	confirmed := func(i int) bool { return reviews[i].Confirmed }
	return b.writer.Add(release.SurgeReviews, []columnar.Column{
		column("list", reviews, false, func(r record.SurgeReview) string { return r.List }),
		column("company_id", reviews, false, func(r record.SurgeReview) string { return r.CompanyID }),
		column("period", reviews, false, func(r record.SurgeReview) string { return r.Period }),
		columnar.Bools("confirmed", confirmed, len(reviews)),
		column("decided_by", reviews, false, func(r record.SurgeReview) string { return r.DecidedBy }),
		days("decided_on", reviews, false, func(r record.SurgeReview) record.Date { return r.DecidedOn }),
		column("why", reviews, false, func(r record.SurgeReview) string { return r.Why }),
	})
}
