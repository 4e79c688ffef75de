package list

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the form in which headers and code texts are compared: NFC, letters small, without surrounding white
// space, and with every run of white space inside as one blank. Folding twice changes nothing.
func Fold(s string) string {
	if plain(s) {
		return strings.ToLower(strings.TrimSpace(s))
	}
	s = norm.NFC.String(strings.Map(foldRune, norm.NFD.String(s)))
	return strings.Join(strings.Fields(s), " ")
}

// foldRune uses the capital, so that letters with two small forms (s and ſ, σ and ς) meet.
func foldRune(r rune) rune { return unicode.ToLower(unicode.ToUpper(r)) }

// plain reports that s is ASCII and has no run of white space inside, nor any but the blank.
func plain(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' || (c == ' ' && i > 0 && s[i-1] == ' ') {
			return false
		}
	}
	return true
}

// unaccented are the letters that have no decomposition into a base letter and a mark.
var unaccented = strings.NewReplacer("æ", "ae", "ø", "o", "œ", "oe", "ß", "ss", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i")

// Slug returns the identifier of a text: lower case, å and ä as a, ö as o, other letters without their marks, and one
// hyphen for everything between letters and digits. It holds only a-z, 0-9 and hyphens, neither first nor last, and
// is empty when the text has no letter or digit that can be written so. A slug is its own slug.
func Slug(s string) string {
	s = unaccented.Replace(strings.ToLower(norm.NFC.String(s)))
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range norm.NFKD.String(s) {
		r = unicode.ToLower(r) // a compatibility form can decompose into capitals
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case unicode.Is(unicode.M, r) || r == '\'' || r == '’':
			// A mark belongs to the letter before it, an apostrophe to its word.
		default:
			gap = true
		}
	}
	return b.String()
}
