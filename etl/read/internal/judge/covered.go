package judge

import "tvistdata/etl/source"

// Covered judges a row of which its author covered, struck out or hid some cells, whose text it takes away. It puts the row, as one
// that is covered, or the finding of a row that shows nothing else, into the batch. A line that is no row, what is hidden
// taken with it, is none. It has n cells, of which the first are given.
func (t *Table) Covered(b *source.Batch, line int, cells []string, n int, covered func(column int) bool) {
	for _, c := range cells {
		if c == "" {
			continue
		}
		if t.NoRow(b, line, cells, n) {
			return
		}
		break
	}
	shows := false
	for i := range cells {
		if covered(i) {
			cells[i] = source.CoveredCell
		} else {
			shows = shows || cells[i] != ""
		}
	}
	if !shows || t.other {
		at := t.at
		at.Line = line
		b.Rejects = append(b.Rejects, source.Covered(at))
		return
	}
	t.midway(b)
	b.Rows = append(b.Rows, source.Row{Line: line, Cells: t.ordered(cells), Covered: true})
}
