package etl

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"tvistdata/etl/keep"
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
	DryRun   bool   // nothing is changed; the report says what would go
	FS       release.FS
	Now      func() time.Time
}

// RemoveReport is what a removal did.
type RemoveReport struct {
	Replaced []shelf.Replacement // the releases that held it, in the order of their builds
	Already  bool                // it was removed before
	Going    []Going             // what went from each release that held it, in the order of their builds
	File     string              // where the removal and its reason are kept
	Named    []string            // disclosures, each with its list, whose ids name what was removed, and which stay
	Derived  []Derived           // the releases that were written from what they say themselves, which is less than they were made of
}

// Going is how many published rows go from a release, by list and company. Those of other companies go because
// they are spelled alike, or had the id before.
type Going struct {
	Release string
	Rows    map[settle.Whose]int64
}

// Derived is a release that was written from what the one before it says itself, and why: nothing was kept beside that, or what was
// kept is damaged, another version's or another release's.
type Derived struct{ Release, Why string }

// Remove takes a record or a company out of every release, which is written again without it under a new id, and
// deletes the old ones. What is removed is from now on one of the unnamed, in later builds, too. Broken off anywhere,
// it leaves a whole current release, and is finished by removing the same again; it is broken off with the context's cause
// when the context is done. It fails with record.ErrNotFound when
// no release has it, and with a *record.InvalidError when the id is none.
func Remove(ctx context.Context, c RemoveConfig) (report RemoveReport, err error) {
	if _, err := settle.NewRemoved([]string{c.ID}, nil); err != nil {
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
	if c.DryRun {
		_, _, err := going(ctx, c, open, func(string) error { return nil }, &report)
		return report, err
	}
	s, err := open.Lock()
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, s.Unlock()) }()
	removals, holding, err := going(ctx, c, open, s.Unkeep, &report)
	if err != nil {
		return report, err
	}
	what, err := removedBy(removals)
	if err != nil {
		return report, err
	}
	last := &removals[len(removals)-1] // that at hand; NoteRemoval passes over one that was noted before
	for _, h := range holding {
		last.Spellings = append(last.Spellings, h.gone.Spellings...)
	}
	last.Spellings = slices.Compact(slices.Sorted(slices.Values(last.Spellings)))
	if _, err := s.NoteRemoval(*last); err != nil {
		return report, err
	}
	for _, h := range holding {
		p, err := reissue(ctx, c, s, h, what)
		if err != nil {
			return report, err
		}
		if p.New != p.Old {
			report.Replaced = append(report.Replaced, p)
		}
		if h.derived != "" {
			report.Derived = append(report.Derived, Derived{p.New, h.derived})
		}
	}
	return report, s.Clear()
}

// going finds the releases that hold what is to go, enters what goes from them in the report, and returns the removals with that at hand.
// What is kept beside a release and cannot be read is handed to unkeep.
func going(
	ctx context.Context, c RemoveConfig, s *shelf.Shelf, unkeep func(id string) error, report *RemoveReport,
) ([]shelf.Removal, []holder, error) {
	removals, err := s.Removals()
	if err != nil {
		return nil, nil, err
	}
	report.Already = slices.ContainsFunc(removals, func(r shelf.Removal) bool { return r.ID == c.ID })
	if !report.Already {
		removals = append(removals, shelf.Removal{ID: c.ID, At: c.Now(), Reason: c.Reason})
	}
	what, err := removedBy(removals)
	if err != nil {
		return nil, nil, err
	}
	holding, err := holders(ctx, s, what, unkeep)
	if err != nil {
		return nil, nil, err
	}
	if len(holding) == 0 && !report.Already {
		return nil, nil, fmt.Errorf("no retained release has %s: %w", c.ID, record.ErrNotFound)
	}
	for _, h := range holding {
		report.Going = append(report.Going, Going{h.id, h.gone.Of})
		report.Named = append(report.Named, h.gone.Disclosures...)
	}
	report.Named = slices.Compact(slices.Sorted(slices.Values(report.Named)))
	return removals, holding, nil
}

// holder is a release that holds what is to go.
type holder struct {
	id         string
	gone       settle.Gone
	derived    string          // why it is written from what it says itself; "" when it is not
	unreadable bool            // what is kept beside it cannot be read
	without    *settle.Settled // what is left of it; only of the last, for several may not fit into memory
}

// holders finds the releases that hold what is to go, the earliest build first; those that gave way before are being
// cleared away and no longer among them. What is kept beside a release and cannot be read may hold it, too: unkeep gets its id.
func holders(ctx context.Context, s *shelf.Shelf, what settle.Removed, unkeep func(id string) error) ([]holder, error) {
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
		h, err := until.Done(ctx, func() (holder, error) { return without(s, e.ID, what) })
		if err != nil {
			return nil, fmt.Errorf("nothing was removed: %w", err)
		}
		if h.unreadable {
			if err := unkeep(e.ID); err != nil {
				return nil, err
			}
		}
		if h.gone.Held {
			for i := range out {
				out[i].without = nil
			}
			out = append(out, h)
		}
	}
	return out, nil
}

// without returns what a release was made of, without what is to go.
func without(s *shelf.Shelf, id string, what settle.Removed) (h holder, err error) {
	h.id = id
	r, err := s.Load(id)
	if err != nil {
		return h, err
	}
	file, err := s.Kept(id, keep.Largest(r.Manifest()))
	if err == nil {
		h.without, err = keep.Load(r, file)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		h.derived = "nothing is kept beside the release"
	case errors.Is(err, keep.ErrOther):
		h.derived, h.unreadable = err.Error(), true
	}
	if h.derived != "" {
		h.without, err = derived(s, r, what)
	}
	if err != nil {
		return h, err
	}
	h.gone = h.without.Without(what)
	return h, nil
}

// derived returns what a release was made of beside which nothing is kept that can be read.
func derived(s *shelf.Shelf, r *release.Release, what settle.Removed) (*settle.Settled, error) {
	note, err := s.Noted(r.ID())
	if err != nil {
		return nil, err
	}
	var accounted []publish.Accounted
	if len(note.Accounted) > 0 {
		if err := json.Unmarshal(note.Accounted, &accounted); err != nil {
			return nil, fmt.Errorf("the note of the build of %s: %w", r.ID(), err)
		}
	}
	return keep.Derive(r, accounted, what)
}

// rewritten is a release that was written again.
type rewritten struct {
	publish.Result
	id   string // that it gets
	kept []byte // what is kept beside it
}

// reissue writes a release again without what is to go, notes its build as that of the old one, and notes that it has
// taken its place. Where nothing of it was in the release itself, only what is kept beside that changes.
func reissue(ctx context.Context, c RemoveConfig, s *shelf.Locked, h holder, what settle.Removed) (shelf.Replacement, error) {
	p := shelf.Replacement{Old: h.id}
	note, err := s.Noted(h.id)
	if err != nil {
		return p, err
	}
	settled, err := until.Done(ctx, func() (*settle.Settled, error) {
		if h.without != nil {
			return h.without, nil
		}
		again, err := without(s.Shelf, h.id, what)
		return again.without, err
	})
	if err != nil {
		return p, err
	}
	w, err := release.NewWriter(release.UntilDone(ctx, c.FS), c.Releases, settled.About())
	if err != nil {
		return p, err
	}
	left, err := until.Done(ctx, func() (out rewritten, err error) {
		if out.Result, err = publish.Write(w, settled); err != nil {
			return out, err
		}
		if settled.Earlier == nil {
			if out.id, err = w.ID(out.Manifest); err != nil {
				return out, err
			}
			if out.kept, err = keep.Save(settled, out.Written, out.id); err != nil {
				return out, err
			}
		}
		return out, publish.SearchRemoved(w, out.Manifest, what.Following(settled.Moved))
	})
	if err != nil {
		return p, errors.Join(fmt.Errorf("release %s without it: %w", h.id, err), w.Discard())
	}
	if settled.Earlier == nil {
		if err := s.Keep(left.id, left.kept); err != nil { // before it gets its name, so that none is without
			return p, errors.Join(err, w.Discard())
		}
	}
	if p.New, _, err = w.Finish(left.Manifest); err != nil || p.New == p.Old {
		return p, err
	}
	if len(note.Accounted) > 0 {
		if note.Accounted, err = json.Marshal(left.Accounted); err != nil {
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

// removedBy returns what was removed.
func removedBy(removals []shelf.Removal) (settle.Removed, error) {
	var ids, spellings []string
	for _, r := range removals {
		ids, spellings = append(ids, r.ID), append(spellings, r.Spellings...)
	}
	return settle.NewRemoved(ids, spellings)
}
