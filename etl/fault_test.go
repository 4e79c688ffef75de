package etl_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/internal/release"
	"tvistdata/internal/release/releasetest"
)

// nextBuild makes a release and returns the build that is to come after it, which has another.
func nextBuild(t *testing.T) etl.Config {
	t.Helper()
	rows := "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"
	c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows))...)
	etltest.Build(t, c)
	c.Disclosures = etltest.Write(t, arn("one", etltest.ARN2021, rows+"2021-00002;2021-01-05;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"))
	return c
}

// elsewhere returns the same build into a copy of its folder of releases.
func elsewhere(t *testing.T, c etl.Config) etl.Config {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "releases")
	if err := os.CopyFS(dir, os.DirFS(c.Releases)); err != nil {
		t.Fatal(err)
	}
	c.Releases = dir
	return c
}

// TestFailingFileOperationsLeaveAWholeRelease fails one operation alone, or all from it on, as when the process is
// killed there: every seventh one, and each of the last, with which the release gets its name and becomes the current one.
func TestFailingFileOperationsLeaveAWholeRelease(t *testing.T) {
	t.Parallel()
	next := nextBuild(t)
	counting := &releasetest.Faulty{FS: release.OS()}
	clean := elsewhere(t, next)
	clean.FS = counting
	etltest.Build(t, clean)
	t.Logf("%d operations", counting.Ops())
	for n := 1; n <= counting.Ops(); n++ {
		if n%7 != 0 && n < counting.Ops()-30 {
			continue
		}
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			t.Parallel()
			c := elsewhere(t, next)
			c.FS = &releasetest.Faulty{FS: release.OS(), FailAt: n, Dead: n%2 == 0}
			report, err := etl.Build(t.Context(), c)
			switch {
			case err == nil:
				current(t, c.Releases, report.Release)
			case !errors.Is(err, releasetest.ErrFault):
				t.Fatalf("the error hides its cause: %v", err)
			default:
				whole(t, c.Releases, n)
				if n > 20 && n < counting.Ops()/2 && !strings.Contains(err.Error(), "the current release stays as it was") {
					t.Errorf("what became of the current release is not said: %v", err)
				}
			}
			if n%5 == 0 { // and the next build finds nothing in its way
				c.FS = releasetest.Unsynced()
				after, _ := etltest.Build(t, c)
				current(t, c.Releases, after.ID())
			}
		})
	}
}

// whole fails the test unless current names a whole release: the one before, or the new one when its last rename was
// done.
func whole(t *testing.T, releases string, n int) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(releases, "current"))
	if err != nil {
		t.Fatalf("operation %d: %v", n, err)
	}
	id := strings.TrimSpace(string(text))
	if _, err := release.Open(filepath.Join(releases, id)); err != nil {
		t.Fatalf("operation %d: current names a release that is not whole: %v", n, err)
	}
}

// TestHelperKilledBuild is no test: it is the process that the next test kills, from within, at one of its operations.
func TestHelperKilledBuild(t *testing.T) {
	dir := os.Getenv("TVISTDATA_KILLED_BUILD")
	if dir == "" {
		return
	}
	n, err := strconv.Atoi(os.Getenv("TVISTDATA_KILLED_AT"))
	if err != nil {
		t.Fatal(err)
	}
	c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021,
		"2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n2021-00002;2021-01-05;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"))...)
	c.Releases = dir
	c.FS = &releasetest.Faulty{FS: release.OS(), FailAt: n, Then: func() { _ = syscall.Kill(os.Getpid(), syscall.SIGKILL) }}
	_, _ = etl.Build(context.Background(), c)
}

func TestKillingABuildLeavesAWholeRelease(t *testing.T) {
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	for _, n := range []int{5, 40, 75} {
		c := nextBuild(t)
		cmd := exec.Command(os.Args[0], "-test.run=^TestHelperKilledBuild$")
		cmd.Env = append(os.Environ(), "TVISTDATA_KILLED_BUILD="+c.Releases, "TVISTDATA_KILLED_AT="+strconv.Itoa(n))
		if err := cmd.Run(); err == nil {
			t.Fatalf("the build was not killed at operation %d", n)
		}
		whole(t, c.Releases, n)
		after, _ := etltest.Build(t, c)
		current(t, c.Releases, after.ID())
	}
}
