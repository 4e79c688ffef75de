package intake

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/record"
)

// missing holds where rows of a disclosure would have counted that count for nobody, though they may be a company's.
type missing struct {
	anybody   lack             // rows that may be of anybody
	companies map[string]*lack // by id: rows that may be the company's
	called    map[string]*lack // the same, by the core of a name
	others    bool             // a file says that it has other rows
	tied      int64            // rejected rows of which it is known whose they may be
	doubtful  int64            // unnamed rows that may be a company's that is known
	nameless  int64            // unnamed rows that may be any company's
}

// lack is where some rows would have counted.
type lack struct {
	anywhere bool                 // some may be of any day
	months   map[record.Date]bool // first days of the months that the others are of
}

// batch enters what the reader could not read: nobody knows of which days it is.
func (m *missing) batch(b source.Batch) {
	tells := func(f source.Finding) bool { return f.Rule == rule.OtherCount || f.Rule == rule.OneOfSeveral }
	m.others = m.others || slices.ContainsFunc(b.Notes, tells)
	m.anybody.anywhere = m.anybody.anywhere || len(b.Rejects) > 0 || m.others
}

// matter enters one that counts for nobody, and may be of some companies.
func (m *missing) matter(of *check.Matter, who privacy.MayBe) {
	for _, id := range who.Companies {
		at(&m.companies, id).matter(of)
	}
	for _, core := range who.Called {
		at(&m.called, core).matter(of)
	}
}

// at returns what a key has in a map, which is made when it is not there.
func at(of *map[string]*lack, key string) *lack {
	if *of == nil {
		*of = map[string]*lack{}
	}
	if (*of)[key] == nil {
		(*of)[key] = &lack{}
	}
	return (*of)[key]
}

func (m *missing) merge(other *missing) {
	m.anybody.merge(&other.anybody)
	for id, l := range other.companies {
		at(&m.companies, id).merge(l)
	}
	for core, l := range other.called {
		at(&m.called, core).merge(l)
	}
	m.others = m.others || other.others
	m.tied, m.doubtful, m.nameless = m.tied+other.tied, m.doubtful+other.doubtful, m.nameless+other.nameless
}

// matter enters one: it would have counted when it was received and when it was decided.
func (l *lack) matter(of *check.Matter) {
	l.anywhere = l.anywhere || of.Received.State != record.Read || of.Decided.State == record.Unreadable
	for _, day := range []record.Value[record.Date]{of.Received, of.Decided} {
		if day.State == record.Read {
			l.month(record.Month.Start(day.Known))
		}
	}
}

func (l *lack) month(first record.Date) {
	if l.months == nil {
		l.months = map[record.Date]bool{}
	}
	l.months[first] = true
}

func (l *lack) merge(other *lack) {
	l.anywhere = l.anywhere || other.anywhere
	for first := range other.months {
		l.month(first)
	}
}

// runs returns the days on which a disclosure may hold too little, in order: whole months, or all that it covers.
func (l *lack) runs(d *source.Disclosure) []record.Run {
	if !l.anywhere {
		return record.Months(l.months)
	}
	var out []record.Run
	for _, c := range d.Covers {
		out = append(out, record.Run{From: c.From, To: c.To})
	}
	return record.Together(out)
}

// gaps returns the days on which a disclosure may hold too little of anybody, of companies, and of whoever is called by a name.
func (m *missing) gaps(d *source.Disclosure) (gaps record.Gaps, called map[string][]record.Run) {
	runs := func(of map[string]*lack) map[string][]record.Run {
		out := make(map[string][]record.Run, len(of))
		for key, l := range of {
			out[key] = l.runs(d)
		}
		return out
	}
	return record.Gaps{Anybody: m.anybody.runs(d), Of: runs(m.companies)}, runs(m.called)
}

// says returns why counts of a disclosure with so many rejected rows are partial, and in which months.
func (m *missing) says(rejected int64) string {
	var said, why []string
	say := func(n int64, one, many string) {
		if n == 1 {
			why = append(why, "1 "+one)
		} else if n > 1 {
			why = append(why, fmt.Sprintf("%d %s", n, many))
		}
	}
	say(rejected-m.tied, "row is rejected", "rows are rejected")
	say(m.nameless, "unnamed row may be any company's", "unnamed rows may be any company's")
	if m.others {
		why = append(why, "a file says that it has other rows")
	}
	if len(why) > 0 {
		said = append(said, strings.Join(why, ", ")+": "+m.anybody.says())
	}
	why = nil
	say(m.tied, "rejected row may be of certain companies alone", "rejected rows may be of certain companies alone")
	say(m.doubtful, "unnamed row may be a company's", "unnamed rows may be companies'")
	all := lack{}
	for _, of := range []map[string]*lack{m.companies, m.called} {
		for _, l := range of {
			all.merge(l)
		}
	}
	if len(why) > 0 {
		said = append(said, strings.Join(why, ", ")+": for each company that they may be of, "+all.says())
	}
	return strings.Join(said, "; ")
}

// says returns which months are partial.
func (l *lack) says() string {
	if l.anywhere {
		return "all that the disclosure covers is partial, for nobody knows of which days they are"
	}
	months := make([]string, 0, len(l.months))
	for _, first := range slices.Sorted(maps.Keys(l.months)) {
		months = append(months, record.Month.Label(first))
	}
	if len(months) > 12 {
		return fmt.Sprintf("partial are %s and %d more months", strings.Join(months[:12], ", "), len(months)-12)
	}
	return "partial are " + strings.Join(months, ", ")
}
