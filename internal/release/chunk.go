package release

import (
	"bytes"
	"errors"
	"hash/crc32"
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

var errNull = errors.New("a null in a column that may not hold any")

// chunk is one column of one row group, encoded. Offsets count from the start of its body.
type chunk struct {
	body    []byte
	hasDict bool
	bounded bool // its pages have bounds: index is worth writing
	meta    format.ColumnMetaData
	index   format.ColumnIndex
	offsets format.OffsetIndex
}

// values are the cells of one column of one row group without its nulls, in the encodings that suit them.
type values struct {
	n    int
	ways []way
	// bounds gives the least and greatest of the values from a up to b as Parquet writes them; ok is false when they
	// have none.
	bounds func(a, b int) (lo, hi []byte, ok bool)
}

// way is one way to encode values.
type way struct {
	encoding format.Encoding
	dict     []byte // the dictionary, plainly encoded; nil when the encoding has none
	dictLen  int
	put      func(dst []byte, a, b int) ([]byte, error) // encodes the values from a up to b into dst[:0]
}

// encoder encodes columns, one at a time. Its buffers live on from column to column; nothing else does, so that a
// column's bytes do not depend on what was encoded before it.
type encoder struct {
	zstd    *zstd.Encoder
	scratch scratch
	levels  []byte // of the row group: 1 for a value, 0 for null
	packed  []byte // levels of a page, encoded
	plain   []byte // values of a page, encoded
	small   []byte // the same, compressed
}

// encoders keeps encoders for the next file: to make one costs more than to write a small file.
var encoders = sync.Pool{New: func() any {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest),
		zstd.WithEncoderCRC(false), zstd.WithAllLitEntropyCompression(true))
	if err != nil {
		panic(err) // the options are constants
	}
	return &encoder{zstd: z}
}}

// chunk encodes the rows from one to another of a column.
func (e *encoder) chunk(col *ColumnData, from, to int) (*chunk, error) {
	v, err := e.values(col, from, to)
	if err != nil {
		return nil, err
	}
	rows := to - from
	if !col.optional && v.n != rows {
		return nil, errNull
	}
	c := &chunk{bounded: true}
	c.meta = format.ColumnMetaData{
		Type: physical(col.typ), PathInSchema: []string{col.name}, Codec: format.Zstd, NumValues: int64(rows),
	}
	use, err := e.choose(v)
	if err != nil {
		return nil, err
	}
	if use.dict != nil {
		e.dictionary(c, use)
	}
	c.meta.DataPageOffset = int64(len(c.body))
	done := 0
	for a := 0; a < rows; a += pageRows {
		p := page{firstRow: a, rows: min(pageRows, rows-a), optional: col.optional, from: done}
		p.nulls = e.nulls(p)
		done += p.rows - p.nulls
		if err := e.page(c, v, use, p); err != nil {
			return nil, err
		}
	}
	c.finish(v)
	return c, nil
}

// page is a part of a chunk.
type page struct {
	firstRow, rows, nulls int
	from                  int // its first value among the chunk's
	optional              bool
}

// values gives how many cells of the page are not null.
func (p page) values() int { return p.rows - p.nulls }

func (e *encoder) nulls(p page) int {
	if !p.optional {
		return 0
	}
	return bytes.Count(e.levels[p.firstRow:p.firstRow+p.rows], []byte{0})
}

// choose gives the way that makes the first page, with its share of the dictionary, smallest.
func (e *encoder) choose(v values) (way, error) {
	if v.n == 0 {
		return way{}, nil
	}
	if len(v.ways) == 1 {
		return v.ways[0], nil
	}
	best, least := way{}, -1
	n := min(v.n, pageRows)
	for _, w := range v.ways {
		var err error
		if e.plain, err = w.put(e.plain[:0], 0, n); err != nil {
			return way{}, err
		}
		e.small = e.zstd.EncodeAll(e.plain, e.small[:0])
		size := min(len(e.small), len(e.plain))
		if w.dict != nil {
			e.small = e.zstd.EncodeAll(w.dict, e.small[:0])
			size += len(e.small) * n / v.n
		}
		if least < 0 || size < least {
			best, least = w, size
		}
	}
	return best, nil
}

// dictionary adds the dictionary page.
func (e *encoder) dictionary(c *chunk, w way) {
	c.hasDict = true
	e.small = e.zstd.EncodeAll(w.dict, e.small[:0])
	h := format.PageHeader{
		Type:                 format.DictionaryPage,
		UncompressedPageSize: int32(len(w.dict)),
		CompressedPageSize:   int32(len(e.small)),
		CRC:                  int32(crc32.ChecksumIEEE(e.small)),
		DictionaryPageHeader: thrift.New(format.DictionaryPageHeader{NumValues: int32(w.dictLen), Encoding: format.Plain}),
	}
	c.add(&h, e.small)
	c.count(format.DictionaryPage, format.Plain)
}

// page adds a data page. One of nothing but nulls has no bytes of values at all.
func (e *encoder) page(c *chunk, v values, w way, p page) error {
	encoding := format.Plain
	e.plain = e.plain[:0]
	if p.values() > 0 {
		var err error
		encoding = w.encoding
		if e.plain, err = w.put(e.plain, p.from, p.from+p.values()); err != nil {
			return err
		}
	}
	e.packed = e.packed[:0]
	if p.optional {
		var err error
		if e.packed, err = (&rle.Encoding{BitWidth: 1}).EncodeLevels(e.packed, e.levels[p.firstRow:p.firstRow+p.rows]); err != nil {
			return err
		}
	}
	data, compressed := e.plain, false
	if len(e.plain) > 0 {
		e.small = e.zstd.EncodeAll(e.plain, e.small[:0])
		if len(e.small) < len(e.plain) {
			data, compressed = e.small, true
		}
	}
	h := format.PageHeader{
		Type:                 format.DataPageV2,
		UncompressedPageSize: int32(len(e.packed) + len(e.plain)),
		CompressedPageSize:   int32(len(e.packed) + len(data)),
		CRC:                  int32(crc32.Update(crc32.ChecksumIEEE(e.packed), crc32.IEEETable, data)),
		DataPageHeaderV2: thrift.New(format.DataPageHeaderV2{
			NumValues: int32(p.rows), NumNulls: int32(p.nulls), NumRows: int32(p.rows), Encoding: encoding,
			DefinitionLevelsByteLength: int32(len(e.packed)), IsCompressed: thrift.New(compressed),
			Statistics: format.Statistics{NullCount: int64(p.nulls)},
		}),
	}
	at := len(c.body)
	c.add(&h, e.packed, data)
	c.count(format.DataPageV2, encoding)
	c.offsets.PageLocations = append(c.offsets.PageLocations, format.PageLocation{
		Offset: int64(at), CompressedPageSize: int32(len(c.body) - at), FirstRowIndex: int64(p.firstRow),
	})
	c.bound(v, p)
	return nil
}

// add appends a page.
func (c *chunk) add(h *format.PageHeader, parts ...[]byte) {
	b, err := thrift.Marshal(new(thrift.CompactProtocol), h)
	if err != nil {
		panic(err) // the header has no field that cannot be written
	}
	c.meta.TotalUncompressedSize += int64(len(b)) + int64(h.UncompressedPageSize)
	c.body = append(c.body, b...)
	for _, p := range parts {
		c.body = append(c.body, p...)
	}
}

// count keeps which encodings are used.
func (c *chunk) count(t format.PageType, e format.Encoding) {
	if !slices.Contains(c.meta.Encoding, e) {
		c.meta.Encoding = append(c.meta.Encoding, e)
	}
	for i := range c.meta.EncodingStats {
		if s := &c.meta.EncodingStats[i]; s.PageType == t && s.Encoding == e {
			s.Count++
			return
		}
	}
	c.meta.EncodingStats = append(c.meta.EncodingStats, format.PageEncodingStats{PageType: t, Encoding: e, Count: 1})
}

// bound notes the bounds of a page.
func (c *chunk) bound(v values, p page) {
	x := &c.index
	x.NullCounts = append(x.NullCounts, int64(p.nulls))
	x.NullPages = append(x.NullPages, p.values() == 0)
	lo, hi, ok := []byte{}, []byte{}, true
	if p.values() > 0 {
		lo, hi, ok = v.within(p.from, p.from+p.values())
	}
	c.bounded = c.bounded && ok
	x.MinValues, x.MaxValues = append(x.MinValues, lo), append(x.MaxValues, hi)
}

// finish adds what is known of the chunk as a whole.
func (c *chunk) finish(v values) {
	c.meta.TotalCompressedSize = int64(len(c.body))
	for _, n := range c.index.NullCounts {
		c.meta.Statistics.NullCount += n
	}
	if !slices.Contains(c.meta.Encoding, format.RLE) {
		c.meta.Encoding = append(c.meta.Encoding, format.RLE) // of the levels
	}
	slices.Sort(c.meta.Encoding)
	if c.bounded && v.n > 0 {
		if lo, hi, ok := v.within(0, v.n); ok {
			c.meta.Statistics.MinValue, c.meta.Statistics.MaxValue = lo, hi
		}
	}
}
