package stats

import "math"

// MoreThanBefore returns the one-sided probability of y or more in a span, given the total with the earlier equal spans,
// when nothing has changed: y out of y + sum is beta-binomial with parameters 1/phi and spans/phi. Counts in each span
// are Poisson around a mean that varies from span to span by a gamma factor of mean 1 and variance phi. A phi of 0 is
// the pure Poisson case, where y is binomial. With nothing in any span it is 1.
//
// Source: such counts are negative binomial, of size 1/phi; of negative binomial counts with a common mean, given their
// total, one is beta-binomial (Johnson, Kemp and Kotz, Univariate Discrete Distributions, 3rd ed., sections 5.6 and 6.2).
func MoreThanBefore(y, sum int64, spans int, phi float64) float64 {
	if y <= 0 {
		return 1
	}
	total := y + sum
	if mean := float64(total) / float64(spans+1); float64(y) < mean {
		return 1 - upTo(y-1, total, spans, phi)
	}
	term := betaBinomial(y, total, spans, phi)
	p := term
	for k := y; k < total && term > p*1e-17; k++ {
		term *= nextTerm(k, total, spans, phi)
		p += term
	}
	return math.Min(p, 1)
}

// upTo returns the probability of k or fewer out of total, for k below the mean.
func upTo(k, total int64, spans int, phi float64) float64 {
	term := betaBinomial(k, total, spans, phi)
	p := term
	for k > 0 && term > p*1e-17 {
		k--
		term /= nextTerm(k, total, spans, phi)
		p += term
	}
	return p
}

// betaBinomial returns the probability of k out of total.
func betaBinomial(k, total int64, spans int, phi float64) float64 {
	x, n, s := float64(k), float64(total), float64(spans)
	choose := lgamma(n+1) - lgamma(x+1) - lgamma(n-x+1)
	if phi == 0 {
		return math.Exp(choose - x*math.Log1p(s) + (n-x)*math.Log(s/(s+1)))
	}
	a, b := 1/phi, s/phi
	return math.Exp(choose + lbeta(x+a, n-x+b) - lbeta(a, b))
}

// nextTerm returns the probability of k+1 as a multiple of that of k.
func nextTerm(k, total int64, spans int, phi float64) float64 {
	x, n, s := float64(k), float64(total), float64(spans)
	return (n - x) / (x + 1) * (1 + phi*x) / (s + phi*(n-x-1))
}

func lgamma(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
}

func lbeta(a, b float64) float64 { return lgamma(a) + lgamma(b) - lgamma(a+b) }

// RatioInterval returns the 95 % interval of how many times y is the mean of earlier equal spans, sum in all of them
// together: exp(ln r ± 1.96·√(1/y + 1/sum + phi·(1 + 1/spans))). Where one count is 0 it is a bound on one side at 95 %,
// from inverting the test of MoreThanBefore: 0 to High for y = 0, Low to +Inf for sum = 0. It is not ok when both are 0.
//
// Source: the delta method on the variance of a negative binomial count, μ + phi·μ² (Lawless, Canadian Journal of
// Statistics 15 (1987) 209–225).
func RatioInterval(y, sum int64, spans int, phi float64) (i Interval, ok bool) {
	switch {
	case y == 0 && sum == 0:
		return Interval{}, false
	case y == 0:
		return Interval{0, bound(func(r float64) float64 { return noneNow(sum, spans, phi, r) })}, true
	case sum == 0:
		return Interval{1 / bound(func(r float64) float64 { return noneBefore(y, spans, phi, 1/r) }), math.Inf(1)}, true
	}
	return ratioInterval(y, sum, spans, phi*(1+1/float64(spans))), true
}

// ratioInterval returns the interval for a ratio that varies by so much besides pure chance.
func ratioInterval(y, sum int64, spans int, variance float64) Interval {
	ratio := math.Log(float64(y) / float64(sum) * float64(spans))
	half := 1.96 * math.Sqrt(1/float64(y)+1/float64(sum)+variance)
	return Interval{math.Exp(ratio - half), math.Exp(ratio + half)}
}

// bound finds the ratio at which a probability that falls as the ratio grows is 0.05.
func bound(p func(ratio float64) float64) float64 {
	low, high := -60.0, 60.0 // logarithms
	for range 80 {
		if middle := (low + high) / 2; p(math.Exp(middle)) > 0.05 {
			low = middle
		} else {
			high = middle
		}
	}
	return math.Exp(high)
}

// noneNow returns the probability that all of total fall in the earlier spans, were the ratio so many.
func noneNow(total int64, spans int, phi, ratio float64) float64 {
	return overSplits(spans, phi, func(odds float64) float64 { return -float64(total) * math.Log1p(ratio*odds) })
}

// noneBefore returns the probability that all of total fall in the last span, were the ratio so many.
func noneBefore(total int64, spans int, phi, ratio float64) float64 {
	return overSplits(spans, phi, func(odds float64) float64 { return -float64(total) * math.Log1p(1/(ratio*odds)) })
}

// overSplits takes the mean of exp(f) over the odds of a matter to fall in the last span and not in the earlier ones when
// nothing has changed: a beta-distributed share with parameters 1/phi and spans/phi, or exactly 1/spans when phi is 0.
// The trapezoid rule over the logarithm of the odds, where the density is smooth and falls off on both sides, is as good
// as exact.
func overSplits(spans int, phi float64, f func(odds float64) float64) float64 {
	if phi == 0 {
		return math.Exp(f(1 / float64(spans)))
	}
	a, b := 1/phi, float64(spans)/phi
	middle, width := math.Log(a/b), math.Sqrt(1/a+1/b)
	step := width / 16
	density := func(t float64) float64 { return a*t - (a+b)*math.Log1p(math.Exp(t)) - lbeta(a, b) }
	var sum float64
	for t := middle - 45/a - 12*width; t < middle+45/b+12*width; t += step {
		sum += math.Exp(density(t) + f(math.Exp(t)))
	}
	return sum * step
}
