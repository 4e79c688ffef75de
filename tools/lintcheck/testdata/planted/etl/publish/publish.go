// Package publish imports what serves and queries releases.
package publish

import (
	_ "net/http" // want depguard `etl reads files it is given`

	"github.com/danielgtaylor/huma/v2" // want depguard `no HTTP server in etl`

	_ "tvistdata/internal/list"  // planted
	_ "tvistdata/internal/query" // want depguard `etl writes releases`
)

// Version uses the import.
const Version = huma.Version
