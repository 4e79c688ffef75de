package person_test

import (
	"encoding/csv"
	"os"
	"slices"
	"strconv"
	"testing"

	"tvistdata/internal/person"
	"tvistdata/internal/sharedtest"
)

func TestGiven(t *testing.T) {
	for word, want := range map[string]bool{
		"Anna": true, "HAMPUS": true, "hampus": true, "Åsa": true, "Asa": true, "Göran": true, "Goran": true, "Bo": true, "Per": true,
		"Viktoria": true, "Wiktoria": true, "Victoria": true, "Thilda": true, "Mathias": true, "José": true, "Mohammed": true, "Muhamad": true,
		"bygg": false, "städ": false, "och": false, "alla": false, "detta": false, "bank": false, "ärenden": false, "rör": false, "": false,
		"Sverige": false, "måleri": false, "månad": false, "2021": false,
	} {
		if got := person.Given(word); got != want {
			t.Errorf("Given(%q) is %t, want %t", word, got, want)
		}
	}
}

func TestCalled(t *testing.T) {
	for word, want := range map[string]bool{
		"Andersson": true, "ANDERSSONS": true, "Annas": true, "Lindqvist": true, "Lindberg": true, "Öberg": true, "Oberg": true,
		"Jónsdóttir": true, "Virtanen": true, "Nyström": true, "Nystrom": true, "bygg": false, "bredband": false, "": false, "s": false,
		"försäljning": false, "kredit": false,
	} {
		if got := person.Called(word); got != want {
			t.Errorf("Called(%q) is %t, want %t", word, got, want)
		}
	}
}

// Of the people in Sweden, 98 in 100 at least have a given name that the lexicon knows, by a list that it isn't made from.
func TestReach(t *testing.T) {
	known, all := 0, 0
	for name, persons := range peopleByName(t) {
		all += persons
		if slices.ContainsFunc(person.Letters(name), person.Given) {
			known += persons
		}
	}
	share := float64(known) / float64(all)
	t.Logf("%.4f of %d people", share, all)
	if share < 0.98 {
		t.Errorf("the lexicon knows the given names of %.4f of the people, want 0.98", share)
	}
}

// peopleByName returns how many people are called by each name.
func peopleByName(t *testing.T) map[string]int {
	t.Helper()
	f, err := os.Open(sharedtest.Path(t, "data/third-party/scb-given-names-2020.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]int{}
	for _, row := range rows[1:] {
		n, err := strconv.Atoi(row[1])
		if err != nil {
			t.Fatal(err)
		}
		m[row[0]] += n
	}
	return m
}

func BenchmarkCalled(b *testing.B) {
	for b.Loop() {
		person.Called("Västkustens")
	}
}
