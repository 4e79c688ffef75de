package htmlfile

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"tvistdata/etl/read/internal/open"
)

// markName is the attribute that carries the number of a tag through the parser, which does not know lines.
const markName = "tvistdatatag"

// nul replaces a NUL byte, which the parser would drop. No character has this code.
const nul = "\ufdd0"

// marks say where in the file the tags of rows, cells and tables are.
type marks struct {
	lines []int        // by number
	lost  map[int]bool // numbers after which a tag without end has other tags in it
	cut   bool         // the file ends inside the table of the last one
}

// swallowed finds a tag whose attributes hold the tags of cells or rows, because a quote in it is missing.
var swallowed = regexp.MustCompile(`(?i).<(/?t[dhr]|/?table)[\s>/]`)

// parse returns the document of a text as a browser builds it, with marks on its tables, its rows and those cells that
// might be outside of one.
func parse(text string) (*html.Node, marks, error) {
	m := marks{lost: make(map[int]bool)}
	var b strings.Builder
	b.Grow(len(text) + len(text)/4)
	text = strings.ReplaceAll(text, "\x00", nul)
	z := html.NewTokenizer(strings.NewReader(text))
	line, off, inRow := 1, 0, false
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		raw := text[off : off+len(z.Raw())]
		off += len(raw)
		if kind != html.StartTagToken && kind != html.EndTagToken && kind != html.SelfClosingTagToken {
			b.WriteString(raw)
			line += strings.Count(raw, "\n")
			continue
		}
		name, _ := z.TagName()
		tag, start, marked := string(name), kind != html.EndTagToken, false
		switch tag {
		case "tr":
			inRow, marked = start, start
		case "td", "th":
			marked = start && !inRow
			m.cut = m.cut || start
		case "table":
			inRow, marked = false, start
			m.cut = start
		case "thead", "tbody", "tfoot":
			inRow = false
		case "body", "html":
			m.cut = m.cut && start
		}
		if marked {
			m.cut = true
			at := 1 + len(name)
			fmt.Fprintf(&b, "%s %s=%d%s", raw[:at], markName, len(m.lines), raw[at:])
			m.lines = append(m.lines, line)
		} else {
			b.WriteString(raw)
		}
		if len(raw) > len("<td></td>") && swallowed.MatchString(raw) {
			m.lost[len(m.lines)-1] = true
		}
		line += strings.Count(raw, "\n")
	}
	if !errors.Is(z.Err(), io.EOF) {
		return nil, m, open.Broken(line, "expected HTML that can be read")
	}
	doc, err := html.Parse(strings.NewReader(b.String()))
	if err != nil {
		return nil, m, open.Broken(0, "expected HTML that can be read, with at most 512 elements in one another")
	}
	return doc, m, nil
}

// number returns the number of a node's mark; -1 when it has none.
func number(n *html.Node) int {
	if v := attr(n, markName); v != "" {
		if i, err := strconv.Atoi(v); err == nil {
			return i
		}
	}
	return -1
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}
