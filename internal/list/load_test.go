package list_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/yamlfile"
)

// good is a small list of disputes without a fault.
const good = `id: made-up
title: {sv: Påhittad, en: Made up}
description: {sv: Påhittad lista, en: A made-up list}
authority: nobody
authority_name: {sv: Ingen, en: Nobody}
country: SE
record_kind: dispute
counting_unit: {sv: Ett ärende, en: One case}
licence: {name: PDM, url: "http://creativecommons.org/publicdomain/mark/1.0/"}
companies_only: false
formats: [csv, xlsx]
columns:
  - {name: case_number, headers: [Ärendenummer, Änr], type: text, required: true, publish: key, why: opens a file}
  - {name: respondent, headers: [Motpart], type: text, required: true, publish: yes}
  - {name: received_date, headers: [Inkom], type: date, publish: 'no', why: too fine}
  - {name: department, headers: [Avdelning], type: code, publish: yes}
  - {name: matter_type, headers: [Typ], type: code, open: true, publish: yes}
  - {name: outcome, headers: [Beslut], type: code, publish: yes}
  - {name: amount, headers: [Belopp], type: amount, publish: band, bands: [0, 1000, 5000], why: too fine}
  - {name: complainant, headers: [Anmälare], type: text, personal: true, publish: no, why: a person}
identity: {reference: case_number, with: [respondent]}
codes:
  department:
    - {id: bat, label: {sv: Båt, en: Boats}, from: 1971-01-01, to: 2020-12-31}
    - {id: motor, label: {sv: Motor, en: Motor}}
  outcome:
    - {id: bifall, label: {sv: Bifall, en: Granted}}
    - {id: delvis-bifall, label: {sv: Delvis bifall, en: Granted in part}}
    - {id: avslag, label: {sv: Avslag, en: Rejected}}
lookups:
  department:
    - {match: [Båtar, Skepp], value: bat, why: other words}
    - {match: [Hantverk], value: null, why: no department}
`

// figure is a small list of figures without a fault.
const figure = `id: made-up
title: {sv: Påhittad, en: Made up}
description: {sv: Påhittad lista, en: A made-up list}
authority: nobody
authority_name: {sv: Ingen, en: Nobody}
country: SE
record_kind: figure
counting_unit: {sv: En siffra, en: One figure}
licence: {name: PDM, url: "http://creativecommons.org/publicdomain/mark/1.0/"}
formats: [csv]
columns:
  - {name: authority, headers: [a], type: code, open: true, required: true, publish: yes}
  - {name: jurisdiction, headers: [j], type: text, required: true, publish: yes}
  - {name: measure, headers: [m], type: code, open: true, required: true, publish: yes}
  - {name: period_precision, headers: [p], type: text, required: true, publish: yes}
  - {name: value, headers: [v], type: decimal, required: true, publish: yes}
  - {name: unit, headers: [u], type: text, required: true, publish: yes}
  - {name: source_name, headers: [s], type: text, required: true, publish: yes}
identity: {fallback: [authority, measure, value]}
codes:
  department:
    - {id: bat, label: {sv: Båt, en: Boats}}
`

func files(id, text string) fstest.MapFS {
	return fstest.MapFS{
		id + "/dataset.yaml":      {Data: []byte(text)},
		"companies/brands.yaml":   {Data: []byte("brands: []")},
		"embed.go":                {Data: []byte("package datasets")},
		id + "/testdata/x/a.csv":  {Data: []byte("a")},
		id + "/testdata/readme.x": {Data: []byte("a")},
	}
}

func load(t *testing.T, text string) *list.List {
	t.Helper()
	lists, err := list.Load(files("made-up", text))
	if err != nil {
		t.Fatal(err)
	}
	if len(lists) != 1 {
		t.Fatalf("%d lists, want 1", len(lists))
	}
	return lists[0]
}

func TestLoad(t *testing.T) {
	l := load(t, good)
	if l.Kind != record.Dispute || l.Columns[6].Bands[2] != 5000 || l.Columns[1].Publish != list.Yes {
		t.Errorf("got %+v", l)
	}
	bat, motor := l.Codes["department"][0], l.Codes["department"][1]
	if bat.From.String() != "1971-01-01" || bat.To.String() != "2020-12-31" {
		t.Errorf("båt is dated %s to %s", bat.From, bat.To)
	}
	if motor.From != record.NoDate || motor.To != record.NoDate {
		t.Errorf("motor has no dates, got %s to %s", motor.From, motor.To)
	}
	load(t, figure)
}

func TestLoadSaysWhatIsWrongAndWhere(t *testing.T) {
	for name, c := range map[string]struct {
		old, repl string
		line      int
		want      string
	}{
		"list id":                     {"id: made-up", "id: Made_up", 1, `id: "Made_up": expected lower-case`},
		"no description":              {"{sv: Påhittad lista, en: A made-up list}", "{sv: Påhittad lista}", 3, "description: expected a text"},
		"authority":                   {"authority: nobody", "authority: No Body", 4, `authority: "No Body"`},
		"no authority name":           {"{sv: Ingen, en: Nobody}", "{en: Nobody}", 5, "authority_name: expected a text"},
		"no counting unit":            {"{sv: Ett ärende, en: One case}", "{sv: Ett ärende, en: \" \"}", 8, "counting_unit: expected a text"},
		"no format":                   {"[csv, xlsx]", "[]", 11, "formats: expected at least one"},
		"reference":                   {"reference: case_number", "reference: number", 21, `there is no column "number"`},
		"combine":                     {"with: [respondent]}", "with: [respondent]}\ncombine: {department: any}", 22, `combine.department: "any": expected any, and for the outcome of a dispute alone`},
		"combine no column":           {"with: [respondent]}", "with: [respondent]}\ncombine: {sum: any}", 22, `combine.sum: there is no column "sum"`},
		"fallback":                    {"with: [respondent]", "fallback: [respondent, number]", 21, `identity.fallback[1]: there is no column "number"`},
		"lookups of no column":        {"lookups:\n", "lookups:\n  respondent:\n    - {match: [x], value: null, why: x}\n", 32, "no column respondent of type code"},
		"code without label":          {"{sv: Motor, en: Motor}", "{sv: Motor}", 25, "codes.department[1].label: expected a text"},
		"lookup of nothing":           {"match: [Hantverk]", "match: []", 33, "at least one spelling"},
		"lookup of a blank":           {"[Hantverk]", "[Hantverk, \" \"]", 33, "a spelling cannot be blank"},
		"column name":                 {"name: complainant", "name: Complainant", 20, `name "Complainant": expected lower-case`},
		"open text":                   {"[Motpart], type: text", "[Motpart], type: text, open: true", 14, "only a column of type code"},
		"a register's names, alone":   {"[Motpart], type: text", "[Motpart], type: text, register_name: true", 14, "in a list that has org_number"},
		"a register's codes":          {"[Typ], type: code", "[Typ], type: code, register_name: true", 17, "only respondent can have a register's names"},
		"personal and required":       {"personal: true", "personal: true, required: true", 20, "cannot be required"},
		"bands for nothing":           {"publish: 'no'", "publish: 'no', bands: [0, 1]", 15, "has bands but its publish is no"},
		"unknown key":                 {"country: SE", "country: SE\ncolour: red", 7, `unknown field "colour"`},
		"unknown key in a column":     {"headers: [Motpart],", "headers: [Motpart], colour: red,", 14, `unknown field "colour"`},
		"unknown key in a code":       {"{id: motor,", "{id: motor, colour: red,", 25, `unknown field "colour"`},
		"key twice":                   {"country: SE", "country: SE\ncountry: NO", 7, "country"},
		"broken YAML":                 {"title: {sv", "title: {{sv", 2, ""},
		"impossible date":             {"from: 1971-01-01", "from: 1971-13-01", 24, `code bat: "1971-13-01" is not a date`},
		"folder":                      {"id: made-up", "id: other", 1, `"other" is not the name of its folder`},
		"one language":                {"title: {sv: Påhittad, en: Made up}", "title: {sv: Påhittad}", 2, "title: expected a text"},
		"country":                     {"country: SE", "country: Sweden", 6, "two capitals"},
		"kind":                        {"record_kind: dispute", "record_kind: review", 7, "no kind of record"},
		"licence":                     {"name: PDM, ", "", 9, "licence: expected a name"},
		"format":                      {"[csv, xlsx]", "[csv, xls]", 11, `formats[1]: "xls"`},
		"published for a while":       {"companies_only: false", "published_for: two years", 10, "published_for: expected unlimited, 1 year, 2 years"},
		"published for a number":      {"companies_only: false", "published_for: 2", 10, "published_for: expected unlimited"},
		"published for no years":      {"companies_only: false", "published_for: 0 years", 10, "published_for: expected unlimited"},
		"published for 1 years":       {"companies_only: false", "published_for: 1 years", 10, "published_for: expected unlimited"},
		"published for too long":      {"companies_only: false", "published_for: 100 years", 10, "published_for: expected unlimited"},
		"surges whenever":             {"companies_only: false", "surges: sometimes", 10, `surges: "sometimes": expected reviewed or all`},
		"published for nothing":       {"companies_only: false", "published_for:", 10, "published_for: expected unlimited"},
		"header twice":                {"[Motpart]", "[Motpart, \" äNR \"]", 14, "a header of column case_number already"},
		"header twice, decomposed":    {"[Motpart]", "[Motpart, A\u0308nr]", 14, "a header of column case_number already"},
		"blank header":                {"[Motpart]", "[Motpart, \" \"]", 14, "cannot be blank"},
		"no header":                   {"headers: [Motpart], ", "", 14, "at least one header"},
		"column twice":                {"name: received_date", "name: respondent", 15, "a column respondent already"},
		"column missing":              {"  - {name: respondent, headers: [Motpart], type: text, required: true, publish: yes}\n", "", 13, "needs a column respondent"},
		"column not required":         {"[Motpart], type: text, required: true", "[Motpart], type: text", 14, "respondent has to be required"},
		"type":                        {"type: date", "type: datum", 15, `type "datum": expected text`},
		"type of another kind":        {"[Inkom], type: date", "[Inkom], type: text", 15, "has it as date"},
		"publish":                     {"publish: 'no'", "publish: week", 15, `publish "week"`},
		"publish not said":            {", publish: 'no'", "", 15, `publish ""`},
		"publish as it cannot be":     {"publish: band, bands: [0, 1000, 5000]", "publish: yes", 19, "can only show it as band or no"},
		"publish what has no place":   {"personal: true, publish: no", "publish: yes", 20, "no field of a dispute record"},
		"personal and published":      {"type: text, required: true, publish: yes}", "type: text, required: true, personal: true, publish: yes}", 14, "respondent is personal, so its publish has to be no"},
		"respondent held back":        {"[Motpart], type: text, required: true, publish: yes", "[Motpart], type: text, required: true, publish: 'no', why: x", 14, "can only show it as yes"},
		"number held back":            {"name: complainant, headers: [Anmälare], type: text, personal: true, publish: no", "name: org_number, headers: [Org.nr], type: org_number, publish: no", 20, "can only show it as yes"},
		"number personal":             {"name: complainant, headers: [Anmälare], type: text,", "name: org_number, headers: [Org.nr], type: org_number,", 20, "can only show it as yes"},
		"no reason":                   {", why: too fine}\n  - {name: dep", "}\n  - {name: dep", 15, "why is it published as no"},
		"bands not from 0":            {"[0, 1000, 5000]", "[1, 1000, 5000]", 19, "the first from 0"},
		"bands not ascending":         {"[0, 1000, 5000]", "[0, 5000, 1000]", 19, "band 1000 is not above"},
		"identity":                    {"with: [respondent]", "with: [defendant]", 21, `identity.with[0]: there is no column "defendant"`},
		"identity personal":           {"with: [respondent]", "with: [complainant]", 21, "complainant is personal"},
		"bounds share":                {"{reference: case_number, with: [respondent]}", "{reference: case_number, with: [respondent]}\nbounds: {rejected: 5}", 22, "bounds.rejected: 5 is no share"},
		"bounds column":               {"{reference: case_number, with: [respondent]}", "{reference: case_number, with: [respondent]}\nbounds: {filled: {number: 0.5}}", 22, `bounds.filled.number: there is no column "number"`},
		"no identity":                 {"{reference: case_number, with: [respondent]}", "{with: [respondent]}", 21, "expected a reference, a fallback"},
		"codes of no column":          {"  outcome:\n", "  respondent:\n    - {id: x, label: {sv: x, en: x}}\n  outcome:\n", 27, "no column respondent of type code"},
		"code list missing":           {"open: true, ", "", 17, "matter_type: a code that is not open needs its list"},
		"code that counts as nothing": {"Rejected}}", "Rejected}, counts_as: lost}", 29, "code avslag: \"lost\": expected one of [closed decided_on_merits won]"},
		"code that cannot count":      {"Motor}}", "Motor}, counts_as: won}", 25, "no measure of a dispute record looks at column department"},
		"measured code open":          {"[Beslut], type: code", "[Beslut], type: code, open: true", 18, "outcome cannot be open"},
		"code twice":                  {"id: motor", "id: bat", 25, "a code bat already"},
		"label twice":                 {"{sv: Motor,", "{sv: BÅT,", 25, `"BÅT" means code bat and code motor`},
		"code id":                     {"id: motor", "id: Motor", 25, `code "Motor"`},
		"code ends before it starts":  {"to: 2020-12-31", "to: 1970-12-31", 24, "before it starts"},
		"lookup without reason":       {", why: other words", "", 32, "Say so under why"},
		"lookup without value":        {"value: null, ", "", 33, "expected a value"},
		"lookup to no code":           {"value: bat", "value: skepp", 32, `there is no code "skepp"`},
		"lookup twice":                {"[Hantverk]", "[skepp]", 33, `"skepp" is known already, as "bat"`},
		"lookup of a label":           {"[Hantverk]", "[motor]", 33, `"motor" is known already`},
	} {
		t.Run(name, func(t *testing.T) {
			if strings.Count(good, c.old) == 0 {
				t.Fatalf("the list holds no %q to replace", c.old)
			}
			_, err := list.Load(files("made-up", strings.Replace(good, c.old, c.repl, 1)))
			var fe *yamlfile.Error
			if !errors.As(err, &fe) {
				t.Fatalf("got %v, want a yamlfile.Error", err)
			}
			if fe.File != "made-up/dataset.yaml" || fe.Line != c.line || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got\n%v\nwant line %d and %q", err, c.line, c.want)
			}
		})
	}
}

// TestCurrency: amounts are in a currency, which a list of Sweden need not name, and can be read in one way.
func TestCurrency(t *testing.T) {
	in := func(country, more string) string {
		return strings.Replace(good, "country: SE", "country: "+country+"\n"+more, 1)
	}
	for text, want := range map[string]string{
		in("SE", ""):                                   "SEK",
		in("SE", "currency: EUR\n"):                    "EUR",
		in("BR", "currency: BRL\n"):                    "BRL",
		in("BR", "currency: BRL\ndecimal_mark: ','\n"): "BRL",
		in("KW", "currency: KWD\ndecimal_mark: '.'\n"): "KWD",
	} {
		if l := load(t, text); l.Currency != want || l.PublishedCurrency() != want || l.Money().Currency != want {
			t.Errorf("%s\nis in %s, published in %s, want %s", text, l.Currency, l.PublishedCurrency(), want)
		}
	}
	const band, held = "publish: band, bands: [0, 1000, 5000]", "publish: 'no'"
	if l := load(t, strings.Replace(good, band, held, 1)); l.PublishedCurrency() != "" {
		t.Errorf("amounts that are not published are in %s", l.PublishedCurrency())
	}
	if l := load(t, strings.Replace(in("US", ""), "  - {name: amount, headers: [Belopp], type: amount, "+band+", why: too fine}\n", "", 1)); l.Currency != "" {
		t.Errorf("no amounts are in %s", l.Currency)
	}
	for text, want := range map[string]string{
		in("BR", ""):                                   ":20: columns[6].type: column amount: of which currency are the amounts? Say so under currency",
		in("BR", "currency: brl\n"):                    `:7: currency: "brl": expected the code of a currency`,
		in("BR", "currency: REAL\n"):                   `:7: currency: "REAL": expected the code`,
		in("BR", "currency: XXX\n"):                    `:7: currency: "XXX": expected the code`,
		in("BR", "currency: BRL\ndecimal_mark: ';'\n"): `:8: decimal_mark: ";": expected "." or ","`,
		in("KW", "currency: KWD\n"):                    ":21: columns[6].type: column amount: 1.234 could be thousands or one and a fraction, for KWD has three decimals",
	} {
		if _, err := list.Load(files("made-up", text)); err == nil || !strings.Contains(err.Error(), "made-up/dataset.yaml"+want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// TestCompanyNumbers: a column of companies' numbers names its register, which comes with the program or lies beside the lists.
func TestCompanyNumbers(t *testing.T) {
	const as = "name: complainant, headers: [Anmälare], type: text, personal: true, publish: no, why: a person}"
	of := func(column string) fstest.MapFS {
		text := strings.Replace(strings.Replace(good, "country: SE", "country: BR", 1), as, "name: org_number, headers: [CNPJ], "+column+", publish: yes}", 1) + "currency: BRL\n"
		return fstest.MapFS{"made-up/dataset.yaml": {Data: []byte(text)}}
	}
	own := of("type: company_number, register: xx")
	own["registers/xx.yaml"] = &fstest.MapFile{Data: []byte("code: xx\nname: {sv: a, en: b}\nsource: https://example.org/\nform: \"{4}-{1}\"\n" +
		"check: [{rule: luhn}]\n")}
	for want, fsys := range map[string]fstest.MapFS{
		"br": of("type: company_number, register: br"),
		"no": of("type: company_number, register: no"), // YAML 1.1 would have it false
		"se": of("type: company_number, register: se"),
		"xx": own,
	} {
		lists, err := list.Load(fsys)
		if err != nil || lists[0].Register().Code != want || list.Registers(lists)["made-up"].Code != want {
			t.Errorf("%s: got %v", want, err)
		}
	}
	if r := load(t, strings.Replace(good, as, "name: org_number, headers: [Org.nr], type: org_number, publish: yes}", 1)).Register(); r.Code != "se" {
		t.Errorf("org_number is of %s", r.Code)
	}
	if r := load(t, good).Register(); r != nil {
		t.Errorf("without a column: %v", r)
	}
	own["registers/xx.yaml"].Data = []byte("code: xx\nname: {sv: a, en: b}\nsource: https://example.org/\nform: \"{4}-{1}\"\ncheck: [{rule: best}]\n")
	for want, fsys := range map[string]fstest.MapFS{
		`made-up/dataset.yaml:20: columns[7].register: column org_number: register "yy": expected one of br, dk, fi, no, se`: of("type: company_number, register: yy"),
		`made-up/dataset.yaml:20: columns[7].register: column org_number: register "": expected one of`:                      of("type: company_number"),
		`made-up/dataset.yaml:20: columns[7].register: column org_number: only a column of type company_number has`:          of("type: text, register: br"),
		`registers/xx.yaml:5: check[0]: rule "best": expected luhn`:                                                          own,
	} {
		if _, err := list.Load(fsys); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// TestPersonWhen: what tells natural persons is a column of the list, by its header.
func TestPersonWhen(t *testing.T) {
	of := func(when string) string { return good + "person_when: " + when + "\n" }
	marks := load(t, of(`{typ: "0", " Anmälare ": Ja}`)).PersonMarks()
	if len(marks) != 2 || marks[0] != (list.PersonMark{Column: "complainant", Value: "ja"}) || marks[1] != (list.PersonMark{Column: "matter_type", Value: "0"}) {
		t.Errorf("got %+v", marks)
	}
	if marks := load(t, of(`{Typ: 0}`)).PersonMarks(); len(marks) != 1 || marks[0].Value != "0" {
		t.Errorf("a number: got %+v", marks)
	}
	for text, want := range map[string]string{
		of(`{Tipo: "0"}`):                    `made-up/dataset.yaml:34: person_when.Tipo: no column of the list has the header "Tipo"`,
		of(`{Typ: ""}`):                      "made-up/dataset.yaml:34: person_when.Typ: expected what stands in the column for a natural person",
		of(`Typ`):                            "made-up/dataset.yaml:34: ",
		figure + "person_when: {Value: x}\n": "person_when: a list of figures names nobody",
	} {
		if _, err := list.Load(files("made-up", text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// TestOrganisationNumbersAreSwedish: a list of another country has no column of type org_number, whichever folder it is
// in: ten digits of its persons would be Swedish companies. It keeps the number as text, or says that its country is SE.
func TestOrganisationNumbersAreSwedish(t *testing.T) {
	const (
		numbered = "name: org_number, headers: [Org.nr], type: org_number, publish: yes}"
		as       = "name: complainant, headers: [Anmälare], type: text, personal: true, publish: no, why: a person}"
	)
	of := func(country, column string) string {
		return strings.Replace(strings.Replace(good, "country: SE", country, 1), as, column, 1) + "currency: SEK\n"
	}
	load(t, of("country: SE", numbered))
	load(t, of("country: US", "name: register_number, headers: [Org.nr], type: text, publish: 'no', why: another country's}"))
	for _, country := range []string{"US", "NO", "EE"} {
		for name, folders := range map[string][]fs.FS{
			"alone":              {files("made-up", of("country: "+country, numbered))},
			"over a bundled one": {files("made-up", of("country: SE", numbered)), files("made-up", of("country: "+country, numbered))},
		} {
			_, err := list.LoadAll(folders...)
			want := "made-up/dataset.yaml:20: columns[7].type: column org_number: org_number is a Swedish organisation number, and the list's country is " + country + ","
			if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "type text and publish no") {
				t.Errorf("%s, %s: got %v", country, name, err)
			}
		}
	}
	for _, country := range []string{"country: se", "country:", "country: us", ""} {
		if _, err := list.Load(files("made-up", of(country, numbered))); err == nil || !strings.Contains(err.Error(), "two capitals") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: got %v", country, err)
		}
	}
	if _, err := list.Load(files("made-up", of("country: US", strings.Replace(numbered, "name: org_number", "name: ein", 1)))); err == nil || !strings.Contains(err.Error(), ":20: columns[7].type: column ein: org_number is a Swedish") {
		t.Errorf("under another name: got %v", err)
	}
}

// Without a fallback, a record without its reference would have no identity.
func TestReferenceWithoutFallbackIsRequired(t *testing.T) {
	complaints := strings.NewReplacer("record_kind: dispute", "record_kind: complaint", "name: case_number", "name: reference",
		"reference: case_number", "reference: reference", "type: text, required: true, publish: key", "type: text, publish: key").Replace(good)
	_, err := list.Load(files("made-up", complaints))
	if err == nil || !strings.Contains(err.Error(), ":13: columns[0].required: the identity has no fallback") {
		t.Errorf("got %v", err)
	}
}

func TestLoadSaysEverythingAtOnce(t *testing.T) {
	bad := strings.Replace(strings.Replace(good, "country: SE", "country: se", 1), "value: bat", "value: skepp", 1)
	_, err := list.Load(files("made-up", bad))
	if err == nil || !strings.Contains(err.Error(), ":6: country") || !strings.Contains(err.Error(), ":32: lookups.department[0].value") {
		t.Errorf("got %v, want both faults", err)
	}
}

func TestLoadRefusesWhatIsNoSingleDocument(t *testing.T) {
	for name, text := range map[string]string{"empty": "", "comment": "# nothing\n", "two": good + "---\n" + good} {
		if _, err := list.Load(files("made-up", text)); err == nil || !strings.Contains(err.Error(), "made-up/dataset.yaml") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestLoadAllReplacesByID(t *testing.T) {
	second := strings.Replace(strings.Replace(good, "id: made-up", "id: another", 1), "Made up", "Another", 1)
	base := files("made-up", good)
	base["another/dataset.yaml"] = files("another", second)["another/dataset.yaml"]
	lists, err := list.LoadAll(base, files("another", strings.Replace(second, "Another", "Ours", 1)))
	if err != nil {
		t.Fatal(err)
	}
	if len(lists) != 2 || lists[0].ID != "another" || lists[0].Title.EN != "Ours" || lists[1].ID != "made-up" {
		t.Errorf("got %+v", lists)
	}
	if _, err := list.LoadAll(base, files("another", "id: [")); err == nil {
		t.Error("a broken overlay passed")
	}
}
