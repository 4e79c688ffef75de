package stats_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"

	"tvistdata/internal/stats"
)

// near fails when two numbers differ by more than a tolerance.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) && got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// The examples of Newcombe (1998), table I: methods 3 (Wilson) and 5 (Clopper-Pearson).
func TestSharesOfNewcombe(t *testing.T) {
	for _, c := range []struct {
		k, n                       int64
		low, high, exactLow, exact float64
	}{
		{81, 263, 0.2553, 0.3662, 0.2527, 0.3676},
		{15, 148, 0.0624, 0.1605, 0.0578, 0.1617},
		{0, 20, 0, 0.1611, 0, 0.1684},
		{1, 29, 0.0061, 0.1718, 0.0009, 0.1776},
	} {
		w, cp := stats.Wilson(c.k, c.n, 0.95), stats.ClopperPearson(c.k, c.n, 0.95)
		near(t, "Wilson low", w.Low, c.low, 5e-5)
		near(t, "Wilson high", w.High, c.high, 5e-5)
		near(t, "Clopper-Pearson low", cp.Low, c.exactLow, 5e-5)
		near(t, "Clopper-Pearson high", cp.High, c.exact, 5e-5)
	}
}

// Wilson's ends are where the score test is at its limit: (k − np)² = z²·n·p·(1−p).
func TestWilsonInvertsTheScoreTest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(1, 5000).Draw(t, "n")
		k := rapid.Int64Range(0, n).Draw(t, "k")
		i := stats.Wilson(k, n, 0.95)
		for _, p := range []float64{i.Low, i.High} {
			if p == 0 || p == 1 {
				continue
			}
			score := math.Abs(float64(k)-float64(n)*p) / math.Sqrt(float64(n)*p*(1-p))
			if math.Abs(score-1.959964) > 1e-4 {
				t.Fatalf("%d of %d: the score at %v is %v", k, n, p, score)
			}
		}
		if share := float64(k) / float64(n); i.Low > share || i.High < share {
			t.Fatalf("%d of %d: %v leaves the share out", k, n, i)
		}
	})
}

func TestNothingIsKnownOfNothing(t *testing.T) {
	if got := stats.Wilson(0, 0, 0.95); got != (stats.Interval{Low: 0, High: 1}) {
		t.Errorf("Wilson: %v", got)
	}
	if got := stats.ClopperPearson(0, 0, 0.95); got != (stats.Interval{Low: 0, High: 1}) {
		t.Errorf("Clopper-Pearson: %v", got)
	}
	if got := stats.PoissonRatio(0, 0, 5, 0.95); got.Low != 0 || !math.IsInf(got.High, 1) {
		t.Errorf("ratio: %v", got)
	}
	if _, ok := stats.RatioInterval(0, 0, 5, 0.1); ok {
		t.Error("a ratio of nothing to nothing has an interval")
	}
}

// Garwood's own table (1936), as in every handbook since.
func TestGarwoodsTable(t *testing.T) {
	for count, want := range map[int64]stats.Interval{
		0: {Low: 0, High: 3.6889}, 1: {Low: 0.0253, High: 5.5716}, 2: {Low: 0.2422, High: 7.2247},
		5: {Low: 1.6235, High: 11.6683}, 10: {Low: 4.7954, High: 18.3904}, 20: {Low: 12.2165, High: 30.8884},
	} {
		got := stats.Garwood(count, 0.95)
		near(t, "low", got.Low, want.Low, 5e-5)
		near(t, "high", got.High, want.High, 5e-5)
	}
}

// The ends of Garwood's interval are the means at which so few, or so many, are as rare as 2.5 %.
func TestGarwoodAgainstSums(t *testing.T) {
	for count := int64(1); count < 60; count += 7 {
		i := stats.Garwood(count, 0.95)
		atMost := func(n int64, mean float64) float64 {
			var sum float64
			for k := range n + 1 {
				sum += distuv.Poisson{Lambda: mean}.Prob(float64(k))
			}
			return sum
		}
		near(t, "at most, at the high end", atMost(count, i.High), 0.025, 1e-9)
		near(t, "at least, at the low end", 1-atMost(count-1, i.Low), 0.025, 1e-9)
	}
}

// With a phi of 1 and one span before, every split of the total is as likely: y or more has (sum + 1) of the
// (total + 1) splits. With a phi of 0 the split is binomial.
func TestMoreThanBeforeInClosedForm(t *testing.T) {
	near(t, "uniform", stats.MoreThanBefore(7, 3, 1, 1), 4.0/11, 1e-12)
	near(t, "uniform", stats.MoreThanBefore(10, 0, 1, 1), 1.0/11, 1e-12)
	near(t, "binomial", stats.MoreThanBefore(2, 0, 5, 0), 1.0/36, 1e-12)
	near(t, "binomial", stats.MoreThanBefore(1, 1, 5, 0), 11.0/36, 1e-12)
	near(t, "none", stats.MoreThanBefore(0, 12, 5, 0.1), 1, 0)
}

// A far lower count than before, too small a chance for a number, is no find.
func TestFarFewerIsNoFind(t *testing.T) {
	near(t, "fewer", stats.MoreThanBefore(1, 1_000_000, 5, 0.05), 1, 1e-9)
	if p := stats.MoreThanBefore(1_000_000, 1, 5, 0.05); p < 0 || p > 1e-12 {
		t.Errorf("far more: %v", p)
	}
}

// Summing products of beta functions one by one gives what the recurrence does.
func TestMoreThanBeforeAgainstBruteForce(t *testing.T) {
	lbeta := func(a, b float64) float64 {
		x, _ := math.Lgamma(a)
		y, _ := math.Lgamma(b)
		z, _ := math.Lgamma(a + b)
		return x + y - z
	}
	rapid.Check(t, func(t *rapid.T) {
		y, sum := rapid.Int64Range(0, 200).Draw(t, "y"), rapid.Int64Range(0, 800).Draw(t, "sum")
		spans, phi := rapid.IntRange(3, 5).Draw(t, "spans"), rapid.Float64Range(0.05, 2).Draw(t, "phi")
		a, b, n := 1/phi, float64(spans)/phi, float64(y+sum)
		var want float64
		for k := float64(y); k <= n; k++ {
			want += math.Exp(-lbeta(k+1, n-k+1) - math.Log(n+1) + lbeta(k+a, n-k+b) - lbeta(a, b))
		}
		if got := stats.MoreThanBefore(y, sum, spans, phi); math.Abs(got-want) > 1e-9*math.Max(want, 1e-3) {
			t.Fatalf("%d after %d in %d spans at %v: got %v, want %v", y, sum, spans, phi, got, want)
		}
	})
}

// counts draws spans of counts whose mean varies by a gamma factor of variance phi.
func counts(r *rand.Rand, spans int, mean, phi float64) []int64 {
	out := make([]int64, spans)
	for i := range out {
		m := mean
		if phi > 0 {
			m *= distuv.Gamma{Alpha: 1 / phi, Beta: 1 / phi, Src: r}.Rand()
		}
		if m > 0 {
			out[i] = int64(distuv.Poisson{Lambda: m, Src: r}.Rand())
		}
	}
	return out
}

func sumOf(of []int64) (n int64) {
	for _, v := range of {
		n += v
	}
	return n
}

// Among counts that have not changed, so small a probability is as rare as it says.
func TestFalseAlarmsOfMoreThanBefore(t *testing.T) {
	for _, phi := range []float64{0.05, 0.3} {
		r := rand.New(rand.NewPCG(1, 2))
		const runs = 20_000
		found := 0
		for range runs {
			c := counts(r, 6, 60, phi)
			if stats.MoreThanBefore(c[5], sumOf(c[:5]), 5, phi) <= 0.05 {
				found++
			}
		}
		if rate := float64(found) / runs; rate > 0.056 || rate < 0.035 {
			t.Errorf("phi %v: %v of unchanged counts are found at 0.05", phi, rate)
		}
	}
}

func TestRatioIntervalByHand(t *testing.T) {
	i, ok := stats.RatioInterval(768, 655, 5, 0.05)
	half := 1.96 * math.Sqrt(1.0/768+1.0/655+0.05*6/5)
	ratio := 768.0 / 131
	if !ok {
		t.Fatal("no interval")
	}
	near(t, "low", i.Low, ratio/math.Exp(half), 1e-9)
	near(t, "high", i.High, ratio*math.Exp(half), 1e-9)
}

// At the bound, none at all is as rare as 5 %: drawn again, the share of draws without any.
func TestBoundsAtNoneAgainstSimulation(t *testing.T) {
	const phi, spans, runs = 0.2, 5, 200_000
	now, _ := stats.RatioInterval(0, 40, spans, phi)
	before, _ := stats.RatioInterval(9, 0, spans, phi)
	if now.Low != 0 || !math.IsInf(before.High, 1) {
		t.Fatalf("got %v and %v", now, before)
	}
	r := rand.New(rand.NewPCG(3, 4))
	var noneNow, noneBefore float64
	for range runs {
		share := distuv.Beta{Alpha: 1 / phi, Beta: spans / phi, Src: r}.Rand()
		odds := share / (1 - share)
		noneNow += math.Pow(1/(1+now.High*odds), 40) / runs
		noneBefore += math.Pow(before.Low*odds/(1+before.Low*odds), 9) / runs
	}
	near(t, "none now", noneNow, 0.05, 0.001)
	near(t, "none before", noneBefore, 0.05, 0.001)
}

// Without dispersion the bound is that of the binomial: the chance of none in y is (5/(5+ratio))^40.
func TestBoundAtNoneWithoutDispersion(t *testing.T) {
	i, _ := stats.RatioInterval(0, 40, 5, 0)
	near(t, "chance", math.Pow(5/(5+i.High), 40), 0.05, 1e-9)
}

// 41 cases against 15 in equal time: at each end of the interval the binomial's tail, summed term by term, is 2.5 %.
func TestPoissonRatioAgainstTails(t *testing.T) {
	i := stats.PoissonRatio(41, 15, 1, 0.95)
	tail := func(ratio float64) (atLeast, atMost float64) {
		b := distuv.Binomial{N: 56, P: ratio / (1 + ratio)}
		for k := range 57 {
			if k >= 41 {
				atLeast += b.Prob(float64(k))
			}
			if k <= 41 {
				atMost += b.Prob(float64(k))
			}
		}
		return atLeast, atMost
	}
	atLeast, _ := tail(i.Low)
	_, atMost := tail(i.High)
	near(t, "at least, at the low end", atLeast, 0.025, 1e-9)
	near(t, "at most, at the high end", atMost, 0.025, 1e-9)
}

// By hand: (30/70)/(20/180) is an odds ratio of 3.857, its logarithm's variance without dispersion
// 1/30+1/70+1/20+1/180 = 0.1032, so z = 4.2027.
func TestOutgrewOthersByHand(t *testing.T) {
	a := stats.Against{Now: 30, Before: 20, WholeNow: 100, WholeBefore: 200}
	near(t, "p", stats.OutgrewOthers(a, 5, 0), distuv.UnitNormal.Survival(math.Log(27.0/7)/math.Sqrt(1.0/30+1.0/70+1.0/20+1.0/180)), 1e-12)
	if grown := (stats.Against{Now: 60, Before: 100, WholeNow: 600, WholeBefore: 1000}); math.Abs(stats.OutgrewOthers(grown, 5, 0.1)-0.5) > 1e-12 {
		t.Error("growing as the others do is found")
	}
	for _, none := range []stats.Against{{0, 0, 10, 10}, {5, 0, 5, 40}, {0, 5, 9, 5}} {
		if p := stats.OutgrewOthers(none, 5, 0.1); math.IsNaN(p) || p <= 0 || p >= 1 {
			t.Errorf("%v: %v", none, p)
		}
	}
}
