package pdffile

import (
	"slices"
	"strings"

	"tvistdata/etl/read/internal/header"
)

const maxHeaderLines = 3

// heading is the lines of a page that hold column names.
type heading struct {
	from, to int // of the page's lines, without to
	texts    []string
	spans    []span
	known    func(string) bool // when names that stand near together were parted by it; else nil
}

// findHeading looks for column names: the lines with the most known ones, of which there must be two and half of the
// texts; or else the first line that has a text over every column below it and nothing between.
func findHeading(lines []line, known func(string) bool) (heading, bool) {
	var best heading
	most := 1
	for i := range lines {
		for k := 1; k <= maxHeaderLines && i+k <= len(lines); k++ {
			for _, by := range []func(string) bool{nil, known} {
				h, ok := headingAt(lines, i, k, by)
				if n := header.Known(h.texts, known); ok && n > most && 2*n >= len(h.texts) {
					best, most = h, n
				}
			}
		}
	}
	if most > 1 {
		return best, true
	}
	for i := range lines {
		if h, ok := headingAt(lines, i, 1, nil); ok && len(h.texts) > 1 && overAll(h, lines[i+1:]) {
			return h, true
		}
	}
	return best, false
}

// headingAt reads k lines as column names; names that stand over one another are one. Known names that are drawn together are
// parted, unless known is nil. It gives false when the lines are not together.
func headingAt(lines []line, i, k int, known func(string) bool) (heading, bool) {
	h := heading{from: i, to: i + k, known: known}
	var names []chunk
	for j := i; j < i+k; j++ {
		if j > i && lines[j-1].y-lines[j].y > 2*lines[j].size {
			return h, false
		}
		if known == nil {
			names = append(names, lines[j].chunks...)
			continue
		}
		for _, c := range lines[j].chunks {
			names = append(names, parted(c, known)...)
		}
	}
	all := make([]span, len(names))
	for i, c := range names {
		all[i] = c.span()
	}
	h.spans = united(all)
	h.texts = make([]string, len(h.spans))
	for _, c := range names {
		at := meeting(h.spans, c.span())
		if len(at) == 0 {
			return h, false // letters without width stand over nothing
		}
		h.texts[at[0]] = strings.TrimSpace(h.texts[at[0]] + " " + c.text)
	}
	return h, true
}

// parted returns the known names that a text is made of with no blank between them, or the text.
func parted(c chunk, known func(string) bool) []chunk {
	if known(c.text) {
		return []chunk{c}
	}
	var out []chunk
	from := 0
	for i := 1; i <= len(c.words); i++ {
		if i < len(c.words) && !c.words[i].apart {
			continue
		}
		if part := c.from(from, i); known(part.text) {
			out = append(out, part)
			from = i
		}
	}
	if from < len(c.words) {
		return []chunk{c}
	}
	return out
}

// overAll tells whether every column below has exactly one of the names over it. Lines of one text may be titles.
func overAll(h heading, below []line) bool {
	var body []line
	for _, l := range below {
		if len(l.chunks) > 1 {
			body = append(body, l)
		}
	}
	if len(body) == 0 {
		return false
	}
	g := newGrid(h.spans, nil, body)
	fit := 0
	for _, l := range body {
		if _, ok := g.sorted(l); ok {
			fit++
		}
	}
	return g.full() && 4*fit >= 3*len(body)
}

// again finds the next lines from i on that repeat the column names. A first column without a name stands where it did.
func (h heading) again(lines []line, from int) (heading, bool) {
	k, names := h.to-h.from, h.texts
	unnamed := len(names) > 0 && names[0] == ""
	if unnamed {
		names = names[1:]
	}
	for i := from; i+k <= len(lines); i++ {
		texts := 0
		for _, l := range lines[i : i+k] {
			texts += len(l.chunks)
		}
		if len(lines[i].chunks) > len(names) || h.known == nil && texts < len(names) {
			continue
		}
		same := func(a, b string) bool { return header.Fold(a) == header.Fold(b) }
		if o, ok := headingAt(lines, i, k, h.known); ok && slices.EqualFunc(o.texts, names, same) {
			if unnamed {
				o.texts, o.spans = h.texts, slices.Concat(h.spans[:1], o.spans)
			}
			return o, true
		}
	}
	return heading{}, false
}

// withUnnamed adds a first column without a name when most rows below have something left of all names, and the first
// name has something of its own below.
func (h heading) withUnnamed(lines []line) heading {
	below := lines[h.to:]
	g := newGrid(h.spans, nil, below)
	var left []span
	for _, l := range below {
		if c := l.chunks[0]; g.cols[0].full && c.x1 <= g.cols[0].cells.with(g.cols[0].name).x0 && g.column(l, 0) < 0 {
			left = append(left, span{c.x0, c.x1})
		}
	}
	if len(left) == 0 || 2*len(left) < len(below) {
		return h
	}
	all := left[0]
	for _, s := range left {
		all = all.with(s)
	}
	h.spans = append([]span{all}, h.spans...)
	h.texts = append([]string{""}, h.texts...)
	return h
}
