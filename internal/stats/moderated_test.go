package stats_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tvistdata/internal/stats"
)

// Fifteen companies, three of them bursty: ten in the band from 20 to 100, five in that from 5 to 20.
var worked = [][]int64{
	{20, 22, 19, 25, 21},
	{30, 28, 35, 31, 27},
	{8, 10, 7, 9, 12},
	{50, 44, 52, 61, 47},
	{15, 13, 18, 12, 16},
	{25, 31, 22, 28, 24},
	{40, 38, 45, 36, 43},
	{11, 9, 14, 10, 12},
	{18, 22, 17, 20, 25},
	{33, 29, 36, 30, 34},
	{60, 66, 55, 71, 58},
	{9, 12, 8, 7, 11},
	{5, 40, 2, 18, 9},
	{60, 3, 25, 8, 90},
	{12, 1, 30, 4, 55},
}

// Figures that another program worked out from the formulas.
func TestDispersionsAgainstAnotherProgram(t *testing.T) {
	flat, two := stats.Weights{}, stats.Weights{5: 0.9, 13: 0.1}
	for k := range flat {
		flat[k] = 1.0 / float64(len(flat))
	}
	priors := stats.LearnPriors(worked)
	of := func(w stats.Weights) stats.Priors {
		return stats.Priors{{Weights: w}, {Weights: w}, {Weights: w}, {Weights: w}}
	}
	for i, c := range []struct {
		prior            stats.Priors
		earlier          []int64
		y                int64
		phi, own, others float64
		o1, o0           int64
		h                float64
	}{
		{of(flat), []int64{20, 22, 19, 25, 21}, 60, .0402462, 1.194326e-03, 3.514695e-03, 900, 4000, 0.004},
		{of(two), []int64{20, 22, 19, 25, 21}, 60, .0575501, 3.350500e-04, 2.167419e-03, 900, 4000, 0.004},
		{of(two), []int64{5, 40, 2, 18, 9}, 60, .904801, 4.951781e-02, 1.131024e-01, 900, 4000, 0.004},
		{of(two), []int64{3, 2, 4, 1, 3}, 17, .0740894, 4.826665e-04, 1.218608e-03, 900, 4000, 0.004},
		{of(two), []int64{100, 118, 115}, 240, .0628155, 3.706017e-03, 1.640153e-02, 900, 2400, 0.004},
		{of(two), []int64{122, 118, 131, 119, 120}, 768, .0569273, 5.769329e-06, 2.111432e-05, 900, 4000, 0.004},
		{of(flat), []int64{0, 0, 1, 1, 0}, 18, .685145, 2.120078e-03, 5.974239e-03, 900, 4000, 0.004},
		{priors[:1], []int64{60, 3, 25, 8, 90}, 200, 1.31103, 4.077482e-02, 1.043477e-01, 900, 4000, 0.004},
		{priors, []int64{20, 22, 19, 25, 21}, 60, .0114733, 7.956808e-05, 3.018551e-04, 127, 609, .0216741},
		{priors, []int64{8, 10, 7, 9, 12}, 40, .0154739, 1.796179e-04, 0, 0, 0, 0},
	} {
		t.Run(fmt.Sprint("case ", i+1), func(t *testing.T) {
			prior := c.prior
			if len(prior) == 1 { // the smallest band has too few companies for a prior of its own: the pooled one
				prior = of(prior[0].Weights)
			}
			w, spans := prior.After(c.earlier), len(c.earlier)
			sum := sumOf(c.earlier)
			near(t, "phi", w.Mean(), c.phi, 1e-5*c.phi)
			near(t, "own", w.MoreThanBefore(c.y, sum, spans), c.own, 2e-6*c.own)
			if c.o1 > 0 {
				a := stats.Against{Now: c.y, Before: sum, WholeNow: c.y + c.o1, WholeBefore: sum + c.o0}
				near(t, "others", w.OutgrewOthers(a, spans, c.h), c.others, 2e-6*c.others)
			}
		})
	}
}

// The weights themselves, with what is told of them.
func TestPriorsAgainstAnotherProgram(t *testing.T) {
	pooled := stats.Weights{
		.698344, .030922, .014701, .009370, .006851, .005462, .004633, .004120, .003812, .003689, .003861, .004771, .008241,
		.028679, .137601, .018950, .007405, .004746, .003840,
	}
	band := stats.Weights{
		.716298, .029691, .013168, .007841, .005392, .004084, .003329, .002878, .002613, .002501, .002628, .003391, .006561,
		.026806, .141563, .018544, .006361, .003625, .002725,
	}
	priors := stats.LearnPriors(worked)
	for i, c := range []struct {
		weights       stats.Weights
		companies     int
		freedom, mean float64
	}{{pooled, 15, 1.13591, .311705}, {pooled, 15, 1.13591, .311705}, {band, 10, 1.14825, .299061}, {pooled, 15, 1.13591, .311705}} {
		got := priors[i]
		if got.Companies != c.companies {
			t.Errorf("band %d is learnt from %d, not from %d", i, got.Companies, c.companies)
		}
		for k := range got.Weights {
			near(t, fmt.Sprintf("band %d, weight %d", i, k), got.Weights[k], c.weights[k], 6e-7)
		}
		near(t, "degrees of freedom", got.Weights.DegreesOfFreedom(), c.freedom, 1e-5)
		near(t, "mean", got.Weights.Mean(), c.mean, 1e-6)
	}
	near(t, "half", priors[2].Weights.Quantile(0.5), 0.01, 0)
	near(t, "ninety of a hundred", priors[2].Weights.Quantile(0.9), 1.28, 1e-12)
	near(t, "above a half", priors[2].Weights.Above(0.5), .026806+.141563+.018544+.006361+.003625+.002725+.006561, 2e-6)
}

func TestTailsAgainstAnotherProgram(t *testing.T) {
	grid := stats.Dispersions()
	near(t, "60 of 167", stats.MoreThanBefore(60, 107, 5, grid[5]), 2.128487e-04, 1e-10)
	near(t, "17 of 30", stats.MoreThanBefore(17, 13, 5, grid[13]), 2.245294e-02, 1e-8)
}

// Neither the order of companies nor that of their spans changes a bit, and who has fewer than three spans or two matters says nothing.
func TestPriorsDependOnNoOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		of := rapid.SliceOfN(rapid.SliceOfN(rapid.Int64Range(0, 40), 3, 5), 1, 40).Draw(t, "companies")
		want := stats.LearnPriors(of)
		mixed := slices.Clone(of)
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		for i, spans := range mixed {
			mixed[i] = slices.Clone(spans)
			r.Shuffle(len(spans), func(j, k int) { mixed[i][j], mixed[i][k] = mixed[i][k], mixed[i][j] })
		}
		if got := stats.LearnPriors(append(mixed, []int64{1000, 0}, []int64{0, 1, 0}, nil)); !slices.Equal(got, want) {
			t.Fatalf("%v, but in another order %v", want, got)
		}
		for i, p := range want {
			sum := 0.0
			for _, w := range p.Weights {
				sum += w
			}
			if math.Abs(sum-1) > 1e-9 {
				t.Fatalf("the weights of band %d add up to %v", i, sum)
			}
		}
	})
}

// Where the prior leaves no doubt, the mean over dispersions is the plain formula.
func TestOneDispersionIsThePlainFormula(t *testing.T) {
	phi := stats.Dispersions()[5]
	w := stats.Weights{5: 1}
	a := stats.Against{Now: 60, Before: 107, WholeNow: 960, WholeBefore: 4107}
	near(t, "own", w.MoreThanBefore(60, 107, 5), stats.MoreThanBefore(60, 107, 5, phi), 0)
	near(t, "others", w.OutgrewOthers(a, 5, 0), stats.OutgrewOthers(a, 5, phi), 0)
	near(t, "mean", w.Mean(), phi, 0)
	if d := w.DegreesOfFreedom(); !math.IsInf(d, 1) {
		t.Errorf("no doubt is worth %v spans", d)
	}
}

// The interval of a company that has not changed holds 1 in about as many as it says, for bursty companies too. The weights know
// only what companies of its kind are like.
func TestRatioIntervalCoversBurstyCompanies(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, phi := range []float64{0.05, 0.3, 1} {
		companies := make([][]int64, 400)
		for i := range companies {
			companies[i] = counts(r, 5, 30, phi)
		}
		priors := stats.LearnPriors(companies)
		held, of := 0, 0
		for _, earlier := range companies {
			y := counts(r, 1, 30, phi)[0]
			if i, ok := priors.After(earlier).RatioInterval(y, sumOf(earlier), len(earlier)); ok {
				if of++; i.Low <= 1 && 1 <= i.High {
					held++
				}
			}
		}
		if share := float64(held) / float64(of); share < 0.9 || share > 0.985 {
			t.Errorf("at a dispersion of %v the interval holds in %.3f", phi, share)
		}
	}
}
