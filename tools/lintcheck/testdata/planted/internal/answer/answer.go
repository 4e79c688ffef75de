// Package answer reaches past its Store.
package answer

import (
	_ "database/sql" // want depguard `answers do not know about SQL`
	_ "net/http"     // want depguard `answers do not know about HTTP`

	"github.com/duckdb/duckdb-go/v2" // want depguard `only internal/query imports DuckDB`

	_ "tvistdata/internal/query" // want depguard `answer asks through answer.Store`
)

// Version uses the import.
const Version = duckdb.Version
