package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// largestHeader is how many bytes the head of a request may have.
const largestHeader = 64 << 10

// Limits are what clients may take of a service before it closes their connections. All are required.
type Limits struct {
	Connections int // open at a time
	PerClient   int // of them from one client: an IPv4 address, or a network of 64 bits of IPv6; a trusted proxy is none

	Header  time.Duration // until the head of a request has come
	Request time.Duration // until a request has come, with its body
	Stall   time.Duration // in which a client takes no byte of an answer
	Idle    time.Duration // between two requests
	Stop    time.Duration // in which what is under way may end when the service stops
}

// Server serves a handler to clients of whom some are slow, broken or too many.
type Server struct {
	Handler http.Handler
	Limits  Limits
	Proxies *Proxies     // nil for none
	Logger  *slog.Logger // is called with how many connections were turned away, never with whose
	Now     func() time.Time
}

// Serve answers on a listener until the context ends. What is under way then may end, for as long as Limits.Stop; what is left
// is cut off, which is no failure.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	all := newCrowd(ctx, l, s)
	server := &http.Server{
		Handler:           all.at(s.Handler),
		ReadHeaderTimeout: s.Limits.Header, ReadTimeout: s.Limits.Request, IdleTimeout: s.Limits.Idle, MaxHeaderBytes: largestHeader,
		ConnContext: func(ctx context.Context, c net.Conn) context.Context { return context.WithValue(ctx, connKey{}, c) },
		ErrorLog:    slog.NewLogLogger(slog.DiscardHandler, slog.LevelError),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(all) }()
	select {
	case err := <-failed:
		all.end()
		return errors.Join(fmt.Errorf("serving: %w", err), server.Close())
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.Limits.Stop)
	defer cancel()
	err := server.Shutdown(stopping)
	left := all.end()
	if errors.Is(err, context.DeadlineExceeded) {
		s.Logger.WarnContext(ctx, "stopped with requests under way", slog.Int("connections", left))
		err = server.Close()
	}
	if err != nil {
		return fmt.Errorf("stopping: %w", err)
	}
	return nil
}

// takeIn reads a request's body before anything is done for it, so that nothing waits for a client that does not send it.
// A body that is larger than any may be, or does not come in time, stays as far as it came, and is the last of its connection.
func takeIn(w http.ResponseWriter, r *http.Request) {
	if r.Body == http.NoBody {
		return
	}
	text, err := io.ReadAll(io.LimitReader(r.Body, largestBody+1))
	r.Body = io.NopCloser(io.MultiReader(bytes.NewReader(text), endless{err}))
	if err != nil || len(text) > largestBody {
		w.Header()["Connection"] = []string{"close"}
	}
}

// endless ends a body with what went wrong, or with its end.
type endless struct{ err error }

func (e endless) Read([]byte) (int, error) {
	if e.err != nil {
		return 0, e.err
	}
	return 0, io.EOF
}
