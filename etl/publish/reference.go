package publish

import (
	"cmp"
	"slices"

	"tvistdata/internal/record"
)

// noteRows returns the notes on the lists at hand.
func (c *contents) noteRows() []record.Note {
	return slices.SortedFunc(slices.Values(c.Notes), func(x, y record.Note) int {
		return cmp.Or(cmp.Compare(x.List, y.List), cmp.Compare(x.From, y.From), cmp.Compare(x.ID, y.ID))
	})
}

// statementRows returns what companies say of the lists at hand.
func (c *contents) statementRows() []record.Statement {
	statements := slices.Clone(c.Statements)
	for i := range statements {
		statements[i].Synthetic = c.invented(statements[i])
	}
	return statements
}

// invented reports whether a statement is about an invented company, or about a brand whose companies in the release all are.
func (c *contents) invented(s record.Statement) bool {
	of := []string{s.CompanyID}
	if s.BrandID != "" {
		of = nil
		for _, m := range c.Members {
			if m.Kind == "brand" && m.Of == s.BrandID && c.has(m.Company) {
				of = append(of, m.Company)
			}
		}
	}
	return len(of) > 0 && !slices.ContainsFunc(of, func(id string) bool { return !c.has(id) || !c.known[c.rank[id]].Synthetic })
}

// reviewRows returns the decisions on surges of companies that the release shows.
func (c *contents) reviewRows() []record.SurgeReview {
	return slices.DeleteFunc(slices.Clone(c.Reviews), func(r record.SurgeReview) bool { return !c.has(r.CompanyID) })
}

// membershipRows returns who belongs to which group and brand, of the companies at hand.
func (c *contents) membershipRows() []record.Membership {
	rows := slices.DeleteFunc(slices.Clone(c.Members), func(m record.Membership) bool { return !c.has(m.Company) })
	slices.SortFunc(rows, func(x, y record.Membership) int {
		return cmp.Or(cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.Of, y.Of), cmp.Compare(x.Company, y.Company), cmp.Compare(x.From, y.From))
	})
	return rows
}
