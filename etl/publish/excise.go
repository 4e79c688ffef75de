package publish

import (
	"slices"

	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// Excision is what changes in a release when records and companies are taken out of it. Only what the release itself
// holds is known: which rows are of one matter, and how a record spells its company, is not.
type Excision struct {
	from *release.Release
	what Removed
	gone mentions // names and numbers of the removed companies
	held bool     // whether the release holds any of it

	covered       []coverage.Row // what is covered now
	before, after *coverage.Book

	records     map[string]bool        // ids of the records and figures that go
	lists       map[string]*excised    // by list
	shares      map[share]*shareSums   // by company and list, of records
	months      map[monthOf]int64      // records that go, of what each month counts
	years       map[listYear]*yearSums // likewise, and those that stay
	disclosures map[disclosureOf]int64 // records that go
	figures     map[string]bool        // companies that a figure is left of
	written     map[figureName]figured // their names in figures
	brands      map[string]bool        // brands that a figure is left of
	dropBrands  map[string]bool        // brands named like a removed company
	spelled     map[nameRow]int64      // names whose number of records changes; 0 takes them out
	named       map[string]string      // companies that get another name
	betray      map[revisedPair]bool   // pairs of rows of which a revision tells a removed company
	spellings   map[string]bool        // of the removed companies
	told        map[string]bool        // companies that are written again
}

type (
	share   struct{ list, company string }
	monthOf struct {
		list, company, measure string
		month                  record.Date
	}
	listYear struct {
		list string
		year int64
	}
	disclosureOf struct{ list, disclosure string }
	figureName   struct{ list, company, name string }
	nameRow      struct{ list, company, name, method string }
	revisedPair  struct{ id, list, earlier, disclosure string }
)

// figured is how many figures have a name, and how many that had it go.
type figured struct{ left, gone int64 }

// shareSums is how many records a company has in a list, and how many of them go.
type shareSums struct{ all, gone int64 }

// excised is what goes of one list.
type excised struct {
	list            *release.List
	gone            int64
	counted         map[record.Measure]int64
	undated         map[record.Measure]int64
	codes, left     map[[2]string]int64 // by column and code: of the records that go, and of those that stay
	matching        map[string]int64    // change by method
	firstMonth, end record.Date         // the months that are counted, when coverage has gone, too; end is the day after
	trimmed         bool
}

// NewExcision reads a release for what taking something out of it changes.
func NewExcision(from *release.Release, what Removed) (*Excision, error) {
	e := &Excision{
		from: from, what: what, records: map[string]bool{}, lists: map[string]*excised{}, shares: map[share]*shareSums{},
		months: map[monthOf]int64{}, years: map[listYear]*yearSums{}, disclosures: map[disclosureOf]int64{},
		figures: map[string]bool{}, written: map[figureName]figured{}, brands: map[string]bool{}, dropBrands: map[string]bool{},
		spelled: map[nameRow]int64{}, named: map[string]string{}, betray: map[revisedPair]bool{},
		spellings: map[string]bool{}, told: map[string]bool{},
	}
	for _, l := range from.Manifest().Lists {
		e.lists[l.ID] = &excised{
			list: &l, counted: map[record.Measure]int64{}, undated: map[record.Measure]int64{},
			codes: map[[2]string]int64{}, left: map[[2]string]int64{}, matching: map[string]int64{},
		}
	}
	steps := []func() error{
		e.readNames, e.readCoverage, e.readRecords, e.readBrands, e.readFigures, e.readAbout, e.readRevisions, e.settleNames,
		e.settleTotals,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return e, nil
}

// Held tells whether the release holds any of what is to go.
func (e *Excision) Held() bool { return e.held }

// each goes through a file of the release.
func (e *Excision) each(name string, take func(row map[string]any)) error {
	for row, err := range rowsOf(e.from, name) {
		if err != nil {
			return err
		}
		take(row)
	}
	return nil
}

// removed tells whether a row is of a removed record or company, which makes the release one that holds it.
func (e *Excision) removed(row map[string]any) bool {
	is := e.what.record(cellText(row, recordKey)) || e.what.companies[cellText(row, "company_id")]
	e.held = e.held || is
	return is
}

// readNames learns what the removed companies are called.
func (e *Excision) readNames() error {
	for id := range e.what.companies {
		e.gone.addCompany(id, "")
	}
	for _, name := range []string{schema.Companies, schema.Names} {
		err := e.each(name, func(row map[string]any) {
			if !e.removed(row) {
				return
			}
			e.gone.add(cellText(row, "name"), cellText(row, "name_as_written"))
			e.spellings[cellText(row, "name")], e.spellings[cellText(row, "name_as_written")] = true, true
			if number := cellText(row, "org_number"); number != "" {
				e.gone.addCompany(cellText(row, "company_id"), number)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// readCoverage makes the books of what is covered with the removed companies' own coverage and without it.
func (e *Excision) readCoverage() error {
	var all []coverage.Row
	gaps := e.from.Manifest().Gaps()
	err := e.each(schema.Coverage, func(row map[string]any) {
		all = append(all, coverage.Row{
			List: cellText(row, "list"), Measure: record.Measure(cellText(row, "measure")), Company: cellText(row, "company_id"),
			Department: cellText(row, "department"), From: cellDay(row, "covered_from"), To: cellDay(row, "covered_to"),
			Disclosure: cellText(row, "disclosure"), Gaps: gaps[[2]string{cellText(row, "list"), cellText(row, "disclosure")}],
		})
	})
	if err != nil {
		return err
	}
	e.before = coverage.New(all)
	e.covered = e.what.uncovered(slices.Clone(all))
	e.after = coverage.New(e.covered)
	if len(e.covered) == len(all) {
		return nil
	}
	e.held = true
	b := builder{book: e.after}
	for id, l := range e.lists {
		l.trimmed = true
		if cal, ok := b.calendarOf(id, l.list.Kind); ok {
			l.firstMonth, l.end = cal.months[0], cal.months[len(cal.months)-1]
		}
	}
	return nil
}

// recordFiles gives the files of records: those with a key, a list and a company, figures apart.
func recordFiles() []schema.Table {
	return slices.DeleteFunc(schema.Tables(), func(t schema.Table) bool {
		has := func(name string) bool {
			return slices.ContainsFunc(t.Fields, func(f schema.Field) bool { return f.Name == name && !f.Nullable })
		}
		return !has(recordKey) || !has("list") || !has("company_id")
	})
}

// readRecords finds the records that go, and what they were counted in.
func (e *Excision) readRecords() error {
	covered := map[string]map[record.Date]int64{} // by list: the year of a covered day, 0 for another
	for _, t := range recordFiles() {
		err := e.each(t.Name, func(row map[string]any) {
			list, company := cellText(row, "list"), cellText(row, "company_id")
			l, goes := e.lists[list], e.removed(row)
			if l == nil {
				return // a list that the manifest has not; nothing counts it
			}
			at := share{list, company}
			if e.shares[at] == nil {
				e.shares[at] = &shareSums{}
			}
			e.shares[at].all++
			if covered[list] == nil {
				covered[list] = map[record.Date]int64{}
			}
			e.inYear(row, list, covered[list], goes)
			l.seen(row, t, goes)
			if goes {
				e.shares[at].gone++
				e.take(row, l, list, company)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// take notes a record that goes.
func (e *Excision) take(row map[string]any, l *excised, list, company string) {
	l.gone++
	e.records[cellText(row, recordKey)] = true
	e.disclosures[disclosureOf{list, cellText(row, "disclosure")}]++
	for _, m := range record.Measures(l.list.Kind) {
		if !m.Counts(l.list.CountsAs("outcome", cellText(row, "outcome")), l.list.CountsAs("followed", cellText(row, "followed"))) {
			continue
		}
		l.counted[m]++
		day := cellDay(row, "decision_date")
		if m == record.Received {
			day = cellDay(row, "received_date")
		}
		if day == record.NoDate {
			l.undated[m]++
		} else if e.before.Span(list, m, company, "", day, day).Days > 0 {
			e.months[monthOf{list, company, string(m), record.Month.Start(day)}]++
		}
	}
}

// inYear enters a record in the year and department in which totals count it.
func (e *Excision) inYear(row map[string]any, list string, years map[record.Date]int64, goes bool) {
	day := cellDay(row, "received_date")
	if day == record.NoDate {
		return
	}
	year, ok := years[day]
	if !ok {
		if e.before.Span(list, record.Received, "", "", day, day).Days > 0 {
			year = int64(day.Year())
		}
		years[day] = year
	}
	if year == 0 {
		return
	}
	at := listYear{list, year}
	if e.years[at] == nil {
		e.years[at] = &yearSums{rows: map[string]int64{}, named: map[string]int64{}, gone: map[string]int64{}, suppressed: map[string]bool{}}
	}
	if goes {
		e.years[at].gone[cellText(row, "department")]++
	} else {
		e.years[at].named[cellText(row, "department")]++
	}
}

// seen counts the codes of a record.
func (l *excised) seen(row map[string]any, t schema.Table, goes bool) {
	for _, f := range t.Fields {
		if code, ok := row[f.Name].(string); ok && f.Nullable {
			if goes {
				l.codes[[2]string{f.Name, code}]++
			} else {
				l.left[[2]string{f.Name, code}]++
			}
		}
	}
}

// readBrands finds the brands that are named like a removed company.
func (e *Excision) readBrands() error {
	return e.each(schema.Brands, func(row map[string]any) {
		if e.gone.inAny(cellText(row, "name"), cellText(row, "why")) {
			e.dropBrands[cellText(row, "brand_id")] = true
		}
	})
}

// readFigures finds the figures that go.
func (e *Excision) readFigures() error {
	return e.each(schema.Figures, func(row map[string]any) {
		list, company, brand := cellText(row, "list"), cellText(row, "company_id"), cellText(row, "brand_id")
		name := cellText(row, "company_as_written")
		at := figureName{list, company, name}
		f := e.written[at]
		goes := e.removed(row) || e.dropBrands[brand] ||
			e.gone.inAny(name, cellText(row, "note"), cellText(row, "source_name"), cellText(row, "source_url"), cellText(row, "period_label"))
		if !goes {
			e.figures[company], e.brands[brand] = true, true
			f.left++
			e.written[at] = f
			return
		}
		f.gone++
		e.written[at] = f
		e.held = true
		e.records[cellText(row, recordKey)] = true
		e.disclosures[disclosureOf{list, cellText(row, "disclosure")}]++
		if l := e.lists[list]; l != nil {
			l.gone++
		}
	})
}

// readAbout looks whether a note or a disclosure is about a removed company, or a branch is of it.
func (e *Excision) readAbout() error {
	err := e.each(schema.Identities, func(row map[string]any) { e.held = e.held || e.what.companies[cellText(row, "parent_id")] })
	if err != nil {
		return err
	}
	for _, d := range e.from.Manifest().Disclosures {
		e.held = e.held || e.gone.inAny(d.AskedFor, d.SearchTerm)
	}
	for _, name := range []string{schema.Notes, schema.Statements, schema.SurgeReviews} {
		if err := e.each(name, func(row map[string]any) { e.held = e.about(row) || e.held }); err != nil {
			return err
		}
	}
	return nil
}

// pairOf tells of which two rows a revision is.
func pairOf(row map[string]any) revisedPair {
	return revisedPair{cellText(row, recordKey), cellText(row, "list"), cellText(row, "disclosure_before"), cellText(row, "disclosure")}
}

// readRevisions finds the revised rows of which one was a removed company's: what else the two tell differently goes with it.
func (e *Excision) readRevisions() error {
	return e.each(schema.Revisions, func(row map[string]any) {
		before, after := cellText(row, "before"), cellText(row, "after")
		if e.what.companies[before] || e.what.companies[after] || e.gone.inAny(before, after) {
			e.betray[pairOf(row)], e.held = true, true
		}
	})
}

// about tells whether a note is about a removed company.
func (e *Excision) about(row map[string]any) bool {
	return e.removed(row) ||
		e.gone.inAny(cellText(row, "text_sv"), cellText(row, "text_en"), cellText(row, "source_name"), cellText(row, "source_url"),
			cellText(row, "given_by"), cellText(row, "why"))
}
