// Package answertest helps to test what asks an answer.Store and what implements one: a release as plain rows, a store
// that counts them one by one, and a suite that compares another store with it.
package answertest

import (
	"testing"

	"tvistdata/internal/columnar"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// Data is a release as plain rows: the rows of each file by column, as release.Rows returns them. A column that a row
// lacks is null.
type Data struct {
	Manifest release.Manifest
	Files    map[string][]map[string]any
}

// Read reads the rows of a release.
func Read(tb testing.TB, r *release.Release) *Data {
	tb.Helper()
	d := &Data{Manifest: *r.Manifest(), Files: map[string][]map[string]any{}}
	for _, table := range schema.Tables() {
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

// Write writes the data as a release into a folder of releases and returns its id. Rows are written in the order they
// have.
func (d *Data) Write(tb testing.TB, releases string) string {
	tb.Helper()
	w, err := release.NewWriter(release.OS(), releases, d.Manifest)
	if err != nil {
		tb.Fatal(err)
	}
	for _, table := range schema.Tables() {
		rows := d.Files[table.Name]
		cols := make([]columnar.Column, len(table.Fields))
		for i, f := range table.Fields {
			cols[i] = release.ColumnOf(f, len(rows), func(i int) any { return rows[i][f.Name] })
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
