package etl_test

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"tvistdata/etl/etltest"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
	"tvistdata/internal/sharedtest"
)

// cfpb makes a disclosure of a file of the US agency's complaints.
func cfpb(t *testing.T, path, from, to string) etltest.Disclosure {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return etltest.Disclosure{
		List: "cfpb-complaints", ID: "sample", Files: map[string]string{"complaints.csv": string(text)},
		Sidecar: "list: cfpb-complaints\nreceived: 2026-11-01\ncovers:\n  - {measures: [received], from: " + from + ", to: " + to + "}\n",
	}
}

// TestTheAgencysOwnFile counts the real sample again with the standard library's reader.
func TestTheAgencysOwnFile(t *testing.T) {
	path := sharedtest.Path(t, "data/third-party/cfpb-sample.csv")
	r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, cfpb(t, path, "2012-01-01", "2016-12-31"))...))
	if got, want := accounting(t, report, "sample"), (release.Accounting{Read: 20000, Published: 20000}); got != want {
		t.Errorf("accounting %+v, want %+v; findings %v", got, want, report.Findings)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // only read
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	type cell struct{ company, month string }
	want := map[cell]int64{}
	for _, row := range rows[1:] {
		want[cell{row[3], row[0][:7]}]++
	}
	name := map[string]string{}
	for _, row := range etltest.Rows(t, r, schema.Companies) {
		name[row["company_id"].(string)] = row["name"].(string)
	}
	got := map[cell]int64{}
	for _, row := range etltest.Rows(t, r, schema.CountsMonthly) {
		if row["status"] != string(record.OK) {
			t.Fatalf("%v is not ok, but the whole span is covered", row)
		}
		if n := row["value"].(int64); n > 0 {
			got[cell{name[row["company_id"].(string)], row["month"].(record.Date).String()[:7]}] = n
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d company-months, want %d", len(got), len(want))
	}
	for c, n := range want {
		if got[c] != n {
			t.Errorf("%s in %s: %d, want %d", c.company, c.month, got[c], n)
		}
	}
}

func TestAFileThatIsCutOffLoadsItsWholeRecords(t *testing.T) {
	path := sharedtest.Path(t, "data/third-party/cfpb-truncated.csv")
	_, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, cfpb(t, path, "2023-01-01", "2023-12-31"))...))
	a := accounting(t, report, "sample")
	if a.Read != 2068 || a.Rejected != 1 || a.Published+a.Duplicate+a.Unnamed != 2067 {
		t.Errorf("accounting %+v, want 2067 whole records and one broken one", a)
	}
	var broken []string
	for _, f := range report.Findings {
		if f.Rule.Name() == "unterminated-quote" {
			broken = append(broken, f.String())
		}
	}
	if len(broken) != 1 || !strings.HasPrefix(broken[0], "sample:complaints.csv:") {
		t.Errorf("the broken record is reported as %v", broken)
	}
}
