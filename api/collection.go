package api

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"tvistdata/internal/answer"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/table"
)

// rows is a table that is written as a list of objects. T documents one object: it is the type of a table's rows in the
// catalogue, or its method described returns the table, or every column that the table may have is a field of it, which
// is never set from one.
type rows[T any] struct{ record.Table }

// MarshalJSON writes the table's cells, the same as in every other format.
func (t rows[T]) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	if err := table.JSON(&b, t.Table); err != nil {
		return nil, fmt.Errorf("write rows: %w", err)
	}
	return b.Bytes(), nil
}

// Schema describes the list of objects for OpenAPI.
func (rows[T]) Schema(r huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeArray, Items: rowSchema[T](r)}
}

// collection is a page of rows with what has to be known about them.
type collection[T any] struct {
	Data  rows[T]   `json:"data" doc:"The rows, in an order that does not change inside a release."`
	Meta  pageMeta  `json:"meta" doc:"What has to be known about the rows."`
	Links pageLinks `json:"links" doc:"Addresses that belong to this answer."`
}

func (c collection[T]) cells() record.Table { return c.Data.Table }
func (c collection[T]) next() string        { return c.Links.Next }

// pageMeta is what has to be known about a page.
type pageMeta struct {
	Release      string     `json:"release" doc:"Id of the release that answered." example:"r-0123456789abcdef"`
	List         string     `json:"list,omitempty" doc:"The list asked for." example:"arn-cases"`
	RecordKind   string     `json:"record_kind,omitempty" enum:"dispute,complaint,listing,figure,aggregate" doc:"What one record is. Kinds are never added together."`
	Unit         *bilingual `json:"unit,omitempty" doc:"What one record is, in words."`
	Citation     *bilingual `json:"citation,omitempty" doc:"How to cite the answer."`
	Licence      *licence   `json:"licence,omitempty" doc:"The licence of the data."`
	Synthetic    bool       `json:"synthetic" doc:"True when a row of this page is invented for demonstration; of rows that have no such mark, when anything in the release is."`
	Published    *string    `json:"published_from,omitempty" format:"date" doc:"The first day of which records are still public: of what is older nothing is known here, which is not 0. Left out when records stay public without end." example:"2021-12-15"`
	Page         int        `json:"page" doc:"The page, from 1." example:"1"`
	Limit        int        `json:"limit" doc:"Rows on a full page." example:"20"`
	Count        int        `json:"count" doc:"Rows on this page." example:"1"`
	TotalRecords int64      `json:"total_records" doc:"Rows on all pages." example:"1"`
	TotalPages   int64      `json:"total_pages" doc:"Number of pages." example:"1"`
}

// pageLinks are the addresses that belong to a page.
type pageLinks struct {
	Self string `json:"self" format:"uri-reference" doc:"This answer for good: it names the release."`
	CSV  string `json:"csv" format:"uri-reference" doc:"The same cells as CSV."`
	Next string `json:"next,omitempty" format:"uri-reference" doc:"The next page of the same release; left out on the last."`
	Prev string `json:"prev,omitempty" format:"uri-reference" doc:"The page before; left out on the first."`
	File string `json:"file,omitempty" format:"uri-reference" doc:"The release's file that holds all the rows."`
}

// bilingual is a text in two languages.
type bilingual struct {
	SV string `json:"sv" doc:"In Swedish."`
	EN string `json:"en" doc:"In English."`
}

// licence names a licence.
type licence struct {
	Name string `json:"name" doc:"The licence's name." example:"CC0 1.0"`
	URL  string `json:"url" format:"uri-reference" doc:"Where it can be read." example:"https://creativecommons.org/publicdomain/zero/1.0/"`
}

func wireText(t record.Text) bilingual { return bilingual{t.SV, t.EN} }

func wireLicence(l release.Licence) licence { return licence{l.Name, l.URL} }

// orNull returns null for an empty text.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// wireDate returns null for a date that is not known, which a manifest reads as day 0.
func wireDate(d record.Date) *string {
	if d == record.NoDate || d == 0 {
		return nil
	}
	return new(d.String())
}

// page makes the meta and links of one page out of how many rows there are.
func page[T any](a asked, t record.Table, total int64, file string) collection[T] {
	number, limit := a.values.number("page"), a.values.number("limit")
	pages := (total + int64(limit) - 1) / int64(limit)
	c := collection[T]{Data: rows[T]{t}}
	c.Meta = pageMeta{
		Release: a.store.ID(), Synthetic: invented(t, a.store.Manifest().Synthetic),
		Page: number, Limit: limit, Count: len(t.Rows), TotalRecords: total, TotalPages: pages,
	}
	c.Links = pageLinks{Self: a.links.self(), CSV: a.links.csv()}
	if int64(number) < pages {
		c.Links.Next = a.links.page(number + 1)
	}
	if number > 1 {
		c.Links.Prev = a.links.page(int(min(int64(number-1), max(pages, 1))))
	}
	if file != "" {
		c.Links.File = a.links.file(file)
	}
	return c
}

// invented reports whether a row of a table is marked as synthetic; unmarked holds for a table whose rows have no mark.
func invented(t record.Table, unmarked bool) bool {
	at := slices.IndexFunc(t.Columns, func(c record.Column) bool { return c.Name == "synthetic" })
	if at < 0 {
		return unmarked
	}
	return slices.ContainsFunc(t.Rows, func(row []any) bool { return row[at] == true })
}

// about adds what is known of the list that a page's rows are of.
func (c *collection[T]) describe(m answer.RowsMeta) {
	c.Meta.List, c.Meta.RecordKind, c.Meta.Synthetic = m.List, string(m.RecordKind), m.Synthetic
	c.Meta.Published = wireDate(m.PublishedFrom)
	if m.Unit != (record.Text{}) {
		c.Meta.Unit = new(wireText(m.Unit))
	}
	if m.Citation != (record.Text{}) {
		c.Meta.Citation = new(wireText(m.Citation))
	}
	if m.Licence != (release.Licence{}) {
		c.Meta.Licence = new(wireLicence(m.Licence))
	}
}

// slice cuts one page out of a whole table.
func slice(t record.Table, number, limit int) record.Table {
	from := min(int64(number-1)*int64(limit), int64(len(t.Rows)))
	to := min(from+int64(limit), int64(len(t.Rows)))
	t.Rows = t.Rows[from:to]
	return t
}
