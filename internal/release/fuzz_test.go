package release_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"tvistdata/internal/columnar"
	"tvistdata/internal/release"
	"tvistdata/internal/release/releasetest"
	"tvistdata/internal/schema"
)

// FuzzRows reads damaged Parquet files: they give an error of kind ErrDamaged or rows, and never a panic.
func FuzzRows(f *testing.F) {
	for _, name := range []string{schema.Disputes, schema.Figures, schema.CountsMonthly} {
		table, _ := schema.Named(name)
		for _, n := range []int{0, 1, 40} {
			var b bytes.Buffer
			if err := columnar.Write(&b, releasetest.Columns(table, n, 1), columnar.Options{}); err != nil {
				f.Fatal(err)
			}
			f.Add(b.Bytes())
		}
	}
	f.Add([]byte("PAR1PAR1"))
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "f.parquet")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, err := range release.Rows(path) {
			if err != nil && !errors.Is(err, release.ErrDamaged) {
				t.Errorf("error %v, expected ErrDamaged", err)
			}
			if n++; n > 100_000 {
				break
			}
		}
		n = 0
		for cell, err := range release.Texts(path) {
			if err != nil && !errors.Is(err, release.ErrDamaged) {
				t.Errorf("error %v, expected ErrDamaged", err)
			}
			if n += 1 + len(cell.Value); n > 1_000_000 {
				break
			}
		}
	})
}
