package company

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// A name is proposed for another when at least so much of the letters, taken in threes, is the same.
const alike = 0.5

// common is how many companies may have a word for it to be looked up: holding and sverige lead nowhere.
const common = 20_000

// Similar returns the positions of the companies that are called most nearly like a name, the nearest first: they share a
// word, or one but for a letter, and half of the letters in threes (Dice's coefficient).
func (ix *Index) Similar(name string, limit int) []int {
	q := newQuestion(name)
	weights := map[uint32]float64{}
	for _, word := range q.words {
		looked := map[int]bool{}
		look := func(w int) {
			if n := len(ix.postsOf(w)); !looked[w] && n <= common {
				looked[w] = true
				for _, place := range ix.postsOf(w) {
					weights[place] += math.Log(float64(len(ix.at)+1) / float64(n))
				}
			}
		}
		if w, _ := ix.startingWith(word); w < ix.words.len() && ix.words.at(w) == word {
			look(w)
		}
		if len(word) >= fuzzyFrom {
			ix.eachNear(word, look)
		}
	}
	likely := make([]uint32, 0, len(weights))
	for place := range weights {
		likely = append(likely, place)
	}
	slices.SortFunc(likely, func(a, b uint32) int { return cmp.Or(cmp.Compare(weights[b], weights[a]), cmp.Compare(a, b)) })
	likely = likely[:min(len(likely), 200)]
	asked := threes(q.bare)
	likeness := make(map[uint32]float64, len(likely))
	for _, place := range likely {
		likeness[place] = dice(asked, threes(strings.ReplaceAll(ix.label(place), " ", "")))
	}
	likely = slices.DeleteFunc(likely, func(place uint32) bool { return likeness[place] < alike })
	slices.SortStableFunc(likely, func(a, b uint32) int { return cmp.Or(cmp.Compare(likeness[b], likeness[a]), cmp.Compare(a, b)) })
	var out []int
	for _, place := range likely[:min(len(likely), limit)] {
		out = append(out, int(ix.at[place]))
	}
	return out
}

// label returns the first name of the company at a place, in searchable form.
func (ix *Index) label(place uint32) string {
	if i, ok := slices.BinarySearch(ix.places, place); ok {
		return ix.names.at(i)
	}
	return ""
}

// threes returns the runs of three letters of a text, with its ends marked, in order.
func threes(text string) []string {
	r := []rune("^" + text + "$")
	var out []string
	for i := 0; i+3 <= len(r); i++ {
		out = append(out, string(r[i:i+3]))
	}
	slices.Sort(out)
	return out
}

// dice returns twice what two lists in order have in common by what they have together, from 0 to 1.
func dice(a, b []string) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	same, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch c := strings.Compare(a[i], b[j]); {
		case c == 0:
			same++
			i++
			j++
		case c < 0:
			i++
		default:
			j++
		}
	}
	return 2 * float64(same) / float64(len(a)+len(b))
}
