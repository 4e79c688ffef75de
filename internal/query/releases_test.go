package query_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"tvistdata/internal/answer"
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/query"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
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

func acquire(t *testing.T, r *query.Releases, ref string) (answer.Store, func()) {
	t.Helper()
	s, done, err := r.Acquire(t.Context(), ref)
	if err != nil {
		t.Fatalf("acquire %q: %v", ref, err)
	}
	return s, done
}

// works tells whether a store still answers.
func works(s answer.Store) error {
	found, err := s.Count(context.Background(), allReceived)
	if err == nil && len(found) == 0 {
		err = errors.New("no counts")
	}
	return err
}

func TestNoCurrentRelease(t *testing.T) {
	s := newShelf(t, 1)
	if _, _, err := s.open(t).Acquire(t.Context(), ""); !errors.Is(err, record.ErrNotFound) {
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

// TestPromotion: the release before is served until the next is open, and a reader keeps it open for as long as it
// reads.
func TestPromotion(t *testing.T) {
	s := newShelf(t, 2)
	r := s.open(t)
	s.promote(t, s.ids[0])
	old, leave := acquire(t, r, "latest")
	if old.ID() != s.ids[0] {
		t.Fatalf("got %s, want %s", old.ID(), s.ids[0])
	}
	s.promote(t, s.ids[1])
	during, done := acquire(t, r, "")
	if id := during.ID(); id != s.ids[0] && id != s.ids[1] {
		t.Errorf("while the next is opened: %s", id)
	}
	done()
	if err := r.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	next, done := acquire(t, r, "")
	defer done()
	if next.ID() != s.ids[1] {
		t.Errorf("got %s, want %s", next.ID(), s.ids[1])
	}
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
}

// TestBackground: nobody has to wait for a promoted release; it is served once it is open.
func TestBackground(t *testing.T) {
	s := newShelf(t, 2)
	r := s.open(t)
	s.promote(t, s.ids[0])
	_, done := acquire(t, r, "")
	done()
	s.promote(t, s.ids[1])
	for {
		store, done := acquire(t, r, "") // sees the new name; does not wait
		id := store.ID()
		done()
		if id == s.ids[1] {
			return
		}
		if id != s.ids[0] {
			t.Fatalf("got %s", id)
		}
		if t.Context().Err() != nil {
			t.Fatal("the promoted release is never served")
		}
	}
}

// TestBrokenPromotion: a promoted release that is damaged is told of once, and the one before is served on.
func TestBrokenPromotion(t *testing.T) {
	s := newShelf(t, 2)
	r := s.open(t)
	var mu sync.Mutex
	var heard []error
	r.OnFailure = func(err error) {
		mu.Lock()
		defer mu.Unlock()
		heard = append(heard, err)
	}
	s.promote(t, s.ids[0])
	_, done := acquire(t, r, "")
	done()
	if err := os.Truncate(filepath.Join(s.dir, s.ids[1], release.Disputes), 100); err != nil {
		t.Fatal(err)
	}
	s.promote(t, s.ids[1])
	if err := r.Refresh(t.Context()); !errors.Is(err, release.ErrDamaged) {
		t.Fatalf("refresh: %v, want damaged", err)
	}
	for range 3 {
		store, done := acquire(t, r, "")
		if store.ID() != s.ids[0] {
			t.Errorf("got %s, want the release before", store.ID())
		}
		done()
	}
	mu.Lock()
	defer mu.Unlock()
	if len(heard) != 1 {
		t.Errorf("heard %d times: %v", len(heard), heard)
	}
}

// TestRetained: more releases are asked for than are kept open; each answers for as long as it is read, and again when
// it is opened anew.
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
	r := s.open(t)
	s.promote(t, s.ids[0])
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
	r := s.open(t)
	s.promote(t, s.ids[0])
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
