package company_test

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"tvistdata/internal/company"
)

func TestLegalForm(t *testing.T) {
	for name, want := range map[string]string{
		"AB Svensson":                            "AB",
		"Svensson AB":                            "AB",
		"svensson ab":                            "AB",
		"SVENSSON AB":                            "AB",
		"Påhittade Betalningar AB (publ)":        "AB",
		"Påhittade Banken (publ)":                "AB",
		"Aktiebolaget Påhittad":                  "AB",
		"Påhittat Försäkringsaktiebolag":         "AB",
		"Påhittade Bygg HB":                      "HB",
		"Påhittade Bygg KB i likvidation":        "KB",
		"Handelsbolaget Ek & Ek":                 "HB",
		"Påhittade Hem ek. för.":                 "ek. för.",
		"Påhittade Hem Ek.för.":                  "ek. för.",
		"Påhittade Hem ekonomisk förening":       "ek. för.",
		"Brf Påhittet":                           "brf",
		"Stiftelsen Påhittade Minnet":            "stiftelse",
		"Påhittad Sak, ömsesidigt":               "ömsesidigt",
		"Invented Bank, Sverige Filial":          "filial",
		"Invented Bank A/S, Danmark, filial":     "A/S",
		"Invented Airways Ltd":                   "Ltd",
		"Invented Airways, Ltd.":                 "Ltd",
		"INVENTED AIRWAYS LIMITED":               "Ltd",
		"Invented Airways DAC":                   "DAC",
		"Invented Goods Co., Ltd. (Kina)":        "Ltd",
		"Invented plc":                           "plc",
		"Invented Shop, Inc.":                    "Inc",
		"Erfundene Reisen GmbH & Co. KG":         "KG",
		"Erfundene Reisen GmbH":                  "GmbH",
		"Erfundene Reisen AG":                    "AG",
		"Inventée Voyages SA":                    "SA",
		"Inventée Voyages S.A.":                  "SA",
		"Inventée Voyages SAS":                   "SAS",
		"Inventée Voyages S.à.r.l.":              "SARL",
		"Inventata SpA":                          "SpA",
		"Inventata S.p.A.":                       "SpA",
		"Inventata S.r.l.":                       "Srl",
		"Inventada S.L.":                         "SL",
		"Bedachte Boekingen B.V.":                "BV",
		"Bedachte Boekingen NV":                  "NV",
		"Opdigtede Rejser A/S":                   "A/S",
		"Opdigtede Rejser ApS":                   "ApS",
		"Oppdiktet Luftfart AS":                  "AS",
		"Oppdiktet Luftfart ASA":                 "ASA",
		"Keksitty Oyj":                           "Oyj",
		"Keksitty Matka Oy":                      "Oy",
		"Väljamõeldud OÜ":                        "OÜ",
		"UAB Išgalvota":                          "UAB",
		"SIA Izdomāts":                           "SIA",
		"Zmyślone Loty Sp. z o.o.":               "Sp. z o.o.",
		"Zmyślone Loty sp. z o. o.":              "Sp. z o.o.",
		"Zmyślone Loty Spółka Sp.z o.o.":         "Sp. z o.o.",
		"Vymyšlené Lety s.r.o.":                  "s.r.o.",
		"Dödsbo i Väst AB":                       "AB",
		"Maskerad & Kalas AB":                    "AB",
		"Pa\u030ahittade Forsa\u0308kringar AB":  "AB",
		"\u201dPåhittade Butiken\u201d AB (svb)": "AB",
		"Påhittade Hem (Sverige) AB":             "AB",
		"Påhittade Hem AB (publ) i konkurs":      "AB",
		"Påhittade Hem AB, Sverige":              "AB",
		"Påhittade – Väst AB":                    "AB",
		"Pahittade – Nord AB":                    "AB",
		"24 Påhitt AB":                           "AB",
		"Påhitt 2000 AB":                         "AB",
		"Bostadsrättsföreningen Påhittet 12":     "brf",
		"Försäkringsaktiebolaget Påhitt (publ)":  "AB",
		"Invented Bank plc, filial i Sverige":    "plc",
		"Assemblin VS AB":                        "AB", // plumbing
		"V.S. Påhittade Resor AB":                "AB",
		"Via Påhittade Resor AB":                 "AB",
		"NEKTAB":                                 "AB",
		"PåhittAB":                               "AB",
		"24/7 Bygg AB":                           "AB",
		"HSB Brf Eken":                           "brf",
		"HSB:s bostadsrättsförening Eken i Norr": "brf",
		"Riksbyggen Brf Eken":                    "brf",
		"Nordea Bank Abp, filial i Sverige":      "Abp",
		"NORDEA BANK ABP, FILIAL I SVERIGE":      "Abp",
		"Keksitty Pankki Abp":                    "Abp",
		"Fiktiv Mobil Sverige, AB":               "AB",
		"Påhittade Betalningar, AB":              "AB",
		"Påhittade Betalningar AB.":              "AB",
		"Påhitt, Aktiebolag":                     "AB",
		"Företagare i Norr, Ideell förening":     "ideell förening",
		"Påhittade Varor förening u.p.a.":        "ek. för.",
		"Påhittade Ömsesidiga Försäkringsbolag":  "ömsesidigt",
		"Bostadsaktiebolaget Påhittet":           "AB",
		"PÅHITTS KRAFTAKTIEBOLAG":                "AB",
		"Påhitts Bostadsstiftelse":               "stiftelse",
		"Konserthusstiftelsen Påhittet":          "stiftelse",
		"Påhittsbostäder Stiftelsen":             "stiftelse",
		"Stiftelsen institutet för påhitt":       "stiftelse",
		"Fastighets AB Påhittet":                 "AB",
		"Bostads Aktiebolaget Påhittet":          "AB",
		"Påhitts Renhållnings Aktiebolag (PRAB)": "AB",
		"Påhitts Renhållnings Aktiebolag PRAB":   "AB",
		"PÅHITTS AVFALLSAKTIEBOLAG, PAVAB":       "AB",
		"PRAB, Påhitts Renhållning Aktiebolag":   "AB",
		"Påhittets Aktiebolag i Haninge":         "AB",
		"Sport- och Påhittsfastigheter AB":       "AB",
		"Mark- & Påhittsarbeten AB":              "AB",
		"Invented Goods Co.,Ltd":                 "Ltd",
		"Anna Ek c/o Bygg AB":                    "",
		"Anna Ek vs Alfa AB":                     "",
		"Anna Ek vs AB":                          "",
		"Alfa Aktiebolag (AZLOBB)":               "",
		"ANNA EK VS ALFA AB":                     "",
		"Assemblin vs Alfa AB":                   "",
		"ZAYNAB":                                 "", // a given name
		"SOHRAB":                                 "",
		"Nektab":                                 "",
		"LARSAB":                                 "",
		"ANNA-AB":                                "",
		"Anna NEKTAB":                            "",
		"Anna Ek 24/7, Bygg AB":                  "",
		"Anna/24 Bygg AB":                        "",
		"HSB, Brf Eken":                          "",
		"HSB Anna Ek Brf Eken":                   "",
		"Anna Brf Eken":                          "",
		"SVENSSON ABP":                           "",
		"Svensson, Abp":                          "",
		"Ek, AB":                                 "",
		"von Zlobb, AB":                          "",
		"Zlobb, AB":                              "",
		"Anna Zlobb, AB":                         "",
		"A. Zlobb, AB":                           "",
		"Ek, Anna, Aktiebolag":                   "",
		"Anna Ek, Fastighets AB Påhittet":        "",
		"Anna Ek,Alfa AB":                        "",
		"Anna AB Påhittet":                       "",
		"Invest AB Anna Ek":                      "",
		"Fastighets, AB Anna Ek":                 "",
		"Alfa Nordic Nya Aktiebolag (ANNA)":      "", // a given name
		"Alfa AB (ZLOBB)":                        "",
		"Alfa Aktiebolag (Ab Zl)":                "",
		"EVA, Ek Varor Aktiebolag":               "",
		"Alfa Aktiebolag i Andersson":            "",
		"Alfa Aktiebolag i Haninge Anna Ek":      "",
		"Alfa AB för Lars Ek":                    "",
		"Anna Ek för Alfa AB":                    "",
		"Anna Ek- och Alfa AB":                   "",
		"Anna Ek- Alfa AB":                       "",
		"Ek,Anna AB":                             "",
		"Anna Ek C/O Bygg AB":                    "",
		"Anna Ek / Alfa AB":                      "",
		"Anna Ek/Alfa AB":                        "",
		"Anna Ek, Alfa AB":                       "",
		"Anna Ek; Alfa AB":                       "",
		"Anna Ek – Alfa AB":                      "",
		"Anna Ek (Alfa AB)":                      "",
		"Anna Ek (Alfa) AB":                      "",
		"Anna Ek, anställd hos Bygg AB":          "",
		"Anna Ek mot Alfa AB":                    "",
		"Alfa AB mot Anna Ek":                    "",
		"Eva Ek i konkurs AB ägare Bo Ek":        "",
		"Eva Ek i konkurs AB":                    "",
		"Alfa AB ägare Bo Ek":                    "",
		"Alfa AB, Anna Ek":                       "",
		"Alfa AB (Anna Ek)":                      "",
		"AB Alfa (Anna Ek)":                      "",
		"AB Alfa ägare Anna Ek":                  "",
		"Alfa AB Anna Ek":                        "",
		"Alfa Ltd, Anna Ek":                      "",
		"Alfa AB (ärende 2022-00001)":            "",
		"Ärende 2022-00001 AB":                   "",
		"2022/1234 Alfa AB":                      "",
		"Anna Ek 811218 AB":                      "",
		"Anna Ek 81 12 18 AB":                    "",
		"Anna Ek 811218–9876 AB":                 "",
		"Anna Ek, Nordhus filial":                "",
		"Anna Andersson Bygg":                    "",
		"Abba":                                   "",
		"ABBA":                                   "",
		"Asa Svensson":                           "",
		"SVENSSON ASA":                           "",
		"SVENSSON SIA":                           "",
		"Sia Svensson":                           "",
		"SIA SVENSSON":                           "",
		"Svensson, SA":                           "",
		"Ek, A.B.":                               "",
		"A.B. Ek":                                "",
		"K.B. Ek":                                "",
		"HB Ek":                                  "",
		"KB Ek":                                  "",
		"Anna Svensson SE":                       "",
		"Anna Svenssons Spa":                     "",
		"ANNA SVENSSONS SPA":                     "",
		"Anna Ek för Lars Ek":                    "",
		"SAS":                                    "",
		"AB":                                     "",
		"Stiftelsen":                             "",
		"Svenssons bolag":                        "",
		"Svensson & Co":                          "",
		"Svensson & Söner":                       "",
		"Aboriginal Svensson":                    "",
		"Inca Svensson":                          "",
		"Limited Editions Svensson":              "",
		"Filialen Svensson":                      "",
		"www.påhittat.se":                        "",
		"Anna Svensson as":                       "",
		"Anna Svensson enskild firma":            "",
		"Anna Svensson enskild firma (ej Ek AB)": "",
		"Anna Svensson e. f.":                    "",
		"Dödsboet efter Anna Svensson":           "",
		"Personuppgift AB":                       "",
		"XXXX AB":                                "",
		"":                                       "",
		" , ( ) ":                                "",
	} {
		got := company.FormOf(name).Legal
		ok := got != ""
		if got != want || ok != (want != "") {
			t.Errorf("FormOf(%q).Legal = %q, %v; want %q", name, got, ok, want)
		}
	}
}

func TestPersonalForm(t *testing.T) {
	for _, name := range []string{
		"Anna Svensson enskild firma", "Svenssons Bygg, Enskild Firma", "Anna Svensson e.f.", "Anna Svensson E. F.",
		"Anna Svensson EF", "Dödsboet efter Anna Svensson", "Anna Svenssons dödsbo", "Dbo Anna Svensson", "Personuppgift",
		"*** AB", "… AB", "XX AB", "*** *** Aktiebolag", "Maskerad AB", "N.N. AB", "(Sekretess) AB", "Anonymiserat Aktiebolag",
		"[Personuppgift]", "PERSONUPPGIFT", "XXXX", "xxxx xxxxxxx", "X X", "****", "████ ██████", "XXXX Svensson",
		"Dödsboet efter Anna Andersson AB", "DÖDSBO EFTER ANNA ANDERSSON HB", "Dödsbo Anna Andersson AB", "Dödsboet, Anna Andersson AB",
		"Do\u0308dsboet efter Anna Andersson AB", "Dödsbo: Anna Andersson Aktiebolag", "AB Dödsboet efter Anna Andersson",
		"Dödsboets Anna Andersson Ltd", "Dbo efter Anna Andersson AB",
		"(sekretess)", "Skyddade personuppgifter", "Enskild näringsidkare Svensson",
	} {
		if !company.FormOf(name).Personal {
			t.Errorf("FormOf(%q).Personal is false", name)
		}
	}
	for _, name := range []string{
		"", "Påhittade Betalningar AB", "EF Påhittade Resor", "Påhittad EF Resor", "Anna Andersson Bygg", "Dödsbohjälpen",
		"Dödsbo i Väst AB", "Dödsbohjälpen AB", "Dödsbo & Flytt AB", "Dödsbo och Flytt AB", "DÖDSBO + FLYTT HB", "Västra Dödsbo AB", "XXL Påhittad Sport", "Firma Påhitt", "Maxi Påhitt", "X-Påhitt", "X AB", "NN AB", "Maskerad & Kalas AB",
	} {
		if company.FormOf(name).Personal {
			t.Errorf("FormOf(%q).Personal is true", name)
		}
	}
}

// A form counts only as a word of its own: glued to other letters it says nothing.
func TestLegalFormNeedsAWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stem := rapid.StringMatching(`[B-DF-HJ-NP-TV-Z][a-z]{2,8}q`).Draw(t, "stem") // no word that ties ends so
		form := rapid.SampledFrom([]string{"ab", "hb", "kb", "ltd", "plc", "ag", "as", "oy", "inc", "bv", "filial"}).Draw(t, "form")
		glued := "Anna " + stem + "q" + form
		if f := company.FormOf(glued).Legal; f != "" {
			t.Fatalf("%q has form %s", glued, f)
		}
		if company.FormOf(stem+" Påhitt AB").Legal == "" {
			t.Fatalf("%q has no form", stem+" Påhitt AB")
		}
	})
}

// A Swedish person's name, in any order and letter case, never has a form.
func TestLegalFormNeverShowsPersons(t *testing.T) {
	given := []string{"Anna", "Åsa", "Asa", "Sia", "Bo", "Ulla-Britt", "Jean-Luc", "Ida", "My", "Ab-del", "Inca"}
	family := []string{"Svensson", "Ek", "von Ek", "Ås", "Al-Ahmad", "Spak", "Abrahamsson", "Ask", "Kg-son", "El Sabah"}
	trade := []string{"", " Bygg", " Spa", " Salong", " & Co", " Konsult", " i Åre", " Skor & Väskor", " Café"}
	rapid.Check(t, func(t *rapid.T) {
		g, f := rapid.SampledFrom(given).Draw(t, "given"), rapid.SampledFrom(family).Draw(t, "family")
		name := rapid.SampledFrom([]string{g + " " + f, f + ", " + g, f + " " + g, f + ", A.B.", "A.B. " + f}).Draw(t, "order") +
			rapid.SampledFrom(trade).Draw(t, "trade")
		name = rapid.SampledFrom([]func(string) string{strings.ToUpper, strings.ToLower, func(s string) string { return s }}).Draw(t, "case")(name)
		if form := company.FormOf(name).Legal; form != "" {
			t.Fatalf("%q has form %s", name, form)
		}
	})
}

func TestFormsNeverPanic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOfN(rapid.RuneFrom([]rune("aAbBeEfFxX*.,;:()-–\"'/&\u00a0 \u0308\u200b"), unicode.Latin), 0, 30, -1).Draw(t, "name")
		if f := company.FormOf(name); f.Legal != "" && f.Personal {
			t.Fatalf("%q is both", name)
		}
	})
}
