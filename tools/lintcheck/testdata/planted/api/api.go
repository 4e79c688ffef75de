// Package api may use huma, and knows no SQL.
package api

import (
	_ "database/sql" // want depguard `SQL lives in internal/query`

	"github.com/danielgtaylor/huma/v2"
)

// Version uses the import.
const Version = huma.Version
