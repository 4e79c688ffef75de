package etl_test

import (
	"strings"
	"testing"

	"tvistdata/etl/etltest"
	"tvistdata/etl/rule"
)

// TestFormulasThatFoundNothingAreTold: #N/A reads as empty, and a note counts it per column.
func TestFormulasThatFoundNothingAreTold(t *testing.T) {
	rows := "2021-00001;2021-01-04;#N/A;Påhittade Bilar AB;412111-1118;;;;;\n2021-00002;2021-01-05;#SAKNAS!;Påhittade Bilar AB;#N/A;;;;;\n2021-00003;2021-01-05;NULL;Påhittade Bilar AB;412111-1118;;;;;\n"
	_, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows))...))
	var told []string
	for _, f := range report.Findings {
		if f.Rule.Name() == "absent-value" && f.Rule.Severity() == rule.Note {
			told = append(told, f.Text[:len("2 cells of column 3")])
		}
	}
	if got := strings.Join(told, ", "); got != "2 cells of column 3, 1 cells of column 5" {
		t.Errorf("told: %s", got)
	}
}

// TestFollowedAsTrueOrFalse: what a spreadsheet program writes for yes and no is mapped.
func TestFollowedAsTrueOrFalse(t *testing.T) {
	var rows strings.Builder
	for i, said := range []string{"TRUE", "FALSE", "Sant", "FALSKT", "true", "nej", "1", "0"} {
		rows.WriteString("2021-0000" + string(rune('1'+i)) + ";2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-02-01;Bifall;;" + said + ";\n")
	}
	r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows.String()))...))
	got := map[any]int{}
	for _, row := range etltest.Rows(t, r, "disputes.parquet") {
		got[row["followed"]]++
	}
	if got["foljt"] != 4 || got["ej-foljt"] != 4 {
		t.Errorf("%v: %v", got, report.Findings)
	}
}
