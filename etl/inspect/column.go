package inspect

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"tvistdata/etl/normalise"
	"tvistdata/etl/privacy/plain"
	"tvistdata/internal/company"
	"tvistdata/internal/record"
)

// What is kept of a column in memory.
const (
	maxDistinct = 4096 // values of a column at most, and
	maxValues   = 200_000
	maxLength   = 80 // bytes of a value
)

// column counts what is in one column.
type column struct {
	header string
	filled int
	runes  int
	kinds  map[Holds]int
	forms  map[string]int    // of dates and amounts
	values map[string]*value // long ones are cut
	order  []string          // the values as they came
	most   int               // values that are kept
	full   bool              // there are more
	first  record.Date       // of the dates
	last   record.Date       // of those that do not lie in the future
	future int

	monthFirst bool // a date of it is none unless its month comes first
}

// value is what is known of the cells of one text.
type value struct {
	n    int
	is   Holds
	form string
}

func newColumns(header []string) []*column {
	most := min(maxDistinct, max(maxValues/max(len(header), 1), 16))
	out := make([]*column, len(header))
	for i, h := range header {
		out[i] = &column{
			header: h, kinds: map[Holds]int{}, forms: map[string]int{}, values: map[string]*value{}, most: most,
			first: record.NoDate, last: record.NoDate,
		}
	}
	return out
}

// add counts a cell.
func (c *column) add(cell string, today record.Date, words plain.Words, r *company.Register) {
	cell = strings.TrimSpace(cell)
	if cell == "" {
		return
	}
	c.filled++
	c.runes += utf8.RuneCountInString(cell)
	key := short(cell)
	v := c.values[key]
	if v == nil {
		v = &value{}
		v.is, v.form = classify(cell, words, r)
		c.monthFirst = c.monthFirst || normalise.ProvesMonthFirst(cell)
		if len(c.order) < c.most {
			key = strings.Clone(key) // what is kept must not keep the whole batch
			c.values[key] = v
			c.order = append(c.order, key)
		} else {
			c.full = true
		}
	}
	v.n++
	c.kinds[v.is]++
	if v.form != "" {
		c.forms[v.form]++
	}
	if v.is == HoldsDate || v.is == HoldsSerial {
		c.day(normalise.Date(cell).Known, today)
	}
}

func (c *column) day(d, today record.Date) {
	if d > today {
		c.future++
		return
	}
	if c.first == record.NoDate || d < c.first {
		c.first = d
	}
	c.last = max(c.last, d)
}

// short cuts a long value, and keeps those with the same beginning distinct.
func short(cell string) string {
	if len(cell) <= maxLength {
		return cell
	}
	end := maxLength - 20
	for !utf8.RuneStart(cell[end]) {
		end--
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(cell))
	return fmt.Sprintf("%s…%x", cell[:end], h.Sum64())
}

// of returns the share of filled cells that are of some kinds, in per cent.
func (c *column) of(kinds ...Holds) int {
	n := 0
	for _, k := range kinds {
		n += c.kinds[k]
	}
	return percent(n, c.filled)
}

// weight says how well a column, of so many rows, may hold what every record has of its own: the more of it is filled, and the more its
// cells vary, up to 10,000; 1 for one that says the same everywhere.
func (c *column) weight(rows int) int {
	switch {
	case c.filled == 0:
		return 0
	case len(c.order) == 1 && c.filled > 2:
		return 1
	case c.full:
		return 100 * percent(c.filled, rows)
	}
	return max(1, (20+percent(len(c.order), c.filled)*4/5)*percent(c.filled, rows))
}

// percent rounds down, so that 100 means all.
func percent(n, of int) int {
	if of == 0 {
		return 0
	}
	return n * 100 / of
}

// holds judges a column by its cells.
func (c *column) holds() Holds {
	if c.filled == 0 {
		return HoldsNothing
	}
	if c.of(HoldsOrgNumber, HoldsPersonalNo) >= 80 && c.of(HoldsOrgNumber) >= 20 {
		return HoldsOrgNumber
	}
	for _, h := range []Holds{HoldsMail, HoldsTelephone, HoldsPersonalNo} {
		if c.of(h) >= 20 {
			return h
		}
	}
	switch {
	case c.of(HoldsBirthday) >= 5 && c.of(HoldsBirthday, HoldsDate, HoldsSerial) >= 80:
		return HoldsBirthday
	case c.of(HoldsDate, HoldsSerial) >= 80 && c.of(HoldsDate) > 0:
		return HoldsDate
	case c.of(HoldsReference) >= 80:
		return HoldsReference
	case c.of(HoldsTruth) >= 95, !slices.ContainsFunc(c.order, func(v string) bool { return v != "0" && v != "1" }):
		return HoldsTruth
	case c.of(HoldsSerial) == 100 && c.filled > 1:
		return HoldsSerial
	case c.of(HoldsNumber, HoldsSerial) >= 95:
		return HoldsNumber
	case c.of(HoldsAmount, HoldsNumber, HoldsSerial) >= 90:
		return HoldsAmount
	case c.of(HoldsAddress) >= 80:
		return HoldsAddress
	}
	return c.wordy()
}

// wordy judges a column of texts.
func (c *column) wordy() Holds {
	switch {
	case c.of(HoldsPerson) >= 10 && c.of(HoldsPerson) > c.of(HoldsCompany):
		return HoldsPerson
	case c.of(HoldsCompany) >= 20 && c.firms() >= 20:
		return HoldsCompany
	case c.of(HoldsPersonal) >= 20:
		return HoldsPersonal
	case c.of(HoldsFreeText) >= 20, c.runes/c.filled > 50:
		return HoldsFreeText
	case !c.full && len(c.order) <= 60 && (c.filled >= 5*len(c.order) || len(c.order) <= 10 && c.filled >= 2*len(c.order)):
		return HoldsCode
	}
	return HoldsText
}

// firms returns the share of different values that are names with a company's legal form, in per cent.
func (c *column) firms() int {
	n := 0
	for _, v := range c.order {
		if company.FormOf(v).Legal != "" {
			n++
		}
	}
	return percent(n, len(c.order))
}

// strays reports cells that look personal in a column that does not.
func (c *column) strays() []string {
	var out []string
	for _, h := range []Holds{HoldsPersonalNo, HoldsMail, HoldsTelephone, HoldsBirthday, HoldsPersonal, HoldsPerson} {
		if n := c.kinds[h]; n > 0 {
			what := strings.TrimPrefix(strings.TrimPrefix(string(h), string(HoldsPersonal)), ": ")
			out = append(out, fmt.Sprintf("%s in %d", cmp.Or(what, "a person"), n))
		}
	}
	return out
}

// written returns the forms of dates or amounts, the usual one first.
func (c *column) written() []string {
	forms := slices.Collect(maps.Keys(c.forms))
	slices.SortFunc(forms, func(a, b string) int { return cmp.Or(c.forms[b]-c.forms[a], strings.Compare(a, b)) })
	return forms[:min(len(forms), 3)]
}
