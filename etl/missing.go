package etl

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"tvistdata/etl/check"
	"tvistdata/etl/source"
	"tvistdata/internal/record"
)

// missing tells where rows of a disclosure that could not be read would have counted.
type missing struct {
	anywhere bool                 // some may be of any day
	others   bool                 // a file says that it has other rows
	doubtful int64                // rows with a number like a person's beside a company's name
	months   map[record.Date]bool // first days of the months that the others are of
}

// ruleOtherCount is the reader's note that a file counts more or fewer rows than it has.
const ruleOtherCount = "other-count"

// batch enters what the reader could not read: nobody knows of which days it is.
func (m *missing) batch(b source.Batch) {
	m.others = m.others || slices.ContainsFunc(b.Notes, func(f source.Finding) bool { return f.Rule == ruleOtherCount })
	m.anywhere = m.anywhere || len(b.Rejects) > 0 || m.others
}

// matter enters one that a rule rejected: it would have counted when it was received and when it was decided.
func (m *missing) matter(of *check.Matter) {
	m.anywhere = m.anywhere || of.Received.State != record.Read || of.Decided.State == record.Unreadable
	for _, day := range []record.Value[record.Date]{of.Received, of.Decided} {
		if day.State == record.Read {
			m.month(record.Month.Start(day.Known))
		}
	}
}

func (m *missing) month(first record.Date) {
	if m.months == nil {
		m.months = map[record.Date]bool{}
	}
	m.months[first] = true
}

func (m *missing) merge(other *missing) {
	m.anywhere, m.others = m.anywhere || other.anywhere, m.others || other.others
	m.doubtful += other.doubtful
	for first := range other.months {
		m.month(first)
	}
}

// runs gives the days for which a disclosure may hold too little, in order: whole months, or all that it covers.
func (m *missing) runs(d *source.Disclosure) []record.Run {
	var out []record.Run
	if m.anywhere {
		for _, c := range d.Covers {
			out = append(out, record.Run{From: c.From, To: c.To})
		}
		slices.SortFunc(out, func(a, b record.Run) int { return int(a.From) - int(b.From) })
		return slices.Compact(out)
	}
	for _, first := range slices.Sorted(maps.Keys(m.months)) {
		out = append(out, record.Run{From: first, To: record.Month.Next(first) - 1})
	}
	return out
}

// says tells why counts of a disclosure with so many rejected rows are partial, and in which months.
func (m *missing) says(rejected int64) string {
	var why []string
	say := func(n int64, one, many string) {
		if n == 1 {
			why = append(why, "1 "+one)
		} else if n > 1 {
			why = append(why, fmt.Sprintf("%d %s", n, many))
		}
	}
	say(rejected, "row is rejected", "rows are rejected")
	say(m.doubtful, "row has a number like a person's beside a company's name", "rows have numbers like a person's beside a company's name")
	if m.others {
		why = append(why, "a file says that it has other rows")
	}
	months := make([]string, 0, len(m.months))
	for _, first := range slices.Sorted(maps.Keys(m.months)) {
		months = append(months, record.Month.Label(first))
	}
	which := "partial are " + strings.Join(months, ", ")
	if m.anywhere {
		which = "all that it covers is partial, for nobody knows of which days they are"
	} else if len(months) > 12 {
		which = fmt.Sprintf("partial are %s and %d more months", strings.Join(months[:12], ", "), len(months)-12)
	}
	return strings.Join(why, ", ") + ": " + which
}
