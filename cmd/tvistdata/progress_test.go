package main

import (
	"strings"
	"testing"
	"time"

	"tvistdata/etl"
)

// Without a terminal, a line comes every ten seconds, with rows, share and time left.
func TestProgressInLines(t *testing.T) {
	var out strings.Builder
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	p := newProgress(&out, false, func() time.Time { return now })
	for _, step := range []struct {
		after time.Duration
		how   etl.Progress
	}{
		{3 * time.Second, etl.Progress{Rows: 10, Share: 0.001}},
		{8 * time.Second, etl.Progress{Rows: 1000, Share: 0.005}},
		{9 * time.Second, etl.Progress{Rows: 2000, Share: 0.2}},
		{2 * time.Second, etl.Progress{Rows: 5000, Share: 0.25}},
		{18 * time.Second, etl.Progress{Rows: 9000, Share: 0.5}},
		{30 * time.Second, etl.Progress{Rows: 20000, Share: 1}},
	} {
		now = now.Add(step.after)
		p.tell(step.how)
	}
	want := "1000 rows read, 0 %\n" +
		"5000 rows read, 25 %, about 1m6s left to read\n" +
		"9000 rows read, 50 %, about 40s left to read\n" +
		"20000 rows read; writing the release\n"
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
}

func TestQuietTellsNoProgress(t *testing.T) {
	var out strings.Builder
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	p := newProgress(&out, true, func() time.Time { now = now.Add(time.Minute); return now })
	p.tell(etl.Progress{Rows: 1, Share: 0.5})
	p.done()
	if out.String() != "" {
		t.Errorf("got %q", out.String())
	}
}
