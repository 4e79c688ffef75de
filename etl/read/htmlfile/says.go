package htmlfile

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tvistdata/etl/read/internal/judge"
)

// longestSaying is how many bytes a text beside the table has at most that is looked at for what it says of rows.
const longestSaying = 200

// onward is the text of a link to the next page of a list.
var onward = regexp.MustCompile(`(?i)^(?:nästa(?: sida)?|next(?: page)?)\s*[»›>→]*$`)

// says looks at what stands outside of tables for what it says of rows that are on other pages. It returns the text of a node, and false
// when that is too long or the node holds a table.
func says(n *html.Node, t *judge.Table) (text string, whole bool) {
	if n.Type == html.TextNode {
		return n.Data, len(n.Data) <= longestSaying
	}
	if slices.Contains([]atom.Atom{atom.Table, atom.Script, atom.Style, atom.Template, atom.Noscript}, n.DataAtom) {
		return "", n.DataAtom != atom.Table
	}
	var b strings.Builder
	whole = true
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		inner, ok := says(c, t)
		if whole = whole && ok && b.Len()+len(inner) <= longestSaying; whole {
			b.WriteString(inner)
		}
	}
	if !whole || n.Type != html.ElementNode {
		return "", false
	}
	text = b.String()
	bare := strings.Join(strings.Fields(text), " ")
	t.Says(0, []string{bare})
	if leadsOn(n, bare) {
		t.Further("a link leads to the next page")
	}
	return text, true
}

// leadsOn reports whether a node is a link to the next page.
func leadsOn(n *html.Node, text string) bool {
	if n.DataAtom != atom.A && n.DataAtom != atom.Link {
		return false
	}
	href, rel := "", ""
	for _, a := range n.Attr {
		switch a.Key {
		case "href":
			href = strings.TrimSpace(a.Val)
		case "rel":
			rel = a.Val
		case "aria-disabled":
			if a.Val == "true" {
				return false
			}
		}
	}
	if href == "" || href == "#" {
		return false
	}
	return slices.Contains(strings.Fields(strings.ToLower(rel)), "next") || n.DataAtom == atom.A && onward.MatchString(text)
}
