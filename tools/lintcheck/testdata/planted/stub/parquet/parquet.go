// Package parquet stands in for the real one.
package parquet

// Version is something to use.
const Version = "planted"
