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
