// Package judge holds what the readers of tables agree on about rows: which lines of a table are no rows, which cells
// say nothing, and which cannot be right.
//
// # Lines that are no rows
//
//   - A line of empty cells, as spreadsheet programs write them below a table. It goes without a note.
//   - The header again, as where exports were put together. When the names are in another order, the cells below it go
//     by name from there on; when they are other names, the rows below it are rejected until a header that fits. So are a line and
//     those below it that come after an empty one, and have words where the first rows have numbers, dates or the like.
//   - Lines that rule off: nothing but dashes or equals signs in every cell, two or more.
//   - Footers: "Summa", "Antal ärenden: 12", "(12 rows affected)", with nothing but numbers beside. Where rows follow
//     one it is a reject, because then it may be none; at the end of the table and above a repeated header it is a note. One
//     that counts rows, of the table or since the header was repeated, is compared with those that are there. So is a count above the
//     column names, and one like "visar 1–2 av 3" says that the file is one of several.
//
// # Cells
//
// NULL, (null), \N, #N/A and #SAKNAS! mean nothing, and come as an empty cell. Other errors of spreadsheet programs
// (#REF!, #VÄRDEFEL!, ####) reject the row. A number like 5,57E+09 has lost digits: it stays text, which no stage takes
// for a number, and is noted.
//
// Every cell is cleaned (source.Clean) before anything is judged of it. A row with text that was decoded in a wrong encoding, which
// is repaired, or that has lost characters is noted.
package judge

import (
	"fmt"
	"slices"
	"strings"

	"tvistdata/etl/read/internal/header"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

// maxFooters is how many lines in a row may read like footers.
const maxFooters = 100

// Table judges the rows of one table from top to bottom.
type Table struct {
	at      source.Origin
	header  []string
	folded  map[string]int // name to column
	known   func(string) bool
	digit   bool  // a name starts with a digit
	order   []int // where each column of the header is now; nil as in the header
	other   bool  // the names that were repeated are others
	pending []source.Finding
	footers []claim // what reads like footers, with no row after them so far
	apart   bool    // an empty line has been above the lines since the last row
	numeric []column
	sampled int // rows that numeric is of
	groups  []group
	namesAt int // the line of the column names, where groups are looked for

	claims []claim // of lines above the rows and beside the table
	last   int     // the last line that was judged, be it a row or none

	batch        *source.Batch // the one at hand
	absent       []int         // cells of each column in which a spreadsheet program says that it found no value
	before, part present       // what the batches before it hold, and what there was at the last repeated header
}

// present is how many rows could be read, and how many lines were rejected.
type present struct{ rows, rejects int }

// New judges rows under a header. known may be nil.
func New(at source.Origin, names []string, known func(string) bool) *Table {
	t := &Table{at: at, header: names, folded: make(map[string]int, len(names)), absent: make([]int, len(names)), known: known}
	for i, n := range names {
		if n != "" {
			t.folded[header.Fold(n)] = i
			t.digit = t.digit || isDigit(n[0])
		}
	}
	return t
}

// Written notes on the line of the column names what was damaged in them as they are written, and is mended.
func (t *Table) Written(line int, names []string) {
	var damage source.Damage
	for _, n := range names {
		_, found := source.Clean(n)
		damage |= found
	}
	at := t.at
	at.Line = line
	t.pending = append(t.pending, damage.Findings(at)...)
}

// Preamble notes that lines above the header were left out.
func (t *Table) Preamble(from, to int) {
	t.Note(from, rule.Preamble, fmt.Sprintf("the lines above the column names, up to line %d, are left out", to))
}

// Above finds that so many of the lines above the header, of which one is given, look like rows.
func (t *Table) Above(line, rows int) {
	if rows > 0 {
		t.Note(line, rule.HeaderInDoubt, fmt.Sprintf("the column names are in line %d, and lines above it look like rows: %d. Expected "+
			"all rows below; ask for the file again, or declare header_lines when none of the lines above is a row", line, rows))
	}
}

// Note keeps a note for the next batch.
func (t *Table) Note(line int, r *rule.Rule, text string) {
	t.pending = append(t.pending, t.finding(line, r, text))
}

// Keep keeps a note of the file for the next batch.
func (t *Table) Keep(f source.Finding) { t.pending = append(t.pending, f) }

func (t *Table) finding(line int, r *rule.Rule, text string) source.Finding {
	f := source.Finding{Rule: r, At: t.at, Text: text}
	f.At.Line = line
	return f
}

// Aside notes what stands beyond the named cells of a row if it is a note beside the table, and reports whether it is.
func (t *Table) Aside(b *source.Batch, line int, named, beyond []string) bool {
	if !aside(named, beyond) {
		return false
	}
	b.Notes = append(b.Notes, t.finding(line, rule.BesideTable,
		"a note stands beside the table, with an empty column between; it is left out"))
	return true
}

// Row judges the cells of a row, one for each name. It puts the row, or the finding of what it is instead, into the
// batch, and reports whether it kept the cells.
func (t *Table) Row(b *source.Batch, line int, cells []string) bool {
	written, found := source.CleanCells(cells)
	return t.row(b, line, cells, written, found)
}

// PlainRow is Row for cells that are clean.
func (t *Table) PlainRow(b *source.Batch, line int, cells []string) bool {
	return t.row(b, line, cells, nil, 0)
}

func (t *Table) row(b *source.Batch, line int, cells, written []string, found source.Damage) bool {
	if t.noRow(b, line, cells, len(cells)) {
		return false
	}
	if found != 0 {
		at := t.at
		at.Line = line
		b.Notes = append(b.Notes, found.Findings(at)...)
	}
	if t.apart && !t.other && t.namesLike(cells) {
		t.other = true
		t.atEnd(b)
	}
	if t.other {
		b.Rejects = append(b.Rejects, t.finding(line, rule.OtherColumns,
			"expected rows under the column names of the file's header, but those that are above this line, or in it, are others"))
		return false
	}
	for i, c := range cells {
		if len(c) < 2 || !special[c[0]] && !hasExponent(c) {
			continue
		}
		switch {
		case standsForNothing(c):
			cells[i] = ""
			if c[0] == '#' {
				t.absent[i]++
			}
		case isError(c):
			b.Rejects = append(b.Rejects, t.finding(line, rule.ErrorValue,
				fmt.Sprintf("expected a value in column %d, found an error of a spreadsheet program", i+1)))
			return false
		case lostDigits(c):
			b.Notes = append(b.Notes, t.finding(line, rule.LostDigits, fmt.Sprintf(
				"column %d holds a number in scientific notation, which has lost digits; expected all of them", i+1)))
		}
	}
	t.midway(b)
	t.sample(cells)
	t.alongside(cells)
	t.apart = t.apart && filled(cells) < 2
	b.Rows = append(b.Rows, source.Row{Line: line, Cells: t.ordered(cells), Written: t.ordered(written)})
	return true
}

// Empty says that a line without anything in it is above the next one.
func (t *Table) Empty() { t.apart = true }

// column counts the cells of a column that hold something, and of those the ones with a digit.
type column struct{ filled, digits int }

// someRows is how many rows show which columns hold numbers, and fewRows how many do so at least.
const (
	someRows = 50
	fewRows  = 3
)

// sample counts the cells of one of the first rows.
func (t *Table) sample(cells []string) {
	if t.sampled == someRows {
		return
	}
	if t.sampled++; t.numeric == nil {
		t.numeric = make([]column, len(t.header))
	}
	for i, c := range cells {
		if c != "" {
			t.numeric[i].filled++
		}
		if strings.ContainsAny(c, "0123456789") {
			t.numeric[i].digits++
		}
	}
}

// namesLike reports whether a line below an empty one reads like the column names of another table: two cells or more hold something,
// and of those in columns that always hold numbers, dates or the like one has no digit, and no fewer than have one.
func (t *Table) namesLike(cells []string) bool {
	if t.sampled < fewRows || filled(cells) < 2 {
		return false
	}
	words, numbers := 0, 0
	for i, c := range cells {
		switch n := t.numeric[i]; {
		case c == "", n.digits < n.filled, n.digits*2 <= t.sampled:
		case strings.ContainsAny(c, "0123456789"):
			numbers++
		default:
			words++
		}
	}
	return words > 0 && words >= numbers
}

func filled(cells []string) (n int) {
	for _, c := range cells {
		if c != "" {
			n++
		}
	}
	return n
}

// Column returns the column, from 0, whose cells stand at a place since the column names were last repeated.
func (t *Table) Column(at int) int {
	if i := slices.Index(t.order, at); i >= 0 {
		return i
	}
	return at
}

// ordered puts cells where those of the header are.
func (t *Table) ordered(cells []string) []string {
	if t.order != nil && cells != nil {
		written := slices.Clone(cells)
		for i, from := range t.order {
			cells[i] = written[from]
		}
	}
	return cells
}

// NoRow reports whether a line is no row at all, and notes what it is. It has n cells, of which the first are given.
func (t *Table) NoRow(b *source.Batch, line int, cells []string, n int) bool {
	source.CleanCells(cells)
	return t.noRow(b, line, cells, n)
}

// noRow is NoRow for clean cells.
func (t *Table) noRow(b *source.Batch, line int, cells []string, n int) bool {
	t.last = line
	first := 0
	for first < len(cells) && cells[first] == "" {
		first++
	}
	if first == len(cells) {
		t.apart = t.apart || n == len(cells)
		return n == len(cells)
	}
	if isDigit(cells[first][0]) && !t.digit {
		if first+1 < len(cells) && cells[first+1] != "" {
			return false
		}
		return t.footer(b, line, cells[first:])
	}
	return t.repeated(b, line, cells, n) || t.ruledOff(b, line, cells) || t.footer(b, line, cells[first:])
}

// repeated deals with a line of column names.
func (t *Table) repeated(b *source.Batch, line int, cells []string, n int) bool {
	named := 0
	for _, c := range cells {
		if c == "" {
			continue
		}
		if isDigit(c[0]) && !t.digit {
			return false
		}
		named++
	}
	if named < min(2, len(t.header)) || named*2 < len(t.folded) {
		return false
	}
	order, ours := make([]int, len(t.header)), 0
	for i := range order {
		order[i] = -1
	}
	for i, c := range cells {
		if c == "" {
			continue
		}
		if j, ok := t.folded[header.Fold(c)]; ok {
			if order[j] < 0 {
				order[j] = i
				ours++
			}
		} else if t.known == nil || !t.known(c) {
			return false
		}
	}
	if ours == 0 && t.known == nil {
		return false
	}
	t.atEnd(b)
	t.part = t.present(b)
	t.numeric, t.sampled, t.groups = nil, 0, nil
	t.order, t.other = nil, ours < len(t.folded) || named > ours || n != len(cells)
	text := "the column names are here once more; the line is no row"
	switch {
	case t.other:
		text = "these column names are not those of the header; the rows below them are rejected"
	case !inOrder(order):
		t.order = t.fill(order)
		text = "the column names are here in another order; from here on the cells follow the names"
	}
	b.Notes = append(b.Notes, t.finding(line, rule.RepeatedHeader, text))
	return true
}

// inOrder reports whether every name is where it was in the header.
func inOrder(order []int) bool {
	for i, from := range order {
		if from >= 0 && from != i {
			return false
		}
	}
	return true
}

// fill returns the columns without a name the places that are left.
func (t *Table) fill(order []int) []int {
	free := 0
	for i := range order {
		if order[i] >= 0 {
			continue
		}
		for slices.Contains(order, free) {
			free++
		}
		order[i] = free
	}
	return order
}

// ruledOff deals with a line of dashes.
func (t *Table) ruledOff(b *source.Batch, line int, cells []string) bool {
	for _, c := range cells {
		if !isRule(c) {
			return false
		}
	}
	b.Notes = append(b.Notes, t.finding(line, rule.SeparatorLine, "there is nothing but dashes here; the line is no row"))
	return true
}

// footer deals with a total or count below the rows, whose first cell that is not empty is the first here.
func (t *Table) footer(b *source.Batch, line int, cells []string) bool {
	if !isFooter(cells, len(t.header) == 1) {
		return false
	}
	c, ok := pageOf(cells[0])
	if !ok {
		c.rows = countOf(cells)
	}
	c.line = line
	if t.footers = append(t.footers, c); len(t.footers) > maxFooters {
		t.midway(b)
	}
	return true
}

// midway rejects what was taken for a footer, because rows follow it.
func (t *Table) midway(b *source.Batch) {
	if len(t.footers) == 0 {
		return
	}
	for _, f := range t.footers {
		b.Rejects = append(b.Rejects, t.finding(f.line, rule.FooterBeforeRows,
			"the line reads like a total or count, but rows follow it; expected such lines at the end"))
	}
	t.footers = t.footers[:0]
}

// atEnd notes the footers, because the table ends below them.
func (t *Table) atEnd(b *source.Batch) {
	all := t.present(b)
	part := present{all.rows - t.part.rows, all.rejects - t.part.rejects}
	for _, f := range t.footers {
		b.Notes = append(b.Notes, t.finding(f.line, rule.Footer, "the line is a total or count below the rows; it is no row"))
		switch {
		case f.part != "":
			t.partly(f.line, f.part)
			t.keep(b)
		case f.rows >= 0 && !all.fits(f.rows) && !part.fits(f.rows):
			b.Notes = append(b.Notes, t.finding(f.line, rule.OtherCount, otherCount(f.rows, all)))
		}
	}
	t.footers = t.footers[:0]
}

// present counts what there is up to here.
func (t *Table) present(b *source.Batch) present {
	return present{t.before.rows + len(b.Rows), t.before.rejects + len(b.Rejects)}
}

// fits reports whether so many rows can be meant: those that were rejected may be rows or not.
func (p present) fits(n int) bool { return p.rows <= n && n <= p.rows+p.rejects }

// Begin starts a batch, with the notes that were kept for it.
func (t *Table) Begin(b *source.Batch) {
	if t.batch != nil {
		t.before = t.present(t.batch)
	}
	t.batch = b
	t.keep(b)
}

func (t *Table) keep(b *source.Batch) {
	b.Notes = append(b.Notes, t.pending...)
	t.pending = nil
}

// End gives the last batch what is only known when no row follows.
func (t *Table) End(b *source.Batch) {
	t.keep(b)
	t.atEnd(b)
	t.complete(b)
	t.tables(b)
	for i, n := range t.absent {
		if n > 0 {
			b.Notes = append(b.Notes, t.finding(0, rule.AbsentValue, fmt.Sprintf(
				"%d cells of column %d say that a formula found no value; they are read as empty", n, i+1)))
			t.absent[i] = 0 // said once
		}
	}
}
