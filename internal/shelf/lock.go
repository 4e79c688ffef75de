package shelf

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"tvistdata/internal/release"
)

// ErrBusy says that another process, or another part of this one, is changing a folder.
var ErrBusy = errors.New("another tvistdata is changing")

// LockFolder keeps others out who would change a folder, which it makes when it is not there, until unlock is called or the
// process ends, however it ends. It removes what those who were killed were writing. It does not wait: it fails with ErrBusy.
func LockFolder(files release.FS, dir string) (unlock func() error, err error) {
	if err := files.MkdirAll(dir); err != nil {
		return nil, fmt.Errorf("making %s: %w", dir, err)
	}
	name := filepath.Join(dir, lockName)
	f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, fmt.Errorf("locking %s: %w", dir, err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close() // nothing was written
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("%w %s; try again when it has ended", ErrBusy, dir)
		}
		return nil, fmt.Errorf("locking %s: %w", name, err)
	}
	unlock = func() error { // closing alone would leave the lock to a process that is being started, until it has begun
		return errors.Join(syscall.Flock(int(f.Fd()), syscall.LOCK_UN), f.Close())
	}
	if err := sweepUnfinished(files, dir); err != nil {
		return nil, errors.Join(err, unlock())
	}
	return unlock, nil
}

// sweepUnfinished removes what Replace was writing, and what was being removed, when somebody was killed.
func sweepUnfinished(files release.FS, dir string) error {
	entries, err := files.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("listing %s: %w", dir, err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), newName) {
			if err := files.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				return fmt.Errorf("removing what was not finished: %w", err)
			}
		}
	}
	return nil
}

// Locked is a shelf that nobody else changes. Everything that changes one is a method of it.
type Locked struct {
	*Shelf
	unlock func() error
}

// Lock keeps others out who would change the folder, as LockFolder does.
func (s *Shelf) Lock() (*Locked, error) {
	unlock, err := LockFolder(s.fs, s.dir)
	if err != nil {
		return nil, err
	}
	l := &Locked{s, unlock}
	if err := errors.Join(l.inherit(), l.sweepKept()); err != nil {
		return nil, errors.Join(err, unlock())
	}
	return l, nil
}

// Unlock lets others change the folder again.
func (l *Locked) Unlock() error { return errors.Join(l.sweepKept(), l.unlock()) }
