package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// wrongly are the encodings that UTF-8 is decoded in by mistake, each with the characters that its first byte becomes.
var wrongly = []struct {
	charmap *charmap.Charmap
	leads   string
}{
	{charmap.Windows1252, "ÂÃÅÆËÌÍâï"},
	{charmap.CodePage850, "├┬"},
	{charmap.CodePage437, "├┬"},
	{charmap.Macintosh, "√¬"},
}

// redecoded decodes again what was decoded in a wrong encoding, and reports whether there was any. What has two readings stays.
func redecoded(text []rune) (out []rune, found bool) {
	out = make([]rune, 0, len(text))
	for i := 0; i < len(text); {
		r, n := meant(text[i:])
		if n == 0 && text[i] >= 0x80 && text[i] < 0xa0 {
			if r = control(text, i); r != text[i] {
				n = 1
			}
		}
		if n == 0 {
			out = append(out, text[i])
			i++
			continue
		}
		out, found = append(out, r), true
		i += n
	}
	return out, found
}

// meant returns the character whose UTF-8 was decoded as the first n of a text; n is 0 when there is none, or more than one.
func meant(text []rune) (is rune, n int) {
	for _, w := range wrongly {
		if !strings.ContainsRune(w.leads, text[0]) {
			continue
		}
		var b []byte
		for k := 0; k < len(text) && len(b) < utf8.UTFMax && !utf8.FullRune(b); k++ {
			c, ok := w.charmap.EncodeRune(text[k])
			if !ok && text[k] >= 0x80 && text[k] < 0xa0 { // what a program leaves of bytes that are undefined
				c, ok = byte(text[k]), true
			}
			if !ok || c < 0x80 {
				break
			}
			b = append(b, c)
		}
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError || size != len(b) || !western(r) {
			continue
		}
		if n > 0 && r != is {
			return 0, 0
		}
		is, n = r, size
	}
	return is, n
}

// western reports whether a character is one that Windows-1252 has, or a mark that makes one of a letter.
func western(r rune) bool {
	if r == 'Š' || r == 'Œ' || r == 'œ' { // what they become may be meant: Å and a blank or a quotation mark
		return false
	}
	_, ok := charmap.Windows1252.EncodeRune(r)
	return ok && r >= 0x80 || r >= 0x80 && r < 0xa0 || r == '\ufeff' || r >= 0x300 && r <= 0x36f
}

// control returns the sign of Windows-1252 that a byte is which was decoded as the control character at i: a quotation mark, a dash
// and the like. It leaves letters alone, and what stands inside a word, which may be a letter of code page 850 or
// Mac Roman: there it is U+FFFD. U+0085 is a line break.
func control(text []rune, i int) rune {
	sign := charmap.Windows1252.DecodeByte(byte(text[i]))
	letter := func(k int) bool { return k >= 0 && k < len(text) && unicode.IsLetter(text[k]) }
	small := func(k int) bool { return letter(k) && unicode.IsLower(text[k]) }
	switch {
	case text[i] == 0x85, sign == utf8.RuneError:
		return text[i]
	case text[i] == 0x92 && letter(i-1): // O’Brien
		return sign
	case text[i] == 0x8a && !letter(i-1) && small(i+1): // Škoda
		return sign
	case unicode.IsLetter(sign), letter(i-1) && small(i+1), !letter(i-1) && small(i+1) && strings.ContainsRune("„†‡", sign):
		return utf8.RuneError
	}
	return sign
}
