package api

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"tvistdata/internal/record"
	"tvistdata/internal/shelf"
)

// problemKind is a sort of failure that clients can distinguish from the others by its type.
type problemKind struct {
	slug   string
	status int
	title  string
	text   string // what it means and what to do, for people
}

// The kinds of problems; each has a page at /problems/{slug}.
var (
	invalidParameter = problemKind{"invalid-parameter", http.StatusBadRequest, "Invalid parameter", "A parameter is unknown, missing, " +
		"repeated, empty or holds an impossible value. The member errors names each with what is allowed."}
	answerTooLarge = problemKind{"answer-too-large", http.StatusBadRequest, "Answer too large", "The answer would hold more cells " +
		"than one answer may. Narrow the question, or take the file that the member detail names."}
	notFound         = problemKind{"not-found", http.StatusNotFound, "Not found", "Nothing has that address or identifier in this release."}
	methodNotAllowed = problemKind{"method-not-allowed", http.StatusMethodNotAllowed, "Method not allowed", "The header Allow names the " +
		"methods that the address has."}
	notAcceptable = problemKind{"not-acceptable", http.StatusNotAcceptable, "Not acceptable", "The header Accept asks for a format " +
		"that the resource does not have. Take the header away, or use the parameter format."}
	gone     = problemKind{"gone", http.StatusGone, "Gone", "It existed and was withdrawn."}
	badRange = problemKind{
		"range-not-satisfiable", http.StatusRequestedRangeNotSatisfiable, "Range not satisfiable",
		"The header Range asks for bytes past the end of the file. The header Content-Range tells its size.",
	}
	internalFault = problemKind{"internal", http.StatusInternalServerError, "Internal error", "The service failed. The member " +
		"instance is the number under which it was noted."}
	overloaded = problemKind{"overloaded", http.StatusServiceUnavailable, "Overloaded", "Too many questions are waiting. Try " +
		"again after the seconds in the header Retry-After."}
	tookTooLong = problemKind{"timeout", http.StatusServiceUnavailable, "Timeout", "The question took longer than is allowed. " +
		"Narrow it, or take a file of the release."}
	noRelease = problemKind{"no-release", http.StatusServiceUnavailable, "No release", "No release is published yet."}
)

// problemKinds lists every kind of problem.
func problemKinds() []problemKind {
	return []problemKind{
		invalidParameter, answerTooLarge, notFound, methodNotAllowed, notAcceptable, gone, badRange,
		internalFault, overloaded, tookTooLong, noRelease,
	}
}

// problem is a failure as clients see it (RFC 9457).
type problem struct {
	Type     string           `json:"type" format:"uri-reference" doc:"Address of a page on this kind of problem."`
	Title    string           `json:"title" doc:"The kind of problem in a few words; always the same for one type."`
	Status   int              `json:"status" doc:"The HTTP status."`
	Detail   string           `json:"detail" doc:"What went wrong this time."`
	Instance string           `json:"instance" format:"uri-reference" doc:"The path that was asked for, or for an internal error the number under which it was noted."`
	Errors   []parameterFault `json:"errors,omitempty" doc:"The parameters at fault."`
	kind     problemKind
}

// parameterFault says what is wrong with one parameter.
type parameterFault struct {
	Parameter string `json:"parameter" doc:"The parameter as it was given."`
	Value     string `json:"value,omitempty" doc:"Its value; left out when the parameter itself is at fault."`
	Reason    string `json:"reason" doc:"What is wrong with it."`
	Allowed   string `json:"allowed" doc:"What is allowed."`
}

func (p *problem) Error() string { return p.Detail }

func newProblem(kind problemKind, detail string) *problem {
	return &problem{kind: kind, Detail: detail}
}

func invalidParameters(faults []parameterFault) *problem {
	p := newProblem(invalidParameter, "the query has a parameter that cannot be used")
	if len(faults) > 1 {
		p.Detail = fmt.Sprintf("the query has %d parameters that cannot be used", len(faults))
	}
	p.Errors = faults
	return p
}

// asProblem decides what clients see of an error: the kinds that they can do something about, with words made here;
// of everything else only a number, under which the cause is in the log without the values that were asked for.
func (s *service) asProblem(ctx context.Context, err error, a about) *problem {
	var known *problem
	var invalid *record.InvalidError
	var replaced *shelf.ReplacedError
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &invalid):
		return invalidParameters([]parameterFault{{
			Parameter: invalid.Param, Value: shorten(invalid.Got), Reason: "cannot be used here",
			Allowed: invalid.Want,
		}})
	case errors.Is(err, record.ErrTooLarge):
		return newProblem(answerTooLarge, "the answer would hold too many cells: ask for fewer companies or a shorter time, or take "+a.file)
	case errors.Is(err, record.ErrNotFound) && errors.Is(err, record.ErrCompanyID):
		return newProblem(notFound, "there is no such "+a.noun+"; "+record.ErrCompanyID.Error())
	case errors.Is(err, record.ErrNotFound):
		return newProblem(notFound, "there is no such "+a.noun)
	case errors.As(err, &replaced):
		return newProblem(gone, "release "+replaced.Old+" was withdrawn; release "+replaced.New+" has taken its place")
	case errors.Is(err, record.ErrGone):
		return newProblem(gone, "this "+a.noun+" was withdrawn")
	case errors.Is(err, context.DeadlineExceeded):
		s.log.WarnContext(ctx, "question timed out", slog.String("operation", a.operation))
		return newProblem(tookTooLong, "the question took longer than "+answerTime.String())
	}
	id := "urn:uuid:" + newUUID()
	s.log.ErrorContext(ctx, "request failed", slog.String("id", id), slog.String("operation", a.operation), slog.String("cause",
		a.withoutValues(err.Error())))
	p := newProblem(internalFault, "the service failed; it was noted")
	p.Instance = id
	return p
}

// about is what an error's text may say of the request that caused it.
type about struct {
	operation string // the operation's id
	noun      string // what the path names: company, list, release …
	file      string // where the whole of the data is
	values    values
	segments  []string // the path's variable parts
}

// withoutValues takes what the client sent out of a text.
func (a about) withoutValues(cause string) string {
	for _, name := range a.values.names() {
		if name == "limit" || name == "page" {
			continue
		}
		for _, value := range a.values.list(name) {
			cause = strings.ReplaceAll(cause, value, "…")
		}
		cause = strings.ReplaceAll(cause, a.values[name], "…")
	}
	for _, segment := range a.segments {
		if segment != "" {
			cause = strings.ReplaceAll(cause, segment, "…")
		}
	}
	return cause
}

// fail answers with a problem. It writes nothing when the client has gone.
func (s *service) fail(w http.ResponseWriter, r *http.Request, err error, a about) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return
	}
	p := *s.asProblem(r.Context(), err, a)
	p.Type, p.Title, p.Status = s.base+"/problems/"+p.kind.slug, p.kind.title, p.kind.status
	if p.Instance == "" {
		p.Instance = r.URL.EscapedPath()
	}
	body, err := json.Marshal(p)
	if err != nil {
		s.log.ErrorContext(r.Context(), "problem not written", slog.String("cause", err.Error()))
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	h := w.Header()
	for _, name := range []string{
		"Etag", "Link", "Content-Encoding", "Content-Length", "Content-Disposition", "Last-Modified",
		"Accept-Ranges",
	} {
		h.Del(name)
	}
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	if p.Status == http.StatusServiceUnavailable {
		h.Set("Retry-After", "2")
	}
	w.WriteHeader(p.Status)
	if r.Method != http.MethodHead {
		s.send(r.Context(), w, body)
	}
}

// newUUID returns a random UUID (RFC 9562, version 4).
func newUUID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
