package answer

import (
	"context"
	"slices"

	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// Counts answers a question of counts. Every combination of what is grouped by has a row: 0 where the disclosures
// cover the period and hold no record, null where they do not cover it (not_covered) or where the company was not
// registered until after it (not_applicable). A partly covered period's value counts its covered days only. Without
// companies named, an answer by company holds those with a record between the dates. A cell of several
// named companies or departments is covered on the days on which each of them is.
//
// It fails with *record.InvalidError, whose Param is the parameter of the API, when the question is impossible, also
// for a company that the release does not know, and with record.ErrTooLarge above MaxCells.
func Counts(ctx context.Context, s Store, q CountsQuestion) (CountsAnswer, error) {
	a, g, err := countGrid(ctx, s, q)
	if err == nil {
		a.Meta.Published, err = beside(ctx, s, g, a.Table)
	}
	return a, err
}

// count answers as Counts does, without published figures.
func count(ctx context.Context, s Store, q CountsQuestion) (CountsAnswer, error) {
	a, _, err := countGrid(ctx, s, q)
	return a, err
}

func countGrid(ctx context.Context, s Store, q CountsQuestion) (CountsAnswer, *grid, error) {
	l, err := settle(s, &q)
	if err != nil {
		return CountsAnswer{}, nil, err
	}
	g, err := newGrid(ctx, s, l, q)
	if err != nil {
		return CountsAnswer{}, nil, err
	}
	if err := g.fill(ctx, s); err != nil {
		return CountsAnswer{}, nil, err
	}
	meta, err := countsMeta(s, l, q, g)
	if err != nil {
		return CountsAnswer{}, nil, err
	}
	t := g.table(s)
	meta.Total = total(t)
	return CountsAnswer{Table: t, Meta: meta}, g, nil
}

// scope says what counts leave out: only named companies have records.
var scope = record.Text{
	SV: "Bara ärenden mot namngivna företag. Ärenden mot enskilda näringsidkare, dödsbon och namn som kan vara personers " +
		"räknas bara i listans årstotaler.",
	EN: "Matters against named companies only. Those against sole traders, estates and names that may be persons' are " +
		"counted in the list's yearly totals alone.",
}

// countsMeta returns everything but the total.
func countsMeta(s Store, l *release.List, q CountsQuestion, g *grid) (CountsMeta, error) {
	m := CountsMeta{
		Release: s.ID(), List: l.ID, RecordKind: l.Kind, Measure: q.Measure, Unit: l.Unit, Scope: scope,
		Published: record.TableOf[publishedRow](nil),
		Notes:     []record.Note{},
		Citation:  Cite(s.Manifest(), s.ID(), l.Title, l.Synthetic),
		Licence:   licence(s.Manifest(), l),
		Synthetic: l.Synthetic,
		Undated:   l.Undated[q.Measure],
		Unmapped:  unmapped(l, q),
	}
	companies := q.Companies
	if len(companies) == 0 && q.grouped(ByCompany) {
		companies = g.companies
	}
	touches := func(company, department string) bool {
		return (company == "" || len(companies) == 0 || slices.Contains(companies, company)) &&
			(department == "" || len(q.Departments) == 0 || slices.Contains(q.Departments, department))
	}
	for _, r := range s.Coverage().Rows(q.List) {
		if r.Measure == q.Measure && r.From <= q.To && r.To >= q.From && touches(r.Company, r.Department) {
			m.Coverage = append(m.Coverage, r)
		}
	}
	notes, err := Notes(s, NotesQuestion{List: q.List, From: q.From, To: q.To})
	if err != nil {
		return CountsMeta{}, err
	}
	for _, n := range notes {
		if touches(n.CompanyID, n.Department) {
			m.Notes = append(m.Notes, n)
		}
	}
	said, err := Statements(s, StatementsQuestion{List: q.List, From: q.From, To: q.To})
	if err != nil {
		return CountsMeta{}, err
	}
	m.Statements = slices.DeleteFunc(said, func(a record.Statement) bool { return !slices.Contains(companies, a.CompanyID) })
	return m, nil
}

// unmapped returns the list's unmapped texts of the columns that the answer depends on.
func unmapped(l *release.List, q CountsQuestion) map[string]int64 {
	of := map[string]int64{}
	if decided(q.Measure) {
		of["outcome"] = l.Unmapped["outcome"]
	}
	if q.Measure == record.Followed || q.Measure == record.NotFollowed {
		of["followed"] = l.Unmapped["followed"]
	}
	if q.grouped(ByDepartment) || len(q.Departments) > 0 {
		of["department"] = l.Unmapped["department"]
	}
	return of
}

// total adds up the values; nil when there are none.
func total(t record.Table) *int64 {
	at := slices.IndexFunc(t.Columns, func(c record.Column) bool { return c.Name == "value" })
	var sum *int64
	for _, row := range t.Rows {
		if v, ok := row[at].(int64); ok {
			if sum == nil {
				sum = new(int64)
			}
			*sum += v
		}
	}
	return sum
}
