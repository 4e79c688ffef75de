package company_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tvistdata/internal/company"
	"tvistdata/internal/record"
)

func TestParseNumber(t *testing.T) {
	for _, c := range []struct {
		text  string
		want  company.Number
		class company.NumberClass
	}{
		{"", "", company.NoNumber},
		{" - ", "", company.NoNumber},
		{"–", "", company.NoNumber},
		{"saknas", "", company.NoNumber},
		{"Okänt", "", company.NoNumber},
		{"000000-0000", "", company.NoNumber},
		{"556737-0431", "5567370431", company.CompanyNumber},
		{"5567370431", "5567370431", company.CompanyNumber},
		{"165567370431", "5567370431", company.CompanyNumber},
		{"16556737-0431", "5567370431", company.CompanyNumber},
		{"16 556737-0431", "5567370431", company.CompanyNumber},
		{" 556737 0431\u00a0", "5567370431", company.CompanyNumber},
		{"556737–0431", "5567370431", company.CompanyNumber}, // en dash
		{"556737\u20110431", "5567370431", company.CompanyNumber},
		{"212000-0142", "2120000142", company.CompanyNumber},
		{"556737-0432", "", company.MalformedNumber}, // check digit
		{"556737-043", "", company.MalformedNumber},
		{"556737-04311", "", company.MalformedNumber},
		{"556737-O431", "", company.MalformedNumber}, // letter O
		{"556737+0431", "", company.MalformedNumber},
		{"Bolaget AB", "", company.MalformedNumber},
		{"551337-0431", "", company.MalformedNumber}, // the third digit is below 2
		{"132300-0006", "", company.EstateNumber},
		{"1323000007", "", company.EstateNumber}, // wrong check digit
		{"811218-9876", "", company.PersonNumber},
		{"8112189876", "", company.PersonNumber},
		{"811218-9875", "", company.PersonNumber}, // wrong check digit
		{"811218+9876", "", company.PersonNumber},
		{"19811218-9876", "", company.PersonNumber},
		{"198112189876", "", company.PersonNumber},
		{"191212121212", "", company.PersonNumber},
		{"19121212+1212", "", company.PersonNumber},
		{"197010632391", "", company.PersonNumber}, // coordination number
		{"701063-2391", "", company.PersonNumber},
		{"16811218-9876", "", company.PersonNumber},
		{"16811218+9876", "", company.PersonNumber},
		{"19811318-9876", "", company.PersonNumber}, // month 13: the prefix is a person's
		{"811218-XXXX", "", company.PersonNumber},
		{"19811218", "", company.PersonNumber},
		{"811218-T123", "", company.PersonNumber},
		{"8112189876001", "", company.PersonNumber}, // a trader's second firm
		{"pnr 811218-9876 (ägaren)", "", company.PersonNumber},
		{"SE811218987601", "", company.PersonNumber}, // VAT number of a trader
		{"nr 55: 811218-9876", "", company.PersonNumber},
		{"SE 8112 18 9876 01", "", company.PersonNumber},
		{"101012384", "", company.PersonNumber},   // 010101-2384 without its zero
		{"750231-0241", "", company.PersonNumber}, // no such day
		{"81I2I8-9876", "", company.PersonNumber}, // letters that look like digits
		{"8I1218", "", company.PersonNumber},
		{"81l2i8-9B76", "", company.PersonNumber},
		{"7OIO63-2391", "", company.PersonNumber},
		{"８１１２１８-９８７６", "", company.PersonNumber}, // full width
		{"⁸¹¹²¹⁸-⁹⁸⁷⁶", "", company.PersonNumber},
		{"⑧①①②①⑧-⑨⑧⑦⑥", "", company.PersonNumber},
		{"556737-O43I", "", company.MalformedNumber}, // a company's, which is not read so
		{"åtta ett ett två ett åtta", "", company.PersonNumber},
		{"HRB 8I1218", "", company.PersonNumber},
		{"SOLBIO", "", company.MalformedNumber},
		{"SE556737043101", "5567370431", company.CompanyNumber},
		{"se 556737-0431 01", "5567370431", company.CompanyNumber},
		{"SE-5567370431-01", "5567370431", company.CompanyNumber},
		{"SE556737043102", "", company.MalformedNumber},
		{"SE556737043201", "", company.MalformedNumber}, // check digit
		{"556737043101", "", company.MalformedNumber},
		{"SE132300000601", "", company.EstateNumber},
		{"'5567370431", "5567370431", company.CompanyNumber},
		{"’556737-0431", "5567370431", company.CompanyNumber},
		{"'811218-9876", "", company.PersonNumber},
		{"5567370431.0", "5567370431", company.CompanyNumber},
		{"5567370431,00", "5567370431", company.CompanyNumber},
		{"5567370431.5", "", company.MalformedNumber},
		{"8112189876.0", "", company.PersonNumber},
		{"5,567370431E+09", "5567370431", company.CompanyNumber},
		{"5.567370431e9", "5567370431", company.CompanyNumber},
		{"4,121111118E+09", "4121111118", company.CompanyNumber}, // not 12 11 11
		{"5,56737043E+09", "", company.MalformedNumber},          // a digit short
		{"5,57E+09", "", company.MalformedNumber},
		{"8,112189876E+09", "", company.PersonNumber},
		{"Org.nr 556737-0431", "5567370431", company.CompanyNumber},
		{"Orgnr: 5567370431", "5567370431", company.CompanyNumber},
		{"Organisationsnummer 556737-0431", "5567370431", company.CompanyNumber},
		{"VAT-nr SE556737043101", "5567370431", company.CompanyNumber},
		{"Org.nr 811218-9876", "", company.PersonNumber},
		{"Org.nr 556737-0431 (Solna)", "", company.MalformedNumber},
		{"５５６７３７－０４３１", "5567370431", company.CompanyNumber},
		{"５５６７３７-0431", "5567370431", company.CompanyNumber},
		{"556737-0431, 5567370431", "5567370431", company.CompanyNumber},
		{"556737-0431 / 556737-0431", "5567370431", company.CompanyNumber},
		{"556737-0431\n5567370431; 556737 0431", "5567370431", company.CompanyNumber},
		{"556737-0431, 212000-0142", "", company.MalformedNumber},
		{"556737-0431, 811218-9876", "", company.PersonNumber},
	} {
		n, class := company.ParseNumber(c.text)
		if n != c.want || class != c.class {
			t.Errorf("ParseNumber(%q) = %q, %v; want %q, %v", c.text, n, class, c.want, c.class)
		}
	}
}

func TestNumberForms(t *testing.T) {
	n := company.Number("5567370431")
	if n.Hyphened() != "556737-0431" || n.ID() != "se-5567370431" {
		t.Errorf("got %s and %s", n.Hyphened(), n.ID())
	}
	if id := company.Number("").ID(); id != "" {
		t.Errorf("no number has id %q", id)
	}
}

// Every way of writing an organisation number gives the same number; with another last digit it gives none.
func TestParseNumberForms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		nine := fmt.Sprintf("%d%d%d%06d", rapid.SampledFrom([]int{2, 3, 4, 5, 6, 7, 8, 9}).Draw(t, "group"),
			rapid.IntRange(0, 9).Draw(t, "second"), rapid.IntRange(2, 9).Draw(t, "third"),
			rapid.IntRange(0, 999999).Draw(t, "serial"))
		d := withCheckDigit(nine)
		shape := rapid.SampledFrom([]string{"%s%s", "%s-%s", "16%s%s", "16%s-%s", " %s %s", "%s\u00a0-\u00a0%s", "\ufeff%s-%s"}).Draw(t, "shape")
		n, class := company.ParseNumber(fmt.Sprintf(shape, d[:6], d[6:]))
		if string(n) != d || class != company.CompanyNumber {
			t.Fatalf("%s: got %q, %v", d, n, class)
		}
		wrong := nine + string('0'+(d[9]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "off")))%10)
		if n, class := company.ParseNumber(fmt.Sprintf(shape, wrong[:6], wrong[6:])); n != "" || class != company.MalformedNumber {
			t.Fatalf("%s: got %q, %v", wrong, n, class)
		}
	})
}

// Nothing that has the form of a personal or coordination number comes out as a number, whatever its check digit.
func TestParseNumberNeverGivesPersons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.IntRange(1, 31).Draw(t, "day") + rapid.SampledFrom([]int{0, 60}).Draw(t, "coordination")
		birth := fmt.Sprintf("%02d%02d%02d", rapid.IntRange(0, 99).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"), day)
		text := rapid.SampledFrom([]string{"", "16", "18", "19", "20"}).Draw(t, "century") + birth +
			rapid.SampledFrom([]string{"", "-", "+", " ", "–"}).Draw(t, "sign") +
			rapid.StringMatching(`[0-9]{4}|[X*]{4}|T[0-9]{3}|`).Draw(t, "end")
		if n, class := company.ParseNumber(text); n != "" || class != company.PersonNumber {
			t.Fatalf("%q: got %q, %v", text, n, class)
		}
	})
}

// Whatever the text, a number comes out only with its class, and is always a legal person's.
func TestParseNumberAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[0-9 +X–-]{0,16}|(?s:.){0,12}`).Draw(t, "text")
		n, class := company.ParseNumber(text)
		if (n != "") != (class == company.CompanyNumber) {
			t.Fatalf("%q: got %q, %v", text, n, class)
		}
		if n != "" && (len(n) != 10 || n[0] == '1' || n[2] < '2' || withCheckDigit(string(n[:9])) != string(n)) {
			t.Fatalf("%q: %q is no organisation number", text, n)
		}
	})
}

// The id of a number is an id exactly when the number is a company's; so is that of every name, and of every company that is
// kept with a number of another country.
func TestIDsOfNumbersAndNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		digits := rapid.StringMatching(`[0-9]{10}`).Draw(t, "digits")
		if rapid.Bool().Draw(t, "checked") {
			digits = withCheckDigit(digits[:9])
		}
		_, class := company.ParseNumber(digits)
		if kind, err := record.ParseID("se-" + digits); (class == company.CompanyNumber) != (kind == record.LegalEntity) || (kind == "") != (err != nil) {
			t.Fatalf("%s is a %s, its id %q, %v", digits, class, kind, err)
		}
		name := rapid.String().Draw(t, "name")
		if id := company.NameID(name); id != "" {
			if kind, err := record.ParseID(id); kind != record.Unresolved || err != nil {
				t.Fatalf("%q has the id %s: %q, %v", name, id, kind, err)
			}
		}
		if text := rapid.String().Draw(t, "text"); record.CheckDigit(text) && strings.Trim(text, "0123456789") != "" {
			t.Fatalf("%q has a check digit", text)
		}
	})
}

func TestParseNumberAllocations(t *testing.T) {
	for text, most := range map[string]float64{"5567370431": 0, "165567370431": 0, "": 0, "8112189876": 0, "556737-0431": 1} {
		if got := testing.AllocsPerRun(100, func() { company.ParseNumber(text) }); got > most {
			t.Errorf("ParseNumber(%q) allocates %v times", text, got)
		}
	}
}

// withCheckDigit appends the check digit to nine digits, by adding digit sums as the law's annex describes it.
func withCheckDigit(nine string) string {
	sum := 0
	for i, r := range nine {
		for _, c := range fmt.Sprint(int(r-'0') * (2 - i%2)) {
			sum += int(c - '0')
		}
	}
	return nine + strings.TrimPrefix(fmt.Sprint(10+(10-sum%10)%10), "1")
}

func BenchmarkParseNumber(b *testing.B) {
	for b.Loop() {
		company.ParseNumber("556737-0431")
	}
}
