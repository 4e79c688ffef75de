package company

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"tvistdata/internal/record"
)

// Index finds companies by name and number. It does not change and may be used by many goroutines.
type Index struct {
	entries []entry // in Swedish order of names, then by id
}

// entry is what one company can be found by.
type entry struct {
	at     int      // in the slice that the index was made of
	number string   // ten digits, or ""
	names  []string // searchable forms, without repetition
	bare   []string // the same without blanks
}

// NewIndex makes an index of the companies by their name, their written names and their number.
func NewIndex(companies []record.Company) *Index {
	ix := &Index{entries: make([]entry, len(companies))}
	swedish, buf := collate.New(language.Swedish), collate.Buffer{}
	keys := make([]string, len(companies))
	for i, c := range companies {
		keys[i] = string(swedish.KeyFromString(&buf, c.Name))
		buf.Reset()
		e := entry{at: i, number: strings.Replace(c.OrgNumber, "-", "", 1)}
		e.add(c.Name)
		for _, n := range c.Names {
			e.add(n.Name)
		}
		ix.entries[i] = e
	}
	slices.SortFunc(ix.entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(keys[a.at], keys[b.at]), cmp.Compare(companies[a.at].ID, companies[b.at].ID))
	})
	return ix
}

func (e *entry) add(name string) {
	if s := searchable(name); s != "" && !slices.Contains(e.names, s) {
		e.names = append(e.names, s)
		e.bare = append(e.bare, strings.ReplaceAll(s, " ", ""))
	}
}

// rank tells how well a company fits a question: the lower the better.
type rank uint8

const (
	exact      rank = iota // a whole name, or the number
	prefix                 // the start of a name, or of the number
	wordPrefix             // the starts of words of a name
	contains               // anything inside a name
	misses
)

// Search gives the positions, in the slice that the index was made of, of the companies that fit a text, and how many
// fit in all. The text is a name, a part of one, or an organisation number of 10 or 12 digits with or without hyphen;
// letter case, diacritics and punctuation don't matter. Whole names come first, then starts of names, starts of words,
// and inner parts; equals in Swedish order of names. A blank text fits every company.
func (ix *Index) Search(text string, limit, offset int) (ids []int, total int) {
	q := newQuestion(text)
	if len(q.words) == 0 && strings.TrimSpace(text) != "" {
		return nil, 0
	}
	var found [misses][]int
	for i := range ix.entries {
		if r := q.rank(&ix.entries[i]); r < misses {
			found[r] = append(found[r], ix.entries[i].at)
			total++
		}
	}
	limit, offset = max(limit, 0), max(offset, 0)
	for _, at := range found {
		skip := min(offset, len(at))
		offset -= skip
		take := min(limit, len(at)-skip)
		limit -= take
		ids = append(ids, at[skip:skip+take]...)
	}
	return ids, total
}

// question is a text to search for in the forms that are compared.
type question struct {
	words  []string
	inner  []string // the words with a blank in front
	spaced string   // the words with a blank between
	bare   string   // the words in one
	number string   // digits of an organisation number or its start; "" when the text is none
}

func newQuestion(text string) question {
	s := searchable(text)
	q := question{words: strings.Fields(s), spaced: s, bare: strings.ReplaceAll(s, " ", "")}
	if len(q.bare) >= 4 && allDigits(q.bare) && len(q.bare) <= 12 {
		q.number = q.bare
		if len(q.number) == 12 {
			q.number = strings.TrimPrefix(q.number, "16")
		}
	}
	for _, w := range q.words {
		q.inner = append(q.inner, " "+w)
	}
	return q
}

// rank gives the best fit among a company's number and names.
func (q *question) rank(e *entry) rank {
	switch {
	case len(q.words) == 0, q.number != "" && q.number == e.number:
		return exact
	case q.number != "" && strings.HasPrefix(e.number, q.number):
		return prefix
	}
	best := misses
	for i, name := range e.names {
		best = min(best, q.rankName(name, e.bare[i]))
	}
	return best
}

func (q *question) rankName(name, bare string) rank {
	switch {
	case bare == q.bare:
		return exact
	case strings.HasPrefix(bare, q.bare):
		return prefix
	case q.startsWords(name):
		return wordPrefix
	case strings.Contains(name, q.spaced), len(q.bare) >= 5 && strings.Contains(bare, q.bare):
		return contains
	}
	return misses
}

// startsWords tells whether every word of the question starts a word of the name.
func (q *question) startsWords(name string) bool {
	for i, w := range q.words {
		if !strings.HasPrefix(name, w) && !strings.Contains(name, q.inner[i]) {
			return false
		}
	}
	return true
}

// unmarked maps letters that do not come apart into a letter and a mark.
var unmarked = strings.NewReplacer("ø", "o", "æ", "ae", "œ", "oe", "ß", "ss", "đ", "d", "ð", "d", "þ", "th", "ł", "l", "ı", "i", "&", " ")

// searchable gives the form in which names are searched: lower case, without diacritics, every run of anything but
// letters and digits as one blank, apostrophes and full stops as nothing.
func searchable(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	blank := false
	for _, r := range norm.NFD.String(unmarked.Replace(FoldName(name))) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if blank && b.Len() > 0 {
				b.WriteByte(' ')
			}
			blank = false
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’', r == '.', r == '´':
		default:
			blank = true
		}
	}
	return b.String()
}
