package company

import (
	"slices"
	"strings"
	"unicode"
)

// personalWords mark a name as a person's or an estate's, wherever they are in it and whatever legal form follows.
var personalWords = phrasesOf(
	"enskild firma", "enskilda firma", "enskilda firman", "enskild firman", "ensk firma", "enskild fa", "ensk fa", "e-firma",
	"enskld firma", "enskid firma", "enksild firma", "esnkild firma", "enskilt firma", "enslid firma", "eskild firma",
	"enskild näringsidkare", "enskilda näringsidkaren", "enskild näringsverksamhet", "enskild firmainnehavare", "enskild företagare",
	"enskilda företagaren", "enskilt företag",
	"enkeltpersonforetak", "enkeltpersonforetaket", "enkeltpersonsforetak", "enkeltmannsforetak", "enkeltmannsforetaket",
	"enkeltmandsvirksomhed", "enkeltmandsvirksomheden", "enkeltmandsfirma", "toiminimi", "yksityinen elinkeinonharjoittaja",
	"einzelunternehmen", "einzelunternehmer", "einzelfirma", "eingetragener kaufmann", "eingetragene kauffrau", "eenmanszaak",
	"empresário individual", "empresária individual", "microempreendedor individual", "entreprise individuelle", "sole trader",
	"sole proprietor", "sole proprietorship",
	"dödsboet efter", "dödsbo efter", "dödsbo e", "dödsboet e", "dödsbo eft", "dödsboet eft", "doedsboet efter", "doedsbo efter",
	"dödsb efter", "dödbo efter", "dödboet efter", "dösbo efter", "dösboet efter", "dödsbot efter", "dbo efter", "dbo e",
	"db efter", "sterbhuset efter", "stärbhuset efter", "boet efter", "arvingarna efter", "kvarlåtenskapen efter", "dödsbodelägare",
	"dödsbodelägaren", "dödsbodelägarna", "boet etter", "dødsboet etter", "dødsbo etter",
	"kuolinpesä", "kuolinpesän",
	"personuppgift", "personuppgifter", "skyddad identitet", "skyddad person", "skyddade personuppgifter",
)

// unlessFormed mark a name as a person's or an estate's unless it carries a legal form: "Västra Dödsbo AB" clears estates,
// "Maskerad & Kalas AB" sells costumes.
var unlessFormed = phrasesOf(
	"dödsbo", "dödsboet", "dödsbon", "dödsboets", "dbo", "kvarlåtenskap",
	"privatperson", "sekretess", "sekretessmarkerad", "maskerad", "maskerat", "anonymiserad", "anonymiserat",
)

// personsWords mark a name with a legal form as a person's or an estate's unless the other words say that a company does business with
// such: "Västra Dödsbo AB", "Dödsbo & Flytt AB".
var personsWords = phrasesOf(
	"dödsbo", "dödsboet", "dödsboets", "dödsboen", "dödsb", "doedsbo", "doedsboet", "dbo", "sterbhus", "sterbhuset", "stärbhus",
	"stärbhuset", "kvarlåtenskap", "kvarlåtenskapen", "avliden", "avlidne", "avlidna", "framlidne", "framlidna", "nachlass", "privatperson",
	"privatpersonen", "näringsidkare", "näringsidkaren", "egenföretagare", "egenföretagaren", "enmansföretagare",
)

// estateOf begin a name of an estate.
var estateOf = phrasesOf("estate of", "the estate of", "espólio de", "espólio do", "espólio da")

// soleEnds are the forms of sole traders that end a name, written so: of Norway, Brazil, Estonia and Germany (HGB § 19).
var soleEnds = wordSet(`ENK EI E.I E.I. MEI ME M.E M.E. FIE e.K e.K. eK e.Kfm e.Kfm. e.Kfr e.Kfr. Tmi TMI T:mi`)

// glued writes signs in words as blanks: Dödsboet/Ek.
var glued = strings.NewReplacer("-", " ", ".", " ", "_", " ", "/", " ")

// trades are what makes a company's name of one that begins with "Dödsbo": Dödsbo & Flytt AB, Dödsbo i Väst AB.
var trades = wordSet("& + och i")

// ofPersons reports whether words of a name with a legal form say that it is a person's or an estate's.
func ofPersons(words []word) bool {
	if slices.ContainsFunc(words, func(w word) bool {
		return strings.ContainsAny(w.text, "-._/") && strings.Contains(bareLetters(w.text), "dodsbo")
	}) {
		var text strings.Builder
		for _, w := range words {
			text.WriteString(" " + w.text)
		}
		words = split(glued.Replace(text.String()))
	}
	for i := range words {
		n := personsWords.at(words, i)
		if n == 0 || i == 0 && n < len(words) && trades[words[n].key] {
			continue
		}
		if !tellNobody(slices.Concat(words[:i], words[i+n:])) {
			return true
		}
	}
	return estateOf.at(words, 0) > 0 || len(words) > 1 && (words[0].key == "tmi" || words[0].key == "t:mi")
}

// insteadOfAName are words that are written where a name was, when nothing but a legal form is beside them: "Maskerad AB".
var insteadOfAName = wordSet("sekretess sekretessmarkerad maskerad maskerat anonymiserad anonymiserat privatperson")

// personal judges the words of a name in which the form was found; the zero form when none was. "*** AB" hides who it is,
// but X AB may be called so.
func personal(words []word, f form) bool {
	if ofPersons(words) {
		return true
	}
	masked, formed := 0, 0
	if f.name != "" {
		formed = strings.Count(f.words, " ") + 1
	} else if own := withoutTails(words); len(own) > 1 && soleEnds[own[len(own)-1].text] {
		return true
	}
	for i, w := range words {
		switch {
		case isMask(w.text, 4), len(words) == 1 && isMask(w.text, 2):
			return true
		case isMask(w.text, 1) && (formed == 0 || !strings.EqualFold(w.text, "x")):
			masked++
		case w.key == "ef" && i > 0 &&
			(f.name == "" && (w.dotted || i == len(words)-1) || (w.dotted || w.bracketed) && unicode.IsLower(rune(w.text[0]))):
			return true
		case w.key == "e" && w.dotted && i > 0 && i+1 < len(words) && (words[i+1].key == "f" || words[i+1].text == "K."):
			return true
		case f.name == "" && unlessFormed.at(words, i) > 0, personalWords.at(words, i) > 0:
			return true
		case insteadOfAName[w.key], w.key == "nn" && w.dotted:
			masked++
		}
	}
	return masked > 0 && masked+formed >= len(words)
}

// byFirstWord sorts phrases under their first word.
func byFirstWord(phrases ...string) map[string][]string {
	m := make(map[string][]string, len(phrases))
	for _, p := range phrases {
		w, _, _ := strings.Cut(p, " ")
		m[w] = append(m[w], p)
	}
	return m
}

// isMask reports whether a word is nothing but at least n characters that replace others.
func isMask(word string, n int) bool {
	count := 0
	for _, r := range word {
		if !strings.ContainsRune("xX*█■▇_?…#.", r) {
			return false
		}
		count++
	}
	return count >= n
}
