package release

import (
	"fmt"
	"iter"
	"slices"

	"tvistdata/internal/columnar"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// AddRows writes rows of the catalogue as their file. The rows must not change until it returns.
func AddRows[T any](w *Writer, t schema.Rows[T], rows []T) error {
	columns := make([]columnar.Column, len(t.Fields))
	for i, f := range t.Fields {
		switch {
		case t.Key(new(T), i) != nil:
			keys := make([][10]byte, len(rows))
			for row := range rows {
				keys[row] = *t.Key(&rows[row], i)
			}
			columns[i] = columnar.Keys16(f.Name, keys)
		case f.Type == record.TextType:
			columns[i] = columnar.Text(f.Name, func(row int) (string, bool) { return t.Text(&rows[row], i) }, len(rows), f.Nullable)
		default:
			columns[i] = ColumnOf(f, len(rows), func(row int) any { return t.Cell(&rows[row], i) })
		}
	}
	return w.Add(t.Name, columns)
}

// RowsOf reads the rows of a release's file; there are none where the release is older than the file. It ends with the first error.
func RowsOf[T any](r *Release, t schema.Rows[T]) iter.Seq2[T, error] {
	path := r.Path(t.Name)
	if path == "" {
		return func(func(T, error) bool) {}
	}
	return t.Each(Rows(path))
}

// Cells makes the column of a field: with its name, and with nulls where it allows them.
type Cells func(f schema.Field) columnar.Column

// AddColumns writes the file of a table whose cells are at hand by column, and not by row. where returns the cells of each column by
// where a row has its value. AddColumns fails when a column of the table has no cells, and when cells are for none of its columns.
func AddColumns[T any](w *Writer, t schema.Rows[T], where func(row *T) map[any]Cells) error {
	var row T
	cells := where(&row)
	columns := make([]columnar.Column, len(t.Fields))
	for i, f := range t.Fields {
		at := t.At(&row, i)
		if cells[at] == nil {
			return fmt.Errorf("%s: nothing fills column %s", t.Name, f.Name)
		}
		columns[i] = cells[at](f)
		delete(cells, at)
	}
	if len(cells) > 0 {
		return fmt.Errorf("%s: cells for %d columns that the table does not have", t.Name, len(cells))
	}
	return w.Add(t.Name, columns)
}

// ColumnOf makes a column of n cells, each of the field's type or nil for null. In a column that may not hold any, a null becomes the
// empty text or false; numbers and dates have no such value, and Writer.Add refuses them.
func ColumnOf(f schema.Field, n int, cell func(row int) any) columnar.Column {
	var nulls []bool
	if f.Type == record.Integer || f.Type == record.Number {
		nulls = make([]bool, n)
		for i := range nulls {
			nulls[i] = cell(i) == nil
		}
		if !slices.Contains(nulls, true) {
			nulls = nil
		}
	}
	switch f.Type {
	case record.TextType:
		return columnar.Text(f.Name, func(i int) (string, bool) {
			text, ok := cell(i).(string)
			return text, ok || !f.Nullable
		}, n, f.Nullable)
	case record.DateType:
		return columnar.Dates(f.Name, all(n, cell, record.NoDate), f.Nullable)
	case record.Integer:
		return columnar.Ints(f.Name, all[int64](n, cell, 0), nulls)
	case record.Number:
		return columnar.Floats(f.Name, all[float64](n, cell, 0), nulls)
	case record.Bool:
	}
	return columnar.Bools(f.Name, func(i int) bool { return cell(i) == true }, n)
}

// all reads the cells of a column, with null in the place of those that are null.
func all[V any](n int, cell func(row int) any, null V) []V {
	values := make([]V, n)
	for i := range values {
		var ok bool
		if values[i], ok = cell(i).(V); !ok {
			values[i] = null
		}
	}
	return values
}
