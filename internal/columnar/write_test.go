package columnar_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
	"pgregory.net/rapid"

	"tvistdata/internal/columnar"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// table is what a test wrote: columns, and the same cells as rows.
type table struct {
	cols []columnar.Column
	rows []map[string]any
}

// drawTable makes a small table.
func drawTable(t *rapid.T) table {
	return makeTable(
		rapid.IntRange(0, 70).Draw(t, "rows"),
		rapid.IntRange(1, 40).Draw(t, "different values"),
		rapid.SampledFrom([]float64{0, 0.3, 1}).Draw(t, "share of nulls"),
		rapid.Uint64().Draw(t, "seed"),
	)
}

// edges are numbers of rows around the ends of a page and of a row group, and one of many pages of one kind of value.
var edges = []struct {
	rows, kinds int
	nulls       float64
}{
	{20479, 3, 0.3}, {20480, 40, 0}, {20481, 300, 0.01}, {40961, 2, 0.9999}, {122881, 5, 0.5},
}

// makeTable makes a column of every kind, of cells that are likely to be confused: nulls, zeros, empty text.
func makeTable(n, kinds int, nullShare float64, seed uint64) table {
	rng := rand.New(rand.NewPCG(seed, 1))
	out := table{rows: make([]map[string]any, n)}
	for i := range out.rows {
		out.rows[i] = map[string]any{}
	}
	cell := func(name string, i int, optional bool, v any) (null bool) {
		null = optional && rng.Float64() < nullShare
		if null {
			v = nil
		}
		out.rows[i][name] = v
		return null
	}
	words := make([]string, kinds)
	for i := range words {
		words[i] = strings.Repeat("å", rng.IntN(4)*rng.IntN(60)) + fmt.Sprint(i)
	}
	words[0] = ""
	for _, optional := range []bool{false, true} {
		names := map[string]string{}
		for _, s := range []string{"dict", "text", "date", "int", "float"} {
			names[s] = fmt.Sprintf("%s_%t", s, optional)
		}
		codes, texts := make([]uint32, n), make([]*string, n)
		dates, ints, floats, nulls := make([]record.Date, n), make([]int64, n), make([]float64, n), make([]bool, n)
		wide := rng.IntN(2) == 0
		for i := range n {
			codes[i] = uint32(rng.IntN(kinds))
			if cell(names["dict"], i, optional, words[codes[i]]) {
				codes[i] = columnar.NullCode
			}
			text := fmt.Sprint(rng.IntN(kinds * kinds * kinds))
			if text == "0" {
				text = ""
			}
			if !cell(names["text"], i, optional, text) {
				texts[i] = &text
			}
			dates[i] = record.Date(rng.IntN(kinds) - kinds/2)
			if cell(names["date"], i, optional, dates[i]) {
				dates[i] = record.NoDate
			}
			ints[i] = int64(rng.IntN(kinds))
			if wide {
				ints[i] = int64(rng.Uint64())
			}
			nulls[i] = cell(names["int"], i, optional, ints[i])
			floats[i] = float64(rng.IntN(kinds)) / 4
			if nulls[i] {
				out.rows[i][names["float"]] = nil
			} else {
				out.rows[i][names["float"]] = floats[i]
			}
		}
		if !optional {
			nulls = nil
		}
		out.cols = append(out.cols,
			columnar.TextDict(names["dict"], words, codes, optional),
			columnar.Text(names["text"], func(i int) (string, bool) {
				if texts[i] == nil {
					return "", false
				}
				return *texts[i], true
			}, n, optional),
			columnar.Dates(names["date"], dates, optional),
			columnar.Ints(names["int"], ints, nulls),
			picked(names["dict"], columnar.TextDict("picked_"+names["dict"], words, codes, optional), out.rows),
			picked(names["date"], columnar.Dates("picked_"+names["date"], dates, optional), out.rows),
			columnar.Floats(names["float"], floats, nulls))
	}
	keys := make([][10]byte, n)
	for i := range keys {
		for j := range keys[i] {
			keys[i][j] = byte(rng.Uint32())
		}
		out.rows[i]["key"] = record.KeyText(keys[i])
		out.rows[i]["bool"] = keys[i][0] > 200
	}
	flag := columnar.Bools("bool", func(i int) bool { return keys[i][0] > 200 }, n)
	out.cols = append(out.cols, columnar.Keys16("key", keys), flag,
		picked("bool", columnar.Bools("picked_bool", func(i int) bool { return keys[i][0] > 200 }, n), out.rows))
	return out
}

// picked takes a column's cells by fives from its end, now five that follow each other and now one of them five times,
// and adds them to the rows.
func picked(name string, c columnar.Column, rows []map[string]any) columnar.Column {
	at := func(i int) (row, step int) {
		first := len(rows) - 5*(i/5+1)
		if first < 0 || i/5%2 == 1 {
			return max(first, 0), 0
		}
		return first + i%5, 1
	}
	for i := range rows {
		row, _ := at(i)
		rows[i][c.Name()] = rows[row][name]
	}
	return columnar.Pick(c, len(rows), func(from, to int, take func(row, n, step int)) {
		for from < to {
			n := min(to, from/5*5+5) - from
			row, step := at(from)
			take(row, n, step)
			from += n
		}
	})
}

func encode(t rapid.TB, cols []columnar.Column) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := columnar.Write(&b, cols, columnar.Options{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestWrittenTables writes small tables of all sorts, and large ones, and holds what is read from each against what was written.
func TestWrittenTables(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.parquet")
	run := func(t rapid.TB, written table) {
		b := encode(t, written.cols)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		rowsReadBack(t, written, path)
		textsHoldEveryText(t, written, path)
		boundsHoldTheValues(t, b)
	}
	for i, e := range edges {
		t.Run(fmt.Sprintf("%d rows", e.rows), func(t *testing.T) { run(t, makeTable(e.rows, e.kinds, e.nulls, uint64(i))) })
	}
	t.Run("small", func(t *testing.T) { rapid.Check(t, func(rt *rapid.T) { run(rt, drawTable(rt)) }) })
}

// rowsReadBack reads the same cells of columns of every kind as were written: no zero becomes null, nor the other way round.
func rowsReadBack(t rapid.TB, written table, path string) {
	t.Helper()
	i := 0
	for row, err := range release.Rows(path) {
		if err != nil {
			t.Fatal(err)
		}
		if !maps.Equal(written.rows[i], row) {
			t.Fatalf("row %d differs (-written +read):\n%s", i, cmp.Diff(written.rows[i], row))
		}
		i++
	}
	if i != len(written.rows) {
		t.Fatalf("%d rows read, %d written", i, len(written.rows))
	}
}

// textsHoldEveryText finds every text that was written, and no other, in what Texts gives.
func textsHoldEveryText(t rapid.TB, written table, path string) {
	t.Helper()
	want, got := map[string]bool{}, map[string]bool{}
	for _, row := range written.rows {
		for name, v := range row {
			if text, ok := v.(string); ok {
				want[name+"="+text] = true
			}
		}
	}
	for cell, err := range release.Texts(path) {
		if err != nil {
			t.Fatal(err)
		}
		got[cell.Column+"="+string(cell.Value)] = true
	}
	if !maps.Equal(want, got) {
		t.Fatalf("texts differ (-written +found):\n%s", cmp.Diff(want, got))
	}
}

// boundsHoldTheValues checks the bounds of every page and row group against the cells, as a reader that skips by them would.
func boundsHoldTheValues(t rapid.TB, b []byte) {
	t.Helper()
	f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	for g, group := range f.RowGroups() {
		for c, chunk := range group.ColumnChunks() {
			checkBounds(t, chunk, f.Metadata().RowGroups[g].Columns[c].MetaData.Statistics.NullCount)
		}
	}
}

func checkBounds(t rapid.TB, chunk parquet.ColumnChunk, nulls int64) {
	index, err := chunk.ColumnIndex()
	if err != nil {
		t.Fatal(err)
	}
	offsets, err := chunk.OffsetIndex()
	if err != nil {
		t.Fatal(err)
	}
	pages := chunk.Pages()
	defer pages.Close() //nolint:errcheck // only read
	first, seen := int64(0), int64(0)
	for i := range index.NumPages() {
		p, err := pages.ReadPage()
		if err != nil {
			t.Fatal(err)
		}
		if offsets.FirstRowIndex(i) != first {
			t.Fatalf("page %d begins at row %d, its index says %d", i, first, offsets.FirstRowIndex(i))
		}
		first += p.NumRows()
		seen += index.NullCount(i)
		if index.NullPage(i) != (p.NumNulls() == p.NumValues()) || index.NullCount(i) != p.NumNulls() {
			t.Fatalf("page %d has %d nulls of %d, its index says %d", i, p.NumNulls(), p.NumValues(), index.NullCount(i))
		}
		values := make([]parquet.Value, p.NumValues())
		n, _ := p.Values().ReadValues(values)
		compare := chunk.Type().Compare
		for _, v := range values[:n] {
			if !v.IsNull() && (compare(v, index.MinValue(i)) < 0 || compare(v, index.MaxValue(i)) > 0) {
				t.Fatalf("page %d holds %v, outside its bounds %v to %v", i, v, index.MinValue(i), index.MaxValue(i))
			}
		}
		parquet.Release(p)
	}
	if seen != nulls {
		t.Fatalf("%d nulls, the row group says %d", seen, nulls)
	}
}

// TestSameBytesOnAnyNumberOfCores writes several row groups with one core, two and more, after this file and another.
func TestSameBytesOnAnyNumberOfCores(t *testing.T) {
	cols, other := disputes(300_000), makeTable(30_000, 300, 0.3, 1)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	want := encode(t, cols)
	boundsHoldTheValues(t, want)
	for _, cores := range []int{2, 2, 8} {
		runtime.GOMAXPROCS(cores)
		if !bytes.Equal(want, encode(t, cols)) {
			t.Errorf("%d cores write other bytes than one", cores)
		}
		encode(t, other.cols)
	}
}

// TestBytesArePinned fails when a new version of the library or of Go writes other bytes: every release then gets another
// id, which its readers must be told.
func TestBytesArePinned(t *testing.T) {
	const want = "7c4d5199f14cbc972476df9c5714e6a5e2bbe380b52c2621093480824f84fbed"
	if got := fmt.Sprintf("%x", sha256.Sum256(encode(t, makeTable(20_500, 40, 0.3, 7).cols))); got != want {
		t.Errorf("the file's SHA-256 is %s, expected %s", got, want)
	}
}

// TestWhatReadersAreTold looks at the footer of a file with a column of each type, with nulls and without.
func TestWhatReadersAreTold(t *testing.T) {
	sort := []string{"text", "date?"}
	cols := []columnar.Column{
		columnar.Text("text", func(int) (string, bool) { return "å", true }, 3, false),
		columnar.TextDict("text?", []string{"å"}, []uint32{0, columnar.NullCode, 0}, true),
		columnar.Dates("date", []record.Date{1, 2, 3}, false), columnar.Dates("date?", []record.Date{record.NoDate, 2, 3}, true),
		columnar.Ints("int", []int64{1, 2, 3}, nil), columnar.Ints("int?", []int64{1, 2, 3}, []bool{true, false, false}),
		columnar.Floats("float", []float64{1, 2, 3}, nil), columnar.Floats("float?", []float64{1, 2, 3}, []bool{false, false, true}),
		columnar.Bools("bool", func(i int) bool { return i == 1 }, 3),
	}
	var b bytes.Buffer
	o := columnar.Options{Sort: sort, Metadata: map[string]string{"b": "2", "a": "å"}}
	if err := columnar.Write(&b, cols, o); err != nil {
		t.Fatal(err)
	}
	f, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	m := f.Metadata()
	want := `message schema {
	required binary text (STRING);
	optional binary text? (STRING);
	required int32 date (DATE);
	optional int32 date? (DATE);
	required int64 int (INT(64,true));
	optional int64 int? (INT(64,true));
	required double float;
	optional double float?;
	required boolean bool;
}`
	if diff := cmp.Diff(want, f.Schema().String()); diff != "" {
		t.Errorf("schema (-want +got):\n%s", diff)
	}
	for _, e := range m.Schema { // the library prints a logical type of whole numbers that they have not
		if _, ok := e.LogicalType.Value.(*format.IntType); ok {
			t.Errorf("column %s says twice that it is a whole number", e.Name)
		}
	}
	if m.CreatedBy != "tvistdata" {
		t.Errorf("created by %q, expected no version of anything", m.CreatedBy)
	}
	metadata := []format.KeyValue{{Key: "a", Value: "å"}, {Key: "b", Value: "2"}}
	if diff := cmp.Diff(metadata, []format.KeyValue(m.KeyValueMetadata)); diff != "" {
		t.Errorf("metadata (-want +got):\n%s", diff)
	}
	sorting := []format.SortingColumn{{ColumnIdx: 0, NullsFirst: true}, {ColumnIdx: 3, NullsFirst: true}}
	if diff := cmp.Diff(sorting, []format.SortingColumn(m.RowGroups[0].SortingColumns)); diff != "" {
		t.Errorf("sorting columns (-want +got):\n%s", diff)
	}
	for i, want := range []struct {
		lo, hi string
		nulls  int64
	}{
		{"å", "å", 0}, {"å", "å", 1}, {"\x01\x00\x00\x00", "\x03\x00\x00\x00", 0}, {"\x02\x00\x00\x00", "\x03\x00\x00\x00", 1},
	} {
		s := m.RowGroups[0].Columns[i].MetaData.Statistics
		if string(s.MinValue) != want.lo || string(s.MaxValue) != want.hi || s.NullCount != want.nulls {
			t.Errorf("%s: statistics %q to %q with %d nulls, expected %q to %q with %d", cols[i].Name(), s.MinValue, s.MaxValue, s.NullCount,
				want.lo, want.hi, want.nulls)
		}
	}
}

// TestEncodingsThatReadersTake: fastparquet sums up DELTA_BINARY_PACKED numbers wrongly without an error, and does not read
// text whose lengths are apart from its letters: only keys are written so.
func TestEncodingsThatReadersTake(t *testing.T) {
	for _, cols := range [][]columnar.Column{disputes(1000), makeTable(30_000, 300, 0.3, 1).cols, makeTable(5, 2, 0.3, 2).cols} {
		b := encode(t, cols)
		f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range f.Metadata().RowGroups {
			for i, c := range g.Columns {
				for _, e := range c.MetaData.Encoding {
					key := strings.HasSuffix(cols[i].Name(), "record_id") || cols[i].Name() == "key"
					if e != format.Plain && e != format.RLE && e != format.RLEDictionary && (e != format.DeltaLengthByteArray || !key) {
						t.Errorf("column %s is encoded as %s", cols[i].Name(), e)
					}
				}
			}
		}
	}
}

// TestPagesHaveChecksums damages a page of every column.
func TestPagesHaveChecksums(t *testing.T) {
	cols := makeTable(100, 7, 0.3, 3).cols
	b := encode(t, cols)
	f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range f.Metadata().RowGroups[0].Columns {
		damaged, begin := bytes.Clone(b), c.MetaData.DataPageOffset
		if c.MetaData.DictionaryPageOffset > 0 {
			begin = c.MetaData.DictionaryPageOffset
		}
		damaged[begin+c.MetaData.TotalCompressedSize-1] ^= 1
		f, err := parquet.OpenFile(bytes.NewReader(damaged), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		pages := f.RowGroups()[0].ColumnChunks()[i].Pages()
		if _, err := pages.ReadPage(); !errors.Is(err, parquet.ErrCorrupted) {
			t.Errorf("column %s: error %v, expected that it is corrupted", cols[i].Name(), err)
		}
		_ = pages.Close()
	}
}

func TestColumnsThatCannotBeWritten(t *testing.T) {
	ints := func(name string, n int) columnar.Column { return columnar.Ints(name, make([]int64, n), nil) }
	for _, c := range []struct {
		name, want string
		cols       []columnar.Column
	}{
		{"no columns", "no columns", nil},
		{"lengths differ", "b has 2 rows, and a has 1", []columnar.Column{ints("a", 1), ints("b", 2)}},
		{"name twice", `column "a"`, []columnar.Column{ints("a", 1), ints("a", 1)}},
		{"null marks too few", "null marks", []columnar.Column{columnar.Ints("a", make([]int64, 2), make([]bool, 1))}},
		{"code outside the dictionary", "code 7", []columnar.Column{columnar.TextDict("a", []string{"x"}, []uint32{7}, false)}},
		{"null where none may be", "a null in a column", []columnar.Column{columnar.Dates("a", []record.Date{record.NoDate}, false)}},
		{"keys that are picked", "keys cannot be picked", []columnar.Column{
			columnar.Pick(columnar.Keys16("a", make([][10]byte, 1)), 1, func(_, _ int, take func(row, n, step int)) { take(0, 1, 0) }),
		}},
		{"not UTF-8", "not UTF-8", []columnar.Column{columnar.TextDict("a", []string{"Malm\xf6"}, []uint32{0}, false)}},
		{"text not UTF-8", "not UTF-8", []columnar.Column{columnar.Text("a", func(int) (string, bool) { return "Malm\xf6", true }, 1, false)}},
		{"null number where none may be", "a null in a column", []columnar.Column{columnar.Ints("a", make([]int64, 2), []bool{true, false}).Nullable(false)}},
		{"null text where none may be", "a null in a column", []columnar.Column{columnar.Text("a", func(int) (string, bool) { return "", false }, 1, false)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := columnar.Write(new(bytes.Buffer), c.cols, columnar.Options{})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, expected one with %q", err, c.want)
			}
		})
	}
}

// TestLongTextsHaveShortBounds: an index is read whole by who looks for one page.
func TestLongTextsHaveShortBounds(t *testing.T) {
	b := encode(t, []columnar.Column{columnar.Text("a", func(i int) (string, bool) { return strings.Repeat("ö", 100+i), true }, 3, false)})
	boundsHoldTheValues(t, b)
	f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range f.ColumnIndexes() {
		if lo, hi := len(x.MinValues[0]), len(x.MaxValues[0]); lo > 128 || hi > 128 {
			t.Errorf("bounds of %d and %d bytes, expected 128 at most", lo, hi)
		}
	}
}

// TestNaNIsNoBound: it compares with nothing. As Parquet demands, bounds are of the numbers beside it.
func TestNaNIsNoBound(t *testing.T) {
	b := encode(t, []columnar.Column{columnar.Floats("f", []float64{math.NaN(), 1, math.NaN(), 2}, nil)})
	f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	s := f.Metadata().RowGroups[0].Columns[0].MetaData.Statistics
	lo, hi := binary.LittleEndian.Uint64(s.MinValue), binary.LittleEndian.Uint64(s.MaxValue)
	if math.Float64frombits(lo) != 1 || math.Float64frombits(hi) != 2 {
		t.Errorf("bounds %x to %x, expected 1 to 2", s.MinValue, s.MaxValue)
	}
}
