package source_test

import (
	"os"
	"path/filepath"
	"testing"

	"tvistdata/etl/source"
)

func TestHeaderLines(t *testing.T) {
	for text, want := range map[string]source.Lines{
		"3": {From: 3, To: 3}, "2-4": {From: 2, To: 4}, "1000": {From: 1000, To: 1000}, `"5"`: {From: 5, To: 5},
		"0": {}, "-1": {}, "4-2": {}, "1001": {}, "1-2000": {}, "none": {}, "2,4": {}, "[1]": {}, "1.5": {}, `""`: {},
	} {
		dir := t.TempDir()
		for name, content := range map[string]string{
			source.Sidecar: "list: x\nreceived: 2025-09-18\nfiles:\n  - {name: a.csv, header_lines: " + text + "}\n", "a.csv": "a",
		} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		d, err := source.Load(dir)
		if (err == nil) != (want != source.Lines{}) || err == nil && d.Files[0].HeaderLines != want {
			t.Errorf("%s: %v, %v", text, d.Files, err)
		}
	}
}
