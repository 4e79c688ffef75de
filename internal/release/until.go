package release

import (
	"context"
	"io/fs"
	"sync"
)

// UntilDone returns a file system on which nothing new is made, written or read once the context is done: that fails with the
// context's cause. What ends a change or takes it back still works: Rename, RemoveAll and SyncDir. RemoveAll waits for
// what is being made, so that work that was given up leaves nothing behind in a folder that is removed.
func UntilDone(ctx context.Context, files FS) FS { return &untilDone{FS: files, ctx: ctx} }

type untilDone struct {
	FS
	ctx    context.Context
	making sync.RWMutex // held for writing while something is removed
}

func (u *untilDone) done() error {
	if u.ctx.Err() != nil {
		return context.Cause(u.ctx)
	}
	return nil
}

func (u *untilDone) Create(name string) (Output, error) { return u.create(u.FS.Create, name) }

func (u *untilDone) CreatePrivate(name string) (Output, error) {
	return u.create(u.FS.CreatePrivate, name)
}

func (u *untilDone) create(create func(name string) (Output, error), name string) (Output, error) {
	u.making.RLock()
	defer u.making.RUnlock()
	if err := u.done(); err != nil {
		return nil, err
	}
	out, err := create(name)
	if err != nil {
		return nil, err
	}
	return outputUntilDone{out, u}, nil
}

func (u *untilDone) MkdirAll(dir string) error {
	u.making.RLock()
	defer u.making.RUnlock()
	if err := u.done(); err != nil {
		return err
	}
	return u.FS.MkdirAll(dir)
}

func (u *untilDone) Open(name string) (Input, error) {
	if err := u.done(); err != nil {
		return nil, err
	}
	in, err := u.FS.Open(name)
	if err != nil {
		return nil, err
	}
	return inputUntilDone{in, u}, nil
}

func (u *untilDone) ReadDir(dir string) ([]fs.DirEntry, error) {
	if err := u.done(); err != nil {
		return nil, err
	}
	return u.FS.ReadDir(dir)
}

func (u *untilDone) RemoveAll(name string) error {
	u.making.Lock()
	defer u.making.Unlock()
	return u.FS.RemoveAll(name)
}

type outputUntilDone struct {
	Output
	u *untilDone
}

func (o outputUntilDone) Write(p []byte) (int, error) {
	if err := o.u.done(); err != nil {
		return 0, err
	}
	return o.Output.Write(p)
}

type inputUntilDone struct {
	Input
	u *untilDone
}

func (i inputUntilDone) Read(p []byte) (int, error) {
	if err := i.u.done(); err != nil {
		return 0, err
	}
	return i.Input.Read(p)
}
