package company

import (
	"math/bits"
	"slices"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// rank says how well a company fits a question: the lower the better.
type rank uint8

const (
	exact      rank = iota // a whole name, or the number
	prefix                 // the start of a name, or of the number
	wordPrefix             // the starts of words of names
	contains               // inner parts of words
	similar                // words with a letter wrong; only when nothing else fits
	ranks
)

// Search returns the positions, in the slice that the index was made of, of the companies that fit a text, and how many
// fit in all. The text is a name, a part of one, an organisation number of 10 or 12 digits with or without hyphen, or the number of another
// country's register, as it is written there, with its code or as in the company's id;
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
		seen.join(found)
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

// fits returns the places of the companies that fit a question at least as well as a rank says.
func (ix *Index) fits(q *question, r rank) places {
	found := newPlaces(len(ix.at))
	switch r {
	case exact:
		ix.setNamed(found, q.bare, q.bare+"\x01")
		if len(q.number) == 10 {
			ix.setNumbered(found, q.number)
		}
		for _, id := range q.abroad {
			ix.setAbroad(found, id[3:], id[:2])
		}
		return found
	case prefix:
		ix.setNamed(found, q.bare, q.bare+"\U0010ffff")
		ix.setNumbered(found, q.number)
		if len(q.bare) >= 4 && isDigit(q.bare, 0) {
			ix.setAbroad(found, q.bare, "")
		}
		return found
	case wordPrefix, contains, similar, ranks:
	}
	longest := slices.Clone(q.words) // first, because it leads to the fewest companies
	slices.SortStableFunc(longest, func(a, b string) int { return len(b) - len(a) })
	for i, word := range longest {
		n := 0
		if i > 0 {
			n = found.len()
		}
		switch {
		case i > 0 && n == 0:
			return found
		case i > 0 && n <= few && r != similar:
			found.each(func(place uint32) bool {
				if !ix.hasWord(place, word, r) {
					found.drop(place)
				}
				return true
			})
			continue
		}
		part := found
		if i > 0 {
			part = newPlaces(len(ix.at))
		}
		ix.eachWord(word, r, func(w int) {
			for _, place := range ix.postsOf(w) {
				part.add(place)
			}
		})
		if i > 0 {
			found.keep(part)
		}
	}
	return found
}

// few is how many companies are looked at one by one rather than through the lists of all that have a word.
const few = 4096

// hasWord reports whether a company has a word in one of its names that eachWord yields for a word of a question.
func (ix *Index) hasWord(place uint32, word string, r rank) bool {
	first, _ := slices.BinarySearch(ix.places, place)
	for n := first; n < len(ix.places) && ix.places[n] == place; n++ {
		name := ix.names.at(n)
		for at := 0; at < len(name); at++ {
			i := strings.Index(name[at:], word)
			if i < 0 {
				break
			}
			if at += i; r == contains && len(word) >= 3 || at == 0 || name[at-1] == ' ' {
				return true
			}
		}
	}
	return false
}

// eachWord yields the words that a word of a question may mean.
func (ix *Index) eachWord(word string, r rank, yield func(w int)) {
	from, to := ix.startingWith(word)
	for w := from; w < to; w++ {
		yield(w)
	}
	switch {
	case r == contains && len(word) >= 3:
		for at := 0; ; {
			i := strings.Index(ix.words.all[at:], word)
			if i < 0 {
				return
			}
			w := ix.words.holding(at + i)
			yield(w)
			at = int(ix.words.from[w+1])
		}
	case r == similar && len(word) >= fuzzyFrom:
		ix.eachNear(word, yield)
	}
}

// eachNear yields the words that differ from a word by one letter.
func (ix *Index) eachNear(word string, yield func(w int)) {
	ix.shortened(word, func(hash uint64) {
		i, _ := slices.BinarySearch(ix.near, hash<<32)
		for ; i < len(ix.near) && ix.near[i]>>32 == hash; i++ {
			yield(int(uint32(ix.near[i])))
		}
	})
}

// startingWith returns the words that start with a text.
func (ix *Index) startingWith(text string) (from, to int) {
	at := func(text string) int {
		return sort.Search(ix.words.len(), func(w int) bool { return ix.words.at(w) >= text })
	}
	return at(text), at(text + "\U0010ffff")
}

// setNamed adds the companies with a name that, without blanks, is at least one text and less than another.
func (ix *Index) setNamed(found places, from, to string) {
	at := func(text string) int {
		return sort.Search(len(ix.bares), func(i int) bool { return compareBare(ix.names.at(int(ix.bares[i])), text) >= 0 })
	}
	for _, name := range ix.bares[at(from):at(to)] {
		found.add(ix.places[name])
	}
}

// setNumbered adds the companies whose number starts with some digits, if there are any.
func (ix *Index) setNumbered(found places, start string) {
	if start == "" || len(start) > 10 {
		return
	}
	at := func(number uint64) int { i, _ := slices.BinarySearch(ix.numbers, number<<placeBits); return i }
	first, end := digits(start), digits(start)+1
	for range 10 - len(start) {
		first, end = 10*first, 10*end
	}
	for _, n := range ix.numbers[at(first):at(end)] {
		found.add(uint32(n & (1<<placeBits - 1)))
	}
}

// setAbroad adds the companies whose number in the register of a country, or in any for "", starts so.
func (ix *Index) setAbroad(found places, start, code string) {
	at, _ := slices.BinarySearchFunc(ix.abroad, start, func(n numberAbroad, start string) int { return strings.Compare(n.number, start) })
	for ; at < len(ix.abroad) && strings.HasPrefix(ix.abroad[at].number, start); at++ {
		if n := ix.abroad[at]; code == "" || n.code == code {
			found.add(n.place)
		}
	}
}

// digits returns the number that digits are.
func digits(s string) uint64 {
	n := uint64(0)
	for i := range len(s) {
		n = 10*n + uint64(s[i]-'0')
	}
	return n
}

// places is a set of places, a bit each.
type places []uint64

func newPlaces(n int) places { return make(places, (n+63)/64) }

func (p places) add(place uint32) { p[place>>6] |= 1 << (place & 63) }

func (p places) drop(place uint32) { p[place>>6] &^= 1 << (place & 63) }

func (p places) len() int {
	n := 0
	for _, bits64 := range p {
		n += bits.OnesCount64(bits64)
	}
	return n
}

func (p places) join(o places) {
	for i := range p {
		p[i] |= o[i]
	}
}

func (p places) keep(o places) {
	for i := range p {
		p[i] &= o[i]
	}
}

// without takes out what another set has, and returns how many are left.
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
	bare   string   // the words in one
	number string   // digits of an organisation number or its start; "" when the text is none
	abroad []string // ids of companies in other countries' registers whose number the text is
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
	if strings.ContainsAny(q.bare, "0123456789") {
		q.abroad = idsAbroad(text)
	}
	return q
}

// unmarked maps letters that do not come apart into a letter and a mark.
var unmarked = strings.NewReplacer("ø", "o", "æ", "ae", "œ", "oe", "ß", "ss", "đ", "d", "ð", "d", "þ", "th", "ł", "l", "ı", "i", "&", " ")

// searchable returns the form in which names are searched: lower case, without diacritics, every run of anything but
// letters and digits as one blank, apostrophes and full stops as nothing.
func searchable(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	if plainly(&b, name) {
		return b.String()
	}
	b.Reset()
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

// plainly writes the searchable form of a name of nothing but ASCII and å, ä, ö, é and ü, which most are; ok is false for
// another one.
func plainly(b *strings.Builder, name string) (ok bool) {
	blank := false
	for _, r := range name {
		switch {
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
		case r == 'å', r == 'ä', r == 'Å', r == 'Ä':
			r = 'a'
		case r == 'ö', r == 'Ö':
			r = 'o'
		case r == 'é', r == 'É':
			r = 'e'
		case r == 'ü', r == 'Ü':
			r = 'u'
		case r == '\'', r == '.':
			continue
		case r < 0x80:
			blank = true
			continue
		default:
			return false
		}
		if blank && b.Len() > 0 {
			b.WriteByte(' ')
		}
		blank = false
		b.WriteByte(byte(r))
	}
	return true
}
