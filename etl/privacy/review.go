package privacy

import (
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/person"
)

// Review reports whether a person has to say whom a respondent as a list writes it means: it is tied to no company, though it
// may be one. shown is false for a name that may be a person's: it must not leave its place.
func Review(l *list.List, r *company.Register, number, name string) (m company.Match, open, shown bool) {
	m = r.Match(l.ID, number, name)
	if m.Method != company.Unresolved || m.Why == company.NotACompany || m.Show == company.Hidden || m.Form.Personal {
		return m, false, false
	}
	if m.Why == company.Contradiction {
		return m, true, m.Form.Legal != "" && person.Scan(name) == person.Nothing && !personIn(name, m.Form)
	}
	_, shown, _ = show(l, name, m)
	return m, true, shown
}
