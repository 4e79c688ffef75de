package api

import (
	"context"
	"reflect"

	"tvistdata/internal/answer"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// statement is what a company says of its series.
type statement struct {
	ID         string  `json:"statement_id" doc:"The statement's id." example:"exempel-2024-01"`
	Kind       string  `json:"kind" enum:"statement,reported_reply" doc:"statement: the company's own words, and known by the publisher to be; reported_reply: somebody's account of a reply."`
	List       string  `json:"list" doc:"The list that it is about." example:"arn-cases"`
	CompanyID  *string `json:"company_id" doc:"The company; null when the source names the brand alone." example:"se-4425670009"`
	BrandID    *string `json:"brand_id" doc:"The brand; null when a company is named." example:"klarna"`
	From       *string `json:"from_date" format:"date" doc:"First day that it is about." example:"2023-01-01"`
	To         *string `json:"to_date" format:"date" doc:"Last day that it is about; null when it has no end." example:"2023-12-15"`
	Given      *string `json:"given_date" format:"date" doc:"When it was given or reported." example:"2024-01-11"`
	TextSV     string  `json:"text_sv" doc:"The text in Swedish."`
	TextEN     string  `json:"text_en" doc:"The text in English."`
	By         string  `json:"given_by" doc:"Who says it, as a post."`
	SourceName string  `json:"source_name" doc:"Where it comes from, or how the publisher knows that it is the company's."`
	SourceURL  *string `json:"source_url" doc:"Address of the source; null when it has none."`
	Synthetic  bool    `json:"synthetic" doc:"True when it is about an invented company; a real reply is never marked."`
}

func wireStatement(a record.Statement) statement {
	return statement{
		ID: a.ID, Kind: a.Kind, List: a.List, CompanyID: orNull(a.CompanyID), BrandID: orNull(a.BrandID),
		From: wireDate(a.From), To: wireDate(a.To), Given: wireDate(a.Given), TextSV: a.Text.SV, TextEN: a.Text.EN,
		By: a.By, SourceName: a.SourceName, SourceURL: orNull(a.SourceURL), Synthetic: a.Synthetic,
	}
}

func statements() *resource {
	params := []param{
		listParam("Only statements on this list; /lists lists them.", false),
		{name: "company", doc: "Only statements of this company, by id.", example: "se-4425670009"},
		{name: "brand", doc: "Only statements of this brand, by id.", example: "klarna"},
	}
	params = append(params, datesParams("statements that are about these dates")...)
	return &resource{
		id: "get-statements", path: "/statements", tag: "lists", noun: "statement", file: release.Statements,
		summary: "List what companies say themselves",
		doc: "Lists what companies say of the series about them, the latest first: their own words, or somebody's account of a reply, " +
			"each with its source. Every company may answer; its statement stands beside its counts.",
		params: append(params, pageParams()...), tabular: true,
		body: reflect.TypeFor[collection[statement]](), example: statementsExample, csvExample: statementsCSV,
		answer: func(_ context.Context, a asked) (any, error) {
			v := a.values
			found, err := answer.Statements(a.store, answer.StatementsQuestion{
				List: v.text("list"), Company: v.text("company"), Brand: v.text("brand"), From: v.date("from"), To: v.date("to"),
			})
			if err != nil {
				return nil, err
			}
			t := statementTable(found)
			c := page[statement](a, slice(t, v.number("page"), v.number("limit")), int64(len(t.Rows)), release.Statements)
			c.Meta.List = v.text("list")
			return c, nil
		},
	}
}

func statementTable(found []record.Statement) record.Table {
	t := record.Table{Columns: []record.Column{
		{Name: "statement_id", Type: record.TextType},
		{Name: "kind", Type: record.TextType},
		{Name: "list", Type: record.TextType},
		{Name: "company_id", Type: record.TextType},
		{Name: "brand_id", Type: record.TextType},
		{Name: "from_date", Type: record.DateType},
		{Name: "to_date", Type: record.DateType},
		{Name: "given_date", Type: record.DateType},
		{Name: "text_sv", Type: record.TextType},
		{Name: "text_en", Type: record.TextType},
		{Name: "given_by", Type: record.TextType},
		{Name: "source_name", Type: record.TextType},
		{Name: "source_url", Type: record.TextType},
		{Name: "synthetic", Type: record.Bool},
	}}
	for _, a := range found {
		t.Rows = append(t.Rows, []any{
			a.ID, a.Kind, a.List, textCell(a.CompanyID), textCell(a.BrandID), dateCell(a.From), dateCell(a.To), dateCell(a.Given),
			a.Text.SV, a.Text.EN, a.By, a.SourceName, textCell(a.SourceURL), a.Synthetic,
		})
	}
	return t
}

const statementsExample = `{
"data": [{"statement_id": "exempel-2024-01", "kind": "reported_reply", "list": "arn-cases", "company_id": null, "brand_id": "exempel", "from_date": "2023-01-01", "to_date": "2023-12-15", "given_date": "2024-01-11", "text_sv": "Enligt tidningen är ärendena på väg ner.", "text_en": "According to the newspaper, cases are on their way down.", "given_by": "Exempel, as told by the newspaper", "source_name": "Exempeltidningen, 2024-01-11", "source_url": null, "synthetic": false}],
"meta": {"release": "r-0123456789abcdef", "list": "arn-cases", "synthetic": false, "page": 1, "limit": 20, "count": 1, "total_records": 1, "total_pages": 1},
"links": {
  "self": "https://tvistdata.example/v1/statements?limit=20&list=arn-cases&page=1&release=r-0123456789abcdef",
  "csv": "https://tvistdata.example/v1/statements?format=csv&limit=20&list=arn-cases&page=1&release=r-0123456789abcdef",
  "file": "https://tvistdata.example/v1/releases/r-0123456789abcdef/files/statements.parquet"
}}`

const statementsCSV = "statement_id,kind,list,company_id,brand_id,from_date,to_date,given_date,text_sv,text_en,given_by,source_name,source_url,synthetic\r\n" +
	"exempel-2024-01,reported_reply,arn-cases,,exempel,2023-01-01,2023-12-15,2024-01-11,Enligt tidningen är ärendena på väg " +
	"ner.,\"According to the newspaper, cases are on their way down.\",\"Exempel, as told by the newspaper\",\"Exempeltidningen, " +
	"2024-01-11\",,false\r\n"
