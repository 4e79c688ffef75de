package company

import (
	"slices"
	"strings"

	"tvistdata/internal/numbers"
	"tvistdata/internal/person"
	"tvistdata/internal/record"
)

// Reading returns the register for lists whose numbers are those of some registers, by list. Those of other lists are Swedish.
func (r *Register) Reading(lists map[string]*numbers.Register) *Register {
	reading := *r
	reading.numbers = map[string]*numbers.Register{}
	for list, of := range lists {
		if of.Code != numbers.Sweden {
			reading.numbers[list] = of
		}
	}
	return &reading
}

// numberRead is what a cell of numbers holds.
type numberRead struct {
	swedish    Number // "" for another country's
	class      NumberClass
	id         string // of its company; "" for none
	registered bool   // the register has that company
	sole       bool   // sole traders have such numbers, too
}

// kind returns the kind of a company that nothing but the number is known of.
func (w numberRead) kind() record.CompanyKind {
	if w.swedish == "" {
		return record.Foreign
	}
	return record.LegalEntity
}

// number reads a list's cell of a number. One that the register does not take is malformed. A foreign one in a list of Swedish numbers
// that the register has not is none.
func (r *Register) number(list, cell, name string) numberRead {
	if of := r.numbers[list]; of != nil {
		return r.abroad(of, cell, name)
	}
	n, class := ParseNumber(cell)
	if n != "" && !r.Takes(n, cell) {
		n, class = "", MalformedNumber
	}
	if n == "" {
		return r.foreignNumber(class, cell, name)
	}
	_, registered := r.find(n.ID())
	return numberRead{swedish: n, class: class, id: n.ID(), registered: registered}
}

// foreignNumber finds a company kept by hand whose number is in a cell of another class, before anything asks whether its digits look like
// a date of birth.
func (r *Register) foreignNumber(class NumberClass, cell, name string) numberRead {
	if id, ok := r.Foreign(cell, name); id != "" {
		return numberRead{class: ForeignNumber, id: id, registered: ok}
	}
	return numberRead{class: class}
}

// abroad reads a cell that should hold a number of another country's register. What may be a natural person's number is one: a number that
// lost its zeros, too, when its digits are a person's as well.
func (r *Register) abroad(of *numbers.Register, cell, name string) numberRead {
	if standsForNone(cell) {
		return numberRead{class: NoNumber}
	}
	text := person.FoldSigns(cell)
	number, _, ok := of.Read(text)
	certain, form := of.Personal(text)
	switch {
	case certain, !ok && (form || person.HoldsPlainNumber(text) || person.HoldsNumberOf(numbers.Abroad(), text, true)):
		return numberRead{class: PersonNumber}
	case !ok:
		return r.foreignNumber(MalformedNumber, cell, name)
	}
	id, registered := r.keptAs(of, number)
	return numberRead{class: ForeignNumber, id: id, registered: registered, sole: of.SoleTraders}
}

// keptAs returns the id of the company that a number of a register is of: the one that is kept under the company's digits or the whole
// number, or the only one that is kept under the number of another of its establishments; else the id that it has by itself.
func (r *Register) keptAs(of *numbers.Register, number string) (id string, registered bool) {
	id = of.ID(number)
	if _, kept := r.find(id); kept || of.CompanyDigits == 0 {
		return id, kept
	}
	if _, merged := r.merges[id]; merged {
		return id, true
	}
	var others []string
	for _, other := range r.foreign.of[of.Code] {
		switch digits := strings.ToUpper(other[3:]); {
		case digits == number:
			return other, true
		case len(digits) == len(number) && of.Company(digits) == of.Company(number) && !slices.Contains(others, other):
			others = append(others, other)
		}
	}
	if len(others) == 1 {
		return others[0], true
	}
	return id, false
}

// severalNumbers reports whether a list's cell holds two numbers of companies or persons. Two establishments are one company's.
func (r *Register) severalNumbers(list, cell string) bool {
	of := r.numbers[list]
	if of == nil {
		return severalNumbers(cell)
	}
	found := ""
	for _, part := range r.numbersIn(list, cell)[1:] {
		read := r.abroad(of, part, "")
		one := read.id
		if read.class == PersonNumber {
			one = person.Digits(part)
		}
		if one != "" && found != "" && one != found {
			return true
		}
		if one != "" {
			found = one
		}
	}
	return false
}

// numbersIn returns what may be numbers in a list's cell, all of it first: what signs of lists part, and, where it is no number itself, the
// numbers that blanks part.
func (r *Register) numbersIn(list, cell string) []string {
	of := r.numbers[list]
	if of == nil {
		return numbersIn(cell)
	}
	out := []string{strings.TrimSpace(cell)}
	if parts := strings.FieldsFunc(cell, func(c rune) bool { return strings.ContainsRune(",;|\n\t&+", c) }); len(parts) > 1 {
		for _, part := range parts {
			out = append(out, strings.TrimSpace(part))
		}
		return out
	}
	if _, _, ok := of.Read(person.FoldSigns(cell)); ok {
		return out
	}
	for part := range strings.FieldsSeq(person.FoldSigns(cell)) {
		if _, padded, ok := of.Read(part); ok && !padded {
			out = append(out, part)
		}
	}
	return out
}

// SafeID reports whether the id of a foreign company has no form of a person's number but one of another country than its register's and
// Sweden.
func SafeID(id string) bool {
	kind, _ := record.ParseID(id)
	return kind == record.Foreign && !person.HoldsPlainNumber(id) &&
		(numbers.Bundled().Of(id[:2]) == nil || !person.HoldsNumberOf(numbers.Set{numbers.Bundled().Of(id[:2])}, id, true))
}

// OfID returns what the id of a company says of it: its kind, and its number when that is Swedish. It knows no name.
func OfID(id string) record.Company {
	kind, _ := record.ParseID(id)
	c := record.Company{ID: id, Kind: kind, Registered: record.NoDate, Merged: record.Merge{On: record.NoDate}}
	if digits, ok := strings.CutPrefix(id, "se-"); ok && kind == record.LegalEntity {
		c.OrgNumber = Number(digits).Hyphened()
	}
	return c
}

// asked returns what a question means, and the id of the company whose number it has. In a question about no list of a register's, a number
// of a company here in one of the bundled registers alone, whole and with its check digits, is that company's.
func (r *Register) asked(list string, q record.Question) (m Match, id string) {
	m, id = r.Match(list, q.Number, q.Name), r.number(list, q.Number, q.Name).id
	ids := r.ofNumber(q.Number)
	if id != "" || r.numbers[list] != nil || len(ids) != 1 || m.Method == ByDecision {
		return m, id
	}
	if r.contradicts(ids[0], FoldName(q.Name), q.Name, split(q.Name)) {
		return Match{Method: Unresolved, Class: ForeignNumber, Form: m.Form, Why: Contradiction}, ids[0]
	}
	m = Match{ID: ids[0], Method: ByNumber, Class: ForeignNumber, Form: m.Form, Evidence: ids[0]}
	r.settle(&m)
	return m, ids[0]
}

// ofNumber returns the companies of the register whose number a text is in one of the bundled registers.
func (r *Register) ofNumber(text string) (ids []string) {
	text = person.FoldSigns(text)
	for _, of := range numbers.Abroad() {
		number, padded, ok := of.Read(text)
		if certain, _ := of.Personal(text); !ok || padded || certain {
			continue
		}
		if id, kept := r.keptAs(of, number); kept {
			ids = append(ids, id)
		}
	}
	return ids
}

// idsAbroad returns the ids of companies that a text may be the number of in the bundled registers besides the Swedish one, and the id of a
// foreign company that it is.
func idsAbroad(text string) (ids []string) {
	text = person.FoldSigns(text)
	if id := strings.ToLower(strings.TrimSpace(text)); OfID(id).Kind == record.Foreign {
		ids = append(ids, id)
	}
	for _, of := range numbers.Abroad() {
		if number, padded, ok := of.Read(text); ok && !padded {
			ids = append(ids, of.ID(number))
		}
	}
	return ids
}

// WrittenAbroad returns how the number in a foreign company's id, or the digits that name it among its establishments, are written in a
// bundled register, with its signs and without; none for another id.
func WrittenAbroad(id string) []string {
	for _, of := range numbers.Abroad() {
		if of.HasID(id) {
			number := strings.ToUpper(id[len("br-"):])
			return []string{number, of.Write(number)}
		}
	}
	return nil
}
