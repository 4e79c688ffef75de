package person_test

import (
	"testing"

	"tvistdata/internal/person"
)

func TestMayBeNumber(t *testing.T) {
	for cell, want := range map[string]bool{
		"811218-9876": true, "811218+9876": true, "19811218": true, "811218-XXXX": true, "811278-9873": true, "81I218-9876": true,
		"1981 12 18 9876": true, "åtta ett ett två ett åtta nio åtta sju sex": true,
		"402001-0007": false, "412111-1118": false, "12345": false, "okänt": false, "": false,
	} {
		if got := person.MayBeNumber(cell); got != want {
			t.Errorf("%q: %t", cell, got)
		}
	}
}

func TestHoldsAddress(t *testing.T) {
	for _, c := range []struct {
		name      string
		companys  bool
		addressed bool
	}{
		{"Storgatan 12", false, true},
		{"Påhitt, Storgatan 12 B", false, true},
		{"Storgatan 12 AB", true, false},
		{"Brf Storgatan 12, lgh 1101", true, true},
		{"Box 123", false, true},
		{"123 45 Stockholm", false, true},
		{"Påhitt 3000", false, false},
		{"Påhitt", false, false},
	} {
		if got := person.HoldsAddress(c.name, c.companys); got != c.addressed {
			t.Errorf("%q, a company's %t: %t", c.name, c.companys, got)
		}
	}
}

func TestIsName(t *testing.T) {
	for text, want := range map[string]bool{
		"Anna Andersson": true, "A. Andersson": true, "Andersson Anna": true, "Anna-Karin von Lindqvist": true,
		"Anna": false, "Alexander": false, "Bygg Andersson": false, "Anna Andersson 2": false, "Påhittade Möbler": false,
	} {
		if got := person.IsName(text); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}
