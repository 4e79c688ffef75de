// Package huma stands in for the real one.
package huma

// Version is something to use.
const Version = "planted"
