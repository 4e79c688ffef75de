package list

import (
	"maps"
	"slices"
)

// Bounds say what a disclosure of the list is expected to be like. One that goes beyond them is not released before
// somebody has said why it is right. Shares are numbers from 0 to 1.
type Bounds struct {
	Rows     int64              `yaml:"rows"`     // present, at least
	Rejected *float64           `yaml:"rejected"` // share of the rows, at most; a twentieth when it is not given
	Filled   map[string]float64 `yaml:"filled"`   // by column: share of the rows of files with it, at least; one that is empty in a PDF blocks
	Findings map[string]float64 `yaml:"findings"` // by rule, such as date-in-future: share of the rows, at most
}

// MostRejected returns the share of rows that may be rejected.
func (b Bounds) MostRejected() float64 {
	if b.Rejected == nil {
		return 0.05
	}
	return *b.Rejected
}

// bounds checks that shares are shares and that columns are there.
func (c *checker) bounds() {
	b := c.list.Bounds
	share := func(where at, s float64) {
		if s < 0 || s > 1 {
			c.say(where, "%v is no share: expected a number from 0 to 1", s)
		}
	}
	if b.Rows < 0 {
		c.say(at{"bounds", "rows"}, "%d: expected a number of rows, 0 or more", b.Rows)
	}
	share(at{"bounds", "rejected"}, b.MostRejected())
	for _, name := range slices.Sorted(maps.Keys(b.Filled)) {
		c.refers(at{"bounds", "filled", name}, name)
		share(at{"bounds", "filled", name}, b.Filled[name])
	}
	for _, rule := range slices.Sorted(maps.Keys(b.Findings)) {
		share(at{"bounds", "findings", rule}, b.Findings[rule])
	}
}
