// Package until stops waiting for work that nobody needs any more.
package until

import "context"

// Done returns what f returns or, as soon as the context is done, the context's cause. It does not wait for f then, which may be
// in code that looks at no context, or in a file that keeps it busy for ever. So f does nothing but read and compute, or stops
// by itself before it changes anything, as what writes to release.UntilDone does.
func Done[T any](ctx context.Context, f func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	ended := make(chan outcome, 1)
	go func() {
		value, err := f()
		ended <- outcome{value, err}
	}()
	var o outcome
	select {
	case o = <-ended:
	case <-ctx.Done():
	}
	if ctx.Err() != nil {
		var nothing T
		return nothing, context.Cause(ctx)
	}
	return o.value, o.err
}
