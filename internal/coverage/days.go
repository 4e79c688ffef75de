package coverage

import (
	"cmp"
	"slices"
	"sort"

	"tvistdata/internal/record"
)

// Interval is a run of days, both ends inclusive.
type Interval struct {
	From, To   record.Date
	Incomplete bool // something is known to be missing on some day of it: what is counted there is a part
}

// Days is a set of days as runs in order that do not overlap. Those that touch are one, unless only one of them is
// incomplete.
type Days []Interval

// merge sorts the intervals and joins those that overlap or touch. A day that one of them holds completely is complete.
// It reorders its argument.
func merge(in []Interval) Days {
	if !slices.ContainsFunc(in, func(i Interval) bool { return i.Incomplete }) {
		return join(in)
	}
	whole := join(slices.DeleteFunc(slices.Clone(in), func(i Interval) bool { return i.Incomplete }))
	out := slices.Clone(whole)
	for _, run := range join(in) {
		out = append(out, without(run, whole)...)
	}
	slices.SortFunc(out, func(a, b Interval) int { return cmp.Compare(a.From, b.From) })
	return out
}

// without returns what is left of a run, incomplete, where others, which are in order, are taken out.
func without(run Interval, others Days) []Interval {
	var out []Interval
	for _, o := range others.Within(run.From, run.To) {
		if run.From < o.From {
			out = append(out, Interval{run.From, o.From - 1, true})
		}
		run.From = o.To + 1
	}
	if run.From <= run.To {
		out = append(out, Interval{run.From, run.To, true})
	}
	return out
}

// join sorts the intervals and joins those that overlap or touch, whether complete or not.
func join(in []Interval) Days {
	if len(in) == 0 {
		return nil
	}
	slices.SortFunc(in, func(a, b Interval) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	out := in[:1:1]
	for _, next := range in[1:] {
		if last := &out[len(out)-1]; next.From <= last.To+1 {
			last.To = max(last.To, next.To)
			continue
		}
		out = append(out, next)
	}
	return out
}

// Last returns the last run of days without a break, complete or not; ok is false when there are none.
func (d Days) Last() (run record.Run, ok bool) {
	for i, r := range slices.Backward(d) {
		if i < len(d)-1 && r.To+1 < run.From {
			break
		}
		if i == len(d)-1 {
			run.To = r.To
		}
		run.From = r.From
	}
	return run, len(d) > 0
}

// first returns the index of the first run that does not end before day.
func (d Days) first(day record.Date) int {
	return sort.Search(len(d), func(i int) bool { return d[i].To >= day })
}

// Span returns how much of from..to, both inclusive, the days cover. It is Partial, too, when all are covered, but some
// incompletely.
func (d Days) Span(from, to record.Date) Span {
	s := Span{Status: record.NotCovered, From: record.NoDate, To: record.NoDate}
	whole := true
	for i := d.first(from); i < len(d) && d[i].From <= to; i++ {
		lo, hi := max(d[i].From, from), min(d[i].To, to)
		if s.Days == 0 {
			s.From = lo
		}
		s.To = hi
		s.Days += int(hi-lo) + 1
		whole = whole && !d[i].Incomplete
	}
	switch {
	case s.Days == 0:
	case whole && s.Days == int(to-from)+1:
		s.Status = record.OK
	default:
		s.Status = record.Partial
	}
	return s
}

// Within returns the days that lie in from..to, both inclusive.
func (d Days) Within(from, to record.Date) Days {
	var out Days
	for i := d.first(from); i < len(d) && d[i].From <= to; i++ {
		out = append(out, Interval{max(d[i].From, from), min(d[i].To, to), d[i].Incomplete})
	}
	return out
}

// Intersect returns the days that are in both.
func (d Days) Intersect(other Days) Days {
	var out Days
	for i, j := 0, 0; i < len(d) && j < len(other); {
		lo, hi := max(d[i].From, other[j].From), min(d[i].To, other[j].To)
		if lo <= hi {
			out = append(out, Interval{lo, hi, d[i].Incomplete || other[j].Incomplete})
		}
		if d[i].To < other[j].To {
			i++
		} else {
			j++
		}
	}
	return out
}
