package etl_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/internal/list"
	"tvistdata/internal/register"
	"tvistdata/internal/schema"
)

const borneNumber, otherNumber = "412111-1118", "402001-0007"

// bearing is a row: the number of a case, and a respondent's number and name.
type bearing struct{ disclosure, reference, number, name string }

// borneBuild builds the rows in their order, in as many disclosures as they have, and returns the company's names and the release's text.
func borneBuild(t *testing.T, rows []bearing, change func(*etl.Config)) (names []string, text string) {
	t.Helper()
	lines := map[string]string{}
	for _, r := range rows {
		lines[r.disclosure] += fmt.Sprintf("2021-%s;2021-01-04;Motor;%s;%s;;;;;\n", r.reference, r.name, r.number)
	}
	var all []etltest.Disclosure
	for id, text := range lines {
		all = append(all, arn(id, etltest.ARN2021, text))
	}
	c := etltest.Config(t, etltest.Write(t, all...)...)
	change(&c)
	r, _ := etltest.Build(t, c)
	for _, row := range etltest.Rows(t, r, schema.Names) {
		names = append(names, fmt.Sprint(row["name_as_written"]))
	}
	return names, etltest.Text(t, c.Releases, r)
}

// A name without a legal form beside a company's number is shown when three cases of two disclosures have it there and nobody is called
// by a word of it, in whatever order they come.
func TestANameThatRowsBearOut(t *testing.T) {
	const name = "Resebyrån Utopia"
	three := []bearing{{"one", "00001", borneNumber, name}, {"one", "00002", borneNumber, name}, {"two", "00003", borneNumber, name}}
	named := func(name string) []bearing {
		rows := slices.Clone(three)
		for i := range rows {
			rows[i].name = name
		}
		return rows
	}
	for what, tt := range map[string]struct {
		rows  []bearing
		shown bool
	}{
		"three cases of two disclosures": {three, true},
		"spelled otherwise": {[]bearing{
			{"one", "00001", borneNumber, name}, {"one", "00002", "4121111118", "RESEBYRÅN  UTOPIA"}, {"two", "00003", "16412111-1118", name},
		}, true},
		"of one disclosure": {[]bearing{
			{"one", "00001", borneNumber, name}, {"one", "00002", borneNumber, name}, {"one", "00003", borneNumber, name},
		}, false},
		"two cases": {three[1:], false},
		"one case that is delivered three times": {[]bearing{
			{"one", "00001", borneNumber, name}, {"two", "00001", borneNumber, name}, {"three", "00001", borneNumber, name},
		}, false},
		"beside two numbers": {[]bearing{three[0], {"one", "00002", otherNumber, name}, three[2]}, false},
		"without a number":   {[]bearing{{"one", "00001", "", name}, {"one", "00002", "", name}, {"two", "00003", "", name}}, false},
		"a person's number": {[]bearing{
			{"one", "00001", "811218-9876", name}, {"one", "00002", "811218-9876", name}, {"two", "00003", "811218-9876", name},
		}, false},
		"a person's name":  {named("Anna Andersson"), false},
		"a sole trader's":  {named("Anderssons Utopia"), false},
		"an initial":       {named("R. Utopia"), false},
		"an address":       {named("Utopia Utopivägen 12"), false},
		"a name in a part": {named("Resebyrån Utopia, Lindqvist"), false},
		"no word":          {named("24/7"), false},
	} {
		for _, backwards := range []bool{false, true} {
			rows := slices.Clone(tt.rows)
			if backwards {
				slices.Reverse(rows)
			}
			names, text := borneBuild(t, rows, func(*etl.Config) {})
			if written := rows[0].name; slices.Contains(names, written) != tt.shown || strings.Contains(text, written) && !tt.shown {
				t.Errorf("%s, backwards %t: shown are %v", what, backwards, names)
			}
		}
	}
}

// A list may say that its respondents are called as in a register: beside a company's number they are shown without a legal form, but not
// those of persons.
func TestARegistersOwnNames(t *testing.T) {
	for _, tt := range []struct {
		number, name      string
		shown, registered bool // without the list's word for it, and with it
	}{
		{borneNumber, "Utopia kommun", false, true},
		{borneNumber, "Resebyrån Utopia AB", true, true},
		{borneNumber, "Anna Andersson", false, false},
		{borneNumber, "Hampus Bygg", false, false},
		{borneNumber, "Utopia kommun, Anna Andersson", false, false},
		{borneNumber, "Utopia kommun, Storgatan 12", false, false},
		{borneNumber, "Andersson & Utopia HB", false, false},
		{"811218-9876", "Utopia kommun", false, false},
		{"", "Utopia kommun", false, false},
	} {
		for _, registered := range []bool{false, true} {
			names, text := borneBuild(t, []bearing{{"one", "00001", tt.number, tt.name}}, func(c *etl.Config) {
				c.Lists = registerNames(c.Lists, registered)
			})
			want := tt.shown
			if registered {
				want = tt.registered
			}
			if slices.Contains(names, tt.name) != want || strings.Contains(text, tt.name) != want {
				t.Errorf("%s beside %q, register_name %t: shown are %v", tt.name, tt.number, registered, names)
			}
		}
	}
}

// registerNames returns the lists, of which arn-cases says that its respondents are called as in a register, or not.
func registerNames(lists []*list.List, are bool) []*list.List {
	out := slices.Clone(lists)
	for i, l := range out {
		if l.ID == "arn-cases" {
			changed := *l
			changed.Columns = slices.Clone(l.Columns)
			for k := range changed.Columns {
				if changed.Columns[k].Name == "respondent" {
					changed.Columns[k].RegisterName = are
				}
			}
			out[i] = &changed
		}
	}
	return out
}

// The name of a handelsbolag or kommanditbolag that may hold a partner's is in no byte of a release, whoever has it: a list, with the
// number or without, or a register. A decision shows it.
func TestAPartnersNameIsADecision(t *testing.T) {
	const name = "Anna Anderssons Rör HB"
	rows := []bearing{
		{"one", "00001", otherNumber, name},
		{"one", "00002", "", name},
		{"one", "00003", borneNumber, "Utopia AB"},
		{"one", "00004", otherNumber, "Utopias Rör HB"},
		{"one", "00005", otherNumber, "Anderssons Rör"},
	}
	companies := `companies:
  - {id: se-4020010007, name: Anna Anderssons Rör HB, org_number: 402001-0007, kind: legal_entity, names: [Anderssons Rör],
     source_name: invented, decided_by: a test, decided_on: 2026-11-23, why: a partnership}
`
	decision := `decisions:
  - {list: arn-cases, name_as_written: Anna Anderssons Rör HB, show: true, decided_by: a test, decided_on: 2026-11-23, why: a known firm}
`
	for _, kept := range []bool{false, true} {
		for _, decided := range []bool{false, true} {
			names, text := borneBuild(t, rows, func(c *etl.Config) {
				files := fstest.MapFS{}
				if kept {
					files["companies.yaml"] = &fstest.MapFile{Data: []byte(companies)}
				}
				if decided {
					files["decisions.yaml"] = &fstest.MapFile{Data: []byte(decision)}
				}
				var err error
				if c.Register, err = register.Load(files); err != nil {
					t.Fatal(err)
				}
			})
			if slices.Contains(names, name) != decided || strings.Contains(text, "Andersson") != decided || !strings.Contains(text, otherNumber) {
				t.Errorf("in the register %t, decided %t: shown are %v", kept, decided, names)
			}
		}
	}
}
