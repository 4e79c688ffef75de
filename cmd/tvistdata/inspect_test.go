package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestInspect(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lista.csv")
	if err := os.WriteFile(path, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	out, errs := call(t, statusOK, "inspect", path)
	if !strings.Contains(out, "arn-cases (Cases at") || !strings.Contains(out, "=== disclosure.yaml") || errs != "" {
		t.Errorf("printed:\n%s%s", out, errs)
	}
	out, _ = call(t, statusOK, "inspect", path, "--json")
	var report struct {
		Rows    int    `json:"rows"`
		Sidecar string `json:"disclosure_yaml"`
	}
	if err := json.Unmarshal([]byte(out), &report); err != nil || report.Rows != 2 || !strings.HasPrefix(report.Sidecar, "list: arn-cases\n") {
		t.Errorf("%+v, %v", report, err)
	}
	call(t, statusUsage, "inspect")
	call(t, statusUsage, "inspect", path, path)
	if out, errs := call(t, statusError, "inspect", filepath.Join(t.TempDir(), "Anna Andersson.csv")); out != "" || strings.Contains(errs, "Anna") {
		t.Errorf("of a file that is not there: %s%s", out, errs)
	}
}

// Of a file of column names alone it is said that no build takes it, whatever its format.
func TestInspectTellsOfNoRows(t *testing.T) {
	names := strings.SplitAfter(rows, "\n")[0]
	var cells string
	for name := range strings.SplitSeq(strings.TrimSpace(names), ";") {
		cells += "<th>" + name + "</th>"
	}
	for file, text := range map[string]string{
		"lista.csv": names, "lista.html": "<meta charset=utf-8><table><tr>" + cells + "</tr></table>", "lista.txt": names + "\n\n",
	} {
		t.Run(file, func(t *testing.T) {
			dir := t.TempDir()
			lay(t, dir, map[string]string{file: text})
			out, _ := call(t, statusOK, "inspect", filepath.Join(dir, file))
			if !strings.Contains(out, "\n! The file has column names and no row. ") || !strings.Contains(out, "empty-table, block: 1 (there are") {
				t.Errorf("printed:\n%s", out)
			}
			out, _ = call(t, statusOK, "inspect", filepath.Join(dir, file), "--json")
			var report struct{ Ready bool }
			if err := json.Unmarshal([]byte(out), &report); err != nil || report.Ready {
				t.Errorf("it is ready to be built: %v", err)
			}
		})
	}
}

// What is in a file steers no terminal, neither in a column's name nor in a cell that is shown.
func TestInspectSteersNoTerminal(t *testing.T) {
	const bad, good = "Avd\x1b[31m\u202e\x07\u0085elning", `Avd[31m elning`
	dir := t.TempDir()
	lay(t, dir, map[string]string{
		"lista.csv": "Ärendenummer;Inkom;" + bad + ";Motpart;Organisationsnummer\n" +
			"2021-00001;2021-01-04;Motor;Påhittade \x1b[31m\u202eBilar AB;412111-1118\n",
		"annan.csv": bad + ";Antal\nMotor;1\nBank;2\n", // of no list
	})
	for _, file := range []string{"lista.csv", "annan.csv"} {
		out, errs := call(t, statusOK, "inspect", filepath.Join(dir, file))
		if strings.ContainsAny(out+errs, "\x1b\u202e\x07\u0085") || !strings.Contains(out, good) {
			t.Errorf("%s: printed:\n%q", file, out+errs)
		}
	}
}

// Without a terminal nobody can be asked, be the input empty, a file or a pipe.
func TestAskNeedsATerminal(t *testing.T) {
	dir := t.TempDir()
	lay(t, dir, map[string]string{"lista.csv": rows, "answers.txt": "alla ärenden från 2021\n2021-12-31\n"})
	answers, err := os.Open(filepath.Join(dir, "answers.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer answers.Close() //nolint:errcheck // only read
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close() //nolint:errcheck // only read
	pipe, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer pipe.Close() //nolint:errcheck // only read
	_ = writer.Close()
	for name, in := range map[string]*os.File{"a file": answers, "nothing": null, "a pipe": pipe} {
		c := inspectCommand()
		var out, questions bytes.Buffer
		c.SetArgs([]string{filepath.Join(dir, "lista.csv"), "--ask"})
		c.SetIn(in)
		c.SetOut(&out)
		c.SetErr(&questions)
		c.SilenceErrors, c.SilenceUsage = true, true
		err := c.ExecuteContext(t.Context())
		if err == nil || status(err) != statusUsage || !strings.Contains(err.Error(), "needs a terminal") || strings.Contains(questions.String(), "?") {
			t.Errorf("%s: %v, printed:\n%s%s", name, err, &out, &questions)
		}
	}
}

// The printed sidecar, put beside the file as it is, builds; with --ask it has coverage.
func TestInspectAndBuild(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lista.csv")
	if err := os.WriteFile(path, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	c := inspectCommand()
	var out, questions bytes.Buffer
	c.SetArgs([]string{path, "--ask", "--json"})
	c.SetIn(strings.NewReader("alla ärenden från 2021\n2021-12-31\n"))
	c.SetOut(&out)
	c.SetErr(&questions)
	if err := c.ExecuteContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	if strings.Count(questions.String(), "?") != 2 {
		t.Errorf("not two questions: %s", &questions)
	}
	var report struct {
		Sidecar string `json:"disclosure_yaml"`
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(report.Sidecar, "{measures: [received], from: 2021-01-01, to: 2021-12-31}") {
		t.Errorf("no coverage:\n%s", report.Sidecar)
	}
	one := filepath.Join(t.TempDir(), "disclosures", "arn-cases", "inspected")
	if err := os.MkdirAll(one, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"disclosure.yaml": report.Sidecar, "lista.csv": rows} {
		if err := os.WriteFile(filepath.Join(one, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	built, _ := call(t, statusOK, "build", "--disclosures", filepath.Dir(filepath.Dir(one)), "--releases", filepath.Join(t.TempDir(), "releases"))
	if !slices.Contains(lines(built), "2 2 0 0 0 0 0 arn-cases/inspected") {
		t.Errorf("built:\n%s", built)
	}
}

// nameless is a file of no list, without column names.
const nameless = "K-1001;2021-01-04;Påhittade Bilar AB;412111-1118\nK-1002;2021-01-05;Ofarliga Motorer AB;413011-0119\n"

// TestInspectSaysWhatIsNext does what the end of an inspection says, with the program alone: every row is published.
func TestInspectSaysWhatIsNext(t *testing.T) {
	for name, args := range map[string][]string{
		"as it is": nil, "with names": {"--columns", "Nummer,Registrerat,Bolag,Orgnr"}, "without names": {"--header", "none"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			lay(t, dir, map[string]string{"lista.csv": nameless})
			out, _ := call(t, statusOK, append([]string{"inspect", filepath.Join(dir, "lista.csv")}, args...)...)
			if suspects := strings.Contains(out, "! The first line looks like a row"); suspects != (args == nil) {
				t.Errorf("suspects names: %t\n%s", suspects, out)
			}
			next := follow(t, dir, out)
			built, _ := call(t, statusOK, next...)
			if !slices.Contains(lines(built), "2 2 0 0 0 0 0 new-list/new-list-1") {
				t.Errorf("built:\n%s", built)
			}
		})
	}
}

// follow saves what was printed where it says, in a folder, does the other commands, and returns the arguments of the build.
func follow(t *testing.T, dir, printed string) (build []string) {
	t.Helper()
	text, next, there := strings.Cut(printed, "\n=== next ===\n")
	if !there {
		t.Fatalf("nothing is next:\n%s", printed)
	}
	for line := range strings.Lines(next) {
		switch words := strings.Fields(line); {
		case !strings.HasPrefix(line, "  "):
		case words[0] == "mkdir":
			for _, folder := range words[2:] {
				if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
					t.Fatal(err)
				}
			}
		case words[0] == "cp":
			lay(t, filepath.Join(dir, words[2]), map[string]string{"lista.csv": nameless})
		default:
			build = words[1:]
		}
	}
	for _, part := range strings.Split(text, "\n=== ")[1:] {
		head, yaml, _ := strings.Cut(part, " ===\n")
		_, path, _ := strings.Cut(head, ": save it as ")
		lay(t, dir, map[string]string{path: yaml + "\n"})
	}
	for i, word := range build {
		if i > 0 && strings.HasPrefix(build[i-1], "--") && !strings.HasPrefix(word, "--") {
			build[i] = filepath.Join(dir, word)
		}
	}
	return build
}

func TestInspectFlagsThatMeanNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lista.csv")
	lay(t, filepath.Dir(path), map[string]string{"lista.csv": rows})
	for _, header := range []string{"0", "first", "3-1", "-2", "1-5000"} {
		if _, errs := call(t, statusUsage, "inspect", path, "--header="+header); !strings.Contains(errs, "expected the number of a line") {
			t.Errorf("%s: %s", header, errs)
		}
	}
	if _, errs := call(t, statusError, "inspect", path, "--levels", "A,B"); !strings.Contains(errs, "that is for pdf") {
		t.Errorf("levels of a text: %s", errs)
	}
}
