package normalise

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"tvistdata/internal/record"
)

// period is a year, two years, or a part of one, as columns of counts are called.
var period = regexp.MustCompile(`(?i)^(19|20)[0-9]{2}([-/–:. ]?((19|20)?[0-9]{2}|[qkht][1-4]|[a-z]{1,4} ?[0-9]{0,2}))?$`)

// IsValue reports whether a text is a value, not the name of a column: a date, or five digits or more with at most four letters, none
// of them beside a digit, as numbers of cases and companies and amounts have. A year, month or other period may be a name.
func IsValue(text string) bool {
	text = strings.TrimSpace(text)
	digits, letters, before := 0, 0, ' '
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
			if unicode.IsLetter(before) {
				return false
			}
		case unicode.IsLetter(r):
			letters++
		}
		before = r
	}
	if digits == 0 || period.MatchString(text) {
		return false
	}
	return digits >= 5 && letters <= 4 || Date(text).State == record.Read
}

// MoreNames reports whether a row below column names reads like another line of them: columns of dates and numbers hold words without
// a digit there, in two cells or more, and nothing else; or the row numbers its columns from 1. typed are the cells of such columns.
func MoreNames(cells, typed []string) bool {
	words := 0
	for _, c := range typed {
		switch {
		case c == "":
		case strings.ContainsFunc(c, unicode.IsDigit), !strings.ContainsFunc(c, unicode.IsLetter):
			return counts(cells)
		default:
			words++
		}
	}
	return words >= 2
}

// counts reports whether each cell, three or more, is the number of its column.
func counts(cells []string) bool {
	for i, c := range cells {
		if strings.Trim(c, "()[].# ") != strconv.Itoa(i+1) {
			return false
		}
	}
	return len(cells) >= 3
}
