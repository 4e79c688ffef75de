package company_test

import (
	"testing"
	"testing/fstest"

	"tvistdata/internal/company"
	"tvistdata/internal/register"
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
		{"", "Anna Andersson\nPåhittade Hattar AB", true},
		{"402001-0007", "Anna Andersson\nPåhittade Hattar AB", true},
		{"402001-0007", "Sven-Olof Lindqvist\nPåhittade Hattar AB", true},
		{"402001-0007", "O. Björk\nPåhittade Hattar AB", true},
		{"402001-0007", "Hampus Bygg\nPåhittade Hattar AB", true},
		{"", "Sven-Olof Lindqvist och Påhittade Hattar AB", true},
		{"", "A. Andersson\nPåhittade Hattar AB", true},
		{"", "Andersson   Påhittade Hattar AB", true},
		{"", "Anna\nPåhittade Hattar AB", true},
		{"", "anna zlobb\nPåhittade Hattar AB", true},
		{"", "Anna Andersson * Påhittade Hattar AB", true},
		{"402001 0007, 402001 0015", "Påhittade Hattar AB", true},
		{"402001-0007–402001-0015", "Påhittade Hattar AB", true},
		{"402001-0007\u00a0•\u00a0402001-0015", "Påhittade Hattar AB", true},
		{"402001-0007", "Nova Bygg & Mark AB", false},
		{"402001-0007", "Karl Johan Bygg & Plåt AB", false},
		{"402001-0007", "Anders Andersson & Bo Berg Advokatbyrå AB", false},
		{"402001-0007", "Max Bygg, Solna AB", false},
		{"", "Nova Bygg & Mark AB", false},
		{"", "Via Egencia AB", false},
		{"", "Påhittade Hattar AB o Påhittade Skor AB", true},
		{"", "Påhittade Hattar AB o. Påhittade Skor AB", true},
		{"", "Påhittade Hattar AB alternativt Påhittade Skor AB", true},
		{"", "Påhittade Hattar AB tillsammans med Påhittade Skor AB", true},
		{"", "Påhittade Hattar AB mot Påhittade Skor AB", true},
		{"", "Påhittade Hattar AB. Påhittade Skor AB.", true},
		{"", "Påhittade Hattar AB<br/>Påhittade Skor AB", true},
		{"", "Påhittade Hattar AB\u200bPåhittade Skor AB", true},
		{"", "Motpart 1: Påhittade Hattar AB Motpart 2: Påhittade Skor AB", true},
		{"", "Bygg o Plåt i Solna AB", false},
		{"402001-0007", "Svensson & Eriksson Advokatbyrå AB", false},
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
		{"", "HARAB, Hattar och Rör Aktiebolag", false},
		{"", "Bostadsaktiebolaget Hattar och Skor AB", true},
		{"", "Sport- och Hattfastigheter AB", false},
		{"", "Hattar AB, Stockholm", false},
		{"", "Stiftelsen Hattar & Skor", false},
		{"", "Wells Fargo & Company", false},
		{"", "Invented Loans, Inc.", false},
		{"", "Invented Loans, L.P. and Invented", false},
		{"", "1. Hattar AB", false},
		{"", "Kl. 1. Hattar 2. AB", false},
		{"", "", false},

		// A name without a legal form is another respondent's where the sign says that another begins.
		{"", "Eken AB\nAndra Båten", true},
		{"", "Eken AB\tBilbutiken", true},
		{"", "Eken AB  Bilbutiken", true},
		{"", "Eken AB   Bilbutiken", true},
		{"", "Eken AB; Resebolaget", true},
		{"", "Eken AB | Resebolaget", true},
		{"", "Eken AB • Resebolaget", true},
		{"", "Eken AB och Bilbutiken", true},
		{"", "Eken AB & Bilbutiken", true},
		{"", "Eken AB (publ) samt Bilbutiken", true},
		{"", "Eken Ltd and Bilbutiken", true},
		{"", "EKEN AB OCH BILBUTIKEN", true},
		{"", "eken ab och bilbutiken", true},
		{"", "1. Eken AB 2. Bilbutiken", true},
		{"", "1) Eken AB, 2) Bilbutiken", true},
		{"", "a) Eken AB b) Bilbutiken", true},
		{"", "Bilbutiken\nEken AB", true},
		{"", "Bilbutiken; Eken AB", true},
		{"", "Bilbutiken   Eken AB", true},
		{"", "Bilbutiken; Resebolaget", true},
		{"", "Bilbutiken  Eken AB", false},
		{"", "Bilbutiken\nResebolaget", false},
		{"", "Stora Båten och\nLilla Eken AB", false},
		{"", "Stora Båten &\nEken AB", false},
		{"", "Svenska\nEken AB", false},
		{"", "Stora\nbåtar AB", false},
		{"", "Eken AB\nFör Bilbutiken", false},
		{"", "Eken AB\n& Söner", false},
		{"", "Eken AB och Partners", false},
		{"", "AB Eken och Bilbutiken", false},
		{"", "Bygg och Plåt i Solna AB", false},
		{"", "Resebolaget, Eken AB", false},
		{"", "Eken AB, Bilbutiken", false},
		{"", "Eken AB / Bilbutiken", false},
		{"", "Eken AB – Bilbutiken", false},
		{"", "Eken AB Bilbutiken", false},
		{"", "Eken AB, Stockholm", false},
		{"", "Eken AB\nStockholm", false},
		{"", "Eken AB\nNorrköping", false},
		{"", "Eken AB\nKundtjänst", false},
		{"", "Eken AB (Kundtjänst)", false},
		{"", "Eken AB; Reklamationsavdelningen", false},
		{"", "Eken AB\nBox 123", false},
		{"", "Eken AB\nStorgatan 5\n123 45 Smedby", false},
		{"", "Eken AB\nStorgatan 5\nSmedby", false},
		{"", "Eken AB\ninfo@example.se", false},
		{"", "Eken AB\n402001-0007", false},
		{"", "Eken AB\nAnna", true},
		{"", "Eken AB; vd Anna", false},
		// Beside one company's number it may be that company's brand.
		{"402001-0007", "Eken AB\nBilbutiken", false},
		{"402001-0007", "Eken AB och Bilbutiken", false},
		{"402001-0007", "Eken AB och Båten AB", true},
		{"402001-0007", "1. Eken 2. Båten", true},
		{"402001-0008", "Eken AB\nBilbutiken", true},

		// One blank is enough between names that have each a form.
		{"", "Eken AB Båten AB", true},
		{"", "Eken AB (publ) Båten AB (publ)", true},
		{"", "Eken Ltd Båten Inc", true},
		{"", "Eken A/S Båten ApS", true},
		{"", "Fastighets AB Eken AB", false},
		{"", "Hattar AB Skor HB", false},
		{"", "Hattar AB Skor AB Handelsbolag", false},
		{"", "Eken AB Sverige AB", false},
		{"", "Eken AB (Båten AB)", false},
		{"", "Erfundene GmbH Co. KG", false},
		{"", "Eken AB för Båten AB", false},
		{"", "Eken AB i likvidation", false},

		// Other languages.
		{"", "Eken Ltd and Båten Inc", true},
		{"", "Eken GmbH und Båten AG", true},
		{"", "Eken SA et Båten SARL", true},
		{"", "Eken Oy ja Båten Oy", true},
		{"", "Eken AS og Båten ASA", true},
		{"", "Eken SL y Båten SL", true},
		{"", "Eken SpA e Båten Srl", true},
		{"", "Eken BV en Båten NV", true},
		{"", "Eken AB eller Båten AB", true},
		{"", "Eken AB och/eller Båten AB", true},
		{"", "Eken AB resp. Båten AB", true},
		{"", "Eken AB respektive Båten AB", true}, //nolint:misspell // Swedish
		{"", "Invented Loans, Inc. and Subsidiaries", false},

		// What is said of a company besides its name is no other respondent.
		{"", "Eken AB c/o Båten AB", false},
		{"", "Eken AB, c/o Båten AB", false},
		{"", "Eken AB tidigare Båten AB", false},
		{"", "Eken AB\nf.d. Båten AB", false},
		{"", "Eken AB under namnändring till Båten AB", false},
		{"", "Eken AB, namnändrat till Båten AB", false},
		{"", "Eken AB t/a Båten", false},
		{"", "Eken Ltd d/b/a Båten Inc", false},
		{"", "Eken AB via Båten AB", false},
		{"", "Eken AB, genom ombud Båten AB", false},
		{"", "Eken AB på uppdrag av Båten AB", false},
		{"", "Eken AB, på uppdrag av Båten AB", false},
		{"", "Bilen AB, filial till Båten GmbH", false},
		{"", "Bilen AB, svensk filial till Båten GmbH", false},
		{"", "Bilen, svensk filial till Båten Ltd", false},
		{"", "Bilen AB - filial af Båten A/S", false},
		{"", "Bilen AB, NUF Båten Ltd", false},
		{"", "Bilen Ltd, a branch of Båten Inc", false},
		{"", "Eken AB, part of Tallen Ltd", false},
		{"", "Eken AB\nEn del av Tallen AB", false},
		{"", "Eken AB – en del av Tallen AB", false},
		{"", "Eken AB, a Tallen company", false},
		{"", "Eken AB; A Tallen Company", false},
		{"", "Eken AB, ingår i Tallen AB", false},
		{"", "Eken Ltd, a division of Tallen Inc", false},
		{"", "Eken AB, dotterbolag till Tallen AB", false},
		{"", "Eken AB, Delen AB", true},
		{"", "Eken AB, Filialen Bar AB", true},

		// The same name longer or shorter: one number says whose it is.
		{"402001-0007", "Eken AB/Eken Sverige AB", false},
		{"402001-0007", "Eken Möbler Norr AB, Eken AB", false},
		{"402001-0007", "Eken AB\nEken Möbler AB", false},
		{"", "Eken AB/Eken Sverige AB", true},
		{"402001-0008", "Eken AB/Eken Sverige AB", true},
		{"811218-9876", "Eken AB/Eken Sverige AB", true},
		{"402001-0007", "Eken Möbler AB/Eken Resor AB", true},

		// Numbers in the name.
		{"", "Eken AB 402001-0007, Båten AB 402001-0015", true},
		{"", "Eken (402001-0007) Båten (402001-0015)", true},
		{"", "Eken AB 402001-0007", false},
	} {
		if got := none.Several("arn-cases", c.number, c.name); got != c.want {
			t.Errorf("%q, %q: %t", c.number, c.name, got)
		}
	}
}

// The register knows names without a legal form, and distinguishes another company's brand from the company's own.
func TestSeveralByTheRegister(t *testing.T) {
	kept := func(id, number, name, more string) string {
		return "  - {id: " + id + ", name: " + name + ", org_number: " + number + ", kind: legal_entity, names: [" + more +
			"], source_name: x, source_url: 'https://example.se', decided_by: x, decided_on: 2026-11-23, why: x}\n"
	}
	r, err := register.Load(fstest.MapFS{
		"companies.yaml": {Data: []byte("companies:\n" + kept("se-4020010007", "402001-0007", "Eken AB", "Bilbutiken, Stora Eken AB") +
			kept("se-4121111118", "412111-1118", "Båten AB", "Resebolaget"))},
		"decisions.yaml": {Data: []byte("decisions:\n  - {list: arn-cases, name_as_written: Badhuset, company: se-4121111118, " +
			"decided_by: x, decided_on: 2026-11-23, why: x}\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		list, number, name string
		want               bool
	}{
		{"arn-cases", "", "Eken AB, Resebolaget", true},
		{"arn-cases", "", "Eken AB, Bilbutiken", false},
		{"arn-cases", "", "Eken AB / Badhuset", true},
		{"konsumentverket-complaints", "", "Eken AB / Badhuset", false},
		{"arn-cases", "402001-0007", "Eken AB\nResebolaget", true},
		{"arn-cases", "402001-0007", "Eken AB\nBilbutiken", false},
		{"arn-cases", "402001-0007", "Eken AB, Badhuset", true},
		{"arn-cases", "", "Stora\nEken AB", false},
	} {
		if got := r.Several(c.list, c.number, c.name); got != c.want {
			t.Errorf("%s: %q, %q: %t", c.list, c.number, c.name, got)
		}
	}
}

// What may be a person's name beside a company's is reported, so that the spelling is not shown; a town, a department and names of firms
// that go on are none.
func TestBesidePerson(t *testing.T) {
	for name, want := range map[string]bool{
		"Andersson Anna, Påhittade Hattar AB": true, "Hampus Bygg och Påhittade Hattar AB": true, "Annas Måleri / Påhittade Hattar AB": true,
		"Påhittade Hattar AB, Hampus Bygg": true, "Xhemile Krasniqi\nPåhittade Hattar AB": true, "Xhemile Krasniqi, Påhittade Hattar AB": true,
		"anna zlobb\npåhittade hattar ab": true, "Sean O'Brien\nPåhittade Hattar AB": true, "Anna von Essen\nPåhittade Hattar AB": true, "Anna Andersson (Påhittade Hattar AB)": true,
		"Anders Andersson & Bo Berg Advokatbyrå AB": true,
		"Påhittade Hattar AB":                       false, "Hattar & Skor i Norr AB": false, "Påhittade Hattar AB, Stockholm": false,
		"Påhittade Hattar AB\nKundtjänst": false, "Hattar, Skor och Rör i Norr AB": false, "Åkesson & Söner AB": false, "Invented Loans, Inc.": false,
	} {
		if got := company.BesidePerson(name); got != want {
			t.Errorf("%q: %v, want %v", name, got, want)
		}
	}
}
