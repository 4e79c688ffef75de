package api

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"tvistdata/internal/record"
	"tvistdata/internal/schema"
	"tvistdata/internal/table"
)

// atHand completes the resource of a table that a release's reader keeps whole. find returns the rows that answer a
// question, in their order; the rest comes from the catalogue.
func atHand[T any](t schema.Rows[T], res *resource, find func(a asked) ([]T, error)) *resource {
	byList := slices.ContainsFunc(res.params, func(p param) bool { return p.name == "list" })
	res.file, res.tabular, res.params = t.Name, true, append(res.params, pageParams()...)
	res.body = reflect.TypeFor[collection[T]]()
	res.example, res.csvExample = atHandExample(t, res.path, byList)
	res.answer = func(_ context.Context, a asked) (any, error) {
		found, err := find(a)
		if err != nil {
			return nil, err
		}
		c := page[T](a, slice(t.Cells(found), a.values.number("page"), a.values.number("limit")), int64(len(found)), t.Name)
		if byList {
			c.Meta.List = a.values.text("list")
		}
		return c, nil
	}
	return res
}

// atHandExample makes a page of the catalogue's example.
func atHandExample[T any](t schema.Rows[T], path string, byList bool) (asJSON, asCSV string) {
	asked := values{"limit": "20", "page": "1"}
	if byList {
		asked["list"] = "arn-cases"
	}
	l := linker{base: exampleBase, path: prefix + path, release: "r-0123456789abcdef", values: asked}
	c := collection[T]{Data: rows[T]{t.Cells([]T{t.Example})}}
	c.Meta = pageMeta{Release: l.release, List: asked["list"], Page: 1, Limit: 20, Count: 1, TotalRecords: 1, TotalPages: 1}
	c.Links = pageLinks{Self: l.self(), CSV: l.csv(), File: l.file(t.Name)}
	var inJSON, inCSV bytes.Buffer
	_ = writeJSON(&inJSON, c) // the catalogue's cells fit its columns, and a buffer can always be written
	_ = table.CSV(&inCSV, c.Data.Table)
	return inJSON.String(), inCSV.String()
}

// csvOf writes the rows of an answer that a JSON example shows as CSV, with a table's columns.
func csvOf(t schema.Table, example string) string {
	var shown struct {
		Data []map[string]any `json:"data"`
	}
	if err := json.Unmarshal([]byte(example), &shown); err != nil {
		panic(fmt.Sprintf("the example of %s: %v", t.Name, err)) // it is part of the program
	}
	rows := record.Table{Columns: t.Columns()}
	for _, row := range shown.Data {
		cells := make([]any, len(t.Fields))
		for i, f := range t.Fields {
			cells[i] = row[f.Name]
			if n, ok := cells[i].(float64); ok && f.Type == record.Integer {
				cells[i] = int64(n)
			}
			if day, ok := cells[i].(string); ok && f.Type == record.DateType {
				cells[i], _ = record.ParseDate(day)
			}
		}
		rows.Rows = append(rows.Rows, cells)
	}
	var b bytes.Buffer
	if err := table.CSV(&b, rows); err != nil {
		panic(fmt.Sprintf("the example of %s: %v", t.Name, err))
	}
	return b.String()
}

// several holds rows of a table of the catalogue, for an answer about something else.
type several[T any] []T

// MarshalJSON writes the rows as they are in the answer of their own table.
func (s several[T]) MarshalJSON() ([]byte, error) {
	t, ok := schema.Of[T]()
	if !ok {
		return nil, fmt.Errorf("write rows: no table has rows of type %T", *new(T))
	}
	return rows[T]{t.Cells(s)}.MarshalJSON()
}

// Schema describes the list of objects for OpenAPI. The contract lets it be null, like every plain list.
func (several[T]) Schema(r huma.Registry) *huma.Schema {
	s := rows[T]{}.Schema(r)
	s.Nullable = true
	return s
}

// rowSchema describes one object of T for OpenAPI: as the catalogue describes the table whose rows are T; by the tables that
// T's method described returns, and the tags of its fields, which come beside; or by these tags alone.
func rowSchema[T any](r huma.Registry) *huma.Schema {
	t, ok := schema.Of[T]()
	name := cmp.Or(t.Object, huma.DefaultSchemaNamer(reflect.TypeFor[T](), ""))
	ref := &huma.Schema{Ref: "#/components/schemas/" + name}
	if ok {
		r.Map()[name] = objectOf(t.Table)
		return ref
	}
	r.Schema(reflect.TypeFor[T](), true, "")
	var row any = *new(T)
	if own, described := row.(interface{ described() []schema.Table }); described {
		object := objectOf(own.described()...)
		maps.Copy(object.Properties, r.Map()[name].Properties)
		r.Map()[name] = object
	}
	return ref
}

// objectOf describes a row of any of some tables as an object, which has a column that only some of them have in their rows alone.
func objectOf(tables ...schema.Table) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeObject, Properties: map[string]*huma.Schema{}, AdditionalProperties: false}
	for _, t := range tables {
		for _, f := range t.Fields {
			s.Properties[f.Name] = propertyOf(f)
		}
	}
	for _, f := range tables[0].Fields {
		if !slices.ContainsFunc(tables, func(t schema.Table) bool { return !t.Has(f.Name) }) {
			s.Required = append(s.Required, f.Name)
		}
	}
	return s
}

// propertyOf describes a cell of a column.
func propertyOf(f schema.Field) *huma.Schema {
	p := &huma.Schema{Description: cmp.Or(f.Contract.Text, f.Text.EN), Nullable: f.Nullable || f.Contract.Null}
	switch f.Type {
	case record.TextType:
		p.Type = huma.TypeString
	case record.DateType:
		p.Type, p.Format = huma.TypeString, "date"
	case record.Integer:
		p.Type, p.Format = huma.TypeInteger, "int64"
	case record.Number:
		p.Type, p.Format = huma.TypeNumber, "double"
	case record.Bool:
		p.Type = huma.TypeBoolean
	}
	if n, err := strconv.ParseInt(f.Contract.Example, 10, 64); err == nil && f.Type == record.Integer {
		p.Examples = []any{n}
	} else if f.Contract.Example != "" {
		p.Examples = []any{f.Contract.Example}
	}
	for _, value := range f.Contract.OneOf {
		p.Enum = append(p.Enum, value)
	}
	return p
}
