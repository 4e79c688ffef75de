package pdffile

import (
	"cmp"
	"math"
	"slices"
)

// sameEdge is how far apart cells of one column may start, end or have their middle, in points.
const sameEdge = 1.0

// edge is what cells of a column have in common.
type edge int

const (
	ragged edge = iota // nothing
	left
	right
	middle
)

// of returns where a span has the edge.
func (e edge) of(s span) float64 {
	switch e {
	case right:
		return s.x1
	case middle:
		return (s.x0 + s.x1) / 2
	case ragged, left:
	}
	return s.x0
}

// column is a column of the table: where its name stands, and how most of its cells do.
type column struct {
	name     span
	cells    span // what most cells take up; the name where there are none
	full     bool // there are cells
	edge     edge
	at       []float64     // where the edge of most cells is; several in a column of labels that are indented
	fixed    bool          // nearly all cells start and end where the others do
	wide     float64       // how wide a cell in the middle is
	rows     int           // that have a cell
	figures  int           // cells of digits and no words
	wordy    int           // cells without a digit
	plain    int           // cells without a letter
	ends     [2][kinds]int // cells by the kind of the first word, and of the last one
	unbroken int           // cells that are drawn as one text, or as several that follow one another closely
}

// Few cells are no evidence of what a column looks like.
const (
	fewCells  = 3
	fewOfKind = 5
)

// off returns how far a span is from where cells of the column have their edge; infinite where they have none in common.
func (c *column) off(s span) float64 {
	d := math.Inf(1)
	for _, at := range c.at {
		d = min(d, math.Abs(c.edge.of(s)-at))
	}
	return d
}

// aligned reports whether a text is where cells of the column have their edge.
func (c *column) aligned(s span) bool { return c.off(s) <= sameEdge }

// ofFigures reports whether the cells are numbers, dates or codes.
func (c *column) ofFigures() bool { return c.mostly(c.figures) }

// ofWords reports whether the cells have no digits.
func (c *column) ofWords() bool { return c.mostly(c.wordy) }

// mostly reports whether a number of cells is all but one in five, or but one.
func (c *column) mostly(n int) bool { return c.rows >= fewOfKind && c.rows-n <= max(1, c.rows/5) }

// wider reports whether a text is wider than the cells of a column of numbers or codes that all take up the same.
func (c *column) wider(s span) bool {
	return c.fixed && c.ofFigures() && (s.x0 < c.cells.x0-sameEdge || s.x1 > c.cells.x1+sameEdge)
}

// twice reports whether a text is so much wider than the dates or codes of a column that it may be two of them.
func (c *column) twice(s span) bool {
	const much = 1.6
	return c.usually(code) && s.x1-s.x0 > much*c.wide
}

// unlike reports whether a text is of another kind than the cells of the column are. Labels that are indented may be of any.
func (c *column) unlike(t chunk) bool {
	if len(c.at) > 1 {
		return false
	}
	return c.ofFigures() && (!t.figure() && words(t.text) || c.mostly(c.plain) && words(t.text)) || c.ofWords() && t.figure()
}

// rarely reports whether few cells have a first word (side 0) or a last word (side 1) of a kind.
func (c *column) rarely(side int, k kind) bool { return c.mostly(c.rows - c.ends[side][k]) }

// usually reports whether most cells have a first or a last word of a kind.
func (c *column) usually(k kind) bool { return c.mostly(c.ends[0][k]) || c.mostly(c.ends[1][k]) }

// whole reports whether most cells are drawn in one.
func (c *column) whole() bool { return c.rows >= fewOfKind && 3*c.unbroken >= 2*c.rows }

// ends returns the kinds of the first and the last word.
func (c chunk) ends() [2]kind { return [2]kind{c.words[0].kind, c.words[len(c.words)-1].kind} }

// figure reports whether every word of the chunk has a digit.
func (c chunk) figure() bool {
	return !slices.ContainsFunc(c.words, func(w word) bool { return !w.kind.figure() })
}

// wordy reports whether no word of the chunk has a digit.
func (c chunk) wordy() bool {
	return !slices.ContainsFunc(c.words, func(w word) bool { return w.kind.figure() })
}

// sample is a text of a line with several.
type sample struct {
	chunk
	whole bool // no other line has a gap within it
}

// stack is texts that stand under one another with one edge in common, or one that has none in common with others.
type stack struct {
	edge  edge
	texts []sample
	core  span // what half of them take up at least
}

// stacked puts texts in stacks, each in the highest that it has an edge in common with. The highest stack comes first.
func stacked(texts []sample) []stack {
	type place struct{ from, n int }
	var places [middle + 1][]place
	for _, e := range []edge{left, right, middle} {
		order := make([]int, len(texts))
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(e.of(texts[a].span()), e.of(texts[b].span())) })
		places[e] = make([]place, len(texts))
		for from := 0; from < len(order); {
			to := from + 1
			for to < len(order) && e.of(texts[order[to]].span())-e.of(texts[order[from]].span()) <= sameEdge {
				to++
			}
			for _, i := range order[from:to] {
				places[e][i] = place{from, to - from}
			}
			from = to
		}
	}
	type key struct {
		edge edge
		from int
	}
	at := map[key]int{}
	var out []stack
	for i, t := range texts {
		best := left
		for _, e := range []edge{right, middle} {
			if places[e][i].n > places[best][i].n {
				best = e
			}
		}
		k := key{best, places[best][i].from}
		if _, ok := at[k]; !ok {
			at[k] = len(out)
			out = append(out, stack{edge: best})
		}
		s := &out[at[k]]
		s.texts = append(s.texts, t)
	}
	for i := range out {
		out[i].core = core(out[i].texts)
	}
	slices.SortStableFunc(out, func(a, b stack) int { return len(b.texts) - len(a.texts) })
	return out
}

// core returns what at least half of the texts take up, from their middle left side to their middle right side.
func core(texts []sample) span {
	x0, x1 := make([]float64, len(texts)), make([]float64, len(texts))
	for i, t := range texts {
		x0[i], x1[i] = t.x0, t.x1
	}
	slices.Sort(x0)
	slices.Sort(x1)
	return span{x0[len(x0)/2], x1[(len(x1)-1)/2]}
}

// below returns the one name that texts of the stack are below, -1 when there is none or more.
func (s stack) below(names []span) int {
	at := -1
	for _, t := range s.texts {
		for _, k := range meeting(names, t.span()) {
			if at >= 0 && k != at {
				return -1
			}
			at = k
		}
	}
	return at
}

// learn finds the columns under names from the lines that have several texts: a column is the stacks below its name, and beside
// it where no other name is so near. A stack with gaps of more lines in it than it has texts is cells drawn together, and none.
func learn(names []span, lines []line) []column {
	cols := make([]column, len(names))
	for i, n := range names {
		cols[i] = column{name: n, cells: n}
	}
	gaps := gapsOf(lines)
	all := slices.DeleteFunc(stacked(samples(lines, gaps)), func(s stack) bool { return gaps.within(s.core) >= len(s.texts) })
	of := make([]int, len(all))
	for i := range of {
		of[i] = -1
	}
	give := func(i, k int) {
		of[i] = k
		c := &cols[k]
		if c.full {
			c.cells = c.cells.with(all[i].core)
		} else {
			c.cells, c.full = all[i].core, true
		}
	}
	for i, s := range all {
		if met := meeting(names, s.core); len(met) == 1 {
			give(i, met[0])
		}
	}
	for more := true; more; {
		more = false
		for i, s := range all {
			if of[i] >= 0 {
				continue
			}
			if met := meeting(grounds(cols), s.core); len(met) == 1 {
				give(i, met[0])
				more = true
			}
		}
	}
	var loose []span
	for i, s := range all {
		if of[i] >= 0 || len(meeting(grounds(cols), s.core)) > 0 {
			continue
		}
		if k := s.below(names); k >= 0 {
			give(i, k)
			continue
		}
		loose = append(loose, s.core)
	}
	for block, k := range match(cols, united(loose)) {
		for i, s := range all {
			if of[i] < 0 && block.meets(s.core) {
				give(i, k)
			}
		}
	}
	for k := range cols {
		var mine []stack
		for i, s := range all {
			if of[i] == k {
				mine = append(mine, s)
			}
		}
		cols[k].settle(mine, k == 0)
	}
	return cols
}

// grounds returns what each column takes up with its name.
func grounds(cols []column) []span {
	out := make([]span, len(cols))
	for i, c := range cols {
		out[i] = c.cells.with(c.name)
	}
	return out
}

// settle finds the edge that most cells of a column have, and what these take up. Labels are indented in several ways.
func (c *column) settle(stacks []stack, labels bool) {
	var count [middle + 1]int
	all := 0
	for _, s := range stacks {
		all += len(s.texts)
		if len(s.texts) > 1 {
			count[s.edge] += len(s.texts)
		}
		for _, t := range s.texts {
			if t.figure() {
				c.figures++
			}
			if t.wordy() {
				c.wordy++
			}
			if !words(t.text) {
				c.plain++
			}
			for side, k := range t.ends() {
				c.ends[side][k]++
			}
			if !t.broken {
				c.unbroken++
			}
		}
	}
	c.rows = all
	if all == 0 {
		return
	}
	for _, e := range []edge{left, right, middle} {
		if count[e] > count[c.edge] {
			c.edge = e
		}
	}
	most := 0
	for _, s := range stacks { // the highest comes first
		if s.edge == c.edge && len(s.texts) > 1 && (labels && c.edge == left || most == 0) {
			c.at = append(c.at, s.edge.of(s.texts[0].span()))
			most += len(s.texts)
		}
	}
	if all < fewCells || 10*most < 6*all {
		c.edge, c.at = ragged, nil
	}
	c.cells = span{math.Inf(1), math.Inf(-1)}
	for _, whole := range []bool{true, false} {
		for _, s := range stacks {
			for _, t := range s.texts {
				if t.whole == whole && (c.edge == ragged || c.aligned(t.span())) {
					c.cells = c.cells.with(t.span())
				}
			}
		}
		if c.cells.x0 <= c.cells.x1 {
			break
		}
	}
	same, widths := 0, []float64{}
	for _, s := range stacks {
		for _, t := range s.texts {
			widths = append(widths, t.x1-t.x0)
			if math.Abs(t.x0-c.cells.x0) <= sameEdge && math.Abs(t.x1-c.cells.x1) <= sameEdge {
				same++
			}
		}
	}
	slices.Sort(widths)
	c.wide = widths[len(widths)/2]
	c.fixed = all >= fewOfKind && 10*same >= 9*all
}

// gap is room between two texts, and how many lines have it there.
type gap struct {
	span
	lines int
}

// gaps is the room between the texts of lines, from the left.
type gaps []gap

func gapsOf(lines []line) gaps {
	count := map[span]int{}
	for _, l := range lines {
		for i := 1; i < len(l.chunks); i++ {
			const step = 0.5
			count[span{math.Round(l.chunks[i-1].x1/step) * step, math.Round(l.chunks[i].x0/step) * step}]++
		}
	}
	out := make(gaps, 0, len(count))
	for s, n := range count {
		out = append(out, gap{s, n})
	}
	slices.SortFunc(out, func(a, b gap) int { return cmp.Or(cmp.Compare(a.x0, b.x0), cmp.Compare(a.x1, b.x1)) })
	return out
}

// within returns how many lines have a gap within a span.
func (g gaps) within(s span) int {
	n := 0
	for _, gap := range g {
		if gap.x0 > s.x0+sameEdge && gap.x1 < s.x1-sameEdge {
			n += gap.lines
		}
	}
	return n
}

// samples returns the texts of lines with several. It leaves out those that may be two cells drawn together: a word of theirs
// starts or ends where another line has a gap.
func samples(lines []line, g gaps) []sample {
	var out []sample
	for _, l := range lines {
		if len(l.chunks) == 1 {
			continue // which may be a title or a note
		}
		for _, c := range l.chunks {
			s, together := sample{c, true}, false
			for _, gap := range g {
				if gap.x0 <= c.x0+sameEdge || gap.x1 >= c.x1-sameEdge {
					continue
				}
				s.whole = false
				for i := 1; i < len(c.words) && !together; i++ {
					together = math.Abs(c.words[i].x0-gap.x1) < sameEdge || math.Abs(c.words[i-1].x1-gap.x0) < sameEdge
				}
			}
			if !together {
				out = append(out, s)
			}
		}
	}
	return out
}
