package api

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"runtime/debug"
)

// Header values that are the same for every answer, made once.
var (
	anyOrigin   = []string{"*"}
	exposed     = []string{"ETag, Link, Retry-After, traceparent, Content-Range, Accept-Ranges"}
	noSniff     = []string{"nosniff"}
	methods     = []string{"GET, HEAD, OPTIONS"}
	posted      = []string{"POST, OPTIONS"} // of what is asked for in a body
	mayAsk      = []string{"Accept, Content-Type, If-None-Match, If-Range, Range, traceparent"}
	askOnceADay = []string{"86400"}
)

// ServeHTTP answers one request: from ready bytes when it can, else through the resource that the path names.
func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h["Access-Control-Allow-Origin"] = anyOrigin
	h["Access-Control-Expose-Headers"] = exposed
	h["X-Content-Type-Options"] = noSniff
	if trace := r.Header["Traceparent"]; len(trace) == 1 && isTraceparent(trace[0]) {
		h["Traceparent"] = trace
	}
	defer s.recoverPanic(w, r)
	leave, ok := s.askers.enter(r)
	if !ok {
		s.fail(w, r, newProblem(overloaded, "too many requests of this client are under way; try again when some are answered"), about{})
		return
	}
	defer leave()
	if r.URL.Path == prefix+matchPath && r.Method != http.MethodOptions {
		s.serveMatch(w, r)
		return
	}
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		if !s.fromCache(w, r) {
			s.mux.ServeHTTP(w, r)
		}
	case http.MethodOptions:
		allowed := methods
		if r.URL.Path == prefix+matchPath {
			allowed = posted
		}
		h["Access-Control-Allow-Methods"] = allowed
		h["Access-Control-Allow-Headers"] = mayAsk
		h["Access-Control-Max-Age"] = askOnceADay
		h["Allow"] = allowed
		w.WriteHeader(http.StatusNoContent)
	default:
		h["Allow"] = methods
		s.fail(w, r, newProblem(methodNotAllowed, "the method is not allowed; use GET, HEAD or OPTIONS"), about{})
	}
}

// recoverPanic turns a panic into an internal error. What the panic says may quote data, so only an error of the
// runtime is noted in its own words.
func (s *service) recoverPanic(w http.ResponseWriter, r *http.Request) {
	v := recover()
	if v == nil {
		return
	}
	if v == http.ErrAbortHandler { //nolint:errorlint // net/http compares the panic's value itself
		panic(v)
	}
	cause := fmt.Sprintf("panic with a %T", v)
	if fault, ok := v.(runtime.Error); ok {
		cause = "panic: " + fault.Error()
	}
	s.log.ErrorContext(r.Context(), "request panicked", slog.String("stack", string(debug.Stack())))
	s.fail(w, r, fmt.Errorf("request: %w", panicError(cause)), about{operation: "any"})
}

// panicError is a panic as an error.
type panicError string

func (p panicError) Error() string { return string(p) }

// isTraceparent reports whether a header is a W3C traceparent of version 00: what else it might hold is not repeated.
func isTraceparent(s string) bool {
	if len(s) != 55 || s[:3] != "00-" || s[35] != '-' || s[52] != '-' {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'f') || c == '-' && i != 2 && i != 35 && i != 52 {
			return false
		}
	}
	return true
}
