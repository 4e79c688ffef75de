package publish

import (
	"cmp"
	"math"
	"slices"
	"sync"
	"time"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/reconcile"
	"tvistdata/etl/settle"
	"tvistdata/internal/columnar"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// disagreementRows returns where published figures disagree with each other or with what is counted.
func (c *contents) disagreementRows(totals totals) []record.Disagreement {
	if c.Earlier != nil {
		return c.stillDisagreeing()
	}
	lists := c.countable(totals)
	var all []record.Disagreement
	for _, l := range c.Lists {
		if figures := c.reconciled(l); len(figures) > 0 {
			all = append(all, reconcile.Check(l, figures, lists)...)
		}
	}
	for i := range all {
		d := &all[i]
		d.ID, d.Difference = record.KeyText(reconcile.Key(*d)), math.Round((d.Found-d.Expected)*1e6)/1e6
	}
	slices.SortFunc(all, func(x, y record.Disagreement) int {
		return cmp.Or(cmp.Compare(x.List, y.List), cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.From, y.From), cmp.Compare(x.ID, y.ID))
	})
	return all
}

// stillDisagreeing returns the disagreements that an earlier release tells of figures that are left. One that rests on counts of a list
// that a record is gone of is found again by the next build, if it is one still.
func (c *contents) stillDisagreeing() []record.Disagreement {
	left := map[string]bool{}
	for _, f := range c.figures {
		left[record.KeyText(f.Key)] = true
	}
	counted := map[string]int64{}
	for _, p := range c.parts {
		counted[p.deliveries[0].List.ID] = int64(p.to - p.from)
	}
	return slices.DeleteFunc(slices.Clone(c.Earlier.Disagreements), func(d record.Disagreement) bool {
		gone := slices.ContainsFunc(d.RecordIDs, func(id string) bool { return !left[id] })
		return gone || d.CountedList != "" && counted[d.CountedList] != c.Earlier.Records[d.CountedList]
	})
}

// reconciled returns the published figures of a list.
func (c *contents) reconciled(l *list.List) []reconcile.Figure {
	var out []reconcile.Figure
	for _, d := range c.Figures {
		if d.List != l {
			continue
		}
		for _, f := range d.Rows {
			department := f.Department
			if department == record.Unmapped {
				department = ""
			}
			out = append(out, reconcile.Figure{
				ID: record.KeyText(f.Key), Authority: f.Authority, Jurisdiction: f.Jurisdiction, Measure: f.Measure, Unit: f.Unit,
				CompanyWritten: f.CompanyWritten, Company: f.Company, Brand: f.Brand, DepartmentWritten: f.DepartmentWritten, Department: department,
				Start: f.Start, End: f.End, Label: f.PeriodLabel, Precision: f.Precision, Value: f.Value, Written: f.ValueWritten,
				Qualifier: f.Qualifier, SourceName: f.SourceName, SourceURL: f.SourceURL, Published: f.Published, Synthetic: d.Disclosure.Synthetic,
			})
		}
	}
	return out
}

// countable returns the lists of disputes and complaints for figures to be held against.
func (c *contents) countable(totals totals) []reconcile.List {
	var out []reconcile.List
	for _, p := range c.parts {
		l := p.deliveries[0].List
		of := &countedList{contents: c, list: l, part: p}
		of.years = sync.OnceValue(func() everyYear { return of.tally(totals) })
		counted := reconcile.List{ID: l.ID, Authority: l.Authority, Country: l.Country, Title: l.Title, Kind: l.Kind, Count: of.count}
		for _, d := range p.deliveries {
			counted.Synthetic = counted.Synthetic || d.Disclosure.Synthetic
			counted.Real = counted.Real || !d.Disclosure.Synthetic
		}
		out = append(out, counted)
	}
	return out
}

// countedList answers what one list's records number.
type countedList struct {
	*contents
	part
	list  *list.List
	years func() everyYear
}

// count counts a company's published records. Of matters against anybody it gives what totals_yearly.parquet tells and
// nothing else: the unnamed are among them, and no other number of them may leave.
func (c *countedList) count(q reconcile.Question) (reconcile.Count, bool) {
	span := c.book.Span(c.list.ID, q.Measure, q.Company, q.Department, q.From, q.To)
	if span.Days <= int(q.To-q.From) { // unread rows are allowed for below
		return reconcile.Count{}, false
	}
	if q.Company != "" {
		return c.against(q)
	}
	year := q.From.Year()
	if q.Measure != record.Received || q.From != record.NewDate(year, time.January, 1) || q.To != record.NewDate(year, time.December, 31) {
		return reconcile.Count{}, false
	}
	y, at := c.years(), yearOf{q.Department, int64(year)}
	t, ok := y.totals[at]
	if !ok || t.Status != record.OK {
		return reconcile.Count{}, false
	}
	doubt := y.undated[q.Department]
	if q.Department != "" {
		doubt = doubt.plus(y.undated[record.Unmapped]).plus(y.unclear[at.year])
	}
	return reconcile.Count{Value: *t.Received, Reevaluations: veiled(y.again[at]), Doubt: veiled(doubt) + c.unread()}, true
}

// veiled counts few unnamed matters as one less than may be told, so that nothing can be concluded of how many there are.
func veiled(n cell) int64 { return n.named + max(n.unnamed, Fewest-1) }

// unread is how many rows of the list could not be read; each may be a record of anybody.
func (c *countedList) unread() (n int64) {
	for _, d := range c.deliveries {
		n += d.Rejected
	}
	return n
}

// everyYear is the rows of totals_yearly.parquet of one list, with what makes their numbers doubtful.
type everyYear struct {
	totals  map[yearOf]record.Total
	again   map[yearOf]cell // of these, re-evaluations
	unclear map[int64]cell  // by year: matters without a department that is known
	undated map[string]cell // by department; "" is all of them, and record.Unmapped those without a department that is known
}

func (c *countedList) tally(totals totals) everyYear {
	y := everyYear{map[yearOf]record.Total{}, map[yearOf]cell{}, map[int64]cell{}, map[string]cell{}}
	for _, t := range totals.rows {
		if t.List == c.list.ID {
			y.totals[yearOf{t.Department, t.Year}] = t
		}
	}
	for _, d := range c.deliveries {
		d.Each(func(row *privacy.Cleared, f settle.Fate, n int64) {
			if f != settle.KeptFirst {
				return
			}
			some := cellOf(row, n)
			department := cmp.Or(c.Codes[check.Department][row.Codes[check.Department]], record.Unmapped)
			if row.Received == record.NoDate {
				y.undated[""] = y.undated[""].plus(some)
				y.undated[department] = y.undated[department].plus(some)
				return
			}
			year := int64(row.Received.Year())
			if department == record.Unmapped {
				y.unclear[year] = y.unclear[year].plus(some)
			}
			if c.Codes[check.MatterType][row.Codes[check.MatterType]] == settle.Reevaluation {
				y.again[yearOf{"", year}] = y.again[yearOf{"", year}].plus(some)
				y.again[yearOf{department, year}] = y.again[yearOf{department, year}].plus(some)
			}
		})
	}
	return y
}

// against counts the records against one company.
func (c *countedList) against(q reconcile.Question) (n reconcile.Count, ok bool) {
	rank, known := c.rank[q.Company]
	if !known || c.known[rank].Registered > q.From {
		return n, false
	}
	t := c.records(c.part)
	first, _ := slices.BinarySearch(t.companies[c.from:c.to], rank)
	counts, dates := c.judge(t, c.list, q.Measure), t.datesOf(q.Measure)
	for i := c.from + first; i < c.to && t.companies[i] == rank; i++ {
		it := counts(i)
		switch day := dates[i]; {
		case day == record.NoDate:
			it = min(it, perhaps)
		case day < q.From || day > q.To:
			it = no
		}
		if q.Department != "" {
			it = min(it, c.is(t, i, check.Department, q.Department))
		}
		switch it {
		case yes:
			n.Value++
			if c.is(t, i, check.MatterType, settle.Reevaluation) == yes {
				n.Reevaluations++
			}
		case perhaps:
			n.Doubt++
		case no:
		}
	}
	n.Doubt += c.unread()
	return n, true
}

// is reports whether record i has the code; a record whose text no code list knows may have, and so may one
// without a department.
func (c *countedList) is(t *matterColumns, i int, f check.Field, code string) certainty {
	if t.codes[f][i] == columnar.NullCode {
		if f == check.Department {
			return perhaps
		}
		return no
	}
	switch c.Codes[f][t.codes[f][i]] {
	case code:
		return yes
	case record.Unmapped:
		return perhaps
	}
	return no
}
