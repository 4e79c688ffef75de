package jsonfile

import (
	"bufio"
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
}

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
	return c, true
}

// failed returns the error of the file system, if there was one.
func (s *scanner) failed() error {
	if s.err == nil || errors.Is(s.err, io.EOF) {
		return nil
	}
	return fmt.Errorf("reading: %w", s.err)
}

// skipSpace goes to the next byte that is no white space and returns it.
func (s *scanner) skipSpace() (byte, bool) {
	for {
		c, ok := s.peek()
		if !ok || !space(c) {
			return c, ok
		}
		s.take()
	}
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
		return s.brackets(c)
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

// brackets goes past everything up to the bracket that closes first, which has just been taken.
func (s *scanner) brackets(first byte) (whole bool, err error) {
	s.open = append(s.open[:0], first)
	from := s.line
	for len(s.open) > 0 {
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
