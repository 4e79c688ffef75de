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

// inOrder compares names by list and company, those of equal ones in an order that is always the same.
func inOrder(x, y *privacy.Name) int {
	return cmp.Or(strings.Compare(x.List, y.List), strings.Compare(x.Company, y.Company), strings.Compare(x.Written, y.Written),
		strings.Compare(string(x.Method), string(y.Method)), strings.Compare(x.Evidence, y.Evidence),
		strings.Compare(string(x.Number), string(y.Number)), slices.Compare(x.Owns, y.Owns))
}

// share is the names, or the records, of a company in a list.
type share struct{ list, company string }

// ordered puts some names in order, and gives the place of each among those of its company in its list.
func ordered(names []privacy.Name, some []uint32) (among []uint32) {
	slices.SortFunc(some, func(i, j uint32) int { return cmp.Or(inOrder(&names[i], &names[j]), cmp.Compare(i, j)) })
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

// firsts gives the first of the names of each company in each list. The names are in order.
func firsts(names []privacy.Name) map[share]uint32 {
	out := map[share]uint32{}
	for i := range slices.Backward(names) {
		out[share{names[i].List, names[i].Company}] = uint32(i)
	}
	return out
}

// shown is what a release tells of names.
type shown struct {
	companies []record.Company  // by id
	names     []record.Spelling // in the order of its file
	matches   []record.Match    // likewise
}

// rows gives the places of spellings in names.parquet, from 1.
func (s *shown) rows() map[record.Spelling]uint32 {
	out := make(map[record.Spelling]uint32, len(s.names))
	for i, n := range s.names {
		n.Records = 0
		out[n] = uint32(i + 1)
	}
	return out
}

// company gives a company; the zero one when the release does not show it.
func (s *shown) company(id string) record.Company {
	i, known := slices.BinarySearchFunc(s.companies, id, func(c record.Company, id string) int { return strings.Compare(c.ID, id) })
	if !known {
		return record.Company{}
	}
	return s.companies[i]
}

// ties gives what ties a spelling to its company.
func (s *shown) ties(n record.Spelling) (out []record.Match) {
	order := func(m record.Match, n record.Spelling) int {
		return cmp.Or(strings.Compare(m.List, n.List), strings.Compare(m.Company, n.Company), strings.Compare(m.Name, n.Name),
			strings.Compare(m.Method, n.Method))
	}
	for i, _ := slices.BinarySearchFunc(s.matches, n, order); i < len(s.matches) && order(s.matches[i], n) == 0; i++ {
		out = append(out, s.matches[i])
	}
	return out
}

// evidence gives the only evidence of a spelling; "" when there is none, or several.
func (s *shown) evidence(n record.Spelling) string {
	if ties := s.ties(n); len(ties) == 1 {
		return ties[0].Evidence
	}
	return ""
}

// short leaves out of a name what the release tells of it.
func (s *shown) short(n privacy.Name, rows map[record.Spelling]uint32) name {
	at := record.Spelling{List: n.List, Company: n.Company, Name: n.Written, Method: string(n.Method)}
	row := rows[at]
	if row == 0 {
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

// whole gives a name that short made shorter.
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
	n.Evidence = cmp.Or(n.Evidence, s.evidence(at))
	return n
}
