// Command simulate looks for surges in many invented worlds with the program's own code, and tells how many of those found are
// none. `make simulate` builds and runs it.
//
// Exit status: 0 every promise was kept; 1 one was not, or something failed.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/signal"
	"runtime"
	"text/tabwriter"

	"golang.org/x/sync/errgroup"

	"tvistdata/internal/answer"
)

func main() {
	worlds := flag.Int("worlds", 200, "worlds of each scenario")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Stdout, *worlds)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "simulate:", err)
		os.Exit(1)
	}
}

// run simulates every scenario and prints a line for each.
func run(ctx context.Context, stdout io.Writer, worlds int) error {
	tab := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tab, "scenario\tfalse finds\tpromise\tfound\tof\tplacebo\t")
	broken := 0
	for i, s := range scenarios {
		got, err := simulate(ctx, s, uint64(i), worlds)
		if err != nil {
			return err
		}
		promise := "–"
		if s.most > 0 {
			if promise = fmt.Sprintf("≤ %.3f", s.most); !got.kept(s.most) {
				promise += " MISSED"
				broken++
			}
		}
		fmt.Fprintf(tab, "%s\t%.3f ± %.3f\t%s\t%.1f\t%d\t%.2f\t\n", s.name, got.falseRate, 2*got.standardError, promise, got.found, s.surging,
			got.placebo)
	}
	if err := tab.Flush(); err != nil {
		return err
	}
	if broken > 0 {
		return errors.New("a promise was not kept")
	}
	return nil
}

// simulation is the result of many worlds: means over them.
type simulation struct {
	falseRate     float64 // share of false finds among all finds; 0 of none
	standardError float64 // of falseRate
	found         float64 // true finds
	placebo       float64 // finds in the year before
}

// kept reports whether the rate of false finds may be what was promised, but for two standard errors.
func (s simulation) kept(most float64) bool { return s.falseRate <= most+2*s.standardError }

// simulate looks for surges in many worlds.
func simulate(ctx context.Context, s scenario, seed uint64, worlds int) (simulation, error) {
	rates, found, placebos := make([]float64, worlds), make([]float64, worlds), make([]float64, worlds)
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range worlds {
		g.Go(func() error {
			w := s.world(rand.New(rand.NewPCG(seed, uint64(i))))
			a, err := answer.Surges(ctx, w, answer.SurgesQuestion{List: worldList, Period: s.period})
			if err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
			wrong := 0.0
			for _, row := range a.Rows {
				if !w.surged[row[0].(string)] {
					wrong++
				}
			}
			if n := float64(len(a.Rows)); n > 0 {
				rates[i], found[i] = wrong/n, n-wrong
			}
			placebos[i] = float64(*a.Meta.Placebo)
			return ctx.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return simulation{}, err
	}
	var out simulation
	var squares float64
	n := float64(worlds)
	for i := range rates {
		out.falseRate, squares = out.falseRate+rates[i]/n, squares+rates[i]*rates[i]/n
		out.found, out.placebo = out.found+found[i]/n, out.placebo+placebos[i]/n
	}
	out.standardError = math.Sqrt(max(squares-out.falseRate*out.falseRate, 0) / n)
	return out, nil
}
