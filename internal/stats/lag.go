package stats

import "math"

// Delayed counts the reports of cohorts that came after a delay. Age is how long the cohort has been watched; a delay
// longer than that cannot have been seen. Both are whole periods, such as months.
type Delayed struct {
	Age, Delay int
	Count      int64
}

// Lag is how reports come in over time, learnt from delays of which only those that have passed can be seen.
type Lag struct {
	share    []float64 // by delay: of all reports up to the longest delay, those that have come
	variance []float64 // of the logarithm of share
	known    []bool
}

// NewLag learns from delays by the hazard in reverse time: of the reports that came after at most d, in cohorts watched
// for at least d, the share that came after exactly d. The product of what is left over is the share that has come after
// a shorter delay, with Greenwood's variance. Delays longer than the oldest cohort has been watched for stay unknown.
//
// Source: Kalbfleisch and Lawless, Journal of the American Statistical Association 84 (1989) 360–372; Lagakos, Barraj
// and De Gruttola, Biometrika 75 (1988) 515–523. The estimate is that of the chain ladder (Mack, ASTIN Bulletin 23
// (1993) 213–225).
func NewLag(of []Delayed) Lag {
	longest := -1
	for _, d := range of {
		longest = max(longest, d.Age)
	}
	l := Lag{share: make([]float64, longest+1), variance: make([]float64, longest+1), known: make([]bool, longest+1)}
	exactly, atMost := make([]int64, longest+1), make([]int64, longest+1)
	for _, d := range of {
		if d.Delay < 0 || d.Delay > d.Age {
			continue
		}
		exactly[d.Delay] += d.Count
		for k := d.Delay; k <= d.Age; k++ {
			atMost[k] += d.Count
		}
	}
	share, variance, known := 1.0, 0.0, longest >= 0 && atMost[longest] > 0
	for d := longest; d >= 0; d-- {
		l.share[d], l.variance[d], l.known[d] = share, variance, known
		at, upTo := float64(exactly[d]), float64(atMost[d])
		if at == 0 {
			continue
		}
		if at == upTo { // none came sooner: nothing is learnt of shorter delays
			known = false
			continue
		}
		share *= 1 - at/upTo
		variance += at / (upTo * (upTo - at))
	}
	return l
}

// Share returns the share of a cohort's reports that have come when it has been watched for so long, with its 95 %
// interval, of all that come within the longest time that any was watched. It is not ok when too little was seen.
//
// The interval is symmetric on the scale log(−log share), as is usual for survival curves (Kalbfleisch and Prentice, The
// Statistical Analysis of Failure Time Data, 2nd ed., section 1.4).
func (l Lag) Share(age int) (share float64, i Interval, ok bool) {
	if age < 0 || len(l.share) == 0 {
		return 0, Interval{}, false
	}
	age = min(age, len(l.share)-1)
	share = l.share[age]
	switch {
	case !l.known[age]:
		return 0, Interval{}, false
	case share == 1:
		return 1, Interval{1, 1}, true
	}
	width := math.Exp(1.96 * math.Sqrt(l.variance[age]) / math.Abs(math.Log(share)))
	return share, Interval{math.Pow(share, width), math.Pow(share, 1/width)}, true
}
