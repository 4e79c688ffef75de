package person

import (
	"maps"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// undisguise returns a text whose signs are folded, with digits in the place of letters that look like them, where nothing but
// digits and such letters is between blanks and signs and digits are half of it at least (81I2I8-9876), and in the
// place of six or more digits in a row in Swedish or English words, up to ninety-nine. ok is false when there is nothing of that kind.
func undisguise(folded string) (text string, ok bool) {
	text, ok = unlettered(folded)
	if said, runs := unspoken(text); len(runs) > 0 {
		return said, true
	}
	return text, ok
}

// lookalike returns the digit that a letter of the Latin, Greek or Cyrillic script looks like, 0 for none.
func lookalike(r rune) rune {
	switch r {
	case 'O', 'o', 'Q', 'D', 'Ø', 'ø', 'Ο', 'ο', 'О', 'о', 'Θ', 'θ', 'Ѳ', 'ѳ', 'Ԛ':
		return '0'
	case 'I', 'l', 'i', '|', 'ı', 'Ι', 'ι', 'І', 'і', 'Ї', 'ї', 'Ӏ', 'ӏ':
		return '1'
	case 'Z', 'z', 'Ζ', 'ζ':
		return '2'
	case 'З', 'з', 'Ӡ', 'ӡ':
		return '3'
	case 'Ч', 'ч':
		return '4'
	case 'S', 's', 'Ѕ', 'ѕ':
		return '5'
	case 'б':
		return '6'
	case 'B', 'Β', 'β', 'В', 'в':
		return '8'
	}
	return 0
}

// unlettered puts digits in the place of letters that look like them.
func unlettered(text string) (string, bool) {
	var out strings.Builder
	kept := 0
	for i := 0; i < len(text); {
		end, digits, letters := numberAt(text, i)
		if letters > 0 && digits >= letters {
			out.WriteString(text[kept:i])
			for _, r := range text[i:end] {
				if d := lookalike(r); d > 0 {
					r = d
				}
				out.WriteRune(r)
			}
			kept = end
		}
		i = max(end, i+1)
	}
	if kept == 0 {
		return text, false
	}
	out.WriteString(text[kept:])
	return out.String(), true
}

// numberAt reads the words from i that hold a digit and else nothing but digits and letters that look like them, with one
// sign or blank between two of them at most. It returns where they end, and how many digits and letters they hold.
func numberAt(text string, i int) (end, digits, letters int) {
	for at := i; ; at = end + 1 {
		j, d, l := at, 0, 0
		for j < len(text) && inWord(text, j) {
			r, n := utf8.DecodeRuneInString(text[j:])
			switch {
			case isDigit(text, j):
				d++
			case lookalike(r) > 0:
				l++
			default:
				return max(end, wordEnd(text, i, end, j)), digits, letters
			}
			j += n
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

// wordEnd returns where the word ends that j lies in, when no number was read from i, and 0 else.
func wordEnd(text string, i, end, j int) int {
	if end > i {
		return 0
	}
	for j < len(text) && inWord(text, j) {
		j++
	}
	return j
}

// inWord reports whether the byte at i is a part of a word: no blank, and no sign that separates the digits of a number.
func inWord(text string, i int) bool {
	c := text[i]
	return isDigit(text, i) || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '|' || c >= utf8.RuneSelf
}

// spokenDigits are digits and numbers of two digits in Swedish and English words, Swedish years, and words for the signs
// among them.
var spokenDigits = func() map[string]string {
	spoken := map[string]string{
		"nolla": "0", "en": "1", "etta": "1", "tvåa": "2", "trea": "3", "femma": "5", "sexa": "6", "sjua": "7", "nia": "9",
		"zero": "0", "oh": "0", "streck": "-", "bindestreck": "-", "minus": "-", "dash": "-", "hyphen": "-", "plus": "+",
	}
	for _, language := range []struct{ below20, tens string }{
		{
			"noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton",
			"tjugo trettio fyrtio femtio sextio sjuttio åttio nittio",
		},
		{
			"noll ett tva tre fyra fem sex sju atta nio tio elva tolv tretton fjorton femton sexton sjutton aderton nitton",
			"tjugo trettio fyrtio femtio sextio sjuttio attio nittio",
		},
		{
			"zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
			"twenty thirty forty fifty sixty seventy eighty ninety",
		},
	} {
		below20 := strings.Fields(language.below20)
		for n, word := range below20 {
			spoken[word] = strconv.Itoa(n)
		}
		for k, ten := range strings.Fields(language.tens) {
			spoken[ten] = strconv.Itoa(10 * (k + 2))
			for unit := 1; unit < 10; unit++ {
				spoken[ten+below20[unit]] = strconv.Itoa(10*(k+2) + unit)
			}
		}
	}
	years := map[string]string{}
	for word, said := range spoken {
		if len(said) == 2 {
			years["nittonhundra"+word] = "19" + said
		}
		if said >= "0" {
			said = ("0" + said)[len(said)-1:]
			years["tjugohundra"+word], years["tvåtusen"+word], years["tvatusen"+word] = "20"+said, "20"+said, "20"+said
		}
	}
	maps.Copy(spoken, years)
	return spoken
}()

// fewestSpoken is the number of digits in words in a row that may be a number of a person: year, month and day. Three words
// can tell them.
const (
	fewestSpoken      = 6
	fewestSpokenWords = 3
)

// spoken returns the digits of every number in words that undisguise finds in a folded text, without the signs among them.
func spoken(folded string) []string {
	_, runs := unspoken(folded)
	return runs
}

// maySpeak reports, at little cost, whether a folded text may have six digits in words: two of its words are digits at least, for one
// has four at most.
func maySpeak(folded string) bool {
	if parts(folded) < fewestSpokenWords {
		return false
	}
	spoken := 0
	for word := range strings.FieldsFuncSeq(strings.ToLower(folded), notSpoken) {
		if spokenDigits[word] != "" {
			spoken++
		}
	}
	return spoken > 1
}

// notSpoken reports whether a character is in no word that tells digits.
func notSpoken(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// unspoken puts digits in the place of so many digits in words in a row, and returns the digits of each such row. Digits may
// be among them.
func unspoken(text string) (string, []string) {
	if !maySpeak(text) {
		return text, nil
	}
	var out strings.Builder
	var runs []string
	var row spokenRow
	kept := 0
	flush := func() {
		if row.spoken >= fewestSpoken {
			out.WriteString(text[kept:row.begun])
			out.Write(row.text)
			runs = append(runs, row.digits())
			kept = row.end
		}
		row = spokenRow{text: row.text[:0]}
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if notSpoken(r) {
			if !strings.ContainsRune(" ,.;-+/", r) {
				flush()
			}
			i += n
			continue
		}
		j := i
		for j < len(text) {
			r, n := utf8.DecodeRuneInString(text[j:])
			if notSpoken(r) {
				break
			}
			j += n
		}
		if !row.add(text[i:j], i, j) {
			flush()
		}
		i = j
	}
	flush()
	if kept == 0 {
		return text, nil
	}
	out.WriteString(text[kept:])
	return out.String(), runs
}

// spokenRow is digits in words, and such as are among them, in a row.
type spokenRow struct {
	text       []byte // the digits and signs
	begun, end int    // where the row lies
	spoken     int    // how many digits are in words
	ten        bool   // the last word is twenty, thirty …
}

// add takes the word from i to j into the row. It reports whether the word is one of digits.
func (r *spokenRow) add(word string, i, j int) bool {
	word = strings.ToLower(word)
	said, ok := spokenDigits[word]
	if !ok && strings.Trim(word, "0123456789") != "" {
		return false
	}
	if len(r.text) == 0 {
		r.begun = i
	}
	r.end = j
	if r.ten && len(said) == 1 && said > "0" { // eighty-one
		r.text[len(r.text)-1], r.ten = said[0], false
		return true
	}
	r.ten = len(said) == 2 && said >= "20" && said[1] == '0'
	switch {
	case !ok:
		said = word
	case said >= "0":
		r.spoken += len(said)
	}
	r.text = append(r.text, said...)
	return true
}

// digits returns the digits of the row.
func (r *spokenRow) digits() string {
	return strings.Map(func(c rune) rune {
		if c < '0' {
			return -1
		}
		return c
	}, string(r.text))
}

// parts returns the number of words into which blanks and signs split a text, at most.
func parts(text string) int {
	n := 1
	for i := range len(text) {
		if c := text[i]; c == ' ' || c == '-' || c == ',' || c == '.' {
			n++
		}
	}
	return n
}
