package publish

import (
	"maps"
	"slices"

	"tvistdata/internal/columnar"
	"tvistdata/internal/coverage"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// monthly holds the rows of counts_monthly.parquet. A series is a company and a measure of one list, with a row for each
// of the list's months. Most of the millions of rows are 0: what the rows of a series have in common, and what series have
// in common, is held once, and the numbers are counted where they are written.
type monthly struct {
	blocks []block
	months []record.Date // of all blocks
	series []series

	status   []uint32
	from, to []record.Date
	nulls    []bool // where status is one without a number

	listNames, kindNames, measureNames, statusNames []string
}

// block is the rows of one list.
type block struct {
	row, series, month int // its first in monthly
	length             int // months of a series
	list, kind         uint32
}

// series is a company and a measure of one list.
type series struct {
	of        *counted
	measure   uint32
	company   uint32
	synthetic bool
	span      int // where its months' entries begin in monthly.status, nulls, from and to
	from, to  int // its records
}

// counted is what a measure counts of a list's records, for every company or for one.
type counted struct {
	window window
	dates  []record.Date
	counts func(i int) bool
}

// counts gives, for every company of a list and every measure that the list covers anywhere, a row for each month
// from the first to the last that is covered at all. A covered month without records is 0; one that is not covered is
// null; of a partly covered one only the covered days are counted.
func (c *contents) counts(row *record.MonthlyCount) map[any]release.Cells {
	m := &monthly{}
	for _, p := range c.parts {
		l := p.deliveries[0].List
		if months, ok := calendarOf(c.book, l.ID, l.Kind); ok {
			m.add(c, months, l, p)
		}
	}
	return m.cells(row, c.ids)
}

// calendar is the months of one list.
type calendar struct {
	list     string
	kind     record.Kind
	measures []record.Measure // those that the list covers anywhere, sorted
	months   []record.Date    // first days; one more at the end
}

// calendarOf returns a list's months, from the first to the last that is covered; ok is false when none is.
func calendarOf(book *coverage.Book, list string, kind record.Kind) (c calendar, ok bool) {
	c = calendar{list: list, kind: kind}
	first, last := record.NoDate, record.NoDate
	for _, m := range record.Measures(kind) {
		from, to, covered := book.Extent(list, m)
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

// add appends the rows of one list.
func (m *monthly) add(all *contents, c calendar, l *list.List, p part) {
	t := all.records(p)
	length := len(c.months) - 1
	m.blocks = append(m.blocks, block{
		row: m.rows(), series: len(m.series), month: len(m.months), length: length,
		list: number(&m.listNames, c.list), kind: number(&m.kindNames, string(c.kind)),
	})
	m.months = append(m.months, c.months[:length]...)
	own := map[string]bool{} // companies that a disclosure was asked for by name, or lacks rows of
	for _, measure := range c.measures {
		maps.Copy(own, all.book.Own(c.list, measure))
	}
	others, spans := make([]counted, len(c.measures)), make([]int, len(c.measures))
	for k, measure := range c.measures {
		w := c.window(all.book.Covered(c.list, measure, coverage.Others, ""))
		others[k] = counted{w, t.datesOf(measure), all.counter(t, l, measure)}
		spans[k] = m.spans(c, w, record.NoDate)
	}
	for start := p.from; start < p.to; {
		end := start + 1
		for end < p.to && t.companies[end] == t.companies[start] {
			end++
		}
		company := all.known[t.companies[start]]
		for k, measure := range c.measures {
			of, span := &others[k], spans[k]
			if own[company.ID] {
				of = &counted{c.window(all.book.Covered(c.list, measure, company.ID, "")), of.dates, of.counts}
			}
			if own[company.ID] || company.Registered != record.NoDate {
				span = m.spans(c, of.window, company.Registered)
			}
			m.series = append(m.series, series{
				of: of, measure: number(&m.measureNames, string(measure)), company: t.companies[start],
				synthetic: company.Synthetic, span: span, from: start, to: end,
			})
		}
		start = end
	}
}

// rows returns the number of rows of the blocks so far.
func (m *monthly) rows() int {
	if len(m.blocks) == 0 {
		return 0
	}
	last := m.blocks[len(m.blocks)-1]
	return last.row + (len(m.series)-last.series)*last.length
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
		m.nulls = append(m.nulls, s.Status == record.NotCovered || s.Status == record.NotApplicable)
		m.from, m.to = append(m.from, s.From), append(m.to, s.To)
	}
	return at
}

// count fills dst with the numbers of the rows from row from on: by month, how many of a series' records are counted.
func (m *monthly) count(dst []int64, nulls []bool, from int) {
	m.runs(len(dst), from, func(i, n, series, month int, in *block) {
		s := &m.series[series]
		numbers := dst[i : i+n]
		copy(nulls[i:i+n], m.nulls[s.span+month:])
		w, first := &s.of.window, int(m.months[in.month])
		for r := s.from; r < s.to; r++ {
			day := int(s.of.dates[r]) - first
			if day < 0 || day >= len(w.monthOf) {
				continue
			}
			if at := int(w.monthOf[day]) - month; at >= 0 && at < n && !nulls[i+at] && s.of.counts(r) {
				numbers[at]++
			}
		}
	})
}

// number returns the position of a name among names, adding it when it is new.
func number(names *[]string, name string) uint32 {
	i := slices.Index(*names, name)
	if i < 0 {
		i = len(*names)
		*names = append(*names, name)
	}
	return uint32(i)
}

// runs cuts the n rows from row from on where series end: a run is n rows from the ith of them, of a series of a block from
// one of its months on.
func (m *monthly) runs(n, from int, take func(i, n, series, month int, in *block)) {
	for i := 0; i < n; {
		k := len(m.blocks) - 1
		for m.blocks[k].row > from+i {
			k--
		}
		in := &m.blocks[k]
		series, month := in.series+(from+i-in.row)/in.length, (from+i-in.row)%in.length
		length := min(in.length-month, n-i)
		take(i, length, series, month, in)
		i += length
	}
}

// cells returns the columns of the rows, of companies with these ids.
func (m *monthly) cells(c *record.MonthlyCount, ids []string) map[any]release.Cells {
	span := func(s *series, _ *block) int { return s.span }
	return map[any]release.Cells{
		&c.List:               m.named(m.listNames, func(_ *series, in *block) uint32 { return in.list }),
		(*string)(&c.Kind):    m.named(m.kindNames, func(_ *series, in *block) uint32 { return in.kind }),
		(*string)(&c.Measure): m.named(m.measureNames, func(s *series, _ *block) uint32 { return s.measure }),
		&c.Company:            m.named(ids, func(s *series, _ *block) uint32 { return s.company }),
		&c.Month:              m.pick(dates(m.months), 1, func(_ *series, in *block) int { return in.month }),
		&c.Value:              func(f schema.Field) columnar.Column { return columnar.Counts(f.Name, m.rows(), m.count) },
		(*string)(&c.Status):  m.pick(texts(m.statusNames, m.status), 1, span),
		&c.From:               m.pick(dates(m.from), 1, span),
		&c.To:                 m.pick(dates(m.to), 1, span),
		&c.Synthetic: m.pick(falseTrue, 0, func(s *series, _ *block) int {
			if s.synthetic {
				return 1
			}
			return 0
		}),
	}
}

// pick takes the cells of a column's rows from those of another: at gives where the entries of a series begin there, and they go
// on by step from month to month.
func (m *monthly) pick(cells release.Cells, step int, at func(s *series, in *block) int) release.Cells {
	return func(f schema.Field) columnar.Column {
		return columnar.Pick(cells(f), m.rows(), func(from, to int, take func(row, n, step int)) {
			m.runs(to-from, from, func(_, n, series, month int, in *block) {
				take(at(&m.series[series], in)+month*step, n, step)
			})
		})
	}
}

// named are cells that have one of some names for a whole series.
func (m *monthly) named(names []string, at func(s *series, in *block) uint32) release.Cells {
	return m.pick(texts(names, upTo(len(names))), 0, func(s *series, in *block) int { return int(at(s, in)) })
}

// falseTrue are the two cells false and true.
func falseTrue(f schema.Field) columnar.Column {
	return columnar.Bools(f.Name, func(i int) bool { return i == 1 }, 2)
}
