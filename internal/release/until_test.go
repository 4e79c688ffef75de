package release_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"tvistdata/internal/release"
	"tvistdata/internal/release/releasetest"
)

// TestNothingBeginsOnceTheContextIsDone: what was open is neither written nor read any more, nothing new is made, and what takes it
// back still works.
func TestNothingBeginsOnceTheContextIsDone(t *testing.T) {
	dir := t.TempDir()
	stopped := errors.New("stopped")
	ctx, stop := context.WithCancelCause(t.Context())
	files := release.UntilDone(ctx, release.OS())
	out, err := files.Create(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := out.Write([]byte("whole")); err != nil {
		t.Fatal(err)
	}
	in, err := files.Open(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	stop(stopped)
	_, create := files.Create(filepath.Join(dir, "new"))
	_, private := files.CreatePrivate(filepath.Join(dir, "new"))
	_, open := files.Open(filepath.Join(dir, "out"))
	_, list := files.ReadDir(dir)
	_, write := out.Write([]byte("more"))
	_, read := in.Read(make([]byte, 1))
	for door, err := range map[string]error{
		"Create": create, "CreatePrivate": private, "Open": open, "ReadDir": list, "MkdirAll": files.MkdirAll(filepath.Join(dir, "new")),
		"Write": write, "Read": read,
	} {
		if !errors.Is(err, stopped) {
			t.Errorf("%s gives %v, expected the context's cause", door, err)
		}
	}
	if err := errors.Join(out.Close(), in.Close(), files.Rename(filepath.Join(dir, "out"), filepath.Join(dir, "there")), files.SyncDir(dir)); err != nil {
		t.Errorf("ending what was begun: %v", err)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "there")); err != nil || string(text) != "whole" {
		t.Errorf("%q, %v", text, err)
	}
	if err := files.RemoveAll(filepath.Join(dir, "there")); err != nil {
		t.Errorf("taking it back: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestVerifyingIsStopped: a release whose reading was stopped is not said to be damaged.
func TestVerifyingIsStopped(t *testing.T) {
	dir := t.TempDir()
	id, _, err := releasetest.Build(releasetest.Unsynced(), dir, 5, 1)
	if err != nil {
		t.Fatal(err)
	}
	counting := &releasetest.Faulty{FS: release.OS()}
	if err := release.Verify(counting, filepath.Join(dir, id)); err != nil {
		t.Fatal(err)
	}
	stopped := errors.New("stopped")
	for n := 1; n < counting.Ops(); n++ { // the last only closes a file
		ctx, stop := context.WithCancelCause(t.Context())
		files := &releasetest.Faulty{FS: release.OS(), FailAt: n, Then: func() { stop(stopped) }, Pass: true}
		err := release.Verify(release.UntilDone(ctx, files), filepath.Join(dir, id))
		if n < counting.Ops()-1 && (!errors.Is(err, stopped) || errors.Is(err, release.ErrDamaged)) {
			t.Errorf("operation %d: %v, expected the context's cause alone", n, err)
		}
	}
}
