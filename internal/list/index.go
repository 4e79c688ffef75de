package list

import (
	"slices"

	"tvistdata/internal/record"
)

// index holds what a list has to answer a million times.
type index struct {
	byHeader map[string]int // folded header -> position in Columns
	byName   map[string]int
	codes    map[string]codeIndex // by column name
	form     *Form
	money    record.Money
}

// codeIndex finds the code of a text: as it is written in dataset.yaml first, then folded.
type codeIndex struct {
	exact, folded map[string]string
	open          bool
}

// Column returns the column that a header, as written in a file, means.
func (l *List) Column(header string) (Column, bool) {
	i, ok := l.index.byHeader[header]
	if !ok {
		i, ok = l.index.byHeader[Fold(header)]
	}
	if !ok {
		return Column{}, false
	}
	return l.Columns[i], true
}

// ColumnNamed returns the column of that name.
func (l *List) ColumnNamed(name string) (Column, bool) {
	i, ok := l.index.byName[name]
	if !ok {
		return Column{}, false
	}
	return l.Columns[i], true
}

// RegisterNames reports whether the list says that its respondents are called as in a register.
func (l *List) RegisterNames() bool {
	c, _ := l.ColumnNamed("respondent")
	return c.RegisterName
}

// HasDigits reports whether what a column holds is written with digits: dates, numbers and the authority's own numbers.
func (l *List) HasDigits(c Column) bool {
	switch c.Type {
	case Date, Amount, Decimal, Count, Span, OrgNo, CompanyNo:
		return true
	case Text, CodeOf:
	}
	return c.Name == l.Identity.Reference
}

// ReferenceForm returns the form of the authority's numbers; nil when the list declares none.
func (l *List) ReferenceForm() *Form { return l.index.form }

// newForm reads the declared form. The headers of the column, the authority and its list may be in front of a number as words.
func (l *List) newForm() (*Form, error) {
	if l.Identity.Form == "" {
		return nil, nil //nolint:nilnil // no form is none
	}
	labels := []string{l.Authority}
	for _, c := range l.Columns {
		if c.Name == l.Identity.Reference {
			labels = append(labels, c.Headers...)
		}
	}
	return newForm(l.Identity.Form, labels)
}

// CountsAs returns the measure that a code of outcome or followed counts as; "" for a follow-up that is neither, and for what is
// no code of the list.
func (l *List) CountsAs(column, code string) record.Measure {
	i := slices.IndexFunc(l.Codes[column], func(c Code) bool { return c.ID == code })
	if i < 0 {
		return ""
	}
	return l.Codes[column][i].CountsAs
}

// Any returns the outcome of a case whose rows have different ones, of a list that combines them. Where one counts as won, it is
// PartlyWon; else the only one that counts as decided on the merits. ok is false where the list does not combine them, where
// neither tells one, or where no code list has one of them.
func (l *List) Any(outcomes []string) (code string, ok bool) {
	if l.Combine["outcome"] != CombineAny {
		return "", false
	}
	won, decided := false, map[string]bool{}
	for _, id := range outcomes {
		i := slices.IndexFunc(l.Codes["outcome"], func(c Code) bool { return c.ID == id })
		if i < 0 {
			return "", false
		}
		switch l.Codes["outcome"][i].CountsAs {
		case record.Won:
			won = true
		case record.DecidedOnMerits:
			decided[id], code = true, id
		case record.Received, record.Closed, record.Followed, record.NotFollowed:
		}
	}
	if won {
		return l.PartlyWon(), true
	}
	return code, len(decided) == 1
}

// PartlyWon returns the last of the codes that count as won, which says least of them; "" when none does.
func (l *List) PartlyWon() (code string) {
	for _, c := range l.Codes["outcome"] {
		if c.CountsAs == record.Won {
			code = c.ID
		}
	}
	return code
}

// Measures lists those of its kind's measures that the list's columns and codes can answer, in a fixed order.
func (l *List) Measures() []record.Measure {
	return slices.DeleteFunc(record.Measures(l.Kind), func(m record.Measure) bool { return !l.canCount(m) })
}

// canCount reports whether the list has the columns that a measure is made of, and a code in each that it counts.
func (l *List) canCount(m record.Measure) bool {
	for _, name := range m.Columns() {
		if _, ok := l.ColumnNamed(name); !ok {
			return false
		}
		counted := func(c Code) bool { return m.Counts(c.CountsAs, m) }
		if name == "followed" {
			counted = func(c Code) bool { return m.Counts(record.Won, c.CountsAs) }
		}
		if len(record.CountsAs(name)) > 0 && !slices.ContainsFunc(l.Codes[name], counted) {
			return false
		}
	}
	return true
}

// CodeOf returns the code that a text means in a column: the code whose id, label or looked-up spelling it is
// after Fold. It is "" and known for a blank text and for one that a lookup maps to no code; in an open column an
// unknown text becomes its Slug; otherwise it is record.Unmapped and not known. A figure's department is asked for
// as column "department". It may be called from many goroutines, and an exact spelling costs no allocation.
func (l *List) CodeOf(column, text string) (code string, known bool) {
	x := l.index.codes[column]
	if code, known = x.exact[text]; known {
		return code, true
	}
	folded := Fold(text)
	if folded == "" {
		return "", true
	}
	if code, known = x.folded[folded]; known {
		return code, true
	}
	if slug := Slug(text); x.open && slug != "" && slug != record.Unmapped {
		return slug, true
	}
	return record.Unmapped, false
}

// newIndex expects a list that passed its checks.
func newIndex(l *List) index {
	x := index{byHeader: map[string]int{}, byName: map[string]int{}, codes: map[string]codeIndex{}}
	for i, c := range l.Columns {
		x.byName[c.Name] = i
		for _, h := range c.Headers {
			x.byHeader[h] = i
			x.byHeader[Fold(h)] = i
		}
		if c.Type == CodeOf {
			x.codes[c.Name] = newCodeIndex(l, c.Name, c.Open)
		}
	}
	x.form, _ = l.newForm()
	x.money = MoneyIn(l.Currency, l.DecimalMark)
	if name := derived(l.Kind); name != "" {
		x.codes[name] = newCodeIndex(l, name, false)
	}
	return x
}

func newCodeIndex(l *List, column string, open bool) codeIndex {
	x := codeIndex{exact: map[string]string{}, folded: map[string]string{}, open: open}
	add := func(text, code string) {
		x.exact[text] = code
		x.folded[Fold(text)] = code
	}
	for _, c := range l.Codes[column] {
		for _, text := range c.texts() {
			add(text, c.ID)
		}
	}
	for _, look := range l.Lookups[column] {
		code := ""
		if look.Value != nil {
			code = *look.Value
		}
		for _, text := range look.Match {
			add(text, code)
		}
	}
	return x
}

// texts returns the spellings that mean a code by themselves.
func (c Code) texts() []string { return []string{c.ID, c.Label.SV, c.Label.EN} }

// Restore returns a list of which only some fields were kept, to be asked for its columns and measures as before.
func Restore(kept List) *List {
	kept.complete()
	kept.index = newIndex(&kept)
	return &kept
}
