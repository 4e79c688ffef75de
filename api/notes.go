package api

import (
	"context"
	"reflect"

	"tvistdata/internal/answer"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

func notes() *resource {
	params := []param{
		listParam("Only notes that touch this list; /lists lists them.", false),
		{name: "department", doc: "Only notes that touch this department, by code.", example: "bank"},
		{name: "company", doc: "Only notes that touch this company, by id.", example: "se-4425670009"},
	}
	params = append(params, datesParams("notes that touch these dates")...)
	return &resource{
		id: "get-notes", path: "/notes", tag: "lists", noun: "note", file: release.Notes,
		summary: "List notes on the series",
		doc: "Lists breaks in the series and events that they should be read with, such as a new fee or a wider right to complain, " +
			"each with its source.",
		params: append(params, pageParams()...), tabular: true,
		body: reflect.TypeFor[collection[note]](), example: notesExample, csvExample: notesCSV,
		answer: func(_ context.Context, a asked) (any, error) {
			v := a.values
			found, err := answer.Notes(a.store, answer.NotesQuestion{
				List: v.text("list"), Department: v.text("department"), Company: v.text("company"), From: v.date("from"), To: v.date("to"),
			})
			if err != nil {
				return nil, err
			}
			t := noteTable(found)
			c := page[note](a, slice(t, v.number("page"), v.number("limit")), int64(len(t.Rows)), release.Notes)
			c.Meta.List = v.text("list")
			return c, nil
		},
	}
}

func noteTable(found []record.Note) record.Table {
	t := record.Table{Columns: []record.Column{
		{Name: "note_id", Type: record.TextType},
		{Name: "kind", Type: record.TextType},
		{Name: "list", Type: record.TextType},
		{Name: "department", Type: record.TextType},
		{Name: "company_id", Type: record.TextType},
		{Name: "from_date", Type: record.DateType},
		{Name: "to_date", Type: record.DateType},
		{Name: "text_sv", Type: record.TextType},
		{Name: "text_en", Type: record.TextType},
		{Name: "source_name", Type: record.TextType},
		{Name: "source_url", Type: record.TextType},
	}}
	for _, n := range found {
		t.Rows = append(t.Rows, []any{
			n.ID, n.Kind, n.List, textCell(n.Department), textCell(n.CompanyID), dateCell(n.From), dateCell(n.To),
			n.Text.SV, n.Text.EN, n.SourceName, textCell(n.SourceURL),
		})
	}
	return t
}

const notesExample = `{
"data": [{"note_id": "arn-fee-2024", "kind": "series_break", "list": "arn-cases", "department": null, "company_id": null, "from_date": "2024-08-01", "to_date": null, "text_sv": "Ansökningsavgift på 150 kr.", "text_en": "A fee of SEK 150 to file.", "source_name": "SFS 2024:55", "source_url": null}],
"meta": {"release": "r-0123456789abcdef", "list": "arn-cases", "synthetic": false, "page": 1, "limit": 20, "count": 1, "total_records": 1, "total_pages": 1},
"links": {
  "self": "https://tvistdata.example/v1/notes?limit=20&list=arn-cases&page=1&release=r-0123456789abcdef",
  "csv": "https://tvistdata.example/v1/notes?format=csv&limit=20&list=arn-cases&page=1&release=r-0123456789abcdef",
  "file": "https://tvistdata.example/v1/releases/r-0123456789abcdef/files/notes.parquet"
}}`

const notesCSV = "note_id,kind,list,department,company_id,from_date,to_date,text_sv,text_en,source_name,source_url\r\n" +
	"arn-fee-2024,series_break,arn-cases,,,2024-08-01,,Ansökningsavgift på 150 kr.,A fee of SEK 150 to file.,SFS 2024:55,\r\n"
