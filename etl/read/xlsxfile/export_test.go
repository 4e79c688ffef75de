package xlsxfile

import (
	"bytes"

	"tvistdata/etl/source"
)

// Bytes reads a workbook from memory.
func Bytes(data []byte, name string, o Options) (source.Reader, error) {
	r, err := newReader(memory{bytes.NewReader(data)}, int64(len(data)), source.Origin{Disclosure: o.Disclosure, File: name}, o)
	if err != nil {
		return nil, err
	}
	return r, nil
}

type memory struct{ *bytes.Reader }

func (memory) Close() error { return nil }

// Number writes a stored number.
func Number(s string) string { return number(s) }

// Date writes a stored number as a date.
func Date(s string, is1904 bool) (string, bool) { return date(s, day, is1904) }

// TimeFormat says what a format shows: a day, clock, elapsed, or nothing of these.
func TimeFormat(code string) string {
	return [...]string{"", "day", "clock", "elapsed"}[timeFormat(code)]
}

// Shown writes a number as a number format shows it.
func Shown(format, number string) string {
	if m := maskOf(format); m != nil {
		return m.show(number)
	}
	return number
}
