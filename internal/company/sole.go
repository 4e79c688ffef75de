package company

import (
	"regexp"
	"strings"
)

// ties are words that say what somebody is to a company, or that a text is more than a name.
var ties = wordSet(`hos mot ägare ägaren ägs ägd innehavare innehavaren för på via genom gm c/o co/ som av är var har
	jag min mitt hon han anställd anställda anställning ombud ombudet kontaktperson ställföreträdare företrädare företrädd
	anmälare anmälaren anmäld konsument konsumenten köpare säljare sökande klagande motpart motparten vd direktör
	ordförande styrelseledamot delägare handläggare kund kunden konkurs konkursbo konkursboet likvidation vs versus contra
	alias kallad kallas angående ang gällande avseende rörande ref ärende ärendet ärendenr dnr diarienr diarienummer fd samt eller dba
	tidigare förut fka aka formerly previously vormals numera namnändring namnändrat dotterbolag`)

// parties are those of the ties that introduce a person beside a company's name. The others may be a part of it: Bilar
// för alla AB.
var parties = wordSet(`ägare ägaren innehavare innehavaren genom gm c/o co/ att jag min mitt hon han anställd anställda ombud
	ombudet kontaktperson ställföreträdare företrädare företrädd anmälare anmälaren anmäld konsument konsumenten sökande
	klagande motpart motparten vd styrelseledamot delägare handläggare ref ärende ärendet ärendenr dnr diarienr diarienummer`)

// longParties are those that nothing else is written like.
var longParties = phrasesOf(strings.Fields(`innehavare innehavaren anställd anställda ombudet kontaktperson ställföreträdare företrädare
	företrädd anmälare anmälaren anmäld konsument konsumenten sökande sökanden klagande klaganden svarande svaranden kärande käranden
	målsägande motpart motparten ägaren agare styrelseledamot delägare handläggare vårdnadshavare personnummer diarienummer ärendenummer`)...)

// opens holds the forms that may open a name, with the company's own name behind them: AB Svensson, Brf Eken.
var opens = map[string]bool{
	"AB": true, "HB": true, "KB": true, "UAB": true, "SIA": true, "brf": true, "stiftelse": true, "ömsesidigt": true,
	"ek. för.": true, "ideell förening": true, "A/S": true,
}

// countries may follow a legal form: "Invented Bank A/S, Danmark, filial".
var countries = wordSet(`sverige sweden danmark denmark norge norway finland tyskland germany irland ireland kina china
	storbritannien polen poland frankrike france spanien spain nederländerna netherlands cypern cyprus malta estland lettland
	litauen luxemburg luxembourg uk usa norden nordic`)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// soleForm returns the legal form of a name that is a company's as a whole.
func soleForm(words []word) (form, bool) {
	if len(words) == 1 && ab(words[0]) {
		return form{words: "ab", name: "AB"}, true
	}
	if n := introduced(words); n > 0 {
		return soleForm(words[n:])
	}
	for i := range words {
		for _, f := range words[i].legal() {
			n := strings.Count(f.words, " ") + 1
			if !matches(words, i, n, f) {
				continue
			}
			if i > 0 && ended(words, i+n) && !tied(words[:i+1], f) && unbroken(words[:i+1], f) {
				return f, true
			}
			if own := withoutTails(words); i == 0 && opens[f.name] && len(own) > n && !tied(own[n:], f) && unbroken(own, f) {
				return f, true
			}
		}
	}
	return form{}, false
}

// tied reports whether a word ties the name to somebody or something else, or two names are on either side of a slash. The VS of
// "Assemblin VS AB" or "VS Rör AB" has nobody on one side of it, 24/7 are no names, and a foundation may be one for something. A
// preposition in front of the name has nobody before it.
func tied(words []word, f form) bool {
	for i, w := range words {
		switch {
		case i == 0 && (begins[w.key] || ties[w.key] && len(words) > 2 && tellNobody(words[1:len(words)-1])):
		case w.key == "vs" && (i == 0 || i == len(words)-2 && w.text == "VS" && words[i+1].key == "ab"), w.key == "för" && f.name == "stiftelse":
		case ties[w.key], strings.ContainsAny(w.text, `/\\|`) && len(w.forms) == 0 && !hours.MatchString(w.text) && !initials.MatchString(w.text):
			return true
		}
	}
	return false
}

// begins are prepositions that names begin with: Via Påhitt AB.
var begins = wordSet(`via på för`)

// hours are numbers with a slash that are in names: 24/7.
var hours = regexp.MustCompile(`^\d{1,2}/\d{1,2}$`)

// initials are such letters: I/O, A/B-Data.
var initials = regexp.MustCompile(`^[A-Z]/[A-Z](?:-\pL+)?$`)

// onlyTails reports whether nothing but tails and countries comes behind a form.
func onlyTails(rest []word) bool {
	for len(rest) > 0 {
		n := tailAt(rest)
		if n == 0 {
			return false
		}
		rest = rest[n:]
	}
	return true
}

// tailAt returns the number of words of the tail at the start of the words, 0 for none.
func tailAt(words []word) int {
	longest := 0
	for _, t := range tailsByWord[words[0].key] {
		if n := strings.Count(t, " ") + 1; n > longest && len(words) >= n && joined(words[:n]) == t {
			longest = n
		}
	}
	if longest > 0 {
		return longest
	}
	if countries[words[0].key] || words[0].key == "svb" || isEnd(words[0]) {
		return 1
	}
	return 0
}

// isEnd reports whether a word is a form that only ends names, as in "Erfundene Reisen GmbH & Co. KG".
func isEnd(w word) bool {
	for _, f := range w.forms {
		if f.at == atEnd && f.words == w.key {
			return true
		}
	}
	return false
}

// withoutTails leaves the tails at the end of the words away.
func withoutTails(words []word) []word {
	for i := 1; i < len(words); i++ {
		if onlyTails(words[i:]) {
			return words[:i]
		}
	}
	return words
}

// unbroken reports whether no comma, bracket or dash is among the words, but for a comma right before a form that is nobody's initials,
// "Invented Airways, Ltd.", "Påhitt, Aktiebolag", "Påhitt Sverige, AB", or before "Sverige filial", a country in brackets, "Påhitt
// (Sverige) AB", a dash behind the first word, "Påhitt – Väst AB", and the hyphen of "Sport- och Fritid AB".
func unbroken(words []word, f form) bool {
	for i := 1; i < len(words); i++ {
		if !words[i].afterComma {
			continue
		}
		last := i == len(words)-1
		switch {
		case i == 1 && words[i].afterDash && !last && !called(words[0]):
		case words[i].afterStem && (joins[words[i].key] || words[i].key == "&") &&
			(general[words[i-1].key] || !called(words[i-1])):
		case words[i].bracketed && (countries[words[i].key] || !last && companyLike(words[:i]) && !called(words[i])):
		case words[i-1].bracketed && i > 1 && (countries[words[i-1].key] || companyLike(words[:i-1]) && !called(words[i-1])):
		case i == len(words)-2 && countries[words[i].key] && f.name == "filial":
		case last && !words[i-1].bracketed && (f.at == atEnd || len(f.words) >= longForm && len(words[i].forms) > 0 || noSurname(words[:i])):
		default:
			return false
		}
	}
	return true
}

// holdsCase reports whether a folded text holds a case number, 2022-00001 or 2022/1234, or six digits or more in a row.
func holdsCase(text string) bool {
	digits, first := 0, 0 // of the run, and of its first group
	for i := range len(text) {
		switch {
		case isDigit(text, i):
			digits++
		case digits > 0 && strings.IndexByte(" -+./_", text[i]) >= 0:
			if first == 0 {
				first = digits
			}
		default:
			digits, first = 0, 0
		}
		if digits >= 6 || first == 4 && digits > 4 && isDigit(text, i) && strings.IndexByte("-/", text[i-1]) >= 0 {
			return true
		}
	}
	return false
}
