package api

import (
	"context"
	"reflect"

	"tvistdata/internal/answer"
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// surgeRow documents one surge.
type surgeRow struct {
	CompanyID     string   `json:"company_id" doc:"The company."`
	CompanyName   string   `json:"company_name" doc:"The company's name."`
	Department    *string  `json:"department" doc:"The department that it has most in; null when it has none."`
	From          string   `json:"from" format:"date" doc:"First day of the span."`
	To            string   `json:"to" format:"date" doc:"Last day of the span."`
	Value         int64    `json:"value" doc:"Matters received over the span."`
	Status        string   `json:"status" enum:"ok" doc:"What the count is worth: only spans that the disclosures cover wholly are tested."`
	BaselineSpans int64    `json:"baseline_spans" doc:"How many of the same spans of the five years before are compared with."`
	BaselineFrom  string   `json:"baseline_from" format:"date" doc:"First day of the first of them."`
	BaselineMean  float64  `json:"baseline_mean" doc:"Their mean."`
	Ratio         *float64 `json:"ratio" doc:"value over baseline_mean; null when that is 0."`
	RatioLow      *float64 `json:"ratio_low" doc:"Low end of its 95 % interval; a bound on one side when the mean is 0."`
	RatioHigh     *float64 `json:"ratio_high" doc:"High end of its 95 % interval; null when the mean is 0."`
	MeanAll       *float64 `json:"baseline_mean_all" doc:"The mean with the years of confirmed surges, which baseline_mean leaves out; null when there are none."`
	RatioAll      *float64 `json:"ratio_all" doc:"value over baseline_mean_all."`
	Share         *float64 `json:"share" doc:"The company's share of its department over the span."`
	ShareBefore   *float64 `json:"share_before" doc:"Its share over the spans compared with."`
	ComparedWith  string   `json:"compared_with" enum:"department,list" doc:"Whom it is held against: the others of its department; or those of the list, where the department's had fewer than 20 in the earlier spans: then its rise cannot be told from its department's."`
	OthersRatio   *float64 `json:"others_ratio" doc:"The ratio of all others together."`
	OwnPValue     float64  `json:"own_p_value" doc:"The chance of so many or more, had nothing changed."`
	OthersPValue  float64  `json:"others_p_value" doc:"The chance of outgrowing the others by as much or more, had it changed as they have."`
	PValue        float64  `json:"p_value" doc:"The larger of the two."`
	QValue        float64  `json:"q_value" doc:"The least rate of false finds at which it would be found (Benjamini and Hochberg)."`
	Phi           float64  `json:"phi" doc:"How much more than pure chance its counts vary, by its own earlier spans and by companies of its size: the mean over what is probable. The probabilities are means over it, too."`
	PhiOfSize     float64  `json:"phi_of_size" doc:"The mean of phi of companies of its size."`
	OwnWeight     float64  `json:"own_spans_weight" doc:"What part of what is known of phi is from its own spans, from 0 to 1."`
	OthersPhi     float64  `json:"others_phi" doc:"The dispersion of the others' sum."`
	Review        *string  `json:"review" doc:"What somebody who reviewed it decided, confirmed or dismissed; null when nobody has."`
	Synthetic     bool     `json:"synthetic" doc:"True when the list's records are invented for demonstration."`
}

// surgesMeta is what has to be known about surges.
type surgesMeta struct {
	Release    string                `json:"release" doc:"Id of the release that answered."`
	List       string                `json:"list" doc:"The list."`
	RecordKind string                `json:"record_kind" enum:"dispute,complaint" doc:"What one record is."`
	Measure    string                `json:"measure" enum:"received" doc:"What is counted."`
	Unit       bilingual             `json:"unit" doc:"What one record is, in words."`
	Scope      bilingual             `json:"scope" doc:"Whose records are counted, in words."`
	Method     string                `json:"method" doc:"The version of the formulas, see the page on methods."`
	Q          float64               `json:"q" doc:"The rate of false finds among all that are found."`
	LeastTotal int64                 `json:"least_total" doc:"Matters that a company must have, over the span and those before together, to be tested. No other number is asked for, and all that is found is shown."`
	Tested     int                   `json:"tested" doc:"Companies that were tested: the family that q is kept in."`
	TooFew     int                   `json:"too_few" doc:"Companies with fewer than least_total."`
	TooYoung   int                   `json:"too_young" doc:"Companies with fewer than three earlier spans to compare with, of which those before its first matter are none where nobody knows when it was registered."`
	Alone      int                   `json:"alone" doc:"Companies that are not tested, for the others of their department, and of the list, had fewer than 20 in the earlier spans."`
	Incomplete int                   `json:"incomplete" doc:"Companies that are not tested, for rows of the span may be missing that are theirs."`
	Policy     string                `json:"policy" enum:"reviewed,all" doc:"reviewed: a surge is shown after somebody has confirmed it; all: at once."`
	Unreviewed int                   `json:"unreviewed" doc:"How many were found and wait for a review."`
	Dispersion []dispersion          `json:"dispersion" doc:"How much more than pure chance counts of companies of each size vary."`
	Placebo    *int                  `json:"placebo" doc:"How many would be found, were the last earlier span tested in the same way against those before it. Where it is not about 0, the promise of q does not hold. Null when fewer than three spans are before it."`
	Coverage   several[coverage.Row] `json:"coverage" doc:"The covered spans that touch the question."`
	Notes      several[record.Note]  `json:"notes" doc:"Breaks in the series and events that touch the question."`
	Citation   bilingual             `json:"citation" doc:"How to cite the answer."`
	Licence    licence               `json:"licence" doc:"The licence of the data."`
	Synthetic  bool                  `json:"synthetic" doc:"True when the list's records are invented for demonstration."`
}

// surgesBody is the answer of /surges.
type surgesBody struct {
	Data  rows[surgeRow] `json:"data" doc:"The surges, the least likely first."`
	Meta  surgesMeta     `json:"meta" doc:"What has to be known about them."`
	Links surgesLinks    `json:"links" doc:"Addresses that belong to this answer."`
}

func (b surgesBody) cells() record.Table { return b.Data.Table }

// surgesLinks are the addresses that belong to surges.
type surgesLinks struct {
	Self string `json:"self" format:"uri-reference" doc:"This answer for good: it names the release."`
	CSV  string `json:"csv" format:"uri-reference" doc:"The same cells as CSV."`
	File string `json:"file" format:"uri-reference" doc:"The release's file with every company's monthly counts."`
}

func surges() *resource {
	return &resource{
		id: "get-surges", path: "/surges", tag: "counts", noun: "surge", file: schema.CountsMonthly,
		summary: "Find companies that suddenly get many matters",
		doc: "Finds the companies of a list that received far more over a period than over the same span of the five years before, and " +
			"than the rest of their department. Every company with enough matters is tested against its own past and against the others, and " +
			"the rate of false finds among all tests is kept at 5 %. A surge says that something changed, and neither why nor who is right.",
		params: []param{
			listParam("The list of disputes or complaints; /lists lists them.", true),
			{name: "period", doc: "The length of the period.", example: string(record.Year), oneOf: []string{
				string(record.Year),
				string(record.Half), string(record.Quarter), string(record.Month),
			}, def: string(record.Year)},
			{name: "day", doc: "A day of the period; the last covered day when left out.", example: "2023-06-30", shape: date},
			{name: "span", doc: "`to_date`: a period that is not over is taken up to the last covered day, and the years before up to the " +
				"same day; `whole`: only whole periods.", example: string(answer.ToDate), oneOf: []string{
				string(answer.ToDate),
				string(answer.Whole),
			}, def: string(answer.ToDate)},
		},
		tabular: true, body: reflect.TypeFor[surgesBody](), example: surgesExample, csvExample: surgesCSV,
		answer: func(ctx context.Context, a asked) (any, error) {
			v := a.values
			got, err := answer.Surges(ctx, a.store, answer.SurgesQuestion{
				List: v.text("list"), Period: record.Period(v.text("period")), Day: v.date("day"), Span: answer.Span(v.text("span")),
			})
			if err != nil {
				return nil, err
			}
			return surgesBody{
				Data: rows[surgeRow]{got.Table}, Meta: wireSurgesMeta(got.Meta),
				Links: surgesLinks{Self: a.links.self(), CSV: a.links.csv(), File: a.links.file(schema.CountsMonthly)},
			}, nil
		},
	}
}

func wireSurgesMeta(m answer.SurgesMeta) surgesMeta {
	shared := wireCountsMeta(m.CountsMeta)
	out := surgesMeta{
		Release: shared.Release, List: shared.List, RecordKind: shared.RecordKind, Measure: shared.Measure, Unit: shared.Unit,
		Scope:  shared.Scope,
		Method: m.Method, Q: m.Rate, LeastTotal: m.Least, Tested: m.Tested, TooFew: m.Few, TooYoung: m.Young, Alone: m.Alone,
		Incomplete: m.Incomplete, Policy: m.Policy, Unreviewed: m.Unreviewed,
		Dispersion: wireDispersions(m.Dispersion), Placebo: m.Placebo,
		Coverage: shared.Coverage, Notes: shared.Notes, Citation: shared.Citation, Licence: shared.Licence,
		Synthetic: shared.Synthetic,
	}
	return out
}

const surgesExample = `{
"data": [{"company_id": "se-4425670009", "company_name": "Exempel Betalningar AB", "department": "bank", "from": "2023-01-01",
  "to": "2023-12-15", "value": 768, "status": "ok", "baseline_spans": 5, "baseline_from": "2018-01-01",
  "baseline_mean": 130, "ratio": 5.9077,
  "ratio_low": 3.6122, "ratio_high": 9.662, "baseline_mean_all": null, "ratio_all": null, "share": 0.78, "share_before": 0.4,
  "compared_with": "department", "others_ratio": 1.1, "own_p_value": 0.0001, "others_p_value": 0.0002, "p_value": 0.0002, "q_value": 0.01,
  "phi": 0.05,
  "phi_of_size": 0.05, "own_spans_weight": 0.73, "others_phi": 0.004, "review": null, "synthetic": true}],
"meta": {
  "release": "r-0123456789abcdef", "list": "arn-cases", "record_kind": "dispute", "measure": "received",
  "unit": {"sv": "ärenden mot ett företag", "en": "cases against one company"},
  "scope": {"sv": "Bara ärenden mot namngivna företag.", "en": "Matters against named companies only."},
  "method": "2", "q": 0.05, "least_total": 20, "tested": 55, "too_few": 7, "too_young": 0, "alone": 0, "incomplete": 0,
  "policy": "all", "unreviewed": 0,
  "dispersion": [{"mean_from": 100, "companies": 62, "phi": 0.05, "phi_50": 0.0141, "phi_90": 0.08, "phi_99": 0.32, "above_half": 0.004,
    "degrees_of_freedom": 1.5, "weights": [0.3, 0.3, 0.1, 0.05, 0.05, 0.05, 0.03, 0.03, 0.03, 0.03, 0.01,
      0.01, 0.006, 0.002, 0.001, 0.001, 0, 0, 0]}],
  "placebo": 0,
  "coverage": [{"list": "arn-cases", "measure": "received", "company_id": null, "department": null, "covered_from": "2018-01-01",
    "covered_to": "2023-12-15", "disclosure": "arn-2023-12"}],
  "notes": [],
  "citation": {"sv": "Exempelutgivaren: ärenden hos ARN, utgåva r-0123456789abcdef",
    "en": "Example Publisher: cases at ARN, release r-0123456789abcdef"},
  "licence": {"name": "CC0 1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/"}, "synthetic": true
},
"links": {
  "self": "https://tvistdata.example/v1/surges?list=arn-cases&period=year&release=r-0123456789abcdef&span=to_date",
  "csv": "https://tvistdata.example/v1/surges?format=csv&list=arn-cases&period=year&release=r-0123456789abcdef&span=to_date",
  "file": "https://tvistdata.example/v1/releases/r-0123456789abcdef/files/counts_monthly.parquet"
}}`

const surgesCSV = "company_id,company_name,department,from,to,value,status,baseline_spans,baseline_from,baseline_mean,ratio,ratio_low," +
	"ratio_high,baseline_mean_all,ratio_all,share,share_before,compared_with,others_ratio,own_p_value,others_p_value,p_value,q_value,phi," +
	"phi_of_size,own_spans_weight,others_phi,review,synthetic\r\n" +
	"se-4425670009,Exempel Betalningar AB,bank,2023-01-01,2023-12-15,768,ok,5,2018-01-01,130,5.9077,3.6122,9.662,,,0.78,0.4," +
	"department,1.1,0.0001,0.0002,0.0002,0.01,0.05,0.05,0.73,0.004,,true\r\n"
