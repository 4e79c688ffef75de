package shelf

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"tvistdata/internal/record"
)

// removedName is the file that says what was taken out of the releases. Only its owner may read it, and it is served
// to nobody. replacedName is the one that says which release took another's place; whoever may read the releases may read
// it. It is there as soon as the other is.
const (
	removedName  = "removed.json"
	replacedName = "replaced.json"
)

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

// removals is what the private file holds. Replaced was there before it had a file of its own, and is read only where
// that is missing.
type removals struct {
	Removed  []Removal     `json:"removed"`
	Replaced []Replacement `json:"replaced,omitempty"`
}

// replacements is what the file holds that the service reads.
type replacements struct {
	Replaced []Replacement `json:"replaced"`
}

// RemovalsFile returns the path of the file that says what was removed and why.
func (s *Shelf) RemovalsFile() string { return filepath.Join(s.dir, removedName) }

// ReplacementsFile returns the path of the file that says which release took another's place. A folder that an earlier
// version left has none: there the file of removals says it.
func (s *Shelf) ReplacementsFile() string { return filepath.Join(s.dir, replacedName) }

// Removals returns what was taken out of the releases, in the order in which it was.
func (s *Shelf) Removals() ([]Removal, error) {
	r, err := s.removals()
	return r.Removed, err
}

// Replacements returns the releases that were withdrawn, each with the last one that took its place.
func (s *Shelf) Replacements() (map[string]string, error) {
	all, err := s.replaced()
	if err != nil {
		return nil, err
	}
	next := map[string]string{}
	for _, p := range all {
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
func (l *Locked) NoteRemoval(one Removal) (noted bool, err error) {
	r, err := l.removals()
	if err != nil || slices.ContainsFunc(r.Removed, func(o Removal) bool { return o.ID == one.ID }) {
		return false, err
	}
	all, err := l.replaced()
	if err == nil {
		err = l.keepReplaced(all) // first: where there are removals, the service finds this file
	}
	if err != nil {
		return false, err
	}
	one.At = one.At.UTC()
	return true, l.keep(removals{Removed: append(r.Removed, one)})
}

// Replace notes that a release gave way to another, which must be whole. It is served no longer, and Clear removes it.
func (l *Locked) Replace(p Replacement) error {
	if _, err := l.path(p.Old); err != nil {
		return err
	}
	if err := l.Verify(p.New); err != nil {
		return err
	}
	all, err := l.replaced()
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(o Replacement) bool { return o.Old == p.Old || o.Old == p.New })
	return l.keepReplaced(append(all, p))
}

// Clear finishes what Replace began: builds name the new releases as parents, current names one, and the old ones are
// removed from disk. Broken off anywhere, it can be called again.
func (l *Locked) Clear() error {
	replaced, err := l.Replacements()
	if err != nil || len(replaced) == 0 {
		return err
	}
	current, err := l.Current()
	if err != nil && !errors.Is(err, record.ErrNotFound) {
		return err
	}
	if by, ok := replaced[current]; ok {
		if err := l.Promote(by); err != nil {
			return err
		}
	}
	entries, err := l.List()
	if err != nil {
		return err
	}
	for _, e := range entries {
		if _, old := replaced[e.ID]; old {
			if err := l.discard(e.ID); err != nil {
				return err
			}
		} else if err := l.reparent(e.ID, replaced); err != nil {
			return err
		}
	}
	return l.sweep(replaced)
}

// reparent names, in the note of a build, the release that took its parent's place.
func (l *Locked) reparent(id string, replaced map[string]string) error {
	b, err := l.build(id)
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
	return l.writeBuild(id, b)
}

// discard removes a release: first from sight, then from disk.
func (l *Locked) discard(id string) error {
	hidden := filepath.Join(l.dir, newName+id)
	err := l.fs.RemoveAll(hidden)
	if err == nil {
		err = l.fs.RemoveAll(filepath.Join(l.dir, id+keptSuffix))
	}
	if err == nil {
		err = l.fs.Rename(filepath.Join(l.dir, id), hidden)
	}
	if err == nil {
		err = l.fs.RemoveAll(hidden)
	}
	if err != nil {
		return fmt.Errorf("removing release %s: %w", id, err)
	}
	return nil
}

// sweep removes what is left of releases that were replaced: notes, and what a discard that was broken off has hidden.
func (l *Locked) sweep(replaced map[string]string) error {
	files, err := l.entries()
	if err != nil {
		return err
	}
	for _, f := range files {
		for id := range replaced {
			if f.Name() != id+buildSuffix && f.Name() != id+keptSuffix && f.Name() != newName+id {
				continue
			}
			if err := l.fs.RemoveAll(filepath.Join(l.dir, f.Name())); err != nil {
				return fmt.Errorf("removing what is left of release %s: %w", id, err)
			}
		}
	}
	if err := l.fs.SyncDir(l.dir); err != nil {
		return fmt.Errorf("syncing the folder of releases: %w", err)
	}
	return nil
}

// back forgets that a release was replaced: it was built again, from what may be published now.
func (l *Locked) back(id string) error {
	all, err := l.replaced()
	if err != nil {
		return err
	}
	kept := slices.DeleteFunc(slices.Clone(all), func(o Replacement) bool { return o.Old == id })
	if len(kept) == len(all) {
		return nil
	}
	return l.keepReplaced(kept)
}

// inherit makes the file that the service reads where an earlier version left only the private one.
func (l *Locked) inherit() error {
	_, err := l.readReplaced()
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	old, err := l.removals()
	if err != nil || len(old.Removed)+len(old.Replaced) == 0 {
		return err
	}
	return l.keepReplaced(old.Replaced)
}

// replaced returns the releases that gave way, the last one last.
func (s *Shelf) replaced() ([]Replacement, error) {
	all, err := s.readReplaced()
	if !errors.Is(err, fs.ErrNotExist) {
		return all, err
	}
	old, err := s.removals()
	if all, again := s.readReplaced(); !errors.Is(again, fs.ErrNotExist) { // it was made in between, and the other one is no longer asked
		return all, again
	}
	if errors.Is(err, fs.ErrPermission) {
		current, _ := s.Current()
		err = fmt.Errorf("%w: only its owner may read it, and there is no %s yet, which says to the service what it must know of it; its "+
			"owner makes one with: tvistdata releases promote %s --releases %s",
			err, replacedName, cmp.Or(current, "ID"), s.dir)
	}
	return old.Replaced, err
}

func (s *Shelf) readReplaced() ([]Replacement, error) {
	var r replacements
	err := s.decode(replacedName, &r)
	return r.Replaced, err
}

func (s *Shelf) removals() (removals, error) {
	var r removals
	err := s.decode(removedName, &r)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	return r, err
}

// decode reads a small file of JSON.
func (s *Shelf) decode(name string, into any) error {
	text, err := s.read(name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s: %w", filepath.Join(s.dir, name), err)
	}
	return nil
}

func (l *Locked) keep(r removals) error {
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return fmt.Errorf("noting a removal: %w", err)
	}
	return Replace(l.fs, l.fs.CreatePrivate, l.RemovalsFile(), append(text, '\n'))
}

func (l *Locked) keepReplaced(all []Replacement) error {
	text, err := json.MarshalIndent(replacements{append([]Replacement{}, all...)}, "", "  ")
	if err != nil {
		return fmt.Errorf("noting which release took another's place: %w", err)
	}
	return l.replace(replacedName, append(text, '\n'))
}
