package source

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"tvistdata/internal/record"
	"tvistdata/internal/yamlfile"
)

// Key is a place in a sidecar. The keys under columns are the registrar's own text.
type Key = yamlfile.Key

// Wrong returns an error about the disclosure's sidecar. All have the one form: disclosure ID: disclosure.yaml:LINE: KEY: what
// is wrong. What it quotes of the sidecar has to be a Shape; a header under columns, which is the registrar's own text, becomes one.
func (d *Disclosure) Wrong(at Key, format string, args ...any) error {
	if len(at) > 1 && at[0] == "columns" {
		err := fmt.Errorf("columns.%q: %w", Shape(fmt.Sprint(at[1])), fmt.Errorf(format, args...))
		return d.named(&yamlfile.Error{File: Sidecar, Line: d.Line(at), Err: err})
	}
	return d.named(d.sidecar().Wrong(at, format, args...))
}

// named adds to an error which disclosure it is about.
func (d *Disclosure) named(err error) error {
	return fmt.Errorf("disclosure %s: %w", Escape(d.ID), err)
}

// Line returns the line of a place in the sidecar, or of the nearest place around it; 0 when there is none.
func (d *Disclosure) Line(at Key) int { return d.sidecar().Line(at) }

// sidecar reads the sidecar again, because only errors and findings need its places. One that cannot be read has none.
func (d *Disclosure) sidecar() *yamlfile.File {
	if text, err := os.ReadFile(filepath.Join(d.Dir, Sidecar)); err == nil {
		if file, err := yamlfile.Parse(Sidecar, text); err == nil {
			return file
		}
	}
	return &yamlfile.File{Name: Sidecar}
}

// quoted is what messages of the YAML decoder quote.
var quoted = regexp.MustCompile("\"[^\"]*\"|'[^']*'|`[^`]*`")

// unread returns why a sidecar cannot be read, and on which line. The message of the YAML decoder may name a person where it
// quotes a value or a key: those become shapes. An error about a date has no
// place, so the date is searched for.
func (d *Disclosure) unread(err error) error {
	wrong, is := errors.AsType[*yamlfile.Error](err)
	if !is || wrong.Line == 0 {
		if at, shape, found := d.badDate(); found {
			return d.Wrong(at, "expected a date such as 2024-01-15, found %q", shape)
		}
		return d.Wrong(nil, "expected YAML with the keys of a sidecar, and dates such as 2024-01-15")
	}
	message := quoted.ReplaceAllStringFunc(wrong.Err.Error(), func(text string) string {
		return fmt.Sprintf("of the shape %q", Shape(text[1:len(text)-1]))
	})
	return d.named(&yamlfile.Error{File: Sidecar, Line: wrong.Line, Err: errors.New(message)})
}

// badDate finds the first date of the sidecar that is none.
func (d *Disclosure) badDate() (at Key, shape string, found bool) {
	file := d.sidecar()
	dates := []Key{{"received"}, {"extracted"}, {"issue", "date"}}
	for i := 0; file.Has(Key{"covers", i}); i++ {
		dates = append(dates, Key{"covers", i, "from"}, Key{"covers", i, "to"})
	}
	for _, at := range dates {
		value := file.Value(at)
		if _, err := record.ParseDate(value); value != "" && err != nil {
			return at, Shape(value), true
		}
	}
	return nil, "", false
}
