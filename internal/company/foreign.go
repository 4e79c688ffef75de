package company

import (
	"slices"
	"strings"

	"golang.org/x/text/language"

	"tvistdata/internal/person"
	"tvistdata/internal/record"
)

// foreignNumbers finds companies of other countries' registers by their numbers, as RegisterNumber returns them.
type foreignNumbers struct {
	coded map[string][]string // with the country's code in front -> company ids
	bare  map[string][]string // without -> company ids
	of    map[string][]string // by the country's code: company ids
}

func newForeignNumbers() foreignNumbers {
	return foreignNumbers{coded: map[string][]string{}, bare: map[string][]string{}, of: map[string][]string{}}
}

// ForeignNumbers returns the ways in which the number of a foreign company's id is written with its country's code in front, in lower
// case: two companies that have one in common have the same number. It returns none for the id of another company.
func ForeignNumbers(id string) []string {
	if kind, _ := record.ParseID(id); kind != record.Foreign {
		return nil
	}
	code, number := isoCountry(id[:2]), id[3:]
	numbers := []string{code + number}
	if strings.HasPrefix(codedNumber(number), code) {
		numbers = append(numbers, codedNumber(number)) // kept with its code: nl, NL851206123B01
	}
	return numbers
}

// enter takes in a company by its id, which is its country's code and its number; any other's id is passed over.
func (f foreignNumbers) enter(id string) {
	numbers := ForeignNumbers(id)
	for _, n := range numbers {
		f.coded[n] = append(f.coded[n], id)
	}
	if numbers != nil {
		f.bare[id[3:]] = append(f.bare[id[3:]], id)
		f.of[isoCountry(id[:2])] = append(f.of[isoCountry(id[:2])], id)
	}
}

// Foreign returns the company of another country's register, kept by hand, whose number is in a text, however it is
// spaced and whatever its letters' case. The number has the country's code in front, EL or GR for Greece and XI or GB for
// Northern Ireland, or is beside a name of the company; ok is false when several may be meant, and for what has the
// form of a Swedish personal number without such a code.
func (r *Register) Foreign(number, name string) (id string, ok bool) {
	if len(r.foreign.coded) == 0 || number == "" {
		return "", false
	}
	n := RegisterNumber(number)
	coded, bare := r.foreign.coded[codedNumber(n)], r.foreign.bare[n]
	if len(bare) > 0 && person.HoldsPlainNumber(number) { // its letters are the register's, and no digits in disguise
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

// called reports whether a company has or had a name, but for how it is written.
func (r *Register) called(id, name string) bool {
	ref, ok := r.find(id)
	if !ok || name == "" {
		return false
	}
	fold, k := FoldName(name), keyOf(name)
	return slices.ContainsFunc(r.entityAt(ref).Names, func(n DatedName) bool {
		return bears(n.Name, asWritten, fold, k) || k.core != "" && bears(n.Name, asFormed, fold, k)
	})
}

// RegisterNumber returns a number of a register in lower case and without what parts its groups: blanks, full stops, dashes
// and slashes.
func RegisterNumber(written string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", ".", "", "-", "", "/", "").Replace(person.FoldSigns(written)))
}

// codedNumber returns a number with a country's code in front under the code of ISO 3166.
func codedNumber(n string) string {
	if len(n) < 2 {
		return n
	}
	return isoCountry(n[:2]) + n[2:]
}

// isoCountry returns the code of ISO 3166 for one that VAT numbers have instead: council directive 2006/112/EC, article 215,
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

// IsRegister reports whether a text is the code of another country in which a company may be registered.
func IsRegister(code string) bool {
	if len(code) != 2 || code != strings.ToLower(code) || code == "se" {
		return false
	}
	region, err := language.ParseRegion(isoCountry(code))
	return err == nil && region.IsCountry() && region == region.Canonicalize() && region.ISO3() != "ZZZ"
}
