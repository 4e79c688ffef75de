package intake

import (
	"fmt"
	"slices"

	"tvistdata/etl/privacy"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
)

// divides reports whether records of one case against several respondents have keys of their own.
func divides(l *list.List) bool {
	with := l.Identity.With
	if l.Identity.Reference == "" {
		with = l.Identity.Fallback
	}
	return slices.Contains(with, "respondent")
}

// divided takes the respondents of a row one by one whose cells name several companies and plainly divide them, and reports whether they
// do. Each has the case.
func (w *matterWorker) divided(row source.Row, number string, at source.Origin, to *part[privacy.Cleared]) bool {
	if !divides(w.context.List) {
		return false
	}
	parties := w.exit.Divided(number, w.matter.Respondent)
	if parties == nil {
		return false
	}
	to.findings.Add(source.Finding{
		Rule: rule.DividedRespondents, At: at,
		Text: fmt.Sprintf("the cells name %d companies and divide them plainly; each has the case, and the row counts for each", len(parties)),
	})
	for _, p := range parties {
		w.row(w.against(row, p), at, to)
	}
	return true
}

// against returns a row as it would be against one respondent alone.
func (w *matterWorker) against(row source.Row, p company.Party) source.Row {
	cells := slices.Clone(row.Cells)
	cells[w.columns.respondent] = p.Name
	if w.columns.number >= 0 {
		cells[w.columns.number] = p.Number
	}
	return source.Row{Line: row.Line, Cells: cells}
}
