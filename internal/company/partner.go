package company

import (
	"slices"
	"strings"
	"unicode"

	"tvistdata/internal/person"
)

// NamesPartner reports whether a name may hold that of a person who is liable for the company as a partner of it: it is the name of a
// handelsbolag or kommanditbolag, by its form or by the first digit of the number beside it, which is 9 for those (Skatteverket,
// SKV 709), and holds a word that people are called by, or an initial before a word of its own.
func NamesPartner(name string, n Number) bool {
	name = person.FoldSigns(name)
	return ofPartners(name, n) && (namesSomebody(name) || otherScript(name))
}

// otherScript reports whether a letter of a name is not Latin: the lexicon has none such.
func otherScript(name string) bool {
	return strings.ContainsFunc(name, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) })
}

// partnerships are the forms whose partners are liable.
var partnerships = map[string]bool{"HB": true, "KB": true}

// ofPartners reports whether a company's name or number is a handelsbolag's or kommanditbolag's.
func ofPartners(name string, n Number) bool {
	if strings.HasPrefix(string(n), "9") {
		return true
	}
	folded := FoldName(name)
	if !strings.Contains(folded, "hb") && !strings.Contains(folded, "kb") && !strings.Contains(folded, "bolag") {
		return false // as most names are
	}
	return slices.ContainsFunc(split(brackets.Replace(name)), func(w word) bool {
		return slices.ContainsFunc(w.forms, func(f form) bool {
			return partnerships[f.name] && !strings.Contains(strings.TrimSuffix(w.text, "."), ".")
		})
	})
}

// namesSomebody reports whether one of the words of a company's name is what people are called by, an initial before a word of its own,
// or one of two such words that a word such as "och" joins.
func namesSomebody(name string) bool {
	words := split(brackets.Replace(name))
	own := func(i int) bool {
		_, n := formAt(words, i)
		return n == 0 && !known(words[i]) && len(person.Letters(words[i].key)) > 0
	}
	for i, w := range words {
		switch {
		case !own(i):
		case called(w), len([]rune(w.key)) == 1 && i+1 < len(words) && own(i+1), // "A. Ek"
			i+2 < len(words) && (joins[words[i+1].key] || words[i+1].key == "&") && own(i+2): // "Ek & Alm", whoever they are
			return true
		}
	}
	return false
}

// known reports whether a word says what companies do or where they are.
func known(w word) bool {
	return general[w.key] || whereabouts[w.key] || countries[w.key] || goesOn[w.key] && w.key != "a"
}

// NamesNobody reports whether a name holds no word that people are called by, and no initial, but a word of two letters at least. One of
// several words has to hold one that says what companies do or where they are: the lexicon does not have everybody.
func NamesNobody(name string) bool {
	name = person.FoldSigns(name)
	letters, words := person.Letters(name), split(name)
	tells := func(w word) bool { return len([]rune(w.key)) > 3 && known(w) }
	if otherScript(name) || slices.ContainsFunc(words, func(w word) bool { return titles[w.key] }) ||
		len(words) > 1 && !slices.ContainsFunc(words, tells) {
		return false
	}
	return !slices.ContainsFunc(letters, func(word string) bool { return len([]rune(word)) == 1 || person.Called(word) }) && len(letters) > 0
}

// NamesPerson reports whether a name, or a part of it, is a person's, as people or sole traders are called.
func NamesPerson(name string) bool {
	return slices.ContainsFunc(cut(name), func(p piece) bool {
		part := name[p.from:p.to]
		return person.IsName(part) || isTrader(part)
	})
}

// titles are words in front of a person's name.
var titles = wordSet(`herr hr fru fröken frk familjen fam dr doktor mr mrs ms miss sir säljare säljaren ägare ägaren mäklare mäklaren
	hyresvärd hyresvärden privatperson privatpersonen syskonen bröderna systrarna makarna paret`)
