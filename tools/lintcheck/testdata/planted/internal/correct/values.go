package correct

import (
	"fmt"
	"io"
	"strings"

	"tvistdata/internal/record"
)

// Name forgets a state.
func Name(s record.State) string {
	switch s { // want exhaustive `missing cases in expression switch: record.Unreadable`
	case record.Missing:
		return "missing"
	case record.Read:
		return "read"
	}
	return ""
}

// Copies copies a variable that needs no copy.
func Copies(xs []int) []func() int {
	var out []func() int
	for _, x := range xs {
		x := x // want copyloopvar `can be deleted` modernize `unneeded`
		out = append(out, func() int { return x })
	}
	return out
}

// Format prints a number as text.
func Format(w io.Writer) {
	fmt.Fprintf(w, "%d", "one") // want govet `wrong type string` staticcheck `SA5009`
}

// Twice assigns for nothing.
func Twice(n int) int {
	m := n * 2 // want ineffassign `ineffectual assignment` wastedassign `assigned to m, but reassigned` staticcheck `never used`
	m = n * 3
	return m
}

// Zeros starts with zeros that nobody asked for.
func Zeros(n int) []int {
	out := make([]int, n)
	return append(out, 1) // want makezero `append to slice`
}

// Cut compares in a costly way.
func Cut(s string) bool {
	return strings.Index(s, "x") != -1 // want staticcheck `strings.Contains`
}

func forgotten() {} // want unused `func forgotten is unused`
