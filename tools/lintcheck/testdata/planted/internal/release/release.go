// Package release may use parquet-go, but knows nobody who uses releases.
package release

import (
	"github.com/parquet-go/parquet-go"

	_ "tvistdata/internal/query" // want depguard `build on internal/record alone`
)

// Version uses the import.
const Version = parquet.Version
