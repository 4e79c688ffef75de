package intake

import (
	"cmp"
	"math/bits"
	"slices"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/internal/list"
)

// TypesApart makes separate matters of those of a list that have one number and several types, such as a case and its
// re-evaluation. A matter without a type is of the first type, in the order of the list's codes, that the number has. Where two
// of one respondent would be one record, that of the type which came first keeps the record's key. The rows are those of all
// disclosures of the list, in the order of their receipt.
func (in *Intake) TypesApart(l *list.List, of []*privacy.Rows) {
	t := typing{rank: in.typeRanks(l), disclosures: of}
	if len(l.Codes[check.MatterType.Name()]) > 1 && t.find() {
		t.part(in.exit(l), l)
	}
}

// typeRanks returns the place among a list's types, from 1, of each code of a matter type that the build knows; 0 for none and
// for one that is in no code list.
func (in *Intake) typeRanks(l *list.List) []int {
	ranks := make([]int, len(in.book.codes[check.MatterType]))
	for n, id := range in.book.codes[check.MatterType] {
		ranks[n] = slices.IndexFunc(l.Codes[check.MatterType.Name()], func(c list.Code) bool { return c.ID == id }) + 1
	}
	return ranks
}

// typing separates the types of one list's matters.
type typing struct {
	disclosures []*privacy.Rows
	rank        []int                // by code: its place among the types, from 1; 0 for none
	types       map[[2]uint64]uint64 // by matter of several types: a bit for each
	owner       map[[10]byte]int     // by key of its rows: the type that keeps it
}

// each goes through the rows that have a number of the authority's.
func (t *typing) each(take func(row *privacy.Cleared, rank int)) {
	for _, d := range t.disclosures {
		for i := range d.Len() {
			if row := d.At(i); !row.ByContent {
				take(row, t.rank[row.Codes[check.MatterType]])
			}
		}
	}
}

// find finds the matters that have several types, and whose their keys are. It reports whether there are any.
func (t *typing) find() bool {
	t.types, t.owner = map[[2]uint64]uint64{}, map[[10]byte]int{}
	t.each(func(row *privacy.Cleared, rank int) { // most matters are of the first type alone
		if rank > 1 {
			t.types[row.Matter] |= 1 << rank
		}
	})
	if len(t.types) == 0 {
		return false
	}
	t.each(func(row *privacy.Cleared, rank int) {
		if types, several := t.types[row.Matter]; several && rank > 0 {
			t.types[row.Matter] = types | 1<<rank
		}
	})
	for _, d := range t.disclosures {
		here := map[[10]byte]int{}
		for i := range d.Len() {
			row := d.At(i)
			rank := t.rank[row.Codes[check.MatterType]]
			if row.ByContent || rank == 0 || t.types[row.Matter]&(t.types[row.Matter]-1) == 0 {
				continue
			}
			if known, ok := here[row.Key]; !ok || rank < known {
				here[row.Key] = rank
			}
		}
		for key, rank := range here {
			if _, owned := t.owner[key]; !owned {
				t.owner[key] = rank
			}
		}
	}
	return true
}

// part makes a matter of each type of those that have several.
func (t *typing) part(e *privacy.Exit, l *list.List) {
	t.each(func(row *privacy.Cleared, rank int) {
		types := t.types[row.Matter]
		if types&(types-1) == 0 {
			return
		}
		first := bits.TrailingZeros64(types)
		rank = cmp.Or(rank, first)
		code := l.Codes[check.MatterType.Name()][rank-1].ID
		if rank != first {
			row.Part(e, code)
		}
		if rank != cmp.Or(t.owner[row.Key], first) {
			row.RekeyAs(e, code)
		}
	})
}
