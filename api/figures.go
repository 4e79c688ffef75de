package api

import (
	"context"
	"reflect"

	"tvistdata/internal/answer"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// figureRow documents what reconcile=true puts beside the columns of a published figure.
type figureRow struct {
	CountedList   *string  `json:"counted_list,omitempty" nullable:"true" doc:"With reconcile=true: the list in which the same thing is counted; null where nothing that is counted says the same."`
	Counted       *int64   `json:"counted,omitempty" nullable:"true" doc:"With reconcile=true: what is counted there over the figure's period: of a company its matters; of all that the authority or a department received in a calendar year the yearly total, which holds the unnamed, too; null where there is none. Re-evaluations are among them, which a publisher may have left out."`
	CountedStatus *string  `json:"counted_status,omitempty" nullable:"true" enum:"ok,partial,provisional,not_covered,not_applicable,suppressed" doc:"With reconcile=true: what the count is worth; null where there is none."`
	Difference    *float64 `json:"difference,omitempty" nullable:"true" doc:"With reconcile=true: counted less published; null unless the whole period is covered."`
}

func (figureRow) described() []schema.Table { return []schema.Table{schema.FigureRows.Table} }

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
		body: reflect.TypeFor[figuresBody](), example: figuresExample, csvExample: csvOf(schema.FigureRows.Table, figuresExample),
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
