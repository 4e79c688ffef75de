package api

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// pieceBytes is how much of an answer is written before it is noted that the client has taken it.
	pieceBytes = 64 << 10
	// sendBuffer is how much of an answer the system keeps for a client. It says only when a good part of that has gone that
	// a client takes anything, and left to itself it keeps megabytes.
	sendBuffer = 128 << 10
	// tellEvery is how long connections that were turned away are counted before it is logged how many they were.
	tellEvery = 5 * time.Second
)

// crowd is a listener that holds the number of connections below its limits. Where there is no room for one more, the one
// that has kept the service waiting longest makes room: of the same client when that has too many, else of all. A connection
// whose request is being answered keeps nobody waiting; when all are such, the new one is turned away.
type crowd struct {
	net.Listener
	limits  Limits
	proxies *Proxies
	now     func() time.Time
	log     *slog.Logger
	ctx     context.Context // of what is logged

	mu      sync.Mutex
	open    map[*conn]struct{}
	clients map[string]int // connections of each client that has any
	turned  turned
	telling *time.Timer // until what was turned away is logged; nil when nothing was
}

// turned counts the connections that found no room.
type turned struct{ refused, closed int }

func newCrowd(ctx context.Context, l net.Listener, s *Server) *crowd {
	return &crowd{
		Listener: l, limits: s.Limits, proxies: s.Proxies, now: s.Now, log: s.Logger, ctx: context.WithoutCancel(ctx),
		open: map[*conn]struct{}{}, clients: map[string]int{},
	}
}

// Accept waits for a connection that there is room for.
func (l *crowd) Accept() (net.Conn, error) {
	for {
		inner, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if c := l.admit(inner); c != nil {
			return c, nil
		}
		inner.Close() //nolint:errcheck,gosec // it is turned away
	}
}

// admit counts a connection in; it returns nil when there is no room.
func (l *crowd) admit(inner net.Conn) *conn {
	c := &conn{Conn: inner, crowd: l, client: l.proxies.peer(inner.RemoteAddr().String())}
	c.moved.Store(l.now().UnixNano())
	l.mu.Lock()
	var leaves *conn
	ofClient := c.client != "" && l.clients[c.client] >= l.limits.PerClient
	full := ofClient || len(l.open) >= l.limits.Connections
	if full {
		leaves = l.longestWaiting(func(o *conn) bool { return !ofClient || o.client == c.client })
		l.turnAway(leaves != nil)
	}
	if full && leaves == nil {
		l.mu.Unlock()
		return nil
	}
	if leaves != nil {
		l.forget(leaves)
	}
	l.open[c] = struct{}{}
	if c.client != "" {
		l.clients[c.client]++
	}
	l.mu.Unlock()
	if leaves != nil {
		leaves.Close() //nolint:errcheck,gosec // nobody would learn of it
	}
	if buffered, ok := inner.(interface{ SetWriteBuffer(bytes int) error }); ok {
		buffered.SetWriteBuffer(sendBuffer) //nolint:errcheck,gosec // the connection works without
	}
	return c
}

// longestWaiting returns the connection that the service has waited for longest, or nil; l.mu is held.
func (l *crowd) longestWaiting(among func(*conn) bool) *conn {
	var longest *conn
	for c := range l.open {
		if !c.working.Load() && among(c) && (longest == nil || c.moved.Load() < longest.moved.Load()) {
			longest = c
		}
	}
	return longest
}

// forget counts a connection out; l.mu is held.
func (l *crowd) forget(c *conn) {
	if _, counted := l.open[c]; !counted {
		return
	}
	delete(l.open, c)
	if l.clients[c.client]--; l.clients[c.client] <= 0 {
		delete(l.clients, c.client)
	}
}

// turnAway notes that there was no room; l.mu is held. It is logged a while later, with all that came in between.
func (l *crowd) turnAway(closed bool) {
	if closed {
		l.turned.closed++
	} else {
		l.turned.refused++
	}
	if l.telling == nil {
		l.telling = time.AfterFunc(tellEvery, l.tell)
	}
}

// tell logs how many connections were turned away.
func (l *crowd) tell() {
	l.mu.Lock()
	found, open := l.turned, len(l.open)
	l.turned, l.telling = turned{}, nil
	l.mu.Unlock()
	if found != (turned{}) {
		l.log.WarnContext(l.ctx, "too many connections",
			slog.Int("refused", found.refused), slog.Int("closed", found.closed), slog.Int("open", open))
	}
}

// end logs what was not yet logged, and returns how many connections are open.
func (l *crowd) end() int {
	l.mu.Lock()
	if l.telling != nil {
		l.telling.Stop()
	}
	open := len(l.open)
	l.mu.Unlock()
	l.tell()
	return open
}

// conn is a connection of the crowd. A write to it continues as long as the client reads something of it.
type conn struct {
	net.Conn
	crowd   *crowd
	client  string       // "" for a trusted proxy
	moved   atomic.Int64 // when a byte went either way, in nanoseconds
	working atomic.Bool  // its request is being answered, and nothing of the answer waits for the client
}

// Read reads what the client sends.
func (c *conn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if n > 0 {
		c.moved.Store(c.crowd.now().UnixNano())
	}
	return n, err
}

// Write writes an answer, or a part of one. It fails when the client takes nothing of it for Limits.Stall.
func (c *conn) Write(b []byte) (n int, err error) {
	c.working.Store(false)
	for n < len(b) && err == nil {
		var taken int64
		taken, err = c.step(func() (int64, error) {
			m, err := c.Conn.Write(b[n:min(len(b), n+pieceBytes)])
			return int64(m), err
		})
		n += int(taken)
	}
	return n, err
}

// ReadFrom writes what src holds: of a file that lets the system hand it over without a copy.
func (c *conn) ReadFrom(src io.Reader) (n int64, err error) {
	to, direct := c.Conn.(io.ReaderFrom)
	limited, ok := src.(*io.LimitedReader)
	if !direct || !ok {
		return io.Copy(struct{ io.Writer }{c}, src)
	}
	c.working.Store(false)
	for limited.N > 0 && err == nil {
		piece := &io.LimitedReader{R: limited.R, N: min(limited.N, pieceBytes)}
		before := piece.N
		var taken int64
		taken, err = c.step(func() (int64, error) { return to.ReadFrom(piece) })
		read := before - piece.N
		n += taken
		limited.N -= read
		switch {
		case err == nil && read != taken:
			return n, io.ErrShortWrite // it was no file, and what was read of it is lost
		case read == 0:
			return n, err
		}
	}
	return n, err
}

// step runs one write. That its time is over is no failure when the client has taken something meanwhile; after any other
// nothing more is written.
func (c *conn) step(write func() (int64, error)) (int64, error) {
	now := c.crowd.now()
	c.moved.Store(now.UnixNano())
	if err := c.SetWriteDeadline(now.Add(c.crowd.limits.Stall)); err != nil {
		return 0, err
	}
	n, err := write()
	if n > 0 && errors.Is(err, os.ErrDeadlineExceeded) {
		return n, nil
	}
	if err != nil {
		c.Close() //nolint:errcheck,gosec // net/http would go on behind what is missing
	}
	return n, err
}

// CloseWrite tells the client that nothing more comes, so that what it sent too much does not cost it the answer.
func (c *conn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

// Close closes the connection.
func (c *conn) Close() error {
	c.crowd.mu.Lock()
	c.crowd.forget(c)
	c.crowd.mu.Unlock()
	return c.Conn.Close()
}

// connKey is what a request's context holds its connection under.
type connKey struct{}

// at returns the handler that takes a request in whole, and then tells its connection that it is being answered.
func (l *crowd) at(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		takeIn(w, r)
		if c, ok := r.Context().Value(connKey{}).(*conn); ok {
			c.working.Store(true)
			defer c.working.Store(false)
		}
		h.ServeHTTP(w, r)
	})
}
