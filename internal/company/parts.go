package company

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"tvistdata/internal/person"
)

// Party is a number or a name in a respondent's cells that may be a company's; the other one is empty.
type Party struct{ Number, Name string }

// Parts returns the numbers and names of companies that a respondent's cells may hold, as written, each once: every number that
// is a company's, wherever it is; the whole name; and each part of the name, or some in a row, because without knowing the
// name nobody can say whether "Bygg och Plåt i Solna AB" is one company's or two. A part may have no legal form, be a brand or be
// nobody's: the register, a decision or other rows say what it is. Numbers of persons and estates, and parts that are a person's
// name or say that they are, are left out. all is false for a name of more parts than can be looked at.
func (r *Register) Parts(list, number, name string) (parts []Party, all bool) {
	var out []Party
	seen := map[Party]bool{{}: true}
	add := func(p Party) {
		if !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	for _, text := range append(r.numbersIn(list, number), numbersIn(name)...) {
		if r.number(list, text, name).id != "" {
			add(Party{Number: text})
		}
	}
	pieces := cut(name)
	if strings.ContainsAny(name, "()[]") {
		pieces = cutAt(pieces, name, bracketed, func(string) joint { return bySign })
	}
	all = len(pieces) <= mostPieces
	pieces = pieces[:min(len(pieces), mostPieces)]
	for i := range pieces {
		for j := i; j < min(len(pieces), i+longestRun); j++ {
			for _, part := range readings(name[pieces[i].from:pieces[j].to]) {
				if mayBeCompany(part) {
					add(Party{Name: part})
				}
			}
		}
	}
	if len(pieces) > longestRun && all && mayBeCompany(name) {
		add(Party{Name: strings.TrimSpace(name)})
	}
	return out, all
}

// mostPieces is how many parts of a name are looked at.
const mostPieces = 50

// longestRun is how many parts in a row may be one company's name: "Hattar, Skor och Rör i Norr AB" has three.
const longestRun = 4

// readings returns a part as it is, and without what says that the company was or will be called so: "tidigare Namn AB". Of one
// that says who gets the company's post or represents it, there is none.
func readings(part string) []string {
	out := []string{strings.TrimSpace(part)}
	for rest := out[0]; ; {
		word, behind, more := strings.Cut(rest, " ")
		key := strings.ReplaceAll(strings.ToLower(strings.Trim(word, ",:")), ".", "")
		switch {
		case careOf[key] && ownWords(part) == nil:
			return nil
		case more && (asides[key] || rest != out[0] && prepositions[key]):
			rest = strings.TrimSpace(behind)
		case rest != out[0]:
			return append(out, rest)
		default:
			return out
		}
	}
}

// mayBeCompany reports whether a text may be the name of a company.
func mayBeCompany(text string) bool {
	words := split(brackets.Replace(text))
	return len(words) > 0 && keyFrom(text, words).core != "" && !formOf(text, words).Personal && !person.IsName(text) && !isTrader(text) &&
		!person.MayHoldNumber(text) && strings.ContainsFunc(text, unicode.IsLetter)
}

// numbersIn returns what may be numbers in a cell: all of it, what signs and blanks part, and six digits and four wherever they are.
func numbersIn(text string) []string {
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	out := []string{strings.TrimSpace(text)}
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:/|&+()[]•", r) }) {
		if len(part) >= 10 && part != out[0] {
			out = append(out, part)
		}
	}
	digit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	for _, m := range sixAndFour.FindAllStringIndex(text, -1) {
		if digits := person.Digits(text[m[0]:m[1]]); !digit(m[0]-1) && !digit(m[1]) {
			out = append(out, digits[:len(digits)-4]+"-"+digits[len(digits)-4:])
		}
	}
	return out
}

// sixAndFour is a number as Swedish companies and persons have it, with its century or without.
var sixAndFour = regexp.MustCompile(`(?:\d\d)?\d{6}[-–—‐−+ \x{a0}]?\d{4}`)

// joint is what separates two parts of a name, the later the surer it is that two are named.
type joint uint8

const (
	byForm   joint = iota // one blank, behind a legal form
	bySign                // a comma, slash or dash: what follows may be a town, a department or a brand
	byBlanks              // two blanks
	byWord                // "och", "&", "+": names of one company have them too
	byLine                // a line break, a tab or three blanks
	byList                // one of ; | •
	byCount               // a number or letter that counts the parts
)

// apart reports whether what follows is separated from what comes before it, as names of one company are not.
func (j joint) apart() bool { return j == byBlanks || j >= byLine }

// piece is a part of a name: where it begins and ends, and what comes before it.
type piece struct {
	from, to int
	joint    joint
}

// and are words between respondents, in the languages of those that lists name.
const and = `och ock o å and samt resp respektive eller or und u sowie oder et ou ja sekä tai og y e ed en ` + //nolint:misspell // Swedish
	`oraz plus jämte alternativt alt inkl inklusive även dessutom liksom mot vs versus dels`

var joins = wordSet(and + " tillsammans together")

// label comes before a number that counts a part.
const label = `(?:motpart|part|företag|bolag|respondent|party|company|nr|no)\.?\s*`

var (
	// between is what separates parts of a name: a line break, several blanks, a sign, or a word of its own.
	between = regexp.MustCompile(`(?i)[\s\x{a0}]*(?:[\n\r\t;|•\x{200b}\x{2060}\x{feff}]+|<br\s*/?>|[,*=>_\\]|\s[/+&–—-]\s|` +
		`[/+])[\s\x{a0}]*|[ \x{a0}]{2,}|\s(?:och.eller|and.or|tillsammans.med|together.with|` +
		strings.Join(strings.Fields(and), "|") + `)\.?\s`)
	// slashed are forms and words that have a slash in them.
	slashed = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:[aipkc]/[os]|t/a|[dfan]/[bk]/a|och/eller|and/or)(?:[^\pL]|$)`)
	// item1 and item2 begin parts that are counted, and items any.
	item1 = regexp.MustCompile(`(?i)^\s*(?:` + label + `)?\(?(?:1\s*[.):]|a\s*\))\s*\pL`)
	item2 = regexp.MustCompile(`(?i)[\s,;](?:` + label + `)?\(?(?:2\s*[.):]|b\s*\))\s*\pL`)
	items = regexp.MustCompile(`(?i)(?:^|[\s,;])[\s,;]*(?:` + label + `)?\(?(?:[1-9]\s*[.):]|[a-f]\s*\))\s*`)
	// bracketed is where brackets split a name.
	bracketed = regexp.MustCompile(`[()\[\]]+`)
)

// cut returns the parts of a name.
func cut(name string) []piece {
	out := []piece{{to: len(name)}}
	if !Parted(name) {
		return out
	}
	masked := name
	if strings.Contains(name, "/") {
		masked = slashed.ReplaceAllStringFunc(name, func(s string) string { return strings.ReplaceAll(s, "/", "\x00") })
	}
	if counted(name) {
		out = cutAt(out, masked, items, func(string) joint { return byCount })
	}
	out = cutForms(cutAt(out, masked, between, jointOf), name)
	for i := range out { // "Namn AB. Annat AB." are two sentences
		if text, stop := strings.CutSuffix(strings.TrimRight(name[out[i].from:out[i].to], " "), "."); stop {
			if words := fieldsOf(text); len(words) > 1 && ends[strings.ToLower(text[words[len(words)-1][0]:])] {
				out[i].to = out[i].from + len(text)
			}
		}
	}
	return out
}

// Parted reports, faster than Parts, whether a name has more than one part.
func Parted(name string) bool {
	before := ' '
	for _, r := range name {
		switch r {
		case '\n', '\r', '\t', '\u00a0', '\u200b', '\u2060', '\ufeff', '<', '>', '*', '=', '_', '\\', ';', '|',
			'•', ',', '/', '+', '&', '–', '—', '(', ')', '[', ']':
			return true
		case ' ', '-':
			if before == ' ' {
				return true
			}
		}
		before = r
	}
	fields := fieldsOf(name)
	for i := 1; i < len(fields)-1; i++ {
		if word := fieldKey(name, fields[i]); ends[word] || joins[word] {
			return true
		}
	}
	return counted(name)
}

// counted reports whether the parts of a name are counted.
func counted(name string) bool {
	return strings.ContainsAny(name, "1aA") && strings.ContainsAny(name, "2bB") && strings.ContainsAny(name, ".):") &&
		item1.MatchString(name) && item2.MatchString(name)
}

// fieldsOf returns where the words of a text begin and end.
func fieldsOf(text string) (out [][2]int) {
	from := -1
	for i, r := range text {
		switch blank := unicode.IsSpace(r); {
		case !blank && from < 0:
			from = i
		case blank && from >= 0:
			out, from = append(out, [2]int{from, i}), -1
		}
	}
	if from >= 0 {
		out = append(out, [2]int{from, len(text)})
	}
	return out
}

// fieldKey returns a word in lower case without the signs around it.
func fieldKey(text string, at [2]int) string {
	return strings.ToLower(strings.Trim(text[at[0]:at[1]], ".:"))
}

// cutAt cuts parts where a pattern matches.
func cutAt(pieces []piece, text string, pattern *regexp.Regexp, jointOf func(between string) joint) (out []piece) {
	for _, p := range pieces {
		at, how := p.from, p.joint
		for _, m := range pattern.FindAllStringIndex(text[p.from:p.to], -1) {
			if p.from+m[0] > at {
				out = append(out, piece{at, p.from + m[0], how})
				how = byForm
			}
			at, how = p.from+m[1], max(how, jointOf(text[p.from+m[0]:p.from+m[1]]))
		}
		if at < p.to {
			out = append(out, piece{at, p.to, how})
		}
	}
	return out
}

// jointOf returns what a match of between is.
func jointOf(text string) joint {
	switch bare := strings.Trim(text, " \u00a0"); {
	case strings.ContainsAny(bare, ";|•"):
		return byList
	case strings.HasPrefix(bare, "<"), strings.ContainsAny(bare, "\u200b\u2060\ufeff"):
		return byLine
	case strings.ContainsFunc(bare, unicode.IsLetter), strings.ContainsAny(bare, "&+"):
		return byWord
	case strings.ContainsAny(bare, "\n\r\t"):
		return byLine
	case bare == "":
		if utf8.RuneCountInString(text) > 2 {
			return byLine
		}
		return byBlanks
	}
	return bySign
}

// longestTail is how many words behind a legal form are looked at, to know whether the name continues.
const longestTail = 8

// cutForms cuts parts behind the legal forms in their middle, unless the name continues as one company's does: Namn AB
// (publ), Namn AB Handelsbolag.
func cutForms(pieces []piece, name string) (out []piece) {
	for _, p := range pieces {
		fields := fieldsOf(name[p.from:p.to])
		from := func(i int) int { return p.from + fields[i][0] }
		word := func(i int) string { return fieldKey(name[p.from:p.to], fields[i]) }
		at, how := p.from, p.joint
		for i := 1; i < len(fields)-1; i++ {
			if !ends[word(i)] || i == 1 && compounds[word(0)] {
				continue
			}
			next := i + 1
			few := func(at int) string { return name[from(at) : p.from+fields[min(at+longestTail, len(fields))-1][1]] }
			rest := split(few(next))
			for len(rest) > 0 && next+tailAt(rest) < len(fields) && tailAt(rest) > 0 {
				next += tailAt(rest)
				rest = split(few(next))
			}
			if len(rest) > 0 && len(rest[0].forms) == 0 && tailAt(rest) == 0 {
				out = append(out, piece{at, from(next), how})
				at, how, i = from(next), byForm, next
			}
		}
		out = append(out, piece{at, p.to, how})
	}
	return out
}

var (
	// ends are legal forms that end a name wherever they are in it.
	ends = wordSet(`ab ltd gmbh inc llc a/s oy aps hb kb`)
	// careOf are words in front of who gets a company's post or represents it.
	careOf = wordSet(`c/o co genom gm via hos ombud att attn`)
	// compounds are first words of names that go on behind AB: Fastighets AB Eken.
	compounds = wordSet(`fastighets förvaltnings byggnads bostads handels rederi industri trävaru invest förlags försäljnings
		försäkrings renhållnings`)
)
