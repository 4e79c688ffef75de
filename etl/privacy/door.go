package privacy

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/person"
)

// Ignore in a sidecar's columns says that a header is known and not used.
const Ignore = "ignore"

// Door knows where each column of a list is in one file, and empties what may not come in.
type Door struct {
	index   map[string]int
	drop    []int
	unnamed []int // of drop, those without a name
	persons []personMark
}

// personMark is a column of the file that tells natural persons, and what stands there for them, folded.
type personMark struct {
	index int
	value string
}

// NewDoor maps a file's header to the list's columns, by the sidecar's own mapping first. It finds a header that
// nobody declared, which blocks the release: an outcome under a new name would otherwise be counted as none. Such a
// column is emptied like a personal one.
func NewDoor(l *list.List, sidecar map[string]string, header []string, at source.Origin) (Door, []source.Finding) {
	d := Door{index: make(map[string]int, len(header))}
	var findings []source.Finding
	var ignored []string
	block := func(why *rule.Rule, format string, args ...any) {
		findings = append(findings, source.Finding{Rule: why, At: at, Text: fmt.Sprintf(format, args...)})
	}
	means := make([]string, len(header)) // the list's column of each of the file's
	for i, h := range header {
		if h == "" {
			d.drop, d.unnamed = append(d.drop, i), append(d.unnamed, i)
			continue
		}
		column, ok := l.Column(h)
		if name, declared := sidecar[h]; declared {
			if name == Ignore {
				d.drop = append(d.drop, i)
				if ok && tellsPersons(column.Name) {
					ignored = append(ignored, column.Name)
				}
				continue
			}
			column, ok = l.ColumnNamed(name)
		}
		means[i] = column.Name
		switch {
		case !ok:
			block(rule.UnknownColumn, "column %d, of the shape %q, is no column of list %s; declare it under columns in disclosure.yaml, or say "+
				"\"ignore\"", i+1, source.Shape(h), l.ID)
			d.drop = append(d.drop, i)
		case column.Personal || !Used(l, column.Name):
			d.drop = append(d.drop, i)
		default:
			if first, twice := d.index[column.Name]; twice {
				block(rule.ColumnTwice, "columns %d and %d are both %s", first+1, i+1, column.Name)
			}
			d.index[column.Name] = i
		}
	}
	for _, name := range ignored {
		if _, ok := d.index[name]; !ok {
			block(rule.IgnoredColumn, "the only column with the %s is ignored; without it persons could not be distinguished from companies", name)
		}
	}
	for _, mark := range l.PersonMarks() {
		at := len(d.persons)
		for i, name := range means {
			if name == mark.Column {
				d.persons = append(d.persons, personMark{i, mark.Value})
			}
		}
		if len(d.persons) == at {
			block(rule.MissingColumn, "the header has no %s, by which list %s tells natural persons from companies", mark.Column, l.ID)
		}
	}
	for _, c := range l.Columns {
		if _, ok := d.index[c.Name]; c.Required && !ok {
			block(rule.MissingColumn, "the header has no %s; expected one of %q", c.Name, c.Headers)
		}
	}
	return d, findings
}

// tellsPersons reports whether a column is needed to distinguish persons from companies.
func tellsPersons(column string) bool { return column == "org_number" || column == "respondent" }

// Used reports whether a column has a use beyond the door: it is published in some form, or distinguishes records.
func Used(l *list.List, column string) bool {
	c, ok := l.ColumnNamed(column)
	return ok && (c.Publish != list.No || c.Required || column == l.Identity.Reference ||
		slices.Contains(l.Identity.With, column) || slices.Contains(l.Identity.Fallback, column))
}

// Whole reports whether the door lets every column of the file in: rows whose cells are equal are then equal.
func (d Door) Whole() bool { return len(d.drop) == 0 }

// Shown returns the position of a column that its list publishes in some form, or -1. A private one may distinguish records, but no
// rule judges it and nothing of it is published, whatever it is called.
func (d Door) Shown(l *list.List, column string) int {
	if c, ok := l.ColumnNamed(column); !ok || c.Publish == list.No {
		return -1
	}
	return d.Index(column)
}

// Index returns the position of a column of the list in the file's rows, or -1 when the file has none.
func (d Door) Index(column string) int {
	if i, ok := d.index[column]; ok {
		return i
	}
	return -1
}

// Pass empties the cells that may not come in, in place, and tells the rows of natural persons. It returns the lines on which something was
// in a column without a name.
func (d Door) Pass(rows []source.Row) (unnamed []int) {
	for k, row := range rows {
		rows[k].Person = d.person(row)
		for _, i := range d.unnamed {
			if row.Cells[i] != "" {
				unnamed = append(unnamed, row.Line)
				break
			}
		}
		for _, i := range d.drop {
			row.Cells[i] = ""
			if row.Written != nil {
				row.Written[i] = ""
			}
		}
	}
	return unnamed
}

// person reports whether a column tells that a row is a natural person's. So does one that does not plainly say something else: that is
// empty, no number where what stands for persons is one, or no word.
func (d Door) person(row source.Row) bool {
	return slices.ContainsFunc(d.persons, func(m personMark) bool {
		said := list.Fold(person.FoldSigns(row.Cells[m.index]))
		of, isNumber := numberIn(m.value)
		if n, ok := numberIn(said); isNumber {
			return !ok || n == of
		}
		return said == m.value || saysNothing.MatchString(said)
	})
}

// saysNothing is what a cell holds that says that nothing is known.
var saysNothing = regexp.MustCompile(`^([^\pL\pN]*|n[/.]?a\.?|null|none|nil|unknown|okänd|saknas|desconhecido)$`)

// numberIn reads a number that tells kinds of rows apart, however it is written: 0, 00, 0.0.
func numberIn(text string) (float64, bool) {
	n, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(text), ",", ".", 1), 64)
	return n, err == nil
}
