package company

import "hash/maphash"

// names finds the entities of a register by a name's fold or core. It is a hash table with open addresses, which holds a
// million entities' names in some tens of megabytes; it says where to look, and what is found there is compared.
type names struct {
	seed maphash.Seed
	slot []uint64 // the upper bits of a hash, and below them the entity; 0 is free
	n    int
}

// refBits is how many bits an entity's reference has: an imported register of four gigabytes has fewer entities.
const refBits = 28

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
	return &names{seed: maphash.MakeSeed(), slot: make([]uint64, size)}
}

// hash returns the hash of a fold, or of a core, whose lower bits are left free.
func (t *names) hash(how, name string) uint64 {
	h := maphash.String(t.seed, name)
	if how == asWritten {
		h = ^h
	}
	return (h>>refBits | 1) << refBits
}

// first returns the slot at which the search for a hash begins.
func (t *names) first(slot uint64) uint64 { return slot >> (refBits + 1) & uint64(len(t.slot)-1) }

// add enters an entity under a hash, once.
func (t *names) add(hash uint64, ref uint32) {
	if 4*t.n >= 3*len(t.slot) {
		t.grow()
	}
	t.enter(hash | uint64(ref))
}

func (t *names) enter(slot uint64) {
	mask := uint64(len(t.slot) - 1)
	i := t.first(slot)
	for ; t.slot[i] != 0; i = (i + 1) & mask {
		if t.slot[i] == slot {
			return
		}
	}
	t.slot[i] = slot
	t.n++
}

func (t *names) grow() {
	old := t.slot
	t.slot, t.n = make([]uint64, 2*len(old)), 0
	for _, slot := range old {
		if slot != 0 {
			t.enter(slot)
		}
	}
}

// at returns the entities under a hash, in no order; some may be there by chance.
func (t *names) at(hash uint64) func(yield func(uint32) bool) {
	return func(yield func(uint32) bool) {
		mask := uint64(len(t.slot) - 1)
		for i := t.first(hash); t.slot[i] != 0; i = (i + 1) & mask {
			if t.slot[i]>>refBits == hash>>refBits && !yield(uint32(t.slot[i]&(1<<refBits-1))) {
				return
			}
		}
	}
}
