package company

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tvistdata/internal/person"
)

// NamesPartner reports whether a name may hold that of a person who is liable for the company as a partner of it: it is the name of a
// partnership, by its form or by the first digit of the number beside it, which is 9 for a handelsbolag or kommanditbolag (Skatteverket,
// SKV 709), and holds a word that is not known to be nobody's. No lexicon has everybody, so what nobody knows may be a partner's.
func NamesPartner(name string, n Number) bool {
	return ofPartners(name, n) && mayBePartner(name)
}

// LimitedPartners reports whether a name is that of an LLP, whose partners are not liable themselves.
func LimitedPartners(name string) bool {
	return slices.ContainsFunc(split(name), func(w word) bool { return w.key == "llp" })
}

// mayBePartner reports whether the name of a partnership may hold a partner's.
func mayBePartner(name string) bool {
	name = person.FoldSigns(name)
	return otherScript(name) || !tellNobody(split(brackets.Replace(name)))
}

// otherScript reports whether a letter of a name is not Latin: the lexicon has none such.
func otherScript(name string) bool {
	return strings.ContainsFunc(name, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) })
}

// partnerships are the forms whose partners are liable, wherever they are in a name: a word of a name is so, or ends so.
var (
	partnerships = phrasesOf("hb", "kb", "handelsbolag", "handelsbolaget", "kommanditbolag", "kommanditbolaget", "handelsb", "kommanditb",
		"komm.bolag")
	partnershipEnds = phrasesOf("interessentskab", "kommanditselskab", "kommandittselskap", "kommanditselskap", "ansvarlig selskap",
		"kommandiittiyhtiö", "avoin yhtiö", "ohg", "gbr", "offene handelsgesellschaft", "kommanditgesellschaft",
		"gesellschaft bürgerlichen rechts", "partnerschaft", "partnerschaftsgesellschaft", "partg", "partgmbb", "snc", "vof",
		"vennootschap onder firma")
	// shortPartnerships are forms that are words or parts of them when they are written otherwise, and end a name.
	shortPartnerships = wordSet(`I/S i/s K/S k/s ANS DA KS KG Ky KY Ay AY SCS CV LLP L.L.P L.L.P. llp`)
	// limited are forms of companies that are liable in the place of persons: Alfa GmbH & Co. KG (HGB § 19).
	limited = wordSet(`gmbh mbh ag ug ltd`)
)

// ofPartners reports whether a company's name or number is a partnership's.
func ofPartners(name string, n Number) bool {
	if strings.HasPrefix(string(n), "9") {
		return true
	}
	words := split(brackets.Replace(latin(person.FoldSigns(name))))
	for i, w := range words {
		switch {
		case i > 0 && partnershipEnds.at(words, i) > 0, shortPartnerships[w.text] && shortAt(words, i):
			return !slices.ContainsFunc(words[:i], func(w word) bool { return limited[w.key] })
		case len(w.text) > 4 && (strings.HasSuffix(w.text, "HB") || strings.HasSuffix(w.text, "KB")):
			return true
		case partnerships.at(words, i) > 0 && (i > 0 || soleName(words) == ""):
			return true
		}
	}
	return false
}

// shortAt reports whether a short form ends the name at a word, or opens it: I/S Alfa.
func shortAt(words []word, i int) bool {
	if i == 0 {
		return strings.Contains(words[i].text, "/")
	}
	rest := words[i+1:]
	return onlyTails(rest) && !slices.ContainsFunc(rest, isEnd)
}

// soleName returns the legal form of a name that is no partnership's, if it ends in one.
func soleName(words []word) string {
	f, _ := soleForm(words)
	if f.name == "HB" || f.name == "KB" {
		return ""
	}
	return f.name
}

// tellNobody reports whether there are words besides a name's forms, and each says what companies do, are like or where they are, or is two
// such in one: Bygg, Plåtservice. No initial is among them.
func tellNobody(words []word) bool {
	told := false
	for i := 0; i < len(words); i++ {
		if _, n := formAt(words, i); n > 0 {
			i += n - 1
			continue
		}
		if n := partnerships.at(words, i); n > 0 {
			i += n - 1
			continue
		}
		if shortPartnerships[words[i].text] {
			continue
		}
		for _, letters := range person.Letters(words[i].key) {
			if !sure(letters) {
				return false
			}
			told = true
		}
	}
	return told
}

// sure reports whether a word in small letters is surely nobody's.
func sure(w string) bool {
	if utf8.RuneCountInString(w) == 1 {
		return w == "i" || w == "o"
	}
	if ordinary(w) || ordinary(strings.TrimSuffix(w, "s")) {
		return true
	}
	for i := range w { // two in one: bil + verkstad
		if first, second := w[:i], w[i:]; len(first) > 2 && len(second) > 2 && person.Trade(second) &&
			(ordinary(first) || ordinary(strings.TrimSuffix(first, "s"))) && !person.Called(w) {
			return true
		}
	}
	return false
}

// ordinary reports whether a word says what companies do, are like or where they are, and is no town that people are called by.
func ordinary(w string) bool {
	return general[w] || countries[w] || goesOn[w] || person.Trade(w) || whereabouts[w] && !person.Called(w)
}

// known reports whether a word says what companies do or where they are.
func known(w word) bool {
	return general[w.key] || whereabouts[w.key] || countries[w.key] || goesOn[w.key] && w.key != "a" || person.Trade(w.key)
}

// NamesNobody reports whether a name holds no word that people are called by, and no initial, but a word of two letters at least. One of
// several words has to hold one that says what companies do or where they are: the lexicon does not have everybody.
func NamesNobody(name string) bool {
	name = person.FoldSigns(name)
	letters, words := person.Letters(name), split(name)
	tells := func(w word) bool { return len([]rune(w.key)) > 3 && known(w) }
	if otherScript(name) || slices.ContainsFunc(words, func(w word) bool { return person.Title(w.key) }) ||
		len(words) > 1 && !slices.ContainsFunc(words, tells) {
		return false
	}
	return len(letters) > 0 && !slices.ContainsFunc(letters, func(w string) bool {
		return len([]rune(w)) == 1 || person.Called(w) && !person.Trade(w) || borne(w)
	})
}

// borne reports whether a word, or what it is the genitive of, is a surname of another language, and is none that companies use.
func borne(w string) bool {
	if sure(strings.ToLower(w)) {
		return false
	}
	return person.Elsewhere(w) || strings.HasSuffix(w, "s") && person.Elsewhere(strings.TrimSuffix(w, "s"))
}

// NamesPerson reports whether a name, or a part of it, is a person's, as people or sole traders are called, alone or behind a title or a
// trade: Tandläkare Anna Andersson.
func NamesPerson(name string) bool {
	name = latin(person.FoldSigns(name))
	if from, _ := personAt(split(strings.ReplaceAll(parted(name), "/", " "))); from >= 0 {
		return true
	}
	return slices.ContainsFunc(cut(name), func(p piece) bool {
		part := name[p.from:p.to]
		words := split(part)
		titled := len(words) > 1 && person.Title(strings.Trim(words[0].key, "."))
		return person.IsName(part) || isTrader(part) || len(words) == 1 && person.Usual(words[0].key) || titled && !tellNobody(words[1:])
	})
}
