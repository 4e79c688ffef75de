package list

import (
	"maps"
	"slices"
	"strings"

	"tvistdata/internal/numbers"
	"tvistdata/internal/record"
)

// Register returns the register whose numbers the list has; nil when it has no column of companies' numbers.
func (l *List) Register() *numbers.Register {
	c, ok := l.ColumnNamed("org_number")
	switch {
	case !ok:
		return nil
	case c.Type == CompanyNo:
		return l.numbers.Of(c.Register)
	}
	return l.numbers.Of(numbers.Sweden)
}

// Registers returns every register that a list may name.
func (l *List) Registers() numbers.Set { return l.numbers }

// Registers returns the registers whose numbers lists have, by list.
func Registers(lists []*List) map[string]*numbers.Register {
	out := map[string]*numbers.Register{}
	for _, l := range lists {
		if r := l.Register(); r != nil {
			out[l.ID] = r
		}
	}
	return out
}

// PersonMark is a column that tells natural persons, and what stands there for them.
type PersonMark struct{ Column, Value string }

// PersonMarks returns the columns that tell natural persons, by name.
func (l *List) PersonMarks() []PersonMark {
	var out []PersonMark
	for _, header := range slices.Sorted(maps.Keys(l.PersonWhen)) {
		c, _ := l.Column(header)
		out = append(out, PersonMark{c.Name, Fold(l.PersonWhen[header])})
	}
	return out
}

// numbered checks the register of a column of companies' numbers.
func (c *checker) numbered(where at, col Column) {
	switch l := c.list; {
	case col.Type == OrgNo && country.MatchString(l.Country) && l.Country != sweden:
		c.say(append(where, "type"), "column %s: org_number is a Swedish organisation number, and the list's country is %s, where a "+
			"person's number may look like one: write type company_number and its register, one of %s, or keep the column under a name of its "+
			"own, such as register_number, as type text and publish no; companies are then known by the respondent's name",
			col.Name, l.Country, strings.Join(l.numbers.Codes(), ", "))
	case col.Type == CompanyNo && l.numbers.Of(col.Register) == nil:
		c.say(append(where, "register"), "column %s: register %q: expected one of %s; one of your own is a file registers/<code>.yaml beside "+
			"the folders of your lists", col.Name, col.Register, strings.Join(l.numbers.Codes(), ", "))
	case col.Type != CompanyNo && col.Register != "":
		c.say(append(where, "register"), "column %s: only a column of type company_number has a register", col.Name)
	}
}

// personWhen checks that what tells natural persons is a column of the list.
func (c *checker) personWhen() {
	l := c.list
	if l.Kind == record.Figure && len(l.PersonWhen) > 0 {
		c.say(at{"person_when"}, "a list of figures names nobody but companies, so nothing in it tells natural persons")
		return
	}
	for _, header := range slices.Sorted(maps.Keys(l.PersonWhen)) {
		folded := Fold(header)
		has := slices.ContainsFunc(l.Columns, func(col Column) bool {
			return slices.ContainsFunc(col.Headers, func(h string) bool { return Fold(h) == folded })
		})
		if !has {
			c.say(at{"person_when", header}, "no column of the list has the header %q", header)
		}
		if Fold(l.PersonWhen[header]) == "" {
			c.say(at{"person_when", header}, "expected what stands in the column for a natural person, such as \"0\"; a row with nothing there "+
				"is taken for one in any case")
		}
	}
}
