package publish

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"tvistdata/etl/settle"
	"tvistdata/internal/company"
	"tvistdata/internal/record"
)

// companies are those that a release shows.
type companies struct {
	ids         []string // sorted
	rank        map[string]uint32
	known       []record.Company // by rank
	records     []int64          // likewise
	nameRank    []uint32         // of the company of each name
	nameRecords []int64          // published records with each name
	spellings   []uint32         // the names with records, by company, spelling, list and method
	doubts      []string         // why they may not be what they should be
}

// findCompanies returns every company that has a record its place among the ids, its name and its records, and puts
// the published rows in order.
func findCompanies(s *settle.Settled) (*companies, []ordered) {
	c := &companies{}
	synthetic := c.count(s)
	c.place(s)
	var published []ordered
	var group sync.WaitGroup
	group.Go(func() {
		for deliveries := range settle.ByList(s.Matters) {
			published = append(published, arrange(deliveries, c.nameRank, len(c.ids)))
		}
	})
	c.name(s)
	c.doubtRegistrations(s)
	c.mark(s, synthetic)
	group.Wait()
	return c, published
}

// count counts the records of each name, and tells which names have invented ones.
func (c *companies) count(s *settle.Settled) (synthetic []bool) {
	c.nameRecords, synthetic = make([]int64, len(s.Names)), make([]bool, len(s.Names))
	for _, d := range s.Matters {
		for i, f := range d.Fates {
			if f.Kept() {
				name := d.Rows.At(i).Name
				c.nameRecords[name]++
				synthetic[name] = synthetic[name] || d.Disclosure.Synthetic
			}
		}
	}
	for _, d := range s.Listings {
		for i := range d.Rows {
			if d.Published(i) {
				c.nameRecords[d.Rows[i].Name]++
				synthetic[d.Rows[i].Name] = synthetic[d.Rows[i].Name] || d.Disclosure.Synthetic
			}
		}
	}
	c.nameRecords[0] = 0
	return synthetic
}

// place puts the companies in order: those with a record or a figure, and those that are known to have none in what was asked for
// by their name.
func (c *companies) place(s *settle.Settled) {
	ids := map[string]bool{}
	for i, n := range s.Names {
		if c.nameRecords[i] > 0 {
			ids[n.Company] = true
		}
	}
	for _, d := range s.Figures {
		for _, f := range d.Rows {
			if f.Company != "" {
				ids[f.Company] = true
			}
		}
	}
	for _, row := range s.Covered {
		if _, registered := s.Companies.Company(row.Company); registered || numbered(row.Company) {
			ids[row.Company] = true
		}
	}
	for id := range ids {
		c.ids = append(c.ids, id)
	}
	slices.Sort(c.ids)
	c.rank = make(map[string]uint32, len(c.ids))
	for i, id := range c.ids {
		c.rank[id] = uint32(i)
	}
	c.nameRank, c.records = make([]uint32, len(s.Names)), make([]int64, len(c.ids))
	for i, n := range s.Names {
		if c.nameRecords[i] > 0 {
			c.nameRank[i] = c.rank[n.Company]
			c.records[c.nameRank[i]] += c.nameRecords[i]
		}
	}
}

// numbered reports whether a company's id is made of a number, which everybody who knows it finds the company by.
func numbered(id string) bool {
	kind := company.OfID(id).Kind
	return kind == record.LegalEntity || kind == record.Foreign
}

// mark marks the companies that are invented: they have an invented record, or nothing but what an invented list covers.
func (c *companies) mark(s *settle.Settled, synthetic []bool) {
	for i := range s.Names {
		if synthetic[i] && i > 0 {
			c.known[c.nameRank[i]].Synthetic = true
		}
	}
	invented := map[string]bool{}
	for d := range s.Each {
		invented[d.List.ID] = invented[d.List.ID] || d.Disclosure.Synthetic
	}
	for _, row := range s.Covered {
		if rank, ok := c.rank[row.Company]; ok && c.records[rank] == 0 && invented[row.List] {
			c.known[rank].Synthetic = true
		}
	}
}

// doubtRegistrations forgets the day of registration of a company that has a record from before it: one of the two is
// wrong, and a count of what was disclosed must not become "does not apply".
func (c *companies) doubtRegistrations(s *settle.Settled) {
	if !slices.ContainsFunc(c.known, func(k record.Company) bool { return k.Registered != record.NoDate }) {
		return
	}
	doubt := func(name uint32, day record.Date) {
		k := &c.known[c.nameRank[name]]
		if k.Registered != record.NoDate && day != record.NoDate && day < k.Registered {
			k.Registered = record.NoDate
			c.doubts = append(c.doubts, fmt.Sprintf("company %s has a matter from before it was registered", k.ID))
		}
	}
	for _, d := range s.Matters {
		for i := range d.Rows.Len() {
			if row := d.Rows.At(i); row.Name != 0 && d.Fates[i].Kept() {
				doubt(row.Name, row.Received)
			}
		}
	}
	for _, d := range s.Listings {
		for i := range d.Rows {
			if d.Published(i) {
				doubt(d.Rows[i].Name, d.Rows[i].Date)
			}
		}
	}
}

// name names each company: as the register does, else by the spelling with most records, one with a legal form
// before one without, and of those with equally many the first in Swedish order; by its number when no spelling may be
// shown.
func (c *companies) name(s *settle.Settled) {
	c.known = make([]record.Company, len(c.ids))
	of := make([][]uint32, len(c.ids)) // the names of each company
	for i, n := range s.Names {
		if rank := c.nameRank[i]; c.nameRecords[i] > 0 {
			of[rank] = append(of[rank], uint32(i))
			c.known[rank].Kind, c.known[rank].OrgNumber = n.Kind, n.Number.Hyphened()
		}
	}
	for _, names := range of {
		slices.SortFunc(names, func(i, j uint32) int {
			x, y := &s.Names[i], &s.Names[j]
			return cmp.Or(strings.Compare(x.Written, y.Written), strings.Compare(x.List, y.List),
				strings.Compare(string(x.Method), string(y.Method)))
		})
	}
	c.spellings = slices.Concat(of...)
	c.choose(s)
	for rank, id := range c.ids {
		k := &c.known[rank]
		k.ID, k.Registered, k.Records = id, record.NoDate, c.records[rank]
		if registered, ok := s.Companies.Company(id); ok {
			k.Name, k.Kind, k.OrgNumber, k.Registered = registered.Name, registered.Kind, registered.OrgNumber, registered.Registered
			continue
		}
		if k.Kind == "" { // named by a figure or by what is covered only
			by := company.OfID(id)
			k.Kind, k.OrgNumber = by.Kind, by.OrgNumber
		}
		if k.Name == "" {
			k.Name = cmp.Or(k.OrgNumber, id)
		}
	}
}

// choose chooses the spelling that each company is called by.
func (c *companies) choose(s *settle.Settled) {
	order := collate.New(language.Swedish)
	best := make([]Spelled, len(c.known))
	for from, to := 0, 0; from < len(c.spellings); from = to {
		rank, name := c.nameRank[c.spellings[from]], &s.Names[c.spellings[from]]
		one := Spelled{Name: name.Written, Formal: name.Formal}
		for ; to < len(c.spellings) && c.nameRank[c.spellings[to]] == rank && s.Names[c.spellings[to]].Written == one.Name; to++ {
			one.Records += c.nameRecords[c.spellings[to]]
		}
		if one.Name != "" && one.Before(best[rank], order) {
			best[rank] = one
		}
	}
	for rank := range best {
		c.known[rank].Name = best[rank].Name
	}
}

// Spelled is a spelling that a company may be called by.
type Spelled struct {
	Name    string
	Records int64
	Formal  bool // it has a legal form
}

// Before reports whether a company is called so rather than otherwise: one with a legal form comes before one without, then one
// with more records, then the first in Swedish order.
func (s Spelled) Before(o Spelled, swedish *collate.Collator) bool {
	if s.Formal != o.Formal {
		return s.Formal
	}
	return s.Records > o.Records || s.Records == o.Records && swedish.CompareString(s.Name, o.Name) < 0
}

// has reports whether the release shows a company.
func (c *companies) has(id string) bool {
	_, ok := c.rank[id]
	return ok
}
