package list

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"tvistdata/internal/record"
)

// Change is one thing that two descriptions of a list say differently.
type Change struct {
	What  string // key, column, header, code, lookup or bound
	Where string // of a header and a lookup the column, else the key, such as department.motor.label.sv of a code
	Text  string // of a header and a lookup: the spelling
	Was   string // what is said of it: of a header its column, of a lookup its code; empty when it was added
	Is    string // what is said of it now; empty when it was removed
}

// Kind says what became of the thing.
func (c Change) Kind() string {
	switch {
	case c.Was == "":
		return "added"
	case c.Is == "":
		return "removed"
	}
	return "changed"
}

// Diff lists what one description of a list says otherwise than another, sorted. Of headers and lookups case and runs of blanks do
// not matter, nor does the order of anything.
func Diff(from, to *List) []Change {
	was, is := from.said(), to.said()
	var out []Change
	for k, v := range was {
		if is[k].value != v.value {
			out = append(out, Change{k.what, k.where, v.text, v.value, is[k].value})
		}
	}
	for k, v := range is {
		if _, old := was[k]; !old {
			out = append(out, Change{k.what, k.where, v.text, "", v.value})
		}
	}
	order := []string{"key", "column", "header", "code", "lookup", "bound"}
	slices.SortFunc(out, func(a, b Change) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.What), slices.Index(order, b.What)), strings.Compare(a.Where, b.Where),
			strings.Compare(a.Text, b.Text))
	})
	return out
}

// thing is what a description says something of.
type thing struct{ what, where, folded string }

// told is what is said of it, never empty, with its text as it is written.
type told struct{ value, text string }

// saying collects what a description says.
type saying map[thing]told

func (l *List) said() saying {
	s := saying{}
	s.fields("key", "", reflect.ValueOf(*l), "extends", "columns", "bounds", "codes", "lookups")
	s.fields("bound", "", reflect.ValueOf(l.Bounds))
	for _, c := range l.Columns {
		s.fields("column", c.Name, reflect.ValueOf(c), "name", "headers")
		for _, h := range c.Headers {
			s[thing{"header", c.Name, Fold(h)}] = told{c.Name, h}
		}
	}
	for column, codes := range l.Codes {
		for _, c := range codes {
			s.fields("code", column+"."+c.ID, reflect.ValueOf(c), "id")
		}
	}
	for column, looks := range l.Lookups {
		for _, look := range looks {
			for _, text := range look.Match {
				s[thing{"lookup", column, Fold(text)}] = told{cmp.Or(look.code(), "no code"), text}
			}
		}
	}
	return s
}

// fields adds the keys of a struct, but for some, that say something.
func (s saying) fields(what, where string, v reflect.Value, but ...string) {
	for i := range v.NumField() {
		key := v.Type().Field(i).Tag.Get("yaml")
		if key == "" || slices.Contains(but, key) {
			continue
		}
		if day, is := reflect.TypeAssert[record.Date](v.Field(i)); is && day == record.NoDate || !is && v.Field(i).IsZero() {
			continue
		}
		s.value(what, strings.TrimPrefix(where+"."+key, "."), v.Field(i))
	}
}

// value adds a value, or those that it is made of.
func (s saying) value(what, where string, v reflect.Value) {
	_, single := reflect.TypeAssert[fmt.Stringer](v)
	switch kind := v.Kind(); {
	case kind == reflect.Pointer:
		s.value(what, where, v.Elem())
	case kind == reflect.Map:
		for _, key := range v.MapKeys() {
			s.value(what, where+"."+key.String(), v.MapIndex(key))
		}
	case kind == reflect.Struct && !single:
		s.fields(what, where, v)
	default:
		s[thing{what, where, ""}] = told{value: strings.Trim(fmt.Sprint(v), "[]")}
	}
}

// Described reads a dataset.yaml that may be of an earlier version, to be compared with another. It is not checked.
func Described(name string, text []byte) (*List, error) {
	_, l, err := read(name, text)
	if err != nil {
		return nil, err
	}
	l.complete()
	return l, nil
}
