package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"

	"tvistdata/etl"
)

const (
	lineEvery = 10 * time.Second // between lines where there is no terminal
	wholeBar  = 1000
)

// progress shows how many rows are done, which share that is and how long the rest will take: by a bar on a terminal,
// else by a line now and then.
type progress struct {
	bar   *progressbar.ProgressBar
	w     io.Writer
	now   func() time.Time
	began time.Time
	last  time.Time
}

func newProgress(stderr io.Writer, quiet bool, now func() time.Time) *progress {
	if quiet {
		return &progress{}
	}
	p := &progress{w: stderr, now: now, began: now(), last: now()}
	file, ok := stderr.(*os.File)
	if !ok {
		return p
	}
	if info, err := file.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
		p.bar = progressbar.NewOptions(wholeBar, progressbar.OptionSetWriter(file), progressbar.OptionSetDescription("reading"),
			progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	return p
}

// tell shows how far the reading has come; it is called by one goroutine at a time.
func (p *progress) tell(how etl.Progress) {
	switch {
	case p.bar != nil:
		p.bar.Describe(fmt.Sprintf("%d rows", how.Rows))
		_ = p.bar.Set(int(how.Share * wholeBar)) // a bar that cannot be drawn stops nothing
	case p.w != nil && p.now().Sub(p.last) >= lineEvery:
		p.last = p.now()
		if how.Share >= 1 {
			fmt.Fprintf(p.w, "%d rows read; writing the release\n", how.Rows)
			return
		}
		fmt.Fprintf(p.w, "%d rows read, %.0f %%%s\n", how.Rows, 100*how.Share, left(p.now().Sub(p.began), how.Share))
	}
}

// left says how long the rest of the reading will take, when that can be known.
func left(took time.Duration, share float64) string {
	if share < 0.01 {
		return ""
	}
	rest := time.Duration(float64(took) * (1 - share) / share)
	return fmt.Sprintf(", about %s left to read", rest.Round(time.Second))
}

func (p *progress) done() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
