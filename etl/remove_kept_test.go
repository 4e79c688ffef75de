package etl_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/internal/company"
	"tvistdata/internal/register"
	"tvistdata/internal/schema"
)

// removedAsBuilt removes something and builds again: both make the same release.
func removedAsBuilt(t *testing.T, c etl.Config, id string) {
	t.Helper()
	c.Accept = "something was removed"
	report := remove(t, c, id)
	if again, _ := etltest.Build(t, c); len(report.Replaced) != 1 || again.ID() != report.Replaced[0].New {
		t.Errorf("replaced %v, and a build makes %s", report.Replaced, again.ID())
	}
}

// A spelling of a removed company goes wherever it is: of another company, too, and of one that the release does not show.
func TestASpellingOfARemovedCompanyGoesEverywhere(t *testing.T) {
	t.Parallel()
	first := arn("first", strings.Replace(etltest.ARN2021, "2022-07-01", "2022-01-10", 1),
		"2021-00001;2021-01-04;Motor;Nummerlösa AB;402001-0007;;;;;\n2021-00009;2021-01-09;Motor;Nummerlösa AB;;;;;;\n")
	second := arn("second", etltest.ARN2021, "2021-00001;2021-01-04;Motor;Hittepå AB;412111-1118;;;;;\n"+
		"2021-00001;2021-01-04;Motor;Uppdiktade Däck Ltd;;;;;;\n2021-00002;2021-01-05;Motor;Nummerlösa AB;412100-0311;;;;;\n"+
		"2021-00003;2021-01-05;Motor;Helt andra AB;412100-0311;;;;;\n")
	c := etltest.Config(t, etltest.Write(t, first, second)...)
	etltest.Build(t, c)
	removedAsBuilt(t, c, company.NameID("Nummerlösa AB"))
	goneFrom(t, c.Releases, "Nummerlösa", "402001", "4020010007")
}

// What ties another company to a removed one by its text goes.
func TestEvidenceThatNamesARemovedCompanyGoes(t *testing.T) {
	t.Parallel()
	c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"+
		"2021-00002;2021-01-05;Motor;Bilboden Ltd;;;;;;\n2021-00003;2021-01-05;Motor;Hittepå 31 AB;412100-0311;;;;;\n"))...)
	const decided = "decided_by: e, decided_on: 2022-01-01, why: part of Påhittade Bilar AB once}\n"
	var err error
	c.Register, err = register.Load(fstest.MapFS{
		"decisions.yaml": {Data: []byte("decisions:\n  - {list: arn-cases, name_as_written: Bilboden Ltd, company: se-4121000311, " + decided)},
		"companies.yaml": {Data: []byte("companies:\n  - {id: se-4121000311, name: Hittepå 31 AB, org_number: 412100-0311, kind: legal_entity, " +
			"decided_by: e, decided_on: 2022-01-01, why: w}\n")},
		"groups.yaml": {Data: []byte("groups:\n  - {id: bilar, name: Påhittade Bilar AB och andra, members: [{company: se-4121000311}], " + decided)},
	})
	if err != nil {
		t.Fatal(err)
	}
	etltest.Build(t, c)
	removedAsBuilt(t, c, "se-4121111118")
	goneFrom(t, c.Releases, "Påhittade")
}

// A record that an earlier release shows goes from a later one, too, where another name took its place.
func TestARecordGoesWhereAnotherNameTookItsPlace(t *testing.T) {
	t.Parallel()
	const others = "2021-00002;2021-01-05;Motor;Hittepå AB;412111-1118;;;;;\n2021-00003;2021-01-06;Motor;Uppdiktade AB;;;;;;\n"
	first := arn("first", strings.Replace(etltest.ARN2021, "2022-07-01", "2022-01-10", 1), "2021-00001;2021-01-04;Motor;Nummerlösa AB;;;;;;\n"+others)
	c := etltest.Config(t, etltest.Write(t, first)...)
	r, _ := etltest.Build(t, c)
	var id string
	for _, row := range etltest.Rows(t, r, schema.Disputes) {
		if row["company_id"] == company.NameID("Nummerlösa AB") {
			id = row["record_id"].(string)
		}
	}
	c.Now = func() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }
	c.Disclosures = etltest.Write(t, first, arn("second", etltest.ARN2021, "2021-00001;2021-01-04;Motor;Uppdiktade AB;;;;;;\n"+others))
	etltest.Build(t, c)
	c.Accept = "something was removed"
	report := remove(t, c, id)
	if again, _ := etltest.Build(t, c); len(report.Replaced) != 2 || again.ID() != report.Replaced[1].New {
		t.Errorf("replaced %v, and a build makes %s", report.Replaced, again.ID())
	}
	goneFrom(t, c.Releases, id, "Nummerlösa")
}

// Re-evaluations that a figure may not count are known of unnamed matters, too, when a record is removed.
func TestUnnamedReevaluationsAreKept(t *testing.T) {
	t.Parallel()
	rows, number := "", 0
	add := func(n int, kind, respondent string) {
		for range n {
			number++
			rows += fmt.Sprintf("2021-%05d;%s;2021-02-03;Motor;%s\n", number, kind, respondent)
		}
	}
	add(20, "Ärende", "Påhittade Bilar AB;412111-1118")
	add(1, "Ärende", "Hittepå 31 AB;"+orgNumber(31))
	add(60, "Omprövning", "Anna Andersson Bygg;811218-9876")
	list := etltest.Disclosure{List: "arn-cases", ID: "one", Sidecar: etltest.ARN2021, Files: map[string]string{
		"list.csv": "Ärendenummer;Ärendetyp;Inkom;Avdelning;Motpart;Organisationsnummer\n" + rows,
	}}
	const figure = "ARN,SE,cases_received,,,,2021-01-01,2021-12-31,,day,21,cases,,Påhittad tidning,,2021,\n"
	c := etltest.Config(t, etltest.Write(t, list, figuresOf(figure))...)
	c.Accept = "most are nobody's"
	etltest.Build(t, c)
	removedAsBuilt(t, c, "se-"+strings.ReplaceAll(orgNumber(31), "-", ""))
}
