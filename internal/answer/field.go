package answer

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/stats"
)

// baselineSpans is how many earlier equal spans a count is compared with, and minSpans how few will do.
const (
	baselineSpans = 5
	minSpans      = 3
)

// bands are the least mean counts of the size bands in which dispersion is pooled, and bandCompanies how many companies a
// band needs to have one of its own instead of the whole list's.
var bands = []float64{0, 5, 20, 100}

const bandCompanies = 10

// Dispersion is how much more than pure chance the counts of companies of a size vary from span to span.
type Dispersion struct {
	MeanFrom  float64 // of companies with at least so many a span
	Phi       float64
	Companies int // that it was learnt from: the band's, or the whole list's where these are fewer than ten
}

// spans is a series of equal spans: a calendar period, or the part of it between two days of the year.
type spans struct {
	list             string
	measure          record.Measure
	period           record.Period // not None
	first, last      record.Date   // first days of the first and the last period
	yearFrom, yearTo int           // see record.CountQuery
}

func (p spans) key() string {
	return fmt.Sprintf("%s %s %s %d %d %d %d", p.list, p.measure, p.period, p.first, p.last, p.yearFrom, p.yearTo)
}

// span returns the days that are counted of the period that starts at start.
func (p spans) span(start record.Date) period {
	out := period{start: start, label: p.period.Label(start), from: start, to: p.period.Next(start) - 1}
	if p.yearFrom > 0 {
		out.from = max(out.from, firstDay(start.Year(), p.yearFrom))
	}
	if p.yearTo > 0 {
		out.to = min(out.to, lastDay(start.Year(), p.yearTo))
	}
	return out
}

// yearsBefore returns the start of the period so many years before.
func yearsBefore(start record.Date, years int) record.Date {
	t := start.Time()
	return record.NewDate(t.Year()-years, t.Month(), t.Day())
}

// field is what all companies of a list have in common over some spans: how many there are in each department, and how
// counts vary.
type field struct {
	whole map[place]int64 // all departments under ""; a missing department is noDepartment
	// known is whole without the companies that may lack rows in one of the spans, so that it grows only when others do.
	known   map[place]int64
	lacking map[string]bool // these companies, and those whose rows another disclosure has
	own     ownDays
	// dispersion by the start of the period compared, a value for each band; none where no earlier spans are covered
	dispersion map[record.Date][]Dispersion
}

type place struct {
	department string
	start      record.Date
}

// noDepartment means a missing department where "" means all.
const noDepartment = "\x00"

// phi returns the dispersion of counts of the size of a mean.
func (f *field) phi(start record.Date, mean float64) float64 {
	phi := stats.MinDispersion
	for _, d := range f.dispersion[start] {
		if mean >= d.MeanFrom {
			phi = d.Phi
		}
	}
	return phi
}

// companySeries is a company's counts by department and period, in their order.
type companySeries struct {
	company string
	counts  []placed
}

// placed is the count of a department, or of all of them, in a period.
type placed struct {
	place
	count int64
}

func (p place) compare(q place) int {
	return cmp.Or(strings.Compare(p.department, q.department), cmp.Compare(p.start, q.start))
}

// at returns the count of a department, or of all of them under "", in the period that starts at start.
func (c companySeries) at(department string, start record.Date) int64 {
	i, ok := c.find(place{department, start})
	if !ok {
		return 0
	}
	return c.counts[i].count
}

func (c companySeries) find(at place) (int, bool) {
	return slices.BinarySearchFunc(c.counts, at, func(p placed, at place) int { return p.compare(at) })
}

// add adds to the count of a place.
func (c *companySeries) add(at place, count int64) {
	i, ok := c.find(at)
	if !ok {
		c.counts = slices.Insert(c.counts, i, placed{place: at})
	}
	c.counts[i].count += count
}

// survey counts every company of the list over the spans, in the order of their ids. A company without records is left out.
func survey(ctx context.Context, s Store, p spans) ([]companySeries, error) {
	found, err := s.Count(ctx, record.CountQuery{
		List: p.list, Measure: p.measure, ByCompany: true, ByDepartment: true, Period: p.period,
		From: p.first, To: p.period.Next(p.last) - 1, YearFrom: p.yearFrom, YearTo: p.yearTo,
	})
	if err != nil {
		return nil, fmt.Errorf("count %s of %s for all companies: %w", p.measure, p.list, err)
	}
	var out []companySeries
	for _, c := range found {
		if len(out) == 0 || out[len(out)-1].company != c.Company {
			out = append(out, companySeries{company: c.Company})
		}
		series := &out[len(out)-1]
		series.add(place{cmp.Or(c.Department, noDepartment), c.Start}, c.Value)
		series.add(place{"", c.Start}, c.Value)
	}
	return out, nil
}

// fieldOf returns the field of the spans from first to last, of which the first five years are only compared with. It is
// worked out once per release.
func fieldOf(ctx context.Context, s Store, p spans) (*field, error) {
	return remembered(ctx, s, "field "+p.key(), func(ctx context.Context) (*field, error) {
		all, err := survey(ctx, s, p)
		if err != nil {
			return nil, err
		}
		registered, err := registrations(ctx, s, p.list)
		if err != nil {
			return nil, err
		}
		return newField(s, p, all, registered), nil
	})
}

// newField adds the companies up and learns how their counts vary. Only spans that are covered for all companies count,
// and of a company only those that begin when it was registered, are no confirmed surge, and may lack no row of its own.
func newField(s Store, p spans, all []companySeries, registered map[string]record.Date) *field {
	f := &field{
		whole: map[place]int64{}, known: map[place]int64{}, own: ownDays{},
		dispersion: map[record.Date][]Dispersion{},
	}
	own := s.Coverage().Own(p.list, p.measure)
	for _, series := range all {
		if own[series.company] {
			f.own[series.company] = s.Coverage().Covered(p.list, p.measure, series.company, "")
		}
	}
	days, left := s.Coverage().Covered(p.list, p.measure, coverage.Others, ""), leftOut(s, p.list)
	f.lacking = s.Coverage().Lacking(p.list, p.measure, p.first, p.period.Next(p.last)-1)
	f.addUp(all)
	for start := yearsBefore(p.first, -baselineSpans); start <= p.last; start = p.period.Next(start) {
		var before []period
		for k := baselineSpans; k >= 1; k-- {
			if b := p.span(yearsBefore(start, k)); days.Span(b.from, b.to).Status == record.OK {
				before = append(before, b)
			}
		}
		f.dispersion[start] = f.dispersions(before, all, registered, left)
	}
	return f
}

// addUp counts the companies together.
func (f *field) addUp(all []companySeries) {
	for _, series := range all {
		for _, c := range series.counts {
			if f.whole[c.place] += c.count; !f.lacking[series.company] {
				f.known[c.place] += c.count
			}
		}
	}
}

// besides returns what is known of all together with a company's own count.
func (f *field) besides(series companySeries, at place) int64 {
	if f.lacking[series.company] {
		return f.known[at] + series.at(at.department, at.start)
	}
	return f.known[at]
}

// ownDays are the days that are covered for companies that a disclosure or a gap names.
type ownDays map[string]coverage.Days

// whole reports whether a company lacks nothing in a span that is covered for others.
func (o ownDays) whole(company string, p period) bool {
	days, named := o[company]
	return !named || days.Span(p.from, p.to).Status == record.OK
}

// dispersions learns from the earlier spans of every company how counts of each size vary.
func (f *field) dispersions(
	before []period, all []companySeries, registered map[string]record.Date, left map[string]coverage.Days,
) []Dispersion {
	if len(before) < 2 {
		return nil
	}
	byBand := make([][][]int64, len(bands))
	var whole [][]int64
	for _, series := range all {
		counts, sum := make([]int64, 0, len(before)), int64(0)
		for _, b := range before {
			r, dated := registered[series.company]
			if dated && r > b.from || len(left[series.company].Within(b.from, b.to)) > 0 || !f.own.whole(series.company, b) {
				continue
			}
			n := series.at("", b.start)
			counts, sum = append(counts, n), sum+n
		}
		if sum == 0 || len(counts) < 2 {
			continue
		}
		at := 0
		for i, least := range bands {
			if float64(sum)/float64(len(counts)) >= least {
				at = i
			}
		}
		byBand[at] = append(byBand[at], counts)
		whole = append(whole, counts)
	}
	pooled := Dispersion{Phi: stats.Dispersion(whole), Companies: len(whole)}
	out := make([]Dispersion, len(bands))
	for i, least := range bands {
		out[i] = pooled
		if len(byBand[i]) >= bandCompanies {
			out[i] = Dispersion{Phi: stats.Dispersion(byBand[i]), Companies: len(byBand[i])}
		}
		out[i].MeanFrom = least
	}
	return out
}

// registrations returns the day of registration of the list's companies for which it is known.
func registrations(ctx context.Context, s Store, list string) (map[string]record.Date, error) {
	found, _, err := s.Companies(ctx, record.CompanyQuery{List: list, Limit: maxRegistered, Page: 1})
	if err != nil {
		return nil, fmt.Errorf("look companies up: %w", err)
	}
	out := map[string]record.Date{}
	for _, c := range found {
		if !unset(c.Registered) {
			out[c.ID] = c.Registered
		}
	}
	return out, nil
}

// maxRegistered is more companies than any list has.
const maxRegistered = 1 << 30
