// Package stats imports more than the standard library and gonum.
package stats

import "tvistdata/internal/coverage" // want depguard `not allowed from list 'stats'`

// Covered uses the import.
const Covered = coverage.Covered
