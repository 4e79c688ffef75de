package privacy

import (
	"slices"
	"strings"
	"unicode"

	"tvistdata/internal/company"
)

// whyBare says why a spelling is withheld that WithholdBare finds.
const whyBare = "the name beside the company's number has no legal form and a word that no name of the company with one has, so it may be a person's: the company is named without it"

// nobody holds words that companies' names go with and without, and that name no person.
var nobody = map[string]bool{
	"bank": true, "sverige": true, "sweden": true, "svenska": true, "europe": true, "com": true, "se": true, "www": true,
	"och": true, "and": true, "i": true, "in": true, "the": true,
}

// WithholdBare takes the spelling from each name that stands without a legal form beside a company's number, unless each
// of its words stands in a name of that company which has a legal form, or which the register has: somebody may have
// typed the name of a person there, and such a spelling shows no word that is not shown anyhow. A list of companies only
// and a written decision let it be shown, too. It gives what is judged otherwise now, by index of All; it is called once,
// after the last Respondent.
func (n *Names) WithholdBare() map[uint32]Judgement {
	words := map[string]map[string]bool{} // by company that has a bare name
	for _, name := range n.all {
		if name.bare && words[name.Company] == nil {
			words[name.Company] = map[string]bool{}
			registered, _ := n.register.Company(name.Company)
			addWords(words[name.Company], registered.Name)
			for _, other := range registered.Names {
				addWords(words[name.Company], other.Name)
			}
		}
	}
	for _, name := range n.all {
		if of, ok := words[name.Company]; ok && name.Formal {
			addWords(of, name.Written)
		}
	}
	withheld := map[uint32]Judgement{}
	for i := range n.all {
		name := &n.all[i]
		known := func(word string) bool { return nobody[word] || words[name.Company][word] }
		if name.bare && slices.ContainsFunc(wordsOf(name.Written), func(word string) bool { return !known(word) }) {
			name.Written = ""
			withheld[uint32(i)] = Judgement{Index: uint32(i), Why: whyBare}
		}
	}
	return withheld
}

// wordsOf gives the words of a name, folded: what stands between signs and blanks.
func wordsOf(name string) []string {
	return strings.FieldsFunc(company.FoldName(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}

func addWords(to map[string]bool, name string) {
	for _, word := range wordsOf(name) {
		to[word] = true
	}
}
