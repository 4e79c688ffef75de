package company

import (
	"slices"
	"strings"

	"tvistdata/internal/record"
)

// Register holds what is kept by hand: companies with their other names, brands, decisions on names, and notes. It
// does not change once loaded and may be used by many goroutines.
type Register struct {
	companies map[string]record.Company
	byName    map[string]string // folded name -> company id
	decisions map[written]decision
	brands    []Brand
	brandOf   map[written]string
	notes     []record.Note
}

// written is a name as one list writes it, folded.
type written struct{ list, fold string }

type decision struct {
	company string
	show    Show
}

// Show is what a written decision says of showing a name.
type Show uint8

// The decisions on a name.
const (
	Undecided Show = iota // nobody has decided
	Shown                 // the name may be shown
	Hidden                // the name may not be shown
)

// Method is how a company was found.
type Method string

// The methods, from the surest.
const (
	ByNumber   Method = "number"     // by a valid organisation number
	ByDecision Method = "decision"   // by a written decision on the name in that list
	ByName     Method = "name"       // by exactly a name of one company in the register
	Unresolved Method = "unresolved" // not found
)

// Match is what a number and a name lead to.
type Match struct {
	ID     string             // company id; "" when the matter has none, because it is a person's or nobody is named
	Method Method             // Unresolved when ID is "" or starts with u-
	Kind   record.CompanyKind // "" when ID is ""
	Number Number             // the company's, also when it was found by name; "" when it has none
	Class  NumberClass        // of the number as written
	Show   Show               // what a decision says; Undecided when ID is ""
}

// Match finds the company behind an organisation number and a name as a list writes them: by a valid number, else by
// a decision on the name, else by a name in the register, else the name stands for itself. A person's or an estate's
// number gives no id whatever the name, nor does a name of a personal Form. A name that stands for itself may
// still be a person's: whether it may be shown is for the caller to say, by its Form, the list and Show.
func (r *Register) Match(list, number, name string) Match {
	n, class := ParseNumber(number)
	m := Match{Method: Unresolved, Number: n, Class: class}
	if class == PersonNumber || class == EstateNumber {
		return m
	}
	if n != "" {
		m.ID, m.Kind, m.Method = n.ID(), record.LegalEntity, ByNumber
		if len(r.decisions) > 0 {
			m.Show = r.decisions[written{list, FoldName(name)}].show
		}
		return m
	}
	fold := FoldName(name)
	d := r.decisions[written{list, fold}]
	id, known := r.byName[fold]
	switch {
	case d.company != "":
		m.ID, m.Method = d.company, ByDecision
	case known:
		m.ID, m.Method = id, ByName
	case fold == "", FormOf(name).Personal:
		return m
	default:
		m.ID, m.Kind, m.Show = NameID(name), record.Unresolved, d.show
		return m
	}
	c := r.companies[m.ID]
	m.Kind, m.Number, m.Show = c.Kind, Number(strings.Replace(c.OrgNumber, "-", "", 1)), d.show
	return m
}

// Company gives a company of the register; its Names are those kept by hand besides the first, with no list or count.
func (r *Register) Company(id string) (record.Company, bool) {
	c, ok := r.companies[id]
	c.Names = slices.Clone(c.Names)
	return c, ok
}

// Brand is a name that people know, under which one or several companies trade. It is never a company.
type Brand struct {
	ID, Name       string
	DecidedBy, Why string
	DecidedOn      record.Date
}

// Brand gives the brand that a decision links a list's name to.
func (r *Register) Brand(list, nameAsWritten string) (id string, ok bool) {
	id, ok = r.brandOf[written{list, FoldName(nameAsWritten)}]
	return id, ok
}

// Brands gives every brand, by id.
func (r *Register) Brands() []Brand { return slices.Clone(r.brands) }

// Notes gives every note, by id.
func (r *Register) Notes() []record.Note { return slices.Clone(r.notes) }
