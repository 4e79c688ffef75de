package normalise

import (
	"fmt"
	"regexp"
	"strings"

	"tvistdata/internal/record"
)

// Period reads a year, a half-year, a quarter or a month, such as 2023, 2023-H1, 2023-Q4, 2023-12 and december 2023, and returns its
// first and its last day. 2011-12 may be December or a year over two calendar years, so it is none.
func Period(text string) (from, to record.Date, ok bool) {
	label := strings.ToUpper(strings.TrimSpace(text))
	if words := strings.Fields(label); len(words) == 2 {
		year, month := words[1], monthNamed(words[0])
		if month < 0 {
			year, month = words[0], monthNamed(words[1])
		}
		label = fmt.Sprintf("%s-%02d", year, month)
	} else if len(label) == len("2011-12") && label[5:] == fmt.Sprintf("%02d", (digits(label[2:4])+1)%100) {
		return record.NoDate, record.NoDate, false
	}
	p, from, err := record.ParsePeriod(label)
	if err != nil || from.Year() < firstYear || from.Year() > lastYear {
		return record.NoDate, record.NoDate, false
	}
	return from, p.Next(from) - 1, true
}

// wholeNumber is digits, with blanks between thousands or without, and what spreadsheet programs write behind them.
var wholeNumber = regexp.MustCompile(`^([0-9]{1,9}|[0-9]{1,3}(?: [0-9]{3}){1,2})(?:[.,]0)?$`)

// Count reads a whole number from 0 below a thousand million: 1234, 1 234 and 1234.0. A point or a comma between thousands may be that of
// decimals, so it is Unreadable. Empty text is Missing.
func Count(text string) record.Value[int64] {
	text = strings.TrimSpace(text)
	if text == "" {
		return record.Value[int64]{}
	}
	parts := wholeNumber.FindStringSubmatch(text)
	if parts == nil {
		return record.Value[int64]{State: record.Unreadable}
	}
	n := digits(strings.ReplaceAll(parts[1], " ", ""))
	return record.Value[int64]{Known: int64(n), State: record.Read}
}
