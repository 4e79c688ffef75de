package company_test

import (
	"slices"
	"testing"

	"tvistdata/internal/company"
)

// What cells of several respondents may hold: every company's number, every part of the name and those in a row; nobody else's.
func TestParts(t *testing.T) {
	none := company.NewRegister(nil, nil)
	for _, c := range []struct {
		number, name string
		has, lacks   []string
	}{
		{"", "", nil, []string{""}},
		{"", "Eken AB\nBilbutiken", []string{"Eken AB", "Bilbutiken"}, nil},
		{"", "Eken AB och Bilbutiken", []string{"Eken AB", "Bilbutiken", "Eken AB och Bilbutiken"}, []string{"AB"}},
		{"", "Bygg och Plåt i Solna AB, Eken AB", []string{"Bygg och Plåt i Solna AB", "Plåt i Solna AB", "Eken AB"}, nil},
		{"", "1. Eken AB 2. Bilbutiken (3) Båten", []string{"Eken AB", "Bilbutiken", "Båten"}, nil},
		{"", "a) Eken b) Båten", []string{"Eken", "Båten"}, nil},
		{"", "Eken AB Båten AB", []string{"Eken AB", "Båten AB"}, nil},
		{"", "Eken AB (publ) Båten (Sverige) AB", []string{"Eken AB", "Båten (Sverige) AB"}, nil},
		{"", "Eken A/S / Båten A/S", []string{"Eken A/S", "Båten A/S"}, []string{"S", "A"}},
		{"", "Eken GmbH und Båten AG", []string{"Eken GmbH", "Båten AG"}, nil},
		{"402001-0007\n402001-0015", "Eken AB", []string{"402001-0007", "402001-0015", "Eken AB"}, nil},
		{"402001-0007 / 811218-9876", "", []string{"402001-0007"}, []string{"811218-9876"}},
		{"", "Eken AB (402001-0007), Båten AB", []string{"402001-0007", "Eken AB", "Båten AB"}, nil},
		{"", "Eken AB\nAnna Andersson", []string{"Eken AB"}, []string{"Anna Andersson"}},
		{"811218-9876", "Eken AB 811218-9876", nil, []string{"811218-9876", "Eken AB 811218-9876"}},
		{"", "Eken AB, Dödsboet efter Anna Ek", []string{"Eken AB"}, []string{"Dödsboet efter Anna Ek"}},
		{"", "Eken AB A/S Båten", []string{"Eken AB A/S", "Båten"}, []string{"A/S"}},
		{"", "Eken AB tidigare Båten AB", []string{"Eken AB", "Båten AB"}, nil},
		{"", "Eken AB under namnändring till Båten AB", []string{"Eken AB", "Båten AB"}, nil},
		{"", "Eken AB, f.d. Båten AB", []string{"Eken AB", "Båten AB"}, nil},
		{"", "Eken AB c/o Båten AB", []string{"Eken AB"}, []string{"Båten AB", "c/o Båten AB"}},
		{"", "Eken AB genom ombud Anna", []string{"Eken AB"}, []string{"Anna", "ombud Anna"}},
		{"", "Nu Eken AB", []string{"Nu Eken AB"}, nil},
		{"", "Eken AB\u00a0\u00a0Båten", []string{"Eken AB", "Båten"}, nil},
	} {
		var got []string
		parts, _ := none.Parts("", c.number, c.name)
		for _, p := range parts {
			if (p.Number == "") == (p.Name == "") || slices.Contains(got, p.Number+p.Name) {
				t.Errorf("%q, %q: %+v", c.number, c.name, p)
			}
			got = append(got, p.Number+p.Name)
		}
		for _, want := range c.has {
			if !slices.Contains(got, want) {
				t.Errorf("%q, %q lacks %q: %q", c.number, c.name, want, got)
			}
		}
		for _, not := range c.lacks {
			if slices.Contains(got, not) {
				t.Errorf("%q, %q has %q", c.number, c.name, not)
			}
		}
	}
}
