// Package api reaches past internal/answer.
package api

import (
	_ "database/sql" // want depguard `api knows no SQL`

	_ "tvistdata/etl/publish" // want depguard `api and etl meet only in a release`
	_ "tvistdata/internal/answer"
)

// Planted is something to use.
const Planted = "planted"
