package pdffile

import (
	"cmp"
	"math"
	"slices"
)

// span is what something takes up from left to right.
type span struct{ x0, x1 float64 }

func (a span) meets(b span) bool { return a.x0 < b.x1 && b.x0 < a.x1 }

func (a span) with(b span) span { return span{min(a.x0, b.x0), max(a.x1, b.x1)} }

// grid tells where columns are. A column takes up what its name does, and what stands over or under it; what stands
// beside a name belongs to it when there is no other name that it could belong to.
type grid struct {
	names []span // the header cells
	cols  []span // with the cells below
	ends  []float64
	full  []bool // something was found below
}

// newGrid finds the columns of lines under header cells. seen are the columns of the page before when it had the same
// header cells at the same places.
func newGrid(names, seen []span, lines []line) *grid {
	g := &grid{names: names, cols: slices.Clone(names), full: make([]bool, len(names))}
	if seen != nil {
		g.cols = slices.Clone(seen)
	}
	seeds := slices.Clone(g.cols)
	var loose []span
	for _, l := range lines {
		if len(l.chunks) == 1 {
			continue // which may be a title or a note
		}
		for _, c := range l.chunks {
			s := span{c.x0, c.x1}
			switch met := meeting(seeds, s); len(met) {
			case 0:
				loose = append(loose, s)
			case 1:
				g.cols[met[0]] = g.cols[met[0]].with(s)
				g.full[met[0]] = true
			}
		}
	}
	for more := true; more; {
		more = false
		loose = slices.DeleteFunc(loose, func(s span) bool {
			met := meeting(g.cols, s)
			if len(met) != 1 {
				return len(met) > 1
			}
			g.cols[met[0]] = g.cols[met[0]].with(s)
			g.full[met[0]] = true
			more = true
			return true
		})
	}
	g.match(united(loose))
	g.bounds(lines)
	return g
}

// meeting returns which of the spans s meets.
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

// match gives blocks of cells that stand beside all names to the names that have nothing below: one to one from the left
// when there are as many, else to the nearer neighbour when it is much nearer.
func (g *grid) match(blocks []span) {
	if len(blocks) == 0 {
		return
	}
	var bare []int
	for i, full := range g.full {
		if !full {
			bare = append(bare, i)
		}
	}
	if len(blocks) == len(bare) && !slices.ContainsFunc(bare, func(i int) bool { return !g.beside(i, blocks[slices.Index(bare, i)]) }) {
		for k, i := range bare {
			g.cols[i], g.full[i] = g.cols[i].with(blocks[k]), true
		}
		return
	}
	for _, b := range blocks {
		near, far, at := math.Inf(1), math.Inf(1), -1
		for i, c := range g.cols {
			d := max(c.x0-b.x1, b.x0-c.x1)
			if d < near {
				near, far, at = d, near, i
			} else if d < far {
				far = d
			}
		}
		if at >= 0 && !g.full[at] && far > 2*near {
			g.cols[at], g.full[at] = g.cols[at].with(b), true
		}
	}
}

// beside reports whether nothing stands between a column and a block.
func (g *grid) beside(i int, b span) bool {
	return (i == 0 || g.cols[i-1].x1 <= b.x0) && (i+1 == len(g.cols) || b.x1 <= g.cols[i+1].x0)
}

// bounds sets where columns end: in the middle of the room between them, or, where none is left because cells of one
// reach below the name of the next, where the fewest cells are cut.
func (g *grid) bounds(lines []line) {
	g.ends = make([]float64, len(g.cols)-1)
	for i := range g.ends {
		a, b := g.cols[i], g.cols[i+1]
		if a.x1 <= b.x0 {
			g.ends[i] = (a.x1 + b.x0) / 2
			continue
		}
		g.ends[i] = fewest(lines, g.names[i].x1, g.names[i+1].x0)
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

// column tells the column that a chunk stands in, -1 when that is not certain: it stands within its bounds, or beyond one
// of them by less than half, and below its name and no other.
func (g *grid) column(c chunk) int {
	const slack = 0.5
	at := span{c.x0, c.x1}
	i := 0
	for i < len(g.ends) && g.ends[i] < (c.x0+c.x1)/2 {
		i++
	}
	left := i == 0 || c.x0 >= g.ends[i-1]-slack
	right := i == len(g.ends) || c.x1 <= g.ends[i]+slack
	switch met := meeting(g.names, at); {
	case left && right && g.cols[i].meets(span{c.x0 - slack, c.x1 + slack}):
		return i
	case len(met) == 1 && met[0] == i && (left || right):
		return i
	}
	return -1
}

// overflows tells the column of a chunk that reaches into the next one, which is empty: text that is cut off in sight
// when something stands beside it. That is certain only when its last word starts in its own column.
func (g *grid) overflows(c chunk, l line) int {
	i := 0
	for i < len(g.ends) && g.ends[i] < c.x0 {
		i++
	}
	if i == len(g.ends) || c.last > g.ends[i] || c.x1 > g.cols[i+1].x1 || i > 0 && c.x0 < g.ends[i-1] || !g.cols[i].meets(span{c.x0, c.last}) {
		return -1
	}
	for _, o := range l.chunks {
		if g.column(o) == i+1 {
			return -1
		}
	}
	return i
}

// sorted puts the chunks of a line in columns; false when one does not fit. What has a wide gap in it is not one cell.
func (g *grid) sorted(l line) ([]chunk, bool) {
	cells := make([]chunk, len(g.cols))
	for _, c := range l.chunks {
		i := g.column(c)
		if i < 0 {
			i = g.overflows(c, l)
		}
		if i < 0 || cells[i].text != "" && c.x0-cells[i].x1 > farGap*l.size {
			return cells, false
		}
		if cells[i].text == "" {
			cells[i] = c
			continue
		}
		cells[i].text += " " + c.text
		cells[i].x1 = c.x1
	}
	return cells, true
}
