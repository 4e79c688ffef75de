package main

import (
	"strings"
	"testing"
)

// TestSurgesKeepTheirPromise: false finds stay at their rate where nothing changed, where some are burstier than the rest, and where
// some are new; a sixfold rise is mostly found.
func TestSurgesKeepTheirPromise(t *testing.T) {
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	for i, s := range scenarios {
		bursty, young := strings.HasPrefix(s.name, "a tenth"), strings.HasPrefix(s.name, "10 %")
		if alone := strings.HasPrefix(s.name, "20 alone"); !bursty && !young && !alone {
			continue
		}
		got, err := simulate(t.Context(), s, uint64(i), 12)
		if err != nil {
			t.Fatal(err)
		}
		if !got.kept(s.most) || got.placebo > 1 {
			t.Errorf("%s: %.3f of what is found is none, and the placebo finds %v", s.name, got.falseRate, got.placebo)
		}
		if s.surging > 0 && got.found < 0.9*float64(s.surging) {
			t.Errorf("%s: %.1f of %d are found", s.name, got.found, s.surging)
		}
	}
}
