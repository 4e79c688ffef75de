package query

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"golang.org/x/sync/singleflight"

	"tvistdata/internal/answer"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/shelf"
)

// retained is how many releases beside the current one are kept open.
const retained = 2

// Releases opens the releases of a shelf as they are asked for. It implements answer.Releases and may be used by many
// goroutines.
type Releases struct {
	// OnFailure, when set before the first use, hears of a current release that could not be opened, while the one
	// before it is served on, and of one that could not be closed.
	OnFailure func(err error)

	shelf   *shelf.Shelf
	flights singleflight.Group
	loading sync.Mutex // one release is loaded at a time

	mu      sync.Mutex
	current *pinned
	others  []*pinned         // the one used last comes first
	retired []*pinned         // waiting for their last reader
	tried   fs.FileInfo       // the file that names the current release, as it was when it was last followed
	heeded  fs.FileInfo       // the file that tells which releases were withdrawn, as it was when it was last read; nil for none
	gone    map[string]string // withdrawn releases, each with the one that took its place
	failure error             // what came of that; nil when current is what it names
	closed  bool
}

// pinned is an open release with the number of those who read it.
type pinned struct {
	db      *DB
	readers int
}

// NewReleases serves the releases in a folder. Nothing is opened until it is asked for.
func NewReleases(dir string) (*Releases, error) {
	s, err := shelf.Open(dir, release.OS())
	if err != nil {
		return nil, fmt.Errorf("open releases: %w", err)
	}
	return &Releases{shelf: s}, nil
}

// Acquire gives the release of that id, or the current one for "" and "latest", and done, which has to be called when
// it is no longer read. When another release has become current, it is opened in the background and the one before it
// served until then, unless it was withdrawn. It fails with record.ErrNotFound when there is no such release, or none that
// is current, and with a *shelf.ReplacedError when it was withdrawn.
func (r *Releases) Acquire(ctx context.Context, ref string) (answer.Store, func(), error) {
	if err := r.heed(); err != nil {
		return nil, nil, err
	}
	if ref == "" || ref == "latest" {
		return r.acquireCurrent(ctx)
	}
	for {
		if by := r.replacement(ref); by != "" {
			return nil, nil, &shelf.ReplacedError{Replacement: shelf.Replacement{Old: ref, New: by}}
		}
		if p := r.pin(ref); p != nil {
			return p.db, r.leave(p), nil
		}
		if err := r.wait(ctx, ref, func(ctx context.Context) error { return r.retain(ctx, ref) }); err != nil {
			return nil, nil, err
		}
	}
}

func (r *Releases) acquireCurrent(ctx context.Context) (answer.Store, func(), error) {
	info, err := os.Stat(r.currentFile())
	r.mu.Lock()
	p := r.current
	changed := err == nil && !same(info, r.tried)
	failure := r.failure
	if p != nil && changed && r.gone[p.db.ID()] != "" {
		p = nil // what was taken out of it is not served on while the next is opened
	}
	if p != nil {
		p.readers++
	}
	r.mu.Unlock()
	switch {
	case p != nil && changed:
		r.flights.DoChan("", r.flight(ctx, r.follow))
		return p.db, r.leave(p), nil
	case p != nil:
		return p.db, r.leave(p), nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, fmt.Errorf("no current release in %s: %w", r.shelf.Dir(), record.ErrNotFound)
	case !changed && failure != nil:
		return nil, nil, failure
	}
	if err := r.Refresh(ctx); err != nil {
		return nil, nil, err
	}
	return r.acquireCurrent(ctx)
}

// heed learns which releases were withdrawn, and lets go of them but the current one, which the next takes the place of.
func (r *Releases) heed() error {
	info, err := os.Stat(r.shelf.ReplacementsFile())
	if errors.Is(err, fs.ErrNotExist) { // as an earlier version left the folder
		info, err = os.Stat(r.shelf.RemovalsFile())
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look which releases were withdrawn: %w", err)
	}
	r.mu.Lock()
	known := same(info, r.heeded)
	r.mu.Unlock()
	if known {
		return nil
	}
	gone, err := r.shelf.Replacements()
	if err != nil {
		return fmt.Errorf("look which releases were withdrawn: %w", err)
	}
	r.mu.Lock()
	r.heeded, r.gone = info, gone
	r.retireGone()
	r.mu.Unlock()
	r.settle()
	return nil
}

// retireGone takes the withdrawn ones from those that are kept open; r.mu is held.
func (r *Releases) retireGone() {
	r.others = slices.DeleteFunc(r.others, func(p *pinned) bool {
		if r.gone[p.db.ID()] == "" {
			return false
		}
		r.retired = append(r.retired, p)
		return true
	})
}

// replacement gives the release that took a withdrawn one's place, or "".
func (r *Releases) replacement(id string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.gone[id]
}

// Refresh opens the release that is current now, unless it is open, and waits for it. A caller that stops waiting
// does not stop the opening.
func (r *Releases) Refresh(ctx context.Context) error { return r.wait(ctx, "", r.follow) }

// wait runs work once for all who wait for the same key.
func (r *Releases) wait(ctx context.Context, key string, work func(context.Context) error) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case result := <-r.flights.DoChan(key, r.flight(ctx, work)):
		return result.Err
	}
}

func (r *Releases) flight(ctx context.Context, work func(context.Context) error) func() (any, error) {
	ctx = context.WithoutCancel(ctx)
	return func() (any, error) {
		r.loading.Lock()
		defer r.loading.Unlock()
		return nil, work(ctx)
	}
}

func (r *Releases) currentFile() string { return filepath.Join(r.shelf.Dir(), "current") }

func same(a, b fs.FileInfo) bool {
	return b != nil && os.SameFile(a, b) && a.ModTime().Equal(b.ModTime()) && a.Size() == b.Size()
}

// follow makes the release that the shelf names the current one.
func (r *Releases) follow(ctx context.Context) error {
	info, err := os.Stat(r.currentFile()) // before it is read: what comes in between is seen next time
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("follow the current release: %w", err)
	}
	id, err := r.shelf.Current()
	if err == nil {
		err = r.promote(ctx, id)
	}
	r.mu.Lock()
	r.tried, r.failure = info, err
	hear := r.OnFailure
	r.mu.Unlock()
	if err != nil && hear != nil {
		hear(err)
	}
	return err
}

// promote makes a release the current one; the one before it is kept among the others.
func (r *Releases) promote(ctx context.Context, id string) error {
	p := r.pin(id)
	if p == nil {
		db, err := r.load(ctx, id)
		if err != nil {
			return err
		}
		p = &pinned{db: db, readers: 1}
	}
	r.mu.Lock()
	if r.current != p {
		r.others = slices.DeleteFunc(r.others, func(o *pinned) bool { return o == p })
		if r.current != nil {
			r.others = slices.Insert(r.others, 0, r.current)
		}
		r.current = p
		r.retireGone()
	}
	r.mu.Unlock()
	r.leave(p)()
	return nil
}

// retain opens a release that is not the current one.
func (r *Releases) retain(ctx context.Context, id string) error {
	if p := r.pin(id); p != nil {
		r.leave(p)()
		return nil
	}
	db, err := r.load(ctx, id)
	if err != nil {
		return err
	}
	r.mu.Lock()
	r.others = slices.Insert(r.others, 0, &pinned{db: db})
	r.mu.Unlock()
	r.settle()
	return nil
}

func (r *Releases) load(ctx context.Context, id string) (*DB, error) {
	r.mu.Lock()
	closed := r.closed
	r.mu.Unlock()
	if closed {
		return nil, errClosed
	}
	rel, err := r.shelf.Load(id)
	if err != nil {
		return nil, fmt.Errorf("open release %.40q: %w", id, err)
	}
	return Open(ctx, rel)
}

var errClosed = errors.New("the releases are closed")

// pin gives the open release of that id with one reader more, or nil.
func (r *Releases) pin(id string) *pinned {
	r.mu.Lock()
	defer r.mu.Unlock()
	if p := r.current; p != nil && p.db.ID() == id {
		p.readers++
		return p
	}
	for i, p := range r.others {
		if p.db.ID() == id {
			p.readers++
			r.others = slices.Insert(slices.Delete(r.others, i, i+1), 0, p)
			return p
		}
	}
	return nil
}

// leave gives the function that takes one reader away; calling it again does nothing.
func (r *Releases) leave(p *pinned) func() {
	return sync.OnceFunc(func() {
		r.mu.Lock()
		p.readers--
		r.mu.Unlock()
		r.settle()
	})
}

// settle retires what is beyond the number that is retained, and closes what is retired and has no reader.
func (r *Releases) settle() {
	r.mu.Lock()
	if len(r.others) > retained {
		r.retired = append(r.retired, r.others[retained:]...)
		r.others = slices.Clone(r.others[:retained])
	}
	var idle []*pinned
	r.retired = slices.DeleteFunc(r.retired, func(p *pinned) bool {
		if p.readers == 0 {
			idle = append(idle, p)
		}
		return p.readers == 0
	})
	hear := r.OnFailure
	r.mu.Unlock()
	for _, p := range idle {
		if err := p.db.Close(); err != nil && hear != nil {
			hear(fmt.Errorf("close release %s: %w", p.db.ID(), err))
		}
	}
}

// Close waits for a release that is being opened, and closes every release, those that are being read when their last
// reader leaves. Nothing can be acquired afterwards.
func (r *Releases) Close() {
	r.loading.Lock()
	defer r.loading.Unlock()
	r.mu.Lock()
	r.closed = true
	r.retired = append(r.retired, r.others...)
	if r.current != nil {
		r.retired = append(r.retired, r.current)
	}
	r.current, r.others, r.failure = nil, nil, errClosed
	r.mu.Unlock()
	r.settle()
}
