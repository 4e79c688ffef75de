package inspect_test

import (
	"slices"
	"strings"
	"testing"

	"tvistdata/etl/inspect"
)

// Of a file of which a list knows every name, but one that it requires, this is said, and not that too few are known.
func TestRequiredColumnsThatAreMissing(t *testing.T) {
	r, printed := inspected(t, write(t, "lista.csv", "Ärendenummer;Inkom;Avdelning;Beslut\n2021-00001;2021-01-04;Motor;Bifall\n"), options(t))
	if r.List.ID != "arn-cases" || r.List.Sure != "no" || !slices.Equal(r.List.Missing, []string{"respondent"}) || r.Ready {
		t.Errorf("list %+v, ready %t", r.List, r.Ready)
	}
	for _, want := range []string{
		"arn-cases knows 4 of 4 column names, but requires what the file has no column of: respondent",
		"! List arn-cases requires columns that the file has not: respondent.",
	} {
		if !strings.Contains(printed, want) {
			t.Errorf("want %q in\n%s", want, printed)
		}
	}
	for _, contradiction := range []string{"too few", "knows enough"} {
		if strings.Contains(printed, contradiction) {
			t.Errorf("%q in\n%s", contradiction, printed)
		}
	}
}

// A list that comes out in issues needs one in the sidecar when no column has it.
func TestIssuesThatNoColumnTells(t *testing.T) {
	path := write(t, "lista.csv", "Avdelning;Företag;Organisationsnummer;Antal ej följda;Rekommenderat belopp\nMotor;Påhittade Bilar AB;412111-1118;2;5000\n")
	r, _ := inspected(t, path, options(t))
	if r.List.ID != "svarta-listan" || r.Ready || !strings.Contains(r.Sidecar, "# issue: {name: ..., date: ...}") ||
		!strings.Contains(strings.Join(r.Remarks, "\n"), "No column has the issue") {
		t.Errorf("list %+v, ready %t, remarks %q\n%s", r.List, r.Ready, r.Remarks, r.Sidecar)
	}
	d := load(t, path, r.List.ID, strings.Replace(r.Sidecar, "# issue: {name: ..., date: ...}", "issue: {name: 2026-1, date: 2026-03-01}", 1))
	if d.Issue.Name != "2026-1" {
		t.Errorf("%+v", d)
	}
}

// The error of a file that is not there begins with what is wrong.
func TestErrorsBeginWithTheFile(t *testing.T) {
	_, err := inspect.File(t.Context(), t.TempDir()+"/lista.csv", options(t))
	if err == nil || !strings.HasPrefix(err.Error(), "lista.csv: expected a file") {
		t.Errorf("got %v", err)
	}
}

// Dates with the month first are reported before a build leaves them out; those of a list of a country that writes them so are
// not reported.
func TestDatesWithTheMonthFirst(t *testing.T) {
	const told = "Column 2 has dates with the month before the day."
	for day, want := range map[string]bool{"03/25/2021": true, "25/03/2021": false, "2021-03-25": false, "13/13/2021": false} {
		path := write(t, "lista.csv", "Ärendenummer;Inkom;Avdelning;Motpart\n2021-00001;01/02/2021;Motor;Påhittade Bilar AB\n2021-00002;"+day+";Motor;Påhittade Bilar AB\n")
		if r, printed := inspected(t, path, options(t)); strings.Contains(printed, told) != want || r.List.ID != "arn-cases" {
			t.Errorf("%s, list %s: told %t, want %t\n%s", day, r.List.ID, !want, want, printed)
		}
	}
	path := write(t, "complaints.csv", "Complaint ID,Date received,Product,Company\n1,03/25/2021,Mortgage,Invented Bank Inc.\n2,04/02/2021,Mortgage,Invented Bank Inc.\n")
	if r, printed := inspected(t, path, options(t)); strings.Contains(printed, told) || r.List.ID != "cfpb-complaints" {
		t.Errorf("list %s\n%s", r.List.ID, printed)
	}
}
