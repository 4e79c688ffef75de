package columnar

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// ordered checks that the rows are sorted by the columns named, ascending, nulls first, text by its bytes. A file that
// is not would mislead readers that trust its order, and could differ from one build to the next.
func ordered(cols []Column, by []string) error {
	sorted := make([]*Column, len(by))
	for k, name := range by {
		i := slices.IndexFunc(cols, func(c Column) bool { return c.name == name })
		if i < 0 {
			return fmt.Errorf("sorted by %s: no such column", name)
		}
		if cols[i].compare == nil && cols[i].from == nil {
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
func disorder(cols []*Column, from, to int) int {
	var s []picked
	var equal, rest []span
	for a := from; a < to; a += PageRows {
		b := min(a+PageRows, to)
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
func (c *Column) differing(s *[]picked, a, b int) func(from, to int) (i, order int) {
	if c.from != nil {
		return c.from.differingAmong(c.picked(s, a-1, b))
	}
	return func(from, to int) (int, int) {
		for i := from; i < to; i++ {
			if order := c.compare(i-1, i); order != 0 {
				return i, order
			}
		}
		return to, 0
	}
}

// picked is n rows from at on that take one row of another column or, when step is 1, row and those behind it.
type picked struct{ at, n, row, step int }

// picked returns the cells from one row up to another, in s.
func (c *Column) picked(s *[]picked, from, to int) []picked {
	*s = (*s)[:0]
	c.picks(from, to, func(row, n, step int) {
		*s = append(*s, picked{from, n, row, step})
		from += n
	})
	return *s
}

// differingAmong does for rows that are picked from c what differing does for its own.
func (c *Column) differingAmong(picks []picked) func(from, to int) (i, order int) {
	k := 0
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
			if order := c.compare(x, y); order != 0 {
				return i, order
			}
		}
		return to, 0
	}
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
