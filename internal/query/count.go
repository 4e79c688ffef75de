package query

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"tvistdata/internal/record"
)

// beyond is more months than any date has, and later than any day of a year.
const beyond = 1 << 30

// Count gives the groups that have records, ordered by company, department, outcome and start.
func (db *DB) Count(ctx context.Context, q record.CountQuery) ([]record.Count, error) {
	if len(q.Members) > 0 {
		return db.countMembers(ctx, q)
	}
	whole := q.Companies
	companies, tied := db.apart(whole)
	if len(tied) == 0 {
		return db.countFacts(ctx, q)
	}
	q.Companies = companies
	if !q.ByCompany { // what is counted for a company that is named, too, is not counted twice
		tied = slices.DeleteFunc(tied, func(id string) bool { return db.counted(id, whole) })
	}
	sums := map[record.Count]int64{}
	own := db.countTied(q, tied)
	if len(q.Companies) > 0 {
		found, err := db.countFacts(ctx, q)
		if err != nil {
			return nil, err
		}
		own = append(own, found...)
	}
	for _, c := range own {
		n := c.Value
		c.Value = 0
		sums[c] += n
	}
	return added(sums), nil
}

// countFacts counts the records of companies that stand for themselves.
func (db *DB) countFacts(ctx context.Context, q record.CountQuery) ([]record.Count, error) {
	args, ok := db.filters(q.List, q.Companies, q.Departments, q.Outcomes)
	if !ok || !slices.Contains(record.Measures(db.kinds[q.List]), q.Measure) {
		return nil, nil
	}
	months, yearTo := q.Period.Months(), q.YearTo
	if months == 0 {
		months = beyond
	}
	if yearTo == 0 {
		yearTo = beyond
	}
	args = append(args,
		sql.Named("by_company", q.ByCompany), sql.Named("by_department", q.ByDepartment), sql.Named("by_outcome", q.ByOutcome),
		sql.Named("months", int32(months)), sql.Named("measure", bit(q.Measure)),
		sql.Named("by_decision", q.Measure != record.Received),
		sql.Named("from", q.From.Time()), sql.Named("to", q.To.Time()), sql.Named("year_from", int32(q.YearFrom)), sql.Named("year_to", int32(yearTo)),
	)
	rows, err := db.prepared.count.QueryContext(ctx, args...)
	if err != nil {
		return nil, failed(ctx, "count", err)
	}
	defer rows.Close()
	var out []record.Count
	for rows.Next() {
		var company, department, outcome sql.NullInt64
		var period int64
		var c record.Count
		if err := rows.Scan(&company, &department, &outcome, &period, &c.Value); err != nil {
			return nil, failed(ctx, "count", err)
		}
		c.Company, c.Department, c.Outcome = db.companies.text(company), db.departments.text(department), db.outcomes.text(outcome)
		c.Start = record.NoDate
		if q.Period != record.None {
			month := int(period) * months
			c.Start = record.NewDate(month/12, time.Month(month%12+1), 1)
		}
		out = append(out, c)
	}
	if err := rows.Err(); err != nil {
		return nil, failed(ctx, "count", err)
	}
	sortCounts(out)
	return out, nil
}

// Delays gives how long after receipt the matters of a list were closed, by month received and months passed.
func (db *DB) Delays(ctx context.Context, list string, companies []string) ([]record.Delay, error) {
	code, known := db.lists.of[list]
	c, ok := db.companies.choose(companies)
	if !known || !ok {
		return nil, nil
	}
	rows, err := db.prepared.delays.QueryContext(ctx, sql.Named("list", code), sql.Named("first_company", c.first), sql.Named("last_company", c.last),
		sql.Named("all_companies", c.all), sql.Named("companies", c.list), sql.Named("closed", bit(record.Closed)))
	if err != nil {
		return nil, failed(ctx, "delays", err)
	}
	defer rows.Close()
	var out []record.Delay
	for rows.Next() {
		var month int
		var d record.Delay
		if err := rows.Scan(&month, &d.Months, &d.Count); err != nil {
			return nil, failed(ctx, "delays", err)
		}
		d.Received = record.NewDate(month/12, time.Month(month%12+1), 1)
		out = append(out, d)
	}
	if err := rows.Err(); err != nil {
		return nil, failed(ctx, "delays", err)
	}
	return out, nil
}

// text gives the text of a code; "" for none.
func (c codes) text(code sql.NullInt64) string {
	if !code.Valid {
		return ""
	}
	return c.ids[code.Int64]
}

// filters gives the arguments that count and records_places share. It is not ok when nothing can pass them.
func (db *DB) filters(list string, companies, departments, outcomes []string) (args []any, ok bool) {
	code, known := db.lists.of[list]
	c, ok1 := db.companies.choose(companies)
	d, ok2 := db.departments.choose(departments)
	o, ok3 := db.outcomes.choose(outcomes)
	return []any{
		sql.Named("list", code),
		sql.Named("first_company", c.first), sql.Named("last_company", c.last),
		sql.Named("all_companies", c.all), sql.Named("companies", c.list),
		sql.Named("all_departments", len(departments) == 0), sql.Named("departments", d.list),
		sql.Named("all_outcomes", len(outcomes) == 0), sql.Named("outcomes", o.list),
	}, known && ok1 && ok2 && ok3
}

// failed names the query that failed. A question that was called off fails with the context's error.
func failed(ctx context.Context, name string, err error) error {
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return fmt.Errorf("run %s: %w", name, err)
}
