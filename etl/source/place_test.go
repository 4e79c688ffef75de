package source_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tvistdata/etl/source"
)

// Every error of a sidecar has the one form: the disclosure, the file with the line, the key, and what is wrong.
func TestErrorsOfASidecarNameTheirPlace(t *testing.T) {
	const head = "list: x\n"
	for text, want := range map[string]string{
		"received: i höstas\n":                                        `2: received: expected a date such as 2024-01-15, found "a aaaaaa"`,
		"received: [2024-01-15]\n":                                    `2: received: expected a date such as 2024-01-15, found "["`,
		"received: 2024-01-15\nextracted: 2024-13-01\n":               `3: extracted: expected a date such as 2024-01-15, found "9999-99-99"`,
		"received: 2024-01-15\nissue: {name: 2025-2, date: hösten}\n": `3: issue.date: expected a date`,
		"received: 2024-01-15\ncovers:\n  - {measures: [received], from: 2021-01-01, to: 2021-02-30}\n":       `4: covers[0].to: expected a date such as 2024-01-15, found "9999-99-99"`,
		"received: 2024-01-15\ncovers:\n  - measures: [received]\n    from: 2021-01-01\n    to: 2025-01-01\n": `6: covers[0].to: 2025-01-01 is after the disclosure was received (2024-01-15)`,
		"received: 2024-01-15\ncovers:\n  - {from: 2021-01-01, to: 2021-12-31}\n":                             `4: covers[0]: it has no measures`,
		"received: 2024-01-15\nextracted: 2024-01-16\n":                                                       `3: extracted: 2024-01-16 is after`,
		"received: 2024-01-15\nfiles:\n  - name: a.csv\n  - name: Vilma.csv\n":                                `5: files[1].name: no file in the folder has this name, of the shape "Aaaaa.aaa"`,
		"received: 2024-01-15\nVilma: 1\n":                                                                    `3: unknown field of the shape "Aaaaa"`,
		"asked_for: allt\n":                                                                                   `: received: it is missing`,
	} {
		dir := filepath.Join(t.TempDir(), "one")
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		for name, content := range map[string]string{source.Sidecar: head + text, "a.csv": "a"} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		_, err := source.Load(dir)
		form := "disclosure one: disclosure.yaml:" + want
		if want[0] == ':' {
			form = "disclosure one: disclosure.yaml" + want
		}
		if err == nil || !strings.HasPrefix(err.Error(), form) || strings.Contains(err.Error(), "Vilma") {
			t.Errorf("got  %v\nwant %s", err, form)
		}
	}
}

// A name under columns that no file has is found by its line.
func TestTheLineOfAColumn(t *testing.T) {
	dir := t.TempDir()
	text := "list: x\nreceived: 2024-01-15\ncolumns:\n  Mottpart: respondent\n  \"Org nr\": org_number\n"
	for name, content := range map[string]string{source.Sidecar: text, "a.csv": "a"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d, err := source.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for column, want := range map[string]int{"Mottpart": 4, "Org nr": 5, "annat": 3} {
		if got := d.Line(source.Key{"columns", column}); got != want {
			t.Errorf("%s: line %d, want %d", column, got, want)
		}
	}
}

// A header under columns is the registrar's own text, and may name a person.
func TestAHeaderIsNotQuoted(t *testing.T) {
	d := source.Disclosure{ID: "one", Dir: t.TempDir()}
	if err := os.WriteFile(filepath.Join(d.Dir, source.Sidecar), []byte("list: x\ncolumns:\n  Vilma: motpart\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, want := d.Wrong(source.Key{"columns", "Vilma"}, "no column").Error(), `disclosure one: disclosure.yaml:3: columns."Aaaaa": no column`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
