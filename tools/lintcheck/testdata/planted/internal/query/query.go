// Package query may use DuckDB, and knows nothing of HTTP.
package query

import (
	_ "net/http" // want depguard `only api, cmd and bench know about HTTP`

	"github.com/duckdb/duckdb-go/v2"
)

// Version uses the import.
const Version = duckdb.Version
