package htmlfile

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

const (
	maxColumns = 4096
	maxSpan    = 1000 // columns or rows that a cell spans at most
)

// table is a table element with its rows, without those of tables inside it.
type table struct {
	number int // among the tables of the file, from 1
	line   int
	rows   []*html.Node
	cells  int
	worlds []*styles
	gone   []bool // by column, whether it may be left out
}

// tables returns the tables of a document in the order in which they start.
func tables(doc *html.Node, m marks, worlds []*styles) []table {
	var out []table
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.DataAtom != atom.Table || n.Namespace != "" {
			continue
		}
		t := table{number: len(out) + 1, worlds: worlds}
		if i := number(n); i >= 0 {
			t.line = m.lines[i]
		}
		for group := range n.ChildNodes() {
			if group.DataAtom == atom.Colgroup {
				t.columns(group)
			}
			if group.DataAtom != atom.Tbody && group.DataAtom != atom.Thead && group.DataAtom != atom.Tfoot {
				continue
			}
			for row := range group.ChildNodes() {
				if row.DataAtom == atom.Tr {
					t.rows = append(t.rows, row)
					for range cellsOf(row) {
						t.cells++
					}
				}
			}
		}
		out = append(out, t)
	}
	return out
}

// columns returns which of the columns in a group are collapsed, which hides their cells.
func (t *table) columns(group *html.Node) {
	add := func(n *html.Node, outer bool) {
		gone := outer || slices.ContainsFunc(t.worlds, func(s *styles) bool { return s.said(n)[visibility] == "collapse" })
		for range span(n, "span") {
			if len(t.gone) < maxColumns {
				t.gone = append(t.gone, gone)
			}
		}
	}
	before := len(t.gone)
	outer := slices.ContainsFunc(t.worlds, func(s *styles) bool { return s.said(group)[visibility] == "collapse" })
	for col := range group.ChildNodes() {
		if col.DataAtom == atom.Col {
			add(col, outer)
		}
	}
	if len(t.gone) == before {
		add(group, outer)
	}
}

func cellsOf(row *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for c := range row.ChildNodes() {
			if (c.DataAtom == atom.Td || c.DataAtom == atom.Th) && !yield(c) {
				return
			}
		}
	}
}

// marked reports whether a row has a mark that is so.
func marked(row *html.Node, so func(mark int) bool) bool {
	if so(number(row)) {
		return true
	}
	for n := range row.Descendants() {
		if i := number(n); i >= 0 && so(i) {
			return true
		}
	}
	return false
}

// rowLines returns the line of every row, and whether no two start on the same one.
func (t table) rowLines(m marks) (lines []int, distinct bool) {
	last := 0
	distinct = true
	for _, row := range t.rows {
		n := number(row)
		for c := range cellsOf(row) {
			if n < 0 {
				n = number(c)
			}
			break
		}
		line := last
		if n >= 0 {
			line = m.lines[n]
		}
		lines = append(lines, line)
		distinct = distinct && line > last
		last = line
	}
	return lines, distinct
}

// cell is a column of a row.
type cell struct {
	text    string
	covered source.How // in what way some of what is in it is struck out or hidden; "" for none
	over    bool       // something in it covers what is beside that
	wide    bool       // one of several columns that are one cell, whose text the first one has
	th      bool       // a heading
	above   bool       // reaches into this row from one above
	rule    *rule.Rule // the one that rejects its row; nil for none
	flaw    string
	below   int // rows that it still reaches into
}

// gridRow is a row with a cell for every column, where none is missing.
type gridRow struct {
	index int // of the row in its table
	foot  bool
	head  bool
	cells []cell
	gap   bool // a cell of a row above is further right than this row reaches, or in the way of one
	deep  int  // rows below that its own cells reach into
}

// texts returns the cells' texts.
func (r gridRow) texts() []string {
	out := make([]string, len(r.cells))
	for i, c := range r.cells {
		out[i] = c.text
	}
	return out
}

// empty reports whether nothing is in the row.
func (r gridRow) empty() bool {
	for _, c := range r.cells {
		if c.text != "" || c.rule != nil || c.covered != "" {
			return false
		}
	}
	return true
}

// grid goes over the rows of a table and gives each the cells that reach into it from above.
type grid struct {
	rows   []*html.Node
	worlds []*styles
	next   int
	group  *html.Node
	gone   []bool
	looks  []look // of the group, by world
	above  []cell // by column; those with below 0 are over
}

// grid begins with the first row of a table.
func (t table) grid() grid {
	return grid{rows: t.rows, worlds: t.worlds, gone: t.gone, looks: make([]look, len(t.worlds))}
}

// row returns the next row; false after the last.
func (g *grid) row() (gridRow, bool) {
	if g.next == len(g.rows) {
		return gridRow{}, false
	}
	node := g.rows[g.next]
	if node.Parent != g.group {
		g.group, g.above = node.Parent, nil
		for i, w := range g.worlds {
			g.looks[i] = w.of(node.Parent)
		}
	}
	r := gridRow{index: g.next, head: g.group.DataAtom == atom.Thead, foot: g.group.DataAtom == atom.Tfoot}
	outer := make([]look, len(g.worlds))
	for i, w := range g.worlds {
		outer[i] = w.inside(g.looks[i], node)
	}
	g.next++
	for n := range cellsOf(node) {
		g.reach(&r)
		c := g.worlds[0].content(n, outer[0])
		for i, w := range g.worlds[1:] {
			if c.covered == "" {
				c.covered = w.content(n, outer[i+1]).covered
			}
		}
		if at := len(r.cells); at < len(g.gone) && g.gone[at] && c.covered == "" && c.text != "" {
			c.covered = source.Hidden
		}
		c.below = span(n, "rowspan") - 1
		r.deep = max(r.deep, c.below)
		columns := span(n, "colspan")
		for i := range columns {
			if len(r.cells) == maxColumns {
				r.gap = true
				break
			}
			c.wide = columns > 1
			r.gap = r.gap || len(r.cells) < len(g.above) && g.above[len(r.cells)].below > 0 && i > 0
			r.cells = append(r.cells, c)
			c.text = ""
		}
	}
	g.reach(&r)
	for i := len(r.cells); i < len(g.above); i++ {
		r.gap = r.gap || g.above[i].below > 0
	}
	g.above = append(g.above[:0], r.cells...)
	return r, true
}

// reach appends the cells from above that come next.
func (g *grid) reach(r *gridRow) {
	for len(r.cells) < len(g.above) && g.above[len(r.cells)].below > 0 {
		c := g.above[len(r.cells)]
		c.below--
		c.above = true
		r.cells = append(r.cells, c)
	}
}

// span returns the number of columns or rows that a cell covers.
func span(n *html.Node, name string) int {
	v, err := strconv.Atoi(strings.TrimSpace(attr(n, name)))
	switch {
	case name == "rowspan" && err == nil && v == 0:
		return maxSpan // to the end of its group
	case err != nil || v < 1:
		return 1
	}
	return min(v, maxSpan)
}

// content returns the text of a cell in a row of a look, and what is wrong with it.
func (s *styles) content(n *html.Node, outer look) cell {
	c := cell{th: n.DataAtom == atom.Th}
	w := words{styles: s}
	picture := w.collect(n, s.inside(outer, n), &c)
	if c.text = w.String(); c.over && c.text != "" && c.covered == "" {
		c.covered = source.Beneath
	}
	switch {
	case c.rule != nil:
	case strings.Contains(c.text, markName):
		c.rule, c.flaw = rule.BadMarkup, "expected text, found tags inside of a text"
	case strings.Contains(c.text, nul):
		c.rule, c.flaw = rule.NULByte, "expected text, found a NUL byte"
	case picture && c.text == "":
		c.rule, c.flaw = rule.Picture, "expected text, found a picture"
	}
	return c
}

// words collects text, with one blank for any white space.
type words struct {
	strings.Builder
	styles *styles
	blank  bool
}

func (w *words) add(text string) {
	for _, r := range text {
		if isBlank(r) {
			w.blank = true
			continue
		}
		if w.blank && w.Len() > 0 {
			w.WriteByte(' ')
		}
		w.blank = false
		w.WriteRune(r)
	}
}

func isBlank(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\f', '\u00a0':
		return true
	}
	return false
}

// collect adds what is in an element of a look, and reports whether a picture does.
func (w *words) collect(n *html.Node, l look, c *cell) (picture bool) {
	for child := range n.ChildNodes() {
		if child.Type == html.TextNode {
			if how := l.unseen(); how != "" && c.covered == "" && holds(child) {
				c.covered = how
			}
			w.add(child.Data)
			continue
		}
		if child.Type != html.ElementNode {
			continue
		}
		in := w.styles.inside(l, child)
		c.over = c.over || w.styles.lies(child)
		if in.absent && !l.absent {
			if c.covered == "" && holds(child) {
				c.covered = in.unseen()
			}
			continue
		}
		switch kindOf(child) {
		case skipped:
		case shown:
			picture = true
		case control:
			c.rule, c.flaw = rule.FormField, "expected text, found a form's field"
		case nested:
			c.rule, c.flaw = rule.NestedTable, "expected text, found a table"
		case block:
			w.blank = true
			picture = w.collect(child, in, c) || picture
			w.blank = true
		case inline:
			picture = w.collect(child, in, c) || picture
		}
	}
	return picture
}

// kind is what an element does to the text of a cell.
type kind int

const (
	inline  kind = iota
	block        // is separated from the text around it
	skipped      // is not shown
	shown        // is shown, but is no text
	control      // holds a value that is no text
	nested       // is a table
)

func kindOf(n *html.Node) kind {
	if n.Namespace != "" {
		return shown
	}
	switch n.Data {
	case "script", "style", "noscript", "noembed", "noframes", "title", "datalist":
		return skipped
	case "img", "canvas", "object", "embed", "iframe", "video", "audio":
		return shown
	case "table":
		return nested
	case "select", "textarea", "meter", "progress":
		return control
	case "input":
		switch strings.ToLower(attr(n, "type")) {
		case "hidden", "button", "submit", "reset", "image":
			return skipped
		}
		return control
	case "br", "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "hr", "pre", "address",
		"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header",
		"footer", "center", "form", "details", "summary", "sup", "sub": //nolint:misspell // the name of a tag
		return block
	}
	return inline
}
