package company

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tvistdata/internal/person"
)

// bareLetters returns the letters of a text as they are under any disguise: small, without marks, Latin where a letter of another script or
// a 0 looks so, and one of two that are alike. Dödsboet, DODSBOET, Dødsb0et and Döds-boet are the same.
func bareLetters(text string) string {
	if plain(text) && !strings.Contains(text, "0") {
		return single(strings.ToLower(text))
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(latin(person.FoldSigns(text)))) {
		switch {
		case r == '0':
			b.WriteByte('o')
		case r == 'ø':
			b.WriteByte('o')
		case r == 'æ':
			b.WriteByte('a')
		case unicode.IsLetter(r):
			b.WriteRune(r)
		}
	}
	return single(b.String())
}

// single leaves one of letters that stand twice or more.
func single(text string) string {
	for i := 1; i < len(text); i++ {
		if text[i] == text[i-1] {
			text = text[:i] + text[i+1:]
			i--
		}
	}
	return text
}

// latin puts Latin letters in the place of Greek and Cyrillic ones that look like them (Unicode TR 39, confusables).
func latin(text string) string {
	for i := range len(text) {
		if c := text[i]; c >= 0xcd && c <= 0xd4 { // where Greek and Cyrillic letters begin in UTF-8
			return lookalikes.Replace(text)
		}
	}
	return text
}

var lookalikes = strings.NewReplacer(
	"А", "A", "В", "B", "Е", "E", "К", "K", "М", "M", "Н", "H", "О", "O", "Р", "P", "С", "C", "Т", "T", "У", "Y", "Х", "X", "Ѕ", "S", "І", "I",
	"Ј", "J", "а", "a", "е", "e", "о", "o", "р", "p", "с", "c", "у", "y", "х", "x", "ѕ", "s", "і", "i", "ј", "j", "ԁ", "d", "һ", "h", "м", "m",
	"т", "t", "к", "k", "в", "b", "н", "h", "Α", "A", "Β", "B", "Ε", "E", "Ζ", "Z", "Η", "H", "Ι", "I", "Κ", "K", "Μ", "M", "Ν", "N", "Ο", "O",
	"Ρ", "P", "Τ", "T", "Υ", "Y", "Χ", "X", "ο", "o", "α", "a", "ν", "v", "ι", "i", "κ", "k", "ρ", "p", "τ", "t", "υ", "u", "χ", "x", "ε", "e",
)

// disguised reports whether a name of Latin letters has a letter of another script in it that looks like one: no company writes so.
func disguised(name string) bool {
	return latin(name) != name && strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}

// phrases are what says something of a name wherever its blanks, hyphens and marks are: as bareLetters has them, without blanks.
type phrases struct {
	whole, begun map[string]bool
	first        [utf8.RuneSelf]bool // the first bytes of all
}

func phrasesOf(texts ...string) *phrases {
	p := phrases{whole: map[string]bool{}, begun: map[string]bool{}}
	for _, t := range texts {
		t = bareLetters(strings.ReplaceAll(t, " ", ""))
		p.whole[t], p.first[t[0]] = true, true
		for i := range t {
			p.begun[t[:i]] = true
		}
	}
	return &p
}

// at returns of how many words the phrase is that begins at a word; 0 for none.
func (p *phrases) at(words []word, i int) int {
	if i == len(words) {
		return 0
	}
	if c := words[i].key[0]; c >= 'a' && c <= 'z' && !p.first[c] { // a small letter of ASCII is the same in every disguise
		return 0
	}
	said := ""
	for n := i; n < len(words); n++ {
		said = single(said + bareLetters(words[n].key))
		if p.whole[said] {
			return n - i + 1
		}
		if !p.begun[said] {
			return 0
		}
	}
	return 0
}
