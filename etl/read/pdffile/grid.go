package pdffile

import (
	"cmp"
	"iter"
	"math"
	"slices"
)

// span is what something takes up from left to right.
type span struct{ x0, x1 float64 }

func (a span) meets(b span) bool { return a.x0 < b.x1 && b.x0 < a.x1 }

func (a span) with(b span) span { return span{min(a.x0, b.x0), max(a.x1, b.x1)} }

// meeting gives which of the spans s meets.
func meeting(spans []span, s span) []int {
	var met []int
	for i, o := range spans {
		if o.meets(s) {
			met = append(met, i)
		}
	}
	return met
}

// united makes one span of those that meet.
func united(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.x0, b.x0) })
	var out []span
	for _, s := range spans {
		if k := len(out) - 1; k >= 0 && s.x0 < out[k].x1 {
			out[k] = out[k].with(s)
			continue
		}
		out = append(out, s)
	}
	return out
}

// grid tells where columns are.
type grid struct {
	names []span // the header cells
	cols  []column
	ends  []float64
	lines []line // that the columns are learned from
}

// enoughLines is how many lines columns are learned from.
const enoughLines = 400

// newGrid finds the columns of lines under header cells. before is the grid of the page before when it had the same header cells
// at the same places.
func newGrid(names []span, before *grid, lines []line) *grid {
	g := &grid{names: names, lines: lines}
	if before != nil {
		if len(before.lines) >= enoughLines && before.full() {
			return before
		}
		g.lines = slices.Concat(before.lines, lines)
		g.lines = g.lines[max(0, len(g.lines)-2*enoughLines):]
	}
	g.cols = learn(names, g.lines)
	g.bounds()
	return g
}

// full reports whether every column has cells.
func (g *grid) full() bool {
	return !slices.ContainsFunc(g.cols, func(c column) bool { return !c.full })
}

// match gives blocks of cells that stand beside all names, each with the number of a column that has nothing below its name: one
// to one from the left when there are as many, else the nearer neighbour when it is much nearer.
func match(cols []column, blocks []span) iter.Seq2[span, int] {
	var bare []int
	for i, c := range cols {
		if !c.full {
			bare = append(bare, i)
		}
	}
	grounds := grounds(cols)
	one := len(blocks) == len(bare)
	for k, b := range blocks {
		one = one && beside(grounds, bare[k], b)
	}
	return func(yield func(span, int) bool) {
		for k, b := range blocks {
			at := -1
			if one {
				at = bare[k]
			} else if i := nearest(grounds, b); i >= 0 && !cols[i].full {
				at = i
			}
			if at >= 0 && !yield(b, at) {
				return
			}
		}
	}
}

// nearest returns which of the spans is nearer to a block than half of what any other is, -1 for none.
func nearest(spans []span, b span) int {
	near, far, at := math.Inf(1), math.Inf(1), -1
	for i, c := range spans {
		d := max(c.x0-b.x1, b.x0-c.x1)
		if d < near {
			near, far, at = d, near, i
		} else if d < far {
			far = d
		}
	}
	if far > 2*near {
		return at
	}
	return -1
}

// beside tells whether nothing stands between a span and a block.
func beside(spans []span, i int, b span) bool {
	return (i == 0 || spans[i-1].x1 <= b.x0) && (i+1 == len(spans) || b.x1 <= spans[i+1].x0)
}

// bounds sets where columns end: in the middle of the room between them, or, where none is left because cells of one
// reach below the name of the next, where the fewest cells are cut.
func (g *grid) bounds() {
	g.ends = make([]float64, len(g.cols)-1)
	for i := range g.ends {
		a, b := g.cols[i], g.cols[i+1]
		switch grounds := [2]span{a.cells.with(a.name), b.cells.with(b.name)}; {
		case grounds[0].x1 <= grounds[1].x0:
			g.ends[i] = (grounds[0].x1 + grounds[1].x0) / 2
		case a.cells.x1 <= b.cells.x0:
			g.ends[i] = (a.cells.x1 + b.cells.x0) / 2
		default:
			g.ends[i] = fewest(g.lines, a.name.x1, b.name.x0)
		}
	}
}

// fewest returns the place between two where the fewest chunks are cut, the middle of them when there are several.
func fewest(lines []line, from, to float64) float64 {
	at, best, run := (from+to)/2, math.MaxInt, 0
	const steps = 40
	for k := range steps + 1 {
		x, n := from+(to-from)*float64(k)/steps, 0
		for _, l := range lines {
			for _, c := range l.chunks {
				if c.x0 < x && x < c.x1 {
					n++
				}
			}
		}
		if n < best {
			best, run = n, 0
		} else if n > best {
			continue
		}
		run++
		at = x - (to-from)/steps*float64(run-1)/2
	}
	return at
}

// column tells the column that a text of a line stands in, -1 when that is not certain.
//
// What most cells of a column have in common decides: the edge that they start at, end at or have in their middle. A text with
// that edge, and below the cells of no other column, is of the column. One that reaches below those of others is, when these have
// nothing in the line, and no word of it could be theirs. One without the edge is, when it is below the cells of no other column,
// of a kind with the cells, and much nearer to the edge of this column than to that of any other. Where cells have no edge in
// common, a text has to be within the bounds of the column, or beyond one of them by less than half and below its name alone.
func (g *grid) column(l line, k int) int {
	c := l.chunks[k]
	var a, b [8]int
	met, fit := a[:0], b[:0]
	for i := range g.cols {
		if g.cols[i].cells.meets(c.span()) {
			met = append(met, i)
			if g.fits(i, c) {
				fit = append(fit, i)
			}
		}
	}
	if len(fit) > 1 {
		fit = slices.DeleteFunc(fit, func(i int) bool { return g.cols[i].unlike(c) && !c.ends()[1].figure() })
	}
	switch {
	case len(fit) > 1:
		return -1
	case len(fit) == 1:
		if slices.ContainsFunc(met, func(i int) bool { return i != fit[0] && g.holds(i, fit[0], l, k) }) {
			return -1
		}
		if g.swallows(fit[0], l, k) {
			return -1
		}
		return fit[0]
	case len(met) == 0:
		met = meeting(g.names, c.span())
	}
	if len(met) != 1 {
		return g.within(c, met)
	}
	i := met[0]
	switch col := &g.cols[i]; {
	case g.misses(i-1, i, l, c) || g.misses(i+1, i, l, c):
		return -1
	case g.swallows(i, l, k):
		return -1
	case col.edge == ragged:
		return g.within(c, met)
	case col.unlike(c) || col.wider(c.span()) || !g.nearest(i, c):
		return -1
	}
	return i
}

// misses reports whether a column has nothing at its edge in a line, so that a text near it may be its: nearly all lines fill it,
// or it is of the kind of the text and of the other column nothing is known.
func (g *grid) misses(i, other int, l line, c chunk) bool {
	if i < 0 || i >= len(g.cols) || g.cols[i].unlike(c) {
		return false
	}
	alike := g.cols[other].rows < fewOfKind && g.cols[i].edge != ragged && (g.cols[i].ofFigures() || g.cols[i].ofWords())
	return (alike || g.always(i)) && g.empty(i, l, -1)
}

// swallows reports whether a text of a column may be two that were drawn together, for a column beside it has nothing in the line:
// it is drawn as several texts, as few others of the column are; or, where many are, it starts or ends with a word as the cells of
// that column are, and few of its own, or has digits and letters in one word there; or it is a code as wide as two. It may have
// been moved when it is of a kind with the cells of that column alone.
func (g *grid) swallows(i int, l line, k int) bool {
	c, own := &l.chunks[k], &g.cols[i]
	const exact = 0.3 // what stands there was not moved
	ends, whole := c.ends(), own.whole()
	unlike := own.unlike(*c) && (own.off(c.span()) > exact || words(c.text) && !c.wordy())
	together := whole && c.broken || own.twice(c.span())
	if whole && !together && !unlike && ends[0] != joined && ends[1] != joined {
		return false
	}
	for _, by := range [2]int{i - 1, i + 1} {
		if by < 0 || by >= len(g.cols) || !g.empty(by, l, k) {
			continue
		}
		o := &g.cols[by]
		if together || unlike && (!o.unlike(*c) || words(c.text) && !c.wordy()) {
			return true
		}
		for side, k := range ends {
			if own.rarely(side, k) && (k == joined && (o.ofFigures() || o.ofWords()) || !whole && o.usually(k)) {
				return true
			}
		}
	}
	return false
}

// empty reports whether a column has nothing for certain in a line but for one of the texts.
func (g *grid) empty(i int, l line, but int) bool {
	for k, c := range l.chunks {
		if k != but && (g.fits(i, c) || g.cols[i].edge == ragged && g.cols[i].cells.meets(c.span())) {
			return false
		}
	}
	return true
}

// always reports whether nearly all lines fill a column.
func (g *grid) always(i int) bool {
	rows := 0
	for _, c := range g.cols {
		rows = max(rows, c.rows)
	}
	return rows >= fewOfKind && g.cols[i].edge != ragged && 10*g.cols[i].rows >= 9*rows
}

// fits reports whether a text has the edge of a column.
func (g *grid) fits(i int, c chunk) bool {
	col := &g.cols[i]
	return col.edge != ragged && col.aligned(c.span()) && !col.wider(c.span())
}

// nearest reports whether a text is nearer to the edge of a column than half of what it is to that of any other.
func (g *grid) nearest(i int, c chunk) bool {
	d := g.cols[i].off(c.span())
	for k := range g.cols {
		if k != i && g.cols[k].off(c.span()) < 2*d {
			return false
		}
	}
	return true
}

// shift is how far the cells of one line may stand from those of others, in parts of the size of the letters.
const shift = 4

// holds reports whether a part of a text that has the edge of one column may be a cell of another, which it reaches below:
// where that column has nothing of its own in the line, though nearly all others have, any text of several words may be both; a
// number or code may be one of a column of these, and any word that starts where its cells do or not far before, or ends so, one
// of others. So may one in which a capital or a number starts another text.
func (g *grid) holds(other, own int, l line, k int) bool {
	c, o := l.chunks[k], &g.cols[other]
	if !g.empty(other, l, k) {
		return false
	}
	if len(c.words) > 1 && g.always(other) {
		return true
	}
	figures := o.rows > 1 && 10*o.figures >= 9*o.rows
	ground, far := o.cells.with(o.name), shift*l.size
	for _, w := range c.words {
		if other < own && len(c.words) == 1 {
			return w.kind.figure() && figures && c.x0 < o.cells.x1-sameEdge
		}
		if other > own && w.kind.figure() && figures && w.x1 > ground.x0 {
			return true
		}
		if !figures && w.seam && w.x0 < ground.x1 && w.x1 > ground.x0 {
			return true
		}
		beyond := other > own && w.x0 > ground.x0-far && w.x0 > c.x0 || other < own && w.x1 < ground.x1+far && w.x1 < c.x1
		if beyond && (w.kind.figure() || !figures) {
			return true
		}
	}
	return false
}

// within returns the column in whose bounds a text stands, or that whose name alone it is below when it is beyond one of them by
// less than half; -1 when there is none. Of columns that it is below, none may have an edge.
func (g *grid) within(c chunk, below []int) int {
	const slack = 0.5
	for _, i := range below {
		if g.cols[i].edge != ragged {
			return -1
		}
	}
	i := 0
	for i < len(g.ends) && g.ends[i] < (c.x0+c.x1)/2 {
		i++
	}
	left := i == 0 || c.x0 >= g.ends[i-1]-slack
	right := i == len(g.ends) || c.x1 <= g.ends[i]+slack
	ground := g.cols[i].cells.with(g.cols[i].name)
	switch met := meeting(g.names, c.span()); {
	case g.cols[i].edge != ragged || g.cols[i].unlike(c):
	case left && right && ground.meets(span{c.x0 - slack, c.x1 + slack}):
		return i
	case len(met) == 1 && met[0] == i && (left || right):
		return i
	}
	return -1
}

// sorted puts the chunks of a line in columns; false when one does not fit, which is left out. What has a wide gap in it is not
// one cell, and neither is what has any when a column beside it has nothing.
func (g *grid) sorted(l line) (cells []chunk, ok bool) {
	cells, ok = make([]chunk, len(g.cols)), true
	parts := -1
	for k, c := range l.chunks {
		i := g.column(l, k)
		switch {
		case i < 0 || cells[i].text != "" && c.x0-cells[i].x1 > farGap*l.size:
			ok = false
		case cells[i].text == "":
			cells[i] = c
		default:
			cells[i].text += " " + c.text
			cells[i].x1 = c.x1
			cells[i].words = slices.Concat(cells[i].words, c.words)
			parts = i
		}
	}
	if parts >= 0 {
		beside := cells[max(0, parts-1):min(len(cells), parts+2)]
		ok = ok && !slices.ContainsFunc(beside, func(c chunk) bool { return c.text == "" })
	}
	return cells, ok
}
