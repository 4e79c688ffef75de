package shelf_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tvistdata/internal/columnar"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/release/releasetest"
	"tvistdata/internal/schema"
	"tvistdata/internal/shelf"
)

func open(t *testing.T, dir string, files release.FS) *shelf.Shelf {
	t.Helper()
	s, err := shelf.Open(dir, files)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// publish does what a build does, from the lock to the promotion.
func publish(dir string, files release.FS, seed int, at time.Time) (id string, err error) {
	s, err := shelf.Open(dir, files)
	if err != nil {
		return "", err
	}
	l, err := s.Lock()
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, l.Unlock()) }()
	parent, err := s.Current()
	if err != nil && !errors.Is(err, record.ErrNotFound) {
		return "", err
	}
	id, _, err = releasetest.Build(files, dir, 5, seed)
	if err != nil {
		return "", err
	}
	if err := l.NoteBuild(id, shelf.Build{BuiltAt: at, Parent: parent}); err != nil {
		return "", err
	}
	return id, l.Promote(id)
}

func mustPublish(t *testing.T, dir string, seed int) string {
	t.Helper()
	id, err := publish(dir, release.OS(), seed, time.Date(2024, 1, seed, 12, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestEmptyShelf(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "none"), release.OS())
	if _, err := s.Current(); !errors.Is(err, record.ErrNotFound) {
		t.Errorf("Current gives %v, expected ErrNotFound", err)
	}
	if list, err := s.List(); err != nil || len(list) > 0 {
		t.Errorf("List gives %v, %v", list, err)
	}
}

func TestListTellsBuildsAndCurrent(t *testing.T) {
	dir := t.TempDir()
	first := mustPublish(t, dir, 1)
	second := mustPublish(t, dir, 2)
	if again, err := publish(dir, release.OS(), 1, time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)); err != nil || again != first {
		t.Fatalf("built %s, error %v; expected %s", again, err, first)
	}
	got, err := open(t, dir, release.OS()).List()
	if err != nil {
		t.Fatal(err)
	}
	want := []shelf.Entry{
		{ID: second, BuiltAt: time.Date(2024, 1, 2, 12, 0, 0, 0, time.UTC), Parent: first},
		{ID: first, BuiltAt: time.Date(2024, 1, 1, 12, 0, 0, 0, time.UTC), Current: true},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestIDsOfUsersNeverBecomePaths(t *testing.T) {
	dir := t.TempDir()
	id := mustPublish(t, dir, 1)
	s := open(t, dir, release.OS())
	l := lock(t, s)
	for _, bad := range []string{"", ".", "..", "current", "latest", "../" + filepath.Base(dir) + "/" + id, id + "/", id + "\n", strings.ToUpper(id), "r-0123456789abcde", id + "0"} {
		_, load := s.Load(bad)
		_, diff := s.Diff(id, bad)
		for door, err := range map[string]error{
			"Verify": s.Verify(bad), "Promote": s.Promote(bad), "Load": load, "Diff": diff, "NoteBuild": l.NoteBuild(bad, shelf.Build{}),
			"Replace": l.Replace(shelf.Replacement{Old: bad, New: id}), "Promote, locked": l.Promote(bad),
		} {
			if !errors.Is(err, record.ErrNotFound) {
				t.Errorf("%s(%q) gives %v, expected ErrNotFound", door, bad, err)
			}
		}
	}
	if err := s.Promote("r-0123456789abcdef"); !errors.Is(err, record.ErrNotFound) {
		t.Errorf("no such release: %v, expected ErrNotFound", err)
	}
}

func TestDamagedReleaseIsNotPromoted(t *testing.T) {
	dir := t.TempDir()
	bad := mustPublish(t, dir, 1)
	good := mustPublish(t, dir, 2)
	path := filepath.Join(dir, bad, schema.Disputes)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[7] ^= 1
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir, release.OS())
	for door, err := range map[string]error{"Promote": s.Promote(bad), "Verify": s.Verify(bad)} {
		if !errors.Is(err, release.ErrDamaged) || !strings.Contains(err.Error(), schema.Disputes) {
			t.Errorf("%s gives %v, expected ErrDamaged that names %s", door, err, schema.Disputes)
		}
	}
	if id, err := s.Current(); err != nil || id != good {
		t.Errorf("current is %s, %v; expected %s", id, err, good)
	}
}

func TestCurrentThatNamesNothingIsDamage(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "current"), []byte("../../etc\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, dir, release.OS()).Current(); !errors.Is(err, release.ErrDamaged) {
		t.Errorf("error %v, expected ErrDamaged", err)
	}
}

// lock locks a shelf until the test ends.
func lock(t *testing.T, s *shelf.Shelf) *shelf.Locked {
	t.Helper()
	l, err := s.Lock()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Unlock(); err != nil {
			t.Error(err)
		}
	})
	return l
}

// TestOneAtATime: while somebody changes the folder nobody else does, and gets an error that says so.
func TestOneAtATime(t *testing.T) {
	dir := t.TempDir()
	id := mustPublish(t, dir, 1)
	s := open(t, dir, release.OS())
	l, err := s.Lock()
	if err != nil {
		t.Fatal(err)
	}
	_, second := s.Lock()
	for door, err := range map[string]error{"Lock": second, "Promote": s.Promote(id)} {
		if !errors.Is(err, shelf.ErrBusy) || !strings.HasPrefix(err.Error(), "another tvistdata is changing "+dir) {
			t.Errorf("%s gives %v, expected ErrBusy with the folder", door, err)
		}
	}
	if err := l.Unlock(); err != nil {
		t.Fatal(err)
	}
	if err := s.Promote(id); err != nil {
		t.Errorf("after Unlock: %v", err)
	}
}

// TestPromotingNothingMakesNothing: a folder of releases that was typed wrongly stays absent.
func TestPromotingNothingMakesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "typed wrongly")
	if err := open(t, dir, release.OS()).Promote("r-0123456789abcdef"); !errors.Is(err, record.ErrNotFound) {
		t.Errorf("error %v, expected ErrNotFound", err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is there: %v", err)
	}
}

// TestEveryFailureLeavesAWholeRelease fails operations of a build, one alone or with all that come after it, as when
// the process is killed there: each one with which a release begins or ends in both ways, and every seventh of those between,
// which write one file like another, in turn. Each time current names a whole release, the release before is whole, and the next
// build succeeds and sweeps up.
func TestEveryFailureLeavesAWholeRelease(t *testing.T) {
	t.Parallel()
	template := t.TempDir()
	first := mustPublish(t, template, 1)
	counting := &releasetest.Faulty{FS: release.OS()}
	trial := clone(t, template)
	second, err := publish(trial, counting, 2, time.Unix(0, 0))
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= counting.Ops(); n++ {
		between := n > 20 && n < counting.Ops()-30
		if between && n%7 != 0 {
			continue
		}
		for _, dead := range []bool{false, true} {
			if between && dead == (n%2 == 0) {
				continue
			}
			t.Run(fmt.Sprintf("dead=%t/op=%d", dead, n), func(t *testing.T) {
				t.Parallel()
				dir := clone(t, template)
				_, err := publish(dir, &releasetest.Faulty{FS: release.OS(), FailAt: n, Dead: dead}, 2, time.Unix(0, 0))
				if !errors.Is(err, releasetest.ErrFault) {
					t.Fatalf("the build gives %v, expected the planted fault", err)
				}
				s := open(t, dir, release.OS())
				current, err := s.Current()
				if err != nil || (current != first && current != second) {
					t.Fatalf("current is %s, %v; expected %s or %s", current, err, first, second)
				}
				list, err := s.List()
				if err != nil {
					t.Fatal(err)
				}
				for _, e := range list {
					if err := s.Verify(e.ID); err != nil {
						t.Error(err)
					}
				}
				if _, err := publish(dir, &releasetest.Faulty{FS: release.OS()}, 2, time.Unix(0, 0)); err != nil {
					t.Fatal(err)
				}
				sweptUp(t, dir)
				if current, err := s.Current(); err != nil || current != second {
					t.Errorf("after the next build current is %s, %v; expected %s", current, err, second)
				}
			})
		}
	}
}

// sweptUp fails when a build has left something behind.
func sweptUp(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".building-") {
			t.Errorf("left behind: %s", e.Name())
		}
	}
}

func clone(t *testing.T, dir string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "releases")
	if err := os.CopyFS(out, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDiff(t *testing.T) {
	dir := t.TempDir()
	first, second := mustPublish(t, dir, 1), mustPublish(t, dir, 2)
	s := open(t, dir, release.OS())
	d, err := s.Diff(first, second)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Files) != len(schema.Tables()) || d.Files[0] != (shelf.Change{Name: schema.Disputes, Before: 5, After: 5}) {
		t.Errorf("files: %v", d.Files)
	}
	if diff := cmp.Diff([]shelf.Change{{Name: "list-1", Before: 1}, {Name: "list-2", After: 2}}, d.Lists); diff != "" {
		t.Errorf("lists (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"list-2/d-1"}, d.DisclosuresAdded); diff != "" {
		t.Errorf("added (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"list-1/d-1"}, d.DisclosuresRemoved); diff != "" {
		t.Errorf("removed (-want +got):\n%s", diff)
	}
	same, err := s.Diff(first, first)
	if err != nil || len(same.Files)+len(same.Lists)+len(same.DisclosuresAdded)+len(same.DisclosuresRemoved) > 0 || same.CountsChanged != 0 {
		t.Errorf("a release differs from itself: %+v, %v", same, err)
	}
}

// TestDiffCountsCells builds two releases that differ in known monthly counts.
func TestDiffCountsCells(t *testing.T) {
	dir := t.TempDir()
	before := withCounts(t, dir, []int64{5, 0, 7, 8}, []bool{false, false, false, true})
	after := withCounts(t, dir, []int64{5, 0, 9, 8, 1}, []bool{false, true, false, true, false})
	s := open(t, dir, release.OS())
	for _, pair := range [][2]string{{before, after}, {after, before}} {
		d, err := s.Diff(pair[0], pair[1])
		if err != nil {
			t.Fatal(err)
		}
		// One number changed, one zero became unknown, one month is new.
		if d.CountsChanged != 3 {
			t.Errorf("%d cells changed, expected 3", d.CountsChanged)
		}
	}
}

func withCounts(t *testing.T, dir string, values []int64, nulls []bool) string {
	t.Helper()
	w, err := release.NewWriter(release.OS(), dir, releasetest.Manifest(1))
	if err != nil {
		t.Fatal(err)
	}
	n := len(values)
	same := func(name string) columnar.Column {
		return columnar.TextDict(name, []string{"x"}, make([]uint32, n), false)
	}
	months, none := make([]record.Date, n), make([]record.Date, n)
	for i := range months {
		months[i], none[i] = record.NewDate(2020, time.Month(i+1), 1), record.NoDate
	}
	for _, table := range schema.Tables() {
		cols := releasetest.Columns(table, n, 1)
		if table.Name == schema.CountsMonthly {
			cols = []columnar.Column{
				same("list"), same("record_kind"), same("measure"), same("company_id"), columnar.Dates("month", months, false),
				columnar.Ints("value", values, nulls), same("status"), columnar.Dates("covered_from", none, true),
				columnar.Dates("covered_to", none, true), columnar.Bools("synthetic", func(int) bool { return true }, n),
			}
		}
		if err := w.Add(table.Name, cols); err != nil {
			t.Fatal(err)
		}
	}
	id, _, err := w.Finish(releasetest.Manifest(1))
	if err != nil {
		t.Fatal(err)
	}
	return id
}
