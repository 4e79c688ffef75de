package query

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"tvistdata/internal/record"
)

// Count returns the groups that have records, ordered by company, department, outcome and start.
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

// countFacts counts the records of companies whose ids are not merged.
func (db *DB) countFacts(ctx context.Context, q record.CountQuery) ([]record.Count, error) {
	if !slices.Contains(record.Measures(db.kinds[q.List]), q.Measure) {
		return nil, nil
	}
	k := db.keyOf(q)
	var found []group
	var err error
	if q.Measure == record.Received && len(q.Outcomes) == 0 && !q.ByOutcome {
		found, err = db.countReceived(ctx, k, q)
	} else {
		found, err = db.countDays(ctx, k, q)
	}
	if err != nil {
		return nil, err
	}
	slices.SortFunc(found, func(a, b group) int { return cmp.Compare(a.key, b.key) })
	out := slices.Grow([]record.Count(nil), len(found))
	for i, g := range found {
		if i > 0 && g.key == found[i-1].key { // days and months of one group
			out[len(out)-1].Value += g.value
			continue
		}
		out = append(out, k.count(db, g))
	}
	return out, nil
}

// countDays counts day by day.
func (db *DB) countDays(ctx context.Context, k key, q record.CountQuery) ([]group, error) {
	args, ok := db.filters(q.List, q.Companies, q.Departments, q.Outcomes)
	if !ok {
		return nil, nil
	}
	statement := db.prepared.countReceived
	if q.Measure != record.Received {
		statement = db.prepared.countDecided
	}
	yearTo := q.YearTo
	if yearTo == 0 {
		yearTo = lastInYear
	}
	args = append(args,
		sql.Named("company_weight", k.company), sql.Named("department_weight", k.department), sql.Named("outcome_weight", k.outcome),
		sql.Named("months", k.months), sql.Named("measure", bit(q.Measure)), sql.Named("from", q.From.Time()), sql.Named("to", q.To.Time()),
		sql.Named("whole_years", q.YearFrom == 0 && q.YearTo == 0),
		sql.Named("year_from", int16(q.YearFrom)), sql.Named("year_to", int16(yearTo)),
	)
	rows, err := statement.QueryContext(ctx, args...)
	return groups(ctx, rows, err)
}

// lastInYear is the last day of a year as month × 100 + day.
const lastInYear = 1231

// key says how the codes and the period of a group are written as one number, as digits are: each times its weight, which
// is 0 where it is not grouped by. The numbers of groups are in the order of the groups.
type key struct {
	company, department, outcome int64
	months                       int32 // of a period
	period                       record.Period
}

// group is one group's key and its number of records.
type group struct{ key, value int64 }

// periods is more than there are months up to the year 9999.
const periods = 1 << 17

// beyond is more months than any date has.
const beyond = 1 << 30

func (db *DB) keyOf(q record.CountQuery) key {
	k := key{months: beyond, period: q.Period}
	if q.Period != record.None {
		k.months = int32(q.Period.Months())
	}
	weight := int64(periods)
	if q.ByOutcome {
		k.outcome = weight
	}
	weight *= int64(len(db.outcomes.ids))
	if q.ByDepartment {
		k.department = weight
	}
	if q.ByCompany {
		k.company = weight * int64(len(db.departments.ids))
	}
	return k
}

// count reads a group's key.
func (k key) count(db *DB, g group) record.Count {
	c := record.Count{Start: record.NoDate, Value: g.value}
	rest := g.key
	digit := func(weight int64, ids []string) string {
		if weight == 0 {
			return ""
		}
		code := rest / weight
		rest %= weight
		return ids[code]
	}
	c.Company = digit(k.company, db.companies.ids)
	c.Department = digit(k.department, db.departments.ids)
	c.Outcome = digit(k.outcome, db.outcomes.ids)
	if k.period != record.None {
		month := int(rest) * int(k.months)
		c.Start = record.NewDate(month/12, time.Month(month%12+1), 1)
	}
	return c
}

// number is scanned without reflection, which would take longer than the counting.
type number int64

// Scan takes what DuckDB returns for a BIGINT.
func (n *number) Scan(v any) error {
	i, ok := v.(int64)
	if !ok {
		return fmt.Errorf("not a number: %T", v)
	}
	*n = number(i)
	return nil
}

// groups reads the rows of a count.
func groups(ctx context.Context, rows *sql.Rows, err error) ([]group, error) {
	if err != nil {
		return nil, failed(ctx, "count", err)
	}
	defer rows.Close()
	var out []group
	var k, v number
	to := []any{&k, &v}
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return nil, failed(ctx, "count", err)
		}
		out = append(out, group{int64(k), int64(v)})
	}
	if err := rows.Err(); err != nil {
		return nil, failed(ctx, "count", err)
	}
	return out, nil
}

// Delays returns how long after receipt the matters of a list were closed, by month received and months passed.
func (db *DB) Delays(ctx context.Context, list string, companies []string) ([]record.Delay, error) {
	code, known := db.lists.of[list]
	c, ok := db.companies.choose(companies)
	if !known || !ok {
		return nil, nil
	}
	rows, err := db.prepared.delays.QueryContext(ctx, sql.Named("list", code), sql.Named("first_company", c.first),
		sql.Named("last_company", c.last),
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

// filters returns the arguments that count and records_places share. It is not ok when nothing can pass them.
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
