package company

import (
	"cmp"
	"maps"
	"slices"
	"sync"

	"tvistdata/internal/numbers"
	"tvistdata/internal/record"
)

// Known is what is known about companies, checked. A Register is made of it.
type Known struct {
	Companies  []Entity // kept by hand
	Whole      Whole    // nil for none; for an id that is in both, Companies counts
	Decisions  []Decision
	Merges     map[string]Merge // by the id that was merged; none leads back to itself
	Brands     []record.Brand   // by id
	BrandNames []BrandName
	Groups     []string // names of groups
	Members    []record.Membership
	Notes      []record.Note
	Statements []record.Statement
	Surges     []record.SurgeReview
	Labelled   []Pair
	Places     []Place // of what is kept by hand
}

// Register finds the companies that are known. It does not change and may be used by many goroutines.
type Register struct {
	known     Known
	kept      []Entity
	byID      map[string]uint32
	foreign   foreignNumbers
	whole     Whole
	names     *names
	decisions map[written]int // places in known.Decisions, from 1
	merges    map[string]Merge
	branded   map[string]bool // cores of the names of brands and groups
	brandOf   map[written]string
	shown     map[string]bool // folded names that a decision shows
	quality   *quality
	numbers   map[string]*numbers.Register // of the lists whose numbers are not Swedish, by list
}

// quality is how well names alone are matched, once it is asked for.
type quality struct {
	once sync.Once
	of   record.MatchQuality
}

// New makes a register of what is known.
func New(k Known) *Register {
	r := &Register{
		known: k, kept: k.Companies, byID: make(map[string]uint32, len(k.Companies)), foreign: newForeignNumbers(), whole: k.Whole,
		decisions: make(map[written]int, len(k.Decisions)), merges: k.Merges, branded: map[string]bool{}, brandOf: map[written]string{},
		shown: map[string]bool{}, quality: &quality{},
	}
	for i := range r.kept {
		r.byID[r.kept[i].ID] = uint32(i)
		r.foreign.enter(r.kept[i].ID)
	}
	for id := range r.merges {
		r.foreign.enter(id)
	}
	for i, d := range k.Decisions {
		r.decisions[written{d.List, FoldName(d.Name), d.Number}] = i + 1
		r.shown[FoldName(d.Name)] = r.shown[FoldName(d.Name)] || d.Show == Shown
	}
	for _, name := range k.Groups {
		r.branded[keyOf(name).core] = true
	}
	for _, b := range k.Brands {
		r.branded[keyOf(b.Name).core] = true
	}
	for _, n := range k.BrandNames {
		r.brandOf[written{list: n.List, fold: FoldName(n.Name)}] = n.Brand
	}
	delete(r.branded, "")
	r.index()
	return r
}

// written is a name as one list writes it, folded, with the number beside it that a decision is limited to.
type written struct {
	list, fold string
	number     Number
}

// Decision is a written decision on a name in a list, or on the name beside one number.
type Decision struct {
	List, Name string // as they are written
	Number     Number // "" for the name beside any
	Company    string // whose the name is; "" when that is not decided
	Show       Show
	Disputed   bool
	Evidence   string // who decided, when and why
	On         record.Date
	Why        string
	Place      DecisionPlace
}

// Merge says that an id's records are another's.
type Merge struct {
	Into     string
	On       record.Date
	Why      string
	Evidence string // who decided, when and why
}

// Show is what a written decision says of showing a name.
type Show uint8

// The decisions on a name.
const (
	Undecided Show = iota // nobody has decided
	Shown                 // the name may be shown
	Hidden                // the name may not be shown
)

// decision returns the decision on a name beside a number, and its place among all, from 1; 0 for none. One that is limited to the
// number goes before one that is not.
func (r *Register) decision(list, fold string, n Number) (d Decision, place int) {
	if len(r.decisions) == 0 {
		return Decision{}, 0
	}
	place = r.decisions[written{list, fold, n}]
	if place == 0 {
		place = r.decisions[written{list: list, fold: fold}]
	}
	if place == 0 {
		return Decision{}, 0
	}
	return r.known.Decisions[place-1], place
}

// DecisionPlace is where a decision on a name is written.
type DecisionPlace struct {
	List   string // as it is written there
	Folder int    // which of the folders that were loaded, from 1
	File   string
	Line   int
}

// Place is where a text that is kept by hand is written.
type Place struct {
	Text   string
	Folder int // which of the folders that were loaded, from 1
	File   string
	Line   int
}

// Placed returns where the first text that is kept by hand, and of which is says so, is written; of one that stands in several folders
// the last counts. ok is false when there is none.
func (r *Register) Placed(is func(text string) bool) (at Place, ok bool) {
	for _, p := range r.known.Places {
		if is(p.Text) && (!ok || p.Folder > at.Folder) {
			at, ok = p, true
		}
	}
	return at, ok
}

// Decisions returns where every decision is written, as Match.Decision counts them from 1.
func (r *Register) Decisions() []DecisionPlace {
	out := make([]DecisionPlace, len(r.known.Decisions))
	for i, d := range r.known.Decisions {
		out[i] = d.Place
	}
	return out
}

// Company returns a company of the register as it may be published; its Names are those besides the first, with no list or count. A
// partnership's names that may hold a partner's are left out, unless a decision in any list shows them: the number is its name.
func (r *Register) Company(id string) (record.Company, bool) {
	ref, ok := r.find(id)
	if !ok {
		return record.Company{}, false
	}
	e := r.entityAt(ref)
	c := e.company()
	partners := e.Form == "HB" || e.Form == "KB" ||
		slices.ContainsFunc(e.Names, func(n DatedName) bool { return ofPartners(n.Name, e.Number) })
	held := func(name string) bool { return partners && mayBePartner(name) && !r.shown[FoldName(name)] }
	c.Names = slices.DeleteFunc(c.Names, func(n record.WrittenName) bool { return held(n.Name) })
	if held(c.Name) {
		c.Name = cmp.Or(c.OrgNumber, c.ID)
	}
	return c, true
}

// Names returns every name that the register has for a company, published or not.
func (r *Register) Names(id string) []string {
	ref, ok := r.find(id)
	if !ok {
		return nil
	}
	var out []string
	for _, n := range r.entityAt(ref).Names {
		out = append(out, n.Name)
	}
	return out
}

// Merge returns what an id that is another's now was merged into: by a merge of the two or, for that of a name, by a decision
// on the name in a list. ok is false for an id that is not merged.
func (r *Register) Merge(id string) (m record.Merge, ok bool) {
	if into := r.final(id); into != id {
		return record.Merge{Into: into, On: r.merges[id].On, Why: r.merges[id].Why}, true
	}
	first := Decision{}
	for _, d := range r.known.Decisions {
		if d.Company == "" || NameID(d.Name) != id {
			continue
		}
		if !ok || cmp.Or(cmp.Compare(d.List, first.List), cmp.Compare(d.Number, first.Number)) < 0 {
			first, ok = d, true
			m = record.Merge{Into: r.final(d.Company), On: d.On, Why: d.Why}
		}
	}
	return m, ok
}

// Merged returns the ids that were merged into others, in order.
func (r *Register) Merged() []string { return slices.Sorted(maps.Keys(r.merges)) }

// BrandName is a name in a list, as it is written there, that means a brand.
type BrandName struct{ List, Name, Brand string }

// Brand returns the brand that a decision links a list's name to.
func (r *Register) Brand(list, nameAsWritten string) (id string, ok bool) {
	id, ok = r.brandOf[written{list: list, fold: FoldName(nameAsWritten)}]
	return id, ok
}

// Brands returns every brand, by id.
func (r *Register) Brands() []record.Brand { return slices.Clone(r.known.Brands) }

// Members returns which companies belong to which groups and brands and when, by kind, id, company and first day. A group
// that holds another holds the other's companies on the days that the two have in common.
func (r *Register) Members() []record.Membership { return slices.Clone(r.known.Members) }

// Notes returns every note, by id.
func (r *Register) Notes() []record.Note { return slices.Clone(r.known.Notes) }

// Statements returns every statement, by id.
func (r *Register) Statements() []record.Statement { return slices.Clone(r.known.Statements) }

// SurgeReviews returns every decision on a surge, by list, company and period.
func (r *Register) SurgeReviews() []record.SurgeReview { return slices.Clone(r.known.Surges) }

// Companies returns the ids of the companies that are kept by hand, in order.
func (r *Register) Companies() []string { return slices.Sorted(maps.Keys(r.byID)) }

// Len returns the number of companies in the register, kept by hand and imported.
func (r *Register) Len() int {
	if r.whole == nil {
		return len(r.kept)
	}
	return len(r.kept) + r.whole.Len()
}

// All returns every company of the register.
func (r *Register) All() func(yield func(record.Company) bool) {
	return func(yield func(record.Company) bool) {
		for ref := range uint32(r.Len()) {
			e := r.entityAt(ref)
			if int(ref) >= len(r.kept) {
				if _, kept := r.byID[e.ID]; kept {
					continue
				}
			}
			if !yield(e.company()) {
				return
			}
		}
	}
}
