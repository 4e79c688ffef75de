package company

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// ManyNames is how many unlike names beside one number are too many: a company has its name, a former one and some brands. Of
// the 853 buyers in the procurement authority's list of contracted value none has more than one beside its number; twenty of
// their names beside one would be seventeen to twenty unlike ones.
const ManyNames = 6

// general are words that names of many companies have, and that connect none of them with another: small words, countries, what
// companies and authorities are, and common trades.
var general = wordSet(`
	och and i in the of for för av med de la
	sverige sweden svenska svensk swedish nordic nordiska norden skandinavien scandinavia scandinavian europe european international
	stockholm göteborg malmö norr söder väst öst norra södra västra östra
	group gruppen koncernen holding company co bolag bolaget företag firma partner partners com se
	kommun kommuner region landsting län länet stad universitet högskola högskolan myndigheten myndighet förvaltning förbund förbundet
	bank banken sparbank försäkring försäkringar finans kredit invest fastigheter fastighet bostäder bostad hus
	bygg byggen byggnads el elektriska rör vvs måleri snickeri plåt tak mark entreprenad entreprenör maskin teknik mekaniska industri
	bil bilar bilen motor däck buss taxi transport trafik åkeri resor flyg hotell restaurang mat livsmedel
	konsult konsulter consulting service tjänster support system data it media tele energi vatten miljö
	resebyrå resebyrån
	vård omsorg hälsa skola utbildning kläder skor möbler handel butik butiken shop trading sport
	`)

// Unlike groups names by which company they seem to be of: two are of one when they have a word in common, or one but for a
// letter, or are the same but for blanks; legal forms, the state a company is in and words that any company has don't count.
// It returns the position of the first name of each part, in order, but of none that has a name of known in it.
func Unlike(names, known []string) []int {
	parts := NewPartition(len(known) + len(names))
	first := map[string]int{} // by sign
	for i, name := range append(append(make([]string, 0, len(parts)), known...), names...) {
		for _, sign := range signsOf(name) {
			if other, seen := first[sign]; seen {
				parts.Tie(i, other)
			} else {
				first[sign] = i
			}
		}
	}
	var out []int
	for i := range names {
		if at := len(known) + i; parts.First(at) == at {
			out = append(out, i)
		}
	}
	return out
}

// StartAlike reports, faster than Unlike, whether names begin with one word that ties them all together; where it reports false, they
// may still be of one company.
func StartAlike(names []string) bool {
	if len(names) == 0 {
		return true
	}
	start := func(name string) string {
		word, _, _ := strings.Cut(strings.TrimLeft(name, " "), " ")
		return word
	}
	first := start(names[0])
	if slices.ContainsFunc(names, func(name string) bool { return !strings.EqualFold(start(name), first) }) {
		return false
	}
	if len(split(first)) != 1 || len(signsOf(first)) < 2 {
		return false
	}
	return !slices.ContainsFunc(names, func(name string) bool {
		words := split(brackets.Replace(name))
		if len(words) == 0 {
			return true
		}
		_, form := formAt(words, 0)
		return form > 0 || stateAt(words, 0) > 0
	})
}

// signsOf returns what ties a name to others: its words but for forms, states and general words, what is left of the long ones
// without each letter, so that two which one letter parts have one in common, and the whole name in one.
func signsOf(name string) []string {
	words := split(brackets.Replace(name))
	var out []string
	for i := 0; i < len(words); {
		if _, n := formAt(words, i); n > 0 {
			i += n
			continue
		}
		if n := stateAt(words, i); n > 0 {
			i += n
			continue
		}
		var b strings.Builder
		writeFolded(&b, words[i].key)
		if word := b.String(); utf8.RuneCountInString(word) > 1 && !general[word] {
			out = append(out, word)
			if utf8.RuneCountInString(word) >= lettersFrom {
				for at, r := range word {
					out = append(out, word[:at]+word[at+utf8.RuneLen(r):])
				}
			}
		}
		i++
	}
	if k := keyFrom(name, words); k.core != "" {
		out = append(out, k.core)
	}
	return out
}

// lettersFrom is the length from which a word may have one letter wrong and still be the same.
const lettersFrom = 6
