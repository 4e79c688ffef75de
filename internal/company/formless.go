package company

import (
	"slices"

	"tvistdata/internal/person"
)

// mayBePerson reports whether a name that has no legal form, though a register has a company of that very name, may be a
// person's or a sole trader's, too: it is one word, or holds an initial or a word that people are called by, and no word
// that a legal form has grown into, as in Fastighetsaktiebolaget and Konserthusstiftelse.
func mayBePerson(words []word, k key) bool {
	if slices.ContainsFunc(words, func(w word) bool { return len(w.forms) == 0 && w.legal() != nil }) {
		return false
	}
	return k.words < 2 || slices.ContainsFunc(words, func(w word) bool {
		return len([]rune(w.key)) == 1 && w.key != "&" || slices.ContainsFunc(person.Letters(w.key), person.Called)
	})
}
