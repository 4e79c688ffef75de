package inspect

import (
	"fmt"
	"regexp"
	"slices"

	"tvistdata/etl/normalise"
	"tvistdata/internal/record"
)

// countHeads are names of columns that say how many matters a row stands for.
var countHeads = regexp.MustCompile(`(?i)^(antal|antall|anzahl|count|counts|n|nombre|number|no\. of|quantidade|quantity|` +
	`qtde?\.?|cantidad|lukumäärä|cases|complaints|ärenden|klagomål|anmälningar|reclamações)\b`)

// counts reports whether a column says how many matters a row stands for: its name does, and all its cells are whole numbers, of which
// one is more than 1.
func (c *column) counts() bool {
	if !countHeads.MatchString(c.header) {
		return false
	}
	several := false
	for _, cell := range c.order {
		n := normalise.Count(cell)
		if n.State != record.Read {
			return false
		}
		several = several || n.Known > 1
	}
	return several
}

// periods returns the share of filled cells that are periods, in per cent.
func (c *column) periods() int {
	n := 0
	for _, cell := range c.order {
		if _, _, ok := normalise.Period(cell); ok {
			n++
		}
	}
	return percent(n, len(c.order))
}

// countColumn returns the number of the column that says how many matters a row stands for, from 1, where a list takes the row for
// something else; 0 when there is none. Of disputes and complaints each row is one. A listing has a number of cases, but in an issue and
// not in a period.
func (in *inspector) countColumn(f *fit) int {
	unknown := func(is func(c *column) bool) bool {
		for i, c := range in.columns {
			if f.means[i] == "" && c.header != "" && is(c) {
				return true
			}
		}
		return false
	}
	for i, c := range in.columns {
		takes := false
		switch f.list.Kind {
		case record.Dispute, record.Complaint:
			takes = f.means[i] == ""
		case record.Listing:
			takes = f.means[i] == "cases" && !slices.Contains(f.means, "issue") &&
				unknown(func(c *column) bool { return c.filled > 0 && c.periods() >= 95 })
		case record.Figure, record.Aggregate:
		}
		if takes && c.counts() {
			return i + 1
		}
	}
	return 0
}

// remarkCount says that rows are counts, where they are.
func (n *newList) remarkCount(f *fit) (remarks []string) {
	if n.count == 0 {
		return nil
	}
	text := fmt.Sprintf("Column %d looks like a number of matters, so each row stands for many. A list of records would take it for "+
		"one. The dataset.yaml below begins a list of aggregates, which are counts of the authority's own and are never added to "+
		"records.", n.count)
	if f.counts > 0 {
		text += fmt.Sprintf(" List %s would fit but for that: take it only if each row is one record and the column says something else.",
			f.list.ID)
	}
	return []string{text}
}
