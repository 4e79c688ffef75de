package answer

import (
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
)

// unset reports whether a date was left out: it is NoDate or a zero value.
func unset(d record.Date) bool { return d == record.NoDate || d == 0 }

// countCells are the cells of every row of counts.
type countCells struct {
	CompanyID   string        `json:"company_id"`
	CompanyName string        `json:"company_name"`
	Department  *string       `json:"department"`
	Outcome     *string       `json:"outcome"`
	Period      string        `json:"period"`
	From        record.Date   `json:"from"`
	To          record.Date   `json:"to"`
	Value       *int64        `json:"value"`
	Status      record.Status `json:"status"`
	CoveredFrom record.Date   `json:"covered_from"`
	CoveredTo   record.Date   `json:"covered_to"`
}

// countRow is a row of an answer of counts.
type countRow struct {
	countCells
	Synthetic bool `json:"synthetic"`
}

// ungrouped names the columns that an answer does not have, because it is not grouped by them.
func (g *grid) ungrouped() []string {
	var out []string
	if !g.q.grouped(ByCompany) {
		out = append(out, "company_id", "company_name")
	}
	for _, by := range []Grouping{ByDepartment, ByOutcome, ByPeriod} {
		if !g.q.grouped(by) {
			out = append(out, string(by))
		}
	}
	return out
}

// table lays the cells out.
func (g *grid) table(s Store) record.Table {
	rows := make([]countRow, 0, len(g.companies)*len(g.departments)*len(g.outcomes)*len(g.periods))
	g.each(s, func(at cell, p period, days coverage.Days) {
		rows = append(rows, countRow{g.value(at, p, days), g.synthetic})
	})
	return record.TableOf(rows, g.ungrouped()...)
}

// value returns what a cell counts.
func (g *grid) value(at cell, p period, days coverage.Days) countCells {
	span := days.Span(p.from, p.to)
	if g.unregistered(at.company, p.to) {
		span = coverage.Span{Status: record.NotApplicable, From: record.NoDate, To: record.NoDate}
	}
	out := countCells{
		CompanyID: at.company, CompanyName: g.known[at.company].Name, Department: orNull(at.department), Outcome: orNull(at.outcome),
		Period: p.label,
		From:   p.from, To: p.to, Status: span.Status, CoveredFrom: span.From, CoveredTo: span.To,
	}
	if withNumber(span.Status) {
		out.Value = new(g.counts[at])
	}
	return out
}

// unregistered reports whether all companies of the cell were registered after its last day. A company of
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

// orNull returns nil for an empty text.
func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
