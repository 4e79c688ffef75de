// Package privacy keeps persons out. The Door empties the cells of personal columns before anything else sees them;
// the Exit decides what of a respondent may leave; Scan finds what must be in no published byte.
package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tvistdata/internal/company"
)

// Found is what Scan found in a text.
type Found string

// What a text can hold that may not leave. Nothing means that it holds none of them.
const (
	Nothing        Found = ""
	PersonalNumber Found = "personal number"
	Mail           Found = "e-mail address"
	Telephone      Found = "telephone number"
)

// fewest is the number of digits of the shortest number that Scan looks for.
const fewest = 8

// Scan looks for a Swedish personal or co-ordination number (10 or 12 digits with a valid date and check digit, with
// any dashes, dots and blanks between year, month, day and the last four: SFS 1991:481 18 §, SFS 2022:1697), an e-mail
// address or a telephone number (Swedish with a leading 0, or international with +). A company's number is none: its
// third digit is 2 or more. Nor is a digest or the id of a release, whatever its digits.
func Scan(text string) Found {
	digits, at := look(text)
	if !at && digits < fewest {
		return Nothing
	}
	text = company.FoldSigns(text)
	switch {
	case at && holdsMail(text):
		return Mail
	case digits < fewest:
		return Nothing
	}
	text = withoutDigests(text)
	switch {
	case company.HoldsPersonalNumber(text):
		return PersonalNumber
	case holdsTelephone(text):
		return Telephone
	}
	return Nothing
}

// look counts the digits of a text and tells whether an @ may stand in it.
func look(text string) (digits int, at bool) {
	ascii := true
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '@':
			at = true
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	if ascii {
		return digits, at
	}
	for _, r := range text {
		switch {
		case r < 0x660: // the first digits beyond ASCII
		case r == '\ufe6b', r == '\uff20':
			at = true
		case unicode.IsDigit(r):
			digits++
		}
	}
	return digits, at
}

// holdsMail tells whether an @ stands between a word and a dotted word.
func holdsMail(text string) bool {
	for rest := text; ; {
		at := strings.IndexByte(rest, '@')
		if at < 0 {
			return false
		}
		host := rest[at+1:]
		if end := strings.IndexAny(host, " ,;<>()\t\n\"'"); end >= 0 {
			host = host[:end]
		}
		if at > 0 && rest[at-1] > ' ' && strings.IndexByte(strings.TrimRight(host, "."), '.') > 0 {
			return true
		}
		rest = rest[at+1:]
	}
}

// withoutDigests puts other characters in the place of SHA-256 digests and of ids of releases.
func withoutDigests(text string) string {
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && (text[j] >= '0' && text[j] <= '9' || text[j] >= 'a' && text[j] <= 'f') {
			j++
		}
		digest := j-i == 64 || j-i == 16 && strings.HasSuffix(text[:i], "r-")
		if digest && !wordAt(text, i-1) && !wordAt(text, j) && strings.ContainsAny(text[i:j], "abcdef") {
			text = text[:i] + strings.Repeat("x", j-i) + text[j:]
		}
		i = j + 1
	}
	return text
}

// wordAt tells whether a letter or digit of ASCII stands at i.
func wordAt(text string, i int) bool {
	return i >= 0 && i < len(text) &&
		(text[i] >= '0' && text[i] <= '9' || text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z')
}
