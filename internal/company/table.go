package company

import "hash/maphash"

// names finds the entities of a register by a name's fold or key. It is a hash table with open addresses, which holds a
// million entities' names in some tens of megabytes; it tells where to look, and what is found there is compared.
type names struct {
	seed maphash.Seed
	slot []uint64 // hash; 0 is free
	ref  []uint32 // entity
	n    int
}

// The ways in which a name is looked up.
const (
	asWritten = "=" // by its fold
	asFormed  = "+" // by its key with its legal forms
	asPlain   = "-" // by its key without them
)

// newNames makes a table with room for about n names.
func newNames(n int) *names {
	size := 16
	for size < n+n/2 {
		size *= 2
	}
	return &names{seed: maphash.MakeSeed(), slot: make([]uint64, size), ref: make([]uint32, size)}
}

func (t *names) hash(how, name, forms string) uint64 {
	var h maphash.Hash
	h.SetSeed(t.seed)
	_, _ = h.WriteString(how) // it never fails
	_, _ = h.WriteString(name)
	_ = h.WriteByte(0)
	_, _ = h.WriteString(forms)
	return h.Sum64() | 1
}

// add enters an entity under a hash, once.
func (t *names) add(hash uint64, ref uint32) {
	if 4*t.n >= 3*len(t.slot) {
		t.grow()
	}
	mask := uint64(len(t.slot) - 1)
	i := hash >> 1 & mask
	for ; t.slot[i] != 0; i = (i + 1) & mask {
		if t.slot[i] == hash && t.ref[i] == ref {
			return
		}
	}
	t.slot[i], t.ref[i] = hash, ref
	t.n++
}

func (t *names) grow() {
	old := *t
	t.slot, t.ref, t.n = make([]uint64, 2*len(old.slot)), make([]uint32, 2*len(old.slot)), 0
	for i, hash := range old.slot {
		if hash != 0 {
			t.add(hash, old.ref[i])
		}
	}
}

// at gives the entities under a hash, in no order; some may be there by chance.
func (t *names) at(hash uint64) func(yield func(uint32) bool) {
	return func(yield func(uint32) bool) {
		mask := uint64(len(t.slot) - 1)
		for i := hash >> 1 & mask; t.slot[i] != 0; i = (i + 1) & mask {
			if t.slot[i] == hash && !yield(t.ref[i]) {
				return
			}
		}
	}
}
