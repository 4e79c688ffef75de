package datasets_test

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/encoding/charmap"

	"tvistdata/datasets"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

// TestLint lints every list that the folder has, with its fixtures and what is bundled with it. Nothing is fetched.
func TestLint(t *testing.T) {
	lists, err := list.Load(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lists {
		t.Run(l.ID, func(t *testing.T) {
			sidecars := glob(t, l.ID+"/testdata/*/disclosure.yaml")
			sidecars = append(sidecars, glob(t, l.ID+"/bundled/*/disclosure.yaml")...)
			sidecars = append(sidecars, glob(t, l.ID+"/demo/*/disclosure.yaml")...)
			if len(sidecars) == 0 {
				t.Fatal("no fixture: a list needs a disclosure under testdata or bundled")
			}
			for _, f := range sidecars {
				t.Run(strings.TrimPrefix(path.Dir(f), l.ID+"/"), func(t *testing.T) { lintDisclosure(t, l, f) })
			}
		})
	}
}

// withoutPlanted are the lists that need no testdata/planted, though they have records; lists of figures name nobody whom their sources
// have not named in public.
var withoutPlanted = map[string]string{
	"cfpb-complaints": "the file is published without persons; testdata/export holds those whom texts may name all the same",
}

// TestPlanted asks for rows with persons in every column of every list, and that each says what becomes of it.
func TestPlanted(t *testing.T) {
	lists, err := list.Load(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lists {
		if _, excepted := withoutPlanted[l.ID]; excepted || l.Kind == record.Figure {
			continue
		}
		t.Run(l.ID, func(t *testing.T) {
			const missing = "%s has no %s: add rows with persons in every column, and what must not leak in testdata/planted-secrets.txt, a text on each line"
			text, err := os.ReadFile(l.ID + "/testdata/planted-secrets.txt")
			if err != nil {
				t.Fatalf(missing, l.ID, "testdata/planted-secrets.txt")
			}
			secrets := strings.FieldsFunc(strings.ToLower(string(text)), func(r rune) bool { return r == '\n' || r == '\r' })
			sidecar := l.ID + "/testdata/planted/disclosure.yaml"
			if len(glob(t, sidecar)) == 0 {
				t.Fatalf(missing, l.ID, "testdata/planted")
			}
			var d source.Disclosure
			readYAML(t, sidecar, &d)
			for _, f := range d.Files {
				lintPlanted(t, l, d, path.Join(path.Dir(sidecar), f.Name), readCSV(t, path.Join(path.Dir(sidecar), f.Name), f), secrets)
			}
		})
	}
}

// unsearchable are columns about persons whose values are too short to be looked for in all that is published.
var unsearchable = []string{"complainant_postcode", "complainant_gender", "complainant_age"}

// lintPlanted asks that each row says what becomes of it, and that the respondent and every column about persons holds a secret somewhere.
func lintPlanted(t *testing.T, l *list.List, d source.Disclosure, name string, rows [][]string, secrets []string) {
	t.Helper()
	expect := slices.Index(rows[0], "expect")
	if expect < 0 || d.Columns["expect"] != "ignore" {
		t.Fatalf("%s: no column expect, or the sidecar does not say columns: {expect: ignore, defect: ignore}", name)
	}
	for i, row := range rows[1:] {
		if !slices.Contains([]string{"published", "unnamed", "rejected"}, row[expect]) {
			t.Errorf("%s: line %d expects %q; expected published, unnamed or rejected", name, i+2, row[expect])
		}
	}
	for i, header := range rows[0] {
		c, ok := l.Column(header)
		if named, declared := d.Columns[header]; declared {
			c, ok = l.ColumnNamed(named)
		}
		if !ok || !c.Personal && c.Name != "respondent" || slices.Contains(unsearchable, c.Name) {
			continue
		}
		if !slices.ContainsFunc(rows[1:], func(row []string) bool {
			return slices.ContainsFunc(secrets, func(s string) bool { return strings.Contains(strings.ToLower(row[i]), s) })
		}) {
			t.Errorf("%s: column %s has no planted secret in any row", name, c.Name)
		}
	}
}

// TestEmbedded makes sure that the program carries what the folder holds, except for fixtures.
func TestEmbedded(t *testing.T) {
	for _, pattern := range []string{"*/dataset.yaml", "*/bundled/*/*", "*/demo/*/*", "companies/*.yaml"} {
		for _, f := range glob(t, pattern) {
			want, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := datasets.FS.ReadFile(f); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s is not in the program as it stands in the folder: %v", f, err)
			}
		}
	}
	if _, err := fs.Stat(datasets.FS, "arn-cases/testdata"); err == nil {
		t.Error("fixtures with planted persons are in the program")
	}
}

func lintDisclosure(t *testing.T, l *list.List, sidecar string) {
	t.Helper()
	var d source.Disclosure
	readYAML(t, sidecar, &d)
	if d.List != l.ID {
		t.Errorf("the sidecar says list %q, the folder %q", d.List, l.ID)
	}
	if made := !strings.Contains(sidecar, "/bundled/"); d.Synthetic != made {
		t.Errorf("synthetic: %v in %s", d.Synthetic, sidecar)
	}
	for _, c := range d.Covers {
		if c.To < c.From || len(c.Measures) == 0 {
			t.Errorf("covers %s to %s: %v", c.From, c.To, c.Measures)
		}
		for _, m := range c.Measures {
			if !slices.Contains(record.Measures(l.Kind), m) {
				t.Errorf("covers measure %q, which %s records do not have", m, l.Kind)
			}
		}
	}
	if len(d.Files) == 0 {
		t.Error("no files named")
	}
	planted := strings.HasSuffix(path.Dir(sidecar), "/planted")
	for _, f := range d.Files {
		if strings.HasSuffix(f.Name, ".csv") {
			lintFile(t, l, d, f, path.Dir(sidecar), planted)
		}
	}
}

// lintFile asks that every header is known or declared, and every code too, except where it was planted.
func lintFile(t *testing.T, l *list.List, d source.Disclosure, f source.File, dir string, planted bool) {
	t.Helper()
	rows := readCSV(t, path.Join(dir, f.Name), f)
	if len(rows) < 2 {
		t.Fatalf("%s holds no rows", f.Name)
	}
	seen := map[string]bool{}
	for i, header := range rows[0] {
		name, declared := d.Columns[header]
		if !declared {
			c, ok := l.Column(header)
			if !ok {
				t.Errorf("%s: header %q is neither known to the list nor declared in the sidecar", f.Name, header)
				continue
			}
			name = c.Name
		}
		if name == "ignore" {
			continue
		}
		c, ok := l.ColumnNamed(name)
		if !ok {
			t.Errorf("%s: header %q is declared as %q, which the list does not have", f.Name, header, name)
		}
		if seen[name] {
			t.Errorf("%s: two headers stand for column %s", f.Name, name)
		}
		seen[name] = true
		if c.Type == list.CodeOf && !planted {
			lintCodes(t, l, c.Name, rows, i)
		}
		if c.Name == "department_as_written" {
			lintCodes(t, l, "department", rows, i)
		}
	}
	for _, c := range l.Columns {
		if c.Required && !seen[c.Name] {
			t.Errorf("%s: required column %s is missing", f.Name, c.Name)
		}
	}
}

func lintCodes(t *testing.T, l *list.List, column string, rows [][]string, at int) {
	t.Helper()
	var unknown []string
	for line, row := range rows[1:] {
		if code, known := l.CodeOf(column, row[at]); !known {
			unknown = append(unknown, row[at])
		} else if code != "" && column != "subject" && !slices.ContainsFunc(l.Codes[column], func(c list.Code) bool { return c.ID == code }) {
			t.Errorf("row %d: %q gives code %q, which is not listed", line+2, row[at], code)
		}
	}
	if len(unknown) > allowed(rows) {
		t.Errorf("%s: %d of %d rows hold what is no code: %q", column, len(unknown), len(rows)-1, unknown)
	}
}

// allowed is how many rows of a file may hold an unknown code: none of a fixture, some of a long file, which shows
// what real ones are like.
func allowed(rows [][]string) int { return len(rows) / 500 }

func readCSV(t *testing.T, name string, f source.File) [][]string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	switch f.Encoding {
	case "windows-1252":
		if utf8.Valid(b) {
			t.Errorf("%s is said to be windows-1252 but is valid UTF-8", name)
		}
		if b, err = charmap.Windows1252.NewDecoder().Bytes(b); err != nil {
			t.Fatal(err)
		}
	case "utf-8":
		if !utf8.Valid(b) {
			t.Errorf("%s is said to be utf-8 and is not", name)
		}
	default:
		t.Errorf("%s: encoding %q", name, f.Encoding)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	r.Comma, _ = utf8.DecodeRuneInString(f.Delimiter)
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return rows
}

func readYAML(t *testing.T, name string, v any) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.UnmarshalWithOptions(b, v, yaml.Strict()); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	names, err := fs.Glob(os.DirFS("."), pattern)
	if err != nil {
		t.Fatal(err)
	}
	return names
}
