// Package csvfile reads tables of delimited text. It would rather reject a row, or refuse a file, than misread it.
//
// # What is read
//
// Text in UTF-8 with or without byte order mark, UTF-16 with one or with half of its beginning in ASCII, or
// Windows-1252; in code page 850 or Mac Roman when that is declared. A 0x1A at the end of the file is left out. Cells are
// between semicolons, commas, tabs or vertical bars, and lines end in LF, CR LF or CR. What is not declared is decided from the
// whole file (encoding) or its beginning (delimiter, quotes, line ends). A first line "sep=;" is followed. Single quotes quote cells
// when they do so in the header; no quotes do when that is declared. A cell may be written as a formula that is a text,
// ="402001-0007".
//
// Cells come without the quotes around them, cleaned. Package judge says which cells mean nothing, and which lines are no rows: the
// header once more, footers, rules of dashes, lines of empty cells. Blank lines, and lines that start with a declared
// comment sign, are no rows either.
//
// # Column names
//
// They are in the lines that were declared: of several, the parts of a name have a blank between them. Else they are in the first
// line with two names that are known, among the first 100. What is above it, a title or
// comments, is left out and noted. When no line has two, a line with one is taken if that is the file's first or has no
// other cell. A file without any is refused, unless its names were declared. Where no names are known, they
// are in the first line, or below lines of one cell in the first line that is as wide as most. Lines above them that look like
// rows put the header in doubt.
//
// Columns without a name at the end of the header are left out when nothing is in them. One empty cell more than there are names, at
// the end of each of the first rows, puts the header in doubt: a delimiter may end each row, or a name may be missing.
//
// # What is rejected
//
// A row with too few or too many cells, text after a closing quote, a quote inside an unquoted cell, a NUL byte, a
// stray carriage return or line feed, and a character that the end of the file cuts through. Findings name places,
// counts and shapes, never what a cell says.
//
// A file that is cut inside the last cell of a row cannot be distinguished from one whose last line has no line end. The row is
// read, with a note, unless its last cell is quoted.
//
// # Stray quotes
//
// A quoted cell may hold line breaks, so one quote too many can swallow the lines below it. When a quoted record of
// several lines turns out to be broken (text follows its closing quote, the file ends inside it, or it is longer than
// 1 MiB), the line that it starts on is rejected. If any line that it swallowed is a whole row by itself, reading goes
// on with the line after the first one, and each line is judged on its own; else the swallowed lines are part of the
// one reject. The work stays linear in the size of the file, because a swallowed line holds an even number of quotes and
// so cannot swallow others in its turn.
package csvfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"tvistdata/etl/read/internal/judge"
	"tvistdata/etl/read/internal/open"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

// Options say what is known of a file before it is read.
type Options = open.Options

const (
	headSize  = 64 << 10  // bytes of text that the delimiter is judged from, and that a header holds at most
	chunkSize = 256 << 10 // bytes of text that are split at a time
	batchRows = 2048      // rows that a batch holds at most
	maxRecord = 1 << 20   // bytes that a record holds at most
)

// Open opens a file and reads its header. Errors name the disclosure, the file, where possible the line, and what
// was expected there.
func Open(path string, o Options) (source.Reader, error) { return open.File(path, o, newReader) }

type reader struct {
	f      open.Input
	size   int64 // of the file
	at     source.Origin
	in     decoder
	header []string
	width  int // cells of the header row, unnamed ones included
	table  *judge.Table
	layout source.Layout

	delim   byte
	comment byte     // what starts lines that are no rows; 0 for nothing
	cut     bool     // the file ends in the middle of a character
	written []string // the column names as the file has them, where it has any
	ended   bool     // each row seems to end in a delimiter that the column names do not have
	clean   bool     // the cells of the record at hand are
	err     error

	splitter
	buf   []byte
	chunk int // bytes to split at a time
	skip  bool
}

func newReader(f open.Input, size int64, at source.Origin, o Options) (*reader, error) {
	r := &reader{f: f, size: size, at: at, chunk: chunkSize}
	enc, err := decide(probe{f, at}, o.Encoding)
	if err != nil {
		return nil, err
	}
	if r.in, err = enc.decoder(f, chunkSize); err != nil {
		return nil, fmt.Errorf("%s: reading: %w", at, err)
	}
	r.cut = enc.cut
	r.layout = source.Layout{Format: "csv", Encoding: enc.name}
	r.line = 1
	if err := r.readHeader(o); err != nil {
		return nil, err
	}
	return r, nil
}

// Header returns the column names.
func (r *reader) Header() []string { return r.header }

// Layout returns encoding and delimiter, and where the column names are.
func (r *reader) Layout() source.Layout {
	l := r.layout
	l.Delimiter = string(rune(r.delim))
	return l
}

// Share returns how much of the file is read; 0 when it is not known.
func (r *reader) Share() float64 {
	at, err := r.f.Seek(0, io.SeekCurrent)
	if err != nil || r.size <= 0 {
		return 0
	}
	return float64(at) / float64(r.size)
}

// Close closes the file.
func (r *reader) Close() error { return r.f.Close() }

// Next returns the next rows, about 2,000 at a time.
func (r *reader) Next() (source.Batch, error) {
	if r.err != nil {
		return source.Batch{}, r.err
	}
	var b source.Batch
	r.table.Begin(&b)
	for {
		more := r.batch(&b)
		if len(b.Rows)+len(b.Rejects) > 0 {
			return b, nil
		}
		if !more {
			r.err = io.EOF
			if r.table.End(&b); len(b.Notes) > 0 {
				return b, nil
			}
			return b, r.err
		}
		if r.runaway(&b) {
			continue
		}
		if err := r.fill(); err != nil {
			r.err = fmt.Errorf("%s: reading on: %w", r.place(r.line), err)
			return source.Batch{}, r.err
		}
	}
}

// fill appends a chunk of the file to the text that is left.
func (r *reader) fill() error {
	r.buf = append(r.buf[:0], r.text[r.pos:]...)
	rest := len(r.buf)
	final := false
	for len(r.buf) == rest && !final {
		var err error
		if r.buf, err = r.in.next(r.buf); errors.Is(err, io.EOF) {
			final = true
		} else if err != nil {
			return err
		}
		if r.skip {
			r.dropLine(rest)
		}
	}
	r.reset(string(r.buf), final)
	return nil
}

// dropLine drops the rest of an overlong line from what was read after the first n bytes.
func (r *reader) dropLine(n int) {
	if i := bytes.IndexByte(r.buf[n:], r.eol); i >= 0 {
		r.buf = append(r.buf[:n], r.buf[n+i+1:]...)
		r.line++
		r.skip = false
		return
	}
	r.buf = r.buf[:n]
}

// runaway deals with a record that has grown too long and still has no end. It reports whether the text now continues
// with another record.
func (r *reader) runaway(b *source.Batch) bool {
	if len(r.text)-r.pos <= maxRecord {
		return false
	}
	if r.broken(b, endless(len(r.text))) {
		return true
	}
	r.reject(b, r.line, rule.TooLong, tooLong)
	r.pos = len(r.text)
	r.skip = true
	return false
}

// place returns the origin of a line.
func (r *reader) place(line int) source.Origin {
	at := r.at
	at.Line = line
	return at
}

func (r *reader) reject(b *source.Batch, line int, why *rule.Rule, text string) {
	b.Rejects = append(b.Rejects, source.Finding{Rule: why, At: r.place(line), Text: text})
}
