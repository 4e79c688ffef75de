// Package releasetest helps to test what writes and reads releases: small releases of invented content, and a file
// system that fails when the test wants it to.
package releasetest

import (
	"fmt"
	"math"

	"tvistdata/internal/columnar"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// Columns returns columns of n rows for a file of a release, sorted as it must be. Another seed gives other values;
// nulls, zeros and empty text are among them.
func Columns(t schema.Table, n, seed int) []columnar.Column {
	out := make([]columnar.Column, len(t.Fields))
	for i, f := range t.Fields {
		out[i] = column(f, n, seed)
	}
	return out
}

func column(f schema.Field, n, seed int) columnar.Column {
	switch f.Type {
	case record.TextType:
		return columnar.Text(f.Name, func(i int) (string, bool) {
			if i == 0 {
				return "", !f.Nullable
			}
			return fmt.Sprintf("%s-%d-%06d", f.Name, seed, i), true
		}, n, f.Nullable)
	case record.DateType:
		dates := make([]record.Date, n)
		for i := range dates {
			dates[i] = record.Date(i + seed)
			if f.Nullable && i == 0 {
				dates[i] = record.NoDate
			}
		}
		return columnar.Dates(f.Name, dates, f.Nullable)
	case record.Integer:
		values := make([]int64, n)
		for i := range values {
			values[i] = int64(i * seed)
		}
		return columnar.Ints(f.Name, values, nulls(f, n))
	case record.Number:
		values := make([]float64, n)
		for i := range values {
			values[i] = math.Sqrt(float64(i * seed))
		}
		return columnar.Floats(f.Name, values, nulls(f, n))
	case record.Bool:
		return columnar.Bools(f.Name, func(i int) bool { return (i+seed)%3 == 0 }, n)
	}
	return columnar.Column{}
}

func nulls(f schema.Field, n int) []bool {
	if !f.Nullable {
		return nil
	}
	out := make([]bool, n)
	for i := range out {
		out[i] = i%4 == 0
	}
	return out
}

// Build writes a release of n rows a file.
func Build(files release.FS, dir string, n, seed int) (id string, unchanged bool, err error) {
	w, err := release.NewWriter(files, dir, Manifest(seed))
	if err != nil {
		return "", false, err
	}
	for _, t := range schema.Tables() {
		if err := w.Add(t.Name, Columns(t, n, seed)); err != nil {
			return "", false, err
		}
	}
	return w.Finish(Manifest(seed))
}

// Manifest returns a manifest of invented content.
func Manifest(seed int) release.Manifest {
	list := fmt.Sprintf("list-%d", seed)
	return release.Manifest{
		Publisher:   release.Publisher{Name: "Påhittad & Co <test>", Contact: "test@example.org"},
		Synthetic:   true,
		Lists:       []release.List{{ID: list, Kind: record.Dispute, Synthetic: true, Records: int64(seed)}},
		Disclosures: []release.Disclosure{{ID: "d-1", List: list, Synthetic: true}},
	}
}
