package answer

import (
	"context"
	"fmt"

	"tvistdata/internal/record"
	"tvistdata/internal/stats"
)

// variation is how the counts of a list's companies vary from span to span, as learnt from the spans before one.
type variation struct {
	priors  stats.Priors // none where fewer than three spans are covered
	lacking map[string]bool
	shared  map[string]shared // by department, all under ""
}

// shared is what the dispersion of many companies' sum is made of: of the dispersion phi of each that may lack no rows, and its
// matters S in the earlier spans, Σ phi·S² and Σ S.
type shared struct{ weighted, sum float64 }

// variationAt returns the variation before a period, which is worked out once per release.
func variationAt(ctx context.Context, s Store, p spans, start record.Date, past past, all []companySeries) (*variation, error) {
	p.first, p.last = yearsBefore(start, baselineSpans), start
	return remembered(ctx, s, "variation "+p.key(), func(context.Context) (*variation, error) {
		lacking := s.Coverage().Lacking(p.list, p.measure, p.first, p.period.Next(p.last)-1)
		return newVariation(past, past.before(p, start), all, lacking), nil
	})
}

// newVariation learns from the earlier spans of every company. Of a company only those count in which it existed, which are no
// confirmed surge, and may lack no row of its own.
func newVariation(past past, before []period, all []companySeries, lacking map[string]bool) *variation {
	v := &variation{lacking: lacking, shared: map[string]shared{}}
	if len(before) < minSpans {
		return v
	}
	counts, used := make([][]int64, len(all)), make([]baseline, len(all))
	for i, series := range all {
		used[i], _ = past.of(series, before)
		counts[i] = used[i].counts
	}
	v.priors = stats.LearnPriors(counts)
	phis := map[string]float64{}
	for i, series := range all {
		if lacking[series.company] || used[i].sum == 0 {
			continue
		}
		key := fmt.Sprint(counts[i])
		phi, known := phis[key]
		if !known {
			phi = v.priors.After(counts[i]).Mean()
			phis[key] = phi
		}
		for department, n := range used[i].byDepartment(series) {
			of := v.shared[department]
			v.shared[department] = shared{of.weighted + phi*float64(n)*float64(n), of.sum + float64(n)}
		}
	}
	return v
}

// others returns the dispersion of the sum of all others' counts in some departments, or in all under "", of a company that has the
// dispersion phi and these matters in each: Σ phi·S² / (Σ S)² over the others. One who is in several departments counts as so many.
//
// Source: the delta method on the logarithm of a sum of independent counts.
func (v *variation) others(departments []string, company string, phi float64, own map[string]int64) float64 {
	var of shared
	for _, d := range departments {
		in := v.shared[d]
		of.weighted, of.sum = of.weighted+in.weighted, of.sum+in.sum
		if n := float64(own[d]); !v.lacking[company] {
			of.weighted, of.sum = of.weighted-phi*n*n, of.sum-n
		}
	}
	if of.sum <= 0 || of.weighted <= 0 {
		return 0
	}
	return of.weighted / (of.sum * of.sum)
}
