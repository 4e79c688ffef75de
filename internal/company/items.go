package company

import (
	"strings"

	"tvistdata/internal/record"
)

// checker is an item of a file that can be judged by itself; fault without a line means the item as a whole.
type checker interface {
	check(fault func(t text, format string, args ...any))
}

type companyItem struct {
	ID         text   `yaml:"id"`
	Name       text   `yaml:"name"`
	OrgNumber  text   `yaml:"org_number"`
	Kind       text   `yaml:"kind"`
	Registered text   `yaml:"registered"`
	Names      []text `yaml:"names"`
	SourceName text   `yaml:"source_name"`
	SourceURL  text   `yaml:"source_url"`
	DecidedBy  text   `yaml:"decided_by"`
	DecidedOn  text   `yaml:"decided_on"`
	Why        text   `yaml:"why"`
}

func (c companyItem) check(fault func(text, string, ...any)) {
	n, class := ParseNumber(c.OrgNumber.s)
	switch record.CompanyKind(c.Kind.s) {
	case record.LegalEntity:
		// The number is not quoted: it may be a person's.
		if class != CompanyNumber {
			fault(c.OrgNumber, "org_number: a legal entity needs a valid organisation number, got a %s", class)
		} else if c.ID.s != n.ID() {
			fault(c.ID, "id %q does not fit the organisation number; it should be %s", c.ID.s, n.ID())
		}
	case record.Curated:
		if class != NoNumber {
			fault(c.OrgNumber, "org_number: a curated company has none; one with a number is a legal_entity")
		}
		if !curatedID.MatchString(c.ID.s) {
			fault(c.ID, "id %q of a curated company should be x- and lower-case letters, digits and hyphens", c.ID.s)
		}
	case record.Unresolved:
		fault(c.Kind, "kind: expected legal_entity or curated; unresolved names are not kept by hand")
	default:
		fault(c.Kind, "kind %q: expected legal_entity or curated", c.Kind.s)
	}
	for _, t := range append([]text{c.Name}, c.Names...) {
		if FoldName(t.s) == "" {
			fault(t, "name: expected a name")
		} else if FormOf(t.s).Personal {
			fault(t, "name: a sole trader or an estate is a person and no company")
		}
	}
	if c.Registered.s != "" {
		needDate(fault, "registered", c.Registered)
	}
	needDecided(fault, c.DecidedBy, c.DecidedOn, c.Why)
}

func (c companyItem) company() record.Company {
	n, _ := ParseNumber(c.OrgNumber.s)
	out := record.Company{
		ID: c.ID.s, Name: c.Name.s, Kind: record.CompanyKind(c.Kind.s), OrgNumber: n.Hyphened(), Registered: c.Registered.date(),
	}
	for _, t := range c.Names {
		out.Names = append(out.Names, record.WrittenName{Name: t.s, Method: string(ByName)})
	}
	return out
}

type nameItem struct {
	List text `yaml:"list"`
	Name text `yaml:"name_as_written"`
}

type brandItem struct {
	ID        text       `yaml:"id"`
	Name      text       `yaml:"name"`
	Names     []nameItem `yaml:"names"`
	DecidedBy text       `yaml:"decided_by"`
	DecidedOn text       `yaml:"decided_on"`
	Why       text       `yaml:"why"`
}

func (b brandItem) check(fault func(text, string, ...any)) {
	needID(fault, b.ID)
	need(fault, "name", b.Name)
	for _, n := range b.Names {
		need(fault, "names: list", n.List)
		need(fault, "names: name_as_written", n.Name)
	}
	needDecided(fault, b.DecidedBy, b.DecidedOn, b.Why)
}

type decisionItem struct {
	List      text `yaml:"list"`
	Name      text `yaml:"name_as_written"`
	Company   text `yaml:"company"`
	Show      text `yaml:"show"`
	DecidedBy text `yaml:"decided_by"`
	DecidedOn text `yaml:"decided_on"`
	Why       text `yaml:"why"`
}

func (d decisionItem) check(fault func(text, string, ...any)) {
	need(fault, "list", d.List)
	need(fault, "name_as_written", d.Name)
	switch d.Show.s {
	case "":
		if d.Company.s == "" {
			fault(text{}, "a decision needs company, show or both")
		}
	case "true":
		if FormOf(d.Name.s).Personal {
			fault(d.Show, "show: the name of a sole trader or an estate is never shown")
		}
	case "false":
	default:
		fault(d.Show, "show %q: expected true or false", d.Show.s)
	}
	needDecided(fault, d.DecidedBy, d.DecidedOn, d.Why)
}

func (d decisionItem) shown() Show {
	switch d.Show.s {
	case "true":
		return Shown
	case "false":
		return Hidden
	}
	return Undecided
}

type noteItem struct {
	ID         text `yaml:"id"`
	Kind       text `yaml:"kind"`
	List       text `yaml:"list"`
	Department text `yaml:"department"`
	CompanyID  text `yaml:"company_id"`
	From       text `yaml:"from"`
	To         text `yaml:"to"`
	Text       struct {
		SV text `yaml:"sv"`
		EN text `yaml:"en"`
	} `yaml:"text"`
	SourceName text `yaml:"source_name"`
	SourceURL  text `yaml:"source_url"`
}

func (n noteItem) check(fault func(text, string, ...any)) {
	needID(fault, n.ID)
	if n.Kind.s != "series_break" && n.Kind.s != "event" {
		fault(n.Kind, "kind %q: expected series_break or event", n.Kind.s)
	}
	if c := n.CompanyID; c.s != "" && !curatedID.MatchString(c.s) {
		if num, _ := ParseNumber(strings.TrimPrefix(c.s, "se-")); num.ID() != c.s {
			fault(c, "company_id %q: expected the id of a company, such as se- and ten digits, or x- and a name", c.s)
		}
	}
	need(fault, "list", n.List)
	needDate(fault, "from", n.From)
	if n.To.s != "" {
		needDate(fault, "to", n.To)
		if n.To.date() < n.From.date() {
			fault(n.To, "to %s lies before from %s", n.To.s, n.From.s)
		}
	}
	need(fault, "text.sv", n.Text.SV)
	need(fault, "text.en", n.Text.EN)
	need(fault, "source_name", n.SourceName)
}

func (n noteItem) note() record.Note {
	return record.Note{
		ID: n.ID.s, Kind: n.Kind.s, List: n.List.s, Department: n.Department.s, CompanyID: n.CompanyID.s,
		From: n.From.date(), To: n.To.date(), Text: record.Text{SV: n.Text.SV.s, EN: n.Text.EN.s},
		SourceName: n.SourceName.s, SourceURL: n.SourceURL.s,
	}
}

func need(fault func(text, string, ...any), key string, t text) {
	if strings.TrimSpace(t.s) == "" {
		fault(t, "%s is missing", key)
	}
}

func needID(fault func(text, string, ...any), id text) {
	if !slugID.MatchString(id.s) {
		fault(id, "id %q: expected lower-case letters, digits and hyphens", id.s)
	}
}

func needDate(fault func(text, string, ...any), key string, t text) {
	if t.date() == record.NoDate {
		fault(t, "%s %q: expected a date such as 2023-12-15", key, t.s)
	}
}

// needDecided checks that a decision says who made it, when and why.
func needDecided(fault func(text, string, ...any), by, on, why text) {
	need(fault, "decided_by", by)
	needDate(fault, "decided_on", on)
	need(fault, "why", why)
}
