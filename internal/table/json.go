package table

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"

	"tvistdata/internal/record"
)

// JSON writes the table as an array with one object a row, whose members are in the order of the columns and are
// all there: null where there is no value, dates as ISO texts. It is not followed by a line break.
func JSON(w io.Writer, t record.Table) error {
	names := make([][]byte, len(t.Columns))
	for j, c := range t.Columns {
		names[j] = append(appendText(nil, c.Name), ':')
	}
	b := []byte{'['}
	for i := range t.Rows {
		if err := check(t, i); err != nil {
			return err
		}
		if i > 0 {
			b = append(b, ',')
		}
		b = appendObject(b, names, t.Rows[i])
		if len(b) >= flushAt {
			if _, err := w.Write(b); err != nil {
				return fmt.Errorf("write JSON: %w", err)
			}
			b = b[:0]
		}
	}
	if _, err := w.Write(append(b, ']')); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}

func appendObject(b []byte, names [][]byte, row []any) []byte {
	b = append(b, '{')
	for j, cell := range row {
		if j > 0 {
			b = append(b, ',')
		}
		b = append(b, names[j]...)
		if isNull(cell) {
			b = append(b, "null"...)
			continue
		}
		switch v := cell.(type) {
		case string:
			b = appendText(b, v)
		case record.Date:
			b = append(b, '"')
			b = append(b, v.String()...)
			b = append(b, '"')
		default:
			b = appendScalar(b, v)
		}
	}
	return append(b, '}')
}

// appendText writes a JSON string. What only HTML would need to have escaped stays as it is.
func appendText(b []byte, s string) []byte {
	if plain(s) {
		b = append(b, '"')
		b = append(b, s...)
		return append(b, '"')
	}
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string can always be encoded, and a buffer always written
	return append(b, bytes.TrimSuffix(buf.Bytes(), []byte{'\n'})...)
}

// plain reports whether a text needs no escapes.
func plain(s string) bool {
	for _, r := range s {
		if r < 0x20 || r == '"' || r == '\\' || r == utf8.RuneError || r == '\u2028' || r == '\u2029' {
			return false
		}
	}
	return true
}
