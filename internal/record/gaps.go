package record

import (
	"cmp"
	"maps"
	"slices"
)

// Gaps are the days on which rows may be missing in what a disclosure holds: they could not be read, contradict each other, or
// name nobody for certain.
type Gaps struct {
	Anybody []Run // rows that may be of anybody, in order
	// Of are, by company, rows that may be its own and are not counted for certain, in order; under Unnamed those of nobody that is
	// named.
	Of map[string][]Run
}

// Unnamed means those who are not named, where companies are given by their ids. No company has it for its id.
const Unnamed = "unnamed"

// Without returns the gaps of some companies as those of nobody that is named.
func (g Gaps) Without(gone func(company string) bool) Gaps {
	out := Gaps{Anybody: g.Anybody, Of: maps.Clone(g.Of)}
	for company, runs := range g.Of {
		if company != Unnamed && gone(company) {
			delete(out.Of, company)
			out.Of[Unnamed] = Together(append(slices.Clip(out.Of[Unnamed]), runs...))
		}
	}
	return out
}

// Months returns the runs of whole months, which are given by their first days.
func Months(first map[Date]bool) []Run {
	out := make([]Run, 0, len(first))
	for from := range first {
		out = append(out, Run{from, Month.Next(from) - 1})
	}
	return Together(out)
}

// Together returns runs in order, those that touch or overlap as one. It reorders its argument.
func Together(runs []Run) []Run {
	slices.SortFunc(runs, func(a, b Run) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	var out []Run
	for _, run := range runs {
		if last := len(out) - 1; last >= 0 && run.From <= out[last].To+1 {
			out[last].To = max(out[last].To, run.To)
		} else {
			out = append(out, run)
		}
	}
	return out
}
