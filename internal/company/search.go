package company

import (
	"cmp"
	"hash/maphash"
	"math/bits"
	"slices"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"tvistdata/internal/record"
)

// Index finds companies by name and number, among a million in some milliseconds. It does not change and may be used by
// many goroutines. Inside it a company is known by its place in Swedish order of names, then ids.
type Index struct {
	at      []uint32   // by place: where the company stands in the slice that the index was made of
	labels  []string   // by place: the first name in searchable form
	numbers []keyed    // by number
	bares   []keyed    // by name without blanks, every name of every company
	words   []string   // of names, in order
	posts   [][]uint32 // by word: the places of companies with it, in order
	joined  string     // the words, each with a line end behind it
	starts  []uint32   // by word: where it starts in joined
	near    []uint64   // words by what is left of them without one letter: the upper half is a hash, the lower half the word
	seed    maphash.Seed
}

// keyed is a text that leads to a place.
type keyed struct {
	key   string
	place uint32
}

// NewIndex makes an index of the companies by their name, their written names and their number.
func NewIndex(companies []record.Company) *Index {
	ix := &Index{at: swedishOrder(companies), labels: make([]string, len(companies)), seed: maphash.MakeSeed()}
	ids := map[string]uint32{}
	var posts [][]uint32
	for place, at := range ix.at {
		c := &companies[at]
		if c.OrgNumber != "" {
			ix.numbers = append(ix.numbers, keyed{strings.Replace(c.OrgNumber, "-", "", 1), uint32(place)})
		}
		ix.labels[place] = searchable(c.Name)
		ix.add(ix.labels[place], uint32(place), ids, &posts)
		for i, n := range c.Names {
			if !slices.ContainsFunc(c.Names[:i], func(o record.WrittenName) bool { return o.Name == n.Name }) {
				ix.add(searchable(n.Name), uint32(place), ids, &posts)
			}
		}
	}
	byKey := func(a, b keyed) int { return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.place, b.place)) }
	slices.SortFunc(ix.numbers, byKey)
	slices.SortFunc(ix.bares, byKey)
	ix.bares = slices.Compact(ix.bares)
	ix.setWords(ids, posts)
	return ix
}

// swedishOrder gives the positions of companies in Swedish order of names, then ids.
func swedishOrder(companies []record.Company) []uint32 {
	swedish, buf := collate.New(language.Swedish), collate.Buffer{}
	keys := make([]string, len(companies))
	order := make([]uint32, len(companies))
	for i, c := range companies {
		keys[i] = string(swedish.KeyFromString(&buf, c.Name))
		buf.Reset()
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int {
		return cmp.Or(strings.Compare(keys[a], keys[b]), strings.Compare(companies[a].ID, companies[b].ID))
	})
	return order
}

// add enters a searchable name.
func (ix *Index) add(name string, place uint32, ids map[string]uint32, posts *[][]uint32) {
	if name == "" {
		return
	}
	ix.bares = append(ix.bares, keyed{strings.ReplaceAll(name, " ", ""), place})
	for word := range strings.FieldsSeq(name) {
		id, known := ids[word]
		if !known {
			id = uint32(len(*posts))
			ids[word] = id
			*posts = append(*posts, nil)
		}
		if p := (*posts)[id]; len(p) == 0 || p[len(p)-1] != place {
			(*posts)[id] = append(p, place)
		}
	}
}

// setWords puts the words in order, and makes what finds them by a part or with a letter wrong.
func (ix *Index) setWords(ids map[string]uint32, posts [][]uint32) {
	ix.words = make([]string, 0, len(ids))
	size := 0
	for w := range ids {
		ix.words = append(ix.words, w)
		size += len(w) + 1
	}
	slices.Sort(ix.words)
	ix.posts, ix.starts = make([][]uint32, len(ix.words)), make([]uint32, len(ix.words))
	var b strings.Builder
	b.Grow(size)
	for i, w := range ix.words {
		ix.posts[i] = posts[ids[w]]
		ix.starts[i] = uint32(b.Len())
		b.WriteString(w)
		b.WriteByte('\n')
		if len(w) >= fuzzyFrom-1 {
			ix.shortened(w, func(hash uint64) { ix.near = append(ix.near, hash<<32|uint64(i)) })
		}
	}
	ix.joined = b.String()
	slices.Sort(ix.near)
	ix.near = slices.Clip(slices.Compact(ix.near))
}

// fuzzyFrom is the length from which a word may have one letter wrong.
const fuzzyFrom = 4

// shortened gives hashes of a word and of what is left of it without each of its letters: words that one letter parts, be
// it wrong, missing, added or in the place of its neighbour, have one of them in common.
func (ix *Index) shortened(word string, yield func(hash uint64)) {
	yield(maphash.String(ix.seed, word) >> 32)
	for i, r := range word {
		yield(maphash.String(ix.seed, word[:i]+word[i+len(string(r)):]) >> 32)
	}
}

// rank tells how well a company fits a question: the lower the better.
type rank uint8

const (
	exact      rank = iota // a whole name, or the number
	prefix                 // the start of a name, or of the number
	wordPrefix             // the starts of words of names
	contains               // inner parts of words
	similar                // words with a letter wrong; only when nothing else fits
	ranks
)

// Search gives the positions, in the slice that the index was made of, of the companies that fit a text, and how many
// fit in all. The text is a name, a part of one, or an organisation number of 10 or 12 digits with or without hyphen;
// letter case, diacritics, punctuation and spacing don't matter, nor, when nothing fits else, one wrong letter in a word.
// Whole names come first, then starts of names, starts of words, and inner parts; equals in Swedish order of names. A
// blank text fits every company.
func (ix *Index) Search(text string, limit, offset int) (ids []int, total int) {
	q := newQuestion(text)
	limit, offset = max(limit, 0), max(offset, 0)
	if len(q.words) == 0 {
		if strings.TrimSpace(text) != "" {
			return nil, 0
		}
		from := min(offset, len(ix.at))
		for _, at := range ix.at[from:min(from+limit, len(ix.at))] {
			ids = append(ids, int(at))
		}
		return ids, len(ix.at)
	}
	seen := newPlaces(len(ix.at))
	for r := range ranks {
		if r == similar && total > 0 {
			break
		}
		found := ix.fits(&q, r)
		n := found.without(seen)
		seen.add(found)
		skip := min(offset, n)
		offset -= skip
		found.each(func(place uint32) bool {
			switch {
			case limit == 0:
				return false
			case skip > 0:
				skip--
			default:
				ids = append(ids, int(ix.at[place]))
				limit--
			}
			return true
		})
		total += n
	}
	return ids, total
}

// fits gives the places of the companies that fit a question at least as well as a rank says.
func (ix *Index) fits(q *question, r rank) places {
	found := newPlaces(len(ix.at))
	switch r {
	case exact:
		found.set(between(ix.bares, q.bare, q.bare+"\x00"))
		if q.number != "" {
			found.set(between(ix.numbers, q.number, q.number+"\x00"))
		}
		return found
	case prefix:
		found.set(between(ix.bares, q.bare, q.bare+"\U0010ffff"))
		if q.number != "" {
			found.set(between(ix.numbers, q.number, q.number+":"))
		}
		return found
	case wordPrefix, contains, similar, ranks:
	}
	for i, word := range q.words {
		part := newPlaces(len(ix.at))
		ix.eachWord(word, r, func(w int) {
			for _, place := range ix.posts[w] {
				part[place>>6] |= 1 << (place & 63)
			}
		})
		if i == 0 {
			found = part
		} else {
			found.keep(part)
		}
	}
	return found
}

// eachWord gives the words that a word of a question may stand for.
func (ix *Index) eachWord(word string, r rank, yield func(w int)) {
	from, to := ix.startingWith(word)
	for w := from; w < to; w++ {
		yield(w)
	}
	switch {
	case r == contains && len(word) >= 3:
		for at := 0; ; {
			i := strings.Index(ix.joined[at:], word)
			if i < 0 {
				return
			}
			w := sort.Search(len(ix.starts), func(w int) bool { return int(ix.starts[w]) > at+i }) - 1
			yield(w)
			at = int(ix.starts[w]) + len(ix.words[w]) + 1
		}
	case r == similar && len(word) >= fuzzyFrom:
		ix.eachNear(word, yield)
	}
}

// eachNear gives the words that one letter parts from a word.
func (ix *Index) eachNear(word string, yield func(w int)) {
	ix.shortened(word, func(hash uint64) {
		i, _ := slices.BinarySearch(ix.near, hash<<32)
		for ; i < len(ix.near) && ix.near[i]>>32 == hash; i++ {
			yield(int(uint32(ix.near[i])))
		}
	})
}

// startingWith gives the words that start with a text.
func (ix *Index) startingWith(text string) (from, to int) {
	from, _ = slices.BinarySearch(ix.words, text)
	to, _ = slices.BinarySearch(ix.words, text+"\U0010ffff")
	return from, to
}

// between gives those whose key is at least one text and less than another.
func between(all []keyed, from, to string) []keyed {
	at := func(key string) int {
		i, _ := slices.BinarySearchFunc(all, key, func(k keyed, key string) int { return strings.Compare(k.key, key) })
		return i
	}
	return all[at(from):at(to)]
}

// places is a set of places, a bit each.
type places []uint64

func newPlaces(n int) places { return make(places, (n+63)/64) }

func (p places) set(all []keyed) {
	for _, k := range all {
		p[k.place>>6] |= 1 << (k.place & 63)
	}
}

func (p places) add(o places) {
	for i := range p {
		p[i] |= o[i]
	}
}

func (p places) keep(o places) {
	for i := range p {
		p[i] &= o[i]
	}
}

// without takes out what another set has, and gives how many are left.
func (p places) without(o places) int {
	n := 0
	for i := range p {
		p[i] &^= o[i]
		n += bits.OnesCount64(p[i])
	}
	return n
}

func (p places) each(yield func(place uint32) bool) {
	for i, word := range p {
		for ; word != 0; word &= word - 1 {
			if !yield(uint32(i<<6 + bits.TrailingZeros64(word))) {
				return
			}
		}
	}
}

// question is a text to search for in the forms that are compared.
type question struct {
	words  []string
	bare   string // the words in one
	number string // digits of an organisation number or its start; "" when the text is none
}

func newQuestion(text string) question {
	s := searchable(text)
	q := question{words: strings.Fields(s), bare: strings.ReplaceAll(s, " ", "")}
	if len(q.bare) >= 4 && allDigits(q.bare) && len(q.bare) <= 12 {
		q.number = q.bare
		if len(q.number) == 12 {
			q.number = strings.TrimPrefix(q.number, "16")
		}
	}
	return q
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
