package shelf

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"tvistdata/internal/record"
)

// removedName is the file that tells what was taken out of the releases. Only its owner may read it, and it is served
// to nobody.
const removedName = "removed.json"

// Removal is a record or a company that no release may hold, and why.
type Removal struct {
	ID     string    `json:"id"`
	At     time.Time `json:"at"`
	Reason string    `json:"reason"`
	// Spellings are what a company was spelled as in the releases: never the text, but the id that each name has by itself.
	Spellings []string `json:"spellings,omitempty"`
}

// Replacement is a release that was withdrawn, and the one that holds what is left of it.
type Replacement struct {
	Old string `json:"old"`
	New string `json:"new"`
}

// ReplacedError says that a release was withdrawn, and which one holds what is left of it. It is a record.ErrGone.
type ReplacedError struct{ Replacement }

func (e *ReplacedError) Error() string {
	return fmt.Sprintf("release %s was withdrawn; %s has taken its place", e.Old, e.New)
}

// Unwrap makes it a record.ErrGone.
func (e *ReplacedError) Unwrap() error { return record.ErrGone }

// removals is what the file holds.
type removals struct {
	Removed  []Removal     `json:"removed"`
	Replaced []Replacement `json:"replaced"`
}

// RemovalsFile gives the path of the file that tells what was removed and why.
func (s *Shelf) RemovalsFile() string { return filepath.Join(s.dir, removedName) }

// Removals gives what was taken out of the releases, in the order in which it was.
func (s *Shelf) Removals() ([]Removal, error) {
	r, err := s.removals()
	return r.Removed, err
}

// Replacements gives the releases that were withdrawn, each with the last one that took its place.
func (s *Shelf) Replacements() (map[string]string, error) {
	r, err := s.removals()
	if err != nil {
		return nil, err
	}
	next := map[string]string{}
	for _, p := range r.Replaced {
		next[p.Old] = p.New
	}
	last := make(map[string]string, len(next))
	for old, id := range next {
		for range next { // no longer: a file edited by hand may lead in a circle
			after, ok := next[id]
			if !ok {
				break
			}
			id = after
		}
		last[old] = id
	}
	return last, nil
}

// NoteRemoval keeps what is removed and why, before it is: from now on no build lets it out. It says false when it was
// noted before; that note stays.
func (s *Shelf) NoteRemoval(one Removal) (noted bool, err error) {
	r, err := s.removals()
	if err != nil || slices.ContainsFunc(r.Removed, func(o Removal) bool { return o.ID == one.ID }) {
		return false, err
	}
	one.At = one.At.UTC()
	r.Removed = append(r.Removed, one)
	return true, s.keep(r)
}

// Replace notes that a release gave way to another, which must be whole. It is served no longer, and Clear removes it.
func (s *Shelf) Replace(p Replacement) error {
	if _, err := s.path(p.Old); err != nil {
		return err
	}
	if err := s.Verify(p.New); err != nil {
		return err
	}
	r, err := s.removals()
	if err != nil {
		return err
	}
	r.Replaced = slices.DeleteFunc(r.Replaced, func(o Replacement) bool { return o.Old == p.Old || o.Old == p.New })
	r.Replaced = append(r.Replaced, p)
	return s.keep(r)
}

// Clear finishes what Replace began: builds name the new releases as parents, current names one, and the old ones are
// removed from disk. Broken off anywhere, it can be called again.
func (s *Shelf) Clear() error {
	replaced, err := s.Replacements()
	if err != nil || len(replaced) == 0 {
		return err
	}
	current, err := s.Current()
	if err != nil && !errors.Is(err, record.ErrNotFound) {
		return err
	}
	if by, ok := replaced[current]; ok {
		if err := s.Promote(by); err != nil {
			return err
		}
	}
	entries, err := s.List()
	if err != nil {
		return err
	}
	for _, e := range entries {
		if _, old := replaced[e.ID]; old {
			if err := s.discard(e.ID); err != nil {
				return err
			}
		} else if err := s.reparent(e.ID, replaced); err != nil {
			return err
		}
	}
	return s.sweep(replaced)
}

// reparent names, in the note of a build, the release that took its parent's place.
func (s *Shelf) reparent(id string, replaced map[string]string) error {
	b, err := s.build(id)
	if err != nil {
		return err
	}
	by, old := replaced[b.Parent]
	switch {
	case !old:
		return nil
	case by == id:
		by = ""
	}
	b.Parent = by
	return s.writeBuild(id, b)
}

// discard removes a release: first from sight, then from disk.
func (s *Shelf) discard(id string) error {
	hidden := filepath.Join(s.dir, newName+"-"+id)
	err := s.fs.RemoveAll(hidden)
	if err == nil {
		err = s.fs.Rename(filepath.Join(s.dir, id), hidden)
	}
	if err == nil {
		err = s.fs.RemoveAll(hidden)
	}
	if err != nil {
		return fmt.Errorf("removing release %s: %w", id, err)
	}
	return nil
}

// sweep removes what is left of releases that were replaced: notes, and what a discard that was broken off has hidden.
func (s *Shelf) sweep(replaced map[string]string) error {
	files, err := s.entries()
	if err != nil {
		return err
	}
	for _, f := range files {
		for id := range replaced {
			if f.Name() != id+buildSuffix && f.Name() != newName+"-"+id {
				continue
			}
			if err := s.fs.RemoveAll(filepath.Join(s.dir, f.Name())); err != nil {
				return fmt.Errorf("removing what is left of release %s: %w", id, err)
			}
		}
	}
	if err := s.fs.SyncDir(s.dir); err != nil {
		return fmt.Errorf("syncing the folder of releases: %w", err)
	}
	return nil
}

// back forgets that a release was replaced: it was built again, from what may be published now.
func (s *Shelf) back(id string) error {
	r, err := s.removals()
	if err != nil {
		return err
	}
	kept := slices.DeleteFunc(slices.Clone(r.Replaced), func(o Replacement) bool { return o.Old == id })
	if len(kept) == len(r.Replaced) {
		return nil
	}
	r.Replaced = kept
	return s.keep(r)
}

func (s *Shelf) removals() (removals, error) {
	var r removals
	text, err := s.read(removedName)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(text, &r); err != nil {
		return r, fmt.Errorf("%s: %w", s.RemovalsFile(), err)
	}
	return r, nil
}

func (s *Shelf) keep(r removals) error {
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return fmt.Errorf("noting a removal: %w", err)
	}
	return s.replaceBy(s.fs.CreatePrivate, removedName, append(text, '\n'))
}
