package publish

import (
	"cmp"
	"slices"
	"strings"

	"tvistdata/internal/company"
	"tvistdata/internal/record"
)

// spelling is a row of names.parquet.
type spelling struct {
	list, written, method string
	company               uint32 // rank
	records               int64
}

// InRegister is the method of a name that no list wrote: it stands in the register of companies.
const InRegister = "register"

// allSpellings returns the spellings of the companies in each list, whatever form their number had, and the names that
// the register has besides, which no record bears. A name may stand in it several times.
func (c *contents) allSpellings() []spelling {
	var all []spelling
	for _, i := range c.spellings {
		if n := &c.Names[i]; n.Written != "" {
			all = append(all, spelling{n.List, n.Written, string(n.Method), c.nameRank[i], c.nameRecords[i]})
		}
	}
	for _, d := range c.Figures {
		for _, f := range d.Rows {
			if f.Company != "" {
				all = append(all, spelling{d.List.ID, f.CompanyWritten, string(f.Method), c.rank[f.Company], 1})
			}
		}
	}
	for _, s := range slices.Clone(all) {
		registered, _ := c.Companies.Company(c.ids[s.company])
		for _, n := range append(registered.Names, record.WrittenName{Name: registered.Name}) {
			if n.Name != "" && n.Name != s.written {
				all = append(all, spelling{s.list, n.Name, InRegister, s.company, 0})
			}
		}
	}
	return all
}

// nameRows returns the spellings, each once per list, company and method.
func (c *contents) nameRows() []record.Spelling {
	all := c.allSpellings()
	last := func(x, y spelling) int { // the register's among equal names
		switch {
		case x.method == y.method:
			return 0
		case x.method == InRegister:
			return 1
		case y.method == InRegister:
			return -1
		}
		return 0
	}
	slices.SortFunc(all, func(x, y spelling) int {
		return cmp.Or(strings.Compare(x.list, y.list), cmp.Compare(x.company, y.company),
			strings.Compare(x.written, y.written), last(x, y), strings.Compare(x.method, y.method))
	})
	merged := all[:0]
	for _, s := range all {
		if n := len(merged); n > 0 {
			p := &merged[n-1]
			sameName := p.list == s.list && p.company == s.company && p.written == s.written
			if sameName && (p.method == s.method || s.method == InRegister) {
				p.records += s.records
				continue
			}
		}
		merged = append(merged, s)
	}
	rows := make([]record.Spelling, len(merged))
	for i, s := range merged {
		rows[i] = record.Spelling{List: s.list, Company: c.ids[s.company], Name: s.written, Method: s.method, Records: s.records}
	}
	return rows
}

// matchRows returns what tied each spelling that is shown to its company.
func (c *contents) matchRows() []record.Match {
	var rows []record.Match
	for _, i := range c.spellings {
		if n := &c.Names[i]; n.Written != "" && n.Method != company.Unresolved && n.Evidence != "" {
			rows = append(rows, record.Match{
				List: n.List, Company: c.ids[c.nameRank[i]], Name: n.Written, Method: string(n.Method), Evidence: n.Evidence,
				Disputed: n.Disputed,
			})
		}
	}
	disputed := func(m record.Match) int { // first
		if m.Disputed {
			return 0
		}
		return 1
	}
	slices.SortFunc(rows, func(x, y record.Match) int {
		return cmp.Or(strings.Compare(x.List, y.List), strings.Compare(x.Company, y.Company), strings.Compare(x.Name, y.Name),
			strings.Compare(x.Method, y.Method), strings.Compare(x.Evidence, y.Evidence), cmp.Compare(disputed(x), disputed(y)))
	})
	return slices.CompactFunc(rows, func(x, y record.Match) bool {
		x.Disputed = y.Disputed
		return x == y
	})
}
