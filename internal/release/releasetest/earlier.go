package releasetest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// Earlier makes a release into one of schema version 1.0, without the files that came later, and returns its new id.
func Earlier(tb testing.TB, releases, id string) string {
	tb.Helper()
	dir := filepath.Join(releases, id)
	name := filepath.Join(dir, release.ManifestName)
	text, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(text, &m); err != nil {
		tb.Fatal(err)
	}
	m["schema_version"] = "1.0"
	files, _ := m["files"].([]any)
	for _, t := range schema.Tables() {
		if t.Since == "" {
			continue
		}
		files = slices.DeleteFunc(files, func(f any) bool {
			entry, _ := f.(map[string]any)
			return entry["name"] == t.Name
		})
		if err := os.Remove(filepath.Join(dir, t.Name)); err != nil {
			tb.Fatal(err)
		}
	}
	m["files"] = files
	if text, err = json.Marshal(m); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(name, text, 0o600); err != nil {
		tb.Fatal(err)
	}
	sum := sha256.Sum256(text)
	earlier := "r-" + hex.EncodeToString(sum[:8])
	if err := os.Rename(dir, filepath.Join(releases, earlier)); err != nil {
		tb.Fatal(err)
	}
	return earlier
}
