package etl_test

import (
	"testing"

	"tvistdata/etl/etltest"
	"tvistdata/internal/schema"
)

// TestAPersonsNameVouchesForNoPerson: a person's name that a word or a sign sets apart from a company's in one row is not shown, and
// lets the name alone be shown in no other. A brand whose words the company's own name has is shown.
func TestAPersonsNameVouchesForNoPerson(t *testing.T) {
	t.Parallel()
	rows := "2021-00001;2021-01-04;Motor;Sven-Olof Lindqvist och Påhittade Hattar AB;402001-0007;;;;;\n" +
		"2021-00002;2021-01-05;Motor;Sven-Olof Lindqvist;402001-0007;;;;;\n" +
		"2021-00003;2021-01-06;Motor;Påhittade Hattar;402001-0007;;;;;\n2021-00004;2021-01-06;Motor;Påhittade Hattar AB;402001-0007;;;;;\n"
	r, _ := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows))...))
	shown := map[any]bool{}
	for _, row := range etltest.Rows(t, r, schema.Names) {
		shown[row["name_as_written"]] = true
	}
	if shown["Sven-Olof Lindqvist"] || shown["Sven-Olof Lindqvist och Påhittade Hattar AB"] || !shown["Påhittade Hattar"] {
		t.Errorf("shown are %v", shown)
	}
	if rows := etltest.Rows(t, r, schema.Disputes); len(rows) != 4 {
		t.Errorf("%d disputes, want 4", len(rows))
	}
}
