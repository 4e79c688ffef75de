package answer

import (
	"context"
	"fmt"

	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/stats"
)

// wholeFrom is the share of a cohort's decisions that must have come for their number not to be provisional.
const wholeFrom = 0.9

// lag is how decisions on what a list received come in over time.
type lag struct {
	stats.Lag

	first, last record.Date // first days of the months of receipt that it was learnt from and watched until
}

// age returns for how many whole months a month's matters have been watched.
func (l *lag) age(month record.Date) int {
	from, to := month.Time(), l.last.Time()
	return (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month())
}

// lagOf learns from all delays of a list how decisions come in: from months of receipt whose decisions are covered from
// the first day on, up to the last whole month that is covered. It is nil when there is none. It is worked out once per
// release.
func lagOf(ctx context.Context, s Store, list string) (*lag, error) {
	return remembered(ctx, s, "lag "+list, func(ctx context.Context) (*lag, error) {
		received := s.Coverage().Covered(list, record.Received, "", "")
		days := s.Coverage().Covered(list, record.Closed, "", "").Intersect(received)
		if len(days) == 0 {
			return nil, nil //nolint:nilnil // a list without covered decisions has no lag, which is no failure
		}
		run, _ := days.Last()
		l := &lag{first: record.Month.Start(run.From), last: record.Month.Start(run.To+1) - 1}
		if l.first < run.From {
			l.first = record.Month.Next(l.first)
		}
		l.last = record.Month.Start(l.last)
		found, err := s.Delays(ctx, list, nil)
		if err != nil {
			return nil, fmt.Errorf("read delays of %s: %w", list, err)
		}
		var seen []stats.Delayed
		for _, d := range found {
			if age := l.age(d.Received); d.Received >= l.first && d.Months <= age {
				seen = append(seen, stats.Delayed{Age: age, Delay: d.Months, Count: d.Count})
			}
		}
		l.Lag = stats.NewLag(seen)
		return l, nil
	})
}

// completeness returns the share of the decisions on what was received that have come, of all that come within the longest
// time that any month was watched, with its interval: each month's share, weighed by what was received in it. It is not ok
// where a month cannot be known, or nothing was received.
func (l *lag) completeness(received []record.Count) (share float64, i stats.Interval, ok bool) {
	var all float64
	for _, month := range received {
		at, of, known := l.Share(l.age(month.Start))
		if !known {
			return 0, stats.Interval{}, false
		}
		n := float64(month.Value)
		all, share, i.Low, i.High = all+n, share+n*at, i.Low+n*of.Low, i.High+n*of.High
	}
	if all == 0 {
		return 0, stats.Interval{}, false
	}
	return share / all, stats.Interval{Low: i.Low / all, High: i.High / all}, true
}

// cohortRow is what a company received in a year, and how much of it is closed.
type cohortRow struct {
	Cohort       string        `json:"cohort"`
	Received     int64         `json:"received"`
	Closed       int64         `json:"closed"`
	Completeness *float64      `json:"completeness"`
	Low          *float64      `json:"low"`
	High         *float64      `json:"high"`
	Status       record.Status `json:"status"`
}

// cohorts follows what a company received in each year to its decisions. The completeness is what the delays of the whole
// list make of the company's months of receipt. Below nine in ten the number closed is provisional.
func cohorts(ctx context.Context, s Store, l *release.List, company string) (record.Table, error) {
	var rows []cohortRow
	if l.Kind != record.Dispute {
		return record.TableOf(rows), nil
	}
	of, err := lagOf(ctx, s, l.ID)
	if err != nil || of == nil {
		return record.TableOf(rows), err
	}
	end := record.Month.Next(of.last) - 1
	months, err := s.Count(ctx, record.CountQuery{
		List: l.ID, Measure: record.Received, Companies: []string{company}, Period: record.Month, From: of.first, To: end,
	})
	if err != nil {
		return record.Table{}, fmt.Errorf("count cohorts of %s: %w", l.ID, err)
	}
	delays, err := s.Delays(ctx, l.ID, []string{company})
	if err != nil {
		return record.Table{}, fmt.Errorf("read delays of %s: %w", l.ID, err)
	}
	closed := map[int]int64{}
	for _, d := range delays {
		if d.Received >= of.first && d.Months <= of.age(d.Received) {
			closed[d.Received.Year()] += d.Count
		}
	}
	for len(months) > 0 {
		year, n := months[0].Start.Year(), 0
		row := cohortRow{Cohort: record.Year.Label(months[0].Start), Closed: closed[year], Status: record.Provisional}
		for n < len(months) && months[n].Start.Year() == year {
			row.Received += months[n].Value
			n++
		}
		if share, i, ok := of.completeness(months[:n]); ok {
			row.Completeness, row.Low, row.High = &share, &i.Low, &i.High
			if share >= wholeFrom {
				row.Status = record.OK
			}
		}
		rows, months = append(rows, row), months[n:]
	}
	return record.TableOf(rows), nil
}
