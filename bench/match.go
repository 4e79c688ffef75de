package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"tvistdata/bench/synthetic"
)

// The register that names are matched with, and how often.
const (
	entities  = 1_000_000
	matchRuns = 3
)

// matching measures taking in a register, matching rows with it against a lookup of each row's name in a Go map, and
// searching it, each in a process of its own.
func (b bench) matching(ctx context.Context) ([]result, error) {
	file, datasets := filepath.Join(b.dir, "register.csv"), filepath.Join(b.dir, "datasets")
	b.say("writing a register of %d companies", entities)
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if _, err := measure(ctx, self, "-register", file); err != nil {
		return nil, err
	}
	taken, err := measure(ctx, b.program("tvistdata"), "companies", "import", file, "--datasets", datasets)
	if err != nil {
		return nil, err
	}
	got := map[string][]float64{}
	for i := range matchRuns {
		for _, args := range [][]string{nil, {"-plain"}} {
			one, err := b.matchOnce(ctx, append(args, filepath.Join(datasets, "companies"))...)
			if err != nil {
				return nil, err
			}
			for what, n := range one {
				if args != nil {
					what = "plain " + what
				}
				got[what] = append(got[what], n)
			}
		}
		b.say("matching %d of %d: %.0f rows a second, a map %.0f", i+1, matchRuns, got["RowsASecond"][i], got["plain RowsASecond"][i])
	}
	of := func(what string) float64 { return median(got[what]) }
	rate, plain := of("RowsASecond"), of("plain RowsASecond")
	return []result{
		{"companies import: a register of a million", fmt.Sprintf("%.1f s, %.0f MB", taken.wall.Seconds(), mb(taken.peak)), "", true},
		{"matching: loading the register; making its index", fmt.Sprintf("%.1f s; %.1f s", of("LoadMS")/1000, of("IndexMS")/1000), "", true},
		{"matching: rows a second", fmt.Sprintf("%.0f", rate), ">= 500000", rate >= 500_000},
		{"matching: the same, to looking each row's name up in a map; rows found", fmt.Sprintf("%.2f; %.0f to %.0f", rate/plain,
			of("Matched"), of("plain Matched")), "", true},
		{
			"matching: peak memory, with the index", fmt.Sprintf("%.0f MB, %.0f MB", of("MatchPeak")/1e6, of("Peak")/1e6), "<= 1000 MB",
			of("Peak") <= 1e9,
		},
		{
			"search of the register, p99", fmt.Sprintf("%.1f ms (p50 %.1f ms, longest %.1f ms)", of("P99MS"), of("P50MS"), of("MaxMS")),
			"<= 20 ms", of("P99MS") <= 20,
		},
	}, nil
}

func (b bench) matchOnce(ctx context.Context, args ...string) (map[string]float64, error) {
	out, err := exec.CommandContext(ctx, b.program("matchbench"), args...).Output()
	if err != nil {
		return nil, fmt.Errorf("matchbench: %w", err)
	}
	got := map[string]float64{}
	if err := json.Unmarshal(out, &got); err != nil {
		return nil, fmt.Errorf("matchbench: %w", err)
	}
	return got, nil
}

// writeRegister writes the register. It runs in a process of its own, so that none of its memory counts as another's.
func writeRegister(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(synthetic.WriteRegister(f, entities), f.Close())
}
