package list

import (
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"

	"tvistdata/internal/record"
	"tvistdata/internal/yamlfile"
)

var (
	listID     = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	columnName = regexp.MustCompile(`^[a-z0-9]+(_[a-z0-9]+)*$`)
	codeID     = regexp.MustCompile(`^[a-z0-9]+([-_][a-z0-9]+)*$`)
	country    = regexp.MustCompile(`^[A-Z]{2}$`)
)

// sweden is the country whose organisation numbers are read.
const sweden = "SE"

// Formats are those that files are read in. TSV counts as csv, NDJSON as json.
var Formats = []string{"csv", "xlsx", "html", "json", "pdf"}

// at is a place in a dataset.yaml.
type at = yamlfile.Key

// checker collects what is wrong with a list that was decoded.
type checker struct {
	file  *yamlfile.File
	list  *List
	moved map[string]at // of a list that extends another: where in the file its parts come from, which the other's have not
	errs  []error
}

// check returns everything that is wrong, joined.
func (c *checker) check(folder string) error {
	c.head(folder)
	known := fields(c.list.Kind)
	if known == nil {
		c.say(at{"record_kind"}, "%q is no kind of record that a list can hold: expected dispute, complaint, listing, "+
			"figure or aggregate", c.list.Kind)
		return errors.Join(c.errs...)
	}
	c.columns(known)
	c.currency()
	c.personWhen()
	c.identity()
	c.aggregate()
	c.combine()
	c.bounds()
	c.codeLists()
	return errors.Join(c.errs...)
}

// say adds a problem, on the line of the value at a place of the list or at the nearest one that the file has.
func (c *checker) say(where at, format string, args ...any) {
	place, _ := c.placed(where)
	c.wrong(place, format, args...)
}

// wrong adds a problem, on the line of the value at a place of the file or at the nearest one that it has.
func (c *checker) wrong(place at, format string, args ...any) {
	fault := c.file.Wrong(place, format, args...)
	fault.Line = max(c.file.LineOfValue(place), 1)
	c.errs = append(c.errs, fault)
}

// placed returns where in the file a place of the list is. written is false where only the list has it that this one extends.
func (c *checker) placed(where at) (place at, written bool) {
	if c.moved == nil {
		return where, true
	}
	for n := len(where); n > 0; n-- {
		if from, is := c.moved[where[:n].String()]; is {
			return slices.Concat(from, where[n:]), true
		}
	}
	return where, false
}

// head checks what is said of the list as a whole.
func (c *checker) head(folder string) {
	l := c.list
	if l.ID != folder {
		c.say(at{"id"}, "%q is not the name of its folder, %q", l.ID, folder)
	}
	if !listID.MatchString(l.ID) {
		c.say(at{"id"}, "%q: expected lower-case words with hyphens", l.ID)
	}
	c.text(at{"title"}, l.Title)
	c.text(at{"description"}, l.Description)
	c.text(at{"authority_name"}, l.AuthorityName)
	c.text(at{"counting_unit"}, l.Unit)
	if !listID.MatchString(l.Authority) {
		c.say(at{"authority"}, "%q: expected lower-case words with hyphens", l.Authority)
	}
	if !country.MatchString(l.Country) {
		c.say(at{"country"}, "%q: expected two capitals, as in ISO 3166-1", l.Country)
	}
	if term := (at{"published_for"}); c.file.Has(term) && c.file.Value(term) == "" { // which the decoder passes over
		c.say(term, publishedForWant)
	}
	if s := l.Surges; s != "" && s != SurgesReviewed && s != SurgesAll {
		c.say(at{"surges"}, "%q: expected %s or %s", s, SurgesReviewed, SurgesAll)
	}
	if l.Licence.Name == "" || !strings.HasPrefix(l.Licence.URL, "http") {
		c.say(at{"licence"}, "expected a name and a url that starts with http")
	}
	if len(l.Formats) == 0 {
		c.say(at{"formats"}, "expected at least one of %s", strings.Join(Formats, ", "))
	}
	for i, f := range l.Formats {
		if !slices.Contains(Formats, f) {
			c.say(at{"formats", i}, "%q is not a format that is read: expected one of %s", f, strings.Join(Formats, ", "))
		}
	}
}

// text asks for both languages.
func (c *checker) text(where at, t record.Text) {
	if strings.TrimSpace(t.SV) == "" || strings.TrimSpace(t.EN) == "" {
		c.say(where, "expected a text in Swedish, sv, and one in English, en")
	}
}

// identity checks that a record can be distinguished from others, and be recognised.
func (c *checker) identity() {
	id := c.list.Identity
	c.refers(at{"identity", "reference"}, id.Reference)
	for i, name := range id.With {
		c.refers(at{"identity", "with", i}, name)
	}
	for i, name := range id.Fallback {
		c.refers(at{"identity", "fallback", i}, name)
	}
	if c.list.Kind == record.Listing && (id.Reference != "" || !slices.Contains(id.Fallback, "issue") || !slices.Contains(id.Fallback,
		"respondent")) {
		c.say(at{"identity"}, "a listing has no number of the authority's: expected no reference, and issue and respondent under fallback")
	}
	if _, err := c.list.newForm(); err != nil {
		c.say(at{"identity", "form"}, "%q: %w", id.Form, err)
	} else if id.Form != "" && id.Reference == "" {
		c.say(at{"identity", "form"}, "there is no reference that it could be the form of")
	}
	if id.Reference == "" && len(id.Fallback) == 0 && c.list.Kind != record.Figure {
		c.say(at{"identity"}, "expected a reference, a fallback or both")
	}
	if id.Reference == "" || len(id.Fallback) > 0 {
		return
	}
	if i := c.columnIndex(id.Reference); i >= 0 && !c.list.Columns[i].Required {
		c.say(at{"columns", i, "required"}, "the identity has no fallback, so its reference, %s, has to be required", id.Reference)
	}
}

// combine checks that what rows say together can be told.
func (c *checker) combine() {
	for _, name := range slices.Sorted(maps.Keys(c.list.Combine)) {
		how, i := c.list.Combine[name], c.columnIndex(name)
		switch {
		case i < 0:
			c.say(at{"combine", name}, "there is no column %q", name)
		case how == CombineAny && name == "outcome" && c.list.Kind == record.Dispute:
		default:
			c.say(at{"combine", name}, "%q: expected any, and for the outcome of a dispute alone", how)
		}
	}
}

// refers checks a column's name in the identity.
func (c *checker) refers(where at, name string) {
	if name == "" {
		return
	}
	i := c.columnIndex(name)
	switch {
	case i < 0:
		c.say(where, "there is no column %q", name)
	case c.list.Columns[i].Personal:
		c.say(where, "column %s is personal: it is dropped before a record gets its identity", name)
	}
}

func (c *checker) columnIndex(name string) int {
	return slices.IndexFunc(c.list.Columns, func(col Column) bool { return col.Name == name })
}
