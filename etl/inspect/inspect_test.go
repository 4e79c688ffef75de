package inspect_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/etl/inspect"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/sharedtest"
)

var update = flag.Bool("update", false, "write golden files")

var today = record.NewDate(2026, 11, 23)

// options are those of every test: the bundled lists, and a fixed day.
func options(t *testing.T) inspect.Options {
	t.Helper()
	lists, register := etltest.Lists(t)
	return inspect.Options{Lists: lists, Register: register, Today: today}
}

// write writes a file into a folder of its own.
func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// inspected inspects a file and returns what would be printed, as text and as JSON.
func inspected(t *testing.T, path string, o inspect.Options) (r inspect.Report, printed string) {
	t.Helper()
	r, err := inspect.File(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := inspect.Print(&b, r); err != nil {
		t.Fatal(err)
	}
	text, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return r, b.String() + string(text)
}

// load puts a file and a sidecar into a folder of disclosures, and loads it as a build does.
func load(t *testing.T, path, listID, sidecar string) source.Disclosure {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return etltest.Write(t, etltest.Disclosure{
		List: listID, ID: "inspected", Sidecar: sidecar, Files: map[string]string{filepath.Base(path): string(content)},
	})[0]
}

// accounting builds one disclosure and returns where its rows went.
func accounting(t *testing.T, d source.Disclosure) release.Accounting {
	t.Helper()
	c := etltest.Config(t, d)
	c.DryRun = true
	report, err := etl.Build(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Accounted) != 1 {
		t.Fatalf("%d accounts, want one", len(report.Accounted))
	}
	return report.Accounted[0].Accounting
}

// What is printed for the demo's own files makes the same rows as the sidecars that come with them.
func TestPrintedSidecarsBuildTheSameRows(t *testing.T) {
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	folders, err := filepath.Glob("../../datasets/*/demo/*")
	if err != nil || len(folders) < 5 {
		t.Fatalf("%d demo folders: %v", len(folders), err)
	}
	for _, dir := range folders {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			want, err := source.Load(dir)
			if err != nil {
				t.Fatal(err)
			}
			if len(want.Files) != 1 {
				t.Skipf("%d files", len(want.Files))
			}
			path := filepath.Join(dir, want.Files[0].Name)
			r, _ := inspected(t, path, options(t))
			if r.List.ID != want.List || r.List.Sure != "sure" || !r.Ready {
				t.Fatalf("it is taken for %+v, ready: %t", r.List, r.Ready)
			}
			got := load(t, path, r.List.ID, r.Sidecar)
			if len(got.Covers) != 0 {
				t.Errorf("nobody was asked, and it claims to cover %v", got.Covers)
			}
			if diff := cmp.Diff(accounting(t, want), accounting(t, got)); diff != "" {
				t.Errorf("rows (-bundled +printed):\n%s", diff)
			}
		})
	}
}

// secrets are the texts that must never leave the planted fixtures of a list.
func secrets(t *testing.T, listID string) []string {
	t.Helper()
	file, err := os.Open(filepath.Join("../../datasets", listID, "testdata/planted-secrets.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // only read
	var out []string
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if s := strings.TrimSpace(lines.Text()); s != "" && !strings.HasPrefix(s, "#") {
			out = append(out, s)
		}
	}
	if len(out) < 5 {
		t.Fatalf("only %d secrets for %s", len(out), listID)
	}
	return out
}

func absent(t *testing.T, printed string, secrets ...string) {
	t.Helper()
	for _, s := range secrets {
		if strings.Contains(strings.ToLower(printed), strings.ToLower(s)) {
			t.Errorf("%q is printed", s)
		}
	}
}

func TestNothingPlantedIsPrinted(t *testing.T) {
	for _, listID := range []string{"arn-cases", "konsumentverket-complaints", "cfpb-complaints"} {
		files, err := filepath.Glob(filepath.Join("../../datasets", listID, "testdata/*/*.csv"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no fixtures of %s: %v", listID, err)
		}
		for _, path := range files {
			r, printed := inspected(t, path, options(t))
			if r.List.ID != listID {
				t.Errorf("%s is taken for %s", path, r.List.ID)
			}
			absent(t, printed, secrets(t, listID)...)
		}
	}
}

// The same rows under names that no list knows.
func TestNothingIsPrintedUnderUnknownNames(t *testing.T) {
	var b strings.Builder
	b.WriteString("Alfa;Beta;Gamma;Delta;Epsilon;Zeta;Eta;Theta\n")
	for range 20 {
		b.WriteString("2021-04;Anna Andersson;811218-9876;vilma@planteradsson.example;070-174 06 05;Påhittade Bilar AB;Hej, jag heter Vilma Planteradsson och köpte en sak av firman.;1955-03-02\n")
		b.WriteString("2021-05;Gösta Namnlös;19811218-9876;sixten@planteradsson.example;+46 70 174 06 06;Holger Registratorsson;Sixten Planteradsson;1961-12-24\n")
	}
	r, printed := inspected(t, write(t, "lista.csv", b.String()), options(t))
	absent(t, printed, "Anna", "Andersson", "811218", "planteradsson", "070-174", "+46 70", "Registratorsson", "Gösta", "Namnlös", "köpte", "1955", "1961")
	for _, n := range []int{2, 3, 4, 5, 7, 8} {
		if c := r.Columns[n-1]; !c.Personal {
			t.Errorf("column %d, %s, does not look personal: %s", n, c.Header, c.Holds)
		}
	}
}

// A company's name or number is an example only when the exit would show the row.
func TestRowsOfPersonsGiveNoExamples(t *testing.T) {
	rows := "Ärendenummer;Motpart;Org.nr\n" +
		"2021-00001;Anna Anderssons Bygg AB;811218-9876\n" +
		"2021-00002;Dödsboet efter Sven Bortgången;192024-0189\n" +
		"2021-00003;XXXX;433013-0131\n" +
		"2021-00004;Påhittade Bilar AB;412111-1118\n" +
		"2021-00005;Påhittade Taxi 19121212-1212 AB;423012-0125\n"
	r, printed := inspected(t, write(t, "lista.csv", rows), options(t))
	absent(t, printed, "Anna", "811218", "192024", "Bortgången", "433013", "423012", "Taxi")
	for i, want := range [][]string{1: {"Påhittade Bilar AB"}, 2: {"412111-1118"}} {
		if diff := cmp.Diff(want, r.Columns[i].Examples); i > 0 && diff != "" {
			t.Errorf("column %d (-want +got):\n%s", i+1, diff)
		}
	}
}

func TestUnknownNamesAreGuessedByTheirCells(t *testing.T) {
	rows := "Ärendenummer;Inkom;Avdelning;Xyz;Bolagen;Zzz;Anteckning om läget;Ännu en: \"text\" # här;Belopp;Ärendetyp\n" +
		"2021-00001;2021-01-04;Motor;412111-1118;Påhittade Bilar AB;Bifall;en rad;a;100;Ärende\n" +
		"2021-00002;2021-01-05;Resor;4130110119;Ofarliga Motorer AB;Avslag;en till;b;200;Ärende\n" +
		"2021-00003;2021-01-06;Bank;412111-1118;Påhittade Bilar AB;Avskriven;en tredje;c;300;Ärende\n"
	path := write(t, "lista.csv", strings.ReplaceAll(rows, `Ännu en: "text" # här`, `"Ännu en: ""text"" # här"`))
	r, _ := inspected(t, path, options(t))
	want := map[string]string{
		"Xyz": "org_number", "Bolagen": "respondent", "Zzz": "outcome", "Anteckning om läget": "ignore", `Ännu en: "text" # här`: "ignore",
	}
	d := load(t, path, r.List.ID, r.Sidecar)
	if diff := cmp.Diff(want, d.Columns); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
	if r.Columns[3].Guess != "100 % of its cells are valid organisation numbers" || r.Columns[0].Guess != "" {
		t.Errorf("guesses: %q and %q", r.Columns[3].Guess, r.Columns[0].Guess)
	}
	if got := accounting(t, d); got.Published != 3 {
		t.Errorf("%+v, want 3 published", got)
	}
}

// Of two columns that mean the same, the one with more in it is used.
func TestColumnsThatMeanTheSame(t *testing.T) {
	path := write(t, "lista.csv", "Ärendenummer;Dnr;Motpart\n;2021-00001;Påhittade Bilar AB\n;2021-00002;Påhittade Bilar AB\n")
	r, _ := inspected(t, path, options(t))
	d := load(t, path, r.List.ID, r.Sidecar)
	if diff := cmp.Diff(map[string]string{"Ärendenummer": "ignore"}, d.Columns); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
	if got := accounting(t, d); got.Published != 2 {
		t.Errorf("%+v, want 2 published", got)
	}
}

func TestListsThatFitAlike(t *testing.T) {
	r, _ := inspected(t, write(t, "lista.csv", "Dnr;Inkom;Företag;Orgnr\n2021-1;2021-01-04;Påhittade Bilar AB;412111-1118\n"), options(t))
	if r.List.Sure != "unsure" || len(r.List.Also) != 1 {
		t.Errorf("%+v, want two lists that fit", r.List)
	}
}

// What no list fits becomes a list that loads and builds as it is, whatever the columns are called.
func TestNewListsLoad(t *testing.T) {
	path := write(t, "lista.csv", "Reference;Reference 2;\"Köpare: \"\"A\"\"\";Org;När;Epost;1;åäö # x;Belopp kr;Öppet\n"+
		"A1;B1;Påhittade Bilar AB;412111-1118;2021-01-04;vilma@planteradsson.example;7;q;1 000,50;Ja\n"+
		"A2;B2;Ofarliga Motorer AB;4130110119;2021-01-05;sixten@planteradsson.example;8;r;2 000,50;Nej\n")
	o := options(t)
	r, printed := inspected(t, path, o)
	if r.List.Sure != "no" || r.Ready || !strings.Contains(printed, "choose its record kind") {
		t.Errorf("%+v, ready: %t", r.List, r.Ready)
	}
	absent(t, printed, "planteradsson")
	lists, err := list.Load(fstest.MapFS{"new-list/dataset.yaml": {Data: []byte(r.Dataset), Mode: fs.ModePerm}})
	if err != nil {
		t.Fatalf("%v\n%s", err, r.Dataset)
	}
	for _, c := range lists[0].Columns {
		if c.Publish != list.No && c.Name != "respondent" && c.Name != "org_number" && c.Name != "received_date" {
			t.Errorf("column %s would be published: %s", c.Name, c.Publish)
		}
	}
	if c, ok := lists[0].Column("Epost"); !ok || !c.Personal {
		t.Errorf("the column of addresses: %+v", c)
	}
	config := etltest.Config(t, load(t, path, "new-list", r.Sidecar))
	config.Lists = slices.Concat(config.Lists, lists)
	_, report := etltest.Build(t, config)
	if got := report.Accounted[0].Accounting; got.Published != 2 {
		t.Errorf("%+v, want 2 published\n%v", got, report.Findings)
	}
}

func TestEverySharedFile(t *testing.T) {
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	for _, c := range []struct {
		file, list, sure string
		rows, rejected   int
	}{
		{"published-figures.csv", "published-figures", "sure", 295, 0},
		{"third-party/cfpb-sample.csv", "cfpb-complaints", "sure", 20000, 0},
		{"third-party/cfpb-truncated.csv", "cfpb-complaints", "sure", 2067, 1},
		{"third-party/uhm-contracted-value.xlsx", "", "no", 9780, 0},
		{"third-party/tsa-complaints-2019-02.answer.csv", "", "no", 33486, 0},
		{"third-party/tsa-complaints-2019-02.pdf", "", "no", 33921, 1}, // one of no level: see the test of pdffile
	} {
		t.Run(filepath.Base(c.file), func(t *testing.T) {
			path := sharedtest.Path(t, filepath.Join("data", c.file))
			r, _ := inspected(t, path, options(t))
			if r.Rows != c.rows || r.Rejected != c.rejected || r.List.Sure != c.sure || c.list != "" && r.List.ID != c.list {
				t.Errorf("%d rows, %d rejected, list %+v", r.Rows, r.Rejected, r.List)
			}
			id := r.List.ID
			if r.Dataset != "" {
				id = "new-list"
				if _, err := list.Load(fstest.MapFS{"new-list/dataset.yaml": {Data: []byte(r.Dataset), Mode: fs.ModePerm}}); err != nil {
					t.Errorf("%v\n%s", err, r.Dataset)
				}
			}
			load(t, path, id, r.Sidecar)
			if filepath.Ext(path) == ".pdf" {
				levelsOfThePDF(t, r)
			}
		})
	}
}

// levelsOfThePDF: what the indentation of its first column means becomes columns, and the sidecar says which.
func levelsOfThePDF(t *testing.T, r inspect.Report) {
	t.Helper()
	if want := `levels: ["Airport", "Fiscal Year", "Category", "Level 4"]`; !strings.Contains(r.Sidecar, want) {
		t.Errorf("want %s in\n%s", want, r.Sidecar)
	}
	var names []string
	for _, c := range r.Columns {
		names = append(names, c.Header)
	}
	if len(names) != 17 || !slices.Equal(names[:5], []string{"Airport", "Fiscal Year", "Category", "Level 4", "Oct"}) || !strings.Contains(r.Dataset, "formats: [pdf]") {
		t.Errorf("columns %q\n%s", names, r.Dataset)
	}
}

func TestGolden(t *testing.T) {
	r, err := inspect.File(t.Context(), "testdata/lista.csv", options(t))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := inspect.Print(&b, r); err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/lista.golden.txt"
	if *update {
		if err := os.WriteFile(golden, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("(-want +got; -update writes it):\n%s", diff)
	}
}
