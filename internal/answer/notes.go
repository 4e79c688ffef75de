package answer

import (
	"cmp"
	"slices"

	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// Notes returns the notes that touch the question, by date and id. A note on a whole list touches each of its
// departments and companies; a question about a whole list is touched by the notes on any of them. It fails with
// *record.InvalidError for an unknown list and for what is no company's id.
func Notes(s Store, q NotesQuestion) ([]record.Note, error) {
	if q.List != "" {
		if _, err := listNamed(s.Manifest(), q.List, record.Kinds()...); err != nil {
			return nil, err
		}
	}
	if q.From != record.NoDate && q.To != record.NoDate && q.From > q.To {
		return nil, invalid("from", q.From.String(), "not after to, which is %s", q.To)
	}
	if err := malformed(q.Company); q.Company != "" && err != nil {
		return nil, invalid("company", q.Company, "%v", err)
	}
	touches := func(asked, noted string) bool { return asked == "" || noted == "" || asked == noted }
	out := []record.Note{}
	for _, n := range schema.NoteRows.In(s) {
		if touches(q.List, n.List) && touches(q.Department, n.Department) && touches(q.Company, n.CompanyID) &&
			within(n, q.From, q.To) {
			out = append(out, n)
		}
	}
	slices.SortStableFunc(out, func(a, b record.Note) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.ID, b.ID)) })
	return out, nil
}

// within reports whether a note says something of the days from..to; NoDate leaves an end open. A break in a series
// matters only to a span that begins before it: one that lies behind it as a whole is even in itself.
func within(n record.Note, from, to record.Date) bool {
	if to != record.NoDate && n.From > to {
		return false
	}
	if from == record.NoDate {
		return true
	}
	if n.Kind == seriesBreak {
		return n.From > from
	}
	return n.To == record.NoDate || n.To >= from
}

// seriesBreak is the kind of a note on a break in a series.
const seriesBreak = "series_break"

// StatementsQuestion asks for statements; empty fields let everything through. The dates' default is record.NoDate.
type StatementsQuestion struct {
	List, Company, Brand string
	From, To             record.Date
}

// Statements returns what companies say themselves that touches the question, the latest given first. It fails with
// *record.InvalidError for an unknown list and for what is no company's id.
func Statements(s Store, q StatementsQuestion) ([]record.Statement, error) {
	if q.List != "" {
		if _, err := listNamed(s.Manifest(), q.List, record.Kinds()...); err != nil {
			return nil, err
		}
	}
	if q.From != record.NoDate && q.To != record.NoDate && q.From > q.To {
		return nil, invalid("from", q.From.String(), "not after to, which is %s", q.To)
	}
	if err := malformed(q.Company); q.Company != "" && err != nil {
		return nil, invalid("company", q.Company, "%v", err)
	}
	out := []record.Statement{}
	for _, a := range schema.StatementRows.In(s) {
		is := func(asked, said string) bool { return asked == "" || asked == said }
		if is(q.List, a.List) && is(q.Company, a.CompanyID) && is(q.Brand, a.BrandID) &&
			(q.To == record.NoDate || a.From <= q.To) && (q.From == record.NoDate || a.To == record.NoDate || a.To >= q.From) {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b record.Statement) int { return cmp.Or(cmp.Compare(b.Given, a.Given), cmp.Compare(a.ID, b.ID)) })
	return out, nil
}

// Book returns what a release's disclosures can answer, according to the rows of its file and the gaps in its manifest.
func Book(s schema.Store, m *release.Manifest) *coverage.Book {
	rows := slices.Clone(schema.CoverageRows.In(s))
	gaps := m.Gaps()
	for i := range rows {
		rows[i].Gaps = gaps[[2]string{rows[i].List, rows[i].Disclosure}]
	}
	return coverage.New(rows)
}

// Totals returns a list's matters per department and year with the unnamed ones, those of the whole list first. It fails
// with *record.InvalidError for an unknown list.
func Totals(s Store, list string) ([]record.Total, error) {
	if _, err := listNamed(s.Manifest(), list, record.Dispute, record.Complaint); err != nil {
		return nil, err
	}
	out := slices.DeleteFunc(slices.Clone(schema.TotalRows.In(s)), func(t record.Total) bool { return t.List != list })
	slices.SortFunc(out, func(a, b record.Total) int {
		return cmp.Or(cmp.Compare(a.Department, b.Department), cmp.Compare(a.Year, b.Year))
	})
	return out, nil
}

// licence returns the list's licence, or the publisher's where the list names none.
func licence(m *release.Manifest, l *release.List) release.Licence {
	if l.Licence.Name != "" {
		return l.Licence
	}
	return m.Publisher.Licence
}

// Cite makes a citation, ready to be pasted: what, by whom, from which release, and where that is. It says when the
// data is invented.
func Cite(m *release.Manifest, id string, title record.Text, synthetic bool) record.Text {
	sv := title.SV + ". " + m.Publisher.Name + ", utgåva " + id
	en := title.EN + ". " + m.Publisher.Name + ", release " + id
	if synthetic {
		sv, en = "Påhittade uppgifter: "+sv, "Invented data: "+en
	}
	if m.Publisher.BaseURL != "" {
		address := ". " + m.Publisher.BaseURL + "/v1/releases/" + id
		sv, en = sv+address, en+address
	}
	return record.Text{SV: sv, EN: en}
}
