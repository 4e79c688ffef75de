package answer_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"tvistdata/internal/answer"
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
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

// TestRankingOfCounts: ties share a place.
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
}

// TestRankingIsOfTheDaysThatAreCoveredForAll: a span is cut to the days that are covered for the whole list, the same for
// everybody, gaps among them left out; what is covered for one company alone is held against nobody.
func TestRankingIsOfTheDaysThatAreCoveredForAll(t *testing.T) {
	received := map[string][]string{
		answertest.Early:   {"2019-01-02", "2019-02-02", "2019-04-04", "2019-08-08", "2019-09-09", "2019-12-12"},
		answertest.Foreign: {"2019-01-03", "2019-03-31", "2019-07-01", "2019-08-30", "2020-02-02"},
	}
	s := disputes(received, [4]string{"2019-01-01", "2019-03-31"}, [4]string{"2019-07-01", "2019-08-31"}, [4]string{"2019-01-01", "2020-12-31", answertest.Foreign})
	rows := func(a answer.RankingAnswer) (got []string) {
		for i := range a.Rows {
			c := cellsOf(a.Table, i)
			got = append(got, fmt.Sprint(c["company_id"], " ", c["rank"], " ", c["value"], " ", c["rankable"], " ", c["from"], " ", c["to"], " ", c["status"], " ", c["covered_from"], " ", c["covered_to"]))
		}
		return got
	}
	for _, c := range []struct {
		from, to string
		want     []string
	}{
		{"2019-01-01", "2019-12-31", []string{
			answertest.Foreign + " 1 4 true 2019-01-01 2019-12-31 partial 2019-01-01 2019-08-31",
			answertest.Early + " 2 3 true 2019-01-01 2019-12-31 partial 2019-01-01 2019-08-31",
		}},
		{"2019-02-01", "2019-03-31", []string{
			answertest.Early + " 1 1 true 2019-02-01 2019-03-31 ok 2019-02-01 2019-03-31",
			answertest.Foreign + " 1 1 true 2019-02-01 2019-03-31 ok 2019-02-01 2019-03-31",
		}},
	} {
		a := ranking(t, s, answer.RankingQuestion{From: day(c.from), To: day(c.to)})
		if got := rows(a); !slices.Equal(got, c.want) || a.Meta.Ranked != 2 || a.Meta.From != day(c.from) || a.Meta.Covered.Days == 0 {
			t.Errorf("%s to %s: got %q of %+v, want %q", c.from, c.to, got, a.Meta, c.want)
		}
	}
	if a := ranking(t, s, answer.RankingQuestion{}); a.Meta.From != day("2019-01-01") || a.Meta.To != day("2019-08-31") {
		t.Errorf("without dates: %v to %v", a.Meta.From, a.Meta.To)
	}
	for _, c := range [][2]string{{"2020-01-01", "2020-12-31"}, {"2019-04-01", "2019-06-30"}} {
		_, err := answer.Rankings(t.Context(), s, answer.RankingQuestion{List: answertest.Disputes, From: day(c[0]), To: day(c[1]), Limit: 20, Page: 1})
		var invalid *record.InvalidError
		if !errors.As(err, &invalid) || invalid.Param != "from" {
			t.Errorf("%s to %s, covered for one company at most: %v", c[0], c[1], err)
		}
	}
}

// TestRankingOfRates: ranges of ranks from Wilson intervals at a level for all, and no rank for too few.
func TestRankingOfRates(t *testing.T) {
	s := story()
	add := func(company, outcome string, n int) {
		for range n {
			s.Files[schema.Disputes] = append(s.Files[schema.Disputes], map[string]any{
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
	s.Files[schema.Coverage] = append(s.Files[schema.Coverage], map[string]any{
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
