package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// A decision of the publisher's own that speaks of no row is reported by its place and never by the name, whether the name, the list or
// the number another than the disclosures have. One that speaks of a row says nothing, whatever it decides.
func TestDecisionsThatSpeakOfNoRowAreTold(t *testing.T) {
	text := strings.Join([]string{
		"Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer",
		"2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118",
		"2021-00002;2021-01-05;Motor;Lena Bil;",
		"2021-00003;2021-01-06;Motor;Bilkompaniet;",
		"2021-00004;2021-01-07;Motor;Fjärrbilar AB;402001-0007",
		"2021-00005;2021-01-08;Motor;Anna Andersson;811218-9876",
		"2021-00006;2021-01-08;Motor;;",
	}, "\n") + "\n"
	const decided = ", decided_by: the editors, decided_on: 2026-11-23, why: a test}"
	dir, own := folder(t, sidecar, text), filepath.Join(t.TempDir(), "own")
	lay(t, own, map[string]string{
		"companies/companies.yaml": "companies:\n" +
			"  - {id: se-4121111118, kind: legal_entity, name: Påhittade Bilar AB, org_number: 412111-1118, decided_by: the editors, decided_on: 2026-11-23, why: a test}\n",
		"companies/decisions.yaml": strings.Join([]string{
			"decisions:",
			"  - {list: arn-cases, name_as_written: lena  BIL, show: false" + decided,
			"  - {list: arn-cases, name_as_written: Bilkompaniet, company: se-4121111118" + decided,
			"  - {list: arn-cases, name_as_written: Fjärrbilar AB, org_number: 402001-0007, disputed: true" + decided,
			"  - {list: arn-cases, name_as_written: Lena Bill, show: true" + decided, // 5: spelled otherwise
			"  - {list: konsumentverket-complaints, name_as_written: Bilkompaniet, company: se-4121111118" + decided,
			"  - list: arn-cases", // 7
			"    name_as_written: Fjärrbilar AB",
			"    org_number: 412111-1118",
			"    disputed: true",
			"    decided_by: the editors",
			"    decided_on: 2026-11-23",
			"    why: a test",
			"  - {list: arn-case, name_as_written: Bilkompaniet, company: se-4121111118" + decided, // 14
			"  - {list: arn-cases, name_as_written: Sven Nilsson}",                                 // waits for its decision
		}, "\n") + "\n",
	})
	_, errs := call(t, statusOK, "build", "--disclosures", dir, "--datasets", own, "--releases", t.TempDir())
	var got []string
	for line := range strings.Lines(errs) {
		if at, _, found := strings.Cut(line, ": note: idle-decision: "); found {
			got = append(got, at)
		}
	}
	if want := "decisions.yaml:5 decisions.yaml:6 decisions.yaml:8 decisions.yaml:14"; strings.Join(got, " ") != want {
		t.Errorf("told are %q, want %s:\n%s", got, want, errs)
	}
	for _, name := range []string{"Lena", "Anna", "Bilkompaniet", "Fjärrbilar"} {
		if strings.Contains(errs, name) {
			t.Errorf("%s is told:\n%s", name, errs)
		}
	}
	if !strings.Contains(errs, `no list is called so, of the shape "aaa-aaaa"`) {
		t.Errorf("that the list is none is not told:\n%s", errs)
	}
}
