package company

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"tvistdata/internal/record"
)

// text is a value of a YAML file as written, with the line that it stands on; 0 when it is absent.
type text struct {
	s    string
	line int
}

// UnmarshalYAML takes the value as it is written, so that no number loses its zeros.
func (t *text) UnmarshalYAML(n ast.Node) error {
	t.line = n.GetToken().Position.Line
	switch n := n.(type) {
	case *ast.NullNode:
	case *ast.StringNode:
		t.s = n.Value
	case *ast.LiteralNode:
		t.s = strings.TrimSpace(n.Value.Value)
	case ast.ScalarNode:
		t.s = n.GetToken().Value
	default:
		return &faultError{line: t.line, text: "expected one value, got a list or a mapping"}
	}
	return nil
}

// date reads the value as an ISO date; record.NoDate when it is none.
func (t text) date() record.Date {
	if t.s == "" {
		return record.NoDate
	}
	d, err := record.ParseDate(t.s)
	if err != nil {
		return record.NoDate
	}
	return d
}

// faultError is a fault of a file.
type faultError struct {
	file   string
	folder int // which of the folders that were loaded, from 1
	line   int
	text   string
}

func (e *faultError) Error() string {
	s := e.file
	if e.line > 0 {
		s += fmt.Sprintf(":%d", e.line)
	}
	if e.folder > 1 {
		s += fmt.Sprintf(" (folder %d)", e.folder)
	}
	return s + ": " + e.text
}

// decode reads one file strictly: a key that nobody knows is a fault. A file that is missing or empty says nothing.
func decode(fsys fs.FS, name string, folder int, into any) error {
	data, err := fs.ReadFile(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	err = yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(into)
	if err == nil || errors.Is(err, io.EOF) {
		return nil
	}
	fault := &faultError{file: name, folder: folder}
	var own *faultError
	var theirs yaml.Error
	switch {
	case errors.As(err, &own):
		fault.line, fault.text = own.line, own.text
	case errors.As(err, &theirs) && theirs.GetToken() != nil:
		fault.line, fault.text = theirs.GetToken().Position.Line, theirs.GetMessage()
	default:
		fault.text = err.Error()
	}
	return fault
}

// nameText is a name, or a name with the days on which it was registered.
type nameText struct {
	Name text `yaml:"name"`
	From text `yaml:"from"`
	To   text `yaml:"to"`
}

// UnmarshalYAML takes a plain name, or a mapping of name, from and to.
func (t *nameText) UnmarshalYAML(n ast.Node) error {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		type plain nameText
		return yaml.NodeToValue(n, (*plain)(t), yaml.Strict())
	}
	return t.Name.UnmarshalYAML(n)
}

func (t nameText) dated() bool { return t.From.s != "" || t.To.s != "" }

func (t nameText) span() span { return newSpan(t.From, t.To) }

func (m memberItem) span() span { return newSpan(m.From, m.To) }

// span is a row of days; record.NoDate leaves its beginning open, lastDay its end.
type span struct{ from, to record.Date }

const lastDay = record.Date(math.MaxInt32)

func newSpan(from, to text) span {
	s := span{from.date(), to.date()}
	if s.to == record.NoDate {
		s.to = lastDay
	}
	return s
}

// meets tells whether two spans have a day in common.
func (s span) meets(t span) bool { return s.from <= t.to && t.from <= s.to }

// needSpan checks the ends of a span, each of which may be left out.
func needSpan(fault func(text, string, ...any), from, to text) {
	if from.s != "" {
		needDate(fault, "from", from)
	}
	if to.s != "" {
		needDate(fault, "to", to)
	}
	if s := newSpan(from, to); from.s != "" && s.to < s.from {
		fault(to, "to %s lies before from %s", to.s, from.s)
	}
}
