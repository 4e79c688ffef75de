// Package normalise reads the forms in which registrars write dates and amounts. What it cannot read for certain is
// Unreadable, never guessed.
package normalise

import (
	"strings"

	"tvistdata/internal/record"
)

// The years in which a date of a matter can lie. Anything else is a misreading.
const (
	firstYear = 1970
	lastYear  = 2099
)

// Excel serials of the 1900 epoch for 1970-01-01 and 2099-12-31: a bare number outside them is no date.
const (
	serialOf1970 = 25569
	firstSerial  = serialOf1970
	lastSerial   = 73050
)

// Date reads 2023-03-03, 20230303, 2023/03/03, 03.03.2023, 3/3 2023 and 3 mars 2023, each with a time of day after it
// that is left out, and an Excel serial of the 1900 epoch. Day comes before month where both are numbers, as in
// Swedish use; a two-digit year is unreadable. Empty text is Missing.
func Date(text string) record.Value[record.Date] {
	text = strings.TrimSpace(text)
	if text == "" || text == "-" {
		return record.Value[record.Date]{}
	}
	if len(text) >= 10 && text[4] == '-' && text[7] == '-' {
		if len(text) == 10 || (text[10] == ' ' || text[10] == 'T') && isTime(text[11:]) {
			return date(digits(text[0:4]), digits(text[5:7]), digits(text[8:10]))
		}
		return unreadableDate()
	}
	fields := fieldsOf(text)
	switch len(fields) {
	case 1:
		return numeric(fields[0])
	case 2:
		if len(fields[0]) == 5 && text[5] == '.' && digits(fields[1]) >= 0 {
			return numeric(fields[0])
		}
	case 3:
		if len(fields[0]) == 4 && digits(fields[0]) > 0 {
			return date(digits(fields[0]), digits(fields[1]), digits(fields[2]))
		}
		if len(fields[2]) != 4 {
			return unreadableDate()
		}
		month := digits(fields[1])
		if month < 0 {
			month = monthNamed(fields[1])
		}
		return date(digits(fields[2]), month, digits(fields[0]))
	}
	return unreadableDate()
}

// fieldsOf gives the parts of a date, without the time of day after it.
func fieldsOf(text string) []string {
	fields := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '.' || r == '/' || r == ',' || r == '\u00a0' })
	if n := len(fields); n > 1 && isTime(fields[n-1]) {
		fields = fields[:n-1]
	}
	return fields
}

// numeric reads 20230303 and an Excel serial, whose fraction is the time of day.
func numeric(s string) record.Value[record.Date] {
	if n := digits(s); n >= 0 {
		if len(s) == 8 {
			return date(n/10000, n/100%100, n%100)
		}
		if len(s) == 5 && n >= firstSerial && n <= lastSerial {
			return record.Value[record.Date]{Known: record.Date(n - serialOf1970), State: record.Read}
		}
	}
	return unreadableDate()
}

// IsSerial reports whether Date reads a text as a number of days since 1900.
func IsSerial(text string) bool {
	fields := fieldsOf(strings.TrimSpace(text))
	return len(fields) > 0 && len(fields[0]) == 5 && Date(text).State == record.Read
}

// isTime tells whether s is a time of day such as 14:05 or 14:05:00.000. One with a zone is none: the day in Stockholm
// may be another.
func isTime(s string) bool {
	return strings.Contains(s, ":") && strings.Trim(s, "0123456789:.") == ""
}

// monthNamed gives 1 to 12 for a Swedish or English month name or its abbreviation of three letters or more, else -1.
func monthNamed(s string) int {
	s = strings.ToLower(s)
	if len(s) < 3 {
		return -1
	}
	for i, names := range [12][2]string{
		{"januari", "january"},
		{"februari", "february"},
		{"mars", "march"},
		{"april", "april"},
		{"maj", "may"},
		{"juni", "june"},
		{"juli", "july"},
		{"augusti", "august"},
		{"september", "september"},
		{"oktober", "october"},
		{"november", "november"},
		{"december", "december"},
	} {
		if strings.HasPrefix(names[0], s) || strings.HasPrefix(names[1], s) || (s == "sept" && i == 8) {
			return i + 1
		}
	}
	return -1
}

func date(year, month, day int) record.Value[record.Date] {
	if year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return unreadableDate()
	}
	return record.Value[record.Date]{Known: civil(year, month, day), State: record.Read}
}

// civil counts the days from 1970-01-01 without time.Date's detours; years from March, so that the leap day ends one.
func civil(year, month, day int) record.Date {
	if month <= 2 {
		year--
		month += 12
	}
	return record.Date(365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + day - 1 - 719468)
}

func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

func unreadableDate() record.Value[record.Date] {
	return record.Value[record.Date]{State: record.Unreadable}
}

// digits gives the number that s spells, or -1 when it is not one to nine ASCII digits.
func digits(s string) int {
	if s == "" || len(s) > 9 {
		return -1
	}
	n := 0
	for i := range len(s) {
		c := s[i]
		if c < '0' || c > '9' {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}
