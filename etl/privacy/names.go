package privacy

import (
	"slices"
	"strings"
	"unicode"

	"tvistdata/internal/company"
	"tvistdata/internal/person"
)

// MayName reports whether a text may name a person: two words in a row have a capital, a comma between them or not,
// and the words with capitals around them have no legal form; or a given name and a surname, or two given names, are in a row
// in lower case, of which one is usual.
func MayName(text string) bool { return capitalsInARow(text) || namedInLowerCase(text) }

func capitalsInARow(text string) bool {
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

// namedInLowerCase looks for two words in a row that people are called by, of which one is no other word, and no legal
// form right in front of them or soon behind.
func namedInLowerCase(text string) bool {
	words := strings.Fields(strings.ToLower(text))
	for i := range len(words) - 1 {
		first, second := person.Letters(words[i]), person.Letters(words[i+1])
		usual := slices.ContainsFunc(first, usualName) || slices.ContainsFunc(second, usualName)
		homonyms := slices.ContainsFunc(first, person.Homonym) && slices.ContainsFunc(second, person.Homonym)
		apart := strings.TrimRight(words[i], ".:;") != words[i]
		given := slices.ContainsFunc(first, person.Given)
		named := given && slices.ContainsFunc(second, person.Surname) || (given || slices.ContainsFunc(first, person.Surname)) &&
			slices.ContainsFunc(second, person.Given)
		if usual && named && !homonyms && !apart && !formed(words, i) {
			return true
		}
	}
	return false
}

func usualName(word string) bool { return person.Usual(word) || person.Surnamed(word) }

// formed reports whether a legal form is in front of the i-th of the words, or among the four behind it.
func formed(words []string, i int) bool {
	for end := i + 2; end <= min(len(words), i+5); end++ {
		if company.FormOf(strings.Join(words[i:end], " ")).Legal != "" {
			return true
		}
	}
	return i > 0 && company.FormOf(strings.Join(words[i-1:i+2], " ")).Legal != ""
}

// capitalised reports whether a word has two letters at least, the first one a capital.
func capitalised(word string) bool {
	letters := person.Letters(word)
	return len(letters) > 0 && len([]rune(letters[0])) > 1 && unicode.IsUpper([]rune(letters[0])[0])
}
