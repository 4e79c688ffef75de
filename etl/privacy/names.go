package privacy

import (
	"strings"
	"unicode"

	"tvistdata/internal/company"
)

// MayName tells whether a text may name a person: two words with a capital stand in a row, a comma between them or not,
// and the words with capitals around them have no legal form.
func MayName(text string) bool {
	var run []string
	names := func() bool { return len(run) > 1 && company.FormOf(strings.Join(run, " ")).Legal == "" }
	for word := range strings.FieldsSeq(text) {
		if !capitalised(word) {
			if names() {
				return true
			}
			run = run[:0]
			continue
		}
		run = append(run, strings.Trim(word, ",.:;"))
		if strings.TrimRight(word, ".:;") != word {
			if names() {
				return true
			}
			run = run[:0]
		}
	}
	return names()
}

// capitalised tells whether a word has two letters at least, the first one a capital.
func capitalised(word string) bool {
	letters := strings.FieldsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
	return len(letters) > 0 && len([]rune(letters[0])) > 1 && unicode.IsUpper([]rune(letters[0])[0])
}
