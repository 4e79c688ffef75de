package api

import (
	"context"
	"reflect"

	"tvistdata/internal/answer"
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// rankingRow documents one company's place.
type rankingRow struct {
	CompanyID   string   `json:"company_id" doc:"The company."`
	CompanyName string   `json:"company_name" doc:"The company's name."`
	Rank        *int64   `json:"rank" doc:"Its place from 1; companies with the same value share the best of their places. Null when it is not ranked."`
	Value       *float64 `json:"value" doc:"The count or the rate on the days that are covered for the whole list; null when rows may be missing, or of nothing."`
	Numerator   *int64   `json:"numerator" doc:"Of a rate: how many were won or followed; null for counts."`
	Denominator *int64   `json:"denominator" doc:"Of a rate: of how many; null for counts."`
	Low         *float64 `json:"low" doc:"Low end of a rate's 95 % interval (Wilson); a count is a fact and has none."`
	High        *float64 `json:"high" doc:"High end of a rate's 95 % interval (Wilson)."`
	RankBest    *int64   `json:"rank_best" doc:"The best place that the company may truly have by its rate."`
	RankWorst   *int64   `json:"rank_worst" doc:"The worst place that it may truly have."`
	Rankable    bool     `json:"rankable" doc:"False when rows of the company may be missing, or the denominator of its rate is below 30."`
	From        string   `json:"from" format:"date" doc:"First day that was asked for."`
	To          string   `json:"to" format:"date" doc:"Last day that was asked for."`
	Status      string   `json:"status" enum:"ok,partial" doc:"ok: counted on all days from from to to; partial: counted on those from covered_from to covered_to that are covered for the whole list, the same for every company, or, where rankable is false and value null, rows of the company may be missing."`
	CoveredFrom string   `json:"covered_from" format:"date" doc:"First day that is counted, for every company of the list."`
	CoveredTo   string   `json:"covered_to" format:"date" doc:"Last day that is counted."`
	Synthetic   bool     `json:"synthetic" doc:"True when the list's records are invented for demonstration."`
}

// rankingMeta is what has to be known about a ranking.
type rankingMeta struct {
	Release      string                `json:"release" doc:"Id of the release that answered."`
	List         string                `json:"list" doc:"The list."`
	RecordKind   string                `json:"record_kind" enum:"dispute,complaint" doc:"What one record is."`
	Measure      *string               `json:"measure" doc:"What is counted; null for a rate."`
	Rate         *string               `json:"rate" doc:"The rate, won or followed; null for a count."`
	From         string                `json:"from" format:"date" doc:"First day."`
	To           string                `json:"to" format:"date" doc:"Last day."`
	CoveredFrom  string                `json:"covered_from" format:"date" doc:"First day that is ranked: only days that are covered for the whole list are."`
	CoveredTo    string                `json:"covered_to" format:"date" doc:"Last day that is ranked."`
	Caveat       bilingual             `json:"caveat" doc:"What to read the order with."`
	Ranked       int64                 `json:"ranked" doc:"Companies with a rank, on all pages."`
	Unit         bilingual             `json:"unit" doc:"What one record is, in words."`
	Scope        bilingual             `json:"scope" doc:"Whose records are counted, in words."`
	Coverage     several[coverage.Row] `json:"coverage" doc:"The covered spans that touch the question; for a rate, those of what is closed."`
	Notes        several[record.Note]  `json:"notes" doc:"Breaks in the series and events that touch the question."`
	Citation     bilingual             `json:"citation" doc:"How to cite the answer."`
	Licence      licence               `json:"licence" doc:"The licence of the data."`
	Synthetic    bool                  `json:"synthetic" doc:"True when the list's records are invented for demonstration."`
	Page         int                   `json:"page" doc:"The page, from 1."`
	Limit        int                   `json:"limit" doc:"Rows on a full page."`
	Count        int                   `json:"count" doc:"Rows on this page."`
	TotalRecords int64                 `json:"total_records" doc:"Rows on all pages."`
	TotalPages   int64                 `json:"total_pages" doc:"Number of pages."`
}

// rankingBody is the answer of /rankings.
type rankingBody struct {
	Data  rows[rankingRow] `json:"data" doc:"The companies in their order, those that are not ranked last."`
	Meta  rankingMeta      `json:"meta" doc:"What has to be known about the order."`
	Links pageLinks        `json:"links" doc:"Addresses that belong to this answer."`
}

func (b rankingBody) cells() record.Table { return b.Data.Table }
func (b rankingBody) next() string        { return b.Links.Next }

func rankings() *resource {
	params := []param{
		listParam("The list of disputes or complaints; /lists lists them.", true),
		{
			name: "measure", doc: "Rank by this count; received when neither it nor rate is given.", example: string(record.Received),
			oneOf: measureNames(),
		},
		{
			name: "rate", doc: "Rank by this rate: won of what was decided on the merits, or followed of what was followed and not followed.",
			example: string(answer.WonRate), oneOf: []string{string(answer.WonRate), string(answer.FollowedRate)},
		},
		departmentsParam(),
	}
	params = append(params, datesParams("of the measure's date; the year that is covered last, up to its last covered day, when left out")...)
	return &resource{
		id: "get-rankings", path: "/rankings", tag: "counts", noun: "ranking", file: schema.CountsMonthly,
		summary: "Rank the companies of a list",
		doc: "Ranks the companies with records between the dates by a count, which is a fact with ties, or by a rate, which comes with " +
			"an interval and a range of ranks. Counted are only days that the disclosures cover for the whole list, the same for every " +
			"company: a longer span is cut to them, and each row says so. Companies of which rows may be missing stand last, without a rank.",
		params: append(params, pageParams()...), tabular: true,
		body: reflect.TypeFor[rankingBody](), example: rankingsExample, csvExample: rankingsCSV,
		answer: func(ctx context.Context, a asked) (any, error) {
			v := a.values
			got, err := answer.Rankings(ctx, a.store, answer.RankingQuestion{
				List: v.text("list"), Measure: record.Measure(v.text("measure")), Rate: answer.Rate(v.text("rate")), Departments: v.list("department"),
				From: v.date("from"), To: v.date("to"), Limit: v.number("limit"), Page: v.number("page"),
			})
			if err != nil {
				return nil, err
			}
			c := page[rankingRow](a, got.Table, got.Total, schema.CountsMonthly)
			return rankingBody{c.Data, wireRankingMeta(got.Meta, c.Meta), c.Links}, nil
		},
	}
}

func wireRankingMeta(m answer.RankingMeta, p pageMeta) rankingMeta {
	shared := wireCountsMeta(m.CountsMeta)
	out := rankingMeta{
		Release: shared.Release, List: shared.List, RecordKind: shared.RecordKind, Measure: &shared.Measure, Rate: orNull(string(m.Rate)),
		From: m.From.String(), To: m.To.String(), CoveredFrom: m.Covered.From.String(), CoveredTo: m.Covered.To.String(),
		Caveat: wireText(m.Caveat), Ranked: m.Ranked, Unit: shared.Unit, Scope: shared.Scope,
		Coverage: shared.Coverage, Notes: shared.Notes, Citation: shared.Citation, Licence: shared.Licence, Synthetic: shared.Synthetic,
		Page: p.Page, Limit: p.Limit, Count: p.Count, TotalRecords: p.TotalRecords, TotalPages: p.TotalPages,
	}
	if m.Rate != "" {
		out.Measure = nil
	}
	return out
}

const rankingsExample = `{
"data": [{"company_id": "se-4425670009", "company_name": "Exempel Betalningar AB", "rank": 1, "value": 768, "numerator": null,
  "denominator": null, "low": null, "high": null, "rank_best": null, "rank_worst": null, "rankable": true, "from": "2023-01-01",
  "to": "2023-12-31", "status": "partial", "covered_from": "2023-01-01", "covered_to": "2023-12-15", "synthetic": true}],
"meta": {
  "release": "r-0123456789abcdef", "list": "arn-cases", "record_kind": "dispute", "measure": "received", "rate": null,
    "from": "2023-01-01", "to": "2023-12-31", "covered_from": "2023-01-01", "covered_to": "2023-12-15",
  "caveat": {"sv": "Antal följer storlek.", "en": "Counts follow size."}, "ranked": 1,
  "unit": {"sv": "ärenden mot ett företag", "en": "cases against one company"},
  "scope": {"sv": "Bara ärenden mot namngivna företag.", "en": "Matters against named companies only."},
  "coverage": [{"list": "arn-cases", "measure": "received", "company_id": null, "department": null, "covered_from": "2018-01-01",
    "covered_to": "2023-12-15", "disclosure": "arn-2023-12"}],
  "notes": [],
  "citation": {"sv": "Exempelutgivaren: ärenden hos ARN, utgåva r-0123456789abcdef",
    "en": "Example Publisher: cases at ARN, release r-0123456789abcdef"},
  "licence": {"name": "CC0 1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/"}, "synthetic": true,
  "page": 1, "limit": 20, "count": 1, "total_records": 1, "total_pages": 1
},
"links": {
  "self": "https://tvistdata.example/v1/rankings?limit=20&list=arn-cases&page=1&release=r-0123456789abcdef",
  "csv": "https://tvistdata.example/v1/rankings?format=csv&limit=20&list=arn-cases&page=1&release=r-0123456789abcdef",
  "file": "https://tvistdata.example/v1/releases/r-0123456789abcdef/files/counts_monthly.parquet"
}}`

const rankingsCSV = "company_id,company_name,rank,value,numerator,denominator,low,high,rank_best,rank_worst,rankable,from,to," +
	"status,covered_from,covered_to,synthetic\r\n" +
	"se-4425670009,Exempel Betalningar AB,1,768,,,,,,,true,2023-01-01,2023-12-31,partial,2023-01-01,2023-12-15,true\r\n"
