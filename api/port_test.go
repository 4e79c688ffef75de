package api_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tvistdata/api"
)

// limits are so small that each of them can be reached; their times differ so that it shows which one it was.
var limits = api.Limits{
	Connections: 20, PerClient: 8,
	Header: 5 * time.Second, Request: 12 * time.Second, Stall: 30 * time.Second, Idle: 2 * time.Minute, Stop: 8 * time.Second,
}

// port is a network of pipes without buffers, in which whoever calls says from where.
type port struct {
	calls  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

// end is the service's end of a pipe.
type end struct {
	net.Conn
	from net.Addr
}

func (e end) RemoteAddr() net.Addr { return e.from }

func (p *port) Accept() (net.Conn, error) {
	select {
	case c := <-p.calls:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *port) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

func (p *port) Addr() net.Addr { return &net.TCPAddr{} }

// hosted is a service on a port.
type hosted struct {
	*service
	nth  int // of the cases
	port *port
	stop func()       // asks it to end
	ends func() error // waits for it
}

// host runs a test on a service that serves, in time that passes only while everybody waits.
func host(t *testing.T, trusted []string, test func(h *hosted)) {
	t.Helper()
	hostEach(t, trusted, map[string]func(h *hosted){"alone": test})
}

// hostEach runs each case as host does. A case has a server of its own, before the same service.
func hostEach(t *testing.T, trusted []string, cases map[string]func(h *hosted)) {
	t.Helper()
	s := newFakes(t)
	s.files.content = bytes.Repeat(fileBytes, 200)
	proxies, err := api.NewProxies(trusted)
	if err != nil {
		t.Fatal(err)
	}
	server := api.Server{Limits: limits, Proxies: proxies, Logger: slog.New(slog.NewTextHandler(s.log, nil)), Now: time.Now}
	synctest.Test(t, func(t *testing.T) {
		server.Handler, err = api.New(api.Config{
			Releases: s.releases, Files: s.files, BaseURL: base, Version: "1.2.3", Released: "2026-11-23", Logger: server.Logger,
			Proxies: proxies, PerClient: limits.PerClient,
		})
		if err != nil {
			t.Fatal(err)
		}
		nth := 0
		for name, test := range cases {
			nth++
			t.Log("case:", name) // what is said behind it is of this one
			s.store.hook = nil
			runCase(t, server, &hosted{service: s, nth: nth, port: &port{calls: make(chan net.Conn), closed: make(chan struct{})}}, test)
		}
	})
}

func runCase(t *testing.T, server api.Server, h *hosted, test func(h *hosted)) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	h.stop, h.ends = stop, sync.OnceValue(func() error { return <-done })
	go func() { done <- server.Serve(ctx, h.port) }()
	test(h)
	stop()
	if err := h.ends(); err != nil {
		t.Errorf("it ended with: %v", err)
	}
	time.Sleep(limits.Stall) // in which clients that are slow hear of it
}

// caller is a client's connection.
type caller struct {
	net.Conn
	answers *bufio.Reader
}

// dial connects from an address.
func (h *hosted) dial(from string) *caller {
	time.Sleep(time.Millisecond) // so that no two have waited equally long
	ours, theirs := net.Pipe()
	select {
	case h.port.calls <- end{theirs, &net.TCPAddr{IP: net.ParseIP(from), Port: 4321}}:
	case <-h.port.closed:
		theirs.Close() //nolint:errcheck,gosec // a pipe
	}
	return &caller{ours, bufio.NewReader(ours)}
}

// say sends text, and reports whether the connection took it.
func (c *caller) say(text string) bool {
	_, err := io.WriteString(c, text)
	return err == nil
}

// ask sends a question.
func (c *caller) ask(path string, headers ...string) {
	c.say("GET " + path + " HTTP/1.1\r\nHost: data.example.org\r\n" + strings.Join(append(headers, ""), "\r\n") + "\r\n")
}

// answer reads an answer whole.
func (c *caller) answer() (status int, body string, err error) {
	resp, err := http.ReadResponse(c.answers, nil)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(b), err
}

// open reports whether the connection is open once everybody waits.
func (c *caller) open() bool {
	synctest.Wait()
	_ = c.SetReadDeadline(time.Now().Add(time.Nanosecond))
	_, err := c.answers.Peek(1)
	_ = c.SetReadDeadline(time.Time{})
	return !errors.Is(err, io.EOF)
}

// closes waits until the service closes the connection, and returns how long that took.
func (c *caller) closes() time.Duration {
	began := time.Now()
	_, _ = io.Copy(io.Discard, c.answers)
	return time.Since(began)
}

// answers expects an answer at once.
func (h *hosted) answers(t *testing.T, from, path string, want int, headers ...string) {
	t.Helper()
	c := h.dial(from)
	c.expect(t, from, path, want, headers...)
	c.Close() //nolint:errcheck,gosec // a pipe
	synctest.Wait()
}

func (c *caller) expect(t *testing.T, who, path string, want int, headers ...string) {
	t.Helper()
	began := time.Now()
	c.ask(path, headers...)
	status, body, err := c.answer()
	if took := time.Since(began); err != nil || status != want || took > 0 {
		t.Errorf("%s asks for %s: status %d after %s, want %d at once: %v %s", who, path, status, took, want, err, body)
	}
}

// counts is a question that nobody has asked before: the nth. Its answer, like that of a file, is larger than what net/http
// takes before it writes.
func counts(n int) string {
	return fmt.Sprintf("/v1/counts?list=arn-cases&group_by=period&period=year&from=%d-%02d-01", 1800+n/12, 1+n%12)
}
