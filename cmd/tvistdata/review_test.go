package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const reviewCompanies = `companies:
  - {id: se-4420000004, name: Påhittade Bilar AB, org_number: 442000-0004, kind: legal_entity, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: se-4421000003, name: Sagolika Bilar AB, org_number: 442100-0003, kind: legal_entity, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: se-4423000001, name: Sagolika Bilar AB, org_number: 442300-0001, kind: legal_entity, decided_by: e, decided_on: 2024-01-01, why: w}
`

const reviewRows = "Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer\n" +
	"2021-00001;2021-01-04;Motor;Påhittade Bilar AB;442000-0004\n" +
	"2021-00002;2021-01-05;Motor;Pahitade Bilar Ltd;\n" + // nearly the first
	"2021-00003;2021-01-06;Motor;PAHITADE BILAR Ltd;\n" +
	"2021-00004;2021-01-07;Motor;Pahitade Bilar Ltd;\n" +
	"2021-00005;2021-01-08;Motor;Sagolika Bilar AB;\n" + // two are called so
	"2021-00006;2021-01-09;Motor;Sagolika Bilar AB;\n" +
	"2021-00007;2021-01-10;Motor;Sagolika Bilar AB;442000-0004\n" + // not the first
	"2021-00008;2021-01-11;Motor;Anna Ek;\n" +
	"2021-00009;2021-01-12;Motor;Anna Ek;\n" +
	"2021-00010;2021-01-13;Motor;Anna Ek;\n" +
	"2021-00011;2021-01-14;Motor;Anna Ek;\n" +
	"2021-00012;2021-01-15;Motor;Anna Ek Bygg AB;811218-9876\n" // a sole trader

// The names that nobody can match are listed with most rows first, nothing of a person's is, and the file of decisions can be
// filled in: a row that is makes the name a company's, and one that is not says nothing.
func TestReviewOfNames(t *testing.T) {
	disclosures, overlay := folder(t, sidecar, reviewRows), t.TempDir()
	releases, decisions := filepath.Join(t.TempDir(), "releases"), filepath.Join(overlay, "companies", "decisions.yaml")
	if err := os.MkdirAll(filepath.Dir(decisions), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(overlay, "companies", "companies.yaml"), []byte(reviewCompanies), 0o600); err != nil {
		t.Fatal(err)
	}
	build := func() string {
		t.Helper()
		call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases, "--datasets", overlay, "--quiet", "--accept", "a test")
		current, err := os.ReadFile(filepath.Join(releases, "current"))
		if err != nil {
			t.Fatal(err)
		}
		return string(current)
	}
	before := build()
	review := []string{"companies", "review", "--disclosures", disclosures, "--datasets", overlay}
	out, errs := call(t, statusOK, append(slices.Clone(review), "--write", decisions)...)
	written, err := os.ReadFile(decisions)
	if err != nil {
		t.Fatal(err)
	}
	asJSON, _ := call(t, statusOK, append(slices.Clone(review), "--json")...)
	for _, said := range []string{out, errs, string(written), asJSON} {
		if strings.Contains(said, "Ek") || strings.Contains(said, "811218") {
			t.Errorf("it names a person:\n%s", said)
		}
	}
	type name struct {
		Name       *string `json:"name_as_written"`
		Number     *string `json:"org_number"`
		Rows       int64
		First      string `json:"first_row"`
		Why        string
		Candidates []struct {
			ID     string `json:"company_id"`
			Method string
		}
	}
	var found struct{ Names []name }
	if err := json.Unmarshal([]byte(asJSON), &found); err != nil || len(found.Names) != 4 {
		t.Fatalf("%v: got %s", err, asJSON)
	}
	person, alike, twice, against := found.Names[0], found.Names[1], found.Names[2], found.Names[3]
	if person.Name != nil || person.Rows != 4 || person.First != "arn-2022-01:list.csv:9" || len(person.Candidates) > 0 {
		t.Errorf("a name that may be a person's: got %+v", person)
	}
	if *alike.Name != "Pahitade Bilar Ltd" || alike.Rows != 3 || alike.Why != "unknown" || alike.First != "arn-2022-01:list.csv:3" ||
		len(alike.Candidates) == 0 || alike.Candidates[0].ID != "se-4420000004" || alike.Candidates[0].Method != "similar" {
		t.Errorf("a name like another: got %+v", alike)
	}
	if *twice.Name != "Sagolika Bilar AB" || twice.Rows != 2 || twice.Why != "ambiguous" || len(twice.Candidates) != 2 || twice.Candidates[1].ID != "se-4423000001" {
		t.Errorf("two companies of one name: got %+v", twice)
	}
	if *against.Number != "442000-0004" || against.Why != "contradiction" || len(against.Candidates) != 3 || against.Candidates[0].Method != "number" {
		t.Errorf("number against name: got %+v", against)
	}
	if got := build(); got != before {
		t.Error("rows that nobody filled in changed the release")
	}
	call(t, statusError, append(slices.Clone(review), "--write", decisions)...) // what may be filled in is not written over
	filled := strings.Replace(string(written), "    company:\n    decided_by:\n    decided_on:\n    why:\n",
		"    company: se-4420000004\n    decided_by: e\n    decided_on: 2024-02-01\n    why: told\n", 1)
	if err := os.WriteFile(decisions, []byte(filled), 0o600); err != nil {
		t.Fatal(err)
	}
	if build() == before {
		t.Error("the decision changed nothing")
	}
	if out, _ := call(t, statusOK, review...); strings.Contains(out, "Pahitade") {
		t.Errorf("a name that was decided is listed:\n%s", out)
	}
	if err := os.WriteFile(decisions, written, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := build(); got != before {
		t.Error("without the decision the release is another than before")
	}
}

// A company that only the lists know, by its number, is proposed for its name without the number.
func TestReviewProposesWhomListsKnow(t *testing.T) {
	out, _ := call(t, statusOK, "companies", "review", "--disclosures", folder(t, sidecar, "Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer\n"+
		"2021-00001;2021-01-04;Motor;Påhittade Bilar AB;442000-0004\n"+
		"2021-00002;2021-01-05;Motor;PÅHITTADE BILAR AKTIEBOLAG;\n"))
	want := "1 rows, arn-cases: PÅHITTADE BILAR AKTIEBOLAG: no company of the register is called so; first arn-2022-01:list.csv:3\n" +
		"    se-4420000004 Påhittade Bilar AB (its name but for how it is written)\n1 names in 1 rows"
	if !strings.HasPrefix(out, want) {
		t.Errorf("got\n%s", out)
	}
}
