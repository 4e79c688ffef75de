package reconcile

import (
	"maps"
	"math"
	"slices"
	"strings"

	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// changeSuffix marks a measure that is the change of another from the year before; changeSuffix and "_pct" marks that
// change in per cent.
const (
	changeSuffix  = "_change"
	percentSuffix = changeSuffix + "_pct"
)

// printed is one table of one source: what it says of a series without its departments in one period.
type printed struct {
	series
	period
	periodLabel, precision, name, url, published string
}

// parts compares the departments of a table with its total. They must make it up when they are all the departments that
// the board had in the period; otherwise they may not exceed it. A source that has a department twice is not compared.
func (c *checker) parts() {
	tables := map[printed][]value{}
	for _, f := range c.figures {
		if !f.adds() || f.Precision == "unknown" || f.Department == "" && f.DepartmentWritten != "" {
			continue
		}
		at := printed{f.series(), period{f.Start, f.End}, f.Label, f.Precision, f.SourceName, f.SourceURL, f.Published}
		at.department = ""
		tables[at] = append(tables[at], f)
	}
	for at, figures := range tables {
		parts, twice := map[string]value{}, false
		var totals []value
		for _, f := range figures {
			if f.Department == "" {
				totals = append(totals, f)
				continue
			}
			_, known := parts[f.Department]
			twice = twice || known
			parts[f.Department] = f
		}
		if len(parts) == 0 || twice {
			continue
		}
		c.partsOf(totals, parts, at.period)
	}
}

func (c *checker) partsOf(totals []value, parts map[string]value, p period) {
	whole := c.wholeBoard(parts, p)
	var all []value
	sum, found := span{}, 0.0
	for _, department := range slices.Sorted(maps.Keys(parts)) {
		f := parts[department]
		all, sum, found = append(all, f), sum.plus(f.span), found+f.Value
	}
	for _, total := range totals {
		if sum.above(total.span) || whole && total.span.above(sum) {
			c.disagree(PartsTotal, total, p, total.Value, found, partsText(total, all, found, whole), append(all, total)...)
		}
	}
}

// wholeBoard reports whether the parts are all the departments that the list has codes for in the period.
func (c *checker) wholeBoard(parts map[string]value, p period) bool {
	codes := c.list.Codes["department"]
	return p.from != record.NoDate && p.to != record.NoDate && len(codes) > 0 && !slices.ContainsFunc(codes, func(code list.Code) bool {
		_, there := parts[code.ID]
		used := (code.From == record.NoDate || code.From <= p.to) && (code.To == record.NoDate || code.To >= p.from)
		return used && !there
	})
}

// dated sorts the figures whose period is certain by their series and period.
func (c *checker) dated(keep func(*Figure) bool) map[series]map[period][]value {
	out := map[series]map[period][]value{}
	for _, f := range c.figures {
		p, ok := f.period()
		if !ok || !keep(&f.Figure) {
			continue
		}
		at := f.series()
		if out[at] == nil {
			out[at] = map[period][]value{}
		}
		out[at][p] = append(out[at][p], f)
	}
	return out
}

// halves compares half-years with their calendar year: one may not exceed it, and the two make it up.
func (c *checker) halves() {
	for _, of := range c.dated((*Figure).adds) {
		for year, years := range of {
			if record.Year.Start(year.from) != year.from || record.Year.Next(year.from)-1 != year.to {
				continue
			}
			second := record.Half.Next(year.from)
			for _, y := range years {
				c.halvesOf(y, year, of[period{year.from, second - 1}], of[period{second, year.to}])
			}
		}
	}
}

func (c *checker) halvesOf(y value, year period, first, second []value) {
	for _, h := range slices.Concat(first, second) {
		if h.span.above(y.span) {
			c.disagree(HalfYear, y, year, y.Value, h.Value, halfText(y, h), h, y)
		}
	}
	for _, a := range first {
		for _, b := range second {
			sum := a.span.plus(b.span)
			if sum.apart(y.span) && !a.span.above(y.span) && !b.span.above(y.span) {
				c.disagree(HalfYear, y, year, y.Value, a.Value+b.Value, halvesText(y, a, b), a, b, y)
			}
		}
	}
}

// revisions compares values of one figure with each other, the later one as what was found. Where the sources do not
// say which is later, the text says so.
func (c *checker) revisions() {
	for _, of := range c.dated(func(*Figure) bool { return true }) {
		for p, figures := range of {
			for i, a := range figures {
				for _, b := range figures[i+1:] {
					if !a.span.apart(b.span) {
						continue
					}
					earlier, later, known := a, b, before(a.Published, b.Published)
					if before(b.Published, a.Published) {
						earlier, later, known = b, a, true
					}
					c.disagree(Revised, later, p, earlier.Value, later.Value, revisedText(earlier, later, known), a, b)
				}
			}
		}
	}
}

// before reports whether what was published at a, a year, month or day, is certain to be older than what was at b.
func before(a, b string) bool {
	n := min(len(a), len(b))
	return n > 0 && a[:n] < b[:n]
}

// changes compares a change from the year before with the values of the two years, in every pair of them.
func (c *checker) changes() {
	levels := map[series][]map[period][]value{} // by series without its unit
	for at, of := range c.dated((*Figure).adds) {
		at.unit = ""
		levels[at] = append(levels[at], of)
	}
	for at, of := range c.dated(func(f *Figure) bool { return isChange(f.Measure) }) {
		at.unit, at.measure = "", strings.TrimSuffix(strings.TrimSuffix(at.measure, "_pct"), changeSuffix)
		for _, level := range levels[at] {
			for p, changes := range of {
				for _, change := range changes {
					c.changesOf(change, p, level[yearBefore(p)], level[p])
				}
			}
		}
	}
}

func isChange(measure string) bool {
	return strings.HasSuffix(measure, changeSuffix) || strings.HasSuffix(measure, percentSuffix)
}

func (c *checker) changesOf(change value, p period, before, after []value) {
	percent := strings.HasSuffix(change.Measure, percentSuffix)
	for _, x := range before {
		for _, y := range after {
			if !percent && x.Unit != change.Unit {
				continue
			}
			found, implied := y.Value-x.Value, span{y.span.lo - x.span.hi, y.span.hi - x.span.lo}
			if percent {
				if x.span.lo <= 0 || y.span.lo < 0 {
					continue
				}
				found = 100 * (y.Value/x.Value - 1)
				implied = span{100 * (y.span.lo/x.span.hi - 1), 100 * (y.span.hi/x.span.lo - 1)}
			}
			if implied.apart(change.span) {
				c.disagree(Change, change, p, change.Value, math.Round(found*100)/100, changeText(change, x, y, found), change, x, y)
			}
		}
	}
}

// yearBefore returns the same days of the year before; a period that ends with a month does so there, too.
func yearBefore(p period) period {
	shift := func(d record.Date) record.Date {
		t := d.Time()
		return record.NewDate(t.Year()-1, t.Month(), t.Day())
	}
	return period{shift(p.from), shift(p.to+1) - 1}
}

// List is a list of disputes or complaints that can be counted over.
type List struct {
	ID, Authority, Country string
	Title                  record.Text
	Kind                   record.Kind
	Synthetic, Real        bool // whether some of its disclosures are invented, and whether some are not
	// Count answers a question; ok is false where the disclosures do not cover it whole, or a number may not be shown.
	Count func(Question) (n Count, ok bool)
}

// Question asks how many records a list has: against one company, or matters against anybody when Company is empty.
type Question struct {
	Measure             record.Measure
	Company, Department string
	From, To            record.Date
}

// Count is how many records there are, re-evaluations among them, and how many of those are one. Doubt is how many more
// there may be: those without a date or a known code, and rows that could not be read.
type Count struct{ Value, Reevaluations, Doubt int64 }

// counts compares figures with what the lists of the same authority have, real ones with real and invented ones
// with invented. A source that does not say whether it counts re-evaluations as cases is right either way.
func (c *checker) counts(lists []List) {
	for _, f := range c.figures {
		p, ok := f.period()
		if !ok || !f.adds() || f.CompanyWritten != "" && f.Company == "" || f.DepartmentWritten != "" && f.Department == "" {
			continue
		}
		for _, l := range lists {
			m, all, ok := record.MeasureOfFigure(l.Kind, f.Measure)
			if !ok || l.Authority != f.Authority || l.Country != f.Jurisdiction || l.Synthetic != f.Synthetic || l.Real == f.Synthetic {
				continue
			}
			n, ok := l.Count(Question{m, f.Company, f.Department, p.from, p.to})
			if !ok {
				continue
			}
			counted := span{float64(n.Value), float64(n.Value + n.Doubt)}
			if !all {
				counted.lo -= float64(n.Reevaluations)
			}
			if counted.apart(f.span) {
				c.disagree(Counted, f, p, f.Value, float64(n.Value), countedText(f, l, n), f)
				c.found[len(c.found)-1].CountedList = l.ID
			}
		}
	}
}
