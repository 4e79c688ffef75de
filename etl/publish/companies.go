package publish

import (
	"cmp"
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
				synthetic[d.Rows[i].Name] = d.Disclosure.Synthetic
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
	for i := range b.Names {
		if synthetic[i] && i > 0 {
			b.known[b.nameRank[i]].Synthetic = true
		}
	}
	for deliveries := range byList(b.Deliveries) {
		b.published = append(b.published, arrange(deliveries, b.nameRank))
	}
}

// nameCompanies names each company: as the register does, else by the spelling with most records, and of those with
// equally many by the first in Swedish order; by its number when no spelling may be shown.
func (b *builder) nameCompanies() {
	b.known = make([]record.Company, len(b.companyIDs))
	best := make([]int, len(b.companyIDs))
	order := collate.New(language.Swedish)
	for i, n := range b.Names {
		if b.nameRecords[i] == 0 {
			continue
		}
		rank := b.nameRank[i]
		c := &b.known[rank]
		c.Kind, c.OrgNumber = n.Kind, n.Number.Hyphened()
		if n.Written != "" && b.better(order, n, b.Names[best[rank]]) {
			best[rank] = i
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
		if c.Name = b.Names[best[rank]].Written; c.Name == "" {
			c.Name = c.OrgNumber
		}
	}
}

// better tells whether a spelling names its company better than the one chosen so far.
func (b *builder) better(order *collate.Collator, n, chosen privacy.Name) bool {
	if chosen.Written == "" {
		return true
	}
	spellings := b.spellings()
	x, y := spellings[[2]string{n.Company, n.Written}], spellings[[2]string{chosen.Company, chosen.Written}]
	if x != y {
		return x > y
	}
	if c := order.CompareString(n.Written, chosen.Written); c != 0 {
		return c < 0
	}
	return n.Written < chosen.Written
}

// spellings counts the published records of each company and spelling, in all lists and with all forms of its number.
func (b *builder) spellings() map[[2]string]int64 {
	if b.spellingRecords == nil {
		b.spellingRecords = make(map[[2]string]int64, len(b.Names))
		for i, n := range b.Names {
			b.spellingRecords[[2]string{n.Company, n.Written}] += b.nameRecords[i]
		}
	}
	return b.spellingRecords
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
	type key struct{ list, company, written, method string }
	counts := map[key]int64{}
	for i, n := range b.Names {
		if b.nameRecords[i] > 0 && n.Written != "" {
			counts[key{n.List, n.Company, n.Written, string(n.Method)}] += b.nameRecords[i]
		}
		if b.nameRecords[i] > 0 {
			b.lists[n.List].Matching[string(n.Method)] += b.nameRecords[i]
		}
	}
	keys := make([]key, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y key) int {
		return cmp.Or(cmp.Compare(x.list, y.list), cmp.Compare(x.company, y.company), cmp.Compare(x.written, y.written), cmp.Compare(x.method, y.method))
	})
	records := make([]int64, len(keys))
	for i, k := range keys {
		records[i] = counts[k]
	}
	text := func(of func(k key) string) func(i int) (string, bool) {
		return func(i int) (string, bool) { return of(keys[i]), true }
	}
	return b.writer.Add(release.Names, []release.ColumnData{
		release.Text("list", text(func(k key) string { return k.list }), len(keys), false),
		release.Text("company_id", text(func(k key) string { return k.company }), len(keys), false),
		release.Text("name_as_written", text(func(k key) string { return k.written }), len(keys), false),
		release.Text("method", text(func(k key) string { return k.method }), len(keys), false),
		release.Ints("records", records, nil),
	})
}
