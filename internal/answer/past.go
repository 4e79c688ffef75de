package answer

import (
	"context"
	"fmt"

	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
)

// past says which earlier spans a company may be compared with.
type past struct {
	covered coverage.Days            // for all companies
	own     ownDays                  // of companies that a disclosure or a gap names
	left    map[string]coverage.Days // see leftOut
	lives   lives
}

// pastOf returns what is known of the companies' earlier spans.
func pastOf(ctx context.Context, s Store, p spans, all []companySeries) (past, error) {
	l, err := livesOf(ctx, s, p.list)
	if err != nil {
		return past{}, err
	}
	out := past{
		covered: s.Coverage().Covered(p.list, p.measure, coverage.Others, ""), own: ownDays{}, left: leftOut(s, p.list), lives: l,
	}
	own := s.Coverage().Own(p.list, p.measure)
	for _, series := range all {
		if own[series.company] {
			out.own[series.company] = s.Coverage().Covered(p.list, p.measure, series.company, "")
		}
	}
	return out, nil
}

// before returns those of the same spans of the five years before that are covered for all companies, the earliest first.
func (p past) before(of spans, start record.Date) (out []period) {
	for k := baselineSpans; k >= 1; k-- {
		if b := of.span(yearsBefore(start, k)); p.covered.Span(b.from, b.to).Status == record.OK {
			out = append(out, b)
		}
	}
	return out
}

// of returns what the company had in those of the spans in which it existed and lacks nothing: without those of confirmed
// surges, and with them.
func (p past) of(series companySeries, before []period) (used, all baseline) {
	for _, b := range before {
		n := series.at("", b.start)
		if !p.lives.lived(series.company, b) || !p.own.whole(series.company, b) {
			continue
		}
		all.add(b, n)
		if len(p.left[series.company].Within(b.from, b.to)) == 0 {
			used.add(b, n)
		}
	}
	return used, all
}

// ownDays are the days that are covered for companies that a disclosure or a gap names.
type ownDays map[string]coverage.Days

// whole reports whether a company lacks nothing in a span that is covered for others.
func (o ownDays) whole(company string, p period) bool {
	days, named := o[company]
	return !named || days.Span(p.from, p.to).Status == record.OK
}

// lives say since when companies are known to exist.
type lives struct {
	registered map[string]record.Date
	seen       map[string]record.Date // first day of the month of the first matter received, of those whose registration is not known
}

// livesOf returns those of a list's companies.
func livesOf(ctx context.Context, s Store, list string) (lives, error) {
	return remembered(ctx, s, "lives "+list, func(ctx context.Context) (lives, error) {
		out := lives{map[string]record.Date{}, map[string]record.Date{}}
		found, _, err := s.Companies(ctx, record.CompanyQuery{List: list, Limit: maxRegistered, Page: 1})
		if err != nil {
			return lives{}, fmt.Errorf("look companies up: %w", err)
		}
		for _, c := range found {
			if !unset(c.Registered) {
				out.registered[c.ID] = c.Registered
			}
		}
		counts, err := s.Count(ctx, record.CountQuery{
			List: list, Measure: record.Received, ByCompany: true, Period: record.Month, From: firstDayOfAll, To: lastDayOfAll,
		})
		if err != nil {
			return lives{}, fmt.Errorf("count the months of %s for all companies: %w", list, err)
		}
		for _, c := range counts {
			_, dated := out.registered[c.Company]
			if _, known := out.seen[c.Company]; !dated && !known {
				out.seen[c.Company] = c.Start
			}
		}
		return out, nil
	})
}

// lived reports whether the company is known to have existed all through a span. Without a day of registration that is taken to be so
// of spans that do not end before the month of its first matter.
func (l lives) lived(company string, p period) bool {
	if r, ok := l.registered[company]; ok {
		return r <= p.from
	}
	first, ok := l.seen[company]
	return !ok || first <= p.to
}

// maxRegistered is more companies than any list has, and no list has a day outside these two.
const maxRegistered = 1 << 30

var firstDayOfAll, lastDayOfAll = record.NewDate(1800, 1, 1), record.NewDate(2199, 12, 31)
