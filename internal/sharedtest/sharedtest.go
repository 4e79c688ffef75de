// Package sharedtest finds the real third-party files that tests try the program on. They are not part of the
// repository.
package sharedtest

import (
	"os"
	"path/filepath"
	"testing"
)

// Path returns the path of a file in the folder that TVISTDATA_SHARED names, or else in the folder "shared" beside the
// module. Where the file is absent it skips the test, but fails it when CI is set.
func Path(tb testing.TB, rel string) string {
	tb.Helper()
	path := filepath.Join(root(tb), rel)
	if _, err := os.Stat(path); err == nil {
		return path
	}
	if os.Getenv("CI") != "" { //nolint:forbidigo // a test's door to its environment
		tb.Fatalf("shared file %s is absent", rel)
	}
	tb.Skipf("shared file %s is absent", rel)
	return ""
}

func root(tb testing.TB) string {
	tb.Helper()
	if dir := os.Getenv("TVISTDATA_SHARED"); dir != "" { //nolint:forbidigo // a test's door to its environment
		return dir
	}
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(filepath.Dir(dir), "shared")
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			tb.Fatal("no go.mod above the test's folder")
		}
		dir = parent
	}
}
