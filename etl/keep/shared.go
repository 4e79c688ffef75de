package keep

import (
	"slices"

	"tvistdata/etl/privacy"
	"tvistdata/etl/publish"
)

// shared finds the records of one list whose matters other rows are of.
type shared struct {
	records []publish.Linked
	first   map[[2]uint64]int32 // the first record of each matter
	next    []int32             // the next one of the same matter; 0 after the last
}

// sharedOf returns the records of a list among those of its kind, and those of them that are of the matter of one before.
func sharedOf(all []publish.Linked, list string) (*shared, []linked) {
	from := slices.IndexFunc(all, func(l publish.Linked) bool { return l.List == list })
	if from < 0 {
		return &shared{}, nil
	}
	to := from
	for to < len(all) && all[to].List == list {
		to++
	}
	s := &shared{records: all[from:to], first: make(map[[2]uint64]int32, to-from), next: make([]int32, to-from)}
	var again []linked
	for i, r := range s.records {
		first, known := s.first[r.Matter]
		if !known {
			s.first[r.Matter] = int32(i)
			continue
		}
		again = append(again, linked{r.Record, s.records[first].Record})
		s.next[i], s.next[first] = s.next[first], int32(i)
	}
	return s, again
}

// of returns a record of a row's matter, from 1, and whether it has the row's key; 0 when the matter has no record.
func (s *shared) of(row *privacy.Cleared) (position uint32, same bool) {
	first, known := s.first[row.Matter]
	if !known {
		return 0, false
	}
	for i := first; ; i = s.next[i] {
		if s.records[i].Key == row.Key {
			return s.records[i].Record + 1, true
		}
		if s.next[i] == 0 {
			return s.records[first].Record + 1, false
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
