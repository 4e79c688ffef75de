package release

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// ordered checks that the rows are sorted by the columns named, ascending, nulls first, text by its bytes. A file that
// is not would mislead readers that trust its order, and could differ from one build to the next.
func ordered(cols []ColumnData, by []string) error {
	compare := make([]func(i int) int, len(by))
	for k, name := range by {
		i := slices.IndexFunc(cols, func(c ColumnData) bool { return c.name == name })
		if i < 0 {
			return fmt.Errorf("sorted by %s: no such column", name)
		}
		compare[k] = cols[i].before()
	}
	for i := 1; i < cols[0].n; i++ {
		for k := range by {
			order := compare[k](i)
			if order > 0 {
				return fmt.Errorf("row %d comes before row %d: expected sorted by %s", i, i+1, strings.Join(by, ", "))
			}
			if order < 0 {
				break
			}
		}
	}
	return nil
}

// before gives a function that compares the row before i with row i.
func (c *ColumnData) before() func(i int) int {
	null := func(i int) bool { return c.nulls != nil && c.nulls[i] }
	switch {
	case c.keys != nil:
		return func(i int) int { return bytes.Compare(c.keys[i-1][:], c.keys[i][:]) }
	case c.codes != nil:
		return func(i int) int { return c.compareCodes(c.codes[i-1], c.codes[i]) }
	case c.text != nil:
		return func(i int) int {
			a, aok := c.text(i - 1)
			b, bok := c.text(i)
			return cmp.Or(whether(aok, bok), strings.Compare(a, b))
		}
	case c.dates != nil:
		return func(i int) int { return cmp.Compare(c.dates[i-1], c.dates[i]) }
	case c.ints != nil:
		return func(i int) int {
			return cmp.Or(whether(!null(i-1), !null(i)), cmp.Compare(c.ints[i-1], c.ints[i]))
		}
	case c.floats != nil:
		return func(i int) int {
			return cmp.Or(whether(!null(i-1), !null(i)), cmp.Compare(c.floats[i-1], c.floats[i]))
		}
	default:
		return func(i int) int { return whether(c.bools(i-1), c.bools(i)) }
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
