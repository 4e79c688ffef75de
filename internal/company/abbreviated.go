package company

import (
	"slices"
	"strings"
	"unicode"

	"tvistdata/internal/person"
)

// legal returns the legal forms that a word may be, or be the first word of, also one that has grown together with another word:
// Bostadsaktiebolaget, Konserthusstiftelse. Names are matched by such a word as by any other.
func (w word) legal() []form {
	if len(w.forms) > 0 {
		return w.forms
	}
	for _, g := range grown {
		if stem, ok := strings.CutSuffix(w.key, g.words); ok && len(stem) > 2 {
			g.words = w.key
			return []form{g}
		}
	}
	return nil
}

// grown are what words with a legal form in them end in.
var grown = []form{
	{words: "aktiebolag", name: "AB"},
	{words: "aktiebolaget", name: "AB"},
	{words: "stiftelse", name: "stiftelse"},
	{words: "stiftelsen", name: "stiftelse"},
}

// ab reports whether a name of one word has the AB in it, as NEKTAB and NektAB have, and nobody is called so.
func ab(w word) bool {
	stem, ok := strings.CutSuffix(w.text, "AB")
	return ok && len([]rune(stem)) > 2 && !strings.ContainsFunc(stem, func(r rune) bool { return !unicode.IsLetter(r) }) &&
		!person.Called(w.text) && !person.Called(stem)
}

// InCapitals reports whether a name is one word in capitals that ends in AB. A list may write a surname so: SHIHAB.
func InCapitals(name string) bool {
	words := split(name)
	return len(words) == 1 && strings.HasSuffix(words[0].text, "AB") && strings.ToUpper(words[0].text) == words[0].text
}

// introduced returns how many words in front of a company's name say no more than it does: HSB in front of a housing co-operative's
// form, the trade of "Fastighets AB Eken", and an abbreviation of the name that a comma follows, "VÖFAB, Växjö Fastighetsförvaltning AB".
func introduced(words []word) int {
	if len(words) < 3 {
		return 0
	}
	next := words[1]
	opener := func(name string) bool {
		return !next.afterComma && slices.ContainsFunc(next.forms, func(f form) bool { return f.name == name && !strings.Contains(f.words, " ") })
	}
	switch {
	case housing[words[0].key] && opener("brf"):
		return 1
	case compounds[words[0].key] && strings.HasSuffix(words[0].key, "s") && opener("AB") && !next.dotted:
		return 1
	case next.afterComma && abbreviates(words[0], words[1:]):
		return 1
	}
	return 0
}

// housing are the federations that the names of their housing co-operatives begin with.
var housing = wordSet(`hsb hsb:s hsbs riksbyggen riksbyggens`)

// ended reports whether a company's name ends where the words before i do: behind them are tails and countries, the place of
// "Aktiebolag i Haninge", or an abbreviation of the name, "Renhållningsverk AB (SÖRAB)".
func ended(words []word, i int) bool {
	rest := words[i:]
	switch {
	case onlyTails(rest):
		return true
	case len(rest) == 1:
		return abbreviates(rest[0], words[:i])
	case len(rest) == 2 && rest[0].key == "i" && !rest[0].afterComma && !rest[1].afterComma:
		place := rest[1]
		return unicode.IsUpper([]rune(place.text)[0]) && len(person.Letters(place.text)) == 1 &&
			(whereabouts[place.key] || general[place.key] || !called(place))
	}
	return false
}

// abbreviates reports whether a word is three to eight capitals, or ends in AB, that are letters of a name in their order, from its first
// letter on, and nobody is called so.
func abbreviates(w word, name []word) bool {
	letters := []rune(w.key)
	if len(letters) < 3 || len(letters) > 8 || strings.ToUpper(w.text) != w.text && !ab(w) || called(w) ||
		strings.ContainsFunc(w.text, func(r rune) bool { return !unicode.IsLetter(r) }) || !strings.HasPrefix(name[0].key, string(letters[:1])) {
		return false
	}
	for _, r := range joined(name) {
		if len(letters) > 0 && r == letters[0] {
			letters = letters[1:]
		}
	}
	return len(letters) == 0
}

// called reports whether people are called by a word, or a part of it.
func called(w word) bool { return slices.ContainsFunc(person.Letters(w.key), person.Called) }

// longForm is the length from which a form is too long to be somebody's initials. Of the forms that are not held to the end of a name
// all abbreviations have up to three letters (AB, Brf, Oyj), as initials behind "Ek," may, and all others are words of ten and more.
const longForm = 5

// noSurname reports whether words in front of a comma are more than a surname, which AB behind it would be the initials of: they are two
// or more besides "von" and the like, and none is a given name, a surname or an initial.
func noSurname(words []word) bool {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
		for _, letters := range person.Letters(w.key) {
			if !countries[w.key] && (person.Given(letters) || person.Surname(letters) || len([]rune(letters)) == 1) {
				return false
			}
		}
	}
	own := person.NameWords(strings.Join(texts, " "))
	return len(words) > 1 && (own == nil || len(own) > 1)
}
