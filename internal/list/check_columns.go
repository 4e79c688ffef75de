package list

import (
	"maps"
	"slices"
	"strings"
)

// columns checks every column against its kind, and that the kind's necessary columns are there.
func (c *checker) columns(known map[string]field) {
	names := map[string]bool{}
	headers := map[string]string{} // folded -> column
	for i, col := range c.list.Columns {
		where := at{"columns", i}
		if !columnName.MatchString(col.Name) {
			c.say(where, "name %q: expected lower-case words with underscores", col.Name)
		}
		if names[col.Name] {
			c.say(where, "there is a column %s already", col.Name)
		}
		names[col.Name] = true
		c.headers(i, headers)
		c.columnType(where, col)
		c.publish(where, col, known)
	}
	for _, name := range slices.Sorted(maps.Keys(known)) {
		if !known[name].must {
			continue
		}
		i := c.columnIndex(name)
		switch {
		case i < 0:
			c.say(at{"columns"}, "a list of %s records needs a column %s", c.list.Kind, name)
		case !c.list.Columns[i].Required:
			c.say(at{"columns", i}, "column %s has to be required in a list of %s records", name, c.list.Kind)
		}
	}
}

// headers checks that no header of the list means two columns.
func (c *checker) headers(i int, seen map[string]string) {
	col := c.list.Columns[i]
	if len(col.Headers) == 0 {
		c.say(at{"columns", i}, "column %s: expected at least one header", col.Name)
	}
	for j, h := range col.Headers {
		folded := Fold(h)
		where := at{"columns", i, "headers", j}
		if folded == "" {
			c.say(where, "a header cannot be blank")
			continue
		}
		if other, taken := seen[folded]; taken {
			c.say(where, "header %q is a header of column %s already (white space and case do not count)", h, other)
		}
		seen[folded] = col.Name
	}
}

func (c *checker) columnType(where at, col Column) {
	c.numbered(where, col)
	switch col.Type {
	case Text, Date, Amount, Decimal, Count, OrgNo, CompanyNo:
		if col.Open {
			c.say(where, "column %s: only a column of type code can be open", col.Name)
		}
	case CodeOf:
		if len(c.list.Codes[col.Name]) == 0 && !col.Open {
			c.say(where, "column %s: a code that is not open needs its list under codes", col.Name)
		}
		if countsAs(c.list.Kind, col.Name) != nil && col.Open {
			c.say(where, "column %s cannot be open: measures are made of its codes", col.Name)
		}
	default:
		c.say(where, "column %s: type %q: expected text, date, amount, decimal, count, org_number, company_number or code", col.Name, col.Type)
	}
}

// publish checks what a release may show of a column, and that less than everything has a reason.
func (c *checker) publish(where at, col Column, known map[string]field) {
	f, isField := known[col.Name]
	switch {
	case !slices.Contains([]Publish{Yes, Band, Key, No}, col.Publish):
		c.say(where, "column %s: publish %q: expected yes, band, key or no", col.Name, col.Publish)
		return
	case isField && col.Type != f.typ && (f.typ != OrgNo || col.Type != CompanyNo):
		c.say(where, "column %s: type %q: a %s record has it as %s", col.Name, col.Type, c.list.Kind, f.typ)
	case isField && !f.may(col.Publish):
		c.say(where, "column %s: publish %s: a %s record can only show it as %s", col.Name, col.Publish, c.list.Kind, ways(f))
	case !isField && col.Publish != No:
		c.say(where, "column %s is no field of a %s record, so its publish has to be no", col.Name, c.list.Kind)
	case col.Personal && col.Publish != No:
		c.say(where, "column %s is personal, so its publish has to be no", col.Name)
	}
	if i := c.columnIndex("org_number"); col.RegisterName && (col.Name != "respondent" || i < 0 || c.list.Columns[i].Publish == No) {
		c.say(append(where, "register_name"), "column %s: only respondent can have a register's names, in a list that has org_number and "+
			"publishes it", col.Name)
	}
	if col.Personal && col.Required {
		c.say(where, "column %s is personal and cannot be required", col.Name)
	}
	if col.Publish != Yes && strings.TrimSpace(col.Why) == "" {
		c.say(where, "column %s: why is it published as %s? Say so under why", col.Name, col.Publish)
	}
	c.bands(where, col)
}

func (c *checker) bands(where at, col Column) {
	if col.Publish != Band {
		if len(col.Bands) > 0 {
			c.say(where, "column %s has bands but its publish is %s", col.Name, col.Publish)
		}
		return
	}
	if len(col.Bands) < 2 || col.Bands[0] != 0 {
		c.say(where, "column %s: expected at least two bands, the first from 0", col.Name)
	}
	for i := 1; i < len(col.Bands); i++ {
		if col.Bands[i] <= col.Bands[i-1] {
			c.say(append(where, "bands", i), "band %d is not above the one before it", col.Bands[i])
		}
	}
}

// ways names how a release can show a field.
func ways(f field) string {
	if len(f.publish) == 0 {
		return "yes or no"
	}
	var words []string
	for _, p := range f.publish {
		words = append(words, string(p))
	}
	return strings.Join(words, " or ")
}
