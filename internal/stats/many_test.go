package stats_test

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tvistdata/internal/stats"
)

// The fifteen probabilities of Benjamini and Hochberg (1995), section 3: four are found at q = 0.05.
func TestFalseDiscoveryOfTheFirstPaper(t *testing.T) {
	p := []float64{.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1}
	found := 0
	for _, q := range stats.FalseDiscovery(p) {
		if q <= 0.05 {
			found++
		}
	}
	if found != 4 {
		t.Errorf("found %d, the paper four", found)
	}
}

// The paper's own rule: with the probabilities in order, find all up to the last with p ≤ rank/m·q.
func TestFalseDiscoveryIsTheStepUpRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOfN(rapid.Float64Range(0, 1), 0, 40).Draw(t, "p")
		q := rapid.Float64Range(0.001, 0.5).Draw(t, "q")
		sorted := slices.SortedFunc(slices.Values(p), cmp.Compare[float64])
		last := -1.0
		for rank, v := range sorted {
			if v <= float64(rank+1)/float64(len(p))*q {
				last = v
			}
		}
		for i, got := range stats.FalseDiscovery(p) {
			if want := p[i] <= last; (got <= q) != want && math.Abs(got-q) > 1e-12 {
				t.Fatalf("%v of %v at %v: got %v, want found %v", p[i], p, q, got, want)
			}
		}
	})
}

func TestRankRangesAgainstEveryPair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		of := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) stats.Interval {
			low := rapid.IntRange(0, 20).Draw(t, "low")
			return stats.Interval{Low: float64(low), High: float64(low + rapid.IntRange(0, 10).Draw(t, "width"))}
		}), 0, 30).Draw(t, "intervals")
		for i, got := range stats.RankRanges(of) {
			want := stats.Ranks{Best: 1, Worst: len(of)}
			for _, other := range of {
				if other.Low > of[i].High {
					want.Best++
				}
				if other.High < of[i].Low {
					want.Worst--
				}
			}
			if got != want {
				t.Fatalf("%v of %v: got %v, want %v", of[i], of, got, want)
			}
		}
	})
}

// The run-off triangle of Taylor and Ashe, with the development factors that Mack (1993) gives for it.
func TestLagIsTheChainLadderOfMack(t *testing.T) {
	triangle := [][]int64{
		{357848, 1124788, 1735330, 2218270, 2745596, 3319994, 3466336, 3606286, 3833515, 3901463},
		{352118, 1236139, 2170033, 3353322, 3799067, 4120063, 4647867, 4914039, 5339085},
		{290507, 1292306, 2218525, 3235179, 3985995, 4132918, 4628910, 4909315},
		{310608, 1418858, 2195047, 3757447, 4029929, 4381982, 4588268},
		{443160, 1136350, 2128333, 2897821, 3402672, 3873311},
		{396132, 1333217, 2180715, 2985752, 3691712},
		{440832, 1288463, 2419861, 3483130},
		{359480, 1421128, 2864498},
		{376686, 1363294},
		{344014},
	}
	var of []stats.Delayed
	for _, cohort := range triangle {
		var before int64
		for delay, total := range cohort {
			of = append(of, stats.Delayed{Age: len(cohort) - 1, Delay: delay, Count: total - before})
			before = total
		}
	}
	lag := stats.NewLag(of)
	for age, factor := range []float64{3.4906, 1.7473, 1.4574, 1.1739, 1.1038, 1.0863, 1.0539, 1.0766, 1.0177} {
		share, _, ok := lag.Share(age)
		next, _, _ := lag.Share(age + 1)
		if !ok {
			t.Fatalf("nothing is known at age %d", age)
		}
		near(t, "factor", next/share, factor, 6e-5)
	}
	if share, _, _ := lag.Share(99); share != 1 {
		t.Errorf("after the longest delay %v have come", share)
	}
}

// A thousand reports a cohort that come by a known law: the estimate finds it, and its interval holds it.
func TestLagFindsWhatWasPutIn(t *testing.T) {
	law := []float64{0.1, 0.2, 0.3, 0.2, 0.1, 0.1}
	var of []stats.Delayed
	for age := range 24 {
		for delay, share := range law {
			of = append(of, stats.Delayed{Age: age, Delay: delay, Count: int64(share * 1000)})
		}
	}
	lag, come := stats.NewLag(of), 0.0
	for age, share := range law {
		come += share
		got, i, ok := lag.Share(age)
		if !ok || math.Abs(got-come) > 0.01 || i.Low > come || i.High < come || i.Low < 0 || i.High > 1 {
			t.Errorf("age %d: got %v %v %v, want %v", age, got, i, ok, come)
		}
	}
}

func TestLagOfNothing(t *testing.T) {
	if _, _, ok := stats.NewLag(nil).Share(3); ok {
		t.Error("nothing tells how reports come in")
	}
	only := stats.NewLag([]stats.Delayed{{Age: 5, Delay: 4, Count: 10}})
	if _, _, ok := only.Share(2); ok {
		t.Error("nothing that came sooner was seen")
	}
	if share, _, ok := only.Share(4); !ok || share != 1 {
		t.Errorf("after the only delay: %v %v", share, ok)
	}
}
