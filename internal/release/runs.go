package release

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"sort"

	"github.com/parquet-go/parquet-go/format"
)

// run is values that are equal and stand together: one code of the chunk's dictionary up to an end.
type run struct {
	code int32
	end  int // counted in values, without nulls
}

// runText collects text that a Pick column of n rows, from row start on, takes from one with codes. Rows that take the
// same cell mostly stand together, so what is kept of them is runs.
func (e *encoder) runText(c *ColumnData, start, end int) (values, error) {
	s, from := &e.scratch, c.from
	remap := room(&s.remap, len(from.dict))
	clear(remap)
	var used []string
	var wrong error
	runs, n, row := s.runs[:0], 0, 0
	add := func(code uint32, length int) {
		switch {
		case code == NullCode:
			if c.optional {
				clear(e.levels[row : row+length])
			}
		case int(code) >= len(from.dict):
			wrong = fmt.Errorf("code %d, and the dictionary has %d values", code, len(from.dict))
		default:
			if remap[code] == 0 {
				used = append(used, from.dict[code])
				remap[code] = int32(len(used))
			}
			n += length
			if local := remap[code] - 1; len(runs) > 0 && runs[len(runs)-1].code == local {
				runs[len(runs)-1].end = n
			} else {
				runs = append(runs, run{local, n})
			}
		}
		row += length
	}
	c.picks(start, end, func(at, n, step int) {
		if step == 0 {
			add(from.codes[at], n)
			return
		}
		codes := from.codes[at : at+n]
		for len(codes) > 0 {
			same := 1
			for same < len(codes) && codes[same] == codes[0] {
				same++
			}
			add(codes[0], same)
			codes = codes[same:]
		}
	})
	if wrong != nil {
		return values{}, wrong
	}
	s.runs = runs
	d, err := newDictionary(used)
	if err != nil {
		return values{}, err
	}
	return values{
		n:    n,
		ways: []way{{encoding: format.RLEDictionary, dict: d.plain, dictLen: len(used), put: s.putRuns(runs)}},
		bounds: func(a, b int) ([]byte, []byte, bool) {
			lo, hi := d.rank[runs[at(runs, a)].code], int32(0)
			for _, r := range within(runs, a, b) {
				lo, hi = min(lo, d.rank[r.code]), max(hi, d.rank[r.code])
			}
			return []byte(used[d.order[lo]]), []byte(used[d.order[hi]]), true
		},
	}, nil
}

// at gives the run that value i is in.
func at(runs []run, i int) int {
	return sort.Search(len(runs), func(k int) bool { return runs[k].end > i })
}

// within gives the runs that the values from a up to b are in.
func within(runs []run, a, b int) []run { return runs[at(runs, a) : at(runs, b-1)+1] }

// least is the mean length from which runs are written as runs. Parquet's other form packs values by eights.
const least = 8

// putRuns encodes values from their runs.
func (s *scratch) putRuns(runs []run) func([]byte, int, int) ([]byte, error) {
	return func(dst []byte, a, b int) ([]byte, error) {
		in := within(runs, a, b)
		if len(in)*least > b-a {
			codes := room(&s.wide, b-a)
			done := 0
			for _, r := range in {
				for end := min(r.end, b) - a; done < end; done++ {
					codes[done] = r.code
				}
			}
			return putIndex(codes)(dst, 0, b-a)
		}
		width := 1
		for _, r := range in {
			width = max(width, bits.Len32(uint32(r.code)))
		}
		dst = append(dst[:0], byte(width))
		for _, r := range in {
			end := min(r.end, b)
			dst = binary.AppendUvarint(dst, uint64(end-a)<<1)
			for shift := 0; shift < width; shift += 8 {
				dst = append(dst, byte(r.code>>shift))
			}
			a = end
		}
		return dst, nil
	}
}

// pickBools collects the truth values that a Pick column takes.
func (s *scratch) pickBools(c *ColumnData, start, end int) values {
	v := room(&s.bits, end-start)[:0]
	c.picks(start, end, func(row, n, step int) {
		for i := range n {
			x := byte(0)
			if c.from.bools(row + i*step) {
				x = 1
			}
			v = append(v, x)
		}
	})
	return boolValues(v)
}

// pickDates gives the dates that a Pick column takes as a column with cells of its own, which last until the next call.
func (s *scratch) pickDates(c *ColumnData, start, end int) *ColumnData {
	dates := room(&s.pickedDates, end-start)[:0]
	c.picks(start, end, func(row, n, step int) {
		for i := range n {
			dates = append(dates, c.from.dates[row+i*step])
		}
	})
	return &ColumnData{name: c.name, typ: c.typ, n: len(dates), optional: c.optional, dates: dates}
}
