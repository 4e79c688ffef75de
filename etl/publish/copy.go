package publish

import (
	"fmt"

	"tvistdata/internal/columnar"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// cellText gives a text cell of a row that was read back, "" for null.
func cellText(row map[string]any, column string) string {
	s, _ := row[column].(string)
	return s
}

// cellDay gives a date cell, NoDate for null.
func cellDay(row map[string]any, column string) record.Date {
	if d, ok := row[column].(record.Date); ok {
		return d
	}
	return record.NoDate
}

// cellInt gives a whole number, 0 for null.
func cellInt(row map[string]any, column string) int64 {
	n, _ := row[column].(int64)
	return n
}

// gathering is a column of a file that is being written again.
type gathering struct {
	field   schema.Field
	keys    [][10]byte
	dict    []string
	numbers map[string]uint32 // of the texts in dict
	codes   []uint32
	dates   []record.Date
	ints    []int64
	floats  []float64
	bools   []bool
	nulls   []bool
}

// recordKey is the column that holds keys rather than texts that repeat.
const recordKey = "record_id"

// add appends a cell; what the old file has no column for is null.
func (g *gathering) add(cell any) error {
	if g.field.Nullable {
		g.nulls = append(g.nulls, cell == nil)
	} else if cell == nil {
		return fmt.Errorf("column %s is null", g.field.Name)
	}
	switch g.field.Type {
	case record.TextType:
		return g.addText(cell)
	case record.DateType:
		d, ok := cell.(record.Date)
		if !ok {
			d = record.NoDate
		}
		g.dates = append(g.dates, d)
	case record.Integer:
		n, _ := cell.(int64)
		g.ints = append(g.ints, n)
	case record.Number:
		x, _ := cell.(float64)
		g.floats = append(g.floats, x)
	case record.Bool:
		b, _ := cell.(bool)
		g.bools = append(g.bools, b)
	}
	return nil
}

func (g *gathering) addText(cell any) error {
	s, _ := cell.(string)
	if g.field.Name == recordKey {
		key, ok := record.ParseKey(s)
		if !ok {
			return fmt.Errorf("column %s holds what is no key", recordKey)
		}
		g.keys = append(g.keys, key)
		return nil
	}
	code := columnar.NullCode
	if cell != nil {
		number, known := g.numbers[s]
		if !known {
			number = uint32(len(g.dict))
			g.numbers[s] = number
			g.dict = append(g.dict, s)
		}
		code = number
	}
	g.codes = append(g.codes, code)
	return nil
}

func (g *gathering) column() columnar.Column {
	f := g.field
	switch {
	case f.Type == record.TextType && f.Name == recordKey:
		return columnar.Keys16(f.Name, g.keys)
	case f.Type == record.TextType:
		return columnar.TextDict(f.Name, g.dict, g.codes, f.Nullable)
	case f.Type == record.DateType:
		return columnar.Dates(f.Name, g.dates, f.Nullable)
	case f.Type == record.Integer:
		return columnar.Ints(f.Name, g.ints, g.nulls)
	case f.Type == record.Number:
		return columnar.Floats(f.Name, g.floats, g.nulls)
	}
	return columnar.Bools(f.Name, func(i int) bool { return g.bools[i] }, len(g.bools))
}

// copyTable writes a file of a release again, with the rows that edit keeps, as it leaves them. A file that the old
// release has not is written without rows; a flag that it has no column for is false.
func copyTable(w *release.Writer, from *release.Release, t schema.Table, edit func(row map[string]any) (keep bool)) error {
	columns := make([]gathering, len(t.Fields))
	for i, f := range t.Fields {
		columns[i] = gathering{field: f, numbers: map[string]uint32{}}
		if f.Nullable {
			columns[i].nulls = []bool{}
		}
	}
	for row, err := range rowsOf(from, t.Name) {
		if err != nil {
			return err
		}
		if !edit(row) {
			continue
		}
		for i := range columns {
			cell, told := row[t.Fields[i].Name]
			if !told && t.Fields[i].Type == record.Bool {
				cell = false
			}
			if err := columns[i].add(cell); err != nil {
				return fmt.Errorf("release %s: %s: %w", from.ID(), t.Name, err)
			}
		}
	}
	out := make([]columnar.Column, len(columns))
	for i := range columns {
		out[i] = columns[i].column()
	}
	return w.Add(t.Name, out)
}

// rowsOf reads a file of a release, which may be older than the file.
func rowsOf(r *release.Release, name string) func(yield func(map[string]any, error) bool) {
	path := r.Path(name)
	if path == "" {
		return func(func(map[string]any, error) bool) {}
	}
	return release.Rows(path)
}
