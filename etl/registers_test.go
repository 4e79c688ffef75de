package etl_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"tvistdata/datasets"
	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/etl/publish"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/register"
	"tvistdata/internal/schema"
)

// brazilian is a folder with a list of another country's agency: companies by their CNPJ, and natural persons among them. No root of a CNPJ
// is kept for tests. Roots are given out in order, and 99.999.001 and the next are far beyond those; for lost zeros one with zeros in front
// is needed, which may be given out. The names are invented, and so are the complaints, which are marked as synthetic.
const brazilian = `id: reclamacoes
title: {sv: Påhittade klagomål, en: Invented complaints}
description: {sv: Påhittad lista, en: An invented list}
authority: orgao-inventado
authority_name: {sv: Påhittat organ, en: Invented agency}
country: BR
record_kind: complaint
counting_unit: {sv: Ett klagomål, en: One complaint}
licence: {name: PDM, url: "http://creativecommons.org/publicdomain/mark/1.0/"}
formats: [csv]
columns:
  - {name: received_date, headers: [DataAbertura], type: date, publish: "yes"}
  - {name: kind_of_person, headers: [Tipo], type: text, publish: "no", why: tells natural persons}
  - {name: respondent, headers: [strRazaoSocial], type: text, required: true, publish: "yes"}
  - {name: org_number, headers: [NumeroCNPJ], type: company_number, register: br, publish: "yes"}
identity: {fallback: [received_date, respondent, org_number]}
person_when: {Tipo: "0"}
`

// brazil sets up a build of the list with files of its own.
func brazil(t *testing.T, folder fstest.MapFS, sidecar string, files map[string]string) etl.Config {
	t.Helper()
	c := etltest.Config(t, etltest.Write(t, etltest.Disclosure{List: "reclamacoes", ID: "pedido-1", Sidecar: "list: reclamacoes\nreceived: 2022-07-01\n" +
		"synthetic: true\ncovers:\n  - {measures: [received], from: 2021-01-01, to: 2021-12-31}\n" + sidecar, Files: files})...)
	lists, err := list.LoadAll(datasets.FS, folder)
	if err != nil {
		t.Fatal(err)
	}
	c.Lists = lists
	return c
}

func TestAnotherCountrysListIsAFolder(t *testing.T) {
	folder := fstest.MapFS{"reclamacoes/dataset.yaml": {Data: []byte(brazilian)}}
	c := brazil(t, folder, "files:\n  - {name: 2021a.csv, header: [DataAbertura, Tipo, strRazaoSocial, NumeroCNPJ]}\n  - {name: 2021b.csv}\n", map[string]string{
		"2021a.csv": "2021-01-04;1;Inventada Telefonia S.A.;99999001000159\n" + // a year without column names
			"2021-01-05;1;Fictícia Energia S.A.;99910000173\n" + // which lost three zeros
			"2021-01-06;0;Maria Inventada da Silva;12345678909\n" +
			"2021-01-07;0;;12345601\n", // a person's that lost three zeros, and no name
		"2021b.csv": "DataAbertura;Tipo;strRazaoSocial;NumeroCNPJ\n" +
			"2021-02-04;1;INVENTADA TELEFONIA S.A.;99.999.001/0002-30\n" + // another establishment
			"2021-02-05;1;Inventada Telefonia;99.999.001/0001-59\n" +
			"2021-02-06;1;Inventada Telefonia S.A.;99.999.001/0001-58\n" + // its check digit is wrong
			"2021-02-07;1;Fictícia Energia S.A.;00.099.910/0001-73\n" +
			"2021-02-08;1;Errada S.A.;123.456.789-09\n" + // a person's
			"2021-02-09;1;Errada S.A.;123.456.789-10\n" +
			"2021-02-10;1;José Inventado 12345678909;99.999.002/0001-01\n" + // as sole traders are called there
			"2021-02-11;1;José Inventado;99.999.003/0001-48\n" + // so is this one
			"2021-02-12;;Sem Tipo S.A.;99.999.002/0001-01\n" +
			"2021-02-13;0;Pessoa S.A.;99.999.002/0001-01\n",
	})
	r, report := etltest.Build(t, c)
	got := map[string]int64{}
	for _, row := range etltest.Rows(t, r, schema.Companies) {
		got[fmt.Sprintf("%s %s %s", row["company_id"], row["name"], row["kind"])] = row["records"].(int64)
		if row["org_number"] != nil || row["synthetic"] != true {
			t.Errorf("%v", row)
		}
	}
	wrong := company.NameID("Inventada Telefonia S.A.") // beside a number that is none, a name is a name
	want := map[string]int64{
		"br-99999001 Inventada Telefonia S.A. foreign": 3,
		"br-00099910 Fictícia Energia S.A. foreign":    2,
		wrong + " Inventada Telefonia S.A. unresolved": 1,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var held []string
	for _, f := range report.Findings {
		held = append(held, fmt.Sprintf("%s:%d %s", f.At.File, f.At.Line, f.Rule.Name()))
	}
	slices.Sort(held)
	wantHeld := []string{
		"2021a.csv:3 unnamed", "2021a.csv:4 unnamed", "2021b.csv:10 unnamed", "2021b.csv:11 unnamed",
		"2021b.csv:4 malformed-number", "2021b.csv:6 unnamed", "2021b.csv:7 unnamed", "2021b.csv:8 unnamed", "2021b.csv:9 unnamed",
		":0 incomplete",
	}
	if diff := cmp.Diff(wantHeld, held); diff != "" {
		t.Error(diff)
	}
	if totals := etltest.Rows(t, r, schema.TotalsYearly); len(totals) != 1 || totals[0]["received"] != int64(14) {
		t.Errorf("the persons are not counted: %v", totals)
	}
	if a := report.Accounted[0].Accounting; a.Read != 14 || a.Published != 6 || a.Unnamed != 8 {
		t.Errorf("accounted: %+v", a)
	}
	text := etltest.Text(t, c.Releases, r)
	for _, secret := range []string{
		"Maria", "12345678909", "12345601", "Errada", "José", "Jos", "Sem Tipo", "Pessoa", "99999002", "99999003", "789-10",
	} {
		if strings.Contains(text, secret) {
			t.Errorf("the release holds %q", secret)
		}
	}
}

// TestPersonsOfAnotherCountry: without a column that tells persons, a number that may be a person's names nobody, also one that lost its
// zeros and has the digits of a company's, too. A file without the column that tells them blocks the release.
func TestPersonsOfAnotherCountry(t *testing.T) {
	const rows = "DataAbertura;Tipo;strRazaoSocial;NumeroCNPJ\n2021-01-04;1;Inventada S.A.;40188000100\n2021-01-05;1;Inventada S.A.;00040188000100\n"
	named := func(text string) (records []string) {
		r, _ := etltest.Build(t, brazil(t, fstest.MapFS{"reclamacoes/dataset.yaml": {Data: []byte(text)}}, "", map[string]string{"a.csv": rows}))
		for _, row := range etltest.Rows(t, r, schema.Complaints) {
			records = append(records, fmt.Sprint(row["company_id"], " ", row["received_date"]))
		}
		return records
	}
	if got := named(brazilian); len(got) != 2 || !strings.HasPrefix(got[0], "br-00040188 ") {
		t.Errorf("of a company, as a column tells: %v", got)
	}
	if got := named(strings.Replace(brazilian, `person_when: {Tipo: "0"}`, "", 1)); len(got) != 1 || got[0] != "br-00040188 2021-01-05" {
		t.Errorf("of a company or a person: %v", got)
	}
	folder := fstest.MapFS{"reclamacoes/dataset.yaml": {Data: []byte(brazilian)}}
	for sidecar, file := range map[string]string{
		"":                          strings.ReplaceAll(rows, ";1;", ";"),
		"columns: {Tipo: ignore}\n": rows,
	} {
		file = strings.Replace(file, map[bool]string{true: "Tipo;"}[sidecar == ""], "", 1)
		report, err := etl.Build(t.Context(), brazil(t, folder, sidecar, map[string]string{"a.csv": file}))
		if !errors.Is(err, etl.ErrBlocked) || !strings.Contains(fmt.Sprint(report.Findings), "missing-column") {
			t.Errorf("%q: %v", sidecar, err)
		}
	}
}

// own is a register of a country that the program does not know, whose persons have numbers like 123-456-782.
const own = `code: xx
name: {sv: Påhittat register, en: Invented register}
source: https://example.org/
form: "{4}-{1}"
check: [{rule: mod11, weights: [5, 4, 3, 2]}]
persons:
  - {name: {sv: Personkod, en: Personal code}, source: "https://example.org/", form: "{3}-{3}-{3}", check: [{rule: luhn}]}
`

// TestARegisterOfOnesOwn: a file beside the lists is a register, and its persons' numbers are withheld and searched for.
func TestARegisterOfOnesOwn(t *testing.T) {
	folder := fstest.MapFS{
		"reclamacoes/dataset.yaml": {Data: []byte(strings.NewReplacer("register: br", "register: xx", `person_when: {Tipo: "0"}`, "").Replace(brazilian))},
		"registers/xx.yaml":        {Data: []byte(own)},
	}
	c := brazil(t, folder, "", map[string]string{"a.csv": "DataAbertura;Tipo;strRazaoSocial;NumeroCNPJ\n" +
		"2021-01-04;;Påhittade Bilar AB;1234-3\n" +
		"2021-01-05;;Påhittade Båtar AB;12343\n" +
		"2021-01-06;;Påhittade Skor AB;123-456-782\n" +
		"2021-01-07;;Påhittade Skor 123456782 AB;2234-9\n"})
	r, _ := etltest.Build(t, c)
	if rows := etltest.Rows(t, r, schema.Companies); len(rows) != 1 || rows[0]["company_id"] != "xx-12343" || rows[0]["records"] != int64(2) {
		t.Errorf("got %v", rows)
	}
	var err error
	if c.Register, err = register.Load(fstest.MapFS{"notes.yaml": {Data: []byte("notes:\n  - {id: planted, kind: event, list: reclamacoes, " +
		"from: 2021-01-01, text: {sv: \"det var 123-456-782\", en: x}, source_name: x}\n")}}); err != nil {
		t.Fatal(err)
	}
	_, err = etl.Build(t.Context(), c)
	personal, ok := errors.AsType[*publish.PersonalError](err)
	if !ok || personal.File != schema.Notes || strings.Contains(err.Error(), "456") {
		t.Errorf("the search finds %v", err)
	}
}

// TestForeignIDsAreNoPersons: the id of a company of one country may look like a person's number of another one, and is none.
func TestForeignIDsAreNoPersons(t *testing.T) {
	c := withCompanies(t, "companies:\n  - {id: it-12345678909, name: Inventata S.p.A., register: it, register_number: \"12345678909\", "+
		"kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}\n", "2021-00001;2021-01-04;Motor;Inventata S.p.A.;IT 12345678909;;;;;\n")
	r, _ := etltest.Build(t, c)
	if rows := etltest.Rows(t, r, schema.Companies); len(rows) != 1 || rows[0]["company_id"] != "it-12345678909" {
		t.Errorf("got %v", rows)
	}
}

// TestARemovedCompanyOfAnotherRegister: a removed company goes with all its establishments and with every text that has its number, and the
// release is the one that a build makes.
func TestARemovedCompanyOfAnotherRegister(t *testing.T) {
	c := brazil(t, fstest.MapFS{"reclamacoes/dataset.yaml": {Data: []byte(brazilian)}}, "", map[string]string{
		"a.csv": "DataAbertura;Tipo;strRazaoSocial;NumeroCNPJ\n2021-01-04;1;Inventada Telefonia S.A.;99999001000159\n" +
			"2021-01-05;1;Inventada Celular S.A.;99999001000230\n2021-01-06;1;Fictícia S.A.;99999002000101\n",
	})
	var err error
	if c.Register, err = register.Load(fstest.MapFS{"notes.yaml": {Data: []byte("notes:\n  - {id: planted, kind: event, list: reclamacoes, " +
		"from: 2021-01-01, text: {sv: \"om 99.999.001/0001-59\", en: x}, source_name: x}\n")}}); err != nil {
		t.Fatal(err)
	}
	r, _ := etltest.Build(t, c)
	if rows := etltest.Rows(t, r, schema.Companies); len(rows) != 2 || rows[0]["company_id"] != "br-99999001" || rows[0]["records"] != int64(2) {
		t.Errorf("before: %v", rows)
	}
	removedAsBuilt(t, c, "br-99999001")
	goneFrom(t, c.Releases, "Inventada", "99999001", "99.999.001")
}
