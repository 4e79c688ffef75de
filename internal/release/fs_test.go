package release_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"tvistdata/internal/release"
)

// What a service reads is readable by everybody, whatever mask its operator has; what is private is its owner's alone.
func TestModesDoNotDependOnTheMask(t *testing.T) {
	files, dir := release.OS(), filepath.Join(t.TempDir(), "releases", "r-1")
	was := syscall.Umask(0o077)
	defer syscall.Umask(was)
	if err := files.MkdirAll(dir); err != nil {
		t.Fatal(err)
	}
	for name, create := range map[string]func(string) (release.Output, error){"current": files.Create, "removed.json": files.CreatePrivate} {
		f, err := create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]os.FileMode{dir: 0o755, filepath.Join(dir, "current"): 0o644, filepath.Join(dir, "removed.json"): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v; want %o", filepath.Base(path), info.Mode(), err, want)
		}
	}
}
