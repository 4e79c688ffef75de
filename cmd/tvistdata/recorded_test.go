package main

import (
	"flag"
	"testing"
)

var update = flag.Bool("update", false, "write the recorded answers anew")

// tellHowToUpdate logs, when the test has failed, how to write the record again.
func tellHowToUpdate(t *testing.T) {
	t.Helper()
	t.Cleanup(func() {
		if t.Failed() {
			t.Log("if every difference is meant: go test ./cmd/tvistdata -run Record -update, then read each line of git diff")
		}
	})
}
