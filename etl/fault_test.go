package etl_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/internal/release"
)

var errFault = errors.New("planted fault")

// faultyFS counts the operations and calls at for each, which may fail it.
type faultyFS struct {
	release.FS
	mu sync.Mutex
	n  int
	at func(n int) error
}

func (f *faultyFS) step() error {
	f.mu.Lock()
	f.n++
	n := f.n
	f.mu.Unlock()
	return f.at(n)
}

func (f *faultyFS) Create(name string) (release.Output, error) {
	if err := f.step(); err != nil {
		return nil, err
	}
	out, err := f.FS.Create(name)
	return faultyOutput{out, f}, err
}

func (f *faultyFS) CreatePrivate(name string) (release.Output, error) {
	if err := f.step(); err != nil {
		return nil, err
	}
	out, err := f.FS.CreatePrivate(name)
	return faultyOutput{out, f}, err
}

func (f *faultyFS) Open(name string) (release.Input, error) {
	if err := f.step(); err != nil {
		return nil, err
	}
	in, err := f.FS.Open(name)
	if err != nil {
		return nil, err
	}
	return faultyInput{in, f}, nil
}

func (f *faultyFS) ReadDir(dir string) ([]fs.DirEntry, error) {
	if err := f.step(); err != nil {
		return nil, err
	}
	return f.FS.ReadDir(dir)
}

func (f *faultyFS) MkdirAll(dir string) error {
	if err := f.step(); err != nil {
		return err
	}
	return f.FS.MkdirAll(dir)
}

func (f *faultyFS) Rename(from, to string) error {
	if err := f.step(); err != nil {
		return err
	}
	return f.FS.Rename(from, to)
}

func (f *faultyFS) RemoveAll(name string) error {
	if err := f.step(); err != nil {
		return err
	}
	return f.FS.RemoveAll(name)
}

func (f *faultyFS) SyncDir(dir string) error {
	if err := f.step(); err != nil {
		return err
	}
	return f.FS.SyncDir(dir)
}

type faultyOutput struct {
	release.Output
	fs *faultyFS
}

func (o faultyOutput) Write(p []byte) (int, error) {
	if err := o.fs.step(); err != nil {
		n, _ := o.Output.Write(p[:len(p)/2]) // a full disk takes a part
		return n, err
	}
	return o.Output.Write(p)
}

func (o faultyOutput) Sync() error {
	if err := o.fs.step(); err != nil {
		return err
	}
	return o.Output.Sync()
}

type faultyInput struct {
	release.Input
	fs *faultyFS
}

func (i faultyInput) Read(p []byte) (int, error) {
	if err := i.fs.step(); err != nil {
		return 0, err
	}
	return i.Input.Read(p)
}

// nextBuild makes a release and gives the build that is to come after it, which has another.
func nextBuild(t *testing.T) etl.Config {
	t.Helper()
	rows := "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"
	c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows))...)
	etltest.Build(t, c)
	c.Disclosures = etltest.Write(t, arn("one", etltest.ARN2021, rows+"2021-00002;2021-01-05;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"))
	return c
}

// elsewhere gives the same build into a copy of its folder of releases.
func elsewhere(t *testing.T, c etl.Config) etl.Config {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "releases")
	if err := os.CopyFS(dir, os.DirFS(c.Releases)); err != nil {
		t.Fatal(err)
	}
	c.Releases = dir
	return c
}

func TestFailingEachFileOperationLeavesAWholeRelease(t *testing.T) {
	next := nextBuild(t)
	for _, dead := range []bool{false, true} { // one operation fails, or all from it on
		for n := 1; ; n++ {
			c := elsewhere(t, next)
			faulty := &faultyFS{FS: release.OS(), at: func(at int) error {
				if at == n || dead && at > n {
					return errFault
				}
				return nil
			}}
			c.FS = faulty
			report, err := etl.Build(context.Background(), c)
			if faulty.n < n {
				if err != nil {
					t.Fatalf("the build without a fault failed: %v", err)
				}
				t.Logf("%d operations tried", n-1)
				break
			}
			switch {
			case err == nil:
				current(t, c.Releases, report.Release)
			case !errors.Is(err, errFault):
				t.Fatalf("operation %d: the error hides its cause: %v", n, err)
			default:
				whole(t, c.Releases, n)
			}
			if n%20 == 0 { // and the next build finds nothing in its way
				c.FS = release.OS()
				after, _ := etltest.Build(t, c)
				current(t, c.Releases, after.ID())
			}
		}
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
	c.FS = &faultyFS{FS: release.OS(), at: func(at int) error {
		if at == n {
			return syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
		return nil
	}}
	_, _ = etl.Build(context.Background(), c)
}

func TestKillingABuildLeavesAWholeRelease(t *testing.T) {
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
