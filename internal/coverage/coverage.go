// Package coverage works out what the disclosures at hand can answer: list × measure × company × department × dates
// gives a status. What they cannot answer is unknown, never zero.
package coverage

import (
	"slices"

	"tvistdata/internal/record"
)

// Row is one covered span: over these dates, both inclusive, the disclosure holds everything that the measure counts.
type Row struct {
	List       string
	Measure    record.Measure
	Company    string // empty: all companies
	Department string // empty: all departments
	From, To   record.Date
	Disclosure string
	Incomplete []record.Run // days for which the disclosure had rows that could not be read
}

// Span is the status of one value with the covered part of its period.
type Span struct {
	Status   record.Status
	From, To record.Date // first and last covered day; NoDate when nothing is covered
	Days     int         // covered days between them: fewer than To-From+1 when there are gaps
}

// Book holds the covered spans of a release. It never changes, so many may read it at once.
type Book struct {
	rows   []Row
	series map[key]*scopes
}

type key struct {
	list    string
	measure record.Measure
}

type scope struct{ company, department string }

// scopes holds one series' covered days by the restriction that their rows carry.
type scopes struct {
	all                    Days
	named                  map[scope]Days // with a company, a department or both
	companies, departments map[string]bool
	answers                map[scope]Days // what answers a question, worked out beforehand
}

// New makes a book of the rows. A row that ends before it starts covers nothing.
func New(rows []Row) *Book {
	b := &Book{rows: slices.Clone(rows), series: map[key]*scopes{}}
	for _, r := range rows {
		if r.To < r.From || r.From == record.NoDate {
			continue
		}
		k := key{r.List, r.Measure}
		s := b.series[k]
		if s == nil {
			s = &scopes{named: map[scope]Days{}, companies: map[string]bool{"": true}, departments: map[string]bool{"": true}}
			b.series[k] = s
		}
		days := r.days()
		if at := (scope{r.Company, r.Department}); at == (scope{}) {
			s.all = append(s.all, days...)
		} else {
			s.named[at] = append(s.named[at], days...)
			s.companies[r.Company], s.departments[r.Department] = true, true
		}
	}
	for _, s := range b.series {
		s.settle()
	}
	return b
}

// days gives the days of the row, incomplete where rows are missing.
func (r *Row) days() []Interval {
	var missing []Interval
	for _, run := range r.Incomplete {
		if from, to := max(run.From, r.From), min(run.To, r.To); from <= to {
			missing = append(missing, Interval{from, to, true})
		}
	}
	missing = join(missing)
	out := slices.Clone(missing)
	for _, left := range without(Interval{From: r.From, To: r.To}, missing) {
		out = append(out, Interval{From: left.From, To: left.To})
	}
	return out
}

// maxAnswers bounds the answers worked out beforehand; beyond it each is put together when it is asked for.
const maxAnswers = 100_000

// settle merges the days of every scope and works out what every question is answered from.
func (s *scopes) settle() {
	s.all = merge(s.all)
	if len(s.companies)*len(s.departments) > maxAnswers {
		return
	}
	s.answers = make(map[scope]Days, len(s.companies)*len(s.departments))
	for c := range s.companies {
		for d := range s.departments {
			s.answers[scope{c, d}] = s.union(scope{c, d})
		}
	}
}

// union gives the days that answer for the scope: a row for all answers for each, never the other way round.
func (s *scopes) union(at scope) Days {
	days := slices.Clone(s.all)
	days = append(days, s.named[scope{at.company, ""}]...)
	days = append(days, s.named[scope{"", at.department}]...)
	days = append(days, s.named[at]...)
	return merge(days)
}

// days gives the days that answer for the scope. What no row names is answered as all companies or departments are.
func (s *scopes) days(at scope) Days {
	if !s.companies[at.company] {
		at.company = ""
	}
	if !s.departments[at.department] {
		at.department = ""
	}
	if at == (scope{}) {
		return s.all
	}
	if d, ok := s.answers[at]; ok {
		return d
	}
	return s.union(at)
}

// Covered gives the days on which the list can answer for the measure. A company's question is answered by rows for
// all companies and rows for it; a question over all companies (company empty) only by rows for all; departments
// likewise. It is empty for an unknown list.
func (b *Book) Covered(list string, m record.Measure, company, department string) Days {
	s := b.series[key{list, m}]
	if s == nil {
		return nil
	}
	return s.days(scope{company, department})
}

// Span tells how much of from..to, both inclusive, the list can answer for the measure: OK when it is all of it,
// Partial when it is some, or rows that count there may be missing, NotCovered otherwise.
func (b *Book) Span(list string, m record.Measure, company, department string, from, to record.Date) Span {
	return b.Covered(list, m, company, department).Span(from, to)
}

// Extent gives the first and the last day on which the list can answer anything for the measure, be it for one
// department only: of the companies that are named, of all companies together under "", or of anybody when none is
// named. It is not ok when there is none.
func (b *Book) Extent(list string, m record.Measure, companies ...string) (from, to record.Date, ok bool) {
	s := b.series[key{list, m}]
	if s == nil {
		return record.NoDate, record.NoDate, false
	}
	grow := func(d Days) {
		if len(d) == 0 {
			return
		}
		if !ok || d[0].From < from {
			from = d[0].From
		}
		if last := d[len(d)-1].To; !ok || last > to {
			to = last
		}
		ok = true
	}
	grow(s.all)
	for at := range s.named {
		if at.company == "" || len(companies) == 0 || slices.Contains(companies, at.company) {
			grow(s.days(at))
		}
	}
	return from, to, ok
}

// Rows gives the list's rows in the order in which they came.
func (b *Book) Rows(list string) []Row {
	var out []Row
	for _, r := range b.rows {
		if r.List == list {
			out = append(out, r)
		}
	}
	return out
}
