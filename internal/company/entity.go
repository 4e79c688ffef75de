package company

import (
	"cmp"
	"slices"

	"tvistdata/internal/record"
)

// entity is a company of the register.
type entity struct {
	id         string
	kind       record.CompanyKind
	number     Number // Swedish; "" when it has none
	form       string
	status     record.CompanyStatus
	registered record.Date
	parent     string
	names      []nameOf // the registered name first
	byHand     bool     // a person wrote each name down as this company's
}

// nameOf is one of a company's names with the days on which it was registered, as far as they are known.
type nameOf struct {
	name     string
	from, to record.Date
}

// evidence tells which name it is.
func (n nameOf) evidence() string {
	switch {
	case n.to != record.NoDate && n.from != record.NoDate:
		return n.name + " (" + n.from.String() + " – " + n.to.String() + ")"
	case n.to != record.NoDate:
		return n.name + " (– " + n.to.String() + ")"
	}
	return n.name
}

// company gives the entity as answers have it; its Names are those besides the first, with no list or count.
func (e *entity) company() record.Company {
	c := record.Company{
		ID: e.id, Name: e.names[0].name, Kind: e.kind, OrgNumber: e.number.Hyphened(), Form: e.form, Status: e.status,
		Registered: e.registered, Parent: e.parent,
	}
	for _, n := range e.names[1:] {
		w := record.WrittenName{Name: n.name, Method: string(ByName)}
		if n.to != record.NoDate || n.from != record.NoDate {
			w.Evidence = n.evidence()
		}
		c.Names = append(c.Names, w)
	}
	return c
}

// entityAt gives an entity by its reference: those kept by hand first, then those of the imported register.
func (r *Register) entityAt(ref uint32) *entity {
	if int(ref) < len(r.kept) {
		return &r.kept[ref]
	}
	return r.imported.entity(int(ref) - len(r.kept))
}

// find gives the reference of a company id.
func (r *Register) find(id string) (uint32, bool) {
	if ref, ok := r.byID[id]; ok {
		return ref, true
	}
	if i, ok := r.imported.find(id); ok {
		return uint32(len(r.kept) + i), true
	}
	return 0, false
}

// index enters every name into the table.
func (r *Register) index() {
	r.names = newNames(4 * (len(r.kept) + r.imported.len()))
	for i := range r.kept {
		for _, n := range r.kept[i].names {
			r.enter(uint32(i), n.name, keyOf(n.name))
		}
	}
	r.imported.each(func(i int, name string, k key) {
		ref := uint32(len(r.kept) + i)
		if id := r.imported.id(i); len(r.kept) > 0 {
			if _, kept := r.byID[id]; kept {
				return // what is kept by hand takes the place of what was imported
			}
		}
		r.enter(ref, name, k)
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
	name nameOf
}

// lookUp gives the entities that bear a name in one of the ways of comparing, at most some: first those that stand for
// themselves, then those that were merged into others.
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
		for _, n := range r.entityAt(ref).names {
			if bears(n.name, how, fold, k) {
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

// merged gives 1 for an entity that was merged into another, else 0.
func (r *Register) merged(ref uint32) int {
	if _, ok := r.merges[r.entityAt(ref).id]; ok {
		return 1
	}
	return 0
}

const most = 50 // entities of one name that are looked at

// bears tells whether a registered name is the written one in a way of comparing.
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
