package main

import (
	"bytes"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"tvistdata/etl/etltest"
	"tvistdata/internal/record"
	"tvistdata/internal/register"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
	"tvistdata/internal/shelf"
)

const decidedBy = ", decided_by: e, decided_on: 2024-01-01, why: w}\n"

// everyKind are companies of every kind that is kept by hand.
const everyKind = "companies:\n" +
	"  - {id: se-4420000004, name: Påhittade Bilar AB, org_number: 442000-0004, kind: legal_entity" + decidedBy +
	"  - {id: se-4421000003, name: Uppgångna Bilar AB, org_number: 442100-0003, kind: legal_entity" + decidedBy +
	"  - {id: ie-8512061k, name: Invented Airways DAC, register: ie, register_number: 8512061K, kind: foreign" + decidedBy +
	"  - {id: br-33041260, name: Inventada Ltd, register: br, register_number: '33041260', kind: foreign" + decidedBy +
	"  - {id: se-4425000009, name: 'Invented Airways DAC, filial', org_number: 442500-0009, kind: branch, parent: ie-8512061k" + decidedBy +
	"  - {id: x-pahittade-resor, name: Påhittade Resor, kind: curated" + decidedBy

const everyKindRows = "Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer\n" +
	"2021-00001;2021-01-04;Motor;Påhittade Bilar AB;442000-0004\n" +
	"2021-00002;2021-01-05;Motor;Uppgångna Bilar AB;442100-0003\n" +
	"2021-00003;2021-02-05;Resor;Invented Airways DAC;IE 8512061K\n" +
	"2021-00004;2021-02-06;Resor;invented airways dac;ie-85.12.061 k\n" +
	"2021-00005;2021-02-07;Resor;Invented Airways DAC, filial;442500-0009\n" +
	"2021-00006;2021-02-08;Resor;Påhittade Resor;\n" +
	"2021-00007;2021-02-09;Resor;Ingen Kände Ltd;\n"

// ids returns the ids of the current release: of companies, and of what is counted as theirs.
func ids(t *testing.T, releases string) []string {
	t.Helper()
	s, err := shelf.Open(releases, release.OS())
	if err != nil {
		t.Fatal(err)
	}
	current, err := s.Current()
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Load(current)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, row := range etltest.Rows(t, r, schema.Identities) {
		out = append(out, row["company_id"].(string))
	}
	return out
}

// malformed are ids of no company, some of which other grammars let pass.
var malformed = []string{
	"klarna", "se-4420000005", "se-8112189876", "se-1323000006", "se-442000", "se-442000-0004", "SE-4420000004", "se-x1", "s-1", "ie-", "ie-99 9", "IE-999001",
	"x-", "x--a", "x-a-", "x-Å", "u-nobody", "u-n6ik4ttf6ntv4np1", "u-n6ik4ttf6ntv4npqq", "se-4420000004\n", "irl-999001", "r-0123456789abcdef",
}

// TestEveryDoorTakesTheSameIDs: what a build of companies of every kind publishes as an id can be asked for, removed, covered and
// decided on; what is no id is refused everywhere, in the same words and without being quoted by what a publisher reads.
func TestEveryDoorTakesTheSameIDs(t *testing.T) {
	disclosures, releases, overlay := folder(t, sidecar, everyKindRows), filepath.Join(t.TempDir(), "releases"), t.TempDir()
	write(t, overlay, map[string]string{
		"companies/companies.yaml": everyKind,
		"companies/merges.yaml":    "merges:\n  - {company: se-4421000003, into: se-4420000004, on: 2022-01-01" + decidedBy,
	})
	call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases, "--datasets", overlay, "--quiet", "--accept", "a test")
	published := ids(t, releases)
	var kinds []record.CompanyKind
	for _, id := range published {
		kind, _ := record.ParseID(id)
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	if len(published) < 6 || !slices.Contains(published, "se-4421000003") || len(slices.Compact(kinds)) != 4 {
		t.Fatalf("published are %v, expected ids of every kind, and one that was merged", published)
	}
	doors := handKept()
	doors["remove"] = func(id string) string {
		var out, errs bytes.Buffer
		run(t.Context(), []string{"remove", "--reason", "a test", "--releases", filepath.Join(releases, "nowhere"), "--", id}, &out, &errs)
		return errs.String()
	}
	sentence := record.ErrCompanyID.Error()
	for _, id := range slices.Concat(published, malformed) {
		for name, door := range doors {
			told(t, name, door, id, slices.Contains(published, id))
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		id := rapid.SampledFrom(slices.Concat(published, published, malformed)).Draw(rt, "id")
		if at := rapid.IntRange(-len(id), len(id)-1).Draw(rt, "changed at"); at >= 0 {
			id = id[:at] + rapid.StringMatching(`[a-z0-9A-Z -]?`).Draw(rt, "to") + id[at+1:]
		}
		_, err := record.ParseID(id)
		if slices.Contains(published, id) && err != nil || slices.Contains(malformed, id) && err == nil {
			rt.Fatalf("%q: %v", id, err)
		}
		name := rapid.SampledFrom(slices.Sorted(maps.Keys(doors))).Draw(rt, "door")
		told(rt, name, doors[name], id, err == nil)
	})
	covered(t, overlay, published, sentence)
	asked(t, releases, published, sentence)
}

// told tries an id at a door, which refuses what is none, in the sentence for that, and does not quote it.
func told(t rapid.TB, name string, door func(id string) string, id string, isID bool) {
	t.Helper()
	sentence := record.ErrCompanyID.Error()
	text := door(id)
	isRecord := name == "remove" && len(id) == 16
	if refused := strings.Contains(text, sentence); refused == isID && !isRecord {
		t.Fatalf("%s, %q: %s", name, id, text)
	}
	if !isID && len(id) > 4 && strings.Contains(strings.ReplaceAll(text, sentence, ""), id) {
		t.Fatalf("%s quotes %q: %s", name, id, text)
	}
}

// handKept returns the places of hand-kept files that take an id: each says what is wrong with a file that has it there.
func handKept() map[string]func(id string) string {
	doors := map[string]func(id string) string{}
	const text = ", text: {sv: s, en: e}, source_name: s"
	for place, yaml := range map[string]string{
		"companies.yaml id":          "companies:\n  - {id: %q, name: A, kind: curated" + decidedBy,
		"companies.yaml parent":      "companies:\n  - {id: se-4426000008, name: A filial, org_number: 442600-0008, kind: branch, parent: %q" + decidedBy,
		"brands.yaml member":         "brands:\n  - {id: b, name: B, members: [{company: %q}]" + decidedBy,
		"groups.yaml member":         "groups:\n  - {id: b, name: B, members: [{company: %q}]" + decidedBy,
		"decisions.yaml company":     "decisions:\n  - {list: arn-cases, name_as_written: A, company: %q" + decidedBy,
		"merges.yaml company":        "merges:\n  - {company: %q, into: se-4420000004" + decidedBy,
		"merges.yaml into":           "merges:\n  - {company: se-4420000004, into: %q" + decidedBy,
		"notes.yaml company_id":      "notes:\n  - {id: n, kind: event, list: arn-cases, company_id: %q, from: 2021-01-01" + text + "}\n",
		"statements.yaml company_id": "statements:\n  - {id: n, kind: statement, list: arn-cases, company_id: %q, from: 2021-01-01, given: 2021-01-01, by: b" + text + "}\n",
		"surges.yaml company_id":     "surges:\n  - {list: arn-cases, company_id: %q, period: 2021, confirmed: true" + decidedBy,
	} {
		file, _, _ := strings.Cut(place, " ")
		doors[place] = func(id string) string {
			all := fstest.MapFS{file: {Data: []byte(fmt.Sprintf(yaml, id))}}
			_, err := register.Load(fstest.MapFS{"companies.yaml": {Data: []byte(everyKind)}}, all)
			return fmt.Sprint(err)
		}
	}
	return doors
}

// covered asks sidecars: one may have been asked for by all of the ids, and by nothing that is none.
func covered(t *testing.T, overlay string, published []string, sentence string) {
	t.Helper()
	build := func(companies ...string) string {
		var out, errs bytes.Buffer
		disclosures := folder(t, strings.Replace(sidecar, "2021-12-31}", fmt.Sprintf("2021-12-31, companies: [%s]}", strings.Join(companies, ", ")), 1), everyKindRows)
		args := []string{"build", "--disclosures", disclosures, "--releases", t.TempDir(), "--datasets", overlay, "--quiet", "--dry-run", "--accept", "a test"}
		if run(t.Context(), args, &out, &errs) == statusOK {
			return ""
		}
		return errs.String()
	}
	if text := build(published...); text != "" {
		t.Errorf("a sidecar covers %s: %s", published, text)
	}
	for _, id := range malformed {
		text := build(fmt.Sprintf("%q", id))
		if !strings.Contains(text, "disclosure.yaml:4: covers[0].companies[0]: "+sentence) || len(id) > 4 && strings.Contains(text, `"`+id) {
			t.Errorf("a sidecar covers %q: %s", id, text)
		}
	}
}

// asked asks the service.
func asked(t *testing.T, releases string, published []string, sentence string) {
	t.Helper()
	_, base := served(t, "serve", "--releases", releases)
	for _, path := range []string{
		"/v1/counts?list=arn-cases&company=", "/v1/records?list=arn-cases&company=", "/v1/figures?company=", "/v1/notes?company=", "/v1/statements?company=", "/v1/companies/",
	} {
		for _, id := range published {
			if status, text := body(t, base+path+id); status != 200 {
				t.Errorf("%s%s: %d %s", path, id, status, text)
			}
		}
		for _, id := range malformed {
			if strings.ContainsAny(id, " \nÅ") || strings.ToLower(id) != id {
				continue // no value of a parameter
			}
			status, text := body(t, base+path+url.PathEscape(id))
			if want := map[bool]int{true: 404, false: 400}[path == "/v1/companies/"]; status != want || !strings.Contains(text, sentence) {
				t.Errorf("%s%q: %d %s", path, id, status, text)
			}
		}
	}
}

// TestAForeignCompanyIsCountedAndRemoved: it is counted where a disclosure was asked for by it, and 0 where it has no row;
// removed, it is gone from the release, and stays out of the next.
func TestAForeignCompanyIsCountedAndRemoved(t *testing.T) {
	releases, overlay := filepath.Join(t.TempDir(), "releases"), t.TempDir()
	write(t, overlay, map[string]string{
		"companies/companies.yaml": everyKind,
		"companies/notes.yaml":     "notes:\n  - {id: n, kind: event, list: arn-cases, from: 2021-01-01, text: {sv: IE 8512061K flyttar, en: It moves}, source_name: s}\n",
	})
	disclosures := folder(t, strings.Replace(sidecar, "2021-12-31}", "2021-12-31, companies: [ie-8512061k, br-33041260, se-4420000004]}", 1), everyKindRows)
	build := func() string {
		t.Helper()
		out, _ := call(t, statusOK, "build", "--disclosures", disclosures, "--releases", releases, "--datasets", overlay, "--accept", "a test")
		return out
	}
	if out := build(); strings.Contains(out, "malformed-number") {
		t.Errorf("a number that is found is called malformed:\n%s", out)
	}
	_, base := served(t, "serve", "--releases", releases)
	type answer struct {
		Data []struct {
			Company string `json:"company_id"`
			Status  string
			Value   *int64
		}
	}
	count := func(companies string) string {
		t.Helper()
		var counts answer
		get(t, base+"/v1/counts?list=arn-cases&group_by=company,period&period=year&from=2021-01-01&to=2021-12-31&company="+companies, &counts)
		var out []string
		for _, c := range counts.Data {
			out = append(out, fmt.Sprint(c.Company, " ", *c.Value, " ", c.Status))
		}
		return strings.Join(out, ", ")
	}
	if got, want := count("br-33041260,ie-8512061k"), "br-33041260 0 ok, ie-8512061k 2 ok"; got != want {
		t.Errorf("counted %s, want %s", got, want)
	}
	out, _ := call(t, statusOK, "remove", "ie-8512061k", "--reason", "a secret", "--releases", releases)
	if !strings.Contains(out, "took the place of") {
		t.Errorf("remove says:\n%s", out)
	}
	gone := func(when string) {
		t.Helper()
		if got := ids(t, releases); slices.Contains(got, "ie-8512061k") || !slices.Contains(got, "se-4420000004") {
			t.Errorf("%s: the release has %v", when, got)
		}
		s, err := shelf.Open(releases, release.OS())
		if err != nil {
			t.Fatal(err)
		}
		current, err := s.Current()
		if err != nil {
			t.Fatal(err)
		}
		r, err := s.Load(current)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ToLower(etltest.Text(t, releases, r))
		for _, trace := range []string{"8512061k", "invented airways dac\"", "invented airways dac "} {
			if i := strings.Index(text, trace); i >= 0 {
				t.Errorf("%s: %q is still in the release: %q", when, trace, text[max(0, i-150):i+50])
			}
		}
	}
	gone("after the removal")
	if out := build(); !strings.Contains(out, "removals: 2 rows were withheld") {
		t.Errorf("the next build says nothing of what it withheld:\n%s", out)
	}
	gone("after the next build")
	if _, err := os.Stat(filepath.Join(releases, "removed.json")); err != nil {
		t.Error(err)
	}
	if got, want := count("br-33041260,se-4420000004"), "br-33041260 0 ok, se-4420000004 1 ok"; got != want {
		t.Errorf("others are counted %s, want %s", got, want)
	}
	if status, text := body(t, base+"/v1/companies/ie-8512061k"); status != 404 || strings.Contains(text, record.ErrCompanyID.Error()) {
		t.Errorf("the removed company: %d %s", status, text)
	}
}

// Where a capital is what is wrong with an id, the message says that ids are in lower case, at every door.
func TestCapitalsInIDsAreTold(t *testing.T) {
	dir, releases := folder(t, sidecar, rows), filepath.Join(t.TempDir(), "releases")
	out, _ := call(t, statusOK, "build", "--disclosures", dir, "--releases", releases)
	id := strings.ToUpper(regexp.MustCompile(`r-[0-9a-f]{16}`).FindString(out))
	covering := func(key, value string) string {
		return folder(t, strings.Replace(sidecar, "to: 2021-12-31", "to: 2021-12-31, "+key+": ["+value+"]", 1), rows)
	}
	capital := folder(t, sidecar, rows)
	if err := os.Rename(filepath.Join(capital, one), filepath.Join(capital, "arn-cases", "ARN-2022-01")); err != nil {
		t.Fatal(err)
	}
	own := t.TempDir()
	lay(t, own, map[string]string{"companies/brands.yaml": "brands:\n  - {id: Bilar, name: Bilar, members: [{company: se-4121111118}]" + decidedBy})
	for name, args := range map[string][]string{
		"a company to remove":  {"remove", "SE-4121111118", "--reason", "a test", "--releases", releases},
		"a name to remove":     {"remove", "U-ABCDEFGHIJKLMNOP", "--reason", "a test", "--releases", releases},
		"a record to remove":   {"remove", "ABCDEFGHIJKLMNOP", "--reason", "a test", "--releases", releases},
		"a record to trace":    {"trace", "ABCDEFGHIJKLMNOP", "--disclosures", dir},
		"a release":            {"releases", "show", id, "--releases", releases},
		"a release to promote": {"releases", "promote", id, "--releases", releases},
		"a covered company":    {"build", "--disclosures", covering("companies", "SE-4121111118"), "--releases", releases},
		"a covered department": {"build", "--disclosures", covering("departments", "Bank"), "--releases", releases},
		"a disclosure":         {"build", "--disclosures", capital, "--releases", releases},
		"a brand":              {"build", "--disclosures", dir, "--releases", releases, "--datasets", own},
	} {
		t.Run(name, func(t *testing.T) {
			if _, errs := call(t, statusError, args...); !strings.Contains(errs, "lower case") && !strings.Contains(errs, "lower-case") {
				t.Errorf("nothing tells of lower case:\n%s", errs)
			}
		})
	}
	_, base := served(t, "serve", "--releases", releases)
	for _, path := range []string{
		"/v1/companies/SE-4121111118", "/v1/counts?measure=received&list=arn-cases&company=SE-4121111118", "/v1/counts?measure=received&list=ARN-CASES",
	} {
		if status, text := body(t, base+path); status < 400 || !strings.Contains(text, "lower case") {
			t.Errorf("%s: %d %s", path, status, text)
		}
	}
}
