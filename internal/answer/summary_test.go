package answer_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"tvistdata/internal/answer"
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
	"tvistdata/internal/stats"
)

// story is the founding story as a release: Early's jump, with decisions of 2023 and what others published.
func story() answertest.Fake {
	s := disputes(map[string][]string{
		answertest.Early:   yearly(130, 130, 130, 130, 130, 768),
		answertest.Foreign: yearly(100, 100, 100, 100, 100, 100),
	}, [4]string{"2018-01-01", "2023-12-15"})
	l := &s.Data.Manifest.Lists[0]
	l.Authority, l.Country, l.AuthorityName = "arn", "SE", record.Text{SV: "Nämnden", EN: "Board"}
	for _, m := range []string{"closed", "decided_on_merits", "won", "followed", "not_followed"} {
		s.Files[schema.Coverage] = append(s.Files[schema.Coverage], map[string]any{
			"list": answertest.Disputes, "measure": m, "covered_from": day("2023-01-01"), "covered_to": day("2023-12-15"), "disclosure": "arn-1",
		})
	}
	decided := func(n int, outcome, followed string) {
		for range n {
			row := map[string]any{
				"list": answertest.Disputes, "company_id": answertest.Early, "decision_date": day("2023-06-01"), "outcome": outcome, "department": "resor",
			}
			set(row, "followed", followed)
			s.Files[schema.Disputes] = append(s.Files[schema.Disputes], row)
		}
	}
	decided(12, "bifall", "foljt")
	decided(8, "delvis-bifall", "ej-foljt")
	decided(20, "avslag", "")
	decided(60, "avvisad", "")
	figure := func(id, measure, from, to string, value float64) {
		row := map[string]any{
			"record_id": answertest.Key(id), "list": answertest.Figures, "disclosure": "tal-1", "authority": "arn", "jurisdiction": "SE",
			"measure": measure, "company_id": answertest.Early, "period_precision": "day", "value": value, "value_as_published": "x",
			"unit": "cases", "source_name": "Tidningen", "synthetic": true, "qualifier": "about",
		}
		if from != "" {
			row["period_start"] = day(from)
		}
		row["period_end"] = day(to)
		s.Files[schema.Figures] = append(s.Files[schema.Figures], row)
	}
	figure("same", "cases_received", "2023-01-01", "2023-12-15", 770)
	figure("mean", "cases_received_annual_average", "", "2022-12-31", 128)
	figure("beyond", "cases_received", "2024-01-01", "2024-01-31", 88)
	figure("rank", "rank_by_complaints", "2023-01-01", "2023-12-31", 5)
	return s
}

func set(row map[string]any, column, cell string) {
	if cell != "" {
		row[column] = cell
	}
}

func TestSummary(t *testing.T) {
	a, err := answer.Summary(t.Context(), story(), answer.SummaryQuestion{Company: answertest.Early, From: record.NoDate, To: record.NoDate})
	if err != nil {
		t.Fatal(err)
	}
	number(t, cellsOf(a.Counts.Table, 0), "ratio", 768.0/130)
	department := cellsOf(a.InDepartment.Table, 0)
	if department["department"] != "bank" {
		t.Errorf("department: %v", department["department"])
	}
	number(t, department, "share", 768.0/868)
	won, followed := cellsOf(a.Rates, 0), cellsOf(a.Rates, 1)
	w := stats.Wilson(20, 40, 0.95)
	for column, want := range map[string]float64{"numerator": 20, "denominator": 40, "value": 0.5, "low": w.Low, "high": w.High} {
		number(t, won, column, want)
	}
	number(t, followed, "value", 0.6)
	number(t, followed, "denominator", 20)
	if won["rankable"] != true || followed["rankable"] != false {
		t.Errorf("rankable: %v of 40, %v of 20", won["rankable"], followed["rankable"])
	}
	shares := 0.0
	for i := range a.Mix.Rows {
		if share, ok := cellsOf(a.Mix, i)["share"].(float64); ok {
			shares += share
		}
	}
	if math.Abs(shares-1) > 1e-9 || len(a.Mix.Rows) < 4 {
		t.Errorf("the mix of what was closed adds up to %v: %v", shares, a.Mix.Rows)
	}
	if !strings.HasPrefix(a.Explanation.EN, "Invented data: 768 cases against Påhittade Resor AB were received (Board) from 1 January to 15 December 2023; that is 5.9 times the average of 130 for the same days of 2018–2022. Allowing for usual variation it is 4.6 to 7.6 times. The other companies of the department bank together got about as many as their average. Filed does not mean") {
		t.Error(a.Explanation.EN)
	}
	checkPublished(t, a.Published)
}

// checkPublished: both numbers and their difference where they say the same; a ratio of a mean that nobody dates.
func checkPublished(t *testing.T, published record.Table) {
	t.Helper()
	rows := map[any]map[string]any{}
	for i := range published.Rows {
		c := cellsOf(published, i)
		rows[answertest.Named(c["record_id"])] = c
	}
	if len(rows) != 3 {
		t.Fatalf("published: %v", published.Rows)
	}
	number(t, rows["same"], "counted", 768)
	number(t, rows["same"], "difference", -2)
	number(t, rows["mean"], "ratio", 6)
	number(t, rows["mean"], "difference", math.NaN())
	if rows["beyond"]["status"] != "not_covered" || rows["beyond"]["counted"] != nil {
		t.Errorf("a figure of uncovered days: %v", rows["beyond"])
	}
}

// TestSummaryOfUnknown: what is not covered has no rate, and a list that nobody decides in has none either.
func TestSummaryOfUnknown(t *testing.T) {
	s := story()
	a, err := answer.Summary(t.Context(), s, answer.SummaryQuestion{Company: answertest.Early, From: day("2022-01-01"), To: day("2022-12-31")})
	if err != nil {
		t.Fatal(err)
	}
	if c := cellsOf(a.Rates, 0); c["value"] != nil || c["status"] != "not_covered" || c["rankable"] != false {
		t.Errorf("a rate of an uncovered year: %v", c)
	}
	if c := cellsOf(a.Counts.Table, 0); c["baseline_status"] != "partial" {
		t.Errorf("four years before: %v", c["baseline_status"])
	}
	_, err = answer.Summary(t.Context(), s, answer.SummaryQuestion{Company: "se-0000000000", From: record.NoDate, To: record.NoDate})
	if !errors.Is(err, record.ErrNotFound) {
		t.Errorf("an unknown company: %v", err)
	}
	var invalid *record.InvalidError
	_, err = answer.Summary(t.Context(), s, answer.SummaryQuestion{Company: answertest.Early, List: answertest.Listings, From: record.NoDate, To: record.NoDate})
	if !errors.As(err, &invalid) || invalid.Param != "list" {
		t.Errorf("a list of listings: %v", err)
	}
}
