package source

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"tvistdata/internal/record"
)

// Key is a place in a sidecar: keys as strings, positions in sequences, from 0, as ints.
type Key []any

// String gives covers[0].from. What stands under columns is the registrar's own text, so its shape is given.
func (k Key) String() string {
	var b strings.Builder
	for i, step := range k {
		switch s := step.(type) {
		case int:
			fmt.Fprintf(&b, "[%d]", s)
		case string:
			if i > 0 {
				b.WriteByte('.')
			}
			if i == 1 && k[0] == "columns" {
				s = fmt.Sprintf("%q", Shape(s))
			}
			b.WriteString(s)
		}
	}
	return b.String()
}

// Wrong gives an error about the disclosure's sidecar. All have the one form: disclosure ID: disclosure.yaml:LINE: KEY: what
// is wrong. What it quotes of the sidecar has to be a Shape.
func (d *Disclosure) Wrong(at Key, format string, args ...any) error {
	place := Sidecar
	if line := d.Line(at); line > 0 {
		place += fmt.Sprintf(":%d", line)
	}
	if len(at) > 0 {
		place += ": " + at.String()
	}
	return fmt.Errorf("disclosure %s: %s: %w", Escape(d.ID), place, fmt.Errorf(format, args...))
}

// Line gives the line of the sidecar that a place stands on, or the nearest one around it; 0 when there is none. It reads
// the sidecar again, for only errors and findings need it.
func (d *Disclosure) Line(at Key) int {
	node := d.tree()
	line := 0
	for _, step := range at {
		switch s := step.(type) {
		case string:
			entry := entryOf(node, s)
			if entry == nil {
				return line
			}
			line, node = lineOf(entry.Key), entry.Value
		case int:
			list, is := node.(*ast.SequenceNode)
			if !is || s >= len(list.Values) {
				return line
			}
			node = list.Values[s]
			line = lineOf(node)
		}
	}
	return line
}

// tree gives the sidecar's YAML, nil when it cannot be read.
func (d *Disclosure) tree() ast.Node {
	text, err := os.ReadFile(filepath.Join(d.Dir, Sidecar))
	if err != nil {
		return nil
	}
	file, err := parser.ParseBytes(text, 0)
	if err != nil || len(file.Docs) == 0 {
		return nil
	}
	return file.Docs[0].Body
}

// entryOf gives the entry of a mapping with a key.
func entryOf(node ast.Node, key string) *ast.MappingValueNode {
	mapping, is := node.(ast.MapNode)
	if !is {
		return nil
	}
	for entries := mapping.MapRange(); entries.Next(); {
		e := entries.KeyValue()
		if t := e.Key.GetToken(); t != nil && t.Value == key {
			return e
		}
	}
	return nil
}

// lineOf gives the line of a node. The token of a mapping is its first colon, which stands on the line of its first key.
func lineOf(node ast.Node) int {
	if t := node.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 0
}

// quoted is what messages of the YAML decoder quote.
var quoted = regexp.MustCompile("\"[^\"]*\"|'[^']*'|`[^`]*`")

// unread says why a sidecar cannot be read, and on which line. The error of the YAML decoder quotes the lines around it,
// which may name a person, and so may its message where it quotes a value or a key: those become shapes. That of a date
// tells no place, so the date is looked for.
func (d *Disclosure) unread(err error) error {
	ye, is := errors.AsType[yaml.Error](err)
	if !is {
		if at, shape, found := d.badDate(); found {
			return d.Wrong(at, "expected a date such as 2024-01-15, found %q", shape)
		}
		return d.Wrong(nil, "expected YAML with the keys of a sidecar, and dates such as 2024-01-15")
	}
	place := Sidecar
	if t := ye.GetToken(); t != nil && t.Position != nil {
		place += fmt.Sprintf(":%d", t.Position.Line)
	}
	message := quoted.ReplaceAllStringFunc(ye.GetMessage(), func(text string) string {
		return fmt.Sprintf("of the shape %q", Shape(text[1:len(text)-1]))
	})
	return fmt.Errorf("disclosure %s: %s: %s", Escape(d.ID), place, message)
}

// badDate finds the first date of the sidecar that is none.
func (d *Disclosure) badDate() (at Key, shape string, found bool) {
	tree := d.tree()
	dates := []Key{{"received"}, {"extracted"}, {"issue", "date"}}
	if covers := entryOf(tree, "covers"); covers != nil {
		if spans, is := covers.Value.(*ast.SequenceNode); is {
			for i := range spans.Values {
				dates = append(dates, Key{"covers", i, "from"}, Key{"covers", i, "to"})
			}
		}
	}
	for _, at := range dates {
		node := tree
		for _, step := range at {
			switch s := step.(type) {
			case string:
				if entry := entryOf(node, s); entry != nil {
					node = entry.Value
				} else {
					node = nil
				}
			case int:
				node = node.(*ast.SequenceNode).Values[s] //nolint:forcetypeassert // looked at above
			}
		}
		if node == nil || node.GetToken() == nil || node.Type() == ast.NullType {
			continue
		}
		value := node.GetToken().Value
		if _, err := record.ParseDate(value); err != nil {
			return at, Shape(value), true
		}
	}
	return nil, "", false
}
