package jsonfile

import (
	"bytes"
	"io"

	"tvistdata/etl/read/internal/open"
	"tvistdata/etl/rule"
)

// piece is what is read where a record is expected.
type piece struct {
	line int
	raw  []byte // valid until the next one
	flaw *flaw  // what is wrong with it already
}

// flaw says what is wrong with a record.
type flaw struct {
	line int
	rule *rule.Rule
	text string
}

// records goes over the records of a file.
type records struct {
	*scanner
	lines bool // a record on every line
	cut   bool // the file ends too early, after the array
	alone bool // nothing may follow the array
	state state
}

// state is what is expected next in an array.
type state int

const (
	first  state = iota // a record, or the end
	second              // a record, after a comma
	comma               // a comma, or the end
	done
)

// next returns the next piece, and io.EOF after the last.
func (r *records) next() (piece, error) {
	if r.lines {
		return r.nextLine()
	}
	for r.state != done {
		c, ok := r.skipSpace()
		line := r.line
		switch {
		case !ok && r.failed() != nil:
			return piece{}, r.failed()
		case !ok:
			r.state = done
			return missing(line, rule.Truncated, "expected the array to be closed before the file ends; records may be missing"), nil
		case c == ']':
			return r.end()
		case c == '}':
			return piece{}, open.Broken(line, "expected a record or the end of the array, found %q", c)
		case c == ',':
			r.take()
			if r.state != comma {
				r.state = second
				return missing(line, rule.BadComma, "expected a record before this comma"), nil
			}
			r.state = second
		default:
			return r.element()
		}
	}
	return piece{}, io.EOF
}

func missing(line int, why *rule.Rule, text string) piece {
	return piece{line: line, flaw: &flaw{line, why, text}}
}

// element returns the value that starts here.
func (r *records) element() (piece, error) {
	p := piece{line: r.line}
	r.kept, r.keep = r.kept[:0], true
	r.bounded()
	whole, err := r.value()
	r.unbounded()
	r.keep = false
	if err != nil {
		return p, err
	}
	p.raw = r.kept
	switch {
	case !whole && (r.last == ']' || r.last == '}' && !r.alone):
		return p, open.Broken(p.line, "expected the quotes and brackets of the record that starts here to match; the file goes on to its end "+
			"without it")
	case !whole:
		p.flaw = &flaw{p.line, rule.Truncated, "expected the record to end before the file does; records may be missing"}
		r.state = done
		return p, nil
	case len(r.kept) > maxRecord:
		p.flaw = &flaw{p.line, rule.TooLong, tooLong}
	case r.state == comma:
		p.flaw = &flaw{p.line, rule.BadComma, "expected a comma between this record and the one before"}
	}
	r.state = comma
	return p, nil
}

// end closes the array.
func (r *records) end() (piece, error) {
	line := r.line
	r.take()
	after := r.state == second
	r.state = done
	if r.alone {
		if _, more := r.skipSpace(); more {
			return piece{}, open.Broken(r.line, "expected the file to end after its array")
		}
	}
	if err := r.failed(); err != nil {
		return piece{}, err
	}
	switch {
	case r.cut:
		return missing(line, rule.Truncated, "expected the object around the array to be closed before the file ends; "+
			"records may be missing"), nil
	case after:
		return missing(line, rule.BadComma, "expected a record after the last comma"), nil
	}
	return piece{}, io.EOF
}

// nextLine returns the next line that is not blank.
func (r *records) nextLine() (piece, error) {
	if _, ok := r.skipSpace(); !ok {
		if err := r.failed(); err != nil {
			return piece{}, err
		}
		return piece{}, io.EOF
	}
	p := piece{line: r.line}
	r.kept, r.keep = r.kept[:0], true
	r.bounded()
	for {
		r.takeTo(endsLine)
		if c, ok := r.peek(); !ok || c == '\n' {
			break
		}
		r.take()
	}
	r.unbounded()
	r.keep = false
	if err := r.failed(); err != nil {
		return p, err
	}
	if p.raw = r.kept; len(p.raw) > maxRecord {
		p.flaw = &flaw{p.line, rule.TooLong, tooLong}
	}
	p.raw = bytes.TrimRight(p.raw, " \t\r")
	return p, nil
}
