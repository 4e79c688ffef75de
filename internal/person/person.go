// Package person knows how people's numbers, addresses and names look, in any disguise, and what people are called. The
// matcher, the exit and what is printed of files all use it. Its lexicon is in datasets/words; the head of each file names the source.
package person

import (
	"bufio"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tvistdata/datasets"
)

// lexicon is the words of datasets/words: those that people are called by as Alike leaves them, the others in lower case.
type lexicon struct {
	usual, given, surnames, elsewhere, common, nobody, homonyms, trades, titles map[string]bool
}

// words is read when it is first asked for.
var words = sync.OnceValue(func() lexicon {
	l := lexicon{
		usual: read("usual.txt", withMarks), given: read("given.txt", spelled), surnames: read("surnames.txt", spelled),
		elsewhere: read("elsewhere.txt", spelled), common: read("common.txt", asIs), nobody: read("nobody.txt", asIs),
		homonyms: read("homonyms.txt", asIs), trades: read("trades.txt", asIs), titles: read("titles.txt", asIs),
	}
	for w := range l.usual {
		l.given[Alike(w)] = true
	}
	for w := range read("more.txt", spelled) {
		l.given[w] = true
	}
	return l
})

// asIs returns a word alone.
func asIs(word string) []string { return []string{word} }

// withMarks returns a name with å, ä and ö and without their marks, as many are typed.
func withMarks(name string) []string { return []string{name, unmarked.Replace(name)} }

// spelled returns how a name may be spelled, as Alike has it.
func spelled(name string) []string {
	without := unmarked.Replace(name)
	if without == name {
		return []string{Alike(name)}
	}
	return []string{Alike(name), Alike(without)}
}

// read returns the words of a file in the spellings of each.
func read(file string, spellings func(string) []string) map[string]bool {
	m := map[string]bool{}
	f, err := datasets.FS.Open("words/" + file)
	if err != nil {
		panic(err) // it is part of the program
	}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if w := lines.Text(); w != "" && w[0] != '#' {
			for _, spelling := range spellings(w) {
				m[spelling] = true
			}
		}
	}
	if err := f.Close(); err != nil {
		panic(err) // as above
	}
	return m
}

var unmarked = strings.NewReplacer("å", "a", "ä", "a", "ö", "o")

// Letters returns the runs of letters of a text, as written: Ann-Britts has two.
func Letters(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
}

// Given reports whether people have a word as a given name: it is in the lexicon, or spelled like one that is, and no other
// common Swedish word is written so. Letter case doesn't matter.
func Given(word string) bool {
	w := strings.ToLower(word)
	return !words().common[w] && words().given[Alike(w)]
}

// Usual reports whether a word is one of the thousand given names that most in Sweden have, spelled as they usually are.
func Usual(word string) bool { return words().usual[strings.ToLower(word)] }

// Surname reports whether people have a word as a surname: it is in the lexicon, or ends as hardly any other word does
// (Andersson, Lindqvist). Letter case doesn't matter.
func Surname(word string) bool {
	w := strings.ToLower(word)
	return !words().common[w] && (words().surnames[Alike(w)] || endsIn(w, surnameEnds))
}

// Surnamed reports whether a word ends as hardly any Swedish word does but surnames: Andersson, Lindqvist, and with a capital
// Nyström, Hedlund.
func Surnamed(word string) bool {
	w := strings.ToLower(word)
	return endsIn(w, surnameEnds) || endsIn(w, capitalEnds) && len(w) > 6 && w != word
}

// Called reports whether people may be called by a word, also in the genitive: Given, Surname, or an ending that many
// surnames share with other words (Lindberg, Danmark). Letter case doesn't matter.
func Called(word string) bool {
	w := strings.ToLower(word)
	if Given(w) || Surname(w) || !words().common[w] && endsIn(w, surnameParts) {
		return true
	}
	return strings.HasSuffix(w, "s") && Called(w[:len(w)-1])
}

// Elsewhere reports whether people have a word as a surname in languages that Surname leaves out. Many a company is called so, too, so
// it is asked only where a name has nothing else that says whose it is. Letter case doesn't matter.
func Elsewhere(word string) bool {
	w := strings.ToLower(word)
	return !words().common[w] && words().elsewhere[Alike(w)]
}

// Trade reports whether a word in a company's name says what it does, deals in, is like or where it is: it is kept by hand as one that
// hardly anybody is called by. Letter case doesn't matter.
func Trade(word string) bool { return words().trades[strings.ToLower(word)] }

// Title reports whether a word is one in front of a person's name: Fru, Tandläkare. Letter case doesn't matter.
func Title(word string) bool { return words().titles[strings.ToLower(word)] }

// Nobody reports whether a word is nobody's name where it is in the name of a file, sheet or column, or beside the name
// of a company: it is kept by hand as one. Letter case doesn't matter.
func Nobody(word string) bool { return words().nobody[strings.ToLower(word)] }

// Homonym reports whether a word in lower case is one of the language before it is a name: per, dag, love.
func Homonym(word string) bool { return words().homonyms[word] }

// surnameEnds are endings that hardly any Swedish word has but surnames.
var surnameEnds = strings.Fields("sson sdotter sdottir sdóttir qvist quist kvist hjelm stedt")

// capitalEnds are endings of surnames that other words have, too.
var capitalEnds = strings.Fields("strand ström lund gren blad")

// surnameParts are what many Swedish surnames end in.
var surnameParts = strings.Fields("sen ström strom berg bergh gren lund dahl löf lof blad holm blom ander fors mark man lin strand")

// endsIn reports whether a word ends in one of the endings, and is more than that by two letters at least.
func endsIn(word string, ends []string) bool {
	for _, end := range ends {
		if rest, ok := strings.CutSuffix(word, end); ok && len(rest) > 1 {
			return true
		}
	}
	return false
}

const vowels = "aeiouåäö"

// Alike returns what is left of a word in lower case when the spellings of names that sound alike are made one: Wiktor is
// Viktor, Thilda is Tilda. Marks are left out, but for å, ä and ö. A word of up to three letters stays what it is.
func Alike(word string) string {
	if utf8.RuneCountInString(word) < 4 {
		return word
	}
	word = withoutMarks(word)
	var b strings.Builder
	b.Grow(len(word) + 1)
	var before, kept rune // the letter before, and the last that was kept
	write := func(r rune) {
		if r != kept {
			b.WriteRune(r)
			kept = r
		}
	}
	for i := 0; i < len(word); {
		r, n := utf8.DecodeRuneInString(word[i:])
		i += n
		next, _ := utf8.DecodeRuneInString(word[i:])
		switch {
		case r == 'h' && strings.ContainsRune(vowels, before) && !strings.ContainsRune(vowels, next):
		case r == 'p' && next == 'h':
			write('f')
			i++
		case r == 't' && next == 'h', r == 'c' && (next == 'h' || next == 'k'):
			write(sound(r))
			i++
		case r == 'x':
			write('k')
			write('s')
		default:
			write(sound(r))
		}
		before = r
	}
	return b.String()
}

// sound returns the letter that represents those that sound like it.
func sound(r rune) rune {
	switch r {
	case 'æ':
		return 'ä'
	case 'ø':
		return 'ö'
	case 'ß', 'z':
		return 's'
	case 'đ':
		return 'd'
	case 'ı', 'y', 'j':
		return 'i'
	case 'ł':
		return 'l'
	case 'c', 'q':
		return 'k'
	case 'w':
		return 'v'
	}
	return r
}

// withoutMarks takes the marks off letters, but for å, ä and ö.
func withoutMarks(word string) string {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return strings.Map(func(r rune) rune {
				if r < utf8.RuneSelf || strings.ContainsRune("åäöæøßđıł", r) {
					return r
				}
				first, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
				if unicode.Is(unicode.Mn, first) {
					return -1
				}
				return first
			}, norm.NFC.String(word))
		}
	}
	return word
}
