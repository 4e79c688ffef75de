package privacy

import (
	"slices"
	"strings"
	"unicode"

	"tvistdata/internal/company"
	"tvistdata/internal/person"
)

// nobodys reports whether a word names no person beside a company's name.
func nobodys(word string) bool { return person.Nobody(word) && !person.Called(word) }

// WithholdBare withholds spellings without a legal form that are beside a company's number, or written for its name with one: somebody may
// have typed the name of a person there. A spelling stays when each of its words is in a name of that company which has a legal form,
// or which the register has, because it then shows no new word. It also stays in a list of companies only, and when a written decision
// shows it. WithholdBare returns what is judged otherwise now, by index of All. It is called once, after the last Respondent.
func (n *Names) WithholdBare() map[uint32]Judgement {
	all := n.All()
	known := map[string]*vocabulary{} // by company that has a bare name
	for i := range all {
		name := &all[i]
		if name.bare && known[name.Company] == nil {
			registered, _ := n.register.Company(name.Company)
			v := &vocabulary{words: map[string]bool{}, names: []string{registered.Name}}
			for _, other := range registered.Names {
				v.names = append(v.names, other.Name)
			}
			known[name.Company] = v
		}
	}
	for i := range all {
		if name := &all[i]; name.Formal {
			if v := known[name.Company]; v != nil {
				v.names = append(v.names, name.Written)
			}
		}
	}
	withheld := map[uint32]Judgement{}
	for i := range all {
		name := &all[i]
		if !name.bare {
			continue
		}
		v := known[name.Company]
		if slices.ContainsFunc(wordsOf(name.Written), func(word string) bool { return !nobodys(word) && !v.has(word) }) {
			name.Written = ""
			withheld[uint32(i)] = Judgement{Index: uint32(i), Why: WhyBare}
		}
	}
	return withheld
}

// vocabulary is the words of a company's names, which are looked through only as far as it takes to find a word.
type vocabulary struct {
	words map[string]bool
	names []string // not looked through yet
}

func (v *vocabulary) has(word string) bool {
	for !v.words[word] && len(v.names) > 0 {
		for _, w := range wordsOf(v.names[0]) {
			v.words[w] = true
		}
		v.names = v.names[1:]
	}
	return v.words[word]
}

// wordsOf returns the words of a name, folded: what is between signs and blanks.
func wordsOf(name string) []string {
	return strings.FieldsFunc(company.FoldName(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}
