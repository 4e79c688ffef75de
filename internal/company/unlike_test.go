package company_test

import (
	"slices"
	"testing"

	"tvistdata/internal/company"
)

func TestUnlike(t *testing.T) {
	for _, c := range []struct {
		names, known []string
		want         []int
	}{
		{nil, nil, nil},
		{[]string{"Påhittade Bilar AB", "AB Påhittade", "PÅHITTADE (publ)", "Påhitade Motor AB"}, nil, []int{0}},
		{[]string{"Påhittade Bilar AB", "Sago Bilar AB", "Sagobilar AB"}, nil, []int{0, 1}},
		{[]string{"Alfa Bilar AB", "Alfa Beta AB", "Beta HB", "Gamma AB"}, nil, []int{0, 3}},
		{[]string{"Lunds kommun", "Ystads kommun", "Svenska Lund AB"}, nil, []int{0, 1, 2}},
		{[]string{"Alfa AB", "Beta AB", "Gamma AB"}, []string{"Beta Gruppen AB"}, []int{0, 2}},
		{[]string{"AB", "HB"}, nil, []int{0, 1}},
	} {
		if got := company.Unlike(c.names, c.known); !slices.Equal(got, c.want) {
			t.Errorf("%q, known %q: %v, want %v", c.names, c.known, got, c.want)
		}
	}
}
