package company

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// key is a name as the matcher folds it: what makes it this company's name and no other's, and its legal forms.
type key struct {
	core  string // letters, digits and a few signs that carry meaning, in lower case, without blanks
	forms string // the short forms of its legal forms in order, with + between; "" when it has none
	words int    // how many words the core was made of
}

// keyOf folds a name. Letter case, punctuation, spacing and legal forms don't matter, nor "&" against "och", nor marks that
// Swedish has no letter for; å, ä, ö and ü stay what they are. Words of meaning stay, even in a legal form: a
// bankaktiebolag is a bank, and what a holding, a bank, a finance company or a country's company is called is another name.
func keyOf(name string) key { return keyFrom(name, split(name)) }

// keyFrom folds a name, given its words.
func keyFrom(name string, words []word) key {
	if strings.ContainsAny(name, "()") {
		words = split(brackets.Replace(name))
	}
	var b strings.Builder
	b.Grow(len(name))
	var k key
	var forms []string
	for i := 0; i < len(words); {
		if f, n := formAt(words, i); n > 0 {
			if !slices.Contains(forms, f.name) {
				forms = append(forms, f.name)
			}
			if kind := compoundOf(f.words); kind != "" {
				writeFolded(&b, kind)
				k.words++
			}
			i += n
			continue
		}
		if n := stateAt(words, i); n > 0 {
			i += n
			continue
		}
		before := b.Len()
		writeFolded(&b, words[i].key)
		if b.Len() > before {
			k.words++
		}
		i++
	}
	if k.core = b.String(); k.core != "" {
		slices.Sort(forms)
		k.forms = strings.Join(forms, "+")
	}
	return k
}

// brackets parts words from brackets: Namn AB(publ).
var brackets = strings.NewReplacer("(", " (", ")", ") ")

// formAt returns the legal form that begins at a word, and of how many words it is.
func formAt(words []word, i int) (form, int) {
	for _, f := range words[i].forms {
		if n := strings.Count(f.words, " ") + 1; matches(words, i, n, f) {
			return f, n
		}
	}
	return form{}, 0
}

// compoundOf returns the kind of business that a legal form names.
func compoundOf(form string) string {
	switch {
	case strings.HasPrefix(form, "bank"):
		return "bank"
	case strings.HasPrefix(form, "livförsäkring"):
		return "livförsäkring"
	case strings.HasPrefix(form, "försäkring"):
		return "försäkring"
	}
	return ""
}

// states are words that say what state a company is in, and are no part of its name.
var states = byFirstWord("i likvidation", "i konkurs", "under konkurs", "under rekonstruktion", "under företagsrekonstruktion", "svb")

// stateAt returns the number of words of a state that ends the name, or a part of it, at a word; 0 for none.
func stateAt(words []word, i int) int {
	if i == 0 {
		return 0
	}
	for _, p := range states[words[i].key] {
		n := strings.Count(p, " ") + 1
		if i+n <= len(words) && joined(words[i:i+n]) == p && endsHere(words[i+n:]) {
			return n
		}
	}
	return 0
}

// writeFolded adds a word without what doesn't matter. Between digits of two words a blank stays: 1 1 is not 11.
func writeFolded(b *strings.Builder, word string) {
	if plain(word) && !isDigit(word, 0) {
		b.WriteString(word)
		return
	}
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf && !swedishOnly(word) {
			word = unmark(word)
			break
		}
	}
	fresh := true
	for _, r := range word {
		switch {
		case r == '&':
			b.WriteString("och")
		case unicode.IsDigit(r):
			if s := b.String(); fresh && s != "" && isDigit(s, len(s)-1) {
				b.WriteByte(' ')
			}
			b.WriteRune(r)
		case unicode.IsLetter(r), strings.ContainsRune("+@%#$€£", r):
			b.WriteRune(r)
		default:
			continue
		}
		fresh = false
	}
}

func swedishOnly(s string) bool {
	for _, r := range s {
		if r >= utf8.RuneSelf && !strings.ContainsRune("åäöü", r) {
			return false
		}
	}
	return true
}

var nordic = strings.NewReplacer("ø", "ö", "æ", "ä", "œ", "oe", "ß", "ss", "đ", "d", "ð", "d", "þ", "th", "ł", "l", "ı", "i")

// unmark takes marks off letters, but not off those that distinguish Swedish and German names.
func unmark(s string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(nordic.Replace(s)) {
		if r < utf8.RuneSelf || strings.ContainsRune("åäöü", r) {
			b.WriteRune(r)
			continue
		}
		for _, d := range norm.NFD.String(string(r)) {
			if !unicode.Is(unicode.Mn, d) {
				b.WriteRune(d)
			}
		}
	}
	return b.String()
}

// The ways in which å, ä, ö and ü are written where there are none: without their marks, or with a second letter.
var (
	bare     = strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "ü", "u")
	lettered = strings.NewReplacer("å", "aa", "ä", "ae", "ö", "oe", "ü", "ue")
)

// spellings returns a core and, when it has letters that are transcribed, its transcriptions. They are of registered names
// only: Bålsta does not mean Balsta.
func spellings(core string) []string {
	without := bare.Replace(core)
	if without == core {
		return []string{core}
	}
	if with := lettered.Replace(core); with != without {
		return []string{core, without, with}
	}
	return []string{core, without}
}

func isDigit(text string, i int) bool {
	return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9'
}
