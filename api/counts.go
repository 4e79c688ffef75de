package api

import (
	"cmp"
	"context"
	"reflect"

	"tvistdata/internal/answer"
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// countsBody is the answer of /counts.
type countsBody struct {
	Data  rows[countRow] `json:"data" doc:"One row for every combination of what is grouped by."`
	Meta  countsMeta     `json:"meta" doc:"What has to be known about the counts."`
	Links countsLinks    `json:"links" doc:"Addresses that belong to this answer."`
}

func (b countsBody) cells() record.Table { return b.Data.Table }

// countRow documents one row; the columns of what is not grouped by are left out.
type countRow struct {
	CompanyID   *string `json:"company_id,omitempty" nullable:"true" doc:"The company; when grouped by company."`
	CompanyName *string `json:"company_name,omitempty" nullable:"true" doc:"The company's name; when grouped by company."`
	Department  *string `json:"department,omitempty" nullable:"true" doc:"The department's code, null when missing; when grouped by department."`
	Outcome     *string `json:"outcome,omitempty" nullable:"true" doc:"The outcome's code, null when missing; when grouped by outcome."`
	Period      *string `json:"period,omitempty" doc:"The period: 2023, 2023-H1, 2023-Q4 or 2023-12; when grouped by period."`
	From        string  `json:"from" format:"date" doc:"First day of the period."`
	To          string  `json:"to" format:"date" doc:"Last day of the period."`
	Value       *int64  `json:"value" doc:"How many; null when status is not_covered, not_applicable or suppressed. 0 is a count."`
	Status      string  `json:"status" enum:"ok,partial,provisional,not_covered,not_applicable,suppressed" doc:"What the value is worth: ok: the whole period is covered; partial: only from covered_from to covered_to, or rows that may count could not be read, or contradict each other; provisional: later reports are expected; not_covered: no disclosure can answer; not_applicable: the company did not exist; suppressed: withheld."`
	CoveredFrom *string `json:"covered_from" format:"date" doc:"First covered day of the period; null when none is."`
	CoveredTo   *string `json:"covered_to" format:"date" doc:"Last covered day of the period; null when none is."`
	Synthetic   bool    `json:"synthetic" doc:"True when the list's records are invented for demonstration."`

	BaselineSpans  *int64   `json:"baseline_spans,omitempty" doc:"With compare: how many of the five earlier equal spans are wholly covered, and used."`
	BaselineMean   *float64 `json:"baseline_mean,omitempty" nullable:"true" doc:"With compare: mean count of the spans used; null when there are fewer than three, or the row's own span is not wholly covered."`
	BaselineStatus *string  `json:"baseline_status,omitempty" enum:"ok,partial,not_covered,not_applicable" doc:"With compare: ok: five spans are used; partial: three or four; not_covered: too few are covered; not_applicable: too few, for the company was not registered yet, or the list has nothing of it yet and nobody knows whether it was."`
	Difference     *float64 `json:"difference,omitempty" nullable:"true" doc:"With compare: value less baseline_mean."`
	Ratio          *float64 `json:"ratio,omitempty" nullable:"true" doc:"With compare: value over baseline_mean; null also when the mean is 0."`
	RatioLow       *float64 `json:"ratio_low,omitempty" nullable:"true" doc:"With compare: low end of the ratio's 95 % interval; when the mean is 0, a bound on one side."`
	RatioHigh      *float64 `json:"ratio_high,omitempty" nullable:"true" doc:"With compare: high end of the ratio's 95 % interval; null, too, when it has no end, for the mean is 0. When the value is 0, a bound on one side."`
	PValue         *float64 `json:"p_value,omitempty" nullable:"true" doc:"With compare: the chance of so many or more, had nothing changed."`
	Phi            *float64 `json:"phi,omitempty" nullable:"true" doc:"With compare: how much more than pure chance such counts vary, by the row's own earlier spans and by companies of its size; 0 for poisson."`
	Model          *string  `json:"interval_model,omitempty" nullable:"true" doc:"With compare: how counts are taken to vary by chance."`
	MeanAll        *float64 `json:"baseline_mean_all,omitempty" nullable:"true" doc:"With compare: the mean with the years of confirmed surges, which baseline_mean leaves out; null when there are none."`
	RatioAll       *float64 `json:"ratio_all,omitempty" nullable:"true" doc:"With compare: value over baseline_mean_all."`
	Share          *float64 `json:"share,omitempty" nullable:"true" doc:"With compare: the companies' share of all named companies of the list in the departments asked for; null when these are not covered."`
	ShareBefore    *float64 `json:"share_before,omitempty" nullable:"true" doc:"With compare: the same share over the spans used."`
	ComparedWith   *string  `json:"compared_with,omitempty" nullable:"true" enum:"department,list" doc:"With compare, grouped by company: whom it is held against: the others of the departments asked for; or those of the list, where none are asked for, or these had fewer than 20 in the spans used; null when these had fewer, too."`
	OthersRatio    *float64 `json:"others_ratio,omitempty" nullable:"true" doc:"With compare, grouped by company: the ratio of all other companies together."`
	OthersPValue   *float64 `json:"others_p_value,omitempty" nullable:"true" doc:"With compare, grouped by company: the chance of outgrowing the others by as much or more, had it changed as they have."`
	ValueLow       *float64 `json:"value_low,omitempty" nullable:"true" doc:"With compare and interval_model=poisson: low end of the count's 95 % interval (Garwood)."`
	ValueHigh      *float64 `json:"value_high,omitempty" nullable:"true" doc:"With compare and interval_model=poisson: high end of the count's 95 % interval (Garwood)."`
}

// countsMeta is what has to be known about counts.
type countsMeta struct {
	Release    string                    `json:"release" doc:"Id of the release that answered."`
	List       string                    `json:"list" doc:"The list."`
	RecordKind string                    `json:"record_kind" enum:"dispute,complaint" doc:"What one record is. Kinds are never added together."`
	Measure    string                    `json:"measure" doc:"What is counted. Measures are never added together."`
	Unit       bilingual                 `json:"unit" doc:"What one record is, in words."`
	Scope      bilingual                 `json:"scope" doc:"Whose records are counted, in words."`
	Coverage   several[coverage.Row]     `json:"coverage" doc:"The covered spans that touch the question."`
	Notes      several[record.Note]      `json:"notes" doc:"Breaks in the series and events that touch the question."`
	Statements several[record.Statement] `json:"statements" doc:"What the companies asked for say themselves of these days."`
	Published  rows[publishedRow]        `json:"published" doc:"Figures that others published of a company and the very days of a row, in the list's own terms, beside what is counted."`
	Citation   bilingual                 `json:"citation" doc:"How to cite the answer."`
	Licence    licence                   `json:"licence" doc:"The licence of the data."`
	Synthetic  bool                      `json:"synthetic" doc:"True when the list's records are invented for demonstration."`
	Undated    int64                     `json:"undated" doc:"Records of the whole list, whatever is asked for, that the measure would count if their date could be read."`
	Unmapped   map[string]int64          `json:"unmapped" doc:"Records of the whole list whose text in a column that the answer depends on no code list knows, by column: outcome for measures by date of decision, followed for followed and not_followed, department when asked or grouped by it."`
	Total      *int64                    `json:"total" doc:"Sum of the values; null when every value is null."`

	Model      string          `json:"interval_model,omitempty" doc:"With compare: how counts are taken to vary by chance." enum:"overdispersed,poisson"`
	Spans      *[]baselineSpan `json:"spans,omitempty" doc:"With compare: every earlier span that a row is compared with."`
	Dispersion *[]dispersion   `json:"dispersion,omitempty" doc:"With compare: how much more than pure chance counts of companies of each size vary, in the last period compared; empty where it cannot be learnt."`
}

// countsLinks are the addresses that belong to counts.
type countsLinks struct {
	Self    string `json:"self" format:"uri-reference" doc:"This answer for good: it names the release."`
	CSV     string `json:"csv" format:"uri-reference" doc:"The same cells as CSV."`
	Parquet string `json:"parquet" format:"uri-reference" doc:"The release's file with every company's monthly counts."`
	List    string `json:"list" format:"uri-reference" doc:"The list, with its yearly totals, which count the unnamed, too."`
	Company string `json:"company,omitempty" format:"uri-reference" doc:"The company, when just one is asked for."`
}

func counts() *resource {
	params := []param{
		listParam("The list, hence the record kind; /lists lists them.", true),
		{
			name: "measure", doc: "What is counted. Complaints have received only.", example: string(record.Received),
			oneOf: measureNames(), def: string(record.Received),
		},
		companiesParam(),
		{name: "group", doc: "A group of companies, as /companies/{id} names it: the sum over its members, each on the days that it " +
			"belongs to it, each matter once. It goes without company and compare.", example: "exempelkoncernen", shape: text},
		departmentsParam(), outcomesParam(),
		{
			name: "group_by", doc: "What the counts are grouped by; without it the answer is one number.", example: "company,period",
			many: true, oneOf: []string{string(answer.ByCompany), string(answer.ByDepartment), string(answer.ByOutcome), string(answer.ByPeriod)},
		},
		{
			name: "period", doc: "The length of a period; year when grouped by period.", example: string(record.Year),
			oneOf: []string{string(record.Year), string(record.Half), string(record.Quarter), string(record.Month)},
		},
		{name: "span", doc: "How much of each period is counted: `whole`, or `to_date` for every year up to the month and day of the last " +
			"day that is covered for all that is asked for, so that years compare like with like. `whole` when left out, and `to_date` with " +
			"compare.", example: string(answer.Whole), oneOf: []string{string(answer.Whole), string(answer.ToDate)}},
		{name: "compare", doc: "`baseline` puts the mean of the same span of the five years before beside each count, with the difference, " +
			"the ratio and its interval. It names up to ten companies, and defaults to `span=to_date` and the calendar year that is covered " +
			"last.", example: toBaseline, oneOf: []string{toBaseline}},
		{
			name: "interval_model", doc: "How counts are taken to vary by chance, with compare: `overdispersed`, more than Poisson counts do " +
				"and as much as is learnt from the list, which is the default, or `poisson`.", example: string(answer.Overdispersed),
			oneOf: []string{string(answer.Overdispersed), string(answer.Poisson)},
		},
	}
	params = append(params, datesParams("of the measure's date; the covered dates when left out")...)
	return &resource{
		id: "get-counts", path: "/counts", tag: "counts", noun: "count", file: schema.CountsMonthly,
		summary: "Count the records of a list",
		doc: "Counts the records of one list by company, department, outcome and period. Every value has a status: unknown is never " +
			"zero. Answers are never paged; one that would be too large is refused with the name of the file that holds everything.",
		params: params, tabular: true, body: reflect.TypeFor[countsBody](), example: countsExample, csvExample: countsCSV,
		answer: answerCounts,
	}
}

func answerCounts(ctx context.Context, a asked) (any, error) {
	v := a.values
	if v.text("interval_model") != "" && v.text("compare") == "" {
		return nil, &record.InvalidError{Param: "interval_model", Got: v.text("interval_model"), Want: "goes with compare=" + toBaseline}
	}
	q := answer.CountsQuestion{
		List: v.text("list"), Measure: record.Measure(v.text("measure")),
		Companies: v.list("company"), Group: v.text("group"), Departments: v.list("department"), Outcomes: v.list("outcome"),
		Period: record.Period(v.text("period")), From: v.date("from"), To: v.date("to"), Span: answer.Span(v.text("span")),
	}
	if q.Span == "" && v.text("compare") == "" {
		q.Span = answer.Whole
	}
	a.links.values = v.with("span", string(cmp.Or(q.Span, answer.ToDate))) // defaults are in addresses
	for _, g := range v.list("group_by") {
		q.GroupBy = append(q.GroupBy, answer.Grouping(g))
	}
	links := countsLinks{
		Self: a.links.self(), CSV: a.links.csv(), Parquet: a.links.file(schema.CountsMonthly),
		List: a.links.other("/lists/" + q.List),
	}
	if len(q.Companies) == 1 {
		links.Company = a.links.other("/companies/" + q.Companies[0])
	}
	if v.text("compare") == toBaseline {
		return answerCompare(ctx, a, answer.CompareQuestion{CountsQuestion: q, Model: answer.IntervalModel(v.text("interval_model"))}, links)
	}
	got, err := answer.Counts(ctx, a.store, q)
	if err != nil {
		return nil, err
	}
	return countsBody{Data: rows[countRow]{got.Table}, Meta: wireCountsMeta(got.Meta), Links: links}, nil
}

func wireCountsMeta(m answer.CountsMeta) countsMeta {
	return countsMeta{
		Release: m.Release, List: m.List, RecordKind: string(m.RecordKind), Measure: string(m.Measure),
		Unit: wireText(m.Unit), Scope: wireText(m.Scope), Coverage: m.Coverage, Notes: m.Notes, Statements: m.Statements,
		Published: rows[publishedRow]{m.Published}, Citation: wireText(m.Citation),
		Licence: wireLicence(m.Licence), Synthetic: m.Synthetic, Undated: m.Undated, Unmapped: m.Unmapped, Total: m.Total,
	}
}

const countsExample = `{
"data": [
  {"company_id": "se-4425670009", "company_name": "Exempel Betalningar AB", "period": "2022", "from": "2022-01-01",
    "to": "2022-12-31", "value": 131, "status": "ok", "covered_from": "2022-01-01", "covered_to": "2022-12-31",
    "synthetic": true},
  {"company_id": "se-4425670009", "company_name": "Exempel Betalningar AB", "period": "2023", "from": "2023-01-01",
    "to": "2023-12-31", "value": 768, "status": "partial", "covered_from": "2023-01-01", "covered_to": "2023-12-15",
    "synthetic": true},
  {"company_id": "se-4425670009", "company_name": "Exempel Betalningar AB", "period": "2024", "from": "2024-01-01",
    "to": "2024-12-31", "value": null, "status": "not_covered", "covered_from": null, "covered_to": null, "synthetic": true}
],
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
  "synthetic": true, "undated": 0, "unmapped": {}, "total": 899
},
"links": {
  "self": "https://tvistdata.example/v1/counts?company=se-4425670009&from=2022-01-01&group_by=company,period&list=arn-cases&` +
	`measure=received&release=r-0123456789abcdef&span=whole&to=2024-12-31",
  "csv": "https://tvistdata.example/v1/counts?company=se-4425670009&format=csv&from=2022-01-01&group_by=company,period&` +
	`list=arn-cases&measure=received&release=r-0123456789abcdef&span=whole&to=2024-12-31",
  "parquet": "https://tvistdata.example/v1/releases/r-0123456789abcdef/files/counts_monthly.parquet",
  "list": "https://tvistdata.example/v1/lists/arn-cases?release=r-0123456789abcdef",
  "company": "https://tvistdata.example/v1/companies/se-4425670009?release=r-0123456789abcdef"
}}`

const countsCSV = "company_id,company_name,period,from,to,value,status,covered_from,covered_to,synthetic\r\n" +
	"se-4425670009,Exempel Betalningar AB,2022,2022-01-01,2022-12-31,131,ok,2022-01-01,2022-12-31,true\r\n"
