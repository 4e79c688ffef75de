package columnar

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
	"unsafe"

	"github.com/parquet-go/parquet-go"

	"tvistdata/internal/record"
)

// NullCode stands in the codes of a TextDict column where there is no value.
const NullCode uint32 = math.MaxUint32

var (
	errNull = errors.New("a null in a column that may not hold any")
	errUTF8 = errors.New("text that is not UTF-8")
)

// Column is one column's cells, ready to be written. The slices and functions given to its constructor are read while
// the file is written, from several goroutines, and must not change until then.
type Column struct {
	name     string
	typ      record.ColumnType
	n        int
	optional bool
	unique   bool // hardly any value comes twice, and all texts have one length

	// sound returns what is wrong with the cells as a whole; nil when nothing can be.
	sound func() error
	// fill puts the cells from a row on into dst; a null is the zero Value. What they point to is good until the scratch is used
	// again.
	fill func(dst []parquet.Value, row int, s *scratch) error
	// compare compares two rows, nulls first, text by its bytes; nil when rows cannot be.
	compare func(i, j int) int

	texts []string // of a TextDict column
	codes []uint32 // likewise
	from  *Column  // the column that rows are taken from; nil for a column with cells of its own
	picks func(from, to int, take func(row, n, step int))
}

// scratch is room that columns work cells out in.
type scratch struct {
	text   []byte
	values []int64
	nulls  []bool
}

// room returns n zeros in s.
func room[T any](s *[]T, n int) []T {
	*s = slices.Grow((*s)[:0], n)[:n]
	clear(*s)
	return *s
}

// Name returns the column's name.
func (c Column) Name() string { return c.name }

// Type returns what the column's cells hold.
func (c Column) Type() record.ColumnType { return c.typ }

// Len returns the number of cells.
func (c Column) Len() int { return c.n }

// Optional reports whether the column may hold nulls.
func (c Column) Optional() bool { return c.optional }

// Nullable returns the column as one that may hold nulls or, when it is false, may not.
func (c Column) Nullable(nullable bool) Column {
	c.optional = nullable
	return c
}

// TextDict is a text column of few different values: row i holds dict[codes[i]], or null for NullCode. The dictionary
// may hold values that no row uses, and in any order.
func TextDict(name string, dict []string, codes []uint32, optional bool) Column {
	c := Column{name: name, typ: record.TextType, n: len(codes), optional: optional, texts: dict, codes: codes}
	c.sound = func() error {
		for _, t := range dict {
			if !utf8.ValidString(t) {
				return errUTF8
			}
		}
		return nil
	}
	c.fill = func(dst []parquet.Value, row int, _ *scratch) error {
		for i, code := range codes[row : row+len(dst)] {
			switch {
			case int(code) < len(dict):
				dst[i] = textValue(dict[code])
			case code == NullCode:
				dst[i] = parquet.Value{}
			default:
				return fmt.Errorf("row %d: code %d, and the dictionary has %d values", row+i, code, len(dict))
			}
		}
		return nil
	}
	c.compare = func(i, j int) int {
		a, b := codes[i], codes[j]
		if a == b || max(a, b) >= uint32(len(dict)) {
			return whether(a != NullCode, b != NullCode)
		}
		return strings.Compare(dict[a], dict[b])
	}
	return c
}

// textValue returns a text as a Parquet value, without a copy: it is only read.
func textValue(s string) parquet.Value {
	return parquet.ByteArrayValue(unsafe.Slice(unsafe.StringData(s), len(s)))
}

// Text is a text column of n rows; at returns row i's value, or false for null. It is called in any order and from
// several goroutines.
func Text(name string, at func(i int) (string, bool), n int, optional bool) Column {
	c := Column{name: name, typ: record.TextType, n: n, optional: optional}
	c.fill = func(dst []parquet.Value, row int, _ *scratch) error {
		for i := range dst {
			t, ok := at(row + i)
			switch {
			case !ok:
				dst[i] = parquet.Value{}
			case !utf8.ValidString(t):
				return errUTF8
			default:
				dst[i] = textValue(t)
			}
		}
		return nil
	}
	c.compare = func(i, j int) int {
		a, aok := at(i)
		b, bok := at(j)
		return cmp.Or(whether(aok, bok), strings.Compare(a, b))
	}
	return c
}

// Keys16 is a text column without nulls of 80-bit keys, each written as record.KeyText writes it. Lengths are kept apart
// from letters: a length in front of each made disputes.parquet 5 % larger.
func Keys16(name string, keys [][10]byte) Column {
	c := Column{name: name, typ: record.TextType, n: len(keys), unique: true}
	c.fill = func(dst []parquet.Value, row int, s *scratch) error {
		texts := slices.Grow(s.text[:0], record.KeyLen*len(dst))
		for i := range dst {
			texts = record.AppendKey(texts, keys[row+i])
			dst[i] = parquet.ByteArrayValue(texts[record.KeyLen*i:])
		}
		s.text = texts
		return nil
	}
	c.compare = func(i, j int) int { return bytes.Compare(keys[i][:], keys[j][:]) }
	return c
}

// Dates is a column of dates; record.NoDate is null.
func Dates(name string, dates []record.Date, optional bool) Column {
	c := Column{name: name, typ: record.DateType, n: len(dates), optional: optional}
	c.fill = func(dst []parquet.Value, row int, _ *scratch) error {
		for i, d := range dates[row : row+len(dst)] {
			if d == record.NoDate {
				dst[i] = parquet.Value{}
			} else {
				dst[i] = parquet.Int32Value(int32(d))
			}
		}
		return nil
	}
	c.compare = func(i, j int) int { return cmp.Compare(dates[i], dates[j]) }
	return c
}

// Ints is a column of whole numbers. It is optional when nulls is given, which is then as long as values and true
// where there is no value.
func Ints(name string, values []int64, nulls []bool) Column {
	return ofNumbers(Column{name: name, typ: record.Integer}, values, nulls, putInts)
}

// Floats is a column of numbers. It is optional when nulls is given, which is then as long as values and true where
// there is no value.
func Floats(name string, values []float64, nulls []bool) Column {
	return ofNumbers(Column{name: name, typ: record.Number}, values, nulls, func(dst []parquet.Value, values []float64) {
		for i, v := range values {
			dst[i] = parquet.DoubleValue(v)
		}
	})
}

func putInts(dst []parquet.Value, values []int64) {
	for i, v := range values {
		dst[i] = parquet.Int64Value(v)
	}
}

func putNulls(dst []parquet.Value, nulls []bool) {
	for i, null := range nulls {
		if null {
			dst[i] = parquet.Value{}
		}
	}
}

// ofNumbers completes a column of numbers.
func ofNumbers[T int64 | float64](c Column, values []T, nulls []bool, put func([]parquet.Value, []T)) Column {
	c.n, c.optional = len(values), nulls != nil
	c.sound = func() error {
		if nulls != nil && len(nulls) != len(values) {
			return fmt.Errorf("%d rows and %d null marks", len(values), len(nulls))
		}
		return nil
	}
	null := func(i int) bool { return nulls != nil && nulls[i] }
	c.fill = func(dst []parquet.Value, row int, _ *scratch) error {
		put(dst, values[row:row+len(dst)])
		if nulls != nil {
			putNulls(dst, nulls[row:row+len(dst)])
		}
		return nil
	}
	c.compare = func(i, j int) int { return cmp.Or(whether(!null(i), !null(j)), cmp.Compare(values[i], values[j])) }
	return c
}

// Counts is an optional column of n whole numbers that are worked out where they are written, and take no memory before.
// count fills dst, which is all 0, with the numbers that stand from row from on, and marks in nulls, as long and all
// false, where there is none; it is called in any order and from several goroutines.
func Counts(name string, n int, count func(dst []int64, nulls []bool, from int)) Column {
	c := Column{name: name, typ: record.Integer, n: n, optional: true}
	c.fill = func(dst []parquet.Value, row int, s *scratch) error {
		values, nulls := room(&s.values, len(dst)), room(&s.nulls, len(dst))
		count(values, nulls, row)
		putInts(dst, values)
		putNulls(dst, nulls)
		return nil
	}
	return c
}

// Bools is a column of n truth values without nulls; at returns row i's. It is called in any order and from several
// goroutines.
func Bools(name string, at func(i int) bool, n int) Column {
	c := Column{name: name, typ: record.Bool, n: n}
	c.fill = func(dst []parquet.Value, row int, _ *scratch) error {
		for i := range dst {
			dst[i] = parquet.BooleanValue(at(row + i))
		}
		return nil
	}
	c.compare = func(i, j int) int { return whether(at(i), at(j)) }
	return c
}

// Pick is a column of n rows that takes each from a row of c: what repeats by a rule takes no memory. picks tells which
// rows of c stand from row from up to to, in order, by calls of take: n times the same row when step is 0, and n that
// follow each other from row on when it is 1. It is called in any order and from several goroutines. c is a column with
// cells of its own.
func Pick(c Column, n int, picks func(from, to int, take func(row, n, step int))) Column {
	out := Column{name: c.name, typ: c.typ, n: n, optional: c.optional, sound: c.sound, from: &c, picks: picks}
	out.fill = func(dst []parquet.Value, row int, s *scratch) (err error) {
		picks(row, row+len(dst), func(row, n, step int) {
			part := dst[:n]
			dst = dst[n:]
			if step == 1 || n == 0 {
				err = cmp.Or(err, c.fill(part, row, s))
				return
			}
			err = cmp.Or(err, c.fill(part[:1], row, s))
			for i := range part {
				part[i] = part[0]
			}
		})
		return err
	}
	return out
}

// check finds columns that cannot be written together.
func check(cols []Column) error {
	if len(cols) == 0 {
		return fmt.Errorf("no columns: a file has at least one")
	}
	seen := map[string]bool{}
	for _, c := range cols {
		switch {
		case c.name == "" || seen[c.name]:
			return fmt.Errorf("column %q: a name is not empty and there once", c.name)
		case c.from != nil && c.from.unique:
			return fmt.Errorf("column %s: keys cannot be picked", c.name)
		case c.n != cols[0].n:
			return fmt.Errorf("column %s has %d rows, and %s has %d", c.name, c.n, cols[0].name, cols[0].n)
		}
		if c.sound != nil {
			if err := c.sound(); err != nil {
				return fmt.Errorf("column %s: %w", c.name, err)
			}
		}
		seen[c.name] = true
	}
	return nil
}
