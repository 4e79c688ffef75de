package htmlfile

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tvistdata/etl/read/internal/header"
	"tvistdata/etl/read/internal/open"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

// head is the header of a table.
type head struct {
	rows  [][]string // the lowest one holds the names
	last  int        // the row that it ends with; -1 when it is declared
	above []gridRow  // the rows above it that hold something
}

// rowsAbove counts the rows above the header that look like rows of its table.
func (h head) rowsAbove() (rows int) {
	for _, r := range h.above {
		if header.LikeRow(r.texts(), len(h.names())) {
			rows++
		}
	}
	return rows
}

func (h head) names() []string { return h.rows[len(h.rows)-1] }

// name is what a sidecar calls a table.
func (t table) name() string { return fmt.Sprintf("table %d", t.number) }

// choose finds the table to be read, and its header.
func choose(doc *html.Node, all []table, o Options) (table, head, error) {
	if len(all) == 0 {
		for n := range doc.Descendants() {
			if n.DataAtom == atom.Frameset {
				return table{}, head{}, open.Broken(0, "expected a table, found a page of frames; what they show is in other files")
			}
		}
		return table{}, head{}, open.Broken(0, "expected a table, found none")
	}
	if o.Sheet != "" {
		return declared(all, o)
	}
	var fit []table
	var heads []head
	for _, t := range all {
		h, ok := t.head(o)
		if !ok {
			continue
		}
		if o.Headers == nil && len(fit) > 0 { // the largest
			if t.cells < fit[0].cells {
				continue
			}
			if t.cells > fit[0].cells {
				fit, heads = nil, nil
			}
		}
		fit, heads = append(fit, t), append(heads, h)
	}
	switch len(fit) {
	case 1:
		return fit[0], heads[0], nil
	case 0:
		return table{}, head{}, open.Broken(0, "expected a table with %s, found %s", wanted(o), list(all, nil))
	}
	return table{}, head{}, open.Broken(0, "expected one table with %s, or one to be declared as sheet, found %s", wanted(o), list(fit, heads))
}

// declared returns the table that the sidecar names.
func declared(all []table, o Options) (table, head, error) {
	i := slices.IndexFunc(all, func(t table) bool { return t.name() == o.Sheet })
	if i < 0 {
		return table{}, head{}, open.Broken(0, "expected a table to be declared as \"table 1\" to \"table %d\", got one of the shape %q",
			len(all), source.Shape(o.Sheet))
	}
	h, ok := all[i].head(o)
	if !ok {
		return table{}, head{}, open.Broken(all[i].line, "%s: expected %s", all[i].name(), wanted(o))
	}
	return all[i], h, nil
}

func wanted(o Options) string {
	switch {
	case len(o.Header) > 0:
		return fmt.Sprintf("a row of %d cells, as many as the declared header has, among its first %d", len(o.Header), headerRows)
	case o.Headers == nil:
		return "a row of column names"
	}
	return fmt.Sprintf("a row of two known column names or more among its first %d", headerRows)
}

// list names tables by number, size and line, ten at most.
func list(all []table, heads []head) string {
	var b strings.Builder
	for i, t := range all[:min(len(all), 10)] {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s (%d rows", t.name(), len(t.rows))
		if heads != nil {
			fmt.Fprintf(&b, ", %d columns", len(heads[i].names()))
		}
		fmt.Fprintf(&b, ", on line %d)", t.line)
	}
	if len(all) > 10 {
		fmt.Fprintf(&b, " and %d more", len(all)-10)
	}
	return b.String()
}

// head finds the header of a table, or a row that is as wide as the declared one.
func (t table) head(o Options) (head, bool) {
	g := t.grid()
	var above []gridRow
	for looked := 0; looked < headerRows; {
		r, ok := g.row()
		if !ok {
			return head{}, false
		}
		if r.empty() {
			continue
		}
		looked++
		if o.Unnamed && r.names(nil) && !r.foot {
			return head{rows: [][]string{header.Numbered(len(r.cells))}, last: -1}, true
		}
		if len(o.Header) > 0 {
			if !r.foot && len(r.cells) == len(o.Header) && !r.joined() && !r.layout() {
				return head{rows: [][]string{o.Header}, last: -1}, true
			}
			continue
		}
		if !r.foot && r.names(o.Headers) {
			h := g.below(r, o.Headers)
			h.above = above
			return h, true
		}
		above = append(above, r)
	}
	return head{}, false
}

// names reports whether a row holds column names.
func (r gridRow) names(known func(string) bool) bool {
	if known != nil {
		return header.Known(r.texts(), known) >= 2
	}
	if r.layout() {
		return false
	}
	texts := 0
	for _, c := range r.cells {
		if c.text != "" {
			texts++
		}
	}
	return texts > 1 || texts == 1 && !r.joined()
}

// layout reports whether a row holds a table.
func (r gridRow) layout() bool {
	return slices.ContainsFunc(r.cells, func(c cell) bool { return c.rule == rule.NestedTable })
}

// joined reports whether several columns of a row are one cell.
func (r gridRow) joined() bool {
	return slices.ContainsFunc(r.cells, func(c cell) bool { return c.wide })
}

// below returns the header that starts with a row, whose cells may reach into others that belong to it too: those that
// hold nothing but headings, or as many known names.
func (g *grid) below(r gridRow, known func(string) bool) head {
	h := head{rows: [][]string{r.texts()}, last: r.index}
	rows := h.rows
	for range r.deep {
		low, ok := g.row()
		if !ok {
			break
		}
		rows = append(rows, low.texts())
		headings := low.head || !slices.ContainsFunc(low.cells, func(c cell) bool { return !c.th })
		if headings || known != nil && header.Known(low.texts(), known) >= header.Known(r.texts(), known) {
			h = head{rows: rows, last: low.index}
		}
	}
	return h
}
