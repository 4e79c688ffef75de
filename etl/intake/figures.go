package intake

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/person"
	"tvistdata/internal/record"
)

// Figures takes a disclosure of published figures from its files to the exit.
func (in *Intake) Figures(ctx context.Context, l *list.List, d *source.Disclosure) (*Taken[[]privacy.ClearedFigure], error) {
	return take(ctx, in, l, d, kind[privacy.ClearedFigure, []privacy.ClearedFigure]{
		header: func(*Table) []source.Finding { return nil },
		worker: func(t *Table, orders *dateOrders) worker[privacy.ClearedFigure] {
			return &figureWorker{
				list: l, register: in.register, names: in.Names, door: t.Door, orders: orders, exit: privacy.NewFigureExit(l, in.key),
			}
		},
		keep: appended[privacy.ClearedFigure],
		end:  func(*Taken[[]privacy.ClearedFigure]) {},
	})
}

// figureWorker takes figures through the stages after the door.
type figureWorker struct {
	list     *list.List
	register *company.Register
	names    *privacy.Names
	orders   *dateOrders
	door     privacy.Door
	exit     *privacy.Exit
}

// covered does nothing: such a row is not used at all.
func (w *figureWorker) covered(source.Row, *part[privacy.ClearedFigure]) {}

func (w *figureWorker) row(row source.Row, place source.Origin, to *part[privacy.ClearedFigure]) {
	cleared, why, wrong := w.clear(row)
	if wrong != "" {
		to.reject(source.Finding{Rule: why, At: place, Text: wrong})
		return
	}
	cleared.At = place
	to.rows = append(to.rows, cleared)
}

// clear reads one figure and lets it out, or returns the rule that rejects it, and why.
func (w *figureWorker) clear(row source.Row) (c privacy.ClearedFigure, why *rule.Rule, wrong string) {
	at := func(column string) string { return row.Cell(w.door.Index(column)) }
	if wrong = lacking(w.list, at); wrong != "" {
		return c, rule.Figure, wrong
	}
	f, wrong := readFigure(w.list, w.orders.day, func(column string) string {
		return strings.Join(strings.Fields(row.Cell(w.door.Shown(w.list, column))), " ") // on one line
	})
	if wrong != "" {
		return c, rule.Figure, wrong
	}
	if company.LostLetter(f.CompanyWritten) {
		return c, rule.Figure, "the name has lost a letter, so it is not shown and finds no company; write it as its source does"
	}
	if w.register.Several(w.list.ID, f.OrgNumber, f.CompanyWritten) {
		return c, rule.SeveralRespondents, "number and name are those of several companies, so the figure is none of theirs; " +
			"have a row for each, or decide on the name if it is one's"
	}
	c, personal := w.exit.ClearFigure(f, w.register, cellsIn(w.list.Identity.Fallback, at))
	if row.Written != nil {
		written := func(column string) string { return row.AsWritten(w.door.Index(column)) }
		w.names.Key(w.exit.Key(cellsIn(w.list.Identity.Fallback, written)), c.Key)
	}
	if personal != person.Nothing {
		return c, rule.Figure, "a text holds " + string(personal)
	}
	return c, nil, ""
}

// readFigure reads one figure, or says what is wrong with it.
func readFigure(
	l *list.List, day func(text string) record.Value[record.Date], cell func(column string) string,
) (f privacy.Figure, wrong string) {
	f = privacy.Figure{
		Jurisdiction: cell("jurisdiction"), CompanyWritten: cell("company_as_written"), OrgNumber: cell("org_number"),
		DepartmentWritten: cell("department_as_written"), PeriodLabel: cell("period_label"), Precision: cell("period_precision"),
		ValueWritten: cell("value"), Unit: cell("unit"), Qualifier: cell("qualifier"),
		SourceName: cell("source_name"), SourceURL: cell("source_url"), Published: cell("published"), Note: cell("note"),
	}
	var err error
	if f.Value, err = strconv.ParseFloat(f.ValueWritten, 64); err != nil {
		return f, "the value is no number; expected a form such as 1234.5"
	}
	start, end := day(cell("period_start")), day(cell("period_end"))
	if start.State == record.Unreadable || end.State == record.Unreadable {
		return f, "a period date cannot be read; expected a form such as 2023-03-03"
	}
	f.Start, f.End = known(start), known(end)
	var coded, measured bool
	f.Authority, coded = l.CodeOf("authority", cell("authority"))
	f.Measure, measured = l.CodeOf("measure", cell("measure"))
	if !coded || !measured {
		return f, "the authority or the measure is no code or spelling of list " + l.ID
	}
	if slices.Contains(l.DepartmentsOf, f.Authority) {
		f.Department, _ = l.CodeOf(check.Department.Name(), f.DepartmentWritten)
	}
	return f, ""
}

// known returns a date's value, or NoDate.
func known(v record.Value[record.Date]) record.Date {
	if v.State != record.Read {
		return record.NoDate
	}
	return v.Known
}
