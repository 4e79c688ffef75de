package etl_test

import (
	"slices"
	"strings"
	"testing"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/etl/source"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
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
			rows := etltest.Rows(t, r, schema.CountsMonthly)
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
			for _, row := range etltest.Rows(t, r, schema.TotalsYearly) {
				if (row["status"] == string(record.OK)) != (!c.all && c.partial == "") || row["received"] != int64(2) {
					t.Errorf("the year's total is %v, %v", row["received"], row["status"])
				}
			}
		})
	}
}

// The finding says why counts are partial, with the right numbers, and in which months.
func TestIncompleteSaysWhyAndWhen(t *testing.T) {
	for text, want := range map[string]string{
		"2021-00003;2021-03-09;Motor;;;;;;;\n": "1 row is rejected: partial are 2021-03",
		"2021-00003;2021-03-09;Motor;Andra Båten AB;811218-9876;;;;;\n2021-00004;2021-05-09;Motor;Andra Båten AB;811218-9876;;;;;\n": "2 unnamed rows may be companies': for each company that they may be of, partial are 2021-03, 2021-05",
		"2021-00003;;Motor;;;;;;;\n": "1 row is rejected: all that the disclosure covers is partial, for nobody knows of which days they are",
	} {
		c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"+text))...)
		c.Accept = "rows are rejected"
		_, report := etltest.Build(t, c)
		i := slices.IndexFunc(report.Findings, func(f source.Finding) bool { return f.Rule.Name() == "incomplete" })
		if i < 0 || report.Findings[i].Text != want {
			t.Errorf("%q: %v, want %q", text, report.Findings, want)
		}
	}
}

// A company that only companies.yaml can have is refused among those covered when that has it not: nobody would be asked about.
func TestCoveredCompaniesAreKept(t *testing.T) {
	for _, id := range []string{"ie-999001", "x-pahittade-bilar"} {
		sidecar := strings.Replace(etltest.ARN2021, "2021-12-31}", "2021-12-31, companies: ["+id+"]}", 1)
		_, err := etl.Build(t.Context(), etltest.Config(t, etltest.Write(t, arn("one", sidecar, "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"))...))
		if err == nil || !strings.Contains(err.Error(), "covers[0].companies[0]: companies.yaml has no company of this id") {
			t.Errorf("%s: %v", id, err)
		}
	}
}
