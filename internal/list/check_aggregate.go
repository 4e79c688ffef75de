package list

import (
	"slices"
	"strings"

	"tvistdata/internal/record"
)

// aggregate checks that each count of a list of aggregates has a period and a measure, and that a release tells all that two counts
// of a company differ in.
func (c *checker) aggregate() {
	l := c.list
	if l.Kind != record.Aggregate {
		if l.Measure != "" {
			c.say(at{"measure"}, "only a list of aggregates says what its counts count, and this one is of %ss", l.Kind)
		}
		return
	}
	has := func(name string) bool { return c.columnIndex(name) >= 0 }
	if has("period") == (has("period_start") || has("period_end")) || has("period_start") != has("period_end") {
		c.say(at{"columns"}, "a list of aggregates needs either a column period, or period_start and period_end")
	}
	for _, name := range []string{"period", "period_start", "period_end", "measure"} {
		if i := c.columnIndex(name); i >= 0 && !l.Columns[i].Required {
			c.say(at{"columns", i}, "column %s has to be required in a list of aggregates", name)
		}
	}
	c.measured(has("measure"))
	var identity []string
	for _, name := range []string{"respondent", "org_number", "department", "subject", "measure", "period", "period_start", "period_end"} {
		if has(name) {
			identity = append(identity, name)
		}
	}
	same := slices.Equal(slices.Sorted(slices.Values(identity)), slices.Sorted(slices.Values(l.Identity.Fallback)))
	if l.Identity.Reference != "" || len(l.Identity.With) > 0 || !same {
		c.say(at{"identity"}, "an aggregate is what is counted in which period: expected no reference, and under fallback %s",
			strings.Join(identity, ", "))
	}
}

// measured checks that each count has one measure: that of the list, or that of its code in the column of measures.
func (c *checker) measured(column bool) {
	l, all := c.list, record.Measures(record.Dispute)
	switch {
	case column && l.Measure != "":
		c.say(at{"measure"}, "the list has a column of measures already: leave one of them out")
	case !column && !slices.Contains(all, l.Measure):
		c.say(at{"measure"}, "%q: a list of aggregates without a column of measures says what its counts count: expected one of %v",
			l.Measure, all)
	case column:
		for i, code := range l.Codes["measure"] {
			if code.CountsAs == "" {
				c.say(at{"codes", "measure", i}, "code %s: expected counts_as, one of %v", code.ID, all)
			}
		}
	}
}
