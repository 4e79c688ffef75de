package answer

import (
	"context"
	"fmt"

	"github.com/maypok86/otter/v2"
)

// memoEntries is how many results a Memo keeps, each of up to some megabytes; variations, of some kilobytes, are worth a part of one.
const (
	memoEntries = 32
	memoParts   = 32
)

// Memo keeps what was worked out of a release, which never changes: statistics over all companies of a list. A nil Memo
// keeps nothing.
type Memo struct{ cache *otter.Cache[string, any] }

// NewMemo makes an empty one.
func NewMemo() (*Memo, error) {
	c, err := otter.New(&otter.Options[string, any]{MaximumWeight: memoEntries * memoParts, Weigher: weight})
	if err != nil {
		return nil, fmt.Errorf("make a memo: %w", err)
	}
	return &Memo{c}, nil
}

// weight returns how many parts of an entry a result is worth.
func weight(_ string, made any) uint32 {
	if _, small := made.(*variation); small {
		return 1
	}
	return memoParts
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
