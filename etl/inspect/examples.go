package inspect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tvistdata/etl/normalise"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/person"
)

const (
	examples   = 3
	often      = 5  // times that a word has to be in a column to be a code and not somebody's
	exampleLen = 40 // characters of an example
)

// column returns what was found of a column.
func (in *inspector) column(i int, f *fit) Column {
	c := in.columns[i]
	out := Column{
		Number: i + 1, Header: c.header, Filled: c.filled, FilledShare: percent(c.filled, in.read), Distinct: len(c.order), More: c.full,
		Holds: c.holds(), Forms: []string{}, Examples: []string{},
	}
	var col list.Column
	recognised := false
	if f.list != nil {
		col, recognised = f.list.Column(c.header)
		if f.means[i] != "" {
			out.Means, out.Guess = f.means[i], f.why[i]
			col, _ = f.list.ColumnNamed(f.means[i])
		}
	}
	if !recognised && c.header != "" && personalHeader(c.header, in.plain) && !in.known(c.header) {
		out.Header, out.HeaderHidden = source.Shape(c.header), true
	}
	if out.Holds == HoldsSerial {
		out.Holds = HoldsNumber
		if col.Type == list.Date {
			out.Holds = HoldsDate
		}
	}
	if col.Type == list.CodeOf && !out.Holds.Personal() && c.filled > 0 {
		out.Holds = HoldsCode
	}
	if out.Holds == HoldsDate || out.Holds == HoldsAmount || out.Holds == HoldsOrgNumber {
		out.Forms = append(out.Forms, c.written()...)
	}
	if r := in.registerOf(c); r != nil && out.Holds == HoldsOrgNumber {
		out.Register, out.Forms = r.Code, []string{r.Code + ", as " + r.Shown()}
	}
	out.Personal, out.Why = in.personal(c, out, col)
	if !out.Personal && out.Holds.Personal() {
		out.Holds = HoldsText
	}
	if out.Personal && !out.Holds.Personal() && out.Holds != HoldsNothing && out.Holds != HoldsFreeText {
		out.Holds = HoldsPersonal
	}
	in.illustrate(&out, i, f, col)
	return out
}

// personal reports whether a column looks personal, and why.
func (in *inspector) personal(c *column, out Column, col list.Column) (bool, string) {
	switch {
	case col.Personal:
		return true, fmt.Sprintf("list column %s is personal: %s", col.Name, col.Why)
	case col.Name == "respondent", col.Type == list.OrgNo, col.Type == list.CompanyNo:
		return false, "" // persons among companies are what the exit is for
	case out.Holds.Personal():
		return true, "its cells do"
	case col.Name != "":
		return false, ""
	case slices.ContainsFunc(in.Lists, func(l *list.List) bool { k, ok := l.Column(c.header); return ok && k.Personal }):
		return true, "a column of that name is personal in a bundled list"
	case out.HeaderHidden:
		return true, "its name may be somebody's"
	case c.header == "":
		return true, "it has no name"
	case out.Holds == HoldsFreeText:
		return true, "persons may be named in free text"
	case out.Holds == HoldsTruth, out.Holds == HoldsCompany:
		return false, ""
	case out.Holds == HoldsDate && birthdays(c):
		return true, "its dates lie as far apart as those of births"
	case personalHeads.MatchString(c.header) && !harmlessHeads.MatchString(c.header):
		return true, "its name says so"
	case c.share(HoldsMail, HoldsTelephone, HoldsPersonalNo, HoldsPerson) > 0 && out.Holds != HoldsOrgNumber:
		return true, "some of its cells do"
	}
	return false, ""
}

// illustrate adds examples: what is surely not personal, and otherwise shapes.
func (in *inspector) illustrate(out *Column, i int, f *fit, col list.Column) {
	if !out.Personal && (col.Name == "" || col.Publish == list.Yes) {
		for _, e := range in.harmless(out, i, f, col) {
			if serial.MatchString(e) && out.Holds == HoldsDate {
				e += " = " + normalise.Date(e).Known.String()
			}
			if r := []rune(e); len(r) > exampleLen {
				e = string(r[:exampleLen-1]) + "…"
			}
			out.Examples = append(out.Examples, e)
		}
	}
	if len(out.Examples) > 0 {
		return
	}
	out.Shapes = true
	for _, v := range in.columns[i].order {
		if s := source.Shape(v); !slices.Contains(out.Examples, s) && len(out.Examples) < examples {
			out.Examples = append(out.Examples, s)
		}
	}
}

// harmless returns up to three values that are surely nobody's.
func (in *inspector) harmless(out *Column, i int, f *fit, col list.Column) []string {
	c := in.columns[i]
	if out.Holds == HoldsCompany || out.Holds == HoldsOrgNumber || col.Name == "respondent" || col.Type == list.OrgNo ||
		col.Type == list.CompanyNo {
		return in.companies(i, f)
	}
	var shown []string
	for _, v := range c.order {
		if in.shows(v, c.values[v].n, out, f, col) {
			shown = append(shown, v)
		}
	}
	if out.Holds == HoldsCode || col.Type == list.CodeOf {
		slices.SortStableFunc(shown, func(a, b string) int { return cmp.Compare(c.values[b].n, c.values[a].n) })
	}
	return shown[:min(len(shown), examples)]
}

// shows reports whether a value that a column holds so often is surely nobody's.
func (in *inspector) shows(v string, times int, out *Column, f *fit, col list.Column) bool {
	if person.Scan(v) != person.Nothing || in.plain.NamesPerson(v) || len(v) >= maxLength-20 {
		return false
	}
	h, _ := in.judge.classify(v)
	switch {
	case col.Type == list.CodeOf && !col.Open:
		code, known := f.list.CodeOf(col.Name, v)
		return known && code != ""
	case out.Holds == HoldsDate:
		return h == HoldsDate || h == HoldsSerial
	case out.Holds == HoldsNumber || out.Holds == HoldsAmount:
		return (h == HoldsNumber || h == HoldsAmount || h == HoldsSerial) && digitsOf(v) < 8
	case out.Holds == HoldsTruth:
		return h == HoldsTruth || len(v) == 1
	case out.Holds == HoldsCode:
		return times >= often && !in.plain.LooksNamed(v) && !person.MayHoldNumber(v) && h != HoldsReference && !h.Personal()
	}
	return false
}

func digitsOf(v string) (n int) {
	for _, r := range v {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// companies returns examples of names or numbers of companies, from rows that may be shown.
func (in *inspector) companies(i int, f *fit) []string {
	number, name := -1, -1
	for j, means := range f.means {
		switch {
		case f.twice[j]:
		case means == "org_number":
			number = j
		case means == "respondent" || means == "company_as_written":
			name = j
		}
	}
	if i != number && in.columns[i].holds() == HoldsOrgNumber {
		number = i
	} else if i != name && in.columns[i].holds() == HoldsCompany {
		name = i
	}
	id := ""
	if f.list != nil {
		id = f.list.ID
	}
	var out []string
	for _, row := range in.rows {
		n, as := at(row, number), at(row, name)
		if v := row[i]; v != "" && !slices.Contains(out, v) && in.isCompany(id, n, as, v) {
			if out = append(out, v); len(out) == examples {
				break
			}
		}
	}
	return out
}

func at(row []string, i int) string {
	if i < 0 {
		return ""
	}
	return row[i]
}

// isCompany reports whether a value is the number or the name, with a legal form, of a company that may be named.
func (in *inspector) isCompany(id, number, name, value string) bool {
	m := in.Register.Match(id, number, name)
	if m.Class == company.PersonNumber || m.Class == company.EstateNumber || m.Class == company.MalformedNumber || m.Show == company.Hidden {
		return false
	}
	for _, text := range []string{name, value} {
		if person.Scan(text) != person.Nothing {
			return false
		}
	}
	if m.Class == company.ForeignNumber && value == number {
		return company.FormOf(name).Legal != ""
	}
	if _, class := company.ParseNumber(value); class == company.CompanyNumber {
		return name == "" || company.FormOf(name).Legal != ""
	}
	return company.FormOf(value).Legal != "" && !person.MayHoldNumber(value) && !strings.ContainsAny(value, "@:")
}
