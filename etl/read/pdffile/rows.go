package pdffile

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

const maxRowLines = 200

const (
	tight = 0.85 // of the distance of rows; lines nearer than this are of one row
	roomy = 1.6  // of the distance of rows; lines farther than this have nothing to do with each other
	// overlapping is a part of the size of letters: lines nearer than this would be drawn over each other in one column.
	overlapping = 0.75
)

// body is a run of lines of a page below column names.
type body struct {
	page  *page
	lines []line
	grid  *grid
}

// row is a row in the making.
type row struct {
	page, line int
	y          float64 // of its last line
	cells      []cell
	indent     float64 // where the label starts
	labelled   bool    // that is known
	lines      int
	rule       *rule.Rule // what makes it a reject
	why        string     // the same
	covered    source.How // in what way something of it is not seen; "" when all is
}

type cell struct {
	chunk        // of the last line
	text  string // of all lines
	y     float64
}

// assembler makes rows of lines, from page to page.
type assembler struct {
	width  int
	pitch  float64 // from row to row
	rows   int     // that were read so far
	filled []int   // of these, by column
	spaced bool    // lines of one row have been seen that are nearer to each other than rows
	open   *row    // may go on
	lead   []lead  // lines that are nearer to the next row than to the one above
	done   []*row
}

type lead struct {
	line
	cells []chunk
}

// learn finds how far apart rows are: lines that have something in the first column. When lines of one row have been seen
// nearer to each other, what is as near on a page of long labels is not taken for that.
func (a *assembler) learn(b body) {
	first := func(l line) bool {
		return b.grid.column(l, 0) == 0
	}
	if pitch := pitchOf(b.lines, first); pitch > 0 && (!a.spaced || pitch >= tight*a.pitch) {
		a.pitch = pitch
	}
}

// always reports whether no row so far leaves a column empty.
func (a *assembler) always(i int) bool {
	return a.rows >= 2 && a.filled[i] == a.rows && (a.open == nil || a.open.cells[i].text != "")
}

// far reports whether a line is too far below another to have to do with it.
func (a *assembler) far(up float64, l line) bool {
	if a.pitch == 0 {
		return up > 2.5*l.size
	}
	return up > roomy*a.pitch
}

// take makes rows of the lines of a body.
func (a *assembler) take(b body) {
	a.learn(b)
	for i, l := range b.lines {
		up, down := math.Inf(1), math.Inf(1)
		if i > 0 {
			up = b.lines[i-1].y - l.y
		}
		if i+1 < len(b.lines) {
			down = l.y - b.lines[i+1].y
		}
		cells, ok := b.grid.sorted(l)
		switch {
		case !ok:
			a.misfit(b, l, cells, up)
		case i > 0 && up < overlapping*l.size:
			a.overlap(b, l, cells)
		case cells[0].text == "":
			a.unlabelled(b, l, cells, up, down, i == 0)
		default:
			a.labelled(b, l, cells, up, down, i == 0)
		}
	}
	a.flushLead(b)
}

// misfit rejects a line in which a text stands in no column for certain. When it may go on with the row above, that is
// rejected with it: it has no label, and is nearer to it than rows are or has no number or code below another. So is that above one
// with a label when it is nearer to it than rows are, or all that is certain in it may go on.
func (a *assembler) misfit(b body, l line, cells []chunk, up float64) {
	why := fmt.Sprintf("expected texts below %d column names, found one of the shape %q that is not below a single one", a.width,
		source.Shape(b.stray(l)))
	_, may, all, number := a.open.compare(cells, b.grid)
	labels, first := &b.grid.cols[0], l.chunks[0]
	labelled := labels.edge == left && labels.aligned(first.span())
	near := up < a.pitch*tight
	apart := number && !near || l.under(b.grid.names)
	if cells[0].text != "" {
		apart = number || !near && (!may || !all || a.spaced)
	}
	if a.open != nil && !a.far(up, l) && !apart {
		a.open.spoil(rule.NoColumn, why)
		a.open.y, a.open.covered = l.y, cmp.Or(a.open.covered, l.veiled())
		return
	}
	a.start(b, l, cells)
	if cells[0].text == "" && labelled {
		a.open.indent, a.open.labelled = first.x0, true
	}
	a.open.spoil(rule.NoColumn, why)
}

// stray returns the text that does not fit.
func (b body) stray(l line) string {
	for k, c := range l.chunks {
		if b.grid.column(l, k) < 0 {
			return c.text
		}
	}
	return l.text()
}

// overlap joins a line that is so near to the one above that both must be of one row: cells that are centred.
func (a *assembler) overlap(b body, l line, cells []chunk) {
	if n := len(a.lead); n > 0 {
		a.lead = append(a.lead, lead{l, cells})
		if cells[0].text != "" {
			a.startWithLead(b)
		}
		return
	}
	if a.open == nil {
		a.start(b, l, cells)
		return
	}
	a.join(l, cells)
}

// unlabelled deals with a line that has nothing in the first column. It continues the row above when it is nearer to
// it than rows are, or when words wrap and columns stay empty that rows always fill; it begins the row below when it is
// nearer to that; it is a row when nothing in it can go on, or a number is below a number. Else nobody knows.
func (a *assembler) unlabelled(b body, l line, cells []chunk, up, down float64, first bool) {
	near := a.pitch * tight
	if a.pitch == 0 {
		near = l.size * tight
	}
	filled, missing := 0, 0
	for i, c := range cells {
		if c.text == "" {
			if a.always(i) {
				missing++
			}
			continue
		}
		filled++
	}
	wraps, may, _, number := a.open.compare(cells, b.grid)
	switch {
	case down < overlapping*l.size || len(a.lead) > 0 && up < near:
		a.lead = append(a.lead, lead{l, cells})
	case a.open != nil && up < near:
		a.spaced = a.pitch > 0
		a.join(l, cells)
	case down < near && (!first || !may):
		a.lead = append(a.lead, lead{l, cells})
	case a.open != nil && (first || !a.far(up, l)) && wraps && missing >= 2:
		a.join(l, cells)
	case (!may || number) && (2*filled >= a.width && filled > 1 || a.always(0) && missing == 1 && filled > 1):
		a.start(b, l, cells)
	case a.open == nil || !first && a.far(up, l):
		a.start(b, l, cells)
		a.open.spoil(rule.UnclearRow, fmt.Sprintf("expected a row, found %d of %d columns filled and nothing in the first", filled, a.width))
		a.close()
	default:
		a.join(l, cells)
		a.open.spoil(rule.UnclearRow, "expected a row, found a line below it that may be a part of it or a row "+
			"without a text in the first column")
	}
}

// labelled deals with a line that has something in the first column: mostly a row. When it has nothing else, it may be
// a part of a label that goes over several lines.
func (a *assembler) labelled(b body, l line, cells []chunk, up, down float64, first bool) {
	if len(a.lead) > 0 {
		a.lead = append(a.lead, lead{l, cells})
		a.startWithLead(b)
		return
	}
	o, near := a.open, a.pitch*tight
	alone := !slices.ContainsFunc(cells[1:], func(c chunk) bool { return c.text != "" })
	_, _, all, number := o.compare(cells, b.grid)
	all = all || o.alone() && o.mayWrap(0, cells[0], b.grid)
	switch {
	case a.width > 1 && alone && down < near && up >= near && (!first || !all):
		a.lead = append(a.lead, lead{l, cells})
		return
	case o == nil || math.Abs(o.cells[0].x0-cells[0].x0) > 0.15*l.size || !first && a.far(up, l):
	case up < near && o.fuller(cells) && !number:
		a.spaced = a.pitch > 0
		a.join(l, cells)
		return
	case all && !number && (first || !a.spaced):
		a.join(l, cells)
		o.spoil(rule.UnclearRow, "expected a row, found a label below it that may be a part of it or of a row of its own")
		return
	}
	a.start(b, l, cells)
}

// start closes the open row and begins another.
func (a *assembler) start(b body, l line, cells []chunk) {
	a.close()
	a.open = &row{page: b.page.number, line: l.number, cells: make([]cell, a.width)}
	a.join(l, cells)
}

// startWithLead begins a row with the lines that are above its first cell.
func (a *assembler) startWithLead(b body) {
	lines := a.lead
	a.lead = nil
	a.start(b, lines[0].line, lines[0].cells)
	for _, l := range lines[1:] {
		a.join(l.line, l.cells)
	}
}

// flushLead rejects lines that were to begin a row that did not come.
func (a *assembler) flushLead(b body) {
	if len(a.lead) == 0 {
		return
	}
	a.startWithLead(b)
	a.open.spoil(rule.UnclearRow, "expected a row, found lines without a text in the first column")
}

func (a *assembler) close() {
	if a.open == nil {
		return
	}
	if !a.open.spoiled() {
		a.rows++
		for i, c := range a.open.cells {
			if c.text != "" {
				a.filled[i]++
			}
		}
	}
	a.done = append(a.done, a.open)
	a.open = nil
}

// join adds a line to the open row.
func (a *assembler) join(l line, cells []chunk) {
	o := a.open
	o.y, o.covered = l.y, cmp.Or(o.covered, l.veiled())
	if o.lines++; o.lines > maxRowLines {
		o.spoil(rule.UnclearRow, fmt.Sprintf("expected a row of at most %d lines", maxRowLines))
		return
	}
	for i, c := range cells {
		if c.text == "" {
			continue
		}
		if strings.Contains(c.text, unread) {
			o.spoil(rule.UnreadCharacter, fmt.Sprintf("expected text, found characters in column %d that overlap or that their "+
				"font does not name", i+1))
		}
		cell := &o.cells[i]
		if cell.text != "" && math.Abs(cell.y-l.y) < sameLine*2*l.size {
			o.spoil(rule.UnclearRow, fmt.Sprintf("expected lines below one another in column %d, found two that overlap", i+1))
		}
		if i == 0 && cell.text == "" {
			o.indent, o.labelled = c.x0, true
		}
		if strings.HasSuffix(cell.text, "-") && words(cell.text) {
			o.spoil(rule.UnclearRow, fmt.Sprintf("expected lines that end between words in column %d, found one that ends in "+
				"a hyphen, which may be a "+
				"part of the text", i+1))
		}
		if cell.text != "" {
			cell.text += " "
		}
		cell.text += c.text
		cell.chunk, cell.y = c, l.y
	}
}

// spoil makes the row a reject; the first reason stays.
func (o *row) spoil(by *rule.Rule, why string) {
	if o.rule == nil {
		o.rule, o.why = by, why
	}
}

func (o *row) spoiled() bool { return o.rule != nil }

// alone reports whether only the first column has something.
func (o *row) alone() bool {
	return o != nil && !slices.ContainsFunc(o.cells[1:], func(c cell) bool { return c.text != "" })
}

// fuller reports whether the row has something where the cells have nothing.
func (o *row) fuller(cells []chunk) bool {
	for i, c := range cells {
		if c.text == "" && o.cells[i].text != "" {
			return true
		}
	}
	return false
}

// compare reports of a line whether all its cells go on with those of the row, whether any or all may, and whether one of them is
// a number or code below another, which no cell continues.
func (o *row) compare(cells []chunk, g *grid) (wraps, may, all, number bool) {
	if o == nil {
		return false, false, false, false
	}
	wraps, all = true, true
	for i, c := range cells {
		if c.text == "" {
			continue
		}
		w := o.mayWrap(i, c, g)
		may, all = may || w, all && w
		wraps = wraps && w && words(o.cells[i].text) && words(c.text) && len(o.cells[i].words) > 1
		number = number || o.cells[i].text != "" && (!words(o.cells[i].text) && !words(c.text) || coded(o.cells[i].text) && coded(c.text))
	}
	return wraps, may, all, number
}

// mayWrap reports whether a text may go on with that of the row's column: they start or end at the same place, and the
// first word would not have had room beside the other. That others found room shows how much there is.
func (o *row) mayWrap(i int, c chunk, g *grid) bool {
	above := o.cells[i]
	if above.text == "" || !words(above.text) && !words(c.text) {
		return false
	}
	const blank = 0.2
	size := max(c.x1-c.x0, 1) / float64(max(len([]rune(c.text)), 1)) * 2 // about that of the letters
	col := g.cols[i].cells.with(g.cols[i].name)
	aligned := math.Abs(above.x0-c.x0) < size || math.Abs(above.x1-c.x1) < size || math.Abs(above.x0+above.x1-c.x0-c.x1) < 2*size
	return aligned && above.x1-above.x0+blank*size+c.first() > col.x1-col.x0-0.1*size
}

// coded reports whether a text is one word with digits in it.
func coded(s string) bool {
	return strings.ContainsFunc(s, isDigit) && !strings.ContainsFunc(s, unicode.IsSpace)
}

func isDigit(r rune) bool { return unicode.IsDigit(r) || veilsA(r, veiledDigit) }

func words(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || veilsA(r, veiledLetter) })
}
