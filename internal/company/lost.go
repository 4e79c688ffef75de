package company

import (
	"regexp"
	"strings"
	"unicode"
)

// escaped are letters that a program wrote as a code and nobody read back: quoted-printable, percent signs, HTML, JSON, XML of
// workbooks and UTF-7.
var escaped = regexp.MustCompile(`=C3=[89AB][0-9A-F]|=(?:E5|E4|F6|C5|C4|D6|E9|FC)|%C3%[89AB][0-9A-Fa-f]|&(?:#\d+|#[xX][0-9a-fA-F]+|` +
	`[A-Za-z]+(?:ring|uml|acute|grave|circ|lig|slash|tilde|cedil));|\\u00[0-9a-fA-F]{2}|_x00[0-9A-Fa-f]{2}_|\+A[MO][A-Z0-9]-`)

// substitutes are signs that stand for a letter where one is followed by a small letter in the same word: what programs write for a
// letter that they do not have, what å, ä and ö are in ISO 646, code page 850 and Mac Roman, and the marks of letters by themselves.
const substitutes = "?*#_{}|[]\\^~¨˚°¿¤¥¦§¬†‡„”“•√¶ÃŒŠ"

// inBrackets is a style that companies write their names in: re[design]. Where [ and ] stand for Ä and Å, capitals are around them.
var inBrackets = regexp.MustCompile(`(\p{Ll})\[(\p{Ll}+)\]`)

// LostLetter reports whether a name has lost a letter on the way: P?hittade, P}hittade, P=C3=A5hittade, ?ngstr?ms, Ume? Bygg. What
// the letter was can only be guessed, and with another one it may be another company's name.
func LostLetter(name string) bool {
	if !mayLack(name) {
		return false
	}
	if strings.ContainsRune(name, unicode.ReplacementChar) || escaped.MatchString(name) {
		return true
	}
	text := []rune(inBrackets.ReplaceAllString(name, "$1$2"))
	for i := 0; i < len(text); i++ {
		if !substitute(text[i]) {
			continue
		}
		end := i + 1
		for end < len(text) && text[end] == text[i] {
			end++
		}
		if lacksLetter(text, i, end) {
			return true
		}
		i = end - 1
	}
	return false
}

// mayLack reports, at little cost, whether a name may have lost a letter.
func mayLack(name string) bool {
	for i := range len(name) {
		switch c := name[i]; {
		case c|0x20 >= 'a' && c|0x20 <= 'z', c == ' ', c >= '(' && c < '=' && c != '*' && c != '+', c == '"', c == '!', c == '\'':
		case c == 0xc3 && i+1 < len(name) && name[i+1] >= 0x84: // letters of Latin-1
		case c >= 0x84 && c < 0xc0 && i > 0 && name[i-1] == 0xc3:
		default:
			return true
		}
	}
	return false
}

func substitute(r rune) bool {
	return strings.ContainsRune(substitutes, r) || r >= '\u2500' && r <= '\u259f'
}

// lacksLetter reports whether the equal signs from i to end stand for a letter.
func lacksLetter(text []rune, i, end int) bool {
	letter := func(k int) bool { return k >= 0 && k < len(text) && unicode.IsLetter(text[k]) && !substitute(text[k]) }
	upper := func(k int) bool { return letter(k) && unicode.IsUpper(text[k]) }
	small := func(k int) bool { return letter(k) && !unicode.IsUpper(text[k]) }
	has := func(in []rune, r rune) bool { return strings.ContainsRune(string(in), r) }
	sign, before, start := text[i], letter(i-1), i == 0 || text[i-1] == ' '
	switch {
	case before && small(end):
		return true
	case sign == 'Ã': // SÃO BENTO
		return small(end)
	case before && upper(end):
		return sign == '?' || sign == ']' || sign == '[' && !has(text[end:], ']') || sign == '\\' && upper(i-1)
	case start && small(end):
		return strings.ContainsRune("?}]|\\", sign) || sign == '{' && !has(text[end:], '}') || sign == '[' && !has(text[end:], ']')
	case before && end < len(text) && text[end] == ' ':
		return sign == '?' || sign == '{' || sign == '}' && !has(text[:i], '{')
	}
	return false
}
