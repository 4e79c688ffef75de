package company

import (
	"slices"
	"strings"

	"tvistdata/internal/record"
)

// Method is how a company was found.
type Method string

// The methods, in the order in which they are tried.
const (
	ByDecision Method = "decision"   // by a written decision on the name in that list
	ByNumber   Method = "number"     // by a valid organisation number
	ByName     Method = "name"       // by exactly a registered or former name of one company alone
	ByFold     Method = "folded"     // by such a name but for legal form, punctuation, spacing, & and transcriptions
	Unresolved Method = "unresolved" // not found
)

// Methods returns every method.
func Methods() []Method { return []Method{ByDecision, ByNumber, ByName, ByFold, Unresolved} }

// Confidence is a class of methods: how sure a match is.
type Confidence string

// The classes.
const (
	Certain Confidence = "certain" // a person decided, or the number says so
	High    Confidence = "high"    // the very name
	Medium  Confidence = "medium"  // the name but for how it is written
	None    Confidence = "none"    // no match
)

// Confidence returns the class of a method.
func (m Method) Confidence() Confidence {
	switch m {
	case ByDecision, ByNumber:
		return Certain
	case ByName:
		return High
	case ByFold:
		return Medium
	case Unresolved:
		return None
	}
	return None
}

// Reason says why a matter was tied to no company.
type Reason string

// The reasons.
const (
	Found         Reason = ""
	Unknown       Reason = "unknown"       // no company of the register has the name
	Ambiguous     Reason = "ambiguous"     // several do
	Undecidable   Reason = "undecidable"   // one does, with a legal form; a person or another company may be called so without
	IsBrand       Reason = "brand"         // it is a brand or group, which may mean several companies
	Contradiction Reason = "contradiction" // the number is one company's, the name another's
	NotACompany   Reason = "not_a_company" // a person's or an estate's number or name, or no name at all
)

// Match is what a number and a name lead to.
type Match struct {
	// company id; "" when the matter has none, because it is a person's, nobody is named, or number and name contradict each other
	ID       string
	Method   Method             // Unresolved when ID is "" or starts with u-
	Kind     record.CompanyKind // "" when ID is ""
	Number   Number             // the company's, also when it was found by name; "" when it has none
	Class    NumberClass        // of the number as written
	Form     Form               // what the name says of whose it is
	Show     Show               // what a decision says; Undecided when ID is ""
	Owns     []string           // ids found before decisions and merges made them another's; the first found is first
	Evidence string             // the number, the registered name or the decision that ID is based on; "" when unresolved
	Why      Reason             // why it is unresolved; Found when it is not
	Disputed bool               // whether the match is under dispute
	Decision int                // the decision on the name, from 1, as Register.Decisions has them; 0 when none does
	Sole     bool               // found by a number that a sole trader may have, too, and that no register has as a company's
}

// Match finds the company behind a number and a name as a list writes them. It tries, in this order: a decision on the name in that list;
// a valid number of the list's register, or a foreign one of a company kept by hand; exactly a name that one company in the register has
// or had; such a name written otherwise. Else the name gets an id of its own. Match abstains where a name is several companies', and
// where the number is one company's and the name another's. A number that the register does not take counts as malformed. There is no
// id for a person's or an estate's number, whatever the name, nor for a name of a personal Form. A name with an id of its own may
// still be a person's: the caller decides, by its Form, the list and Show, whether it may be shown.
func (r *Register) Match(list, number, name string) Match {
	read := r.number(list, number, name)
	n, class, id := read.swedish, read.class, read.id
	words := split(name)
	m := Match{Method: Unresolved, Number: n, Class: class, Form: formOf(name, words)}
	if class == PersonNumber || class == EstateNumber {
		m.Why = NotACompany
		return m
	}
	fold := FoldName(name)
	d, place := r.decision(list, fold, n)
	m.Show, m.Disputed, m.Decision = d.Show, d.Disputed, place
	switch {
	case d.Company != "":
		m.ID, m.Method, m.Evidence = d.Company, ByDecision, d.Evidence
		if m.Owns = []string{id}; id == "" {
			m.Owns[0] = NameID(name)
		}
	case id != "":
		if m.Evidence, m.Method = n.Hyphened(), ByNumber; n == "" {
			m.Evidence = id
		}
		if r.contradicts(id, fold, name, words) {
			return Match{Method: Unresolved, Class: class, Form: m.Form, Why: Contradiction, Decision: place}
		}
		if m.ID = id; !read.registered {
			m.Kind, m.Sole = read.kind(), read.sole
		}
	default:
		r.matchName(&m, fold, name, words)
	}
	r.settle(&m)
	return m
}

// Takes reports whether a number as it is written is a company's. One that begins with 0 may be a telephone number: with 01 to
// 09, as every Swedish area code does, the register has to have it; with 00, which no area code begins with, it has to be
// written NNNNNN-NNNN or be in the register.
func (r *Register) Takes(n Number, written string) bool {
	if n[0] != '0' || n[1] == '0' && strings.TrimSpace(written) == n.Hyphened() {
		return true
	}
	_, registered := r.find(n.ID())
	return registered
}

// matchName finds the company by its name alone.
func (r *Register) matchName(m *Match, fold, name string, words []word) {
	if fold == "" || m.Form.Personal {
		*m = Match{Method: Unresolved, Class: m.Class, Form: m.Form, Why: NotACompany, Decision: m.Decision}
		return
	}
	k := keyFrom(name, words)
	for _, how := range []string{asWritten, asFormed, asPlain} {
		if how == asPlain && k.forms != "" {
			break
		}
		hits := r.lookUp(how, fold, k)
		if len(hits) == 0 {
			continue
		}
		e := r.entityAt(hits[0].ref)
		switch {
		case how != asWritten && k.forms == "" && r.branded[k.core]:
			m.Why = IsBrand
		case !r.one(hits):
			m.Why = Ambiguous
		case how == asPlain, k.forms == "" && !e.ByHand && mayBePerson(words, k):
			m.Why = Undecidable
		default:
			m.ID, m.Method, m.Evidence = e.ID, ByFold, hits[0].name.evidence()
			if how == asWritten {
				m.Method = ByName
			}
			return
		}
		break
	}
	if m.Why == Found {
		m.Why = Unknown
	}
	m.ID, m.Kind = NameID(name), record.Unresolved
}

// one reports whether hits are one company, after merges.
func (r *Register) one(hits []hit) bool {
	first := r.final(r.entityAt(hits[0].ref).ID)
	return !slices.ContainsFunc(hits[1:], func(h hit) bool { return r.final(r.entityAt(h.ref).ID) != first })
}

// contradicts reports whether a name beside the number of one company is, with its legal form, the present name of others
// only, who have numbers of their own. A company's branches and what was merged into it are the same to this question.
func (r *Register) contradicts(id, fold, name string, words []word) bool {
	if r.names.n == 0 || fold == "" {
		return false
	}
	hits := r.lookUp(asWritten, fold, key{})
	if len(hits) == 0 {
		if k := keyFrom(name, words); k.forms != "" {
			hits = r.lookUp(asFormed, fold, k)
		}
	}
	other := false
	for _, h := range hits {
		e := r.entityAt(h.ref)
		if r.related(id, e) {
			return false
		}
		other = other || h.name.To == record.NoDate && e.Kind != record.Curated
	}
	return other
}

// related reports whether an entity is the company of an id, its branch or its parent, or became one with it.
func (r *Register) related(id string, e *Entity) bool {
	if r.final(id) == r.final(e.ID) || e.Parent != "" && r.final(e.Parent) == r.final(id) {
		return true
	}
	ref, ok := r.find(id)
	return ok && r.entityAt(ref).Parent != "" && r.final(r.entityAt(ref).Parent) == r.final(e.ID)
}

// settle follows merges, and fills in what the register knows of the company.
func (r *Register) settle(m *Match) {
	if m.ID == "" {
		return
	}
	for merged, ok := r.merges[m.ID]; ok; merged, ok = r.merges[m.ID] {
		if m.Method == Unresolved {
			m.Method, m.Evidence, m.Why = ByDecision, merged.Evidence, Found
		}
		m.Owns, m.ID = append(m.Owns, m.ID), merged.Into
	}
	m.Owns = slices.DeleteFunc(m.Owns, func(id string) bool { return id == m.ID })
	if ref, ok := r.find(m.ID); ok {
		m.Kind, m.Number = r.entityAt(ref).Kind, r.entityAt(ref).Number
	} else if n, ok := strings.CutPrefix(m.ID, "se-"); ok {
		m.Kind, m.Number = record.LegalEntity, Number(n)
	}
}

// final returns the id of the company that an id's company was merged into, in the end; the id itself for one that was not.
func (r *Register) final(id string) string {
	if len(r.merges) == 0 {
		return id
	}
	for {
		m, ok := r.merges[id]
		if !ok {
			return id
		}
		id = m.Into
	}
}
