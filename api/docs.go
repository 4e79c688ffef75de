package api

import (
	"net/http"
	"strings"

	"github.com/swaggest/swgui"
	"github.com/swaggest/swgui/v5emb"
)

// mountDocs serves the documentation, all of it from the program itself.
func (s *service) mountDocs(title string) {
	// The page asks the contract's server when somebody tries a question out.
	policy := "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src " +
		strings.TrimSpace("'self' "+s.base) + "; frame-ancestors 'none'"
	docs := v5emb.NewHandlerWithConfig(swgui.Config{
		Title: title, SwaggerJSON: s.base + "/openapi.json", BasePath: s.base + "/docs/", InternalBasePath: "/docs/",
	})
	s.mux.HandleFunc("GET /docs/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		docs.ServeHTTP(w, r)
	})
}
