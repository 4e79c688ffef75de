package privacy_test

import (
	"testing"

	"pgregory.net/rapid"

	"tvistdata/etl/privacy"
)

func TestScan(t *testing.T) {
	for text, want := range map[string]privacy.Found{
		"198112189876":                    privacy.PersonalNumber, // test numbers published by the tax agency
		"19811218-9876":                   privacy.PersonalNumber,
		"811218-9876":                     privacy.PersonalNumber,
		"811218 9876":                     privacy.PersonalNumber,
		"8112189876":                      privacy.PersonalNumber,
		"121212+1212":                     privacy.PersonalNumber,
		"Bygg 8112189876 AB":              privacy.PersonalNumber,
		"SE811218987601":                  privacy.PersonalNumber, // a sole trader's VAT number
		"701063-2391":                     privacy.PersonalNumber, // a co-ordination number
		"anna@example.se":                 privacy.Mail,
		"skriv till anna@example.se.":     privacy.Mail,
		"070-174 06 05":                   privacy.Telephone,
		"0701740605":                      privacy.Telephone,
		"+46 70 174 06 05":                privacy.Telephone,
		"ring 08-123 456 78":              privacy.Telephone,
		"":                                privacy.Nothing,
		"556737-0431":                     privacy.Nothing, // Klarna Bank AB (publ): the third digit is not below 2
		"Klarna Bank AB (publ)":           privacy.Nothing,
		"2021-01-04":                      privacy.Nothing,
		"2021-00042":                      privacy.Nothing,
		"M@T AB":                          privacy.Nothing,
		"https://example.se/2019/1.25018": privacy.Nothing,
		"811218-9877":                     privacy.Nothing, // the check digit is wrong
		"1 366 670 kr":                    privacy.Nothing,
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

func FuzzScan(f *testing.F) {
	f.Add("Bygg 811218-9876 AB")
	f.Fuzz(func(t *testing.T, s string) {
		if privacy.Scan(s) != privacy.Nothing && privacy.Scan(s+" AB") == privacy.Nothing {
			t.Fatalf("%q holds something, %q does not", s, s+" AB")
		}
	})
}
