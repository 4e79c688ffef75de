package answer

import "tvistdata/internal/stats"

// chance is how counts are taken to vary: as Poisson counts do when there are no weights.
type chance struct{ weights *stats.Weights }

// chanceOf returns it for a row with these earlier spans.
func (c *comparison) chanceOf(p period, b baseline) chance {
	if c.model == Poisson {
		return chance{}
	}
	return chance{new(c.field.variations[p.start].priors.After(b.counts))}
}

func (c chance) phi() float64 {
	if c.weights == nil {
		return 0
	}
	return c.weights.Mean()
}

func (c chance) moreThanBefore(y int64, b baseline) float64 {
	if c.weights == nil {
		return stats.MoreThanBefore(y, b.sum, b.spans(), 0)
	}
	return c.weights.MoreThanBefore(y, b.sum, b.spans())
}

func (c chance) interval(y int64, b baseline) (stats.Interval, bool) {
	if c.weights == nil {
		return stats.PoissonRatio(y, b.sum, b.spans(), 0.95), y+b.sum > 0
	}
	return c.weights.RatioInterval(y, b.sum, b.spans())
}

func (c chance) outgrewOthers(a stats.Against, spans int, shared float64) float64 {
	if c.weights == nil {
		return stats.OutgrewOthers(a, spans, 0)
	}
	return c.weights.OutgrewOthers(a, spans, shared)
}
