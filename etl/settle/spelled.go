package settle

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tvistdata/internal/company"
)

// ids returns what removed companies are spelled as, each as the id that the name has by itself.
func (w *withholding) ids() []string {
	ids := map[string]bool{}
	for name := range w.names {
		ids[company.NameID(name)] = true
	}
	delete(ids, "")
	return slices.Sorted(maps.Keys(ids))
}

// namedIn reports whether the id of a disclosure holds a removed company's number, or every word of one of its names that is longer
// than most legal forms, written without its marks or with them.
func (w *withholding) namedIn(id string) bool {
	in := plainWords(id)
	for name := range w.names {
		words := slices.DeleteFunc(plainWords(name), func(w string) bool { return len(w) <= 3 || longForms[w] })
		if len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(in, w) }) {
			return true
		}
	}
	return w.gone.in(id) || w.gone.in(strings.ReplaceAll(id, "-", ""))
}

// longForms are legal forms of more than three letters that names are written with and without.
var longForms = map[string]bool{"publ": true, "gmbh": true, "aktiebolag": true, "aktiebolaget": true}

// plainWords returns the words of a text in lower case and without marks: påhittade is pahittade.
func plainWords(text string) []string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsMark(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(text))
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
