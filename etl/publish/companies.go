package publish

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"tvistdata/internal/company"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// findCompanies gives every company that has a record its place among the ids, its name and its records, and puts
// the published rows in order.
func (b *builder) findCompanies() {
	b.nameRecords = make([]int64, len(b.Names))
	synthetic := make([]bool, len(b.Names))
	for _, d := range b.Deliveries {
		for i, f := range d.fates {
			if f == kept || f == keptFirst {
				name := d.Rows.At(i).Name
				b.nameRecords[name]++
				synthetic[name] = synthetic[name] || d.Disclosure.Synthetic
			}
		}
	}
	for _, d := range b.Listings {
		for i := range d.Rows {
			if d.published(i) {
				b.nameRecords[d.Rows[i].Name]++
				synthetic[d.Rows[i].Name] = synthetic[d.Rows[i].Name] || d.Disclosure.Synthetic
			}
		}
	}
	b.nameRecords[0] = 0
	ids := map[string]bool{}
	for i, n := range b.Names {
		if b.nameRecords[i] > 0 {
			ids[n.Company] = true
		}
	}
	for _, d := range b.Figures {
		for _, f := range d.Rows {
			if f.Company != "" {
				ids[f.Company] = true
			}
		}
	}
	for _, row := range b.covered { // who has no record in what was asked for by its name is known to have none
		if _, registered := b.Register.Company(row.Company); registered || strings.HasPrefix(row.Company, "se-") {
			ids[row.Company] = true
		}
	}
	for id := range ids {
		b.companyIDs = append(b.companyIDs, id)
	}
	slices.Sort(b.companyIDs)
	b.companyRank = make(map[string]uint32, len(b.companyIDs))
	for i, id := range b.companyIDs {
		b.companyRank[id] = uint32(i)
	}
	b.nameRank = make([]uint32, len(b.Names))
	b.records = make([]int64, len(b.companyIDs))
	for i, n := range b.Names {
		if b.nameRecords[i] > 0 {
			b.nameRank[i] = b.companyRank[n.Company]
			b.records[b.nameRank[i]] += b.nameRecords[i]
		}
	}
	var group sync.WaitGroup
	group.Go(func() {
		for deliveries := range byList(b.Deliveries) {
			b.published = append(b.published, arrange(deliveries, b.nameRank, len(b.companyIDs)))
		}
	})
	b.nameCompanies()
	b.doubtRegistrations()
	for i := range b.Names {
		if synthetic[i] && i > 0 {
			b.known[b.nameRank[i]].Synthetic = true
		}
	}
	for _, row := range b.covered {
		if rank, ok := b.companyRank[row.Company]; ok && b.records[rank] == 0 && b.lists[row.List].Synthetic {
			b.known[rank].Synthetic = true
		}
	}
	group.Wait()
}

// doubtRegistrations forgets the day of registration of a company that has a record from before it: one of the two is
// wrong, and a count of what was disclosed must not become "does not apply".
func (b *builder) doubtRegistrations() {
	if !slices.ContainsFunc(b.known, func(c record.Company) bool { return c.Registered != record.NoDate }) {
		return
	}
	doubt := func(name uint32, day record.Date) {
		c := &b.known[b.nameRank[name]]
		if c.Registered != record.NoDate && day != record.NoDate && day < c.Registered {
			c.Registered = record.NoDate
			b.Doubts = append(b.Doubts, fmt.Sprintf("company %s has a matter from before it was registered", c.ID))
		}
	}
	for _, d := range b.Deliveries {
		for i := range d.Rows.Len() {
			if row := d.Rows.At(i); row.Name != 0 && (d.fates[i] == kept || d.fates[i] == keptFirst) {
				doubt(row.Name, row.Received)
			}
		}
	}
	for _, d := range b.Listings {
		for i := range d.Rows {
			if d.published(i) {
				doubt(d.Rows[i].Name, d.Rows[i].Date)
			}
		}
	}
}

// nameCompanies names each company: as the register does, else by the spelling with most records, one with a legal form
// before one without, and of those with equally many the first in Swedish order; by its number when no spelling may be
// shown.
func (b *builder) nameCompanies() {
	b.known = make([]record.Company, len(b.companyIDs))
	of := make([][]uint32, len(b.companyIDs)) // the names of each company
	for i, n := range b.Names {
		if rank := b.nameRank[i]; b.nameRecords[i] > 0 {
			of[rank] = append(of[rank], uint32(i))
			b.known[rank].Kind, b.known[rank].OrgNumber = n.Kind, n.Number.Hyphened()
		}
	}
	for _, names := range of {
		slices.SortFunc(names, func(i, j uint32) int {
			x, y := &b.Names[i], &b.Names[j]
			return cmp.Or(strings.Compare(x.Written, y.Written), strings.Compare(x.List, y.List),
				strings.Compare(string(x.Method), string(y.Method)))
		})
	}
	b.spellings = slices.Concat(of...)
	order := collate.New(language.Swedish)
	best := make([]int64, len(b.known))  // records of the spelling chosen so far
	formal := make([]bool, len(b.known)) // whether it has a legal form
	for from, to := 0, 0; from < len(b.spellings); from = to {
		rank, name := b.nameRank[b.spellings[from]], &b.Names[b.spellings[from]]
		written, form := name.Written, name.Formal
		records := int64(0)
		for ; to < len(b.spellings) && b.nameRank[b.spellings[to]] == rank && b.Names[b.spellings[to]].Written == written; to++ {
			records += b.nameRecords[b.spellings[to]]
		}
		if written == "" {
			continue
		}
		chosen := &b.known[rank].Name
		better := records > best[rank] || records == best[rank] && order.CompareString(written, *chosen) < 0
		if form && !formal[rank] || form == formal[rank] && better {
			*chosen, best[rank], formal[rank] = written, records, form
		}
	}
	for rank, id := range b.companyIDs {
		c := &b.known[rank]
		c.ID, c.Registered, c.Records = id, record.NoDate, b.records[rank]
		if registered, ok := b.Register.Company(id); ok {
			c.Name, c.Kind, c.OrgNumber, c.Registered = registered.Name, registered.Kind, registered.OrgNumber, registered.Registered
			continue
		}
		if c.Kind == "" { // named by a figure or by what is covered only
			number, _ := company.ParseNumber(strings.TrimPrefix(id, "se-"))
			c.Kind, c.OrgNumber = record.LegalEntity, number.Hyphened()
		}
		if c.Name == "" {
			c.Name = c.OrgNumber
		}
	}
}

// companies writes the companies.
func (b *builder) companies() error {
	return release.AddRows(b.writer, schema.CompanyRows, b.known)
}

// spelling is a row of names.parquet.
type spelling struct {
	list, written, method string
	company               uint32 // rank
	records               int64
}

// allSpellings gives the spellings of the companies in each list, whatever form their number had, and the names that
// the register has besides, which no record bears. A name may stand in it several times.
func (b *builder) allSpellings() []spelling {
	var all []spelling
	for _, i := range b.spellings {
		n := &b.Names[i]
		b.lists[n.List].Matching[string(n.Method)] += b.nameRecords[i]
		if n.Written != "" {
			all = append(all, spelling{n.List, n.Written, string(n.Method), b.nameRank[i], b.nameRecords[i]})
		}
	}
	for _, d := range b.Figures {
		for _, f := range d.Rows {
			if f.Company != "" {
				all = append(all, spelling{d.List.ID, f.CompanyWritten, string(f.Method), b.companyRank[f.Company], 1})
			}
		}
	}
	for _, s := range slices.Clone(all) {
		registered, _ := b.Register.Company(b.companyIDs[s.company])
		for _, n := range append(registered.Names, record.WrittenName{Name: registered.Name}) {
			if n.Name != "" && n.Name != s.written {
				all = append(all, spelling{s.list, n.Name, inRegister, s.company, 0})
			}
		}
	}
	return all
}

// names writes the spellings, each once per list, company and method.
func (b *builder) names() error {
	all := b.allSpellings()
	last := func(x, y spelling) int { // the register's among equal names
		switch {
		case x.method == y.method:
			return 0
		case x.method == inRegister:
			return 1
		case y.method == inRegister:
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
			if sameName && (p.method == s.method || s.method == inRegister) {
				p.records += s.records
				continue
			}
		}
		merged = append(merged, s)
	}
	rows := make([]record.Spelling, len(merged))
	for i, s := range merged {
		rows[i] = record.Spelling{List: s.list, Company: b.companyIDs[s.company], Name: s.written, Method: s.method, Records: s.records}
	}
	return release.AddRows(b.writer, schema.NameRows, rows)
}

// inRegister is the method of a name that no list wrote: it stands in the register of companies.
const inRegister = "register"
