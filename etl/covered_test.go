package etl_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/etl/inspect"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// hiding is what is in rows of which something is covered: what is hidden, and what is to be seen beside it.
var hiding = []string{"Dolda Kvarnar", "402001-0007", "4020010007", "Synliga Stolar", "2021-00666"}

// page is a page with a table of rows, whose cells are divided by semicolons.
func page(head string, rows ...string) string {
	var b strings.Builder
	for _, row := range append([]string{head}, rows...) {
		open := "<tr>"
		if hidden, ok := strings.CutPrefix(row, "HIDDEN "); ok {
			open, row = "<tr hidden>", hidden
		}
		b.WriteString(open + "<td>" + strings.ReplaceAll(strings.TrimSpace(row), ";", "</td><td>") + "</td></tr>\n")
	}
	return "<table>\n" + b.String() + "</table>"
}

// saysNothing looks for what was in covered rows in everything that a build says.
func saysNothing(t *testing.T, c etl.Config, r *release.Release, report etl.Report) {
	t.Helper()
	note, err := os.ReadFile(filepath.Join(c.Releases, r.ID()+".build.json"))
	if err != nil {
		t.Fatal(err)
	}
	out := etltest.Text(t, c.Releases, r) + fmt.Sprint(report) + string(note)
	for _, text := range hiding {
		if at := strings.Index(out, text); at >= 0 {
			t.Errorf("%q came out: …%s…", text, out[max(0, at-100):min(len(out), at+100)])
		}
	}
}

// TestRowsWithCoveredTextAreRejected covers cells of one row in four. It is rejected with its place, nothing that it holds
// or hides comes out, and the months that it would have counted in are partial: all when a date of it is covered, too.
func TestRowsWithCoveredTextAreRejected(t *testing.T) {
	const both = `list: arn-cases
received: 2022-07-01
synthetic: true
covers:
  - {measures: [received, closed], from: 2021-01-01, to: 2021-12-31}
`
	const decided = ";2021-05-06;Avslag;100;;Vilma"
	for _, c := range []struct{ name, row, partial string }{
		{"number and name", "2021-00666;2021-03-04;Motor;<del>Dolda Kvarnar AB</del>;<s>402001-0007</s>" + decided, "2021-03-01 2021-05-01"},
		{"a number beside a name that a person would have to judge", "2021-00666;2021-03-04;Motor;Synliga Stolar;<del>402001-0007</del>" + decided, "2021-03-01 2021-05-01"},
		{"a part of a name", "2021-00666;2021-03-04;Motor;<strike>Dolda</strike> Synliga Stolar AB;402001-0007" + decided, "2021-03-01 2021-05-01"},
		{"a column that is not published", "2021-00666;2021-03-04;Motor;Synliga Stolar AB;402001-0007;2021-03-06;Avslag;100;;<i hidden>Dolda Kvarnar</i>", "2021-03-01"},
		{"a matter that is not decided", "2021-00666;2021-03-04;Motor;<s>Dolda Kvarnar AB</s>;402001-0007;;;;;", "2021-03-01"},
		{"the day of the decision", "2021-00666;2021-03-04;Motor;Synliga Stolar AB;402001-0007;<s>2021-05-06</s>;Avslag;100;;", "all"},
		{"the day it came", "2021-00666;<s>2021-03-04</s>;Motor;Synliga Stolar AB;402001-0007" + decided, "all"},
		{"a day that cannot be read", "2021-00666;i mars;Motor;<s>Dolda Kvarnar AB</s>;402001-0007" + decided, "all"},
		{"all of it", "HIDDEN 2021-00666;2021-03-04;Motor;Dolda Kvarnar AB;402001-0007" + decided, "all"},
	} {
		t.Run(c.name, func(t *testing.T) {
			good := "2021-0000%d;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-01-09;Bifall;500;;"
			file := page(header, fmt.Sprintf(good, 1), fmt.Sprintf(good, 2), c.row, fmt.Sprintf(good, 3))
			d := etltest.Disclosure{List: "arn-cases", ID: "one", Sidecar: both, Files: map[string]string{"list.html": file}}
			config := etltest.Config(t, etltest.Write(t, d)...)
			r, report := etltest.Build(t, config)
			saysNothing(t, config, r, report)
			if got, want := accounting(t, report, "one"), (release.Accounting{Read: 4, Published: 3, Rejected: 1}); got != want {
				t.Errorf("accounting %+v, want %+v", got, want)
			}
			f := report.Findings[slices.IndexFunc(report.Findings, func(f source.Finding) bool { return f.Rule.Name() == "covered-text" })]
			if f.Rule.Severity() != rule.Reject || f.At.Line != 5 || !strings.Contains(f.Text, "ask for the list again") {
				t.Errorf("finding %s", f)
			}
			for _, row := range etltest.Rows(t, r, schema.CountsMonthly) {
				month := row["month"].(record.Date).String()
				want := string(record.OK)
				if c.partial == "all" || strings.Contains(c.partial, month) {
					want = string(record.Partial)
				}
				if row["status"] != want {
					t.Errorf("%v in %s is %v, want %s", row["measure"], month, row["status"], want)
				}
			}
			if doubts, err := etl.Review(t.Context(), config); err != nil || len(doubts) > 0 {
				t.Errorf("to be reviewed: %v, %v", doubts, err)
			}
		})
	}
}

// TestListingsAndFiguresWithCoveredTextAreRejected does the same with the other kinds of lists.
func TestListingsAndFiguresWithCoveredTextAreRejected(t *testing.T) {
	listings := svarta("one", "2021-09-01", "")
	listings.Files = map[string]string{"list.html": page(listingHeader,
		autumn+"Motor;Påhittade Bilar AB;412111-1118;3;45 000", autumn+"Motor;<s>Dolda Kvarnar AB</s> Synliga Stolar AB;402001-0007;3;45 000")}
	head := "authority;jurisdiction;measure;company_as_written;period_precision;value;unit;source_name;note"
	figures := etltest.Disclosure{
		List: "published-figures", ID: "two", Sidecar: "list: published-figures\nsynthetic: true\nreceived: 2021-09-01\n",
		Files: map[string]string{"list.html": page(head,
			"arn;SE;cases;;label;10;ärenden;Tidningen;", "arn;SE;cases;Synliga Stolar AB;label;20;ärenden;Tidningen;<del>Dolda Kvarnar</del>")},
	}
	config := etltest.Config(t, etltest.Write(t, listings, figures)...)
	r, report := etltest.Build(t, config)
	saysNothing(t, config, r, report)
	for _, id := range []string{"one", "two"} {
		if got, want := accounting(t, report, id), (release.Accounting{Read: 2, Published: 1, Rejected: 1}); got != want {
			t.Errorf("%s: accounting %+v, want %+v: %v", id, got, want, report.Findings)
		}
	}
	for _, f := range report.Findings {
		if f.Rule.Name() != "covered-text" || f.Rule.Severity() != rule.Reject || f.At.Line != 4 {
			t.Errorf("finding %s", f)
		}
	}
	if len(report.Findings) != 2 {
		t.Errorf("%d findings, want 2", len(report.Findings))
	}
}

// TestCoveredCellsAreNotWantedFilled: a list that expects its cells to be filled misses none of a row that is left out.
func TestCoveredCellsAreNotWantedFilled(t *testing.T) {
	rows := make([]string, 200)
	for i := range rows {
		rows[i] = fmt.Sprintf("2021-%05d;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;", i)
		if i%25 == 0 {
			rows[i] = strings.Replace(rows[i], "412111-1118", "<s>412111-1118</s>", 1)
		}
	}
	d := etltest.Disclosure{List: "arn-cases", ID: "one", Sidecar: etltest.ARN2021, Files: map[string]string{"list.html": page(header, rows...)}}
	config := etltest.Config(t, etltest.Write(t, d)...)
	for i, l := range config.Lists {
		if l.ID == "arn-cases" {
			config.Lists = slices.Clone(config.Lists)
			wants := *l
			wants.Bounds.Filled = map[string]float64{"org_number": 0.99}
			config.Lists[i] = &wants
		}
	}
	if _, report := etltest.Build(t, config); accounting(t, report, "one").Rejected != 8 {
		t.Errorf("accounting %+v", accounting(t, report, "one"))
	}
}

// TestInspectTellsNothingOfCoveredRows looks into a file without describing what is covered in it, or beside it.
func TestInspectTellsNothingOfCoveredRows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.html")
	file := page(header, "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;",
		"2021-00666;2021-03-04;Motor;<s>Dolda Kvarnar AB</s> Synliga Stolar AB;402001-0007;;;;;")
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	lists, register := etltest.Lists(t)
	report, err := inspect.File(t.Context(), path, inspect.Options{Lists: lists, Register: register, Today: record.NewDate(2026, 11, 23)})
	if err != nil {
		t.Fatal(err)
	}
	if report.Rows != 1 || report.Rejected != 1 || !slices.ContainsFunc(report.Findings, func(f inspect.Finding) bool {
		return f.Rule == "covered-text" && f.Count == 1 && f.At == "table 1:4"
	}) {
		t.Errorf("%d rows, %d rejected, findings %v", report.Rows, report.Rejected, report.Findings)
	}
	for _, text := range hiding {
		if strings.Contains(fmt.Sprint(report), text) {
			t.Errorf("%q is told", text)
		}
	}
}

// TestWhatAWorkbookHidesStaysIn hides a number, a name and a day in three rows of a workbook, each in another way.
func TestWhatAWorkbookHidesStaysIn(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // it is in memory
	format := ";;;"
	for i, row := range []string{
		header, "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;",
		"2021-00666;2021-03-04;Motor;Dolda Kvarnar AB;402001-0007;;;;;", "2021-00666;2021-05-04;Motor;Synliga Stolar AB;4020010007;;;;;",
		"2021-00666;2021-07-04;Motor;Synliga Stolar AB;402001-0007;;;;;",
	} {
		cells := strings.Split(strings.TrimSpace(row), ";")
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &cells); err != nil {
			t.Fatal(err)
		}
	}
	for cell, style := range map[string]excelize.Style{
		"D3": {Font: &excelize.Font{Color: "FFFFFF"}}, "E4": {CustomNumFmt: &format}, "D5": {Font: &excelize.Font{Strike: true}},
	} {
		id, err := f.NewStyle(&style)
		if err = errors.Join(err, f.SetCellStyle("Sheet1", cell, cell, id)); err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	if err := f.Write(&file); err != nil {
		t.Fatal(err)
	}
	d := etltest.Disclosure{List: "arn-cases", ID: "one", Sidecar: etltest.ARN2021, Files: map[string]string{"list.xlsx": file.String()}}
	config := etltest.Config(t, etltest.Write(t, d)...)
	r, report := etltest.Build(t, config)
	saysNothing(t, config, r, report)
	if got, want := accounting(t, report, "one"), (release.Accounting{Read: 4, Published: 1, Rejected: 3}); got != want {
		t.Errorf("accounting %+v, want %+v: %v", got, want, report.Findings)
	}
	if n := r.Manifest().Disclosures[0].Findings["covered-text"]; n != 3 {
		t.Errorf("%d findings of covered-text, want 3", n)
	}
}
