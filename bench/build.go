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

// builds measures tvistdata build against DuckDB's own reading, sorting and writing of the same columns.
func (b bench) builds(ctx context.Context) ([]result, error) {
	if err := os.WriteFile(filepath.Join(b.dir, "publisher.yaml"), []byte("name: Bench\ncontact: bench@example.se\n"), 0o600); err != nil {
		return nil, err
	}
	disclosure := filepath.Join(b.dir, "disclosures", "arn-cases", "bench-1")
	if err := os.MkdirAll(disclosure, 0o755); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(disclosure, "disclosure.yaml"), []byte(synthetic.ARNSidecar("list.csv")), 0o600); err != nil {
		return nil, err
	}
	list := filepath.Join(disclosure, "list.csv")
	b.say("generating %d rows", b.rows)
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if _, err := measure(ctx, self, "-rows", strconv.Itoa(b.rows), "-generate", list); err != nil {
		return nil, err
	}
	var ours, theirs []usage
	var oursSize, oursAll, theirsSize int64
	peerFile := filepath.Join(b.dir, "peer.parquet")
	for i := range b.runs {
		releases := b.releases(i)
		u, err := measure(ctx, b.program("tvistdata"), "build", "--disclosures", filepath.Join(b.dir, "disclosures"),
			"--releases", releases, "--publisher", filepath.Join(b.dir, "publisher.yaml"), "--demo", "--quiet")
		if err != nil {
			return nil, err
		}
		ours = append(ours, u)
		if oursSize, oursAll, err = releaseSizes(releases); err != nil {
			return nil, err
		}
		d, err := measure(ctx, b.program("duckpeer"), list, peerFile)
		if err != nil {
			return nil, err
		}
		theirs = append(theirs, d)
		if theirsSize, err = fileSize(peerFile); err != nil {
			return nil, err
		}
		b.say("build %d of %d: tvistdata %.2f s, %d MB; DuckDB %.2f s, %d MB", i+1, b.runs, u.wall.Seconds(), u.peak/1e6, d.wall.Seconds(), d.peak/1e6)
	}
	if _, err := measure(ctx, b.program("duckpeer"), "-plain", list, peerFile); err != nil {
		return nil, err
	}
	plainSize, err := fileSize(peerFile)
	if err != nil {
		return nil, err
	}
	wall, peerWall := median(walls(ours)), median(walls(theirs))
	peak := median(peaks(ours))
	return []result{
		{"build: wall, to DuckDB's", fmt.Sprintf("%.2f (%.2f s to %.2f s)", ratio(wall, peerWall), wall.Seconds(), peerWall.Seconds()), "<= 1.3", ratio(wall, peerWall) <= 1.3},
		{"build: size of disputes.parquet, to DuckDB's", fmt.Sprintf("%.3f (%.2f MB to %.2f MB)", ratio(oursSize, theirsSize), mb(oursSize), mb(theirsSize)), "<= 1.0", oursSize <= theirsSize},
		{"build: the same, to DuckDB's with case numbers as they stand", fmt.Sprintf("%.3f (to %.2f MB)", ratio(oursSize, plainSize), mb(plainSize)), "", false},
		{"build: size of the whole release", fmt.Sprintf("%.2f MB", mb(oursAll)), "", false},
		{"build: peak memory", fmt.Sprintf("%.0f MB (DuckDB %.0f MB)", mb(peak), mb(median(peaks(theirs)))), "<= 500 MB", peak <= 500e6},
	}, nil
}

// releases gives the folder of releases that the i-th build writes.
func (b bench) releases(i int) string { return filepath.Join(b.dir, "releases-"+strconv.Itoa(i)) }

// measure runs a program to its end.
func measure(ctx context.Context, program string, args ...string) (usage, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = io.Discard, &said
	began := time.Now()
	if err := cmd.Run(); err != nil {
		return usage{}, fmt.Errorf("%s: %w: %s", strings.Join(cmd.Args, " "), err, said.String())
	}
	u := usage{wall: time.Since(began)}
	if r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.peak = r.Maxrss
		if runtime.GOOS != "darwin" { // there in bytes, elsewhere in KiB
			u.peak *= 1024
		}
	}
	return u, nil
}

// releaseSizes gives the bytes of the current release's disputes, and of all its files.
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
