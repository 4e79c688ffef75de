package answer_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tvistdata/internal/answer"
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
	"tvistdata/internal/stats"
)

// yearly returns so many days of each year from 2018 on, in the middle of it.
func yearly(counts ...int) []string {
	var days []string
	for i, n := range counts {
		for k := range n {
			days = append(days, record.NewDate(2018+i, 3, 1+k%200).String())
		}
	}
	return days
}

func compared(by ...answer.Grouping) answer.CompareQuestion {
	return answer.CompareQuestion{CountsQuestion: question(by...)}
}

func compare(t *testing.T, s answer.Store, q answer.CompareQuestion) answer.CompareAnswer {
	t.Helper()
	a, err := answer.Compare(t.Context(), s, q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// cellsOf returns a row's cells by column.
func cellsOf(t record.Table, row int) map[string]any {
	out := map[string]any{}
	for i, c := range t.Columns {
		out[c.Name] = t.Rows[row][i]
	}
	return out
}

// number fails unless a cell is near a number, or null for a NaN.
func number(t *testing.T, cells map[string]any, column string, want float64) {
	t.Helper()
	got, ok := cells[column].(float64)
	if n, whole := cells[column].(int64); whole {
		got, ok = float64(n), true
	}
	if ok == math.IsNaN(want) || ok && math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
		t.Errorf("%s: got %v, want %v", column, cells[column], want)
	}
}

// TestCompareTellsTheFoundingStory: about 130 a year, then 768 up to 15 December, with what came after that day in
// earlier years left out.
func TestCompareTellsTheFoundingStory(t *testing.T) {
	s := disputes(map[string][]string{
		answertest.Early:   append(yearly(118, 125, 141, 133, 133, 768), "2019-12-16", "2021-12-31"),
		answertest.Foreign: yearly(200, 200, 200, 200, 200, 300),
	}, [4]string{"2018-01-01", "2023-12-15"})
	q := compared(answer.ByCompany)
	q.Companies = []string{answertest.Early}
	a := compare(t, s, q)
	if len(a.Rows) != 1 {
		t.Fatalf("rows: %v", a.Rows)
	}
	c := cellsOf(a.Table, 0)
	if c["from"] != day("2023-01-01") || c["to"] != day("2023-12-15") || c["status"] != "ok" || c["baseline_status"] != "ok" {
		t.Errorf("compared %v..%v %v %v", c["from"], c["to"], c["status"], c["baseline_status"])
	}
	before, others := []int64{118, 125, 141, 133, 133}, []int64{200, 200, 200, 200, 200}
	priors := stats.LearnPriors([][]int64{before, others})
	w, ratio := priors.After(before), 768.0/130
	i, _ := w.RatioInterval(768, 650, 5)
	for column, want := range map[string]float64{
		"value": 768, "baseline_spans": 5, "baseline_mean": 130, "difference": 638, "ratio": ratio, "phi": w.Mean(),
		"ratio_low": i.Low, "ratio_high": i.High, "p_value": w.MoreThanBefore(768, 650, 5),
		"share": 768.0 / 1068, "share_before": 650.0 / 1650, "others_ratio": 1.5,
		"others_p_value": w.OutgrewOthers(stats.Against{Now: 768, Before: 650, WholeNow: 1068, WholeBefore: 1650}, 5, priors.After(others).Mean()),
	} {
		number(t, c, column, want)
	}
	if n := len(a.Meta.Spans); n != 5 || a.Meta.Spans[4].To != day("2022-12-15") || *a.Meta.Spans[1].Value != 125 {
		t.Errorf("spans: %+v", a.Meta.Spans)
	}
	if a.Meta.Model != answer.Overdispersed || len(a.Meta.Dispersion) == 0 || a.Meta.Dispersion[0].Companies != 2 {
		t.Errorf("meta: %+v", a.Meta)
	}
}

func TestComparePoissonIsLabelled(t *testing.T) {
	s := disputes(map[string][]string{answertest.Early: yearly(9, 9, 9, 9, 9, 20)}, [4]string{"2018-01-01", "2023-12-31"})
	q := compared()
	q.Companies, q.Model = []string{answertest.Early}, answer.Poisson
	c := cellsOf(compare(t, s, q).Table, 0)
	i, g := stats.PoissonRatio(20, 45, 5, 0.95), stats.Garwood(20, 0.95)
	for column, want := range map[string]float64{
		"ratio_low": i.Low, "ratio_high": i.High, "phi": 0, "p_value": stats.MoreThanBefore(20, 45, 5, 0), "value_low": g.Low, "value_high": g.High,
	} {
		number(t, c, column, want)
	}
	if c["interval_model"] != "poisson" {
		t.Errorf("model: %v", c["interval_model"])
	}
}

// TestCompareBounds: what has no ratio has no invented one.
func TestCompareBounds(t *testing.T) {
	s := disputes(map[string][]string{answertest.Early: yearly(4, 4, 4, 4, 4, 0), answertest.Foreign: yearly(0, 0, 0, 0, 0, 9)}, [4]string{"2018-01-01", "2023-12-31"})
	for _, c := range s.Files[schema.Companies] {
		if c["company_id"] == answertest.Foreign {
			c["registered_date"] = day("2001-01-01")
		}
	}
	q := compared(answer.ByCompany)
	q.Companies = []string{answertest.Early, answertest.Foreign, answertest.Quiet}
	a := compare(t, s, q)
	fell, rose, neither := cellsOf(a.Table, 0), cellsOf(a.Table, 2), cellsOf(a.Table, 1)
	down, _ := a.Meta.Dispersion.After([]int64{4, 4, 4, 4, 4}).RatioInterval(0, 20, 5)
	up, _ := a.Meta.Dispersion.After([]int64{0, 0, 0, 0, 0}).RatioInterval(9, 0, 5)
	number(t, fell, "ratio", 0)
	number(t, fell, "ratio_low", 0)
	number(t, fell, "ratio_high", down.High)
	number(t, rose, "ratio", math.NaN())
	number(t, rose, "ratio_low", up.Low)
	number(t, rose, "ratio_high", math.NaN())
	number(t, neither, "ratio_low", math.NaN())
	number(t, neither, "difference", 0)
}

// TestCompareNeedsThreeSpans: unknown years are left out, and a company is compared with the years since it came to be.
func TestCompareNeedsThreeSpans(t *testing.T) {
	s := disputes(map[string][]string{answertest.Early: yearly(0, 0, 3, 3, 3, 6), answertest.Late: yearly(0, 0, 0, 0, 3, 6)},
		[4]string{"2020-01-01", "2023-12-31"}, [4]string{"2017-01-01", "2019-12-31", answertest.Late})
	q := compared(answer.ByCompany)
	q.Companies = []string{answertest.Early, answertest.Late}
	a := compare(t, s, q)
	early, late := cellsOf(a.Table, 0), cellsOf(a.Table, 1)
	if early["baseline_status"] != "partial" || early["baseline_spans"] != int64(3) {
		t.Errorf("three covered years: %v %v", early["baseline_status"], early["baseline_spans"])
	}
	number(t, early, "ratio", 2)
	if late["baseline_status"] != "not_applicable" || late["baseline_spans"] != int64(1) { // 2022 alone: it was registered in 2021
		t.Errorf("a young company: %v %v", late["baseline_status"], late["baseline_spans"])
	}
	number(t, late, "ratio", math.NaN())
	q.To = day("2022-12-31")
	if c := cellsOf(compare(t, s, q).Table, 0); c["baseline_status"] != "not_covered" {
		t.Errorf("two covered years: %v", c["baseline_status"])
	}
}

// TestCompareWithinAYear compares the same days of each year, and months with the same months.
func TestCompareWithinAYear(t *testing.T) {
	s := disputes(map[string][]string{answertest.Early: {
		"2018-04-30", "2018-05-01", "2019-05-31", "2020-06-01", "2021-05-11", "2022-05-12", "2022-05-13", "2023-05-20", "2023-05-21", "2023-06-21",
	}}, [4]string{"2018-01-01", "2023-12-31"})
	q := compared()
	q.Companies, q.From, q.To = []string{answertest.Early}, day("2023-05-01"), day("2023-05-31")
	c := cellsOf(compare(t, s, q).Table, 0)
	number(t, c, "value", 2)
	number(t, c, "baseline_mean", 1)
	months := compared(answer.ByPeriod)
	months.Companies, months.Period, months.From, months.To = q.Companies, record.Month, day("2023-05-01"), day("2023-06-30")
	a := compare(t, s, months)
	may, june := cellsOf(a.Table, 0), cellsOf(a.Table, 1)
	number(t, may, "baseline_mean", 1)
	number(t, june, "value", 1)
	number(t, june, "baseline_mean", 0.2)
}

// TestCompareAgainstCounts: every number of a comparison is what /counts says of the same span.
func TestCompareAgainstCounts(t *testing.T) {
	s := answertest.Fake{Data: answertest.Sample(4), Release: "r-0123456789abcdef"}
	rapid.Check(t, func(t *rapid.T) {
		q := answer.CompareQuestion{CountsQuestion: genQuestion(t)}
		q.GroupBy = slices.DeleteFunc(q.GroupBy, func(g answer.Grouping) bool { return g == answer.ByOutcome })
		if q.Period == record.Month { // many questions, and nothing that quarters do not have
			q.Period = record.Quarter
		}
		if len(q.Companies) == 0 {
			q.GroupBy = slices.DeleteFunc(q.GroupBy, func(g answer.Grouping) bool { return g == answer.ByCompany })
		}
		a, err := answer.Compare(t.Context(), s, q)
		var invalid *record.InvalidError
		if errors.As(err, &invalid) && invalid.Param == "from" {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		type span struct{ from, to record.Date }
		counted := map[span]record.Table{} // each span is asked for once
		one := func(c map[string]any, from, to record.Date) map[string]any {
			got, asked := counted[span{from, to}]
			if !asked {
				ask := q.CountsQuestion
				ask.GroupBy, ask.Period, ask.Span, ask.From, ask.To = nil, record.None, "", from, to
				for _, by := range q.GroupBy {
					if by != answer.ByPeriod {
						ask.GroupBy = append(ask.GroupBy, by)
					}
				}
				counts, err := answer.Counts(t.Context(), s, ask)
				if err != nil {
					t.Fatal(err)
				}
				got = counts.Table
				counted[span{from, to}] = got
			}
			for i := range got.Rows {
				if g := cellsOf(got, i); g["company_id"] == c["company_id"] && g["department"] == c["department"] {
					return g
				}
			}
			return nil // a department that nothing has there
		}
		spans := a.Meta.Spans
		for i := range a.Rows {
			c := cellsOf(a.Table, i)
			if g := one(c, c["from"].(record.Date), c["to"].(record.Date)); g != nil && (g["value"] != c["value"] || g["status"] != c["status"]) {
				t.Fatalf("%v\nis %v", c, g)
			}
			for _, b := range spans[i*5 : i*5+5] {
				if b.Value == nil {
					continue
				}
				if g := one(c, b.From, b.To); g != nil && g["value"] != *b.Value || g == nil && *b.Value != 0 {
					t.Fatalf("%v\nhas before %+v %d\nis %v", c, b, *b.Value, g)
				}
			}
		}
	})
}

// TestCompareIgnoresOthers: an unrelated company changes no count, only what a company is held against.
func TestCompareIgnoresOthers(t *testing.T) {
	received := map[string][]string{answertest.Early: yearly(7, 7, 7, 7, 7, 21)}
	q := compared(answer.ByCompany)
	q.Companies = []string{answertest.Early}
	covered := [4]string{"2018-01-01", "2023-12-31"}
	alone := cellsOf(compare(t, disputes(received, covered), q).Table, 0)
	received[answertest.Foreign] = yearly(50, 50, 50, 50, 50, 50)
	beside := cellsOf(compare(t, disputes(received, covered), q).Table, 0)
	for _, column := range []string{"value", "baseline_mean", "difference", "ratio", "status"} {
		if alone[column] != beside[column] {
			t.Errorf("%s: %v alone, %v beside another", column, alone[column], beside[column])
		}
	}
}

// TestDispersionLeavesUncoveredYearsOut: a year that is not covered for all is no year of few cases.
func TestDispersionLeavesUncoveredYearsOut(t *testing.T) {
	received := map[string][]string{answertest.Early: yearly(0, 60, 60, 60, 60, 60), answertest.Foreign: yearly(0, 60, 60, 60, 60, 60)}
	q := compared()
	q.Companies = []string{answertest.Early}
	a := compare(t, disputes(received, [4]string{"2019-01-01", "2023-12-31"}), q)
	if d := cmp.Diff(stats.LearnPriors([][]int64{{60, 60, 60, 60}, {60, 60, 60, 60}}), a.Meta.Dispersion); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// TestNobodyKnowsWhatWasBeforeTheFirstMatter: without a day of registration, years before the first matter are no years of none.
func TestNobodyKnowsWhatWasBeforeTheFirstMatter(t *testing.T) {
	covered := [4]string{"2018-01-01", "2023-12-31"}
	q := compared(answer.ByCompany)
	q.Companies = []string{answertest.Early}
	for _, c := range []struct {
		name   string
		counts []int
		spans  int64
		mean   float64
	}{
		{"from the first year on", []int{0, 0, 4, 0, 5, 30}, 3, 3},
		{"two years are too few", []int{0, 0, 0, 4, 5, 30}, 2, math.NaN()},
		{"a year of none after the first is one", []int{1, 0, 0, 0, 0, 30}, 5, 0.2},
	} {
		a := compare(t, disputes(map[string][]string{answertest.Early: yearly(c.counts...)}, covered), q)
		row := cellsOf(a.Table, 0)
		number(t, row, "baseline_mean", c.mean)
		unknown := int64(0)
		for _, b := range a.Meta.Spans {
			if b.Unknown {
				unknown++
			}
		}
		if row["baseline_spans"] != c.spans || unknown != 5-c.spans {
			t.Errorf("%s: %v spans, %d unknown", c.name, row["baseline_spans"], unknown)
		}
	}
}

// TestWhoIsAloneIsHeldAgainstTheList: with too few others in its department, a company is held against the whole list, and the row
// says so; with too few there, too, against nobody.
func TestWhoIsAloneIsHeldAgainstTheList(t *testing.T) {
	s := disputes(nil, [4]string{"2018-01-01", "2023-12-31"})
	s.Files[schema.Companies] = nil
	add := func(id, department string, counts ...int) {
		s.Files[schema.Companies] = append(s.Files[schema.Companies], map[string]any{"company_id": id, "name": id + " AB", "kind": "legal_entity", "records": int64(0), "synthetic": true})
		for _, at := range yearly(counts...) {
			s.Files[schema.Disputes] = append(s.Files[schema.Disputes], map[string]any{
				"list": answertest.Disputes, "company_id": id, "department": department, "received_date": day(at),
			})
		}
	}
	add("alone", "bank", 50, 51, 49, 52, 48, 300)
	add("small", "bank", 1, 1, 1, 1, 1, 1)
	q := compared(answer.ByCompany, answer.ByDepartment)
	q.Companies, q.Departments = []string{"alone"}, []string{"bank"}
	if c := cellsOf(compare(t, s, q).Table, 0); c["compared_with"] != nil || c["others_p_value"] != nil || c["p_value"] == nil {
		t.Errorf("five others in all: %v", c)
	}
	if a := surges(t, s, answer.SurgesQuestion{}); a.Meta.Alone != 1 || a.Meta.Tested != 0 {
		t.Errorf("five others in all: %+v", a.Meta)
	}
	for _, id := range []string{"r1", "r2"} {
		add(id, "resor", 40, 41, 39, 40, 40, 42)
	}
	c := cellsOf(compare(t, s, q).Table, 0)
	if c["compared_with"] != "list" {
		t.Errorf("beside other departments: %v", c)
	}
	number(t, c, "others_ratio", 85.0/405*5)
	a := surges(t, s, answer.SurgesQuestion{})
	if len(a.Rows) != 1 || cellsOf(a.Table, 0)["compared_with"] != "list" || cellsOf(a.Table, 0)["department"] != "bank" || a.Meta.Alone != 0 {
		t.Fatalf("found %v of %+v", a.Rows, a.Meta)
	}
	number(t, cellsOf(a.Table, 0), "others_ratio", 85.0/405*5)
}

func TestImpossibleComparisons(t *testing.T) {
	s := disputes(map[string][]string{answertest.Early: yearly(1, 1, 1, 1, 1, 1)}, [4]string{"2018-01-01", "2023-12-15"})
	for param, change := range map[string]func(q *answer.CompareQuestion){
		"company": func(q *answer.CompareQuestion) { q.GroupBy = []answer.Grouping{answer.ByCompany} },
		"group_by": func(q *answer.CompareQuestion) {
			q.Measure, q.GroupBy = record.Closed, []answer.Grouping{answer.ByOutcome}
		},
		"interval_model": func(q *answer.CompareQuestion) { q.Model = "bayes" },
		"period":         func(q *answer.CompareQuestion) { q.Period = record.Month },
		"from":           func(q *answer.CompareQuestion) { q.From, q.To = day("2022-07-01"), day("2023-06-30") },
		"list":           func(q *answer.CompareQuestion) { q.List = answertest.Listings },
		"measure":        func(q *answer.CompareQuestion) { q.List, q.Measure = answertest.Complaints, record.Won },
	} {
		q := compared()
		change(&q)
		_, err := answer.Compare(t.Context(), s, q)
		var invalid *record.InvalidError
		if !errors.As(err, &invalid) || invalid.Param != param {
			t.Errorf("%s: got %v", param, err)
		}
	}
	q := compared(answer.ByCompany)
	q.Companies = ids(11)
	if _, err := answer.Compare(t.Context(), s, q); err == nil {
		t.Error("eleven companies are compared")
	}
	late := compared()
	late.From, late.To = day("2023-12-20"), day("2023-12-31")
	if _, err := answer.Compare(t.Context(), s, late); err == nil {
		t.Error("days beyond what is covered are compared to date")
	}
}
