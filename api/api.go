// Package api is the HTTP service: parameters in, answers and problems out. It asks internal/answer for everything
// that a release holds, and knows nothing else.
package api

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/maypok86/otter/v2"

	"tvistdata/internal/answer"
	"tvistdata/internal/shelf"
)

// ContractVersion is the version of the contract that openapi.yaml states. What breaks a client makes a new major
// version under a path of its own.
const ContractVersion = "1.1.0"

// answerTime is how long one question may take.
const answerTime = 10 * time.Second

// Config is what the service needs to run.
type Config struct {
	Releases answer.Releases // required
	Files    Files           // required
	BaseURL  string          // https://host of the service; "" makes every address in answers relative
	Version  string          // of the program
	Released string          // date of the program's version, such as 2026-11-23
	Logger   *slog.Logger    // required; gets failures, never a query, an address or a cell
	Proxies  *Proxies        // trusted to say whom they ask for; nil for none
	// PerClient is how many requests of one client behind a trusted proxy may be under way; 0 for any number.
	PerClient int
}

// Files is the folder of releases, for the resources that list releases and send their files.
type Files interface {
	// List returns the releases that can be asked for, the latest build first.
	List() ([]shelf.Entry, error)
	// OpenFile opens a file of a release. It is called only for manifest.json and for names that it lists.
	OpenFile(release, name string) (io.ReadSeekCloser, error)
}

// service answers requests.
type service struct {
	releases answer.Releases
	files    Files
	base     string // before every address in answers
	version  string
	released string
	log      *slog.Logger
	mux      *http.ServeMux
	cache    *otter.Cache[target, kept]
	flights  flights
	gate     gate
	askers   askers
}

var errPanicked = errors.New("the request that this one waited for panicked")

// New makes the service. Its handler answers GET, HEAD and OPTIONS, and POST to /match.
func New(c Config) (http.Handler, error) {
	if c.Releases == nil || c.Files == nil || c.Logger == nil {
		return nil, errors.New("api: Releases, Files and Logger are required")
	}
	base, err := checkBase(c.BaseURL)
	if err != nil {
		return nil, err
	}
	s := &service{
		releases: c.Releases, files: c.Files, base: base, version: c.Version, released: c.Released,
		log: c.Logger, flights: flights{byID: map[string]*flight{}}, gate: newGate(),
		askers: askers{proxies: c.Proxies, most: c.PerClient, underWay: map[string]int{}},
	}
	if s.cache, err = newCache(); err != nil {
		return nil, err
	}
	s.mountContract(s.routes())
	return s, nil
}

// Spec returns the contract as OpenAPI 3.1 in YAML, the same bytes every time.
func Spec() ([]byte, error) {
	s := &service{base: exampleBase}
	return contractYAML(s.routes())
}

func checkBase(base string) (string, error) {
	u, err := url.Parse(base)
	if err != nil || base != "" && (u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" ||
		u.Fragment != "" || u.User != nil) {
		return "", fmt.Errorf("api: base URL %q is not an address such as https://host", base)
	}
	return strings.TrimSuffix(base, "/"), nil
}

// routes mounts every resource and returns the contract.
func (s *service) routes() *huma.OpenAPI {
	s.mux = http.NewServeMux()
	contract := humago.NewWithPrefix(s.mux, prefix, s.contractConfig())
	describeShared(contract.OpenAPI())
	for _, res := range s.resources() {
		op := res.operation(contract.OpenAPI())
		contract.OpenAPI().AddOperation(op)
		contract.Adapter().Handle(op, func(c huma.Context) {
			r, w := humago.Unwrap(c)
			s.serve(res, w, r)
		})
	}
	contract.OpenAPI().AddOperation(matchOperation(contract.OpenAPI()))
	allowNull(contract.OpenAPI())
	s.mountRest()
	return contract.OpenAPI()
}

// resources lists everything under /v1, in the order of the contract.
func (s *service) resources() []*resource {
	return []*resource{
		counts(), rankings(), surges(), records(), figures(), aggregates(),
		companies(), company(), summary(), brands(),
		lists(), oneList(), departments(), notes(), statements(),
		s.releaseList(), oneRelease(), s.releaseFile(),
		s.apiInfo(), s.limits(),
	}
}
