package settle

import (
	"tvistdata/etl/privacy"
	"tvistdata/internal/release"
)

// Figures is what came of one disclosure of published figures.
type Figures struct {
	Disclosed
	Rows     []privacy.ClearedFigure // without those below, once the release is settled
	Aged     []privacy.ClearedFigure // those that their list publishes no longer
	Repeated []bool                  // of Rows: another before them is the same figure
	Withheld int64                   // those that were removed
}

// Account counts where the rows of a settled disclosure went, and of them those that were removed.
func (d *Figures) Account() (all, unnamed release.Accounting) {
	n, aged := int64(len(d.Rows)), int64(len(d.Aged))
	all = release.Accounting{Read: n + d.Rejected + aged + d.Withheld, Published: n, Unnamed: d.Withheld, Rejected: d.Rejected, AgedOut: aged}
	for _, again := range d.Repeated {
		if again {
			all.Published--
			all.Duplicate++
		}
	}
	return all, release.Accounting{Unnamed: d.Withheld}
}

// repeat finds the figures that are there again.
func (s *Settled) repeat() {
	seen := map[[10]byte]bool{}
	for _, d := range s.Figures {
		d.Repeated = make([]bool, len(d.Rows))
		for i, f := range d.Rows {
			d.Repeated[i] = seen[f.Key]
			seen[f.Key] = true
		}
	}
}
