package answer

import (
	"context"
	"fmt"

	"github.com/maypok86/otter/v2"
)

// memoEntries is how many results a Memo keeps, each of up to some megabytes.
const memoEntries = 32

// Memo keeps what was worked out of a release, which never changes: statistics over all companies of a list. A nil Memo
// keeps nothing.
type Memo struct{ cache *otter.Cache[string, any] }

// NewMemo makes an empty one.
func NewMemo() (*Memo, error) {
	c, err := otter.New(&otter.Options[string, any]{MaximumSize: memoEntries})
	if err != nil {
		return nil, fmt.Errorf("make a memo: %w", err)
	}
	return &Memo{c}, nil
}

// remembered returns what work made for the key before, or calls it; a call for the same key in the meantime waits for it. The
// work is not called off with one who asked.
func remembered[T any](ctx context.Context, s Store, key string, work func(context.Context) (T, error)) (T, error) {
	m := s.Memo()
	if m == nil {
		return work(ctx)
	}
	made, err := m.cache.Get(context.WithoutCancel(ctx), key, otter.LoaderFunc[string, any](func(ctx context.Context, _ string) (any, error) {
		return work(ctx)
	}))
	of, _ := made.(T)
	return of, err
}
