package company_test

import (
	"testing"

	"tvistdata/internal/company"
)

func TestSeveral(t *testing.T) {
	none := company.NewRegister(nil, nil)
	for _, c := range []struct {
		number, name string
		want         bool
	}{
		{"", "Påhittade Hattar AB\nPåhittade Skor AB", true},
		{"", "Påhittade Hattar AB, Påhittade Skor AB", true},
		{"", "Påhittade Hattar AB    Påhittade Skor AB", true},
		{"", "Påhittade Hattar AB\u00a0\u00a0Påhittade Skor AB", true},
		{"", "Påhittade Hattar AB och Påhittade Skor AB", true},
		{"", "Påhittade Hattar AB samt Påhittade Skor HB", true},
		{"", "Påhittade Hattar AB & Påhittade Skor AB", true},
		{"", "Påhittade Hattar AB + Skor Ltd", true},
		{"", "Påhittade Hattar AB/Påhittade Skor AB", true},
		{"", "Påhittade Hattar A/S / Påhittade Skor A/S", true},
		{"", "Påhittade Hattar AB; Påhittade Skor AB (publ)", true},
		{"", "1. Påhittade Hattar AB 2. Påhittade Skor AB", true},
		{"", "1) Hattar 2) Skor", true},
		{"", "AB Hattar och AB Skor", true},
		{"", "Påhittade Hattar AB – Påhittade Skor AB", true},
		{"", "Hattar AB, Skor AB, filial i Sverige", true},
		{"", "Påhittade Hattar AB\nAnna Andersson", true},
		{"", "Påhittade Hattar AB och Anna Maria Andersson", true},
		{"", "Påhittade Hattar AB, Anna Lindqvist", true},
		{"", "Påhittade Hattar AB / Anna Andersson", true},
		{"", "Påhittade Hattar AB, Anna", false},
		{"", "Påhittade Hattar AB, Västra Hamnen", false},
		{"", "Anna Andersson & Co AB", false},
		{"402001-0007\n402001-0015", "Påhittade Hattar", true},
		{"4020010007, 4020010015", "Påhittade Hattar AB", true},
		{"402001-0007 / 811218-9876", "Påhittade Hattar AB", true},
		{"402001-0007\n4020010007", "Påhittade Hattar AB", false},
		{"402001-0007", "Påhittade Hattar AB", false},
		{"402001 - 0007", "Påhittade Hattar AB", false},
		{"", "Andersson & Söner AB", false},
		{"", "Hennes & Mauritz AB", false},
		{"", "Bygg och Rör AB", false},
		{"", "Ernst & Young AB", false},
		{"", "A AB & Co KB", false},
		{"", "Påhitt GmbH & Co. KG", false},
		{"", "Hattar AB & Skor AB Handelsbolag", false},
		{"", "Foo AB (publ) filial", false},
		{"", "Foo Bank A/S, Danmark, Sverige Filial", false},
		{"", "Foo Limited, filial i Sverige", false},
		{"", "Hattar AB, f.d. Skor AB", false},
		{"", "Hattar AB / tidigare Skor AB", false},
		{"", "Hattar AB (tidigare Skor AB)", false},
		{"", "Hattar AB, HATTAR AB (publ)", false},
		{"", "Hattar, Skor och Rör i Norr AB", false},
		{"", "Hattar AB, Stockholm", false},
		{"", "Stiftelsen Hattar & Skor", false},
		{"", "Wells Fargo & Company", false},
		{"", "Invented Loans, Inc.", false},
		{"", "Invented Loans, L.P. and Invented", false},
		{"", "1. Hattar AB", false},
		{"", "Kl. 1. Hattar 2. AB", false},
		{"", "", false},
	} {
		if got := none.Several("arn-cases", c.number, c.name); got != c.want {
			t.Errorf("%q, %q: %t", c.number, c.name, got)
		}
	}
}
