package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"

	"tvistdata/internal/answer"
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// world is a list of invented companies of which some surge in the last year, as a store that answers only what surges
// are worked out from.
type world struct {
	answer.Store

	counts []record.Count
	surged map[string]bool
}

const (
	worldCompanies = 300
	worldList      = "arn-cases"
	surgeYear      = 2023
)

// newWorld draws six years of counts: means of 4 to 400, each year's varied by a gamma factor of variance phi. So many of
// the companies surge by a factor in the last year.
func newWorld(r *rand.Rand, phi, factor float64, surging int) *world {
	w := &world{surged: map[string]bool{}}
	for i := range worldCompanies {
		id := fmt.Sprintf("se-%010d", i)
		mean := 4 * math.Pow(100, r.Float64())
		w.surged[id] = i < surging
		for year := surgeYear - 5; year <= surgeYear; year++ {
			m := mean * distuv.Gamma{Alpha: 1 / phi, Beta: 1 / phi, Src: r}.Rand()
			if year == surgeYear && w.surged[id] {
				m *= factor
			}
			n := int64(distuv.Poisson{Lambda: m, Src: r}.Rand())
			if n > 0 {
				w.counts = append(w.counts, record.Count{
					Company: id, Department: fmt.Sprintf("d%02d", i%12), Start: record.NewDate(year, 1, 1), Value: n,
				})
			}
		}
	}
	return w
}

func (w *world) ID() string { return "r-simulated" }

func (w *world) Manifest() *release.Manifest {
	return &release.Manifest{Lists: []release.List{{ID: worldList, Kind: record.Dispute, Synthetic: true}}}
}

func (w *world) Coverage() *coverage.Book {
	return coverage.New([]coverage.Row{{
		List: worldList, Measure: record.Received, From: record.NewDate(surgeYear-5, 1, 1), To: record.NewDate(surgeYear, 12, 31),
	}})
}

// Kept returns each small table without rows.
func (w *world) Kept(file string) any {
	for _, table := range schema.Kept() {
		if table.About().Name == file {
			rows, _ := table.Read(func(func(map[string]any, error) bool) {}) // what has no row has no fault
			return rows
		}
	}
	return nil
}

func (w *world) Memo() *answer.Memo { return nil }
func (w *world) Count(context.Context, record.CountQuery) ([]record.Count, error) {
	return w.counts, nil
}

func (w *world) Companies(_ context.Context, q record.CompanyQuery) ([]record.Company, int64, error) {
	var out []record.Company
	for _, id := range q.IDs {
		out = append(out, record.Company{ID: id, Registered: record.NoDate})
	}
	return out, int64(len(out)), nil
}

// simulation is the result of many worlds.
type simulation struct {
	falseRate float64 // mean over worlds of the share of false finds among all finds; 0 of none
	power     float64 // of those that surge, the share that is found
}

// simulate looks for surges in many worlds.
func simulate(ctx context.Context, worlds int, phi, factor float64, surging int) (simulation, error) {
	r := rand.New(rand.NewPCG(uint64(phi*1000), uint64(factor*10)+uint64(surging)))
	var out simulation
	for range worlds {
		w := newWorld(r, phi, factor, surging)
		a, err := answer.Surges(ctx, w, answer.SurgesQuestion{List: worldList})
		if err != nil {
			return out, err
		}
		wrong := 0
		for _, row := range a.Rows {
			if !w.surged[row[0].(string)] {
				wrong++
			}
		}
		if found := len(a.Rows); found > 0 {
			out.falseRate += float64(wrong) / float64(found) / float64(worlds)
			if surging > 0 {
				out.power += float64(found-wrong) / float64(surging) / float64(worlds)
			}
		}
	}
	return out, nil
}

// surges simulates how often surges are found that are none, and how many of those that are.
func (b bench) surges(ctx context.Context) ([]result, error) {
	var out []result
	for _, phi := range []float64{0.05, 0.1, 0.2, 0.3} {
		b.say("surges at a dispersion of %.2f", phi)
		none, err := simulate(ctx, b.worlds, phi, 1, 0)
		if err != nil {
			return nil, err
		}
		out = append(out, result{
			fmt.Sprintf("surges, dispersion %.2f, nobody surges: worlds with a false find", phi), fmt.Sprintf("%.1f %%", 100*none.falseRate),
			"≤ 5 %", none.falseRate <= 0.05+2*math.Sqrt(0.05*0.95/float64(b.worlds)),
		})
		for _, factor := range []float64{2, 6} {
			s, err := simulate(ctx, b.worlds, phi, factor, worldCompanies/20)
			if err != nil {
				return nil, err
			}
			out = append(out, result{
				fmt.Sprintf("surges, dispersion %.2f, one in twenty grows ×%.0f: false finds; found", phi, factor),
				fmt.Sprintf("%.1f %%; %.0f %%", 100*s.falseRate, 100*s.power), "false ≤ 5 %", s.falseRate <= 0.06,
			})
		}
	}
	return out, nil
}
