package api_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"

	"tvistdata/internal/record"
)

func discard() *slog.Logger { return slog.New(slog.DiscardHandler) }

type problem struct {
	Type, Title, Detail, Instance string
	Status                        int
	Errors                        []struct{ Parameter, Value, Reason, Allowed string }
}

// problemOf reads a problem and checks what all of them have.
func problemOf(t *testing.T, w *httptest.ResponseRecorder) problem {
	t.Helper()
	var p problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatalf("%v: %s", err, w.Body)
	}
	h := w.Header()
	if h.Get("Content-Type") != "application/problem+json" || h.Get("Cache-Control") != "no-store" ||
		h.Get("Access-Control-Allow-Origin") != "*" || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Etag") != "" {
		t.Errorf("headers of a problem: %v", h)
	}
	if p.Status != w.Code || p.Type == "" || p.Title == "" || p.Detail == "" || p.Instance == "" {
		t.Errorf("status %d with %+v", w.Code, p)
	}
	return p
}

func TestBadParameters(t *testing.T) {
	s := newService(t)
	for _, c := range []struct{ path, parameter, value, reason, allowed string }{
		{"/v1/counts", "list", "", "missing", "identifier|characters"},
		{"/v1/counts?list=arn-cases&list=arn-cases", "list", "arn-cases", "more than once", ""},
		{"/v1/counts?list=", "list", "", "empty", ""},
		{"/v1/counts?list=%20", "list", "", "empty", ""},
		{"/v1/counts?list=nothing", "list", "nothing", "", "arn-cases"},
		{"/v1/counts?list=Arn%20Cases", "list", "Arn Cases", "not an identifier", ""},
		{"/v1/counts?list=arn-cases&gruop_by=company", "gruop_by", "", "did you mean group_by", "group_by"},
		{"/v1/counts?list=arn-cases&LIST=x", "LIST", "", "unknown", "list"},
		{"/v1/counts?list=arn-cases&group_by=compny", "group_by", "compny", "did you mean company", "any of company"},
		{"/v1/counts?list=arn-cases&group_by=company,", "group_by", "", "not a value", "any of company"},
		{"/v1/counts?list=arn-cases&company=se-1&company=se-2", "company", "se-2", "commas between", ""},
		{"/v1/counts?list=arn-cases&company=se-0000000000", "company", "se-0000000000", "", ""},
		{"/v1/counts?list=arn-cases&company=" + strings.Repeat("a,", 50) + "a", "company", "", "51 values", "up to 50"},
		{"/v1/counts?list=arn-cases&measure=receved", "measure", "receved", "did you mean received", "one of received"},
		{"/v1/counts?list=arn-cases&group_by=period&period=week", "period", "week", "", "one of year, half, quarter, month"},
		{"/v1/counts?list=arn-cases&period=year", "period", "year", "", "group_by"},
		{"/v1/counts?list=arn-cases&from=2023-13-01", "from", "2023-13-01", "not a date", "2023-12-15"},
		{"/v1/counts?list=arn-cases&from=2023-02-29", "from", "2023-02-29", "not a date", ""},
		{"/v1/counts?list=arn-cases&to=20231215", "to", "20231215", "not a date", ""},
		{"/v1/counts?list=arn-cases&from=2023-02-01&to=2022-01-01", "from", "2023-02-01", "", ""},
		{"/v1/counts?list=arn-cases&department=bnak", "department", "bnak", "", "bank"},
		{"/v1/counts?list=arn-cases&outcome=bifall", "outcome", "bifall", "", ""},
		{"/v1/counts?list=arn-cases&format=xml", "format", "xml", "not a value", "one of json, csv"},
		{"/v1/counts?list=arn-cases&release=", "release", "", "empty", ""},
		{"/v1/counts?list=arn-cases&limit=20", "limit", "", "unknown", ""},
		{"/v1/counts?list=arn-cases&q=%zz", "", "", "cannot be read", "percent-encoded"},
		{"/v1/counts?list=arn-cases;measure=won", "", "", "cannot be read", ""},
		{"/v1/records?list=arn-cases&limit=0", "limit", "0", "range", "from 1 to 1000"},
		{"/v1/records?list=arn-cases&limit=1001", "limit", "1001", "range", ""},
		{"/v1/records?list=arn-cases&limit=ten", "limit", "ten", "range", ""},
		{"/v1/records?list=arn-cases&page=0", "page", "0", "range", ""},
		{"/v1/records?list=arn-cases&page=1e3", "page", "1e3", "range", ""},
		{"/v1/records?list=arn-cases&page=99999999999999999999", "page", "99999999999999999999", "range", ""},
		{"/v1/records?list=published-figures", "list", "published-figures", "", "arn-cases"},
		{"/v1/counts?list=svarta-listan", "list", "svarta-listan", "", `/records\?list=svarta-listan`},
		{"/v1/companies?q=%FF", "q", "�", "not a text", "1 to 200"},
		{"/v1/companies?q=a%00b", "q", "a\x00b", "not a text", ""},
		{"/v1/companies?q=" + strings.Repeat("a", 201), "q", strings.Repeat("a", 80) + "…", "not a text", ""},
		{"/v1/figures?companyaswritten=Klarna", "companyaswritten", "", "did you mean company_as_written", ""},
		{"/v1/departments?list=arn", "list", "arn", "", "arn-cases"},
		{"/v1/notes?list=arn", "list", "arn", "", "arn-cases"},
		{"/v1/lists?x=1", "x", "", "unknown", "limit"},
		{"/v1/companies/" + firm + "?format=csv", "format", "", "unknown", ""},
		{"/v1/releases?page=1", "page", "", "unknown", ""},
		{"/v1/releases/" + first + "?release=latest", "release", "", "unknown", ""},
		{"/v1/releases/" + first + "/files/disputes.parquet?x=1", "x", "", "unknown", ""},
		{"/v1/api-info?x=1", "x", "", "unknown", ""},
	} {
		t.Run(c.path, func(t *testing.T) {
			before := s.store.asked.Load()
			w := s.get(t, c.path)
			p := problemOf(t, w)
			if w.Code != http.StatusBadRequest || p.Type != base+"/problems/invalid-parameter" || len(p.Errors) != 1 {
				t.Fatalf("status %d: %+v", w.Code, p)
			}
			e := p.Errors[0]
			if e.Parameter != c.parameter || e.Value != c.value || !strings.Contains(e.Reason, c.reason) || !regexp.MustCompile(c.allowed).MatchString(e.Allowed) || e.Allowed == "" {
				t.Errorf("%+v", e)
			}
			if got := s.store.asked.Load() - before; got > 1 {
				t.Errorf("%d questions were put to the release", got)
			}
		})
	}
	t.Run("all at once", func(t *testing.T) {
		p := problemOf(t, s.get(t, "/v1/counts?list=&spam=1&measure=x&from=y"))
		if len(p.Errors) != 4 || !strings.Contains(p.Detail, "4") {
			t.Errorf("%+v", p)
		}
	})
}

func TestNothingThere(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for path, detail := range map[string]string{
		"/v1/nothing":                                      "nothing has this address",
		"/v1/counts/":                                      "nothing has this address",
		"/v2/counts":                                       "nothing has this address",
		"/v1/companies/se-0000000000":                      "no such company",
		"/v1/companies/..%2f..%2fetc":                      "no such company",
		"/v1/lists/nothing":                                "no such list",
		"/v1/releases/r-ffffffffffffffff":                  "no such release",
		"/v1/counts?list=arn-cases&release=r-ffff":         "no such release",
		"/v1/releases/" + first + "/files/record.key":      "no such file",
		"/v1/releases/" + first + "/files/..%2fcurrent":    "no such file",
		"/v1/releases/r-ffff/files/disputes.parquet":       "no such release",
		"/v1/releases/" + first + "/files/figures.parquet": "no such file",
	} {
		w := s.get(t, path)
		p := problemOf(t, w)
		if w.Code != http.StatusNotFound || !strings.Contains(p.Detail, detail) {
			t.Errorf("%s: status %d, %s", path, w.Code, p.Detail)
		}
		if strings.Contains(p.Instance, "?") {
			t.Errorf("the instance %s repeats the query", p.Instance)
		}
	}
	if s.files.opened.Load() != 0 {
		t.Error("a file that the manifest does not list was opened")
	}
}

func TestMethodsAndFormatsThatAreNotThere(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, "BREW"} {
		w := s.do(t, method, "/v1/counts?list=arn-cases")
		problemOf(t, w)
		if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD, OPTIONS" {
			t.Errorf("%s: status %d, allow %q", method, w.Code, w.Header().Get("Allow"))
		}
	}
	for accept, want := range map[string]int{
		"": 200, "*/*": 200, "application/json": 200, "application/*": 200, "text/csv": 200, "text/html, */*;q=0.1": 200,
		"text/html": 406, "application/json;q=0": 406, "image/*": 406, "text/csv;q=0, application/json;q=0, */*": 406,
	} {
		if w := s.get(t, "/v1/counts?list=arn-cases", "Accept", accept); w.Code != want {
			t.Errorf("Accept %q: status %d, expected %d", accept, w.Code, want)
		}
	}
	if w := s.get(t, "/v1/counts?list=arn-cases", "Accept", "application/json;q=0.5, text/csv"); !strings.HasPrefix(w.Header().Get("Content-Type"), "text/csv") {
		t.Error("the better liked format was not chosen")
	}
	if w := s.get(t, "/v1/counts?list=arn-cases&format=json", "Accept", "text/html"); w.Code != http.StatusOK {
		t.Error("the parameter format does not go before Accept")
	}
}

// What went wrong inside reaches neither the client nor, as far as the client sent it, the log.
func TestErrorsDoNotLeak(t *testing.T) {
	for _, c := range []struct {
		name    string
		err     error
		status  int
		slug    string
		detail  string
		noticed bool
	}{
		{"unknown", errors.New("duckdb: /srv/secret/fact.db: cannot cast 'hemlig-fraga'"), 500, "internal", "", true},
		{"too large", fmt.Errorf("secret: %w", record.ErrTooLarge), 400, "answer-too-large", base + "/v1/releases/" + first + "/files/companies.parquet", false},
		{"not found", fmt.Errorf("secret: %w", record.ErrNotFound), 404, "not-found", "no such company", false},
		{"gone", fmt.Errorf("secret: %w", record.ErrGone), 410, "gone", "withdrawn", false},
		{"timeout", fmt.Errorf("secret: %w", context.DeadlineExceeded), 503, "timeout", "longer than 10s", true},
		{"invalid", fmt.Errorf("secret: %w", &record.InvalidError{Param: "q", Got: "hemlig-fraga", Want: "something else"}), 400, "invalid-parameter", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newService(t)
			s.store.hook = func(context.Context) error { return c.err }
			w := s.get(t, "/v1/companies?q=hemlig-fraga")
			p := problemOf(t, w)
			if w.Code != c.status || p.Type != base+"/problems/"+c.slug || !strings.Contains(p.Detail, c.detail) {
				t.Errorf("status %d: %+v", w.Code, p)
			}
			if strings.Contains(w.Body.String(), "secret") || strings.Contains(w.Body.String(), "duckdb") {
				t.Errorf("the answer leaks: %s", w.Body)
			}
			if (w.Header().Get("Retry-After") != "") != (c.status == 503) {
				t.Errorf("Retry-After %q", w.Header().Get("Retry-After"))
			}
			log := s.log.String()
			if strings.Contains(log, "hemlig") || strings.Contains(log, "192.0.2.1") || (log != "") != c.noticed {
				t.Errorf("log: %s", log)
			}
			if c.slug == "internal" && (!strings.HasPrefix(p.Instance, "urn:uuid:") || !strings.Contains(log, p.Instance) || !strings.Contains(log, "duckdb")) {
				t.Errorf("instance %s, log %s", p.Instance, log)
			}
			s.store.hook = nil
			if w := s.get(t, "/v1/companies?q=hemlig-fraga"); w.Code != http.StatusOK {
				t.Errorf("a failure was kept: status %d", w.Code)
			}
		})
	}
}

func TestPanicBecomesAProblem(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.store.hook = func(context.Context) error { panic("cell of Anna") }
	w := s.get(t, "/v1/companies")
	if problemOf(t, w); w.Code != http.StatusInternalServerError {
		t.Errorf("status %d", w.Code)
	}
	if log := s.log.String(); strings.Contains(log, "Anna") || !strings.Contains(log, "panic") {
		t.Errorf("log: %s", log)
	}
	s.store.hook = nil
	if w := s.get(t, "/v1/companies"); w.Code != http.StatusOK {
		t.Errorf("after a panic: status %d", w.Code)
	}
}

func TestWithoutARelease(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.releases.promote("")
	w := s.get(t, "/v1/counts?list=arn-cases")
	if p := problemOf(t, w); w.Code != http.StatusServiceUnavailable || p.Type != base+"/problems/no-release" {
		t.Errorf("status %d: %+v", w.Code, p)
	}
	s.releases.err = errors.New("/srv/releases: permission denied")
	w = s.get(t, "/v1/counts?list=arn-cases")
	if p := problemOf(t, w); w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "/srv") {
		t.Errorf("status %d: %+v", w.Code, p)
	}
}

func TestEveryTypeOfProblemHasAPage(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for _, slug := range []string{"invalid-parameter", "answer-too-large", "not-found", "method-not-allowed", "not-acceptable", "gone", "range-not-satisfiable", "internal", "overloaded", "timeout", "no-release"} {
		if w := s.get(t, "/problems/"+slug); w.Code != http.StatusOK || w.Body.Len() < 20 {
			t.Errorf("%s: status %d", slug, w.Code)
		}
	}
}

// A question that never ends is given up after ten seconds.
func TestTimeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t)
		s.store.hook = func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
		w := s.get(t, "/v1/companies")
		if p := problemOf(t, w); w.Code != http.StatusServiceUnavailable || p.Type != base+"/problems/timeout" {
			t.Errorf("status %d: %+v", w.Code, p)
		}
	})
}
