package api

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/maypok86/otter/v2"
)

const (
	cacheBytes    = 64 << 20 // of ready answers
	cacheQuery    = 2048     // characters of a query string that is worth remembering
	zipFrom       = 1024     // bytes: smaller answers are not compressed
	entryOverhead = 512      // bytes that an entry takes besides its content
)

// target is a request as it came: the key under which a ready answer is found again without reading the query.
type target struct {
	path, query string
	wants       wants
}

// ready is an answer in all its bytes. Its header values are made once, in the form that http.Header takes.
type ready struct {
	release     string
	plain       []byte
	zipped      []byte // nil when it would not be smaller
	contentType []string
	plainLength []string
	zipLength   []string
	plainTag    []string
	zipTag      []string
	link        []string // nil for none
}

// kept is a ready answer with what depends on how it was asked for.
type kept struct {
	*ready
	pinned bool // the request named its release, so that the answer never changes
}

// makeReady compresses the bytes once and makes their headers; next is the address of the page after, or "".
func makeReady(release, tag, contentType, next string, body []byte) (*ready, error) {
	e := &ready{
		release: release, plain: body,
		contentType: []string{contentType},
		plainLength: []string{strconv.Itoa(len(body))},
		plainTag:    []string{plainTag(tag)},
		zipTag:      []string{zipTag(tag)},
	}
	if next != "" {
		e.link = []string{"<" + next + `>; rel="next"`}
	}
	if len(body) < zipFrom {
		return e, nil
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(body); err != nil {
		return nil, fmt.Errorf("compress an answer: %w", err)
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("compress an answer: %w", err)
	}
	if b.Len() < len(body) {
		e.zipped, e.zipLength = b.Bytes(), []string{strconv.Itoa(b.Len())}
	}
	return e, nil
}

func plainTag(tag string) string { return `"` + tag + `"` }
func zipTag(tag string) string   { return `"` + tag + `-gzip"` }

// newCache makes the cache of ready answers, bounded by their bytes.
func newCache() (*otter.Cache[target, kept], error) {
	c, err := otter.New(&otter.Options[target, kept]{
		MaximumWeight: cacheBytes,
		Weigher: func(k target, e kept) uint32 {
			n := len(k.path) + len(k.query) + len(e.plain) + len(e.zipped) + entryOverhead
			return uint32(n) //nolint:gosec // an answer is far smaller than 4 GB
		},
	})
	if err != nil {
		return nil, fmt.Errorf("make the cache of answers: %w", err)
	}
	return c, nil
}

// fromCache answers from the cache, and says whether it could.
func (s *service) fromCache(w http.ResponseWriter, r *http.Request) bool {
	e, found := s.cache.GetIfPresent(target{r.URL.Path, r.URL.RawQuery, wantsOf(r.Header)})
	if !found {
		return false
	}
	ref := latest
	if e.pinned {
		ref = e.release
	}
	store, done, err := s.releases.Acquire(r.Context(), ref)
	if err != nil {
		return false
	}
	current := store.ID() == e.release
	done()
	if current {
		s.write(w, r, e)
	}
	return current
}

// Header values that are the same for every answer, made once.
var (
	forAMinute  = []string{"public, max-age=60"}
	forever     = []string{"public, max-age=31536000, immutable"}
	varyFormats = []string{"Accept-Encoding, Accept"}
	gzipped     = []string{"gzip"}
)

// write sends a ready answer, or 304 when the client has it.
func (s *service) write(w http.ResponseWriter, r *http.Request, e kept) {
	h := w.Header()
	h["Vary"] = varyFormats
	h["Cache-Control"] = forAMinute
	if e.pinned {
		h["Cache-Control"] = forever
	}
	body, tag, length := e.plain, e.plainTag, e.plainLength
	if e.zipped != nil && takesGzip(r.Header) {
		body, tag, length = e.zipped, e.zipTag, e.zipLength
		h["Content-Encoding"] = gzipped
	}
	h["Etag"] = tag
	if asked := r.Header["If-None-Match"]; len(asked) > 0 {
		if hit := matching(asked, e.plainTag[0], e.zipTag[0]); hit != "" {
			delete(h, "Content-Encoding")
			h["Etag"] = []string{hit}
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h["Content-Type"] = e.contentType
	h["Content-Length"] = length
	if e.link != nil {
		h["Link"] = e.link
	}
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		s.send(r.Context(), w, body)
	}
}

// send writes a body; a client that went away is no failure of the service.
func (s *service) send(ctx context.Context, w http.ResponseWriter, body []byte) {
	if _, err := w.Write(body); err != nil {
		s.log.DebugContext(ctx, "client went away")
	}
}

// matching returns the one of the tags that an If-None-Match header names, or "".
func matching(asked []string, tags ...string) string {
	for _, line := range asked {
		for one := range strings.SplitSeq(line, ",") {
			one = strings.TrimPrefix(strings.TrimSpace(one), "W/")
			for _, tag := range tags {
				if one == tag {
					return tag
				}
			}
		}
	}
	return ""
}

// flights lets requests for the same answer wait for one that is on its way. The work stops when all have left.
type flights struct {
	mu   sync.Mutex
	byID map[string]*flight
}

type flight struct {
	done    chan struct{}
	waiting int
	cancel  context.CancelFunc
	e       *ready
	err     error
}

// do returns what fn makes. The first caller runs it, with a context that lives while anybody waits.
func (f *flights) do(ctx context.Context, id string, fn func(context.Context) (*ready, error)) (*ready, error) {
	f.mu.Lock()
	if c := f.byID[id]; c != nil {
		c.waiting++
		f.mu.Unlock()
		select {
		case <-c.done:
			return c.e, c.err
		case <-ctx.Done():
			f.leave(id, c)
			return nil, context.Cause(ctx)
		}
	}
	run, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerTime)
	c := &flight{done: make(chan struct{}), waiting: 1, cancel: cancel, err: errPanicked}
	f.byID[id] = c
	f.mu.Unlock()

	stop := context.AfterFunc(ctx, func() { f.leave(id, c) })
	defer func() {
		stop()
		cancel()
		f.mu.Lock()
		f.forget(id, c)
		f.mu.Unlock()
		close(c.done)
	}()
	c.e, c.err = fn(run)
	return c.e, c.err
}

// leave takes one waiter away and stops the work after the last.
func (f *flights) leave(id string, c *flight) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if c.waiting--; c.waiting == 0 {
		c.cancel()
		f.forget(id, c)
	}
}

// forget makes the next request for the answer start again; f.mu is held.
func (f *flights) forget(id string, c *flight) {
	if f.byID[id] == c {
		delete(f.byID, id)
	}
}
