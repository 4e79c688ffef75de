package etl

import (
	"errors"
	"fmt"
	"slices"

	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/shelf"
)

// keepShare is the share of a list's records that a new release must keep for the gate to let it pass unasked: a file
// left out by mistake would otherwise lower every count.
const keepShare = 0.95

// gate compares a new release with the current one, whose id it gives. It refuses one that has lost a list or more
// than a twentieth of a list's records, unless somebody said why that is right.
func gate(s *shelf.Shelf, m release.Manifest, accept string) (current string, err error) {
	current, err = s.Current()
	if errors.Is(err, record.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	r, err := s.Load(current)
	if err != nil {
		return "", fmt.Errorf("the current release cannot be compared with: %w", err)
	}
	if accept != "" {
		return current, nil
	}
	for _, old := range r.Manifest().Lists {
		i := slices.IndexFunc(m.Lists, func(l release.List) bool { return l.ID == old.ID })
		var records int64
		if i >= 0 {
			records = m.Lists[i].Records
		}
		if float64(records) < keepShare*float64(old.Records) {
			return current, fmt.Errorf("%w: list %s has %d records, and %d in the current release %s; say why with --accept",
				ErrRefused, old.ID, records, old.Records, current)
		}
	}
	return current, nil
}
