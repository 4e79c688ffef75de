package company_test

import (
	"slices"
	"strings"
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
	for text, want := range map[string]bool{
		"Påhittade Bilar AB|PÅHITTADE (publ)|Påhittade": true, "Alfa AB|alfa HB": true, "Alfa AB|Beta AB": false,
		"Bygg Alfa AB|Bygg Beta AB": false, "AB Alfa|AB Beta": false, "Aktiebolaget Alfa|Aktiebolaget Beta": false, "Svenska Lund AB|Svenska Ystad AB": false, "1|1": false, "Ekonomisk Alfa AB|Ekonomisk förening Beta": false, "Ekonomisk förening Beta|Ekonomisk Alfa AB": false,
	} {
		names := strings.Split(text, "|")
		if got := company.StartAlike(names); got != want || got && len(company.Unlike(names, nil)) != 1 {
			t.Errorf("%s begin alike: %v, want %v; unlike are %v", text, got, want, company.Unlike(names, nil))
		}
	}
}
