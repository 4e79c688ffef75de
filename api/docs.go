package api

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/swaggest/swgui"
	"github.com/swaggest/swgui/v5emb"
)

// mountDocs serves the documentation, all of it from the program itself.
func (s *service) mountDocs(title string) {
	// The page asks the contract's server when somebody tries a question out.
	policy := "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src " +
		strings.TrimSpace("'self' "+s.base) + "; frame-ancestors 'none'"
	below := "" // the path that the service has on its host; what the page loads comes from wherever the page did
	if u, err := url.Parse(s.base); err == nil {
		below = u.EscapedPath()
	}
	docs := v5emb.NewHandlerWithConfig(swgui.Config{
		Title: title, SwaggerJSON: below + "/openapi.json", BasePath: below + "/docs/", InternalBasePath: "/docs/",
	})
	s.mux.HandleFunc("GET /docs/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		docs.ServeHTTP(w, r)
	})
}
