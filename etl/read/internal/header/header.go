// Package header holds what the readers of tables agree on about column names.
package header

import (
	"errors"
	"fmt"
	"strings"

	"tvistdata/etl/source"
)

// Names returns the column names of a header row: cleaned, and without the unnamed columns at
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

// Numbered returns names for so many columns that have none: Column 1, Column 2 and so on.
func Numbered(columns int) []string {
	names := make([]string, columns)
	for i := range names {
		names[i] = fmt.Sprintf("Column %d", i+1)
	}
	return names
}

// Joined adds a line of a header of several lines to the names so far: the parts of a name have a blank between them. A part that
// is there twice in a row, because its cell reaches over both lines, counts once.
func Joined(names, line []string) []string {
	for len(names) < len(line) {
		names = append(names, "")
	}
	for i, part := range line {
		if part = strings.TrimSpace(part); part != "" && !strings.HasSuffix(" "+names[i], " "+part) {
			names[i] = strings.TrimSpace(names[i] + " " + part)
		}
	}
	return names
}

// LikeRow reports whether a line above some column names looks like a row of their table: there are three names or more, more
// than half of which would have something, and digits are in two cells or more.
func LikeRow(cells []string, names int) bool {
	filled, digits := 0, 0
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			filled++
		}
		if strings.ContainsAny(c, "0123456789") {
			digits++
		}
	}
	return names >= 3 && filled*2 > names && digits >= 2
}
