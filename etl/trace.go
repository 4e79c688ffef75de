package etl

import (
	"context"
	"errors"
	"fmt"

	"tvistdata/etl/intake"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/until"
)

// Trace reads the disclosures again and returns the places of the rows whose record has the id, in reading order: of a
// workbook with the number of the sheet, of a PDF document without the page. It fails with record.ErrNotFound when none
// has. An id that a record had before its cells were cleaned finds it, too. Config needs what readers and keys need only.
func Trace(ctx context.Context, c Config, id string) ([]source.Origin, error) {
	key, ok := record.ParseKey(id)
	if !ok {
		return nil, fmt.Errorf("%q is no record id; expected 16 letters in lower case and digits, such as those of record_id", id)
	}
	c.Progress = func(Progress) {}
	return until.Done(ctx, func() ([]source.Origin, error) { return trace(ctx, c, id, key) })
}

// trace returns the places of the rows whose record has a key, which is that of an id.
func trace(ctx context.Context, c Config, id string, key [10]byte) ([]source.Origin, error) {
	in, _, err := readEach(ctx, c)
	if err != nil {
		return nil, err
	}
	if now, moved := in.Moved[key]; moved {
		key = now
	}
	var found []source.Origin
	for _, d := range allDelivered(in) {
		for row := range d.rows {
			if row.key != key {
				continue
			}
			at := d.at(row)
			if err == nil {
				at.Sheet, err = sheetOf(d.list, d.disclosure, d.disclosure.Files[row.file])
			}
			found = append(found, at)
		}
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("no row has the key %s: %w", id, record.ErrNotFound)
	}
	return found, err
}

// sheetOf returns the sheet, by its number, that an entry of a sidecar has read; "" where the file is no workbook.
func sheetOf(l *list.List, d *source.Disclosure, f source.File) (sheet string, err error) {
	r, err := intake.Open(l, d, f)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	if file, ok := r.(source.Described); !ok || len(file.Layout().Sheets) == 0 {
		return "", nil
	}
	b, err := r.Next()
	return b.Sheet, err
}
