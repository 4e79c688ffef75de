// Package errors stands in for the real one.
package errors

// Version is something to use.
const Version = "planted"
