//go:build !race

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// TestReleasesOnRecord holds releases against what testdata/recorded says of them: the release's id in release-ids.txt, the ids of
// what it holds, what became of each name, and every column of every file. Ids never move; a release's own id moves when bytes do,
// so it is separate from the rest.
func TestReleasesOnRecord(t *testing.T) {
	tellHowToUpdate(t)
	for name, lay := range map[string]func(t *testing.T) onRecord{
		"demo": demoOnRecord, "every-table": everyTable, "no-case-numbers": withoutCaseNumbers, "cfpb": cfpbSample, "workbook": workbookNames,
	} {
		t.Run(name, func(t *testing.T) {
			w := lay(t)
			w.build(t)
			t.Run("release id", func(t *testing.T) { idOnRecord(t, name, w.release.ID()) })
			t.Run("ids", func(t *testing.T) { textOnRecord(t, "ids-"+name+".txt", idsIn(t, w.release)) })
			t.Run("names", func(t *testing.T) { textOnRecord(t, "names-"+name+".txt", w.names(t)) })
			t.Run("columns", func(t *testing.T) { textOnRecord(t, "columns-"+name+".txt", columnsIn(t, w.release)) })
		})
	}
}

// textOnRecord holds a text against the file on record, or writes the file again.
func textOnRecord(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "recorded", name)
	if *update {
		write(t, filepath.Dir(path), map[string]string{name: got})
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s (-on record +now):\n%s", name, cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")))
	}
}

// idOnRecord holds the id of a release against its line on record, or writes that line again.
func idOnRecord(t *testing.T, of, id string) {
	t.Helper()
	const name = "release-ids.txt"
	text, err := os.ReadFile(filepath.Join("testdata", "recorded", name))
	if err != nil && !*update {
		t.Fatal(err)
	}
	line := of + " " + id + "\n"
	if !*update {
		if !slices.Contains(slices.Collect(strings.Lines(string(text))), line) {
			t.Errorf("%s has no line %q:\n%s", name, line, text)
		}
		return
	}
	lines := slices.DeleteFunc(slices.Collect(strings.Lines(string(text))), func(l string) bool { return strings.HasPrefix(l, of+" ") })
	textOnRecord(t, name, strings.Join(slices.Sorted(slices.Values(append(lines, line))), ""))
}

// coversAll is the end of a sidecar of a list of complaints.
const coversAll = "received: 2022-02-01\ncovers:\n  - {measures: [received], from: 2021-01-01, to: 2021-12-31}\n"

// recordKey is the record key of what is on record. It protects nobody.
const recordKey = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n"

// onRecord is a folder of disclosures and the release that is made of it.
type onRecord struct {
	disclosures string
	overlay     string   // folder of lists and companies; may be empty
	args        []string // of the build besides its folders
	theirs      bool     // the names are other people's: on record are their hashes
	release     *release.Release
	findings    []jsonFinding
}

// build builds the disclosures; a release that is there already stays.
func (w *onRecord) build(t *testing.T) {
	t.Helper()
	write(t, w.disclosures, map[string]string{keyName: recordKey, publisherName: withFigures})
	releases := filepath.Join(t.TempDir(), "releases")
	args := []string{"build", "--disclosures", w.disclosures, "--releases", releases, "--datasets", w.overlay, "--json"}
	out, _ := call(t, statusOK, append(args, w.args...)...)
	var report jsonReport
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatal(err)
	}
	w.findings = report.Findings
	if w.release == nil {
		w.release = opened(t, filepath.Join(releases, report.Release))
	}
}

func opened(t *testing.T, dir string) *release.Release {
	t.Helper()
	r, err := release.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// demoOnRecord is the release that the demo serves, as it is downloaded; the findings are of the same disclosures.
func demoOnRecord(t *testing.T) onRecord {
	t.Helper()
	_, base := demonstrated(t)
	var current struct{ Data struct{ Release string } }
	get(t, base+"/v1/releases/latest", &current)
	from, dir := base+"/v1/releases/"+current.Data.Release+"/files/", filepath.Join(t.TempDir(), current.Data.Release)
	names := []string{release.ManifestName}
	for _, table := range schema.Tables() {
		names = append(names, table.Name)
	}
	for _, name := range names {
		_, text := body(t, from+name)
		write(t, dir, map[string]string{name: text})
	}
	disclosures := t.TempDir()
	if _, err := unpack(demo, disclosures); err != nil {
		t.Fatal(err)
	}
	return onRecord{disclosures: disclosures, args: []string{"--demo"}, release: opened(t, dir)}
}

// everyTable has rows in every file: companies of every kind, decided on, merged and grouped, a second disclosure that changes the
// first, notes, statements and reviewed surges.
func everyTable(t *testing.T) onRecord {
	t.Helper()
	dir, overlay := t.TempDir(), t.TempDir()
	every := strings.NewReplacer("[received]", "[received, closed, decided_on_merits, won, followed, not_followed]")
	const header = "Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer;Beslutsdatum;Beslut;Avvisningsgrund;Belopp;Följt;Typ\n"
	write(t, dir, map[string]string{
		"arn-cases/arn-1/disclosure.yaml": every.Replace(sidecar),
		"arn-cases/arn-1/list.csv": header +
			"2021-00001;2021-01-04;Motor;Påhittade Bilar AB;442000-0004;2021-05-05;Bifall;;1 000 kr;Ja;Ärende\n" +
			"2021-00001;2021-01-04;Motor;Invented Airways DAC;IE 8512061K;2021-05-05;Avslag;;;;Ärende\n" + // both are of one group
			"2021-00002;2021-01-05;Motor;Uppgångna Bilar AB;442100-0003;2021-06-06;Delvis bifall;;700,50 kr;Nej;Ärende\n" + // merged
			"2021-00003;2021-02-05;Resor;Invented Airways DAC, filial;442500-0009;;;;;;Ärende\n" +
			"2021-00004;2021-02-06;Resor;Påhittade Resor;;2021-03-03;Avvisad;För sent;;;Ärende\n" +
			"2021-00005;2021-02-07;;Bilkompaniet Ltd;;;;;500000;;Ärende\n" + // decided on
			"2021-00006;2021-02-08;Bank;Ingen Kände Ltd;;;;;;;Ärende\n" +
			"2021-00006;2021-02-09;Bank;INGEN KÄNDE Ltd;;;;;;;Omprövning\n" +
			"2021-00007;2021-02-10;Bank;PÅHITTADE BILAR Aktiebolag;;;;;;;Ärende\n" +
			"2021-00008;2021-02-11;Bank;Anna Andersson;;;;;;;Ärende\n" +
			"2021-00009;2021-02-12;Bank;Anna Andersson Bygg;811218-9876;;;;;;Ärende\n" +
			"2021-00010;2021-02-13;Bank;Anna Andersson;442000-0004;;;;;;Ärende\n" +
			"2021-00011;2021-02-14;Bank;Inventada Ltd;br-33041260;;;;;;Ärende\n",
		"arn-cases/arn-2/disclosure.yaml": strings.Replace(every.Replace(sidecar), "2022-07-01", "2022-08-01", 1),
		"arn-cases/arn-2/list.csv": header +
			"2021-00004;2021-02-06;Resor;Påhittade Resor;;2021-03-03;Avvisad;Oklart;;;Ärende\n" +
			"2021-00003;2021-02-05;Bank;Invented Airways DAC, filial;442500-0009;;;;;;Ärende\n" +
			"2021-00006;2021-02-08;Bank;Ingen Kände Limited;;;;;;;Ärende\n",
		"konsumentverket-complaints/kov-1/disclosure.yaml": "list: konsumentverket-complaints\n" + coversAll,
		"konsumentverket-complaints/kov-1/list.csv": "Diarienummer;Inkom;Område;Företag;Organisationsnummer\n" +
			"2021/1;2021-03-03;Spam;Påhittade Bilar AB;442000-0004\n2021/2;2021-03-04;Reklam;Hittepå Handel HB;\n2021/3;;Spam;påhittade bilar;442000-0004\n",
		"svarta-listan/lista-1/disclosure.yaml": "list: svarta-listan\nreceived: 2021-09-18\nissue: {name: Hösten 2021, date: 2021-09-17}\n",
		"svarta-listan/lista-1/list.csv":        "Avdelning;Företag;Org.nr;Antal;Summa\nMotor;Påhittade Bilar AB;442000-0004;2;10 750,50\nResor;Ingen Kände Ltd;;1;\n",
	})
	const text = ", text: {sv: Vi rättar oss., en: We mend.}, source_name: brev"
	write(t, overlay, map[string]string{
		"companies/companies.yaml":  everyKind,
		"companies/decisions.yaml":  "decisions:\n  - {list: arn-cases, name_as_written: Bilkompaniet Ltd, company: se-4420000004, disputed: true" + decidedBy,
		"companies/merges.yaml":     "merges:\n  - {company: se-4421000003, into: se-4420000004, on: 2022-01-01" + decidedBy,
		"companies/groups.yaml":     "groups:\n  - {id: koncernen, name: Koncernen, members: [{company: se-4420000004, from: 2020-01-01}, {company: ie-8512061k}]" + decidedBy,
		"companies/notes.yaml":      "notes:\n  - {id: n, kind: event, list: arn-cases, company_id: se-4420000004, from: 2021-01-01" + text + "}\n",
		"companies/statements.yaml": "statements:\n  - {id: s, kind: statement, list: arn-cases, company_id: se-4420000004, from: 2021-01-01, given: 2022-01-01, by: vd" + text + "}\n",
		"companies/surges.yaml":     "surges:\n  - {list: arn-cases, company_id: se-4420000004, period: 2021, confirmed: true" + decidedBy,
	})
	return onRecord{disclosures: dir, overlay: overlay}
}

const numberless = `id: utan-nummer
title: {sv: Utan nummer, en: Without numbers}
description: {sv: Påhittad, en: Invented}
authority: x
authority_name: {sv: x, en: x}
country: SE
record_kind: complaint
counting_unit: {sv: x, en: x}
licence: {name: x, url: "https://example.se"}
formats: [csv]
columns:
  - {name: received_date, headers: [Inkom], type: date, publish: "yes"}
  - {name: department, headers: [Område], type: code, publish: "yes"}
  - {name: respondent, headers: [Företag], type: text, required: true, publish: "yes"}
  - {name: org_number, headers: [Organisationsnummer], type: org_number, publish: "yes"}
identity: {fallback: [received_date, department, respondent, org_number]}
codes:
  department:
    - {id: bilar, label: {sv: Bilar, en: Cars}}
    - {id: resor, label: {sv: Resor, en: Travel}}
`

// withoutCaseNumbers is a list whose rows have no number: rows are distinguished, in one file and over two, by their cells.
func withoutCaseNumbers(t *testing.T) onRecord {
	t.Helper()
	dir, overlay := t.TempDir(), t.TempDir()
	const rows = "Inkom;Område;Företag;Organisationsnummer\n" +
		"2021-01-04;Bilar;Påhittade Bilar AB;412111-1118\n" +
		"2021-01-04;Bilar;Påhittade Bilar AB;412111-1118\n" + // equal: another complaint
		"2021-01-04;Bilar;Påhittade Bilar AB;412111-1118\n" +
		"2021-01-04;Bilar;PÅHITTADE BILAR AB;412111-1118\n" +
		"2021-01-05;Resor;Låtsas Resor GmbH;\n" +
		"2021-01-05;Resor;låtsas  resor gmbh;\n" +
		"2021-01-06;;Hittepå Handel HB;\n" +
		";Bilar;Hittepå Handel HB;\n" +
		"2021-01-07;Bilar;Anna Andersson;\n"
	write(t, overlay, map[string]string{"utan-nummer/dataset.yaml": numberless})
	write(t, dir, map[string]string{
		"utan-nummer/un-1/disclosure.yaml": "list: utan-nummer\n" + coversAll,
		"utan-nummer/un-1/list.csv":        rows,
		"utan-nummer/un-2/disclosure.yaml": "list: utan-nummer\n" + strings.Replace(coversAll, "2022-02-01", "2022-03-01", 1),
		"utan-nummer/un-2/list.csv": rows + // again, and one more of the equal rows
			"2021-01-04;Bilar;Påhittade Bilar AB;412111-1118\n2021-02-01;Bilar;Uppdiktade Däck Ltd;\n",
	})
	return onRecord{disclosures: dir, overlay: overlay, args: []string{"--accept", "rows without a date"}}
}
