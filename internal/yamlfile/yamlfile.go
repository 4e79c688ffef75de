// Package yamlfile reads YAML files that people write: strictly, and with the place of each fault. It is the project's one
// door to YAML.
package yamlfile

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Node is a part of a file, as a type's UnmarshalYAML gets it.
type Node = ast.Node

// Key is a place in a file: keys of mappings as strings, positions in sequences, from 0, as ints.
type Key []any

// String returns the place as in columns[3].headers[0].
func (k Key) String() string {
	var b strings.Builder
	for _, step := range k {
		switch s := step.(type) {
		case int:
			fmt.Fprintf(&b, "[%d]", s)
		case string:
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(s)
		}
	}
	return b.String()
}

// Error says what is wrong with a file, and where.
type Error struct {
	File   string
	Line   int // from 1; 0 for the file as a whole
	Folder int // which of several folders that have such a file, from 1, which is not printed; 0 where there is one
	Err    error
}

func (e *Error) Error() string {
	s := e.File
	if e.Line > 0 {
		s += fmt.Sprintf(":%d", e.Line)
	}
	if e.Folder > 1 {
		s += fmt.Sprintf(" (folder %d)", e.Folder)
	}
	return s + ": " + e.Err.Error()
}

func (e *Error) Unwrap() error { return e.Err }

// File is a file that was parsed. Its first document with content counts.
type File struct {
	Name      string // as errors show it
	Documents int    // in it, empty ones too
	body      ast.Node
	others    []ast.Node // the contents of further documents
}

// Parse parses a file. The error is an *Error.
func Parse(name string, text []byte) (*File, error) {
	tree, err := parser.ParseBytes(text, 0)
	if err != nil {
		return nil, placed(name, err)
	}
	f := &File{Name: name, Documents: len(tree.Docs)}
	for _, d := range tree.Docs {
		switch {
		case d.Body == nil || d.Body.Type() == ast.DirectiveType:
		case f.body == nil:
			f.body = d.Body
		default:
			f.others = append(f.others, d.Body)
		}
	}
	return f, nil
}

// Read parses a file and reads it into a value, as Into does. If the file could be parsed, it is returned with an error too.
func Read(name string, text []byte, into any) (*File, error) {
	f, err := Parse(name, text)
	if err != nil {
		return nil, err
	}
	return f, f.Into(into)
}

// Into reads the file into a value. A key that the value has no field for, or that appears twice, is an error. A file without
// content leaves the value as it is. The error is an *Error, whose line is 0 where a type's UnmarshalText returned it.
func (f *File) Into(v any) error {
	if f.body == nil {
		return nil
	}
	err := Decode(f.body, v)
	for _, n := range f.others { // they say nothing, but have to be YAML
		err = cmp.Or(err, Decode(n, new(any)))
	}
	if err != nil {
		return placed(f.Name, err)
	}
	return nil
}

// Decode reads a part of a file into a value, as strictly as Into.
func Decode(n Node, into any) error { return yaml.NodeToValue(n, into, yaml.Strict()) }

// Fault returns the error of an UnmarshalYAML that does not accept a part of a file.
func Fault(n Node, format string, args ...any) error {
	return &yaml.SyntaxError{Message: fmt.Sprintf(format, args...), Token: n.GetToken()}
}

// placed turns an error of the decoder, which would quote the lines around it, into an Error.
func placed(name string, err error) *Error {
	if ye, ok := errors.AsType[yaml.Error](err); ok {
		return &Error{File: name, Line: lineAt(ye.GetToken()), Err: errors.New(ye.GetMessage())}
	}
	return &Error{File: name, Err: err}
}

// Empty reports whether the file has no content.
func (f *File) Empty() bool { return f.body == nil }

// Has reports whether the file has a place.
func (f *File) Has(at Key) bool {
	_, _, whole := f.nearest(at)
	return whole
}

// Value returns the value at a place, as Written does. For a list or a mapping it returns its first sign; "" also where the place is
// missing.
func (f *File) Value(at Key) string {
	_, value, whole := f.nearest(at)
	if !whole {
		return ""
	}
	if text, ok := Written(value); ok {
		return text
	}
	return value.GetToken().Value
}

// Line returns the line of the key, or of the member of a sequence, at a place, or at the nearest one around it; 0 when the file
// has none of them.
func (f *File) Line(at Key) int {
	key, _, _ := f.nearest(at)
	return LineOf(key)
}

// LineOfValue returns the line on which the value at a place begins, or at the nearest one around it; 0 as Line does.
func (f *File) LineOfValue(at Key) int {
	key, value, _ := f.nearest(at)
	if key == nil {
		return 0
	}
	return LineOf(value)
}

// Wrong returns an error about a place of the file, on its Line.
func (f *File) Wrong(at Key, format string, args ...any) *Error {
	err := fmt.Errorf(format, args...)
	if len(at) > 0 {
		err = fmt.Errorf("%s: %w", at, err)
	}
	return &Error{File: f.Name, Line: f.Line(at), Err: err}
}

// nearest returns the key and the value at a place, or at the nearest one around it that the file has, and whether it is the
// place itself. A member of a sequence is its own key; the whole file has none.
func (f *File) nearest(at Key) (key, value ast.Node, whole bool) {
	value = f.body
	for _, step := range at {
		switch s := step.(type) {
		case string:
			e := entryOf(value, s)
			if e == nil {
				return key, value, false
			}
			key, value = e.Key, e.Value
		case int:
			list, is := value.(*ast.SequenceNode)
			if !is || s >= len(list.Values) {
				return key, value, false
			}
			key, value = list.Values[s], list.Values[s]
		}
	}
	return key, value, value != nil
}

// entryOf returns the entry of a mapping that has a key; nil when there is none.
func entryOf(n ast.Node, key string) *ast.MappingValueNode {
	mapping, is := n.(ast.MapNode)
	if !is {
		return nil
	}
	for entries := mapping.MapRange(); entries.Next(); {
		if t := entries.Key().GetToken(); t != nil && t.Value == key {
			return entries.KeyValue()
		}
	}
	return nil
}

// Written returns a value as it is written, so that no number loses its zeros, and "" for null. ok is false for what is
// not a single value.
func Written(n Node) (text string, ok bool) {
	switch n := n.(type) {
	case *ast.NullNode:
		return "", true
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value), true
	case ast.ScalarNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// LineOf returns the line on which a part of a file begins, 0 for none.
func LineOf(n Node) int {
	if n == nil {
		return 0
	}
	return lineAt(n.GetToken())
}

func lineAt(t *token.Token) int {
	if t == nil || t.Position == nil {
		return 0
	}
	return t.Position.Line
}
