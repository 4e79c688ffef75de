package datasets_test

import (
	"io/fs"
	"testing"

	"tvistdata/datasets"
	"tvistdata/internal/register"
)

// Nothing is merged that a careful person would not merge, and nine in ten of what is the same company are found.
func TestMatchQuality(t *testing.T) {
	sub, err := fs.Sub(datasets.FS, "companies")
	if err != nil {
		t.Fatal(err)
	}
	r, err := register.Load(sub)
	if err != nil {
		t.Fatal(err)
	}
	q := r.Quality()
	t.Logf("%+v", q)
	if q.Pairs < 500 || q.FalseMerges > 0 || q.Precision < 1 || q.Recall < 0.9 {
		t.Errorf("got %+v, want 500 pairs at least, no false merge and a recall of 0.9", q)
	}
}
