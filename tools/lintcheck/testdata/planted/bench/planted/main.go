// Command planted does what only a main package may, and uses DuckDB beside it.
package main

import (
	"os"

	"github.com/duckdb/duckdb-go/v2"
)

func main() {
	os.Exit(len(duckdb.Version))
}
