// Package record imports more than the standard library.
package record

import (
	"errors"

	"github.com/parquet-go/parquet-go" // want depguard `not allowed from list 'record'` depguard `only internal/columnar and internal/release import parquet-go`
)

// State is an enumeration.
type State uint8

// The states.
const (
	Missing State = iota
	Read
	Unreadable
)

// ErrNotFound is a package's variable.
var ErrNotFound = errors.New("not found")

// Version uses the import.
const Version = parquet.Version
