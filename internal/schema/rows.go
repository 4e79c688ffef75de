package schema

import (
	"fmt"
	"iter"
	"strings"

	"tvistdata/internal/record"
)

// Rows is a table whose rows are values of a Go type: they are written from such values, and read back into them.
type Rows[T any] struct {
	Table
	Example T // an invented row, for the contract

	at []func(row *T) any // by column: where a row has its value
}

// Reader is a table that can be read without knowing what its rows are.
type Reader interface {
	// About describes the table.
	About() Table
	// Read takes rows by column, as release.Rows reads them, and returns a slice of the type that the table's rows have.
	Read(rows iter.Seq2[map[string]any, error]) (any, error)
}

// Store has the rows of the tables that Kept lists, as their Read returned them, by the name of the file: of a table without
// rows, too, for nil does not say of what type they would be.
type Store interface{ Kept(file string) any }

// Kept returns the small tables: an opened release holds all their rows.
func Kept() []Reader {
	return []Reader{NoteRows, BrandRows, DisagreementRows, StatementRows, SurgeReviewRows, MembershipRows}
}

// Of returns the table whose rows have a type.
func Of[T any]() (Rows[T], bool) {
	for _, t := range Kept() {
		if rows, ok := t.(Rows[T]); ok {
			return rows, true
		}
	}
	return Rows[T]{}, false
}

// column is a field and where a row has its value. at returns a pointer to a string ("" is null), a record.Date (record.NoDate is
// null), an int64, a float64, a bool, or a []string, whose texts are written with blanks between.
type column[T any] struct {
	Field
	at func(row *T) any
}

// rowsOf declares a table. The fields are those of the columns.
func rowsOf[T any](t Table, example T, columns []column[T]) Rows[T] {
	out := Rows[T]{Table: t, Example: example}
	for _, c := range columns {
		out.Fields = append(out.Fields, c.Field)
		out.at = append(out.at, c.at)
	}
	return out
}

// About describes the table.
func (t Rows[T]) About() Table { return t.Table }

// In returns the rows that a store keeps, which must not be changed. It panics when the store has no rows of the table's type: no
// answer may be made of what was never read.
func (t Rows[T]) In(s Store) []T {
	kept := s.Kept(t.Name)
	rows, ok := kept.([]T)
	if !ok {
		panic(fmt.Sprintf("%s: the store keeps a %T, expected %T", t.Name, kept, rows))
	}
	return rows
}

// Cells lays rows out as an answer has them.
func (t Rows[T]) Cells(rows []T) record.Table {
	out := record.Table{Columns: t.Columns(), Rows: make([][]any, len(rows))}
	for i := range rows {
		out.Rows[i] = make([]any, len(t.Fields))
		for j := range t.Fields {
			out.Rows[i][j] = t.Cell(&rows[i], j)
		}
	}
	return out
}

// Cell returns what a row has in a column; nil is null.
func (t Rows[T]) Cell(row *T, column int) any {
	switch v := t.at[column](row).(type) {
	case *string:
		if *v != "" || !t.Fields[column].Nullable {
			return *v
		}
	case *record.Date:
		if *v != record.NoDate {
			return *v
		}
	case *[]string:
		return strings.Join(*v, " ")
	case *int64:
		return *v
	case *float64:
		return *v
	case *bool:
		return *v
	}
	return nil
}

// Read makes a []T of rows. A column that is newer than the file may be missing; it is read as empty. Read returns the
// first error of the rows, and fails for a cell that the table does not allow.
func (t Rows[T]) Read(rows iter.Seq2[map[string]any, error]) (any, error) {
	var out []T
	for cells, err := range rows {
		if err != nil {
			return nil, err
		}
		var row T
		for i, f := range t.Fields {
			if cell := cells[f.Name]; !set(t.at[i](&row), cell, f.Nullable || f.Since != "") {
				return nil, fmt.Errorf("%s: row %d: column %s holds a %T, expected %s", t.Name, len(out)+1, f.Name, cell, f.Type)
			}
		}
		out = append(out, row)
	}
	return out, nil
}

// set stores a cell where a pointer points. ok is false when it has another type, or is null and may not be.
func set(at, cell any, nullable bool) (ok bool) {
	switch p := at.(type) {
	case *string:
		*p, ok = cell.(string)
	case *record.Date:
		if *p, ok = cell.(record.Date); !ok {
			*p = record.NoDate
		}
	case *[]string:
		var text string
		text, ok = cell.(string)
		*p = strings.Fields(text)
	case *int64:
		*p, ok = cell.(int64)
	case *float64:
		*p, ok = cell.(float64)
	case *bool:
		*p, ok = cell.(bool)
	}
	return ok || cell == nil && nullable
}
