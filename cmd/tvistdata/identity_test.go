package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tvistdata/etl/etltest"
	"tvistdata/internal/company"
	"tvistdata/internal/shelf"
)

const identityRows = "Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer\n" +
	"2021-00001;2021-01-04;Motor;Påhittade Bilar AB;442000-0004\n" +
	"2021-00002;2021-02-05;Motor;Sagolika Bilar AB;442100-0003\n" + // a member of the group until March
	"2021-00003;2021-02-06;Motor;Påhittade Bilar AB;442000-0004\n" +
	"2021-00003;2021-02-06;Motor;Sagolika Bilar AB;442100-0003\n" + // one matter against both
	"2021-00004;2021-05-05;Bank;Sagolika Bilar AB;442100-0003\n" + // no member any more
	"2021-00005;2021-05-06;Motor;Bilkompaniet Ltd;\n" // by a decision

const identityCompanies = `companies:
  - {id: se-4420000004, name: Påhittade Bilar AB, org_number: 442000-0004, kind: legal_entity, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: se-4421000003, name: Sagolika Bilar AB, org_number: 442100-0003, kind: legal_entity, decided_by: e, decided_on: 2024-01-01, why: w}
`

const identityGroups = `groups:
  - {id: bilar, name: Bilkoncernen, members: [{company: se-4420000004}, {company: se-4421000003, to: 2021-03-31}], decided_by: e, decided_on: 2024-01-01, why: w}
`

const identityDecision = `decisions:
  - {list: arn-cases, name_as_written: Bilkompaniet Ltd, company: se-4420000004, disputed: true, decided_by: e, decided_on: 2024-01-01, why: told%s}
`

// A decision makes a name a company's, its id still answers, a group counts its members on their days and each matter
// once, and taking the decision back gives the release from before, byte for byte.
func TestWhoIsMeant(t *testing.T) {
	disclosures, releases, overlay := folder(t, sidecar, identityRows), filepath.Join(t.TempDir(), "releases"), t.TempDir()
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Join(overlay, "companies"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(overlay, "companies", name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	build := func() string {
		t.Helper()
		call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases, "--datasets", overlay, "--quiet", "--accept", "a test")
		current, err := os.ReadFile(filepath.Join(releases, "current"))
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(current))
	}
	write("companies.yaml", identityCompanies)
	write("groups.yaml", identityGroups)
	before := build()
	write("decisions.yaml", strings.Replace(identityDecision, "%s", "", 1))
	decided := build()
	if decided == before {
		t.Error("the decision changed nothing")
	}
	out, _ := call(t, statusOK, "releases", "diff", before, decided, "--releases", releases)
	back, _ := call(t, statusOK, "releases", "diff", decided, before, "--releases", releases)
	var there, again shelf.Diff
	if err := errors.Join(json.Unmarshal([]byte(out), &there), json.Unmarshal([]byte(back), &again)); err != nil {
		t.Fatal(err)
	}
	u, se := []string{company.NameID("Bilkompaniet Ltd")}, []string{"se-4420000004"}
	told := []string{"decision: e, 2024-01-01: told"}
	if diff := cmp.Diff([]shelf.Move{{List: "arn-cases", Name: "Bilkompaniet Ltd", Before: u, After: se, WasTied: []string{}, TiedNow: told}}, there.NamesMoved); diff != "" {
		t.Errorf("what a decision moved (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]shelf.Move{{List: "arn-cases", Name: "Bilkompaniet Ltd", Before: se, After: u, WasTied: told, TiedNow: []string{}}}, again.NamesMoved); diff != "" {
		t.Errorf("what taking it back moved (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]shelf.Merge{{ID: u[0], Before: u[0], After: se[0], On: "2024-01-01", Why: "told"}}, there.IDsMerged); diff != "" {
		t.Errorf("what a decision merged (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]shelf.Merge{{ID: u[0], Before: se[0], After: u[0], On: "2024-01-01", Why: "told"}}, again.IDsMerged); diff != "" {
		t.Errorf("what taking it back parted (-want +got):\n%s", diff)
	}
	_, base := served(t, "serve", "--releases", releases)
	total := func(query string) int64 {
		t.Helper()
		var counts struct{ Meta struct{ Total int64 } }
		get(t, base+"/v1/counts?list=arn-cases&"+query, &counts)
		return counts.Meta.Total
	}
	var profile struct {
		Data struct {
			Merged *struct {
				ID  string `json:"company_id"`
				Why string
			} `json:"merged_into"`
			MergedHere []struct {
				ID string `json:"company_id"`
			} `json:"merged"`
			Groups   []struct{ ID string }
			Methods  map[string]int64
			Disputed bool
			Records  int64
		}
	}
	get(t, base+"/v1/companies/se-4420000004", &profile)
	d := profile.Data
	if len(d.MergedHere) != 1 || len(d.Groups) != 1 || d.Groups[0].ID != "bilar" || !d.Disputed || d.Methods["number"] != 2 || d.Methods["decision"] != 1 {
		t.Fatalf("got %+v", d)
	}
	id := d.MergedHere[0].ID
	get(t, base+"/v1/companies/"+id, &profile)
	if d = profile.Data; d.Merged == nil || d.Merged.ID != "se-4420000004" || d.Merged.Why != "told" || d.Records != 1 {
		t.Errorf("%s: got %+v", id, d)
	}
	for query, want := range map[string]int64{
		"": 6, "company=se-4420000004": 3, "company=" + id: 1, "company=se-4420000004," + id: 3,
		"group=bilar": 4, "group=bilar&from=2021-02-01&to=2021-02-28": 2, "group=bilar&group_by=period&period=month": 4,
		"group=bilar&group_by=company": 5,
	} {
		if got := total(query); got != want {
			t.Errorf("%q: %d, want %d", query, got, want)
		}
	}
	if status, _ := statusOf(t, base+"/v1/counts?list=arn-cases&group=nobody"); status != http.StatusBadRequest {
		t.Errorf("a group that is not there: status %d", status)
	}
	for query, want := range map[string]int64{
		"": 6, "company=se-4420000004": 3, "company=" + id: 1, "company=se-4420000004," + id: 3, "company=se-4421000003," + id: 4,
		"company=" + id + "&from=2021-05-06": 1, "company=" + id + "&to=2021-05-05": 0, "company=" + id + "&department=bank": 0,
	} {
		var records struct {
			Data []struct{ RecordID string }
			Meta struct {
				Total int64 `json:"total_records"`
			}
		}
		if get(t, base+"/v1/records?list=arn-cases&"+query, &records); records.Meta.Total != want || int64(len(records.Data)) != want {
			t.Errorf("records of %q: %+v, want %d", query, records, want)
		}
	}
	write("decisions.yaml", strings.Replace(identityDecision, "%s", ", taken_back_by: e, taken_back_on: 2024-02-01, taken_back_why: wrong", 1))
	if after := build(); after != before {
		t.Errorf("taking the decision back gives %s, before it was %s", after, before)
	}
	write("merges.yaml", "merges:\n  - {company: se-4420000004, into: x-nobody, decided_by: e, decided_on: 2024-01-01, why: w}\n")
	_, errs := call(t, statusError, "build", "--disclosures", disclosures, "--releases", releases, "--datasets", overlay, "--quiet")
	if !strings.Contains(errs, "merges.yaml:2 (folder 2): company \"x-nobody\" is not in") {
		t.Errorf("got %s", errs)
	}
}

// A listing of an id that is counted as another company's is found by that id, as other records are.
func TestListingsOfAMergedID(t *testing.T) {
	disclosures, releases, overlay := folder(t, sidecar, rows), filepath.Join(t.TempDir(), "releases"), t.TempDir()
	write(t, disclosures, map[string]string{
		"svarta-listan/2021-2/disclosure.yaml": "list: svarta-listan\nreceived: 2021-09-01\nissue: {name: Hösten 2021, date: 2021-08-18}\n",
		"svarta-listan/2021-2/list.csv":        "Företag;Org.nr;Avdelning;Antal;Summa\nPåhittade Bilar AB;442000-0004;Motor;3;\nBilkompaniet Ltd;;Motor;5;\nSagolika Bilar AB;442100-0003;Bank;1;\n",
	})
	write(t, overlay, map[string]string{
		"companies/companies.yaml": identityCompanies,
		"companies/decisions.yaml": strings.Replace(strings.Replace(identityDecision, "%s", "", 1), "arn-cases", "svarta-listan", 1),
	})
	call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases, "--datasets", overlay, "--quiet", "--accept", "a test")
	_, base := served(t, "serve", "--releases", releases)
	id := company.NameID("Bilkompaniet Ltd")
	for query, want := range map[string]int{
		"": 3, "company=se-4420000004": 2, "company=" + id: 1, "company=se-4420000004," + id: 2, "company=se-4421000003," + id: 2,
		"company=" + id + "&department=bank": 0, "company=" + id + "&from=2021-08-19": 0, "company=" + id + "&to=2021-08-18": 1,
	} {
		var found struct {
			Data []struct {
				Cases int
				ID    string `json:"company_id"`
			}
			Meta struct {
				Total int `json:"total_records"`
			}
		}
		get(t, base+"/v1/records?list=svarta-listan&"+query, &found)
		if found.Meta.Total != want || len(found.Data) != want || query == "company="+id && (found.Data[0].Cases != 5 || found.Data[0].ID != "se-4420000004") {
			t.Errorf("%q: %+v, want %d", query, found, want)
		}
	}
	var profile struct {
		Data struct {
			Lists []struct {
				List    string
				Records int
			}
		}
	}
	get(t, base+"/v1/companies/"+id, &profile)
	if len(profile.Data.Lists) != 1 || profile.Data.Lists[0].List != "svarta-listan" || profile.Data.Lists[0].Records != 1 {
		t.Errorf("lists of the id: %+v", profile)
	}
}

// statistics is the dataset.yaml of a list of aggregates.
func statistics(t *testing.T) string {
	t.Helper()
	text, err := fs.ReadFile(etltest.Datasets(t), etltest.Statistics+"/dataset.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A count of an id that is counted as another company's is found by that id, as records are, and no number of records holds it.
func TestAggregatesOfAMergedID(t *testing.T) {
	disclosures, releases, overlay := folder(t, sidecar, rows), filepath.Join(t.TempDir(), "releases"), t.TempDir()
	write(t, disclosures, map[string]string{
		"pahittad-statistik/2023/disclosure.yaml": "list: pahittad-statistik\nreceived: 2024-02-01\n",
		"arn-cases/one-more/disclosure.yaml":      strings.Replace(sidecar, "2022-07-01", "2022-08-01", 1),
		"arn-cases/one-more/list.csv":             "Ärendenummer;Inkom;Motpart;Organisationsnummer\n2021-00009;2021-01-04;Påhittade Bilar AB;442000-0004\n",
		"pahittad-statistik/2023/list.csv": "Företag;Org.nr;Mått;Period;Antal\nPåhittade Bilar AB;442000-0004;Inkomna;2022;31\n" +
			"Bilkompaniet Ltd;;Inkomna;2023-05;5000\nSagolika Bilar AB;442100-0003;Inkomna;2023;1\n",
	})
	write(t, overlay, map[string]string{
		"pahittad-statistik/dataset.yaml": statistics(t),
		"companies/companies.yaml":        identityCompanies,
		"companies/decisions.yaml":        strings.Replace(strings.Replace(identityDecision, "%s", "", 1), "arn-cases", "pahittad-statistik", 1),
	})
	call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases, "--datasets", overlay, "--quiet", "--accept", "a test")
	_, base := served(t, "serve", "--releases", releases)
	id := company.NameID("Bilkompaniet Ltd")
	for query, want := range map[string]int{
		"": 3, "company=se-4420000004": 2, "company=" + id: 1, "company=se-4420000004," + id: 2, "company=se-4421000003," + id: 2,
		"company=" + id + "&from=2023-06-01": 0, "company=" + id + "&from=2023-05-31": 1, "company=" + id + "&to=2023-05-01": 1,
		"company=" + id + "&to=2023-04-30": 0,
	} {
		for _, list := range []string{"", "&list=pahittad-statistik"} {
			var found struct {
				Data []struct {
					Count int
					ID    string `json:"company_id"`
				}
				Meta struct {
					Total int `json:"total_records"`
				}
			}
			get(t, base+"/v1/aggregates?"+query+list, &found)
			if found.Meta.Total != want || len(found.Data) != want || query == "company="+id && (found.Data[0].Count != 5000 || found.Data[0].ID != "se-4420000004") {
				t.Errorf("%q: %+v, want %d", query+list, found, want)
			}
		}
	}
	var profile struct {
		Data struct {
			Lists []struct {
				List, Link string
				Records    int
			}
		}
	}
	get(t, base+"/v1/companies/se-4420000004", &profile)
	if l := profile.Data.Lists; len(l) != 2 || l[1].Records != 2 || !strings.Contains(l[1].Link, "/v1/aggregates?company=se-4420000004&list=pahittad-statistik") {
		t.Errorf("lists of the company: %+v", profile)
	}
	for _, path := range []string{"/v1/counts?list=arn-cases&company=se-4420000004", "/v1/rankings?list=arn-cases", "/v1/companies/se-4420000004/summary"} {
		if _, text := body(t, base+path); strings.Contains(text, "5000") || strings.Contains(text, "5002") {
			t.Errorf("%s holds a count of the table: %s", path, text)
		}
	}
}

// A name that was not merged until a register came to know it keeps its id and its own series, and says where its records
// are counted now.
func TestARegisterComesToKnowAName(t *testing.T) {
	disclosures, releases, overlay := folder(t, sidecar, "Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer\n"+
		"2021-00001;2021-01-04;Motor;PÅHITTADE BILAR Aktiebolag;\n"+
		"2021-00002;2021-02-05;Motor;Påhittade Bilar AB;442000-0004\n"+
		"2021-00003;2021-02-06;Motor;PÅHITTADE BILAR Aktiebolag;\n"), filepath.Join(t.TempDir(), "releases"), t.TempDir()
	args := []string{"build", "--disclosures", disclosures, "--releases", releases, "--datasets", overlay, "--quiet", "--accept", "a test"}
	call(t, statusOK, args...)
	_, base := served(t, "serve", "--releases", releases)
	var found struct {
		Data []struct {
			ID      string `json:"company_id"`
			Records int64
		}
	}
	get(t, base+"/v1/companies?q=p%C3%A5hittade+bilar+aktiebolag", &found)
	id := found.Data[0].ID
	if !strings.HasPrefix(id, "u-") || found.Data[0].Records != 2 {
		t.Fatalf("got %+v", found)
	}
	file := filepath.Join(t.TempDir(), "register.csv")
	if err := os.WriteFile(file, []byte("number;name\n442000-0004;Påhittade Bilar AB\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	call(t, statusOK, "companies", "import", file, "--datasets", overlay)
	call(t, statusOK, args...)
	_, base = served(t, "serve", "--releases", releases)
	var profile struct {
		Data struct {
			Records int64
			Merged  *struct {
				ID  string `json:"company_id"`
				On  *string
				Why string
			} `json:"merged_into"`
			Lists []struct{ Records int64 }
		}
	}
	get(t, base+"/v1/companies/"+id, &profile)
	if d := profile.Data; d.Records != 2 || d.Merged == nil || d.Merged.ID != "se-4420000004" || d.Merged.On != nil || !strings.HasSuffix(d.Merged.Why, ": Påhittade Bilar AB") || len(d.Lists) != 1 {
		t.Errorf("got %+v", profile.Data)
	}
	for query, want := range map[string]int64{"company=" + id: 2, "company=se-4420000004": 3, "company=" + id + "&to=2021-01-31": 1} {
		var counts struct{ Meta struct{ Total int64 } }
		if get(t, base+"/v1/counts?list=arn-cases&"+query, &counts); counts.Meta.Total != want {
			t.Errorf("%q: %d, want %d", query, counts.Meta.Total, want)
		}
	}
	write(t, overlay, map[string]string{
		"companies/companies.yaml": identityCompanies,
		"companies/merges.yaml":    "merges:\n  - {company: se-4420000004, into: se-4421000003, decided_by: e, decided_on: 2024-01-01, why: bought}\n",
	})
	call(t, statusOK, args...)
	_, base = served(t, "serve", "--releases", releases)
	for old, want := range map[string]int64{id: 2, "se-4420000004": 3} { // ids never move, however often what they are counted as does
		get(t, base+"/v1/companies/"+old, &profile)
		if d := profile.Data; d.Records != want || d.Merged == nil || d.Merged.ID != "se-4421000003" {
			t.Errorf("%s, merged once more: %+v", old, profile.Data)
		}
	}
	for query, want := range map[string]int64{
		"company=" + id: 2, "company=se-4420000004": 3, "company=se-4421000003": 3, "company=se-4420000004," + id: 3,
		"company=se-4421000003,se-4420000004," + id: 3,
	} {
		var counts, records struct {
			Meta struct {
				Total   int64
				Records int64 `json:"total_records"`
			}
		}
		get(t, base+"/v1/counts?list=arn-cases&"+query, &counts)
		if get(t, base+"/v1/records?list=arn-cases&"+query, &records); counts.Meta.Total != want || records.Meta.Records != want {
			t.Errorf("%q, merged once more: %d counted and %d records, want %d", query, counts.Meta.Total, records.Meta.Records, want)
		}
	}
}

// A branch is a company of its own, which its parent's page lists and its parent's count leaves out; a group that is compared
// with earlier years counts its members on their days.
func TestBranchesAndComparedGroups(t *testing.T) {
	rows := "Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer\n"
	for year := 2016; year <= 2021; year++ {
		for n := range 4 {
			rows += fmt.Sprintf("%d-%05d;%d-02-0%d;Motor;Påhittade Bilar AB;442000-0004\n", year, n, year, n+1)
			rows += fmt.Sprintf("%d-1%04d;%d-05-0%d;Motor;Sagolika Bilar AB;442100-0003\n", year, n, year, n+1)
		}
	}
	overlay, releases := t.TempDir(), filepath.Join(t.TempDir(), "releases")
	if err := os.Mkdir(filepath.Join(overlay, "companies"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"companies.yaml": strings.Replace(identityCompanies, "442100-0003, kind: legal_entity,", "442100-0003, kind: branch, parent: se-4420000004,", 1),
		"groups.yaml":    strings.Replace(identityGroups, "2021-03-31", "2018-12-31", 1),
	} {
		if err := os.WriteFile(filepath.Join(overlay, "companies", name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	call(t, statusOK, "build", "--disclosures", folder(t, strings.Replace(sidecar, "2021-01-01", "2016-01-01", 1), rows), "--releases", releases, "--datasets", overlay, "--quiet")
	_, base := served(t, "serve", "--releases", releases)
	var profile struct {
		Data struct {
			Records  int64
			Parent   string `json:"parent_id"`
			Branches []struct {
				ID string `json:"company_id"`
			}
		}
	}
	get(t, base+"/v1/companies/se-4420000004", &profile)
	if d := profile.Data; d.Records != 24 || len(d.Branches) != 1 || d.Branches[0].ID != "se-4421000003" {
		t.Errorf("the parent: got %+v", d)
	}
	get(t, base+"/v1/companies/se-4421000003", &profile)
	if d := profile.Data; d.Records != 24 || d.Parent != "se-4420000004" || len(d.Branches) != 0 {
		t.Errorf("the branch: got %+v", d)
	}
	for query, want := range map[string]string{
		"group=bilar":                  "[{ 4 6.4}]", // 8 a year until 2018, 4 since
		"group=bilar&group_by=company": "[{se-4420000004 4 4} {se-4421000003 0 2.4}]",
	} {
		var compared struct {
			Data []struct {
				ID     string  `json:"company_id"`
				Value  int64   `json:"value"`
				Before float64 `json:"baseline_mean"`
			}
		}
		get(t, base+"/v1/counts?list=arn-cases&compare=baseline&from=2021-01-01&to=2021-12-31&"+query, &compared)
		if got := fmt.Sprint(compared.Data); got != want {
			t.Errorf("%s: got %s, want %s", query, got, want)
		}
	}
}
