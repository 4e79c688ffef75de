package api_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
)

const question = "/v1/counts?list=arn-cases&group_by=company,department,period&period=month"

func TestNotModifiedWithoutAskingTheStore(t *testing.T) {
	t.Parallel()
	s, other := newService(t), newService(t) // the other is another process, whose cache is empty
	for _, g := range good {
		for _, encoding := range []string{"identity", "gzip"} {
			tag := s.get(t, g.path, "Accept-Encoding", encoding).Header().Get("Etag")
			w := other.get(t, g.path, "If-None-Match", `"other", W/`+tag)
			if w.Code != http.StatusNotModified || w.Body.Len() != 0 || w.Header().Get("Etag") != tag || w.Header().Get("Cache-Control") == "" {
				t.Errorf("%s with %s: status %d, headers %v", g.path, tag, w.Code, w.Header())
			}
		}
	}
	if n := other.store.asked.Load(); n != 0 {
		t.Errorf("the store was asked %d times", n)
	}
}

func TestTagsTellAnswersApart(t *testing.T) {
	t.Parallel()
	s := newService(t)
	seen := map[string]string{}
	for _, path := range []string{
		"/v1/counts?list=arn-cases", "/v1/counts?list=arn-cases&format=csv", "/v1/counts?list=arn-cases&measure=closed",
		"/v1/records?list=arn-cases", "/v1/records?list=arn-cases&page=2", "/v1/companies?q=a,b", "/v1/companies?q=a", "/v1/lists/arn-cases",
	} {
		tag := s.get(t, path).Header().Get("Etag")
		if other, taken := seen[tag]; taken || strings.HasPrefix(tag, "W/") {
			t.Errorf("%s and %s have the tag %s", path, other, tag)
		}
		seen[tag] = path
	}
	// The same question in other words is the same answer.
	one := s.get(t, "/v1/counts?list=arn-cases&group_by=period,company&measure=received&company="+firm+",u-nagot,"+firm)
	two := s.get(t, "/v1/counts?company=u-nagot,"+firm+"&list=arn-cases&group_by=company,period&release="+first)
	if one.Code != http.StatusOK || one.Header().Get("Etag") != two.Header().Get("Etag") || one.Body.String() != two.Body.String() {
		t.Errorf("the same question in other words:\n%s\n%s", one.Body, two.Body)
	}
	s.releases.promote(second)
	if tag := s.get(t, "/v1/counts?list=arn-cases").Header().Get("Etag"); seen[tag] != "" {
		t.Error("the tag does not change with the release")
	}
}

func TestReadyAnswers(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for _, path := range []string{question, question + "&release=" + first} {
		fresh := s.get(t, path)
		asked := s.store.asked.Load()
		kept := s.get(t, path)
		if s.store.asked.Load() != asked || kept.Body.String() != fresh.Body.String() || fmt.Sprint(kept.Header()) != fmt.Sprint(fresh.Header()) {
			t.Errorf("%s: a kept answer differs: %v, %v", path, kept.Header(), fresh.Header())
		}
		want := "public, max-age=60"
		if strings.Contains(path, "release=") {
			want = "public, max-age=31536000, immutable"
		}
		if got := kept.Header().Get("Cache-Control"); got != want {
			t.Errorf("%s: Cache-Control %q", path, got)
		}
		head := s.do(t, http.MethodHead, path)
		if head.Body.Len() != 0 || head.Header().Get("Content-Length") != fmt.Sprint(fresh.Body.Len()) || head.Header().Get("Etag") != fresh.Header().Get("Etag") {
			t.Errorf("%s: HEAD gives %v", path, head.Header())
		}
	}

	s.releases.promote(second)
	if body := s.get(t, question).Body.String(); !strings.Contains(body, second) {
		t.Error("a new release is not seen")
	}
	if body := s.get(t, question+"&release="+first).Body.String(); !strings.Contains(body, first) {
		t.Error("the release named is not the one that answers")
	}
	delete(s.releases.stores, first)
	if w := s.get(t, question+"&release="+first); w.Code != http.StatusNotFound {
		t.Errorf("an answer of a release that went is still given: status %d", w.Code)
	}
}

func TestGzip(t *testing.T) {
	t.Parallel()
	s := newService(t)
	plain := s.get(t, question)
	for accept, zipped := range map[string]bool{
		"gzip": true, "br, gzip;q=0.5": true, "*": true, "GZIP": true,
		"": false, "identity": false, "gzip;q=0": false, "br": false, "gzip;q=0, *": false,
	} {
		w := s.get(t, question, "Accept-Encoding", accept)
		if got := w.Header().Get("Content-Encoding") == "gzip"; got != zipped || w.Header().Get("Vary") != "Accept-Encoding, Accept" {
			t.Fatalf("Accept-Encoding %q: %v", accept, w.Header())
		}
		if !zipped {
			continue
		}
		if tag := w.Header().Get("Etag"); tag == plain.Header().Get("Etag") || !strings.HasSuffix(tag, `-gzip"`) {
			t.Errorf("the tag of the compressed form is %s", tag)
		}
		if w.Header().Get("Content-Length") != fmt.Sprint(w.Body.Len()) || w.Body.Len() >= plain.Body.Len() {
			t.Errorf("%d bytes with Content-Length %s", w.Body.Len(), w.Header().Get("Content-Length"))
		}
		z, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		if b, err := io.ReadAll(z); err != nil || string(b) != plain.Body.String() {
			t.Errorf("the compressed form holds something else: %v", err)
		}
	}
}

func TestFormatsAreKeptApart(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for range 2 {
		for accept, want := range map[string]string{"text/csv": "text/csv", "application/json": "application/json", "text/html": "application/problem+json"} {
			if got := s.get(t, question, "Accept", accept).Header().Get("Content-Type"); !strings.HasPrefix(got, want) {
				t.Errorf("Accept %s gives %s", accept, got)
			}
		}
	}
}

func TestHeadersOfEveryAnswer(t *testing.T) {
	t.Parallel()
	s := newService(t)
	const trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
	for _, path := range []string{question, question, "/v1/nothing", "/v1/counts", "/openapi.yaml", "/docs/", "/health/live", "/v1/releases/" + first + "/files/disputes.parquet"} {
		h := s.get(t, path, "Traceparent", trace, "Origin", "https://elsewhere.example").Header()
		if h.Get("Access-Control-Allow-Origin") != "*" || h.Get("Access-Control-Allow-Credentials") != "" || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Traceparent") != trace {
			t.Errorf("%s: %v", path, h)
		}
	}
	for _, bad := range []string{"x", trace + "\x00", strings.ToUpper(trace), "ff" + trace[2:], strings.Repeat("-", 55)} {
		if got := s.get(t, question, "Traceparent", bad).Header().Get("Traceparent"); got != "" {
			t.Errorf("traceparent %q is repeated", bad)
		}
	}
	w := s.do(t, http.MethodOptions, "/v1/counts", "Origin", "https://elsewhere.example", "Access-Control-Request-Method", "GET")
	if w.Code != http.StatusNoContent || w.Header().Get("Access-Control-Allow-Methods") != "GET, HEAD, OPTIONS" || !strings.Contains(w.Header().Get("Access-Control-Allow-Headers"), "traceparent") {
		t.Errorf("preflight: status %d, %v", w.Code, w.Header())
	}
}

// Many who ask the same at once have it worked out once; nobody's leaving takes it from the others.
func TestSameQuestionAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t)
		gate := make(chan struct{})
		s.store.hook = func(ctx context.Context) error {
			select {
			case <-gate:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		var wg sync.WaitGroup
		leaderLeaves, leave := context.WithCancel(t.Context())
		wg.Go(func() { s.ask(leaderLeaves, "/v1/companies") })
		synctest.Wait()
		for range 20 {
			wg.Go(func() {
				if w := s.ask(t.Context(), "/v1/companies"); w.Code != http.StatusOK {
					t.Errorf("status %d", w.Code)
				}
			})
		}
		synctest.Wait()
		leave()
		synctest.Wait()
		close(gate)
		wg.Wait()
		if n := s.store.asked.Load(); n != 1 {
			t.Errorf("the store was asked %d times", n)
		}
	})
}

// When all who asked have left, the question is dropped, and the next one starts again.
func TestNobodyWaitsForTheAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t)
		s.store.hook = func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
		var wg sync.WaitGroup
		ctx, leave := context.WithCancel(t.Context())
		for range 3 {
			wg.Go(func() {
				if w := s.ask(ctx, "/v1/companies"); w.Body.Len() != 0 {
					t.Errorf("who has left was answered: %s", w.Body)
				}
			})
		}
		synctest.Wait()
		leave()
		wg.Wait()
		s.store.hook = nil
		if w := s.get(t, "/v1/companies"); w.Code != http.StatusOK {
			t.Errorf("the next one: status %d", w.Code)
		}
		if s.log.String() != "" {
			t.Errorf("log: %s", s.log)
		}
	})
}

// Who comes when too many wait is turned away at once; answers that are ready are still given.
func TestOverload(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t)
		s.get(t, question)
		gate := make(chan struct{})
		s.store.hook = func(context.Context) error { <-gate; return nil }
		var wg sync.WaitGroup
		room := 128 + max(2, runtime.GOMAXPROCS(0))
		for i := range room {
			wg.Go(func() {
				if w := s.ask(t.Context(), fmt.Sprintf("/v1/companies?q=a%d", i)); w.Code != http.StatusOK {
					t.Errorf("one who waited: status %d", w.Code)
				}
			})
		}
		synctest.Wait()
		w := s.get(t, "/v1/companies?q=one-too-many")
		if p := problemOf(t, w); w.Code != http.StatusServiceUnavailable || p.Type != base+"/problems/overloaded" || w.Header().Get("Retry-After") == "" {
			t.Errorf("status %d: %+v", w.Code, p)
		}
		if w := s.get(t, question); w.Code != http.StatusOK {
			t.Errorf("a ready answer: status %d", w.Code)
		}
		close(gate)
		wg.Wait()
		if w := s.get(t, "/v1/companies?q=one-too-many"); w.Code != http.StatusOK {
			t.Errorf("afterwards: status %d", w.Code)
		}
	})
}

func (s *service) ask(ctx context.Context, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, path, nil))
	return w
}

func TestFiles(t *testing.T) {
	t.Parallel()
	s := newService(t)
	path := "/v1/releases/" + first + "/files/disputes.parquet"
	tag := `"` + s.store.Manifest().Files[0].SHA256 + `"`
	whole := string(fileBytes)
	for _, c := range []struct {
		method  string
		headers []string
		status  int
		body    string
		length  string
	}{
		{"GET", nil, 200, whole, fmt.Sprint(len(whole))},
		{"HEAD", nil, 200, "", fmt.Sprint(len(whole))},
		{"GET", []string{"Accept", "text/html"}, 200, whole, ""},
		{"GET", []string{"Accept-Encoding", "gzip"}, 200, whole, ""},
		{"GET", []string{"Range", "bytes=0-3"}, 206, "PAR1", "4"},
		{"GET", []string{"Range", "bytes=-4"}, 206, "PAR1", "4"},
		{"HEAD", []string{"Range", "bytes=-4"}, 206, "", "4"},
		{"GET", []string{"Range", "bytes=0-3", "If-Range", tag}, 206, "PAR1", "4"},
		{"GET", []string{"Range", "bytes=0-3", "If-Range", `"other"`}, 200, whole, ""},
		{"GET", []string{"If-None-Match", tag}, 304, "", ""},
		{"GET", []string{"If-None-Match", tag, "Range", "bytes=0-3"}, 304, "", ""},
	} {
		w := s.do(t, c.method, path, c.headers...)
		h := w.Header()
		if w.Code != c.status || w.Body.String() != c.body || c.length != "" && h.Get("Content-Length") != c.length {
			t.Errorf("%s %v: status %d, length %s, body %q", c.method, c.headers, w.Code, h.Get("Content-Length"), w.Body)
		}
		if h.Get("Etag") != tag || h.Get("Cache-Control") != "public, max-age=31536000, immutable" || h.Get("Content-Encoding") != "" || h.Get("Last-Modified") != "" {
			t.Errorf("%s %v: %v", c.method, c.headers, h)
		}
		if c.status != 304 && (h.Get("Content-Type") != "application/vnd.apache.parquet" || h.Get("Accept-Ranges") != "bytes") {
			t.Errorf("%s %v: %v", c.method, c.headers, h)
		}
	}
	w := s.get(t, path, "Range", "bytes=1000-")
	if p := problemOf(t, w); w.Code != http.StatusRequestedRangeNotSatisfiable || p.Type != base+"/problems/range-not-satisfiable" || w.Header().Get("Content-Range") != fmt.Sprintf("bytes */%d", len(whole)) {
		t.Errorf("status %d: %+v, %v", w.Code, p, w.Header())
	}
}
