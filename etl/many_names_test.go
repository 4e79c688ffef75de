package etl_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
)

// suppliers are names of companies that have nothing in common.
var suppliers = []string{
	"Påhittade Bilar AB", "Uppdiktade Däck Ltd", "Sagobostäder AB", "Låtsasbanken AB (publ)", "Fantasi Elektronik AB", "Provbåtar HB", "Drömma Skor AB",
}

// beside gives a case for each name, all with one number.
func beside(number string, names ...string) string {
	var rows strings.Builder
	for i, name := range names {
		fmt.Fprintf(&rows, "2021-%05d;2021-01-04;Motor;%s;%s;;;;;\n", i+1, name, number)
	}
	return rows.String()
}

// One number beside many names that have nothing in common, as when the buyer's is read for the supplier's, blocks the release and
// tells the column and the lines, but no name. Spellings, former names and some brands of one company don't, nor do names that
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
		lines                            string // of the finding; "" for none
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
			if config.Register, err = company.LoadRegister(files); err != nil {
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
				if f.Rule == "number-of-many-names" {
					found = append(found, f)
				}
			}
			want := fmt.Sprintf("in org_number, one number stands beside %d names that have nothing in common, the first on lines %s:", c.names, c.lines)
			if len(found) != 1 || found[0].Severity != source.Block || !strings.Contains(found[0].Text, want) || found[0].At.File != "list.csv" {
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
