package api_test

import (
	"net/http"
	"strings"
	"testing"

	"tvistdata/internal/shelf"
)

// TestAWithdrawnRelease: questions to it go on to the release that took its place, its files are gone.
func TestAWithdrawnRelease(t *testing.T) {
	s := newService(t)
	s.releases.err = &shelf.ReplacedError{Replacement: shelf.Replacement{Old: first, New: second}}
	for path, want := range map[string]string{
		"/v1/counts?list=arn-cases&release=" + first + "&group_by=company,period&period=year": "/v1/counts?list=arn-cases&release=" + second + "&group_by=company,period&period=year",
		"/v1/companies/" + firm + "?release=" + first:                                         "/v1/companies/" + firm + "?release=" + second,
		"/v1/records?release=" + first + "&list=arn-cases&format=csv":                         "/v1/records?release=" + second + "&list=arn-cases&format=csv",
		"/v1/releases/" + first: "/v1/releases/" + second,
	} {
		w := s.get(t, path)
		if w.Code != http.StatusPermanentRedirect || w.Header().Get("Location") != base+want || w.Body.Len() > 0 {
			t.Errorf("%s: status %d to %q, expected 308 to %q: %s", path, w.Code, w.Header().Get("Location"), base+want, w.Body)
		}
	}
	for _, name := range []string{"disputes.parquet", "manifest.json"} {
		w := s.get(t, "/v1/releases/"+first+"/files/"+name)
		if w.Code != http.StatusGone || w.Header().Get("Content-Type") != "application/problem+json" || !strings.Contains(w.Body.String(), second) {
			t.Errorf("%s: status %d, %s", name, w.Code, w.Body)
		}
	}
	if s.log.String() != "" {
		t.Errorf("it was logged: %s", s.log)
	}
}
