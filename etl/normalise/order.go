package normalise

import (
	"strings"

	"tvistdata/internal/record"
)

// Order says which comes first in a date of three numbers that ends in the year.
type Order uint8

// The orders.
const (
	DayFirst   Order = iota // as in Swedish use
	MonthFirst              // as in American use
	Unsure                  // one or the other: what has another day in the one than in the other is unreadable
)

// DateIn is Date for text in which such dates have an order.
func DateIn(text string, o Order) record.Value[record.Date] {
	if o == DayFirst {
		return Date(text)
	}
	first, second, year, ok := threeNumbers(text)
	switch {
	case !ok:
		return Date(text)
	case o == MonthFirst:
		return date(year, first, second)
	case first <= 12 && second <= 12 && first != second:
		return unreadableDate()
	}
	return date(year, second, first)
}

// ProvesMonthFirst reports whether a text is a date only when its month comes first.
func ProvesMonthFirst(text string) bool {
	first, second, year, ok := threeNumbers(text)
	return ok && date(year, first, second).State == record.Read && date(year, second, first).State != record.Read
}

// threeNumbers splits a date of three numbers that ends in the year.
func threeNumbers(text string) (first, second, year int, ok bool) {
	fields := partsOf(strings.TrimSpace(text)).fields
	if len(fields) != 3 || len(fields[2]) != 4 || len(fields[0]) > 2 {
		return 0, 0, 0, false
	}
	first, second, year = digits(fields[0]), digits(fields[1]), digits(fields[2])
	return first, second, year, first >= 0 && second >= 0 && year >= 0
}
