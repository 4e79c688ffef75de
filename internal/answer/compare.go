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
// (how many of the earlier spans are used), baseline_mean, baseline_status, difference, ratio, ratio_low, ratio_high,
// p_value, phi, interval_model, baseline_mean_all and ratio_all
// (with confirmed surges, which are left out otherwise; null when there are none), share, share_before; grouped by company
// compared_with, others_ratio and others_p_value; and for Poisson value_low and value_high.
type CompareAnswer struct {
	record.Table
	Meta CompareMeta
}

// CompareMeta is what has to be known about a comparison.
type CompareMeta struct {
	CountsMeta
	Model      IntervalModel
	Spans      []BaselineSpan // every earlier span that a row is compared with
	Dispersion stats.Priors   // of the last period compared; empty where it cannot be learnt
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
	Unknown    bool          // before the first matter of a company whose registration is not known: not used either
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
	own         map[string]companySeries // of the companies grouped by
	book        *coverage.Book
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
	if c.own, err = c.ownSeries(ctx, s); err != nil {
		return nil, err
	}
	c.book = s.Coverage()
	c.meta.CountsMeta, err = countsMeta(s, l, q.CountsQuestion, c.grid)
	c.meta.Model, c.meta.Spans, c.meta.Dispersion = c.model, []BaselineSpan{}, stats.Priors{}
	return c, err
}

// ownSeries counts the companies that the answer is grouped by, in each department.
func (c *comparison) ownSeries(ctx context.Context, s Store) (map[string]companySeries, error) {
	out := map[string]companySeries{}
	if !c.q.grouped(ByCompany) {
		return out, nil
	}
	all, err := survey(ctx, s, c.spans, c.companies...)
	for _, series := range all {
		out[series.company] = series
	}
	return out, err
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
	ComparedWith   *ComparedWith  `json:"compared_with"`
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
	if v := c.field.variations[c.spans.last]; v.priors != nil {
		c.meta.Dispersion = v.priors
	}
	without := c.ungrouped()
	if !c.withPeriods {
		without = append(without, string(ByPeriod))
	}
	if !c.q.grouped(ByCompany) {
		without = append(without, "compared_with", "others_ratio", "others_p_value")
	}
	if c.model != Poisson {
		without = append(without, "value_low", "value_high")
	}
	return CompareAnswer{Table: record.TableOf(rows, without...), Meta: c.meta}
}

// before gathers the earlier spans of a cell: those that are used, and these with confirmed surges.
func (c *comparison) before(at cell, p period, days coverage.Days) (used, all baseline) {
	used.status = record.NotCovered
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
			span.Value = &n
			if at.company != "" && !c.field.past.lives.lived(at.company, earlier) {
				span.Unknown = true
				young++
				break
			}
			all.add(earlier, n)
			if span.Surge = c.surged(at.company, earlier); !span.Surge {
				used.add(earlier, n)
			}
		case record.NotApplicable:
			young++
		case record.Partial, record.Provisional, record.NotCovered, record.Suppressed:
		}
		c.meta.Spans = append(c.meta.Spans, span)
	}
	switch {
	case used.spans() == baselineSpans:
		used.status = record.OK
	case used.spans() >= minSpans:
		used.status = record.Partial
	case young > 0:
		used.status = record.NotApplicable
	}
	return used, all
}

// surged reports whether a span lies in a confirmed surge of the company, or of one of those that are counted together.
func (c *comparison) surged(company string, p period) bool {
	companies := []string{company}
	if company == "" {
		companies = c.q.Companies
	}
	return slices.ContainsFunc(companies, func(id string) bool { return len(c.field.past.left[id].Within(p.from, p.to)) > 0 })
}

// against fills the cells from baseline_spans on.
func (c *comparison) against(at cell, p period, days coverage.Days, row *compareRow) {
	b, all := c.before(at, p, days)
	row.BaselineSpans, row.BaselineStatus = int64(b.spans()), b.status
	if c.model == Poisson && row.Value != nil {
		i := stats.Garwood(*row.Value, 0.95)
		row.ValueLow, row.ValueHigh = &i.Low, &i.High
	}
	if row.Status != record.OK || b.spans() < minSpans {
		return
	}
	y, mean := *row.Value, b.mean()
	row.BaselineMean, row.Difference, row.IntervalModel = &mean, new(float64(y)-mean), &c.model
	if b.sum > 0 {
		row.Ratio = new(float64(y) / mean)
	}
	chance := c.chanceOf(p, b)
	row.PValue, row.Phi = new(chance.moreThanBefore(y, b)), new(chance.phi())
	if i, known := chance.interval(y, b); known {
		row.RatioLow = &i.Low
		if !math.IsInf(i.High, 1) {
			row.RatioHigh = &i.High
		}
	}
	if all.spans() > b.spans() {
		if row.MeanAll = new(all.mean()); all.sum > 0 {
			row.RatioAll = new(float64(y) / all.mean())
		}
	}
	if len(c.q.Companies) > 0 && len(c.q.Outcomes) == 0 {
		c.others(at, p, b, chance, row)
	}
}

// others fills the cells from share on: what part of the whole the value is, and whether the rest of it has changed as
// much. They stay null where the whole is not covered in a span that the value is compared with, and the first two also where rows of
// somebody may be missing in it; the others are then of the rest without who may lack rows. Where too few others are in the
// departments, they are those of the list.
func (c *comparison) others(at cell, p period, b baseline, chance chance, row *compareRow) {
	departments, starts := c.departmentsOf(at.department), append(slices.Clip(b.starts), p.start)
	all := c.wholes(departments, starts, "")
	if all {
		a := c.wholeOf(departments, p, b, c.field.whole)
		row.Share, row.ShareBefore = shareOf(*row.Value, a.WholeNow), shareOf(b.sum, a.WholeBefore)
	}
	if !c.q.grouped(ByCompany) {
		return
	}
	with := WithDepartment
	if slices.Equal(departments, []string{""}) {
		with = WithList
	}
	for {
		if c.wholes(departments, starts, coverage.Others) {
			a, shared := c.besides(at.company, departments, p, b)
			if a.OthersBefore() >= othersTotal {
				a.Now, a.WholeNow = *row.Value, a.WholeNow-a.Now+*row.Value
				a.Before, a.WholeBefore = b.sum, a.WholeBefore-a.Before+b.sum
				row.ComparedWith, row.OthersRatio = &with, a.OthersRatio(b.spans())
				row.OthersPValue = new(chance.outgrewOthers(a, b.spans(), shared))
				return
			}
		}
		if with == WithList {
			return
		}
		departments, with = []string{""}, WithList
	}
}

// besides returns a company's counts in some departments, where "" is all, beside all there, and the dispersion of the others.
func (c *comparison) besides(company string, departments []string, p period, b baseline) (a stats.Against, shared float64) {
	series, v := c.own[company], c.field.variations[p.start]
	if series.company == "" {
		series.company = company
	}
	for _, d := range departments {
		in := c.field.against(series, d, b.starts, p.start)
		a.Now, a.Before = a.Now+in.Now, a.Before+in.Before
		a.WholeNow, a.WholeBefore = a.WholeNow+in.WholeNow, a.WholeBefore+in.WholeBefore
	}
	total, _ := c.field.past.of(series, c.field.past.before(c.spans, p.start))
	return a, v.others(departments, company, v.priors.After(total.counts).Mean(), total.byDepartment(series))
}

// wholeOf returns how many there are in some departments, now and in the earlier spans.
func (c *comparison) wholeOf(departments []string, p period, b baseline, sums map[place]int64) (a stats.Against) {
	for _, d := range departments {
		a.WholeNow += sums[place{d, p.start}]
		for _, start := range b.starts {
			a.WholeBefore += sums[place{d, start}]
		}
	}
	return a
}

// wholes reports whether the periods are covered for all companies together, under "", or for each that no gap names, under
// coverage.Others.
func (c *comparison) wholes(departments []string, starts []record.Date, company string) bool {
	for _, start := range starts {
		p := c.spans.span(start)
		for _, d := range departments {
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
