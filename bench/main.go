// Command bench measures tvistdata against others that do the same work, each in a process of its own, in one run,
// taking turns; what it prints are ratios of medians. `make bench` builds and runs it.
//
// Exit status: 0 measured, whether the targets were met or not; 1 something could not be measured.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"text/tabwriter"
	"time"

	"tvistdata/bench/synthetic"
)

// bench is one run's settings.
type bench struct {
	bin string // where the programs are
	dir string // where files are made; emptied at the end
	log io.Writer
}

// scale is one size of a list to build from, with what is wanted at that size.
type scale struct {
	rows, runs int
	wall       float64 // to DuckDB's, at most
	peak       int64   // bytes, at most
	open       int     // milliseconds that opening the release takes, at most
}

var (
	small = scale{rows: 1_000_000, runs: 5, wall: 1.3, peak: 500e6, open: 500}
	large = scale{rows: 10_000_000, runs: 3, wall: 1.0, peak: 1500e6, open: 2000}
)

// result is one line of the table.
type result struct {
	what, got, target string
	met               bool
}

func main() {
	b := bench{log: os.Stderr}
	flag.StringVar(&b.bin, "bin", "bin", "folder of the programs tvistdata, duckpeer, plainserver, storebench, xlsxbench and matchbench")
	generate := flag.String("generate", "", "write a list of cases to this file and do nothing else")
	workbook := flag.String("workbook", "", "write a workbook to this file and do nothing else")
	repeat := flag.String("repeat", "", "write a list without case numbers to this file and do nothing else")
	rows := flag.Int("rows", small.rows, "rows of the list that -generate or -repeat writes")
	register := flag.String("register", "", "write a register of companies to this file and do nothing else")
	matching := flag.Bool("matching", false, "measure matching and nothing else")
	unnumbered := flag.Bool("unnumbered", false, "measure builds without case numbers and nothing else")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := func() error {
		switch {
		case *generate != "":
			return b.generate(*generate, *rows)
		case *repeat != "":
			return repeatSample(*repeat, *rows)
		case *workbook != "":
			return writeWorkbook(*workbook)
		case *register != "":
			return writeRegister(*register)
		}
		parts := []func(bench, context.Context) ([]result, error){
			bench.builds, bench.store, bench.servers, bench.memory, bench.workbooks, bench.matching, bench.unnumbered,
		}
		switch {
		case *matching:
			parts = parts[5:6]
		case *unnumbered:
			parts = parts[6:]
		}
		return b.run(ctx, os.Stdout, parts)
	}()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

func (b bench) run(ctx context.Context, stdout io.Writer, parts []func(bench, context.Context) ([]result, error)) error {
	if err := os.MkdirAll("bench/out", 0o755); err != nil {
		return err
	}
	var err error
	if b.dir, err = os.MkdirTemp("bench/out", "run-"); err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(b.dir) }()
	var results []result
	for _, part := range parts {
		got, err := part(b, ctx)
		if err != nil {
			return err
		}
		results = append(results, got...)
	}
	fmt.Fprintf(stdout, "medians of runs that took turns\n\n")
	tab := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tab, "what\tmeasured\ttarget\t")
	for _, r := range results {
		verdict := ""
		if r.target != "" {
			verdict = map[bool]string{true: "met", false: "MISSED"}[r.met]
		}
		fmt.Fprintf(tab, "%s\t%s\t%s\t%s\n", r.what, r.got, r.target, verdict)
	}
	return tab.Flush()
}

// generate writes the list. It runs in a process of its own: a child's peak memory counts from its parent's.
func (b bench) generate(path string, rows int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	const companies, seed = 20_000, 1
	return errors.Join(synthetic.WriteARN(f, rows, companies, seed), f.Close())
}

func (b bench) program(name string) string { return filepath.Join(b.bin, name) }

func (b bench) say(format string, args ...any) { fmt.Fprintf(b.log, format+"\n", args...) }

// median returns the middle value; of an even number the lower one of the two.
func median[T int64 | float64 | time.Duration](values []T) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[(len(sorted)-1)/2]
}

func ratio[T int64 | float64 | time.Duration](a, b T) float64 { return float64(a) / float64(b) }
