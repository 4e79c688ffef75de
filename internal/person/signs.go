package person

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// FoldSigns returns a text with every dash as a hyphen, every blank as a space, every dot in the middle or at the foot of
// the line as a full stop, digits of every script and setting, the signs + / @ and what is full width in ASCII, and without
// characters of no width.
func FoldSigns(text string) string {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= ' ' && c < utf8.RuneSelf:
		case c == 0xc3 && i+1 < len(text) && text[i+1]&0xc0 == 0x80: // a letter of Latin-1
			i++
		default:
			return text[:i] + strings.Map(foldSign, text[i:])
		}
	}
	return text
}

func foldSign(r rune) rune {
	switch {
	case r >= ' ' && r < 0x7f:
		return r
	case Invisible(r), unicode.Is(unicode.Cf, r):
		return -1
	case Blank(r), r < ' ', unicode.Is(unicode.Zs, r):
		return ' '
	case Hyphen(r), unicode.Is(unicode.Pd, r), r == '\u00af', r == '\u02d7', r == '\u2043', r == '\u2796', r == '\u207b', r == '\u208b':
		return '-'
	}
	switch r {
	case '\u00b7', '\u2022', '\u2024', '\u2027', '\u2219', '\u22c5', '\u3002', '\u30fb', '\ufe52', '\uff61':
		return '.'
	case '\u2044', '\u2215':
		return '/'
	case '\ufe62', '\u207a', '\u208a':
		return '+'
	case '\ufe6b':
		return '@'
	}
	if r >= '\uff01' && r <= '\uff5e' {
		return r - '\uff01' + '!' // full width
	}
	if r < 0xb2 { // the first digit beyond ASCII is ²
		return r
	}
	if d, ok := digit(r); ok {
		return d
	}
	if d, ok := setDigit(r); ok {
		return d
	}
	return r
}

// digit returns the ASCII digit of a decimal digit of any script.
func digit(r rune) (rune, bool) {
	if !unicode.Is(unicode.Nd, r) {
		return 0, false
	}
	for _, t := range unicode.Nd.R16 { // a range starts with its script's zero
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return '0' + (r-rune(t.Lo))%10, true
		}
	}
	for _, t := range unicode.Nd.R32 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return '0' + (r-rune(t.Lo))%10, true
		}
	}
	return 0, false
}

// setDigit returns the ASCII digit of a digit that is set otherwise: superscript, subscript, in a circle or bracket, with a
// full stop or comma (Unicode's compatibility forms), or white on black.
func setDigit(r rune) (rune, bool) {
	switch {
	case r >= '\u2776' && r <= '\u277e':
		return '1' + (r - '\u2776'), true
	case r >= '\u2780' && r <= '\u2788':
		return '1' + (r - '\u2780'), true
	case r >= '\u278a' && r <= '\u2792':
		return '1' + (r - '\u278a'), true
	case r >= '\u24f5' && r <= '\u24fd':
		return '1' + (r - '\u24f5'), true
	case r == '\u24ff', r == '\U0001f10b', r == '\U0001f10c':
		return '0', true
	case !unicode.Is(unicode.No, r) && !unicode.Is(unicode.So, r):
		return 0, false
	}
	var found rune
	for _, d := range norm.NFKC.String(string(r)) {
		switch {
		case d >= '0' && d <= '9' && found == 0:
			found = d
		case strings.ContainsRune("().,", d):
		default:
			return 0, false
		}
	}
	return found, found > 0
}

// Invisible reports whether a character has no width: byte order mark, zero-width characters and soft hyphen, which
// come along when names are copied from documents.
func Invisible(r rune) bool {
	return r == '\ufeff' || r >= '\u200b' && r <= '\u200d' || r == '\u2060' || r == '\u00ad'
}

// Hyphen reports whether a character is a hyphen, a dash or a minus sign.
func Hyphen(r rune) bool {
	return r == '-' || r >= '\u2010' && r <= '\u2015' || r == '\u2212'
}

// Blank reports whether a character is white space, means none, or could not be read.
func Blank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == utf8.RuneError
}
