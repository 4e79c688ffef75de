package keep

import (
	"fmt"
	"iter"

	"tvistdata/etl/check"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// matter is a dispute or a complaint, as a release shows it.
type matter struct {
	key               [10]byte
	list, disclosure  string
	company           string
	codes             [check.Fields]string
	band              string
	received, decided record.Date
}

// mattersOf reads the records of a kind, which is of disputes or of complaints.
func mattersOf(r *release.Release, kind record.Kind) iter.Seq2[matter, error] {
	if kind == record.Dispute {
		return each(r, schema.DisputeRows, func(d *record.DisputeRecord) matter {
			m := matter{
				key: d.Key, list: d.List, disclosure: d.Disclosure, company: d.Company, band: d.AmountBand, received: d.Received, decided: d.Decided,
			}
			m.codes[check.Department], m.codes[check.MatterType], m.codes[check.Outcome] = d.Department, d.MatterType, d.Outcome
			m.codes[check.DismissalReason], m.codes[check.Followed] = d.DismissalReason, d.Followed
			return m
		})
	}
	return each(r, schema.ComplaintRows, func(c *record.ComplaintRecord) matter {
		m := matter{
			key: c.Key, list: c.List, disclosure: c.Disclosure, company: c.Company, received: c.Received, decided: record.NoDate,
		}
		m.codes[check.Department], m.codes[check.Subject] = c.Department, c.Subject
		return m
	})
}

// each reads a file of a release, which may be older than the file, and makes something of each row.
func each[T, V any](r *release.Release, t schema.Rows[T], of func(row *T) V) iter.Seq2[V, error] {
	return func(yield func(V, error) bool) {
		for row, err := range release.RowsOf(r, t) {
			if err != nil {
				var none V
				yield(none, fmt.Errorf("release %s: %w", r.ID(), err))
				return
			}
			if !yield(of(&row), nil) {
				return
			}
		}
	}
}

// read reads a file of a release, which may be older than the file.
func read[T any](r *release.Release, t schema.Rows[T]) (all []T, err error) {
	for row, err := range each(r, t, func(row *T) T { return *row }) {
		if err != nil {
			return nil, err
		}
		all = append(all, row)
	}
	return all, nil
}
