package schema_test

import (
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// TestEveryColumnIsDescribed looks at the table of columns that documents are made from.
func TestEveryColumnIsDescribed(t *testing.T) {
	for _, table := range schema.Tables() {
		if table.Title.SV == "" || table.Title.EN == "" {
			t.Errorf("%s has no title", table.Name)
		}
		seen := map[string]bool{}
		for _, f := range table.Fields {
			for _, s := range []string{f.Text.SV, f.Text.EN} {
				if !strings.HasSuffix(s, ".") || strings.Contains(s, "\n") {
					t.Errorf("%s %s: %q, expected one line that ends with a full stop", table.Name, f.Name, s)
				}
			}
			if seen[f.Name] {
				t.Errorf("%s has %s twice", table.Name, f.Name)
			}
			seen[f.Name] = true
		}
		for _, s := range table.Sort {
			if !seen[s] {
				t.Errorf("%s is sorted by %s, which it does not have", table.Name, s)
			}
		}
	}
}

// TestVersion: that of the latest column, counted as numbers are.
func TestVersion(t *testing.T) {
	if v := schema.Version("1.0"); v != "1.4" {
		t.Errorf("version %s: raise it here, too, when a column or file comes, and tell it in the changelog", v)
	}
	if v := schema.Version("1.10"); v != "1.10" {
		t.Errorf("version %s, though what is no column came with 1.10", v)
	}
	for _, v := range [][2]string{{"", "1.1"}, {"1.0", "1.1"}, {"1.9", "1.10"}} {
		if !schema.Before(v[0], v[1]) || schema.Before(v[1], v[0]) || schema.Before(v[0], v[0]) {
			t.Errorf("%q does not come before %q", v[0], v[1])
		}
	}
}

// keeps is a store that has the same for every table.
type keeps struct{ rows any }

func (k keeps) Kept(string) any { return k.rows }

// TestAStoreWithoutTheRowsIsNoAnswer: no rows are an answer, and no table, or one of another type, is none.
func TestAStoreWithoutTheRowsIsNoAnswer(t *testing.T) {
	for _, r := range schema.Kept() {
		in := reflect.ValueOf(r).MethodByName("In")
		none, err := r.Read(each(nil))
		if err != nil {
			t.Fatal(err)
		}
		if got := in.Call([]reflect.Value{reflect.ValueOf(keeps{none})}); got[0].Len() != 0 {
			t.Errorf("%s: rows %v of a table without any", r.About().Name, got[0])
		}
		for _, kept := range []any{nil, []string{"another"}} {
			func() {
				defer func() {
					if said := fmt.Sprint(recover()); !strings.Contains(said, r.About().Name) {
						t.Errorf("%s: a store that keeps %T: %s", r.About().Name, kept, said)
					}
				}()
				in.Call([]reflect.Value{reflect.ValueOf(keeps{kept})})
			}()
		}
	}
}

// cellsOf lays out what Read gave, whatever its type.
func cellsOf(r schema.Reader, rows any) record.Table {
	out := reflect.ValueOf(r).MethodByName("Cells").Call([]reflect.Value{reflect.ValueOf(rows)})
	return out[0].Interface().(record.Table)
}

// drawn makes a row of a table; null tells whether a cell is null, or a text that may not be null is empty.
func drawn(table schema.Table, text func(string) string, n int, null func() bool) map[string]any {
	row := map[string]any{}
	for i, f := range table.Fields {
		if f.Name == "record_id" {
			row[f.Name] = record.KeyText([10]byte{byte(n)})
			continue
		}
		if (f.Nullable || f.Type == record.TextType) && null() {
			if row[f.Name] = nil; !f.Nullable {
				row[f.Name] = ""
			}
			continue
		}
		switch f.Type {
		case record.TextType:
			row[f.Name] = text(f.Name)
		case record.DateType:
			row[f.Name] = record.Date(100*n + i)
		case record.Integer:
			row[f.Name] = int64(100*n + i)
		case record.Number:
			row[f.Name] = float64(100*n+i) / 8
		case record.Bool:
			row[f.Name] = n%2 == 0
		}
	}
	return row
}

func each(rows []map[string]any) iter.Seq2[map[string]any, error] {
	return func(yield func(map[string]any, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// TestRowsAreReadAsTheyAreWritten: every cell of every row, under its own column.
func TestRowsAreReadAsTheyAreWritten(t *testing.T) {
	for _, r := range schema.Readers() {
		table := r.About()
		t.Run(table.Name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				var rows []map[string]any
				for n := range rapid.IntRange(0, 3).Draw(t, "rows") {
					rows = append(rows, drawn(table, func(name string) string { return name + rapid.StringMatching(`[a-zå]{0,3}`).Draw(t, name) },
						n, func() bool { return rapid.Bool().Draw(t, "null") }))
				}
				read, err := r.Read(each(rows))
				if err != nil {
					t.Fatal(err)
				}
				got := cellsOf(r, read)
				want := make([][]any, len(rows))
				for i, row := range rows {
					for j, f := range table.Fields {
						if c := (record.Column{Name: f.Name, Type: f.Type}); got.Columns[j] != c {
							t.Fatalf("column %d is %v, expected %v", j, got.Columns[j], c)
						}
						want[i] = append(want[i], row[f.Name])
					}
				}
				if diff := cmp.Diff(want, got.Rows, cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("rows (-want +got):\n%s", diff)
				}
				back := reflect.ValueOf(r).MethodByName("FromCells").Call([]reflect.Value{reflect.ValueOf(got)})
				if diff := cmp.Diff(got.Rows, cellsOf(r, back[0].Interface()).Rows, cmpopts.EquateEmpty()); diff != "" || !back[1].IsNil() {
					t.Fatalf("from cells: %v (-want +got):\n%s", back[1], diff)
				}
			})
		})
	}
}

// TestCellsThatMayNotBe: the error says where, and not what.
func TestCellsThatMayNotBe(t *testing.T) {
	for _, r := range schema.Readers() {
		table := r.About()
		for _, f := range table.Fields {
			good := func() map[string]any {
				return drawn(table, func(string) string { return "secret" }, 1, func() bool { return false })
			}
			wrong, null, missing := good(), good(), good()
			wrong[f.Name], null[f.Name] = []byte("secret"), nil
			delete(missing, f.Name)
			_, err := r.Read(each([]map[string]any{good(), wrong}))
			if err == nil || !strings.Contains(err.Error(), table.Name+": row 2: column "+f.Name) || strings.Contains(err.Error(), "secret") {
				t.Errorf("%s: a cell of another type in %s: %v", table.Name, f.Name, err)
			}
			if _, err := r.Read(each([]map[string]any{null})); (err == nil) != (f.Nullable || f.Since != "") {
				t.Errorf("%s: null in %s: %v", table.Name, f.Name, err)
			}
			if _, err := r.Read(each([]map[string]any{missing})); (err == nil) != (f.Nullable || f.Since != "") {
				t.Errorf("%s: no column %s: %v", table.Name, f.Name, err)
			}
		}
		broken := errors.New("broken")
		_, err := r.Read(func(yield func(map[string]any, error) bool) { yield(nil, broken) })
		if !errors.Is(err, broken) {
			t.Errorf("%s: a file that breaks off: %v", table.Name, err)
		}
	}
}

// TestCellsOfAnotherTable: rows are read from the table's own columns, and a text that is no key is none of a record's.
func TestCellsOfAnotherTable(t *testing.T) {
	cells := schema.RecordTieRows.Cells([]record.Tie{{List: "arn-cases"}})
	if _, err := schema.FigureRows.FromCells(cells); err == nil || !strings.Contains(err.Error(), "figures.parquet: other columns") {
		t.Errorf("columns of another table: %v", err)
	}
	cells.Rows[0][0] = "secret"
	_, err := schema.RecordTieRows.FromCells(cells)
	if err == nil || err.Error() != "record_ties.parquet: row 1: column record_id holds a text that is no record's key" {
		t.Errorf("a text that is no key: %v", err)
	}
}

// TestTextsOfARow: names are looked for in every column of texts, but in codes and in ids that stay.
func TestTextsOfARow(t *testing.T) {
	note := record.Note{ID: "a", Kind: "event", List: "arn-cases", Department: "bank", Text: record.Text{SV: "b", EN: "c"}, SourceURL: "d"}
	if got := slices.Collect(schema.NoteRows.Texts(&note)); !slices.Equal(got, []string{"a", "b", "c", "d"}) {
		t.Errorf("texts %q", got)
	}
	for range schema.NoteRows.Texts(&note) {
		break
	}
}
