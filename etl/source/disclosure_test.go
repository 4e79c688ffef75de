package source_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tvistdata/etl/source"
)

// Neither a wrong key nor a broken line makes an error quote the lines beside it.
func TestLoadErrorsQuoteNobody(t *testing.T) {
	for _, text := range []string{
		"asked_for: Anna Andersson 811218-9876\nreceivd: 2024-01-05\nlist: x\n",
		"asked_for: Anna Andersson 811218-9876\nlist: [x\n",
		"list: x\nreceived: Anna Andersson 811218-9876\n",
		"list: x\ncovers: Anna Andersson 811218-9876\n",
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, source.Sidecar), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := source.Load(dir)
		if err == nil {
			t.Fatalf("%q: expected an error", text)
		}
		if strings.Contains(err.Error(), "Anna") || strings.Contains(err.Error(), "811218") || !strings.Contains(err.Error(), source.Sidecar+":") {
			t.Errorf("%q: got %v", text, err)
		}
	}
}

func TestAnIssueHasANameAndADate(t *testing.T) {
	for issue, ok := range map[string]bool{
		"{name: 2025-2, date: 2025-09-17}": true, "{name: 2025-2}": false, "{date: 2025-09-17}": false, "{name: 2025-2, date: i höstas}": false,
	} {
		dir := t.TempDir()
		for name, text := range map[string]string{source.Sidecar: "list: x\nreceived: 2025-09-18\nissue: " + issue + "\n", "a.csv": "a"} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		d, err := source.Load(dir)
		if (err == nil) != ok || ok && (d.Issue.Name != "2025-2" || d.Issue.Date.String() != "2025-09-17") {
			t.Errorf("%s: %+v, %v", issue, d.Issue, err)
		}
	}
}
