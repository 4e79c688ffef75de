package company

import (
	"slices"
	"strings"

	"tvistdata/internal/person"
)

// NamesPartner reports whether a name may hold that of a person who is liable for the company as a partner of it: it is the name of a
// handelsbolag or kommanditbolag, by its form or by the first digit of the number beside it, which is 9 for those (Skatteverket,
// SKV 709), and holds a word that people are called by, or an initial before a word of its own.
func NamesPartner(name string, n Number) bool { return ofPartners(name, n) && namesSomebody(name) }

// partnerships are the forms whose partners are liable.
var partnerships = map[string]bool{"HB": true, "KB": true}

// ofPartners reports whether a company's name or number is a handelsbolag's or kommanditbolag's.
func ofPartners(name string, n Number) bool {
	return strings.HasPrefix(string(n), "9") || slices.ContainsFunc(split(brackets.Replace(name)), func(w word) bool {
		return slices.ContainsFunc(w.forms, func(f form) bool { return partnerships[f.name] && !w.dotted })
	})
}

// namesSomebody reports whether one of the words of a company's name is what people are called by, or an initial before a word of its own.
func namesSomebody(name string) bool {
	words := split(brackets.Replace(name))
	own := func(i int) bool {
		_, n := formAt(words, i)
		return n == 0 && !known(words[i]) && len(person.Letters(words[i].key)) > 0
	}
	for i, w := range words {
		if own(i) && (called(w) || len([]rune(w.key)) == 1 && i+1 < len(words) && own(i+1)) {
			return true
		}
	}
	return false
}

// known reports whether a word says what companies do or where they are.
func known(w word) bool {
	return general[w.key] || whereabouts[w.key] || countries[w.key] || goesOn[w.key] && w.key != "a"
}

// NamesNobody reports whether a name holds no word that people are called by, and no initial, but a word of two letters at least.
func NamesNobody(name string) bool {
	letters := person.Letters(name)
	return !slices.ContainsFunc(letters, func(word string) bool { return len([]rune(word)) == 1 || person.Called(word) }) && len(letters) > 0
}

// NamesPerson reports whether a name, or a part of it, is a person's, as people or sole traders are called.
func NamesPerson(name string) bool {
	return slices.ContainsFunc(cut(name), func(p piece) bool {
		part := name[p.from:p.to]
		return person.IsName(part) || isTrader(part)
	})
}
