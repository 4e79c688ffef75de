package etl

import (
	"context"
	"fmt"

	"tvistdata/etl/source"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// Trace reads the disclosures again and gives the places of the rows whose record has the id, in reading order. It
// fails with record.ErrNotFound when none has. Config needs what readers and keys need only.
func Trace(ctx context.Context, c Config, id string) ([]source.Origin, error) {
	key, ok := release.ParseKey(id)
	if !ok {
		return nil, fmt.Errorf("%q is no record id; expected 16 letters and digits such as those of record_id", id)
	}
	c.Progress = func(Progress) {}
	in, _, err := readAll(ctx, c)
	if err != nil {
		return nil, err
	}
	var found []source.Origin
	for _, d := range in.Deliveries {
		for i := range d.Rows.Len() {
			if row := d.Rows.At(i); row.Key == key {
				found = append(found, source.Origin{Disclosure: d.Disclosure.ID, File: d.Disclosure.Files[row.File].Name, Line: int(row.Line)})
			}
		}
	}
	for _, d := range in.Listings {
		for _, row := range d.Rows {
			if row.Key == key {
				found = append(found, source.Origin{Disclosure: d.Disclosure.ID, File: d.Disclosure.Files[row.File].Name, Line: int(row.Line)})
			}
		}
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("no row has the key %s: %w", id, record.ErrNotFound)
	}
	return found, nil
}
