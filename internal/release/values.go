package release

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go/encoding/delta"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/format"

	"tvistdata/internal/record"
)

var errUTF8 = errors.New("text that is not UTF-8")

// scratch holds the buffers that a column's values are collected in.
type scratch struct {
	index   []int32          // codes of the values in the dictionary of the chunk
	seen    map[string]int32 // text -> its code there
	remap   []int32          // code in the column's dictionary -> code in the chunk's, plus one
	i32     []int32
	i64     []int64
	f64     []float64
	bits    []byte
	flat    []byte
	offsets []uint32

	counts      []int64
	nulls       []bool
	picked      []picked
	pickedDates []record.Date
	runs        []run
	wide        []int32
}

// room gives s with length n and unspecified content.
func room[T any](s *[]T, n int) []T {
	*s = slices.Grow((*s)[:0], n)[:n]
	return *s
}

// values collects the cells of some rows; the levels of an optional column are left in e.levels.
func (e *encoder) values(c *ColumnData, from, to int) (values, error) {
	if c.optional {
		levels := room(&e.levels, to-from)
		for i := range levels {
			levels[i] = 1
		}
	}
	s := &e.scratch
	if c.from != nil {
		switch {
		case c.from.codes != nil:
			return e.runText(c, from, to)
		case c.from.dates != nil:
			c, from, to = s.pickDates(c, from, to), 0, to-from
		default:
			return s.pickBools(c, from, to), nil
		}
	}
	switch {
	case c.keys != nil:
		return s.keys(c.keys[from:to]), nil
	case c.codes != nil:
		return e.dictText(c, from, to)
	case c.text != nil:
		return e.plainText(c, from, to)
	case c.dates != nil:
		out := room(&s.i32, to-from)[:0]
		for i, d := range c.dates[from:to] {
			if d != record.NoDate {
				out = append(out, int32(d))
			} else if c.optional {
				e.levels[i] = 0
			}
		}
		return numbers(s, out, delta32), nil
	case c.count != nil:
		counts, nulls := room(&s.counts, to-from), room(&s.nulls, to-from)
		clear(counts)
		clear(nulls)
		c.count(counts, nulls, from)
		return numbers(s, dense(e, &s.i64, counts, nulls, 0, to-from), delta64), nil
	case c.ints != nil:
		return numbers(s, dense(e, &s.i64, c.ints, c.nulls, from, to), delta64), nil
	case c.floats != nil:
		return floats(dense(e, &s.f64, c.floats, c.nulls, from, to)), nil
	default:
		return s.bools(c, from, to), nil
	}
}

// dense gives the values of some rows without the nulls.
func dense[T any](e *encoder, buf *[]T, all []T, nulls []bool, from, to int) []T {
	if nulls == nil {
		return all[from:to]
	}
	out := room(buf, to-from)[:0]
	for i := from; i < to; i++ {
		if !nulls[i] {
			out = append(out, all[i])
		} else {
			e.levels[i-from] = 0
		}
	}
	return out
}

// longest is how many bytes of a text are kept as a bound.
const longest = 128

// within gives bounds of the values from a up to b: their least and greatest or, in place of long texts, a shorter one
// that lies below and one that lies above.
func (v values) within(a, b int) (lo, hi []byte, ok bool) {
	lo, hi, ok = v.bounds(a, b)
	if !ok || len(lo) <= longest && len(hi) <= longest {
		return lo, hi, ok
	}
	if lo = runes(lo); len(hi) <= longest {
		return lo, hi, true
	}
	hi = runes(hi)
	for len(hi) > 0 {
		r, size := utf8.DecodeLastRune(hi)
		hi = hi[:len(hi)-size]
		switch {
		case r == 0xD7FF:
			return lo, utf8.AppendRune(hi, 0xE000), true // what lies between stands for no letters
		case r < utf8.MaxRune:
			return lo, utf8.AppendRune(hi, r+1), true
		}
	}
	return nil, nil, false
}

// runes cuts text after its first whole letters.
func runes(text []byte) []byte {
	if len(text) <= longest {
		return text
	}
	n := longest
	for !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// keys writes them as base32: all are of one length, so that only the 32 letters are left to compress.
func (s *scratch) keys(keys [][10]byte) values {
	const size = 16
	flat, offsets := room(&s.flat, size*len(keys)), room(&s.offsets, len(keys)+1)
	for i := range keys {
		keyEncoding.Encode(flat[size*i:size*i+size], keys[i][:])
		offsets[i] = uint32(size * i)
	}
	offsets[len(keys)] = uint32(len(flat))
	return flatText(flat, offsets)
}

// dictText collects text that has codes; the chunk's dictionary holds what the chunk uses, in order of appearance.
func (e *encoder) dictText(c *ColumnData, from, to int) (values, error) {
	s := &e.scratch
	remap := room(&s.remap, len(c.dict))
	clear(remap)
	index := room(&s.index, to-from)[:0]
	var used []string
	for i, code := range c.codes[from:to] {
		if code == NullCode {
			if c.optional {
				e.levels[i] = 0
			}
			continue
		}
		if int(code) >= len(c.dict) {
			return values{}, fmt.Errorf("row %d: code %d, and the dictionary has %d values", from+i, code, len(c.dict))
		}
		local := remap[code]
		if local == 0 {
			used = append(used, c.dict[code])
			local = int32(len(used))
			remap[code] = local
		}
		index = append(index, local-1)
	}
	return s.text(used, index)
}

// plainText collects text and finds out whether values come again.
func (e *encoder) plainText(c *ColumnData, from, to int) (values, error) {
	s := &e.scratch
	if s.seen == nil {
		s.seen = map[string]int32{}
	}
	clear(s.seen)
	index := room(&s.index, to-from)[:0]
	var used []string
	for i := from; i < to; i++ {
		t, ok := c.text(i)
		if !ok {
			if c.optional {
				e.levels[i-from] = 0
			}
			continue
		}
		if n := len(index); n > 0 && used[index[n-1]] == t { // as in what the rows are sorted by
			index = append(index, index[n-1])
			continue
		}
		local, ok := s.seen[t]
		if !ok {
			local = int32(len(used))
			used = append(used, t)
			s.seen[t] = local
		}
		index = append(index, local)
	}
	return s.text(used, index)
}

// text encodes dictionary and codes, or the text in full when hardly any value comes twice.
func (s *scratch) text(used []string, index []int32) (values, error) {
	if len(used) > 64 && 4*len(used) > 3*len(index) {
		for _, t := range used {
			if !utf8.ValidString(t) {
				return values{}, errUTF8
			}
		}
		flat, offsets := s.flat[:0], room(&s.offsets, len(index)+1)
		for i, code := range index {
			offsets[i] = uint32(len(flat))
			flat = append(flat, used[code]...)
		}
		offsets[len(index)] = uint32(len(flat))
		s.flat = flat
		return flatText(flat, offsets), nil
	}
	d, err := newDictionary(used)
	if err != nil {
		return values{}, err
	}
	return values{
		n:    len(index),
		ways: []way{{encoding: format.RLEDictionary, dict: d.plain, dictLen: len(used), put: putIndex(index)}},
		bounds: func(a, b int) ([]byte, []byte, bool) {
			lo, hi := d.rank[index[a]], d.rank[index[a]]
			for _, code := range index[a:b] {
				lo, hi = min(lo, d.rank[code]), max(hi, d.rank[code])
			}
			return []byte(used[d.order[lo]]), []byte(used[d.order[hi]]), true
		},
	}, nil
}

// dictionary is the texts of a chunk, each once.
type dictionary struct {
	plain []byte  // as Parquet writes them
	order []int32 // their codes, sorted by text
	rank  []int32 // where each stands in order
}

func newDictionary(used []string) (dictionary, error) {
	d := dictionary{order: make([]int32, len(used)), rank: make([]int32, len(used))}
	for i, t := range used {
		if !utf8.ValidString(t) {
			return d, errUTF8
		}
		d.order[i] = int32(i)
		d.plain = binary.LittleEndian.AppendUint32(d.plain, uint32(len(t)))
		d.plain = append(d.plain, t...)
	}
	slices.SortFunc(d.order, func(a, b int32) int { return strings.Compare(used[a], used[b]) })
	for r, code := range d.order {
		d.rank[code] = int32(r)
	}
	return d, nil
}

func putIndex(index []int32) func([]byte, int, int) ([]byte, error) {
	return func(dst []byte, a, b int) ([]byte, error) {
		return new(rle.DictionaryEncoding).EncodeInt32(dst, index[a:b])
	}
}

// flatText encodes text in full, lengths apart from letters.
func flatText(flat []byte, offsets []uint32) values {
	at := func(i int) []byte { return flat[offsets[i]:offsets[i+1]] }
	return values{
		n: len(offsets) - 1,
		ways: []way{{encoding: format.DeltaLengthByteArray, put: func(dst []byte, a, b int) ([]byte, error) {
			return new(delta.LengthByteArrayEncoding).EncodeByteArray(dst, flat[offsets[a]:offsets[b]], offsets[a:b+1])
		}}},
		bounds: func(a, b int) ([]byte, []byte, bool) {
			lo, hi := at(a), at(a)
			for i := a + 1; i < b; i++ {
				if t := at(i); bytes.Compare(t, lo) < 0 {
					lo = t
				} else if bytes.Compare(t, hi) > 0 {
					hi = t
				}
			}
			return bytes.Clone(lo), bytes.Clone(hi), true
		},
	}
}

func delta32(dst []byte, src []int32) ([]byte, error) {
	return new(delta.BinaryPackedEncoding).EncodeInt32(dst, src)
}

func delta64(dst []byte, src []int64) ([]byte, error) {
	return new(delta.BinaryPackedEncoding).EncodeInt64(dst, src)
}

// widest is the widest range of whole numbers that gets a dictionary.
const widest = 1 << 16

// numbers encodes whole numbers as differences or, when they lie close together, with a dictionary.
func numbers[T int32 | int64](s *scratch, v []T, put func([]byte, []T) ([]byte, error)) values {
	out := values{n: len(v), ways: []way{{
		encoding: format.DeltaBinaryPacked,
		put:      func(dst []byte, a, b int) ([]byte, error) { return put(dst, v[a:b]) },
	}}}
	out.bounds = func(a, b int) ([]byte, []byte, bool) {
		return appendWhole(nil, slices.Min(v[a:b])), appendWhole(nil, slices.Max(v[a:b])), true
	}
	if len(v) == 0 {
		return out
	}
	lo, hi := slices.Min(v), slices.Max(v)
	if uint64(hi)-uint64(lo) >= widest {
		return out
	}
	remap := room(&s.remap, int(hi-lo)+1)
	clear(remap)
	for _, x := range v {
		remap[x-lo] = 1
	}
	var dict []byte
	n := int32(0)
	for i, used := range remap {
		if used != 0 {
			remap[i] = n
			dict = appendWhole(dict, lo+T(i))
			n++
		}
	}
	index := room(&s.index, len(v))
	for i, x := range v {
		index[i] = remap[x-lo]
	}
	out.ways = append(out.ways, way{encoding: format.RLEDictionary, dict: dict, dictLen: int(n), put: putIndex(index)})
	return out
}

func appendWhole[T int32 | int64](dst []byte, v T) []byte {
	switch v := any(v).(type) {
	case int32:
		return binary.LittleEndian.AppendUint32(dst, uint32(v))
	case int64:
		return binary.LittleEndian.AppendUint64(dst, uint64(v))
	}
	return dst
}

func floats(v []float64) values {
	put := func(dst []byte, a, b int) ([]byte, error) {
		for _, x := range v[a:b] {
			dst = binary.LittleEndian.AppendUint64(dst, math.Float64bits(x))
		}
		return dst, nil
	}
	return values{n: len(v), ways: []way{{encoding: format.Plain, put: put}}, bounds: func(a, b int) ([]byte, []byte, bool) {
		lo, hi := slices.Min(v[a:b]), slices.Max(v[a:b])
		if math.IsNaN(lo) {
			return nil, nil, false
		}
		// Zero has a sign that comparisons do not see: the bounds take in both.
		if lo == 0 {
			lo = math.Copysign(0, -1)
		}
		if hi == 0 {
			hi = 0
		}
		return floatBytes(lo), floatBytes(hi), true
	}}
}

func floatBytes(f float64) []byte {
	return binary.LittleEndian.AppendUint64(nil, math.Float64bits(f))
}

func (s *scratch) bools(c *ColumnData, from, to int) values {
	v := room(&s.bits, to-from)
	for i := range v {
		v[i] = 0
		if c.bools(from + i) {
			v[i] = 1
		}
	}
	return boolValues(v)
}

// boolValues encodes truth values, 0 and 1.
func boolValues(v []byte) values {
	put := func(dst []byte, a, b int) ([]byte, error) {
		for i := a; i < b; i += 8 {
			var x byte
			for j, bit := range v[i:min(i+8, b)] {
				x |= bit << j
			}
			dst = append(dst, x)
		}
		return dst, nil
	}
	return values{n: len(v), ways: []way{{encoding: format.Plain, put: put}}, bounds: func(a, b int) ([]byte, []byte, bool) {
		return []byte{slices.Min(v[a:b])}, []byte{slices.Max(v[a:b])}, true
	}}
}
