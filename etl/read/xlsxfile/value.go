package xlsxfile

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// number writes a number without exponent and without zeros at the end of its decimals, when that keeps its value:
// 5.567370431E9 becomes 5567370431, 4.4400000000000004 becomes 4.44, which is the same number to the program that
// wrote it. What could say more than was stored stays as written: whole numbers beyond 2^53 with an exponent, and ones
// like 5.56737e+09, which a program wrote that keeps six digits.
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

// date writes the date that a number means in a cell with the format of a date; false when it means none.
func date(s string, is1904 bool) (string, bool) {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(f) || f < 1 && !is1904 || f < 0 || f >= 2_958_466 {
		return "", false
	}
	day := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case is1904:
		day = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	case f < 60: // 1900 counts as a leap year
		day = day.AddDate(0, 0, 1)
	case f < 61:
		return "", false
	}
	const almost = 1e-8 // of a day; what is this near to midnight was meant to be midnight
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

// builtinDates are the numbers of the formats that are dates everywhere and are not written down in a workbook.
func builtinDate(id int) bool { return id >= 14 && id <= 17 || id == 22 }

// dateFormat reports whether a number format shows a day, a month by name or a year: whether it holds y, d or mmm
// outside quotes, brackets and escapes.
func dateFormat(code string) bool {
	code = strings.ToLower(code)
	if code == "general" || code == "standard" {
		return false
	}
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case ';':
			return false // the rest is for negative numbers, zero and text
		case '\\', '_', '*':
			i++
		case '"', '[':
			end := byte('"')
			if code[i] == '[' {
				end = ']'
			}
			for i++; i < len(code) && code[i] != end; i++ {
			}
		case 'y', 'd':
			return true
		case 'm':
			if strings.HasPrefix(code[i:], "mmm") {
				return true
			}
		}
	}
	return false
}
