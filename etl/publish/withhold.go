package publish

import (
	"slices"

	"tvistdata/etl/privacy"
	"tvistdata/internal/company"
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
)

// withhold makes the settled records that were removed, and those of companies that were, unnamed ones, and leaves the
// figures of such companies out. A removed record stays removed when another delivery gives its respondent another
// spelling, and with it another key.
func (b *builder) withhold(entityOf []uint32) {
	if b.Removed.none() {
		return
	}
	spellings := map[string]bool{} // of removed companies: under them they would come back with another number, or none
	goes := func(name string) {
		b.gone.add(name)
		spellings[company.FoldName(name)] = true
	}
	for i, n := range b.Names {
		if i > 0 && b.Removed.companies[n.Company] {
			goes(n.Written)
		}
	}
	for id := range b.Removed.companies {
		registered, _ := b.Register.Company(id)
		b.gone.addCompany(id, registered.OrgNumber)
		goes(registered.Name)
		for _, n := range registered.Names {
			goes(n.Name)
		}
	}
	delete(spellings, "")
	hidden := make([]bool, len(b.Names))
	for i, n := range b.Names {
		hidden[i] = i > 0 && (b.Removed.companies[n.Company] || spellings[company.FoldName(n.Written)] ||
			b.Removed.spelled[company.NameID(n.Written)]) || slices.ContainsFunc(b.Moved.NameIDs(uint32(i)), func(id string) bool {
			return b.Removed.companies[id] || b.Removed.spelled[id]
		})
	}
	for _, in := range b.revised {
		b.hideRecords(in, entityOf)
	}
	for deliveries := range byList(b.Listings) {
		b.hideListings(deliveries, entityOf)
	}
	for _, d := range b.Deliveries {
		for i := range d.Rows.Len() {
			if hidden[d.Rows.At(i).Name] {
				b.hide(&d.Rows.At(i).Name, d.fates[i])
			}
		}
	}
	for _, d := range b.Listings {
		for i := range d.Rows {
			if hidden[d.Rows[i].Name] {
				b.hide(&d.Rows[i].Name, d.fates[i])
			}
		}
	}
	b.withholdFigures()
}

// withholdFigures leaves out the figures that were removed, and those of companies that were.
func (b *builder) withholdFigures() {
	brands := map[string]record.Brand{}
	for _, brand := range b.Register.Brands() {
		brands[brand.ID] = brand
	}
	for _, d := range b.Figures {
		before := len(d.Rows)
		d.Rows = slices.DeleteFunc(d.Rows, func(f privacy.ClearedFigure) bool {
			brand := brands[f.Brand]
			return b.Removed.records[f.Key] || b.Removed.companies[f.Company] || b.Removed.spelled[company.NameID(f.CompanyWritten)] ||
				b.gone.inAny(f.CompanyWritten, f.Note, f.SourceName, f.SourceURL, f.PeriodLabel, brand.Name, brand.Why)
		})
		d.withheld = int64(before - len(d.Rows))
		b.Withheld += d.withheld
	}
}

// inAny tells whether one of the texts mentions a removed company.
func (m mentions) inAny(texts ...string) bool { return slices.ContainsFunc(texts, m.in) }

// hide takes the name from a row, and counts it when that makes one published row fewer.
func (b *builder) hide(name *uint32, f fate) {
	if *name != 0 && (f == kept || f == keptFirst) {
		b.Withheld++
	}
	*name = 0
}

// hideRecords hides one list's rows with a removed key, and those of the same matter against the same company.
func (b *builder) hideRecords(in revisedIn, entityOf []uint32) {
	type respondent struct {
		matter [2]uint64
		entity uint32
	}
	removed := map[respondent]bool{}
	var others []place // rows that took the place of a removed one under another name
	for _, d := range in.deliveries {
		for i := range d.Rows.Len() {
			if row := d.Rows.At(i); row.Name != 0 && b.Removed.records[row.Key] {
				removed[respondent{row.Matter, entityOf[row.Name]}] = true
			}
		}
	}
	if len(removed) == 0 {
		return
	}
	for _, r := range in.rows {
		if b.Removed.records[in.deliveries[r.before.delivery].Rows.At(int(r.before.row)).Key] {
			others = append(others, r.after)
		}
	}
	for _, d := range in.deliveries {
		for i := range d.Rows.Len() {
			if row := d.Rows.At(i); row.Name != 0 && removed[respondent{row.Matter, entityOf[row.Name]}] {
				b.hide(&row.Name, d.fates[i])
			}
		}
	}
	for _, at := range others {
		d := in.deliveries[at.delivery]
		b.hide(&d.Rows.At(int(at.row)).Name, d.fates[at.row])
	}
}

// hideListings hides one list's listings with a removed key, and the same listings under another.
func (b *builder) hideListings(deliveries []*ListingDelivery, entityOf []uint32) {
	removed := map[entry]bool{}
	for _, d := range deliveries {
		for i := range d.Rows {
			if row := &d.Rows[i]; row.Name != 0 && b.Removed.records[row.Key] {
				removed[entryOf(row, entityOf)] = true
			}
		}
	}
	for _, d := range deliveries {
		for i := range d.Rows {
			if row := &d.Rows[i]; row.Name != 0 && removed[entryOf(row, entityOf)] {
				b.hide(&row.Name, d.fates[i])
			}
		}
	}
}

// uncovered leaves out what is covered of removed companies.
func (r Removed) uncovered(rows []coverage.Row) []coverage.Row {
	return slices.DeleteFunc(rows, func(row coverage.Row) bool { return r.companies[row.Company] })
}

// about tells whether a note is about a removed company.
func (b *builder) about(n record.Note) bool {
	return b.Removed.companies[n.CompanyID] || b.gone.inAny(n.Text.SV, n.Text.EN, n.SourceName, n.SourceURL)
}

// unless gives a text that mentions no removed company, and nothing for another.
func (m mentions) unless(text string) string {
	if m.in(text) {
		return ""
	}
	return text
}
