package privacy

import (
	"slices"

	"tvistdata/internal/company"
	"tvistdata/internal/person"
	"tvistdata/internal/record"
)

// MayBe holds which companies a row may be against that is counted against none.
type MayBe struct {
	Companies []string // ids, of the register or as the exit would make them
	Called    []string // cores of names: companies that other rows name so may be meant, too
}

// MayBe returns which companies a respondent may be whose row counts for none, by its number and by its name alone. Of several
// respondents it is each of them; where only persons are named it is record.Unnamed. ok is false when nobody can know.
func (e *Exit) MayBe(number, name string) (m MayBe, ok bool) {
	r := e.names.register
	lost := company.LostLetter(name)
	if lost {
		name = "" // with another letter it may be anybody's
	}
	parts, ok := r.Parts(e.list.ID, number, name)
	ok = ok && (!lost || len(parts) > 0)
	for _, p := range parts {
		match := r.Match(e.list.ID, p.Number, p.Name)
		if _, shown, _ := show(e.list, p.Name, match); shown {
			m.Companies = append(append(m.Companies, match.ID), match.Owns...)
		}
		if p.Name == "" || person.Scan(p.Name) != person.Nothing {
			continue
		}
		alike, whole := r.Alike(p.Name)
		ok = ok && whole
		m.Companies, m.Called = append(m.Companies, alike...), append(m.Called, company.Cores(p.Name)...)
	}
	if len(m.Companies)+len(m.Called) == 0 {
		m.Companies = []string{record.Unnamed}
	}
	slices.Sort(m.Companies)
	slices.Sort(m.Called)
	m.Companies, m.Called = slices.Compact(m.Companies), slices.Compact(m.Called)
	return m, ok
}

// CalledSo returns, by the core of a name, the companies that rows name so, in order.
func CalledSo(names []Name, cores func(core string) bool) map[string][]string {
	out := map[string][]string{}
	for _, n := range names {
		for _, written := range []string{n.Written, n.raw} {
			if written == "" || n.Company == "" {
				continue
			}
			for _, core := range company.Cores(written) {
				if cores(core) {
					out[core] = append(out[core], n.Company)
				}
			}
		}
	}
	for core, ids := range out {
		slices.Sort(ids)
		out[core] = slices.Compact(ids)
	}
	return out
}
