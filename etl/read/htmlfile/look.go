package htmlfile

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// look tells how text is shown that stands in an element.
type look struct {
	absent bool // it takes no place
	struck bool // it is crossed out
}

// unseen tells whether the text is hidden or crossed out.
func (l look) unseen() bool { return l.absent || l.struck }

// inside gives the look of text in an element that stands in one of this look.
func (l look) inside(n *html.Node) look {
	l.absent = l.absent || hasAttr(n, "hidden") || n.DataAtom == atom.Template
	switch n.DataAtom {
	case atom.Del, atom.S, atom.Strike:
		l.struck = true
	}
	style := strings.ToLower(strings.Join(strings.Fields(attr(n, "style")), ""))
	l.absent = l.absent || strings.Contains(style, "display:none")
	return l
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
