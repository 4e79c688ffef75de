//go:build !race

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// columnsIn returns of every file of a release its rows and how they are sorted, and of every column its type, the bounds that the
// file has of each row group, which aids to readers are there, and the hash of its cells. Encodings and pages are left out:
// they may change.
func columnsIn(t *testing.T, r *release.Release) string {
	t.Helper()
	var b strings.Builder
	for _, table := range schema.Tables() {
		path := r.Path(table.Name)
		if path == "" { // the release is older than the file
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parquet.OpenFile(bytes.NewReader(text), int64(len(text)))
		if err != nil {
			t.Fatalf("%s: %v", table.Name, err)
		}
		m := f.Metadata()
		fmt.Fprintf(&b, "%s: %d rows%s\n", table.Name, m.NumRows, sortedBy(m))
		cells := cellsOf(t, path, m)
		for i, s := range m.Schema[1:] {
			fmt.Fprintf(&b, "  %s: %s %s %s", s.Name, s.Type.V, s.RepetitionType.V, s.LogicalType.String())
			for g := range m.RowGroups {
				fmt.Fprintf(&b, " | %s", chunkOf(t, text, &m.RowGroups[g].Columns[i]))
			}
			fmt.Fprintf(&b, " | cells %s\n", cells[i])
		}
	}
	return b.String()
}

// sortedBy returns what a file says of the order of its rows, which every row group has to say alike.
func sortedBy(m *format.FileMetaData) string {
	var all []string
	for _, g := range m.RowGroups {
		text := ""
		for i, s := range g.SortingColumns {
			text += []string{" by ", ", "}[min(i, 1)] + m.Schema[1+s.ColumnIdx].Name
			if s.Descending {
				text += " descending"
			}
			if !s.NullsFirst {
				text += " nulls last"
			}
		}
		if len(all) == 0 || all[len(all)-1] != text {
			all = append(all, text)
		}
	}
	return strings.Join(all, " and")
}

// chunkOf describes a column in a row group.
func chunkOf(t *testing.T, file []byte, c *format.ColumnChunk) string {
	t.Helper()
	m := &c.MetaData
	out := fmt.Sprintf("%s %d values %d null", m.Codec, m.NumValues, m.Statistics.NullCount)
	if s := m.Statistics; s.MinValue != nil && s.MaxValue != nil {
		out += fmt.Sprintf(" %s to %s", bound(m.Type, s.MinValue), bound(m.Type, s.MaxValue))
	}
	if c.ColumnIndexOffset > 0 {
		out += " column-index"
	}
	if c.OffsetIndexOffset > 0 {
		out += " offset-index"
	}
	if checked(t, file, m) {
		out += " checksums"
	}
	return out
}

// bound returns a bound as its type writes it, a text as its hash.
func bound(typ format.Type, b []byte) string {
	switch typ {
	case format.Int32:
		return record.Date(int32(binary.LittleEndian.Uint32(b))).String()
	case format.Int64:
		return fmt.Sprint(int64(binary.LittleEndian.Uint64(b)))
	case format.Double:
		return fmt.Sprint(math.Float64frombits(binary.LittleEndian.Uint64(b)))
	case format.Boolean:
		return fmt.Sprint(b[0] == 1)
	case format.ByteArray, format.FixedLenByteArray, format.Int96, format.Float:
	}
	return fmt.Sprintf("%d bytes %s", len(b), digest(string(b)))
}

// checked reports whether each page of a column in a row group has a checksum.
func checked(t *testing.T, file []byte, m *format.ColumnMetaData) bool {
	t.Helper()
	at := m.DataPageOffset
	if m.DictionaryPageOffset > 0 {
		at = min(at, m.DictionaryPageOffset)
	}
	for end := at + m.TotalCompressedSize; at < end; {
		in := new(thrift.CompactProtocol).NewReaderFromBytes(file[at:end])
		var h format.PageHeader
		if err := thrift.NewDecoder(in).Decode(&h); err != nil {
			t.Fatal(err)
		}
		if h.CRC == 0 {
			return false
		}
		at += int64(in.BytesRead()) + int64(h.CompressedPageSize)
	}
	return true
}

// cellsOf returns the hash of the cells of each column of a file, in the order of its rows.
func cellsOf(t *testing.T, path string, m *format.FileMetaData) []string {
	t.Helper()
	sums := make([]hash.Hash, len(m.Schema)-1)
	for i := range sums {
		sums[i] = sha256.New()
	}
	for row, err := range release.Rows(path) {
		if err != nil {
			t.Fatal(err)
		}
		for i, sum := range sums {
			cell := row[m.Schema[1+i].Name]
			if cell == nil {
				fmt.Fprintln(sum, "null")
				continue
			}
			text := fmt.Sprint(cell)
			fmt.Fprintln(sum, len(text), text)
		}
	}
	out := make([]string, len(sums))
	for i, sum := range sums {
		out[i] = hex.EncodeToString(sum.Sum(nil)[:8])
	}
	return out
}
