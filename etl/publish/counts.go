package publish

import (
	"slices"

	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// monthly collects the rows of counts_monthly.parquet, column by column.
type monthly struct {
	lists, kinds, measures, companies []uint32
	listNames, kindNames              []string
	measureNames                      []string
	month, from, to                   []record.Date
	values                            []int64
	nulls                             []bool
	status                            []uint32
	statusNames                       []string
	synthetic                         []bool
}

// counts writes, for every company of a list and every measure that the list covers anywhere, a row for each month
// from the first to the last that is covered at all. A covered month without records is 0; one that is not covered is
// null; of a partly covered one only the covered days are counted.
func (b *builder) counts() error {
	m := &monthly{}
	at := map[record.Kind]int{}
	for _, r := range b.published {
		l := r.deliveries[0].List
		if cal, ok := b.calendarOf(l.ID, l.Kind); ok {
			m.add(b, cal, at[l.Kind], at[l.Kind]+len(r.order))
		}
		at[l.Kind] += len(r.order)
	}
	return m.write(b)
}

// calendar is the months of one list.
type calendar struct {
	list     string
	kind     record.Kind
	measures []record.Measure // those that the list covers anywhere, sorted
	months   []record.Date    // first days; one more at the end
}

// calendarOf gives a list's months, from the first to the last that is covered; ok is false when none is.
func (b *builder) calendarOf(list string, kind record.Kind) (c calendar, ok bool) {
	c = calendar{list: list, kind: kind}
	first, last := record.NoDate, record.NoDate
	for _, m := range record.Measures(kind) {
		from, to, covered := b.book.Extent(list, m)
		if !covered {
			continue
		}
		c.measures = append(c.measures, m)
		if first == record.NoDate || from < first {
			first = from
		}
		last = max(last, to)
	}
	if len(c.measures) == 0 {
		return c, false
	}
	slices.Sort(c.measures)
	month := record.Month.Start(first)
	for month <= last {
		c.months = append(c.months, month)
		month = record.Month.Next(month)
	}
	c.months = append(c.months, month)
	return c, true
}

// window is what a measure covers of a calendar.
type window struct {
	monthOf []int32 // month of each day from the first of the calendar; -1 when the day is not covered
	spans   []coverage.Span
}

func (c calendar) window(covered coverage.Days) window {
	w := window{monthOf: make([]int32, c.months[len(c.months)-1]-c.months[0])}
	for i := range w.monthOf {
		w.monthOf[i] = -1
	}
	for i := range len(c.months) - 1 {
		first, last := c.months[i], c.months[i+1]-1
		w.spans = append(w.spans, covered.Span(first, last))
		for _, run := range covered.Within(first, last) {
			for d := run.From; d <= run.To; d++ {
				w.monthOf[d-c.months[0]] = int32(i)
			}
		}
	}
	return w
}

// add appends the rows of one list, whose records stand at from to to of their kind's table.
func (m *monthly) add(b *builder, c calendar, from, to int) {
	t := b.gathered[c.kind]
	list, kind := number(&m.listNames, c.list), number(&m.kindNames, string(c.kind))
	own := map[string]bool{} // companies that some disclosure was asked for by name
	for _, row := range b.covered {
		own[row.Company] = own[row.Company] || row.Company != ""
	}
	general := map[record.Measure]window{}
	for _, measure := range c.measures {
		general[measure] = c.window(b.book.Covered(c.list, measure, "", ""))
	}
	perMonth := make([]int64, len(c.months)-1)
	for start := from; start < to; {
		end := start + 1
		for end < to && t.companies[end] == t.companies[start] {
			end++
		}
		company := b.known[t.companies[start]]
		for _, measure := range c.measures {
			w := general[measure]
			if own[company.ID] {
				w = c.window(b.book.Covered(c.list, measure, company.ID, ""))
			}
			b.countMonths(t, measure, w, c.months[0], start, end, perMonth)
			number := number(&m.measureNames, string(measure))
			for i, n := range perMonth {
				m.lists, m.kinds = append(m.lists, list), append(m.kinds, kind)
				m.measures, m.companies = append(m.measures, number), append(m.companies, t.companies[start])
				m.month, m.synthetic = append(m.month, c.months[i]), append(m.synthetic, company.Synthetic)
				m.value(n, statusOf(w.spans[i], company.Registered, c.months[i+1]-1))
			}
		}
		start = end
	}
}

// countMonths counts the rows from start to end of t that a measure counts, by month of the window.
func (b *builder) countMonths(t *table, m record.Measure, w window, first record.Date, start, end int, perMonth []int64) {
	counts, dates := b.counter(t, m), t.datesOf(m)
	clear(perMonth)
	for i := start; i < end; i++ {
		day := int(dates[i]) - int(first)
		if day >= 0 && day < len(w.monthOf) && w.monthOf[day] >= 0 && counts(i) {
			perMonth[w.monthOf[day]]++
		}
	}
}

// statusOf turns a month's coverage into its status; before a company was registered nothing applies to it.
func statusOf(s coverage.Span, registered, lastDay record.Date) coverage.Span {
	if registered != record.NoDate && lastDay < registered {
		return coverage.Span{Status: record.NotApplicable, From: record.NoDate, To: record.NoDate}
	}
	return s
}

func (m *monthly) value(n int64, s coverage.Span) {
	null := s.Status == record.NotCovered || s.Status == record.NotApplicable || s.Status == record.Suppressed
	if null {
		n = 0
	}
	m.values, m.nulls = append(m.values, n), append(m.nulls, null)
	m.status = append(m.status, number(&m.statusNames, string(s.Status)))
	m.from, m.to = append(m.from, s.From), append(m.to, s.To)
}

// number gives the position of a name among names, adding it when it is new.
func number(names *[]string, name string) uint32 {
	i := slices.Index(*names, name)
	if i < 0 {
		i = len(*names)
		*names = append(*names, name)
	}
	return uint32(i)
}

func (m *monthly) write(b *builder) error {
	return b.writer.Add(release.CountsMonthly, []release.ColumnData{
		release.TextDict("list", m.listNames, m.lists, false),
		release.TextDict("record_kind", m.kindNames, m.kinds, false),
		release.TextDict("measure", m.measureNames, m.measures, false),
		release.TextDict("company_id", b.companyIDs, m.companies, false),
		release.Dates("month", m.month, false),
		release.Ints("value", m.values, m.nulls),
		release.TextDict("status", m.statusNames, m.status, false),
		release.Dates("covered_from", m.from, true),
		release.Dates("covered_to", m.to, true),
		release.Bools("synthetic", func(i int) bool { return m.synthetic[i] }, len(m.synthetic)),
	})
}
