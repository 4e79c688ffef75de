package judge

import (
	"slices"

	"tvistdata/etl/source"
)

// Covered judges a row of which its author covered, struck out or hid some cells, whose text it takes away. It puts the row, as one
// that is covered, or the finding of a row that shows nothing else, into the batch. A line that is no row, what is hidden
// taken with it, is none. It has n cells, of which the first are given; covered
// says how something of one is, and nothing of one that is seen.
func (t *Table) Covered(b *source.Batch, line int, cells []string, n int, covered func(column int) source.How) {
	if source.CleanCells(cells); slices.ContainsFunc(cells, func(c string) bool { return c != "" }) && t.noRow(b, line, cells, n) {
		return
	}
	shows := false
	var cover source.Covering
	for i := range max(n, len(cells)) {
		how := covered(i)
		if how != "" && !cover.Any() {
			cover = source.Covering{Column: i + 1, How: how}
		}
		switch {
		case i >= len(cells):
		case how != "":
			cells[i] = source.CoveredCell
		default:
			shows = shows || cells[i] != ""
		}
	}
	if !cover.Any() {
		cover.How = source.Hidden
	}
	if !shows || t.other {
		at := t.at
		at.Line = line
		b.Rejects = append(b.Rejects, cover.Finding(at))
		return
	}
	t.midway(b)
	b.Rows = append(b.Rows, source.Row{Line: line, Cells: t.ordered(cells), Covered: cover})
}
