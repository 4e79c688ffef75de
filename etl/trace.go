package etl

import (
	"context"
	"fmt"

	"tvistdata/etl/source"
	"tvistdata/internal/record"
	"tvistdata/internal/until"
)

// Trace reads the disclosures again and returns the places of the rows whose record has the id, in reading order: of a
// workbook with the number of the sheet, of a PDF document with that of the page. It fails with record.ErrNotFound when none
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
			if row.key == key {
				found = append(found, d.at(row))
			}
		}
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("no row has the key %s: %w", id, record.ErrNotFound)
	}
	return found, nil
}
