package pdffile

import (
	"slices"

	"tvistdata/etl/read/internal/judge"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

// counts holds what lines that are no rows say of how many rows there are, until all are read.
type counts struct {
	said          []said
	last          []*row // the last rows so far, which read like totals or counts
	rows, rejects int
}

// said is the text of a line.
type said struct {
	page, line int
	texts      []string
}

// say keeps the texts of lines of a page that are no rows, from one to before another.
func (c *counts) say(p *page, from, to int) {
	for _, l := range p.lines[from:to] {
		one := said{page: p.number, line: l.number}
		for _, chunk := range l.chunks {
			one.texts = append(one.texts, chunk.text)
		}
		if len(c.said) < maxSaid && !slices.ContainsFunc(one.texts, isVeiled) {
			c.said = append(c.said, one)
		}
	}
}

// maxSaid is how many lines are kept.
const maxSaid = 10_000

// without returns the next rows without those that read like totals or counts, unless another row follows them.
func (c *counts) without(rows []*row) []*row {
	all := append(c.last, rows...)
	n := len(all)
	for n > 0 && judge.Counts(all[n-1].only()) {
		n--
	}
	c.last = slices.Clone(all[n:])
	return all[:n]
}

// only returns the only text of a row; "" for another row.
func (r *row) only() (text string) {
	for _, c := range r.cells {
		if c.text != "" && text != "" {
			return ""
		}
		if c.text != "" {
			text = c.text
		}
	}
	if r.covered != "" || isVeiled(text) {
		return ""
	}
	text, _ = source.Clean(text)
	return text
}

// found returns what is found once all rows are read, of which the last ones are no rows, in a file with so many pages.
func (c *counts) found(at source.Origin, pages int) (notes []source.Finding) {
	for _, r := range c.last {
		place := at
		place.Sheet, place.Line = pageName(r.page), r.line
		notes = append(notes, source.Finding{Rule: rule.Footer, At: place, Text: "the line is a total or count below the rows; it is no row"})
		c.said = append(c.said, said{r.page, r.line, []string{r.only()}})
	}
	for _, s := range c.said {
		place := at
		place.Sheet, place.Line = pageName(s.page), s.line
		notes = append(notes, judge.Counted(place, s.texts, pages, c.rows, c.rejects)...)
	}
	return notes
}
