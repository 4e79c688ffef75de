package privacy_test

import (
	"testing"

	"pgregory.net/rapid"

	"tvistdata/etl/privacy"
)

func TestScan(t *testing.T) {
	for text, want := range map[string]privacy.Found{
		"198112189876":                   privacy.PersonalNumber, // test numbers published by the tax agency
		"19811218-9876":                  privacy.PersonalNumber,
		"811218-9876":                    privacy.PersonalNumber,
		"811218 9876":                    privacy.PersonalNumber,
		"8112189876":                     privacy.PersonalNumber,
		"121212+1212":                    privacy.PersonalNumber,
		"Bygg 8112189876 AB":             privacy.PersonalNumber,
		"SE811218987601":                 privacy.PersonalNumber, // a sole trader's VAT number
		"701063-2391":                    privacy.PersonalNumber, // a co-ordination number
		"Ek Bygg AB 811218–9876":         privacy.PersonalNumber, // en dash
		"Ek Bygg AB 811218\u00a09876":    privacy.PersonalNumber,
		"811218\u20119876":               privacy.PersonalNumber,
		"811218\u22129876":               privacy.PersonalNumber,
		"811218\u2009–\u20099876":        privacy.PersonalNumber,
		"811218\u00ad-\u200b9876":        privacy.PersonalNumber,
		"811218\n9876":                   privacy.PersonalNumber,
		"811218 - 9876":                  privacy.PersonalNumber,
		"811218.9876":                    privacy.PersonalNumber,
		"811218/9876":                    privacy.PersonalNumber,
		"1981-12-18-9876":                privacy.PersonalNumber,
		"1981.12.18 9876":                privacy.PersonalNumber,
		"81 12 18 9876":                  privacy.PersonalNumber,
		"81 12 18 98 76":                 privacy.PersonalNumber,
		"SE 8112 18 9876 01":             privacy.PersonalNumber,
		"８１１２１８-９８７６":                    privacy.PersonalNumber, // full width
		"https://example.se/811218-9876": privacy.PersonalNumber,
		"070–123 45 67":                  privacy.Telephone,
		"070.123.45.67":                  privacy.Telephone,
		"070\u00a0123\u00a045\u00a067":   privacy.Telephone,
		"070-123 45 67 2021":             privacy.Telephone,
		"nr 12 070-123 45 67":            privacy.Telephone,
		"08/123 456 78":                  privacy.Telephone,
		"+46.70.123.45.67":               privacy.Telephone,
		"anna＠example．se":                privacy.Mail,
		"anna@example.se":                privacy.Mail,
		"skriv till anna@example.se.":    privacy.Mail,
		"070-174 06 05":                  privacy.Telephone,
		"0701740605":                     privacy.Telephone,
		"+46 70 174 06 05":               privacy.Telephone,
		"ring 08-123 456 78":             privacy.Telephone,
		"81I2I8-9876":                    privacy.PersonalNumber, // letters that look like digits
		"8II2I8-9876":                    privacy.PersonalNumber,
		"Ek Bygg 81l2i8 9B76":            privacy.PersonalNumber,
		"7O1063-2391":                    privacy.PersonalNumber,
		"8112І8-9876":                    privacy.PersonalNumber, // Cyrillic
		"8ІІ2І8-9В76":                    privacy.PersonalNumber,
		"7ОІОбЗ-2З9І":                    privacy.Nothing, // digits are less than half
		"7О1О63-2З9І":                    privacy.PersonalNumber,
		"81Ι2Ι8-9Β76":                    privacy.PersonalNumber, // Greek
		"7ο1ο63-2391":                    privacy.PersonalNumber,
		"7Q1D63-2391":                    privacy.PersonalNumber,
		"7Ø1063-2391":                    privacy.PersonalNumber,
		"О7О-174 О6 О5":                  privacy.Telephone,
		"Иван 24 АО":                     privacy.Nothing,
		"3D, 2D och 4Q AB":               privacy.Nothing,
		"I9811218-9876":                  privacy.PersonalNumber,
		"８１１２１８-９８７６ AB":                 privacy.PersonalNumber,
		"⁸¹¹²¹⁸⁻⁹⁸⁷⁶":                    privacy.PersonalNumber, // superscript
		"₈₁₁₂₁₈₋₉₈₇₆":                    privacy.PersonalNumber, // subscript
		"⑧①①②①⑧-⑨⑧⑦⑥":                    privacy.PersonalNumber, // in circles
		"❽❶❶❷❶❽ ❾❽❼❻":                    privacy.PersonalNumber,
		"⒏⒈⒈⒉⒈⒏⒐⒏⒎⒍":                     privacy.PersonalNumber, // with full stops
		"𝟖𝟏𝟏𝟐𝟏𝟖𝟗𝟖𝟕𝟔":                     privacy.PersonalNumber, // mathematical
		"٨١١٢١٨-٩٨٧٦":                    privacy.PersonalNumber, // Arabic
		"åtta ett ett två ett åtta nio åtta sju sex":              privacy.PersonalNumber,
		"Åtta-ett-ett-två-ett-åtta streck nio, åtta, sju, sex":    privacy.PersonalNumber,
		"number eight one one two one eight nine eight seven six": privacy.PersonalNumber,
		"nitton åtta ett ett två ett åtta 98 sju sex":             privacy.PersonalNumber,
		"noll sju noll ett sju fyra noll sex noll fem":            privacy.Telephone,
		"åttioett tolv arton nittioåtta sjuttiosex":               privacy.PersonalNumber,
		"attioett tolv aderton nittioatta sjuttiosex":             privacy.PersonalNumber,
		"Åttio ett, tolv, arton streck nittio åtta sjuttio sex":   privacy.PersonalNumber,
		"nittonhundraåttioett tolv arton 98 sjuttiosex":           privacy.PersonalNumber,
		"åttioett tolv arton 9876":                                privacy.PersonalNumber,
		"eighty-one twelve eighteen ninety-eight seventy-six":     privacy.PersonalNumber,
		"Eighty one twelve eighteen nine eight seven six Ltd":     privacy.PersonalNumber,
		"nineteen eightyone twelve eighteen ninetyeight 76":       privacy.PersonalNumber,
		"Ring noll åtta ett två tre fyra fem sex sju AB":          privacy.Telephone,
		"call zero eight one two three four five six":             privacy.Telephone,
		"noll åtta tolv trettiofyra femtiosex sjuttioåtta":        privacy.Telephone,
		"noll sjuttio ett sju fyra noll sex noll fem":             privacy.Telephone,
		"tio tjugo trettio fyrtio femtio":                         privacy.Nothing,
		"ett två tre fyra fem sex sju åtta nio":                   privacy.Nothing,
		"Tolv Tretton och Arton AB, Tjugo, Trettio":               privacy.Nothing,
		"O7O-174 O6 O5":                        privacy.Telephone,
		"ring o701740605":                      privacy.Telephone,
		"⓪⑦⓪-①⑦④⓪⑥⓪⑤":                          privacy.Telephone,
		"a(at)b.se":                            privacy.Mail,
		"anna[at]example.se":                   privacy.Mail,
		"anna [AT] example [dot] se":           privacy.Mail,
		"anna (a) example.se":                  privacy.Mail,
		"anna at example dot se":               privacy.Mail,
		"anna at example punkt se":             privacy.Mail,
		"anna at example.se":                   privacy.Mail,
		"a.ek at mail.example.se":              privacy.Mail,
		"anna snabel-a example.se":             privacy.Mail,
		"ANNA SNABELA EXAMPLE PUNKT SE":        privacy.Mail,
		"anna(snabel-a)example(punkt)se":       privacy.Mail,
		"ａｎｎａ（ａｔ）ｅｘａｍｐｌｅ．ｓｅ":                   privacy.Mail,
		"anna.andersson @ example.se AB":       privacy.Mail, // with blanks round the signs
		"anna.andersson @example.se":           privacy.Mail,
		"anna.andersson@ example.se":           privacy.Mail,
		"a @ b . se":                           privacy.Mail,
		"a @ b. se":                            privacy.Mail,
		"a@b .se":                              privacy.Mail,
		"a@mail . b . se":                      privacy.Mail,
		"ANNA  @  EXAMPLE. SE":                 privacy.Mail,
		"anna＠ example ．se":                    privacy.Mail,
		"anna @ example dot se":                privacy.Mail,
		"anna@example (punkt) se":              privacy.Mail,
		"@":                                    privacy.Nothing,
		" @ . ":                                privacy.Nothing,
		"AB @ Home":                            privacy.Nothing,
		"AB @ Home.":                           privacy.Nothing,
		"AB @ Home. Se bilaga":                 privacy.Nothing,
		"2 st @ 3.50 kr":                       privacy.Nothing,
		"":                                     privacy.Nothing,
		"Bought at example.com":                privacy.Nothing,
		"the bank at the corner. See below":    privacy.Nothing,
		"Complaints received at the board":     privacy.Nothing,
		"vitamin (a) m.m.":                     privacy.Nothing,
		"3 Sverige AB":                         privacy.Nothing,
		"24SevenOffice Sverige AB":             privacy.Nothing,
		"Tele2, B2B och 5I AB":                 privacy.Nothing,
		"556737-O43I":                          privacy.Nothing,
		"ett av tre, två av fem, sex av sju":   privacy.Nothing,
		"u-o2i5l7s3z4o6i2l5":                   privacy.Nothing,
		"10 m² i 8 rum":                        privacy.Nothing,
		"556737-0431":                          privacy.Nothing, // Klarna Bank AB (publ): the third digit is not below 2
		"Klarna Bank AB (publ)":                privacy.Nothing,
		"2021-01-04":                           privacy.Nothing,
		"2021-00042":                           privacy.Nothing,
		"M@T AB":                               privacy.Nothing,
		"https://example.se/2019/1.25018":      privacy.Nothing,
		"811218-9877":                          privacy.Nothing, // the check digit is wrong
		"1 366 670 kr":                         privacy.Nothing,
		"1\u00a0366\u00a0670 kr":               privacy.Nothing,
		"1 045 000 000 kr":                     privacy.Nothing,
		"0.12345678":                           privacy.Nothing,
		"2021-01-04 – 2021-06-30":              privacy.Nothing,
		"2021-01-04–2025-06-30":                privacy.Nothing,
		"2021-01-04 2025-06-30":                privacy.Nothing,
		"2021-01 – 2021-06":                    privacy.Nothing,
		"01/02/2021":                           privacy.Nothing,
		"dnr 2021-01042, 2021-01043":           privacy.Nothing,
		"212000-0142 2022":                     privacy.Nothing,
		"https://example.se/2021/01/04/1015/a": privacy.Nothing,
		"r-a198112189876bcd":                   privacy.Nothing,
		"sha256 00811218987600aabbccddeeff00112233445566778899aabbccddeeff00112a": privacy.Nothing,
	} {
		if got := privacy.Scan(text); got != want {
			t.Errorf("Scan(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestScanFindsANumberInAnyWords(t *testing.T) {
	word := rapid.StringMatching(`[A-Za-zÅÄÖåäö .,()]{0,12}`)
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.SampledFrom([]string{"811218-9876", "198112189876", "701063-2391", "070-174 06 05", "anna@example.se"}).Draw(t, "number")
		text := word.Draw(t, "before") + " " + number + " " + word.Draw(t, "after")
		if privacy.Scan(text) == privacy.Nothing {
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
		if got := privacy.Scan("Ek " + text + " Bygg"); got != privacy.PersonalNumber {
			t.Fatalf("%q: got %q", text, got)
		}
	})
}

func TestScanIsCheap(t *testing.T) {
	for _, text := range []string{"Påhittade Betalningar AB (publ)", "2021-01-04", "Closed with explanation", "556737-0431"} {
		if n := testing.AllocsPerRun(100, func() { privacy.Scan(text) }); n > 0 {
			t.Errorf("Scan(%q) allocates %v times", text, n)
		}
	}
}

func FuzzScan(f *testing.F) {
	f.Add("Bygg 811218-9876 AB")
	f.Fuzz(func(t *testing.T, s string) {
		if privacy.Scan(s) != privacy.Nothing && privacy.Scan(s+" AB") == privacy.Nothing {
			t.Fatalf("%q holds something, %q does not", s, s+" AB")
		}
	})
}
