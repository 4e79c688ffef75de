//go:build !race

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// yamlKind is a kind of YAML file that the program reads: the folder around it, in which nothing is wrong, and edits of it.
type yamlKind struct {
	name  string
	path  string // of the file in the folder
	args  []string
	edits []yamlEdit
	sound map[string]string // the other files
}

// yamlEdit makes a case of the file without a fault: the first old in it becomes new, every one where old is a line end, and the
// whole file where old is empty. In new {base} is replaced by that file, {first} by its first line, {trimmed} by it without its last
// line end.
type yamlEdit struct{ name, old, new string }

func (e yamlEdit) of(t *testing.T, base string) string {
	t.Helper()
	first, _, _ := strings.Cut(base, "\n")
	text := strings.NewReplacer("{base}", base, "{first}", first, "{trimmed}", strings.TrimSpace(base)).Replace(e.new)
	switch {
	case e.old == "":
		return text
	case !strings.Contains(base, e.old):
		t.Fatalf("the file has no %q", e.old)
	case e.old == "\n":
		return strings.ReplaceAll(base, e.old, text)
	}
	return strings.Replace(base, e.old, text, 1)
}

// TestYAMLIsReadAsRecorded reads good and bad files of every kind: what is recorded of each is the exit status and, where it is
// refused, the files and lines that are reported. The words may change, and these may not.
func TestYAMLIsReadAsRecorded(t *testing.T) {
	t.Parallel()
	tellHowToUpdate(t)
	recorded := recordedLines(t, yamlRecord)
	var names []string
	var tries []func(t *testing.T) string
	for _, kind := range yamlKinds() {
		try := kind.try
		if kind.name == "dataset" {
			try = kind.together(t)
		}
		for _, e := range kind.edits {
			names = append(names, kind.name+": "+e.name)
			tries = append(tries, func(t *testing.T) string { t.Helper(); return try(t, e) })
		}
	}
	got := make([]string, len(names))
	t.Cleanup(func() { // once every case was tried
		var b strings.Builder
		for i, name := range names {
			if got[i] == "" {
				return // some were left out by -run
			}
			fmt.Fprintf(&b, "%s = %s\n", name, got[i])
			delete(recorded, name)
		}
		if *update {
			writeRecord(t, yamlRecord, b.String())
			return
		}
		for name := range recorded {
			t.Errorf("recorded is %s, and no case is called so", name)
		}
	})
	for i, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got[i] = tries[i](t)
			if want, known := recorded[name]; !*update && (got[i] != want || !known) {
				t.Errorf("got %s, and recorded is %q", got[i], want)
			}
		})
	}
}

// try returns the exit status of one case with the places that are reported, or what a build's report says of the sidecar.
func (k yamlKind) try(t *testing.T, e yamlEdit) string {
	t.Helper()
	files := maps.Clone(k.sound)
	files[k.path] = e.of(t, files[k.path])
	status, out, errs := k.run(t, files)
	got := fmt.Sprint(status)
	if status != statusOK {
		return got + toldPlaces(errs)
	}
	var r struct{ Disclosures []map[string]any }
	if err := json.Unmarshal([]byte(out), &r); err == nil && len(r.Disclosures) > 0 { // a build's
		for _, key := range []string{"authority_reference", "asked_for", "search_term", "received", "extracted"} {
			got += fmt.Sprintf(" %q", fmt.Sprint(r.Disclosures[0][key]))
		}
	}
	return got
}

// run runs the kind's command on a folder of files.
func (k yamlKind) run(t *testing.T, files map[string]string) (status int, stdout, stderr string) {
	t.Helper()
	dir := t.TempDir()
	lay(t, dir, files)
	args := append(slices.Clone(k.args), "--disclosures", filepath.Join(dir, "disclosures"), "--datasets", filepath.Join(dir, "own"))
	var out, errs bytes.Buffer
	status = run(t.Context(), args, &out, &errs)
	return status, out.String(), errs.String()
}

// together tries all cases of lists, whose faults are reported all at once: each in a folder of its own, and in the end those without
// a fault. It returns what came of each.
func (k yamlKind) together(t *testing.T) func(*testing.T, yamlEdit) string {
	t.Helper()
	files, got := maps.Clone(k.sound), map[string]string{}
	folder := func(i int) string { return fmt.Sprintf("list-%03d", i) }
	for i, e := range k.edits {
		files["own/"+folder(i)+"/dataset.yaml"] = strings.Replace(e.of(t, k.sound[k.path]), "made-up", folder(i), 1)
	}
	status, _, errs := k.run(t, files)
	for i, e := range k.edits {
		var mine strings.Builder
		for line := range strings.Lines(errs) {
			if _, at, found := strings.Cut(line, folder(i)+"/"); found {
				mine.WriteString(at)
			}
		}
		if got[e.name] = fmt.Sprint(statusOK); mine.Len() > 0 {
			got[e.name] = fmt.Sprint(status) + toldPlaces(mine.String())
			delete(files, "own/"+folder(i)+"/dataset.yaml")
		}
	}
	if status, _, errs := k.run(t, files); status != statusOK {
		t.Errorf("the lists without a fault: exit status %d: %s", status, errs)
	}
	return func(_ *testing.T, e yamlEdit) string { return got[e.name] }
}

// toldPlace is a place as errors write it: file:line, or the file alone.
var toldPlace = regexp.MustCompile(`[a-z.]+\.(?:yaml|csv|txt)(?::[0-9]+)?`)

// toldPlaces returns the places that an error names, the first one of each line, sorted.
func toldPlaces(errs string) string {
	var places []string
	for line := range strings.Lines(errs) {
		if place := toldPlace.FindString(line); place != "" {
			places = append(places, " "+place)
		}
	}
	slices.Sort(places)
	return strings.Join(places, "")
}

const yamlRecord = "yaml.txt"

// recordPath returns the path of a record.
func recordPath(name string) string { return filepath.Join("testdata", "recorded", name) }

// recordedLines reads a record of lines NAME = VALUE.
func recordedLines(t *testing.T, name string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(recordPath(name))
	if err != nil && !*update {
		t.Fatal(err)
	}
	out := map[string]string{}
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " = ")
		out[name] = value
	}
	return out
}

func writeRecord(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(recordPath(name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
