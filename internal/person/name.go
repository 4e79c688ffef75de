package person

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// IsName reports whether a text is nothing but a given name or an initial, others perhaps, and a surname, or the surname first.
func IsName(text string) bool {
	words := NameWords(text)
	if len(words) < 2 || len(words) > 6 {
		return false
	}
	first, last := words[0], words[len(words)-1]
	given := func(w string) bool { return slices.ContainsFunc(strings.Split(w, "-"), Given) }
	surname := func(w string) bool {
		return Surname(w) || slices.ContainsFunc(strings.Split(w, "-"), Surname)
	}
	initial := utf8.RuneCountInString(first) == 1
	return (initial || given(first)) && surname(last) || surname(first) && given(last)
}

// NameWords returns the words of a text that is made of letters, without what is between names of people; nil for another.
func NameWords(text string) []string {
	var out []string
	for w := range strings.FieldsSeq(text) {
		w = strings.Trim(w, ".")
		if strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune("-'’.", r) }) {
			return nil
		}
		if w != "" && !slices.Contains(particles, strings.ToLower(w)) {
			out = append(out, w)
		}
	}
	return out
}

// particles are small words in names of people.
var particles = strings.Fields("von van af av de del der den di da al el bin ibn ben la le fam familjen")
