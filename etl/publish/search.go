package publish

import (
	"fmt"
	"strings"

	"tvistdata/etl/privacy"
	"tvistdata/internal/release"
)

// PersonalError says that a text on its way into a release holds something personal. It does not say what.
type PersonalError struct {
	File, Column string
	Found        privacy.Found
}

func (e *PersonalError) Error() string {
	return fmt.Sprintf("%s: a text in column %s holds a %s; nothing is released", e.File, e.Column, e.Found)
}

// Search looks through the decoded bytes of the files that were written for what the exit should have kept back. It
// fails with a *PersonalError at the first find. Record ids are passed over: their alphabet cannot spell a number of a
// person.
func Search(w *release.Writer) error {
	return w.Search(func(file string, c release.Cell) error {
		if c.Column == "record_id" {
			return nil
		}
		if found := privacy.Scan(string(c.Value)); found != privacy.Nothing {
			return &PersonalError{File: strings.Clone(file), Column: c.Column, Found: found}
		}
		return nil
	})
}
