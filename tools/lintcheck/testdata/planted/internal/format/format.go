// Package format is out of order in two ways.
package format

import ( // want gci `not properly formatted` gofumpt `not properly formatted`
	"tvistdata/internal/coverage"
	"fmt"
)

// Print prints.
func Print() string { return fmt.Sprint(coverage.Covered) }
