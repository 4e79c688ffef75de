// Package xlsxfile reads a table from a worksheet of an XLSX workbook, row by row in constant memory apart from the
// workbook's shared texts.
//
// It walks the worksheet's XML itself. General readers of workbooks end a damaged worksheet without an error, and do
// not distinguish a date or a truth value from a number while they stream.
//
// # What is read
//
// The named sheet; the only one that is not hidden; or, of several, the only one with known column names. Where no names are known or
// looked for, it is the first in which two rows have two cells. Others in
// which there is something are noted, unless they are read by themselves. The header is in the rows that were declared; else it is
// the first row with two known column names;
// when there is none, a row with one that is the first row of all, or holds nothing else; the first row with anything in it when
// no names are known. What is above it is left out and noted. Rows without anything in them are no rows; hidden
// and filtered rows are rows like others, and noted, as hidden columns and those without width are. A note beside the table is left
// out. A row that has no number takes that of its first cell; a cell that says it is of another row than its own, or has two values,
// is an error. Package judge says
// which lines are no rows either,
// and which cells mean nothing. Cells that are absent at the end of a row are empty. A row's Line is its number in the
// sheet.
//
// # Cells
//
//   - Text comes cleaned, with the words that its format shows around it, as "ARN "@ does.
//   - A number comes as the number that is stored, not as its format shows it: without exponent, without zeros at the
//     end of its decimals, with 15 digits at most when it has decimals. It is left as written where digits may have been lost on
//     the way: see number. Only where the
//     format shows nothing but digits and signs or words between them, as 00000, 000000-0000 and "ARN "0000-##### do, it
//     comes as shown. Per cent, another currency than kronor, and thousands that are not stored come with the number: 25%, 12 tkr.
//   - A number whose format is that of a date comes as a date, 2023-03-01, with the time after it when there is one,
//     2023-03-01T14:30:00. A time of day without a date, and a duration, come as 14:30:00 and 36:00:00.
//   - Truth values come as TRUE and FALSE, formulas as the value that was stored with them. A formula without one rejects
//     its row, and so does each row in which one that fills several cells has none; an error value does, other than #N/A. A zero is
//     none in a workbook that says that its formulas are to be counted when it is opened, nor is 0.0: that is what programs write
//     that count none.
//   - Of cells that are merged over several rows each has the value, which is noted. One that is merged over several
//     columns rejects its rows; column names that are, are none.
//
// # What is covered
//
// A cell with something in it that is not shown, or struck out: letters in the colour of the cell's fill, or of a size that nobody can
// read, all or a run of them; a number format that shows nothing of a value of its kind, other than one that leaves out
// zeros and shows the numbers above, though it may show words; a picture or a filled shape over it, whether cells or a place of the
// sheet hold it; cells beside or above it that it is merged with, unless they say the same; a row
// that was given a height under 2 points and is not hidden. Conditions are not tried: one that may do any of this counts as if it
// did. Colours are resolved as ECMA-376 part 1 has them (18.8.3, 18.8.19, 18.8.27), automatic letters are black, and cells without
// a fill white; what table styles fill is not looked at, nor are charts and comments. What a drawing covers is known from the sizes that
// the sheet gives its rows and columns; rows for which it gives none are taken to have the usual one. Such a cell is
// source.CoveredCell and its row Covered; a row in which there is nothing else is rejected as covered-text. Column names and what
// is above them are read whether they are shown or not.
package xlsxfile

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"tvistdata/etl/read/internal/judge"
	"tvistdata/etl/read/internal/open"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

// Options say what is known of a file before it is read.
type Options = open.Options

const (
	batchRows  = 2048
	headerRows = 100 // rows that are searched for the header
)

// Open opens a workbook and reads the header of its table. Errors name the disclosure, the file, where possible sheet
// and row, and what was expected there.
func Open(path string, o Options) (source.Reader, error) { return open.File(path, o, newReader) }

type reader struct {
	f      open.Input
	at     source.Origin
	rows   *sheet
	header []string
	table  *judge.Table
	notes  []source.Finding // before there is a table
	read   []row            // rows that were read while the header was looked for
	below  int              // the last row that a column name is merged with
	last   int              // the last row that was judged; 0 before the first
	layout source.Layout
	err    error
}

func newReader(f open.Input, size int64, at source.Origin, o Options) (r *reader, err error) {
	defer caught(&err, at)
	w, err := openWorkbook(f, size)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	chosen, err := w.choose(o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	r = &reader{f: f, at: at, notes: w.unread(chosen, o.Elsewhere, at), layout: source.Layout{
		Format: "xlsx", Sheet: w.sheets[chosen].name, Is1904: w.is1904,
	}}
	for _, s := range w.sheets {
		r.layout.Sheets = append(r.layout.Sheets, s.name)
	}
	at.Sheet = sheetNumber(chosen)
	r.at = at
	if r.rows, err = w.openSheet(w.sheets[chosen].part); err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	return r, r.readHeader(o)
}

// Share returns how much of the sheet is read.
func (r *reader) Share() float64 {
	if r.rows.size == 0 {
		return 0
	}
	return min(1, float64(r.rows.dec.InputOffset())/float64(r.rows.size))
}

// caught turns a panic into an error: a workbook comes from outside, and none may stop the program.
func caught(err *error, at source.Origin) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%s: expected a workbook that can be read, but reading it failed: %v", at, p)
	}
}

// Header returns the column names. One in the middle may be empty.
func (r *reader) Header() []string { return r.header }

// Layout returns the sheets, and the row of the column names.
func (r *reader) Layout() source.Layout { return r.layout }

// Close closes the file.
func (r *reader) Close() error { return errors.Join(r.rows.close(), r.f.Close()) }

// Next returns the next rows, about 2,000 at a time.
func (r *reader) Next() (b source.Batch, err error) {
	if r.err != nil {
		return source.Batch{}, r.err
	}
	defer func() { r.err = err }()
	defer caught(&err, r.at)
	b.Sheet = r.at.Sheet
	r.table.Begin(&b)
	slab := make([]string, 0, batchRows*min(len(r.header), 64))
	for len(b.Rows)+len(b.Rejects) < batchRows {
		row, err := r.nextRow()
		if errors.Is(err, io.EOF) {
			r.table.End(&b)
			break
		}
		if err != nil {
			return source.Batch{}, fmt.Errorf("%s: %w", r.place(row.line), err)
		}
		slab = r.judge(&b, row, slab)
	}
	if len(b.Rows)+len(b.Rejects)+len(b.Notes) == 0 {
		return b, io.EOF
	}
	return b, nil
}

// nextRow returns the next row below the header.
func (r *reader) nextRow() (row, error) {
	if len(r.read) > 0 {
		next := r.read[0]
		r.read = r.read[1:]
		return next, nil
	}
	return r.rows.next()
}

// judge puts a row, or what is to be said of it, into the batch.
func (r *reader) judge(b *source.Batch, row row, slab []string) []string {
	if r.last > 0 && row.line > r.last+1 {
		r.table.Empty()
	}
	r.last = row.line
	from, width := len(slab), len(r.header)
	slab = slices.Grow(slab, width)[:from+width]
	clear(slab[from:])
	cells, n := slab[from:from+width:from+width], width
	var beyond []string
	for _, c := range row.cells {
		if c.column < width {
			cells[c.column] = c.text
		} else {
			n = c.column + 1
			beyond = append(append(beyond, make([]string, n-width-1-len(beyond))...), c.text)
		}
	}
	covered := slices.ContainsFunc(row.cells, func(c cell) bool { return c.covered != "" })
	if beyond != nil && !covered && r.table.Aside(b, row.line, cells, beyond) {
		row.cells, n = row.cells[:len(row.cells)-1], width
	}
	if row.hidden {
		r.note(b, row.line, rule.HiddenRow, "the row is hidden; it is read like the others")
	}
	if covered {
		r.table.Covered(b, row.line, cells, n, row.covers)
		return slab
	}
	if why, text := r.flaw(row); why != nil {
		if why == rule.FormulaWithoutValue || !r.table.NoRow(b, row.line, cells, n) {
			b.Rejects = append(b.Rejects, source.Finding{Rule: why, At: r.place(row.line), Text: text})
		}
		return slab[:from]
	}
	if !r.table.Row(b, row.line, cells) {
		return slab[:from]
	}
	kept := &b.Rows[len(b.Rows)-1]
	for _, c := range row.cells {
		if !c.thousandth && c.stored == "" {
			continue
		}
		column := r.table.Column(c.column)
		if c.thousandth {
			kept.Thousandths = append(kept.Thousandths, column)
		}
		if c.stored != "" && c.stored != kept.Cell(column) {
			if kept.Written == nil {
				kept.Written = slices.Clone(kept.Cells)
			}
			kept.Written[column] = c.stored
		}
	}
	if row.filled {
		r.note(b, row.line, rule.MergedRows, "a cell is merged with ones above it and has their value")
	}
	return slab
}

// covers returns how something that a column holds is covered; "" when it is seen.
func (r row) covers(column int) source.How {
	if i, there := r.find(column); there {
		return r.cells[i].covered
	}
	return ""
}

// flaw returns what is wrong with a row.
func (r *reader) flaw(row row) (why *rule.Rule, text string) {
	for _, c := range row.cells {
		switch {
		case c.column >= len(r.header):
			return rule.RaggedRow, fmt.Sprintf("expected nothing beyond column %d, found something in column %d", len(r.header), c.column+1)
		case c.unknown:
			return rule.FormulaWithoutValue, fmt.Sprintf("expected the formula of column %d to be stored with its value", c.column+1)
		case c.isError:
			return rule.ErrorValue, fmt.Sprintf("expected a value in column %d, found an error of a spreadsheet program", c.column+1)
		}
	}
	switch {
	case row.line <= r.below:
		return rule.MergedColumns, fmt.Sprintf("expected the column names in one row, but some are merged with cells down to row %d", r.below)
	case row.isWide && row.wide.left < len(r.header):
		return rule.MergedColumns, fmt.Sprintf("expected a cell in every column, found one that is merged over columns %d to %d",
			row.wide.left+1, row.wide.right+1)
	}
	return nil, ""
}

func (r *reader) note(b *source.Batch, line int, why *rule.Rule, text string) {
	b.Notes = append(b.Notes, source.Finding{Rule: why, At: r.place(line), Text: text})
}

func (r *reader) place(line int) source.Origin {
	at := r.at
	at.Line = line
	return at
}
