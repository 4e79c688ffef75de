package schema

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"tvistdata/internal/record"
)

// Rows is a table whose rows are values of a Go type: they are written from such values, and read back into them.
type Rows[T any] struct {
	Table
	Example T // an invented row, for the contract; zero where the contract shows none

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
	return []Reader{NoteRows, BrandRows, DisagreementRows, StatementRows, SurgeReviewRows, MembershipRows, TotalRows, CoverageRows}
}

// Readers returns the tables whose rows the program has as values of a type.
func Readers() []Reader {
	return append(Kept(), DisputeRows, ComplaintRows, FigureRows, ListingRows, CountRows, CompanyRows, NameRows, RevisionRows, IdentityRows,
		MatchRows, RecordTieRows, AggregateRows)
}

// Of returns the table whose rows have a type.
func Of[T any]() (Rows[T], bool) {
	for _, t := range Readers() {
		if rows, ok := t.(Rows[T]); ok {
			return rows, true
		}
	}
	return Rows[T]{}, false
}

// column is a field and where a row has its value. at returns a pointer to a string ("" is null), a record.Date (record.NoDate is
// null), an int64, a float64, a bool, an *int64 or a *float64 (nil is null), a key of a record, written as record.KeyText writes it,
// or a []string, whose texts are written with blanks between.
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

// Without returns the table without a column, for answers whose rows all have the same in it.
func (t Rows[T]) Without(column string) Rows[T] {
	i := slices.IndexFunc(t.Fields, func(f Field) bool { return f.Name == column })
	t.Fields, t.at = slices.Delete(slices.Clone(t.Fields), i, i+1), slices.Delete(slices.Clone(t.at), i, i+1)
	return t
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

// FromCells reads the rows that Cells laid out. It fails when the columns are others, and for a cell that the table does not allow.
func (t Rows[T]) FromCells(cells record.Table) ([]T, error) {
	if !slices.Equal(cells.Columns, t.Columns()) {
		return nil, fmt.Errorf("%s: other columns than its own", t.Name)
	}
	out := make([]T, len(cells.Rows))
	for i, row := range cells.Rows {
		for j, cell := range row {
			if err := t.Set(&out[i], j, cell); err != nil {
				return nil, fmt.Errorf("%s: row %d: %w", t.Name, i+1, err)
			}
		}
	}
	return out, nil
}

// Cell returns what a row has in a column; nil is null.
func (t Rows[T]) Cell(row *T, column int) any {
	switch v := t.at[column](row).(type) {
	case *string:
		if text, ok := t.Text(row, column); ok {
			return text
		}
	case *record.Date:
		if *v != record.NoDate {
			return *v
		}
	case *[]string:
		return strings.Join(*v, " ")
	case *[10]byte:
		return record.KeyText(*v)
	case *int64:
		return *v
	case *float64:
		return *v
	case *bool:
		return *v
	case **int64:
		if *v != nil {
			return **v
		}
	case **float64:
		if *v != nil {
			return **v
		}
	}
	return nil
}

// Text returns what a row has in a column of texts; not ok is null.
func (t Rows[T]) Text(row *T, column int) (s string, ok bool) {
	if p, plain := t.at[column](row).(*string); plain { // as most are: a cell would take memory for each
		return *p, *p != "" || !t.Fields[column].Nullable
	}
	s, ok = t.Cell(row, column).(string)
	return s, ok
}

// Texts yields what a row has in its columns of texts, but in those of codes: wherever a name may be. It yields no empty text.
func (t Rows[T]) Texts(row *T) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i, f := range t.Fields {
			if f.Type != record.TextType || f.Code {
				continue
			}
			if s, _ := t.Text(row, i); s != "" && !yield(s) {
				return
			}
		}
	}
}

// At returns where a row has the value that it has in a column.
func (t Rows[T]) At(row *T, column int) any { return t.at[column](row) }

// Key returns where a row has the key that it has in a column; nil for a column of no keys.
func (t Rows[T]) Key(row *T, column int) *[10]byte {
	key, _ := t.at[column](row).(*[10]byte)
	return key
}

// Read makes a []T of rows, as Each reads them. It returns the first error.
func (t Rows[T]) Read(rows iter.Seq2[map[string]any, error]) (any, error) {
	var out []T
	for row, err := range t.Each(rows) {
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// Each reads rows one by one. A column that is newer than the file may be missing; it is read as empty. Each ends at the first
// error of the rows, and at a cell that the table does not allow.
func (t Rows[T]) Each(rows iter.Seq2[map[string]any, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		n := 0
		for cells, err := range rows {
			n++
			var row T
			for i := 0; i < len(t.Fields) && err == nil; i++ {
				if err = t.Set(&row, i, cells[t.Fields[i].Name]); err != nil {
					err = fmt.Errorf("%s: row %d: %w", t.Name, n, err)
				}
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// Set puts a cell into a row; nil is null. It fails for a cell that the table does not allow.
func (t Rows[T]) Set(row *T, column int, cell any) error {
	f := &t.Fields[column]
	at := t.at[column](row)
	if set(at, cell, f.Nullable || f.Since != "") {
		return nil
	}
	if _, isText := cell.(string); isText && f.Type == record.TextType {
		return fmt.Errorf("column %s holds a text that is no record's key", f.Name)
	}
	return fmt.Errorf("column %s holds a %T, expected %s", f.Name, cell, f.Type)
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
	case *[10]byte:
		var text string
		if text, ok = cell.(string); ok {
			*p, ok = record.ParseKey(text)
		}
	case *int64:
		*p, ok = cell.(int64)
	case *float64:
		*p, ok = cell.(float64)
	case *bool:
		*p, ok = cell.(bool)
	case **int64:
		*p, ok = pointer[int64](cell)
	case **float64:
		*p, ok = pointer[float64](cell)
	}
	return ok || cell == nil && nullable
}

func pointer[V any](cell any) (*V, bool) {
	v, ok := cell.(V)
	if !ok {
		return nil, false
	}
	return &v, true
}
