package tidy_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"tvistdata/internal/tidy"
)

func ExampleTally() { // want testableexamples `missing output for example`
	tidy.Tally(1) // want staticcheck `SA4017`
}

func check(t *testing.T, got int) { // want thelper `test helper function should start from t.Helper`
	if got != 1 {
		t.Fatal(got)
	}
}

func TestParallel(t *testing.T) { // want tparallel `should call t.Parallel on the top level`
	t.Run("one", func(t *testing.T) {
		t.Parallel()
		check(t, tidy.Tally(2))
	})
	fmt.Print(time.Now(), os.Getenv("HOME")) // want forbidigo `write to the io.Writer you were given`
	t.Run("two", func(t *testing.T) {
		dir, err := os.MkdirTemp("", "planted") // want usetesting `could be replaced by t.TempDir`
		if err != nil {
			t.Fatal(dir)
		}
	})
}
