package answer

import (
	"fmt"
	"slices"
	"strings"

	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// invalid makes the error for an impossible part of a question.
func invalid(param, got, format string, args ...any) error {
	return &record.InvalidError{Param: param, Got: got, Want: fmt.Sprintf(format, args...)}
}

// oneOf says which values are allowed.
func oneOf[T ~string](allowed []T) string {
	words := make([]string, len(allowed))
	for i, a := range allowed {
		words[i] = string(a)
	}
	return "one of " + strings.Join(words, ", ")
}

// listNamed finds a list of one of the kinds in the manifest.
func listNamed(m *release.Manifest, id string, kinds ...record.Kind) (*release.List, error) {
	var ids []string
	for i := range m.Lists {
		l := &m.Lists[i]
		if !slices.Contains(kinds, l.Kind) {
			continue
		}
		if l.ID == id {
			return l, nil
		}
		ids = append(ids, l.ID)
	}
	if len(ids) == 0 {
		return nil, invalid("list", id, "left out: the release has no list of %ss", kinds[0])
	}
	if id == "" {
		return nil, invalid("list", "", "is needed: %s", oneOf(ids))
	}
	return nil, invalid("list", id, "%s", oneOf(ids))
}

// codes returns the ids of a list's codes for a column, by text.
func codes(l *release.List, column string) []string {
	var ids []string
	for _, c := range l.Codes[column] {
		ids = append(ids, c.ID)
	}
	slices.Sort(ids)
	return ids
}

// known checks that every value is a code, and returns them ordered and without repeats. A list that publishes no codes
// for the column cannot be asked by it.
func known(param string, values, allowed []string) ([]string, error) {
	if len(values) == 0 {
		return nil, nil
	}
	if len(allowed) == 0 {
		return nil, invalid(param, values[0], "this list has no %s", param)
	}
	for _, v := range values {
		if !slices.Contains(allowed, v) {
			return nil, invalid(param, v, "%s", oneOf(allowed))
		}
	}
	out := slices.Sorted(slices.Values(values))
	return slices.Compact(out), nil
}

func (q *CountsQuestion) grouped(by Grouping) bool { return slices.Contains(q.GroupBy, by) }

// settle checks the question and puts the defaults in.
func settle(s Store, q *CountsQuestion) (*release.List, error) {
	if l, err := listNamed(s.Manifest(), q.List, record.Listing); err == nil {
		return nil, invalid("list", q.List, "a list of disputes or complaints; entries on this one have no measure to count, and "+
			"/records?list=%s gives them with their numbers of cases", l.ID)
	}
	if l, err := listNamed(s.Manifest(), q.List, record.Aggregate); err == nil {
		return nil, invalid("list", q.List, "a list of disputes or complaints; this one holds the authority's own counts, which are never "+
			"added up, and /aggregates?list=%s gives them", l.ID)
	}
	l, err := listNamed(s.Manifest(), q.List, record.Dispute, record.Complaint)
	if err != nil {
		return nil, err
	}
	if q.Measure == "" {
		q.Measure = record.Received
	}
	if allowed := record.Measures(l.Kind); !slices.Contains(allowed, q.Measure) {
		return nil, invalid("measure", string(q.Measure), "%s", oneOf(allowed))
	}
	if err := settleGroups(l, q); err != nil {
		return nil, err
	}
	if err := settleFilters(l, q); err != nil {
		return nil, err
	}
	if err := settleGroup(s, q); err != nil {
		return nil, err
	}
	return l, settleDates(s, q)
}

// settleGroups checks what the answer is grouped by and its periods.
func settleGroups(l *release.List, q *CountsQuestion) error {
	all := []Grouping{ByCompany, ByDepartment, ByOutcome, ByPeriod}
	for i, g := range q.GroupBy {
		if !slices.Contains(all, g) {
			return invalid("group_by", string(g), "%s", oneOf(all))
		}
		if slices.Contains(q.GroupBy[:i], g) {
			return invalid("group_by", string(g), "may be given once")
		}
	}
	if q.grouped(ByDepartment) && len(l.Codes["department"]) == 0 {
		return invalid("group_by", string(ByDepartment), "this list has no departments")
	}
	if q.grouped(ByOutcome) && !decided(q.Measure) {
		return invalid("group_by", string(ByOutcome), "goes with a measure by date of decision, such as %s", record.Closed)
	}
	periods := []record.Period{record.Year, record.Half, record.Quarter, record.Month}
	switch {
	case q.Period != record.None && !slices.Contains(periods, q.Period):
		return invalid("period", string(q.Period), "%s", oneOf(periods))
	case q.Period != record.None && !q.grouped(ByPeriod):
		return invalid("period", string(q.Period), "goes with group_by=%s", ByPeriod)
	case q.Period == record.None && q.grouped(ByPeriod):
		q.Period = record.Year
	}
	switch q.Span {
	case Whole:
	case "":
		q.Span = Whole
	case ToDate:
		if !q.grouped(ByPeriod) {
			return invalid("span", string(q.Span), "goes with group_by=%s", ByPeriod)
		}
	default:
		return invalid("span", string(q.Span), "%s", oneOf([]Span{Whole, ToDate}))
	}
	return nil
}

// settleFilters checks and orders the departments, outcomes and companies asked for.
func settleFilters(l *release.List, q *CountsQuestion) (err error) {
	if q.Departments, err = known("department", q.Departments, codes(l, "department")); err != nil {
		return err
	}
	if len(q.Outcomes) > 0 && !decided(q.Measure) {
		return invalid("outcome", q.Outcomes[0], "goes with a measure by date of decision, such as %s", record.Closed)
	}
	if q.Outcomes, err = known("outcome", q.Outcomes, outcomes(l, q.Measure)); err != nil {
		return err
	}
	q.Companies = slices.Compact(slices.Sorted(slices.Values(q.Companies)))
	if len(q.Companies) > MaxCompanies {
		return invalid("company", "", "at most %d companies may be named", MaxCompanies)
	}
	return nil
}

// decided reports whether the measure uses the date of decision.
func decided(m record.Measure) bool { return m != record.Received }

// outcomes returns the codes that records counted by the measure can have, by text.
func outcomes(l *release.List, m record.Measure) []string {
	return slices.DeleteFunc(codes(l, "outcome"), func(c string) bool { return !m.Counts(l.CountsAs("outcome", c), m) })
}

// settleDates puts the coverage of the measure, rounded out to whole periods, where no dates are given.
func settleDates(s Store, q *CountsQuestion) error {
	first, last, ok := extent(s, q)
	if !ok && (q.From == record.NoDate || q.To == record.NoDate) {
		return invalid("measure", string(q.Measure), "no disclosure of the list covers it; covered: %s", coveredMeasures(s, q.List))
	}
	if q.From == record.NoDate {
		if q.From = first; q.Period != record.None {
			q.From = q.Period.Start(first)
		}
	}
	if q.To == record.NoDate {
		if q.To = last; q.Period != record.None {
			q.To = q.Period.Next(q.Period.Start(last)) - 1
		}
	}
	if q.From > q.To {
		return invalid("from", q.From.String(), "not after to, which is %s", q.To)
	}
	return nil
}

// extent returns the first and the last day that can be answered for those that a question is about, or for anybody where it
// cannot be answered for them at all.
func extent(s Store, q *CountsQuestion) (first, last record.Date, ok bool) {
	about := q.Companies
	if len(about) == 0 && !q.grouped(ByCompany) {
		about = []string{""}
	}
	if first, last, ok = s.Coverage().Extent(q.List, q.Measure, about...); ok {
		return first, last, ok
	}
	return s.Coverage().Extent(q.List, q.Measure)
}

// coveredMeasures names the measures that something covers.
func coveredMeasures(s Store, list string) string {
	var names []string
	for _, r := range s.Coverage().Rows(list) {
		if !slices.Contains(names, string(r.Measure)) {
			names = append(names, string(r.Measure))
		}
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}
