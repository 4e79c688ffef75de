package company

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tvistdata/internal/person"
)

// personAt returns where a given name and a surname stand, in either order, among the words: from the first word to the one behind the
// last; -1 for nowhere.
func personAt(words []word) (from, to int) {
	is := func(w word, called func(string) bool) bool {
		return !ordinary(w.key) && slices.ContainsFunc(person.Letters(w.key), called)
	}
	for i := range words {
		next := i + 1
		for next < len(words) && particles[words[next].key] {
			next++
		}
		if next == len(words) {
			break
		}
		a, b := words[i], words[next]
		if _, n := formAt(words, next); n == 0 && (is(a, person.Given) && is(b, person.Surname) || is(a, person.Surname) && is(b, person.Given)) {
			return i, next + 1
		}
	}
	return -1, -1
}

// particles are small words in names of people.
var particles = wordSet(`von van af de del der den`)

// besidesPerson reports whether a name with a legal form begins with a person's, or has one in it, and goes on with something else than
// what that person's company does: "Anna Ek vid Bygg AB", "Anna Ek: Bygg AB", "Anna Ek född 1981 AB"; or whether somebody is at another's:
// "Fru Ek vid Bygg AB".
func besidesPerson(name string, words []word) bool {
	if atAnothers(words) {
		return true
	}
	if from, _ := personAt(words); from < 0 && !strings.ContainsFunc(name, odd) {
		return false
	}
	words = split(latin(person.FoldSigns(parted(name))))
	from, i := personAt(words)
	if from < 0 {
		return false
	}
	for i < len(words) && called(words[i]) && !small[words[i].key] && !ordinary(words[i].key) && len(words[i].forms) == 0 {
		i++
	}
	switch {
	case strings.HasSuffix(words[i-1].text, "."), from > 0 && somewhere[words[from-1].key]:
		return true
	case i == len(words):
		return false
	case words[i].afterComma && len(words[i].legal()) == 0 && !countries[words[i].key]:
		return true
	case len(words[i].legal()) > 0, words[i].key == "&", words[i].key == "+", joins[words[i].key],
		words[i].key == "i" && i+1 < len(words) && whereabouts[words[i+1].key]:
		return false
	}
	return small[words[i].key] || !tellNobody(words[i:i+1])
}

// atAnothers reports whether a word that ties somebody to a place or a company stands behind a title, an initial or what people are called.
func atAnothers(words []word) bool {
	for i, w := range words {
		if i > 0 && somewhere[w.key] && slices.ContainsFunc(words[:i], func(w word) bool {
			return utf8.RuneCountInString(w.key) == 1 && w.key != "&" || person.Title(strings.Trim(w.key, ".")) || called(w) && !ordinary(w.key)
		}) {
			return true
		}
	}
	return false
}

// somewhere are words that say where somebody is or for whom.
var somewhere = wordSet(`vid från åt bei chez ved hjå jobbar arbetar anst`)

// small are words that tie what is before them to what is behind.
var small = wordSet(`i på in of for för av med de la the co till från vid åt under över mellan runt nära utan at bei chez ved`)

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
