package api_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestMatch(t *testing.T) {
	s := newService(t)
	post := func(method, path, kind, body string) *httptest.ResponseRecorder {
		w, r := httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
		r.Header.Set("Content-Type", kind)
		s.ServeHTTP(w, r)
		return w
	}
	w := post(http.MethodPost, "/v1/match", "application/json", `{"names": [{"org_number": "442567-0009"}, {"name": "Anna Ek", "org_number": "811218-9876"}]}`)
	if w.Code != http.StatusOK || w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("Etag") != "" {
		t.Errorf("status %d, %v", w.Code, w.Header())
	}
	if b := w.Body.String(); !strings.Contains(b, `"at":1,"company_id":"se-4425670009","candidates"`) || !strings.Contains(b, `"at":2,"company_id":null,"why":"unknown"`) {
		t.Errorf("got %s", b)
	}
	for _, c := range []struct {
		method, path, kind, body string
		status                   int
	}{
		{http.MethodGet, "/v1/match", "", "", http.StatusMethodNotAllowed},
		{http.MethodPost, "/v1/match?q=Anna+Ek", "application/json", `{"names": [{"name": "Anna Ek"}]}`, http.StatusBadRequest},
		{http.MethodPost, "/v1/match", "text/plain", `{"names": [{"name": "Anna Ek"}]}`, http.StatusBadRequest},
		{http.MethodPost, "/v1/match", "application/json", `{"names": []}`, http.StatusBadRequest},
		{http.MethodPost, "/v1/match", "application/json", `{"nams": [{"name": "Anna Ek 811218-9876"}]}`, http.StatusBadRequest},
		{http.MethodPost, "/v1/match", "application/json", `{"names": [` + strings.Repeat(`{"name":"Anna Ek"},`, 100) + `{"name":"Anna Ek"}]}`, http.StatusBadRequest},
		{http.MethodPost, "/v1/match", "application/json", `{"names": [{"name": "` + strings.Repeat("Anna Ek", 20_000) + `"}]}`, http.StatusBadRequest},
	} {
		w := post(c.method, c.path, c.kind, c.body)
		if w.Code != c.status || strings.Contains(w.Body.String(), "Anna") || strings.Contains(w.Body.String(), "811218") {
			t.Errorf("%s %s: status %d, want %d: %s", c.method, c.path, w.Code, c.status, w.Body)
		}
	}
	if s.log.String() != "" {
		t.Errorf("questions were logged: %s", s.log)
	}
}
