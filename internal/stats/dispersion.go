package stats

// MinDispersion is the least dispersion that is used: counts of companies are never taken to vary as little as pure
// chance makes them.
const MinDispersion = 0.05

// Dispersion estimates how much more than Poisson counts vary from span to span, pooled over many series of equal
// spans: phi in a variance of μ + phi·μ². It is never below MinDispersion, also when there is nothing to estimate it from.
// A series of fewer than two spans says nothing.
//
// Source: method of moments. Of a series with mean m and variance s², s² − m has the expectation phi·μ² and m² − s²/n
// that of μ²; phi is the sum of the ones over the sum of the others (Clark and Perry, Biometrics 45 (1989) 309–316, for
// one series).
func Dispersion(series [][]int64) float64 {
	var excess, squares float64
	for _, counts := range series {
		if len(counts) < 2 {
			continue
		}
		n := float64(len(counts))
		var sum, around float64
		for _, c := range counts {
			sum += float64(c)
		}
		mean := sum / n
		for _, c := range counts {
			around += (float64(c) - mean) * (float64(c) - mean)
		}
		variance := around / (n - 1)
		excess += variance - mean
		squares += mean*mean - variance/n
	}
	if squares <= 0 {
		return MinDispersion
	}
	return max(excess/squares, MinDispersion)
}
