package shelf_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"tvistdata/internal/release"
	"tvistdata/internal/release/releasetest"
	"tvistdata/internal/shelf"
)

// rounds is how often each of those who race changes the folder.
const rounds = 6

// busily does something again and again as long as somebody else is changing the folder.
func busily(f func() error) error {
	for {
		err := f()
		if !errors.Is(err, shelf.ErrBusy) {
			return err
		}
		runtime.Gosched()
	}
}

// racer promotes two releases in turn, as releases promote does, notes a build of each, as build does, and notes removals and
// replacements, as remove does, whose ids are its own.
func racer(dir, who string, ids []string) error {
	s, err := shelf.Open(dir, releasetest.Unsynced())
	if err != nil {
		return err
	}
	for round := range rounds {
		id := ids[round%len(ids)]
		if err := busily(func() error { return s.Promote(id) }); err != nil {
			return err
		}
		err := busily(func() (err error) {
			l, err := s.Lock()
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, l.Unlock()) }()
			if err := l.NoteBuild(id, shelf.Build{BuiltAt: time.Unix(1, 0)}); err != nil {
				return err
			}
			if _, err := l.NoteRemoval(shelf.Removal{ID: fmt.Sprintf("%s-%d", who, round), Reason: "x"}); err != nil {
				return err
			}
			return l.Replace(shelf.Replacement{Old: withdrawn(who, round), New: id})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// withdrawn returns an id for a release that was replaced.
func withdrawn(who string, round int) string { return fmt.Sprintf("r-%s%015x", who, round) }

// TestHelperRacer is no test: it is one of the processes that race in the next.
func TestHelperRacer(t *testing.T) {
	dir := os.Getenv("TVISTDATA_RACE_IN")
	if dir == "" {
		return
	}
	if err := racer(dir, os.Getenv("TVISTDATA_RACER"), []string{os.Getenv("TVISTDATA_RACE_A"), os.Getenv("TVISTDATA_RACE_B")}); err != nil {
		t.Fatal(err)
	}
}

// TestUnlockedIsUnlocked: the lock ends though a process that is being started still has the file open.
func TestUnlockedIsUnlocked(t *testing.T) {
	dir := t.TempDir()
	l, err := open(t, dir, release.OS()).Lock()
	if err != nil {
		t.Fatal(err)
	}
	const opened = "/proc/self/fd"
	entries, err := os.ReadDir(opened)
	if err != nil {
		t.Skip("this system does not tell which files are open")
	}
	kept := -1
	for _, e := range entries {
		if name, err := os.Readlink(filepath.Join(opened, e.Name())); err == nil && name == filepath.Join(dir, ".lock") {
			fd, err := strconv.Atoi(e.Name())
			if err != nil {
				t.Fatal(err)
			}
			if kept, err = syscall.Dup(fd); err != nil {
				t.Fatal(err)
			}
		}
	}
	if kept < 0 {
		t.Fatal("no file is open as the lock")
	}
	defer syscall.Close(kept) //nolint:errcheck // nothing was written
	if err := l.Unlock(); err != nil {
		t.Fatal(err)
	}
	if l, err = open(t, dir, release.OS()).Lock(); err != nil {
		t.Fatal(err)
	}
	if err := l.Unlock(); err != nil {
		t.Error(err)
	}
}

// TestSideBySide has several shelves in this process, and two other processes, change one folder at once: none loses
// what another noted, and current names a whole release.
func TestSideBySide(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	ids := []string{mustPublish(t, dir, 1), mustPublish(t, dir, 2)}
	const here, elsewhere = 3, 2
	errs := make([]error, here+elsewhere)
	var group sync.WaitGroup
	for i := range errs {
		group.Go(func() {
			if i < here {
				errs[i] = racer(dir, strconv.Itoa(i), ids)
				return
			}
			cmd := exec.Command(os.Args[0], "-test.run=^TestHelperRacer$")
			cmd.Env = append(os.Environ(), "TVISTDATA_RACE_IN="+dir, "TVISTDATA_RACER="+strconv.Itoa(i), "TVISTDATA_RACE_A="+ids[0], "TVISTDATA_RACE_B="+ids[1])
			if said, err := cmd.CombinedOutput(); err != nil {
				errs[i] = fmt.Errorf("%w: %s", err, said)
			}
		})
	}
	group.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir, release.OS())
	current, err := s.Current()
	if err != nil || !slices.Contains(ids, current) || s.Verify(current) != nil {
		t.Errorf("current is %q, %v, %v; expected one of %v, whole", current, err, s.Verify(current), ids)
	}
	removals, err := s.Removals()
	if err != nil {
		t.Fatal(err)
	}
	replaced, err := s.Replacements()
	if err != nil {
		t.Fatal(err)
	}
	for i := range errs {
		for round := range rounds {
			id := fmt.Sprintf("%d-%d", i, round)
			if !slices.ContainsFunc(removals, func(r shelf.Removal) bool { return r.ID == id }) {
				t.Errorf("removal %s is lost", id)
			}
			if old := withdrawn(strconv.Itoa(i), round); !slices.Contains(ids, replaced[old]) {
				t.Errorf("%s is lost, which gave way", old)
			}
		}
	}
	sweptUp(t, dir)
}
