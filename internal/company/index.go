package company

import (
	"cmp"
	"hash/maphash"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"tvistdata/internal/record"
)

// Index finds companies by name and number, among a million in some milliseconds. It does not change and may be used by
// many goroutines. Inside it a company is known by its place in Swedish order of names, then ids; every name and word
// is in it once, and is known by its number.
type Index struct {
	at      []uint32       // by place: where the company is among those that the index was made of
	names   texts          // in searchable form, those of a company together, its first name first
	places  []uint32       // by name: its company's place, which never falls
	bares   []uint32       // names in order of what they are without blanks
	numbers []uint64       // ten digits, above the lower placeBits, which are the place; in order
	abroad  []numberAbroad // in order
	words   texts          // of names, in order
	posts   []uint32       // places of the companies with a word, word by word, each in order
	post    []uint32       // by word: where its posts start; one more at the end
	near    []uint64       // words by what is left of them without one letter: the upper half is a hash, the lower half the word
	seed    maphash.Seed
}

// numberAbroad is the number in another country's register of the company at a place.
type numberAbroad struct {
	number, code string
	place        uint32
}

const placeBits = 30 // so that ten digits fit above

// texts are many texts in one, with a line end behind each.
type texts struct {
	all  string
	from []uint32 // by text: where it starts; one more at the end
}

func (t *texts) len() int { return len(t.from) - 1 }

func (t *texts) at(i int) string { return t.all[t.from[i] : t.from[i+1]-1] }

// holding returns the text that a place of all is in.
func (t *texts) holding(at int) int {
	return sort.Search(t.len(), func(i int) bool { return int(t.from[i]) > at }) - 1
}

// writer puts texts behind each other.
type textsWriter struct {
	all  strings.Builder
	from []uint32
}

func (w *textsWriter) add(s string) {
	w.from = append(w.from, uint32(w.all.Len()))
	w.all.WriteString(s)
	w.all.WriteByte('\n')
}

func (w *textsWriter) texts() texts {
	return texts{w.all.String(), slices.Clip(append(w.from, uint32(w.all.Len())))}
}

// NewIndex makes an index of the companies by their name, their written names and their number.
func NewIndex(companies []record.Company) *Index {
	return newIndex(len(companies), func(i int) record.Company { return companies[i] })
}

// NewIndexOf makes an index of a register's companies, whose positions Candidates understands.
func NewIndexOf(r *Register) *Index {
	return newIndex(r.Len(), func(i int) record.Company { return r.entityAt(uint32(i)).company() })
}

// newIndex makes an index of n companies, each of which it asks for several times.
func newIndex(n int, company func(i int) record.Company) *Index {
	ix := &Index{at: swedishOrder(n, company), seed: maphash.MakeSeed()}
	var names textsWriter
	w := wording{ids: map[string]uint32{}}
	inParallel(n, func(place int) []string { return ix.searchableNames(place, company) }, func(place int, found []string) {
		for _, name := range found {
			names.add(name)
			ix.places = append(ix.places, uint32(place))
			w.add(name, uint32(place))
		}
	})
	ix.names, ix.places = names.texts(), slices.Clip(ix.places)
	for place, at := range ix.at {
		c := company(int(at))
		if n, class := ParseNumber(c.OrgNumber); class == CompanyNumber {
			ix.numbers = append(ix.numbers, digits(string(n))<<placeBits|uint64(place))
		} else if c.Kind == record.Foreign && len(c.ID) > len("br-") {
			ix.abroad = append(ix.abroad, numberAbroad{c.ID[3:], c.ID[:2], uint32(place)})
		}
	}
	slices.Sort(ix.numbers)
	slices.SortFunc(ix.abroad, func(a, b numberAbroad) int {
		return cmp.Or(strings.Compare(a.number, b.number), strings.Compare(a.code, b.code))
	})
	ix.setBares()
	ix.setWords(&w)
	return ix
}

// inParallel works on 0 to n-1 on every core, and takes what came of each in order.
func inParallel[T any](n int, work func(i int) T, take func(i int, found T)) {
	const batch = 2048
	found := make([]T, batch*runtime.GOMAXPROCS(0))
	for from := 0; from < n; from += len(found) {
		var group sync.WaitGroup
		for part := range runtime.GOMAXPROCS(0) {
			group.Go(func() {
				for i := part * batch; i < min((part+1)*batch, n-from); i++ {
					found[i] = work(from + i)
				}
			})
		}
		group.Wait()
		for i := range min(len(found), n-from) {
			take(from+i, found[i])
		}
	}
}

// swedishOrder returns the positions of companies in Swedish order of names, then ids.
func swedishOrder(n int, company func(i int) record.Company) []uint32 {
	collators := sync.Pool{New: func() any { return collate.New(language.Swedish) }}
	keys := make([]string, n)
	order := make([]uint32, n)
	inParallel(n, func(i int) string {
		c := collators.Get().(*collate.Collator)
		defer collators.Put(c)
		var buf collate.Buffer
		return string(c.KeyFromString(&buf, company(i).Name))
	}, func(i int, key string) { keys[i], order[i] = key, uint32(i) })
	slices.SortFunc(order, func(a, b uint32) int {
		if c := strings.Compare(keys[a], keys[b]); c != 0 {
			return c
		}
		return strings.Compare(company(int(a)).ID, company(int(b)).ID)
	})
	return order
}

// searchableNames returns the names of the company at a place, each once, those that have a letter or digit.
func (ix *Index) searchableNames(place int, company func(i int) record.Company) []string {
	c := company(int(ix.at[place]))
	out := []string{searchable(c.Name)}
	for i, n := range c.Names {
		if !slices.ContainsFunc(c.Names[:i], func(o record.WrittenName) bool { return o.Name == n.Name }) {
			out = append(out, searchable(n.Name))
		}
	}
	return slices.DeleteFunc(out, func(name string) bool { return name == "" })
}

// setBares puts the names in order of what they are without blanks.
func (ix *Index) setBares() {
	type start struct {
		first uint64 // eight bytes of the name, by which most names differ
		name  uint32
	}
	starts := make([]start, ix.names.len())
	for i := range starts {
		n, first := 0, uint64(0)
		for j := 0; n < 8; j++ {
			if c := byteAt(ix.names.at(i), j); c != ' ' {
				first = first<<8 | uint64(c)
				n++
			}
		}
		starts[i] = start{first, uint32(i)}
	}
	slices.SortFunc(starts, func(a, b start) int {
		if a.first != b.first {
			return cmp.Compare(a.first, b.first)
		}
		return cmp.Or(compareBare(ix.names.at(int(a.name)), ix.names.at(int(b.name))), cmp.Compare(a.name, b.name))
	})
	ix.bares = make([]uint32, len(starts))
	for i, s := range starts {
		ix.bares[i] = s.name
	}
}

func byteAt(s string, i int) byte {
	if i < len(s) {
		return s[i]
	}
	return 0
}

// compareBare compares two texts without their blanks.
func compareBare(a, b string) int {
	for i, j := 0, 0; ; i, j = i+1, j+1 {
		for i < len(a) && a[i] == ' ' {
			i++
		}
		for j < len(b) && b[j] == ' ' {
			j++
		}
		if i == len(a) || j == len(b) || a[i] != b[j] {
			return cmp.Compare(int(byteAt(a, i)), int(byteAt(b, j)))
		}
	}
}

// wording gathers the words of names.
type wording struct {
	ids    map[string]uint32 // by word
	counts []uint32          // by id: how many companies have it
	last   []uint32          // by id: the last place that has it, plus 1
	found  []uint64          // ids, in the upper half, with places, in order of places
}

func (w *wording) add(name string, place uint32) {
	for word := range strings.FieldsSeq(name) {
		id, known := w.ids[word]
		if !known {
			id = uint32(len(w.ids))
			w.ids[strings.Clone(word)] = id
			w.counts, w.last = append(w.counts, 0), append(w.last, 0)
		}
		if w.last[id] != place+1 {
			w.last[id] = place + 1
			w.counts[id]++
			w.found = append(w.found, uint64(id)<<32|uint64(place))
		}
	}
}

// setWords puts the words in order, and makes what finds them by a part or with a letter wrong.
func (ix *Index) setWords(w *wording) {
	sorted := make([]string, 0, len(w.ids))
	for word := range w.ids {
		sorted = append(sorted, word)
	}
	slices.Sort(sorted)
	var words textsWriter
	next := make([]uint32, len(sorted)) // by id: where its next post goes
	ix.post = make([]uint32, 1, len(sorted)+1)
	shortened := 0
	for i, word := range sorted {
		words.add(word)
		id := w.ids[word]
		next[id] = ix.post[i]
		ix.post = append(ix.post, ix.post[i]+w.counts[id])
		if len(word) >= fuzzyFrom-1 {
			shortened += len(word) + 1
		}
	}
	ix.words = words.texts()
	ix.posts = make([]uint32, len(w.found))
	for _, f := range w.found {
		ix.posts[next[f>>32]] = uint32(f)
		next[f>>32]++
	}
	ix.near = make([]uint64, 0, shortened)
	for i, word := range sorted {
		if len(word) >= fuzzyFrom-1 {
			ix.shortened(word, func(hash uint64) { ix.near = append(ix.near, hash<<32|uint64(i)) })
		}
	}
	slices.Sort(ix.near)
	ix.near = slices.Compact(ix.near)
}

// postsOf returns the places of the companies with a word.
func (ix *Index) postsOf(w int) []uint32 { return ix.posts[ix.post[w]:ix.post[w+1]] }

// fuzzyFrom is the length from which a word may have one letter wrong.
const fuzzyFrom = 4

// shortened yields hashes of a word and of what is left of it without each of its letters: words that one letter parts, be
// it wrong, missing, added or in the place of its neighbour, have one of them in common.
func (ix *Index) shortened(word string, yield func(hash uint64)) {
	yield(maphash.String(ix.seed, word) >> 32)
	for i, r := range word {
		var h maphash.Hash
		h.SetSeed(ix.seed)
		_, _ = h.WriteString(word[:i]) // it never fails
		_, _ = h.WriteString(word[i+len(string(r)):])
		yield(h.Sum64() >> 32)
	}
}
