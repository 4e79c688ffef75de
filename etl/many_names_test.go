package etl_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/register"
)

// suppliers are names of companies that have nothing in common.
var suppliers = []string{
	"Påhittade Bilar AB", "Uppdiktade Däck Ltd", "Sagobostäder AB", "Låtsasbanken AB (publ)", "Fantasi Elektronik AB", "Provbåtar HB", "Drömma Skor AB",
}

// beside returns a case for each name, all with one number.
func beside(number string, names ...string) string {
	var rows strings.Builder
	for i, name := range names {
		fmt.Fprintf(&rows, "2021-%05d;2021-01-04;Motor;%s;%s;;;;;\n", i+1, name, number)
	}
	return rows.String()
}

// One number beside many names that have nothing in common, as when the buyer's is read for the supplier's, blocks the release and
// says the column and the lines, but no name. Spellings, former names and some brands of one company don't, nor do names that
// the register of companies or a decision gives it.
func TestANumberOfManyNames(t *testing.T) {
	t.Parallel()
	keptBy := func(names ...string) string {
		return "companies:\n  - {id: se-4020010007, name: Påhittade Gruppen AB, org_number: 402001-0007, kind: legal_entity, names: [" +
			strings.Join(names, ", ") + "], source_name: x, source_url: 'https://example.se', decided_by: x, decided_on: 2026-11-23, why: x}\n"
	}
	decided := "decisions:\n"
	for _, name := range suppliers[:4] {
		decided += fmt.Sprintf("  - {list: arn-cases, name_as_written: %s, company: se-4020010007, decided_by: x, decided_on: 2026-11-23, why: x}\n", name)
	}
	formless := []string{"Alfastad", "Betavik", "Gammal Ort", "Deltanäs", "Epsilonby", "Zetahed"}
	for _, c := range []struct {
		name, rows, companies, decisions string
		lines                            string // of the finding; "" for none that blocks
		names                            int
	}{
		{"another party's number", beside("402001-0007", suppliers...), "", "", "2, 3, 4", 7},
		{"among others", beside("412111-1118", "Bilar AB", "Bilar AB") + strings.ReplaceAll(beside("402001-0007", suppliers[1:]...), "2021-0", "2021-1"), "", "", "4, 5, 6", 6},
		{"names without a legal form, which are not shown", beside("402001-0007", formless...), "", "", "2, 3, 4", 6},
		{"names that only their trade ties", beside("402001-0007", "Alfa Bygg AB", "Beta Bygg AB", "Gamma Bygg AB", "Delta Bygg AB", "Epsilon Bygg AB", "Zeta Bygg AB"), "", "", "2, 3, 4", 6},
		{"some brands and a former name", beside("402001-0007", suppliers[:5]...), "", "", "", 0},
		{
			"spellings", beside("402001-0007", "Påhittade Bilar AB", "PÅHITTADE BILAR AB (PUBL)", "Påhittade Bilar i Norr AB", "Bilar, Påhittade", "Påhitade Bilar AB",
				"Påhittade Motor Aktiebolag", "AB Påhittade", "PåhittadeBilar AB", "Påhittades Bilar"), "", "", "", 0,
		},
		{"the register has them", beside("402001-0007", suppliers...), keptBy(suppliers[:4]...), "", "", 0},
		{"decisions have them", beside("402001-0007", suppliers...), keptBy(), decided, "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			config := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, c.rows))...)
			files := fstest.MapFS{}
			for name, text := range map[string]string{"companies.yaml": c.companies, "decisions.yaml": c.decisions} {
				if text != "" {
					files[name] = &fstest.MapFile{Data: []byte(text)}
				}
			}
			var err error
			if config.Register, err = register.Load(files); err != nil {
				t.Fatal(err)
			}
			report, err := etl.Build(t.Context(), config)
			if c.lines == "" {
				if err != nil {
					t.Errorf("%v", err)
				}
				return
			}
			if !errors.Is(err, etl.ErrBlocked) {
				t.Fatalf("built: %v", err)
			}
			var found []source.Finding
			for _, f := range report.Findings {
				if f.Rule.Name() == "number-of-many-names" {
					found = append(found, f)
				}
			}
			want := fmt.Sprintf("in org_number, one number is on %d rows beside %d names that have nothing in common, the first on lines %s:",
				strings.Count(c.rows, "402001-0007"), c.names, c.lines)
			if len(found) != 1 || found[0].Rule.Severity() != rule.Block || !strings.Contains(found[0].Text, want) || found[0].At.File != "list.csv" {
				t.Errorf("findings %v, want %s", found, want)
			}
			for _, name := range append(formless, suppliers...) {
				if strings.Contains(fmt.Sprint(err, found), name) {
					t.Errorf("it names %s", name)
				}
			}
		})
	}
}

// One number beside two to five names of companies that have nothing in common is noted: one may be another company's. Former names and
// brands that are known, spellings, other legal forms, and names without a form, which may be brands, are not.
func TestANumberOfUnlikeNames(t *testing.T) {
	t.Parallel()
	kept := "companies:\n  - {id: se-4020010007, name: Påhittade Gruppen AB, org_number: 402001-0007, kind: legal_entity, names: [Sagobostäder AB], " +
		"source_name: x, source_url: 'https://example.se', decided_by: x, decided_on: 2026-11-23, why: x}\n"
	brand := "brands:\n  - {id: fantasi, name: Fantasi, names: [{list: arn-cases, name_as_written: Fantasi Elektronik AB}], members: " +
		"[{company: se-4020010007}], decided_by: x, decided_on: 2026-11-23, why: x}\n"
	decided := "decisions:\n  - {list: arn-cases, name_as_written: Fantasi Elektronik AB, company: se-4020010007, decided_by: x, " +
		"decided_on: 2026-11-23, why: x}\n"
	for _, c := range []struct {
		name, rows string
		files      map[string]string
		want       string // of the finding's text; "" for none
	}{
		{
			"two names", beside("402001-0007", "Påhittade Bilar AB", "Påhittade Bilar AB", "Sagobostäder AB"), nil,
			"in org_number, one number is on 3 rows beside 2 names that have nothing in common, the first on lines 2, 4: one may be of another company",
		},
		{"five names", beside("402001-0007", suppliers[:5]...), nil, "on 5 rows beside 5 names that have nothing in common, the first on lines 2, 3, 4:"},
		{
			"another number beside one name", beside("402001-0007", "Påhittade Bilar AB", "Sagobostäder AB") +
				strings.ReplaceAll(beside("412111-1118", "Drömma Skor AB"), "2021-0", "2021-1"), nil, "on 2 rows beside 2 names",
		},
		{
			"a name unlike the register's", beside("402001-0007", "Påhittade Gruppen AB", "Fantasi Elektronik AB"),
			map[string]string{"companies.yaml": kept},
			"on 2 rows beside a name that has nothing in common with the register's, first on line 3:",
		},
		{"a former name", beside("402001-0007", "Påhittade Gruppen AB", "Sagobostäder AB"), map[string]string{"companies.yaml": kept}, ""},
		{
			"a brand", beside("402001-0007", "Påhittade Gruppen AB", "Fantasi Elektronik AB"),
			map[string]string{"companies.yaml": kept, "brands.yaml": brand},
			"",
		},
		{
			"a decision", beside("402001-0007", "Påhittade Gruppen AB", "Fantasi Elektronik AB"),
			map[string]string{"companies.yaml": kept, "decisions.yaml": decided},
			"",
		},
		{"another form", beside("402001-0007", "Påhittade Bilar AB", "Påhittade Bilar HB", "Påhittade Bilar Ltd"), nil, ""},
		{"spellings", beside("402001-0007", "Påhittade Bilar AB", "Påhitade Bilar AB", "PåhittadeBilar AB (publ)"), nil, ""},
		{"a name without a form", beside("402001-0007", "Påhittade Bilar AB", "Bilbutiken"), nil, ""},
		{"a former name in the cell", beside("402001-0007", "Påhittade Bilar AB", "Sagobostäder AB", "Sagobostäder AB (tidigare Påhittade Bilar AB)"), nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			config := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, c.rows))...)
			files := fstest.MapFS{}
			for name, text := range c.files {
				files[name] = &fstest.MapFile{Data: []byte(text)}
			}
			var err error
			if config.Register, err = register.Load(files); err != nil {
				t.Fatal(err)
			}
			_, report := etltest.Build(t, config)
			var got []string
			for _, f := range report.Findings {
				if f.Rule.Name() == "number-of-unlike-names" && f.Rule.Severity() == rule.Note && f.At.File == "list.csv" && f.At.Line > 1 {
					got = append(got, f.Text)
				}
			}
			if text := strings.Join(got, "\n"); len(got) > 1 || (c.want == "") != (text == "") || !strings.Contains(text, c.want) {
				t.Errorf("noted: %q, want %q", got, c.want)
			}
			for _, name := range suppliers {
				if strings.Contains(strings.Join(got, ""), name) {
					t.Errorf("it names %s", name)
				}
			}
		})
	}
}
