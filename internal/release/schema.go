package release

import (
	"fmt"
	"slices"

	"tvistdata/internal/columnar"
	"tvistdata/internal/schema"
)

// fit checks columns against the table and returns them as they are to be written: nullable where the table says so,
// whether or not a null is in them.
func fit(t schema.Table, cols []columnar.Column) ([]columnar.Column, error) {
	if len(cols) != len(t.Fields) {
		return nil, fmt.Errorf("%s: %d columns, expected %d", t.Name, len(cols), len(t.Fields))
	}
	out := slices.Clone(cols)
	for i, f := range t.Fields {
		c := out[i]
		switch {
		case c.Name() != f.Name:
			return nil, fmt.Errorf("%s: column %d is %q, expected %q", t.Name, i+1, c.Name(), f.Name)
		case c.Type() != f.Type:
			return nil, fmt.Errorf("%s: column %s holds %s, expected %s", t.Name, f.Name, c.Type(), f.Type)
		case c.Optional() && !f.Nullable:
			return nil, fmt.Errorf("%s: column %s may not hold nulls", t.Name, f.Name)
		}
		out[i] = c.Nullable(f.Nullable)
	}
	return out, nil
}
