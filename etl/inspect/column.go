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
	of     []fitting // by register besides the Swedish one

	monthFirst bool // a date of it is none unless its month comes first
}

// value is what is known of the cells of one text.
type value struct {
	n    int
	is   Holds
	form string
	of   []uint8 // as numbered has them
}

// fitting is how many cells of a column have numbers of one register.
type fitting struct {
	companies, persons int
	whole              bool // one has not lost its zeros
	different          int  // texts of companies' numbers
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
func (c *column) add(cell string, j *judge) {
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
		v.is, v.form = j.classify(cell)
		v.of = j.numbered(cell)
		c.differ(v.of)
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
	for i, is := range v.of {
		switch is {
		case numberWhole, numberPadded:
			c.of[i].companies++
			c.of[i].whole = c.of[i].whole || is == numberWhole
		case numberPerson:
			c.of[i].persons++
		}
	}
	c.kinds[v.is]++
	if v.form != "" {
		c.forms[v.form]++
	}
	if v.is == HoldsDate || v.is == HoldsSerial {
		c.day(normalise.Date(cell).Known, j.today)
	}
}

// differ counts another text of companies' numbers.
func (c *column) differ(of []uint8) {
	if c.of == nil && of != nil {
		c.of = make([]fitting, len(of))
	}
	for i, is := range of {
		if is == numberWhole || is == numberPadded {
			c.of[i].different++
		}
	}
}

// register returns the place of the register besides the Swedish one whose rule most cells of the column fit, and the share of the cells
// that are its companies' numbers, in per cent: -1 for none, for a column of Swedish numbers, and where so few texts fit that they may do
// so by chance.
func (c *column) register() (at, share int) {
	at, most := -1, c.kinds[HoldsOrgNumber]
	for i, f := range c.of {
		if f.companies > most && percent(f.companies+f.persons, c.filled) >= 80 && percent(f.companies, c.filled) >= 20 &&
			(f.whole || f.different >= 3) {
			at, most = i, f.companies
		}
	}
	if at < 0 {
		return -1, 0
	}
	return at, percent(most, c.filled)
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

// share returns the share of filled cells that are of some kinds, in per cent.
func (c *column) share(kinds ...Holds) int {
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
	if c.share(HoldsOrgNumber, HoldsPersonalNo) >= 80 && c.share(HoldsOrgNumber) >= 20 {
		return HoldsOrgNumber
	}
	if at, _ := c.register(); at >= 0 {
		return HoldsOrgNumber
	}
	for _, h := range []Holds{HoldsMail, HoldsTelephone, HoldsPersonalNo} {
		if c.share(h) >= 20 {
			return h
		}
	}
	switch {
	case c.share(HoldsBirthday) >= 5 && c.share(HoldsBirthday, HoldsDate, HoldsSerial) >= 80:
		return HoldsBirthday
	case c.share(HoldsDate, HoldsSerial) >= 80 && c.share(HoldsDate) > 0:
		return HoldsDate
	case c.share(HoldsReference) >= 80:
		return HoldsReference
	case c.share(HoldsTruth) >= 95, !slices.ContainsFunc(c.order, func(v string) bool { return v != "0" && v != "1" }):
		return HoldsTruth
	case c.share(HoldsSerial) == 100 && c.filled > 1:
		return HoldsSerial
	case c.share(HoldsNumber, HoldsSerial) >= 95:
		return HoldsNumber
	case c.share(HoldsAmount, HoldsNumber, HoldsSerial) >= 90:
		return HoldsAmount
	case c.share(HoldsAddress) >= 80:
		return HoldsAddress
	}
	return c.wordy()
}

// wordy judges a column of texts.
func (c *column) wordy() Holds {
	switch {
	case c.share(HoldsPerson) >= 10 && c.share(HoldsPerson) > c.share(HoldsCompany):
		return HoldsPerson
	case c.share(HoldsCompany) >= 20 && c.firms() >= 20:
		return HoldsCompany
	case c.share(HoldsPersonal) >= 20:
		return HoldsPersonal
	case c.share(HoldsFreeText) >= 20, c.runes/c.filled > 50:
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
