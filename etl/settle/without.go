package settle

import (
	"slices"

	"tvistdata/etl/privacy"
	"tvistdata/internal/company"
	"tvistdata/internal/coverage"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// Gone is what taking something out has changed.
type Gone struct {
	Held        bool            // something of it was there
	Withheld    int64           // rows that would be published, had they not been removed
	Of          map[Whose]int64 // them, by list and company
	Spellings   []string        // what removed companies were spelled as, each as the id that the name has by itself; sorted
	Disclosures []string        // list and id of those whose ids name a removed company: an id stays what it is
}

// Whose is a company in a list; no company stands for figures that name none.
type Whose struct{ List, Company string }

// Without takes out the records and companies that were removed, which are unnamed from then on, and what its list publishes no
// longer. A removed record stays removed when another delivery gives its respondent another spelling, and with it another key.
// It is called once.
func (s *Settled) Without(what Removed) Gone {
	w := withholding{Settled: s, Gone: Gone{Of: map[Whose]int64{}}, what: what.Following(s.Moved), names: map[string]bool{}}
	if !what.none() {
		w.withhold()
	}
	s.age()
	s.repeat()
	return w.Gone
}

// withholding is the work of Without.
type withholding struct {
	*Settled
	Gone
	what     Removed
	gone     mentions        // names and numbers of the removed companies
	names    map[string]bool // of the removed companies
	entityOf []uint32        // as entities has it
}

func (w *withholding) withhold() {
	w.entityOf = entities(w.Names)
	hidden := w.hiddenNames()
	w.hideRecords()
	for deliveries := range ByList(w.Listings) {
		w.hideListings(deliveries)
	}
	for deliveries := range ByList(w.Aggregates) {
		w.hideAggregates(deliveries)
	}
	for _, d := range w.Matters {
		d.Each(func(row *privacy.Cleared, f Fate, n int64) {
			if hidden[row.Name] {
				w.hideRow(d.List, row, f, n)
			}
		})
	}
	for _, d := range w.Listings {
		for i := range d.Rows {
			if hidden[d.Rows[i].Name] {
				w.hideListing(d.List, &d.Rows[i], d.Fates[i])
			}
		}
	}
	for _, d := range w.Aggregates {
		for i := range d.Rows {
			if hidden[d.Rows[i].Name] {
				w.hideAggregate(d.List, &d.Rows[i], d.Fates[i])
			}
		}
	}
	w.withholdFigures()
	w.uncover()
	w.unsay()
	w.untie(hidden)
	if w.Earlier != nil {
		w.tell(w.Earlier)
	}
}

// hiddenNames finds the names that are withheld: those of removed companies, those of records that a removed id led to another company
// with, and whatever is spelled like a removed company.
func (w *withholding) hiddenNames() []bool {
	for i, n := range w.Names {
		if i > 0 && (w.what.companies[n.Company] || slices.ContainsFunc(n.Were, func(id string) bool { return w.what.companies[id] })) {
			w.names[n.Written] = true
		}
	}
	for id := range w.what.companies {
		registered, _ := w.Companies.Company(id)
		w.gone.addCompany(id, registered.OrgNumber)
		w.names[registered.Name] = true
		for _, n := range registered.Names {
			w.names[n.Name] = true
		}
	}
	delete(w.names, "")
	spellings, ids := map[string]bool{}, map[string]bool{} // under them they would come back with another number, or none
	for name := range w.names {
		w.gone.add(name)
		spellings[company.FoldName(name)], ids[company.NameID(name)] = true, true
	}
	delete(spellings, "")
	hidden := make([]bool, len(w.Names))
	for i, n := range w.Names {
		hidden[i] = i > 0 && (w.what.companies[n.Company] || spellings[company.FoldName(n.Written)] || ids[n.Company] ||
			w.what.spelled[company.NameID(n.Written)] || slices.ContainsFunc(n.Owns, w.what.Company) ||
			slices.ContainsFunc(n.Were, func(id string) bool { return w.what.companies[id] || w.what.spelled[id] }))
	}
	w.Spellings = w.ids()
	for d := range w.Each {
		if w.namedIn(d.Disclosure.ID) {
			w.Disclosures = append(w.Disclosures, d.List.ID+"/"+d.Disclosure.ID)
		}
	}
	return hidden
}

// hideRow takes the name from a row that stands for n equal ones, as hide does, and notes that it had one.
func (w *withholding) hideRow(l *list.List, row *privacy.Cleared, f Fate, n int64) {
	row.Removed = row.Removed || row.Name != 0
	w.hide(l, &row.Name, f, n)
}

// hideListing takes the name from a listing, likewise.
func (w *withholding) hideListing(l *list.List, row *privacy.ClearedListing, f Fate) {
	row.Removed = row.Removed || row.Name != 0
	w.hide(l, &row.Name, f, 1)
}

// hideAggregate takes the name from an aggregate, likewise.
func (w *withholding) hideAggregate(l *list.List, row *privacy.ClearedAggregate, f Fate) {
	row.Removed = row.Removed || row.Name != 0
	w.hide(l, &row.Name, f, 1)
}

// hide takes the name from n equal rows, and counts them when that makes as many published rows fewer.
func (w *withholding) hide(l *list.List, name *uint32, f Fate, n int64) {
	if *name == 0 {
		return
	}
	w.Held = true
	if f.Kept() {
		w.Withheld += n
		w.Of[Whose{l.ID, w.Names[*name].Company}] += n
	}
	*name = 0
}

// respondentOf is a company in a matter.
type respondentOf struct {
	matter [2]uint64
	entity uint32
}

// hideRecords hides the rows with a removed key, those of the same matter against the same company, and those that took the place of
// one under another name.
func (w *withholding) hideRecords() {
	if len(w.what.records) == 0 {
		return
	}
	var others []*Revised
	for i := range w.Revised {
		if row, _ := w.Revised[i].Old(); w.what.records[row.Key] {
			others = append(others, &w.Revised[i])
		}
	}
	for deliveries := range ByList(w.Matters) {
		removed := map[respondentOf]bool{}
		for _, d := range deliveries {
			d.Each(func(row *privacy.Cleared, _ Fate, _ int64) {
				if row.Name != 0 && w.what.records[row.Key] {
					removed[respondentOf{row.Matter, w.entityOf[row.Name]}] = true
				}
			})
		}
		if len(removed) == 0 {
			continue
		}
		for _, d := range deliveries {
			d.Each(func(row *privacy.Cleared, f Fate, n int64) {
				if row.Name != 0 && removed[respondentOf{row.Matter, w.entityOf[row.Name]}] {
					w.hideRow(d.List, row, f, n)
				}
			})
		}
	}
	for _, r := range others {
		delivery := r.Deliveries[r.After.Delivery]
		row, f := delivery.at(r.After.Row)
		w.hideRow(delivery.List, row, f, 1)
	}
}

// hideListings hides one list's listings with a removed key, and the same listings under another.
func (w *withholding) hideListings(deliveries []*Listings) {
	removed := map[entry]bool{}
	for _, d := range deliveries {
		for i := range d.Rows {
			if row := &d.Rows[i]; row.Name != 0 && w.what.records[row.Key] {
				removed[entryOf(row, w.entityOf)] = true
			}
		}
	}
	for _, d := range deliveries {
		for i := range d.Rows {
			if row := &d.Rows[i]; row.Name != 0 && removed[entryOf(row, w.entityOf)] {
				w.hideListing(d.List, row, d.Fates[i])
			}
		}
	}
}

// hideAggregates hides one list's aggregates with a removed key, and those of the same company, series and period under another.
func (w *withholding) hideAggregates(deliveries []*Aggregates) {
	removed := map[counted]bool{}
	for _, d := range deliveries {
		for i := range d.Rows {
			if row := &d.Rows[i]; row.Name != 0 && w.what.records[row.Key] {
				removed[countedIn(row, w.entityOf)] = true
			}
		}
	}
	for _, d := range deliveries {
		for i := range d.Rows {
			if row := &d.Rows[i]; row.Name != 0 && removed[countedIn(row, w.entityOf)] {
				w.hideAggregate(d.List, row, d.Fates[i])
			}
		}
	}
}

// withholdFigures leaves out the figures that were removed, and those of companies that were.
func (w *withholding) withholdFigures() {
	named, brandNamed := mentionedIn(schema.FigureRows, w.gone), mentionedIn(schema.BrandRows, w.gone)
	brands := map[string]bool{}
	for _, brand := range w.Brands {
		brands[brand.ID] = brandNamed(brand)
	}
	for _, d := range w.Figures {
		before := len(d.Rows)
		d.Rows = slices.DeleteFunc(slices.Clone(d.Rows), func(f privacy.ClearedFigure) bool {
			goes := w.what.records[f.Key] || w.what.spelled[company.NameID(f.CompanyWritten)] || named(d.Row(&f)) || brands[f.Brand]
			if goes {
				w.Of[Whose{d.List.ID, f.Company}]++
			}
			return goes
		})
		gone := int64(before - len(d.Rows))
		d.Withheld += gone
		w.Withheld += gone
		w.Held = w.Held || gone > 0
	}
}

// uncover leaves out what is covered of removed companies. Their gaps are nobody's that is named.
func (w *withholding) uncover() {
	w.Covered = drop(w, w.Covered, func(row coverage.Row) bool { return w.what.companies[row.Company] })
	for _, d := range w.Matters {
		d.Gaps = d.Gaps.Without(func(id string) bool {
			goes := w.what.companies[id] || w.what.spelled[id]
			w.Held = w.Held || goes
			return goes
		})
	}
}

// unsay leaves out what is said of removed companies: whatever names one, also by its id.
func (w *withholding) unsay() {
	w.Notes = drop(w, w.Notes, mentionedIn(schema.NoteRows, w.gone))
	w.Statements = drop(w, w.Statements, mentionedIn(schema.StatementRows, w.gone))
	w.Reviews = drop(w, w.Reviews, mentionedIn(schema.SurgeReviewRows, w.gone))
	w.Members = drop(w, w.Members, mentionedIn(schema.MembershipRows, w.gone))
	for d := range w.Each {
		told := *d.Disclosure
		for _, text := range []*string{&told.Reference, &told.AskedFor, &told.Search} {
			if w.gone.in(*text) {
				*text, w.Held = "", true
				d.Disclosure = &told
			}
		}
	}
}

// untie leaves out the names that are hidden, and what ties others to removed companies.
func (w *withholding) untie(hidden []bool) {
	known, named := w.Companies, mentionedIn(schema.IdentityRows, w.gone)
	w.Companies = others{known, w.what.companies}
	tells := func(id string) bool {
		c, _ := w.Companies.Company(id)
		c.Merged, _ = known.Merge(id)
		return w.what.companies[id] || named(c)
	}
	w.Merged = drop(w, w.Merged, tells)
	w.Names = slices.Clone(w.Names)
	for i := range w.Names {
		n := &w.Names[i]
		if hidden[i] {
			*n = privacy.Name{}
		}
		c, _ := known.Company(n.Company)
		w.Held = w.Held || w.what.companies[c.Parent]
		if w.gone.in(n.Evidence) {
			n.Evidence, n.Owns, w.Held = "", nil, true
		}
		n.Owns, n.Were = drop(w, n.Owns, tells), drop(w, n.Were, tells)
	}
}

// drop leaves out what goes.
func drop[T any](w *withholding, all []T, goes func(T) bool) []T {
	left := slices.DeleteFunc(slices.Clone(all), goes)
	w.Held = w.Held || len(left) < len(all)
	return left
}

// others is what is known of companies that were not removed.
type others struct {
	Companies
	removed map[string]bool
}

// Company returns what is known of a company; nothing for a removed one.
func (o others) Company(id string) (record.Company, bool) {
	if o.removed[id] {
		return record.Company{}, false
	}
	c, known := o.Companies.Company(id)
	if o.removed[c.Parent] {
		c.Parent = ""
	}
	return c, known
}
