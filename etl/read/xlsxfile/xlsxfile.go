// Package xlsxfile reads a table from a worksheet of an XLSX workbook, row by row in constant memory apart from the
// workbook's shared texts.
//
// It walks the worksheet's XML itself. General readers of workbooks end a damaged worksheet without an error, and do
// not tell a date or a truth value from a number while they stream.
//
// # What is read
//
// The named sheet, or the first worksheet that is not hidden. The header is the first row in which at least two cells
// are known column names, or the first row with anything in it when no names are known; what stands above is left out.
// Rows without anything in them are no rows; hidden and filtered rows are rows like others. Cells that are absent at
// the end of a row are empty. A row's Line is its number in the sheet.
//
// # Cells
//
//   - Text comes as written, without spaces and tabs at either end.
//   - A number comes as the number that is stored, not as its format shows it: without exponent, without zeros at the
//     end of its decimals. It is left as written where digits may have been lost on the way: see number.
//   - A number whose format is that of a date comes as a date, 2023-03-01, with the time after it when there is one,
//     2023-03-01T14:30:00. Times without date stay numbers.
//   - Truth values come as TRUE and FALSE, errors as their text (#N/A), formulas as the value that was stored with them.
//     A formula without one rejects its row.
//   - Of merged cells the first one has the value and the others are empty.
package xlsxfile

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"tvistdata/etl/read/internal/header"
	"tvistdata/etl/source"
)

// Options say what is known of a workbook beforehand.
type Options struct {
	Disclosure string                   // for findings and errors
	Sheet      string                   // the only one with known column names when empty
	Header     []string                 // the column names of a sheet that has none
	Headers    func(header string) bool // tells whether a text is a known column name; may be nil
}

const (
	batchRows  = 2048
	headerRows = 100 // rows that are searched for the header
)

// The rules that rows are rejected by.
const (
	ruleRagged  = "ragged-row"            // something stands beyond the last column that has a name
	ruleFormula = "formula-without-value" // what it would give is not stored
)

// Open opens a workbook and reads the header of its table. Errors name the disclosure, the file, where possible sheet
// and row, and what was expected there.
func Open(path string, o Options) (r source.Reader, err error) {
	at := source.Origin{Disclosure: o.Disclosure, File: filepath.Base(path)}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s: expected a file that can be read: %w", at, source.WithoutPath(err))
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: reading: %w", at, err), f.Close())
	}
	r, err = newReader(f, info.Size(), at, o)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return r, nil
}

// file is what a workbook is read from.
type file interface {
	io.ReaderAt
	io.Closer
}

type reader struct {
	f      file
	at     source.Origin
	rows   *sheet
	header []string
	err    error
}

func newReader(f file, size int64, at source.Origin, o Options) (r *reader, err error) {
	defer caught(&err, at)
	w, err := openWorkbook(f, size)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	part, number, err := w.sheet(o.Sheet)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	at.Sheet = number
	r = &reader{f: f, at: at}
	if r.rows, err = w.openSheet(part); err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	return r, r.readHeader(o)
}

// caught turns a panic into an error: a workbook comes from outside, and none may stop the program.
func caught(err *error, at source.Origin) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%s: expected a workbook that can be read, but reading it failed: %v", at, p)
	}
}

// Header gives the column names. One in the middle may be empty.
func (r *reader) Header() []string { return r.header }

// Close closes the file.
func (r *reader) Close() error { return errors.Join(r.rows.close(), r.f.Close()) }

// Next gives the next rows, about 2,000 at a time.
func (r *reader) Next() (b source.Batch, err error) {
	if r.err != nil {
		return source.Batch{}, r.err
	}
	defer func() { r.err = err }()
	defer caught(&err, r.at)
	width := len(r.header)
	slab := make([]string, 0, batchRows*min(width, 64))
	for len(b.Rows)+len(b.Rejects) < batchRows {
		row, err := r.rows.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return source.Batch{}, fmt.Errorf("%s: %w", r.place(row.line), err)
		}
		if f, bad := r.flaw(row); bad {
			b.Rejects = append(b.Rejects, f)
			continue
		}
		from := len(slab)
		slab = slices.Grow(slab, width)[:from+width]
		for _, c := range row.cells {
			slab[from+c.column] = c.text
		}
		b.Rows = append(b.Rows, source.Row{Line: row.line, Cells: slab[from : from+width : from+width]})
	}
	if len(b.Rows)+len(b.Rejects) == 0 {
		return b, io.EOF
	}
	return b, nil
}

// flaw tells what is wrong with a row.
func (r *reader) flaw(row row) (source.Finding, bool) {
	f := source.Finding{Severity: source.Reject, At: r.place(row.line)}
	for _, c := range row.cells {
		switch {
		case c.column >= len(r.header):
			f.Rule = ruleRagged
			f.Text = fmt.Sprintf("expected nothing beyond column %d, found something in column %d", len(r.header), c.column+1)
			return f, true
		case c.unknown:
			f.Rule = ruleFormula
			f.Text = fmt.Sprintf("expected the formula of column %d to be stored with its value", c.column+1)
			return f, true
		}
	}
	return f, false
}

func (r *reader) place(line int) source.Origin {
	at := r.at
	at.Line = line
	return at
}

// readHeader takes rows off the sheet until it has the column names.
func (r *reader) readHeader(o Options) error {
	for range headerRows {
		row, err := r.rows.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("%s: %w", r.place(row.line), err)
		}
		cells := make([]string, row.cells[len(row.cells)-1].column+1)
		for _, c := range row.cells {
			cells[c.column] = c.text
		}
		if o.Headers != nil && header.Known(cells, o.Headers) < 2 {
			continue
		}
		if r.header, err = header.Names(cells, o.Headers); err != nil {
			return fmt.Errorf("%s: %w", r.place(row.line), err)
		}
		return nil
	}
	if o.Headers != nil {
		return fmt.Errorf("%s: expected a row with two known column names or more, found none among the first %d rows", r.at, headerRows)
	}
	return fmt.Errorf("%s: expected a row of column names, found an empty sheet", r.at)
}
