package privacy

import (
	"iter"
	"slices"
	"strings"
	"unicode"

	"tvistdata/internal/company"
	"tvistdata/internal/person"
)

// nobodys reports whether a word names no person beside a company's name.
func nobodys(word string) bool { return person.Nobody(word) && !person.Called(word) }

// Bearing is a row that bears a name.
type Bearing struct {
	Disclosure string
	Key        [10]byte // of its record
	Name       uint32   // index of All
}

// WithholdBare withholds spellings without a legal form that are beside a company's number, or written for its name with one: somebody may
// have typed the name of a person there. A spelling stays when each of its words is in a name of that company which has a legal form,
// or which the register has, because it then shows no new word. It also stays when the rows, of which it is given all, bear it out, in a
// list of companies only or of a register's names, and when a written decision shows it. WithholdBare returns what is judged otherwise
// now, by index of All. It is called once, after the last Respondent.
func (n *Names) WithholdBare(rows iter.Seq[Bearing]) map[uint32]Judgement {
	all := n.All()
	known := map[string]*vocabulary{} // by company that has a bare name
	for i := range all {
		if name := &all[i]; name.bare && known[name.Company] == nil {
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
	doubtful := map[uint32]*borne{}
	for i := range all {
		name := &all[i]
		if !name.bare {
			continue
		}
		v := known[name.Company]
		if slices.ContainsFunc(wordsOf(name.Written), func(word string) bool { return !nobodys(word) && !v.has(word) }) {
			doubtful[uint32(i)] = &borne{}
		}
	}
	n.bear(doubtful, rows)
	withheld := map[uint32]Judgement{}
	for i, b := range doubtful {
		if !b.out() {
			all[i].Written, all[i].Were = "", nil
			withheld[i] = Judgement{Index: i, Why: WhyBare}
		}
	}
	return withheld
}

// borne is which records bear a name beside a number, by disclosure.
type borne struct {
	records map[[10]byte]bool            // their keys
	in      map[string]map[[10]byte]bool // the same by disclosure
}

// bearers is how many records have to bear a name beside one number to bear it out, which no disclosure has all: nobody types the name of
// one person there so often. A disclosure that is delivered again adds none.
const bearers = 3

// out reports whether the name is borne out, whatever the order of the rows.
func (b *borne) out() bool {
	for _, in := range b.in {
		if len(in) == len(b.records) {
			return false
		}
	}
	return len(b.records) >= bearers
}

// add counts a row.
func (b *borne) add(row Bearing) {
	if b.records == nil {
		b.records, b.in = map[[10]byte]bool{}, map[string]map[[10]byte]bool{}
	}
	if b.in[row.Disclosure] == nil {
		b.in[row.Disclosure] = map[[10]byte]bool{}
	}
	b.records[row.Key], b.in[row.Disclosure][row.Key] = true, true
}

// bear counts the rows that bear names in doubt. However a name's letters are cased and spaced, and in whatever list, it is the same beside
// one number. A name with a word that people are called by, or an initial, is never borne out.
func (n *Names) bear(doubtful map[uint32]*borne, rows iter.Seq[Bearing]) {
	same := map[[2]string]*borne{} // by number and folded name
	counted := map[uint32]*borne{}
	for i := range doubtful {
		name := &n.all[i]
		if name.Method != company.ByNumber || !company.NamesNobody(name.raw) {
			continue
		}
		at := [2]string{name.Evidence, company.FoldName(name.raw)}
		if same[at] == nil {
			same[at] = &borne{}
		}
		doubtful[i], counted[i] = same[at], same[at]
	}
	if len(counted) == 0 {
		return
	}
	for row := range rows {
		if b := counted[row.Name]; b != nil {
			b.add(row)
		}
	}
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
