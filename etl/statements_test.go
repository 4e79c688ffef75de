package etl_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/etl/etltest"
	"tvistdata/internal/register"
	"tvistdata/internal/schema"
)

// What is said of an invented company, or of a brand whose companies all are invented, is marked as invented, and no other
// statement is: a real reply is real, whatever is in the lists beside it.
func TestWhatIsSaidOfInventedCompaniesIsMarked(t *testing.T) {
	const said = `  - {id: %s, kind: statement, list: arn-cases, %s, from: 2021-01-01, given: 2022-01-11, text: {sv: Vi ber om ursäkt., en: We apologise.}, by: press officer, source_name: e-mail}
`
	var statements strings.Builder
	statements.WriteString("statements:\n")
	for id, about := range map[string]string{
		"company": "company_id: se-4121111118, language: sv", "elsewhere": "company_id: se-4121111225",
		"brand": "brand_id: bilar", "empty": "brand_id: tomt",
	} {
		fmt.Fprintf(&statements, said, id, about)
	}
	const brand = "  - {id: %s, name: %s, members: [%s], decided_by: test, decided_on: 2022-01-01, why: test}\n"
	const kept = "  - {id: se-%[1]s, kind: legal_entity, name: %[2]s, org_number: \"%[1]s\", source_name: test, decided_by: test, decided_on: 2022-01-01, why: test}\n"
	register, err := register.Load(fstest.MapFS{
		"statements.yaml": {Data: []byte(statements.String())},
		"companies.yaml":  {Data: []byte("companies:\n" + fmt.Sprintf(kept, "4121111118", "Påhittade Bilar AB") + fmt.Sprintf(kept, "4121111225", "Uppdiktade Däck AB"))},
		"brands.yaml": {Data: []byte("brands:\n" + fmt.Sprintf(brand, "bilar", "Bilar", "{company: se-4121111118}") +
			fmt.Sprintf(brand, "tomt", "Tomt", "{company: se-4121111225}"))},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, invented := range []bool{true, false} {
		sidecar := etltest.ARN2021
		if !invented {
			sidecar = strings.Replace(sidecar, "synthetic: true\n", "", 1)
		}
		c := etltest.Config(t, etltest.Write(t, arn("first", sidecar, "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"))...)
		c.Register = register
		r, _ := etltest.Build(t, c)
		got := map[any]any{}
		for _, row := range etltest.Rows(t, r, schema.Statements) {
			got[row["statement_id"]] = row["synthetic"]
			if is := row["language"]; (is == "sv") != (row["statement_id"] == "company") || is != nil && is != "sv" {
				t.Errorf("statement %s: its original is in the language %v", row["statement_id"], is)
			}
		}
		want := map[any]any{"company": invented, "elsewhere": false, "brand": invented, "empty": false}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("lists invented: %t: got %v, want %v", invented, got, want)
		}
	}
}
