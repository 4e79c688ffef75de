package query

import (
	"context"
	"database/sql"
	"slices"

	"tvistdata/internal/record"
)

// monthly is when what was received has been added up by month.
type monthly struct {
	ready   chan struct{} // closed when it has
	failure error         // why it has not
}

// sumMonths adds up by month what was received. It would take a third of the time of opening a release, and only questions
// about all companies wait for it.
func (db *DB) sumMonths(ctx context.Context) {
	defer close(db.monthly.ready)
	db.monthly.failure = db.run(ctx, "load_monthly", sql.Named("received", bit(record.Received)))
}

// there reports whether it has been, without waiting.
func (m *monthly) there() bool {
	select {
	case <-m.ready:
		return true
	default:
		return false
	}
}

// countReceived counts what was received, whatever its outcome: whole months as they were added up, other days one by one.
// Of named companies all days are counted one by one where there are such days, because one query takes less than two.
func (db *DB) countReceived(ctx context.Context, k key, q record.CountQuery) ([]group, error) {
	whole, days := wholeMonths(q)
	if len(q.Companies) > 0 && (len(days) > 0 || !db.monthly.there()) {
		return db.countDays(ctx, k, q)
	}
	select {
	case <-db.monthly.ready:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if db.monthly.failure != nil {
		return nil, db.monthly.failure
	}
	var out []group
	for _, part := range days {
		found, err := db.countDays(ctx, k, part)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	if whole.none() {
		return out, nil
	}
	list, known := db.lists.of[q.List]
	c, ok1 := db.companies.choose(q.Companies)
	d, ok2 := db.departments.choose(q.Departments)
	if !known || !ok1 || !ok2 {
		return nil, nil
	}
	rows, err := db.prepared.countMonthly.QueryContext(ctx,
		sql.Named("list", list), sql.Named("company_weight", k.company), sql.Named("department_weight", k.department),
		sql.Named("months", k.months),
		sql.Named("from", int16(whole.from)), sql.Named("to", int16(whole.to)),
		sql.Named("year_from", int16(whole.yearFrom-1)), sql.Named("year_to", int16(whole.yearTo-1)),
		sql.Named("first_company", c.first), sql.Named("last_company", c.last), sql.Named("all_companies", c.all), sql.Named("companies", c.list),
		sql.Named("all_departments", len(q.Departments) == 0), sql.Named("departments", d.list),
	)
	found, err := groups(ctx, rows, err)
	return slices.Concat(out, found), err
}

// months are whole months: those from the one to the other, by months since year 0, that are from the one to the other of
// their year, by 1 to 12.
type months struct{ from, to, yearFrom, yearTo int }

func (m months) none() bool { return m.from > m.to || m.yearFrom > m.yearTo }

// wholeMonths cuts a question into the whole months that it asks for, and questions about the other days.
func wholeMonths(q record.CountQuery) (months, []record.CountQuery) {
	first, end := record.Month.Start(q.From), record.Month.Start(q.To+1) // the first day of a whole month, and the first one after them all
	if first < q.From {
		first = record.Month.Next(first)
	}
	m := months{from: sinceYear0(first), to: sinceYear0(end) - 1, yearFrom: 1, yearTo: 12}
	if q.YearFrom > 0 {
		if m.yearFrom = q.YearFrom / 100; q.YearFrom%100 > 1 {
			m.yearFrom++
		}
	}
	if q.YearTo > 0 {
		if m.yearTo = q.YearTo / 100; q.YearTo%100 < longest[m.yearTo-1] {
			m.yearTo--
		}
	}
	if m.none() {
		return m, []record.CountQuery{q}
	}
	var days []record.CountQuery
	part := func(change func(*record.CountQuery), asked bool) {
		if asked {
			p := q
			change(&p)
			days = append(days, p)
		}
	}
	part(func(p *record.CountQuery) { p.To = first - 1 }, q.From < first)
	part(func(p *record.CountQuery) { p.From = end }, end <= q.To)
	part(func(p *record.CountQuery) { p.From, p.To, p.YearTo = first, end-1, m.yearFrom*100 }, q.YearFrom > 0 && q.YearFrom < m.yearFrom*100)
	part(func(p *record.CountQuery) { p.From, p.To, p.YearFrom = first, end-1, (m.yearTo+1)*100 }, q.YearTo > (m.yearTo+1)*100)
	return m, days
}

// longest is how many days the months of a year may have.
var longest = [12]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// sinceYear0 returns the months since year 0.
func sinceYear0(d record.Date) int {
	t := d.Time()
	return t.Year()*12 + int(t.Month()) - 1
}
