// Package htmlfile reads a table from an HTML page, such as a register's web page, a spreadsheet that was saved as one,
// or a page that is named .xls. It would rather reject a row, or refuse a file, than misread it.
//
// # What is read
//
// A page of at most 32 MiB, built as browsers build it, unclosed tags and all. Its text is UTF-8, UTF-16 with a byte
// order mark, or Windows-1252, which the whole file decides and not its meta tag: that one is often wrong. Only where
// the tag names another encoding, and the text is not UTF-8, is the file refused. The bound is there because a page is
// held in memory as a tree: 30 MiB of ordinary rows took 0.7 GB, and of the shortest ones 2.7 GB.
//
// Tables are numbered in the order in which they start, those inside of others too. The table is the declared one
// ("table 2"), or the only one with a header of at least two known column names, or, where no names are known, the one
// with the most cells. Where several fit, the file is refused with what there is to choose from.
//
// The header is the first row in which at least two cells are known column names; where no names are known, the first
// one with anything in it that is not one cell across the table. When its cells reach into rows below, the lowest of
// these rows holds the names. Where names are declared every row is one, and the table is the one with a row as wide as
// they are. Rows without anything in them are no rows, and what package judge takes for none is none:
// what is above the header, the header again, totals at the end. Notes name these, and tables that are not read.
//
// A row's Line is the line of the file that its tr starts on, and the Sheet is the table, "table 1". Where rows share a
// line, Line is the number of the row in its table, from 1, and the Sheet is "table 1, row".
//
// # Cells
//
// A cell is the text that it shows: entities resolved; one blank for any white space, no-break spaces and line breaks
// among it; none at either end. Scripts, styles and comments are left out. A cell that spans rows has its value in each of
// them.
//
// # What is covered
//
// A cell with text that the page crosses out or does not show: in del, s, strike, template, noscript, rp, a dialog that is not open,
// details in the cell that are not, other than their summary, or an element that is hidden, a popover, or by its style (display,
// visibility, content-visibility, text-decoration, opacity, font-size, zoom, letters in the colour of what is behind them or on one
// another, a place, a margin, a padding or an indent off the page, a clip, a transform or a filter that leaves nothing to be read, no
// width or height with what is beyond it not shown, a mask, a blend or a path, which cannot be worked out), in its attributes or in a
// style sheet of the page. A declaration that browsers cannot read is dropped, so that the one before it holds.
//
// What may hide is taken to do so: rules under a condition (@media, unless it is for paper or for reading aloud alone, @supports,
// @container, @scope, @starting-style and such as are not known) as if it held, and again as if it did not; any moment of an animation;
// rules of a selector that is not known for every element that is found without the part which is not, where a tag, a class or the like
// is left of it. Rules that find nothing in or around a table do nothing.
//
// What cannot be worked out is read, and the note look-unknown says so: sheets in files of their own, values that are to be computed (calc,
// var, color-mix, oklch, runs of colours), selectors of which nothing is left, and scripts, which are not run. Such a covered cell is
// source.CoveredCell and its row Covered; a row in which there is nothing else is rejected as covered-text. Column names are read
// whether they are shown or not.
//
// # What is rejected
//
// A row with too few or too many cells; one with a cell across several columns that holds something, or with cells in
// each other's way; one in the table's foot that is no total; one with a cell that holds a table, a form's field, a NUL
// byte, or a picture and nothing else; one with a tag that has other cells in it, because a quote is missing; and the last
// row of a table that the file ends inside of. Findings name places, counts and shapes, never what a cell says.
package htmlfile

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"tvistdata/etl/read/internal/header"
	"tvistdata/etl/read/internal/judge"
	"tvistdata/etl/read/internal/open"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

// Options say what is known of a file before it is read.
type Options = open.Options

const (
	maxFile    = 32 << 20
	batchRows  = 2048
	headerRows = 100 // rows that are searched for the header
)

// swallowing is what is wrong with a row in which a tag has others in its attributes.
const swallowing = "expected every tag to end before the next one, found tags of cells or rows in a tag; rows may be missing"

// Open opens a page and reads the header of its table. Errors name the disclosure, the file, where possible the line,
// and what was expected there.
func Open(path string, o Options) (source.Reader, error) { return open.File(path, o, newReader) }

// reader reads the rows of a page that it holds in memory.
type reader struct {
	in     open.Input
	at     source.Origin
	grid   grid
	lines  []int        // by row
	cut    bool         // the last row may be cut off
	lost   map[int]bool // rows with a tag that swallowed others
	heads  [][]string   // the rows of the header above the names
	header []string
	width  int // cells of the header row, unnamed ones included
	table  *judge.Table
}

func newReader(in open.Input, _ int64, at source.Origin, o Options) (*reader, error) {
	data, err := io.ReadAll(io.LimitReader(in, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("%s: reading: %w", at, source.WithoutPath(err))
	}
	r, err := build(data, at, o)
	if err != nil {
		return nil, open.At(at, err)
	}
	r.in = in
	return r, nil
}

func build(data []byte, at source.Origin, o Options) (*reader, error) {
	if len(data) > maxFile {
		return nil, open.Broken(0, "expected a page of at most %d bytes, found a larger one; export it as CSV, or in parts", maxFile)
	}
	text, err := decode(data, o.Encoding)
	if err != nil {
		return nil, err
	}
	doc, m, err := parse(text)
	if err != nil {
		return nil, err
	}
	sheets := sheetsOf(doc)
	all := tables(doc, m, sheets.worlds(doc))
	t, h, err := choose(doc, all, o)
	if err != nil {
		return nil, err
	}
	r := &reader{at: at, grid: t.grid(), heads: h.rows[:len(h.rows)-1], width: len(h.names())}
	if r.header, err = header.Names(h.names(), o.Headers); err != nil {
		if len(o.Header) > 0 {
			return nil, open.Broken(0, "the declared header: %s", err)
		}
		return nil, open.Broken(t.line, "%s: %s", t.name(), err)
	}
	if err := r.place(t, h, m); err != nil {
		return nil, err
	}
	r.table = judge.New(r.at, r.header, o.Headers)
	if h.last >= 0 {
		r.table.Written(r.lines[h.last], h.names())
	}
	if n := len(h.above); n > 0 {
		r.table.Preamble(r.lines[h.above[0].index], r.lines[h.above[n-1].index])
		r.table.Above(r.lines[h.last], h.rowsAbove())
	}
	says(doc, r.table)
	if len(all) > 1 {
		r.table.Note(0, rule.TableNotRead, fmt.Sprintf("the page has %d tables; %s is read", len(all), t.name()))
	}
	if what := sheets.unknown(); what != "" {
		r.table.Note(0, rule.LookUnknown, "how the page looks is not known whole, for it has "+what+": what they hide or cross out is read like "+
			"the rest; look at the page in a browser")
	}
	return r, nil
}

// place finds out where the rows are and which of them are damaged, and goes past the header.
func (r *reader) place(t table, h head, m marks) error {
	r.at.Sheet = t.name()
	var distinct bool
	if r.lines, distinct = t.rowLines(m); !distinct {
		r.at.Sheet += ", row"
		for i := range r.lines {
			r.lines[i] = i + 1
		}
	}
	last := len(t.rows) - 1
	r.cut = m.cut && marked(t.rows[last], func(i int) bool { return i == len(m.lines)-1 })
	if r.cut && h.last == last {
		return open.Broken(t.line, "%s: expected rows below its header, but the file ends", t.name())
	}
	r.lost = make(map[int]bool)
	for i, row := range t.rows {
		if len(m.lost) > 0 && marked(row, func(i int) bool { return m.lost[i] }) {
			r.lost[i] = true
		}
	}
	for i := range h.last + 1 {
		if r.grid.row(); r.lost[i] {
			return open.Broken(t.line, "%s: %s", t.name(), swallowing)
		}
	}
	r.grid.above = nil // names reach into no row
	return nil
}

// Header returns the column names. One in the middle may be empty.
func (r *reader) Header() []string { return r.header }

// Layout returns the table.
func (r *reader) Layout() source.Layout {
	return source.Layout{Format: "html", Sheet: strings.TrimSuffix(r.at.Sheet, ", row")}
}

// Close frees the page and closes its file.
func (r *reader) Close() error {
	r.grid = grid{}
	return r.in.Close()
}

// Next returns the next rows, about 2,000 at a time.
func (r *reader) Next() (source.Batch, error) {
	b := source.Batch{Sheet: r.at.Sheet}
	r.table.Begin(&b)
	for len(b.Rows)+len(b.Rejects) < batchRows {
		row, ok := r.grid.row()
		if !ok {
			r.table.End(&b)
			break
		}
		r.judge(&b, row)
	}
	if len(b.Rows)+len(b.Rejects)+len(b.Notes) == 0 {
		return b, io.EOF
	}
	return b, nil
}

// judge puts a row, or what is to be said of it, into the batch.
func (r *reader) judge(b *source.Batch, row gridRow) {
	line, texts := r.lines[row.index], row.texts()
	switch {
	case r.cut && r.grid.next == len(r.grid.rows):
		b.Rejects = append(b.Rejects, r.finding(line, rule.Truncated,
			"expected the table to be closed before the file ends; rows may be missing"))
		return
	case r.lost[row.index]:
		b.Rejects = append(b.Rejects, r.finding(line, rule.BadMarkup, swallowing))
		return
	case row.empty():
		return
	case slices.ContainsFunc(r.heads, func(h []string) bool { return slices.Equal(h, texts) }):
		b.Notes = append(b.Notes, r.finding(line, rule.RepeatedHeader, "the row above the column names is here once more; it is "+
			"no row"))
		return
	}
	named, n := len(r.header), len(texts)
	cells := make([]string, named)
	copy(cells, texts)
	if slices.ContainsFunc(row.cells, func(c cell) bool { return c.covered != "" }) {
		r.table.Covered(b, line, cells, max(n, named), func(i int) source.How {
			if i >= n {
				return ""
			}
			return row.cells[i].covered
		})
		return
	}
	if why, text, sure := r.flaw(row); why != nil {
		if sure || !r.table.NoRow(b, line, cells, max(n, named)) {
			b.Rejects = append(b.Rejects, r.finding(line, why, text))
		}
		return
	}
	if r.table.Row(b, line, cells) && slices.ContainsFunc(row.cells, func(c cell) bool { return c.above && c.text != "" }) {
		b.Notes = append(b.Notes, r.finding(line, rule.MergedRows, "a cell reaches into this row from above, and its value is read "+
			"here too"))
	}
}

func (r *reader) finding(line int, why *rule.Rule, text string) source.Finding {
	at := r.at
	at.Line = line
	return source.Finding{Rule: why, At: at, Text: text}
}

// flaw returns what is wrong with a row; no rule when nothing is. It is sure when the texts do not say what the cells hold.
func (r *reader) flaw(row gridRow) (why *rule.Rule, text string, sure bool) {
	for i, c := range row.cells {
		if c.rule != nil {
			return c.rule, fmt.Sprintf("%s in column %d", c.flaw, i+1), true
		}
	}
	why, text = r.misplaced(row)
	return why, text, false
}

// misplaced returns what is wrong with where a row's cells are.
func (r *reader) misplaced(row gridRow) (why *rule.Rule, text string) {
	if row.foot {
		return rule.FooterRow, "expected nothing but totals in the foot of the table"
	}
	for i, c := range row.cells {
		if c.wide && c.text != "" {
			return rule.MergedColumns, fmt.Sprintf("expected every cell in one column, found one across several from column %d on", i+1)
		}
	}
	named, n := len(r.header), len(row.cells)
	switch {
	case row.gap:
		return rule.RaggedRow, fmt.Sprintf("expected %d cells, got %d and others from the rows above that are not beside them", r.width, n)
	case n != r.width && (n < named || n > r.width):
		return rule.RaggedRow, fmt.Sprintf("expected %d cells, got %d", r.width, n)
	}
	for i := named; i < n; i++ {
		if row.cells[i].text != "" {
			return rule.BesideColumns, fmt.Sprintf("expected nothing in column %d, which has no name", i+1)
		}
	}
	return nil, ""
}
