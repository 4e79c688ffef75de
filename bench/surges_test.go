package main

import "testing"

// TestSurgesKeepTheirPromise: false finds stay at their rate under every dispersion, and a sixfold rise is mostly found
// where counts do not vary wildly.
func TestSurgesKeepTheirPromise(t *testing.T) {
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	for _, phi := range []float64{0.05, 0.3} {
		none, err := simulate(t.Context(), 60, phi, 1, 0)
		if err != nil {
			t.Fatal(err)
		}
		six, err := simulate(t.Context(), 30, phi, 6, 15)
		if err != nil {
			t.Fatal(err)
		}
		if none.falseRate > 0.1 || six.falseRate > 0.06 { // 0.05 and what sixty worlds may add by chance
			t.Errorf("dispersion %v: false finds in %v of the worlds without surges, %v of the finds with some", phi, none.falseRate, six.falseRate)
		}
		if phi == 0.05 && six.power < 0.9 {
			t.Errorf("dispersion %v: %v of sixfold rises are found", phi, six.power)
		}
	}
}
