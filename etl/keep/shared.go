package keep

import (
	"math/bits"
	"slices"

	"tvistdata/etl/privacy"
	"tvistdata/etl/publish"
	"tvistdata/etl/settle"
)

// shared finds the records of one list whose matters other rows are of, by open addressing as settling does.
type shared struct {
	records []publish.Linked
	next    []int32 // the next record of the same matter; 0 after the last
	slots   []int32 // the first record of a matter, from 1; 0 is an empty slot
	shift   int
}

// sharedOf returns those of the records of a list, and the ones that are of the matter of one before.
func sharedOf(records []publish.Linked) (*shared, []linked) {
	size := 16
	for size < 2*len(records) {
		size *= 2
	}
	s := &shared{records: records, next: make([]int32, len(records)), slots: make([]int32, size), shift: 64 - bits.TrailingZeros(uint(size))}
	var again []linked
	for i, r := range records {
		slot, first := s.find(r.Row.Matter)
		if first < 0 {
			s.slots[slot] = int32(i) + 1
			continue
		}
		again = append(again, linked{r.Position, records[first].Position})
		s.next[i], s.next[first] = s.next[first], int32(i)
	}
	return s, again
}

// find returns the first record of a matter; -1 when there is none, and the slot where it would stand.
func (s *shared) find(matter [2]uint64) (slot int, first int32) {
	slot = int(settle.Spread(matter) >> s.shift)
	for ; s.slots[slot] != 0; slot = (slot + 1) & (len(s.slots) - 1) {
		if first := s.slots[slot] - 1; s.records[first].Row.Matter == matter {
			return slot, first
		}
	}
	return slot, -1
}

// of returns a record of a row's matter, from 1, and whether it has the row's key; 0 when the matter has no record.
func (s *shared) of(row *privacy.Cleared) (position uint32, same bool) {
	_, first := s.find(row.Matter)
	if first < 0 {
		return 0, false
	}
	for i := first; ; i = s.next[i] {
		if s.records[i].Row.Key == row.Key {
			return s.records[i].Position + 1, true
		}
		if s.next[i] == 0 {
			return s.records[first].Position + 1, false
		}
	}
}

// steps returns rising numbers as the first and what each is more than the one before.
func steps(numbers []uint32) []uint32 {
	slices.Sort(numbers)
	out := make([]uint32, len(numbers))
	last := uint32(0)
	for i, n := range numbers {
		out[i], last = n-last, n
	}
	return out
}

// sums returns the numbers of which steps are.
func sums(steps []uint32) []uint32 {
	out := make([]uint32, len(steps))
	last := uint32(0)
	for i, n := range steps {
		last += n
		out[i] = last
	}
	return out
}
