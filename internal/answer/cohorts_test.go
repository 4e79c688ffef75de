package answer_test

import (
	"math"
	"testing"

	"tvistdata/internal/answer"
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// TestCohortsAreProvisionalUntilDecided: ten are received a month, and decided evenly over the four months after; the
// list ends in the middle of a month, which is left out.
func TestCohortsAreProvisionalUntilDecided(t *testing.T) {
	s := disputes(nil, [4]string{"2021-01-01", "2023-08-15"})
	s.Files[schema.Coverage] = append(s.Files[schema.Coverage], map[string]any{
		"list": answertest.Disputes, "measure": "closed", "covered_from": day("2021-01-01"), "covered_to": day("2023-08-15"), "disclosure": "arn-1",
	})
	for month := day("2021-01-01"); month <= day("2023-08-01"); month = record.Month.Next(month) {
		decided := month
		for k := range 20 {
			if k%5 == 0 && k > 0 {
				decided = record.Month.Next(decided)
			}
			row := map[string]any{"list": answertest.Disputes, "company_id": answertest.Early, "received_date": month + 5, "department": "bank"}
			if at := decided + 9; at <= day("2023-08-15") {
				row["decision_date"], row["outcome"] = at, "avslag"
			}
			s.Files[schema.Disputes] = append(s.Files[schema.Disputes], row)
		}
	}
	a, err := answer.Summary(t.Context(), s, answer.SummaryQuestion{Company: answertest.Early, From: record.NoDate, To: record.NoDate})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Cohorts.Rows) != 3 {
		t.Fatalf("cohorts: %v", a.Cohorts.Rows)
	}
	whole, open := cellsOf(a.Cohorts, 1), cellsOf(a.Cohorts, 2)
	number(t, whole, "closed", 240)
	number(t, whole, "completeness", 1)
	// received to July: January to April are decided, May 15 of 20, June 10, July 5
	number(t, open, "received", 140)
	number(t, open, "closed", 110)
	number(t, open, "completeness", 110.0/140)
	low, high := open["low"].(float64), open["high"].(float64)
	if whole["status"] != "ok" || open["status"] != "provisional" || low >= 110.0/140 || high <= 110.0/140 || math.IsNaN(low) {
		t.Errorf("2022 is %v, 2023 %v with %v to %v", whole["status"], open["status"], low, high)
	}
}
