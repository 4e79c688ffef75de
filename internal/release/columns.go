package release

import (
	"encoding/base32"
	"fmt"
	"math"

	"tvistdata/internal/record"
)

// NullCode stands in the codes of a TextDict column where there is no value.
const NullCode uint32 = math.MaxUint32

// ColumnData is one column's cells, ready to be written. The slices and functions given to its constructor are read
// while the file is written, from several goroutines, and must not change until then.
type ColumnData struct {
	name     string
	typ      record.ColumnType
	n        int
	optional bool

	dict   []string
	codes  []uint32
	text   func(i int) (string, bool)
	keys   [][10]byte
	dates  []record.Date
	ints   []int64
	floats []float64
	nulls  []bool
	bools  func(i int) bool
	count  func(dst []int64, nulls []bool, from int)

	from  *ColumnData // the column that rows are taken from; nil for a column with cells of its own
	picks func(from, to int, take func(row, n, step int))
}

// Name gives the column's name.
func (c ColumnData) Name() string { return c.name }

// Type gives what the column's cells hold.
func (c ColumnData) Type() record.ColumnType { return c.typ }

// Len gives the number of cells.
func (c ColumnData) Len() int { return c.n }

// Optional tells whether the column may hold nulls.
func (c ColumnData) Optional() bool { return c.optional }

// TextDict is a text column of few different values: row i holds dict[codes[i]], or null for NullCode. The dictionary
// may hold values that no row uses, and in any order.
func TextDict(name string, dict []string, codes []uint32, optional bool) ColumnData {
	return ColumnData{name: name, typ: record.TextType, n: len(codes), optional: optional, dict: dict, codes: codes}
}

// Text is a text column of n rows; at gives row i's value, or false for null. It is called in any order and from
// several goroutines.
func Text(name string, at func(i int) (string, bool), n int, optional bool) ColumnData {
	return ColumnData{name: name, typ: record.TextType, n: n, optional: optional, text: at}
}

// Keys16 is a text column without nulls of 80-bit keys, each written as KeyText writes it.
func Keys16(name string, keys [][10]byte) ColumnData {
	return ColumnData{name: name, typ: record.TextType, n: len(keys), keys: keys}
}

// keyEncoding is base 32 with digits before letters, so that texts sort as the keys do, and without 0 and 1, so that no
// text can look like a personal number, whose month has one of them.
var keyEncoding = base32.NewEncoding("234567abcdefghijklmnopqrstuvwxyz").WithPadding(base32.NoPadding)

// ParseKey reads a key as Keys16 writes it; ok is false when text is none.
func ParseKey(text string) (key [10]byte, ok bool) {
	raw, err := keyEncoding.DecodeString(text)
	if err != nil || len(text) != 16 || len(raw) != len(key) {
		return key, false
	}
	return [10]byte(raw), true
}

// KeyText writes a key as 16 digits from 2 to 7 and letters from a to z, which sort as the keys do.
func KeyText(key [10]byte) string { return keyEncoding.EncodeToString(key[:]) }

// Dates is a column of dates; record.NoDate is null.
func Dates(name string, dates []record.Date, optional bool) ColumnData {
	return ColumnData{name: name, typ: record.DateType, n: len(dates), optional: optional, dates: dates}
}

// Ints is a column of whole numbers. It is optional when nulls is given, which is then as long as values and true
// where there is no value.
func Ints(name string, values []int64, nulls []bool) ColumnData {
	return ColumnData{name: name, typ: record.Integer, n: len(values), optional: nulls != nil, ints: values, nulls: nulls}
}

// Counts is an optional column of n whole numbers that are worked out where they are written, and take no memory before.
// count fills dst, which is all 0, with the numbers that stand from row from on, and marks in nulls, as long and all
// false, where there is none; it is called in any order and from several goroutines.
func Counts(name string, n int, count func(dst []int64, nulls []bool, from int)) ColumnData {
	return ColumnData{name: name, typ: record.Integer, n: n, optional: true, count: count}
}

// Floats is a column of numbers. It is optional when nulls is given, which is then as long as values and true where
// there is no value.
func Floats(name string, values []float64, nulls []bool) ColumnData {
	return ColumnData{name: name, typ: record.Number, n: len(values), optional: nulls != nil, floats: values, nulls: nulls}
}

// Bools is a column of n truth values without nulls; at gives row i's. It is called in any order and from several
// goroutines.
func Bools(name string, at func(i int) bool, n int) ColumnData {
	return ColumnData{name: name, typ: record.Bool, n: n, bools: at}
}

// Pick is a column of n rows that takes each from a row of c: what repeats by a rule takes no memory. picks tells which
// rows of c stand from row from up to to, in order, by calls of take: n times the same row when step is 0, and n that
// follow each other from row on when it is 1. It is called in any order and from several goroutines. c is a TextDict,
// Dates or Bools column.
func Pick(c ColumnData, n int, picks func(from, to int, take func(row, n, step int))) ColumnData {
	return ColumnData{name: c.name, typ: c.typ, n: n, optional: c.optional, from: &c, picks: picks}
}

// check finds columns that cannot be written together.
func check(cols []ColumnData) error {
	if len(cols) == 0 {
		return fmt.Errorf("no columns: a file has at least one")
	}
	seen := map[string]bool{}
	for _, c := range cols {
		switch {
		case c.name == "" || seen[c.name]:
			return fmt.Errorf("column %q: a name is not empty and there once", c.name)
		case c.n != cols[0].n:
			return fmt.Errorf("column %s has %d rows, and %s has %d", c.name, c.n, cols[0].name, cols[0].n)
		case c.nulls != nil && len(c.nulls) != c.n:
			return fmt.Errorf("column %s has %d rows and %d null marks", c.name, c.n, len(c.nulls))
		}
		seen[c.name] = true
	}
	return nil
}
