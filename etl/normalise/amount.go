package normalise

import (
	"strings"

	"tvistdata/internal/record"
)

// maxDigits keeps an amount in thousandths inside an int64.
const maxDigits = 15

// Amount reads an amount of money, in parts of its currency: 1234, 1 234,50 kr, 1.234,50, 1,234.50, 1 234:-, SEK 500. A lone point
// or comma before exactly three digits is a thousands separator, as no one writes thousandths of a krona, unless the list says that
// it stands before decimals: then it is read only where the currency has three. Empty text is Missing; a negative amount, another
// currency's sign and more decimals than the currency has are Unreadable.
func Amount(text string, m record.Money) record.Value[int64] {
	text = strings.TrimSpace(text)
	if text == "" || text == "-" {
		return record.Value[int64]{}
	}
	unreadable := record.Value[int64]{State: record.Unreadable}
	whole, fraction, ok := splitDecimals(withoutSign(text, m.Signs), m.Mark)
	if !ok {
		return unreadable
	}
	units, ok := grouped(whole)
	if !ok {
		return unreadable
	}
	parts, ok := decimalsOf(fraction, m)
	if !ok {
		return unreadable
	}
	return record.Value[int64]{Known: units*m.Parts() + parts, State: record.Read}
}

// decimalsOf reads the decimals of an amount.
func decimalsOf(fraction string, m record.Money) (parts int64, ok bool) {
	if m.Decimals == 0 && strings.Trim(fraction, "0") != "" || len(fraction) > max(m.Decimals, 2) {
		return 0, false
	}
	of := m.Parts()
	for _, r := range fraction {
		if r < '0' || r > '9' {
			return 0, false
		}
		of /= 10
		parts += int64(r-'0') * of
	}
	return parts, true
}

// withoutSign takes the currency's signs and :- away, at either end, in any case.
func withoutSign(s string, signs []string) string {
	if first, last := s[0], s[len(s)-1]; first >= '0' && first <= '9' && last >= '0' && last <= '9' {
		return s
	}
	lower := strings.ToLower(s)
	if len(lower) != len(s) {
		return s
	}
	for _, suffix := range append([]string{":-", ",-"}, signs...) {
		if strings.HasSuffix(lower, suffix) {
			s, lower = s[:len(s)-len(suffix)], lower[:len(s)-len(suffix)]
			break
		}
	}
	for _, prefix := range signs {
		if strings.HasPrefix(lower, prefix) {
			s = s[len(prefix):]
			break
		}
	}
	return strings.TrimSpace(s)
}

// splitDecimals separates the whole from the decimals, before which mark stands where both it and a thousands separator could be meant.
func splitDecimals(s string, mark byte) (whole, fraction string, ok bool) {
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
	many := strings.Count(s, s[last:last+1]) > 1
	if alone && len(fraction) == 3 && (s[last] != mark || many) {
		return s, "", true
	}
	if alone && many {
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
