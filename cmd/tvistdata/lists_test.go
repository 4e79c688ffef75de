package main

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const extendingARN = `extends: arn-cases
columns:
  - {name: respondent, headers: [Tillfrågad]}
  - {name: clerk, headers: [Kanslist], type: text, personal: true, publish: "no", why: names an official}
bounds: {rejected: 0.1}
lookups:
  department:
    - {match: [Fordon], value: motor, why: the registrar's word}
`

// A list that extends a bundled one reads the disclosures of that, and its records have the same ids.
func TestAListExtendsABundledOne(t *testing.T) {
	plain, own := folder(t, sidecar, rows), t.TempDir()
	lay(t, own, map[string]string{"arn-cases/dataset.yaml": extendingARN, "arn-cases/bundled.yaml": "of an earlier version"})
	theirs := folder(t, sidecar, "Ärendenummer;Inkom;Avdelning;Tillfrågad;Organisationsnummer;Kanslist\n"+
		"2021-00001;2021-01-04;Fordon;Påhittade Bilar AB;412111-1118;Anna Ek\n2021-00002;2021-01-05;Motor;Påhittade Bilar AB;412111-1118;Bo Al\n")
	key := strings.Repeat("ab", 32)
	lay(t, plain, map[string]string{"record.key": key})
	lay(t, theirs, map[string]string{"record.key": key})
	if _, errs := call(t, statusBlocked, "build", "--disclosures", theirs, "--releases", t.TempDir()); !strings.Contains(errs, "unknown-column") {
		t.Errorf("without the list:\n%s", errs)
	}
	files := func(args ...string) string {
		releases := filepath.Join(t.TempDir(), "releases")
		out, _ := call(t, statusOK, append(args, "build", "--releases", releases)...)
		shown, _ := call(t, statusOK, "releases", "show", regexp.MustCompile(`r-[0-9a-f]{16}`).FindString(out), "--releases", releases)
		var m struct {
			Files []struct{ Name, SHA256 string }
		}
		if err := json.Unmarshal([]byte(shown), &m); err != nil {
			t.Fatal(err)
		}
		for _, f := range m.Files {
			if f.Name == "disputes.parquet" {
				return f.SHA256
			}
		}
		return ""
	}
	bundled, extended := files("--disclosures", plain), files("--disclosures", theirs, "--datasets", own)
	if bundled != extended || bundled == "" {
		t.Errorf("disputes.parquet is %s, and of the list that extends it %s", bundled, extended)
	}
}

func TestListsDiff(t *testing.T) {
	own := t.TempDir()
	lay(t, own, map[string]string{"arn-cases/dataset.yaml": extendingARN, "companies/companies.yaml": "companies: []\n"})
	out, _ := call(t, statusOK, "lists", "diff", "--datasets", own)
	for _, want := range []string{
		"arn-cases extends the bundled list", "yours added column clerk.type text", "yours added header clerk Kanslist",
		"yours added header respondent Tillfrågad", "yours added lookup department Fordon: motor", "yours changed bound rejected 0.05 → 0.1",
		"what the bundled list changed since is not known without " + own + "/arn-cases/bundled.yaml: " +
			"tvistdata lists show arn-cases > " + own + "/arn-cases/bundled.yaml",
	} {
		if !slices.Contains(lines(out), want) {
			t.Errorf("it does not say %q:\n%s", want, out)
		}
	}
	shown, _ := call(t, statusOK, "lists", "show", "arn-cases")
	was := strings.Replace(shown, "Säljare, ", "", 1)
	if was == shown {
		t.Fatal("the bundled list is another")
	}
	lay(t, own, map[string]string{"arn-cases/bundled.yaml": was})
	if out, _ = call(t, statusOK, "lists", "diff", "--datasets", own); !slices.Contains(lines(out), "bundled, since added header respondent Säljare") ||
		strings.Contains(out, "not known") {
		t.Errorf("after it was kept:\n%s", out)
	}
	// a copy, made of what the bundled list was
	lay(t, own, map[string]string{"arn-cases/dataset.yaml": strings.Replace(was, "rejected: 0.05", "rejected: 0.2", 1)})
	out, _ = call(t, statusOK, "lists", "diff", "--datasets", own, "--json")
	type change struct{ Change, What, Where, Text, Was, Is string }
	var got []struct {
		List         string
		Extends      bool
		SinceKnown   bool `json:"since_known"`
		Yours, Since []change
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil || len(got) != 1 {
		t.Fatal(err, out)
	}
	if l := got[0]; l.Extends || !l.SinceKnown || !slices.Equal(l.Yours, []change{{"changed", "bound", "rejected", "", "0.05", "0.2"}}) ||
		!slices.Equal(l.Since, []change{{"added", "header", "respondent", "Säljare", "", "respondent"}}) {
		t.Errorf("of a copy: %+v", l)
	}
	lay(t, own, map[string]string{"arn-cases/bundled.yaml": shown})
	if out, _ = call(t, statusOK, "lists", "diff", "--datasets", own); !strings.Contains(out, "the bundled list is what it was") {
		t.Errorf("of what did not change:\n%s", out)
	}
	lay(t, own, map[string]string{"arn-cases/bundled.yaml": "id: [\n"})
	if _, errs := call(t, statusError, "lists", "diff", "--datasets", own); !strings.Contains(errs, "arn-cases/bundled.yaml:1") {
		t.Errorf("of a broken one: %s", errs)
	}
	if out, _ = call(t, statusOK, "lists", "diff", "--datasets", t.TempDir()); !strings.Contains(out, "no list in") {
		t.Errorf("of nothing:\n%s", out)
	}
	if _, errs := call(t, statusUsage, "lists", "show", "arn"); !strings.Contains(errs, "no bundled list is called arn; there are arn-cases, cfpb-complaints") {
		t.Errorf("of a list that there is not: %s", errs)
	}
}
