package answer

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"tvistdata/internal/record"
	"tvistdata/internal/stats"
)

// baselineSpans is how many earlier equal spans a count is compared with, and minSpans how few will do.
const (
	baselineSpans = 5
	minSpans      = 3
)

// spans is a series of equal spans: a calendar period, or the part of it between two days of the year.
type spans struct {
	list             string
	measure          record.Measure
	period           record.Period // not None
	first, last      record.Date   // first days of the first and the last period
	yearFrom, yearTo int           // see record.CountQuery
}

// key tells spans apart that hold other days.
func (p spans) key() string {
	if p.yearFrom == 101 {
		p.yearFrom = 0
	}
	if p.yearTo == 1231 {
		p.yearTo = 0
	}
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
	past    past
	// variations by the start of the period compared
	variations map[record.Date]*variation
}

type place struct {
	department string
	start      record.Date
}

// noDepartment means a missing department where "" means all.
const noDepartment = "\x00"

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

// survey counts the companies, or every one of the list, over the spans, in the order of their ids. One without records is left out.
func survey(ctx context.Context, s Store, p spans, companies ...string) ([]companySeries, error) {
	found, err := s.Count(ctx, record.CountQuery{
		List: p.list, Measure: p.measure, Companies: companies, ByCompany: true, ByDepartment: true, Period: p.period,
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
		return newField(ctx, s, p, all)
	})
}

// newField adds the companies up and learns how their counts vary.
func newField(ctx context.Context, s Store, p spans, all []companySeries) (*field, error) {
	f := &field{whole: map[place]int64{}, known: map[place]int64{}, variations: map[record.Date]*variation{}}
	f.lacking = s.Coverage().Lacking(p.list, p.measure, p.first, p.period.Next(p.last)-1)
	f.addUp(all)
	var err error
	if f.past, err = pastOf(ctx, s, p, all); err != nil {
		return nil, err
	}
	for start := yearsBefore(p.first, -baselineSpans); start <= p.last; start = p.period.Next(start) {
		if f.variations[start], err = variationAt(ctx, s, p, start, f.past, all); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// baseline is what a value is compared with: what there was in earlier spans.
type baseline struct {
	counts []int64
	starts []record.Date // of the spans
	from   record.Date   // first day of the first
	sum    int64
	status record.Status // of a comparison
}

func (b *baseline) add(p period, count int64) {
	if len(b.counts) == 0 {
		b.from = p.from
	}
	b.counts, b.starts, b.sum = append(b.counts, count), append(b.starts, p.start), b.sum+count
}

func (b *baseline) spans() int    { return len(b.counts) }
func (b *baseline) mean() float64 { return float64(b.sum) / float64(len(b.counts)) }

// byDepartment returns what the company had in each department over the spans, and in all under "".
func (b *baseline) byDepartment(series companySeries) map[string]int64 {
	out := map[string]int64{}
	for _, c := range series.counts {
		if slices.Contains(b.starts, c.start) {
			out[c.department] += c.count
		}
	}
	return out
}

// mostIn returns the department that the company has most in, over the spans and now; "" when it has nothing in one.
func (b *baseline) mostIn(series companySeries, now record.Date) (most string) {
	in := map[string]int64{}
	for _, c := range series.counts {
		if c.department != "" && c.department != noDepartment && (c.start == now || slices.Contains(b.starts, c.start)) {
			in[c.department] += c.count
		}
	}
	for d, n := range in {
		if n > in[most] || n == in[most] && d < most {
			most = d
		}
	}
	return most
}

// against returns the company's counts in a department, or in all under "", beside all there, now and over earlier spans.
func (f *field) against(series companySeries, department string, starts []record.Date, now record.Date) stats.Against {
	a := stats.Against{Now: series.at(department, now), WholeNow: f.besides(series, place{department, now})}
	for _, start := range starts {
		a.Before += series.at(department, start)
		a.WholeBefore += f.besides(series, place{department, start})
	}
	return a
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
