package company

import "strings"

// personalWords mark a name as a person's, wherever they are in it.
var personalWords = byFirstWord(
	"enskild firma", "ensk firma", "enskilda firman", "enskild näringsidkare", "enskild näringsverksamhet",
	"enskild firmainnehavare", "enskild företagare", "enskilt företag",
	"dödsboet efter", "dödsbo efter", "dbo efter", "kvarlåtenskapen efter",
	"personuppgift", "personuppgifter", "skyddad identitet", "skyddad person", "skyddade personuppgifter",
)

// unlessFormed mark a name as a person's or an estate's unless it carries a legal form: "Västra Dödsbo AB" clears estates,
// "Maskerad & Kalas AB" sells costumes.
var unlessFormed = byFirstWord(
	"dödsbo", "dödsboet", "dödsbon", "dödsboets", "dbo", "kvarlåtenskap",
	"privatperson", "sekretess", "sekretessmarkerad", "maskerad", "maskerat", "anonymiserad", "anonymiserat",
)

// trades are what makes a company's name of one that begins with "Dödsbo": Dödsbo & Flytt AB, Dödsbo i Väst AB.
var trades = wordSet("& + och i")

// estate reports whether a name begins as an estate's does, with the person's name next, whatever legal form follows.
func estate(words []word) bool {
	if len(words) < 2 {
		return false
	}
	switch words[0].key {
	case "dödsbo", "dödsboet", "dödsboets":
		return !trades[words[1].key]
	}
	return false
}

// insteadOfAName are words that are written where a name was, when nothing but a legal form is beside them: "Maskerad AB".
var insteadOfAName = wordSet("sekretess sekretessmarkerad maskerad maskerat anonymiserad anonymiserat privatperson")

// personal judges the words of a name in which the form was found; the zero form when none was. "*** AB" hides who it is,
// but X AB may be called so.
func personal(words []word, f form) bool {
	if estate(words) {
		return true
	}
	masked, formed := 0, 0
	if f.name != "" {
		formed = strings.Count(f.words, " ") + 1
	}
	for i, w := range words {
		switch {
		case isMask(w.text, 4), len(words) == 1 && isMask(w.text, 2):
			return true
		case isMask(w.text, 1) && (formed == 0 || !strings.EqualFold(w.text, "x")):
			masked++
		case w.key == "ef" && i > 0 && (w.dotted || i == len(words)-1) && f.name == "":
			return true
		case w.key == "e" && w.dotted && i > 0 && i+1 < len(words) && words[i+1].key == "f":
			return true
		case f.name == "" && hasPhrase(words[i:], unlessFormed), hasPhrase(words[i:], personalWords):
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

// hasPhrase reports whether the words start with one of the phrases.
func hasPhrase(words []word, phrases map[string][]string) bool {
	for _, p := range phrases[words[0].key] {
		if n := strings.Count(p, " ") + 1; n <= len(words) && joined(words[:n]) == p {
			return true
		}
	}
	return false
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
