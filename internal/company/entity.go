package company

import (
	"cmp"
	"iter"
	"slices"

	"tvistdata/internal/record"
)

// Entity is a company of a register.
type Entity struct {
	ID         string
	Kind       record.CompanyKind
	Number     Number // Swedish; "" when it has none
	Form       string
	Status     record.CompanyStatus
	Registered record.Date
	Parent     string
	Names      []DatedName // the registered name first
	ByHand     bool        // a person wrote each name down as this company's
}

// DatedName is one of a company's names with the days on which it was registered, as far as they are known.
type DatedName struct {
	Name     string
	From, To record.Date
}

// Undated returns a name whose days are not known.
func Undated(name string) DatedName { return DatedName{name, record.NoDate, record.NoDate} }

// Called adds names that the company has not got yet.
func (e *Entity) Called(more ...DatedName) {
	for _, n := range more {
		if !slices.ContainsFunc(e.Names, func(o DatedName) bool { return o.Name == n.Name }) {
			e.Names = append(e.Names, n)
		}
	}
}

// Whole is a whole register of companies, too many to hold as entities: it makes each when it is asked for. It does not change
// and may be used by many goroutines.
type Whole interface {
	Len() int
	ID(i int) string
	Find(id string) (i int, ok bool)
	Entity(i int) *Entity
	Names(i int) iter.Seq[string]
}

// evidence says which name it is.
func (n DatedName) evidence() string {
	switch {
	case n.To != record.NoDate && n.From != record.NoDate:
		return n.Name + " (" + n.From.String() + " – " + n.To.String() + ")"
	case n.To != record.NoDate:
		return n.Name + " (– " + n.To.String() + ")"
	}
	return n.Name
}

// company returns the entity as answers have it; its Names are those besides the first, with no list or count.
func (e *Entity) company() record.Company {
	c := record.Company{
		ID: e.ID, Name: e.Names[0].Name, Kind: e.Kind, OrgNumber: e.Number.Hyphened(), Form: e.Form, Status: e.Status,
		Registered: e.Registered, Parent: e.Parent,
	}
	for _, n := range e.Names[1:] {
		w := record.WrittenName{Name: n.Name, Method: string(ByName)}
		if n.To != record.NoDate || n.From != record.NoDate {
			w.Evidence = n.evidence()
		}
		c.Names = append(c.Names, w)
	}
	return c
}

// entityAt returns an entity by its reference: those kept by hand first, then those of the imported register.
func (r *Register) entityAt(ref uint32) *Entity {
	if int(ref) < len(r.kept) {
		return &r.kept[ref]
	}
	return r.whole.Entity(int(ref) - len(r.kept))
}

// find returns the reference of a company id.
func (r *Register) find(id string) (uint32, bool) {
	if ref, ok := r.byID[id]; ok {
		return ref, true
	}
	if r.whole != nil {
		if i, ok := r.whole.Find(id); ok {
			return uint32(len(r.kept) + i), true
		}
	}
	return 0, false
}

// index enters every name into the table. The keys of a whole register are worked out on all cores.
func (r *Register) index() {
	r.names = newNames(4 * r.Len())
	for i := range r.kept {
		for _, n := range r.kept[i].Names {
			r.enter(uint32(i), n.Name, keyOf(n.Name))
		}
	}
	type named struct {
		name string
		key  key
	}
	inParallel(r.Len()-len(r.kept), func(i int) []named {
		if len(r.kept) > 0 {
			if _, kept := r.byID[r.whole.ID(i)]; kept {
				return nil // what is kept by hand takes the place of what was imported
			}
		}
		var found []named
		for name := range r.whole.Names(i) {
			found = append(found, named{name, keyOf(name)})
		}
		return found
	}, func(i int, found []named) {
		for _, n := range found {
			r.enter(uint32(len(r.kept)+i), n.name, n.key)
		}
	})
}

func (r *Register) enter(ref uint32, name string, k key) {
	r.names.add(r.names.hash(asWritten, FoldName(name)), ref)
	if k.core == "" {
		return
	}
	for _, core := range spellings(k.core) {
		r.names.add(r.names.hash(asFormed, core), ref)
	}
}

// hit is an entity that a name leads to, with the name of its that does.
type hit struct {
	ref  uint32
	name DatedName
}

// lookUp returns the entities that have a name in one of the ways of comparing, at most some: first those that
// were not merged, then those that were merged into others.
func (r *Register) lookUp(how, fold string, k key) []hit {
	name := fold
	if how != asWritten {
		name = k.core
	}
	if name == "" {
		return nil
	}
	var hits []hit
	for ref := range r.names.at(r.names.hash(how, name)) {
		for _, n := range r.entityAt(ref).Names {
			if bears(n.Name, how, fold, k) {
				hits = append(hits, hit{ref, n})
				break
			}
		}
		if len(hits) == most {
			break
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(r.merged(a.ref), r.merged(b.ref)), cmp.Compare(a.ref, b.ref))
	})
	return hits
}

// merged returns 1 for an entity that was merged into another, else 0.
func (r *Register) merged(ref uint32) int {
	if _, ok := r.merges[r.entityAt(ref).ID]; ok {
		return 1
	}
	return 0
}

const most = 50 // entities of one name that are looked at

// bears reports whether a registered name is the written one in a way of comparing.
func bears(registered, how, fold string, k key) bool {
	if how == asWritten {
		return FoldName(registered) == fold
	}
	own := keyOf(registered)
	if how == asFormed && own.forms != k.forms || how == asPlain && own.forms == "" {
		return false
	}
	return slices.Contains(spellings(own.core), k.core)
}
