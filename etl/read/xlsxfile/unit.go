package xlsxfile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/currency"
)

// scaled is a section of a number format that shows thousands or millions of a number that is stored in full.
var scaled = regexp.MustCompile(`[0#?],+(?:[^0#?,]|$)`)

// scales are words for thousands and millions of a currency.
var scales = strings.Fields("tkr kkr tsek ksek mkr msek mnkr mdkr mdr tusen miljon miljoner milj mio k m t teur keur meur tusd kusd musd")

// unitOf returns the unit that a number format shows beside its numbers, where it makes another amount of them than one in kronor:
// per cent, another currency, thousands that are not stored. "" for none.
func unitOf(code string) string {
	sections := []string{code}
	if condition.MatchString(code) {
		sections = strings.Split(code, ";")
	}
	for _, s := range sections {
		words := wordsOf(s)
		if strings.Contains(words, "%") {
			return "%"
		}
		if scaled.MatchString(s) {
			continue
		}
		for word := range strings.FieldsSeq(words) {
			word = strings.Trim(word, ".()/-")
			_, err := currency.ParseISO(word)
			foreign := err == nil && !strings.EqualFold(word, "SEK")
			signed := strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Sc, r) })
			if foreign || signed || slices.Contains(scales, strings.ToLower(word)) {
				return strings.TrimSpace(words)
			}
		}
	}
	return ""
}

// wordsOf returns what the first section of a number format shows besides the number.
func wordsOf(section string) string {
	var b strings.Builder
	for i := 0; i < len(section); i++ {
		switch c := section[i]; c {
		case ';':
			return b.String()
		case '_', '*':
			i++
			b.WriteByte(' ')
		case '\\':
			if i++; i < len(section) {
				b.WriteByte(section[i])
			}
		case '"':
			text := enclosed(section[i+1:], `"`)
			b.WriteString(text)
			i += len(text) + 1
		case '[':
			text := enclosed(section[i+1:], "]")
			if sign, ok := strings.CutPrefix(text, "$"); ok {
				b.WriteString(" " + enclosed(sign, "-") + " ")
			}
			i += len(text) + 1
		case '0', '#', '?', ',', '.':
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// inUnit writes a number with its unit.
func inUnit(number, unit string) string {
	if unit != "%" {
		return number + " " + unit
	}
	f, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return number
	}
	return strconv.FormatFloat(f*100, 'g', digitsShown, 64) + "%"
}
