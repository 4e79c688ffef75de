package list

import (
	"maps"
	"slices"
	"strings"

	"tvistdata/internal/record"
)

// codeLists checks the code lists and the lookups into them.
func (c *checker) codeLists() {
	for _, column := range slices.Sorted(maps.Keys(c.list.Codes)) {
		c.coded("codes", column)
	}
	for _, column := range slices.Sorted(maps.Keys(c.list.Lookups)) {
		c.coded("lookups", column)
	}
	for _, column := range c.codeColumns() {
		taken := map[string]string{} // folded text -> code
		ids := c.codes(column, taken)
		c.lookups(column, ids, taken)
	}
}

// coded checks that codes or lookups are given for a column that has them.
func (c *checker) coded(section, column string) {
	if !slices.Contains(c.codeColumns(), column) {
		c.say(at{section, column}, "there is no column %s of type code", column)
	}
}

// codeColumns returns the names of the columns of type code and of the kind's derived one.
func (c *checker) codeColumns() []string {
	var names []string
	for _, col := range c.list.Columns {
		if col.Type == CodeOf {
			names = append(names, col.Name)
		}
	}
	if name := derived(c.list.Kind); name != "" {
		names = append(names, name)
	}
	return names
}

// codes checks one code list and returns its ids; taken receives the texts that mean a code by themselves.
func (c *checker) codes(column string, taken map[string]string) map[string]bool {
	ids := map[string]bool{}
	for i, code := range c.list.Codes[column] {
		where := at{"codes", column, i}
		if !codeID.MatchString(code.ID) || code.ID == record.Unmapped {
			c.say(where, "code %q: expected lower-case words with hyphens or underscores, other than %s", code.ID, record.Unmapped)
		}
		if ids[code.ID] {
			c.say(where, "there is a code %s already", code.ID)
		}
		ids[code.ID] = true
		switch may := countsAs(c.list.Kind, column); {
		case code.CountsAs == "" || slices.Contains(may, code.CountsAs):
		case may == nil:
			c.say(append(where, "counts_as"), "code %s: no measure of a %s record looks at column %s", code.ID, c.list.Kind, column)
		default:
			c.say(append(where, "counts_as"), "code %s: %q: expected one of %v, or nothing", code.ID, code.CountsAs, may)
		}
		c.text(append(where, "label"), code.Label)
		if code.From != record.NoDate && code.To != record.NoDate && code.To < code.From {
			c.say(where, "code %s ends on %s, before it starts on %s", code.ID, code.To, code.From)
		}
		for _, text := range code.texts() {
			folded := Fold(text)
			if other, is := taken[folded]; is && other != code.ID {
				c.say(where, "%q means code %s and code %s", text, other, code.ID)
			}
			taken[folded] = code.ID
		}
	}
	return ids
}

func (c *checker) lookups(column string, ids map[string]bool, taken map[string]string) {
	for i, look := range c.list.Lookups[column] {
		where := at{"lookups", column, i}
		if len(look.Match) == 0 {
			c.say(where, "expected at least one spelling under match")
		}
		if strings.TrimSpace(look.Why) == "" {
			c.say(where, "why does %q mean that? Say so under why", strings.Join(look.Match, ", "))
		}
		value, written := c.placed(append(where, "value"))
		switch {
		case look.Value != nil && !ids[*look.Value]:
			c.say(append(where, "value"), "there is no code %q for column %s", *look.Value, column)
		case look.Value == nil && written && !c.file.Has(value):
			c.say(where, "expected a value; null says that the spellings mean no code")
		}
		for j, text := range look.Match {
			folded := Fold(text)
			if folded == "" {
				c.say(append(where, "match", j), "a spelling cannot be blank")
			}
			if other, is := taken[folded]; is {
				c.say(append(where, "match", j), "%q is known already, as %q", text, other)
			}
			if taken[folded] = ""; look.Value != nil {
				taken[folded] = *look.Value
			}
		}
	}
}
