package etl_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/register"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
	"tvistdata/internal/shelf"
)

const header = "Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer;Beslutsdatum;Beslut;Belopp;Följt;Anmälare\n"

func arn(id, sidecar, rows string) etltest.Disclosure {
	return etltest.Disclosure{List: "arn-cases", ID: id, Sidecar: sidecar, Files: map[string]string{"list.csv": header + rows}}
}

func accounting(t *testing.T, report etl.Report, id string) release.Accounting {
	t.Helper()
	for _, a := range report.Accounted {
		if a.Disclosure == id {
			return a.Accounting
		}
	}
	t.Fatalf("no disclosure %s in the report", id)
	return release.Accounting{}
}

func TestEveryRowIsAccountedFor(t *testing.T) {
	rows := `2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-04;Bifall;1 234,50 kr;Ja;Vilma
2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-04;Bifall;1 234,50 kr;Ja;Vilma
2021-00002;2021-02-04;Motor;Påhittade Bilar AB;412111-1118;;;;;Vilma
2021-00002;2021-02-04;Motor;Påhittade Bilar AB;412111-1118;2021-06-04;Avslag;;;Vilma
2021-00003;2021-02-05;Motor;Påhittade Bilar AB;412111-1118;;;;;Vilma
2021-00003;2021-02-05;Motor;Uppdiktade Däck Ltd;;;;;;Vilma
2021-00004;2021-02-06;Motor;Anna Andersson Bygg;811218-9876;;;;;Vilma
;2021-02-06;Motor;Påhittade Bilar AB;412111-1118;;;;;Vilma
2021-00005;2021-02-06;Motor
`
	c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows))...)
	r, report := etltest.Build(t, c)
	want := release.Accounting{Read: 9, Published: 4, Unnamed: 1, Duplicate: 1, Superseded: 1, Rejected: 2}
	if got := accounting(t, report, "one"); got != want {
		t.Errorf("accounting = %+v, want %+v", got, want)
	}
	if got := len(etltest.Rows(t, r, schema.Disputes)); got != 4 {
		t.Errorf("disputes.parquet has %d rows, want 4", got)
	}
	rules := map[string]int{}
	for _, f := range report.Findings {
		rules[f.Rule.Name()]++
		if f.At.Disclosure != "one" || f.Rule.Name() != "incomplete" && (f.At.File != "list.csv" || f.At.Line == 0) {
			t.Errorf("finding without its place: %v", f)
		}
	}
	if rules["required-cell"] != 1 || rules["ragged-row"] != 1 {
		t.Errorf("findings by rule: %v", rules)
	}
}

func TestMonthlyCountsTellUnknownFromZero(t *testing.T) {
	sidecar := `list: arn-cases
received: 2022-07-01
synthetic: true
covers:
  - {measures: [received], from: 2021-01-01, to: 2021-02-15}
  - {measures: [received], from: 2021-04-01, to: 2021-04-30}
`
	rows := "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n" +
		"2021-00002;2021-02-15;Motor;Påhittade Bilar AB;412111-1118;;;;;\n" +
		"2021-00003;2021-02-16;Motor;Påhittade Bilar AB;412111-1118;;;;;\n" +
		"2021-00004;2021-03-10;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"
	r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", sidecar, rows))...))
	var got []string
	for _, row := range etltest.Rows(t, r, schema.CountsMonthly) {
		got = append(got, fmt.Sprint(row["month"], " ", row["measure"], " ", row["value"], " ", row["status"], " ", row["covered_from"], " ", row["covered_to"]))
	}
	want := []string{
		"2021-01-01 received 1 ok 2021-01-01 2021-01-31",
		"2021-02-01 received 1 partial 2021-02-01 2021-02-15",
		"2021-03-01 received <nil> not_covered <nil> <nil>",
		"2021-04-01 received 0 ok 2021-04-01 2021-04-30",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("counts_monthly:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	outside := 0
	for _, f := range report.Findings {
		if f.Rule.Name() == "outside-coverage" {
			outside++
		}
	}
	if outside != 2 {
		t.Errorf("%d findings outside-coverage, want 2", outside)
	}
}

// TestTotalsNeverShowFewUnnamed plants a different number of sole traders in each department.
func TestASidecarThatCannotBeTrueIsRefused(t *testing.T) {
	for name, sidecar := range map[string]string{
		"covers days after the extraction": etltest.ARN2021 + "extracted: 2021-06-30\n",
		"covers days after it came":        strings.Replace(etltest.ARN2021, "2022-07-01", "2021-07-01", 1),
		"replaces one that is not there":   etltest.ARN2021 + "replaces: [no-such]\n",
		"covers a company by name":         strings.Replace(etltest.ARN2021, "to: 2021-12-31", "to: 2021-12-31, companies: [Klarna]", 1),
		"covers an unknown department":     strings.Replace(etltest.ARN2021, "to: 2021-12-31", "to: 2021-12-31, departments: [bankk]", 1),
		"covers an unknown measure":        strings.Replace(etltest.ARN2021, "[received]", "[mottagna]", 1),
	} {
		t.Run(name, func(t *testing.T) {
			d := arn("one", sidecar, "")
			dir := t.TempDir()
			folder := filepath.Join(dir, d.List, d.ID)
			if err := os.MkdirAll(folder, 0o755); err != nil {
				t.Fatal(err)
			}
			for name, text := range map[string]string{source.Sidecar: sidecar, "list.csv": header + "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"} {
				if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			found, err := source.Find(dir, nil, nil)
			if err == nil {
				_, err = etl.Build(t.Context(), etltest.Config(t, found.Disclosures...))
			}
			if err == nil || !strings.Contains(err.Error(), "disclosure one") {
				t.Errorf("error = %v, want one that names the disclosure", err)
			}
		})
	}
}

// A disclosure beyond its list's bounds is not released before somebody says why it is right.
func TestADisclosureBeyondItsBoundsNeedsAReason(t *testing.T) {
	many := func(format string) string {
		var rows strings.Builder
		for i := range 9 {
			fmt.Fprintf(&rows, "2021-1000%d;"+format+"\n", i)
		}
		return rows.String()
	}
	whole := "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"
	for what, rows := range map[string]string{
		"9 of 10 rows were rejected, and list arn-cases allows 5 %":          whole + many("2021-01-04;Motor;;;;;;;"),
		"9 of 9 texts in outcome":                                            many("2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-05;Bifalles till viss del;;;"),
		"1 of 10 rows have a received_date, and list arn-cases expects 90 %": whole + many(";Motor;Påhittade Bilar AB;412111-1118;2021-05-05;Avslag;;;"),
		"9 of 9 rows have the finding date-in-future":                        many("2027-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;"),
		"9 of 9 rows have the finding decided-before-received":               many("2021-06-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-05;Avslag;;;"),
	} {
		c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows))...)
		_, err := etl.Build(t.Context(), c)
		if !errors.Is(err, etl.ErrRefused) || !strings.Contains(err.Error(), what) {
			t.Errorf("error = %v, want a refusal that says %q", err, what)
		}
		c.Accept = "the registrar left these out"
		etltest.Build(t, c)
	}
}

// A date after the disclosure came is found once, whatever else of the row is wrong, and no rule sees it as one.
func TestWhatARowLacksIsToldTogether(t *testing.T) {
	report, err := etl.Build(t.Context(), etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021,
		"2021-00001;2027-01-04;Motor;Påhittade Bilar AB;412111-1118;2026-05-05;Avslag;;;\n"+
			"2021-00002;i våras;Skor & x;Påhittade Bilar AB;412111-1118;i går;Bifalles till viss del;;;\n"+
			"2,02E+09;2021-01-04;Motor;;412111-1118;2021-05-05;Avslag;;;\n"))...))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range report.Findings {
		if f.At.Line > 0 {
			got = append(got, fmt.Sprintf("%d %s: %s", f.At.Line, f.Rule.Name(), f.Text))
		}
	}
	want := []string{
		"2 date-in-future: the received date 2027-01-04 and the decision date 2026-05-05 are after the disclosure came (2022-07-01)",
		"3 unmapped-code: the department and the outcome are no codes or spellings of list arn-cases; add them under lookups with a reason",
		"3 unreadable-date: the received date and the decision date cannot be read; expected a form such as 2023-03-03, 3 mars 2023 or 03.03.2023",
		"4 lost-digits: column 1 holds a number in scientific notation, which has lost digits; expected all of them",
		"4 mangled-reference: the case_number was rounded by a spreadsheet to powers of ten; its digits are lost, and only the authority knows them",
		"4 required-cell: the respondent is missing",
	}
	if !slices.Equal(got, want) {
		t.Errorf("findings:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAListExpectsANumberOfRows(t *testing.T) {
	c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"))...)
	c.Lists = slices.Clone(c.Lists)
	i := slices.IndexFunc(c.Lists, func(l *list.List) bool { return l.ID == "arn-cases" })
	bounded := *c.Lists[i]
	bounded.Bounds.Rows = 2
	c.Lists[i] = &bounded
	if _, err := etl.Build(t.Context(), c); !errors.Is(err, etl.ErrRefused) || !strings.Contains(err.Error(), "1 rows, and list arn-cases expects 2 at least") {
		t.Errorf("error = %v, want a refusal for too few rows", err)
	}
	bounded.Bounds = list.Bounds{Findings: map[string]float64{"date-in-futur": 0.1}}
	if _, err := etl.Build(t.Context(), c); err == nil || !strings.Contains(err.Error(), "date-in-futur") {
		t.Errorf("error = %v, want one that names the rule that there is not", err)
	}
}

func TestTheSameInputGivesTheSameRelease(t *testing.T) {
	var rows strings.Builder
	for i := range 9000 {
		fmt.Fprintf(&rows, "2021-%05d;2021-%02d-%02d;Motor;Påhittad Firma %d AB;;2021-12-%02d;%s;%d kr;;\n", i, i%12+1, i%28+1, i%97, i%28+1,
			[]string{"Bifall", "Avslag", "", "Avvisad"}[i%4], i)
	}
	disclosures := etltest.Write(t, arn("one", etltest.ARN2021, rows.String()))
	ids := map[string]bool{}
	for _, cores := range []int{1, 2, 2, 3} {
		before := runtime.GOMAXPROCS(cores)
		r, _ := etltest.Build(t, etltest.Config(t, disclosures...))
		runtime.GOMAXPROCS(before)
		ids[r.ID()] = true
	}
	if len(ids) != 1 {
		t.Errorf("builds of one input gave the ids %v", ids)
	}
}

func TestTheOrderOfRowsChangesNoRecord(t *testing.T) {
	lines := strings.Split(strings.Repeat("2021-000%d;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n", 40), "\n")[:40]
	var forwards, backwards strings.Builder
	for i := range lines {
		fmt.Fprintf(&forwards, lines[i]+"\n", 10+i)
		fmt.Fprintf(&backwards, lines[i]+"\n", 49-i)
	}
	a, _ := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, forwards.String()))...))
	b, _ := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, backwards.String()))...))
	if x, y := fmt.Sprint(etltest.Rows(t, a, schema.Disputes)), fmt.Sprint(etltest.Rows(t, b, schema.Disputes)); x != y {
		t.Error("another order of rows gave other records")
	}
}

func TestBadInputIsNamedAndLeavesTheCurrentRelease(t *testing.T) {
	good := arn("good", etltest.ARN2021, "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n")
	for name, c := range map[string]struct {
		bad  etltest.Disclosure
		want []string
	}{
		"empty file":                  {withFile("list.csv", ""), []string{"bad", "list.csv", "empty"}},
		"header only of another list": {withFile("list.csv", "a;b\n1;2\n"), []string{"bad", "list.csv"}},
		"missing column":              {withFile("list.csv", "Ärendenummer;Inkom\n2021-1;2021-01-04\n"), []string{"bad", "list.csv", "respondent"}},
		"duplicate header":            {withFile("list.csv", "Ärendenummer;Motpart;motpart;Inkom\n2021-1;A;B;2021-01-04\n"), []string{"bad", "list.csv"}},
		"wrong delimiter":             {arnDeclared(",", ""), []string{"bad", "list.csv", "declared"}},
		"wrong encoding":              {arnDeclared("", "utf-8"), []string{"bad", "list.csv", "utf-8"}},
		"unknown column":              {withFile("list.csv", "Ärendenummer;Motpart;Inkom;Vilma Svensson\n2021-1;A AB;2021-01-04;x\n"), []string{"bad", "list.csv", "column 4"}},
		"no outcome column":           {arnCovering("closed"), []string{"bad", "list.csv", "decision_date"}},
		"not a workbook":              {withFile("list.xlsx", "PK\x03\x04 not really"), []string{"bad", "list.xlsx"}},
	} {
		t.Run(name, func(t *testing.T) {
			config := etltest.Config(t, etltest.Write(t, good)...)
			before, _ := etltest.Build(t, config)
			config.Disclosures = etltest.Write(t, good, c.bad)
			_, err := etl.Build(context.Background(), config)
			if err == nil {
				t.Fatal("the build succeeded")
			}
			for _, want := range c.want {
				if !strings.Contains(strings.ToLower(err.Error()), strings.ToLower(want)) {
					t.Errorf("the error does not name %q: %v", want, err)
				}
			}
			if strings.Contains(err.Error(), "Vilma") {
				t.Errorf("the error quotes a header that may be personal: %v", err)
			}
			current(t, config.Releases, before.ID())
		})
	}
}

func withFile(name, content string) etltest.Disclosure {
	return etltest.Disclosure{List: "arn-cases", ID: "bad", Sidecar: etltest.ARN2021, Files: map[string]string{name: content}}
}

func arnDeclared(delimiter, encoding string) etltest.Disclosure {
	d := withFile("list.csv", "Ärendenummer;Motpart;Inkom\n2021-1;P\xe5hittade AB;2021-01-04\n")
	d.Sidecar += fmt.Sprintf("files:\n  - {name: list.csv, delimiter: %q, encoding: %q}\n", delimiter, encoding)
	if encoding == "" {
		d.Files["list.csv"] = "Ärendenummer;Motpart;Inkom\n2021-1;Påhittade AB;2021-01-04\n"
	}
	return d
}

func arnCovering(measure string) etltest.Disclosure {
	d := withFile("list.csv", "Ärendenummer;Motpart;Inkom\n2021-1;Påhittade AB;2021-01-04\n")
	d.Sidecar = strings.Replace(d.Sidecar, "[received]", "[received, "+measure+"]", 1)
	return d
}

// current fails the test unless that release is the current one, and whole.
func current(t *testing.T, releases, want string) {
	t.Helper()
	s, err := shelf.Open(releases, release.OS())
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Current()
	if err != nil || got != want {
		t.Fatalf("current is %q (%v), want %s", got, err, want)
	}
	if err := s.Verify(got); err != nil {
		t.Fatal(err)
	}
}

func TestAnUnknownListIsNamed(t *testing.T) {
	c := etltest.Config(t, etltest.Write(t, etltest.Disclosure{
		List: "no-such-list", ID: "one", Sidecar: "list: no-such-list\nreceived: 2022-01-01\n", Files: map[string]string{"a.csv": "x\n"},
	})...)
	if _, err := etl.Build(context.Background(), c); err == nil || !strings.Contains(err.Error(), "no-such-list") || !strings.Contains(err.Error(), "arn-cases") {
		t.Errorf("error = %v, want one that names the list and those there are", err)
	}
}

func TestAFileThatIsGoneIsNamedWithoutItsPath(t *testing.T) {
	found := etltest.Write(t, arn("one", etltest.ARN2021, ""))
	if err := os.Remove(filepath.Join(found[0].Dir, "list.csv")); err != nil {
		t.Fatal(err)
	}
	_, err := etl.Build(context.Background(), etltest.Config(t, found...))
	if err == nil || !strings.Contains(err.Error(), "list.csv") || strings.Contains(err.Error(), found[0].Dir) {
		t.Errorf("error = %v", err)
	}
}

func TestSyntheticDataIsMarkedEverywhere(t *testing.T) {
	rows := "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"
	r, _ := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows))...))
	m := r.Manifest()
	if !m.Synthetic || !m.Lists[0].Synthetic || !m.Disclosures[0].Synthetic {
		t.Errorf("the manifest says synthetic %v, its list %v, its disclosure %v", m.Synthetic, m.Lists[0].Synthetic, m.Disclosures[0].Synthetic)
	}
	for _, file := range []string{schema.Disputes, schema.Companies, schema.CountsMonthly} {
		for _, row := range etltest.Rows(t, r, file) {
			if row["synthetic"] != true {
				t.Errorf("%s: a row is not marked: %v", file, row)
			}
		}
	}
}

func TestSyntheticNeedsTheDemo(t *testing.T) {
	c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, ""))...)
	c.Demo = false
	if _, err := etl.Build(context.Background(), c); err == nil || !strings.Contains(err.Error(), "synthetic") {
		t.Errorf("error = %v, want a refusal of synthetic data", err)
	}
}

func TestTheGateRefusesALossUnlessItIsAccepted(t *testing.T) {
	var rows strings.Builder
	for i := range 100 {
		fmt.Fprintf(&rows, "2021-%05d;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n", i)
	}
	c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows.String()))...)
	before, _ := etltest.Build(t, c)
	fewer := strings.Join(strings.SplitAfter(rows.String(), "\n")[:90], "")
	c.Disclosures = etltest.Write(t, arn("one", etltest.ARN2021, fewer))
	if _, err := etl.Build(context.Background(), c); !errors.Is(err, etl.ErrRefused) {
		t.Fatalf("error = %v, want ErrRefused", err)
	}
	current(t, c.Releases, before.ID())
	c.Accept = "ten cases were withdrawn"
	after, _ := etltest.Build(t, c)
	current(t, c.Releases, after.ID())
}

func TestAnotherRecordKeyNeedsAReason(t *testing.T) {
	c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"))...)
	etltest.Build(t, c)
	c.Key = []byte("another key: the first was lost")
	if _, err := etl.Build(t.Context(), c); !errors.Is(err, etl.ErrRefused) || !strings.Contains(err.Error(), "record key") {
		t.Errorf("error = %v, want a refusal that names the record key", err)
	}
}

func TestWhatNobodyMeantBlocks(t *testing.T) {
	row := "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"
	for what, d := range map[string]etltest.Disclosure{
		"empty-table": arn("one", etltest.ARN2021, ""),
		"one:disclosure.yaml:6: block: unused-mapping": arn("one", etltest.ARN2021+"columns: {Finns inte: ignore}\n", row),
		"ignored-column":    arn("one", etltest.ARN2021+"columns: {Organisationsnummer: ignore}\n", row),
		"no column of list": arn("one", etltest.ARN2021+"columns: {Belopp: blah}\n", row),
	} {
		_, err := etl.Build(t.Context(), etltest.Config(t, etltest.Write(t, d)...))
		if !errors.Is(err, etl.ErrBlocked) || !strings.Contains(err.Error(), what) {
			t.Errorf("error = %v, want a blocking finding: %s", err, what)
		}
	}
}

func TestABlockingFindingIsItsOwnKindOfError(t *testing.T) {
	c := etltest.Config(t, etltest.Write(t, withFile("list.csv", "Ärendenummer;Motpart;Inkom;Hemkommun X\n2021-1;A AB;2021-01-04;x\n"))...)
	if _, err := etl.Build(context.Background(), c); !errors.Is(err, etl.ErrBlocked) {
		t.Errorf("error = %v, want ErrBlocked", err)
	}
}

func TestTraceLeadsBackToTheLine(t *testing.T) {
	c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021,
		"2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n2021-00002;2021-01-05;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"))...)
	r, _ := etltest.Build(t, c)
	for _, row := range etltest.Rows(t, r, schema.Disputes) {
		got, err := etl.Trace(context.Background(), c, row["record_id"].(string))
		line := 2
		if row["received_date"] == record.NewDate(2021, 1, 5) {
			line = 3
		}
		want := source.Origin{Disclosure: "one", File: "list.csv", Line: line}
		if err != nil || len(got) != 1 || got[0] != want {
			t.Errorf("trace of %v = %v %v, want %v", row["record_id"], got, err, want)
		}
	}
	if _, err := etl.Trace(context.Background(), c, "aaaaaaaaaaaaaaaa"); !errors.Is(err, record.ErrNotFound) {
		t.Errorf("error = %v, want not found", err)
	}
}

func TestTheManifestNamesEveryCodeInUse(t *testing.T) {
	rows := "2021-00001;2021-01-04;Hittepåavdelningen;Påhittade Bilar AB;412111-1118;;;;;\n"
	r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows))...))
	got := etltest.Rows(t, r, schema.Disputes)[0]["department"]
	if got != record.Unmapped || len(report.Findings) != 1 || report.Findings[0].Rule.Name() != "unmapped-code" {
		t.Errorf("department %v, findings %v", got, report.Findings)
	}
	if strings.Contains(report.Findings[0].String(), "Hittepå") {
		t.Errorf("the finding quotes the cell: %v", report.Findings[0])
	}
	codes := r.Manifest().Lists[0].Codes["department"]
	if last := codes[len(codes)-1]; last.ID != record.Unmapped {
		t.Errorf("the manifest does not list the code %s", record.Unmapped)
	}
}

func TestNamesOfTheRegisterCanBeFound(t *testing.T) {
	c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"))...)
	var err error
	c.Register, err = register.Load(fstest.MapFS{"companies.yaml": {Data: []byte(`companies:
  - {id: se-4121111118, name: Påhittade Bilar AB, org_number: 412111-1118, kind: legal_entity, names: [Gamla Påhittade Vagnar AB],
     source_name: invented, decided_by: a test, decided_on: 2026-11-23, why: a former name}
`)}})
	if err != nil {
		t.Fatal(err)
	}
	r, _ := etltest.Build(t, c)
	var got []string
	for _, row := range etltest.Rows(t, r, schema.Names) {
		got = append(got, fmt.Sprint(row["name_as_written"], " ", row["method"], " ", row["records"]))
	}
	if want := []string{"Gamla Påhittade Vagnar AB register 0", "Påhittade Bilar AB number 1"}; !slices.Equal(got, want) {
		t.Errorf("names: %q, want %q", got, want)
	}
}
