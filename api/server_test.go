package api_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tvistdata/api"
)

const (
	one   = "198.51.100.1"
	other = "198.51.100.2"
	proxy = "10.0.0.1"
	file  = "/v1/releases/" + first + "/files/disputes.parquet"
)

// TestEachPhaseHasATime: whatever a client stops doing, its connection is closed when the time for that is over.
func TestEachPhaseHasATime(t *testing.T) {
	const body = "POST /v1/match HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n"
	trickle := func(c *caller) {
		go func() {
			for c.say("a") {
				time.Sleep(time.Second)
			}
		}()
	}
	cases := map[string]func(h *hosted){}
	for name, c := range map[string]struct {
		does func(c *caller)
		want time.Duration
	}{
		"says nothing":           {func(*caller) {}, limits.Header},
		"half a head":            {func(c *caller) { c.say("GET /health/live HTTP/1.1\r\nHost: x\r\n") }, limits.Header},
		"a head that never ends": {func(c *caller) { c.say("GET /health/live HTTP/1.1\r\nX-A: "); trickle(c) }, limits.Header},
		"half a body":            {func(c *caller) { c.say(body + `{"names": [`) }, limits.Request},
		"no body":                {func(c *caller) { c.say(body) }, limits.Request},
		"a body that never ends": {func(c *caller) { c.say(body); trickle(c) }, limits.Request},
		"a body in pieces": {func(c *caller) {
			c.say(strings.Replace(body, "Content-Length: 60000", "Transfer-Encoding: chunked", 1) + "5\r\n{")
		}, limits.Request},
		"a body where none belongs":   {func(c *caller) { c.say("GET /health/live HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc") }, limits.Request},
		"a body of a method not had":  {func(c *caller) { c.say("PUT /v1/counts HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc") }, limits.Request},
		"nothing after an answer":     {func(c *caller) { c.ask("/health/live"); _, _, _ = c.answer() }, limits.Idle},
		"half a head after an answer": {func(c *caller) { c.ask("/health/live"); _, _, _ = c.answer(); c.say("GET /v1") }, limits.Header},
	} {
		cases[name] = func(h *hosted) {
			caller := h.dial(one)
			c.does(caller)
			// A connection is closed half a second after its last answer, so that the answer is not lost.
			if took := caller.closes().Truncate(time.Second); took != c.want {
				t.Errorf("closed after %s, want %s", took, c.want)
			}
			caller.Close() //nolint:errcheck,gosec // a pipe
		}
	}
	hostEach(t, nil, cases)
}

// TestABodyThatDoesNotComeInTime gets an error that says so.
func TestABodyThatDoesNotComeInTime(t *testing.T) {
	host(t, nil, func(h *hosted) {
		c := h.dial(one)
		c.say("POST /v1/match HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60\r\n\r\n{\"names\": [")
		status, body, err := c.answer()
		if err != nil || status != http.StatusServiceUnavailable || !strings.Contains(body, "/problems/timeout") {
			t.Errorf("status %d: %v %s", status, err, body)
		}
	})
}

// TestWhoTakesNothing is cut off, whatever the answer is.
func TestWhoTakesNothing(t *testing.T) {
	cases := map[string]func(h *hosted){}
	for _, path := range []string{counts(0), file, "/openapi.json", "/docs/", "/health/live", "/nowhere"} {
		cases[path] = func(h *hosted) {
			c := h.dial(one)
			c.ask(path)
			time.Sleep(limits.Stall - time.Second)
			if !c.open() {
				t.Error("cut off too early")
			}
			c = h.dial(one)
			c.ask(path)
			time.Sleep(limits.Stall + time.Second)
			if n, err := io.Copy(io.Discard, c); n > 0 || err != nil {
				t.Errorf("it can still be read: %d bytes, %v", n, err)
			}
		}
	}
	hostEach(t, nil, cases)
}

// slow takes a few bytes at a time, just often enough.
type slow struct{ io.Reader }

func (s slow) Read(b []byte) (int, error) {
	time.Sleep(limits.Stall - time.Second)
	return s.Reader.Read(b[:min(len(b), 50)])
}

// TestWhoTakesSomething gets all of it, however long it takes, and may ask again.
func TestWhoTakesSomething(t *testing.T) {
	cases := map[string]func(h *hosted){}
	for path, want := range map[string]string{counts(0): `"data"`, file: strings.Repeat(string(fileBytes), 200)} {
		cases[path] = func(h *hosted) {
			began := time.Now()
			c := h.dial(one)
			c.answers = bufio.NewReader(slow{c})
			for range 2 {
				c.ask(path)
				if status, body, err := c.answer(); err != nil || status != http.StatusOK || !strings.Contains(body, want) {
					t.Errorf("after %s: status %d, %v, %.80q", time.Since(began), status, err, body)
				}
			}
			c.answers = bufio.NewReader(c)
			c.expect(t, "who was slow", counts(1), http.StatusOK)
		}
	}
	hostEach(t, nil, cases)
}

// TestAQuestionMayTakeLongerThanItsSending: the time for a request ends when the request is in.
func TestAQuestionMayTakeLongerThanItsSending(t *testing.T) {
	host(t, nil, func(h *hosted) {
		h.store.hook = func(ctx context.Context) error {
			select {
			case <-time.After(limits.Request - 3*time.Second):
			case <-ctx.Done():
			}
			return ctx.Err()
		}
		c := h.dial(one)
		c.say("GET " + counts(0) + " HTTP/1.1\r\nHost: x\r\n")
		time.Sleep(limits.Header - time.Second)
		c.say("\r\n")
		for n := range 3 {
			if status, body, err := c.answer(); err != nil || status != http.StatusOK || !strings.Contains(body, `"data"`) {
				t.Errorf("question %d: status %d, %v %q", n, status, err, body)
			}
			c.ask(counts(n + 1))
		}
	})
}

// TestSlowReadersHoldNothing: neither a turn to be answered nor a release is held by who does not take the answer.
func TestSlowReadersHoldNothing(t *testing.T) {
	host(t, nil, func(h *hosted) {
		for n := range limits.PerClient {
			c := h.dial(one)
			c.ask([]string{counts(n), file, "/health/ready", "/v1/releases"}[n%4])
		}
		synctest.Wait()
		h.releases.mu.Lock()
		if h.releases.open > 0 {
			t.Errorf("%d releases are held", h.releases.open)
		}
		h.releases.mu.Unlock()
		for n := range 3 {
			h.answers(t, other, counts(100+n), http.StatusOK)
			h.answers(t, other, "/health/ready", http.StatusOK)
		}
	})
}

// TestACrowdOfOneClient: a client that opens one connection after the other loses those of its own that keep the service
// waiting, and nobody else does; the health check is answered throughout, also when it asks from the same address.
func TestACrowdOfOneClient(t *testing.T) {
	cases := map[string]func(h *hosted){}
	for name, does := range map[string]func(c *caller){
		"nothing":     func(*caller) {},
		"half a head": func(c *caller) { c.say("GET /v1/counts HTTP/1.1\r\n") },
		"half a body": func(c *caller) {
			c.say("POST /v1/match HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60\r\n\r\n{")
		},
		"takes no page": func(c *caller) { c.ask(counts(0)) },
		"takes no file": func(c *caller) { c.ask(file) },
		"keeps alive":   func(c *caller) { c.ask("/health/live"); _, _, _ = c.answer() },
		"spoofs":        func(c *caller) { c.ask(counts(0), "X-Forwarded-For: 203.0.113.9", "Forwarded: for=203.0.113.9") },
	} {
		cases[name] = func(h *hosted) {
			friend := h.dial(other)
			friend.expect(t, "another client", counts(1), http.StatusOK)
			var crowd []*caller
			for n := range 300 {
				c := h.dial(one)
				does(c)
				crowd = append(crowd, c)
				if n%50 == 49 {
					h.answers(t, one, "/health/live", http.StatusOK)
					h.answers(t, other, "/health/ready", http.StatusOK)
					friend.expect(t, "another client, on its connection", counts(2+n), http.StatusOK)
				}
			}
			if crowd[0].open() {
				t.Error("the connection that has kept the service waiting longest is open")
			}
			open := 0
			for _, c := range crowd {
				if c.open() {
					open++
				}
			}
			if open == 0 || open > limits.PerClient {
				t.Errorf("%d connections of one client are open, want some, and no more than %d", open, limits.PerClient)
			}
		}
	}
	hostEach(t, nil, cases)
}

// TestACrowdOfClients: when all connections are taken, by however many clients, who has kept the service waiting longest
// makes room. It is logged once in a while, and how many they were, but not who.
func TestACrowdOfClients(t *testing.T) {
	host(t, nil, func(h *hosted) {
		for n := range 300 {
			h.dial(fmt.Sprintf("203.0.113.%d", n%250)).say("GET /v1")
			if n%50 == 49 {
				h.answers(t, other, "/health/live", http.StatusOK)
			}
		}
		time.Sleep(limits.Header + time.Second)
		if log := h.log.String(); strings.Count(log, "\n") != 1 || !strings.Contains(log, "too many connections") ||
			!strings.Contains(log, "refused=0") || !strings.Contains(log, "closed=281") || strings.Contains(log, "113") {
			t.Errorf("the log:\n%s", log)
		}
		time.Sleep(time.Hour)
		if log := h.log.String(); strings.Count(log, "\n") != 1 {
			t.Errorf("the log, when nothing more happened:\n%s", log)
		}
	})
}

// TestWhoIsBeingAnsweredKeepsNobodyWaiting: such a connection makes no room; the new one is turned away.
func TestWhoIsBeingAnsweredKeepsNobodyWaiting(t *testing.T) {
	host(t, nil, func(h *hosted) {
		answer := make(chan struct{})
		h.store.hook = func(context.Context) error { <-answer; return nil }
		var asking []*caller
		for n := range limits.PerClient {
			c := h.dial(one)
			c.ask(counts(n))
			asking = append(asking, c)
		}
		synctest.Wait()
		if h.dial(one).open() {
			t.Error("one connection more is open")
		}
		h.answers(t, other, "/health/live", http.StatusOK)
		close(answer)
		for n, c := range asking {
			if status, _, err := c.answer(); err != nil || status != http.StatusOK {
				t.Errorf("question %d: status %d, %v", n, status, err)
			}
		}
		h.answers(t, one, "/health/live", http.StatusOK)
		h.stop()
		_ = h.ends()
		if log := h.log.String(); !strings.Contains(log, "refused=1") || strings.Contains(log, one) {
			t.Errorf("the log:\n%s", log)
		}
	})
}

// TestANetworkIsOneClient in IPv6, where a client has 64 bits to itself.
func TestANetworkIsOneClient(t *testing.T) {
	host(t, nil, func(h *hosted) {
		friend := h.dial("2001:db8:1:3::1")
		friend.expect(t, "the network beside it", "/health/live", http.StatusOK)
		for n := range 300 {
			h.dial(fmt.Sprintf("2001:db8:1:2::%x", n+1)).say("GET /v1")
		}
		friend.expect(t, "the network beside it", "/health/live", http.StatusOK)
	})
}

// TestAProxyIsNoClient: the connections of a trusted proxy are bounded by nothing but the room there is.
func TestAProxyIsNoClient(t *testing.T) {
	for _, trusted := range [][]string{{proxy}, {"192.0.2.0/24", "10.0.0.0/8"}} {
		host(t, trusted, func(h *hosted) {
			var all []*caller
			for range limits.Connections - 2 {
				all = append(all, h.dial(proxy))
			}
			for n, c := range all {
				c.expect(t, "a proxy", "/health/live", http.StatusOK, fmt.Sprintf("X-Forwarded-For: 203.0.113.%d", n))
			}
		})
	}
}

// TestTheClientBehindAProxy is whom the proxy names last: it may have so many requests under way, whatever it says itself
// of who it is, and nobody else's count for it.
func TestTheClientBehindAProxy(t *testing.T) {
	const trusted, much = "10.0.0.0/8", 2
	cases := map[string]func(h *hosted){}
	for name, c := range map[string]struct{ its, others []string }{
		"X-Forwarded-For":     {[]string{"X-Forwarded-For: 203.0.113.9"}, []string{"X-Forwarded-For: 203.0.113.8"}},
		"Forwarded":           {[]string{"Forwarded: for=203.0.113.9;proto=https"}, []string{"Forwarded: for=203.0.113.8"}},
		"IPv6":                {[]string{"Forwarded: for=\"[2001:db8:1:2::%[1]d]:80%[1]d\""}, []string{"Forwarded: for=\"[2001:db8:1:3::1]:80\""}},
		"a spoofed one":       {[]string{"X-Forwarded-For: 192.0.2.%d, 203.0.113.9"}, []string{"X-Forwarded-For: 203.0.113.9, 203.0.113.8"}},
		"two proxies":         {[]string{"X-Forwarded-For: 192.0.2.%d, 203.0.113.9, 10.1.1.%d"}, []string{"X-Forwarded-For: 203.0.113.8, 10.1.1.1"}},
		"two headers":         {[]string{"X-Forwarded-For: 192.0.2.%d", "X-Forwarded-For: 203.0.113.9"}, []string{"X-Forwarded-For: 203.0.113.9", "X-Forwarded-For: 203.0.113.8"}},
		"a header of its own": {[]string{"X-Forwarded-For: 203.0.113.9", "Forwarded: for=192.0.2.%d"}, []string{"X-Forwarded-For: 203.0.113.8"}},
	} {
		cases[name] = func(h *hosted) {
			says := func(n int) (headers []string) {
				for _, line := range c.its {
					headers = append(headers, strings.ReplaceAll(strings.ReplaceAll(line, "%d", fmt.Sprint(n)), "%[1]d", fmt.Sprint(n)))
				}
				return headers
			}
			var slow []*caller
			for n := range limits.PerClient {
				c := h.dial(fmt.Sprintf("10.0.0.%d", 1+n%much))
				c.ask(file, says(n)...)
				slow = append(slow, c)
			}
			synctest.Wait()
			h.answers(t, proxy, "/v1/config", http.StatusServiceUnavailable, says(100)...)
			h.answers(t, proxy, "/v1/config", http.StatusOK, c.others...)
			h.answers(t, proxy, "/v1/config", http.StatusOK)
			h.answers(t, other, "/v1/config", http.StatusOK, says(100)...) // no proxy: what it says is nothing
			if _, _, err := slow[0].answer(); err != nil {
				t.Error(err)
			}
			synctest.Wait()
			h.answers(t, proxy, "/v1/config", http.StatusOK, says(100)...)
		}
	}
	hostEach(t, []string{trusted}, cases)
}

func TestTrustedProxiesAreAddressesAndNetworks(t *testing.T) {
	for _, wrong := range []string{"", "all", "10.0.0.0/33", "10.0.0", "example.org", "fe80::1%eth0", "10.0.0.0/8;10.0.0.1"} {
		if _, err := api.NewProxies([]string{proxy, wrong}); err == nil {
			t.Errorf("%q is taken", wrong)
		}
	}
}

// TestItStopsInTime: what is under way may end, nobody new is let in, and who hangs is cut off when the time is over.
func TestItStopsInTime(t *testing.T) {
	cases := map[string]func(h *hosted){}
	for name, does := range map[string]func(c *caller){
		"says nothing":  func(*caller) {},
		"half a head":   func(c *caller) { c.say("GET /v1") },
		"half a body":   func(c *caller) { c.say("POST /v1/match HTTP/1.1\r\nHost: x\r\nContent-Length: 60\r\n\r\n{") },
		"takes no page": func(c *caller) { c.ask(counts(0)) },
		"takes no file": func(c *caller) { c.ask(file) },
		"reads slowly":  func(c *caller) { c.ask(file); go func() { _, _ = io.Copy(io.Discard, slow{c}) }() },
		"keeps alive":   func(c *caller) { c.ask("/health/live"); _, _, _ = c.answer() },
	} {
		cases[name] = func(h *hosted) {
			for range 3 {
				does(h.dial(one))
			}
			synctest.Wait()
			h.store.hook = func(context.Context) error { time.Sleep(limits.Stop / 2); return nil }
			question := h.dial(other)
			question.ask(counts(h.nth))
			synctest.Wait()
			began := time.Now()
			h.stop()
			if status, _, err := question.answer(); err != nil || status != http.StatusOK {
				t.Errorf("the question under way: status %d, %v", status, err)
			}
			if h.dial(other).open() {
				t.Error("somebody new is let in")
			}
			if err := h.ends(); err != nil || time.Since(began) > limits.Stop {
				t.Errorf("it ended after %s: %v", time.Since(began), err)
			}
		}
	}
	hostEach(t, nil, cases)
}

// TestTheListedReleaseIsTheServedOne: the list of releases calls that one current that latest means, whatever the folder says.
func TestTheListedReleaseIsTheServedOne(t *testing.T) {
	s := newService(t)
	for _, id := range []string{first, second} {
		s.releases.promote(id)
		want := `"release":"` + id + `","current":true`
		if body := s.get(t, "/v1/releases").Body.String(); !strings.Contains(body, want) || strings.Count(body, `"current":true`) != 1 {
			t.Errorf("%s is served: %s", id, body)
		}
	}
}
