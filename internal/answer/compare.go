package answer

import (
	"cmp"
	"context"
	"math"
	"slices"

	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/stats"
)

// MaxCompared is how many companies one comparison may name.
const MaxCompared = 10

// IntervalModel says how counts are taken to vary by chance.
type IntervalModel string

// The models.
const (
	Overdispersed IntervalModel = "overdispersed" // more than Poisson counts do, by a dispersion learnt from the list
	Poisson       IntervalModel = "poisson"       // as counts of events that have nothing to do with each other
)

// CompareQuestion asks how counts compare with the mean of the same span of the five years before. What it asks is a
// CountsQuestion with other defaults: ToDate, and without periods the calendar year that is covered last.
type CompareQuestion struct {
	CountsQuestion               // at most MaxCompared companies, named when grouped by company; not grouped by outcome
	Model          IntervalModel // Overdispersed
}

// CompareAnswer is a table of counts, each beside its baseline. To the columns of a CountsAnswer it adds baseline_spans
// (how many of the earlier spans are covered), baseline_mean, baseline_status, difference, ratio, ratio_low, ratio_high,
// p_value, phi, interval_model, baseline_mean_all and ratio_all
// (with confirmed surges, which are left out otherwise; null when there are none), share, share_before; grouped by company
// others_ratio and others_p_value; and for Poisson value_low and value_high.
type CompareAnswer struct {
	record.Table
	Meta CompareMeta
}

// CompareMeta is what has to be known about a comparison.
type CompareMeta struct {
	CountsMeta
	Model      IntervalModel
	Spans      []BaselineSpan // every earlier span that a row is compared with
	Dispersion []Dispersion   // of the last period compared; empty where it cannot be learnt
}

// BaselineSpan is an earlier span that a row is compared with, used or not.
type BaselineSpan struct {
	CompanyID  string // empty when not grouped by company
	Department string
	Period     string // the period compared
	From       record.Date
	To         record.Date
	Value      *int64
	Status     record.Status // only what is ok is used
	Surge      bool          // a confirmed surge, which is not used either
}

// Compare answers how counts compare with the same span of the five years before: at least three of them must be wholly
// covered, or there is no comparison and baseline_status says why. A company registered in between is compared with the
// spans since. The whole that a company is compared with is the list in the departments asked for.
//
// It fails with *record.InvalidError and record.ErrTooLarge as Counts does.
func Compare(ctx context.Context, s Store, q CompareQuestion) (CompareAnswer, error) {
	c, err := newComparison(ctx, s, q)
	if err != nil {
		return CompareAnswer{}, err
	}
	a := c.answer(s)
	a.Meta.Published, err = beside(ctx, s, c.grid, a.Table)
	return a, err
}

// compare answers as Compare does, without published figures.
func compare(ctx context.Context, s Store, q CompareQuestion) (CompareAnswer, error) {
	c, err := newComparison(ctx, s, q)
	if err != nil {
		return CompareAnswer{}, err
	}
	return c.answer(s), nil
}

// comparison is a grid over the periods asked for and those before them.
type comparison struct {
	*grid
	model       IntervalModel
	withPeriods bool        // the answer is grouped by period
	first       record.Date // start of the first period asked for
	spans       spans
	field       *field
	book        *coverage.Book
	left        map[string]coverage.Days // see leftOut
	meta        CompareMeta
}

func newComparison(ctx context.Context, s Store, q CompareQuestion) (*comparison, error) {
	c := &comparison{model: q.Model, withPeriods: q.grouped(ByPeriod)}
	if err := settleCompare(s, &q); err != nil {
		return nil, err
	}
	c.model = q.Model
	l, err := settle(s, &q.CountsQuestion)
	if err != nil {
		return nil, err
	}
	if q.grouped(ByCompany) && len(q.Companies) > MaxCompared {
		return nil, invalid("group", q.Group, "a group of at most %d companies with compare=baseline and group_by=company", MaxCompared)
	}
	if err := settleSpans(s, &q.CountsQuestion, c.withPeriods); err != nil {
		return nil, err
	}
	c.first = q.Period.Start(q.From)
	q.From = yearsBefore(c.first, baselineSpans)
	if c.grid, err = newGrid(ctx, s, l, q.CountsQuestion); err != nil {
		return nil, err
	}
	if err := c.fill(ctx, s); err != nil {
		return nil, err
	}
	c.spans = spans{
		list: q.List, measure: q.Measure, period: q.Period, first: q.From, last: q.Period.Start(q.To), yearFrom: q.yearFrom, yearTo: q.yearTo,
	}
	if c.field, err = fieldOf(ctx, s, c.spans); err != nil {
		return nil, err
	}
	c.book, c.left = s.Coverage(), leftOut(s, q.List)
	c.meta.CountsMeta, err = countsMeta(s, l, q.CountsQuestion, c.grid)
	c.meta.Model, c.meta.Spans, c.meta.Dispersion = c.model, []BaselineSpan{}, []Dispersion{}
	return c, err
}

// settleCompare checks what a comparison asks for besides a question of counts, and puts its defaults in.
func settleCompare(s Store, q *CompareQuestion) error {
	switch {
	case q.grouped(ByOutcome):
		return invalid("group_by", string(ByOutcome), "not with compare=baseline; name an outcome instead")
	case len(q.Companies) > MaxCompared:
		return invalid("company", "", "at most %d companies may be named with compare=baseline; /surges compares all", MaxCompared)
	case q.grouped(ByCompany) && len(q.Companies) == 0 && q.Group == "":
		return invalid("company", "", "is needed with compare=baseline and group_by=company: up to %d companies; /surges compares all",
			MaxCompared)
	}
	switch q.Model {
	case "":
		q.Model = Overdispersed
	case Overdispersed, Poisson:
	default:
		return invalid("interval_model", string(q.Model), "%s", oneOf([]IntervalModel{Overdispersed, Poisson}))
	}
	if q.Span == "" {
		q.Span = ToDate
	}
	if q.grouped(ByPeriod) {
		return nil
	}
	if q.Period != record.None {
		return invalid("period", string(q.Period), "goes with group_by=%s", ByPeriod)
	}
	q.GroupBy, q.Period = append(slices.Clip(q.GroupBy), ByPeriod), record.Year
	return settleYear(s, q)
}

// settleYear makes a question without periods one about a span inside a calendar year: by default the one covered last.
func settleYear(s Store, q *CompareQuestion) error {
	asked := q.CountsQuestion
	asked.Measure = cmp.Or(asked.Measure, record.Received)
	_, last, ok := extent(s, &asked)
	switch {
	case q.To == record.NoDate && q.From != record.NoDate:
		q.To = record.NewDate(q.From.Year()+1, 1, 1) - 1
	case q.To == record.NoDate && ok:
		q.To = record.NewDate(last.Year()+1, 1, 1) - 1
	case q.To == record.NoDate:
		return nil // settle says why there are no dates
	}
	if q.From == record.NoDate {
		q.From = record.NewDate(q.To.Year(), 1, 1)
	}
	if q.From.Year() != q.To.Year() {
		return invalid("from", q.From.String(), "in the same calendar year as to, which is %s, so that earlier years have the same span; "+
			"or group_by=%s", q.To, ByPeriod)
	}
	return nil
}

// settleSpans makes every period an equal span of its year. Dates choose whole periods; without periods they are the span.
func settleSpans(s Store, q *CountsQuestion, withPeriods bool) error {
	if q.Span == ToDate {
		g := grid{q: *q}
		_, last, _ := s.Coverage().Extent(q.List, q.Measure)
		q.yearTo = monthDay(g.cut(s.Coverage(), last))
	}
	if !withPeriods {
		q.yearFrom = monthDay(q.From)
		if q.Span == Whole {
			q.yearTo = monthDay(q.To)
		}
		if q.yearTo < q.yearFrom {
			return invalid("from", q.From.String(), "not after the last covered day, which span=%s compares up to; or span=%s", ToDate, Whole)
		}
	}
	q.Span = Whole
	q.From, q.To = q.Period.Start(q.From), q.Period.Next(q.Period.Start(q.To))-1
	return nil
}

// compareRow is a row of counts beside its baseline.
type compareRow struct {
	countCells
	BaselineSpans  int64          `json:"baseline_spans"`
	BaselineMean   *float64       `json:"baseline_mean"`
	BaselineStatus record.Status  `json:"baseline_status"`
	Difference     *float64       `json:"difference"`
	Ratio          *float64       `json:"ratio"`
	RatioLow       *float64       `json:"ratio_low"`
	RatioHigh      *float64       `json:"ratio_high"`
	PValue         *float64       `json:"p_value"`
	Phi            *float64       `json:"phi"`
	IntervalModel  *IntervalModel `json:"interval_model"`
	MeanAll        *float64       `json:"baseline_mean_all"`
	RatioAll       *float64       `json:"ratio_all"`
	Share          *float64       `json:"share"`
	ShareBefore    *float64       `json:"share_before"`
	OthersRatio    *float64       `json:"others_ratio"`
	OthersPValue   *float64       `json:"others_p_value"`
	ValueLow       *float64       `json:"value_low"`
	ValueHigh      *float64       `json:"value_high"`
	Synthetic      bool           `json:"synthetic"`
}

// answer lays out a row for every cell asked for.
func (c *comparison) answer(s Store) CompareAnswer {
	var rows []compareRow
	c.each(s, func(at cell, p period, days coverage.Days) {
		if p.start < c.first {
			return
		}
		row := compareRow{countCells: c.value(at, p, days), Synthetic: c.synthetic}
		if row.Value != nil {
			if c.meta.Total == nil {
				c.meta.Total = new(int64)
			}
			*c.meta.Total += *row.Value
		}
		c.against(at, p, days, &row)
		rows = append(rows, row)
	})
	if d := c.field.dispersion[c.spans.last]; d != nil {
		c.meta.Dispersion = d
	}
	without := c.ungrouped()
	if !c.withPeriods {
		without = append(without, string(ByPeriod))
	}
	if !c.q.grouped(ByCompany) {
		without = append(without, "others_ratio", "others_p_value")
	}
	if c.model != Poisson {
		without = append(without, "value_low", "value_high")
	}
	return CompareAnswer{Table: record.TableOf(rows, without...), Meta: c.meta}
}

// baseline is what a value is compared with.
type baseline struct {
	spans  int
	sum    int64
	status record.Status
	starts []record.Date // of the spans that are used
	surges int           // spans of confirmed surges, which are not used
	all    int64         // sum with these
}

// before gathers the earlier spans of a cell.
func (c *comparison) before(at cell, p period, days coverage.Days) baseline {
	b := baseline{status: record.NotCovered}
	young := 0
	for k := baselineSpans; k >= 1; k-- {
		earlier := c.spans.span(yearsBefore(p.start, k))
		here := at
		here.start = earlier.start
		then := c.value(here, earlier, days)
		span := BaselineSpan{
			CompanyID: at.company, Department: at.department, Period: p.label, From: earlier.from, To: earlier.to,
			Status: then.Status,
		}
		if c.unregistered(at.company, earlier.from-1) && span.Status == record.OK {
			span.Status = record.NotApplicable // registered within the span: no equal to a whole one
		}
		switch span.Status {
		case record.OK:
			n := *then.Value
			span.Value, b.all = &n, b.all+n
			if span.Surge = c.surged(at.company, earlier); span.Surge {
				b.surges++
				break
			}
			b.spans, b.sum, b.starts = b.spans+1, b.sum+n, append(b.starts, earlier.start)
		case record.NotApplicable:
			young++
		case record.Partial, record.Provisional, record.NotCovered, record.Suppressed:
		}
		c.meta.Spans = append(c.meta.Spans, span)
	}
	switch {
	case b.spans == baselineSpans:
		b.status = record.OK
	case b.spans >= minSpans:
		b.status = record.Partial
	case young > 0:
		b.status = record.NotApplicable
	}
	return b
}

// surged reports whether a span lies in a confirmed surge of the company, or of one of those that are counted together.
func (c *comparison) surged(company string, p period) bool {
	companies := []string{company}
	if company == "" {
		companies = c.q.Companies
	}
	return slices.ContainsFunc(companies, func(id string) bool { return len(c.left[id].Within(p.from, p.to)) > 0 })
}

// against fills the cells from baseline_spans on.
func (c *comparison) against(at cell, p period, days coverage.Days, row *compareRow) {
	b := c.before(at, p, days)
	row.BaselineSpans, row.BaselineStatus = int64(b.spans), b.status
	if c.model == Poisson && row.Value != nil {
		i := stats.Garwood(*row.Value, 0.95)
		row.ValueLow, row.ValueHigh = &i.Low, &i.High
	}
	if row.Status != record.OK || b.spans < minSpans {
		return
	}
	y, mean, phi := *row.Value, float64(b.sum)/float64(b.spans), 0.0
	if c.model == Overdispersed {
		phi = c.field.phi(p.start, mean)
	}
	row.BaselineMean, row.Difference, row.IntervalModel = &mean, new(float64(y)-mean), &c.model
	if b.sum > 0 {
		row.Ratio = new(float64(y) / mean)
	}
	if i, known := c.interval(y, b, phi); known {
		row.RatioLow = &i.Low
		if !math.IsInf(i.High, 1) {
			row.RatioHigh = &i.High
		}
	}
	row.PValue, row.Phi = new(stats.MoreThanBefore(y, b.sum, b.spans, phi)), &phi
	if b.surges > 0 {
		all := float64(b.all) / float64(b.spans+b.surges)
		if row.MeanAll = &all; all > 0 {
			row.RatioAll = new(float64(y) / all)
		}
	}
	if len(c.q.Companies) > 0 && len(c.q.Outcomes) == 0 {
		c.others(at, p, b, row)
	}
}

func (c *comparison) interval(y int64, b baseline, phi float64) (stats.Interval, bool) {
	if c.model == Poisson {
		return stats.PoissonRatio(y, b.sum, b.spans, 0.95), y+b.sum > 0
	}
	return stats.RatioInterval(y, b.sum, b.spans, phi)
}

// others fills the cells from share on: what part of the whole the value is, and whether the rest of it has changed as
// much. They stay null where the whole is not covered in a span that the value is compared with, and the first two also where rows of
// somebody may be missing in it; the others are then of the rest without who may lack rows.
func (c *comparison) others(at cell, p period, b baseline, row *compareRow) {
	starts := append(slices.Clip(b.starts), p.start)
	all := c.wholes(at.department, starts, "")
	sums := c.field.whole
	if !all {
		sums = c.field.known
	}
	whole := c.whole(at.department, starts, sums)
	a := stats.Against{Now: *row.Value, Before: b.sum, WholeNow: whole[p.start]}
	for _, start := range b.starts {
		a.WholeBefore += whole[start]
	}
	if all {
		row.Share, row.ShareBefore = shareOf(a.Now, a.WholeNow), shareOf(a.Before, a.WholeBefore)
	}
	if c.q.grouped(ByCompany) && (all || c.wholes(at.department, starts, coverage.Others)) {
		if !all && c.field.lacking[at.company] {
			a.WholeNow, a.WholeBefore = a.WholeNow+a.Now, a.WholeBefore+a.Before
		}
		if rest := a.WholeBefore - a.Before; rest > 0 {
			row.OthersRatio = new(float64(a.WholeNow-a.Now) / float64(rest) * float64(b.spans))
		}
		row.OthersPValue = new(stats.OutgrewOthers(a, b.spans, *row.Phi))
	}
}

// wholes reports whether the periods are covered for all companies together, under "", or for each that no gap names, under
// coverage.Others.
func (c *comparison) wholes(department string, starts []record.Date, company string) bool {
	for _, start := range starts {
		p := c.spans.span(start)
		for _, d := range c.departmentsOf(department) {
			if d == noDepartment {
				d = ""
			}
			if c.book.Span(c.q.List, c.q.Measure, company, d, p.from, p.to).Status != record.OK {
				return false
			}
		}
	}
	return true
}

// departmentsOf returns the departments that a cell's whole is of.
func (c *comparison) departmentsOf(department string) []string {
	switch {
	case c.q.grouped(ByDepartment) && department == "":
		return []string{noDepartment}
	case !c.q.grouped(ByDepartment) && len(c.q.Departments) > 0:
		return c.q.Departments
	}
	return []string{department}
}

// whole adds up how many there are in each period.
func (c *comparison) whole(department string, starts []record.Date, sums map[place]int64) map[record.Date]int64 {
	out := map[record.Date]int64{}
	for _, start := range starts {
		for _, d := range c.departmentsOf(department) {
			out[start] += sums[place{d, start}]
		}
	}
	return out
}
