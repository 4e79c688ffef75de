package etl_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"tvistdata/datasets"
	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/etl/publish"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/register"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// fixtures is the folder of the lists, whose planted fixtures say what must never leave.
const fixtures = "../datasets"

func secrets(t *testing.T, list string) []string {
	t.Helper()
	file, err := os.Open(filepath.Join(fixtures, list, "testdata", "planted-secrets.txt"))
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
		t.Fatalf("only %d secrets for %s", len(out), list)
	}
	return out
}

// decode returns a fixture's text, which is UTF-8 or Windows-1252.
func decode(t *testing.T, content string) string {
	t.Helper()
	if utf8.ValidString(content) {
		return content
	}
	text, err := charmap.Windows1252.NewDecoder().String(content)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// fixture copies a fixture of a list.
func fixture(t *testing.T, list, name string) etltest.Disclosure {
	t.Helper()
	dir := filepath.Join(fixtures, list, "testdata", name)
	d := etltest.Disclosure{List: list, ID: name, Files: map[string]string{}}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := fs.ReadFile(os.DirFS(dir), e.Name())
		if err != nil {
			t.Fatal(err)
		}
		if e.Name() == "disclosure.yaml" {
			d.Sidecar = string(text)
		} else {
			d.Files[e.Name()] = string(text)
		}
	}
	return d
}

// plantedLists returns the lists that have a fixture with planted persons, each with the fixture's name.
func plantedLists(t *testing.T) (out [][2]string) {
	t.Helper()
	const name = "planted"
	dirs, err := filepath.Glob(filepath.Join(fixtures, "*", "testdata", name))
	if err != nil || len(dirs) < 3 {
		t.Fatalf("lists with a planted fixture: %v, %v", dirs, err)
	}
	for _, dir := range dirs {
		out = append(out, [2]string{filepath.Base(filepath.Dir(filepath.Dir(dir))), name})
	}
	return out
}

func TestNothingPlantedLeaves(t *testing.T) {
	for _, c := range append(plantedLists(t), [2]string{"cfpb-complaints", "export"}) {
		t.Run(c[0]+"/"+c[1], func(t *testing.T) {
			planted := fixture(t, c[0], c[1])
			input := ""
			for _, content := range planted.Files {
				input += decode(t, content)
			}
			config := etltest.Config(t, etltest.Write(t, planted)...)
			r, report := etltest.Build(t, config)
			out := etltest.Text(t, config.Releases, r) + etltest.Kept(t, config.Releases, r)
			for _, f := range report.Findings {
				out += fmt.Sprintln(f)
			}
			for _, name := range []string{r.ID() + ".build.json", "current"} {
				text, err := os.ReadFile(filepath.Join(config.Releases, name))
				if err != nil {
					t.Fatal(err)
				}
				out += string(text)
			}
			out = strings.ToLower(out)
			found := 0
			for _, secret := range secrets(t, c[0]) {
				if strings.Contains(strings.ToLower(input), strings.ToLower(secret)) {
					found++
				}
				if strings.Contains(out, strings.ToLower(secret)) {
					t.Errorf("%q left", secret)
				}
			}
			if found == 0 {
				t.Error("no secret is planted in the fixture")
			}
		})
	}
}

// TestPlantedRowsBecomeWhatTheyExpect uses the expect column of the fixtures.
func TestPlantedRowsBecomeWhatTheyExpect(t *testing.T) {
	for _, c := range plantedLists(t) {
		list := c[0]
		d := fixture(t, list, c[1])
		want := release.Accounting{}
		for _, content := range d.Files {
			for _, expected := range regexp.MustCompile(`(?m);(unnamed|published|rejected)(;|\r?$)`).FindAllStringSubmatch(decode(t, content), -1) {
				want.Read++
				switch expected[1] {
				case "unnamed":
					want.Unnamed++
				case "published":
					want.Published++
				case "rejected":
					want.Rejected++
				}
			}
		}
		_, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, d)...))
		if got := accounting(t, report, "planted"); got != want {
			t.Errorf("%s: %+v, want %+v\n%v", list, got, want, report.Findings)
		}
	}
}

func TestPersonsHaveNoCompany(t *testing.T) {
	rows := "2021-00001;2021-01-04;Motor;Anna Andersson Bygg;811218-9876;;;;;\n" +
		"2021-00002;2021-01-04;Motor;Gösta Namnlös;;;;;;\n"
	r, _ := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows))...))
	for _, file := range []string{schema.Disputes, schema.Companies, schema.Names, schema.CountsMonthly} {
		if rows := etltest.Rows(t, r, file); len(rows) != 0 {
			t.Errorf("%s has rows of persons: %v", file, rows)
		}
	}
}

// TestTheFilesAreSearchedBeforeTheyAreReleased plants a telephone number where the exit does not look: in a note.
func TestTheFilesAreSearchedBeforeTheyAreReleased(t *testing.T) {
	c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"))...)
	overlay := fstest.MapFS{"notes.yaml": {Data: []byte(`notes:
  - {id: planted, kind: event, list: arn-cases, from: 2021-01-01, text: {sv: "ring 070-174 06 05", en: x}, source_name: x}
`)}}
	companies, err := fs.Sub(datasets.FS, "companies")
	if err != nil {
		t.Fatal(err)
	}
	if c.Register, err = register.Load(companies, overlay); err != nil {
		t.Fatal(err)
	}
	_, err = etl.Build(t.Context(), c)
	var personal *publish.PersonalError
	if !errors.As(err, &personal) || personal.File != schema.Notes || !errors.Is(err, etl.ErrBlocked) {
		t.Errorf("error = %v, want a blocking find in %s", err, schema.Notes)
	}
	if strings.Contains(err.Error(), "070") {
		t.Errorf("the error quotes what it found: %v", err)
	}
}

func TestNamesOfDisclosuresAndFilesHoldNobody(t *testing.T) {
	for _, d := range []etltest.Disclosure{
		arn("anna-811218-9876", etltest.ARN2021, ""),
		{List: "arn-cases", ID: "one", Sidecar: etltest.ARN2021, Files: map[string]string{"anna@example.se.csv": header}},
	} {
		_, err := etl.Build(t.Context(), etltest.Config(t, etltest.Write(t, d)...))
		if err == nil || strings.Contains(err.Error(), "anna") {
			t.Errorf("error = %v, want one that does not say the name", err)
		}
	}
}

// A number or an address in disguise in the sidecar stops the build as its plain form does.
func TestDisguisesInTheSidecarStopTheBuild(t *testing.T) {
	for _, term := range []string{
		"81I2I8-9876", "⑧①①②①⑧-⑨⑧⑦⑥", "åtta ett ett två ett åtta nio åtta sju sex", "anna(at)example.se", "anna at example dot se",
		"noll sju noll ett sju fyra noll sex noll fem",
	} {
		sidecar := etltest.ARN2021 + fmt.Sprintf("search_term: %q\n", term)
		c := etltest.Config(t, etltest.Write(t, arn("one", sidecar, "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"))...)
		if _, err := etl.Build(context.Background(), c); err == nil || strings.Contains(err.Error(), term) || !strings.Contains(err.Error(), "write it otherwise") {
			t.Errorf("%q: %v", term, err)
		}
	}
}

// What the sidecar says in words of its own is published, so a name in it is reported before that, and the finding never holds it.
func TestNamesInTheSidecarAreTold(t *testing.T) {
	const said = "authority_reference: Dnr 12\nasked_for: alla ärenden mot Påhittade Bilar AB\nsearch_term: %s\n"
	for term, want := range map[string]int{"Gösta Namnlös": 1, "gösta lindqvist": 1, "Påhittade Bilar AB": 0, "bilar": 0} {
		sidecar := etltest.ARN2021 + fmt.Sprintf(said, term)
		r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", sidecar, "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"))...))
		var got []source.Finding
		for _, f := range report.Findings {
			if f.Rule.Name() == "possible-name" {
				got = append(got, f)
			}
		}
		if len(got) != want || want > 0 && (!strings.HasPrefix(got[0].Text, "search_term ") || !strings.Contains(got[0].Text, "published as it is:") || got[0].Rule.Severity() != rule.Note || strings.Contains(strings.ToLower(got[0].String()), "gösta")) {
			t.Errorf("%s: findings %v, want %d", term, report.Findings, want)
		}
		if d := r.Manifest().Disclosures[0]; d.SearchTerm != term {
			t.Errorf("the release has %q, want %q", d.SearchTerm, term)
		}
	}
}
