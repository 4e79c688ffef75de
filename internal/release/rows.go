package release

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// Rows reads a Parquet file of a release row by row, a few hundred at a time. A row has every column: text as string,
// a date as record.Date, whole numbers as int64, numbers as float64, truth values as bool, and null as nil. It ends
// with the first error, which names the file; a damaged file causes an error, never a panic.
func Rows(path string) iter.Seq2[map[string]any, error] {
	return func(yield func(map[string]any, error) bool) {
		r, err := openParquet(path)
		if err != nil {
			yield(nil, err)
			return
		}
		defer r.close()
		for {
			rows, err := r.next()
			if errors.Is(err, errEnd) {
				return
			}
			if err != nil {
				yield(nil, err)
				return
			}
			for _, row := range rows {
				if !yield(row, nil) {
					return
				}
			}
		}
	}
}

// errEnd says that there is no more. It is not io.EOF, which a file that ends too soon causes.
var errEnd = errors.New("no more rows")

// parquetFile reads rows of a Parquet file. Its doors turn parquet-go's panics on damaged files into errors.
type parquetFile struct {
	name   string
	os     *os.File
	groups []parquet.RowGroup
	rows   parquet.Rows // of the row group being read; nil between two
	left   int64        // rows of that group still to be read
	fields []schema.Field
	buffer []parquet.Row
}

func openParquet(path string) (*parquetFile, error) {
	in, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	f := &parquetFile{name: filepath.Base(path), os: in, buffer: make([]parquet.Row, 256)}
	if err := f.footer(); err != nil {
		f.close()
		return nil, err
	}
	return f, nil
}

// footer reads what the file says of itself.
func (f *parquetFile) footer() (err error) {
	defer f.guard(&err)
	info, err := f.os.Stat()
	if err != nil {
		return err
	}
	if err := inspectFooter(f.os, info.Size()); err != nil {
		return err
	}
	file, err := parquet.OpenFile(f.os, info.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return err
	}
	for _, c := range file.Root().Columns() {
		field, err := fieldOf(c)
		if err != nil {
			return err
		}
		f.fields = append(f.fields, field)
	}
	if err := inspectPages(f.os, info.Size(), file.Metadata(), len(f.fields)); err != nil {
		return err
	}
	f.groups = file.RowGroups()
	return nil
}

// guard turns a panic into an error, and says of every error which file it is about.
func (f *parquetFile) guard(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("not a whole Parquet file: %v", p)
	}
	if *err != nil && !errors.Is(*err, errEnd) {
		*err = fmt.Errorf("%w: reading %s: %w", ErrDamaged, f.name, *err)
	}
}

func (f *parquetFile) close() {
	if f.rows != nil {
		_ = f.rows.Close() // reading only: nothing is lost
	}
	_ = f.os.Close()
}

// next returns the next rows, or errEnd.
func (f *parquetFile) next() (out []map[string]any, err error) {
	defer f.guard(&err)
	for {
		if f.rows == nil {
			if len(f.groups) == 0 {
				return nil, errEnd
			}
			f.left = f.groups[0].NumRows()
			f.rows, f.groups = f.groups[0].Rows(), f.groups[1:]
		}
		n, err := f.rows.ReadRows(f.buffer)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		f.left -= int64(n)
		for _, row := range f.buffer[:n] {
			m, err := f.decode(row)
			if err != nil {
				return nil, err
			}
			out = append(out, m)
		}
		if err != nil {
			rows := f.rows
			f.rows = nil
			if err := rows.Close(); err != nil {
				return nil, err
			}
			if f.left != 0 {
				return nil, fmt.Errorf("a row group ends %d rows too soon", f.left)
			}
		}
		if len(out) > 0 {
			return out, nil
		}
	}
}

func (f *parquetFile) decode(row parquet.Row) (map[string]any, error) {
	if len(row) != len(f.fields) {
		return nil, fmt.Errorf("a row of %d values, expected %d", len(row), len(f.fields))
	}
	m := make(map[string]any, len(row))
	for _, v := range row {
		field := f.fields[v.Column()]
		m[field.Name] = cell(field.Type, v)
	}
	return m, nil
}

func cell(t record.ColumnType, v parquet.Value) any {
	if v.IsNull() {
		return nil
	}
	switch t {
	case record.TextType:
		return string(v.ByteArray())
	case record.DateType:
		return record.Date(v.Int32())
	case record.Integer:
		return v.Int64()
	case record.Number:
		return v.Double()
	case record.Bool:
		return v.Boolean()
	}
	return nil
}

// fieldOf returns what a column of a file holds.
func fieldOf(c *parquet.Column) (schema.Field, error) {
	f := schema.Field{Name: c.Name(), Nullable: c.Optional()}
	if !c.Leaf() || c.Repeated() {
		return f, fmt.Errorf("column %s is nested, expected a flat one", c.Name())
	}
	logical := c.Type().LogicalType()
	switch c.Type().Kind() {
	case parquet.ByteArray:
		f.Type = record.TextType
	case parquet.Int32:
		if logical == nil {
			return f, fmt.Errorf("column %s holds INT32, expected DATE", c.Name())
		}
		if _, ok := logical.Value.(*format.DateType); !ok {
			return f, fmt.Errorf("column %s holds %s, expected DATE", c.Name(), logical)
		}
		f.Type = record.DateType
	case parquet.Int64:
		f.Type = record.Integer
	case parquet.Double:
		f.Type = record.Number
	case parquet.Boolean:
		f.Type = record.Bool
	case parquet.Int96, parquet.Float, parquet.FixedLenByteArray:
		return f, fmt.Errorf("column %s holds %s, which no file of a release has", c.Name(), c.Type())
	default:
		return f, fmt.Errorf("column %s holds an unknown type", c.Name())
	}
	return f, nil
}

// Cell is a text of a file with its column. The bytes are good until the next one.
type Cell struct {
	Column string
	Value  []byte
}

// Texts reads the text of a Parquet file, decoded, for a search of everything that it says: of a column with a
// dictionary each row group's dictionary once, of another each value. Errors are those of Rows.
func Texts(path string) iter.Seq2[Cell, error] {
	return func(yield func(Cell, error) bool) {
		f, err := openParquet(path)
		if err != nil {
			yield(Cell{}, err)
			return
		}
		defer f.close()
		for _, g := range f.groups {
			for i, field := range f.fields {
				if field.Type != record.TextType {
					continue
				}
				more, err := f.texts(g, i, func(v []byte) bool { return yield(Cell{field.Name, v}, nil) })
				if err != nil {
					yield(Cell{}, err)
				}
				if !more || err != nil {
					return
				}
			}
		}
	}
}

// texts returns the texts of one column of a row group to take, until that says false.
func (f *parquetFile) texts(g parquet.RowGroup, column int, take func([]byte) bool) (more bool, err error) {
	pages, err := f.pages(g, column)
	if err != nil {
		return false, err
	}
	defer pages.Close() //nolint:errcheck // reading only: nothing is lost
	f.left = g.NumRows()
	var known parquet.Dictionary
	for f.left > 0 {
		p, err := f.page(pages, known)
		if err != nil {
			return false, err
		}
		known = p.dict
		more := true
		for i := 1; i < len(p.offsets) && more; i++ {
			more = take(p.flat[p.offsets[i-1]:p.offsets[i]])
		}
		parquet.Release(p.page)
		if !more {
			return false, nil
		}
	}
	return true, nil
}

func (f *parquetFile) pages(g parquet.RowGroup, column int) (p parquet.Pages, err error) {
	defer f.guard(&err)
	chunks := g.ColumnChunks()
	if column >= len(chunks) {
		return nil, fmt.Errorf("a row group of %d columns, expected %d", len(chunks), len(f.fields))
	}
	return chunks[column].Pages(), nil
}

// textPage is a page's texts, or those of its dictionary when that is another than the page before had.
type textPage struct {
	page    parquet.Page
	dict    parquet.Dictionary // nil when the page has none
	flat    []byte
	offsets []uint32 // where each text begins, and the end of the last
}

// page reads a page, whose bytes are good until it is released, and checks that its texts lie inside it.
func (f *parquetFile) page(pages parquet.Pages, known parquet.Dictionary) (out textPage, err error) {
	defer f.guard(&err)
	p, err := pages.ReadPage()
	if err != nil {
		return out, err
	}
	out.page, out.dict = p, p.Dictionary()
	if f.left -= p.NumRows(); p.NumRows() == 0 || f.left < 0 {
		return out, errors.New("a page of another number of rows than the row group has")
	}
	switch {
	case out.dict == nil:
		data := p.Data()
		out.flat, out.offsets = data.ByteArray()
	case out.dict != known:
		data := out.dict.Page().Data()
		out.flat, out.offsets = data.ByteArray()
	}
	if n := len(out.offsets); n > 0 && (!slices.IsSorted(out.offsets) || int(out.offsets[n-1]) > len(out.flat)) {
		return out, errors.New("texts lie outside their page")
	}
	return out, nil
}
