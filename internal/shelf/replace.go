package shelf

import (
	"crypto/rand"
	"errors"
	"fmt"
	"path/filepath"

	"tvistdata/internal/release"
)

// newName begins the name under which a file is written before it gets its own; the rest is no other's.
const newName = ".building-new-"

// Replace gives a file new content, which outlasts a loss of power: readers see the old one or the new one, whole. create
// is the file system's Create or CreatePrivate.
func Replace(files release.FS, create func(name string) (release.Output, error), name string, content []byte) error {
	dir := filepath.Dir(name)
	temporary := filepath.Join(dir, newName+rand.Text())
	err := write(create, temporary, content)
	if err == nil {
		err = files.Rename(temporary, name)
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, errors.Join(err, files.RemoveAll(temporary)))
	}
	if err := files.SyncDir(dir); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}

func write(create func(name string) (release.Output, error), name string, content []byte) error {
	out, err := create(name)
	if err != nil {
		return err
	}
	_, err = out.Write(content)
	if err == nil {
		err = out.Sync()
	}
	if cerr := out.Close(); err == nil {
		err = cerr
	}
	return err
}

// replace gives a small file of the shelf new content.
func (l *Locked) replace(name string, content []byte) error {
	return Replace(l.fs, l.fs.Create, filepath.Join(l.dir, name), content)
}
