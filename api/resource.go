package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"tvistdata/internal/answer"
	"tvistdata/internal/record"
	"tvistdata/internal/shelf"
	"tvistdata/internal/table"
)

// prefix is the path of this version of the contract.
const prefix = "/v1"

// resource is one thing that can be asked for: its place in the contract, its parameters, and its answer.
type resource struct {
	id, path, tag string
	summary, doc  string
	noun          string       // what the path's last part names, or the whole resource
	file          string       // name of the release's file that holds everything asked for here; "" for none
	segments      []param      // the path's variable parts: id, name
	byRelease     bool         // the path's id is a release's
	params        []param      // besides release and format
	tabular       bool         // there is a CSV form, too
	body          reflect.Type // of the JSON answer
	example       string       // a whole JSON answer
	csvExample    string

	// Exactly one of the three is set. answer is asked with a release at hand and its bytes are kept; raw, too, but
	// writes the response itself; light needs no release.
	answer func(ctx context.Context, a asked) (any, error)
	light  func(ctx context.Context) (any, error)
	raw    func(w http.ResponseWriter, r *http.Request, a asked) error
}

// asked is one request with the release that it is about.
type asked struct {
	store    answer.Store
	values   values
	id, name string // the path's variable parts
	links    linker
	leave    func() // releases the release; the bytes of an answer are written after that, however slowly they are read
}

// cells is an answer that can be written as a table.
type cells interface{ cells() record.Table }

// turning is an answer that may have a page after it.
type turning interface{ next() string }

// all returns the resource's parameters with those that every resource of its sort has.
func (res *resource) all() []param {
	ps := slices.Clone(res.params)
	if res.answer != nil && !res.byRelease {
		ps = append(ps, releaseParam())
	}
	if res.tabular {
		ps = append(ps, formatParam())
	}
	return ps
}

// serve answers one request that was not in the cache.
func (s *service) serve(res *resource, w http.ResponseWriter, r *http.Request) {
	a := asked{id: r.PathValue("id"), name: r.PathValue("name")}
	note := about{operation: res.id, noun: res.noun, segments: []string{a.id, a.name}}
	if err := s.tryServe(res, w, r, a, &note); err != nil {
		s.fail(w, r, err, note)
	}
}

// tryServe reads the parameters and chooses the format; note gets what an error may say.
func (s *service) tryServe(res *resource, w http.ResponseWriter, r *http.Request, a asked, note *about) error {
	given, faults := parse(res.all(), r.URL.RawQuery)
	if faults != nil {
		return invalidParameters(faults)
	}
	note.values = given
	wanted := wantsOf(r.Header)
	format := wanted.format(given.text("format"), res.tabular)
	if format == "" && res.raw == nil {
		return newProblem(notAcceptable, "the header Accept leaves out the formats of this resource: "+res.formats())
	}
	if res.light != nil {
		return s.serveLight(res, w, r)
	}
	ref := given.text("release")
	if res.byRelease {
		ref = a.id
	}
	store, done, err := s.acquire(r.Context(), ref)
	var replaced *shelf.ReplacedError
	if errors.As(err, &replaced) && res.raw == nil {
		s.moved(w, r, replaced.Replacement, res.byRelease)
		return nil
	}
	if err != nil {
		return err
	}
	defer done()
	a.leave = done
	a.store, a.values = store, given.with("release", "").with("format", "")
	a.links = linker{base: s.base, path: r.URL.EscapedPath(), release: store.ID(), values: a.values, bare: res.byRelease}
	note.file = a.links.fileWords(res.file)
	switch {
	case res.byRelease && ref == latest:
		s.redirect(w, s.base+strings.Replace(r.URL.EscapedPath(), latest, store.ID(), 1))
		return nil
	case res.raw != nil:
		return res.raw(w, r, a)
	}
	return s.serveReady(res, w, r, a, wanted, format, ref != latest)
}

// redirect sends the client on for now.
func (s *service) redirect(w http.ResponseWriter, address string) {
	w.Header().Set("Location", address)
	w.Header()["Cache-Control"] = forAMinute
	w.WriteHeader(http.StatusTemporaryRedirect)
}

// serveReady answers with bytes that are kept for the next same request. A client that has them learns so before
// the release is used.
func (s *service) serveReady(res *resource, w http.ResponseWriter, r *http.Request, a asked, wanted wants, format string,
	pinned bool,
) error {
	tag := s.tag(a.store.ID(), r.URL.Path, a.values.query(), format)
	if asked := r.Header["If-None-Match"]; len(asked) > 0 && matching(asked, plainTag(tag), zipTag(tag)) != "" {
		a.leave()
		s.write(w, r, kept{&ready{plainTag: []string{plainTag(tag)}, zipTag: []string{zipTag(tag)}}, pinned})
		return nil
	}
	e, err := s.flights.do(r.Context(), tag, func(ctx context.Context) (*ready, error) { return s.make(ctx, res, a, tag, format) })
	if err != nil {
		return err
	}
	a.leave()
	if len(r.URL.RawQuery) <= cacheQuery {
		s.cache.Set(target{r.URL.Path, r.URL.RawQuery, wanted}, kept{e, pinned})
	}
	s.write(w, r, kept{e, pinned})
	return nil
}

// acquire pins the release that a request names. One that has to be opened first gets as long as an answer.
func (s *service) acquire(ctx context.Context, ref string) (answer.Store, func(), error) {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	store, done, err := s.releases.Acquire(ctx, ref)
	switch {
	case err == nil:
		return store, done, nil
	case errors.Is(err, record.ErrNotFound) && (ref == latest):
		return nil, nil, newProblem(noRelease, "no release is published yet")
	case errors.Is(err, record.ErrNotFound):
		return nil, nil, newProblem(notFound, "there is no such release")
	case errors.Is(err, record.ErrGone):
		return nil, nil, err
	}
	return nil, nil, fmt.Errorf("acquire a release: %w", err)
}

// tag names an answer by everything that its bytes depend on.
func (s *service) tag(parts ...string) string {
	h := sha256.New()
	for _, part := range append([]string{ContractVersion, s.version, s.base}, parts...) {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// make asks for an answer and writes it in its format.
func (s *service) make(ctx context.Context, res *resource, a asked, tag, format string) (*ready, error) {
	leave, err := s.gate.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	body, err := res.answer(ctx, a)
	if err != nil {
		if cause := context.Cause(ctx); cause != nil {
			return nil, fmt.Errorf("%s: %w", res.id, cause)
		}
		return nil, err
	}
	var b bytes.Buffer
	link := ""
	if t, ok := body.(turning); ok {
		link = t.next()
	}
	if format == asJSON {
		if err := writeJSON(&b, body); err != nil {
			return nil, fmt.Errorf("%s: write JSON: %w", res.id, err)
		}
		return makeReady(a.store.ID(), tag, jsonType, link, b.Bytes())
	}
	t, ok := body.(cells)
	if !ok {
		return nil, fmt.Errorf("%s: the answer %T is no table", res.id, body)
	}
	if err := table.CSV(&b, t.cells()); err != nil {
		return nil, fmt.Errorf("%s: write CSV: %w", res.id, err)
	}
	if link != "" {
		link += "&format=" + asCSV
	}
	return makeReady(a.store.ID(), tag, csvType, link, b.Bytes())
}

// serveLight answers from what needs no release; its tag comes from its bytes.
func (s *service) serveLight(res *resource, w http.ResponseWriter, r *http.Request) error {
	body, err := res.light(r.Context())
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := writeJSON(&b, body); err != nil {
		return fmt.Errorf("%s: write JSON: %w", res.id, err)
	}
	e, err := makeReady("", s.tag(b.String()), jsonType, "", b.Bytes())
	if err != nil {
		return err
	}
	s.write(w, r, kept{e, false})
	return nil
}

func (res *resource) formats() string {
	if res.tabular {
		return "application/json, text/csv"
	}
	return "application/json"
}

// writeJSON writes without escaping what only HTML would need.
func writeJSON(b *bytes.Buffer, v any) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
