package register_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tvistdata/internal/company"
	"tvistdata/internal/numbers"
	"tvistdata/internal/person"
	"tvistdata/internal/record"
	"tvistdata/internal/register"
)

// abroad are companies of other countries' registers, some of whose numbers begin like dates of birth.
const abroad = `companies:
  - {id: nl-851206123b01, name: Verzonnen Reizen B.V., register: nl, register_number: 8512.06.123.B01, kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: ie-8512061k, name: Invented Airways DAC, register: ie, register_number: 8512061K, kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: br-33041260, name: Inventada Ltd, register: br, register_number: "33041260", kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: no-851206123, name: Oppdiktet Reise AS, register: "no", register_number: "851206123", kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: gr-811231234, name: Epinoimeni Ltd, register: gr, register_number: "811231234", kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: xi-850101123, name: Invented Belfast Ltd, register: xi, register_number: "850101123", kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: ch-che123456789, name: Erfunden GmbH, register: ch, register_number: CHE-123.456.789, kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: be-0412345678, name: Verzonnen NV, register: be, register_number: 0412.345.678, kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: gb-sc123456, name: Invented Glasgow Ltd, register: gb, register_number: SC123456, kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: sc-123456, name: Invented Islands Ltd, register: sc, register_number: "123456", kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: dk-33041260, name: Opdigtet ApS, register: dk, register_number: "33041260", kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}
`

func TestForeignNumbers(t *testing.T) {
	kept := load(t, "companies.yaml", abroad)
	var all []record.Company
	for c := range kept.All() {
		all = append(all, c)
	}
	released := company.NewRegister(all, nil) // as the service has them
	for _, c := range []struct {
		number, name, want string
		class              company.NumberClass
	}{
		{"NL851206123B01", "", "nl-851206123b01", company.ForeignNumber},
		{"nl 8512.06.123.b01", "", "nl-851206123b01", company.ForeignNumber},
		{"NL-8512-06-123/B01", "vad som helst", "nl-851206123b01", company.ForeignNumber},
		{"NL\u00a08512\u201306\u2013123 B01\u200b", "", "nl-851206123b01", company.ForeignNumber},
		{"ＮＬ 851206123B01", "", "nl-851206123b01", company.ForeignNumber}, // letters of another width are the same letters
		{"IE 8512061K", "", "ie-8512061k", company.ForeignNumber},
		{"ie8512061k", "", "ie-8512061k", company.ForeignNumber},
		{"BR 33041260", "", "br-33041260", company.ForeignNumber},
		{"BR-33.041.260", "", "br-33041260", company.ForeignNumber},
		{"NO 851206123", "", "no-851206123", company.ForeignNumber},
		{"EL811231234", "", "gr-811231234", company.ForeignNumber},
		{"GR 811231234", "", "gr-811231234", company.ForeignNumber},
		{"XI 850101123", "", "xi-850101123", company.ForeignNumber},
		{"GB 850 1011 23", "", "xi-850101123", company.ForeignNumber},
		{"CHE-123.456.789", "", "ch-che123456789", company.ForeignNumber}, // the code is a part of the number
		{"BE 0412.345.678", "", "be-0412345678", company.ForeignNumber},
		{"GB SC123456", "", "gb-sc123456", company.ForeignNumber},

		// Another country's, or another's of the country: nobody keeps it, so it is what it looks like.
		{"NL851206123B02", "", "", company.PersonNumber},
		{"IE 8512061L", "", "", company.PersonNumber},
		{"DE 33041260", "", "", company.MalformedNumber},
		{"SE851206123B01", "", "", company.PersonNumber},
		{"PL 33041260", "Inventada Ltd", "br-33041260 name", company.MalformedNumber},

		// Without a code it may be anything; the name beside it can say what it is.
		{"851206123B01", "", "", company.PersonNumber},
		{"851206123B01", "Någon Annan AB", "", company.PersonNumber},
		{"8512.06.123.B01", "VERZONNEN REIZEN B.V.", "nl-851206123b01", company.ForeignNumber},
		{"8512061K", "Invented Airways DAC", "ie-8512061k", company.ForeignNumber},
		{"33041260", "Opdigtet ApS", "dk-33041260", company.ForeignNumber},
		{"33041260", "Inventada Ltd", "br-33041260", company.ForeignNumber},
		{"33041260", "", "", company.PersonNumber},
		{"SC123456", "", "", company.MalformedNumber}, // of the Seychelles, or a Scottish one without its code
		{"SC123456", "Invented Islands Ltd", "sc-123456", company.ForeignNumber},
		{"SC 123456", "Invented Glasgow Ltd", "gb-sc123456", company.ForeignNumber},
		{"811218-9876", "Invented Airways DAC", "", company.PersonNumber},
	} {
		for where, r := range map[string]*company.Register{"kept": kept, "released": released} {
			m := r.Match("arn", c.number, c.name)
			id, method, _ := strings.Cut(c.want, " ")
			want := company.Match{ID: id, Method: company.ByNumber, Class: c.class}
			switch {
			case method != "":
				want.Method = company.Method(method)
			case id == "":
				want.Method = company.Unresolved
			}
			if m.ID != want.ID || m.Method != want.Method || m.Class != want.Class || m.Number != "" {
				t.Errorf("%s: %q %q: got %q %s, %s; want %q %s, %s", where, c.number, c.name, m.ID, m.Method, m.Class, want.ID, want.Method, want.Class)
			}
		}
	}
	if m := kept.Match("arn", "IE 8512061K", "Oppdiktet Reise AS"); m.Why != company.Contradiction || m.Class != company.ForeignNumber {
		t.Errorf("a number beside another's name: %+v", m)
	}
	if c := released.Candidates("arn", record.Question{Number: "ie8512061k", Name: "Oppdiktet Reise AS"}, nil); c.Found || len(c.Candidates) != 2 {
		t.Errorf("a number beside another's name: %+v, expected both", c)
	}
	if c := released.Candidates("arn", record.Question{Number: "IE 8512061K"}, nil); !c.Found || c.Candidates[0].ID != "ie-8512061k" {
		t.Errorf("the service finds %+v", c)
	}
}

// A merged foreign company's number leads to what it became, in the service, too.
func TestAMergedForeignNumber(t *testing.T) {
	r := load(t, "companies.yaml", abroad, "merges.yaml", "merges:\n  - {company: br-33041260, into: ie-8512061k, decided_by: e, decided_on: 2024-01-01, why: w}\n")
	into, _ := r.Company("ie-8512061k")
	was, _ := r.Company("br-33041260")
	was.Merged, _ = r.Merge(was.ID)
	for _, r := range []*company.Register{r, company.NewRegister([]record.Company{into}, []record.Company{was})} {
		if m := r.Match("arn", "BR 33041260", ""); m.ID != into.ID || m.Class != company.ForeignNumber || len(m.Owns) != 1 || m.Owns[0] != was.ID {
			t.Errorf("got %+v", m)
		}
	}
}

// However a kept number is spaced and cased, it is found; one of its characters changed, it is not.
func TestForeignNumbersHoweverWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.SampledFrom([]string{"de", "fi", "gr", "ie", "nl", "no", "us"}).Draw(t, "code")
		number := rapid.StringMatching(`[0-9]{2}(0[1-9]|1[0-2])[0-3][0-9][0-9a-z]{0,5}`).Draw(t, "number")
		if person.Scan(code+"-"+number) != person.Nothing {
			t.Skip("no release may hold it")
		}
		r, err := register.Load(files("companies.yaml", fmt.Sprintf(
			"companies:\n  - {id: %s-%s, name: A Ltd, register: %q, register_number: %q, kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}\n", code, number, code, number)))
		if err != nil {
			t.Fatal(err)
		}
		spell := func(number string) string {
			var b strings.Builder
			for _, c := range code + number {
				b.WriteString(rapid.SampledFrom([]string{"", "", "", " ", ".", "-", "/", "\u00a0", "–"}).Draw(t, "between"))
				b.WriteString(rapid.SampledFrom([]string{string(c), strings.ToUpper(string(c))}).Draw(t, "letter"))
			}
			return b.String()
		}
		if written := spell(number); r.Match("arn", written, "").ID != code+"-"+number {
			t.Fatalf("%q is not found: %+v", written, r.Match("arn", written, ""))
		}
		i := rapid.IntRange(0, len(number)-1).Draw(t, "changed")
		other := number[:i] + string('0'+(number[i]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "by")))%10) + number[i+1:]
		if written := spell(other); other != number && r.Match("arn", written, "").ID != "" {
			t.Fatalf("%q is found: %+v", written, r.Match("arn", written, ""))
		}
	})
}

func TestForeignCompaniesAsKept(t *testing.T) {
	const by = ", kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}\n"
	for name, c := range map[string]struct{ items, want string }{
		"no country":          {"  - {id: qq-1, name: A, register: qq, register_number: 1" + by, "companies.yaml:2: register: a foreign company needs its country's code"},
		"no country any more": {"  - {id: dd-1, name: A, register: dd, register_number: 1" + by, "companies.yaml:2: register: "},
		"not as ISO has it":   {"  - {id: uk-1, name: A, register: uk, register_number: 1" + by, "companies.yaml:2: register: "},
		"capitals":            {"  - {id: ie-1, name: A, register: IE, register_number: 1" + by, "companies.yaml:2: register: "},
		"Sweden":              {"  - {id: ie-1, name: A, register: se, register_number: 1" + by, "companies.yaml:2: register: "},
		"no number":           {"  - {id: ie-1, name: A, register: ie, register_number: ' - '" + by, "companies.yaml:2: register_number: a foreign company needs"},
		"no ASCII":            {"  - {id: ie-1, name: A, register: ie, register_number: Æ1" + by, "companies.yaml:2: register_number: "},
		"a person's":          {"  - {id: pl-8112189876, name: A, register: pl, register_number: 811218-9876" + by, "companies.yaml:2: register_number: it has the form of a Swedish personal number"},
		"a person's there":    {"  - {id: br-12345678909, name: A, register: br, register_number: 123.456.789-09" + by, "companies.yaml:2: register_number: it has the form of a person's number in that country"},
		"one number twice": {
			"  - {id: el-81, name: A, register: el, register_number: 81" + by + "  - {id: gr-81, name: B, register: gr, register_number: 81" + by,
			"companies.yaml:3: register_number: it is that of el-81 already",
		},
		"once with its code": {
			"  - {id: nl-81, name: A, register: nl, register_number: 81" + by + "  - {id: nl-nl81, name: B, register: nl, register_number: NL 81" + by,
			"companies.yaml:3: register_number: it is that of nl-81 already",
		},
	} {
		_, err := register.Load(files("companies.yaml", "companies:\n"+c.items))
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "811218-9876") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestNumbersOfARegister: in a list of a register's numbers, each leads to its company: to the one that is kept by hand, under whatever
// number of it, or to one of its own. All establishments are one company. What may be a person's number leads nowhere.
func TestNumbersOfARegister(t *testing.T) {
	const by = ", register: br, kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}\n"
	kept := load(t, "companies.yaml", "companies:\n"+
		"  - {id: br-99999002, name: Inventada S.A., register_number: 99.999.002"+by+
		"  - {id: br-99999003000148, name: Fictícia S.A., register_number: 99.999.003/0001-48"+by+
		"  - {id: br-99999004000192, name: Fingida S.A., register_number: 99.999.004/0001-92"+by+
		"  - {id: br-99999004000273, name: Fingida Sul S.A., register_number: 99.999.004/0002-73"+by).
		Reading(map[string]*numbers.Register{"br": numbers.Bundled().Of("br"), "se": numbers.Bundled().Of("se")})
	for _, c := range []struct {
		list, number, want string
		class              company.NumberClass
		sole               bool
	}{
		{"br", "99.999.001/0001-59", "br-99999001", company.ForeignNumber, true},
		{"br", "99999001000230", "br-99999001", company.ForeignNumber, true},
		{"br", "99.999.002/0001-01", "br-99999002", company.ForeignNumber, false},
		{"br", "99.999.003/0001-48", "br-99999003000148", company.ForeignNumber, false},
		{"br", "99.999.003/0002-29", "br-99999003000148", company.ForeignNumber, false},
		{"br", "99.999.004/0002-73", "br-99999004000273", company.ForeignNumber, false},
		{"br", "99.999.004/0003-54", "br-99999004", company.ForeignNumber, true}, // of which of the two nobody can know
		{"br", "NL851206123B01", "", company.MalformedNumber, false},
		{"br", "99.999.001/0001-58", "", company.MalformedNumber, false},
		{"br", "123.456.789-09", "", company.PersonNumber, false},
		{"br", "12345678910", "", company.PersonNumber, false},
		{"br", "40188000100", "", company.PersonNumber, false}, // or 00.040.188/0001-00 without its zeros
		{"br", "811218-9876", "", company.PersonNumber, false},
		{"br", "01818000282", "", company.PersonNumber, false},
		{"br", "402001-0007", "", company.MalformedNumber, false},
		{"br", "00000000000000", "", company.NoNumber, false},
		{"br", "", "", company.NoNumber, false},
		{"se", "402001-0007", "se-4020010007", company.CompanyNumber, false},
		{"se", "99.999.001/0001-59", "", company.MalformedNumber, false},
		{"se", "12345678909", "", company.PersonNumber, false},
		{"", "402001-0007", "se-4020010007", company.CompanyNumber, false},
	} {
		m := kept.Match(c.list, c.number, "")
		if m.ID != c.want || m.Class != c.class || m.Sole != c.sole || c.list == "br" && c.want != "" && (m.Kind != record.Foreign || m.Number != "") {
			t.Errorf("%s %q: got %+v, want %q %s", c.list, c.number, m, c.want, c.class)
		}
	}
	for number, want := range map[string]bool{
		"99.999.001/0001-59":                     false,
		"99.999.001/0001-59, 99.999.001/0002-30": false, // of one company
		"99.999.001/0001-59, 99.999.002/0001-01": true,
		"99999001000159 99999002000101":          true,
		"99999001000159; 123.456.789-09":         true,
	} {
		if got := kept.Several("br", number, "Inventada S.A."); got != want {
			t.Errorf("%q: several %v", number, got)
		}
	}
	if c := kept.Candidates("br", record.Question{Number: "99.999.003/0002-29"}, nil); !c.Found || c.Candidates[0].ID != "br-99999003000148" {
		t.Errorf("candidates: %+v", c)
	}
}
