package htmlfile

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tvistdata/etl/read/internal/colour"
	"tvistdata/etl/source"
)

// look tells how text is shown that stands in an element.
type look struct {
	absent bool // it takes no place
	struck bool // it is crossed out, and so is all in it
	lost   bool // it is see-through, cut off or off the page, and so is all in it
	hidden bool // it takes its place and is not shown
	folded bool // it stands in a details element that is closed and in a cell: a whole table in one is a page's way to be short
	tiny   bool // nobody can read letters of this size
	off    bool // it is indented off the page
	filled bool // its letters are filled with another colour than their own
	ink    paint
	fill   paint
	paper  paint
}

// What nobody can see or read.
const (
	faintest = 0.1 // opacity, of 1
	tiniest  = 1   // pixels or points
	smallest = 0.1 // of the letters around
)

// plainLook is that of a page which says nothing.
func plainLook() look {
	return look{ink: paint{Color: colour.Black, known: true}, paper: paint{Color: colour.White, known: true}}
}

// unseen tells how the text is hidden or crossed out; "" when it is seen.
func (l look) unseen() source.How {
	c := l.ink
	if l.filled {
		c = l.fill
	}
	switch {
	case l.struck:
		return source.Struck
	case l.absent, l.hidden, l.folded:
		return source.Hidden
	case l.lost, l.off, c.clear:
		return source.Away
	case l.tiny:
		return source.Tiny
	case c.known && l.paper.known && colour.Alike(c.Color, l.paper.Color):
		return source.SameColour
	}
	return ""
}

// of gives the look of text in an element.
func (s *styles) of(n *html.Node) look {
	if n == nil || n.Type != html.ElementNode {
		return plainLook()
	}
	return s.inside(s.of(n.Parent), n)
}

// inside gives the look of text in an element that stands in one of a look.
func (s *styles) inside(l look, n *html.Node) look {
	said := s.said(n)
	l.absent = l.absent || said[display] == "none" || hasAttr(n, "hidden") || n.DataAtom == atom.Template
	l.struck = l.struck || strings.Contains(said[decoration], "line-through")
	l.lost = l.lost || isFaint(said[opacity]) || said.cut()
	l.absent = l.absent || l.folded && !isSummary(n)
	l.folded = n.DataAtom == atom.Details && !hasAttr(n, "open") && inCell(n)
	switch said[visibility] {
	case "hidden", "collapse":
		l.hidden = true
	case "visible":
		l.hidden = false
	}
	if size := said[fontSize]; size != "" && size != "inherit" {
		tiny, relative := isTiny(size)
		l.tiny = tiny || relative && l.tiny
	}
	if by := said[indent]; by != "" && by != "inherit" {
		l.off = isFar(by)
	}
	if c := said[inkFill]; c != "" && c != "inherit" {
		l.fill, l.filled = paintOf(c), c != "currentcolor"
	}
	if c := said[ink]; c != "" && c != "inherit" && c != "currentcolor" {
		l.ink = paintOf(c)
	}
	switch c := paintOf(said[paper]); {
	case said[paper] == "" || said[paper] == "none" || said[paper] == "inherit" || c.clear:
	case said[paper] == "currentcolor":
		l.paper = l.ink
	default:
		l.paper = c
	}
	return l
}

// inCell tells whether an element stands in a cell of a table.
func inCell(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.Td || n.DataAtom == atom.Th {
			return true
		}
	}
	return false
}

// isSummary tells whether an element is what is shown of a details element that is closed.
func isSummary(n *html.Node) bool {
	for before := n.PrevSibling; before != nil; before = before.PrevSibling {
		if before.DataAtom == atom.Summary {
			return false
		}
	}
	return n.DataAtom == atom.Summary
}

// isFaint tells an opacity at which nothing is seen.
func isFaint(s string) bool {
	n, unit, ok := quantity(s)
	if unit == "%" {
		n /= 100
	}
	return ok && n < faintest
}

// isTiny tells a size in which nobody can read, and whether it is one of the letters around.
func isTiny(s string) (tiny, relative bool) {
	n, unit, ok := quantity(s)
	switch unit {
	case "%":
		return ok && n/100 < smallest, true
	case "em":
		return ok && n < smallest, true
	case "", "px", "pt":
		return ok && n <= tiniest, false
	}
	return ok && n < smallest, false
}

// quantity takes a number with a unit apart.
func quantity(s string) (n float64, unit string, ok bool) {
	at := len(s)
	for at > 0 && (s[at-1] < '0' || s[at-1] > '9') && s[at-1] != '.' {
		at--
	}
	n, err := strconv.ParseFloat(s[:at], 64)
	return n, s[at:], err == nil
}

// holds tells whether text stands in a node, scripts and the like apart.
func holds(n *html.Node) bool {
	if n.Type == html.TextNode {
		return strings.ContainsFunc(n.Data, func(r rune) bool { return !isBlank(r) })
	}
	if n.Type != html.ElementNode || kindOf(n) == skipped {
		return false
	}
	for child := range n.ChildNodes() {
		if holds(child) {
			return true
		}
	}
	return false
}
