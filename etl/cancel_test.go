package etl_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/internal/release"
	"tvistdata/internal/release/releasetest"
	"tvistdata/internal/schema"
)

// errStopped is why the work of these tests is stopped.
var errStopped = errors.New("stopped")

// contents returns the names of all that is in a folder of releases, with the id that current holds.
func contents(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	id, err := os.ReadFile(filepath.Join(dir, "current"))
	if err != nil {
		t.Fatal(err)
	}
	return append(out, string(id))
}

// TestABuildIsStoppedAtAnyFileOperation stops a build before one of its file operations, every eleventh and each of the last in
// turn: until the release has its name nothing is left of it, and from then on the build is finished.
func TestABuildIsStoppedAtAnyFileOperation(t *testing.T) {
	t.Parallel()
	next := nextBuild(t)
	before := contents(t, next.Releases)
	counting := &releasetest.Faulty{FS: release.OS()}
	clean := elsewhere(t, next)
	clean.FS = counting
	etltest.Build(t, clean)
	for n := 1; n <= counting.Ops(); n++ {
		if n%11 != 0 && n < counting.Ops()-12 {
			continue
		}
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			t.Parallel()
			ctx, stop := context.WithCancelCause(t.Context())
			c := elsewhere(t, next)
			c.FS = &releasetest.Faulty{FS: release.OS(), FailAt: n, Then: func() { stop(errStopped) }, Pass: true}
			report, err := etl.Build(ctx, c)
			switch {
			case err == nil && n < counting.Ops()/2:
				t.Errorf("it was finished")
			case err == nil:
				current(t, c.Releases, report.Release)
			case !errors.Is(err, errStopped):
				t.Errorf("error %v, expected why it was stopped", err)
			default:
				if d := cmp.Diff(before, contents(t, c.Releases)); d != "" {
					t.Errorf("left behind (-before +after):\n%s", d)
				}
			}
		})
	}
}

// TestReadingWithoutEndIsGivenUp: what reads a file may be in code that looks at no context. Here it is stuck in what hears of its
// progress; each command that reads disclosures returns nonetheless, and nothing is in the next one's way.
func TestReadingWithoutEndIsGivenUp(t *testing.T) {
	t.Parallel()
	c := nextBuild(t)
	before := contents(t, c.Releases)
	ctx, stop := context.WithCancelCause(t.Context())
	end := make(chan struct{})
	defer close(end)
	stuck := c
	stuck.Progress = func(etl.Progress) {
		stop(errStopped)
		<-end
	}
	if report, err := etl.Build(ctx, stuck); !errors.Is(err, errStopped) || report.Release != "" {
		t.Errorf("release %q, error %v; expected why it was stopped", report.Release, err)
	}
	if d := cmp.Diff(before, contents(t, c.Releases)); d != "" {
		t.Errorf("left behind (-before +after):\n%s", d)
	}
	after, _ := etltest.Build(t, c)
	current(t, c.Releases, after.ID())
}

// TestEveryDoorHeedsTheContext: whoever stopped the work gets no half of it.
func TestEveryDoorHeedsTheContext(t *testing.T) {
	c := nextBuild(t)
	ctx, stop := context.WithCancelCause(t.Context())
	stop(errStopped)
	_, build := etl.Build(ctx, c)
	id, _ := etltest.Rows(t, each(t, c.Releases)[0], schema.Disputes)[0]["record_id"].(string)
	_, trace := etl.Trace(ctx, c, id)
	_, review := etl.Review(ctx, c)
	_, remove := etl.Remove(ctx, etl.RemoveConfig{ID: "se-4121111118", Releases: c.Releases, FS: c.FS, Now: time.Now})
	for door, err := range map[string]error{"Build": build, "Trace": trace, "Review": review, "Remove": remove} {
		if !errors.Is(err, errStopped) {
			t.Errorf("%s gives %v, expected why it was stopped", door, err)
		}
	}
}

// TestARemovalIsStoppedAtAnyFileOperation stops a removal before one of its file operations, every fifty-third in turn: current names a whole
// release, nothing unfinished is left, and the same removal given again finishes it.
func TestARemovalIsStoppedAtAnyFileOperation(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	c := nextBuild(t)
	etltest.Build(t, c) // the second release that holds the company
	removal := etl.RemoveConfig{ID: "se-4121111118", Reason: "secret", Releases: c.Releases, Now: c.Now}
	counting, clean := &releasetest.Faulty{FS: release.OS()}, removal
	clean.Releases, clean.FS = elsewhere(t, c).Releases, counting
	if _, err := etl.Remove(t.Context(), clean); err != nil {
		t.Fatal(err)
	}
	want := contents(t, clean.Releases)
	for n := 1; n <= counting.Ops(); n += 53 {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			t.Parallel()
			ctx, stop := context.WithCancelCause(t.Context())
			removal := removal
			removal.Releases = elsewhere(t, c).Releases
			removal.FS = &releasetest.Faulty{FS: release.OS(), FailAt: n, Then: func() { stop(errStopped) }, Pass: true}
			if _, err := etl.Remove(ctx, removal); err != nil && !errors.Is(err, errStopped) {
				t.Fatalf("error %v, expected why it was stopped", err)
			}
			whole(t, removal.Releases, n)
			if unfinished, err := filepath.Glob(filepath.Join(removal.Releases, ".building-*")); err != nil || len(unfinished) > 0 {
				t.Errorf("left behind: %v, %v", unfinished, err)
			}
			removal.FS = releasetest.Unsynced()
			if _, err := etl.Remove(t.Context(), removal); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, contents(t, removal.Releases)); d != "" {
				t.Errorf("finished otherwise (-want +got):\n%s", d)
			}
		})
	}
}
