package query_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"tvistdata/internal/answer"
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/query"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
	"tvistdata/internal/shelf"
)

// shelfOf is a folder of releases with some in it.
type shelfOf struct {
	dir string
	ids []string
}

func newShelf(t *testing.T, n int) shelfOf {
	t.Helper()
	s := shelfOf{dir: t.TempDir()}
	for i := range n {
		s.ids = append(s.ids, answertest.Sample(uint64(i+1)).Write(t, s.dir))
	}
	return s
}

// promote makes a release current, as the shelf does: by a file that replaces the one before.
func (s shelfOf) promote(t *testing.T, id string) {
	t.Helper()
	next := filepath.Join(s.dir, "current.next")
	if err := os.WriteFile(next, []byte(id+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(next, filepath.Join(s.dir, "current")); err != nil {
		t.Fatal(err)
	}
}

func (s shelfOf) open(t *testing.T) *query.Releases {
	t.Helper()
	r, err := query.NewReleases(s.dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	return r
}

// take opens the shelf, the first of its releases being the current one.
func (s shelfOf) take(t *testing.T) *query.Releases {
	t.Helper()
	r := s.open(t)
	s.promote(t, s.ids[0])
	if err := r.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	return r
}

func acquire(t *testing.T, r *query.Releases, ref string) (answer.Store, func()) {
	t.Helper()
	s, done, err := r.Acquire(t.Context(), ref)
	if err != nil {
		t.Fatalf("acquire %q: %v", ref, err)
	}
	return s, done
}

// works reports whether a store still answers.
func works(s answer.Store) error {
	found, err := s.Count(context.Background(), allReceived)
	if err == nil && len(found) == 0 {
		err = errors.New("no counts")
	}
	return err
}

func TestNoCurrentRelease(t *testing.T) {
	s := newShelf(t, 1)
	r := s.open(t)
	if err := r.Refresh(t.Context()); !errors.Is(err, record.ErrNotFound) {
		t.Errorf("looking without a current release: %v", err)
	}
	if _, _, err := r.Acquire(t.Context(), ""); !errors.Is(err, record.ErrNotFound) {
		t.Errorf("without a current release: %v", err)
	}
}

func TestUnknownReleases(t *testing.T) {
	s := newShelf(t, 1)
	r := s.open(t)
	for _, ref := range []string{"r-0000000000000000", "../" + filepath.Base(s.dir) + "/" + s.ids[0], "current", "r-", "LATEST"} {
		if _, _, err := r.Acquire(t.Context(), ref); !errors.Is(err, record.ErrNotFound) {
			t.Errorf("%q: %v, want not found", ref, err)
		}
	}
}

// watch lets the releases look whenever tick is called, until the test ends. A tick that was taken says that the look before
// it is over; so two make sure of one.
func watch(t *testing.T, r *query.Releases) (look func()) {
	t.Helper()
	ticks := make(chan time.Time)
	ctx, stop := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() { r.Watch(ctx, ticks) })
	t.Cleanup(func() { stop(); wg.Wait() })
	return func() {
		for range 2 {
			ticks <- time.Time{}
		}
	}
}

// heard is what Releases reported.
type heard struct {
	mu        sync.Mutex
	failures  []string
	promotion []string
}

func (h *heard) of(r *query.Releases) {
	r.OnFailure = func(err error) { h.mu.Lock(); defer h.mu.Unlock(); h.failures = append(h.failures, err.Error()) }
	r.OnPromotion = func(before, id string) {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.promotion = append(h.promotion, before+" "+id)
	}
}

// expect compares what was reported, and forgets it.
func (h *heard) expect(t *testing.T, when string, failures int, promotions ...string) {
	t.Helper()
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.failures) != failures || !slices.Equal(h.promotion, promotions) {
		t.Errorf("%s: told of %d failures %q, want %d, and of promotions %q, want %q", when, len(h.failures), h.failures, failures, h.promotion, promotions)
	}
	h.failures, h.promotion = nil, nil
}

func isServed(t *testing.T, r *query.Releases, when, want string) {
	t.Helper()
	for _, ref := range []string{"", "latest"} {
		store, done := acquire(t, r, ref)
		if err := works(store); store.ID() != want || err != nil {
			t.Errorf("%s: %q is %s, want %s: %v", when, ref, store.ID(), want, err)
		}
		done()
	}
}

// TestPromotion: a promoted release is taken up without anybody asking, reported once, and from then on nobody gets the one
// before for the current one; who reads that reads on, and it can be had by its id.
func TestPromotion(t *testing.T) {
	s := newShelf(t, 2)
	r := s.open(t)
	var h heard
	h.of(r)
	look := watch(t, r)
	s.promote(t, s.ids[0])
	look()
	h.expect(t, "the first release", 0)
	old, leave := acquire(t, r, "latest")
	if old.ID() != s.ids[0] {
		t.Fatalf("got %s, want %s", old.ID(), s.ids[0])
	}
	look()
	s.promote(t, s.ids[1])
	look()
	h.expect(t, "the second release", 0, s.ids[0]+" "+s.ids[1])
	isServed(t, r, "after the promotion", s.ids[1])
	look()
	h.expect(t, "nothing new", 0)
	if err := works(old); err != nil {
		t.Errorf("the release before, still being read: %v", err)
	}
	leave()
	leave() // once more does no harm
	pinned, done := acquire(t, r, s.ids[0])
	defer done()
	if err := works(pinned); err != nil {
		t.Errorf("the release before, by its id: %v", err)
	}
	s.promote(t, s.ids[0])
	look()
	h.expect(t, "back to the first", 0, s.ids[1]+" "+s.ids[0])
	isServed(t, r, "back to the first", s.ids[0])
}

// TestAskingChangesNothing: who asks gets what was taken up, however often; only a look takes another up.
func TestAskingChangesNothing(t *testing.T) {
	s := newShelf(t, 2)
	r := s.take(t)
	s.promote(t, s.ids[1])
	for range 3 {
		isServed(t, r, "before anybody looked", s.ids[0])
	}
	if err := r.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	isServed(t, r, "after a look", s.ids[1])
}

// TestReleasesAreClosed: a release that was promoted away, and is beyond those that are kept open, is closed when its last
// reader leaves, and not before.
func TestReleasesAreClosed(t *testing.T) {
	s := newShelf(t, 4)
	r := s.take(t)
	old, leave := acquire(t, r, "")
	_, leaveToo := acquire(t, r, "")
	for _, id := range s.ids[1:] {
		s.promote(t, id)
		if err := r.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	leave()
	if err := works(old); err != nil {
		t.Errorf("while somebody reads it: %v", err)
	}
	leaveToo()
	if err := works(old); err == nil {
		t.Error("it is open after its last reader has left")
	}
}

// TestBrokenPromotion: what cannot be taken up is reported once, and the release before is served on; it is tried again, and
// taken up when what it lacked has come.
func TestBrokenPromotion(t *testing.T) {
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	s := newShelf(t, 3)
	disputes := func(id string) string { return filepath.Join(s.dir, id, schema.Disputes) }
	whole, err := os.ReadFile(disputes(s.ids[1]))
	if err != nil {
		t.Fatal(err)
	}
	flipped := slices.Clone(whole)
	flipped[len(flipped)/2] ^= 1
	write := func(t *testing.T, name string, b []byte) {
		t.Helper()
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct{ harm, mend func(t *testing.T) }{
		"cut off": {
			func(t *testing.T) { t.Helper(); write(t, disputes(s.ids[1]), whole[:100]); s.promote(t, s.ids[1]) },
			func(t *testing.T) { t.Helper(); write(t, disputes(s.ids[1]), whole) },
		},
		"a flipped bit": {
			func(t *testing.T) { t.Helper(); write(t, disputes(s.ids[1]), flipped); s.promote(t, s.ids[1]) },
			func(t *testing.T) { t.Helper(); write(t, disputes(s.ids[1]), whole) },
		},
		"not there": {
			func(t *testing.T) { t.Helper(); s.promote(t, "r-0000000000000000") },
			func(t *testing.T) { t.Helper(); s.promote(t, s.ids[1]) },
		},
		"no id": {
			func(t *testing.T) { t.Helper(); s.promote(t, "../../etc") },
			func(t *testing.T) { t.Helper(); s.promote(t, s.ids[1]) },
		},
		"none named": {
			func(t *testing.T) {
				t.Helper()
				if err := os.Remove(filepath.Join(s.dir, "current")); err != nil {
					t.Fatal(err)
				}
			},
			func(t *testing.T) { t.Helper(); s.promote(t, s.ids[1]) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := s.take(t)
			var h heard
			h.of(r)
			look := watch(t, r)
			c.harm(t)
			look()
			h.expect(t, "broken", 1)
			isServed(t, r, "broken", s.ids[0])
			for range 5 {
				look()
			}
			h.expect(t, "still broken", 0)
			isServed(t, r, "still broken", s.ids[0])
			c.mend(t)
			for range 64 {
				look()
			}
			h.expect(t, "mended", 0, s.ids[0]+" "+s.ids[1])
			isServed(t, r, "mended", s.ids[1])
		})
	}
	t.Run("another after it", func(t *testing.T) {
		r := s.take(t)
		var h heard
		h.of(r)
		look := watch(t, r)
		for range 2 {
			s.promote(t, "r-0000000000000000")
			look()
			h.expect(t, "broken", 1)
			s.promote(t, "r-0000000000000001")
			look()
			h.expect(t, "another that is broken", 1)
		}
		s.promote(t, s.ids[2])
		look()
		h.expect(t, "a whole one", 0, s.ids[0]+" "+s.ids[2])
	})
}

// TestTheCurrentReleaseIsWithdrawn: from the moment on that it is withdrawn, what took its place is the current one, before
// anybody has looked; who asks for the old one learns what has taken its place.
func TestTheCurrentReleaseIsWithdrawn(t *testing.T) {
	s := newShelf(t, 2)
	r := s.take(t)
	var h heard
	h.of(r)
	old, leave := acquire(t, r, "")
	folder, err := shelf.Open(s.dir, release.OS())
	if err != nil {
		t.Fatal(err)
	}
	on, err := folder.Lock()
	if err != nil {
		t.Fatal(err)
	}
	defer on.Unlock() //nolint:errcheck // the folder goes with the test
	if err := on.Replace(shelf.Replacement{Old: s.ids[0], New: s.ids[1]}); err != nil {
		t.Fatal(err)
	}
	withdrawn := func(when string) {
		isServed(t, r, when, s.ids[1])
		var replaced *shelf.ReplacedError
		if _, _, err := r.Acquire(t.Context(), s.ids[0]); !errors.As(err, &replaced) || replaced.New != s.ids[1] {
			t.Errorf("%s: the old one: %v", when, err)
		}
	}
	withdrawn("before it is cleared")
	if err := on.Clear(); err != nil {
		t.Fatal(err)
	}
	withdrawn("before a look")
	watch(t, r)()
	withdrawn("after a look")
	h.expect(t, "withdrawn", 0, s.ids[0]+" "+s.ids[1])
	if err := works(old); err != nil {
		t.Errorf("while somebody reads it: %v", err)
	}
	leave()
	if err := works(old); err == nil {
		t.Error("the withdrawn one is open after its last reader has left")
	}
}

// TestRetained: more releases are asked for than are kept open; each answers for as long as it is read, and again when
// it is opened again.
func TestRetained(t *testing.T) {
	s := newShelf(t, 5)
	r := s.open(t)
	s.promote(t, s.ids[0])
	var stores []answer.Store
	var leave []func()
	for _, id := range s.ids {
		store, done := acquire(t, r, id)
		stores, leave = append(stores, store), append(leave, done)
	}
	for i, store := range stores {
		if err := works(store); err != nil || store.ID() != s.ids[i] {
			t.Errorf("release %d: %s, %v", i, store.ID(), err)
		}
	}
	for _, done := range leave {
		done()
	}
	if err := works(stores[0]); err == nil {
		t.Error("the release that was asked for first was not closed when its reader left")
	}
	again, done := acquire(t, r, s.ids[0])
	defer done()
	if err := works(again); err != nil {
		t.Errorf("opened anew: %v", err)
	}
}

// TestReadersMeetPromotions: many readers while releases are promoted; every answer comes from a whole release.
func TestReadersMeetPromotions(t *testing.T) {
	s := newShelf(t, 3)
	r := s.take(t)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for j := range 20 {
				ref := ""
				if j%5 == i {
					ref = s.ids[j%len(s.ids)]
				}
				store, done, err := r.Acquire(t.Context(), ref)
				if err != nil {
					t.Error(err)
					return
				}
				if err := works(store); err != nil {
					t.Error(err)
				}
				done()
			}
		})
	}
	for i := range 6 {
		s.promote(t, s.ids[i%len(s.ids)])
		if err := r.Refresh(t.Context()); err != nil {
			t.Error(err)
		}
	}
	wg.Wait()
}

func TestClosed(t *testing.T) {
	s := newShelf(t, 1)
	r := s.take(t)
	store, done := acquire(t, r, "")
	r.Close()
	if err := works(store); err != nil {
		t.Errorf("closed while it was being read: %v", err)
	}
	done()
	if err := works(store); err == nil {
		t.Error("not closed when its last reader left")
	}
	for _, ref := range []string{"", s.ids[0]} {
		if _, _, err := r.Acquire(t.Context(), ref); err == nil || errors.Is(err, record.ErrNotFound) {
			t.Errorf("acquire %q after closing: %v", ref, err)
		}
	}
}

func TestImpatientCaller(t *testing.T) {
	s := newShelf(t, 1)
	r := s.open(t)
	s.promote(t, s.ids[0])
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := r.Acquire(ctx, s.ids[0]); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want canceled", err)
	}
}
