package main

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// methodology returns what fails the test unless the page says something.
func methodology(t *testing.T) (says func(format string, args ...any)) {
	t.Helper()
	text, err := os.ReadFile("../../docs/methodology.md")
	if err != nil {
		t.Fatal(err)
	}
	page := strings.Join(strings.Fields(string(text)), " ")
	return func(format string, args ...any) {
		t.Helper()
		if want := fmt.Sprintf(format, args...); !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

// TestTheMethodologyPageTellsTheDemosNumbers holds every worked example against what the demo answers.
func TestTheMethodologyPageTellsTheDemosNumbers(t *testing.T) {
	says := methodology(t)
	_, base := demonstrated(t)
	type row struct {
		Name        string  `json:"company_name"`
		Value       float64 `json:"value"`
		Mean        float64 `json:"baseline_mean"`
		Ratio       float64 `json:"ratio"`
		Low         float64 `json:"ratio_low"`
		High        float64 `json:"ratio_high"`
		Phi         float64 `json:"phi"`
		Share       float64 `json:"share"`
		Before      float64 `json:"share_before"`
		Others      float64 `json:"others_ratio"`
		OthersP     float64 `json:"others_p_value"`
		Numerator   int     `json:"numerator"`
		Denominator int     `json:"denominator"`
		RateLow     float64 `json:"low"`
		RateHigh    float64 `json:"high"`
		Outcome     string  `json:"outcome"`
		Best        int     `json:"rank_best"`
		Worst       int     `json:"rank_worst"`
	}
	type summary struct {
		Data struct {
			Counts, Rates, Mix []row
			InDepartment       []row `json:"in_department"`
			Cohorts            []struct {
				Received, Closed        int
				Completeness, Low, High float64
				Status                  string
			}
		}
	}
	var jumping, twin summary
	get(t, base+"/v1/companies/se-4020010007/summary", &jumping)
	get(t, base+"/v1/companies/se-4030010070/summary", &twin)
	c, d := jumping.Data.Counts[0], jumping.Data.InDepartment[0]
	says("%s has **%.0f** cases", c.Name, c.Value)
	says("**%.0f** for the same days", c.Mean)
	says("768 is **%.1f** times the mean", c.Ratio)
	says("(here **%.3f**) and never taken to be below 0.01", c.Phi)
	says("95 %% interval is **%.1f to %.1f**", c.Low, c.High)
	says("grew %.1f times, and its own share went from %.1f %% to %.1f %%", d.Others, 100*d.Before, 100*d.Share)
	var poisson struct{ Data []row }
	get(t, base+"/v1/counts?list=arn-cases&company=se-4020010007&group_by=company&compare=baseline&interval_model=poisson", &poisson)
	says("independent of every other: **%.1f to %.1f**", poisson.Data[0].Low, poisson.Data[0].High)
	c, d = twin.Data.Counts[0], twin.Data.InDepartment[0]
	says("%s has **%.0f** cases against a mean of %.1f: **%.1f** times", c.Name, c.Value, c.Mean, c.Ratio)
	says("department grew **%.1f** times", d.Others)
	says("differs so much is **%.2f**", d.OthersP)
	won, followed := jumping.Data.Rates[0], jumping.Data.Rates[1]
	says("**%d** of **%d**: **%.1f %%**", won.Numerator, won.Denominator, 100*won.Value)
	says("from **%.1f %%** to **%.1f %%**", 100*won.RateLow, 100*won.RateHigh)
	says("Of %d decisions that were followed up, %d were followed", followed.Denominator, followed.Numerator)
	closed, dismissed := 0.0, 0.0
	for _, m := range jumping.Data.Mix {
		if closed += m.Value; m.Outcome == "avvisad" {
			dismissed = m.Value
		}
	}
	says("**%.1f %%** was dismissed", 100*dismissed/closed)
	cohort := jumping.Data.Cohorts[len(jumping.Data.Cohorts)-1]
	says("**%d** cases that Påhittade Betalningar got up to the end of November 2023, **%d** are closed", cohort.Received, cohort.Closed)
	says("about **%.1f %%** (**%.1f %%** to **%.1f %%**)", 100*cohort.Completeness, 100*cohort.Low, 100*cohort.High)
	if cohort.Status != "provisional" {
		t.Errorf("the last cohort is %s", cohort.Status)
	}
	var surges struct {
		Data []row
		Meta struct{ Tested, Placebo int }
	}
	get(t, base+"/v1/surges?list=arn-cases", &surges)
	says("**%d** of **%d** tested companies is found", len(surges.Data), surges.Meta.Tested)
	says("in the demo **%d**. Where it is not about none", surges.Meta.Placebo)
	if len(surges.Data) != 1 || surges.Data[0].Name != jumping.Data.Counts[0].Name {
		t.Errorf("found %+v", surges.Data)
	}
	var banken summary
	get(t, base+"/v1/companies/se-4040010144/summary", &banken)
	var years struct{ Data []struct{ Value int } }
	get(t, base+"/v1/counts?list=arn-cases&company=se-4040010144&group_by=period&from=2023-01-01", &years)
	says("it has **%d** cases since the beginning of 2023", years.Data[0].Value+years.Data[1].Value)
	says("**%.0f** in 2024 against a mean of **%.0f**", banken.Data.Counts[0].Value, banken.Data.Counts[0].Mean)
	if status, text := body(t, base+"/v1/surges?list=arn-cases&day=2024-06-30"); status != http.StatusBadRequest || !strings.Contains(text, "covered for all companies") {
		t.Errorf("surges of 2024: %d %s", status, text)
	}
	var ranking struct {
		Data []row
		Meta struct{ Ranked int }
	}
	get(t, base+"/v1/rankings?list=arn-cases&rate=won&limit=1", &ranking)
	first := ranking.Data[0]
	says("**%d** companies can be ranked", ranking.Meta.Ranked)
	says("The first has **%.1f %%**, and its true place may be anywhere from **%d** to **%d**", 100*first.Value, first.Best, first.Worst)
}

// TestARankingSaysWhichDaysItIsOf asks the demo for the whole of 2023, of which the list's last days are covered for one company
// alone: all companies are ranked, and every row of every format says up to which day.
func TestARankingSaysWhichDaysItIsOf(t *testing.T) {
	says := methodology(t)
	_, base := demonstrated(t)
	var year struct {
		Data []struct {
			Rank, Value int
			Status      string
			CoveredTo   string `json:"covered_to"`
		}
		Meta struct {
			Ranked    int
			CoveredTo string `json:"covered_to"`
		}
	}
	get(t, base+"/v1/rankings?list=arn-cases&from=2023-01-01&to=2023-12-31&limit=1000", &year)
	to, err := time.Parse(time.DateOnly, year.Meta.CoveredTo)
	if err != nil {
		t.Fatal(err)
	}
	says("gets **%d** companies by what came in up to **%s**", year.Meta.Ranked, to.Format("2 January 2006"))
	for _, r := range year.Data {
		if r.Status != "partial" || r.CoveredTo != year.Meta.CoveredTo || r.Rank == 0 {
			t.Errorf("a row of the ranking of 2023: %+v", r)
		}
	}
	_, inCSV := body(t, base+"/v1/rankings?list=arn-cases&from=2023-01-01&to=2023-12-31&limit=1000&format=csv")
	if n := strings.Count(inCSV, ",2023-01-01,2023-12-31,partial,2023-01-01,2023-12-15,true\r\n"); n != len(year.Data) || n == 0 {
		t.Errorf("%d rows of the CSV say what they are of, of %d:\n%.400s", n, len(year.Data), inCSV)
	}
	if status, text := body(t, base+"/v1/rankings?list=arn-cases&from=2024-01-01&to=2024-12-31"); status != http.StatusBadRequest || !strings.Contains(text, "covered for all companies") {
		t.Errorf("a ranking of 2024: %d %s", status, text)
	}
}
