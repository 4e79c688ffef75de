package answer

import (
	"context"
	"fmt"
	"slices"
	"time"

	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// grid holds the axes of an answer and the value of each cell. An axis that the answer is not grouped by has the one
// value "", which means everything that the question lets through; as a department among others it means
// the records without one.
type grid struct {
	q           CountsQuestion
	companies   []string
	departments []string
	outcomes    []string
	periods     []period
	known       map[string]record.Company // the companies named or grouped by
	yearFrom    int                       // see record.CountQuery, as is the next
	yearTo      int
	from, to    record.Date // the question's dates inside the list's coverage; nothing is counted beyond
	counts      map[cell]int64
	synthetic   bool // whether the list is invented
}

// period is the part of a calendar period that a cell counts.
type period struct {
	start    record.Date // first day of the calendar period; NoDate when there are no periods
	label    string
	from, to record.Date
}

type cell struct {
	company, department, outcome string
	start                        record.Date
}

// newGrid finds the axes. It fails with record.ErrTooLarge before anything large is counted.
func newGrid(ctx context.Context, s Store, l *release.List, q CountsQuestion) (*grid, error) {
	g := &grid{q: q, from: q.From, to: q.To, yearFrom: q.yearFrom, yearTo: q.yearTo, synthetic: l.Synthetic, counts: map[cell]int64{}}
	first, last, ok := s.Coverage().Extent(q.List, q.Measure)
	if ok {
		g.from, g.to = max(q.From, first), min(q.To, last)
	} else {
		g.to = g.from - 1
	}
	if q.Span == ToDate {
		g.yearTo = monthDay(g.cut(s.Coverage(), last))
	}
	if err := g.setPeriods(); err != nil {
		return nil, err
	}
	if err := g.setCompanies(ctx, s, l); err != nil {
		return nil, err
	}
	if err := g.setCodes(ctx, s, l); err != nil {
		return nil, err
	}
	return g, g.checkSize()
}

// cut returns the last day up to which years are compared: the last one asked for on which all that the question names is
// covered. Where there is none, it is the last one that the list covers for anybody, if that is asked for.
func (g *grid) cut(book *coverage.Book, last record.Date) record.Date {
	days := common(book, g.q, orAll(g.q.Companies), orAll(g.q.Departments))
	if span := days.Span(g.q.From, g.q.To); span.Days > 0 {
		return span.To
	}
	if last == record.NoDate {
		return g.q.To
	}
	return min(g.q.To, last)
}

func (g *grid) checkSize() error {
	n := len(g.companies) * len(g.departments) * len(g.outcomes) * len(g.periods)
	if n <= MaxCells {
		return nil
	}
	return fmt.Errorf("%w: %d cells, at most %d; take %s of the release instead", record.ErrTooLarge, n, MaxCells, schema.CountsMonthly)
}

// setPeriods cuts the question's dates into periods.
func (g *grid) setPeriods() error {
	q := g.q
	if q.Period == record.None {
		g.periods = []period{{start: record.NoDate, from: q.From, to: q.To}}
		return nil
	}
	for start := q.Period.Start(q.From); start <= q.To; start = q.Period.Next(start) {
		p := period{start: start, label: q.Period.Label(start), from: max(start, q.From), to: min(q.Period.Next(start)-1, q.To)}
		if g.yearFrom > 0 {
			p.from = max(p.from, firstDay(start.Year(), g.yearFrom))
		}
		if g.yearTo > 0 {
			p.to = min(p.to, lastDay(start.Year(), g.yearTo))
		}
		if p.from > p.to {
			continue
		}
		if g.periods = append(g.periods, p); len(g.periods) > MaxCells {
			return fmt.Errorf("%w: more than %d periods, at most so many cells; take %s of the release instead", record.ErrTooLarge,
				MaxCells, schema.CountsMonthly)
		}
	}
	return nil
}

// monthDay returns month×100+day.
func monthDay(d record.Date) int {
	t := d.Time()
	return int(t.Month())*100 + t.Day()
}

// firstDay returns the day of a year that a month×100+day names; 29 February is 1 March in a common year.
func firstDay(year, monthDay int) record.Date {
	return record.NewDate(year, time.Month(monthDay/100), monthDay%100)
}

// lastDay returns the day of a year that a month×100+day names; 29 February is 28 February in a common year.
func lastDay(year, monthDay int) record.Date {
	month := time.Month(monthDay / 100)
	return min(record.NewDate(year, month, monthDay%100), record.NewDate(year, month+1, 1)-1)
}

// query is the question as the store understands it, not grouped by anything.
func (g *grid) query() record.CountQuery {
	return record.CountQuery{
		List: g.q.List, Measure: g.q.Measure,
		Companies: g.q.Companies, Departments: g.q.Departments, Outcomes: g.q.Outcomes, Members: g.q.members,
		From: g.from, To: g.to, YearFrom: g.yearFrom, YearTo: g.yearTo,
	}
}

// count asks the store, unless nothing is covered.
func (g *grid) count(ctx context.Context, s Store, q record.CountQuery) ([]record.Count, error) {
	if q.From > q.To {
		return nil, nil
	}
	found, err := s.Count(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("count %s of %s: %w", q.Measure, q.List, err)
	}
	return found, nil
}

// setCompanies finds the companies of the axis, and what is known of those that are named.
func (g *grid) setCompanies(ctx context.Context, s Store, l *release.List) error {
	g.companies = []string{""}
	ids := g.q.Companies
	if g.q.grouped(ByCompany) {
		if len(ids) == 0 {
			q := g.query()
			q.ByCompany = true
			found, err := g.count(ctx, s, q)
			if err != nil {
				return err
			}
			for _, c := range found {
				ids = append(ids, c.Company)
			}
		}
		g.companies = ids
		if err := g.checkCompanies(); err != nil {
			return err
		}
	}
	known, err := lookUp(ctx, s, ids)
	if err != nil {
		return err
	}
	g.known = known
	for _, id := range ids {
		if l.Synthetic && !known[id].Synthetic {
			return invalid("company", id, "an invented company, for list %s is invented here; /figures has what is published of real ones", l.ID)
		}
	}
	return nil
}

// checkCompanies refuses before the names of more companies than an answer can hold are looked up.
func (g *grid) checkCompanies() error {
	part := grid{companies: g.companies, departments: []string{""}, outcomes: []string{""}, periods: g.periods}
	return part.checkSize()
}

// setCodes finds the departments and outcomes of the axes: those named, else those of the code list that were in use
// between the dates, and those that records have.
func (g *grid) setCodes(ctx context.Context, s Store, l *release.List) error {
	g.departments, g.outcomes = []string{""}, []string{""}
	if g.q.grouped(ByDepartment) {
		q := g.query()
		q.ByDepartment = true
		found, err := g.axis(ctx, s, q, g.q.Departments, inUse(l, "department", g.q.From, g.q.To))
		if err != nil {
			return err
		}
		g.departments = found
	}
	if g.q.grouped(ByOutcome) {
		q := g.query()
		q.ByOutcome = true
		counted := outcomes(l, g.q.Measure)
		used := slices.DeleteFunc(inUse(l, "outcome", g.q.From, g.q.To), func(c string) bool { return !slices.Contains(counted, c) })
		found, err := g.axis(ctx, s, q, g.q.Outcomes, used)
		if err != nil {
			return err
		}
		g.outcomes = found
	}
	return nil
}

// axis returns the codes named, or those in use and those found, by text with the missing one last.
func (g *grid) axis(ctx context.Context, s Store, q record.CountQuery, named, used []string) ([]string, error) {
	if len(named) > 0 {
		return named, nil
	}
	found, err := g.count(ctx, s, q)
	if err != nil {
		return nil, err
	}
	missing := false
	for _, c := range found {
		code := c.Department + c.Outcome // the one that is grouped by
		if code == "" {
			missing = true
		} else if !slices.Contains(used, code) {
			used = append(used, code)
		}
	}
	slices.Sort(used)
	if missing {
		used = append(used, "")
	}
	return used, nil
}

// inUse returns a column's codes that were in use on some day between the dates.
func inUse(l *release.List, column string, from, to record.Date) []string {
	var ids []string
	for _, c := range l.Codes[column] {
		if (unset(c.From) || c.From <= to) && (unset(c.To) || c.To >= from) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// fill counts what the cells hold.
func (g *grid) fill(ctx context.Context, s Store) error {
	q := g.query()
	q.ByCompany, q.ByDepartment, q.ByOutcome = g.q.grouped(ByCompany), g.q.grouped(ByDepartment), g.q.grouped(ByOutcome)
	q.Period = g.q.Period
	found, err := g.count(ctx, s, q)
	if err != nil {
		return err
	}
	for _, c := range found {
		g.counts[cell{c.Company, c.Department, c.Outcome, c.Start}] = c.Value
	}
	return g.clip(ctx, s, q)
}

// clip counts the partly covered cells again, covered days only. Where coverage begins or ends for the list as a
// whole, that is so already.
func (g *grid) clip(ctx context.Context, s Store, q record.CountQuery) error {
	again := map[coverage.Interval][]cell{}
	var order []coverage.Interval
	g.each(s, func(at cell, p period, days coverage.Days) {
		runs := days.Within(p.from, p.to)
		if g.counts[at] == 0 || len(runs) == 0 {
			return
		}
		if len(runs) == 1 && runs[0].From == max(p.from, g.from) && runs[0].To == min(p.to, g.to) {
			return
		}
		for _, r := range runs {
			if again[r] == nil {
				order = append(order, r)
			}
			again[r] = append(again[r], at)
		}
	})
	for _, cells := range again {
		for _, at := range cells {
			g.counts[at] = 0
		}
	}
	for _, r := range order {
		q.From, q.To = r.From, r.To
		found, err := g.count(ctx, s, q)
		if err != nil {
			return err
		}
		values := make(map[cell]int64, len(found))
		for _, c := range found {
			values[cell{c.Company, c.Department, c.Outcome, c.Start}] = c.Value
		}
		for _, at := range again[r] {
			g.counts[at] += values[at]
		}
	}
	return nil
}

// each visits every cell in order with the days on which it is covered.
func (g *grid) each(s Store, visit func(at cell, p period, days coverage.Days)) {
	book := s.Coverage()
	for _, c := range g.companies {
		for _, d := range g.departments {
			days := g.covered(book, c, d)
			for _, o := range g.outcomes {
				for _, p := range g.periods {
					visit(cell{c, d, o, p.start}, p, days)
				}
			}
		}
	}
}

// covered returns the days on which everything in the cell is covered.
func (g *grid) covered(book *coverage.Book, company, department string) coverage.Days {
	companies, departments := []string{company}, []string{department}
	if !g.q.grouped(ByCompany) {
		companies = orAll(g.q.Companies)
	}
	if !g.q.grouped(ByDepartment) {
		departments = orAll(g.q.Departments)
	}
	return common(book, g.q, companies, departments)
}

// orAll returns those named, or the one "" that means all.
func orAll(named []string) []string {
	if len(named) == 0 {
		return []string{""}
	}
	return named
}

// common returns the days on which each of the companies is covered in each of the departments.
func common(book *coverage.Book, q CountsQuestion, companies, departments []string) coverage.Days {
	days := book.Covered(q.List, q.Measure, companies[0], departments[0])
	for i, c := range companies {
		for j, d := range departments {
			if i > 0 || j > 0 {
				days = days.Intersect(book.Covered(q.List, q.Measure, c, d))
			}
		}
	}
	return days
}
