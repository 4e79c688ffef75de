package publish

import (
	"cmp"
	"slices"

	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// coverageRows writes what the disclosures cover.
func (b *builder) coverageRows() error {
	return release.AddRows(b.writer, schema.CoverageRows, b.covered)
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
	return release.AddRows(b.writer, schema.NoteRows, notes)
}

// statements writes what companies say of the lists at hand.
func (b *builder) statements() error {
	statements := slices.DeleteFunc(b.Register.Statements(), func(s record.Statement) bool {
		return !b.disclosed(s.List) || b.Removed.companies[s.CompanyID] || b.gone.inAny(s.Text.SV, s.Text.EN, s.By, s.SourceName, s.SourceURL)
	})
	for i := range statements {
		statements[i].Synthetic = b.invented(statements[i])
	}
	return release.AddRows(b.writer, schema.StatementRows, statements)
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
	return release.AddRows(b.writer, schema.SurgeReviewRows, reviews)
}
