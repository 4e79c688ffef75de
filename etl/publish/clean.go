package publish

import (
	"fmt"

	"tvistdata/etl/privacy"
)

// PersonalError says that a text on its way into a release holds something personal. It does not say what.
type PersonalError struct {
	File, Column string
	Found        privacy.Found
}

func (e *PersonalError) Error() string {
	return fmt.Sprintf("%s: a text in column %s holds a %s; nothing is released", e.File, e.Column, e.Found)
}

// clean looks once more at texts that are about to be written: the exit should have kept back what it finds.
func clean(file, column string, texts ...string) error {
	for _, text := range texts {
		if found := privacy.Scan(text); found != privacy.Nothing {
			return &PersonalError{File: file, Column: column, Found: found}
		}
	}
	return nil
}
