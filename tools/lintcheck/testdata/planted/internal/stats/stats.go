// Package stats imports more than the standard library and gonum.
package stats

import "github.com/parquet-go/parquet-go" // want depguard `not allowed from list 'stats'` depguard `only internal/columnar and internal/release import parquet-go`

// Version uses the import.
const Version = parquet.Version
