package answer

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
	"tvistdata/internal/stats"
)

// What a surge takes: a company with at least surgeTotal matters in the span and its baseline together is tested, and of
// all tests of a list and period those are found whose rate of false finds is at most SurgeRate.
const (
	surgeTotal = 20
	SurgeRate  = 0.05
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
// Its columns are company_id, company_name, department, from, to, value, status, baseline_spans, baseline_mean, ratio, ratio_low,
// ratio_high, baseline_mean_all and ratio_all (with the years of reviewed surges, null when none was left out), share and
// share_before (of the department; null where rows of somebody may be missing), others_ratio, own_p_value, others_p_value, p_value,
// q_value, review, synthetic. Rows are ordered by q_value, p_value and company.
type SurgesAnswer struct {
	record.Table
	Meta SurgesMeta
}

// SurgesMeta is what has to be known about an answer of surges.
type SurgesMeta struct {
	CountsMeta
	Rate       float64
	Least      int64  // of a company that is tested
	Tested     int    // companies in the family
	Few        int    // companies with fewer
	Young      int    // companies with fewer than three earlier spans to compare with
	Incomplete int    // companies that are not tested, because rows of the span may be theirs that are not counted
	Policy     string // reviewed, or all
	Unreviewed int    // found, and not shown until somebody has reviewed them
	Dispersion []Dispersion
}

// surge is one test.
type surge struct {
	company, department string
	value               int64
	baseline            baseline
	meanAll             float64 // with the spans of reviewed surges; 0 when none is left out
	against             stats.Against
	phi                 float64
	own, others, p, q   float64
}

// tests are all tests of a family.
type tests struct {
	of         []surge // by q, p and company; all of them
	span       period
	few, young int
	incomplete int
	whole      bool // all that is counted of everybody is known, so that shares of it are known
	dispersion []Dispersion
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
	t, err := remembered(ctx, s, "surges "+p.key(), func(ctx context.Context) (*tests, error) { return newTests(ctx, s, p) })
	if err != nil {
		return SurgesAnswer{}, err
	}
	meta, err := countsMeta(s, l, CountsQuestion{List: l.ID, Measure: record.Received, From: p.span(p.first).from, To: t.span.to}, &grid{})
	if err != nil {
		return SurgesAnswer{}, err
	}
	out := SurgesAnswer{Meta: SurgesMeta{
		CountsMeta: meta, Rate: SurgeRate, Least: surgeTotal, Tested: len(t.of), Few: t.few, Young: t.young, Incomplete: t.incomplete,
		Policy: surgePolicy(l), Dispersion: t.dispersion,
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

// newTests tests every company.
func newTests(ctx context.Context, s Store, p spans) (*tests, error) {
	all, err := survey(ctx, s, p)
	if err != nil {
		return nil, err
	}
	registered, err := registrations(ctx, s, p.list)
	if err != nil {
		return nil, err
	}
	f := newField(s, p, all, registered)
	days, left := s.Coverage().Covered(p.list, p.measure, coverage.Others, ""), leftOut(s, p.list)
	t := &tests{span: p.span(p.last), dispersion: f.dispersion[p.last]}
	together := s.Coverage().Covered(p.list, p.measure, "", "")
	t.whole = together.Span(t.span.from, t.span.to).Status == record.OK
	var before []period
	for k := baselineSpans; k >= 1; k-- {
		if b := p.span(yearsBefore(p.last, k)); days.Span(b.from, b.to).Status == record.OK {
			before = append(before, b)
			t.whole = t.whole && together.Span(b.from, b.to).Status == record.OK
		}
	}
	for _, series := range all {
		id := series.company
		var used, existing []period
		for _, b := range before {
			if r, ok := registered[id]; ok && r > b.from || !f.own.whole(id, b) {
				continue
			}
			existing = append(existing, b)
			if len(left[id].Within(b.from, b.to)) == 0 {
				used = append(used, b)
			}
		}
		one := surge{company: id, value: series.at("", p.last), baseline: sumOver(series, used)}
		switch {
		case !f.own.whole(id, t.span):
			t.incomplete++
			continue
		case len(used) < minSpans:
			t.young++
			continue
		case one.value+one.baseline.sum < surgeTotal:
			t.few++
			continue
		}
		if len(existing) > len(used) {
			one.meanAll = float64(sumOver(series, existing).sum) / float64(len(existing))
		}
		one.test(f, series, used, p.last)
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
	return t, nil
}

func sumOver(series companySeries, of []period) baseline {
	b := baseline{spans: len(of)}
	for _, p := range of {
		b.sum += series.at("", p.start)
		b.starts = append(b.starts, p.start)
	}
	return b
}

// test compares a company with its own past and with the rest of the department that it has most in, over the same
// spans; a list without departments is one.
func (o *surge) test(f *field, series companySeries, used []period, now record.Date) {
	o.phi = f.phi(now, float64(o.baseline.sum)/float64(o.baseline.spans))
	o.own = stats.MoreThanBefore(o.value, o.baseline.sum, o.baseline.spans, o.phi)
	in := map[string]int64{}
	for _, c := range series.counts {
		if c.department != "" && c.department != noDepartment && (c.start == now || slices.Contains(o.baseline.starts, c.start)) {
			in[c.department] += c.count
		}
	}
	for d, n := range in {
		if n > in[o.department] || n == in[o.department] && d < o.department {
			o.department = d
		}
	}
	o.against = stats.Against{Now: series.at(o.department, now), WholeNow: f.besides(series, place{o.department, now})}
	for _, b := range used {
		o.against.Before += series.at(o.department, b.start)
		o.against.WholeBefore += f.besides(series, place{o.department, b.start})
	}
	o.others = stats.OutgrewOthers(o.against, o.baseline.spans, o.phi)
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
	CompanyID     string        `json:"company_id"`
	CompanyName   string        `json:"company_name"`
	Department    *string       `json:"department"`
	From          record.Date   `json:"from"`
	To            record.Date   `json:"to"`
	Value         int64         `json:"value"`
	Status        record.Status `json:"status"`
	BaselineSpans int64         `json:"baseline_spans"`
	BaselineMean  float64       `json:"baseline_mean"`
	Ratio         *float64      `json:"ratio"`
	RatioLow      *float64      `json:"ratio_low"`
	RatioHigh     *float64      `json:"ratio_high"`
	MeanAll       *float64      `json:"baseline_mean_all"`
	RatioAll      *float64      `json:"ratio_all"`
	Share         *float64      `json:"share"`
	ShareBefore   *float64      `json:"share_before"`
	OthersRatio   *float64      `json:"others_ratio"`
	OwnPValue     float64       `json:"own_p_value"`
	OthersPValue  float64       `json:"others_p_value"`
	PValue        float64       `json:"p_value"`
	QValue        float64       `json:"q_value"`
	Phi           float64       `json:"phi"`
	Review        *string       `json:"review"`
	Synthetic     bool          `json:"synthetic"`
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
			Value: one.value, Status: record.OK, BaselineSpans: int64(one.baseline.spans),
			BaselineMean: float64(one.baseline.sum) / float64(one.baseline.spans),
			OwnPValue:    one.own, OthersPValue: one.others, PValue: one.p, QValue: one.q, Phi: one.phi,
			Review: orNull(reviews[one.company]), Synthetic: synthetic,
		}
		one.ratios(&row)
		a := one.against
		if t.whole {
			row.Share, row.ShareBefore = shareOf(a.Now, a.WholeNow), shareOf(a.Before, a.WholeBefore)
		}
		if rest := a.WholeBefore - a.Before; rest > 0 {
			row.OthersRatio = new(float64(a.WholeNow-a.Now) / float64(rest) * float64(one.baseline.spans))
		}
		rows = append(rows, row)
	}
	return record.TableOf(rows), nil
}

// ratios fills the cells from ratio to ratio_all.
func (o surge) ratios(row *surgeRow) {
	if i, ok := stats.RatioInterval(o.value, o.baseline.sum, o.baseline.spans, o.phi); ok {
		row.RatioLow = &i.Low
		if row.BaselineMean > 0 {
			row.Ratio, row.RatioHigh = new(float64(o.value)/row.BaselineMean), &i.High
		}
	}
	if o.meanAll > 0 {
		row.MeanAll, row.RatioAll = &o.meanAll, new(float64(o.value)/o.meanAll)
	}
}

// shareOf returns a share; nil of nothing.
func shareOf(part, whole int64) *float64 {
	if whole == 0 {
		return nil
	}
	return new(float64(part) / float64(whole))
}
