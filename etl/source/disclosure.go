package source

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"tvistdata/internal/record"
	"tvistdata/internal/yamlfile"
)

// Sidecar is the name of the file that describes a disclosure, in the disclosure's folder.
const Sidecar = "disclosure.yaml"

// What a sidecar says of dates such as 03/04/2021.
const (
	DayFirst   = "day-first"
	MonthFirst = "month-first"
)

// Load reads the sidecar of the disclosure in dir and completes Files with what the folder holds.
func Load(dir string) (Disclosure, error) { return load(dir, nil) }

func load(dir string, own func(path string) bool) (Disclosure, error) {
	d := Disclosure{ID: filepath.Base(dir), Dir: dir}
	text, err := ReadFile(filepath.Join(dir, Sidecar))
	if err != nil {
		return d, fmt.Errorf("disclosure %s: its folder must hold %s: %w", Escape(d.ID), Sidecar, err)
	}
	if _, err := yamlfile.Read(Sidecar, text, &d); err != nil {
		return d, d.unread(err)
	}
	return d, d.complete(own)
}

// LastDay returns the last day of which the disclosure can hold anything: that on which the data was taken out, or on which it came.
func (d *Disclosure) LastDay() record.Date {
	if d.Extracted != record.NoDate {
		return d.Extracted
	}
	return d.Received
}

// complete checks the sidecar and fills in what it may leave out. The headers under columns are cleaned, as those of files are.
func (d *Disclosure) complete(own func(path string) bool) error {
	for written, column := range maps.Clone(d.Columns) {
		if header, _ := Clean(written); header != written {
			delete(d.Columns, written)
			d.Columns[header] = column
		}
	}
	if d.Received == 0 {
		return d.Wrong(Key{"received"}, "it is missing; expected the day the disclosure came, such as 2024-01-05")
	}
	if d.Extracted == 0 {
		d.Extracted = record.NoDate
	}
	if d.Extracted != record.NoDate && d.Extracted > d.Received {
		return d.Wrong(Key{"extracted"}, "%s is after the disclosure was received (%s)", d.Extracted, d.Received)
	}
	if (d.Issue.Name == "") != (d.Issue.Date == 0) {
		return d.Wrong(Key{"issue"}, "expected both name and date, such as {name: 2025-2, date: 2025-09-17}")
	}
	for i, f := range d.Files {
		if !slices.Contains([]string{"", DayFirst, MonthFirst}, f.Dates) {
			return d.Wrong(Key{"files", i, "dates"}, "expected %s or %s", DayFirst, MonthFirst)
		}
	}
	for i, c := range d.Covers {
		switch {
		case len(c.Measures) == 0:
			return d.Wrong(Key{"covers", i}, "it has no measures")
		case c.From == 0 || c.To == 0 || c.To < c.From:
			return d.Wrong(Key{"covers", i}, "from and to must be dates, from no later than to")
		case c.To > d.Received:
			return d.Wrong(Key{"covers", i, "to"}, "%s is after the disclosure was received (%s)", c.To, d.Received)
		}
	}
	return d.look(own)
}

// look completes Files with what the folder holds, and enters what of it nothing reads. What is the program's own is neither,
// unless Files names it.
func (d *Disclosure) look(own func(path string) bool) error {
	entries, err := entriesOf(d.Dir)
	if err != nil {
		return d.Wrong(nil, "its folder cannot be read: %w", err)
	}
	there := func(name string) bool {
		return slices.ContainsFunc(entries, func(e entry) bool { return e.name == name })
	}
	named := func(name string) bool {
		return slices.ContainsFunc(d.Files, func(f File) bool { return f.Name == name })
	}
	for i, f := range d.Files {
		if !there(f.Name) {
			return d.Wrong(Key{"files", i, "name"}, "no file in the folder has this name, of the shape %q", Shape(f.Name))
		}
	}
	for i, name := range d.Ignore {
		switch {
		case !there(name):
			return d.Wrong(Key{"ignore", i}, "nothing in the folder has this name, of the shape %q", Shape(name))
		case named(name):
			return d.Wrong(Key{"ignore", i}, "it is under files, too")
		}
	}
	all := len(d.Files) == 0
	for _, e := range entries {
		read := named(e.name) || all && e.what == file && !strings.HasPrefix(e.name, ".")
		switch {
		case e.name == Sidecar && !named(e.name), slices.Contains(d.Ignore, e.name):
		case !named(e.name) && own != nil && own(filepath.Join(d.Dir, e.name)):
		case !named(e.name) && e.litter():
			d.Litter++
		case e.what > deadLink, named(e.name) && e.what != file:
			return d.Wrong(nil, "%q lies beside it: expected a regular file, found %s", Shape(e.name), e.what)
		case !read:
			d.Unread = append(d.Unread, Unread{Name: e.name, Why: unreadIn(e)})
		case all:
			d.Files = append(d.Files, File{Name: e.name})
		}
	}
	if len(d.Files) == 0 {
		return d.Wrong(nil, "the folder holds no file besides it that is read")
	}
	return nil
}

// unreadIn says why nothing reads an entry in the folder of a disclosure.
func unreadIn(e entry) string {
	switch {
	case e.what == folder:
		return "a folder inside that of a disclosure, whose files nothing reads; put the data files beside " + Sidecar +
			", or name the folder under ignore"
	case e.what == deadLink:
		return e.what.String() + "; put the file in its place, or name it under ignore"
	case strings.HasPrefix(e.name, "."):
		return "a file whose name begins with a point; name it under files or ignore"
	}
	return "a file that files does not name; name it there, or under ignore"
}

// WithoutPath leaves the path out of a file error: it may be personal, and the origin says enough.
func WithoutPath(err error) error {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		return pe.Err
	}
	return err
}
