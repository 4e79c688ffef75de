// Package coverage is imported by a package that may not.
package coverage

// Covered is something to use.
const Covered = "covered"
