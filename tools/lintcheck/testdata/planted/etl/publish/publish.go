// Package publish imports what serves releases.
package publish

import (
	_ "net/http" // want depguard `only api, cmd and bench know about HTTP`

	"github.com/danielgtaylor/huma/v2" // want depguard `only api imports huma`
)

// Version uses the import.
const Version = huma.Version
