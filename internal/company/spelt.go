package company

import (
	"regexp"
	"strings"

	"golang.org/x/text/width"
)

var (
	// labelled is a word for an organisation number in front of one.
	labelled = regexp.MustCompile(`(?i)^(?:org(?:anisations?)?[ .-]*(?:nr|nummer|num|no|number)?|vat[ .-]*(?:nr|nummer|no|number)?|` +
		`moms(?:reg(?:istrerings)?)?[ .-]*(?:nr|nummer)|nr|no)[.:# ]*`)
	// vat is a Swedish VAT number: SE, the organisation number and 01 (mervärdesskattelagen 2023:200, council directive 2006/112/EC,
	// article 215).
	vat = regexp.MustCompile(`^(?i:se)[ -]?(\d{6}[ -]?\d{4})[ -]?01$`)
	// whole is a number that a program wrote with decimals, of which there are none.
	whole = regexp.MustCompile(`^(\d{10})[.,]0+$`)
	// powers is one in scientific notation with all of its ten digits.
	powers = regexp.MustCompile(`^(\d)[.,](\d{9})[eE]\+?0?9$`)
)

// spelt returns the number itself of a text that has it in another form: with an apostrophe or a word in front, full width, as a VAT
// number, or as spreadsheet programs write it. A text that repeats one number is that number. Other texts come as they are.
func spelt(text string) string {
	t := strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(width.Narrow.String(text)), "'’‘´`"))
	if rest := t[len(labelled.FindString(t)):]; isDigit(rest, 0) || vat.MatchString(rest) {
		t = rest
	}
	for _, form := range []*regexp.Regexp{vat, whole, powers} {
		if m := form.FindStringSubmatch(t); m != nil {
			return strings.Join(m[1:], "")
		}
	}
	if again := strings.FieldsFunc(t, func(r rune) bool { return strings.ContainsRune(",;/|\n", r) }); len(again) > 1 {
		first, _ := ParseNumber(strings.TrimSpace(again[0]))
		for _, other := range again[1:] {
			if n, _ := ParseNumber(strings.TrimSpace(other)); n == "" || n != first {
				return text
			}
		}
		return string(first)
	}
	return t
}
