package etl_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tvistdata/etl/etltest"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// TestDatesThatMayBeReadTwoWaysAreNotGuessed: one date with the month first makes every date of its column that has two
// readings unreadable, wherever it is; other columns, and files without such a date, keep day before month.
func TestDatesThatMayBeReadTwoWaysAreNotGuessed(t *testing.T) {
	const proof, ambiguous, same, iso = "03/25/2021", "03/04/2021", "05/05/2021", "2021-06-07"
	for _, c := range []struct {
		dates []string
		want  []string // "" for undated; the proof itself is undated, too
		found int64
	}{
		{[]string{ambiguous, same, iso}, []string{"2021-04-03", "2021-05-05", iso}, 0},
		{[]string{proof, ambiguous, same, iso}, []string{"", "", "2021-05-05", iso}, 1},
		{[]string{ambiguous, same, iso, proof}, []string{"", "2021-05-05", iso, ""}, 1},
		{[]string{ambiguous, proof, "25/03/2021"}, []string{"", "", "2021-03-25"}, 1},
		{[]string{"03/25/2021 14:05", "03.04.2021 10:00"}, []string{"", ""}, 1},
	} {
		var rows strings.Builder
		for i, date := range c.dates {
			rows.WriteString("2021-0000" + string(rune('1'+i)) + ";" + date + ";Motor;Påhittade Bilar AB;412111-1118;03/04/2021;Bifall;;;\n")
		}
		r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows.String()))...))
		got := map[string]int{}
		want := map[string]int{}
		for _, w := range c.want {
			want[w]++
		}
		for _, row := range etltest.Rows(t, r, schema.Disputes) {
			day := ""
			if d, ok := row["received_date"].(record.Date); ok {
				day = d.String()
			}
			got[day]++
			if d, ok := row["decision_date"].(record.Date); !ok || d.String() != "2021-04-03" {
				t.Errorf("%v: another column's date is %v", c.dates, row["decision_date"])
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v (-want +got):\n%s", c.dates, diff)
		}
		if n := r.Manifest().Disclosures[0].Findings["month-before-day"]; n != c.found {
			t.Errorf("%v: %d findings, want %d: %v", c.dates, n, c.found, report.Findings)
		}
		if a := report.Accounted[0].Accounting; a.Read != int64(len(c.dates)) {
			t.Errorf("%v: %d rows are read", c.dates, a.Read)
		}
	}
}

// A list of the United States has the month first.
func TestAmericanListsHaveTheMonthFirst(t *testing.T) {
	d := etltest.Disclosure{
		List: "cfpb-complaints", ID: "sample",
		Sidecar: "list: cfpb-complaints\nreceived: 2026-11-01\nsynthetic: true\ncovers:\n  - {measures: [received], from: 2021-01-01, to: 2021-12-31}\n",
		Files:   map[string]string{"complaints.csv": "Date received,Product,Company,Complaint ID\n03/04/2021,Mortgage,Invented Bank Inc,1\n2021-03-05,Mortgage,Invented Bank Inc,2\n25/03/2021,Mortgage,Invented Bank Inc,3\n"},
	}
	r, _ := etltest.Build(t, etltest.Config(t, etltest.Write(t, d)...))
	got := map[string]int{}
	for _, row := range etltest.Rows(t, r, schema.Complaints) {
		if day, ok := row["received_date"].(record.Date); ok {
			got[day.String()]++
		}
	}
	if diff := cmp.Diff(map[string]int{"2021-03-04": 1, "2021-03-05": 1}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
