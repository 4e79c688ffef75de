// Package header holds what the readers of tables agree on about column names.
package header

import (
	"errors"
	"fmt"
	"strings"

	"tvistdata/etl/source"
)

// Names gives the column names of a header row: cleaned, and without the unnamed columns at
// its end. It refuses a row without any name, and two columns of the same name (after Fold). known may be nil.
func Names(cells []string, known func(string) bool) ([]string, error) {
	names := make([]string, len(cells))
	named := 0
	for i, c := range cells {
		if names[i] = clean(c); names[i] != "" {
			named = i + 1
		}
	}
	if named == 0 {
		return nil, errors.New("expected column names, found none")
	}
	names = names[:named:named]
	first := make(map[string]int, named)
	for i, n := range names {
		if n == "" {
			continue
		}
		if j, twice := first[Fold(n)]; twice {
			return nil, fmt.Errorf("expected every column once, but columns %d and %d are both %s", j+1, i+1, Quote(n, known))
		}
		first[Fold(n)] = i
	}
	return names, nil
}

// clean returns a name as it is compared.
func clean(name string) string {
	name, _ = source.Clean(name)
	return name
}

// Known counts the cells that are known column names; a nil known knows none.
func Known(cells []string, known func(string) bool) int {
	n := 0
	for _, c := range cells {
		if c = clean(c); known != nil && c != "" && known(c) {
			n++
		}
	}
	return n
}

// Quote returns a name in quotes when it is a known column name. What else is in a header row may be a person's
// name, so of that it returns the shape.
func Quote(name string, known func(string) bool) string {
	if known != nil && known(name) {
		return fmt.Sprintf("%q", name)
	}
	return "of the shape " + fmt.Sprintf("%q", source.Shape(name))
}

// Fold makes names that differ only in case, white space or what Clean mends the same.
func Fold(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(clean(name)), " "))
}
