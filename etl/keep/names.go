package keep

import (
	"cmp"
	"slices"
	"strings"

	"tvistdata/etl/privacy"
	"tvistdata/internal/company"
	"tvistdata/internal/record"
)

// name is a name, as far as the release does not tell it.
type name struct {
	Row uint32 // in names.parquet, from 1; 0 when the release does not show the name
	// Told is the whole name where Row is 0. Otherwise list, company, spelling and method are empty, kind and number where they are
	// the company's, and the evidence where matches.parquet has one for the spelling.
	Told privacy.Name
}

// spelling is what tells a name in a release.
type spelling struct{ list, company, written, method string }

func spellingOf(n *privacy.Name) spelling {
	return spelling{n.List, n.Company, n.Written, string(n.Method)}
}

// compare puts spellings in the order that names.parquet and matches.parquet have.
func (s spelling) compare(o spelling) int {
	for _, texts := range [][2]string{{s.list, o.list}, {s.company, o.company}, {s.written, o.written}, {s.method, o.method}} {
		if order := strings.Compare(texts[0], texts[1]); order != 0 {
			return order
		}
	}
	return 0
}

// share is the names, or the records, of a company in a list.
type share struct{ list, company string }

// ordered puts some names in order, and returns the place of each among those of its company in its list. rank has the place of each
// name's company among those in order; those with the last one there is are compared by their ids.
func ordered(names []privacy.Name, some, rank []uint32) (among []uint32) {
	slices.SortFunc(some, func(i, j uint32) int {
		x, y := &names[i], &names[j]
		if order := strings.Compare(x.List, y.List); order != 0 {
			return order
		}
		if order := cmp.Compare(rank[i], rank[j]); order != 0 {
			return order
		}
		if order := spellingOf(x).compare(spellingOf(y)); order != 0 {
			return order
		}
		return cmp.Compare(i, j)
	})
	among = make([]uint32, len(names))
	for k, i := range some {
		if k == 0 {
			continue
		}
		if x, y := &names[some[k-1]], &names[i]; x.List == y.List && x.Company == y.Company {
			among[i] = among[some[k-1]] + 1
		}
	}
	return among
}

// firsts returns the first of the names of each company in each list. The names are in order.
func firsts(names []privacy.Name) map[share]uint32 {
	out := map[share]uint32{}
	for i := range slices.Backward(names) {
		out[share{names[i].List, names[i].Company}] = uint32(i)
	}
	return out
}

// shown is what a release tells of names. It is asked for spellings in their order.
type shown struct {
	companies []record.Company  // by id
	names     []record.Spelling // in the order of its file
	matches   []record.Match    // likewise

	name, match int // where the last spelling stood
}

// row returns the place of a spelling in names.parquet, from 1; 0 when it is not there.
func (s *shown) row(at spelling) uint32 {
	for ; s.name < len(s.names); s.name++ {
		n := &s.names[s.name]
		switch order := (spelling{n.List, n.Company, n.Name, n.Method}).compare(at); {
		case order == 0:
			return uint32(s.name + 1)
		case order > 0:
			return 0
		}
	}
	return 0
}

// ties returns what ties a spelling to its company.
func (s *shown) ties(at spelling) []record.Match {
	for ; s.match < len(s.matches) && compareMatch(&s.matches[s.match], at) < 0; s.match++ {
	}
	end := s.match
	for end < len(s.matches) && compareMatch(&s.matches[end], at) == 0 {
		end++
	}
	return s.matches[s.match:end]
}

func compareMatch(m *record.Match, at spelling) int {
	return (spelling{m.List, m.Company, m.Name, m.Method}).compare(at)
}

// evidence returns the only evidence of a spelling; "" when there is none, or several.
func (s *shown) evidence(at spelling) string {
	if ties := s.ties(at); len(ties) == 1 {
		return ties[0].Evidence
	}
	return ""
}

// company returns a company; the zero one when the release does not show it.
func (s *shown) company(id string) record.Company {
	i, known := slices.BinarySearchFunc(s.companies, id, func(c record.Company, id string) int { return strings.Compare(c.ID, id) })
	if !known {
		return record.Company{}
	}
	return s.companies[i]
}

// short leaves out of a name what the release tells of it.
func (s *shown) short(n privacy.Name) name {
	at := spellingOf(&n)
	row := s.row(at)
	if row == 0 || n.Written == "" {
		return name{Told: n}
	}
	c := s.company(n.Company)
	if n.List, n.Company, n.Written, n.Method = "", "", "", ""; n.Kind == c.Kind {
		n.Kind = ""
	}
	if n.Number.Hyphened() == c.OrgNumber {
		n.Number = ""
	}
	if n.Evidence == s.evidence(at) {
		n.Evidence = ""
	}
	return name{row, n}
}

// whole returns a name that short made shorter.
func (s *shown) whole(short name) privacy.Name {
	n := short.Told
	if short.Row == 0 {
		return n
	}
	at := s.names[short.Row-1]
	c := s.company(at.Company)
	n.List, n.Company, n.Written, n.Method, n.Kind = at.List, at.Company, at.Name, company.Method(at.Method), cmp.Or(n.Kind, c.Kind)
	if n.Number == "" {
		n.Number, _ = company.ParseNumber(c.OrgNumber)
	}
	n.Evidence = cmp.Or(n.Evidence, s.evidence(spellingOf(&n)))
	return n
}
