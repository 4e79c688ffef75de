package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"tvistdata/bench/synthetic"
)

// usage is what one process took.
type usage struct {
	wall time.Duration
	peak int64 // bytes
}

// built is what some builds of one size took, and DuckDB's work on the same file.
type built struct {
	ours, theirs []usage
	// bytes: of disputes.parquet, of the release, of DuckDB's file, of it with case numbers as they are
	size, whole, theirSize, theirPlain int64
}

// builds measures tvistdata build against DuckDB's own reading, sorting and writing of the same columns, at two sizes.
func (b bench) builds(ctx context.Context) ([]result, error) {
	var out []result
	var each []float64 // seconds for a row
	for _, s := range []scale{small, large} {
		got, err := b.build(ctx, s)
		if err != nil {
			return nil, err
		}
		out = append(out, got.results(s)...)
		each = append(each, median(walls(got.ours)).Seconds()/float64(s.rows))
	}
	return append(out, result{
		"build: time for a row at ten million, to that at one million", fmt.Sprintf("%.2f", each[1]/each[0]), "<= 1.1", each[1] <= 1.1*each[0],
	}), nil
}

// results compares.
func (g *built) results(s scale) []result {
	wall, peerWall := median(walls(g.ours)), median(walls(g.theirs))
	peak := median(peaks(g.ours))
	of := fmt.Sprintf("build of %d rows: ", s.rows)
	return []result{
		{
			of + "wall, to DuckDB's", fmt.Sprintf("%.2f (%.2f s to %.2f s)", ratio(wall, peerWall), wall.Seconds(), peerWall.Seconds()),
			fmt.Sprintf("<= %.1f", s.wall), ratio(wall, peerWall) <= s.wall,
		},
		{of + "size of disputes.parquet, to DuckDB's", fmt.Sprintf("%.3f (%.2f MB to %.2f MB)", ratio(g.size, g.theirSize), mb(g.size),
			mb(g.theirSize)), "<= 1.0", g.size <= g.theirSize},
		{of + "the same, to DuckDB's with case numbers as they are", fmt.Sprintf("%.3f (to %.2f MB)", ratio(g.size, g.theirPlain),
			mb(g.theirPlain)), "", false},
		{of + "size of the whole release", fmt.Sprintf("%.2f MB", mb(g.whole)), "", false},
		{of + "peak memory", fmt.Sprintf("%.0f MB (DuckDB %.0f MB)", mb(peak), mb(median(peaks(g.theirs)))), fmt.Sprintf("<= %.0f MB",
			mb(s.peak)), peak <= s.peak},
	}
}

// build builds from a list of one size, and has DuckDB work on it, in turns.
func (b bench) build(ctx context.Context, s scale) (*built, error) {
	if err := os.WriteFile(filepath.Join(b.dir, "publisher.yaml"), []byte("name: Bench\ncontact: bench@example.se\n"), 0o600); err != nil {
		return nil, err
	}
	disclosures := filepath.Join(b.dir, "disclosures-"+strconv.Itoa(s.rows))
	folder := filepath.Join(disclosures, "arn-cases", "bench-1")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(folder, "disclosure.yaml"), []byte(synthetic.ARNSidecar("list.csv")), 0o600); err != nil {
		return nil, err
	}
	list := filepath.Join(folder, "list.csv")
	b.say("generating %d rows", s.rows)
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if _, err := measure(ctx, self, "-rows", strconv.Itoa(s.rows), "-generate", list); err != nil {
		return nil, err
	}
	g := &built{}
	peerFile := filepath.Join(b.dir, "peer.parquet")
	for i := range s.runs {
		releases := b.releases(s, i)
		u, err := measure(ctx, b.program("tvistdata"), "build", "--disclosures", disclosures,
			"--releases", releases, "--publisher", filepath.Join(b.dir, "publisher.yaml"), "--demo", "--quiet")
		if err != nil {
			return nil, err
		}
		g.ours = append(g.ours, u)
		if g.size, g.whole, err = releaseSizes(releases); err != nil {
			return nil, err
		}
		d, err := measure(ctx, b.program("duckpeer"), list, peerFile)
		if err != nil {
			return nil, err
		}
		g.theirs = append(g.theirs, d)
		if g.theirSize, err = fileSize(peerFile); err != nil {
			return nil, err
		}
		b.say("build %d of %d: tvistdata %.2f s, %d MB; DuckDB %.2f s, %d MB", i+1, s.runs, u.wall.Seconds(), u.peak/1e6,
			d.wall.Seconds(), d.peak/1e6)
	}
	if _, err := measure(ctx, b.program("duckpeer"), "-plain", list, peerFile); err != nil {
		return nil, err
	}
	g.theirPlain, err = fileSize(peerFile)
	return g, err
}

// releases returns the folder of releases that the i-th build of a size writes.
func (b bench) releases(s scale, i int) string {
	return filepath.Join(b.dir, fmt.Sprintf("releases-%d-%d", s.rows, i))
}

// measure runs a program to its end.
func measure(ctx context.Context, program string, args ...string) (usage, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = io.Discard, &said
	began := time.Now()
	if err := cmd.Run(); err != nil {
		return usage{}, fmt.Errorf("%s: %w: %s", strings.Join(cmd.Args, " "), err, said.String())
	}
	return usage{wall: time.Since(began), peak: peakOf(cmd)}, nil
}

// peakOf returns the bytes that a process which has ended had at the most, or 0 where the system doesn't say.
func peakOf(cmd *exec.Cmd) int64 {
	r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return r.Maxrss
	}
	return r.Maxrss * 1024 // in KiB
}

// releaseSizes returns the bytes of the current release's disputes, and of all its files.
func releaseSizes(releases string) (disputes, all int64, err error) {
	id, err := os.ReadFile(filepath.Join(releases, "current"))
	if err != nil {
		return 0, 0, err
	}
	dir := filepath.Join(releases, strings.TrimSpace(string(id)))
	entries, err := os.ReadDir(dir)
	if err != nil {
		return 0, 0, err
	}
	for _, e := range entries {
		n, err := fileSize(filepath.Join(dir, e.Name()))
		if err != nil {
			return 0, 0, err
		}
		all += n
		if e.Name() == "disputes.parquet" {
			disputes = n
		}
	}
	return disputes, all, nil
}

func fileSize(path string) (int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func mb(n int64) float64 { return float64(n) / 1e6 }

func walls(us []usage) []time.Duration {
	out := make([]time.Duration, 0, len(us))
	for _, u := range us {
		out = append(out, u.wall)
	}
	return out
}

func peaks(us []usage) []int64 {
	out := make([]int64, 0, len(us))
	for _, u := range us {
		out = append(out, u.peak)
	}
	return out
}
