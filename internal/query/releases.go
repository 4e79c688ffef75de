package query

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"tvistdata/internal/answer"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/shelf"
)

// retained is how many releases beside the current one are kept open.
const retained = 2

// longestPause is how many looks at most go by before a release that could not be opened is tried again.
const longestPause = 64

// Releases opens the releases of a shelf: the current one in Refresh and Watch, the others as they are asked for. It
// implements answer.Releases and may be used by many goroutines.
type Releases struct {
	// OnFailure, when set before the first use, is called with a current release that could not be opened, while the one
	// before it is served on, and of one that could not be closed.
	OnFailure func(err error)
	// OnPromotion, when set before the first use, is called with a release that took the place of the one that was current.
	OnPromotion func(before, id string)

	shelf   *shelf.Shelf
	flights singleflight.Group
	loading sync.Mutex      // one release is loaded at a time
	life    context.Context // of what is loaded for many, until Close
	end     context.CancelFunc

	mu      sync.Mutex
	current *pinned
	others  []*pinned         // the one used last comes first
	retired []*pinned         // waiting for their last reader
	heeded  fs.FileInfo       // the file that says which releases were withdrawn, as it was when it was last read; nil for none
	gone    map[string]string // withdrawn releases, each with the one that took its place
	lacking error             // why there is no current release, while there is none
	closed  bool
}

// pinned is an open release with the number of those who read it.
type pinned struct {
	db      *DB
	readers int
}

// NewReleases serves the releases in a folder. None is current before Refresh or Watch has looked.
func NewReleases(dir string) (*Releases, error) {
	s, err := shelf.Open(dir, release.OS())
	if err != nil {
		return nil, fmt.Errorf("open releases: %w", err)
	}
	r := &Releases{shelf: s, lacking: fmt.Errorf("no release of %s is current: %w", dir, record.ErrNotFound)}
	r.life, r.end = context.WithCancel(context.Background())
	return r, nil
}

// Acquire returns the release of that id, or the current one for "" and "latest", and done, which has to be called when
// it is no longer read; calling it again does nothing. A current one that was withdrawn has been replaced by the one that took
// its place. It fails with record.ErrNotFound when there is no such release, or none that is current, and with a
// *shelf.ReplacedError when it was withdrawn.
func (r *Releases) Acquire(ctx context.Context, ref string) (answer.Store, func(), error) {
	if err := r.heed(); err != nil {
		return nil, nil, err
	}
	if ref == "" || ref == "latest" {
		return r.acquireCurrent(ctx)
	}
	return r.acquire(ctx, ref)
}

func (r *Releases) acquire(ctx context.Context, id string) (answer.Store, func(), error) {
	for {
		if by := r.replacement(id); by != "" {
			return nil, nil, &shelf.ReplacedError{Replacement: shelf.Replacement{Old: id, New: by}}
		}
		if p := r.pin(id); p != nil {
			return p.db, r.leave(p), nil
		}
		if err := r.wait(ctx, id, r.retain); err != nil {
			return nil, nil, err
		}
	}
}

func (r *Releases) acquireCurrent(ctx context.Context) (answer.Store, func(), error) {
	r.mu.Lock()
	p := r.current
	if p == nil {
		defer r.mu.Unlock()
		return nil, nil, r.lacking
	}
	by := r.gone[p.db.ID()]
	if by == "" {
		p.readers++
	}
	r.mu.Unlock()
	if by != "" { // what was taken out is not served on until somebody looks
		return r.acquire(ctx, by)
	}
	return p.db, r.leave(p), nil
}

// heed reads which releases were withdrawn, and closes them but the current one, which the next takes the place of.
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

// replacement returns the release that took a withdrawn one's place, or "".
func (r *Releases) replacement(id string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.gone[id]
}

// wait opens a release once for all who wait for it. A caller that stops waiting does not stop the opening.
func (r *Releases) wait(ctx context.Context, id string, work func(context.Context, string) error) error {
	opened := r.flights.DoChan(id, func() (any, error) {
		r.loading.Lock()
		defer r.loading.Unlock()
		return nil, work(r.life, id)
	})
	select {
	case <-ctx.Done():
		return ctx.Err()
	case result := <-opened:
		return result.Err
	}
}

func same(a, b fs.FileInfo) bool {
	return b != nil && os.SameFile(a, b) && a.ModTime().Equal(b.ModTime()) && a.Size() == b.Size()
}

// Refresh looks which release the shelf names as the current one, and takes it up unless it is the one that is served:
// it is verified and opened beside the one before, which is served meanwhile, and stays when that fails. It fails with
// release.ErrDamaged or release.ErrVersion, or with record.ErrNotFound when none is named, or one that is not there.
func (r *Releases) Refresh(ctx context.Context) error {
	id, err := r.shelf.Current()
	if err != nil {
		return err
	}
	return r.promote(ctx, id)
}

// Watch looks at each tick, until the context ends. A release that cannot be taken up is tried again after one tick, two,
// four and so on, because what is missing may still come; OnFailure is called with it once, and again only when something else is wrong.
func (r *Releases) Watch(ctx context.Context, ticks <-chan time.Time) {
	var failed attempt
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticks:
			failed = r.look(ctx, failed)
		}
	}
}

// attempt is what happened when a release was opened, if that failed.
type attempt struct {
	id    string // of the release; "" when it is not known
	cause string // "" when nothing has failed
	pause int    // ticks from this attempt to the next
	rest  int    // those still to come
}

// look opens a release that has become current, unless that failed a moment ago, and returns what failed.
func (r *Releases) look(ctx context.Context, before attempt) attempt {
	id, err := r.shelf.Current()
	again := before.cause != "" && before.id == id
	if again && before.rest > 0 {
		before.rest--
		return before
	}
	if err == nil {
		err = r.promote(ctx, id)
	}
	if err == nil || ctx.Err() != nil {
		return attempt{}
	}
	now := attempt{id: id, cause: err.Error(), pause: 1}
	if again {
		now.pause = min(2*before.pause, longestPause)
	}
	now.rest = now.pause - 1
	if (!again || now.cause != before.cause) && r.OnFailure != nil {
		r.OnFailure(err)
	}
	return now
}

// promote makes a release the current one; the one before it is kept among the others.
func (r *Releases) promote(ctx context.Context, id string) error {
	r.loading.Lock()
	defer r.loading.Unlock()
	p := r.pin(id)
	if p == nil {
		db, err := r.load(ctx, id)
		if err != nil {
			return err
		}
		if err := answer.Prepare(ctx, db); err != nil {
			return errors.Join(fmt.Errorf("prepare release %s: %w", id, err), db.Close())
		}
		p = &pinned{db: db, readers: 1}
	}
	r.mu.Lock()
	before := r.current
	if before != p {
		r.others = slices.DeleteFunc(r.others, func(o *pinned) bool { return o == p })
		if before != nil {
			r.others = slices.Insert(r.others, 0, before)
		}
		r.current = p
		r.retireGone()
	}
	r.mu.Unlock()
	r.leave(p)()
	if before != nil && before != p && r.OnPromotion != nil {
		r.OnPromotion(before.db.ID(), id)
	}
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

// pin returns the open release of that id with one reader more, or nil.
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

// leave returns the function that takes one reader away; calling it again does nothing.
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
	r.mu.Unlock()
	for _, p := range idle {
		if err := p.db.Close(); err != nil && r.OnFailure != nil {
			r.OnFailure(fmt.Errorf("close release %s: %w", p.db.ID(), err))
		}
	}
}

// Close stops what is being opened, and closes every release, those that are being read when their last reader leaves.
// Nothing can be acquired afterwards.
func (r *Releases) Close() {
	r.end()
	r.loading.Lock()
	defer r.loading.Unlock()
	r.mu.Lock()
	r.closed = true
	r.retired = append(r.retired, r.others...)
	if r.current != nil {
		r.retired = append(r.retired, r.current)
	}
	r.current, r.others, r.lacking = nil, nil, errClosed
	r.mu.Unlock()
	r.settle()
}
