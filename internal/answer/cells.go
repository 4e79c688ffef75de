package answer

import (
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
)

// unset tells whether a date was left out, be it as NoDate or as a zero value.
func unset(d record.Date) bool { return d == record.NoDate || d == 0 }

// columns names the columns of the answer.
func (g *grid) columns() []record.Column {
	var cols []record.Column
	if g.q.grouped(ByCompany) {
		cols = append(cols, record.Column{Name: "company_id", Type: record.TextType}, record.Column{Name: "company_name", Type: record.TextType})
	}
	for _, by := range []Grouping{ByDepartment, ByOutcome, ByPeriod} {
		if g.q.grouped(by) {
			cols = append(cols, record.Column{Name: string(by), Type: record.TextType})
		}
	}
	return append(cols,
		record.Column{Name: "from", Type: record.DateType}, record.Column{Name: "to", Type: record.DateType},
		record.Column{Name: "value", Type: record.Integer}, record.Column{Name: "status", Type: record.TextType},
		record.Column{Name: "covered_from", Type: record.DateType}, record.Column{Name: "covered_to", Type: record.DateType},
		record.Column{Name: "synthetic", Type: record.Bool},
	)
}

// table lays the cells out.
func (g *grid) table(s Store) record.Table {
	t := record.Table{
		Columns: g.columns(),
		Rows:    make([][]any, 0, len(g.companies)*len(g.departments)*len(g.outcomes)*len(g.periods)),
	}
	g.each(s, func(at cell, p period, days coverage.Days) {
		row := make([]any, 0, len(t.Columns))
		if g.q.grouped(ByCompany) {
			row = append(row, at.company, g.known[at.company].Name)
		}
		if g.q.grouped(ByDepartment) {
			row = append(row, orNull(at.department))
		}
		if g.q.grouped(ByOutcome) {
			row = append(row, orNull(at.outcome))
		}
		if g.q.grouped(ByPeriod) {
			row = append(row, p.label)
		}
		t.Rows = append(t.Rows, append(row, g.value(at, p, days)...))
	})
	return t
}

// value gives the cells from "from" on.
func (g *grid) value(at cell, p period, days coverage.Days) []any {
	span := days.Span(p.from, p.to)
	if g.unregistered(at.company, p.to) {
		return []any{p.from, p.to, nil, string(record.NotApplicable), nil, nil, g.synthetic}
	}
	if span.Status == record.NotCovered {
		return []any{p.from, p.to, nil, string(record.NotCovered), nil, nil, g.synthetic}
	}
	return []any{p.from, p.to, g.counts[at], string(span.Status), span.From, span.To, g.synthetic}
}

// unregistered tells whether all companies that the cell stands for were registered after its last day. A company of
// which it is not known when it was registered is taken to have existed.
func (g *grid) unregistered(company string, last record.Date) bool {
	companies := []string{company}
	if !g.q.grouped(ByCompany) {
		companies = g.q.Companies
	}
	for _, c := range companies {
		if r := g.known[c].Registered; unset(r) || r <= last {
			return false
		}
	}
	return len(companies) > 0
}

func orNull(code string) any {
	if code == "" {
		return nil
	}
	return code
}
