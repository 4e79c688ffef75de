package release

import (
	"io"
	"io/fs"
	"os"
)

// FS is the file system that releases are written to: few operations, so that a test can make each of them fail.
// Paths are those of the operating system.
type FS interface {
	// Create opens a new or emptied file for writing.
	Create(name string) (Output, error)
	// CreatePrivate is Create for a file that only its owner may read.
	CreatePrivate(name string) (Output, error)
	// Open opens a file for reading.
	Open(name string) (Input, error)
	// ReadDir lists a folder, sorted by name.
	ReadDir(dir string) ([]fs.DirEntry, error)
	// MkdirAll makes a folder and those above it.
	MkdirAll(dir string) error
	// Rename gives a file or folder another name; a file that has that name is replaced.
	Rename(from, to string) error
	// RemoveAll removes a file or a folder with all that is in it. What is not there is no error.
	RemoveAll(name string) error
	// SyncDir makes sure that a folder's names outlast a loss of power.
	SyncDir(dir string) error
}

// Output is a file that is being written.
type Output interface {
	io.WriteCloser
	// Sync makes sure that what was written outlasts a loss of power.
	Sync() error
}

// Input is a file that is being read.
type Input interface {
	io.ReadCloser
}

// OS returns the operating system's own file system.
func OS() FS { return osFS{} }

type osFS struct{}

// Create makes a file that everybody may read, whatever the operator's mask is: a service under another user serves it.
func (osFS) Create(name string) (Output, error) {
	f, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	if err := f.Chmod(0o644); err != nil {
		_ = f.Close() // nothing was written
		return nil, err
	}
	return f, nil
}

func (osFS) CreatePrivate(name string) (Output, error) {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	if err := f.Chmod(0o600); err != nil { // one that was there may have had another
		_ = f.Close() // nothing was written
		return nil, err
	}
	return f, nil
}

func (osFS) Open(name string) (Input, error) { return os.Open(name) }

func (osFS) ReadDir(dir string) ([]fs.DirEntry, error) { return os.ReadDir(dir) }

// MkdirAll makes a folder that everybody may look into, as Create does of a file. One that is there keeps its mode.
func (osFS) MkdirAll(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return os.Chmod(dir, 0o755)
}

func (osFS) Rename(from, to string) error { return os.Rename(from, to) }

func (osFS) RemoveAll(name string) error { return os.RemoveAll(name) }

func (osFS) SyncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if cerr := d.Close(); err == nil {
		err = cerr
	}
	return err
}
