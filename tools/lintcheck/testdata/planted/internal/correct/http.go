// Package correct has a mistake for each linter that looks for mistakes.
package correct

import (
	"context"
	"net/http" // want depguard `only api, cmd and bench know about HTTP`
	"time"
)

// Fetch leaves a body open.
func Fetch(c *http.Client, req *http.Request) (int, error) {
	resp, err := c.Do(req) // want bodyclose `must be closed`
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// Request has no context.
func Request() (*http.Request, error) {
	return http.NewRequest("GET", "/", nil) // want noctx `NewRequest` usestdlibvars `http.MethodGet`
}

// Outer loses its context on the way.
func Outer(_ context.Context) error {
	return inner() // want contextcheck `should pass the context parameter`
}

func inner() error {
	return take(context.Background())
}

func take(ctx context.Context) error { return ctx.Err() }

type key struct{}

// Nest wraps a context in a loop.
func Nest(ctx context.Context, n int) context.Context {
	for range n {
		ctx = context.WithValue(ctx, key{}, n) // want fatcontext `nested context in loop`
	}
	return ctx
}

// Wait multiplies durations.
func Wait(d time.Duration) time.Duration {
	return d * time.Second // want durationcheck `Multiplication of durations`
}
