package normalise

import (
	"strings"

	"tvistdata/internal/record"
)

// maxDigits keeps an amount in öre inside an int64.
const maxDigits = 15

// Amount reads an amount of kronor, in öre: 1234, 1 234,50 kr, 1.234,50, 1,234.50, 1 234:-, SEK 500. A lone point or
// comma before exactly three digits is a thousands separator, as no one writes thousandths of a krona. Empty text is
// Missing; a negative amount is Unreadable.
func Amount(text string) record.Value[int64] {
	text = strings.TrimSpace(text)
	if text == "" || text == "-" {
		return record.Value[int64]{}
	}
	unreadable := record.Value[int64]{State: record.Unreadable}
	s := stripCurrency(text)
	whole, fraction, ok := splitDecimals(s)
	if !ok {
		return unreadable
	}
	kronor, ok := grouped(whole)
	if !ok {
		return unreadable
	}
	ore := int64(0)
	switch len(fraction) {
	case 0:
	case 1:
		ore = int64(digits(fraction)) * 10
	case 2:
		ore = int64(digits(fraction))
	default:
		return unreadable
	}
	if ore < 0 {
		return unreadable
	}
	return record.Value[int64]{Known: kronor*100 + ore, State: record.Read}
}

// stripCurrency takes kr, kronor, SEK and :- away, at either end, in any case.
func stripCurrency(s string) string {
	if first, last := s[0], s[len(s)-1]; first >= '0' && first <= '9' && last >= '0' && last <= '9' {
		return s
	}
	lower := strings.ToLower(s)
	for _, suffix := range []string{"kronor", "kr.", "kr", "sek", ":-", ",-"} {
		if strings.HasSuffix(lower, suffix) {
			s = s[:len(s)-len(suffix)]
			break
		}
	}
	if strings.HasPrefix(lower, "sek") && len(s) >= 3 {
		s = s[3:]
	}
	return strings.TrimSpace(s)
}

// splitDecimals separates the whole kronor from the öre.
func splitDecimals(s string) (whole, fraction string, ok bool) {
	comma, point := strings.LastIndexByte(s, ','), strings.LastIndexByte(s, '.')
	last := max(comma, point)
	if last < 0 {
		return s, "", true
	}
	fraction = s[last+1:]
	if fraction == "" {
		return "", "", false
	}
	alone := comma < 0 || point < 0
	if alone && len(fraction) == 3 {
		return s, "", true
	}
	if alone && strings.Count(s, s[last:last+1]) > 1 {
		return "", "", false
	}
	return s[:last], fraction, true
}

// grouped reads digits that may be in groups of three with one kind of separator between them.
func grouped(s string) (int64, bool) {
	var n int64
	var separator rune
	count, sinceSeparator := 0, -1
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			if count++; count > maxDigits {
				return 0, false
			}
			n = n*10 + int64(r-'0')
			if sinceSeparator >= 0 {
				sinceSeparator++
			}
		case r == ' ' || r == '\u00a0' || r == '\u202f' || r == '.' || r == ',':
			if count == 0 || (separator == 0 && count > 3) || (separator != 0 && (r != separator || sinceSeparator != 3)) {
				return 0, false
			}
			separator, sinceSeparator = r, 0
		default:
			return 0, false
		}
	}
	if count == 0 || (separator != 0 && sinceSeparator != 3) {
		return 0, false
	}
	return n, true
}
