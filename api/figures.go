package api

import (
	"context"
	"reflect"

	"tvistdata/internal/answer"
	"tvistdata/internal/record"
)

// figureRow documents one published figure.
type figureRow struct {
	RecordID            string   `json:"record_id" doc:"The figure's id; it never changes."`
	List                string   `json:"list" doc:"The list that holds the figure."`
	Disclosure          string   `json:"disclosure" doc:"The disclosure that it was read from."`
	Authority           string   `json:"authority" doc:"Who counted."`
	Jurisdiction        string   `json:"jurisdiction" doc:"The country or countries that it is about."`
	Measure             string   `json:"measure" doc:"What was counted, in the publisher's own terms."`
	Role                *string  `json:"role" doc:"respondent when the figure is about a company; null otherwise."`
	CompanyAsWritten    *string  `json:"company_as_written" doc:"The company or brand as the source wrote it; null when it names none."`
	CompanyID           *string  `json:"company_id" doc:"The legal entity, only where the source names it or a written decision says so; null otherwise."`
	BrandID             *string  `json:"brand_id" doc:"The brand; null when it is none."`
	DepartmentAsWritten *string  `json:"department_as_written" doc:"The department as the source wrote it; null when it names none."`
	Department          *string  `json:"department" doc:"The department's code; null when it has none."`
	PeriodStart         *string  `json:"period_start" format:"date" doc:"First day that it covers; null when not known."`
	PeriodEnd           *string  `json:"period_end" format:"date" doc:"Last day that it covers; null when not known."`
	PeriodLabel         *string  `json:"period_label" doc:"The period as the source tells it."`
	PeriodPrecision     string   `json:"period_precision" doc:"How precisely the period is known."`
	ValueAsPublished    string   `json:"value_as_published" doc:"The number as the source wrote it."`
	Value               *float64 `json:"value" doc:"The number."`
	Unit                string   `json:"unit" doc:"What the number counts."`
	Qualifier           *string  `json:"qualifier" doc:"about, almost, just over …; null when the source gives it as exact."`
	SourceName          string   `json:"source_name" doc:"Who published it."`
	SourceURL           *string  `json:"source_url" doc:"Address of the source; null when it has none."`
	Published           *string  `json:"published" doc:"When it was published: a year, a month or a day; null when the source does not say."`
	Note                *string  `json:"note" doc:"What else has to be known; null when nothing."`
	Synthetic           bool     `json:"synthetic" doc:"True when the figure is invented for demonstration."`

	CountedList   *string  `json:"counted_list,omitempty" nullable:"true" doc:"With reconcile=true: the list in which the same thing is counted; null where nothing that is counted says the same."`
	Counted       *int64   `json:"counted,omitempty" nullable:"true" doc:"With reconcile=true: what is counted there over the figure's period: of a company its matters; of all that the authority or a department received in a calendar year the yearly total, which holds the unnamed, too; null where there is none. Re-evaluations are among them, which a publisher may have left out."`
	CountedStatus *string  `json:"counted_status,omitempty" nullable:"true" enum:"ok,partial,provisional,not_covered,not_applicable,suppressed" doc:"With reconcile=true: what the count is worth; null where there is none."`
	Difference    *float64 `json:"difference,omitempty" nullable:"true" doc:"With reconcile=true: counted less published; null unless the whole period is covered."`
}

func figures() *resource {
	params := []param{
		listParam("Only figures of this list; /lists lists them.", false),
		companiesParam(),
		{name: "brand", doc: "Only figures about this brand, by id.", example: "klarna"},
		{name: "company_as_written", doc: "Only figures whose source wrote the company like this.", example: "Klarna", shape: text},
		{name: "authority", doc: "Only figures counted by this authority.", example: "arn", shape: text},
		{name: "measure", doc: "Only figures of this measure, in the publisher's own terms.", example: "cases_received", shape: text},
		departmentsParam(),
		{
			name: "reconcile", doc: "true puts beside each figure what is counted of the same thing, and the difference.", example: "true",
			oneOf: []string{"true", "false"}, def: "false",
		},
	}
	params = append(params, datesParams("figures whose period overlaps these dates")...)
	return &resource{
		id: "get-figures", path: "/figures", tag: "records", noun: "figure", file: recordFile(record.Figure),
		summary: "List figures that others published",
		doc: "Lists numbers that somebody published, each with its source, its period, the words that qualify it and the number as it " +
			"was written. They are not counts of this service and are never added to them. Where figures of the page disagree with each " +
			"other, with others or with what is counted, the answer says so; in JSON only, and without any correction.",
		params: append(params, pageParams()...), tabular: true,
		body: reflect.TypeFor[figuresBody](), example: figuresExample, csvExample: figuresCSV,
		answer: func(ctx context.Context, a asked) (any, error) {
			got, err := answer.Figures(ctx, a.store, rowQuery(a.values))
			if err == nil && a.values.text("reconcile") == "true" {
				got, err = answer.Reconcile(ctx, a.store, got)
			}
			if err != nil {
				return nil, err
			}
			c := page[figureRow](a, got.Table, got.Total, recordFile(record.Figure))
			c.describe(got.Meta)
			return figuresBody{c.Data, c.Meta, c.Links, wireDisagreements(got.Disagreements)}, nil
		},
	}
}

const figuresExample = `{
"data": [{"record_id": "7h6g5f4e3d2c1b0a", "list": "published-figures", "disclosure": "published-2024", "authority": "arn",
  "jurisdiction": "SE", "measure": "cases_received", "role": "respondent", "company_as_written": "Klarna", "company_id": null,
  "brand_id": "klarna", "department_as_written": null, "department": null, "period_start": "2023-01-01",
  "period_end": "2023-12-15", "period_label": "1 Jan–mid Dec 2023", "period_precision": "approximate",
  "value_as_published": "770", "value": 770, "unit": "disputes", "qualifier": "almost", "source_name": "newspaper article",
  "source_url": null, "published": "2024-01-11", "note": null, "synthetic": false}],
"meta": {"release": "r-0123456789abcdef", "record_kind": "figure", "synthetic": false, "page": 1, "limit": 20, "count": 1,
  "total_records": 1, "total_pages": 1},
"links": {
  "self": "https://tvistdata.example/v1/figures?brand=klarna&limit=20&page=1&release=r-0123456789abcdef",
  "csv": "https://tvistdata.example/v1/figures?brand=klarna&format=csv&limit=20&page=1&release=r-0123456789abcdef",
  "file": "https://tvistdata.example/v1/releases/r-0123456789abcdef/files/figures.parquet"
},
"disagreements": [{"disagreement_id": "g7xk4mq2vwz5ahtp", "rule": "revised", "record_ids": ["7h6g5f4e3d2c1b0a",
  "b2c3d4e5f6g7h2i3"], "counted_list": null, "expected": 770, "found": 912,
  "text": {"sv": "Allmänna reklamationsnämnden, inkomna ärenden, Klarna, 2023: nästan 770 enligt newspaper article, publicerat ` +
	`2024-01-11, men senare 912 enligt a later article, publicerat 2024-05-02. Skillnaden är 142.",
  "en": "National Board for Consumer Disputes, cases received, Klarna, 2023: almost 770 according to newspaper article, published ` +
	`2024-01-11, but later 912 according to a later article, published 2024-05-02. The difference is 142."},
  "synthetic": false}]
}`

const figuresCSV = "record_id,list,disclosure,authority,jurisdiction,measure,role,company_as_written,company_id,brand_id," +
	"department_as_written,department,period_start,period_end,period_label,period_precision,value_as_published,value,unit," +
	"qualifier,source_name,source_url,published,note,synthetic\r\n" +
	"7h6g5f4e3d2c1b0a,published-figures,published-2024,arn,SE,cases_received,respondent,Klarna,,klarna,,,2023-01-01,2023-12-15,1 " +
	"Jan–mid Dec 2023,approximate,770,770,disputes,almost,newspaper article,,2024-01-11,,false\r\n"
