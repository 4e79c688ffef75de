package release_test

import (
	"strings"
	"testing"

	"tvistdata/internal/columnar"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// TestEveryColumnIsFilled: a column of the catalogue without cells is an error, and so are cells of another type, or for no column.
func TestEveryColumnIsFilled(t *testing.T) {
	texts := func(f schema.Field) columnar.Column {
		return columnar.TextDict(f.Name, []string{"x"}, []uint32{0}, f.Nullable)
	}
	var own string
	for _, c := range []struct{ name, want string }{
		{"all", ""},
		{"one without cells", "complaints.parquet: nothing fills column subject"},
		{"one of another type", "column received_date holds text, expected date"},
		{"one too many", "complaints.parquet: cells for 1 columns that the table does not have"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, err := release.NewWriter(release.OS(), t.TempDir(), release.Manifest{})
			if err != nil {
				t.Fatal(err)
			}
			err = release.AddColumns(w, schema.ComplaintRows, func(row *record.ComplaintRecord) map[any]release.Cells {
				cells := map[any]release.Cells{
					&row.Key: func(f schema.Field) columnar.Column { return columnar.Keys16(f.Name, make([][10]byte, 1)) },
					&row.Received: func(f schema.Field) columnar.Column {
						return columnar.Dates(f.Name, []record.Date{record.NoDate}, f.Nullable)
					},
					&row.Synthetic: func(f schema.Field) columnar.Column {
						return columnar.Bools(f.Name, func(int) bool { return true }, 1)
					},
				}
				for _, at := range []any{&row.List, &row.Disclosure, &row.Company, &row.Department, &row.Subject} {
					cells[at] = texts
				}
				switch c.name {
				case "one without cells":
					delete(cells, &row.Subject)
				case "one of another type":
					cells[&row.Received] = texts
				case "one too many":
					cells[&own] = texts
				}
				return cells
			})
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("error %v, expected one with %q", err, c.want)
			}
		})
	}
}
