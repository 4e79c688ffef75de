package publish

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"tvistdata/etl/settle"
	"tvistdata/internal/release"
)

// HeldError says that what was written still holds what was to be removed. It does not say what.
type HeldError struct{ File, Column string }

func (e *HeldError) Error() string {
	return fmt.Sprintf("%s: column %s still holds what was to be removed; nothing is released", e.File, e.Column)
}

// SearchRemoved looks through the decoded bytes of the files that were written, and the manifest, for ids of what was removed. It
// fails with a *HeldError at the first find.
func SearchRemoved(w *release.Writer, m release.Manifest, what settle.Removed) error {
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	ids := what.IDs()
	holds := func(text []byte) bool {
		return slices.ContainsFunc(ids, func(id string) bool { return holdsID(text, []byte(id)) })
	}
	if holds(text) {
		return &HeldError{release.ManifestName, "any"}
	}
	return w.Search(func(file string, c release.Cell) error {
		if holds(c.Value) {
			return &HeldError{file, c.Column}
		}
		return nil
	})
}

// holdsID reports whether an id stands in a text, and not as a part of a longer one.
func holdsID(text, id []byte) bool {
	part := func(b []byte) bool {
		return len(b) > 0 && (b[0] == '-' || b[0] >= '0' && b[0] <= '9' || b[0] >= 'a' && b[0] <= 'z')
	}
	for from := 0; ; {
		i := bytes.Index(text[from:], id)
		if i < 0 {
			return false
		}
		i += from
		if !part(text[max(i-1, 0):i]) && !part(text[i+len(id):]) {
			return true
		}
		from = i + 1
	}
}
