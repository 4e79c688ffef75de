package answer_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tvistdata/internal/answer"
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

func genQuestion(t *rapid.T) answer.CountsQuestion {
	some := func(name string, values ...string) []string {
		if rapid.Bool().Draw(t, name+" are free") {
			return nil
		}
		return rapid.SliceOfNDistinct(rapid.SampledFrom(values), 1, 2, rapid.ID).Draw(t, name)
	}
	q := answer.CountsQuestion{
		List:        answertest.Disputes,
		Measure:     rapid.SampledFrom([]record.Measure{record.Received, record.Received, record.Closed, record.Won}).Draw(t, "measure"),
		Companies:   some("companies", answertest.Early, answertest.Late, answertest.Quiet, answertest.Foreign),
		Departments: some("departments", "bank", "resor"),
		From:        record.NoDate, To: record.NoDate,
	}
	for _, g := range []answer.Grouping{answer.ByPeriod, answer.ByCompany, answer.ByDepartment} {
		if rapid.Bool().Draw(t, string(g)) {
			q.GroupBy = append(q.GroupBy, g)
		}
	}
	if q.Measure != record.Received && rapid.Bool().Draw(t, "by outcome") {
		q.GroupBy = append(q.GroupBy, answer.ByOutcome)
	}
	if slices.Contains(q.GroupBy, answer.ByPeriod) {
		q.Period = rapid.SampledFrom([]record.Period{record.Year, record.Half, record.Quarter, record.Month}).Draw(t, "period")
		q.Span = rapid.SampledFrom([]answer.Span{answer.Whole, answer.ToDate}).Draw(t, "span")
	}
	if rapid.Bool().Draw(t, "has from") {
		q.From = day("2017-11-01") + record.Date(rapid.IntRange(0, 1400).Draw(t, "from"))
	}
	if rapid.Bool().Draw(t, "has to") {
		q.To = day("2021-10-01") + record.Date(rapid.IntRange(0, 900).Draw(t, "to"))
	}
	return q
}

// TestCountsAgainstEveryDay recounts every cell a day and a record at a time.
func TestCountsAgainstEveryDay(t *testing.T) {
	s := answertest.Fake{Data: answertest.Sample(3), Release: "r-0123456789abcdef"}
	days := recordsByDay(s)
	rapid.Check(t, func(t *rapid.T) {
		q := genQuestion(t)
		a, err := answer.Counts(context.Background(), s, q)
		if err != nil {
			var invalid *record.InvalidError
			if errors.As(err, &invalid) && invalid.Param == "from" { // drawn the wrong way round
				return
			}
			t.Fatal(err)
		}
		o := oracle{q: q, rows: s.Coverage().Rows(q.List), days: days, columns: a.Columns}
		for _, row := range a.Rows {
			o.check(t, row)
		}
		o.checkWhole(t, a)
	})
}

// recordsByDay returns the disputes by the day that each of the two kinds of measures uses.
func recordsByDay(s answertest.Fake) map[bool]map[record.Date][]map[string]any {
	days := map[bool]map[record.Date][]map[string]any{false: {}, true: {}}
	for _, row := range s.Files[schema.Disputes] {
		if d, ok := row["received_date"].(record.Date); ok {
			days[false][d] = append(days[false][d], row)
		}
		if d, ok := row["decision_date"].(record.Date); ok {
			days[true][d] = append(days[true][d], row)
		}
	}
	return days
}

type oracle struct {
	q       answer.CountsQuestion
	rows    []coverage.Row
	days    map[bool]map[record.Date][]map[string]any
	columns []record.Column
}

// of returns a cell by its column; not ok when there is no such column.
func (o oracle) of(row []any, column string) (any, bool) {
	i := slices.IndexFunc(o.columns, func(c record.Column) bool { return c.Name == column })
	if i < 0 {
		return nil, false
	}
	return row[i], true
}

// parties returns the companies and departments of a cell; "" is all of them.
func (o oracle) parties(row []any) (companies, departments []string) {
	companies, departments = o.q.Companies, o.q.Departments
	if c, ok := o.of(row, "company_id"); ok {
		companies = []string{c.(string)}
	}
	if d, ok := o.of(row, "department"); ok {
		departments = []string{""}
		if d != nil {
			departments = []string{d.(string)}
		}
	}
	if len(companies) == 0 {
		companies = []string{""}
	}
	if len(departments) == 0 {
		departments = []string{""}
	}
	return companies, departments
}

// covered reports whether each of the companies in each of the departments is covered on the day.
func (o oracle) covered(companies, departments []string, d record.Date) bool {
	for _, c := range companies {
		for _, dep := range departments {
			if !slices.ContainsFunc(o.rows, func(r coverage.Row) bool {
				return r.Measure == o.q.Measure && r.From <= d && d <= r.To &&
					(r.Company == "" || r.Company == c) && (r.Department == "" || r.Department == dep)
			}) {
				return false
			}
		}
	}
	return true
}

// counted reports whether the cell counts the record.
func (o oracle) counted(row []any, r map[string]any) bool {
	outcome := r["outcome"]
	if o.q.Measure == record.Closed && outcome == nil {
		return false
	}
	if o.q.Measure == record.Won && outcome != "bifall" && outcome != "delvis-bifall" {
		return false
	}
	if len(o.q.Companies) > 0 && !slices.Contains(o.q.Companies, r["company_id"].(string)) {
		return false
	}
	if dep, _ := r["department"].(string); len(o.q.Departments) > 0 && !slices.Contains(o.q.Departments, dep) {
		return false
	}
	for column, of := range map[string]string{"company_id": "company_id", "department": "department", "outcome": "outcome"} {
		if cell, ok := o.of(row, column); ok && cell != r[of] {
			return false
		}
	}
	return true
}

func (o oracle) check(t *rapid.T, row []any) {
	t.Helper()
	cell := func(column string) any { c, _ := o.of(row, column); return c }
	from, to := cell("from").(record.Date), cell("to").(record.Date)
	companies, departments := o.parties(row)
	var value int64
	var covered []any
	n := 0
	for d := from; d <= to; d++ {
		if !o.covered(companies, departments, d) {
			continue
		}
		if n++; n == 1 {
			covered = []any{d, d}
		}
		covered[1] = d
		for _, r := range o.days[o.q.Measure != record.Received][d] {
			if o.counted(row, r) {
				value++
			}
		}
	}
	late := len(companies) == 1 && companies[0] == answertest.Late && to < day("2021-07-01")
	want := []any{value, "partial", any(nil), any(nil)}
	if n > 0 {
		want[2], want[3] = covered[0], covered[1]
	}
	switch {
	case late: // covered or not, and whatever records say
		want = []any{nil, "not_applicable", nil, nil}
	case n == 0:
		want = []any{nil, "not_covered", nil, nil}
	case n == int(to-from)+1:
		want[1] = "ok"
	}
	if got := []any{cell("value"), cell("status"), cell("covered_from"), cell("covered_to")}; !slices.Equal(got, want) {
		t.Fatalf("%v: want %v", row, want)
	}
}

// checkWhole: there is one row for each combination, in order, and the total is the sum.
func (o oracle) checkWhole(t *rapid.T, a answer.CountsAnswer) {
	t.Helper()
	axes, n := 1, 0
	for _, column := range []string{"company_id", "department", "outcome", "period"} {
		seen := map[any]bool{}
		for _, row := range a.Rows {
			if cell, ok := o.of(row, column); ok {
				seen[cell] = true
			}
		}
		if len(seen) > 0 {
			axes *= len(seen)
		}
	}
	nobody := len(a.Rows) == 0 && len(o.q.Companies) == 0 && slices.Contains(o.q.GroupBy, answer.ByCompany) // no company has a record
	if len(a.Rows) != axes && !nobody {
		t.Fatalf("%d rows for %d combinations", len(a.Rows), axes)
	}
	var sum int64
	for _, row := range a.Rows {
		if v, _ := o.of(row, "value"); v != nil {
			sum += v.(int64)
			n++
		}
	}
	if (a.Meta.Total == nil) != (n == 0) || n > 0 && *a.Meta.Total != sum {
		t.Fatalf("total %v, want %d of %d values", a.Meta.Total, sum, n)
	}
	if !slices.IsSortedFunc(a.Rows, func(x, y []any) int { return o.compare(x, y) }) {
		t.Fatal("rows are out of order")
	}
}

// compare orders rows by company, department, outcome and first day, null last.
func (o oracle) compare(x, y []any) int {
	for _, column := range []string{"company_id", "department", "outcome", "from"} {
		cx, _ := o.of(x, column)
		cy, _ := o.of(y, column)
		if key(cx) != key(cy) {
			if key(cx) < key(cy) {
				return -1
			}
			return 1
		}
	}
	return 0
}

func key(cell any) string {
	switch v := cell.(type) {
	case string:
		return v
	case record.Date:
		return v.String()
	}
	return "\U0010ffff"
}
