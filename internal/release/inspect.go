package release

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"tvistdata/internal/columnar"
)

const (
	largestPage = 64 << 20 // bytes of a page, unpacked
	headerRoom  = 4 << 10  // bytes in which a page's header ends
	magic       = "PAR1"   // at both ends of a file
)

// inspectFooter checks that the footer lies inside a file of that size: parquet-go makes room for as much as the file
// says.
func inspectFooter(r io.ReaderAt, size int64) error {
	const ends = int64(len(magic) + 4 + len(magic))
	if size < ends {
		return fmt.Errorf("%d bytes, expected %d at least", size, ends)
	}
	var tail [8]byte
	if _, err := r.ReadAt(tail[:], size-int64(len(tail))); err != nil {
		return err
	}
	if n := int64(binary.LittleEndian.Uint32(tail[:])); string(tail[4:]) != magic || n > size-ends {
		return fmt.Errorf("the file ends with %q, expected the length of a footer inside it and %s", tail, magic)
	}
	return nil
}

// inspectPages goes from page to page of every column and checks that each lies inside its column, fits in memory and
// holds as many rows as it should, so that no damaged number makes parquet-go take memory without end.
func inspectPages(r io.ReaderAt, size int64, m *format.FileMetaData, columns int) error {
	for i, g := range m.RowGroups {
		if len(g.Columns) != columns {
			return fmt.Errorf("row group %d has %d columns, expected %d", i, len(g.Columns), columns)
		}
		for j := range g.Columns {
			c := &g.Columns[j].MetaData
			if c.NumValues != g.NumRows {
				return fmt.Errorf("row group %d: column %d has %d values, expected %d", i, j, c.NumValues, g.NumRows)
			}
			if err := inspectChunk(r, size, c); err != nil {
				return fmt.Errorf("row group %d: column %d: %w", i, j, err)
			}
		}
	}
	return nil
}

func inspectChunk(r io.ReaderAt, size int64, c *format.ColumnMetaData) error {
	at := c.DataPageOffset
	if c.DictionaryPageOffset > 0 {
		at = min(at, c.DictionaryPageOffset)
	}
	if at < int64(len(magic)) || c.TotalCompressedSize < 0 || at > size-c.TotalCompressedSize {
		return errors.New("it lies outside the file")
	}
	end, rows := at+c.TotalCompressedSize, int64(0)
	for at < end {
		h, n, err := pageHeader(r, at, end)
		if err != nil {
			return fmt.Errorf("page at %d: %w", at, err)
		}
		at += n
		if h.CRC == 0 { // parquet-go would not look
			sum := crc32.NewIEEE()
			if _, err := io.Copy(sum, io.NewSectionReader(r, at, int64(h.CompressedPageSize))); err != nil {
				return err
			}
			if sum.Sum32() != 0 {
				return fmt.Errorf("page at %d has another checksum", at)
			}
		}
		rows += int64(h.DataPageHeaderV2.V.NumRows)
		at += int64(h.CompressedPageSize)
	}
	if rows != c.NumValues {
		return fmt.Errorf("its pages have %d rows, expected %d", rows, c.NumValues)
	}
	return nil
}

// pageHeader reads the header of the page at an offset and returns its length.
func pageHeader(r io.ReaderAt, at, end int64) (*format.PageHeader, int64, error) {
	b := make([]byte, min(headerRoom, end-at))
	if _, err := r.ReadAt(b, at); err != nil {
		return nil, 0, err
	}
	in := new(thrift.CompactProtocol).NewReaderFromBytes(b)
	h := new(format.PageHeader)
	if err := thrift.NewDecoder(in).Decode(h); err != nil {
		return nil, 0, err
	}
	n := int64(in.BytesRead())
	v2, dict := h.DataPageHeaderV2, h.DictionaryPageHeader
	switch {
	case h.CompressedPageSize < 0 || int64(h.CompressedPageSize) > end-at-n:
		return nil, 0, fmt.Errorf("%d bytes, and %d are left", h.CompressedPageSize, end-at-n)
	case h.UncompressedPageSize < 0 || h.UncompressedPageSize > largestPage:
		return nil, 0, fmt.Errorf("%d bytes unpacked, expected %d at most", h.UncompressedPageSize, largestPage)
	case h.Type == format.DictionaryPage && dict.Valid && !v2.Valid:
		if dict.V.NumValues < 0 || dict.V.NumValues > h.UncompressedPageSize {
			return nil, 0, fmt.Errorf("a dictionary of %d values in %d bytes", dict.V.NumValues, h.UncompressedPageSize)
		}
	case h.Type == format.DataPageV2 && v2.Valid && !dict.Valid:
		d := v2.V
		if d.NumRows < 1 || d.NumRows > columnar.PageRows || d.NumValues != d.NumRows || d.NumNulls < 0 || d.NumNulls > d.NumValues ||
			d.RepetitionLevelsByteLength != 0 || d.DefinitionLevelsByteLength < 0 || d.DefinitionLevelsByteLength > h.CompressedPageSize {
			return nil, 0, fmt.Errorf("impossible numbers of rows or levels: %+v", d)
		}
	default:
		return nil, 0, fmt.Errorf("a page of kind %s, which no file of a release has", h.Type)
	}
	return h, n, nil
}
