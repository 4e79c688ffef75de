// Package answertest helps to test what asks an answer.Store and what implements one: a release as plain rows, a store
// that counts them one by one, and a suite that holds another store against it.
package answertest

import (
	"testing"

	"tvistdata/internal/columnar"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// Data is a release as plain rows: the rows of each file by column, as release.Rows gives them. A column that a row
// lacks is null.
type Data struct {
	Manifest release.Manifest
	Files    map[string][]map[string]any
}

// Read reads the rows of a release.
func Read(tb testing.TB, r *release.Release) *Data {
	tb.Helper()
	d := &Data{Manifest: *r.Manifest(), Files: map[string][]map[string]any{}}
	for _, table := range release.Tables() {
		if _, ok := r.File(table.Name); !ok {
			continue // one that came later
		}
		for row, err := range release.Rows(r.Path(table.Name)) {
			if err != nil {
				tb.Fatal(err)
			}
			d.Files[table.Name] = append(d.Files[table.Name], row)
		}
	}
	return d
}

// Write writes the data as a release into a folder of releases and gives its id. Rows are written in the order they
// stand in.
func (d *Data) Write(tb testing.TB, releases string) string {
	tb.Helper()
	w, err := release.NewWriter(release.OS(), releases, d.Manifest)
	if err != nil {
		tb.Fatal(err)
	}
	for _, table := range release.Tables() {
		rows := d.Files[table.Name]
		cols := make([]columnar.Column, len(table.Fields))
		for i, f := range table.Fields {
			cols[i] = Column(f, len(rows), func(i int) any { return rows[i][f.Name] })
		}
		if err := w.Add(table.Name, cols); err != nil {
			tb.Fatal(err)
		}
	}
	id, _, err := w.Finish(d.Manifest)
	if err != nil {
		tb.Fatal(err)
	}
	return id
}

// Column makes a column of n rows of cells of the field's type, or nil for null.
func Column(f release.Field, n int, at func(i int) any) columnar.Column {
	nulls := make([]bool, n)
	for i := range nulls {
		nulls[i] = at(i) == nil
	}
	if !f.Nullable {
		nulls = nil
	}
	switch f.Type {
	case record.DateType:
		dates := make([]record.Date, n)
		for i := range dates {
			dates[i] = record.NoDate
			if d, ok := at(i).(record.Date); ok {
				dates[i] = d
			}
		}
		return columnar.Dates(f.Name, dates, f.Nullable)
	case record.Integer:
		ints := make([]int64, n)
		for i := range ints {
			ints[i], _ = at(i).(int64)
		}
		return columnar.Ints(f.Name, ints, nulls)
	case record.Number:
		numbers := make([]float64, n)
		for i := range numbers {
			numbers[i], _ = at(i).(float64)
		}
		return columnar.Floats(f.Name, numbers, nulls)
	case record.Bool:
		return columnar.Bools(f.Name, func(i int) bool { b, _ := at(i).(bool); return b }, n)
	case record.TextType:
	}
	return columnar.Text(f.Name, func(i int) (string, bool) { s, ok := at(i).(string); return s, ok || !f.Nullable }, n, f.Nullable)
}
