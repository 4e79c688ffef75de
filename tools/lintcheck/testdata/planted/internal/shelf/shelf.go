// Package shelf imports a package that builds releases.
package shelf

import (
	_ "tvistdata/etl/publish" // want depguard `a shelf knows releases`
	_ "tvistdata/internal/record"
)
