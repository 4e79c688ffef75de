package correct

import (
	_ "io/ioutil" // want depguard `use io and os` staticcheck `ioutil`
	"log"         // want depguard `use log/slog`
	"math/rand"   // want depguard `use math/rand/v2`
	"net/http"    // want depguard `only api, cmd and bench know about HTTP`
	"os"
	"time"

	"github.com/pkg/errors" // want depguard `use errors and fmt`
)

// Forbidden does what only a main package, or nobody, may.
func Forbidden(w http.ResponseWriter) string {
	http.Error(w, errors.Version, http.StatusNotFound) // want forbidigo `api turns it into problem\+json`
	_ = http.DefaultClient                             // want forbidigo `use the client you were given`
	_ = time.Now()                                     // want forbidigo `take a clock`
	if rand.Int() > 1 {
		log.Fatal("no") // want forbidigo `only main exits`
	}
	return os.Getenv("HOME") // want forbidigo `only cmd reads the environment`
}

func init() {} // want gochecknoinits `don't use .init. function`
