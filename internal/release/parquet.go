package release

import (
	"encoding/binary"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync"

	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"tvistdata/internal/record"
)

const (
	groupRows = 122880        // of a row group: what DuckDB hands to one thread, and little enough to hold in memory
	pageRows  = groupRows / 6 // of a page: what a reader of one company fetches
	magic     = "PAR1"        // at both ends of the file
	createdBy = "tvistdata"   // never a version: the bytes would change with the program
)

// Options say what WriteParquet writes beside the cells.
type Options struct {
	Sort []string // the columns that the rows are sorted by, ascending, nulls first; readers are told
}

// WriteParquet writes columns of equal length as one Parquet file. The bytes depend on nothing but the columns: not
// on the time, the machine, or the number of its cores.
//
// parquet-go's own writer would take every cell as a value of 24 bytes and look it up in a hash table; the columns
// have their codes already, so pages are made from them here, with parquet-go's encodings and format.
func WriteParquet(w io.Writer, cols []ColumnData, o Options) error {
	if err := check(cols); err != nil {
		return err
	}
	f := &file{w: w, cols: cols}
	if err := f.sortedBy(o.Sort); err != nil {
		return err
	}
	if err := f.bytes([]byte(magic)); err != nil {
		return err
	}
	if err := f.groups(); err != nil {
		return err
	}
	return f.footer()
}

// file is a Parquet file that is being written.
type file struct {
	w       io.Writer
	cols    []ColumnData
	offset  int64
	sorting []format.SortingColumn
	meta    []format.RowGroup
	chunks  []*chunk // of all row groups, without their bodies
}

// job is one column of one row group, to be encoded.
type job struct {
	col      *ColumnData
	from, to int
	done     chan encoded
}

type encoded struct {
	chunk *chunk
	err   error
}

// groups encodes the columns of the row groups in parallel and writes them in order. No more than a few are held in
// memory. No goroutine outlives it.
func (f *file) groups() error {
	chunks := (f.cols[0].n + groupRows - 1) / groupRows * len(f.cols)
	workers := min(runtime.GOMAXPROCS(0), chunks)
	todo, queue, stop := make(chan job), make(chan job, 2*workers), make(chan struct{})
	var wg sync.WaitGroup
	defer wg.Wait()
	defer close(stop)
	for range workers {
		wg.Go(func() {
			e := encoders.Get().(*encoder)
			defer encoders.Put(e)
			for j := range todo {
				c, err := e.chunk(j.col, j.from, j.to)
				j.done <- encoded{c, err}
			}
		})
	}
	wg.Go(func() {
		defer close(queue)
		defer close(todo)
		for from := 0; from < f.cols[0].n; from += groupRows {
			to := min(from+groupRows, f.cols[0].n)
			for i := range f.cols {
				j := job{&f.cols[i], from, to, make(chan encoded, 1)}
				for _, c := range []chan job{queue, todo} {
					select {
					case c <- j:
					case <-stop:
						return
					}
				}
			}
		}
	})
	for j := range queue {
		r := <-j.done
		if r.err != nil {
			return fmt.Errorf("column %s: %w", j.col.name, r.err)
		}
		if err := f.chunk(r.chunk, j.to-j.from); err != nil {
			return err
		}
	}
	return nil
}

// chunk writes one column of a row group and notes where it is.
func (f *file) chunk(c *chunk, rows int) error {
	if len(f.chunks)%len(f.cols) == 0 {
		f.meta = append(f.meta, format.RowGroup{
			NumRows: int64(rows), FileOffset: f.offset, Ordinal: int16(len(f.meta)), SortingColumns: f.sorting,
		})
	}
	c.meta.DataPageOffset += f.offset
	if c.hasDict {
		c.meta.DictionaryPageOffset = f.offset
	}
	for i := range c.offsets.PageLocations {
		c.offsets.PageLocations[i].Offset += f.offset
	}
	if err := f.bytes(c.body); err != nil {
		return err
	}
	c.body = nil
	g := &f.meta[len(f.meta)-1]
	g.Columns = append(g.Columns, format.ColumnChunk{MetaData: c.meta})
	g.TotalByteSize += c.meta.TotalUncompressedSize
	g.TotalCompressedSize += c.meta.TotalCompressedSize
	f.chunks = append(f.chunks, c)
	return nil
}

// footer writes the page indexes and the metadata.
func (f *file) footer() error {
	for i, c := range f.chunks {
		if !c.bounded {
			continue
		}
		at := &f.meta[i/len(f.cols)].Columns[i%len(f.cols)]
		n, err := f.thrift(&c.index)
		if err != nil {
			return err
		}
		at.ColumnIndexOffset, at.ColumnIndexLength = f.offset-n, int32(n)
	}
	for i, c := range f.chunks {
		at := &f.meta[i/len(f.cols)].Columns[i%len(f.cols)]
		n, err := f.thrift(&c.offsets)
		if err != nil {
			return err
		}
		at.OffsetIndexOffset, at.OffsetIndexLength = f.offset-n, int32(n)
	}
	orders := make([]format.ColumnOrder, len(f.cols))
	for i := range orders {
		orders[i].Value = &format.TypeDefinedOrder{}
	}
	n, err := f.thrift(&format.FileMetaData{
		Version: 2, Schema: schemaOf(f.cols), NumRows: int64(f.cols[0].n), RowGroups: f.meta,
		CreatedBy: createdBy, ColumnOrders: orders,
	})
	if err != nil {
		return err
	}
	return f.bytes(append(binary.LittleEndian.AppendUint32(nil, uint32(n)), magic...))
}

// bytes writes b.
func (f *file) bytes(b []byte) error {
	n, err := f.w.Write(b)
	f.offset += int64(n)
	return err
}

// thrift writes v and gives its length.
func (f *file) thrift(v any) (int64, error) {
	b, err := thrift.Marshal(new(thrift.CompactProtocol), v)
	if err != nil {
		return 0, fmt.Errorf("encoding metadata: %w", err)
	}
	return int64(len(b)), f.bytes(b)
}

func (f *file) sortedBy(names []string) error {
	for _, name := range names {
		i := slices.IndexFunc(f.cols, func(c ColumnData) bool { return c.name == name })
		if i < 0 {
			return fmt.Errorf("sorted by %s: no such column", name)
		}
		f.sorting = append(f.sorting, format.SortingColumn{ColumnIdx: int32(i), NullsFirst: true})
	}
	return nil
}

func schemaOf(cols []ColumnData) []format.SchemaElement {
	out := []format.SchemaElement{{Name: "schema", NumChildren: thrift.New(int32(len(cols)))}}
	for _, c := range cols {
		e := format.SchemaElement{Name: c.name, Type: thrift.New(physical(c.typ)), RepetitionType: thrift.New(format.Required)}
		if c.optional {
			e.RepetitionType = thrift.New(format.Optional)
		}
		switch c.typ {
		case record.TextType:
			e.ConvertedType = thrift.New(deprecated.UTF8)
			e.LogicalType.Value = &format.StringType{}
		case record.DateType:
			e.ConvertedType = thrift.New(deprecated.Date)
			e.LogicalType.Value = &format.DateType{}
		case record.Integer, record.Number, record.Bool:
		}
		out = append(out, e)
	}
	return out
}

func physical(t record.ColumnType) format.Type {
	switch t {
	case record.TextType:
		return format.ByteArray
	case record.DateType:
		return format.Int32
	case record.Integer:
		return format.Int64
	case record.Number:
		return format.Double
	case record.Bool:
		return format.Boolean
	}
	return format.ByteArray
}
