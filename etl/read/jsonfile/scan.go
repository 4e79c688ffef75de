package jsonfile

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"tvistdata/etl/read/internal/open"
)

// maxDepth is how many brackets may be open at a time.
const maxDepth = 1000

// scanner walks over JSON by its brackets and quotes alone, so that it gets past what is wrong between them.
type scanner struct {
	in   *bufio.Reader
	line int   // of the next byte
	off  int64 // of the next byte, in the file
	last byte  // the one before, except white space
	err  error // io.EOF at the end

	keep bool
	kept []byte // the last value, up to a byte more than maxRecord
	open []byte // the brackets that are to be closed

	limit int64 // where the value that is read must have ended; 0 for none
	began int   // the line that the value begins on
}

// bounded begins a value, which may be as long as tooMuch. unbounded ends it.
func (s *scanner) bounded() { s.limit, s.began = s.off+tooMuch, s.line }

func (s *scanner) unbounded() { s.limit = 0 }

// errTooMuch says that a value is longer than tooMuch.
var errTooMuch = errors.New("too much")

func newScanner(f open.Input, off int64, line int) (*scanner, error) {
	if _, err := f.Seek(off, io.SeekStart); err != nil {
		return nil, fmt.Errorf("reading: %w", err)
	}
	return &scanner{in: bufio.NewReaderSize(f, 64<<10), line: line, off: off}, nil
}

// peek returns the next byte; 0 at the end, and whether there is one.
func (s *scanner) peek() (byte, bool) {
	if s.err != nil {
		return 0, false
	}
	b, err := s.in.Peek(1)
	if err != nil {
		s.err = err
		return 0, false
	}
	if b[0] == 0x1a { // by which old programs tell where text ends
		if _, err := s.in.Peek(2); errors.Is(err, io.EOF) {
			s.err = io.EOF
			return 0, false
		}
	}
	return b[0], true
}

// take returns the next byte and goes past it.
func (s *scanner) take() (byte, bool) {
	if s.err != nil {
		return 0, false
	}
	c, err := s.in.ReadByte()
	if err != nil {
		s.err = err
		return 0, false
	}
	s.off++
	if c == '\n' {
		s.line++
	}
	if !space(c) {
		s.last = c
	}
	if s.keep && len(s.kept) <= maxRecord {
		s.kept = append(s.kept, c)
	}
	s.refuse()
	return c, true
}

// takeTo goes up to the next byte that is a stop.
func (s *scanner) takeTo(stops *stops) {
	for s.err == nil {
		run, _ := s.in.Peek(s.in.Buffered()) // they are there
		if len(run) == 0 {
			_, s.err = s.in.Peek(1)
			continue
		}
		n := 0
		for n < len(run) && !stops[run[n]] {
			n++
		}
		if n == 0 {
			return
		}
		run = run[:n]
		s.off += int64(n)
		s.line += bytes.Count(run, []byte("\n"))
		for i := n - 1; i >= 0; i-- {
			if !space(run[i]) {
				s.last = run[i]
				break
			}
		}
		if s.keep && len(s.kept) <= maxRecord {
			s.kept = append(s.kept, run[:min(n, maxRecord+1-len(s.kept))]...)
		}
		_, _ = s.in.Discard(n) // they are there
		s.refuse()
	}
}

// refuse ends the reading when the value that is read is longer than tooMuch.
func (s *scanner) refuse() {
	if s.limit > 0 && s.off > s.limit {
		s.err = errTooMuch
	}
}

// stops are bytes that takeTo stops at.
type stops [256]bool

func stopsAt(bytes string) *stops {
	s := new(stops)
	for i := range len(bytes) {
		s[bytes[i]] = true
	}
	return s
}

var (
	endsText  = stopsAt("\"\\\n\r\x1a")
	endsLine  = stopsAt("\n\x1a")
	brackets  = stopsAt("\"{}[],")
	endsSpace = func() *stops {
		s := new(stops)
		for c := range s {
			s[c] = !space(byte(c))
		}
		return s
	}()
)

// failed returns why the file cannot be read on, unless it has ended.
func (s *scanner) failed() error {
	switch {
	case s.err == nil || errors.Is(s.err, io.EOF):
		return nil
	case errors.Is(s.err, errTooMuch):
		return open.Broken(s.began, "expected a record that ends within %d bytes, found none that does: a quote or a bracket of it may be "+
			"missing, or records are not objects of one array, or of a line each", tooMuch)
	}
	return fmt.Errorf("reading: %w", s.err)
}

// skipSpace goes to the next byte that is no white space and returns it.
func (s *scanner) skipSpace() (byte, bool) {
	if c, ok := s.peek(); !ok || !space(c) {
		return c, ok
	}
	s.takeTo(endsSpace)
	return s.peek()
}

func space(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// value goes past a value. It reports whether there was an end to it before that of the file.
func (s *scanner) value() (whole bool, err error) {
	c, ok := s.peek()
	switch {
	case !ok:
		return false, s.failed()
	case c == '"':
		s.take()
		return s.text(), s.failed()
	case c == '{' || c == '[':
		s.take()
		return s.brackets(c, false)
	}
	s.take()
	for {
		c, ok := s.peek()
		switch {
		case !ok:
			return false, s.failed()
		case space(c) || c == ',' || c == ':' || c == '"' || c == '{' || c == '[' || c == '}' || c == ']':
			return true, nil
		}
		s.take()
	}
}

// text goes past the rest of a text. Its quote may be missing, but a line end cannot be in it: there it ends.
func (s *scanner) text() (whole bool) {
	for {
		s.takeTo(endsText)
		c, ok := s.peek()
		if !ok {
			return false
		}
		if c == '\n' || c == '\r' {
			return true
		}
		s.take()
		switch c {
		case '"':
			return true
		case '\\':
			if c, ok := s.peek(); ok && c != '\n' && c != '\r' {
				s.take()
			}
		}
	}
}

// brackets goes past everything up to the bracket that closes first, which has just been taken. each says that it holds records, of which
// each is bounded.
func (s *scanner) brackets(first byte, each bool) (whole bool, err error) {
	s.open = append(s.open[:0], first)
	from := s.line
	for len(s.open) > 0 {
		if s.takeTo(brackets); s.err != nil {
			return false, s.failed()
		}
		line := s.line
		c, ok := s.take()
		if !ok {
			return false, s.failed()
		}
		switch c {
		case '"':
			if !s.text() {
				return false, s.failed()
			}
		case ',':
			if each && len(s.open) == 1 {
				s.skipSpace()
				s.bounded()
			}
		case '{', '[':
			if len(s.open) == maxDepth {
				return false, open.Broken(line, "expected at most %d brackets in one another", maxDepth)
			}
			s.open = append(s.open, c)
		case '}', ']':
			if last := s.open[len(s.open)-1]; c != closing(last) {
				return false, open.Broken(line, "expected brackets that match from line %d on, found %q where %q would close", from, c, closing(last))
			}
			s.open = s.open[:len(s.open)-1]
		}
	}
	return true, nil
}

func closing(bracket byte) byte {
	if bracket == '{' {
		return '}'
	}
	return ']'
}
