package stats

import (
	"cmp"
	"slices"
	"sort"
)

// FalseDiscovery returns each of many probabilities the least rate q at which it would be found: keeping those at most q,
// on average at most a share q of the found are false, when they are independent or rise and fall together.
//
// Source: Benjamini and Hochberg, Controlling the false discovery rate, Journal of the Royal Statistical Society B 57
// (1995) 289–300; under positive dependence by Benjamini and Yekutieli, Annals of Statistics 29 (2001) 1165–1188.
func FalseDiscovery(p []float64) []float64 {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	out, least := make([]float64, len(p)), 1.0
	for rank := len(order); rank >= 1; rank-- {
		i := order[rank-1]
		least = min(least, p[i]*float64(len(p))/float64(rank))
		out[i] = least
	}
	return out
}

// Ranks is the range of ranks, from 1 for the highest, that a value may truly have.
type Ranks struct{ Best, Worst int }

// RankRanges returns the range of each interval's rank among them all: best is 1 and the number of intervals wholly above
// it, worst is their number less those wholly below it. With intervals at level 1 − 0.05/m, all m ranges hold at once
// with at least 95 % certainty.
//
// Source: Klein, Wright and Wieczorek, A joint confidence region for an overall ranking of populations, Journal of the
// Royal Statistical Society C 69 (2020) 589–606, with Bonferroni's inequality.
func RankRanges(of []Interval) []Ranks {
	lows, highs := make([]float64, len(of)), make([]float64, len(of))
	for i, v := range of {
		lows[i], highs[i] = v.Low, v.High
	}
	slices.Sort(lows)
	slices.Sort(highs)
	out := make([]Ranks, len(of))
	for i, v := range of {
		above := len(of) - sort.Search(len(lows), func(k int) bool { return lows[k] > v.High })
		below := sort.Search(len(highs), func(k int) bool { return highs[k] >= v.Low })
		out[i] = Ranks{1 + above, len(of) - below}
	}
	return out
}

// RankLevel is the level of the intervals that RankRanges needs for m values.
func RankLevel(m int) float64 { return 1 - 0.05/float64(max(m, 1)) }
