package jsonfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"tvistdata/etl/read/internal/header"
	"tvistdata/etl/read/internal/open"
	"tvistdata/etl/source"
)

// layout says where the records of a file are.
type layout struct {
	lines bool  // a record on every line
	cut   bool  // the file ends too early, after the array
	alone bool  // the array is all that the file holds
	off   int64 // where the first record is expected
	line  int   // the line that this is on

	paging paging
}

// records starts with the first record.
func (l layout) records(f open.Input) (*records, error) {
	s, err := newScanner(f, l.off, l.line)
	return &records{scanner: s, lines: l.lines, cut: l.cut, alone: l.alone}, err
}

// lookThrough finds out which form the file has; key is the declared one.
func lookThrough(f open.Input, key string, known func(string) bool) (layout, error) {
	from, err := pastMark(f)
	if err != nil {
		return layout{}, err
	}
	s, err := newScanner(f, from, 1)
	if err != nil {
		return layout{}, err
	}
	c, ok := s.skipSpace()
	l := layout{off: s.off, line: s.line}
	switch {
	case !ok && s.failed() != nil:
		return l, s.failed()
	case !ok:
		return l, open.Broken(0, "expected records, found an empty file")
	case c != '[' && c != '{':
		return l, open.Broken(l.line, "expected an array or an object, found another value")
	case c == '[' && key != "":
		return l, open.Broken(l.line, "expected an object that holds the declared key, found an array")
	case c == '[':
		l.off++
		l.alone = true
		return l, nil
	}
	byLine, single, err := oneALine(f, l)
	if err != nil {
		return l, err
	}
	if byLine && key != "" {
		return l, open.Broken(l.line, "expected an object that holds the declared key, found an object on every line")
	}
	if byLine {
		l.lines = true
		return l, nil
	}
	return wrapped(f, l, single, key, known)
}

// pastMark returns the place after a byte order mark, and refuses what is not UTF-8 from its first bytes on.
func pastMark(f open.Input) (int64, error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return 0, fmt.Errorf("reading: %w", err)
	}
	head := make([]byte, 4)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return 0, fmt.Errorf("reading: %w", err)
	}
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return 0, open.Broken(0, "expected utf-8, found the byte order mark of utf-16 or utf-32")
	case bytes.IndexByte(head, 0) >= 0:
		return 0, open.Broken(0, "expected utf-8, found a NUL byte (utf-16 without a byte order mark?)")
	case bytes.HasPrefix(head, []byte("\ufeff")):
		return 3, nil
	}
	return 0, nil
}

// oneALine reports whether every line is an object, judged by the first three that are not blank: the first one is, and
// there are more; or the first one is broken and the others are. Else it reports whether there is just one line that
// is an object.
func oneALine(f open.Input, l layout) (byLine, single bool, err error) {
	in, err := layout{lines: true, off: l.off, line: l.line}.records(f)
	if err != nil {
		return false, false, err
	}
	var objects []bool
	for len(objects) < 3 {
		p, err := in.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if errors.Is(in.err, errTooMuch) { // the whole file may be on this line
			objects = append(objects, false)
			break
		}
		if err != nil {
			return false, false, err
		}
		objects = append(objects, p.flaw == nil && p.raw[0] == '{' && json.Valid(p.raw))
	}
	if objects[0] {
		return len(objects) > 1, len(objects) == 1, nil
	}
	return len(objects) > 1 && objects[1] && objects[len(objects)-1], false, nil
}

// member is an array under a key of the object around it.
type member struct {
	key     string
	off     int64 // of what the array holds
	line    int
	objects bool // the first thing in it is one
}

// wrapped finds the one array of objects in the object that starts here, or the one of the declared key.
func wrapped(f open.Input, l layout, single bool, key string, known func(string) bool) (layout, error) {
	s, err := newScanner(f, l.off, l.line)
	if err != nil {
		return l, err
	}
	arrays, says, whole, err := s.members()
	if err != nil {
		return l, err
	}
	var fit []member
	var names []string
	for _, a := range arrays {
		if key == "" && a.objects || key != "" && a.key == key {
			fit = append(fit, a)
		}
		if a.objects {
			names = append(names, header.Quote(a.key, known))
		}
	}
	switch {
	case len(fit) == 1:
		return layout{cut: !whole, off: fit[0].off, line: fit[0].line, paging: says}, nil
	case key != "":
		return l, open.Broken(0, "expected one array under the declared key, of the shape %q, found %d; %d arrays of objects: %s",
			source.Shape(key), len(fit), len(names), strings.Join(names, ", "))
	case len(fit) > 1:
		return l, open.Broken(0, "expected one array of objects, or the key of one to be declared as sheet, found %d arrays: %s",
			len(fit), strings.Join(names, ", "))
	case single && len(arrays) == 0:
		l.lines = true
		return l, nil
	}
	return l, open.Broken(0, "expected an array of objects, found an object that holds none")
}

// members goes past an object and returns the arrays that it holds, what else in it says of other pages, and whether it was whole.
func (s *scanner) members() (arrays []member, says paging, whole bool, err error) {
	says.totals = map[string]int{}
	s.take()
	for n := 0; ; {
		c, ok := s.skipSpace()
		switch {
		case !ok:
			return arrays, says, false, s.failed()
		case n > maxColumns:
			return nil, says, false, open.Broken(s.line, "expected an array of objects under one of at most %d keys, found more keys", maxColumns)
		case c == '}':
			s.take()
			if _, more := s.skipSpace(); more {
				return nil, says, false, open.Broken(s.line, "expected the file to end after its object")
			}
			return arrays, says, true, s.failed()
		case c == ',':
			s.take()
			continue
		case c != '"':
			return nil, says, false, open.Broken(s.line, "expected a key in quotes")
		}
		n++
		m, is, whole, err := s.member()
		if err != nil {
			return nil, says, false, err
		}
		if is {
			arrays = append(arrays, m)
		}
		if !whole {
			return arrays, says, false, nil
		}
		if !is || strings.HasPrefix(foldKey(m.key), "link") {
			says.see(m.key, s.kept)
		}
	}
}

// member goes past a key and its value, and reports whether that is an array.
func (s *scanner) member() (m member, is, whole bool, err error) {
	s.kept, s.keep = s.kept[:0], true
	s.bounded()
	defer s.unbounded()
	s.take()
	whole = s.text()
	s.keep = false
	if !whole {
		return m, false, false, s.failed()
	}
	if json.Unmarshal(s.kept, &m.key) != nil {
		return m, false, false, open.Broken(s.line, "expected a key, found no JSON")
	}
	c, ok := s.skipSpace()
	if ok && c != ':' {
		return m, false, false, open.Broken(s.line, "expected a colon after a key")
	}
	s.take()
	if c, ok = s.skipSpace(); !ok {
		return m, false, false, s.failed()
	}
	s.bounded()
	s.kept, s.keep = s.kept[:0], c != '[' || strings.HasPrefix(foldKey(m.key), "link")
	defer func() { s.keep = false }()
	if c != '[' {
		whole, err = s.value()
		return m, false, whole, err
	}
	s.take()
	m.off, m.line = s.off, s.line
	c, _ = s.skipSpace()
	s.bounded()
	m.objects = c == '{'
	whole, err = s.brackets('[', true)
	return m, true, whole, err
}
