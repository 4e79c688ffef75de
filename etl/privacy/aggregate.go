package privacy

import (
	"strings"

	"tvistdata/etl/check"
	"tvistdata/internal/record"
)

// Aggregate is a count of a company's matters in a period, as it was read.
type Aggregate struct {
	Measure  record.Measure
	From, To record.Date
	Count    record.Value[int64]
}

// ClearedAggregate is an aggregate that has passed the exit: it names a company or nobody.
type ClearedAggregate struct {
	Aggregate
	Key        [10]byte
	Cells      [2]uint64 // equal for rows of which every cell is; zero where not every cell is known; means nothing outside this build
	Name       uint32    // index of Names.All; 0 is unnamed
	Department uint16    // index of the build's code book; 0 is missing
	Subject    uint16    // likewise
	File       uint8
	Line       uint32
	Removed    bool // unnamed because its record or its company was removed
}

// ClearAggregate lets an aggregate out, whose codes are those of a matter. Name is the index that Respondent gave, identity holds the
// cells that make it the same record in another delivery, and cells are all that its row has in the file; nil where the door kept some out.
func (e *Exit) ClearAggregate(a Aggregate, m *check.Matter, name uint32, identity, cells []string) ClearedAggregate {
	c := ClearedAggregate{
		Aggregate: a, Key: e.Key(identity), Name: name,
		Department: m.Codes[check.Department].Index, Subject: m.Codes[check.Subject].Index,
	}
	if cells != nil {
		c.Cells = e.hash(strings.Join(cells, "\x00"), "")
	}
	return c
}
