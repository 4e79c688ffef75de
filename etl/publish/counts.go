package publish

import (
	"slices"

	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// monthly holds the rows of counts_monthly.parquet. A series is a company and a measure of one list, with a row for each
// of the list's months; what the rows of a series have in common, and what series have in common, is held once.
type monthly struct {
	blocks []block
	values []int64
	nulls  []bool
	months []record.Date // of all blocks

	// By series.
	lists, kinds, measures, companies []uint32
	synthetic                         []bool
	span                              []int // where its months' entries begin in status, from and to

	status   []uint32
	from, to []record.Date

	listNames, kindNames, measureNames, statusNames []string
}

// block is the rows of one list.
type block struct {
	row, series, month int // its first in monthly
	length             int // months of a series
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
			m.add(b, cal, at[l.Kind], at[l.Kind]+r.n)
		}
		at[l.Kind] += r.n
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
	length := len(c.months) - 1
	m.blocks = append(m.blocks, block{row: len(m.values), series: len(m.span), month: len(m.months), length: length})
	m.months = append(m.months, c.months[:length]...)
	list, kind := number(&m.listNames, c.list), number(&m.kindNames, string(c.kind))
	own := map[string]bool{} // companies that some disclosure was asked for by name
	for _, row := range b.covered {
		own[row.Company] = own[row.Company] || row.Company != ""
	}
	windows, spans, counters := make([]window, len(c.measures)), make([]int, len(c.measures)), make([]func(int) bool, len(c.measures))
	for k, measure := range c.measures {
		windows[k] = c.window(b.book.Covered(c.list, measure, "", ""))
		spans[k] = m.spans(c, windows[k], record.NoDate)
		counters[k] = b.counter(t, measure)
	}
	var all []series
	for start := from; start < to; {
		end := start + 1
		for end < to && t.companies[end] == t.companies[start] {
			end++
		}
		company := b.known[t.companies[start]]
		for k, measure := range c.measures {
			w, span := windows[k], spans[k]
			if own[company.ID] {
				w = c.window(b.book.Covered(c.list, measure, company.ID, ""))
			}
			if own[company.ID] || company.Registered != record.NoDate {
				span = m.spans(c, w, company.Registered)
			}
			m.lists, m.kinds = append(m.lists, list), append(m.kinds, kind)
			m.measures = append(m.measures, number(&m.measureNames, string(measure)))
			m.companies, m.synthetic = append(m.companies, t.companies[start]), append(m.synthetic, company.Synthetic)
			m.span = append(m.span, span)
			all = append(all, series{window: w, span: span, dates: t.datesOf(measure), counts: counters[k], from: start, to: end})
		}
		start = end
	}
	at := len(m.values)
	rows := len(all) * length
	m.values, m.nulls = append(m.values, make([]int64, rows)...), append(m.nulls, make([]bool, rows)...)
	inParallel(len(all), func(from, to int) {
		for i := from; i < to; i++ {
			m.count(&all[i], at+i*length, c.months[0])
		}
	})
}

// series is what the rows of a company and a measure are counted from.
type series struct {
	window   window
	span     int // where its months' entries begin in monthly.status
	dates    []record.Date
	counts   func(i int) bool
	from, to int // its records
}

// spans appends what a window covers of each month and gives where that begins. Before a company was registered
// nothing applies to it.
func (m *monthly) spans(c calendar, w window, registered record.Date) int {
	at := len(m.status)
	for i, s := range w.spans {
		if registered != record.NoDate && c.months[i+1] <= registered {
			s = coverage.Span{Status: record.NotApplicable, From: record.NoDate, To: record.NoDate}
		}
		m.status = append(m.status, number(&m.statusNames, string(s.Status)))
		m.from, m.to = append(m.from, s.From), append(m.to, s.To)
	}
	return at
}

// count fills the rows from at on with one series: by month, how many of its records are counted.
func (m *monthly) count(s *series, at int, first record.Date) {
	for i := range s.window.spans {
		status := record.Status(m.statusNames[m.status[s.span+i]])
		m.nulls[at+i] = status == record.NotCovered || status == record.NotApplicable
	}
	for i := s.from; i < s.to; i++ {
		day := int(s.dates[i]) - int(first)
		if day < 0 || day >= len(s.window.monthOf) || s.window.monthOf[day] < 0 || !s.counts(i) {
			continue
		}
		if row := at + int(s.window.monthOf[day]); !m.nulls[row] {
			m.values[row]++
		}
	}
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

// fill writes to dst what at gives for the series of the rows that stand from row from on: where a column's entries for
// the series begin. They go on by step from month to month.
func (m *monthly) fill(dst []int32, from, step int, at func(series int, in *block) int) {
	for i := 0; i < len(dst); {
		k := len(m.blocks) - 1
		for m.blocks[k].row > from+i {
			k--
		}
		in := &m.blocks[k]
		series, month := in.series+(from+i-in.row)/in.length, (from+i-in.row)%in.length
		run := dst[i:min(i+in.length-month, len(dst))]
		first := at(series, in) + month*step
		for j := range run {
			run[j] = int32(first + j*step)
		}
		i += len(run)
	}
}

func (m *monthly) write(b *builder) error {
	pick := func(step int, at func(series int, in *block) int) func(release.ColumnData) release.ColumnData {
		return func(c release.ColumnData) release.ColumnData {
			return release.Pick(c, len(m.values), func(dst []int32, from int) { m.fill(dst, from, step, at) })
		}
	}
	bySeries := pick(0, func(series int, _ *block) int { return series })
	bySpan := pick(1, func(series int, _ *block) int { return m.span[series] })
	byMonth := pick(1, func(_ int, in *block) int { return in.month })
	return b.writer.Add(release.CountsMonthly, []release.ColumnData{
		bySeries(release.TextDict("list", m.listNames, m.lists, false)),
		bySeries(release.TextDict("record_kind", m.kindNames, m.kinds, false)),
		bySeries(release.TextDict("measure", m.measureNames, m.measures, false)),
		bySeries(release.TextDict("company_id", b.companyIDs, m.companies, false)),
		byMonth(release.Dates("month", m.months, false)),
		release.Ints("value", m.values, m.nulls),
		bySpan(release.TextDict("status", m.statusNames, m.status, false)),
		bySpan(release.Dates("covered_from", m.from, true)),
		bySpan(release.Dates("covered_to", m.to, true)),
		bySeries(release.Bools("synthetic", func(i int) bool { return m.synthetic[i] }, len(m.synthetic))),
	})
}
