package query

import (
	"math"
	"slices"
)

// codes is a dictionary: the code of a text is its place in order.
type codes struct {
	ids []string
	of  map[string]int32
}

// newCodes makes a dictionary of texts in order.
func newCodes(ids []string) codes {
	c := codes{ids: ids, of: make(map[string]int32, len(ids))}
	for i, id := range ids {
		c.of[id] = int32(i)
	}
	return c
}

// filter is a choice of codes as queries understand it: all of those from First to Last, or those in List among them.
type filter struct {
	first, last int32
	all         bool
	list        []int32 // never empty: DuckDB 1.5 can give wrong answers to a statement first run with an empty list
}

// choose makes a filter of ids; no ids let everything through. It is not ok when the ids are none that is known, so
// that nothing can be found.
func (c codes) choose(ids []string) (f filter, ok bool) {
	if len(ids) == 0 {
		return filter{first: 0, last: math.MaxInt32, all: true, list: []int32{-1}}, true
	}
	for _, id := range ids {
		if code, ok := c.of[id]; ok {
			f.list = append(f.list, code)
		}
	}
	if len(f.list) == 0 {
		return f, false
	}
	slices.Sort(f.list)
	f.list = slices.Compact(f.list)
	f.first, f.last = f.list[0], f.list[len(f.list)-1]
	f.all = int(f.last-f.first)+1 == len(f.list)
	return f, true
}
