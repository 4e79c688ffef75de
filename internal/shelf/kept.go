package shelf

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// Keep puts a file beside a release that only its owner may read, in the place of one that was there. It is no part of the release,
// and goes when that does.
func (l *Locked) Keep(id string, content []byte) error {
	dir, err := l.path(id)
	if err != nil {
		return err
	}
	return Replace(l.fs, l.fs.CreatePrivate, dir+keptSuffix, content)
}

// Kept returns the file that Keep put beside a release, at most its first bytes, so many. It fails with fs.ErrNotExist when there is none.
func (s *Shelf) Kept(id string, bytes int64) ([]byte, error) {
	dir, err := s.path(id)
	if err != nil {
		return nil, err
	}
	in, err := s.fs.Open(dir + keptSuffix)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(in, bytes))
	if err = errors.Join(err, in.Close()); err != nil {
		return nil, fmt.Errorf("reading what is kept beside release %s: %w", id, err)
	}
	return content, nil
}

// Unkeep removes the file that Keep put beside a release.
func (l *Locked) Unkeep(id string) error {
	dir, err := l.path(id)
	if err != nil {
		return err
	}
	if err := l.fs.RemoveAll(dir + keptSuffix); err != nil {
		return fmt.Errorf("removing what was kept beside release %s: %w", id, err)
	}
	return nil
}

// sweepKept removes what was kept beside releases that are not there any more.
func (l *Locked) sweepKept() error {
	files, err := l.entries()
	if err != nil {
		return err
	}
	var there []string
	for _, f := range files {
		there = append(there, f.Name())
	}
	for _, name := range there {
		id, kept := strings.CutSuffix(name, keptSuffix)
		if !kept || !idPattern.MatchString(id) || slices.Contains(there, id) {
			continue
		}
		if err := l.fs.RemoveAll(filepath.Join(l.dir, name)); err != nil {
			return fmt.Errorf("removing what was kept beside release %s: %w", id, err)
		}
	}
	return nil
}
