package register_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

	"tvistdata/internal/company"
	"tvistdata/internal/record"
	"tvistdata/internal/register"
)

const bulk = `"organisationsidentitet";"namnskyddslopnummer";"registreringsland";"organisationsnamn";"organisationsform";"avregistreringsdatum";"avregistreringsorsak";"pagandeAvvecklingsEllerOmstruktureringsforfarande";"registreringsdatum";"verksamhetsbeskrivning";"postadress"
"4421000003$ORGNR-IDORG";"1";"SE-LAND";"Påhittade Möbler AB$FORETAGSNAMN-ORGNAM$2010-05-01|Gamla Påhitt AB$FORETAGSNAMN-ORGNAM$1999-01-01";"AB-ORGFO";"";"";"";"1999-01-01";"Säljer ""möbler""
på två rader";"Gatan 1$$ORT$11122$SE-LAND"
"8112189876$PERSNR-IDORG";"1";"SE-LAND";"Anna Andersson Bygg$FORETAGSNAMN-ORGNAM$2010-05-01";"E-ORGFO";"";"";"";"2010-05-01";"";""
"4420000004$ORGNR-IDORG";"1";"SE-LAND";"Sagolika Resor HB$FORETAGSNAMN-ORGNAM$2001-01-01";"HB-ORGFO";"2020-02-02";"x";"";"2001-01-01";"";""
"4420000004$ORGNR-IDORG";"2";"SE-LAND";"Resebyrån Saga$SARSKILT-ORGNAM$2005-01-01";"HB-ORGFO";"2020-02-02";"x";"";"2001-01-01";"";""
"4420000005$ORGNR-IDORG";"1";"SE-LAND";"Fel Nummer AB$FORETAGSNAMN-ORGNAM$2001-01-01";"AB-ORGFO";"";"";"";"";"";""
`

func TestImport(t *testing.T) {
	latin, err := charmap.ISO8859_1.NewEncoder().String(bulk)
	if err != nil {
		t.Fatal(err)
	}
	own := "status,name,number,form,registered\nderegistered,Sagolika Resor HB,442000-0004,HB,2001-01-01\n,Påhittade Möbler AB,164421000003,,\n,Anna Andersson,811218-9876,,\n,Dödsboet efter Anna,442200-0002,,\n"
	for why, data := range map[string]string{"UTF-8": bulk, "Latin-1": latin, "byte order mark": "\ufeff" + bulk, "own": own} {
		var out bytes.Buffer
		counts, err := register.Import("register.txt", strings.NewReader(data), &out)
		if err != nil {
			t.Fatalf("%s: %v", why, err)
		}
		want := register.Counts{Read: 5, Companies: 2, Joined: 1, Persons: 1, Invalid: 1, FirstBad: 7}
		if why == "own" {
			want = register.Counts{Read: 4, Companies: 2, Persons: 2}
		}
		if counts != want {
			t.Errorf("%s: %+v, want %+v", why, counts, want)
		}
		if strings.Contains(out.String(), "Anna") || strings.Contains(out.String(), "811218") {
			t.Errorf("%s: a person is in the register", why)
		}
		r := load(t, register.File, out.String())
		c, ok := r.Company("se-4420000004")
		if !ok || c.Name != "Sagolika Resor HB" || c.Status != record.Deregistered || c.Form != "HB" || c.Registered != record.NewDate(2001, 1, 1) {
			t.Errorf("%s: got %+v", why, c)
		}
		if got := found(r.Match("arn", "", "PAHITTADE MOBLER AKTIEBOLAG")); got != "se-4421000003 folded: Påhittade Möbler AB" {
			t.Errorf("%s: got %s", why, got)
		}
		if why == "own" {
			continue
		}
		if c, _ := r.Company("se-4421000003"); c.Name != "Påhittade Möbler AB" || len(c.Names) != 1 || c.Names[0].Name != "Gamla Påhitt AB" {
			t.Errorf("%s: got %+v", why, c)
		}
		if got := found(r.Match("arn", "", "Gamla Påhitt AB")); got != "se-4421000003 name: Gamla Påhitt AB" {
			t.Errorf("%s: got %s", why, got)
		}
		if m := r.Match("arn", "442000-0004", ""); m.Kind != record.LegalEntity || r.Len() != 2 {
			t.Errorf("%s: got %+v", why, m)
		}
	}
}

func TestImportFaults(t *testing.T) {
	for data, want := range map[string]string{
		"":                                  "reg.csv:1: EOF",
		"orgnr;namn\n1;A\n":                 "reg.csv:1: expected the columns number, name",
		"number;name\n":                     "reg.csv: no line has",
		"number;name\n1;A;B\n":              "reg.csv:2: wrong number of fields",
		"number;name\n1;\"A\"811218-9876\n": "reg.csv:2: extraneous",
	} {
		_, err := register.Import("reg.csv", strings.NewReader(data), &bytes.Buffer{})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "811218") {
			t.Errorf("%q: got %v, want %q in it", data, err, want)
		}
	}
}

// What is imported is what was in the file, whatever the order of its lines, and the same bytes.
func TestImportKeepsOrderOut(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(companiesCSV(500), "\n"), "\n")
	var first bytes.Buffer
	if _, err := register.Import("a", strings.NewReader(strings.Join(lines, "\n")), &first); err != nil {
		t.Fatal(err)
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(lines)-1, func(i, j int) { lines[i+1], lines[j+1] = lines[j+1], lines[i+1] })
	var second bytes.Buffer
	if _, err := register.Import("b", strings.NewReader(strings.Join(lines, "\n")), &second); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first.String(), second.String()); diff != "" {
		t.Errorf("(-first +second)\n%s", diff)
	}
}

// companiesCSV writes a register of n invented companies.
func companiesCSV(n int) string {
	var b strings.Builder
	b.WriteString("number;name;form;status\n")
	words := []string{"Påhittade", "Fiktiva", "Låtsade", "Uppdiktade", "Sagolika", "Exempliska", "Drömda", "Östra", "Västra", "Nya"}
	trades := []string{"Möbler", "Bygg", "Resor", "Bank", "Försäkring", "El", "Rör", "Konsult", "Fastigheter", "Data"}
	for i := range n {
		fmt.Fprintf(&b, "%s;%s %s %s %s AB;AB;active\n", checked(fmt.Sprintf("4%d%d%06d", i/7000000, 2+i/1000000%7, i%1000000)),
			words[i%10], words[i/10%10], trades[i/100%10], word(i/1000))
	}
	return b.String()
}

// word makes a pronounceable word of a number.
func word(n int) string {
	s := []byte{}
	for {
		s = append(s, "bdfgklmnprstv"[n%13], "aeiouy"[n/13%6])
		if n /= 78; n == 0 {
			return string(s)
		}
	}
}

// What is kept by hand of a company takes the place of all that was imported of it, its names too.
func TestKeptGoesBeforeImported(t *testing.T) {
	r := load(t, register.File, "number\tform\tstatus\tregistered\tnames\n4420000004\tAB\t\t\tImporterade Namnet AB\n",
		"companies.yaml", "companies:\n  - {id: se-4420000004, name: Handskrivna Namnet AB, org_number: 442000-0004, kind: legal_entity, "+
			"decided_by: e, decided_on: 2024-01-01, why: w}\n")
	if got := found(r.Match("arn", "", "Handskrivna Namnet AB")); got != "se-4420000004 name: Handskrivna Namnet AB" {
		t.Errorf("the kept name leads to %s", got)
	}
	if m := r.Match("arn", "", "Importerade Namnet AB"); m.Method != company.Unresolved {
		t.Errorf("the imported name leads to %s", m.ID)
	}
	if c, ok := r.Company("se-4420000004"); !ok || c.Name != "Handskrivna Namnet AB" {
		t.Errorf("the company is %+v", c)
	}
}
