package answer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
	"tvistdata/internal/stats"
)

// What a surge takes: a company with at least surgeTotal matters in the span and its baseline together is tested against others with
// at least othersTotal in theirs, and of all tests of a list and period those are found whose rate of false finds is at most
// SurgeRate. SurgeMethod tells apart answers of one release that rest on other formulas.
const (
	surgeTotal  = 20
	othersTotal = 20
	SurgeRate   = 0.05
	SurgeMethod = "2"
)

// SurgesQuestion asks which companies of a list received far more than before and than others.
type SurgesQuestion struct {
	List   string
	Period record.Period // Year
	Day    record.Date   // a day of the period; the last covered one
	Span   Span          // ToDate: of the period that is not over, up to the last covered day, as in the years before
}

// SurgesAnswer is a table of surges with what has to be known about them.
//
// Its columns are those of surgeRow: share and share_before of the department are null where rows of somebody may be missing. Rows are
// ordered by q_value, p_value and company.
type SurgesAnswer struct {
	record.Table
	Meta SurgesMeta
}

// SurgesMeta is what has to be known about an answer of surges.
type SurgesMeta struct {
	CountsMeta
	Method     string // SurgeMethod
	Rate       float64
	Least      int64  // of a company that is tested
	Tested     int    // companies in the family
	Few        int    // companies with fewer
	Young      int    // companies with fewer than three earlier spans to compare with
	Alone      int    // companies without enough others to be held against
	Incomplete int    // companies that are not tested, because rows of the span may be theirs that are not counted
	Policy     string // reviewed, or all
	Unreviewed int    // found, and not shown until somebody has reviewed them
	Dispersion stats.Priors
	// Placebo is how many would be found, were the last earlier span tested in the same way against those before it; nil where fewer
	// than three are. Where it is not about none, the promised rate does not hold.
	Placebo *int
}

// ComparedWith says whom a company is held against.
type ComparedWith string

// The others.
const (
	WithDepartment ComparedWith = "department"
	WithList       ComparedWith = "list" // too few others are in its department, or there are no departments
)

// surge is one test.
type surge struct {
	company, department string
	value               int64
	used, all           baseline // without and with the spans of reviewed surges
	with                ComparedWith
	against             stats.Against // of with
	inDepartment        stats.Against
	weights             stats.Weights
	shared              float64 // dispersion of the others
	own, others, p, q   float64
}

// tests are all tests of a family.
type tests struct {
	of         []surge // by q, p and company; all of them
	span       period
	few, young int
	alone      int
	incomplete int
	whole      bool // all that is counted of everybody is known, so that shares of it are known
	dispersion stats.Priors
	placebo    *int
}

// Surges answers which companies of a list received far more in a period than in the same span of the five years before,
// and than others of their department did. Every company that has at least twenty matters in all is tested, with the
// larger of the two probabilities, and the family is kept at a rate of false finds. A company that may lack rows in the span is not
// tested, and its earlier spans that may lack some are not compared with. It is worked out once per release.
//
// It fails with *record.InvalidError when the question is impossible, which one of a period is that is not wholly covered
// for all companies, or of which fewer than three of the five before are.
func Surges(ctx context.Context, s Store, q SurgesQuestion) (SurgesAnswer, error) {
	l, p, err := settleSurges(s, &q)
	if err != nil {
		return SurgesAnswer{}, err
	}
	t, err := testsOf(ctx, s, p)
	if err != nil {
		return SurgesAnswer{}, err
	}
	meta, err := countsMeta(s, l, CountsQuestion{List: l.ID, Measure: record.Received, From: p.span(p.first).from, To: t.span.to}, &grid{})
	if err != nil {
		return SurgesAnswer{}, err
	}
	out := SurgesAnswer{Meta: SurgesMeta{
		CountsMeta: meta, Method: SurgeMethod, Rate: SurgeRate, Least: surgeTotal, Tested: len(t.of), Few: t.few, Young: t.young,
		Alone: t.alone, Incomplete: t.incomplete, Policy: surgePolicy(l), Dispersion: t.dispersion, Placebo: t.placebo,
	}}
	var shown []surge
	reviews := reviewsOf(s, l.ID, p.period, t.span)
	for _, one := range t.of {
		switch {
		case one.q > SurgeRate:
		case out.Meta.Policy == "all" || reviews[one.company] == confirmed:
			shown = append(shown, one)
		case reviews[one.company] == "":
			out.Meta.Unreviewed++
		}
	}
	out.Table, err = surgeTable(ctx, s, shown, t, reviews, l.Synthetic)
	return out, err
}

// Prepare works out what the usual questions on a list rest on, for a year up to the last covered day, so that the first who asks one
// does not wait for it.
func Prepare(ctx context.Context, s Store) error {
	for _, l := range s.Manifest().Lists {
		if len(record.Measures(l.Kind)) == 0 {
			continue
		}
		q := SurgesQuestion{List: l.ID}
		_, p, err := settleSurges(s, &q)
		if err == nil {
			_, err = fieldOf(ctx, s, p)
		}
		if err == nil {
			_, err = testsOf(ctx, s, p)
		}
		if invalid := (*record.InvalidError)(nil); err != nil && !errors.As(err, &invalid) { // too few years are covered: nobody can ask
			return fmt.Errorf("work out how counts of %s vary: %w", l.ID, err)
		}
	}
	return nil
}

// testsOf returns the tests of a family, which are worked out once per release.
func testsOf(ctx context.Context, s Store, p spans) (*tests, error) {
	return remembered(ctx, s, "surges "+p.key(), func(ctx context.Context) (*tests, error) { return newTests(ctx, s, p) })
}

// surgePolicy says when surges of a list are public. Nobody is harmed by those of invented companies.
func surgePolicy(l *release.List) string {
	if l.Synthetic || l.Surges == "all" {
		return "all"
	}
	return "reviewed"
}

// settleSurges checks the question and returns the spans that it is about.
func settleSurges(s Store, q *SurgesQuestion) (*release.List, spans, error) {
	l, err := listNamed(s.Manifest(), q.List, record.Dispute, record.Complaint)
	if err != nil {
		return nil, spans{}, err
	}
	periods := []record.Period{record.Year, record.Half, record.Quarter, record.Month}
	if q.Period = cmp.Or(q.Period, record.Year); !slices.Contains(periods, q.Period) {
		return nil, spans{}, invalid("period", string(q.Period), "%s", oneOf(periods))
	}
	if q.Span = cmp.Or(q.Span, ToDate); q.Span != ToDate && q.Span != Whole {
		return nil, spans{}, invalid("span", string(q.Span), "%s", oneOf([]Span{ToDate, Whole}))
	}
	days := s.Coverage().Covered(l.ID, record.Received, coverage.Others, "")
	if len(days) == 0 {
		return nil, spans{}, invalid("list", l.ID, "no disclosure covers all of its companies, so that they cannot be held against each other")
	}
	last := days[len(days)-1].To
	if unset(q.Day) {
		q.Day = last
	}
	p := spans{list: l.ID, measure: record.Received, period: q.Period, last: q.Period.Start(q.Day)}
	p.first = yearsBefore(p.last, baselineSpans)
	if end := q.Period.Next(p.last) - 1; q.Span == ToDate && last >= p.last && last < end {
		p.yearTo = monthDay(last)
	}
	now, covered := p.span(p.last), 0
	if days.Span(now.from, now.to).Status != record.OK {
		return nil, spans{}, invalid("day", q.Day.String(), "of a period that is covered for all companies: %s to %s is not", now.from, now.to)
	}
	for k := 1; k <= baselineSpans; k++ {
		if before := p.span(yearsBefore(p.last, k)); days.Span(before.from, before.to).Status == record.OK {
			covered++
		}
	}
	if covered < minSpans {
		return nil, spans{}, invalid("day", q.Day.String(), "of a period with at least %d covered ones among the same of the %d years "+
			"before: %d are", minSpans, baselineSpans, covered)
	}
	return l, p, nil
}

// newTests tests every company, and then what would be found in the span before as a placebo.
func newTests(ctx context.Context, s Store, p spans) (*tests, error) {
	all, err := survey(ctx, s, p)
	if err != nil {
		return nil, err
	}
	f, err := newField(ctx, s, p, all)
	if err != nil {
		return nil, err
	}
	before := f.past.before(p, p.last)
	t := &tests{span: p.span(p.last)}
	v := f.variations[p.last]
	t.dispersion = v.priors
	t.test(f, v, all, before)
	together := s.Coverage().Covered(p.list, p.measure, "", "")
	t.whole = !slices.ContainsFunc(append(slices.Clip(before), t.span), func(b period) bool {
		return together.Span(b.from, b.to).Status != record.OK
	})
	if earlier := before[:len(before)-1]; len(earlier) >= minSpans {
		placebo := &tests{span: before[len(earlier)]}
		placebo.test(f, newVariation(f.past, earlier, all, v.lacking), all, earlier)
		found := 0
		for _, one := range placebo.of {
			if one.q <= SurgeRate {
				found++
			}
		}
		t.placebo = &found
	}
	return t, nil
}

// test tests every company over the span against some before it.
func (t *tests) test(f *field, v *variation, all []companySeries, before []period) {
	for _, series := range all {
		one := surge{company: series.company, value: series.at("", t.span.start)}
		one.used, one.all = f.past.of(series, before)
		switch {
		case !f.past.own.whole(one.company, t.span):
			t.incomplete++
			continue
		case one.used.spans() < minSpans:
			t.young++
			continue
		case one.value+one.used.sum < surgeTotal:
			t.few++
			continue
		}
		if one.test(f, v, series, t.span.start); one.with == "" {
			t.alone++
			continue
		}
		t.of = append(t.of, one)
	}
	ps := make([]float64, len(t.of))
	for i, one := range t.of {
		ps[i] = one.p
	}
	for i, q := range stats.FalseDiscovery(ps) {
		t.of[i].q = q
	}
	slices.SortFunc(t.of, func(a, b surge) int {
		return cmp.Or(cmp.Compare(a.q, b.q), cmp.Compare(a.p, b.p), strings.Compare(a.company, b.company))
	})
}

// test compares a company with its own past and with the rest of the department that it has most in, over the same spans; with the
// rest of the list where too few are in the department, and with nobody where too few are in the list.
func (o *surge) test(f *field, v *variation, series companySeries, now record.Date) {
	o.weights = v.priors.After(o.used.counts)
	o.own = o.weights.MoreThanBefore(o.value, o.used.sum, o.used.spans())
	o.department = o.used.mostIn(series, now)
	o.inDepartment = f.against(series, o.department, o.used.starts, now)
	o.with, o.against = WithDepartment, o.inDepartment
	department := o.department
	if department == "" || o.against.OthersBefore() < othersTotal {
		department, o.with, o.against = "", WithList, f.against(series, "", o.used.starts, now)
	}
	if o.against.OthersBefore() < othersTotal {
		o.with = ""
		return
	}
	o.shared = v.others([]string{department}, o.company, o.weights.Mean(), o.used.byDepartment(series))
	o.others = o.weights.OutgrewOthers(o.against, o.used.spans(), o.shared)
	o.p = max(o.own, o.others)
}

// What a review says.
const (
	confirmed = "confirmed"
	dismissed = "dismissed"
)

// reviewsOf returns what reviews say of the period, by company.
func reviewsOf(s Store, list string, p record.Period, span period) map[string]string {
	out := map[string]string{}
	for _, r := range schema.SurgeReviewRows.In(s) {
		if r.List != list || r.Period != p.Label(span.start) {
			continue
		}
		out[r.CompanyID] = dismissed
		if r.Confirmed {
			out[r.CompanyID] = confirmed
		}
	}
	return out
}

// leftOut returns by company the days of confirmed surges, which later years are not compared with.
func leftOut(s Store, list string) map[string]coverage.Days {
	out := map[string]coverage.Days{}
	for _, r := range schema.SurgeReviewRows.In(s) {
		p, start, err := record.ParsePeriod(r.Period)
		if r.List != list || !r.Confirmed || err != nil {
			continue
		}
		out[r.CompanyID] = append(out[r.CompanyID], coverage.Interval{From: start, To: p.Next(start) - 1})
	}
	for _, days := range out {
		slices.SortFunc(days, func(a, b coverage.Interval) int { return cmp.Or(cmp.Compare(a.To, b.To), cmp.Compare(a.From, b.From)) })
	}
	return out
}

// surgeRow is a surge as an answer has it.
type surgeRow struct {
	CompanyID      string        `json:"company_id"`
	CompanyName    string        `json:"company_name"`
	Department     *string       `json:"department"`
	From           record.Date   `json:"from"`
	To             record.Date   `json:"to"`
	Value          int64         `json:"value"`
	Status         record.Status `json:"status"`
	BaselineSpans  int64         `json:"baseline_spans"`
	BaselineFrom   record.Date   `json:"baseline_from"`
	BaselineMean   float64       `json:"baseline_mean"`
	Ratio          *float64      `json:"ratio"`
	RatioLow       *float64      `json:"ratio_low"`
	RatioHigh      *float64      `json:"ratio_high"`
	MeanAll        *float64      `json:"baseline_mean_all"`
	RatioAll       *float64      `json:"ratio_all"`
	Share          *float64      `json:"share"`
	ShareBefore    *float64      `json:"share_before"`
	ComparedWith   ComparedWith  `json:"compared_with"`
	OthersRatio    *float64      `json:"others_ratio"`
	OwnPValue      float64       `json:"own_p_value"`
	OthersPValue   float64       `json:"others_p_value"`
	PValue         float64       `json:"p_value"`
	QValue         float64       `json:"q_value"`
	Phi            float64       `json:"phi"`
	PhiOfSize      float64       `json:"phi_of_size"`
	OwnYearsWeight float64       `json:"own_spans_weight"`
	OthersPhi      float64       `json:"others_phi"`
	Review         *string       `json:"review"`
	Synthetic      bool          `json:"synthetic"`
}

// surgeTable lays surges out with the names of their companies.
func surgeTable(ctx context.Context, s Store, found []surge, t *tests, reviews map[string]string, synthetic bool) (record.Table, error) {
	ids := make([]string, len(found))
	for i, one := range found {
		ids[i] = one.company
	}
	known, err := lookUp(ctx, s, ids)
	if err != nil {
		return record.Table{}, err
	}
	rows := make([]surgeRow, 0, len(found))
	for _, one := range found {
		row := surgeRow{
			CompanyID: one.company, CompanyName: known[one.company].Name, Department: orNull(one.department), From: t.span.from, To: t.span.to,
			Value: one.value, Status: record.OK, BaselineSpans: int64(one.used.spans()), BaselineFrom: one.used.from,
			BaselineMean: one.used.mean(), ComparedWith: one.with, OthersRatio: one.against.OthersRatio(one.used.spans()),
			OwnPValue: one.own, OthersPValue: one.others, PValue: one.p, QValue: one.q, Phi: one.weights.Mean(), OthersPhi: one.shared,
			Review: orNull(reviews[one.company]), Synthetic: synthetic,
		}
		one.ratios(&row)
		row.PhiOfSize, row.OwnYearsWeight = t.dispersion.OfSize(one.used.counts)
		if a := one.inDepartment; t.whole {
			row.Share, row.ShareBefore = shareOf(a.Now, a.WholeNow), shareOf(a.Before, a.WholeBefore)
		}
		rows = append(rows, row)
	}
	return record.TableOf(rows), nil
}

// ratios fills the cells from ratio to ratio_all.
func (o surge) ratios(row *surgeRow) {
	if i, ok := o.weights.RatioInterval(o.value, o.used.sum, o.used.spans()); ok {
		row.RatioLow = &i.Low
		if row.BaselineMean > 0 {
			row.Ratio, row.RatioHigh = new(float64(o.value)/row.BaselineMean), &i.High
		}
	}
	if o.all.spans() > o.used.spans() {
		row.MeanAll, row.RatioAll = new(o.all.mean()), new(float64(o.value)/o.all.mean())
	}
}

// shareOf returns a share; nil of nothing.
func shareOf(part, whole int64) *float64 {
	if whole == 0 {
		return nil
	}
	return new(float64(part) / float64(whole))
}
