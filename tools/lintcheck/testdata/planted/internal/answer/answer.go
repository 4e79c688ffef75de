// Package answer reaches past its Store.
package answer

import "github.com/duckdb/duckdb-go/v2" // want depguard `only internal/query imports DuckDB`

// Version uses the import.
const Version = duckdb.Version
