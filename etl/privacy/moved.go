package privacy

import (
	"slices"
	"sync"

	"tvistdata/internal/company"
)

// Moved is what went by another id in builds that did not clean the cells of records or read the form of case numbers. It is safe
// for concurrent use. What was removed under the earlier id stays removed.
type Moved struct {
	mu    sync.Mutex
	keys  map[[10]byte][10]byte   // of records, by the earlier one
	were  map[[10]byte][][10]byte // the other way round
	names map[uint32][]string     // the ids of earlier spellings, by index of Names.All
}

// Keys returns the keys of records by their earlier ones. It must not be called before the last row is read.
func (m *Moved) Keys() map[[10]byte][10]byte { return m.keys }

// nameIDs returns the ids that a name's earlier spellings have by themselves, sorted. It must not be called before the last row is read.
func (m *Moved) nameIDs(name uint32) []string { return slices.Sorted(slices.Values(m.names[name])) }

// Key notes that a record's key was another one.
func (m *Moved) Key(from, to [10]byte) {
	if from == to {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.enter(from, to)
}

func (m *Moved) enter(from, to [10]byte) {
	if _, known := m.keys[from]; known {
		return
	}
	if m.keys == nil {
		m.keys, m.were = map[[10]byte][10]byte{}, map[[10]byte][][10]byte{}
	}
	m.keys[from] = to
	m.were[to] = append(m.were[to], from)
}

// along notes that keys made of a record's earlier ones were those of what its own makes; derive makes a key of another.
func (m *Moved) along(own [10]byte, derive func(key [10]byte) [10]byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, from := range slices.Clone(m.were[own]) {
		m.enter(derive(from), derive(own))
	}
}

// Name notes that a name was spelled otherwise.
func (m *Moved) Name(name uint32, spelled string) {
	id := company.NameID(spelled)
	m.mu.Lock()
	defer m.mu.Unlock()
	if id == "" || slices.Contains(m.names[name], id) {
		return
	}
	if m.names == nil {
		m.names = map[uint32][]string{}
	}
	m.names[name] = append(m.names[name], id)
}
