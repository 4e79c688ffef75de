package answer_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tvistdata/internal/answer"
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/record"
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
	phi, ratio := 0.05, 768.0/130
	half := 1.96 * math.Sqrt(1.0/768+1.0/650+phi*1.2)
	for column, want := range map[string]float64{
		"value": 768, "baseline_spans": 5, "baseline_mean": 130, "difference": 638, "ratio": ratio, "phi": phi,
		"ratio_low": ratio / math.Exp(half), "ratio_high": ratio * math.Exp(half), "p_value": stats.MoreThanBefore(768, 650, 5, phi),
		"share": 768.0 / 1068, "share_before": 650.0 / 1650, "others_ratio": 1.5,
		"others_p_value": stats.OutgrewOthers(stats.Against{Now: 768, Before: 650, WholeNow: 1068, WholeBefore: 1650}, 5, phi),
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
	q := compared(answer.ByCompany)
	q.Companies = []string{answertest.Early, answertest.Foreign, answertest.Quiet}
	a := compare(t, s, q)
	fell, rose, neither := cellsOf(a.Table, 0), cellsOf(a.Table, 2), cellsOf(a.Table, 1)
	phi := a.Meta.Dispersion[0].Phi
	down, _ := stats.RatioInterval(0, 20, 5, phi)
	up, _ := stats.RatioInterval(9, 0, 5, phi)
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
	if phi := a.Meta.Dispersion[0].Phi; phi != stats.MinDispersion {
		t.Errorf("counts that do not vary have a phi of %v", phi)
	}
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
