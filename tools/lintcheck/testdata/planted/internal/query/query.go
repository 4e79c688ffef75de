// Package query may use DuckDB, and nothing that comes before a release or after an answer.
package query

import (
	_ "net/http" // want depguard `queries do not know about HTTP`

	"github.com/duckdb/duckdb-go/v2"

	_ "tvistdata/internal/list" // want depguard `queries see releases, never raw rows`
)

// Version uses the import.
const Version = duckdb.Version
