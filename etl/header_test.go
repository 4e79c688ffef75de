package etl_test

import (
	"errors"
	"strings"
	"testing"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/etl/rule"
)

// Two cases whose last columns are empty, as they often are.
const twoCases = "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-04;Bifall;500;;\n" +
	"2021-00002;2021-02-04;Resor;Ofarliga Motorer AB;413011-0119;2021-06-04;Avslag;600;;\n"

// inDoubt returns the places and texts of what is said of the header.
func inDoubt(report etl.Report) (said string) {
	for _, f := range report.Findings {
		if f.Rule == rule.HeaderInDoubt {
			said += f.String() + "\n"
		}
	}
	return said
}

// Names that may be those of other cells block, and what settles it makes the records of the clean twin.
func TestAHeaderInDoubtBlocks(t *testing.T) {
	const all = "[Ärendenummer, Inkom, Avdelning, Motpart, Organisationsnummer, Beslutsdatum, Beslut, Belopp, Följt, Anmälare"
	more := "(åååå-nnnnn);(datum);;(namn);(nnnnnn-nnnn);(datum);;(kr);;\n" + "1;2;3;4;5;6;7;8;9;10\n"
	// each column from the third on would be read as the one after it: a department as the respondent
	missing := strings.Replace(header, "Avdelning;", "", 1)
	for defect, c := range map[string]struct {
		file, says string
		settled    string // what the sidecar says of the file
		published  int64
	}{
		"a name is missing":  {missing + twoCases, "list.csv:2: block: header-in-doubt: each row has one cell more", "header: " + all + "], header_lines: 1", 2},
		"the header goes on": {header + more + twoCases, "list.csv:1: block: header-in-doubt: the lines below the column names, up to line 3, read", "header: " + all + "], header_lines: 1-3", 2},
		"rows above": {
			twoCases + header + twoCases, "list.csv:3: block: header-in-doubt: the column names are in line 3, and lines above it look like rows: 2", "header: " + all + "]", 2,
		},
		"values beside names": {strings.Replace(header, "Anmälare", "2021-12-31", 1) + twoCases, "list.csv:1: block: header-in-doubt: expected column names, found values like \"9999-99-99\" in 1 of 10", "header: " + all + "], header_lines: 1", 2},
	} {
		t.Run(defect, func(t *testing.T) {
			d := arn("one", etltest.ARN2021, "")
			d.Files["list.csv"] = c.file
			config := etltest.Config(t, etltest.Write(t, d)...)
			report, err := etl.Build(t.Context(), config)
			if said := inDoubt(report); !errors.Is(err, etl.ErrBlocked) || !strings.Contains(said, c.says) {
				t.Errorf("%v, want %s in\n%s", err, c.says, said)
			}
			d.Sidecar += "files:\n  - {name: list.csv, " + c.settled + "}\n"
			_, report = etltest.Build(t, etltest.Config(t, etltest.Write(t, d)...))
			if got := accounting(t, report, "one"); got.Published != c.published || got.Rejected != 0 {
				t.Errorf("settled: %+v, %v", got, report.Findings)
			}
		})
	}
}

// Rows that end in a delimiter are read where each column of dates, numbers and codes holds such; the file is told of.
func TestRowsThatEndInADelimiter(t *testing.T) {
	ended := strings.ReplaceAll(twoCases, "\n", ";\n")
	for file, says := range map[string]string{
		header + ended: "trailing-delimiter",
		strings.Replace(header, "Följt;Anmälare", "Anmälare;Följt", 1) + ended:                                               "trailing-delimiter",
		strings.Replace(header, "Ärendenummer;Inkom", "Inkom;Ärendenummer", 1) + ended:                                       "header-in-doubt",
		strings.Replace(header, "Avdelning;Motpart", "Motpart;Avdelning", 1) + ended:                                         "header-in-doubt",
		strings.Replace(header, "Beslutsdatum;", "", 1) + twoCases:                                                           "header-in-doubt",
		strings.Replace(header, "Organisationsnummer;", "", 1) + twoCases:                                                    "header-in-doubt",
		"Ärendenummer;Inkom;Motpart\n2021-00001;2021-01-04;Påhittade Bilar AB;\n2021-00002;2021-01-04;Påhittade Bilar AB;\n": "header-in-doubt",
	} {
		d := arn("one", etltest.ARN2021, "")
		d.Files["list.csv"] = file
		report, err := etl.Build(t.Context(), etltest.Config(t, etltest.Write(t, d)...))
		said := ""
		for _, f := range report.Findings {
			if f.Rule == rule.HeaderInDoubt || f.Rule == rule.TrailingDelimiter {
				said += f.Rule.Name()
			}
		}
		if said != says || (err == nil) != (says == "trailing-delimiter") {
			t.Errorf("%s: %s, %v, want %s", file, said, err, says)
		}
	}
}

// What looks like a second line of names, or values, is taken as it is said to be.
func TestDeclaredHeaderLinesAreBelieved(t *testing.T) {
	unknown := strings.NewReplacer("2021-00001", "saknas", "412111-1118", "okänt", "2021-01-04", "", "2021-05-04", "", ";500;", ";;").Replace(twoCases)
	d := arn("one", etltest.ARN2021+"files:\n  - {name: list.csv, header_lines: 1}\n", unknown)
	_, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, d)...))
	if got := accounting(t, report, "one"); got.Read != 2 || inDoubt(report) != "" {
		t.Errorf("%+v, %v", got, report.Findings)
	}
}

// The list that was made of a file's first row loses that row, and no build takes it.
func TestAListWhoseHeadersAreValues(t *testing.T) {
	d := arn("one", etltest.ARN2021+"columns:\n  \"2021-00001\": case_number\n  2021-01-04: received_date\n  Motor: department\n"+
		"  Påhittade Bilar AB: respondent\n  412111-1118: org_number\n  2021-05-04: decision_date\n  Bifall: outcome\n  \"500\": amount\n", "")
	d.Files["list.csv"] = strings.ReplaceAll(twoCases, ";;\n", "\n")
	report, err := etl.Build(t.Context(), etltest.Config(t, etltest.Write(t, d)...))
	if said := inDoubt(report); !errors.Is(err, etl.ErrBlocked) || !strings.Contains(said, "found values like \"9999-99999\" in 4 of 8 columns: the line looks like a row") {
		t.Errorf("%v\n%s", err, said)
	}
}
