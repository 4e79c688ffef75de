package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"tvistdata/internal/answer"
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

const (
	worldCompanies = 2000
	worldList      = "arn-cases"
	firstYear      = 2018
	lastYear       = 2023
)

// firm is an invented company of a world.
type firm struct {
	mean       float64 // of a year, before the factors below
	phi        float64 // variance of the gamma factor that each span has
	department int
	drift      float64 // standard deviation of the step that the logarithm of its mean takes each year
	from       int     // the first year in which it has matters
	begun      float64 // the share of that year in which it has some
	grows      float64 // factor of the last year: it truly surges unless this is 1
}

// world is a list of invented companies, as a store that answers only what surges are worked out from.
type world struct {
	answer.Store

	counts []record.Count // by company and start
	surged map[string]bool
}

// newWorld draws the spans of all firms. Each year is one span, or as many as the season has parts, which are the season's shares of it.
// Counts are Poisson around the mean times a gamma factor of variance phi, times all, which every firm's last year has.
func newWorld(r *rand.Rand, firms []firm, season []float64, all float64) *world {
	w := &world{surged: map[string]bool{}}
	months := 12 / len(season)
	for i, f := range firms {
		id := fmt.Sprintf("se-%010d", i)
		w.surged[id] = f.grows != 1
		level := f.mean
		for year := firstYear; year <= lastYear; year++ {
			if year > firstYear && f.drift > 0 {
				level *= math.Exp(f.drift * r.NormFloat64())
			}
			if year < f.from {
				continue
			}
			for part, share := range season {
				mean := level * share
				if year == f.from {
					mean *= f.begun
				}
				if year == lastYear {
					mean *= all * f.grows
				}
				if f.phi > 0 {
					mean *= distuv.Gamma{Alpha: 1 / f.phi, Beta: 1 / f.phi, Src: r}.Rand()
				}
				if n := int64(distuv.Poisson{Lambda: max(mean, 1e-12), Src: r}.Rand()); n > 0 {
					w.counts = append(w.counts, record.Count{
						Company: id, Department: fmt.Sprintf("d%03d", f.department), Start: record.NewDate(year, time.Month(1+part*months), 1), Value: n,
					})
				}
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
		List: worldList, Measure: record.Received, From: record.NewDate(firstYear, 1, 1), To: record.NewDate(lastYear, 12, 31),
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

// Count adds the spans up by period, and by department where that is asked for.
func (w *world) Count(_ context.Context, q record.CountQuery) ([]record.Count, error) {
	var out []record.Count
	for _, c := range w.counts {
		if c.Start < q.From || c.Start > q.To {
			continue
		}
		c.Start = q.Period.Start(c.Start)
		if !q.ByDepartment {
			c.Department = ""
		}
		if n := len(out); n > 0 && out[n-1].Company == c.Company && out[n-1].Start == c.Start {
			out[n-1].Value += c.Value
			continue
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b record.Count) int { return strings.Compare(a.Company, b.Company) })
	return out, nil
}

func (w *world) Companies(_ context.Context, q record.CompanyQuery) ([]record.Company, int64, error) {
	var out []record.Company
	for _, id := range q.IDs {
		out = append(out, record.Company{ID: id, Registered: record.NoDate})
	}
	return out, int64(len(out)), nil
}
