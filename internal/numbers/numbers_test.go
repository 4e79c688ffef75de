package numbers_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/internal/numbers"
)

// Numbers as they are written, and the company that each is of. Those of companies are invented, or examples of the register's.
func TestRead(t *testing.T) {
	for _, c := range []struct{ code, cell, want string }{
		{"se", "402001-0007", "se-4020010007"},
		{"se", "402001-0008", ""},

		{"no", "310 000 019", "no-310000019"},
		{"no", "310000019", "no-310000019"},
		{"no", "NO 310 000 019 MVA", "no-310000019"},
		{"no", "Orgnr: 310.000.019", "no-310000019"},
		{"no", "310000019.0", "no-310000019"},
		{"no", "3,10000019E+08", "no-310000019"},
		{"no", "3,1E+08", ""}, // its digits are lost
		{"no", "310 000 018", ""},
		{"no", "510 000 019", ""},
		{"no", "310 000 01", ""},
		{"no", "310 000 019 AS", ""},
		{"no", "999999999", ""}, // means none

		{"dk", "99 99 99 18", "dk-99999918"},
		{"dk", "CVR-nr. 99999918", "dk-99999918"},
		{"dk", "DK99999918", "dk-99999918"},
		{"dk", "99 99 99 19", ""},

		{"fi", "9999991-7", "fi-99999917"},
		{"fi", "FI09999914", "fi-09999914"},
		{"fi", "999991-4", "fi-09999914"}, // it had a zero in front
		{"fi", "9999991-8", ""},

		{"br", "99.999.001/0001-59", "br-99999001"},
		{"br", "99999001000159", "br-99999001"},
		{"br", "99.999.001/0002-30", "br-99999001"}, // another establishment
		{"br", "'99999001000159", "br-99999001"},
		{"br", "CNPJ 99.999.001/0001-59", "br-99999001"},
		{"br", "9,9999001000159E+13", "br-99999001"},
		{"br", "99910000173", "br-00099910"}, // three zeros are lost
		{"br", "999000179", "br-00000999"},
		{"br", "191", "br-00000000"},
		{"br", "12.ABC.345/01DE-35", "br-12abc345"},
		{"br", "12.abc.345/01de-35", "br-12abc345"},
		{"br", "12.ABC.345/01DE-36", ""},
		{"br", "99.999.001/0001-58", ""},
		{"br", "99.999.001/0001-5", ""},
		{"br", "99.999.001/0001-590", ""},
		{"br", "00000000000000", ""},
		{"br", "9,9999E+13", ""},
		{"br", "", ""},
		{"br", "S/N", ""},
	} {
		r := numbers.Bundled().Of(c.code)
		number, _, ok := r.Read(c.cell)
		got := ""
		if ok {
			got = r.ID(number)
		}
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s %q: got %q, want %q", c.code, c.cell, got, c.want)
		}
		if ok && !r.HasID(got) {
			t.Errorf("%s: %s is not known for an id of it", c.code, got)
		}
	}
}

func TestWrite(t *testing.T) {
	for code, want := range map[string]string{"no": "310 000 019", "fi": "9999991-7", "br": "12.ABC.345/01DE-35", "se": "402001-0007"} {
		r := numbers.Bundled().Of(code)
		number, padded, ok := r.Read(want)
		if got := r.Write(number); got != want || padded || !ok {
			t.Errorf("%s: got %q", code, got)
		}
	}
	if got := numbers.Bundled().Of("br").Write("99999001"); got != "99.999.001" {
		t.Errorf("the digits of a company are written %q", got)
	}
	if _, padded, _ := numbers.Bundled().Of("br").Read("99910000173"); !padded {
		t.Error("it is not told that zeros were lost")
	}
	if got := numbers.Bundled().Of("br").Shown(); got != "00.000.000/0000-00" {
		t.Errorf("the form is shown as %q", got)
	}
}

func TestHasID(t *testing.T) {
	for id, want := range map[string]bool{
		"br-99999001": true, "br-12abc345": true, "br-99999001000159": false, "br-9999900": false, "no-310000019": true, "no-310000018": false,
		"se-4020010007": true, "xx-1": false, "": false,
	} {
		got := false
		for _, r := range numbers.Bundled() {
			got = got || r.HasID(id)
		}
		if got != want {
			t.Errorf("%q: got %v", id, got)
		}
	}
}

// Numbers of persons: published examples and test numbers, and numbers that are given out to nobody.
func TestHolds(t *testing.T) {
	const no, may, certain = "no", "may be one", "certain"
	for text, want := range map[string]string{
		"01818000282":       certain, // Skatteetaten adds 80 to the month of test persons
		"018180 00282":      certain,
		"01.81.80 002 82":   certain,
		"41818000276":       certain, // a D-number
		"fnr01818000282":    certain,
		"Bil 018180-00282 ": certain,
		"01818000283":       may,
		"018180 00283":      may,
		"91818000282":       may, // of a CPF's length
		"701818000282":      no,
		"018180002820":      no,
		"2-01818000282a1":   no,

		"070761-4285":          certain, // CPR-kontoret's example
		"0707614285":           certain,
		"251248-9996":          certain, // MedCom's test person, whose check digit is wrong
		"2512489996":           may,
		"25.12.48-9996":        no,
		"321248-9996":          no,
		"https://a/251248-999": no,

		"131052-308T":   certain, // DVV's example
		"131052-308t":   certain,
		"131052A308T":   certain,
		"131052–308T":   no, // as FoldSigns has it, the dash is a hyphen
		"131052-308U":   may,
		"131052-308T2":  no,
		"131052G308T":   no,
		"321052-308T":   no,
		"0131052-308T":  no,
		"x.131052-308T": certain,

		"123.456.789-09":                  certain, // Receita Federal's usual example
		"12345678909":                     certain,
		"CPF 12345678909":                 certain,
		"MARIA12345678909":                certain,
		"123 456 789 09":                  certain,
		"123456789-09":                    certain,
		"123.456.789-10":                  may,
		"12345678910":                     may,
		"12 345 678 909":                  no,
		"111.111.111-11":                  no,
		"99.999.001/0001-59":              no,
		"99999001000159":                  no,
		"r12a12345678909":                 no,
		"https://a/12/3.456.789-09":       no,
		"811218-9876":                     no, // Swedish: package person looks for it
		"se-4020010007 402001-0007 12":    no,
		"2021-01-04 – 2021-06-30":         no,
		"01.02.2003 04.05.2006":           no,
		"ARN 2021-12345, 2021-12-31 1200": no,
	} {
		got := no
		if numbers.Abroad().Holds(text, true) {
			got = certain
		} else if numbers.Abroad().Holds(text, false) {
			got = may
		}
		if got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
	for _, text := range []string{"121212-1212", "1212121212"} { // the tax agency's test number
		if !(numbers.Set{numbers.Bundled().Of("se")}).Holds(text, true) {
			t.Errorf("%q is not found", text)
		}
	}
}

// In a column of numbers a person's may have lost its zeros.
func TestPersonal(t *testing.T) {
	br, no := numbers.Bundled().Of("br"), numbers.Bundled().Of("no")
	for _, c := range []struct {
		of            *numbers.Register
		cell          string
		certain, form bool
	}{
		{br, "12345601", true, true}, // 000.123.456-01
		{br, "1234567890", true, true},
		{br, "CPF: 123.456.789-09", true, true},
		{br, "12345678910", false, true},
		{br, "12345602", false, false},
		{br, "99999001000159", false, false},
		{no, "1818000282", true, true},
		{no, "1818000283", false, false},
		{no, "310000019", false, false},
	} {
		certain, form := c.of.Personal(c.cell)
		if certain != c.certain || form != c.form {
			t.Errorf("%s %q: got %v, %v", c.of.Code, c.cell, certain, form)
		}
	}
}

// What is wrong with a register is told with its place.
func TestLoadTellsWhatIsWrong(t *testing.T) {
	good := `code: xx
name: {sv: a, en: b}
source: https://example.org/
form: "{2}.{3}-{1}"
check: [{rule: mod11, weights: [6, 5, 4, 3, 2]}]
persons:
  - name: {sv: a, en: b}
    source: https://example.org/
    form: "{4}{2}{2} {2}"
    check: [{rule: luhn}]
`
	for _, c := range []struct{ old, with, want string }{
		{"", "", ""},
		{"code: xx", "code: yy", `registers/xx.yaml:1: code: "yy": expected two letters`},
		{"{sv: a, en: b}\nsource", "{sv: a}\nsource", "registers/xx.yaml:2: name: expected a text in Swedish"},
		{"source: https://example.org/\nform", "source: a book\nform", "registers/xx.yaml:3: source: expected the address"},
		{`"{2}.{3}-{1}"`, `"{2}.{3}-{1}x"`, "registers/xx.yaml:4: form: "},
		{`"{2}.{3}-{1}"`, `"{2}{sign}{3}-{1}"`, "registers/xx.yaml:4: form: "},
		{"mod11,", "mod12,", `registers/xx.yaml:5: check[0]: rule "mod12": expected luhn, mod11, mod11-zero or mod31`},
		{"[6, 5, 4, 3, 2]", "[6, 5, 4, 3]", "registers/xx.yaml:5: check[0]: 4 weights: there are 5 digits before this check digit"},
		{"mod11, weights: [6, 5, 4, 3, 2]", "mod31", "registers/xx.yaml:5: check[0]: rule mod31: mod31 is that of a {check}"},
		{"check: [{rule: mod11", "shortest: 7\ncheck: [{rule: mod11", "registers/xx.yaml:5: shortest: 7: a number has 6 digits"},
		{"check: [{rule: mod11", "company_digits: 7\ncheck: [{rule: mod11", "registers/xx.yaml:5: company_digits: 7: a number has 6 digits"},
		{"check: [{rule: mod11", "first: 1-9\ncheck: [{rule: mod11", `registers/xx.yaml:5: first: "1-9": expected digits`},
		{"check: [{rule: mod11, weights: [6, 5, 4, 3, 2]}]", "check: []", "registers/xx.yaml:5: check: expected the rule of at least one check digit"},
		{"persons:", "check_digits: 1\npersons:", `registers/xx.yaml:6: unknown field "check_digits"`},
		{`"{4}{2}{2} {2}"`, `"{4}{2}{2}"`, "registers/xx.yaml:9: persons[0].form: "},
		{`"{4}{2}{2} {2}"`, `"{4}{2}{2} {check}"`, "registers/xx.yaml:10: persons[0].check[0]: rule luhn: mod31"},
		{"check: [{rule: luhn}]", "signs: +", "registers/xx.yaml:10: persons[0].signs: expected signs where the form has {sign}"},
		{"    check: [{rule: luhn}]", "", "persons[0].check: expected a date or the rule of a check digit"},
		{"    check: [{rule: luhn}]", "    date: mmddyy", `persons[0].date: "mmddyy": expected ddmmyy or yymmdd`},
		{"    check: [{rule: luhn}]", "    check: [{rule: luhn}]\n    unchecked: true", "persons[0].unchecked: only a number with a date"},
	} {
		text := strings.Replace(good, c.old, c.with, 1)
		set, err := numbers.Load(fstest.MapFS{"registers/xx.yaml": {Data: []byte(text)}})
		switch {
		case c.want == "" && (err != nil || len(set) != len(numbers.Bundled())+1 || set.Of("xx") == nil):
			t.Errorf("a good one: %v", err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s\ngot  %v\nwant %s", text, err, c.want)
		}
	}
}

// A file under another name is told, and not left out without a word.
func TestLoadTellsAWrongName(t *testing.T) {
	_, err := numbers.Load(fstest.MapFS{"registers/xx.yml": {Data: []byte("code: xx\n")}})
	if err == nil || err.Error() != "registers/xx.yml: a register is a file <code>.yaml, such as br.yaml" {
		t.Error(err)
	}
}

// A later folder's register takes the place of an earlier one's.
func TestLoadTakesTheLastOfACode(t *testing.T) {
	of := func(form, weights string) fstest.MapFS {
		return fstest.MapFS{"registers/xx.yaml": {Data: []byte("code: xx\nname: {sv: a, en: b}\nsource: https://example.org/\nform: \"" + form +
			"\"\ncheck: [{rule: mod11, weights: [" + weights + "]}]\n")}}
	}
	set, err := numbers.Load(of("{2}-{1}", "1, 1"), of("{3}-{1}", "1, 1, 1"), fstest.MapFS{})
	if err != nil || set.Of("xx").Shown() != "000-0" {
		t.Errorf("got %v, %v", set, err)
	}
	if len(set.Own()) != 1 || len(numbers.Bundled().Own()) != 0 {
		t.Error("own registers are not told from the bundled ones")
	}
}

// Keys and ids are never taken for persons' numbers: of a million of each sort. Package person passes over digests and ids of releases.
func TestKeysHoldNoNumber(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	of := func(alphabet string, n int) string {
		var b strings.Builder
		for range n {
			b.WriteByte(alphabet[random.IntN(len(alphabet))])
		}
		return b.String()
	}
	n := 1_000_000
	if testing.Short() {
		n = 20_000
	}
	for sort, one := range map[string]func() string{
		"record's key": func() string { return of("abcdefghijklmnopqrstuvwxyz234567", 16) },
		"name's id":    func() string { return "u-" + of("abcdefghijklmnopqrstuvwxyz234567", 16) },
		"fingerprint":  func() string { return of("0123456789abcdef", 20) },
		"Swedish number": func() string {
			return "se-" + of("23456789", 1) + of("0123456789", 1) + of("23456789", 1) + of("0123456789", 7)
		},
	} {
		found := 0
		for range n {
			if text := one(); numbers.Abroad().Holds(text, true) {
				found++
				t.Logf("%s %s", sort, text)
			}
		}
		if found > 0 {
			t.Errorf("%d of %d of a %s", found, n, sort)
		}
	}
}
