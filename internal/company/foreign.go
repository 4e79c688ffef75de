package company

import (
	"slices"
	"strings"

	"golang.org/x/text/language"

	"tvistdata/internal/record"
)

// foreignNumbers finds companies of other countries' registers by their numbers, as registerNumber gives them.
type foreignNumbers struct {
	coded map[string][]string // with the country's code in front -> company ids
	bare  map[string][]string // without -> company ids
}

func newForeignNumbers() foreignNumbers {
	return foreignNumbers{coded: map[string][]string{}, bare: map[string][]string{}}
}

// enterForeign takes in a company by its id, which is its country's code and its number; any other's id is passed over. It
// gives another company with the same number, "" when there is none.
func (r *Register) enterForeign(id string) (other string) {
	if kind, _ := record.ParseID(id); kind != record.Foreign {
		return ""
	}
	f := r.foreign
	code, number := isoCountry(id[:2]), id[3:]
	keys := []string{code + number}
	if strings.HasPrefix(codedNumber(number), code) {
		keys = append(keys, codedNumber(number)) // kept with its code: nl, NL851206123B01
	}
	for _, key := range keys {
		for _, at := range f.coded[key] {
			if at != id {
				other = at
			}
		}
		f.coded[key] = append(f.coded[key], id)
	}
	f.bare[number] = append(f.bare[number], id)
	return other
}

// Foreign gives the company of another country's register, kept by hand, whose number stands in a text, however it is
// spaced and whatever its letters' case. The number has the country's code in front, EL or GR for Greece and XI or GB for
// Northern Ireland, or stands beside a name of the company; ok is false when several may be meant, and for what has the
// form of a Swedish personal number without such a code.
func (r *Register) Foreign(number, name string) (id string, ok bool) {
	if len(r.foreign.coded) == 0 || number == "" {
		return "", false
	}
	n := registerNumber(number)
	coded, bare := r.foreign.coded[codedNumber(n)], r.foreign.bare[n]
	if len(bare) > 0 && holdsPerson(FoldSigns(number), true) { // its letters are the register's, and no digits in disguise
		bare = nil
	}
	all := slices.Concat(coded, bare)
	slices.Sort(all)
	all = slices.Compact(all)
	if len(coded) > 0 && len(all) == 1 {
		return all[0], true
	}
	all = slices.DeleteFunc(all, func(id string) bool { return !r.called(id, name) })
	if len(all) != 1 {
		return "", false
	}
	return all[0], true
}

// called tells whether a company has or had a name, but for how it is written.
func (r *Register) called(id, name string) bool {
	ref, ok := r.find(id)
	if !ok || name == "" {
		return false
	}
	fold, k := FoldName(name), keyOf(name)
	return slices.ContainsFunc(r.entityAt(ref).names, func(n nameOf) bool {
		return bears(n.name, asWritten, fold, k) || k.core != "" && bears(n.name, asFormed, fold, k)
	})
}

// registerNumber gives a number of a register in lower case and without what parts its groups: blanks, full stops, dashes
// and slashes.
func registerNumber(written string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", ".", "", "-", "", "/", "").Replace(FoldSigns(written)))
}

// codedNumber gives a number with a country's code in front under the code of ISO 3166.
func codedNumber(n string) string {
	if len(n) < 2 {
		return n
	}
	return isoCountry(n[:2]) + n[2:]
}

// isoCountry gives the code of ISO 3166 for one that VAT numbers have instead: council directive 2006/112/EC, article 215,
// with EL for Greece, and XI for Northern Ireland since 2021 (directive (EU) 2020/1756).
func isoCountry(code string) string {
	switch code {
	case "el":
		return "gr"
	case "xi":
		return "gb"
	}
	return code
}

// isRegister tells whether a text is the code of another country in which a company may be registered.
func isRegister(code string) bool {
	if len(code) != 2 || code != strings.ToLower(code) || code == "se" {
		return false
	}
	region, err := language.ParseRegion(isoCountry(code))
	return err == nil && region.IsCountry() && region == region.Canonicalize() && region.ISO3() != "ZZZ"
}

// wellFormed tells whether a text is the id of a company. What is not is told once.
func wellFormed(id string) bool {
	_, err := record.ParseID(id)
	return err == nil
}

// checkForeign checks that the id of a foreign company is its register's code and its number there.
func (c companyItem) checkForeign(fault func(text, string, ...any)) {
	number := registerNumber(c.RegisterNumber.s)
	id := c.Register.s + "-" + number
	_, err := record.ParseID(id)
	switch {
	case !isRegister(c.Register.s):
		fault(c.Register, "register: a foreign company needs its country's code, two letters of ISO 3166 in lower case such as ie, or el "+
			"or xi as in VAT numbers")
	case err != nil:
		fault(c.RegisterNumber, "register_number: a foreign company needs its number in that register, of letters a-z and digits")
	case holdsPerson(id, true), holdsPerson(FoldSigns(c.RegisterNumber.s), true):
		// The number is not quoted: it may be a person's.
		fault(c.RegisterNumber, "register_number: it has the form of a Swedish personal number, which no release may hold; keep the "+
			"company as curated, without a number")
	case id != c.ID.s && wellFormed(c.ID.s):
		fault(c.ID, "id %q does not fit register and register_number; it should be %s", c.ID.s, id)
	}
}
