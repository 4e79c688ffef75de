package shelf

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// ErrBusy says that another build is at work in the folder.
var ErrBusy = errors.New("another build is at work")

// Lock keeps other builds out of the folder, which it makes when it is not there, until unlock is called or the
// process ends, however it ends. It does not wait: it fails with ErrBusy.
func (s *Shelf) Lock() (unlock func() error, err error) {
	if err := s.fs.MkdirAll(s.dir); err != nil {
		return nil, fmt.Errorf("making the folder of releases: %w", err)
	}
	name := filepath.Join(s.dir, ".lock")
	f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, fmt.Errorf("locking the folder of releases: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close() // nothing was written
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("%s: %w", s.dir, ErrBusy)
		}
		return nil, fmt.Errorf("locking %s: %w", name, err)
	}
	return f.Close, nil
}
