package table

import (
	"fmt"
	"io"
	"strings"

	"tvistdata/internal/record"
)

// CSV writes the table by RFC 4180: UTF-8 without a byte order mark, commas, CRLF at the end of each line, one header
// line with the column names. Null is an empty field and an empty text is "" in quotes. Dates are ISO, numbers have a
// decimal point, truth values are true and false.
//
// No cell is altered. A text that begins with =, +, - or @ stays as it is, so that every format holds the same cells:
// who opens the file in a spreadsheet that runs formulas should import such columns as text.
func CSV(w io.Writer, t record.Table) error {
	var b []byte
	for j, c := range t.Columns {
		if j > 0 {
			b = append(b, ',')
		}
		b = appendField(b, c.Name)
	}
	b = append(b, "\r\n"...)
	for i := range t.Rows {
		if err := check(t, i); err != nil {
			return err
		}
		b = appendRow(b, t.Rows[i])
		if len(b) >= flushAt {
			if _, err := w.Write(b); err != nil {
				return fmt.Errorf("write CSV: %w", err)
			}
			b = b[:0]
		}
	}
	if _, err := w.Write(b); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

func appendRow(b []byte, row []any) []byte {
	for j, cell := range row {
		if j > 0 {
			b = append(b, ',')
		}
		switch v := cell.(type) {
		case string:
			b = appendField(b, v)
		case record.Date:
			b = append(b, v.String()...)
		default:
			b = appendScalar(b, v)
		}
	}
	if len(row) == 1 && isNull(row[0]) {
		b = append(b, `""`...) // an empty line is no row to most readers
	}
	return append(b, "\r\n"...)
}

// appendField writes a text, in quotes where it needs them.
func appendField(b []byte, s string) []byte {
	if s != "" && !strings.ContainsAny(s, ",\"\r\n") && s[0] != ' ' && s[len(s)-1] != ' ' {
		return append(b, s...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}
