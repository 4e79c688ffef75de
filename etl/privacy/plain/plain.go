// Package plain knows words that are nobody's name, and finds with them what may be one.
package plain

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"tvistdata/internal/list"
	"tvistdata/internal/person"
)

// Words are words in lower case that are nobody's name, besides those of the lexicon.
type Words map[string]bool

// nobodys reports whether a word in lower case is nobody's name in the name of a file, sheet or column.
func (plain Words) nobodys(w string) bool { return plain[w] || person.Nobody(w) }

// nameWord reports whether a word is a usual given name, or ends like a surname. What but few are called by is left out: among
// the cells of a file most such words are other words.
func (plain Words) nameWord(word string) bool {
	return !plain.nobodys(strings.ToLower(word)) && (person.Usual(word) || person.Surnamed(word))
}

// FirstName reports whether a text is nothing but a first name, or a surname that is nothing else.
func (plain Words) FirstName(text string) bool {
	return !strings.Contains(text, " ") && plain.nameWord(text)
}

// NamesPerson reports whether a first name or a surname is in a text.
func (plain Words) NamesPerson(text string) bool {
	return slices.ContainsFunc(person.Letters(text), plain.nameWord)
}

// fullName is two to four words, each with a capital, with a comma or hyphens at most among them.
var fullName = regexp.MustCompile(`^\p{Lu}[\p{L}'’]+(-\p{Lu}\p{L}+)?(,? (von |af |de |van |da )?\p{Lu}[\p{L}'’]+(-\p{Lu}\p{L}+)?){1,3}$`)

// LooksNamed reports whether a whole text has the form of a person's name.
func (plain Words) LooksNamed(text string) bool {
	if !fullName.MatchString(text) {
		return false
	}
	for _, w := range person.Letters(text) {
		if plain.nobodys(strings.ToLower(w)) {
			return false
		}
	}
	return true
}

// Of returns the words that are nobody's name: those of the lists. What the lexicon has as such comes on top.
func Of(lists []*list.List) Words {
	m := Words{}
	for _, l := range lists {
		texts := []string{l.ID, l.Authority, l.AuthorityName.SV, l.AuthorityName.EN, l.Title.SV, l.Title.EN}
		for _, c := range l.Columns {
			texts = append(append(texts, c.Name), c.Headers...)
		}
		for _, t := range texts {
			for _, w := range person.Letters(t) {
				m[strings.ToLower(w)] = true
			}
		}
	}
	return m
}

// compound reports whether a word is two that are nobody's name, as Swedish writes them: diarieutdrag. An s may join them.
func (plain Words) compound(word string) bool {
	if plain.nameWord(word) {
		return false
	}
	const least = 4 // letters, so that no surname is put together of scraps
	r := []rune(word)
	for i := least; i+least <= len(r); i++ {
		first, second := string(r[:i]), string(r[i:])
		if plain.nobodys(second) && (plain.nobodys(first) || len(r[:i]) > least && plain.nobodys(strings.TrimSuffix(first, "s"))) {
			return true
		}
	}
	return false
}

// aDay is a date of this century, as files are named after.
var aDay = regexp.MustCompile(`(^|[^0-9])20[0-9]{2}[-_]?(0[1-9]|1[0-2])[-_]?([0-2][0-9]|3[01])($|[^0-9-])`)

// Printable reports whether the name of a file or sheet surely names nobody: it is made of words that are nobody's name or
// single letters, and of short ones beside such words.
func (plain Words) Printable(name string) bool {
	rest := name
	for {
		next := aDay.ReplaceAllString(rest, "$1$4")
		if next == rest {
			break
		}
		rest = next
	}
	if person.Scan(name) != person.Nothing || person.Scan(rest) != person.Nothing || person.MayHoldNumber(rest) {
		return false
	}
	known, short := 0, 0
	for _, w := range person.Letters(strings.TrimSuffix(name, filepath.Ext(name))) {
		switch w = strings.ToLower(w); {
		case len([]rune(w)) == 1:
		case plain.nobodys(w) || plain.compound(w):
			known++
		case len([]rune(w)) <= 3 && !person.Called(w):
			short++
		default:
			return false
		}
	}
	return known > 0 || short == 0
}
