package main

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"

	"tvistdata/internal/record"
)

// scenario is a kind of world.
type scenario struct {
	name        string
	most        float64             // the rate of false finds that is promised; 0 where nothing is promised
	phi         func(i int) float64 // of a firm
	departments int
	all         float64 // factor that everybody's last year has
	drift       float64
	young       int     // firms that begin some day after the first year; no day of registration is known
	surging     int     // firms that truly surge
	factor      float64 // by which
	large       bool    // those that surge are large, and each is alone in a department of its own
	period      record.Period
	season      []float64 // shares of a year; none for whole years
}

// promised is the rate of false finds that surges are kept at, and what 200 worlds may add.
const promised = 0.05

func same(phi float64) func(int) float64 { return func(int) float64 { return phi } }

// bursty returns a dispersion of 1 for one firm in ten, and of 0.05 for the rest.
func bursty(i int) float64 {
	if i%10 == 3 {
		return 1
	}
	return 0.05
}

// spread returns dispersions of a gamma distribution.
func spread(mean, variation float64) func(int) float64 {
	d := distuv.Gamma{Alpha: 1 / (variation * variation), Beta: 1 / (variation * variation * mean)}
	return func(i int) float64 { return d.Quantile(math.Mod(float64(i)*math.Phi, 1)*0.9998 + 0.0001) }
}

var quarters, months = []float64{0.31, 0.22, 0.17, 0.30}, []float64{0.13, 0.10, 0.08, 0.07, 0.07, 0.06, 0.05, 0.06, 0.08, 0.09, 0.10, 0.11}

var scenarios = []scenario{
	{name: "no dispersion, nothing changed", most: promised, phi: same(0)},
	{name: "dispersion 0.05, nothing changed", most: promised, phi: same(0.05)},
	{name: "dispersion 0.1, nothing changed", most: promised, phi: same(0.1)},
	{name: "dispersion 0.3, nothing changed", most: promised, phi: same(0.3)},
	{name: "a tenth with dispersion 1, the rest 0.05", most: promised, phi: bursty},
	{name: "dispersions spread as gamma, mean 0.1", most: promised, phi: spread(0.1, 1.4)},
	{name: "means that walk, 0.2 a year", most: promised, phi: same(0.05), drift: 0.2},
	{name: "200 departments, everybody ×3, dispersion 0.2", most: promised, phi: same(0.2), departments: 200, all: 3},
	{name: "2 % begin on the way", most: promised, phi: same(0.05), young: worldCompanies / 50},
	{name: "10 % begin on the way", most: promised, phi: same(0.05), young: worldCompanies / 10},
	{name: "5 % grow ×3, dispersion 0.05", most: promised, phi: same(0.05), surging: 100, factor: 3},
	{name: "5 % grow ×3, no dispersion", most: promised, phi: same(0), surging: 100, factor: 3},
	{name: "5 % grow ×6, a tenth bursty", most: promised, phi: bursty, surging: 100, factor: 6},
	{name: "20 alone in a department grow ×6", most: promised, phi: same(0.05), surging: 20, factor: 6, large: true},
	{name: "quarters with a season, dispersion 0.05", phi: same(0.05), period: record.Quarter, season: quarters},
	{name: "quarters with a season, a tenth bursty", phi: bursty, period: record.Quarter, season: quarters},
	{name: "quarters with a season, 5 % grow ×6", phi: same(0.05), period: record.Quarter, season: quarters, surging: 100, factor: 6},
	{name: "months with a season, dispersion 0.05", phi: same(0.05), period: record.Month, season: months},
	{name: "months with a season, a tenth bursty", phi: bursty, period: record.Month, season: months},
	{name: "months with a season, 5 % grow ×6", phi: same(0.05), period: record.Month, season: months, surging: 100, factor: 6},
}

// world draws one: means from 0.3 to 100 a year, evenly by their logarithm, so that some 1,150 of 2,000 are tested.
func (s scenario) world(r *rand.Rand) *world {
	firms := make([]firm, worldCompanies)
	departments, season, all := s.departments, s.season, s.all
	if departments == 0 {
		departments = 12
	}
	if season == nil {
		season = []float64{1}
	}
	if all == 0 {
		all = 1
	}
	for i := range firms {
		f := firm{
			mean: 0.3 * math.Pow(100/0.3, r.Float64()), phi: s.phi(i), department: i % departments, drift: s.drift,
			from: firstYear, begun: 1, grows: 1,
		}
		if i < s.surging {
			f.grows = s.factor
			if s.large {
				f.mean, f.department = 100, departments+i
			}
		}
		if i < s.young {
			f.from, f.begun = firstYear+1+r.IntN(lastYear-firstYear), r.Float64()
		}
		firms[i] = f
	}
	return newWorld(r, firms, season, all)
}
