package company

import (
	"cmp"
	"maps"
	"slices"
	"sync"

	"tvistdata/internal/record"
)

// Register holds the companies that are known: those kept by hand, with brands, groups, decisions, merges and notes, and
// those of an imported register. It does not change once loaded and may be used by many goroutines.
type Register struct {
	kept       []entity // by id
	byID       map[string]uint32
	foreign    foreignNumbers
	imported   *Imported
	names      *names
	decisions  map[written]decision
	decided    []DecisionPlace
	merges     map[string]merge // by the id that was merged
	branded    map[string]bool  // cores of the names of brands and groups
	brands     []record.Brand
	brandOf    map[written]string
	members    []record.Membership
	notes      []record.Note
	statements []record.Statement
	surges     []record.SurgeReview
	labelled   []pair
	quality    struct {
		once sync.Once
		of   record.MatchQuality
	}
}

// written is a name as one list writes it, folded, with the number beside it that a decision is limited to.
type written struct {
	list, fold string
	number     Number
}

type decision struct {
	n        int // its place is decided[n-1]
	company  string
	show     Show
	disputed bool
	evidence string // who decided, when and why
	on       record.Date
	why      string
}

// merge says that an id's records are another's.
type merge struct {
	into     string
	on       record.Date
	why      string
	evidence string
}

// Show is what a written decision says of showing a name.
type Show uint8

// The decisions on a name.
const (
	Undecided Show = iota // nobody has decided
	Shown                 // the name may be shown
	Hidden                // the name may not be shown
)

// decision gives the decision on a name beside a number: one that is limited to the number goes before one that is not.
func (r *Register) decision(list, fold string, n Number) decision {
	if len(r.decisions) == 0 {
		return decision{}
	}
	if n != "" {
		if d, ok := r.decisions[written{list, fold, n}]; ok {
			return d
		}
	}
	return r.decisions[written{list: list, fold: fold}]
}

// DecisionPlace is where a decision on a name stands.
type DecisionPlace struct {
	List   string // as it is written there
	Folder int    // which of the folders that were loaded, from 1
	File   string
	Line   int
}

// Decisions gives where every decision stands, as Match.Decision counts them from 1.
func (r *Register) Decisions() []DecisionPlace { return slices.Clone(r.decided) }

// Company gives a company of the register; its Names are those besides the first, with no list or count.
func (r *Register) Company(id string) (record.Company, bool) {
	ref, ok := r.find(id)
	if !ok {
		return record.Company{}, false
	}
	return r.entityAt(ref).company(), true
}

// Merge gives what an id that is another's now was merged into: by a merge of the two or, for that of a name, by a decision
// on the name in a list. ok is false for an id that stands for itself.
func (r *Register) Merge(id string) (m record.Merge, ok bool) {
	if into := r.final(id); into != id {
		return record.Merge{Into: into, On: r.merges[id].on, Why: r.merges[id].why}, true
	}
	first := written{}
	for k, d := range r.decisions {
		if d.company == "" || NameID(k.fold) != id {
			continue
		}
		if !ok || cmp.Or(cmp.Compare(k.list, first.list), cmp.Compare(k.number, first.number)) < 0 {
			first, ok = k, true
			m = record.Merge{Into: r.final(d.company), On: d.on, Why: d.why}
		}
	}
	return m, ok
}

// Merged gives the ids that were merged into others, in order.
func (r *Register) Merged() []string { return slices.Sorted(maps.Keys(r.merges)) }

// Brand gives the brand that a decision links a list's name to.
func (r *Register) Brand(list, nameAsWritten string) (id string, ok bool) {
	id, ok = r.brandOf[written{list: list, fold: FoldName(nameAsWritten)}]
	return id, ok
}

// Brands gives every brand, by id.
func (r *Register) Brands() []record.Brand { return slices.Clone(r.brands) }

// Members gives which companies belong to which groups and brands and when, by kind, id, company and first day. A group
// that holds another holds the other's companies on the days that the two have in common.
func (r *Register) Members() []record.Membership { return slices.Clone(r.members) }

// Notes gives every note, by id.
func (r *Register) Notes() []record.Note { return slices.Clone(r.notes) }

// Statements gives every statement, by id.
func (r *Register) Statements() []record.Statement { return slices.Clone(r.statements) }

// SurgeReviews gives every decision on a surge, by list, company and period.
func (r *Register) SurgeReviews() []record.SurgeReview { return slices.Clone(r.surges) }

// Companies gives the ids of the companies that are kept by hand, in order.
func (r *Register) Companies() []string { return slices.Sorted(maps.Keys(r.byID)) }

// Len gives the number of companies in the register, kept by hand and imported.
func (r *Register) Len() int { return len(r.kept) + r.imported.len() }

// All gives every company of the register.
func (r *Register) All() func(yield func(record.Company) bool) {
	return func(yield func(record.Company) bool) {
		for ref := range uint32(len(r.kept) + r.imported.len()) {
			e := r.entityAt(ref)
			if int(ref) >= len(r.kept) {
				if _, kept := r.byID[e.id]; kept {
					continue
				}
			}
			if !yield(e.company()) {
				return
			}
		}
	}
}
