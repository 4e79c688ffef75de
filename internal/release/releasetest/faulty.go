package releasetest

import (
	"errors"
	"io/fs"
	"sync"

	"tvistdata/internal/release"
)

// ErrFault is what a Faulty file system fails with.
var ErrFault = errors.New("planted fault")

// Faulty is a file system that counts operations, those on its files too, and fails one of them. It does not wait for
// the disk: Sync and SyncDir are only counted.
type Faulty struct {
	release.FS
	// FailAt is the operation that fails, counted from 1; 0 lets all pass.
	FailAt int
	// Dead lets every operation after that fail, too, as if the process had been killed there.
	Dead bool
	// Then, unless nil, is called before the operation FailAt fails.
	Then func()
	// Pass lets that operation pass after Then was called.
	Pass bool

	mu  sync.Mutex
	ops int
}

// Ops returns the number of operations so far.
func (f *Faulty) Ops() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.ops
}

func (f *Faulty) step() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ops++
	if f.ops == f.FailAt && f.Then != nil {
		f.Then()
	}
	if f.FailAt > 0 && !f.Pass && (f.ops == f.FailAt || f.Dead && f.ops > f.FailAt) {
		return ErrFault
	}
	return nil
}

// Create counts and opens a file for writing.
func (f *Faulty) Create(name string) (release.Output, error) {
	if err := f.step(); err != nil {
		return nil, err
	}
	out, err := f.FS.Create(name)
	if err != nil {
		return nil, err
	}
	return &output{out, f}, nil
}

// CreatePrivate counts and opens a file that only its owner may read.
func (f *Faulty) CreatePrivate(name string) (release.Output, error) {
	if err := f.step(); err != nil {
		return nil, err
	}
	out, err := f.FS.CreatePrivate(name)
	if err != nil {
		return nil, err
	}
	return &output{out, f}, nil
}

// Open counts and opens a file for reading.
func (f *Faulty) Open(name string) (release.Input, error) {
	if err := f.step(); err != nil {
		return nil, err
	}
	in, err := f.FS.Open(name)
	if err != nil {
		return nil, err
	}
	return &input{in, f}, nil
}

// ReadDir counts and lists a folder.
func (f *Faulty) ReadDir(dir string) ([]fs.DirEntry, error) {
	if err := f.step(); err != nil {
		return nil, err
	}
	return f.FS.ReadDir(dir)
}

// MkdirAll counts and makes a folder.
func (f *Faulty) MkdirAll(dir string) error {
	if err := f.step(); err != nil {
		return err
	}
	return f.FS.MkdirAll(dir)
}

// Rename counts and renames.
func (f *Faulty) Rename(from, to string) error {
	if err := f.step(); err != nil {
		return err
	}
	return f.FS.Rename(from, to)
}

// RemoveAll counts and removes.
func (f *Faulty) RemoveAll(name string) error {
	if err := f.step(); err != nil {
		return err
	}
	return f.FS.RemoveAll(name)
}

// SyncDir counts.
func (f *Faulty) SyncDir(string) error {
	return f.step()
}

// Unsynced returns the operating system's file system without the waits for the disk.
func Unsynced() release.FS { return &Faulty{FS: release.OS()} }

type output struct {
	release.Output
	f *Faulty
}

// Write leaves half of the bytes behind when it fails.
func (o *output) Write(p []byte) (int, error) {
	if err := o.f.step(); err != nil {
		n, _ := o.Output.Write(p[:len(p)/2])
		return n, err
	}
	return o.Output.Write(p)
}

func (o *output) Sync() error { return o.f.step() }

// Close closes the file even when it fails: the process must not run out of them.
func (o *output) Close() error {
	err := o.f.step()
	return errors.Join(err, o.Output.Close())
}

type input struct {
	release.Input
	f *Faulty
}

func (i *input) Read(p []byte) (int, error) {
	if err := i.f.step(); err != nil {
		return 0, err
	}
	return i.Input.Read(p)
}

func (i *input) Close() error {
	err := i.f.step()
	return errors.Join(err, i.Input.Close())
}
