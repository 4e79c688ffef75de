package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// store measures questions to opened releases, each in a process of its own.
func (b bench) store(ctx context.Context) ([]result, error) {
	var results []result
	for _, s := range []scale{small, large} {
		b.say("asking the store of %d rows", s.rows)
		out, err := exec.CommandContext(ctx, b.program("storebench"), b.releases(s, 0)).Output()
		if err != nil {
			return nil, fmt.Errorf("storebench: %w", err)
		}
		var got struct {
			OpenMS, P50MS, P99MS, LargestMS                             float64
			RankingMS, BareRankingMS, SurgesMS, BareSurgesMS, SummaryMS float64
		}
		if err := json.Unmarshal(out, &got); err != nil {
			return nil, fmt.Errorf("storebench: %w", err)
		}
		of := fmt.Sprintf("store of %d rows: ", s.rows)
		results = append(results,
			result{of + "opening the release", fmt.Sprintf("%.0f ms", got.OpenMS), fmt.Sprintf("<= %d ms", s.open), got.OpenMS <= float64(s.open)},
			result{of + "a company's monthly counts, p50", fmt.Sprintf("%.2f ms (p99 %.2f ms)", got.P50MS, got.P99MS), "<= 2 ms", got.P50MS <= 2},
			result{of + "the largest company's", fmt.Sprintf("%.2f ms", got.LargestMS), "<= 30 ms", got.LargestMS <= 30},
			result{of + "a summary of one company, all counted once before", fmt.Sprintf("%.2f ms", got.SummaryMS), "", false},
			result{
				of + "ranking of a year, first asked, to the same counting in bare DuckDB", against(got.RankingMS, got.BareRankingMS),
				"<= 1.2, <= 30 ms", got.RankingMS <= min(30, 1.2*got.BareRankingMS),
			},
			result{
				of + "surges of a year, first asked, to the same counting in bare DuckDB", against(got.SurgesMS, got.BareSurgesMS),
				"<= 1.2, <= 200 ms", got.SurgesMS <= min(200, 1.2*got.BareSurgesMS),
			},
		)
	}
	return results, nil
}

// memory measures how much a server of the large release takes, its opening and questions about all companies included.
func (b bench) memory(ctx context.Context) ([]result, error) {
	addr, err := freeAddr(ctx)
	if err != nil {
		return nil, err
	}
	stop, err := start(ctx, addr, b.program("tvistdata"), "serve", "--releases", b.releases(large, 0), "--addr", addr)
	if err != nil {
		return nil, err
	}
	for _, target := range []string{
		"/v1/counts?list=arn-cases&period=month&group_by=period", "/v1/surges?list=arn-cases",
		"/v1/rankings?list=arn-cases&from=2022-01-01&to=2022-12-31",
	} {
		if _, err := save(ctx, "http://"+addr+target, filepath.Join(b.dir, "body"), filepath.Join(b.dir, "headers.json")); err != nil {
			stop()
			return nil, err
		}
	}
	peak := stop()
	return []result{{
		fmt.Sprintf("server of %d rows: peak memory", large.rows), fmt.Sprintf("%.0f MB", mb(peak)), "<= 600 MB", peak <= 600e6,
	}}, nil
}

// against says what two took, and the one over the other.
func against(ours, theirs float64) string {
	return fmt.Sprintf("%.2f (%.1f to %.1f ms)", ratio(ours, theirs), ours, theirs)
}

const (
	conns    = 16
	loadSpan = 3 * time.Second
)

// servers measures an answer from cache against a bare handler that writes the same bytes and headers.
func (b bench) servers(ctx context.Context) ([]result, error) {
	oursAddr, err := freeAddr(ctx)
	if err != nil {
		return nil, err
	}
	stop, err := start(ctx, oursAddr, b.program("tvistdata"), "serve", "--releases", b.releases(small, 0), "--addr", oursAddr)
	if err != nil {
		return nil, err
	}
	defer stop()
	const target = "/v1/counts?list=arn-cases&period=month&group_by=period"
	bodyFile, headerFile := filepath.Join(b.dir, "body"), filepath.Join(b.dir, "headers.json")
	size, err := save(ctx, "http://"+oursAddr+target, bodyFile, headerFile)
	if err != nil {
		return nil, err
	}
	plainAddr, err := freeAddr(ctx)
	if err != nil {
		return nil, err
	}
	stopPlain, err := start(ctx, plainAddr, b.program("plainserver"), plainAddr, bodyFile, headerFile)
	if err != nil {
		return nil, err
	}
	defer stopPlain()
	var ours, plain []float64
	for i := range small.runs {
		o, err := load(ctx, oursAddr, target, conns, loadSpan)
		if err != nil {
			return nil, fmt.Errorf("tvistdata serve: %w", err)
		}
		p, err := load(ctx, plainAddr, target, conns, loadSpan)
		if err != nil {
			return nil, fmt.Errorf("plainserver: %w", err)
		}
		ours, plain = append(ours, o), append(plain, p)
		b.say("load %d of %d: tvistdata %.0f a second, bare handler %.0f", i+1, small.runs, o, p)
	}
	r := ratio(median(ours), median(plain))
	return []result{{
		fmt.Sprintf("http: cached answer of %d bytes, requests a second, to a bare handler's", size),
		fmt.Sprintf("%.2f (%.0f to %.0f)", r, median(ours), median(plain)), ">= 0.8", r >= 0.8,
	}}, nil
}

// save keeps one answer's body and headers, and returns the body's length.
func save(ctx context.Context, url, bodyFile, headerFile string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	req.Header.Set("Accept", "application/json")
	client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	resp, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, err
	}
	if resp.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("%s: %s: %s", url, resp.Status, body)
	}
	headers, err := json.Marshal(resp.Header)
	if err != nil {
		return 0, err
	}
	if err := os.WriteFile(headerFile, headers, 0o600); err != nil {
		return 0, err
	}
	return len(body), os.WriteFile(bodyFile, body, 0o600)
}

// start starts a server and waits until it accepts connections; stop ends it and returns its peak memory in bytes.
func start(ctx context.Context, addr, program string, args ...string) (stop func() (peak int64), err error) {
	cmd := exec.CommandContext(ctx, program, args...)
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	stop = func() int64 {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		return peakOf(cmd)
	}
	var d net.Dialer
	for range 300 {
		conn, err := d.DialContext(ctx, "tcp", addr)
		if err == nil {
			return stop, conn.Close()
		}
		time.Sleep(100 * time.Millisecond)
	}
	stop()
	return nil, fmt.Errorf("%s does not listen on %s: %s", program, addr, said.String())
}

// freeAddr returns a loopback address that nobody listens on.
func freeAddr(ctx context.Context) (string, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}
