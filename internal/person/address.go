package person

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// streets are what the names of Swedish streets end in.
var streets = strings.Fields(`gatan gata gränd gränden vägen väg vagen stigen stig torget torg allén allé backen backe liden leden gången
	kroken svängen slingan esplanaden kajen ringen plan`)

// apartment is the number of a flat: lgh 1101, Lägenhet nr 1101. A flat in full has four digits: the national number.
var apartment = regexp.MustCompile(`(?i)(?:^|[^\pL\d])(?:lght?[.:]?(?: ?nr[.:]?)? ?\d{1,4}|` +
	`lägenhet(?:snummer|snr)?[.:]?(?: ?nr[.:]?)? ?\d{4})(?:[^\d]|$)`)

// HoldsAddress reports whether a name holds an address: a street with a number (Storgatan 12 B), a post-office box, a
// post code with a place (123 45 Stockholm) or the number of a flat (lgh 1101). A name that as a whole is a company's by its
// legal form, Storgatan 12 AB, Brf Storgatan 12, is that company's own, many are called after where they are, but not with
// the number of a flat: somebody lives there.
func HoldsAddress(name string, companys bool) bool {
	if look(name).digits == 0 {
		return false
	}
	text := norm.NFC.String(FoldSigns(name))
	if mayBeFlat(text) && apartment.MatchString(text) {
		return true
	}
	if companys {
		return false
	}
	for i := 0; i < len(text); {
		n := digitsAt(text, i)
		if n > 0 && (streetAt(text, i, n) || postCodeAt(text, i, n)) {
			return true
		}
		i += max(n, 1)
	}
	return false
}

// mayBeFlat reports, at little cost, whether a text may say that somebody lives in a flat: it has lg or lä in it.
func mayBeFlat(text string) bool {
	for i := range len(text) - 1 {
		if text[i]|0x20 == 'l' && (text[i+1]|0x20 == 'g' || text[i+1] == 0xc3) {
			return true
		}
	}
	return false
}

// digitsAt returns the number of digits in a row at i.
func digitsAt(text string, i int) int {
	n := 0
	for i+n < len(text) && text[i+n] >= '0' && text[i+n] <= '9' {
		n++
	}
	return n
}

// streetAt reports whether n digits at i are the number of a house, with a letter or without, or of a post-office box.
func streetAt(text string, i, n int) bool {
	before := strings.TrimSuffix(text[:i], " ")
	word := strings.ToLower(before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) })+1:])
	if word == "box" {
		return n <= 5 && !lettersFollow(text[i+n:], 1)
	}
	if n > 3 || lettersFollow(text[i+n:], 2) {
		return false
	}
	for _, end := range streets {
		if len(word) > len(end) && strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

// postCodeAt reports whether n digits at i begin a post code, 12345 or 123 45, with a place behind it.
func postCodeAt(text string, i, n int) bool {
	if i > 0 && strings.IndexByte(" ,-", text[i-1]) < 0 {
		return false
	}
	rest := text[i+n:]
	if n == 3 && strings.HasPrefix(rest, " ") && digitsAt(rest, 1) == 2 {
		n, rest = 5, rest[3:]
	}
	return n == 5 && strings.HasPrefix(rest, " ") && lettersFollow(strings.TrimLeft(rest, " "), 2)
}

// lettersFollow reports whether a text begins with so many letters.
func lettersFollow(text string, n int) bool {
	for ; n > 0; n-- {
		r, size := utf8.DecodeRuneInString(text)
		if !unicode.IsLetter(r) {
			return false
		}
		text = text[size:]
	}
	return true
}
