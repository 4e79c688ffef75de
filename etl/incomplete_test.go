package etl_test

import (
	"strings"
	"testing"

	"tvistdata/etl/etltest"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// TestMonthsThatLackRowsArePartial: a month is ok only when every row that may count in it was read. A rejected row with a
// date makes its month partial, one without a date every month that its disclosure covers, and so does a file that says it has
// other rows; another disclosure that holds the same days completely makes them ok.
func TestMonthsThatLackRowsArePartial(t *testing.T) {
	const good = "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n2021-00002;2021-03-05;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"
	again := arn("two", strings.Replace(etltest.ARN2021, "2022-07-01", "2022-08-01", 1), good)
	for _, c := range []struct {
		name        string
		disclosures []etltest.Disclosure
		partial     string // first months
		all         bool
	}{
		{"all is read", []etltest.Disclosure{arn("one", etltest.ARN2021, good)}, "", false},
		{"a respondent is missing", []etltest.Disclosure{arn("one", etltest.ARN2021, good+"2021-00003;2021-03-09;Motor;;;;;;;\n")}, "2021-03-01", false},
		{"a respondent and the date are missing", []etltest.Disclosure{arn("one", etltest.ARN2021, good+"2021-00003;;Motor;;;;;;;\n")}, "", true},
		{"a torn row", []etltest.Disclosure{arn("one", etltest.ARN2021, good+"2021-00003;2021-03-09;Motor\n")}, "", true},
		{"cut off", []etltest.Disclosure{arn("one", etltest.ARN2021, good+"2021-00003;2021-03-09;Motor;\"Påhi")}, "", true},
		{"a count of others", []etltest.Disclosure{arn("one", etltest.ARN2021, good+"Antal: 7;;;;;;;;;\n")}, "", true},
		{"whole in another", []etltest.Disclosure{arn("one", etltest.ARN2021, good+"2021-00003;2021-03-09;Motor\n"), again}, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			config := etltest.Config(t, etltest.Write(t, c.disclosures...)...)
			config.Accept = "a twentieth is rejected"
			r, report := etltest.Build(t, config)
			rows := etltest.Rows(t, r, release.CountsMonthly)
			if len(rows) != 12 {
				t.Fatalf("%d months", len(rows))
			}
			total := int64(0)
			for _, row := range rows {
				month := row["month"].(record.Date).String()
				want := string(record.OK)
				if c.all || month == c.partial {
					want = string(record.Partial)
				}
				if row["status"] != want {
					t.Errorf("%s is %v, want %s", month, row["status"], want)
				}
				total += row["value"].(int64)
			}
			if total != 2 {
				t.Errorf("%d are counted, want 2", total)
			}
			if told := r.Manifest().Disclosures[0].Findings["incomplete"]; (told == 1) != (c.all || c.partial != "" || len(c.disclosures) > 1) {
				t.Errorf("%d findings: %v", told, report.Findings)
			}
			for _, row := range etltest.Rows(t, r, release.TotalsYearly) {
				if (row["status"] == string(record.OK)) != (!c.all && c.partial == "") || row["received"] != int64(2) {
					t.Errorf("the year's total is %v, %v", row["received"], row["status"])
				}
			}
		})
	}
}
