package company

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Undisguise gives a text whose signs are folded, with digits in the place of letters that look like them, where nothing but
// digits and such letters stands between blanks and signs and digits are half of it at least (81I2I8-9876), and in the
// place of six or more Swedish or English digit words in a row. ok is false when there is nothing of that kind.
func Undisguise(folded string) (text string, ok bool) {
	text, ok = unlettered(folded)
	if spoken, found := unspoken(text); found {
		return spoken, true
	}
	return text, ok
}

// disguised tells whether a number starts like a person's once it is undisguised.
func disguised(number string) bool {
	folded := FoldSigns(number)
	plain, ok := Undisguise(folded)
	return (ok || folded != number) && personWithin(plain)
}

// lookalike gives the digit that a letter looks like, 0 for none.
func lookalike(c byte) byte {
	switch c {
	case 'O', 'o':
		return '0'
	case 'I', 'l', 'i', '|':
		return '1'
	case 'Z', 'z':
		return '2'
	case 'S', 's':
		return '5'
	case 'B':
		return '8'
	}
	return 0
}

// unlettered puts digits in the place of letters that look like them.
func unlettered(text string) (string, bool) {
	var out []byte
	for i := 0; i < len(text); {
		end, digits, letters := numberAt(text, i)
		if letters > 0 && digits >= letters {
			if out == nil {
				out = []byte(text)
			}
			for k := i; k < end; k++ {
				if d := lookalike(text[k]); d > 0 {
					out[k] = d
				}
			}
		}
		i = max(end, i+1)
	}
	if out == nil {
		return text, false
	}
	return string(out), true
}

// numberAt reads the words from i that hold a digit and else nothing but digits and letters that look like them, with one
// sign or blank between two of them at most. It gives where they end, and how many digits and letters they hold.
func numberAt(text string, i int) (end, digits, letters int) {
	for at := i; ; at = end + 1 {
		j, d, l := at, 0, 0
		for ; j < len(text) && inWord(text, j); j++ {
			switch {
			case isDigit(text, j):
				d++
			case lookalike(text[j]) > 0:
				l++
			default:
				return max(end, wordEnd(text, i, end, j)), digits, letters
			}
		}
		if d == 0 {
			return max(end, wordEnd(text, i, end, j)), digits, letters
		}
		end, digits, letters = j, digits+d, letters+l
		if end >= len(text)-1 || strings.IndexByte(" -+./_", text[end]) < 0 {
			return end, digits, letters
		}
	}
}

// wordEnd gives where the word ends that j lies in, when no number was read from i, and 0 else.
func wordEnd(text string, i, end, j int) int {
	if end > i {
		return 0
	}
	for j < len(text) && inWord(text, j) {
		j++
	}
	return j
}

// inWord tells whether the byte at i is a part of a word: no blank, and no sign that parts the digits of a number.
func inWord(text string, i int) bool {
	c := text[i]
	return isDigit(text, i) || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '|' || c >= utf8.RuneSelf
}

// spokenDigits are digits in Swedish and English words, and words for the signs among them.
var spokenDigits = map[string]string{
	"noll": "0", "nolla": "0", "en": "1", "ett": "1", "etta": "1", "två": "2", "tva": "2", "tvåa": "2", "tre": "3", "trea": "3", "fyra": "4",
	"fem": "5", "femma": "5", "sex": "6", "sexa": "6", "sju": "7", "sjua": "7", "åtta": "8", "atta": "8", "nio": "9", "nia": "9",
	"zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
	"streck": "-", "bindestreck": "-", "minus": "-", "dash": "-", "hyphen": "-", "plus": "+",
}

// fewestSpoken is the number of digit words in a row that may be a number of a person: year, month and day.
const fewestSpoken = 6

// unspoken puts digits in the place of so many digit words in a row. Digits may stand among them.
func unspoken(text string) (string, bool) {
	if parts(text) < fewestSpoken {
		return text, false
	}
	var out strings.Builder
	var run []byte // the digits of the words from begun to end
	begun, end, kept, spoken := 0, 0, 0, 0
	flush := func() {
		if spoken >= fewestSpoken {
			out.WriteString(text[kept:begun])
			out.Write(run)
			kept = end
		}
		run, spoken = run[:0], 0
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			if !strings.ContainsRune(" ,.;-+/", r) {
				flush()
			}
			i += n
			continue
		}
		j := i
		for j < len(text) {
			r, n := utf8.DecodeRuneInString(text[j:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				break
			}
			j += n
		}
		word := strings.ToLower(text[i:j])
		said, ok := spokenDigits[word]
		switch {
		case !ok && !allDigits(word):
			flush()
		case len(run) == 0:
			begun = i
			fallthrough
		default:
			if ok && said[0] >= '0' {
				spoken++
			}
			if !ok {
				said = word
			}
			run, end = append(run, said...), j
		}
		i = j
	}
	flush()
	if kept == 0 {
		return text, false
	}
	out.WriteString(text[kept:])
	return out.String(), true
}

// parts gives the number of words that blanks and signs part a text into, at most.
func parts(text string) int {
	n := 1
	for i := range len(text) {
		if c := text[i]; c == ' ' || c == '-' || c == ',' || c == '.' {
			n++
		}
	}
	return n
}

// setDigit gives the ASCII digit of a digit that is set otherwise: superscript, subscript, in a circle or bracket, with a
// full stop or comma (Unicode's compatibility forms), or white on black.
func setDigit(r rune) (rune, bool) {
	switch {
	case r >= '\u2776' && r <= '\u277e':
		return '1' + (r - '\u2776'), true
	case r >= '\u2780' && r <= '\u2788':
		return '1' + (r - '\u2780'), true
	case r >= '\u278a' && r <= '\u2792':
		return '1' + (r - '\u278a'), true
	case r >= '\u24f5' && r <= '\u24fd':
		return '1' + (r - '\u24f5'), true
	case r == '\u24ff', r == '\U0001f10b', r == '\U0001f10c':
		return '0', true
	case !unicode.Is(unicode.No, r) && !unicode.Is(unicode.So, r):
		return 0, false
	}
	var found rune
	for _, d := range norm.NFKC.String(string(r)) {
		switch {
		case d >= '0' && d <= '9' && found == 0:
			found = d
		case strings.ContainsRune("().,", d):
		default:
			return 0, false
		}
	}
	return found, found > 0
}
