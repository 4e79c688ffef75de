package register_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tvistdata/internal/record"
	"tvistdata/internal/register"
)

const statementsYAML = `statements:
  - id: invented-2024
    kind: statement
    list: arn-cases
    company_id: se-4020000016
    from: 2023-01-01
    to: 2023-12-31
    given: 2024-01-11
    text: {sv: Vi har svarat., en: We have answered.}
    by: press officer
    source_name: letter to the publisher
    language: sv
`

const surgesYAML = `surges:
  - list: arn-cases
    company_id: se-4020000016
    period: 2023-H1
    confirmed: true
    decided_by: editors
    decided_on: 2024-02-01
    why: read the cases
`

func TestStatementsAndReviews(t *testing.T) {
	r, err := register.Load(files("statements.yaml", statementsYAML, "surges.yaml", surgesYAML))
	if err != nil {
		t.Fatal(err)
	}
	day := func(s string) record.Date {
		d, _ := record.ParseDate(s)
		return d
	}
	statements := []record.Statement{{
		ID: "invented-2024", Kind: "statement", List: "arn-cases", CompanyID: "se-4020000016", From: day("2023-01-01"), To: day("2023-12-31"),
		Given: day("2024-01-11"), Text: record.Text{SV: "Vi har svarat.", EN: "We have answered."}, By: "press officer", SourceName: "letter to the publisher",
		Language: "sv",
	}}
	if diff := cmp.Diff(statements, r.Statements()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	reviews := []record.SurgeReview{{
		List: "arn-cases", CompanyID: "se-4020000016", Period: "2023-H1", Confirmed: true, DecidedBy: "editors", DecidedOn: day("2024-02-01"), Why: "read the cases",
	}}
	if diff := cmp.Diff(reviews, r.SurgeReviews()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestFaultsOfStatementsAndReviews(t *testing.T) {
	for name, c := range map[string]struct{ from, to, want string }{
		"kind":          {"kind: statement", "kind: rumour", "statements.yaml:3: kind"},
		"nobody":        {"    company_id: se-4020000016\n    from", "    from", "expected one of company_id and brand_id"},
		"unknown brand": {"company_id: se-4020000016\n    from", "brand_id: nobody\n    from", "brand \"nobody\" is not in brands.yaml"},
		"backwards":     {"to: 2023-12-31", "to: 2022-12-31", "lies before from"},
		"no text":       {", en: We have answered.", "", "text.en is missing"},
		"language":      {"language: sv", "language: Swedish", "statements.yaml:12: language \"Swedish\": expected a code of ISO 639 such as sv"},
		"no date":       {"given: 2024-01-11", "given: soon", "given"},
		"period":        {"period: 2023-H1", "period: spring", "surges.yaml:4: period"},
		"confirmed":     {"confirmed: true", "confirmed: maybe", "surges.yaml:5: confirmed"},
		"why":           {"    why: read the cases\n", "", "why is missing"},
	} {
		_, err := register.Load(files(
			"statements.yaml", strings.Replace(statementsYAML, c.from, c.to, 1), "surges.yaml", strings.Replace(surgesYAML, c.from, c.to, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}
