package publish

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"tvistdata/etl/privacy"
	"tvistdata/internal/company"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// findCompanies gives every company that has a record its place among the ids, its name and its records, and puts
// the published rows in order.
func (b *builder) findCompanies() {
	b.nameRecords = make([]int64, len(b.Names))
	synthetic := make([]bool, len(b.Names))
	for _, d := range b.Deliveries {
		for i := range d.Rows {
			if f := d.fates[i]; f == kept || f == keptFirst {
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
	b.nameCompanies()
	b.doubtRegistrations()
	for i := range b.Names {
		if synthetic[i] && i > 0 {
			b.known[b.nameRank[i]].Synthetic = true
		}
	}
	for deliveries := range byList(b.Deliveries) {
		b.published = append(b.published, arrange(deliveries, b.nameRank))
	}
}

// doubtRegistrations forgets the day of registration of a company that has a matter from before it: one of the two is
// wrong, and a count of what was disclosed must not become "does not apply".
func (b *builder) doubtRegistrations() {
	for _, d := range b.Deliveries {
		for i := range d.Rows {
			row := &d.Rows[i]
			if row.Name == 0 || d.fates[i] != kept && d.fates[i] != keptFirst {
				continue
			}
			c := &b.known[b.nameRank[row.Name]]
			if c.Registered != record.NoDate && row.Received != record.NoDate && row.Received < c.Registered {
				c.Registered = record.NoDate
				b.Doubts = append(b.Doubts, fmt.Sprintf("company %s has a matter from before it was registered", c.ID))
			}
		}
	}
}

// nameCompanies names each company: as the register does, else by the spelling with most records, and of those with
// equally many by the first in Swedish order; by its number when no spelling may be shown.
func (b *builder) nameCompanies() {
	b.known = make([]record.Company, len(b.companyIDs))
	b.spellings = make([]uint32, 0, len(b.Names))
	for i, n := range b.Names {
		if b.nameRecords[i] > 0 {
			b.spellings = append(b.spellings, uint32(i))
			b.known[b.nameRank[i]].Kind, b.known[b.nameRank[i]].OrgNumber = n.Kind, n.Number.Hyphened()
		}
	}
	slices.SortFunc(b.spellings, func(i, j uint32) int {
		x, y := &b.Names[i], &b.Names[j]
		return cmp.Or(cmp.Compare(b.nameRank[i], b.nameRank[j]), strings.Compare(x.Written, y.Written),
			strings.Compare(x.List, y.List), strings.Compare(string(x.Method), string(y.Method)))
	})
	order := collate.New(language.Swedish)
	best := make([]int64, len(b.known)) // records of the spelling chosen so far
	for from, to := 0, 0; from < len(b.spellings); from = to {
		rank, written := b.nameRank[b.spellings[from]], b.Names[b.spellings[from]].Written
		records := int64(0)
		for ; to < len(b.spellings) && b.nameRank[b.spellings[to]] == rank && b.Names[b.spellings[to]].Written == written; to++ {
			records += b.nameRecords[b.spellings[to]]
		}
		chosen := &b.known[rank].Name
		if written != "" && (records > best[rank] || records == best[rank] && order.CompareString(written, *chosen) < 0) {
			*chosen, best[rank] = written, records
		}
	}
	for rank, id := range b.companyIDs {
		c := &b.known[rank]
		c.ID, c.Registered = id, record.NoDate
		if registered, ok := b.Register.Company(id); ok {
			c.Name, c.Kind, c.OrgNumber, c.Registered = registered.Name, registered.Kind, registered.OrgNumber, registered.Registered
			continue
		}
		if c.Kind == "" { // named by a figure only
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
	text := func(of func(c record.Company) string) func(i int) (string, bool) {
		return func(i int) (string, bool) {
			s := of(b.known[i])
			return s, s != ""
		}
	}
	n := len(b.known)
	registered := make([]record.Date, n)
	for i, c := range b.known {
		registered[i] = c.Registered
	}
	return b.writer.Add(release.Companies, []release.ColumnData{
		release.Text("company_id", text(func(c record.Company) string { return c.ID }), n, false),
		release.Text("name", text(func(c record.Company) string { return c.Name }), n, false),
		release.Text("kind", text(func(c record.Company) string { return string(c.Kind) }), n, false),
		release.Text("org_number", text(func(c record.Company) string { return c.OrgNumber }), n, true),
		release.Dates("registered_date", registered, true),
		release.Ints("records", b.records, nil),
		release.Bools("synthetic", func(i int) bool { return b.known[i].Synthetic }, n),
	})
}

// names writes the spellings, each once per list, company and method, whatever form the number had.
func (b *builder) names() error {
	var all []uint32 // one of the names with each list, company, spelling and method
	var records []int64
	for _, l := range b.Lists {
		for _, i := range b.spellings {
			n := &b.Names[i]
			if n.List != l.ID {
				continue
			}
			b.lists[l.ID].Matching[string(n.Method)] += b.nameRecords[i]
			if n.Written == "" {
				continue
			}
			if last := len(all) - 1; last >= 0 {
				p := &b.Names[all[last]]
				if p.List == n.List && p.Company == n.Company && p.Written == n.Written && p.Method == n.Method {
					records[last] += b.nameRecords[i]
					continue
				}
			}
			all, records = append(all, i), append(records, b.nameRecords[i])
		}
	}
	text := func(of func(n *privacy.Name) string) func(i int) (string, bool) {
		return func(i int) (string, bool) { return of(&b.Names[all[i]]), true }
	}
	return b.writer.Add(release.Names, []release.ColumnData{
		release.Text("list", text(func(n *privacy.Name) string { return n.List }), len(all), false),
		release.Text("company_id", text(func(n *privacy.Name) string { return n.Company }), len(all), false),
		release.Text("name_as_written", text(func(n *privacy.Name) string { return n.Written }), len(all), false),
		release.Text("method", text(func(n *privacy.Name) string { return string(n.Method) }), len(all), false),
		release.Ints("records", records, nil),
	})
}
