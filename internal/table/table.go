// Package table writes a table of answers in every format of the service. A cell is the same in each.
package table

import (
	"fmt"
	"math"
	"strconv"

	"tvistdata/internal/record"
)

// flushAt is how many bytes are put together before they are written.
const flushAt = 32 << 10

// isNull reports whether a cell is null; a date that is not there is.
func isNull(cell any) bool { return cell == nil || cell == record.NoDate }

// appendScalar appends a whole number, a number or a truth value as CSV and JSON both write it; another cell, or what
// is no number, adds nothing.
func appendScalar(b []byte, cell any) []byte {
	switch v := cell.(type) {
	case int64:
		return strconv.AppendInt(b, v, 10)
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return b
		}
		return appendFloat(b, v)
	case bool:
		return strconv.AppendBool(b, v)
	}
	return b
}

// appendFloat writes the shortest text that reads back as the same number, without an exponent where that is readable.
func appendFloat(b []byte, v float64) []byte {
	format := byte('f')
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
		format = 'e'
	}
	return strconv.AppendFloat(b, v, format, -1, 64)
}

// check compares a row with the columns: as many cells, each null or of its column's type.
func check(t record.Table, i int) error {
	row := t.Rows[i]
	if len(row) != len(t.Columns) {
		return fmt.Errorf("row %d has %d cells, expected %d", i+1, len(row), len(t.Columns))
	}
	for j, c := range t.Columns {
		if !fits(c.Type, row[j]) {
			return fmt.Errorf("row %d, column %s: a cell of type %T, expected %s", i+1, c.Name, row[j], c.Type)
		}
	}
	return nil
}

// fits reports whether a cell may be in a column of that type.
func fits(t record.ColumnType, cell any) bool {
	if cell == nil {
		return true
	}
	ok := false
	switch t {
	case record.TextType:
		_, ok = cell.(string)
	case record.DateType:
		_, ok = cell.(record.Date)
	case record.Integer:
		_, ok = cell.(int64)
	case record.Number:
		var v float64
		v, ok = cell.(float64)
		ok = ok && !math.IsNaN(v) && !math.IsInf(v, 0)
	case record.Bool:
		_, ok = cell.(bool)
	}
	return ok
}
