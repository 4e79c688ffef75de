package etl

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"tvistdata/etl/publish"
	"tvistdata/etl/settle"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/shelf"
	"tvistdata/internal/until"
)

// RemoveConfig is what is removed, and from where.
type RemoveConfig struct {
	ID       string // of a record or a company
	Reason   string // kept with the removal, and told nobody
	Releases string // the folder of releases
	FS       release.FS
	Now      func() time.Time
}

// RemoveReport is what a removal did.
type RemoveReport struct {
	Replaced []shelf.Replacement // the releases that held it, in the order of their builds
	Already  bool                // it was removed before
	File     string              // where the removal and its reason are kept
	Named    []string            // disclosures, each with its list, whose ids name what was removed, and which stay
}

// Remove takes a record or a company out of every release, which is written again without it under a new id, and
// deletes the old ones. What is removed is from now on one of the unnamed, in later builds, too. Broken off anywhere,
// it leaves a whole current release, and is finished by removing the same again; it is broken off with the context's cause
// when the context is done. It fails with record.ErrNotFound when
// no release has it, and with a *record.InvalidError when the id is none.
func Remove(ctx context.Context, c RemoveConfig) (report RemoveReport, err error) {
	if _, err := publish.NewRemoved([]string{c.ID}, nil); err != nil {
		return report, err
	}
	if _, err := c.FS.ReadDir(c.Releases); err != nil {
		return report, fmt.Errorf("the folder of releases: %w", err)
	}
	open, err := shelf.Open(c.Releases, c.FS)
	if err != nil {
		return report, err
	}
	report.File = open.RemovalsFile()
	s, err := open.Lock()
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, s.Unlock()) }()
	removals, err := s.Removals()
	if err != nil {
		return report, err
	}
	report.Already = slices.ContainsFunc(removals, func(r shelf.Removal) bool { return r.ID == c.ID })
	if !report.Already {
		removals = append(removals, shelf.Removal{ID: c.ID, At: c.Now(), Reason: c.Reason})
	}
	what, err := removedBy(removals)
	if err != nil {
		return report, err
	}
	holding, err := holders(ctx, s.Shelf, what)
	if err != nil {
		return report, err
	}
	if len(holding) == 0 && !report.Already {
		return report, fmt.Errorf("no retained release has %s: %w", c.ID, record.ErrNotFound)
	}
	last := &removals[len(removals)-1] // that at hand, unless it was noted before
	for _, h := range holding {
		report.Named = append(report.Named, h.excision.NamedDisclosures()...)
		last.Spellings = append(last.Spellings, h.excision.Spellings()...)
	}
	report.Named = slices.Compact(slices.Sorted(slices.Values(report.Named)))
	last.Spellings = slices.Compact(slices.Sorted(slices.Values(last.Spellings)))
	if _, err := s.NoteRemoval(*last); err != nil {
		return report, err
	}
	for _, h := range holding {
		p, err := reissue(ctx, c, s, h)
		if err != nil {
			return report, err
		}
		report.Replaced = append(report.Replaced, p)
	}
	return report, s.Clear()
}

// holder is a release that holds what is to go.
type holder struct {
	id       string
	excision *publish.Excision
}

// holders finds the releases that hold what is to go, the earliest build first; those that gave way before are being
// cleared away and no longer among them.
func holders(ctx context.Context, s *shelf.Shelf, what publish.Removed) ([]holder, error) {
	entries, err := s.List()
	if err != nil {
		return nil, err
	}
	replaced, err := s.Replacements()
	if err != nil {
		return nil, err
	}
	var out []holder
	for _, e := range slices.Backward(entries) {
		if _, gone := replaced[e.ID]; gone {
			continue
		}
		excision, err := until.Done(ctx, func() (*publish.Excision, error) {
			r, err := s.Load(e.ID)
			if err != nil {
				return nil, err
			}
			return publish.NewExcision(r, what)
		})
		if err != nil {
			return nil, fmt.Errorf("nothing was removed: %w", err)
		}
		if excision.Held() {
			out = append(out, holder{e.ID, excision})
		}
	}
	return out, nil
}

// reissue writes a release again without what is to go, notes its build as that of the old one, and notes that it has
// taken its place.
func reissue(ctx context.Context, c RemoveConfig, s *shelf.Locked, h holder) (shelf.Replacement, error) {
	p := shelf.Replacement{Old: h.id}
	note, err := s.Noted(h.id)
	if err != nil {
		return p, err
	}
	var accounted []publish.Accounted
	if len(note.Accounted) > 0 {
		if err := json.Unmarshal(note.Accounted, &accounted); err != nil {
			return p, fmt.Errorf("the note of the build of %s: %w", h.id, err)
		}
	}
	w, err := release.NewWriter(release.UntilDone(ctx, c.FS), c.Releases, h.excision.About())
	if err != nil {
		return p, err
	}
	type without struct {
		manifest  release.Manifest
		accounted []publish.Accounted
	}
	left, err := until.Done(ctx, func() (out without, err error) {
		out.manifest, out.accounted, err = h.excision.Write(w, accounted)
		return out, err
	})
	if err != nil {
		return p, errors.Join(fmt.Errorf("release %s without it: %w", h.id, err), w.Discard())
	}
	if p.New, _, err = w.Finish(left.manifest); err != nil {
		return p, err
	}
	if len(note.Accounted) > 0 {
		if note.Accounted, err = json.Marshal(left.accounted); err != nil {
			return p, fmt.Errorf("noting where the rows went: %w", err)
		}
	}
	if !note.BuiltAt.IsZero() {
		if err := s.NoteBuild(p.New, note); err != nil {
			return p, err
		}
	}
	return p, s.Replace(p)
}

// removedFrom gives what may not be published any more.
func removedFrom(s *shelf.Shelf) (settle.Removed, error) {
	removals, err := s.Removals()
	if err != nil {
		return settle.Removed{}, err
	}
	return settle.NewRemoved(removedIDs(removals))
}

// removedBy gives what was removed.
func removedBy(removals []shelf.Removal) (publish.Removed, error) {
	return publish.NewRemoved(removedIDs(removals))
}

// removedIDs gives the ids of what was removed, and what it was spelled as.
func removedIDs(removals []shelf.Removal) (ids, spellings []string) {
	for _, r := range removals {
		ids, spellings = append(ids, r.ID), append(spellings, r.Spellings...)
	}
	return ids, spellings
}
