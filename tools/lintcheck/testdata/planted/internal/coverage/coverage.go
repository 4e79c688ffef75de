// Package coverage is something to import.
package coverage

// Covered is something to use.
const Covered = "covered"
