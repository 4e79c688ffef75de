package stats

import "math"

// Against is a company's counts beside those of the whole that it is part of, now and in the earlier spans together.
type Against struct {
	Now, Before           int64 // the company's
	WholeNow, WholeBefore int64 // the whole's, with the company
}

// OthersBefore returns how many the others had in the earlier spans.
func (a Against) OthersBefore() int64 { return a.WholeBefore - a.Before }

// OthersRatio returns how many times their mean of the earlier spans the others have now; nil where they had none.
func (a Against) OthersRatio(spans int) *float64 {
	if a.OthersBefore() <= 0 {
		return nil
	}
	return new(float64(a.WholeNow-a.Now) / float64(a.OthersBefore()) * float64(spans))
}

// OutgrewOthers returns the one-sided probability that a company's odds in the whole have risen by as much or more when in
// truth it has changed as the others have: leave-one-out, so that a company that is most of its department is compared
// with the rest of it. The logarithm of the odds ratio is compared with the normal distribution, with the variance
// 1/x₁ + 1/x₀ + 1/(D₁−x₁) + 1/(D₀−x₀) + phi·(1 + 1/spans), where 0.5 is added to all four counts when one is 0.
//
// Source: Woolf, Annals of Human Genetics 19 (1955) 251–253, with Haldane's and Anscombe's 0.5, and the company's own
// dispersion as in RatioInterval.
func OutgrewOthers(a Against, spans int, phi float64) float64 {
	x1, x0 := float64(a.Now), float64(a.Before)
	o1, o0 := float64(a.WholeNow-a.Now), float64(a.WholeBefore-a.Before)
	if x1 == 0 || x0 == 0 || o1 == 0 || o0 == 0 {
		x1, x0, o1, o0 = x1+0.5, x0+0.5, o1+0.5, o0+0.5
	}
	logOdds := math.Log(x1 / o1 * o0 / x0)
	variance := 1/x1 + 1/x0 + 1/o1 + 1/o0 + phi*(1+1/float64(spans))
	return normal.Survival(logOdds / math.Sqrt(variance))
}
