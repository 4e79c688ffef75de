// Package jsonfile reads tables of JSON objects. It would rather reject a record, or refuse a file, than misread it.
//
// # What is read
//
// UTF-8 with or without byte order mark, in one of three forms: an array of objects; an object that holds one such
// array under one of its keys, whatever else it holds, which is searched for what it says of other pages; or an object on every
// line, except blank lines. Where an object holds several arrays of objects, the key of the right one has to be declared.
//
// The columns are the keys of all records that can be read, in the order in which they first appear: the file is read
// twice, and never held in memory. A key that a record lacks, and null, give an empty cell. Texts come without spaces
// and tabs at either end; numbers, true and false come as written, so that no digit of a number is lost. An object
// inside a record is no column of its own: its keys follow after a point, as in "motpart.namn", three levels deep at
// most.
//
// Records without anything in them are no rows. What package judge says of cells, and of rows that are none, holds here
// too.
//
// A row's Line is the line of the file that its record starts on. Where several records start on one line, it is the
// number of the record among all of them, from 1, and the Sheet is "record".
//
// # What is rejected
//
// A record that is no object or no JSON, is not UTF-8, has a key twice or one without a name, holds an array or
// objects too deep, half of a surrogate pair or a NUL, or is longer than 1 MiB; also a comma without a record after it,
// a record without a comma before it, and what is left of one where the file ends too early. Two keys count as one
// where header.Fold makes them the same. Findings name places, counts and shapes, never what a record says.
//
// A file whose brackets do not match, or whose quotes hide the end of its array, is refused, because then nobody can know how
// many records there are. A quote that is missing ends at the end of its line.
package jsonfile

import (
	"errors"
	"fmt"
	"io"

	"tvistdata/etl/read/internal/header"
	"tvistdata/etl/read/internal/judge"
	"tvistdata/etl/read/internal/open"
	"tvistdata/etl/source"
)

// Options say what is known of a file before it is read.
type Options = open.Options

const (
	batchRows  = 2048    // rows that a batch holds at most
	maxRecord  = 1 << 20 // bytes that a record holds at most; a longer one is rejected
	maxColumns = 4096
	// tooMuch is after how many bytes no end of a record is looked for. A picture in a record may take some; what takes more is no record, and
	// to go past it takes longer than anybody waits.
	tooMuch = 16 << 20
)

// bySheet is the Sheet of rows that are numbered by record.
const bySheet = "record"

// Open opens a file and reads it once, for its columns. Errors name the disclosure, the file, where possible the line,
// and what was expected there.
func Open(path string, o Options) (source.Reader, error) { return open.File(path, o, newReader) }

type reader struct {
	f       open.Input
	at      source.Origin
	records *records
	parser  *parser
	number  int // of the last record
	header  []string
	column  map[string]int // by key, after header.Fold
	table   *judge.Table
	err     error
}

func newReader(f open.Input, _ int64, at source.Origin, o Options) (*reader, error) {
	r := &reader{f: f, at: at, parser: newParser(o.Headers)}
	l, err := lookThrough(f, o.Sheet, o.Headers)
	if err == nil {
		err = r.survey(l)
	}
	if err == nil {
		r.records, err = l.records(f)
	}
	if err == nil {
		return r, nil
	}
	return nil, open.At(at, err)
}

// Header returns the column names.
func (r *reader) Header() []string { return r.header }

// Layout returns the format.
func (r *reader) Layout() source.Layout { return source.Layout{Format: "json", Encoding: "utf-8"} }

// Close closes the file.
func (r *reader) Close() error { return r.f.Close() }

// survey goes over all records, for their keys and for where they start.
func (r *reader) survey(l layout) error {
	in, err := l.records(r.f)
	if err != nil {
		return err
	}
	var keys []string
	var first *flaw
	r.column = make(map[string]int)
	read, last, shared := 0, 0, false
	for {
		p, err := in.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		shared = shared || p.line == last
		last = p.line
		cells, bad := r.parser.parse(p)
		if bad != nil {
			if first == nil {
				first = bad
			}
			continue
		}
		read++
		for _, c := range cells {
			if _, seen := r.column[c.folded]; !seen {
				r.column[c.folded] = len(keys)
				keys = append(keys, c.key)
			}
		}
		if len(keys) > maxColumns {
			return open.Broken(p.line, "expected at most %d different keys, found more", maxColumns)
		}
	}
	switch {
	case read == 0 && first != nil:
		return open.Broken(first.line, "expected a record that can be read, found none; of the first one: %s", first.text)
	case read == 0:
		return open.Broken(0, "expected a record, found none")
	}
	if shared {
		r.at.Sheet = bySheet
	}
	if r.header, err = header.Names(keys, r.parser.known); err != nil {
		return err
	}
	r.table = judge.New(r.at, r.header, r.parser.known)
	r.table.Written(0, keys)
	l.paging.tell(r.table)
	return nil
}

// Next returns the next rows, about 2,000 at a time.
func (r *reader) Next() (b source.Batch, err error) {
	if r.err != nil {
		return source.Batch{}, r.err
	}
	defer func() { r.err = err }()
	b.Sheet = r.at.Sheet
	r.table.Begin(&b)
	for len(b.Rows)+len(b.Rejects) < batchRows {
		p, err := r.records.next()
		if errors.Is(err, io.EOF) {
			r.table.End(&b)
			break
		}
		if err != nil {
			return source.Batch{}, fmt.Errorf("%s: reading on: %w", r.at, err)
		}
		r.number++
		line := p.line
		if r.at.Sheet != "" {
			line = r.number
		}
		cells, bad := r.parser.parse(p)
		if bad != nil {
			at := r.at
			at.Line = line
			b.Rejects = append(b.Rejects, source.Finding{Rule: bad.rule, At: at, Text: bad.text})
			continue
		}
		row := make([]string, len(r.header))
		var thousandths []int
		for _, c := range cells {
			i, ok := r.column[c.folded]
			if !ok {
				return source.Batch{}, fmt.Errorf("%s: expected a file that nobody writes to while it is read", r.at)
			}
			if row[i] = c.text; c.thousandth {
				thousandths = append(thousandths, r.table.Column(i))
			}
		}
		if r.table.Row(&b, line, row) {
			b.Rows[len(b.Rows)-1].Thousandths = thousandths
		}
	}
	if len(b.Rows)+len(b.Rejects)+len(b.Notes) == 0 {
		return b, io.EOF
	}
	return b, nil
}
