package publish

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tvistdata/internal/company"
)

// Spellings gives what the release spells the removed companies as, each as the id that the name has by itself.
func (e *Excision) Spellings() []string {
	ids := map[string]bool{}
	for name := range e.spellings {
		ids[company.NameID(name)] = true
	}
	delete(ids, "")
	return slices.Sorted(maps.Keys(ids))
}

// NamedDisclosures gives the disclosures whose own ids name a removed company. An id stays what it is.
func (e *Excision) NamedDisclosures() []string {
	var out []string
	for _, d := range e.from.Manifest().Disclosures {
		if e.namedIn(d.ID) {
			out = append(out, d.List+"/"+d.ID)
		}
	}
	return out
}

// namedIn tells whether an id holds a removed company's number, or every word of one of its names that is longer than
// most legal forms, written without its marks or with them.
func (e *Excision) namedIn(id string) bool {
	in := plainWords(id)
	for name := range e.spellings {
		words := slices.DeleteFunc(plainWords(name), func(w string) bool { return len(w) <= 3 || longForms[w] })
		if len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(in, w) }) {
			return true
		}
	}
	return e.gone.in(id) || e.gone.in(strings.ReplaceAll(id, "-", ""))
}

// longForms are legal forms of more than three letters that names are written with and without.
var longForms = map[string]bool{"publ": true, "gmbh": true, "aktiebolag": true, "aktiebolaget": true}

// plainWords gives the words of a text in lower case and without marks: påhittade is pahittade.
func plainWords(text string) []string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsMark(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(text))
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
