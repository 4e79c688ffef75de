package api

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"

	"tvistdata/internal/answer"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

func (s *service) releaseFile() *resource {
	return &resource{
		id: "get-release-file", path: "/releases/{id}/files/{name}", tag: "releases", noun: "file", byRelease: true,
		summary: "Get a file of a release",
		doc: "Hands out a Parquet file of a release, whole or in ranges. Its ETag is its SHA-256 and it never changes. " +
			"manifest.json, too, is handed out: r- and the first 16 digits of its SHA-256 are the release's id.",
		segments: []param{releaseSegment(), {name: "name", doc: "The file's name, as /releases/{id} gives it.", example: schema.CountsMonthly}},
		raw:      s.serveFile,
	}
}

// serveFile sends one file that the release's manifest lists, and no other.
func (s *service) serveFile(w http.ResponseWriter, r *http.Request, a asked) error {
	file, ok := fileNamed(a.store, a.name)
	if !ok {
		return newProblem(notFound, "the release has no such file")
	}
	f, err := s.files.OpenFile(a.store.ID(), file.Name)
	if err != nil {
		return fmt.Errorf("open a file of a release: %w", err)
	}
	defer f.Close() //nolint:errcheck // only read from
	a.leave()
	h := w.Header()
	h["Cache-Control"] = forever
	h.Set("Content-Type", file.MediaType)
	h.Set("Etag", `"`+file.SHA256+`"`)
	h.Set("Content-Disposition", `attachment; filename="`+a.store.ID()+"-"+file.Name+`"`)
	http.ServeContent(&rangeWriter{ResponseWriter: w, s: s, r: r}, r, "", time.Time{}, f)
	return nil
}

// fileNamed returns a file that the manifest lists, or the manifest itself, whose checksum begins with the release's id.
func fileNamed(store answer.Store, name string) (release.File, bool) {
	if name == release.ManifestName {
		return release.File{Name: name, MediaType: "application/json", SHA256: store.ID()}, true
	}
	files := store.Manifest().Files
	at := slices.IndexFunc(files, func(f release.File) bool { return f.Name == name })
	if at < 0 {
		return release.File{}, false
	}
	return files[at], true
}

// rangeWriter turns net/http's plain text for a range that cannot be served into a problem.
type rangeWriter struct {
	http.ResponseWriter
	s      *service
	r      *http.Request
	failed bool
}

// WriteHeader writes the status, or the problem.
func (w *rangeWriter) WriteHeader(status int) {
	if status < http.StatusBadRequest {
		w.ResponseWriter.WriteHeader(status)
		return
	}
	w.failed = true
	err := error(newProblem(badRange, "the range starts past the end of the file, or cannot be read"))
	if status != http.StatusRequestedRangeNotSatisfiable {
		err = fmt.Errorf("serve a file: status %d", status)
	}
	w.s.fail(w.ResponseWriter, w.r, err, about{operation: "get-release-file", noun: "file"})
}

// Write writes the body; what net/http says of a failure is dropped.
func (w *rangeWriter) Write(b []byte) (int, error) {
	if w.failed {
		return len(b), nil
	}
	return w.ResponseWriter.Write(b)
}

// ReadFrom lets the file's bytes go to the connection without a copy.
func (w *rangeWriter) ReadFrom(src io.Reader) (int64, error) {
	return io.Copy(w.ResponseWriter, src)
}

// mountRest mounts what is outside the contract: health, and the pages on problems.
func (s *service) mountRest() {
	s.mux.HandleFunc("GET /health/live", func(w http.ResponseWriter, r *http.Request) { s.writeHealth(w, r, "") })
	s.mux.HandleFunc("GET /health/ready", func(w http.ResponseWriter, r *http.Request) {
		store, done, err := s.acquire(r.Context(), latest)
		if err != nil {
			s.fail(w, r, err, about{operation: "ready", noun: "release"})
			return
		}
		done()
		s.writeHealth(w, r, store.ID())
	})
	for _, kind := range problemKinds() {
		s.mux.HandleFunc("GET /problems/"+kind.slug, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			w.Header()["Cache-Control"] = forAMinute
			s.send(r.Context(), w, fmt.Appendf(nil, "%s (HTTP status %d)\n\n%s\n", kind.title, kind.status, kind.text))
		})
	}
	s.mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { s.redirect(w, s.base+"/docs/") })
	s.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, newProblem(notFound, "nothing has this address; see "+s.base+"/docs/"), about{})
	})
}

// writeHealth says that the service lives, and from which release it answers.
func (s *service) writeHealth(w http.ResponseWriter, r *http.Request, release string) {
	b, err := json.Marshal(struct {
		Status  string `json:"status"`
		Release string `json:"release,omitempty"`
	}{"pass", release})
	if err != nil {
		s.fail(w, r, fmt.Errorf("write health: %w", err), about{operation: "health"})
		return
	}
	w.Header().Set("Content-Type", jsonType)
	w.Header().Set("Cache-Control", "no-store")
	s.send(r.Context(), w, b)
}
