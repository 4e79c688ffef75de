package privacy

import (
	"math"

	"tvistdata/internal/list"
)

// tooMuch is an amount in öre beyond which amounts are not added up.
const tooMuch = math.MaxUint32

// bandOf returns the index plus 1 of the band that an amount in öre lies in; 0 when there are none.
func bandOf(bands []int64, ore int64) (band uint8) {
	for i, lower := range bands {
		if ore >= lower*100 {
			band = uint8(i + 1)
		}
	}
	return band
}

// Sum returns the band of the sum of rows' amounts, of a list that adds them up; ok is false when an amount is too much to be added.
func Sum(l *list.List, rows []*Cleared) (band uint8, ok bool) {
	sum := int64(0)
	for _, row := range rows {
		if row.ore == tooMuch {
			return 0, false
		}
		sum += int64(row.ore)
	}
	c, _ := l.ColumnNamed("amount")
	return bandOf(c.Bands, sum), true
}
