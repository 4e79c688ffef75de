// Package open holds what the readers of files have in common: what is known about a file before it is read, how it is opened, and
// the errors when it cannot be read.
package open

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"tvistdata/etl/source"
)

// Options say what is known of a file before it is read. Those that do not apply to its format are not looked at.
type Options struct {
	Disclosure string                   // for findings and errors
	File       string                   // what they call the file; the name that it has when empty
	Encoding   string                   // of text; detected when empty
	Delimiter  string                   // of text; detected when empty
	Quote      string                   // of text: what quotes cells, or none; detected when empty
	Comment    string                   // of text: what starts lines that are no rows; none when empty
	Header     []string                 // the column names of a file that has none, or has wrong ones in its HeaderLines
	Unnamed    bool                     // the file has no column names, and nobody knows any: they are header.Numbered
	Lines      source.Lines             // where the column names are, all of them; found when it is zero
	Sheet      string                   // of a workbook, "table 2" of a page, or a key; the only one with known column names when empty
	Elsewhere  []string                 // of a workbook: sheets that are read by themselves
	Formats    []string                 // in which the file may be: csv, xlsx, html, json, pdf; all when empty
	Levels     []string                 // of a PDF table: names for the indentation levels of its first column
	Headers    func(header string) bool // reports whether a text is a known column name; may be nil
	// Fits reports whether the cells of some rows are what their column names say, so that none stands under another's; nil when nobody
	// knows.
	Fits func(names []string, rows [][]string) bool
}

// Origin names a file for findings and errors.
func (o Options) Origin(path string) source.Origin {
	return source.Origin{Disclosure: o.Disclosure, File: cmp.Or(o.File, filepath.Base(path))}
}

// Input is what a table is read from.
type Input interface {
	io.Reader
	io.ReaderAt
	io.Seeker
	io.Closer
}

// File opens a file and begins to read it. It closes the file when begin fails; else the reader does. Errors name the
// disclosure and the file, never its path.
func File[R source.Reader](
	path string, o Options, begin func(in Input, size int64, at source.Origin, o Options) (R, error),
) (source.Reader, error) {
	at := o.Origin(path)
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s: expected a file that can be read: %w", at, source.WithoutPath(err))
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: expected a file that can be read: %w", at, source.WithoutPath(err)), f.Close())
	}
	r, err := begin(f, info.Size(), at, o)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return r, nil
}

// PlaceError says why a file cannot be read.
type PlaceError struct {
	line int // 0 for the file as a whole
	text string
}

func (f *PlaceError) Error() string { return f.text }

// Broken returns a fault on a line, or of the file as a whole when that is 0.
func Broken(line int, format string, args ...any) error {
	return &PlaceError{line, fmt.Sprintf(format, args...)}
}

// At puts the place in front of an error: that of the file, with the line when it is a PlaceError.
func At(at source.Origin, err error) error {
	if f, ok := errors.AsType[*PlaceError](err); ok {
		at.Line = f.line
	}
	return fmt.Errorf("%s: %w", at, err)
}
