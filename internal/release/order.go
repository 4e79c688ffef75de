package release

import (
	"bytes"
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// ordered checks that the rows are sorted by the columns named, ascending, nulls first, text by its bytes. A file that
// is not would mislead readers that trust its order, and could differ from one build to the next.
func ordered(cols []ColumnData, by []string) error {
	sorted := make([]*ColumnData, len(by))
	for k, name := range by {
		i := slices.IndexFunc(cols, func(c ColumnData) bool { return c.name == name })
		if i < 0 {
			return fmt.Errorf("sorted by %s: no such column", name)
		}
		if cols[i].count != nil {
			return fmt.Errorf("sorted by %s, which is worked out where it is written", name)
		}
		sorted[k] = &cols[i]
	}
	n, cores := cols[0].n, runtime.GOMAXPROCS(0)
	first := make([]int, cores) // the first row of each core's that comes before the row in front of it; 0 for none
	var group sync.WaitGroup
	for core := range cores {
		group.Go(func() { first[core] = disorder(sorted, max(1, n*core/cores), n*(core+1)/cores) })
	}
	group.Wait()
	for _, i := range first {
		if i > 0 {
			return fmt.Errorf("row %d comes before row %d: expected sorted by %s", i, i+1, strings.Join(by, ", "))
		}
	}
	return nil
}

// disorder gives the first row from from up to to that comes before the row in front of it, or 0. It goes column by
// column through some thousand rows at a time, and looks on only at spans of rows that the columns before have found
// equal to the row in front of them.
func disorder(cols []*ColumnData, from, to int) int {
	var s scratch
	var equal, rest []span
	for a := from; a < to; a += pageRows {
		b := min(a+pageRows, to)
		equal = append(equal[:0], span{a, b})
		wrong := b
		for _, c := range cols {
			next := c.differing(&s, a, b)
			rest = rest[:0]
			for _, e := range equal {
				for e.from < e.to {
					i, order := next(e.from, e.to)
					if e.from < i {
						rest = append(rest, span{e.from, i})
					}
					if order > 0 {
						wrong = min(wrong, i)
					}
					e.from = i + 1
				}
			}
			equal, rest = rest, equal
		}
		if wrong < b {
			return wrong
		}
	}
	return 0
}

// span is the rows from one up to another.
type span struct{ from, to int }

// differing gives a function that finds the first row from one up to another, of those from a up to b, that differs from
// the row in front of it, with how that one compares to it; none is the end and 0. The function is asked in rising order.
func (c *ColumnData) differing(s *scratch, a, b int) func(from, to int) (i, order int) {
	if c.from != nil {
		return c.from.differingAmong(s.pickedBy(c, a-1, b))
	}
	codes, compare := c.codes, c.compare()
	return func(from, to int) (int, int) {
		for i := from; i < to; i++ {
			if codes != nil && codes[i-1] == codes[i] {
				continue
			}
			if order := compare(i-1, i); order != 0 {
				return i, order
			}
		}
		return to, 0
	}
}

// picked is n rows from at on that take one row of another column or, when step is 1, row and those behind it.
type picked struct{ at, n, row, step int }

func (s *scratch) pickedBy(c *ColumnData, from, to int) []picked {
	s.picked = s.picked[:0]
	c.picks(from, to, func(row, n, step int) {
		s.picked = append(s.picked, picked{from, n, row, step})
		from += n
	})
	return s.picked
}

// differingAmong does for rows that are picked from c what differing does for its own.
func (c *ColumnData) differingAmong(picks []picked) func(from, to int) (i, order int) {
	compare, k := c.compare(), 0
	return func(from, to int) (int, int) {
		for i := from; i < to; i++ {
			for picks[k].at+picks[k].n <= i {
				k++
			}
			p := picks[k]
			x, y := p.row+(i-1-p.at)*p.step, p.row+(i-p.at)*p.step
			switch {
			case i == p.at:
				before := picks[k-1]
				x = before.row + (before.n-1)*before.step
			case p.step == 0:
				i = p.at + p.n - 1
				continue
			}
			if order := compare(x, y); order != 0 {
				return i, order
			}
		}
		return to, 0
	}
}

// compare gives a function that compares rows i and j of a column with cells of its own.
func (c *ColumnData) compare() func(i, j int) int {
	null := func(i int) bool { return c.nulls != nil && c.nulls[i] }
	switch {
	case c.keys != nil:
		return func(i, j int) int { return bytes.Compare(c.keys[i][:], c.keys[j][:]) }
	case c.codes != nil:
		return func(i, j int) int { return c.compareCodes(c.codes[i], c.codes[j]) }
	case c.text != nil:
		return func(i, j int) int {
			a, aok := c.text(i)
			b, bok := c.text(j)
			return cmp.Or(whether(aok, bok), strings.Compare(a, b))
		}
	case c.dates != nil:
		return func(i, j int) int { return cmp.Compare(c.dates[i], c.dates[j]) }
	case c.ints != nil:
		return func(i, j int) int { return cmp.Or(whether(!null(i), !null(j)), cmp.Compare(c.ints[i], c.ints[j])) }
	case c.floats != nil:
		return func(i, j int) int { return cmp.Or(whether(!null(i), !null(j)), cmp.Compare(c.floats[i], c.floats[j])) }
	default:
		return func(i, j int) int { return whether(c.bools(i), c.bools(j)) }
	}
}

func (c *ColumnData) compareCodes(a, b uint32) int {
	if a == b || max(a, b) >= uint32(len(c.dict)) {
		return whether(a != NullCode, b != NullCode)
	}
	return strings.Compare(c.dict[a], c.dict[b])
}

// whether compares truth values, false first.
func whether(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	default:
		return 1
	}
}
