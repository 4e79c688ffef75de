package company

import (
	"strings"
	"unicode"

	"tvistdata/internal/person"
)

// personAt returns where a given name and a surname begin, in either order, among the words; -1 for nowhere.
func personAt(words []word) int {
	is := func(w word, called func(string) bool) bool {
		for _, letters := range person.Letters(w.key) {
			if called(letters) {
				return !ordinary(w.key)
			}
		}
		return false
	}
	for i := range len(words) - 1 {
		if _, n := formAt(words, i+1); n > 0 {
			continue
		}
		a, b := words[i], words[i+1]
		if is(a, person.Given) && is(b, person.Surname) || is(a, person.Surname) && is(b, person.Given) {
			return i
		}
	}
	return -1
}

// besidesPerson reports whether a name with a legal form begins with a person's, or has one in it, and goes on with something else than what
// that person's company does: "Anna Ek vid Bygg AB", "Anna Ek: Bygg AB", "Anna Ek född 1981 AB".
func besidesPerson(name string, words []word) bool {
	if personAt(words) < 0 && !strings.ContainsFunc(name, odd) {
		return false
	}
	words = split(latin(person.FoldSigns(parted(name))))
	from := personAt(words)
	if from < 0 {
		return false
	}
	i := from + 2
	for i < len(words) && called(words[i]) && !small[words[i].key] && !ordinary(words[i].key) && len(words[i].forms) == 0 {
		i++
	}
	if before := words[i-1].text; strings.HasSuffix(before, ".") {
		return true
	}
	switch {
	case i == len(words):
		return false
	case words[i].afterComma && len(words[i].legal()) == 0 && !countries[words[i].key]:
		return true
	case len(words[i].legal()) > 0, words[i].key == "&", words[i].key == "+", joins[words[i].key]:
		return false
	}
	if words[i].key == "i" && i+1 < len(words) && whereabouts[words[i+1].key] {
		return false
	}
	return small[words[i].key] || !tellNobody(words[i:i+1])
}

// small are words that tie what is before them to what is behind.
var small = wordSet(`i på in of for för av med de la the co till från vid under över mellan runt nära utan at bei chez ved`)

// odd reports whether a sign is one that words of a company's name seldom have in them.
func odd(r rune) bool {
	return r != ' ' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-'’.&+,()/´`", r)
}

// parted writes odd signs, and a quotation mark in front of a word, as words of their own.
func parted(name string) string {
	var b strings.Builder
	before := ' '
	for _, r := range name {
		if odd(r) && !unicode.Is(unicode.M, r) || before == ' ' && strings.ContainsRune("'’´`", r) {
			b.WriteString(" § ")
		} else {
			b.WriteRune(r)
		}
		before = r
	}
	return b.String()
}
