package answer_test

import (
	"errors"
	"math"
	"testing"

	"tvistdata/internal/answer"
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
	"tvistdata/internal/stats"
)

// family is a release of two departments: in bank one company jumps alone, in resor all grow threefold.
func family() answertest.Fake {
	s := disputes(nil, [4]string{"2018-01-01", "2023-12-15"})
	s.Files[schema.Companies] = nil
	add := func(id, department string, counts ...int) {
		s.Files[schema.Companies] = append(s.Files[schema.Companies], map[string]any{"company_id": id, "name": id + " AB", "kind": "legal_entity", "records": int64(0), "synthetic": true})
		for _, at := range yearly(counts...) {
			s.Files[schema.Disputes] = append(s.Files[schema.Disputes], map[string]any{
				"list": answertest.Disputes, "company_id": id, "department": department, "received_date": day(at),
			})
		}
	}
	add("jumping", "bank", 60, 62, 58, 61, 59, 360)
	for _, id := range []string{"b1", "b2", "b3", "b4"} {
		add(id, "bank", 50, 52, 48, 51, 49, 50)
	}
	add("twin", "resor", 40, 41, 39, 40, 40, 122)
	for _, id := range []string{"r1", "r2", "r3", "r4", "r5"} {
		add(id, "resor", 40, 41, 39, 40, 40, 118)
	}
	add("few", "bank", 1, 1, 1, 1, 1, 9)
	return s
}

func surges(t *testing.T, s answer.Store, q answer.SurgesQuestion) answer.SurgesAnswer {
	t.Helper()
	q.List = answertest.Disputes
	a, err := answer.Surges(t.Context(), s, q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// sharedOf returns the dispersion of the sum of companies with these earlier spans.
func sharedOf(priors stats.Priors, companies ...[]int64) float64 {
	var weighted, all float64
	for _, spans := range companies {
		sum := 0.0
		for _, n := range spans {
			sum += float64(n)
		}
		weighted, all = weighted+priors.After(spans).Mean()*sum*sum, all+sum
	}
	return weighted / (all * all)
}

// TestSurges: who jumps alone is found, who grows with a whole department is not, nor who has too few to be tested.
func TestSurges(t *testing.T) {
	a := surges(t, family(), answer.SurgesQuestion{})
	if len(a.Rows) != 1 || a.Meta.Tested != 11 || a.Meta.Few != 1 || a.Meta.Policy != "all" {
		t.Fatalf("found %v of %+v", a.Rows, a.Meta)
	}
	c := cellsOf(a.Table, 0)
	if c["company_id"] != "jumping" || c["company_name"] != "jumping AB" || c["department"] != "bank" || c["to"] != day("2023-12-15") {
		t.Errorf("found %v", c)
	}
	w := a.Meta.Dispersion.After([]int64{60, 62, 58, 61, 59})
	b := []int64{50, 52, 48, 51, 49}
	shared := sharedOf(a.Meta.Dispersion, b, b, b, b, []int64{1, 1, 1, 1, 1})
	own := w.MoreThanBefore(360, 300, 5)
	others := w.OutgrewOthers(stats.Against{Now: 360, Before: 300, WholeNow: 360 + 200 + 9, WholeBefore: 300 + 1000 + 5}, 5, shared)
	for column, want := range map[string]float64{
		"value": 360, "baseline_mean": 60, "ratio": 6, "own_p_value": own, "others_p_value": others, "p_value": math.Max(own, others),
		"q_value": 11 * math.Max(own, others), "share": 360.0 / 569, "share_before": 300.0 / 1305, "others_ratio": 209.0 / 1005 * 5,
		"ratio_all": math.NaN(), "baseline_mean_all": math.NaN(),
		"phi": w.Mean(), "others_phi": shared,
	} {
		number(t, c, column, want)
	}
	if c["compared_with"] != "department" || c["baseline_from"] != day("2018-01-01") || a.Meta.Placebo == nil || *a.Meta.Placebo != 0 {
		t.Errorf("found %v of %+v", c, a.Meta)
	}
}

// TestSurgesLikeForLike: a list that merely ends later in one year than in others makes no surge.
func TestSurgesLikeForLike(t *testing.T) {
	days := func(until ...string) (out []string) { // one a day from 1 January of each year
		for _, last := range until {
			for d := record.NewDate(day(last).Year(), 1, 1); d <= day(last); d++ {
				out = append(out, d.String())
			}
		}
		return out
	}
	s := disputes(map[string][]string{
		answertest.Early:   days("2018-12-31", "2019-12-31", "2020-12-31", "2021-12-31", "2022-12-31", "2023-06-30"),
		answertest.Foreign: days("2018-12-31", "2019-12-31", "2020-12-31", "2021-12-31", "2022-12-31", "2023-06-30"),
	}, [4]string{"2018-01-01", "2023-06-30"})
	if a := surges(t, s, answer.SurgesQuestion{}); len(a.Rows) != 0 || a.Meta.Tested != 2 {
		t.Errorf("half a year against half years: %v", a.Rows)
	}
	_, err := answer.Surges(t.Context(), s, answer.SurgesQuestion{List: answertest.Disputes, Span: answer.Whole})
	var invalid *record.InvalidError
	if !errors.As(err, &invalid) || invalid.Param != "day" {
		t.Errorf("a year that is not over, whole: %v", err)
	}
}

// TestSurgesAreReviewed: a real list shows what somebody has confirmed, and says how many wait.
func TestSurgesAreReviewed(t *testing.T) {
	s := family()
	s.Data.Manifest.Lists[0].Synthetic = false
	if a := surges(t, s, answer.SurgesQuestion{}); len(a.Rows) != 0 || a.Meta.Unreviewed != 1 || a.Meta.Policy != "reviewed" {
		t.Fatalf("unreviewed: %v %+v", a.Rows, a.Meta)
	}
	review := map[string]any{
		"list": answertest.Disputes, "company_id": "jumping", "period": "2023", "confirmed": false, "decided_by": "x", "decided_on": day("2024-01-01"), "why": "x",
	}
	s.Files[schema.SurgeReviews] = []map[string]any{review}
	if a := surges(t, s, answer.SurgesQuestion{}); len(a.Rows) != 0 || a.Meta.Unreviewed != 0 {
		t.Errorf("dismissed: %v %+v", a.Rows, a.Meta)
	}
	review["confirmed"] = true
	a := surges(t, s, answer.SurgesQuestion{})
	if len(a.Rows) != 1 || cellsOf(a.Table, 0)["review"] != "confirmed" {
		t.Errorf("confirmed: %v", a.Rows)
	}
	s.Data.Manifest.Lists[0].Surges = "all"
	s.Files[schema.SurgeReviews] = nil
	if a := surges(t, s, answer.SurgesQuestion{}); len(a.Rows) != 1 {
		t.Errorf("a list that shows all: %v", a.Rows)
	}
}

// TestConfirmedSurgesLeaveTheBaseline: the year after is compared with ordinary years, and with all beside.
func TestConfirmedSurgesLeaveTheBaseline(t *testing.T) {
	s := disputes(map[string][]string{answertest.Early: yearly(10, 10, 10, 90, 10, 60), answertest.Foreign: yearly(100, 100, 100, 100, 100, 100)}, [4]string{"2018-01-01", "2023-12-31"})
	s.Files[schema.SurgeReviews] = []map[string]any{{
		"list": answertest.Disputes, "company_id": answertest.Early, "period": "2021", "confirmed": true, "decided_by": "x", "decided_on": day("2022-01-01"), "why": "x",
	}}
	q := compared(answer.ByCompany)
	q.Companies = []string{answertest.Early}
	a := compare(t, s, q)
	c := cellsOf(a.Table, 0)
	number(t, c, "baseline_mean", 10)
	number(t, c, "ratio", 6)
	number(t, c, "baseline_mean_all", 26)
	number(t, c, "ratio_all", 60.0/26)
	if c["baseline_status"] != "partial" || !a.Meta.Spans[3].Surge || a.Meta.Spans[2].Surge {
		t.Errorf("%v %+v", c["baseline_status"], a.Meta.Spans)
	}
	found := surges(t, s, answer.SurgesQuestion{})
	if len(found.Rows) != 1 {
		t.Fatalf("found %v", found.Rows)
	}
	number(t, cellsOf(found.Table, 0), "ratio", 6)
	number(t, cellsOf(found.Table, 0), "baseline_mean_all", 26)
}

func TestImpossibleSurges(t *testing.T) {
	s := family()
	for param, q := range map[string]answer.SurgesQuestion{
		"list":   {List: answertest.Listings},
		"period": {List: answertest.Disputes, Period: "decade"},
		"span":   {List: answertest.Disputes, Span: "half"},
		"day":    {List: answertest.Disputes, Day: day("2019-05-05")},
	} {
		_, err := answer.Surges(t.Context(), s, q)
		var invalid *record.InvalidError
		if !errors.As(err, &invalid) || invalid.Param != param {
			t.Errorf("%s: %v", param, err)
		}
	}
	part := disputes(nil, [4]string{"2018-01-01", "2023-12-31", answertest.Early})
	if _, err := answer.Surges(t.Context(), part, answer.SurgesQuestion{List: answertest.Disputes}); err == nil {
		t.Error("a list asked for by one company says something of others")
	}
}
