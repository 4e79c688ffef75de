package stats

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
)

// gridSize is how many dispersions a company is taken to have one of.
const gridSize = 19

// grid are these dispersions: 0.01·2^(k/2), so from 0.01 to 5.12. Counts of companies are never taken to vary less than the least.
var grid = func() (out [gridSize]float64) {
	for k := range out {
		out[k] = 0.01 * math.Exp2(float64(k)/2)
	}
	return out
}()

// Dispersions returns the dispersions that Weights are for, ascending.
func Dispersions() []float64 { return slices.Clone(grid[:]) }

// Weights say how probable each of the dispersions of Dispersions is; their sum is 1. A dispersion is phi in a variance of μ + phi·μ².
type Weights [gridSize]float64

// even are the weights of somebody who knows nothing.
var even = func() (out Weights) {
	for k := range out {
		out[k] = 1.0 / gridSize
	}
	return out
}()

// Mean returns the mean dispersion.
func (w Weights) Mean() (phi float64) {
	for k, p := range w {
		phi += p * grid[k]
	}
	return phi
}

// Quantile returns the least dispersion that is not exceeded with the probability p.
func (w Weights) Quantile(p float64) float64 {
	sum := 0.0
	for k := range w {
		if sum += w[k]; sum >= p-1e-12 {
			return grid[k]
		}
	}
	return grid[gridSize-1]
}

// Above returns the probability of a dispersion above phi.
func (w Weights) Above(phi float64) (p float64) {
	for k := range w {
		if grid[k] > phi {
			p += w[k]
		}
	}
	return p
}

// DegreesOfFreedom returns how many earlier spans the weights are worth, as a variance that is estimated from so many would be as
// uncertain: d in ψ′(d/2) = variance of ln phi. It is +Inf where the weights leave no doubt.
//
// Source: Smyth, Statistical Applications in Genetics and Molecular Biology 3 (2004), article 3, section 6.2.
func (w Weights) DegreesOfFreedom() float64 {
	var mean, squares float64
	for k, p := range w {
		l := math.Log(grid[k])
		mean, squares = mean+p*l, squares+p*l*l
	}
	variance := squares - mean*mean
	if variance < 1e-12 {
		return math.Inf(1)
	}
	low, high := -30.0, 30.0 // logarithms of d/2; ψ′ falls
	for range 80 {
		if middle := (low + high) / 2; trigamma(math.Exp(middle)) > variance {
			low = middle
		} else {
			high = middle
		}
	}
	return 2 * math.Exp(high)
}

// trigamma returns ψ′(x), which is Hurwitz's zeta of 2 and x.
func trigamma(x float64) float64 { return mathext.Zeta(2, x) }

// MoreThanBefore returns the mean of the function of that name over the dispersions.
func (w Weights) MoreThanBefore(y, sum int64, spans int) (p float64) {
	for k, weight := range w {
		if weight > 0 {
			p += weight * MoreThanBefore(y, sum, spans, grid[k])
		}
	}
	return min(p, 1)
}

// OutgrewOthers returns the mean of the function of that name over the dispersions, to each of which that of the others
// is added.
func (w Weights) OutgrewOthers(a Against, spans int, others float64) (p float64) {
	for k, weight := range w {
		p += weight * OutgrewOthers(a, spans, grid[k]+others)
	}
	return min(p, 1)
}

// RatioInterval returns the 95 % interval of how many times y is the mean of earlier equal spans: exp(ln r ± 1.96·√(1/y + 1/sum + v)),
// where v is the mean of ψ′(1/phi) + ψ′(spans/phi) over the dispersions: the variance of the logarithm of the ratio of gamma factors.
// Where one count is 0 it is the one-sided bound of the function of that name at the mean dispersion.
func (w Weights) RatioInterval(y, sum int64, spans int) (i Interval, ok bool) {
	if y == 0 || sum == 0 {
		return RatioInterval(y, sum, spans, w.Mean())
	}
	var v float64
	for k, weight := range w {
		v += weight * (trigamma(1/grid[k]) + trigamma(float64(spans)/grid[k]))
	}
	return ratioInterval(y, sum, spans, v), true
}

// likelihood returns, as multiples of the largest, how probable the counts of some spans are at each dispersion, given their sum.
//
// Source: negative binomial counts with a common mean, given their sum, are Dirichlet-multinomial (Johnson, Kotz and Balakrishnan,
// Discrete Multivariate Distributions, 1997, chapter 35).
func likelihood(spans []int64) (l Weights) {
	n, sum, largest := float64(len(spans)), float64(sumOf(spans)), math.Inf(-1)
	for k, phi := range grid {
		a := 1 / phi
		l[k] = lgamma(n*a) - lgamma(n*a+sum)
		for _, b := range spans {
			l[k] += lgamma(float64(b)+a) - lgamma(a)
		}
		largest = max(largest, l[k])
	}
	for k := range l {
		l[k] = math.Exp(l[k] - largest)
	}
	return l
}

// times returns the weights after something was seen that is so probable at each dispersion.
func (w Weights) times(seen *Weights) (after Weights) {
	sum := 0.0
	for k := range w {
		after[k] = w[k] * seen[k]
		sum += after[k]
	}
	for k := range after {
		after[k] /= sum
	}
	return after
}
