// Package record imports more than the standard library.
package record

import (
	"errors"

	"tvistdata/internal/coverage" // want depguard `not allowed from list 'record'`
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

// Covered uses the import.
const Covered = coverage.Covered
