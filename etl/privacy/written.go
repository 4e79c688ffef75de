package privacy

import (
	"strings"

	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
)

// match finds the company behind a respondent. A name that has lost a letter finds none: only a decision or the number does.
func (n *Names) match(l *list.List, number, name string) company.Match {
	m := n.register.Match(l.ID, number, name)
	if lost(name, m) {
		m = n.register.Match(l.ID, number, "")
	}
	n.decided[m.Decision].Store(true)
	return m
}

// lost reports whether a name has lost a letter. One that a decision speaks of is as it should be.
func lost(name string, m company.Match) bool { return m.Decision == 0 && company.LostLetter(name) }

// oneLine returns a name without line breaks and tabs.
func oneLine(name string) string {
	if strings.ContainsAny(name, "\n\t") {
		return strings.Join(strings.Fields(name), " ")
	}
	return name
}

// AsWritten judges a respondent whose cells hold signs that nobody sees, and is called with what it is cleaned and as the cells stand
// in the file. A character of no width inside a name may part two names: where they are several with a line break in its place, they are
// several.
func (e *Exit) AsWritten(j Judgement, number, name, written string) Judgement {
	if parted := unjoined.Replace(written); parted != written {
		parted, _ = source.Clean(parted)
		if apart := e.Respondent(number, parted); apart.Several {
			return apart
		}
	}
	if j.Index != 0 && written != name && company.NameID(written) != company.NameID(name) {
		e.names.Name(j.Index, written)
	}
	return j
}

// Divided returns the respondents of cells that name several and plainly divide them, if each is a company by its number or its legal form
// that may be named; else none.
func (e *Exit) Divided(number, name string) []company.Party {
	parties := company.Divided(number, name)
	for _, p := range parties {
		j := e.Respondent(p.Number, p.Name)
		formal := j.Why == Unheld && company.FormOf(p.Name).Legal != "" && (p.Number == "" || j.Class == company.CompanyNumber)
		if j.Index == 0 || j.Several || !formal && j.Class != company.CompanyNumber {
			return nil
		}
	}
	return parties
}

// unjoined puts a line break in the place of characters of no width that part words.
var unjoined = strings.NewReplacer("\u200b", "\n", "\u2060", "\n", "\ufeff", "\n")
