// Package duckdb stands in for the real one.
package duckdb

// Version is something to use.
const Version = "planted"
