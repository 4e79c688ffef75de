package shelf_test

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"tvistdata/internal/release"
	"tvistdata/internal/release/releasetest"
	"tvistdata/internal/shelf"
)

// another is the file system as another user than the owner has it.
type another struct{ release.FS }

func (a another) Open(name string) (release.Input, error) {
	in, err := a.FS.Open(name)
	if err == nil && filepath.Base(name) == "removed.json" {
		_ = in.Close() // nothing was read
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return in, err
}

const (
	oldID  = "r-0123456789abcdef"
	secret = "said in confidence"
)

// removeOne does what a removal does: one release is replaced by another, which is there.
func removeOne(files release.FS, dir, id string) (err error) {
	s, err := shelf.Open(dir, files)
	if err != nil {
		return err
	}
	l, err := s.Lock()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Unlock()) }()
	if _, err := l.NoteRemoval(shelf.Removal{ID: "se-4121111118", Reason: secret}); err != nil {
		return err
	}
	if err := l.Replace(shelf.Replacement{Old: oldID, New: id}); err != nil {
		return err
	}
	return l.Clear()
}

// leftBefore makes a folder of releases as an earlier version left it, in which one file held both.
func leftBefore(t *testing.T) (dir, id string) {
	t.Helper()
	dir = t.TempDir()
	id = mustPublish(t, dir, 1)
	text := `{"removed": [{"id": "se-4121111118", "at": "2026-01-02T03:04:05Z", "reason": "` + secret + `"}], "replaced": [{"old": "` + oldID + `", "new": "` + id + `"}]}`
	if err := os.WriteFile(filepath.Join(dir, "removed.json"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir, id
}

// TestAnotherUserLearnsWhatGaveWay: who may not read what was removed and why still learns which release took another's
// place, and nothing else.
func TestAnotherUserLearnsWhatGaveWay(t *testing.T) {
	dir := t.TempDir()
	id := mustPublish(t, dir, 1)
	if err := removeOne(releasetest.Unsynced(), dir, id); err != nil {
		t.Fatal(err)
	}
	replaced, err := open(t, dir, another{release.OS()}).Replacements()
	if err != nil || !maps.Equal(replaced, map[string]string{oldID: id}) {
		t.Errorf("%v, %v; expected %s for %s", replaced, err, id, oldID)
	}
	text, err := os.ReadFile(filepath.Join(dir, "replaced.json"))
	if err != nil || strings.Contains(string(text), secret) || strings.Contains(string(text), "se-4121111118") {
		t.Errorf("replaced.json: %v\n%s", err, text)
	}
	for name, mode := range map[string]fs.FileMode{"replaced.json": 0o644, "removed.json": 0o600} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v; expected mode %o", name, info, err, mode)
		}
	}
}

// TestWhereSomethingIsRemovedAnotherUserFindsOut fails the file operations of a removal, those that write
// one by one and every seventh of those that read a release: whatever is in the folder then,
// another user learns which release was replaced, if one was, and never that something may not be read.
func TestWhereSomethingIsRemovedAnotherUserFindsOut(t *testing.T) {
	t.Parallel()
	template := t.TempDir()
	id := mustPublish(t, template, 1)
	counting := &releasetest.Faulty{FS: release.OS()}
	if err := removeOne(counting, clone(t, template), id); err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= counting.Ops(); n++ {
		if n > 30 && n < counting.Ops()-30 && n%7 != 0 {
			continue
		}
		for _, dead := range []bool{false, true} {
			t.Run(strconv.FormatBool(dead)+"/"+strconv.Itoa(n), func(t *testing.T) {
				t.Parallel()
				dir := clone(t, template)
				if err := removeOne(&releasetest.Faulty{FS: release.OS(), FailAt: n, Dead: dead}, dir, id); err != nil && !errors.Is(err, releasetest.ErrFault) {
					t.Fatalf("the error hides its cause: %v", err)
				}
				if _, err := open(t, dir, another{release.OS()}).Replacements(); err != nil {
					t.Errorf("another user: %v", err)
				}
				if err := removeOne(releasetest.Unsynced(), dir, id); err != nil {
					t.Fatalf("again: %v", err)
				}
				s := open(t, dir, release.OS())
				removals, err := s.Removals()
				if err != nil || len(removals) != 1 {
					t.Errorf("removals %v, %v; expected one", removals, err)
				}
				if replaced, err := s.Replacements(); err != nil || replaced[oldID] != id {
					t.Errorf("%v, %v; expected %s for %s", replaced, err, id, oldID)
				}
				sweptUp(t, dir)
			})
		}
	}
}

// TestAFolderOfBeforeIsReadAsItIs: what an earlier version wrote holds both, and is still read; the next change gives the service
// a file of its own, and failing anywhere it loses nothing.
func TestAFolderOfBeforeIsReadAsItIs(t *testing.T) {
	template, id := leftBefore(t)
	holds := func(t *testing.T, dir string, files release.FS) {
		t.Helper()
		if replaced, err := open(t, dir, files).Replacements(); err != nil || !maps.Equal(replaced, map[string]string{oldID: id}) {
			t.Errorf("%v, %v; expected %s for %s", replaced, err, id, oldID)
		}
	}
	holds(t, template, release.OS())
	_, err := open(t, template, another{release.OS()}).Replacements()
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "tvistdata releases promote "+id+" --releases "+template) {
		t.Errorf("another user: %v; expected what to do", err)
	}
	change := func(dir string, files release.FS) error {
		s, err := shelf.Open(dir, files)
		if err != nil {
			return err
		}
		return s.Promote(id)
	}
	counting, changed := &releasetest.Faulty{FS: release.OS()}, clone(t, template)
	if err := change(changed, counting); err != nil {
		t.Fatal(err)
	}
	holds(t, changed, another{release.OS()})
	for n := 1; n <= counting.Ops(); n++ {
		if n > 20 && n < counting.Ops()-8 {
			continue // the release is being read
		}
		dir := clone(t, template)
		if err := change(dir, &releasetest.Faulty{FS: release.OS(), FailAt: n, Dead: true}); !errors.Is(err, releasetest.ErrFault) {
			t.Fatalf("operation %d: error %v, expected the planted fault", n, err)
		}
		holds(t, dir, release.OS())
		if err := removeOne(releasetest.Unsynced(), dir, id); err != nil {
			t.Fatalf("operation %d: the next change: %v", n, err)
		}
		holds(t, dir, another{release.OS()})
	}
}

// TestWhatCameBackIsNotSentOn: a release that is built again answers for itself, in a folder of an earlier version, too.
func TestWhatCameBackIsNotSentOn(t *testing.T) {
	dir, id := leftBefore(t)
	text, err := os.ReadFile(filepath.Join(dir, "removed.json"))
	if err != nil {
		t.Fatal(err)
	}
	text = []byte(strings.NewReplacer(oldID, id, id, oldID).Replace(string(text)))
	if err := os.WriteFile(filepath.Join(dir, "removed.json"), text, 0o600); err != nil {
		t.Fatal(err)
	}
	mustPublish(t, dir, 1)
	if replaced, err := open(t, dir, another{release.OS()}).Replacements(); err != nil || len(replaced) > 0 {
		t.Errorf("%v, %v; expected nothing", replaced, err)
	}
}
