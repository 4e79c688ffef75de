package intake

import (
	"context"
	"fmt"

	"tvistdata/etl/check"
	"tvistdata/etl/normalise"
	"tvistdata/etl/privacy"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// Aggregates takes a disclosure of aggregates from its files to the exit.
func (in *Intake) Aggregates(ctx context.Context, l *list.List, d *source.Disclosure) (*Taken[[]privacy.ClearedAggregate], error) {
	return take(ctx, in, l, d, kind[privacy.ClearedAggregate, []privacy.ClearedAggregate]{
		header: func(*Table) []source.Finding { return nil },
		worker: func(t *Table, orders *dateOrders) worker[privacy.ClearedAggregate] {
			return &aggregateWorker{
				exit: in.exit(l), coder: newCoder(in.book, l), rules: in.rules, context: check.Context{List: l, Disclosure: d},
				file: uint8(t.Number), door: t.Door, orders: orders,
			}
		},
		keep: appended[privacy.ClearedAggregate],
		end:  func(*Taken[[]privacy.ClearedAggregate]) {},
	})
}

// aggregateWorker takes aggregates through the stages after the door.
type aggregateWorker struct {
	exit    *privacy.Exit
	coder   *coder
	rules   []check.Rule
	context check.Context
	file    uint8
	door    privacy.Door
	orders  *dateOrders
}

// covered does nothing: such a row is not used at all.
func (w *aggregateWorker) covered(source.Row, *part[privacy.ClearedAggregate]) {}

func (w *aggregateWorker) row(row source.Row, place source.Origin, to *part[privacy.ClearedAggregate]) {
	at := func(column string) string { return row.Cell(w.door.Index(column)) }
	number := w.exit.Number(at("org_number"))
	party := w.exit.Person()
	if !row.Person {
		party = w.exit.Respondent(number, at("respondent"))
	}
	written := func(column string) string { return row.AsWritten(w.door.Index(column)) }
	if row.Written != nil && !row.Person {
		party = w.exit.AsWritten(party, number, at("respondent"), written("respondent"))
	}
	m := check.Matter{Respondent: at("respondent"), Number: party.Class, Person: row.Person, Several: party.Several}
	for _, f := range []check.Field{check.Department, check.Subject} {
		m.Codes[f] = w.coder.read(f, at(f.Name()))
	}
	for _, one := range w.rules {
		switch text := one.Check(&m, &w.context); {
		case text == "":
		case one.Severity() == rule.Reject:
			to.reject(source.Finding{Rule: one.Rule, At: place, Text: text})
			return
		default:
			to.findings.addIn(party.Index != 0, source.Finding{Rule: one.Rule, At: place, Text: text})
		}
	}
	a, wrong := w.read(at)
	if wrong != "" {
		to.reject(source.Finding{Rule: rule.Aggregate, At: place, Text: wrong})
		return
	}
	if last := w.context.Disclosure.LastDay(); a.To > last {
		to.findings.addIn(party.Index != 0, source.Finding{
			Rule: rule.RunningPeriod, At: place,
			Text: fmt.Sprintf("the period ends on %s, so that its count is of the days up to %s", a.To, last),
		})
		a.To = last
	}
	identity := w.context.List.Identity.Fallback
	var cells []string
	if w.door.Whole() {
		cells = row.Cells
	}
	cleared := w.exit.ClearAggregate(a, &m, party.Index, cellsIn(identity, at), cells)
	if row.Written != nil {
		w.exit.Moved(cellsIn(identity, written), cleared.Key)
	}
	cleared.File, cleared.Line = w.file, uint32(row.Line)
	if party.Why != privacy.Unheld {
		to.findings.Add(HeldBack(party, place))
	}
	to.rows = append(to.rows, cleared)
}

// read reads what is an aggregate's own, or says what is wrong with it.
func (w *aggregateWorker) read(cell func(column string) string) (a privacy.Aggregate, wrong string) {
	l := w.context.List
	if wrong := lacking(l, cell); wrong != "" {
		return a, wrong
	}
	if a.Measure = l.Measure; a.Measure == "" {
		code, _ := l.CodeOf("measure", cell("measure"))
		if a.Measure = l.CountsAs("measure", code); a.Measure == "" {
			return a, "the measure is no code or spelling of list " + l.ID + ", so nobody knows what the count counts"
		}
	}
	if a.Count = normalise.Count(cell("count")); a.Count.State != record.Read {
		return a, fmt.Sprintf("the count has the shape %q; expected a whole number from 0", source.Shape(cell("count")))
	}
	if a.From, a.To, wrong = w.period(cell); wrong != "" {
		return a, wrong
	}
	switch last := w.context.Disclosure.LastDay(); {
	case a.To < a.From:
		return a, fmt.Sprintf("the period ends on %s, before it begins (%s)", a.To, a.From)
	case a.From > last:
		return a, fmt.Sprintf("the period begins on %s, after the authority took the data out or the disclosure came (%s)", a.From, last)
	}
	return a, ""
}

// period reads the first and the last day of a count's period, or says what is wrong with it.
func (w *aggregateWorker) period(cell func(column string) string) (from, to record.Date, wrong string) {
	if _, whole := w.context.List.ColumnNamed("period"); whole {
		from, to, ok := normalise.Period(cell("period"))
		if !ok {
			return from, to, fmt.Sprintf("the period has the shape %q; expected a form such as 2023, 2023-H1, 2023-Q4, 2023-12 or december "+
				"2023 (2011-12 may be a year)", source.Shape(cell("period")))
		}
		return from, to, ""
	}
	first, last := w.orders.date(periodStart, cell("period_start")), w.orders.date(periodEnd, cell("period_end"))
	if first.State != record.Read || last.State != record.Read {
		return from, to, "a date of the period cannot be read; expected a form such as 2023-03-03, 3 mars 2023 or 03.03.2023"
	}
	return first.Known, last.Known, ""
}
