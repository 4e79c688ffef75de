package person

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Found is what Scan found in a text.
type Found string

// What a text can hold that may not leave. Nothing means that it holds none of them.
const (
	Nothing        Found = ""
	PersonalNumber Found = "a personal number"
	Mail           Found = "an e-mail address"
	Telephone      Found = "a telephone number"
)

// fewest is the number of digits of the shortest number that Scan looks for.
const fewest = 8

// Scan looks for a Swedish personal or co-ordination number (10 or 12 digits with a valid date and check digit, with
// any dashes, dots and blanks between year, month, day and the last four: SFS 1991:481 18 §, SFS 2022:1697), a person's number of
// another country that package numbers knows, an e-mail address, with blanks round its signs or without, or a telephone number (Swedish
// with a leading 0, or international with +). Digits may be set in any way, be letters that look like them or six in words in a row
// (undisguise), and the @ of an address be spelled: "(at)", "snabel-a", "at … dot". A Swedish company's number is none: its third digit
// is 2 or more. Nor is a digest or the id of a release, whatever its digits.
func Scan(text string) Found {
	seen := look(text)
	if !seen.at && !seen.spelled && !seen.numbers() {
		return Nothing
	}
	text = FoldSigns(text)
	if seen.at && holdsMail(text) || seen.spelled && spellsMail(text) {
		return Mail
	}
	if !look(text).inDigits() && !maySpeak(text) {
		return Nothing
	}
	text = withoutDigests(text)
	switch {
	case holdsNumber(text):
		return PersonalNumber
	case holdsTelephone(text):
		return Telephone
	}
	if plain, ok := undisguise(text); ok && (holdsTelephone(plain) || slices.ContainsFunc(spoken(text), spokenTelephone)) {
		return Telephone
	}
	return Nothing
}

// fewestWords is the number of words in which a number can be recognised, and fewestBeside that of words and digits beside one
// another.
const (
	fewestWords  = 5
	fewestBeside = 3
)

// sight is what a look at a text says of what may be in it.
type sight struct {
	digits  int  // of any setting
	words   int  // at most so many
	at      bool // an @
	spelled bool // an @ in letters
	mixed   bool // a digit beside a letter of ASCII, or a letter beyond that may look like one
}

// numbers reports whether a number that Scan looks for may be in the text: as digits, half of which may be letters, or in
// words.
func (s sight) numbers() bool {
	return s.inDigits() || s.words >= fewestWords || s.words >= fewestBeside && s.digits >= 2
}

// inDigits reports whether a number that Scan looks for may be in the text without a digit in words.
func (s sight) inDigits() bool { return s.digits >= fewest || s.mixed && s.digits >= fewest/2 }

// fewDigits reports that a folded text has fewer digits than a date of birth, however they are disguised: each may stand beside a
// letter that looks like one. Numbers of persons elsewhere have more. It costs little, and most texts are such.
func fewDigits(folded string) bool {
	seen := look(folded)
	return seen.digits < fewestOfBirth && (!seen.mixed || 2*seen.digits < fewestOfBirth) && !maySpeak(folded)
}

// FewDigits reports, at little cost, that a text has fewer digits than a date of birth, in any disguise: nothing in it can be a
// company's number, or a person's.
func FewDigits(text string) bool { return fewDigits(FoldSigns(text)) }

// look says at little cost what may be in a text.
func look(text string) sight {
	seen := sight{words: 1}
	ascii := true
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			seen.digits++
			seen.mixed = seen.mixed || letterAt(text, i-1) || letterAt(text, i+1)
		case c == ' ', c == ',', c == '-', c == '.':
			seen.words++
		case c == '@':
			seen.at = true
		case c|0x20 == 'a':
			seen.spelled = seen.spelled || spelledAt(text, i)
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	if !ascii {
		lookBeyond(text, &seen)
	}
	return seen
}

// lookBeyond looks at what is beyond ASCII.
func lookBeyond(text string, seen *sight) {
	for _, r := range text {
		switch {
		case r < 0xb2: // the first digits beyond ASCII
		case r == 'Ø', r == 'ø', r == 'ı', unicode.In(r, unicode.Greek, unicode.Cyrillic):
			seen.mixed = true
		case r == '\ufe6b', r == '\uff20':
			seen.at = true
		case r >= '\uff21' && r <= '\uff5a':
			seen.mixed, seen.spelled = true, true
		case unicode.IsSpace(r):
			seen.words++
		case unicode.IsNumber(r), unicode.Is(unicode.So, r):
			seen.digits++
		}
	}
}

func letterAt(text string, i int) bool {
	return i >= 0 && i < len(text) && (text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z' || text[i] == '|')
}

// spacedMail is an e-mail address with blanks round its @ or its dots, or with dots in letters. A full stop and a blank may
// end a sentence, too: behind both comes a domain that is usual here.
var spacedMail = regexp.MustCompile(`[\pL\d._%+-] *@ *[\pL\d-]+(?:` + spacedDot + `[\pL\d-]+)*(?:` + spacedDot +
	`\pL{2,}| *\. *(?:se|nu|com|net|org|eu|SE|NU|COM|NET|ORG|EU)\b)`)

const spacedDot = `(?: *\.| +\. +|(?i:` + spelledDot + `))`

// holdsMail reports whether an @ is between a word and a dotted word, with blanks round the signs or without.
func holdsMail(text string) bool {
	for rest := text; ; {
		at := strings.IndexByte(rest, '@')
		if at < 0 {
			return spacedMail.MatchString(text)
		}
		host := rest[at+1:]
		if end := strings.IndexAny(host, " ,;<>()\t\n\"'"); end >= 0 {
			host = host[:end]
		}
		if at > 0 && rest[at-1] > ' ' && strings.IndexByte(strings.TrimRight(host, "."), '.') > 0 {
			return true
		}
		rest = rest[at+1:]
	}
}

// withoutDigests puts other characters in the place of SHA-256 digests and of ids of releases.
func withoutDigests(text string) string {
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && (text[j] >= '0' && text[j] <= '9' || text[j] >= 'a' && text[j] <= 'f') {
			j++
		}
		digest := j-i == 64 || j-i == 16 && strings.HasSuffix(text[:i], "r-")
		if digest && !wordAt(text, i-1) && !wordAt(text, j) && strings.ContainsAny(text[i:j], "abcdef") {
			text = text[:i] + strings.Repeat("x", j-i) + text[j:]
		}
		i = j + 1
	}
	return text
}

// wordAt reports whether a letter or digit of ASCII is at i.
func wordAt(text string, i int) bool {
	return i >= 0 && i < len(text) &&
		(text[i] >= '0' && text[i] <= '9' || text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z')
}
