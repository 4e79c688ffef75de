// Package columnar writes a Parquet file from columns.
package columnar

import (
	"cmp"
	"fmt"
	"io"
	"iter"
	"runtime"
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	parquetzstd "github.com/parquet-go/parquet-go/compress/zstd"
	"github.com/parquet-go/parquet-go/encoding"
	"github.com/parquet-go/parquet-go/format"

	"tvistdata/internal/record"
)

// PageRows is the most rows that a page has: what a reader of one company fetches.
const PageRows = groupRows / 6

const (
	groupRows = 122880      // of a row group: what DuckDB hands to one thread, and little enough to hold in memory
	longest   = 128         // bytes of a text that are kept as a bound of a page
	createdBy = "tvistdata" // never a version: the bytes would change with the program
	atHand    = 1024        // cells that are on their way at the same time: few enough for a core's own memory
	tried     = 4           // pages of a column that tell whether it gets a dictionary
	atOnce    = 2           // row groups that are made at the same time; each is held in memory until it is written
)

// Options say what Write writes beside the cells.
type Options struct {
	Sort     []string          // the columns that the rows are sorted by, ascending, nulls first; readers are told
	Metadata map[string]string // what the footer says of the file
}

// Write writes columns of equal length as one Parquet file. The bytes depend on nothing but the columns and options: not
// on the time, the machine, or the number of its cores. It fails for rows in another order than the options say, for
// text that is not UTF-8, and for a null in a column that may not hold any.
func Write(w io.Writer, cols []Column, o Options) error {
	if err := check(cols); err != nil {
		return err
	}
	if err := ordered(cols, o.Sort); err != nil {
		return err
	}
	cols = slices.Clone(cols)
	schema, err := schemaOf(cols)
	if err != nil {
		return err
	}
	config := &parquet.WriterConfig{
		CreatedBy: createdBy, Schema: schema, Compression: new(codec), DataPageVersion: 2, KeyValueMetadata: o.Metadata,
		PageBufferSize:       1 << 19, // bytes in which a page of other cells than long texts has room
		ColumnIndexSizeLimit: func([]string) int { return longest },
	}
	for _, name := range o.Sort {
		config.Sorting.SortingColumns = append(config.Sorting.SortingColumns, parquet.NullsFirst(parquet.Ascending(name)))
	}
	// Bounds of pages are in the index; before each page they would be there twice.
	out := parquet.NewGenericWriter[any](w, config, parquet.DataPageStatistics(false))
	groups := make([]group, min(atOnce, 1+(cols[0].n-1)/groupRows))
	for i := range groups {
		groups[i].begin(out)
	}
	for from := 0; from < cols[0].n; from += len(groups) * groupRows {
		var work sync.WaitGroup
		for i := range groups {
			work.Go(func() { groups[i].fill(cols, from+i*groupRows) })
		}
		work.Wait()
		for i := range groups {
			if groups[i].err != nil {
				return groups[i].err
			}
			if _, err := groups[i].Commit(); err != nil {
				return err
			}
		}
	}
	return out.Close()
}

// group makes row groups, one after another.
type group struct {
	*parquet.ConcurrentRowGroupWriter
	dicts []parquet.Dictionary // of the columns of whole numbers that have one
	cells [atHand]parquet.Value
	room  scratch
	err   error // that the last one ended with
}

func (g *group) begin(w *parquet.GenericWriter[any]) {
	g.ConcurrentRowGroupWriter = w.BeginRowGroup()
	for _, f := range w.Schema().Fields() {
		g.dicts = append(g.dicts, nil)
		if t, ok := f.Type().(*whole); ok && f.Encoding() == &parquet.RLEDictionary {
			g.dicts[len(g.dicts)-1] = t.dict
		}
	}
}

// sort puts the whole numbers of a row group into the column's dictionary, the least first: small ones then have
// small numbers there, and counts_monthly.parquet was 11 % larger without.
func (g *group) sort(dict parquet.Dictionary, c *Column, from int) error {
	seen := newDictionary(parquet.Int64Type)
	codes := make([]int32, atHand)
	for cells, err := range c.cells(g.cells[:], &g.room, from, groupRows) {
		if err != nil {
			return err
		}
		cells = slices.DeleteFunc(cells, parquet.Value.IsNull)
		seen.Insert(codes[:len(cells)], cells)
	}
	sorted(dict, values(seen))
	return nil
}

func newDictionary(typ parquet.Type) parquet.Dictionary {
	return typ.NewDictionary(0, 0, typ.NewValues(nil, nil))
}

// sorted puts whole numbers into a dictionary, the least first.
func sorted(dict parquet.Dictionary, known []parquet.Value) {
	slices.SortFunc(known, parquet.Int64Type.Compare)
	dict.Insert(make([]int32, len(known)), known)
}

// fill takes the rows of one row group from columns. There are none behind the last row.
func (g *group) fill(cols []Column, from int) {
	for i := range cols {
		if err := g.column(i, &cols[i], from); err != nil {
			g.err = fmt.Errorf("column %s: %w", cols[i].name, err)
			return
		}
	}
}

// column takes the rows of one row group from the i-th column.
func (g *group) column(i int, c *Column, from int) error {
	if g.dicts[i] != nil {
		if err := g.sort(g.dicts[i], c, from); err != nil {
			return err
		}
	}
	for at := from; at < min(from+groupRows, c.n); at += PageRows {
		if err := g.page(g.ColumnWriters()[i], c, at); err != nil {
			return err
		}
	}
	return nil
}

// page writes a page of a column, or several when its texts are long.
func (g *group) page(w *parquet.ColumnWriter, c *Column, from int) error {
	for cells, err := range c.cells(g.cells[:], &g.room, from, PageRows) {
		if err != nil {
			return err
		}
		if _, err := w.WriteRowValues(cells); err != nil {
			return err
		}
	}
	return w.Flush()
}

// cells yields some rows of a column, part by part, or an error. A part is good until the next one.
func (c *Column) cells(buffer []parquet.Value, s *scratch, from, rows int) iter.Seq2[[]parquet.Value, error] {
	return func(yield func([]parquet.Value, error) bool) {
		for end := min(from+rows, c.n); from < end; from += len(buffer) {
			buffer = buffer[:min(len(buffer), end-from)]
			err := c.fill(buffer, from, s)
			for i := range buffer {
				v := &buffer[i]
				switch {
				case !v.IsNull() && c.optional:
					v.SetDefinitionLevel(1)
				case v.IsNull() && !c.optional:
					err = cmp.Or(err, errNull)
				}
			}
			if !yield(buffer, err) || err != nil {
				return
			}
		}
	}
}

// root is the schema's columns in the order of the file, which parquet.Group does not keep.
type root struct {
	parquet.Group
	order map[string]int
}

// Fields implements parquet.Node.
func (r root) Fields() []parquet.Field {
	return slices.SortedFunc(slices.Values(r.Group.Fields()), func(a, b parquet.Field) int {
		return cmp.Compare(r.order[a.Name()], r.order[b.Name()])
	})
}

// schemaOf returns the schema of columns, and puts codes in place of the texts of those whose codes are written.
func schemaOf(cols []Column) (*parquet.Schema, error) {
	out := root{parquet.Group{}, map[string]int{}}
	rows := min(PageRows, cols[0].n)
	t := &trial{cells: make([]parquet.Value, rows), codes: make([]int32, rows)}
	for i := range cols {
		c := &cols[i]
		node := nodeOf(c.typ)
		e, err := t.encoding(c, node.Type())
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", c.name, err)
		}
		if coding, texts := c.inCodes(); texts != nil && e == &parquet.RLEDictionary {
			node, *c = parquet.Leaf(&coded{node.Type(), texts}), coding
		}
		node = parquet.Encoded(node, e)
		if c.optional {
			node = parquet.Optional(node)
		}
		out.Group[c.name], out.order[c.name] = node, i
	}
	return parquet.NewSchema("schema", out), nil
}

// whole is 64-bit numbers without the logical type that says as much again, which no release had. It keeps the dictionary
// that was made last.
type whole struct {
	parquet.Type
	dict parquet.Dictionary
}

// LogicalType implements parquet.Type.
func (*whole) LogicalType() *format.LogicalType { return nil }

// NewDictionary implements parquet.Type.
func (t *whole) NewDictionary(column, n int, data encoding.Values) parquet.Dictionary {
	t.dict = t.Type.NewDictionary(column, n, data)
	return t.dict
}

func nodeOf(t record.ColumnType) parquet.Node {
	switch t {
	case record.TextType:
		return parquet.String()
	case record.DateType:
		return parquet.Date()
	case record.Integer:
		return parquet.Leaf(&whole{Type: parquet.Int64Type})
	case record.Number:
		return parquet.Leaf(parquet.DoubleType)
	case record.Bool:
		return parquet.Leaf(parquet.BooleanType)
	}
	return parquet.String()
}

// encoding chooses what makes some pages smaller, with their share of the dictionary: a dictionary or none. There are no
// others to choose from, for fastparquet sums up whole numbers with DELTA_BINARY_PACKED wrongly, without an error.
func (t *trial) encoding(c *Column, typ parquet.Type) (encoding.Encoding, error) {
	switch {
	case c.unique:
		return &parquet.DeltaLengthByteArray, nil
	case c.typ == record.Number || c.typ == record.Bool:
		return &parquet.Plain, nil
	}
	gain := 0 // bytes that a dictionary saves
	pages, from := tried, func(i int) int { return c.n * (2*i + 1) / (2 * tried) }
	if c.n <= PageRows { // the one page tells
		pages, from = 1, func(int) int { return 0 }
	}
	for i := range pages {
		for page, err := range c.cells(t.cells, &t.room, from(i), PageRows) {
			if err != nil {
				return nil, err
			}
			n, err := t.gain(typ, slices.DeleteFunc(page, parquet.Value.IsNull))
			if err != nil {
				return nil, err
			}
			gain += n
		}
	}
	if gain >= 0 {
		return &parquet.RLEDictionary, nil
	}
	return &parquet.Plain, nil
}

// trial is room to try encodings in.
type trial struct {
	cells      []parquet.Value // as many as a page has
	codes      []int32
	room       scratch
	raw, small []byte
}

// gain returns how many bytes a dictionary saves in a page of values.
func (t *trial) gain(typ parquet.Type, page []parquet.Value) (int, error) {
	dict := newDictionary(typ)
	dict.Insert(t.codes[:len(page)], page)
	if typ.Kind() == parquet.ByteArray && 8*dict.Len() <= len(page) {
		return len(page), nil // texts that come again and again are read and searched faster
	}
	known := values(dict)
	if typ.Kind() == parquet.Int64 {
		dict = newDictionary(typ)
		sorted(dict, known)
	}
	codes, err := t.packed(dict.Type(), page, &parquet.RLEDictionary)
	if err != nil {
		return 0, err
	}
	plain, err := t.packed(typ, page, &parquet.Plain)
	if err != nil {
		return 0, err
	}
	size, err := t.packed(typ, known, &parquet.Plain)
	if 4*dict.Len() <= len(page) { // the other pages of the row group have the same few values
		size /= groupRows / PageRows
	}
	return plain - codes - size, err
}

// values returns what a dictionary holds.
func values(dict parquet.Dictionary) []parquet.Value {
	out := make([]parquet.Value, dict.Len())
	for i := range out {
		out[i] = dict.Index(int32(i))
	}
	return out
}

// packed returns how many bytes values take, encoded and compressed.
func (t *trial) packed(typ parquet.Type, values []parquet.Value, e encoding.Encoding) (n int, err error) {
	buffer := typ.NewColumnBuffer(0, len(values))
	if _, err := buffer.WriteValues(values); err != nil {
		return 0, err
	}
	page := buffer.Page()
	if t.raw, err = page.Type().Encode(t.raw[:0], page.Data(), e); err != nil {
		return 0, err
	}
	t.small, err = new(codec).Encode(t.small, t.raw)
	return len(t.small), err
}

// codec is Zstandard at its fastest, with letters compressed even where nothing repeats, as in keys.
type codec struct{ parquetzstd.Codec }

// compressor is made once: to make one costs more than to write a small file. As many cores use it at the same time as a build
// has row groups in the making, which writes three files at once.
var compressor = sync.OnceValue(func() *zstd.Encoder {
	cores := min(runtime.GOMAXPROCS(0), 3*atOnce)
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(cores), zstd.WithEncoderLevel(zstd.SpeedFastest),
		zstd.WithEncoderCRC(false), zstd.WithZeroFrames(true), zstd.WithAllLitEntropyCompression(true))
	if err != nil {
		panic(err) // the options are constants
	}
	return z
})

// Encode implements compress.Codec.
func (*codec) Encode(dst, src []byte) ([]byte, error) {
	return compressor().EncodeAll(src, dst[:0]), nil
}
