package answer_test

import (
	"errors"
	"fmt"
	"testing"

	"tvistdata/internal/answer"
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/stats"
)

func ranking(t *testing.T, s answer.Store, q answer.RankingQuestion) answer.RankingAnswer {
	t.Helper()
	q.List, q.Limit, q.Page = answertest.Disputes, max(q.Limit, 20), max(q.Page, 1)
	a, err := answer.Rankings(t.Context(), s, q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestRankingOfCounts: ties share a place, and who is covered in part alone has none.
func TestRankingOfCounts(t *testing.T) {
	s := disputes(map[string][]string{
		answertest.Early: yearly(0, 3), answertest.Late: yearly(0, 5), answertest.Foreign: yearly(0, 3), answertest.Unsettled: yearly(0, 1),
	}, [4]string{"2019-01-01", "2019-12-31"})
	a := ranking(t, s, answer.RankingQuestion{})
	var got []string
	for i := range a.Rows {
		c := cellsOf(a.Table, i)
		got = append(got, fmt.Sprint(c["company_id"], " ", c["rank"], " ", c["value"], " ", c["low"], " ", c["rank_best"]))
	}
	want := []string{
		answertest.Late + " 1 5 <nil> <nil>", answertest.Early + " 2 3 <nil> <nil>", answertest.Foreign + " 2 3 <nil> <nil>", answertest.Unsettled + " 4 1 <nil> <nil>",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) || a.Meta.Ranked != 4 || a.Meta.To != day("2019-12-31") || a.Meta.Caveat.EN == "" {
		t.Errorf("got %v of %+v, want %v", got, a.Meta, want)
	}
	part := disputes(map[string][]string{answertest.Early: yearly(0, 3), answertest.Foreign: yearly(0, 9)},
		[4]string{"2019-01-01", "2019-12-31", answertest.Early}, [4]string{"2019-01-01", "2019-06-30", answertest.Foreign})
	a = ranking(t, part, answer.RankingQuestion{From: day("2019-01-01"), To: day("2019-12-31")})
	first, last := cellsOf(a.Table, 0), cellsOf(a.Table, 1)
	if first["company_id"] != answertest.Early || first["rank"] != int64(1) || last["rank"] != nil || last["value"] != nil || last["status"] != "partial" {
		t.Errorf("half covered: %v before %v", first, last)
	}
}

// TestRankingOfRates: ranges of ranks from Wilson intervals at a level for all, and no rank for too few.
func TestRankingOfRates(t *testing.T) {
	s := story()
	add := func(company, outcome string, n int) {
		for range n {
			s.Files[release.Disputes] = append(s.Files[release.Disputes], map[string]any{
				"list": answertest.Disputes, "company_id": company, "decision_date": day("2023-03-01"), "outcome": outcome,
			})
		}
	}
	add(answertest.Foreign, "bifall", 95)
	add(answertest.Foreign, "avslag", 5)
	add(answertest.Late, "avslag", 29)
	add(answertest.Quiet, "avslag", 30)
	a := ranking(t, s, answer.RankingQuestion{Rate: answer.WonRate})
	if len(a.Rows) != 4 || a.Meta.Ranked != 3 {
		t.Fatalf("ranked %d of %v", a.Meta.Ranked, a.Rows)
	}
	var wide []stats.Interval
	for i, of := range [][2]int64{{95, 100}, {20, 40}, {0, 30}} {
		c, w := cellsOf(a.Table, i), stats.Wilson(of[0], of[1], 0.95)
		number(t, c, "value", float64(of[0])/float64(of[1]))
		number(t, c, "low", w.Low)
		wide = append(wide, stats.Wilson(of[0], of[1], 1-0.05/3))
	}
	for i, r := range stats.RankRanges(wide) {
		c := cellsOf(a.Table, i)
		number(t, c, "rank_best", float64(r.Best))
		number(t, c, "rank_worst", float64(r.Worst))
	}
	if c := cellsOf(a.Table, 3); c["company_id"] != answertest.Late || c["rankable"] != false || c["rank"] != nil || c["value"] != 0.0 {
		t.Errorf("29 decisions: %v", c)
	}
	f := ranking(t, s, answer.RankingQuestion{Rate: answer.FollowedRate})
	number(t, cellsOf(f.Table, 0), "denominator", 20)
}

func TestImpossibleRankings(t *testing.T) {
	s := story()
	s.Files[release.Coverage] = append(s.Files[release.Coverage], map[string]any{
		"list": answertest.Complaints, "measure": "received", "covered_from": day("2023-01-01"), "covered_to": day("2023-12-15"), "disclosure": "kov-1",
	})
	for name, c := range map[string]struct {
		param string
		q     answer.RankingQuestion
	}{
		"a rate of complaints":  {"rate", answer.RankingQuestion{List: answertest.Complaints, Rate: answer.WonRate}},
		"a rate over received":  {"measure", answer.RankingQuestion{List: answertest.Disputes, Rate: answer.WonRate, Measure: record.Received}},
		"an unknown rate":       {"rate", answer.RankingQuestion{List: answertest.Disputes, Rate: "lost"}},
		"listings":              {"list", answer.RankingQuestion{List: answertest.Listings}},
		"decided complaints":    {"measure", answer.RankingQuestion{List: answertest.Complaints, Measure: record.Won}},
		"an unknown department": {"department", answer.RankingQuestion{List: answertest.Disputes, Departments: []string{"hantverk"}}},
		"no order of days":      {"from", answer.RankingQuestion{List: answertest.Disputes, From: day("2024-01-01"), To: day("2023-01-01")}},
		"too long a page":       {"limit", answer.RankingQuestion{List: answertest.Disputes, Limit: 5000}},
	} {
		c.q.Page = 1
		if c.q.Limit == 0 {
			c.q.Limit = 20
		}
		_, err := answer.Rankings(t.Context(), s, c.q)
		var invalid *record.InvalidError
		if !errors.As(err, &invalid) || invalid.Param != c.param {
			t.Errorf("%s: %v", name, err)
		}
	}
}
