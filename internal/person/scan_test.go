package person_test

import (
	"testing"

	"pgregory.net/rapid"

	"tvistdata/internal/person"
)

func TestScan(t *testing.T) {
	for text, want := range map[string]person.Found{
		"198112189876":                   person.PersonalNumber, // test numbers published by the tax agency
		"19811218-9876":                  person.PersonalNumber,
		"811218-9876":                    person.PersonalNumber,
		"811218 9876":                    person.PersonalNumber,
		"8112189876":                     person.PersonalNumber,
		"121212+1212":                    person.PersonalNumber,
		"Bygg 8112189876 AB":             person.PersonalNumber,
		"SE811218987601":                 person.PersonalNumber, // a sole trader's VAT number
		"701063-2391":                    person.PersonalNumber, // a co-ordination number
		"Ek Bygg AB 811218–9876":         person.PersonalNumber, // en dash
		"Ek Bygg AB 811218\u00a09876":    person.PersonalNumber,
		"811218\u20119876":               person.PersonalNumber,
		"811218\u22129876":               person.PersonalNumber,
		"811218\u2009–\u20099876":        person.PersonalNumber,
		"811218\u00ad-\u200b9876":        person.PersonalNumber,
		"811218\n9876":                   person.PersonalNumber,
		"811218 - 9876":                  person.PersonalNumber,
		"811218.9876":                    person.PersonalNumber,
		"811218/9876":                    person.PersonalNumber,
		"1981-12-18-9876":                person.PersonalNumber,
		"1981.12.18 9876":                person.PersonalNumber,
		"81 12 18 9876":                  person.PersonalNumber,
		"81 12 18 98 76":                 person.PersonalNumber,
		"SE 8112 18 9876 01":             person.PersonalNumber,
		"８１１２１８-９８７６":                    person.PersonalNumber, // full width
		"https://example.se/811218-9876": person.PersonalNumber,
		"01818000282":                    person.PersonalNumber, // of a Norwegian test person
		"018180 00282":                   person.PersonalNumber,
		"Ola Bygg O18180-00282":          person.PersonalNumber,
		"251248-9996":                    person.PersonalNumber, // of a Danish test person
		"0707614285":                     person.PersonalNumber,
		"131052-308T":                    person.PersonalNumber, // the Finnish agency's example
		"131052–308t":                    person.PersonalNumber,
		"123.456.789-09":                 person.PersonalNumber, // the usual example of a Brazilian CPF
		"MARIA 12345678909":              person.PersonalNumber,
		"\uff11\uff123.456.789-09":       person.PersonalNumber,
		"12345678910":                    person.Nothing, // its check digits are wrong
		"99.999.001/0001-59":             person.Nothing, // a company's
		"310 000 019":                    person.Nothing,
		"070–123 45 67":                  person.Telephone,
		"070.123.45.67":                  person.Telephone,
		"070\u00a0123\u00a045\u00a067":   person.Telephone,
		"070-123 45 67 2021":             person.Telephone,
		"nr 12 070-123 45 67":            person.Telephone,
		"08/123 456 78":                  person.Telephone,
		"+46.70.123.45.67":               person.Telephone,
		"anna＠example．se":                person.Mail,
		"anna@example.se":                person.Mail,
		"skriv till anna@example.se.":    person.Mail,
		"070-174 06 05":                  person.Telephone,
		"0701740605":                     person.Telephone,
		"+46 70 174 06 05":               person.Telephone,
		"ring 08-123 456 78":             person.Telephone,
		"81I2I8-9876":                    person.PersonalNumber, // letters that look like digits
		"8II2I8-9876":                    person.PersonalNumber,
		"Ek Bygg 81l2i8 9B76":            person.PersonalNumber,
		"7O1063-2391":                    person.PersonalNumber,
		"8112І8-9876":                    person.PersonalNumber, // Cyrillic
		"8ІІ2І8-9В76":                    person.PersonalNumber,
		"7ОІОбЗ-2З9І":                    person.Nothing, // digits are less than half
		"7О1О63-2З9І":                    person.PersonalNumber,
		"81Ι2Ι8-9Β76":                    person.PersonalNumber, // Greek
		"7ο1ο63-2391":                    person.PersonalNumber,
		"7Q1D63-2391":                    person.PersonalNumber,
		"7Ø1063-2391":                    person.PersonalNumber,
		"О7О-174 О6 О5":                  person.Telephone,
		"Иван 24 АО":                     person.Nothing,
		"3D, 2D och 4Q AB":               person.Nothing,
		"I9811218-9876":                  person.PersonalNumber,
		"８１１２１８-９８７６ AB":                 person.PersonalNumber,
		"⁸¹¹²¹⁸⁻⁹⁸⁷⁶":                    person.PersonalNumber, // superscript
		"₈₁₁₂₁₈₋₉₈₇₆":                    person.PersonalNumber, // subscript
		"⑧①①②①⑧-⑨⑧⑦⑥":                    person.PersonalNumber, // in circles
		"❽❶❶❷❶❽ ❾❽❼❻":                    person.PersonalNumber,
		"⒏⒈⒈⒉⒈⒏⒐⒏⒎⒍":                     person.PersonalNumber, // with full stops
		"𝟖𝟏𝟏𝟐𝟏𝟖𝟗𝟖𝟕𝟔":                     person.PersonalNumber, // mathematical
		"٨١١٢١٨-٩٨٧٦":                    person.PersonalNumber, // Arabic
		"åtta ett ett två ett åtta nio åtta sju sex":              person.PersonalNumber,
		"Åtta-ett-ett-två-ett-åtta streck nio, åtta, sju, sex":    person.PersonalNumber,
		"number eight one one two one eight nine eight seven six": person.PersonalNumber,
		"nitton åtta ett ett två ett åtta 98 sju sex":             person.PersonalNumber,
		"noll sju noll ett sju fyra noll sex noll fem":            person.Telephone,
		"åttioett tolv arton nittioåtta sjuttiosex":               person.PersonalNumber,
		"attioett tolv aderton nittioatta sjuttiosex":             person.PersonalNumber,
		"Åttio ett, tolv, arton streck nittio åtta sjuttio sex":   person.PersonalNumber,
		"nittonhundraåttioett tolv arton 98 sjuttiosex":           person.PersonalNumber,
		"åttioett tolv arton 9876":                                person.PersonalNumber,
		"eighty-one twelve eighteen ninety-eight seventy-six":     person.PersonalNumber,
		"Eighty one twelve eighteen nine eight seven six Ltd":     person.PersonalNumber,
		"nineteen eightyone twelve eighteen ninetyeight 76":       person.PersonalNumber,
		"Ring noll åtta ett två tre fyra fem sex sju AB":          person.Telephone,
		"call zero eight one two three four five six":             person.Telephone,
		"noll åtta tolv trettiofyra femtiosex sjuttioåtta":        person.Telephone,
		"noll sjuttio ett sju fyra noll sex noll fem":             person.Telephone,
		"tio tjugo trettio fyrtio femtio":                         person.Nothing,
		"ett två tre fyra fem sex sju åtta nio noll nio":          person.PersonalNumber,
		"ett två tre fyra fem sex sju åtta nio":                   person.Nothing,
		"Tolv Tretton och Arton AB, Tjugo, Trettio":               person.Nothing,
		"O7O-174 O6 O5":                        person.Telephone,
		"ring o701740605":                      person.Telephone,
		"⓪⑦⓪-①⑦④⓪⑥⓪⑤":                          person.Telephone,
		"a(at)b.se":                            person.Mail,
		"anna[at]example.se":                   person.Mail,
		"anna [AT] example [dot] se":           person.Mail,
		"anna (a) example.se":                  person.Mail,
		"anna at example dot se":               person.Mail,
		"anna at example punkt se":             person.Mail,
		"anna at example.se":                   person.Mail,
		"a.ek at mail.example.se":              person.Mail,
		"anna snabel-a example.se":             person.Mail,
		"ANNA SNABELA EXAMPLE PUNKT SE":        person.Mail,
		"anna(snabel-a)example(punkt)se":       person.Mail,
		"ａｎｎａ（ａｔ）ｅｘａｍｐｌｅ．ｓｅ":                   person.Mail,
		"anna.andersson @ example.se AB":       person.Mail, // with blanks round the signs
		"anna.andersson @example.se":           person.Mail,
		"anna.andersson@ example.se":           person.Mail,
		"a @ b . se":                           person.Mail,
		"a @ b. se":                            person.Mail,
		"a@b .se":                              person.Mail,
		"a@mail . b . se":                      person.Mail,
		"ANNA  @  EXAMPLE. SE":                 person.Mail,
		"anna＠ example ．se":                    person.Mail,
		"anna @ example dot se":                person.Mail,
		"anna@example (punkt) se":              person.Mail,
		"@":                                    person.Nothing,
		" @ . ":                                person.Nothing,
		"AB @ Home":                            person.Nothing,
		"AB @ Home.":                           person.Nothing,
		"AB @ Home. Se bilaga":                 person.Nothing,
		"2 st @ 3.50 kr":                       person.Nothing,
		"":                                     person.Nothing,
		"Bought at example.com":                person.Nothing,
		"the bank at the corner. See below":    person.Nothing,
		"Complaints received at the board":     person.Nothing,
		"vitamin (a) m.m.":                     person.Nothing,
		"3 Sverige AB":                         person.Nothing,
		"24SevenOffice Sverige AB":             person.Nothing,
		"Tele2, B2B och 5I AB":                 person.Nothing,
		"556737-O43I":                          person.Nothing,
		"ett av tre, två av fem, sex av sju":   person.Nothing,
		"u-o2i5l7s3z4o6i2l5":                   person.Nothing,
		"10 m² i 8 rum":                        person.Nothing,
		"556737-0431":                          person.Nothing, // Klarna Bank AB (publ): the third digit is not below 2
		"Klarna Bank AB (publ)":                person.Nothing,
		"2021-01-04":                           person.Nothing,
		"2021-00042":                           person.Nothing,
		"M@T AB":                               person.Nothing,
		"https://example.se/2019/1.25018":      person.Nothing,
		"811218-9877":                          person.Nothing, // the check digit is wrong
		"1 366 670 kr":                         person.Nothing,
		"1\u00a0366\u00a0670 kr":               person.Nothing,
		"1 045 000 000 kr":                     person.Nothing,
		"0.12345678":                           person.Nothing,
		"2021-01-04 – 2021-06-30":              person.Nothing,
		"2021-01-04–2025-06-30":                person.Nothing,
		"2021-01-04 2025-06-30":                person.Nothing,
		"2021-01 – 2021-06":                    person.Nothing,
		"01/02/2021":                           person.Nothing,
		"dnr 2021-01042, 2021-01043":           person.Nothing,
		"212000-0142 2022":                     person.Nothing,
		"https://example.se/2021/01/04/1015/a": person.Nothing,
		"r-a198112189876bcd":                   person.Nothing,
		"sha256 00811218987600aabbccddeeff00112233445566778899aabbccddeeff00112a": person.Nothing,
	} {
		if got := person.Scan(text); got != want {
			t.Errorf("Scan(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestScanFindsANumberInAnyWords(t *testing.T) {
	word := rapid.StringMatching(`[A-Za-zÅÄÖåäö .,()]{0,12}`)
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.SampledFrom([]string{"811218-9876", "198112189876", "701063-2391", "070-174 06 05", "anna@example.se"}).Draw(t, "number")
		text := word.Draw(t, "before") + " " + number + " " + word.Draw(t, "after")
		if person.Scan(text) == person.Nothing {
			t.Fatalf("nothing found in %q", text)
		}
	})
}

// However the parts of a number are kept apart, it is found.
func TestScanFindsEverySeparator(t *testing.T) {
	sign := rapid.SampledFrom([]string{"", "-", "–", "—", "\u2010", "\u2212", " ", "\u00a0", "\u202f", " - ", ".", "·", "/", "+", "\uff0d"})
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{"", "19"}).Draw(t, "century") + "81" + sign.Draw(t, "a") + "12" + sign.Draw(t, "b") + "18" +
			sign.Draw(t, "c") + "9876"
		if got := person.Scan("Ek " + text + " Bygg"); got != person.PersonalNumber {
			t.Fatalf("%q: got %q", text, got)
		}
	})
}

func TestScanIsCheap(t *testing.T) {
	for _, text := range []string{"Påhittade Betalningar AB (publ)", "2021-01-04", "Closed with explanation", "556737-0431"} {
		if n := testing.AllocsPerRun(100, func() { person.Scan(text) }); n > 0 {
			t.Errorf("Scan(%q) allocates %v times", text, n)
		}
	}
}

func FuzzScan(f *testing.F) {
	f.Add("Bygg 811218-9876 AB")
	f.Fuzz(func(t *testing.T, s string) {
		if person.Scan(s) != person.Nothing && person.Scan(s+" AB") == person.Nothing {
			t.Fatalf("%q holds something, %q does not", s, s+" AB")
		}
	})
}
