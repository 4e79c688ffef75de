package pdffile

import (
	"fmt"
	"regexp"
	"strings"

	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

// tally counts the cells of rows that could be read.
type tally struct {
	rows   int
	filled []int // by column
	mixed  []int // of these, with values of two kinds
}

func (t *tally) add(cells []string) {
	if t.filled == nil {
		t.filled, t.mixed = make([]int, len(cells)), make([]int, len(cells))
	}
	t.rows++
	for i, c := range cells {
		if c == "" {
			continue
		}
		t.filled[i]++
		if mixed(c) {
			t.mixed[i]++
		}
	}
}

// fewFilled is one of how many rows may fill a column that counts as empty.
const fewFilled = 20

// empty returns a finding for each column, from one on, that has nothing in hardly any row, beside one whose cells mostly hold values
// of two kinds.
func (t *tally) empty(from int, at source.Origin) []source.Finding {
	var out []source.Finding
	for i := from; i < len(t.filled); i++ {
		if fewFilled*t.filled[i] > t.rows {
			continue
		}
		for _, k := range []int{i - 1, i + 1} {
			if k >= from && k < len(t.filled) && t.mixed[k] > 0 && 2*t.mixed[k] >= t.filled[k] {
				out = append(out, source.Finding{Rule: rule.EmptyColumn, At: at, Text: fmt.Sprintf(
					"expected something in column %d, found it in %d of %d rows, and %d of the %d cells of column %d hold values of two kinds",
					i+1, t.filled[i], t.rows, t.mixed[k], t.filled[k], k+1)})
				break
			}
		}
	}
	return out
}

var (
	dateLike   = regexp.MustCompile(`^(\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{1,2}:\d{2}(:\d{2})?)$`) // or a time
	numberLike = regexp.MustCompile(`^[-–(]?\d[\d.,]*(:-|%|\))?$`)
	unitOf     = regexp.MustCompile(`^(?i:kr\.?|tkr|mkr|sek|st\.?|%|öre)$`)
)

// mixed reports whether the first and the last word of a text are of two kinds, of words, numbers, dates and other codes.
func mixed(s string) bool {
	if !strings.ContainsRune(s, ' ') {
		return false
	}
	words := strings.Fields(s)
	if n := len(words); n > 1 && unitOf.MatchString(words[n-1]) {
		words = words[:n-1]
	}
	kind := func(w string) int {
		switch {
		case !strings.ContainsFunc(w, isDigit):
			return 0
		case dateLike.MatchString(w):
			return 1
		case numberLike.MatchString(w):
			return 2
		}
		return 3
	}
	return len(words) > 1 && kind(words[0]) != kind(words[len(words)-1])
}
