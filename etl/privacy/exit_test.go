package privacy_test

import (
	"slices"
	"testing"

	"tvistdata/etl/privacy"
	"tvistdata/internal/list"
	"tvistdata/internal/register"
)

// A respondent is named as a list writes it only when the spelling is certainly a company's.
func TestNamesShown(t *testing.T) {
	register, err := register.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		number, name string
		shown        bool // whether the respondent is named at all
		written      string
	}{
		{"", "Påhittade Bygg AB", true, "Påhittade Bygg AB"},
		{"556737-0431", "Påhittade Bygg", true, "Påhittade Bygg"},
		{"", "Ek Bygg AB 811218–9876", false, ""},
		{"", "Ek Bygg 811218-9870 AB", false, ""}, // the check digit is wrong
		{"", "811218-9870 AB", false, ""},
		{"", "Anna Ek c/o Bygg AB", false, ""},
		{"", "Eva Ek i konkurs AB ägare Bo Ek", false, ""},
		{"556737-0431", "Ek Bygg 811218-9870", true, ""},
		{"556737-0431", "Ek Bygg 81 12 18 9870", true, ""},
		{"556737-0431", "Ek Bygg 811218-XXXX", true, ""},
		{"556737-0431", "Ek Bygg 070.174.06.05", true, ""},
		{"556737-0431", "Ek Bygg 811218 - 9876", false, ""},
		{"", "Ek Bygg AB 81I2I8-9876", false, ""},
		{"", "Ek Bygg 8I1218 AB", false, ""},
		{"81I2I8-9876", "Ek Bygg AB", false, ""},
		{"⁸¹¹²¹⁸-⁹⁸⁷⁶", "Ek Bygg AB", false, ""},
		{"åtta ett ett två ett åtta nio åtta sju sex", "Ek Bygg AB", false, ""},
		{"åttioett tolv arton nittioåtta sjuttiosex", "Ek Bygg AB", false, ""},
		{"", "Ek Åttioett Tolv Arton AB", false, ""},
		{"", "Ring noll åtta ett två tre fyra fem sex sju AB", false, ""},
		{"", "Sju Åttio Ett Tolv AB", true, "Sju Åttio Ett Tolv AB"},
		{"", "Bolaget 8112І8-9876 AB", false, ""}, // Cyrillic
		{"", "Bolaget 8112QB-9876 AB", false, ""},
		{"", "Bolaget 8I12І8 AB", false, ""},
		{"8112І8-9876", "Ek Bygg AB", false, ""},
		{"", "3D 2D 4Q Påhitt AB", true, "3D 2D 4Q Påhitt AB"},
		{"", "Q8 Påhitt 2020 AB", true, "Q8 Påhitt 2020 AB"},
		{"", "Ek Bygg AB anna(at)example.se", false, ""},
		{"556737-0431", "Ek Bygg 8I1218", true, ""},
		{"556737-0431", "Ek Bygg anna snabel-a example.se", true, ""},
		{"556737-0431", "Ek Bygg, Storgatan 12", true, ""},
		{"556737-0431", "Ek Bygg STORGATAN 12B, 123 45 Ort", true, ""},
		{"556737-0431", "Ek Bygg Box 123", true, ""},
		{"556737-0431", "Ek Bygg, 12345 Stockholm", true, ""},
		{"556737-0431", "Påhittade Bygg AB, Storgatan 12", true, ""},
		{"556737-0431", "Storgatan 12 AB", true, "Storgatan 12 AB"}, // the company's own name
		{"", "Storgatan 12 AB", true, "Storgatan 12 AB"},
		{"", "Brf Ekbacken 3", true, "Brf Ekbacken 3"},
		{"", "Storgatan 12", false, ""},
		{"", "Lgh 1101 Björkvägen 3 AB", false, ""},
		{"", "Björkvägen 3 lgh 1101 AB", false, ""},
		{"", "Björkvägen 3, LGH. NR 1101, AB", false, ""},
		{"", "Påhitt (lgh1101) AB", false, ""},
		{"", "Brf Ekbacken 3 lgh 12", false, ""},
		{"", "Ek Bygg la\u0308genhet 1101 AB", false, ""},
		{"", "Ek Bygg Lägenhetsnummer 1101 HB", false, ""},
		{"556737-0431", "Påhittade Bygg AB lgh １１０１", true, ""},
		{"", "Lghuset 1101 AB", true, "Lghuset 1101 AB"},
		{"", "Hyr Lägenhet 24 AB", true, "Hyr Lägenhet 24 AB"},
		{"", "Hyr Lägenhet AB", true, "Hyr Lägenhet AB"},
		{"402001-0007", "Fiktiv Mobil Sverige, AB", true, "Fiktiv Mobil Sverige, AB"},
		{"402001-0007", "Nordea Bank Abp, filial i Sverige", true, "Nordea Bank Abp, filial i Sverige"},
		{"402001-0007", "HSB Brf Eken 811218-9876", false, ""},
		{"402001-0007", "HSB Brf Eken lgh 1101", true, ""},
		{"", "24/7 Bygg, Storgatan 12, AB", false, ""},
		{"", "811218-9876AB", false, ""},
		{"811218-9876", "NEKTAB", false, ""},
		{"", "SOHRAB", false, ""},
		{"", "Skor & Kläder HB", true, "Skor & Kläder HB"}, // a partnership's name that holds nobody's
		{"402001-0007", "Skomakeri i Stockholm KB", true, "Skomakeri i Stockholm KB"},
		{"", "Anna Andersson HB", false, ""}, // and those that do
		{"402001-0007", "Anna Andersson HB", true, ""},
		{"402001-0007", "Handelsbolaget Ek & Ek", true, ""},
		{"402001-0007", "ANDERSSONS BYGG KOMMANDITBOLAG", true, ""},
		{"402001-0007", "Bygg-Anders HB", true, ""},
		{"402001-0007", "A. Zlobb HB", true, ""},
		{"402001-0007", "Påhittade A AB & Lindqvist B AB Handelsbolag", true, ""},
		{"402001-0007", "Anna Andersson Bygg AB", true, "Anna Andersson Bygg AB"}, // whose owners are not liable
		{"999000-0003", "Anna Andersson AB", true, ""},                            // the number is a partnership's
		{"999000-0003", "Nordisk Bilservice AB", true, ""},
		{"999000-0003", "Svensk Bilservice AB", true, "Svensk Bilservice AB"},
		{"811218-9876", "Påhittade Skor & Hattar HB", false, ""},
		{"", "Dödsboet efter Anna Andersson AB", false, ""},
		{"", "Dödsbo & Flytt AB", true, "Dödsbo & Flytt AB"},
		{"", "3 Sverige AB", true, "3 Sverige AB"},
		{"", "24SevenOffice Sverige AB", true, "24SevenOffice Sverige AB"},
		{"", "Box 123 AB", true, "Box 123 AB"},
		{"556737-0431", "Påhittade Plan 2000", true, "Påhittade Plan 2000"},
	} {
		names := privacy.NewNames(register)
		exit := privacy.NewExit(&list.List{ID: "arn-cases"}, names, []byte("key"), privacy.Seeds())
		index := exit.Respondent(c.number, c.name).Index
		if (index != 0) != c.shown {
			t.Errorf("%q with number %q: shown is %v", c.name, c.number, index != 0)
		} else if got := names.All()[index].Written; got != c.written {
			t.Errorf("%q with number %q: written as %q, want %q", c.name, c.number, got, c.written)
		}
	}
}

// In a list of companies only, and by a decision, a name that may hold a person's number is not shown either.
func TestPersonLikeIsNeverShownByName(t *testing.T) {
	register, err := register.Load()
	if err != nil {
		t.Fatal(err)
	}
	names := privacy.NewNames(register)
	exit := privacy.NewExit(&list.List{ID: "cfpb-complaints", CompaniesOnly: true}, names, []byte("key"), privacy.Seeds())
	for name, shown := range map[string]bool{
		"Invented Bank": true, "Ek 811218-9870": false, "Ek 1981-12-18-9870": false, "Ek 8I1218": false, "Ek, Storgatan 12": false,
		"Invented 360": true, "Invented Bank One": true, "Ek (a) example.se": false,
	} {
		if index := exit.Respondent("", name).Index; (index != 0) != shown {
			t.Errorf("%q: shown is %v", name, index != 0)
		}
	}
}

// A row that names nobody, though its name holds a company's or its number, may be that company's.
func TestNamesThatHoldACompanys(t *testing.T) {
	register, err := register.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		number, name string
		want         bool
	}{
		{"", "Eken AB, Stockholm", true},
		{"", "Resebolaget, Eken AB", true},
		{"", "Eken AB (Kundtjänst)", true},
		{"", "Anna Ek HB", true},
		{"", "Anna Ek HB, Stockholm", true},
		{"811218-9876", "Anna Ek HB", true},
		{"402001-0007", "Anna Ek HB", false},
		{"", "Eken AB\nKundtjänst", true},
		{"", "Eken AB\nBox 123", true},
		{"", "Eken AB\n402001-0007", true},
		{"", "Eken 402001-0007", true},
		{"", "Eken AB c/o Båten AB", true},
		{"", "Eken AB tidigare Båten AB", true},
		{"", "Eken AB f.d. Båten AB", true},
		{"", "Eken AB under namnändring till Båten AB", true},
		{"", "Eken AB t/a Båten", true},
		{"", "Eken AB via Båten AB", true},
		{"", "Eken AB genom ombud X", true},
		{"", "Eken AB (Båten AB)", true},
		{"", "Bilen AB, filial till Båten GmbH", true},
		{"", "Eken AB, part of Tallen Ltd", true},
		{"", "Eken AB 811218-9876", true},
		{"811218-9876", "Eken AB, Stockholm", true},
		{"", "Eken AB", false},
		{"", "Resebolaget, Stockholm", false},
		{"", "Anna Ek, anställd hos Båten AB", false},
		{"", "Dödsboet efter Anna Ek AB", false},
		{"", "Anna Ek 811218-9876", false},
		{"811218-9876", "Anna Ek, Stockholm", false},
		{"402001-0007", "Eken AB, Stockholm", false},
	} {
		j := privacy.NewExit(&list.List{ID: "arn-cases"}, privacy.NewNames(register), []byte("key"), privacy.Seeds()).Respondent(c.number, c.name)
		if got := j.Why.MayBeCompany(); got != c.want || c.want && (j.Index != 0 || j.Several) {
			t.Errorf("%q, %q: %t, %q", c.number, c.name, got, j.Why)
		}
	}
}

// A few names without a legal form beside a number may be one company's brands, but not in a list of companies only.
func TestFewNamesBesideANumber(t *testing.T) {
	register, err := register.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, only := range []bool{false, true} {
		names := privacy.NewNames(register)
		exit := privacy.NewExit(&list.List{ID: "arn-cases", CompaniesOnly: only}, names, []byte("key"), privacy.Seeds())
		var order []uint32
		for _, name := range []string{"Bilbutiken", "Bilbutikens Verkstad", "Resebolaget"} {
			order = append(order, exit.Respondent("402001-0007", name).Index)
		}
		many := names.ManyNames(order)
		if (len(many) == 1) != only {
			t.Fatalf("companies only %t: %+v", only, many)
		}
		if only && (many[0].Block || len(many[0].All) != 3 || !slices.Equal(many[0].First, []uint32{order[0], order[2]})) {
			t.Errorf("%+v", many)
		}
	}
}
