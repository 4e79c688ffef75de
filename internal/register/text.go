package register

import (
	"errors"
	"io/fs"
	"iter"
	"math"
	"reflect"

	"tvistdata/internal/record"
	"tvistdata/internal/yamlfile"
)

// text is a value of a YAML file as written, with its line; 0 when it is absent.
type text struct {
	s    string
	line int
}

// UnmarshalYAML takes the value as it is written, so that no number loses its zeros.
func (t *text) UnmarshalYAML(n yamlfile.Node) error {
	var ok bool
	if t.s, ok = yamlfile.Written(n); !ok {
		return yamlfile.Fault(n, "expected one value, got a list or a mapping")
	}
	t.line = yamlfile.LineOf(n)
	return nil
}

// date reads the value as an ISO date; record.NoDate when it is none.
func (t text) date() record.Date { return day(t.s) }

func day(s string) record.Date {
	if s == "" {
		return record.NoDate
	}
	d, err := record.ParseDate(s)
	if err != nil {
		return record.NoDate
	}
	return d
}

// texts yields the texts of an item that are there.
func texts(of reflect.Value) iter.Seq[text] {
	return func(yield func(text) bool) { eachText(of, yield) }
}

func eachText(of reflect.Value, yield func(text) bool) bool {
	if t, ok := reflect.TypeAssert[text](of); ok {
		return t.s == "" || yield(t)
	}
	switch of.Kind() { //nolint:exhaustive // nothing else holds a text
	case reflect.Struct:
		for _, field := range of.Fields() {
			if !eachText(field, yield) {
				return false
			}
		}
	case reflect.Slice:
		for i := range of.Len() {
			if !eachText(of.Index(i), yield) {
				return false
			}
		}
	}
	return true
}

// decode reads one file strictly. A file that is missing or empty says nothing.
func decode(fsys fs.FS, name string, folder int, into any) error {
	data, err := fs.ReadFile(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	_, err = yamlfile.Read(name, data, into)
	return inFolder(folder, err)
}

// inFolder adds to an error about a file the number of its folder among those that were loaded, from 1.
func inFolder(folder int, err error) error {
	if fault, ok := errors.AsType[*yamlfile.Error](err); ok {
		fault.Folder = folder
	}
	return err
}

// nameText is a name, or a name with the days on which it was registered.
type nameText struct {
	Name text `yaml:"name"`
	From text `yaml:"from"`
	To   text `yaml:"to"`
}

// UnmarshalYAML takes a plain name, or a mapping of name, from and to.
func (t *nameText) UnmarshalYAML(n yamlfile.Node) error {
	if _, plain := yamlfile.Written(n); plain {
		return t.Name.UnmarshalYAML(n)
	}
	type item nameText
	return yamlfile.Decode(n, (*item)(t))
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

// meets reports whether two spans have a day in common.
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
