// Package coverage works out what the disclosures at hand can answer: list × measure × company × department × dates
// returns a status. What they cannot answer is unknown, never zero.
package coverage

import (
	"maps"
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
	Gaps       *record.Gaps // days on which the disclosure lacks rows; its rows share them, and nil is none
}

// Others means every company that no row and no gap names: what Covered and Span answer for it holds for each of them.
const Others = "*"

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

// scopes holds one series' rows by the restriction that they carry.
type scopes struct {
	rows                   map[scope][]Row
	companies, departments map[string]bool // with rows of their own; "" and Others, and "", among them
	gaps                   map[string]bool // companies with gaps of their own
	seen                   map[*record.Gaps]bool
	together               map[*record.Gaps][]record.Run // of all companies
	answers                map[scope]Days                // what answers a question, worked out beforehand
}

// New makes a book of the rows. A row that ends before it starts covers nothing.
func New(rows []Row) *Book {
	b := &Book{rows: slices.Clone(rows), series: map[key]*scopes{}}
	together := map[*record.Gaps][]record.Run{}
	for _, r := range rows {
		if r.To < r.From || r.From == record.NoDate {
			continue
		}
		k := key{r.List, r.Measure}
		s := b.series[k]
		if s == nil {
			s = &scopes{
				rows: map[scope][]Row{}, companies: map[string]bool{"": true, Others: true}, departments: map[string]bool{"": true},
				gaps: map[string]bool{}, seen: map[*record.Gaps]bool{}, together: together,
			}
			b.series[k] = s
		}
		at := scope{r.Company, r.Department}
		s.rows[at] = append(s.rows[at], r)
		s.companies[r.Company], s.departments[r.Department] = true, true
		if r.Gaps == nil || s.seen[r.Gaps] {
			continue
		}
		s.seen[r.Gaps] = true
		for company := range r.Gaps.Of {
			s.gaps[company] = true
		}
		if _, known := together[r.Gaps]; !known {
			runs := slices.Clone(r.Gaps.Anybody)
			for _, of := range r.Gaps.Of {
				runs = append(runs, of...)
			}
			together[r.Gaps] = record.Together(runs)
		}
	}
	for _, s := range b.series {
		s.settle()
	}
	return b
}

// daysOf returns the days of a row as a company has them, or all together under "": incomplete where rows are missing that may be its own.
func (s *scopes) daysOf(r *Row, company string) []Interval {
	var lacking []record.Run
	if r.Gaps != nil && company == "" {
		lacking = s.together[r.Gaps]
	} else if r.Gaps != nil {
		lacking = append(slices.Clone(r.Gaps.Anybody), r.Gaps.Of[company]...)
	}
	var missing []Interval
	for _, run := range lacking {
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

// maxAnswers bounds the answers about single companies that are worked out in advance; beyond it each is made when it is needed.
const maxAnswers = 100_000

// settle works out what every question is answered from, but those about companies with nothing but gaps of their own, which are
// seldom asked about.
func (s *scopes) settle() {
	s.answers = map[scope]Days{}
	single := len(s.companies)*len(s.departments) <= maxAnswers
	for c := range s.companies {
		for d := range s.departments {
			if single || c == "" || c == Others {
				s.answers[scope{c, d}] = s.union(scope{c, d})
			}
		}
	}
}

// union returns the days that answer for the scope: a row for all answers for each, never the other way round.
func (s *scopes) union(at scope) Days {
	var days []Interval
	from := func(of scope) {
		for i := range s.rows[of] {
			days = append(days, s.daysOf(&s.rows[of][i], at.company)...)
		}
	}
	from(scope{})
	if at.company != "" {
		from(scope{at.company, ""})
	}
	if at.department != "" {
		from(scope{"", at.department})
	}
	if at.company != "" && at.department != "" {
		from(at)
	}
	return merge(days)
}

// days returns the days that answer for the scope. What no row and no gap names is answered as others are.
func (s *scopes) days(at scope) Days {
	if !s.companies[at.company] && !s.gaps[at.company] {
		at.company = Others
	}
	if !s.departments[at.department] {
		at.department = ""
	}
	if d, ok := s.answers[at]; ok {
		return d
	}
	return s.union(at)
}

// Covered returns the days on which the list can answer for the measure. A company's question is answered by rows for
// all companies and rows for it; a question over all companies (company empty) only by rows for all; departments
// in the same way. A gap of one company is one of all together, and none of another's. It is empty for an unknown list.
func (b *Book) Covered(list string, m record.Measure, company, department string) Days {
	s := b.series[key{list, m}]
	if s == nil {
		return nil
	}
	return s.days(scope{company, department})
}

// Span returns how much of from..to, both inclusive, the list can answer for the measure: OK when it is all of it,
// Partial when it is some, or rows that count there may be missing, NotCovered otherwise.
func (b *Book) Span(list string, m record.Measure, company, department string, from, to record.Date) Span {
	return b.Covered(list, m, company, department).Span(from, to)
}

// Extent returns the first and the last day on which the list can answer anything for the measure, even for one
// department only: of the companies that are named, of all companies together under "", or of anybody when none is
// named. It is not ok when there is none.
func (b *Book) Extent(list string, m record.Measure, companies ...string) (from, to record.Date, ok bool) {
	s := b.series[key{list, m}]
	if s == nil {
		return record.NoDate, record.NoDate, false
	}
	for at, rows := range s.rows {
		if at.company != "" && len(companies) > 0 && !slices.Contains(companies, at.company) {
			continue
		}
		for _, r := range rows {
			if !ok || r.From < from {
				from = r.From
			}
			if !ok || r.To > to {
				to = r.To
			}
			ok = true
		}
	}
	return from, to, ok
}

// Own returns the companies that a row or a gap of the list names, which may be answered otherwise than Others are.
func (b *Book) Own(list string, m record.Measure) map[string]bool {
	s := b.series[key{list, m}]
	if s == nil {
		return nil
	}
	out := maps.Clone(s.gaps)
	for company := range s.companies {
		out[company] = company != "" && company != Others
	}
	maps.DeleteFunc(out, func(_ string, named bool) bool { return !named })
	return out
}

// Lacking returns the companies of which rows between two days, both inclusive, may be missing in some disclosure, in whatever
// department.
func (b *Book) Lacking(list string, m record.Measure, from, to record.Date) map[string]bool {
	out := map[string]bool{}
	s := b.series[key{list, m}]
	if s == nil {
		return out
	}
	for gaps := range s.seen {
		for company, runs := range gaps.Of {
			out[company] = out[company] || slices.ContainsFunc(runs, func(run record.Run) bool { return run.From <= to && from <= run.To })
		}
	}
	maps.DeleteFunc(out, func(_ string, lacks bool) bool { return !lacks })
	return out
}

// Rows returns the list's rows in the order in which they came.
func (b *Book) Rows(list string) []Row {
	var out []Row
	for _, r := range b.rows {
		if r.List == list {
			out = append(out, r)
		}
	}
	return out
}
