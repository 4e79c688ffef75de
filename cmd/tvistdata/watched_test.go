package main

import (
	"regexp"
	"strings"
	"sync"
)

var address = regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+`)

// watched keeps what is written and returns the first address in it, and when a certain text has come.
type watched struct {
	mu    sync.Mutex
	text  strings.Builder
	told  bool
	found chan string
	want  string
	came  chan struct{}
}

func (w *watched) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.text.Write(p)
	if at := address.FindString(w.text.String()); at != "" && !w.told {
		w.told = true
		w.found <- at
	}
	if w.want != "" && strings.Contains(w.text.String(), w.want) {
		w.want = ""
		close(w.came)
	}
	return len(p), nil
}

func (w *watched) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}
