package etl

import (
	"slices"
	"strings"

	"tvistdata/etl/settle"
	"tvistdata/internal/company"
	"tvistdata/internal/record"
	"tvistdata/internal/shelf"
)

// moved returns further removals: what was removed under an id that it had before cells were cleaned and case numbers were read in the
// form of their list, under the id that it has now.
func moved(in settle.Input, removals []shelf.Removal) (more []shelf.Removal) {
	add := func(r shelf.Removal, id string, spellings ...string) {
		is := func(o shelf.Removal) bool { return o.ID == id }
		if !slices.ContainsFunc(removals, is) && !slices.ContainsFunc(more, is) {
			more = append(more, shelf.Removal{ID: id, At: r.At, Reason: r.Reason, Spellings: spellings})
		}
	}
	for _, r := range removals {
		if key, isRecord := record.ParseKey(r.ID); isRecord {
			if now, known := in.Moved[key]; known {
				add(r, record.KeyText(now))
			}
			continue
		}
		for _, n := range in.Names {
			if len(n.Were) == 0 {
				continue
			}
			spelled := slices.ContainsFunc(n.Were, func(id string) bool { return slices.Contains(r.Spellings, id) })
			if id := company.NameID(n.Written); strings.HasPrefix(id, "u-") && (spelled || slices.Contains(n.Were, r.ID)) {
				add(r, id, id)
			}
		}
	}
	return more
}

// removedNow returns what may not be published any more, and notes what is removed under an id that it did not have before; a dry run
// notes nothing.
func removedNow(c Config, s *shelf.Shelf, l *shelf.Locked, in settle.Input) (settle.Removed, error) {
	removals, err := s.Removals()
	if err != nil {
		return settle.Removed{}, err
	}
	for _, r := range moved(in, removals) {
		removals = append(removals, r)
		if c.DryRun {
			continue
		}
		if _, err := l.NoteRemoval(r); err != nil {
			return settle.Removed{}, err
		}
	}
	return removedBy(removals)
}
