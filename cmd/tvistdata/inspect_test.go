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
