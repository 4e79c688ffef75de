// Package release may use parquet-go.
package release

import "github.com/parquet-go/parquet-go"

// Version uses the import.
const Version = parquet.Version
