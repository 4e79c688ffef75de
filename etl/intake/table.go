package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/read"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/release"
)

// Table is one file of a disclosure, opened.
type Table struct {
	source.Reader
	Number int           // of the file in its disclosure, from 0
	At     source.Origin // of the file as a whole
	Door   privacy.Door
	Found  []source.Finding // what is wrong with the header, which blocks the release
	named  bool             // somebody has declared the column names, or where they are
}

// Tables opens the files of a disclosure one after another, and closes each after use. It ends with the first error.
func Tables(l *list.List, d *source.Disclosure, take func(*Table) error) error {
	for i, f := range d.Files {
		reader, err := Open(l, d, f)
		if err != nil {
			return err
		}
		t := Table{Reader: reader, Number: i, At: source.Origin{Disclosure: d.ID, File: f.Shown}}
		t.Door, t.Found = privacy.NewDoor(l, d.Columns, reader.Header(), t.At)
		t.named = len(f.Header) > 0 || f.HeaderLines.From > 0
		t.Found = append(t.Found, t.valuesAsNames()...)
		if err := errors.Join(take(&t), reader.Close()); err != nil {
			return err
		}
	}
	return nil
}

// Open opens one file of a disclosure as the sidecar describes it.
func Open(l *list.List, d *source.Disclosure, f source.File) (source.Reader, error) {
	var elsewhere []string // a workbook is listed once for each sheet
	for _, other := range d.Files {
		if other.Name == f.Name && other.Sheet != f.Sheet {
			elsewhere = append(elsewhere, other.Sheet)
		}
	}
	return read.Open(filepath.Join(d.Dir, f.Name), read.Options{
		Disclosure: d.ID, File: f.Shown, Encoding: f.Encoding, Delimiter: f.Delimiter, Quote: f.Quote, Comment: f.Comment,
		Header: f.Header, Lines: f.HeaderLines, Sheet: f.Sheet, Elsewhere: elsewhere, Formats: l.Formats, Levels: f.Levels,
		Headers: func(h string) bool {
			if _, declared := d.Columns[h]; declared {
				return true
			}
			_, ok := l.Column(h)
			return ok
		},
		Fits: func(names []string, rows [][]string) bool { return fits(l, d.Columns, names, rows) },
	})
}

// Batches reads the rows until the table ends. It returns the first error, or that of the context once it is done.
func (t *Table) Batches(ctx context.Context, take func(source.Batch) error) error {
	for ctx.Err() == nil {
		batch, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = take(batch)
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// unusedMappings finds what the sidecar says of columns that no file has, or that the list has not.
func unusedMappings(l *list.List, d *source.Disclosure, headers []string) []source.Finding {
	var found []source.Finding
	for _, header := range slices.Sorted(maps.Keys(d.Columns)) {
		text := ""
		if _, ok := l.ColumnNamed(d.Columns[header]); !ok && d.Columns[header] != privacy.Ignore {
			text = fmt.Sprintf("columns makes a header of the shape %q a %q, which is no column of list %s", source.Shape(header),
				source.Shape(d.Columns[header]), l.ID)
		} else if !slices.Contains(headers, header) {
			text = fmt.Sprintf("columns has a header of the shape %q, which is in no file", source.Shape(header))
		}
		if text != "" {
			found = append(found, source.Finding{
				Rule: rule.UnusedMapping, Text: text,
				At: source.Origin{Disclosure: d.ID, File: source.Sidecar, Line: d.Line(source.Key{"columns", header})},
			})
		}
	}
	return found
}

// unnamedColumns finds the lines with something in a column without a name.
func unnamedColumns(lines []int, at source.Origin) []source.Finding {
	var found []source.Finding
	for _, at.Line = range lines {
		found = append(found, source.Finding{
			Rule: rule.UnnamedColumn, At: at, Text: "something is in a column without a name; it is left out",
		})
	}
	return found
}

// lacking names the columns that the list requires and that have nothing in a row, or "".
func lacking(l *list.List, cell func(column string) string) string {
	var names []string
	for _, c := range l.Columns {
		if c.Required && cell(c.Name) == "" {
			names = append(names, "the "+c.Name)
		}
	}
	return check.Say(names, "is missing", "are missing")
}

// cellsIn returns a row's cells in some columns.
func cellsIn(columns []string, cell func(column string) string) []string {
	out := make([]string, len(columns))
	for i, column := range columns {
		out[i] = cell(column)
	}
	return out
}

// checksums returns the size and SHA-256 of every file of a disclosure.
func checksums(d *source.Disclosure) ([]release.SourceFile, error) {
	var out []release.SourceFile
	for _, f := range d.Files {
		file, err := os.Open(filepath.Join(d.Dir, f.Name))
		if err != nil {
			return nil, fmt.Errorf("disclosure %s: %s: %w", d.ID, f.Shown, source.WithoutPath(err))
		}
		sum := sha256.New()
		n, err := io.Copy(sum, file)
		if err = errors.Join(err, file.Close()); err != nil {
			return nil, fmt.Errorf("disclosure %s: %s: %w", d.ID, f.Shown, source.WithoutPath(err))
		}
		out = append(out, release.SourceFile{Bytes: n, SHA256: hex.EncodeToString(sum.Sum(nil))})
	}
	return out, nil
}
