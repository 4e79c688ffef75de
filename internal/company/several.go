package company

import (
	"slices"
	"strings"
	"unicode"

	"tvistdata/internal/person"
)

// Several tells whether a respondent's number and name are those of several: the numbers are two, the names are numbered, or
// two parts of the name have each a legal form and a name of their own, or one has and a person's name follows it. What a
// decision on the name, or the register, has as one company's name is one.
func (r *Register) Several(list, number, name string) bool {
	if !severalNumbers(number) && !severalNames(name) {
		return false
	}
	m := r.Match(list, "", name)
	return m.Method != ByDecision && m.Method != ByName && m.Method != ByFold
}

// severalNumbers tells whether a cell holds two numbers of companies, persons or estates.
func severalNumbers(text string) bool {
	if len(text) < 20 {
		return false
	}
	found := ""
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("\n\r\t ,;/|&+", r) }) {
		if _, class := ParseNumber(part); class == NoNumber || class == MalformedNumber {
			continue
		}
		digits := strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, part)
		if digits = digits[max(0, len(digits)-10):]; found != "" && digits != found {
			return true
		}
		found = digits
	}
	return false
}

// severalNames tells whether a name is made of those of several companies.
func severalNames(name string) bool {
	if item1.MatchString(name) && item2.MatchString(name) {
		return true
	}
	pieces := cut(name)
	core := ""
	for i, p := range pieces {
		part := name[p.from:p.to]
		own := ownName(part)
		switch {
		case own == "" && core != "" && isPersons(part):
			return true
		case own == "":
			continue
		case core == "":
			core = own
		case own != core && (i < len(pieces)-1 || !partnership(part)):
			return true
		}
	}
	return false
}

// isPersons tells whether a part is nothing but a given name, others perhaps, and a surname.
func isPersons(part string) bool {
	words := strings.Fields(part)
	letters := func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }
	return len(words) > 1 && len(words) < 5 && !slices.ContainsFunc(words, func(w string) bool { return strings.ContainsFunc(w, letters) }) &&
		person.Given(words[0]) && person.Surname(words[len(words)-1])
}

// ownName gives what a part of a name is called, folded, when it has a legal form and is a name by itself; "" when it has not:
// "& Co KB" goes on, "f.d. Namn AB" is a former name, and a branch is its company's.
func ownName(part string) string {
	words := split(brackets.Replace(part))
	if len(words) == 0 || asides[words[0].key] {
		return ""
	}
	k := keyFrom(part, words)
	if k.core == "" || k.forms == "" || k.forms == "filial" || FormOf(part).Legal == "" {
		return ""
	}
	for i := 0; i < len(words); {
		if _, n := formAt(words, i); n > 0 {
			i += n
			continue
		}
		if !goesOn[words[i].key] {
			return k.core
		}
		i++
	}
	return ""
}

// partnership tells whether a part ends the name of a partnership of companies: "Namn AB & Annan AB Handelsbolag".
func partnership(part string) bool {
	forms := strings.Split(keyOf(part).forms, "+")
	return len(forms) > 1 && (slices.Contains(forms, "HB") || slices.Contains(forms, "KB") || slices.Contains(forms, "KG"))
}

// goesOn are words that make a name with what stands before them; asides begin what is said of one company besides its name.
var (
	goesOn = wordSet(`co comp company cie son söner sons bröder brothers partner partners kompani i in sverige sweden norden nordic danmark denmark
		norge norway finland the a`)
	asides = wordSet(`fd f tidigare förut förr fka f/k/a dba d/b/a aka nu numera under genom via c/o hos bifirma kallat dotterbolag ägs del en a`)
)
