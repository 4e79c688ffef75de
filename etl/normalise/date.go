// Package normalise reads the forms in which registrars write dates and amounts. What it cannot read for certain is
// Unreadable, never guessed.
package normalise

import (
	"regexp"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // for Stockholm
	"unicode"
	"unicode/utf8"

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

// Date reads 2023-03-03, 2023-3-3, 20230303, 2023/03/03, 03.03.2023, 3-3-2023, 3/3 2023, 3/3-2023, 3 mars 2023, den 3:e mars 2023,
// fredag 3 mars 2023 and March 3, 2023, and an Excel serial of the 1900 epoch. A time of day behind a date is left out, but that one
// with a zone tells which day it is in Stockholm. Day comes before month where both are numbers, as in Swedish use; a two-digit year is
// unreadable, and so is a date with another day of the week than its own. Empty text is Missing.
func Date(text string) record.Value[record.Date] {
	text = strings.TrimSpace(text)
	if text == "" || text == "-" {
		return record.Value[record.Date]{}
	}
	if len(text) >= 10 && text[4] == '-' && text[7] == '-' &&
		(len(text) == 10 || (text[10] == ' ' || text[10] == 'T') && isTime(text[11:])) {
		return date(digits(text[0:4]), digits(text[5:7]), digits(text[8:10]))
	}
	p := partsOf(text)
	return p.in(p.day())
}

// parts are what a date is made of: the words and numbers between blanks and signs, a day of the week in front and a time of day behind.
type parts struct {
	fields  []string
	weekday string // in small letters
	clock   []string
}

var (
	// clock is a time of day behind a date: its hour, minute and zone.
	clock = regexp.MustCompile(`(?i)^(.+?)(?:t|[ ,]+(?:kl\.? ?|klockan )?)(\d{1,2})[:.](\d{2})(?:[:.]\d{2}(?:[.,]\d+)?)?` +
		` ?(?:[ap]m|[fe]m)?(z|utc| ?[+-]\d{2}:?\d{2})?$`)
	// weekday is a day of the week in front of a date, in Swedish or English.
	weekday = regexp.MustCompile(`(?i)^(mån|tis|ons|tor|fre|lör|sön|mon|tue|wed|thu|fri|sat|sun)` +
		`(?:s|dag(?:en)?|sdag(?:en)?|day|sday|nesday|rsday|urday|r|rs|nes)?[.,]? +`)
)

// partsOf takes a date apart.
func partsOf(text string) (p parts) {
	if m := clock.FindStringSubmatch(text); m != nil {
		text, p.clock = m[1], m[2:]
	}
	if m := weekday.FindStringSubmatch(text); m != nil {
		text, p.weekday = text[len(m[0]):], strings.ToLower(m[1])
	}
	if len(text) > 4 && strings.EqualFold(text[:4], "den ") {
		text = text[4:]
	}
	if r, _ := utf8.DecodeRuneInString(text); dash(r) { // a negative number
		return parts{}
	}
	p.fields = strings.FieldsFunc(text, func(r rune) bool {
		return r == ' ' || r == '.' || r == '/' || r == ',' || r == '\u00a0' || dash(r)
	})
	if f := p.fields; len(f) == 2 && len(f[0]) == 5 && (text[5] == '.' || text[5] == ',') && digits(f[0]) >= 0 && digits(f[1]) >= 0 {
		p.fields = f[:1] // a serial with its time of day
	}
	return p
}

func dash(r rune) bool { return r == '-' || r == '\u2212' || r > 0x7f && unicode.Is(unicode.Pd, r) }

// day reads the day that the fields tell.
func (p parts) day() record.Value[record.Date] {
	f := p.fields
	switch {
	case len(f) == 1:
		return numeric(f[0])
	case len(f) != 3:
		return unreadableDate()
	case len(f[0]) == 4 && digits(f[0]) > 0:
		return date(digits(f[0]), month(f[1]), digits(f[2]))
	case len(f[2]) != 4:
		return unreadableDate()
	case monthNamed(f[0]) > 0:
		return date(digits(f[2]), monthNamed(f[0]), dayOfMonth(f[1]))
	}
	return date(digits(f[2]), month(f[1]), dayOfMonth(f[0]))
}

// dayOfMonth reads 5, 5:e and 5th; -1 for what is neither.
func dayOfMonth(s string) int {
	s = strings.ToLower(s)
	for _, ending := range []string{":e", ":a", ":de", ":dje", "st", "nd", "rd", "th"} {
		s = strings.TrimSuffix(s, ending)
	}
	return digits(s)
}

// month reads a number or a name of a month; -1 for what is neither.
func month(s string) int {
	if n := digits(s); n >= 0 {
		return n
	}
	return monthNamed(s)
}

// in gives the day in Stockholm of a date, by its time of day when that has a zone. It is unreadable when the day of the week is
// another one, and when a zone that is neither UTC nor Stockholm's makes another day of it.
func (p parts) in(v record.Value[record.Date]) record.Value[record.Date] {
	if v.State != record.Read {
		return v
	}
	if p.weekday != "" && weekdays[p.weekday] != v.Known.Time().Weekday() {
		return unreadableDate()
	}
	if p.clock == nil || p.clock[2] == "" {
		return v
	}
	zone := strings.Trim(strings.ToLower(p.clock[2]), " ")
	offset, utc := 0, zone == "z" || zone == "utc"
	if !utc {
		hhmm := strings.Replace(zone[1:], ":", "", 1)
		offset = digits(hhmm[:2])*60 + digits(hhmm[2:])
		if utc = offset == 0; zone[0] == '-' {
			offset = -offset
		}
	}
	minutes := digits(p.clock[0])*60 + digits(p.clock[1]) - offset
	there := v.Known.Time().Add(time.Duration(minutes) * time.Minute).In(stockholm())
	day := record.NewDate(there.Year(), there.Month(), there.Day())
	if day != v.Known && !utc {
		return unreadableDate()
	}
	return record.Value[record.Date]{Known: day, State: record.Read}
}

// weekdays are those of weekday's words.
var weekdays = map[string]time.Weekday{
	"mån": time.Monday, "tis": time.Tuesday, "ons": time.Wednesday, "tor": time.Thursday, "fre": time.Friday, "lör": time.Saturday,
	"sön": time.Sunday, "mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday, "thu": time.Thursday, "fri": time.Friday,
	"sat": time.Saturday, "sun": time.Sunday,
}

// stockholm is the zone of every date.
var stockholm = sync.OnceValue(func() *time.Location {
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		panic(err) // it is part of the program
	}
	return zone
})

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
	fields := partsOf(strings.TrimSpace(text)).fields
	return len(fields) == 1 && len(fields[0]) == 5 && Date(text).State == record.Read
}

// isTime reports whether s is a time of day such as 14:05 or 14:05:00.000, without a zone.
func isTime(s string) bool {
	return strings.Contains(s, ":") && strings.Trim(s, "0123456789:.") == ""
}

// monthNamed returns 1 to 12 for a Swedish or English month name or its abbreviation of three letters or more, else -1.
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

// digits returns the number that s spells, or -1 when it is not one to nine ASCII digits.
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
