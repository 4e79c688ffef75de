package company

import (
	"cmp"
	"slices"
	"strings"

	"tvistdata/internal/record"
)

// Similar is the method of a company that is called nearly as a name is written. It is only proposed.
const Similar = "similar"

// proposed is how many companies are proposed at most for one name.
const proposed = 5

// Candidates returns the company that a number and a name mean in a list, or else those that they may mean: all that have the
// name, or those that the index finds to be called nearly so.
func (r *Register) Candidates(list string, q record.Question, ix *Index) record.Candidates {
	m, id := r.asked(list, q)
	if m.Method != Unresolved {
		return record.Candidates{Found: true, Candidates: []record.Candidate{{
			ID: m.ID, Name: r.nameOf(m.ID), Method: string(m.Method), Confidence: string(m.Method.Confidence()), Evidence: m.Evidence,
		}}}
	}
	c := record.Candidates{Why: string(m.Why), Candidates: []record.Candidate{}}
	add := func(ref uint32, method Method, evidence string) {
		id := r.final(r.entityAt(ref).ID)
		if len(c.Candidates) < proposed && !slices.ContainsFunc(c.Candidates, func(o record.Candidate) bool { return o.ID == id }) {
			c.Candidates = append(c.Candidates, record.Candidate{
				ID: id, Name: r.nameOf(id), Method: string(method),
				Confidence: string(None), Evidence: evidence,
			})
		}
	}
	if m.Class == PersonNumber || m.Class == EstateNumber || FormOf(q.Name).Personal {
		return c
	}
	if m.Why == Contradiction {
		c.Candidates = append(c.Candidates, record.Candidate{
			ID: r.final(id), Name: r.nameOf(r.final(id)), Method: string(ByNumber), Confidence: string(None),
			Evidence: cmp.Or(OfID(id).OrgNumber, id),
		})
	}
	fold, k := FoldName(q.Name), keyOf(q.Name)
	for _, how := range []string{asWritten, asFormed, asPlain} {
		method := ByFold
		if how == asWritten {
			method = ByName
		}
		for _, h := range r.lookUp(how, fold, k) {
			add(h.ref, method, h.name.evidence())
		}
	}
	if ix != nil && len(c.Candidates) == 0 && strings.TrimSpace(q.Name) != "" {
		for _, at := range ix.Similar(q.Name, proposed) {
			add(uint32(at), Similar, "")
		}
	}
	return c
}

func (r *Register) nameOf(id string) string {
	if ref, ok := r.find(id); ok {
		return r.entityAt(ref).Names[0].Name
	}
	return ""
}

// NewRegister makes a register of the companies of a release, in the order in which an index has them, and of the ids that
// are counted as theirs. Names that lead to a company there lead to it here.
func NewRegister(companies, merged []record.Company) *Register {
	k := Known{Companies: make([]Entity, len(companies)), Merges: make(map[string]Merge, len(merged))}
	for i, c := range companies {
		e := Entity{
			ID: c.ID, Kind: c.Kind, Number: Number(strings.Replace(c.OrgNumber, "-", "", 1)), Form: c.Form, Status: c.Status,
			Registered: c.Registered, Parent: c.Parent, Names: []DatedName{Undated(c.Name)},
		}
		for _, n := range c.Names {
			e.Called(Undated(n.Name))
		}
		k.Companies[i] = e
	}
	for _, m := range merged {
		k.Merges[m.ID] = Merge{Into: m.Merged.Into, On: m.Merged.On, Why: m.Merged.Why, Evidence: m.Merged.Why}
	}
	return New(k)
}
