package api

import (
	"context"
	"reflect"

	"tvistdata/internal/answer"
)

// summaryDetail is what a release says of one company in one list.
type summaryDetail struct {
	CompanyID    string                  `json:"company_id" doc:"The company's id."`
	Name         string                  `json:"name" doc:"Its name."`
	Explanation  bilingual               `json:"explanation" doc:"The same in one or two sentences that may be quoted with their caveat."`
	Counts       rows[countRow]          `json:"counts" doc:"What was received, beside the mean of the same span of the five years before, and the share of all companies of the list: one row, as /counts with compare=baseline gives it."`
	InDepartment rows[countRow]          `json:"in_department" doc:"The same in the department that the company has most in, and the share of that department; empty when it has none."`
	Rates        rows[rateRow]           `json:"rates" doc:"Shares of decisions over the same span, by date of decision; empty for complaints, which nobody decides."`
	Mix          rows[mixRow]            `json:"mix" doc:"How everything that was closed over the same span ended."`
	Cohorts      rows[cohortRow]         `json:"cohorts" doc:"What was received in each year, and how much of it is closed by now. Empty where decisions are not covered."`
	Published    rows[publishedRow]      `json:"published" doc:"Figures that others published of the company in the list's own terms, beside what is counted."`
	Shares       rows[publishedShareRow] `json:"published_shares" doc:"The company's part of what the authority or one of its departments received by a published figure, for the days whose whole the disclosures do not cover."`
}

// rateRow documents a rate.
type rateRow struct {
	Rate        string   `json:"rate" enum:"won,followed" doc:"won: of what was decided on the merits; followed: of what was followed and not followed, together."`
	Numerator   *int64   `json:"numerator" doc:"How many were won or followed; null when not known."`
	Denominator *int64   `json:"denominator" doc:"Of how many; null when not known."`
	Value       *float64 `json:"value" doc:"The one over the other; null when not known, or of nothing."`
	Low         *float64 `json:"low" doc:"Low end of its 95 % interval (Wilson)."`
	High        *float64 `json:"high" doc:"High end of its 95 % interval (Wilson)."`
	Rankable    bool     `json:"rankable" doc:"False when the denominator is below 30: too few to be ranked."`
	From        string   `json:"from" format:"date" doc:"First day."`
	To          string   `json:"to" format:"date" doc:"Last day."`
	Status      string   `json:"status" enum:"ok,partial,provisional,not_covered,not_applicable,suppressed" doc:"What the rate is worth: the worse of its two parts."`
}

// mixRow documents an outcome's share.
type mixRow struct {
	Outcome *string  `json:"outcome" doc:"The outcome's code; null when it is missing."`
	Value   *int64   `json:"value" doc:"How many ended so; null when not known."`
	Share   *float64 `json:"share" doc:"The share of all that was closed; null when not known, or of nothing."`
	Low     *float64 `json:"low" doc:"Low end of its 95 % interval (Wilson)."`
	High    *float64 `json:"high" doc:"High end of its 95 % interval (Wilson)."`
	From    string   `json:"from" format:"date" doc:"First day."`
	To      string   `json:"to" format:"date" doc:"Last day."`
	Status  string   `json:"status" enum:"ok,partial,provisional,not_covered,not_applicable,suppressed" doc:"What the number is worth."`
}

// cohortRow documents what was received in a year.
type cohortRow struct {
	Cohort       string   `json:"cohort" doc:"The year of receipt."`
	Received     int64    `json:"received" doc:"Matters received in it, on the days whose decisions are covered."`
	Closed       int64    `json:"closed" doc:"How many of them are closed, up to the last whole covered month."`
	Completeness *float64 `json:"completeness" doc:"The share of the decisions on these matters that have come, estimated from how long the decisions of the whole list take; null when too little was seen."`
	Low          *float64 `json:"low" doc:"Low end of its 95 % interval."`
	High         *float64 `json:"high" doc:"High end of its 95 % interval."`
	Status       string   `json:"status" enum:"ok,provisional" doc:"provisional: fewer than 90 % have come, or nobody can tell; closed will grow."`
}

// publishedRow documents a published figure beside what is counted.
type publishedRow struct {
	RecordID   string   `json:"record_id" doc:"The figure's id, see /figures."`
	CompanyID  string   `json:"company_id" doc:"The company."`
	Measure    string   `json:"measure" doc:"What it counts, in its publisher's own terms."`
	From       *string  `json:"from" format:"date" doc:"First day of its period; null when not known."`
	To         *string  `json:"to" format:"date" doc:"Last day of its period; null when not known."`
	Published  float64  `json:"published" doc:"The published number."`
	Qualifier  *string  `json:"qualifier" doc:"about, almost …; null when it is given as exact."`
	Counted    *int64   `json:"counted" doc:"What is counted over the same period; for a mean over years, over the span of the summary."`
	Status     string   `json:"status" enum:"ok,partial,provisional,not_covered,not_applicable,suppressed" doc:"What the count is worth."`
	Difference *float64 `json:"difference" doc:"Counted less published; null unless the whole period is covered, and for a mean over years."`
	Ratio      *float64 `json:"ratio" doc:"For a mean over years: the count over it. It has no interval, for nobody says which years it is of."`
	SourceName string   `json:"source_name" doc:"Who published it."`
}

// publishedShareRow documents a part of a published whole.
type publishedShareRow struct {
	RecordID   string   `json:"record_id" doc:"The id of the figure that is the denominator, see /figures."`
	Department *string  `json:"department" doc:"The department that the figure is of; null for the whole authority."`
	From       string   `json:"from" format:"date" doc:"First day of the figure's period."`
	To         string   `json:"to" format:"date" doc:"Last day of the figure's period."`
	Counted    *int64   `json:"counted" doc:"The company's matters on these days; null when not known."`
	Published  float64  `json:"published" doc:"The published number, rounded as its publisher rounded it. It may count matters that the list does not, such as those against unnamed traders."`
	Qualifier  *string  `json:"qualifier" doc:"about, almost …; null when it is given as exact."`
	Share      *float64 `json:"share" doc:"The one over the other; null when not known. It has no interval. When the status is partial, the least that it can be."`
	Status     string   `json:"status" enum:"ok,partial,provisional,not_covered,not_applicable,suppressed" doc:"What the company's count is worth."`
	SourceName string   `json:"source_name" doc:"Who published the figure."`
	SourceURL  *string  `json:"source_url" doc:"Where."`
}

// summaryBody is the answer of /companies/{id}/summary.
type summaryBody struct {
	Data  summaryDetail `json:"data" doc:"What the release says of the company."`
	Meta  countsMeta    `json:"meta" doc:"What has to be known about the counts."`
	Links summaryLinks  `json:"links" doc:"Addresses that belong to this answer."`
}

// summaryLinks are the addresses that belong to a summary.
type summaryLinks struct {
	Self    string `json:"self" format:"uri-reference" doc:"This answer for good: it names the release."`
	Company string `json:"company" format:"uri-reference" doc:"The company."`
	List    string `json:"list" format:"uri-reference" doc:"The list."`
}

func summary() *resource {
	params := []param{
		listParam("The list of disputes or complaints; the one that the company has most records in when left out.", false),
		{
			name: "span", doc: "How much of the year is counted: up to the last covered day, or the whole year.",
			example: string(answer.ToDate), oneOf: []string{string(answer.ToDate), string(answer.Whole)}, def: string(answer.ToDate),
		},
	}
	params = append(params, datesParams("inside one calendar year; the year that is covered last when left out")...)
	return &resource{
		id: "get-company-summary", path: "/companies/{id}/summary", tag: "companies", noun: "company",
		summary: "Sum up a company",
		doc: "Sums up what one list says of a company: what was received, against its own past and against others; how it was " +
			"decided; what others have published; and all of it in two sentences.",
		segments: []param{{name: "id", doc: "The company's id, as /companies gives it.", example: "se-4425670009"}},
		params:   params,
		body:     reflect.TypeFor[summaryBody](), example: summaryExample,
		answer: func(ctx context.Context, a asked) (any, error) {
			v := a.values
			got, err := answer.Summary(ctx, a.store, answer.SummaryQuestion{
				Company: a.id, List: v.text("list"), From: v.date("from"), To: v.date("to"), Span: answer.Span(v.text("span")),
			})
			if err != nil {
				return nil, err
			}
			return summaryBody{
				Data: summaryDetail{
					CompanyID: got.Company.ID, Name: got.Company.Name, Explanation: wireText(got.Explanation),
					Counts: rows[countRow]{got.Counts.Table}, InDepartment: rows[countRow]{got.InDepartment.Table},
					Rates: rows[rateRow]{got.Rates}, Mix: rows[mixRow]{got.Mix}, Published: rows[publishedRow]{got.Published},
					Shares: rows[publishedShareRow]{got.Shares}, Cohorts: rows[cohortRow]{got.Cohorts},
				},
				Meta: wireCompareMeta(got.Counts.Meta),
				Links: summaryLinks{Self: a.links.self(), Company: a.links.other("/companies/" + a.id), List: a.links.other("/lists/" +
					got.Counts.Meta.List)},
			}, nil
		},
	}
}

const summaryExample = `{
"data": {
  "company_id": "se-4425670009", "name": "Exempel Betalningar AB",
  "explanation": {
    "sv": "Påhittade uppgifter: 768 ärenden mot Exempel Betalningar AB kom in (Exempelnämnden) från den 1 januari till den 15 ` +
	`december 2023; det är 5,9 gånger så många som snittet, 130, samma dagar 2018–2022. Med vanlig variation inräknad är det ` +
	`3,6–9,7 gånger så många. Att ett ärende har anmälts betyder inte att konsumenten har fått rätt. Utlämnandena sträcker sig ` +
	`till den 15 december 2023.",
    "en": "Invented data: 768 cases against Exempel Betalningar AB were received (Example Board) from 1 January to 15 December ` +
	`2023; that is 5.9 times the average of 130 for the same days of 2018–2022. Allowing for usual variation it is 3.6 to 9.7 ` +
	`times. Filed does not mean that the consumer was right. The disclosures go up to 15 December 2023."
  },
  "counts": [{"company_id": "se-4425670009", "company_name": "Exempel Betalningar AB", "from": "2023-01-01", "to": "2023-12-15",
    "value": 768, "status": "ok", "covered_from": "2023-01-01", "covered_to": "2023-12-15", "baseline_spans": 5,
    "baseline_mean": 130, "baseline_status": "ok", "difference": 638, "ratio": 5.9077, "ratio_low": 3.6122, "ratio_high": 9.662,
    "p_value": 0.0001, "phi": 0.05, "interval_model": "overdispersed", "share": 0.22, "share_before": 0.07, "compared_with": "list",
    "others_ratio": 1.2,
    "others_p_value": 0.0002, "synthetic": true}],
  "in_department": [],
  "rates": [{"rate": "won", "numerator": 120, "denominator": 250, "value": 0.48, "low": 0.4188, "high": 0.5418, "rankable": true,
    "from": "2023-01-01", "to": "2023-12-15", "status": "ok"}],
  "mix": [{"outcome": "avvisad", "value": 90, "share": 0.2, "low": 0.166, "high": 0.239, "from": "2023-01-01", "to": "2023-12-15",
    "status": "ok"}],
  "cohorts": [{"cohort": "2023", "received": 768, "closed": 370, "completeness": 0.5, "low": 0.48, "high": 0.52, "status": "provisional"}],
  "published": [{"record_id": "7h6g5f4e3d2c1b0a", "company_id": "se-4425670009", "measure": "cases_received",
    "from": "2023-01-01", "to": "2023-12-15", "published": 770, "qualifier": "almost", "counted": 768, "status": "ok",
    "difference": -2, "ratio": null, "source_name": "newspaper article"}],
  "published_shares": [{"record_id": "2k3m4n5p6q7r2s3t", "department": "bank", "from": "2023-01-01", "to": "2023-12-31",
    "counted": 768, "published": 2780, "qualifier": null, "share": 0.2763, "status": "partial",
    "source_name": "newspaper article", "source_url": null}]
},
"meta": {
  "release": "r-0123456789abcdef", "list": "arn-cases", "record_kind": "dispute", "measure": "received",
  "unit": {"sv": "ärenden mot ett företag", "en": "cases against one company"},
  "scope": {"sv": "Bara ärenden mot namngivna företag.", "en": "Matters against named companies only."},
  "coverage": [{"list": "arn-cases", "measure": "received", "company_id": null, "department": null, "covered_from": "2018-01-01",
    "covered_to": "2023-12-15", "disclosure": "arn-2023-12"}],
  "notes": [],
  "statements": [],
  "published": [],
  "citation": {"sv": "Exempelutgivaren: ärenden hos ARN, utgåva r-0123456789abcdef",
    "en": "Example Publisher: cases at ARN, release r-0123456789abcdef"},
  "licence": {"name": "CC0 1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/"},
  "synthetic": true, "undated": 0, "unmapped": {}, "total": 768, "interval_model": "overdispersed",
  "spans": [{"company_id": "se-4425670009", "department": null, "period": "2023", "from": "2022-01-01", "to": "2022-12-15",
    "value": 131, "status": "ok", "surge": false, "unknown": false}],
  "dispersion": [{"mean_from": 100, "companies": 12, "phi": 0.05, "phi_50": 0.0141, "phi_90": 0.08, "phi_99": 0.32, "above_half": 0.004,
    "degrees_of_freedom": 1.5, "weights": [0.3, 0.3, 0.1, 0.05, 0.05, 0.05, 0.03, 0.03, 0.03, 0.03, 0.01,
      0.01, 0.006, 0.002, 0.001, 0.001, 0, 0, 0]}]
},
"links": {
  "self": "https://tvistdata.example/v1/companies/se-4425670009/summary?release=r-0123456789abcdef&span=to_date",
  "company": "https://tvistdata.example/v1/companies/se-4425670009?release=r-0123456789abcdef",
  "list": "https://tvistdata.example/v1/lists/arn-cases?release=r-0123456789abcdef"
}}`
