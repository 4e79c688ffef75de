package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// boardYAML is a dispute board whose outcomes and follow-ups have codes of their own: %[1]s is its id, %[2]s its codes of outcomes
// and %[3]s those of follow-ups.
const boardYAML = `id: %[1]s
title: {sv: Påhittad, en: Made up}
description: {sv: Påhittad lista, en: A made-up list}
authority: nobody
authority_name: {sv: Ingen, en: Nobody}
country: SE
record_kind: dispute
counting_unit: {sv: Ett ärende, en: One case}
licence: {name: PDM, url: "http://creativecommons.org/publicdomain/mark/1.0/"}
formats: [csv]
columns:
  - {name: case_number, headers: [Ärendenummer], type: text, required: true, publish: key, why: opens a file}
  - {name: respondent, headers: [Motpart], type: text, required: true, publish: yes}
  - {name: received_date, headers: [Inkom], type: date, publish: yes}
  - {name: decision_date, headers: [Beslutat], type: date, publish: yes}
  - {name: outcome, headers: [Beslut], type: code, publish: yes}
  - {name: followed, headers: [Följt], type: code, publish: yes}
identity: {reference: case_number, with: [respondent]}
codes:
  outcome: %[2]s
  followed: %[3]s
`

const (
	code = `{id: %s, label: {sv: %[1]s, en: %[1]s}%s}`
	as   = ", counts_as: "
)

// board writes a list into a folder of lists, and a disclosure of it into a folder of disclosures: a row for each pair of an
// outcome and a follow-up.
func board(t *testing.T, datasets, disclosures, id, measures string, outcomes, follows []string, decided [][2]string) {
	t.Helper()
	var rows strings.Builder
	rows.WriteString("Ärendenummer;Motpart;Inkom;Beslutat;Beslut;Följt\n")
	for i, d := range decided {
		fmt.Fprintf(&rows, "%d;Påhittade Bilar AB;2021-02-01;2021-03-01;%s;%s\n", i+1, d[0], d[1])
	}
	for path, text := range map[string]string{
		filepath.Join(datasets, id, "dataset.yaml"):       fmt.Sprintf(boardYAML, id, "["+strings.Join(outcomes, ", ")+"]", "["+strings.Join(follows, ", ")+"]"),
		filepath.Join(disclosures, id, "all", "list.csv"): rows.String(),
		filepath.Join(disclosures, id, "all", "disclosure.yaml"): "list: " + id + "\nreceived: 2022-01-04\nsynthetic: true\ncovers:\n  - {measures: [" + measures +
			"], from: 2021-01-01, to: 2021-12-31}\n",
	} {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestWhatACodeCountsAsIsTheListsOwn: two boards have other codes than ARN's, and one of them uses the word bifall for something
// else. What is counted is the same as a query and in the file of monthly counts, and the outcomes that a question may name are
// those that its measure counts.
func TestWhatACodeCountsAsIsTheListsOwn(t *testing.T) {
	datasets, disclosures, releases := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "releases")
	const every = "received, closed, decided_on_merits, won, followed, not_followed"
	board(t, datasets, disclosures, "first-board", every, []string{
		fmt.Sprintf(code, "upheld", as+"won"), fmt.Sprintf(code, "bifall", as+"decided_on_merits"), fmt.Sprintf(code, "settled", ""),
	}, []string{fmt.Sprintf(code, "paid", as+"followed"), fmt.Sprintf(code, "refused", as+"not_followed"), fmt.Sprintf(code, "unknown", "")}, [][2]string{
		{"upheld", "paid"},
		{"upheld", "paid"},
		{"upheld", "refused"},
		{"upheld", "unknown"},
		{"upheld", ""},
		{"bifall", "paid"},
		{"bifall", ""},
		{"settled", "paid"},
		{"", ""},
		{"something else", "paid"},
	})
	board(t, datasets, disclosures, "second-board", "received, closed, decided_on_merits", []string{
		fmt.Sprintf(code, "upheld", as+"decided_on_merits"), fmt.Sprintf(code, "settled", as+"closed"),
	}, []string{fmt.Sprintf(code, "paid", "")}, [][2]string{{"upheld", "paid"}, {"settled", ""}, {"settled", ""}})
	call(t, statusOK, "build", "--datasets", datasets, "--disclosures", disclosures, "--releases", releases, "--demo", "--quiet")
	_, base := served(t, "serve", "--releases", releases)
	for list, counts := range map[string]map[string]int64{
		"first-board":  {"received": 10, "closed": 9, "decided_on_merits": 7, "won": 5, "followed": 2, "not_followed": 1},
		"second-board": {"received": 3, "closed": 3, "decided_on_merits": 1},
	} {
		for measure, want := range counts {
			for _, question := range []string{
				"/counts?list=" + list + "&measure=" + measure,
				"/counts?list=" + list + "&measure=" + measure + "&from=2021-01-02&to=2021-12-30", // not by whole months
			} {
				var found struct{ Data []struct{ Value int64 } }
				get(t, base+"/v1"+question, &found)
				if len(found.Data) != 1 || found.Data[0].Value != want {
					t.Errorf("%s: %+v, want %d", question, found.Data, want)
				}
			}
		}
	}
	var lists struct {
		Data struct {
			Measures []struct {
				Measure string
				Counted *int64
			}
		}
	}
	get(t, base+"/v1/lists/second-board", &lists)
	for _, m := range lists.Data.Measures { // what cannot be counted is not 0
		if can := m.Measure == "received" || m.Measure == "closed" || m.Measure == "decided_on_merits"; can != (m.Counted != nil) {
			t.Errorf("second-board counts %v as %s", m.Counted, m.Measure)
		}
	}
	for outcome, want := range map[string]int{"upheld": 200, "bifall": 400} {
		if status, text := body(t, base+"/v1/counts?list=first-board&measure=won&outcome="+outcome); status != want {
			t.Errorf("won of outcome %s: status %d, want %d\n%s", outcome, status, want, text)
		}
	}
}

// TestWhatAListCannotCountIsNotCovered: a sidecar that claims a measure that no code of the list counts as would make zeros.
func TestWhatAListCannotCountIsNotCovered(t *testing.T) {
	datasets, disclosures := t.TempDir(), t.TempDir()
	board(t, datasets, disclosures, "a-board", "received, won", []string{fmt.Sprintf(code, "upheld", as+"decided_on_merits")},
		[]string{fmt.Sprintf(code, "paid", as+"followed")}, [][2]string{{"upheld", "paid"}})
	_, errs := call(t, statusError, "build", "--datasets", datasets, "--disclosures", disclosures, "--releases", t.TempDir(), "--demo", "--quiet")
	if want := "covers[0].measures[1]: list a-board cannot count won: its dataset.yaml needs the columns [decision_date outcome], and codes in " +
		"them that say counts_as won"; !strings.Contains(errs, want) {
		t.Errorf("want %s, got\n%s", want, errs)
	}
}

// TestAListFromBeforeCountsAsItDid: publishers keep copies of lists that do not say what codes count as.
func TestAListFromBeforeCountsAsItDid(t *testing.T) {
	datasets, disclosures, releases := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "releases")
	codes := func(ids ...string) (out []string) {
		for _, id := range ids {
			out = append(out, fmt.Sprintf(code, id, ""))
		}
		return out
	}
	board(t, datasets, disclosures, "a-board", "closed, decided_on_merits, won, followed, not_followed",
		codes("bifall", "delvis-bifall", "avslag", "avvisad"), codes("foljt", "ej-foljt", "ej-uppfoljd"),
		[][2]string{{"bifall", "foljt"}, {"delvis-bifall", "ej-foljt"}, {"bifall", "ej-uppfoljd"}, {"avslag", ""}, {"avvisad", ""}})
	board(t, datasets, disclosures, "half-a-board", "won, followed", codes("bifall"), []string{fmt.Sprintf(code, "paid", as+"followed")},
		[][2]string{{"bifall", "paid"}, {"bifall", ""}})
	call(t, statusOK, "build", "--datasets", datasets, "--disclosures", disclosures, "--releases", releases, "--demo", "--quiet")
	_, base := served(t, "serve", "--releases", releases)
	var half struct{ Data []struct{ Value int64 } } // what a follow-up says of itself stays
	if get(t, base+"/v1/counts?list=half-a-board&measure=followed", &half); len(half.Data) != 1 || half.Data[0].Value != 1 {
		t.Errorf("followed of half a board: %+v, want 1", half.Data)
	}
	wrong := t.TempDir()
	board(t, wrong, t.TempDir(), "half-a-board", "won", codes("bifall"), []string{fmt.Sprintf(code, "paid", as+"lost")}, nil)
	if _, errs := call(t, statusError, "build", "--datasets", wrong, "--disclosures", disclosures, "--releases", releases, "--demo"); !strings.Contains(errs,
		`code paid: "lost": expected one of [followed not_followed]`) {
		t.Errorf("a follow-up that counts as nothing known:\n%s", errs)
	}
	for measure, want := range map[string]int64{"closed": 5, "decided_on_merits": 4, "won": 3, "followed": 1, "not_followed": 1} {
		var found struct{ Data []struct{ Value int64 } }
		get(t, base+"/v1/counts?list=a-board&measure="+measure, &found)
		if len(found.Data) != 1 || found.Data[0].Value != want {
			t.Errorf("%s: %+v, want %d", measure, found.Data, want)
		}
	}
}
