package stats

import "slices"

// What a prior is learnt from and how: how many companies a size band needs to have one of its own; how many earlier spans a company
// needs, and how many matters in them; the rounds of fitting; and how many companies the pooled prior counts as in that of a band.
const (
	priorCompanies = 10
	priorSpans     = 3
	priorMatters   = 2
	priorRounds    = 200
	priorPull      = 20
)

// priorBands are the least mean counts of the size bands.
var priorBands = []float64{0, 5, 20, 100}

// Prior is what dispersions companies of a size have.
type Prior struct {
	MeanFrom  float64 // of companies with at least so many a span
	Companies int     // that it was learnt from: the band's, or all where these are fewer than ten
	Weights   Weights
}

// Priors are a list's, by the band's least mean count, ascending. None know nothing.
type Priors []Prior

// LearnPriors learns from the earlier spans of every company how differently counts vary from span to span: for each size band the
// distribution of dispersions that makes them most probable, drawn to that of all companies as if that were twenty more. Companies
// with fewer than three spans, or fewer than two matters in all, say nothing. The order of companies and spans changes nothing.
//
// Source: maximum likelihood over all distributions (Kiefer and Wolfowitz, Annals of Mathematical Statistics 27 (1956) 887–906), by
// the EM algorithm (Laird, Journal of the American Statistical Association 73 (1978) 805–811), on a grid (Koenker and Mizera, the
// same 109 (2014) 674–685).
func LearnPriors(companies [][]int64) Priors {
	all := tallied(companies)
	byBand := make([][]tally, len(priorBands))
	for _, t := range all {
		at := band(t.spans)
		byBand[at] = append(byBand[at], t)
	}
	pooled := Prior{Companies: many(all), Weights: learnWeights(all, even, 1)}
	out := make(Priors, len(priorBands))
	for i, of := range byBand {
		out[i] = pooled
		if n := many(of); n >= priorCompanies {
			out[i] = Prior{Companies: n, Weights: learnWeights(of, pooled.Weights, priorPull)}
		}
		out[i].MeanFrom = priorBands[i]
	}
	return out
}

// After returns how probable each dispersion is of a company with these earlier spans: the prior of its size, weighed by how probable
// the spans are at each. Of a company without spans it is the prior of the smallest.
//
// Source: Bayes' rule; with a prior learnt from the others an empirical partially Bayes test (Ignatiadis and Sen, arXiv 2303.02887).
func (p Priors) After(spans []int64) Weights {
	seen := likelihood(spans)
	prior := even
	if len(p) > 0 {
		prior = p[band(spans)].Weights
	}
	return prior.times(&seen)
}

// OfSize returns the mean dispersion of companies of the size of one with these earlier spans, and what part of what is known of its
// dispersion is from these spans, and not from the others: d/(d + d₀), where d is one less than the spans and d₀ the prior's degrees of
// freedom.
func (p Priors) OfSize(spans []int64) (phi, own float64) {
	if len(p) == 0 {
		return even.Mean(), 1
	}
	prior := p[band(spans)].Weights
	d := float64(len(spans) - 1)
	return prior.Mean(), d / (d + prior.DegreesOfFreedom())
}

// band returns which of the size bands a company with these earlier spans is in.
func band(spans []int64) (at int) {
	mean := float64(sumOf(spans)) / float64(max(len(spans), 1))
	for i, least := range priorBands {
		if mean >= least {
			at = i
		}
	}
	return at
}

// tally is what one company's earlier spans say, and how many companies have just the same ones.
type tally struct {
	spans  []int64 // ascending
	likely Weights
	times  float64
}

// tallied returns those that companies which say something have.
func tallied(companies [][]int64) (out []tally) {
	sorted := make([][]int64, 0, len(companies))
	for _, spans := range companies {
		if len(spans) >= priorSpans && sumOf(spans) >= priorMatters {
			sorted = append(sorted, slices.Sorted(slices.Values(spans)))
		}
	}
	slices.SortFunc(sorted, slices.Compare)
	for _, spans := range sorted {
		if n := len(out); n > 0 && slices.Equal(out[n-1].spans, spans) {
			out[n-1].times++
			continue
		}
		out = append(out, tally{spans, likelihood(spans), 1})
	}
	return out
}

func many(of []tally) (n int) {
	for _, t := range of {
		n += int(t.times)
	}
	return n
}

// learnWeights returns the weights that make what was seen most probable, beside start seen so many times.
func learnWeights(of []tally, start Weights, pull float64) Weights {
	w, companies := start, float64(many(of))
	for range priorRounds {
		var next Weights
		for k := range next {
			next[k] = pull * start[k]
		}
		for i := range of {
			after := w.times(&of[i].likely)
			for k := range next {
				next[k] += of[i].times * after[k]
			}
		}
		for k := range next {
			next[k] /= companies + pull
		}
		w = next
	}
	return w
}

func sumOf(of []int64) (sum int64) {
	for _, n := range of {
		sum += n
	}
	return sum
}
