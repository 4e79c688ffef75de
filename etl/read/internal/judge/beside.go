package judge

import (
	"fmt"
	"slices"

	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

// group is a run of named columns with a column without name or cells before it, or after it.
type group struct {
	from, to int // columns, from 0, to not included
	rows     int // that have something in it
	ended    bool
	broken   bool // it is filled again below rows in which it was empty
}

// Beside looks, from the first row on, for a table beside the one whose column names are in a line: named columns behind one without a
// name or cells that are filled down to some row, and empty from there on. What is in such columns may be read into rows that it has
// nothing to do with.
func (t *Table) Beside(line int) {
	t.namesAt = line
	from := 0
	for i := range len(t.header) + 1 {
		if i < len(t.header) && t.header[i] != "" {
			continue
		}
		if i > from {
			t.groups = append(t.groups, group{from: from, to: i})
		}
		from = i + 1
	}
	if len(t.groups) < 2 {
		t.groups = nil
	}
}

// alongside sees a row.
func (t *Table) alongside(cells []string) {
	if t.groups == nil {
		return
	}
	something := func(c string) bool { return c != "" }
	for i := range t.groups {
		g := &t.groups[i]
		if i > 0 && slices.ContainsFunc(cells[t.groups[i-1].to:g.from], something) {
			t.groups = nil // the column between belongs to the table
			return
		}
		switch {
		case !slices.ContainsFunc(cells[g.from:g.to], something):
			g.ended = true
		case g.ended:
			g.broken = true
		default:
			g.rows++
		}
	}
}

// tables finds the tables beside this one, once all rows are read.
func (t *Table) tables(b *source.Batch) {
	for _, g := range t.groups {
		known := slices.ContainsFunc(t.header[g.from:g.to], func(n string) bool { return t.known == nil || t.known(n) })
		if known && g.rows > 0 && g.ended && !g.broken {
			b.Notes = append(b.Notes, t.finding(t.namesAt, rule.HeaderInDoubt, fmt.Sprintf("an empty column divides the columns, and columns %d "+
				"to %d are filled in the first %d rows alone: there may be two tables beside one another. Expected one; declare the names under "+
				"header, with \"\" for each column of the other table, and this line under header_lines", g.from+1, g.to, g.rows)))
		}
	}
	t.groups = nil
}
