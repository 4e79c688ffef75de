package etl_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/etl/etltest"
	"tvistdata/etl/source"
	"tvistdata/internal/register"
	"tvistdata/internal/schema"
)

// A name without a legal form beside a company's number is shown when it has no word that the company's names with one,
// in any list, or those in the register do not have. Whatever the file's order, the company keeps its records.
func TestNameWithoutFormShowsNoWordOfItsOwn(t *testing.T) {
	const number, registered = "412111-1118", "416001-0841"
	kept, err := register.Load(fstest.MapFS{
		"companies.yaml": {Data: []byte(`companies:
  - {id: se-4160010841, name: Resebyrån Utopia AB, org_number: 416001-0841, kind: legal_entity, names: [Utopias Resor],
     source_name: invented, decided_by: a test, decided_on: 2026-11-23, why: a former name}
`)},
		"decisions.yaml": {Data: []byte(`decisions:
  - {list: arn-cases, name_as_written: Bilar för alla, show: true, decided_by: a test, decided_on: 2026-11-23, why: a name of cars}
`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, number string
		others       []string // names beside the number in the same file
		shown        bool
	}{
		{"Anna Andersson", number, nil, false},
		{"Anna Andersson", number, []string{"Påhittade Bilar AB"}, false},
		{"Anna Andersson", number, []string{"Andersson Bygg AB"}, false},
		{"Anna Andersson", number, []string{"Anna Andersson Bygg AB"}, true},
		{"ANDERSSON  anna", number, []string{"AB Anna Andersson"}, true},
		{"A. Andersson", number, []string{"Andersson Bygg AB"}, false},
		{"Anna Bilar", number, []string{"Påhittade Bilar AB", "Anna Snabbt"}, false},
		{"Påhittade Bilar", number, []string{"Påhittade Bilar AB"}, true},
		{"påhittade-bilar", number, []string{"PÅHITTADE BILAR AB (PUBL)"}, true},
		{"Påhittade", number, []string{"Påhittade Bilar AB"}, true},
		{"Påhittade Bilar Sverige", number, []string{"Påhittade Bilar AB"}, true},
		{"www.bilar.se", number, []string{"Påhittade Bilar AB"}, true},
		{"Påhittade Bilar", number, nil, false},
		{"Påhittade Bilar", number, []string{"Bilar AB genom Påhittade", "Påhittade AB, 070-174 06 05"}, false},
		{"Utopias Resor", registered, nil, true},
		{"Utopias Anna", registered, nil, false},
		{"Utopias", number, nil, false},
		{"Bilar för alla", number, nil, true}, // a decision says so
	} {
		for _, backwards := range []bool{false, true} {
			names := append([]string{tt.name}, tt.others...)
			if backwards {
				slices.Reverse(names)
			}
			var rows strings.Builder
			for i, name := range names {
				fmt.Fprintf(&rows, "2021-%05d;2021-01-04;Motor;%s;%s;;;;;\n", i+1, name, tt.number)
			}
			c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows.String()))...)
			c.Register = kept
			r, report := etltest.Build(t, c)
			written := slices.ContainsFunc(etltest.Rows(t, r, schema.Names), func(row map[string]any) bool {
				return row["name_as_written"] == tt.name
			})
			found := slices.ContainsFunc(report.Findings, func(f source.Finding) bool {
				return f.Rule.Name() == "spelling-withheld" && f.At.Line == slices.Index(names, tt.name)+2 && strings.Contains(f.Text, "no legal form")
			})
			if written != tt.shown || found == tt.shown {
				t.Errorf("%s beside %v: shown %t and found %t, want shown %t", tt.name, tt.others, written, found, tt.shown)
			}
			if !tt.shown && strings.Contains(etltest.Text(t, c.Releases, r), tt.name) {
				t.Errorf("%s beside %v: it stands in the release", tt.name, tt.others)
			}
			if companies := etltest.Rows(t, r, schema.Companies); len(companies) != 1 || companies[0]["records"] != int64(len(names)) {
				t.Errorf("%s beside %v: companies %v, want one with %d records", tt.name, tt.others, companies, len(names))
			}
		}
	}
}
