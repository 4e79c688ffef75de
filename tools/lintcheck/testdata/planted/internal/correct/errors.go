package correct

import (
	"errors"
	"fmt"
	"os"

	"tvistdata/internal/record"
)

// BrokenFile is an error with a wrong name.
type BrokenFile struct{} // want errname `the error type name`

// Error says nothing.
func (BrokenFile) Error() string { return "broken" }

// Remove drops an error.
func Remove(path string) {
	os.Remove(path) // want errcheck `Error return value of .os.Remove. is not checked`
}

// Same compares errors by identity.
func Same(err error) bool {
	return err == record.ErrNotFound // want errorlint `comparing with == will fail on wrapped errors`
}

// Wrap loses the error.
func Wrap(err error) error {
	return fmt.Errorf("read: %v", err) // want errorlint `non-wrapping format verb`
}

// Swallow gives nil for an error.
func Swallow(path string) error {
	if err := os.Chdir(path); err != nil {
		return nil // want nilerr `error is not nil .* but it returns nil`
	}
	return nil
}

// Other gives another error than the one it looked at, which is nil there.
func Other(path string) error {
	err := os.Chdir(path)
	if err != nil {
		return err
	}
	if err2 := os.Chdir("."); err2 != nil {
		return err // want nilnesserr `return a nil value error`
	}
	return errors.New("done")
}

// Overwrite changes another package's variable.
func Overwrite() {
	record.ErrNotFound = nil // want reassign `reassigning variable`
}
