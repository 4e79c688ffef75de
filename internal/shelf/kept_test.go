package shelf_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/shelf"
)

// What is kept beside a release is its owner's alone, and the folder is one of releases still.
func TestWhatIsKeptBesideAReleaseIsItsOwners(t *testing.T) {
	dir := t.TempDir()
	id := mustPublish(t, dir, 1)
	s := open(t, dir, release.OS())
	if _, err := s.Kept(id, 6); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("before anything is kept: %v", err)
	}
	l := lock(t, s)
	for _, content := range []string{"first", "second", "third and long"} {
		if err := l.Keep(id, []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Kept(id, 6); err != nil || string(got) != content[:min(6, len(content))] {
			t.Errorf("kept %q, %v; want %q", got, err, content)
		}
		info, err := os.Stat(filepath.Join(dir, id+".kept"))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%v, %v; expected mode 0600", info, err)
		}
	}
	if !shelf.Is(dir) {
		t.Error("the folder is no folder of releases any more")
	}
	for _, id := range []string{"../x", "r-1"} {
		if _, err := s.Kept(id, 6); !errors.Is(err, record.ErrNotFound) {
			t.Errorf("%s: %v", id, err)
		}
	}
}

// What is kept beside a release goes with it: when it gives way to another, and when it is not there any more.
func TestWhatIsKeptGoesWithItsRelease(t *testing.T) {
	dir := t.TempDir()
	id := mustPublish(t, dir, 1)
	beside := func(id string) bool {
		_, err := os.Stat(filepath.Join(dir, id+".kept"))
		return err == nil
	}
	for _, of := range []string{id, oldID} {
		if err := os.WriteFile(filepath.Join(dir, of+".kept"), []byte("names"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := removeOne(release.OS(), dir, id); err != nil {
		t.Fatal(err)
	}
	if !beside(id) || beside(oldID) {
		t.Errorf("beside the release: %t, beside the one that gave way: %t", beside(id), beside(oldID))
	}
	if err := os.RemoveAll(filepath.Join(dir, id)); err != nil {
		t.Fatal(err)
	}
	unlocked(t, open(t, dir, release.OS()))
	if beside(id) {
		t.Error("it outlives its release")
	}
}

// unlocked locks a folder and unlocks it again.
func unlocked(t *testing.T, s *shelf.Shelf) {
	t.Helper()
	l, err := s.Lock()
	if err == nil {
		err = l.Unlock()
	}
	if err != nil {
		t.Fatal(err)
	}
}
