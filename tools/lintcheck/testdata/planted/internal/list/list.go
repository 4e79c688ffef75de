// Package list imports more than internal/record.
package list

import (
	_ "database/sql" // want depguard `SQL lives in internal/query`
	_ "net/http"     // want depguard `only api knows about HTTP`

	_ "github.com/parquet-go/parquet-go" // want depguard `only internal/columnar and internal/release import parquet-go`

	_ "tvistdata/internal/coverage" // want depguard `build on internal/record alone`
	_ "tvistdata/internal/record"
)
