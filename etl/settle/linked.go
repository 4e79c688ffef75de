package settle

import (
	"math/bits"

	"tvistdata/etl/privacy"
)

// Linked is a set of matters. It may also have some that were never put in: one in a few dozen of those that it is asked for.
type Linked struct {
	bits  []uint64
	shift int // leaves as many bits of a word as places are numbered by
}

// LinkedIn returns the matters that several rows of one list's deliveries are of, of which one is, or may be, a named company's
// beside the row that stands for the matter.
func LinkedIn(deliveries []*Matters) Linked {
	each := func(take func(row *privacy.Cleared)) {
		for _, d := range deliveries {
			d.Each(func(row *privacy.Cleared, f Fate, _ int64) {
				if f != KeptFirst && !f.Aged() && row.Name != 0 {
					take(row)
				}
			})
		}
	}
	n := 0
	each(func(*privacy.Cleared) { n++ })
	if n == 0 {
		return Linked{}
	}
	size := 64
	for size < 32*n {
		size *= 2
	}
	out := Linked{make([]uint64, size/64), 64 - bits.TrailingZeros(uint(size))}
	each(func(row *privacy.Cleared) {
		at := Spread(row.Matter) >> out.shift
		out.bits[at/64] |= 1 << (at % 64)
	})
	return out
}

// Has reports whether a matter is in the set.
func (l Linked) Has(matter [2]uint64) bool {
	if l.bits == nil {
		return false
	}
	at := Spread(matter) >> l.shift
	return l.bits[at/64]>>(at%64)&1 == 1
}

// Spread returns a hash of a matter. Every bit of the matter bears on the upper ones.
func Spread(matter [2]uint64) uint64 { return (matter[0] ^ matter[1]) * spread }
