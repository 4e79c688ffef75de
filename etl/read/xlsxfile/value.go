package xlsxfile

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// number writes a number without exponent and without zeros at the end of its decimals, when that keeps its value:
// 5.567370431E9 becomes 5567370431, 4.4400000000000004 becomes 4.44, which is the same number to the program that
// wrote it. Of decimals it writes what a spreadsheet program shows of 0.1 + 0.2: 0.3. What could say more than was stored stays as
// written: whole numbers beyond 2^53 with an exponent, and ones like 5.56737e+09, which a program wrote that keeps six digits.
func number(s string) string {
	if digits(s) {
		return s
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) || strings.ContainsAny(s, "xX_pP") {
		return s
	}
	mantissa, exponent, scientific := strings.Cut(strings.ToLower(s), "e")
	significant := strings.Trim(strings.NewReplacer("-", "", "+", "", ".", "").Replace(mantissa), "0")
	switch {
	case len(significant) > 17:
		return s
	case scientific && math.Abs(f) >= 1<<53:
		return s
	case scientific && math.Abs(f) >= 1e6 && len(significant) <= 6 && len(exponent) >= 3 && exponent[0] == '+':
		return s
	}
	if shown, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', digitsShown, 64), 64); err == nil && f != math.Trunc(f) {
		f = shown
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

func digits(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// digitsShown is how many digits a spreadsheet program shows of a number at most.
const digitsShown = 15

// timeKind is what a number format shows of a number of days.
type timeKind int

const (
	noTime  timeKind = iota
	day              // a date, and perhaps a time of day
	clock            // a time of day alone
	elapsed          // hours, minutes or seconds, as many as there are
)

// almost is how near to a whole second, in days, is meant to be it.
const almost = 1e-8

// date writes what a number means in a cell that shows a date, a time of day or a duration; false when it means none. A number that
// holds a date gives it, whether its format shows the date or its time of day alone.
func date(s string, as timeKind, is1904 bool) (string, bool) {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(f) || f < 0 || f >= 2_958_466 {
		return "", false
	}
	if as == elapsed || as == clock && f < 1 {
		return duration(f), true
	}
	day := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case is1904:
		day = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	case f < 1, f >= 60 && f < 61:
		return "", false
	case f < 60: // 1900 counts as a leap year
		day = day.AddDate(0, 0, 1)
	}
	days := math.Floor(f + almost)
	seconds := min(math.Round((f-days)*86_400), 86_399)
	at := day.AddDate(0, 0, int(days)).Add(time.Duration(max(seconds, 0)) * time.Second)
	if at.Year() > 9999 {
		return "", false
	}
	if seconds <= 0 {
		return at.Format(time.DateOnly), true
	}
	return at.Format("2006-01-02T15:04:05"), true
}

// duration writes a number of days as hours, minutes and seconds.
func duration(days float64) string {
	seconds := int(math.Round(days * 86_400))
	return fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
}

// builtinTime says what the formats show that are the same everywhere and are not written down in a workbook.
func builtinTime(id int) timeKind {
	switch {
	case id >= 14 && id <= 17, id == 22:
		return day
	case id >= 18 && id <= 21, id == 45, id == 47:
		return clock
	case id == 46:
		return elapsed
	}
	return noTime
}

// condition is that of a section of a number format.
var condition = regexp.MustCompile(`\[[<>=]`)

// timeFormat says what a number format shows of a number of days: a day, a month by name or a year where it holds y, d or mmm outside
// quotes, brackets and escapes; else hours, minutes or seconds where it holds h or s there, or in brackets. Of several sections the
// first one counts; all, where they have conditions.
func timeFormat(code string) (as timeKind) {
	code = strings.ToLower(code)
	if code == "general" || code == "standard" {
		return noTime
	}
	conditions := condition.MatchString(code)
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case ';':
			if !conditions {
				return as
			}
		case '\\', '_', '*':
			i++
		case '"':
			i += len(enclosed(code[i+1:], `"`)) + 1
		case '[':
			inside := enclosed(code[i+1:], "]")
			if inside != "" && strings.Trim(inside, "hms") == "" {
				as = elapsed
			}
			i += len(inside) + 1
		case 'y', 'd', 'b':
			return day
		case 'm':
			if strings.HasPrefix(code[i:], "mmm") {
				return day
			}
		case 'g': // General beside other sections, or the era before a year
			if strings.HasPrefix(code[i:], "general") {
				i += len("general") - 1
			}
		case 'h', 's':
			if as == noTime {
				as = clock
			}
		}
	}
	return as
}
