// Package stats holds the statistics that answers carry: intervals, tests and estimates, each with its source. They are
// pure functions of numbers and know nothing of companies or lists.
package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Interval is a range of values, both ends included.
type Interval struct{ Low, High float64 }

// normal is the standard normal distribution.
var normal = distuv.UnitNormal

// z returns the two-sided standard normal quantile of a level such as 0.95: 1.96.
func z(level float64) float64 { return normal.Quantile(1 - (1-level)/2) }

// Wilson returns the score interval of a share, k of n, at a level such as 0.95. Of nothing (n = 0) nothing is known: the
// interval is 0 to 1. It needs 0 ≤ k ≤ n.
//
// Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927) 209–212;
// recommended over others by Newcombe, Statistics in Medicine 17 (1998) 857–872.
func Wilson(k, n int64, level float64) Interval {
	if n == 0 {
		return Interval{0, 1}
	}
	size, q := float64(n), z(level)
	p, q2 := float64(k)/size, q*q
	middle := (p + q2/(2*size)) / (1 + q2/size)
	half := q / (1 + q2/size) * math.Sqrt(p*(1-p)/size+q2/(4*size*size))
	out := Interval{math.Max(0, middle-half), math.Min(1, middle+half)}
	if k == 0 {
		out.Low = 0 // exactly, where the formula leaves a rounding error
	}
	if k == n {
		out.High = 1
	}
	return out
}

// Garwood returns the exact interval of the mean of a Poisson count at a level such as 0.95.
//
// Source: F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28 (1936) 437–442.
func Garwood(count int64, level float64) Interval {
	tail := (1 - level) / 2
	out := Interval{High: gammaQuantile(float64(count)+1, 1-tail)}
	if count > 0 {
		out.Low = gammaQuantile(float64(count), tail)
	}
	return out
}

func gammaQuantile(shape, p float64) float64 { return distuv.Gamma{Alpha: shape, Beta: 1}.Quantile(p) }

// ClopperPearson returns the exact interval of a share, k of n, at a level such as 0.95. Of nothing (n = 0) nothing is
// known: the interval is 0 to 1.
//
// Source: C. J. Clopper and E. S. Pearson, The use of confidence or fiducial limits illustrated in the case of the
// binomial, Biometrika 26 (1934) 404–413.
func ClopperPearson(k, n int64, level float64) Interval {
	out, tail := Interval{0, 1}, (1-level)/2
	if k > 0 {
		out.Low = distuv.Beta{Alpha: float64(k), Beta: float64(n-k) + 1}.Quantile(tail)
	}
	if k < n {
		out.High = distuv.Beta{Alpha: float64(k) + 1, Beta: float64(n - k)}.Quantile(1 - tail)
	}
	return out
}

// PoissonRatio returns the exact interval of how many times a count of one span is the mean of earlier equal spans, when
// both vary as Poisson counts do: y in the one, sum in the earlier spans together. High is +Inf when sum is 0, and both
// counts being 0 says nothing: 0 to +Inf.
//
// Source: given the total, y is binomial with odds of ratio to spans (Przyborowski and Wilenski, Biometrika 31 (1940)
// 313–323); the interval of its share is ClopperPearson's.
func PoissonRatio(y, sum int64, spans int, level float64) Interval {
	share := ClopperPearson(y, y+sum, level)
	odds := func(p float64) float64 { return float64(spans) * p / (1 - p) } // 1/0 is +Inf
	return Interval{odds(share.Low), odds(share.High)}
}
