package htmlfile

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tvistdata/etl/read/internal/colour"
	"tvistdata/etl/source"
)

// look is how the text in an element is shown.
type look struct {
	absent bool    // it takes no place
	struck bool    // it is crossed out, and so is all in it
	lost   bool    // it is see-through, cut off or off the page, and so is all in it
	hidden bool    // it takes its place and is not shown
	folded bool    // it is in a details element that is closed and in a cell: a whole table in one is a page's way to be short
	solid  float64 // how opaque it is, from 0 to 1
	size   float64 // of the letters in pixels
	off    bool    // it is indented off the page
	filled bool    // its letters are filled with another colour than their own
	ink    paint
	fill   paint
	paper  paint
}

// What nobody can see or read.
const (
	faintest = 0.15 // opacity, of 1
	tiniest  = 1    // pixels or points
	smallest = 0.1  // of what it would be
	medium   = 16   // pixels, the size of letters where nothing is said
)

// plainLook is that of a page which says nothing.
func plainLook() look {
	return look{solid: 1, size: medium, ink: paint{Color: colour.Black, known: true}, paper: paint{Color: colour.White, known: true}}
}

// unseen returns how the text is hidden or crossed out; "" when it is seen.
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
	case l.lost, l.off, c.clear, l.solid < faintest:
		return source.Away
	case l.size < 2*tiniest:
		return source.Tiny
	case c.known && l.paper.known && colour.Alike(c.Color, l.paper.Color):
		return source.SameColour
	}
	return ""
}

// of returns the look of text in an element.
func (s *styles) of(n *html.Node) look {
	if n == nil || n.Type != html.ElementNode {
		return plainLook()
	}
	return s.inside(s.of(n.Parent), n)
}

// inside returns the look of text in an element that is inside an element of this look.
func (s *styles) inside(l look, n *html.Node) look {
	said := s.said(n)
	l.absent = l.absent || said[display] == "none" || hasAttr(n, "hidden") || n.DataAtom == atom.Template || isFallback(n)
	l.struck = l.struck || strings.Contains(said[decoration], "line-through")
	l.lost = l.lost || said.cut()
	l.solid *= said.solid()
	l.absent = l.absent || l.folded && !isSummary(n)
	l.folded = n.DataAtom == atom.Details && !hasAttr(n, "open") && inCell(n)
	switch said[visibility] {
	case "hidden", "collapse":
		l.hidden = true
	case "visible":
		l.hidden = false
	}
	l.size = sizeOf(said[fontSize], l.size)
	if by := said[indent]; by != "" && by != "inherit" {
		l.off = slices.ContainsFunc(strings.Fields(by), isOff)
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

// inCell reports whether an element is in a cell of a table.
func inCell(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.Td || n.DataAtom == atom.Th {
			return true
		}
	}
	return false
}

// isSummary reports whether an element is what is shown of a details element that is closed.
func isSummary(n *html.Node) bool {
	for before := n.PrevSibling; before != nil; before = before.PrevSibling {
		if before.DataAtom == atom.Summary {
			return false
		}
	}
	return n.DataAtom == atom.Summary
}

// ratio reads a number or a percentage; otherwise when it is none.
func ratio(s string, otherwise float64) float64 {
	n, unit, ok := quantity(s)
	switch {
	case !ok:
		return otherwise
	case unit == "%":
		return n / 100
	}
	return n
}

// solid returns how opaque an element is, from 0 to 1.
func (s *said) solid() float64 {
	of := ratio(s[opacity], 1)
	for _, f := range functionsIn(s[filter]) {
		if f.name == "opacity" && len(f.args) > 0 {
			of *= ratio(f.args[0], 1)
		}
	}
	return min(max(of, 0), 1)
}

// sizeOf returns the size of letters in pixels among others of a size.
func sizeOf(s string, around float64) float64 {
	switch s {
	case "", "inherit":
		return around
	case "smaller":
		return around / 1.2
	case "larger":
		return around * 1.2
	}
	n, unit, ok := quantity(s)
	switch factor := units[unit]; {
	case !ok:
		return medium // by a word, none of which is too small, or computed
	case unit == "%":
		return around * n / 100
	case unit == "":
		return n
	case factor == 0:
		return n * 10 // a hundredth of a window
	case slices.Contains([]string{"em", "ex", "ch", "cap", "ic", "lh"}, unit):
		return around * n * factor / medium
	default:
		return n * factor
	}
}

// quantity splits a number with a unit.
func quantity(s string) (n float64, unit string, ok bool) {
	at := len(s)
	for at > 0 && (s[at-1] < '0' || s[at-1] > '9') && s[at-1] != '.' {
		at--
	}
	n, err := strconv.ParseFloat(s[:at], 64)
	return n, s[at:], err == nil
}

// holds reports whether text is in a node, except scripts and the like.
func holds(n *html.Node) bool {
	if n.Type == html.TextNode {
		return strings.ContainsFunc(n.Data, func(r rune) bool { return !isBlank(r) })
	}
	if isFallback(n) && n.FirstChild != nil {
		return slices.ContainsFunc(inFallback(n), holds)
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

// isFallback reports whether the inside of an element is for browsers that lack something which all have by now. It is no text, but HTML.
func isFallback(n *html.Node) bool {
	return n.DataAtom == atom.Noscript || n.DataAtom == atom.Noembed || n.DataAtom == atom.Noframes
}

// inFallback returns the elements of what is in such an element.
func inFallback(n *html.Node) []*html.Node {
	nodes, err := html.ParseFragment(strings.NewReader(n.FirstChild.Data), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return nil // it has more elements in one another than a browser takes
	}
	return nodes
}
