package etl_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/internal/record"
	"tvistdata/internal/register"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

const abroad = `companies:
  - {id: nl-851206123b01, name: Verzonnen Reizen B.V., register: nl, register_number: 851206123B01, kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: ie-8512061k, name: Invented Airways DAC, register: ie, register_number: 8512061K, kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: br-33041260, name: Inventada Ltd, register: br, register_number: "33041260", kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}
`

// withCompanies returns a build of the rows, in which the companies are kept by hand.
func withCompanies(t *testing.T, companies, rows string) etl.Config {
	t.Helper()
	c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows))...)
	c.Accept = "a test"
	var err error
	if c.Register, err = register.Load(fstest.MapFS{"companies.yaml": {Data: []byte(companies)}}); err != nil {
		t.Fatal(err)
	}
	return c
}

// months returns a company's counts as month=value status, those of 0 that are ok left out.
func months(t *testing.T, r *release.Release, id string) string {
	t.Helper()
	var out []string
	for _, row := range etltest.Rows(t, r, schema.CountsMonthly) {
		if row["company_id"] != id || row["value"] == int64(0) && row["status"] == string(record.OK) {
			continue
		}
		out = append(out, fmt.Sprintf("%s=%v %v", row["month"].(record.Date).String()[:7], row["value"], row["status"]))
	}
	return strings.Join(out, ", ")
}

// TestForeignNumbersThatBeginLikeABirthday: the numbers of foreign companies that are kept by hand are theirs, and nothing is
// wrong with them; another one of that look is a person's, as it was.
func TestForeignNumbersThatBeginLikeABirthday(t *testing.T) {
	c := withCompanies(t, abroad, ""+
		"2021-00001;2021-01-04;Motor;Verzonnen Reizen B.V.;NL851206123B01;;;;;\n"+
		"2021-00002;2021-02-04;Motor;verzonnen reizen bv;nl 8512.06.123-b01;;;;;\n"+
		"2021-00003;2021-03-04;Motor;Invented Airways DAC;IE 8512061K;;;;;\n"+
		"2021-00004;2021-04-04;Motor;Inventada Ltd;BR 33041260;;;;;\n"+
		"2021-00005;2021-04-04;Motor;Inventada Ltd;33041260;;;;;\n"+
		"2021-00006;2021-05-04;Motor;Anna Andersson Bygg;FR 850612;;;;;\n"+
		"2021-00007;2021-06-04;Motor;Anna Andersson Bygg;FR 850612K;;;;;\n")
	r, report := etltest.Build(t, c)
	for id, want := range map[string]string{
		"nl-851206123b01": "2021-01=1 ok, 2021-02=1 ok", "ie-8512061k": "2021-03=1 ok", "br-33041260": "2021-04=2 ok",
	} {
		if got := months(t, r, id); got != want {
			t.Errorf("%s is counted %s, want %s", id, got, want)
		}
	}
	for _, f := range report.Findings {
		if f.Rule.Name() == "malformed-number" && f.At.Line < 7 {
			t.Errorf("%s", f)
		}
	}
	if a := accounting(t, report, "one"); a.Published != 5 || a.Unnamed != 2 {
		t.Errorf("%+v", a)
	}
	if text := etltest.Text(t, c.Releases, r); strings.Contains(text, "850612K") {
		t.Error("a number that is kept by nobody is released")
	}
}

// TestANumberLikeAPersonsBesideACompanysName: nobody is named, and the month is no whole 0 of the company that is called so. Another
// company's is. A sole trader's row says nothing of companies.
func TestANumberLikeAPersonsBesideACompanysName(t *testing.T) {
	rows := func(party string) string {
		return "2021-00001;2021-01-04;Motor;Invented Airways DAC;;;;;;\n2021-00002;2021-03-09;Motor;" + party + ";;;;;\n"
	}
	for party, lost := range map[string]bool{
		"Invented Airways DAC;IE 8512061L":      true, // a slip of the pen
		"Invented Airways DAC;851206-1239":      true,
		"Invented Airways DAC;132300-0006":      true, // an estate's
		"Någon Helt Annan Ltd;FR 850612K":       false,
		"Invented Airways DAC;IE 8512061K":      false,
		"Anna Andersson Bygg;811218-9876":       false,
		"Anna Anderssons dödsbo;132300-0006":    false,
		"Invented Airways DAC, ef;IE 8512061L":  true, // nobody can know which of the two forms is meant
		"Invented Airways 811218-9876;IE 85120": false,
	} {
		r, report := etltest.Build(t, withCompanies(t, abroad, rows(party)))
		got, named := months(t, r, "ie-8512061k"), strings.HasSuffix(party, "8512061K")
		want := "2021-01=1 ok"
		switch {
		case lost:
			want += ", 2021-03=0 partial"
		case named:
			want += ", 2021-03=1 ok"
		}
		if got != want {
			t.Errorf("%s: counted %s, want %s", party, got, want)
		}
		if a := accounting(t, report, "one"); (a.Unnamed == 1) == named {
			t.Errorf("%s: %+v", party, a)
		}
		told := 0
		for _, f := range report.Findings {
			if f.Rule.Name() == "unnamed" && strings.Contains(f.Text, "partial") {
				told++
			}
		}
		if (told == 1) != (lost || strings.HasPrefix(party, "Någon")) {
			t.Errorf("%s: told %d times: %v", party, told, report.Findings)
		}
	}
}
