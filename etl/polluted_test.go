package etl_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/etl/source"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// TestPollutedFilesGiveTheSameRecords builds from files with one defect each: the records are those of the clean twin,
// and what is no row is a finding.
func TestPollutedFilesGiveTheSameRecords(t *testing.T) {
	first := "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-04;Bifall;1 234,50 kr;Ja;Vilma\n"
	second := "2021-00002;2021-02-04;Motor;Påhittade Bilar AB;412111-1118;2021-06-04;Avslag;500;;Vilma\n"
	const declared = "files:\n  - {name: list.csv, header: [Ärendenummer, Inkom, Avdelning, Motpart, Organisationsnummer, Beslutsdatum, Beslut, Belopp, Följt, Anmälare]}\n"
	var clean string
	for _, tt := range []struct{ defect, sidecar, file, finding string }{
		{"none", "", header + first + second, ""},
		{"title", "", "Utdrag ur diariet\n" + header + first + second, "1: note: preamble"},
		{"total", "", header + first + second + ";;;;Summa;;;1 734,50;;\n", "4: note: footer"},
		{"header twice", "", header + first + header + second, "3: note: repeated-header"},
		{"no header", declared, first + second, ""},
		{
			"header in another order", "", header + first + "Motpart;Organisationsnummer;Ärendenummer;Inkom;Avdelning;Anmälare;Beslutsdatum;Beslut;Belopp;Följt\n" +
				"Påhittade Bilar AB;412111-1118;2021-00002;2021-02-04;Motor;Vilma;2021-06-04;Avslag;500;\n", "3: note: repeated-header",
		},
		{"NULL", "", header + first + strings.Replace(second, ";500;;", ";500;NULL;", 1), ""},
		{
			"comments", "files:\n  - {name: list.csv, comment: \"#\", quote: none, delimiter: \";\"}\n",
			header + "# \"rad\n" + first + second, "",
		},
	} {
		t.Run(tt.defect, func(t *testing.T) {
			d := arn("one", etltest.ARN2021+tt.sidecar, "")
			d.Files["list.csv"] = tt.file
			r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, d)...))
			if got, want := accounting(t, report, "one"), (release.Accounting{Read: 2, Published: 2}); got != want {
				t.Errorf("accounting %+v, want %+v", got, want)
			}
			var found []string
			for _, f := range report.Findings {
				found = append(found, f.String())
			}
			if tt.finding == "" && len(found) > 0 || tt.finding != "" && !strings.Contains(fmt.Sprint(found), "one:list.csv:"+tt.finding) {
				t.Errorf("findings %q, want %q", found, tt.finding)
			}
			records := fmt.Sprint(etltest.Rows(t, r, schema.Disputes))
			if clean == "" {
				clean = records
			}
			if records != clean {
				t.Errorf("records\n%s\nthose of the clean twin are\n%s", records, clean)
			}
		})
	}
}

// TestNumbersThatLostDigitsAreNone puts what spreadsheet programs make of an organisation number and an amount into a
// build: the finding names it, and no record has a number or an amount that was made up.
func TestNumbersThatLostDigitsAreNone(t *testing.T) {
	for _, tt := range []struct {
		number, amount string
		findings       []string
		company        bool // the number is whole
	}{
		{"412111-1118", "500", nil, true},
		{"4121111118", "500", nil, true},
		{"4,12E+09", "500", []string{"lost-digits", "malformed-number"}, false},
		{"4.12111E+09", "500", []string{"lost-digits", "malformed-number"}, false},
		{"4121111118.0", "500", nil, true},
		{"4,121111118E+09", "500", nil, true},
		{"469999000", "500", []string{"malformed-number"}, false},
		{"412111-1118", "5E+05", []string{"lost-digits", "unreadable-amount"}, true},
		{"412111-1118", "1,5E+06", []string{"lost-digits", "unreadable-amount"}, true},
	} {
		t.Run(tt.number+" "+tt.amount, func(t *testing.T) {
			row := fmt.Sprintf("2021-00001;2021-01-04;Motor;Påhittade Bilar AB;%s;2021-05-04;Bifall;%s;Ja;Vilma\n", tt.number, tt.amount)
			r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, row))...))
			var rules []string
			for _, f := range report.Findings {
				rules = append(rules, f.Rule.Name())
			}
			slices.Sort(rules)
			if !slices.Equal(rules, tt.findings) {
				t.Errorf("findings %v, want %v", rules, tt.findings)
			}
			records := etltest.Rows(t, r, schema.Disputes)
			if len(records) != 1 {
				t.Fatalf("%d records, want 1", len(records))
			}
			if id := fmt.Sprint(records[0]["company_id"]); (id == "se-4121111118") != tt.company {
				t.Errorf("company %s", id)
			}
		})
	}
}

// TestSheetsOfOneWorkbook asks for two sheets of one file, each by its name; without that the file is refused.
func TestSheetsOfOneWorkbook(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // it is in memory
	if _, err := f.NewSheet("Sheet2"); err != nil {
		t.Fatal(err)
	}
	for i, sheet := range []string{"Sheet1", "Sheet2"} {
		row := []any{fmt.Sprintf("2021-0000%d", i+1), "2021-01-04", "Motor", "Påhittade Bilar AB", "412111-1118", "2021-05-04", "Bifall", 500, "Ja", "Vilma"}
		var names []any
		for name := range strings.SplitSeq(strings.TrimSpace(header), ";") {
			names = append(names, name)
		}
		if err := errors.Join(f.SetSheetRow(sheet, "A1", &names), f.SetSheetRow(sheet, "A2", &row)); err != nil {
			t.Fatal(err)
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	d := arn("one", etltest.ARN2021, "")
	d.Files = map[string]string{"list.xlsx": b.String()}
	if _, err := etl.Build(t.Context(), etltest.Config(t, etltest.Write(t, d)...)); err == nil || !strings.Contains(err.Error(), "expected one sheet with known column names") {
		t.Errorf("got %v", err)
	}
	d.Sidecar += "files:\n  - {name: list.xlsx, sheet: Sheet1}\n  - {name: list.xlsx, sheet: Sheet2}\n"
	c := etltest.Config(t, etltest.Write(t, d)...)
	r, report := etltest.Build(t, c)
	if got, want := accounting(t, report, "one"), (release.Accounting{Read: 2, Published: 2}); got != want {
		t.Errorf("accounting %+v, want %+v; %v", got, want, report.Findings)
	}
	if len(report.Findings) > 0 {
		t.Errorf("both sheets are read, but %v", report.Findings)
	}
	var places []string
	for _, row := range etltest.Rows(t, r, schema.Disputes) {
		found, err := etl.Trace(t.Context(), c, row["record_id"].(string))
		if err != nil || len(found) != 1 {
			t.Fatalf("traced to %v, %v", found, err)
		}
		places = append(places, found[0].String())
	}
	slices.Sort(places)
	if want := []string{"one:list.xlsx:sheet 1:2", "one:list.xlsx:sheet 2:2"}; !slices.Equal(places, want) {
		t.Errorf("traced to %v, want %v", places, want)
	}
}

// A case number that a spreadsheet has rounded is that of many cases: none of them is counted.
func TestRoundedCaseNumbersAreRejected(t *testing.T) {
	for _, reference := range []string{"2,02E+09", "2.021e+09", "2E9"} {
		rows := fmt.Sprintf("%s;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n%[1]s;2021-02-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n", reference)
		_, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows+"2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"))...))
		if got, want := accounting(t, report, "one"), (release.Accounting{Read: 3, Published: 1, Rejected: 2}); got != want {
			t.Errorf("%s: %+v, want %+v", reference, got, want)
		}
		if !slices.ContainsFunc(report.Findings, func(f source.Finding) bool { return f.Rule.Name() == "mangled-reference" && f.At.Line == 2 }) {
			t.Errorf("%s: findings %v", reference, report.Findings)
		}
	}
}
