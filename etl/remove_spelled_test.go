package etl_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl/etltest"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
	"tvistdata/internal/shelf"
)

const twoNamed = "2021-00001;2021-01-04;Motor;Nummerlösa AB;;;;;;\n2021-00002;2021-01-05;Motor;Hittepå AB;412111-1118;;;;;\n"

// What a removed company was spelled as is remembered when the disclosures that spelled it so are gone, but not as text.
func TestASpellingOfARemovedCompanyIsRememberedWithoutItsDisclosure(t *testing.T) {
	numbered := strings.Replace(twoNamed, "Nummerlösa AB;;", "NUMMERLÖSA  AB;402001-0007;", 1)
	for _, order := range [][2]string{{twoNamed, numbered}, {numbered, twoNamed}} {
		c := etltest.Config(t, etltest.Write(t, arn("first", strings.Replace(etltest.ARN2021, "2022-07-01", "2022-01-10", 1), order[0]))...)
		r, _ := etltest.Build(t, c)
		id := ""
		for _, row := range etltest.Rows(t, r, schema.Disputes) {
			if row["received_date"].(interface{ String() string }).String() == "2021-01-04" {
				id = row["company_id"].(string)
			}
		}
		report := remove(t, c, id)
		kept, err := os.ReadFile(report.File)
		if err != nil || strings.Contains(strings.ToLower(string(kept)), "nummerlösa") {
			t.Errorf("%s holds the name, or is not there: %v", filepath.Base(report.File), err)
		}
		c.Disclosures = etltest.Write(t, arn("second", etltest.ARN2021, order[1]))
		c.Accept = "one was removed"
		r, built := etltest.Build(t, c)
		if text := strings.ToLower(etltest.Text(t, c.Releases, r)); strings.Contains(text, "nummerlösa") || strings.Contains(text, "402001") || !strings.Contains(text, "hittepå ab") {
			t.Errorf("removed as %s, it came back, or another went", id)
		}
		if built.Withheld != 1 {
			t.Errorf("%d rows withheld, want 1", built.Withheld)
		}
	}
}

// Where a case was first told against a removed company, nothing of what was told then is left; other revisions are.
func TestNothingIsLeftOfWhatWasToldAgainstARemovedCompany(t *testing.T) {
	first := "2021-00001;2021-01-04;Motor;Nummerlösa AB;;2021-03-03;Avslag;;;\n2021-00002;2021-01-05;Motor;Hittepå AB;412111-1118;2021-03-03;Avslag;;;\n"
	later := "2021-00001;2021-01-09;Bank;Uppdiktade AB;;2021-04-04;Bifall;;;\n2021-00002;2021-01-05;Motor;Hittepå AB;412111-1118;2021-03-03;Bifall;;;\n"
	c := etltest.Config(t, etltest.Write(t, arn("first", strings.Replace(etltest.ARN2021, "2022-07-01", "2022-01-10", 1), first), arn("second", etltest.ARN2021, later))...)
	r, _ := etltest.Build(t, c)
	var id string
	for _, row := range etltest.Rows(t, r, schema.Revisions) {
		if row["field"] == "company_id" {
			id, _ = row["before"].(string)
		}
	}
	fields := func(r *release.Release) (out []string) {
		for _, row := range etltest.Rows(t, r, schema.Revisions) {
			out = append(out, row["field"].(string))
		}
		slices.Sort(out)
		return out
	}
	if got, want := fields(r), []string{"company_id", "decision_date", "department", "name_as_written", "outcome", "outcome", "received_date"}; !slices.Equal(got, want) {
		t.Fatalf("revised before: %v, want %v", got, want)
	}
	report := remove(t, c, id)
	s, err := shelf.Open(c.Releases, release.OS())
	if err != nil {
		t.Fatal(err)
	}
	if r, err = s.Load(report.Replaced[0].New); err != nil {
		t.Fatal(err)
	}
	if got, want := fields(r), []string{"outcome"}; !slices.Equal(got, want) {
		t.Errorf("revised after: %v, want %v", got, want)
	}
}

// The id of a disclosure that names what is removed stays, for it is the name of a folder, and the operator is told.
func TestDisclosuresNamedAfterARemovedCompanyAreTold(t *testing.T) {
	for id, want := range map[string]bool{
		"pahittade-bilar-2021": true, "påhittade bilar": true, "arn-412111-1118": true, "arn-4121111118": true,
		"bilar-2021": false, "one": false,
	} {
		c := etltest.Config(t, etltest.Write(t, arn("first", etltest.ARN2021, "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"))...)
		releasedAs(t, c, "first", id) // so that a build accepts the id
		odd, err := shelfIn(t, c.Releases).Current()
		if err != nil {
			t.Fatal(err)
		}
		c.Disclosures[0].ID = id
		etltest.Build(t, c)
		if err := os.RemoveAll(filepath.Join(c.Releases, odd)); err != nil {
			t.Fatal(err)
		}
		got := remove(t, c, "se-4121111118").Named
		if want != slices.Equal(got, []string{"arn-cases/" + id}) || !want && len(got) > 0 {
			t.Errorf("%s: told %v, want it told: %t", id, got, want)
		}
	}
}
