package register

import (
	"cmp"
	"strings"

	"tvistdata/internal/company"
	"tvistdata/internal/person"
	"tvistdata/internal/record"
)

// checker is an item of a file that can be judged by itself; fault without a line means the item as a whole.
type checker interface {
	check(fault func(t text, format string, args ...any))
}

type companyItem struct {
	ID             text       `yaml:"id"`
	Name           text       `yaml:"name"`
	NameFrom       text       `yaml:"name_from"`
	OrgNumber      text       `yaml:"org_number"`
	Kind           text       `yaml:"kind"`
	Form           text       `yaml:"form"`
	Status         text       `yaml:"status"`
	Registered     text       `yaml:"registered"`
	Register       text       `yaml:"register"`
	RegisterNumber text       `yaml:"register_number"`
	Parent         text       `yaml:"parent"`
	Names          []nameText `yaml:"names"`
	SourceName     text       `yaml:"source_name"`
	SourceURL      text       `yaml:"source_url"`
	DecidedBy      text       `yaml:"decided_by"`
	DecidedOn      text       `yaml:"decided_on"`
	Why            text       `yaml:"why"`
}

func (c companyItem) check(fault func(text, string, ...any)) {
	c.checkIdentity(fault)
	names := append([]nameText{{Name: c.Name, From: c.NameFrom}}, c.Names...)
	for i, n := range names {
		if company.FoldName(n.Name.s) == "" {
			fault(n.Name, "name: expected a name")
		} else if company.FormOf(n.Name.s).Personal {
			fault(n.Name, "name: a sole trader or an estate is a person and no company")
		}
		needSpan(fault, n.From, n.To)
		for _, earlier := range names[:i] {
			if n.dated() && earlier.dated() && n.span().meets(earlier.span()) {
				fault(n.Name, "names: %q and %q overlap: a company has one registered name at a time", earlier.Name.s, n.Name.s)
			}
		}
	}
	if c.Registered.s != "" {
		needDate(fault, "registered", c.Registered)
	}
	switch record.CompanyStatus(c.Status.s) {
	case "", record.Active, record.WindingUp, record.Deregistered:
	default:
		fault(c.Status, "status %q: expected active, winding_up or deregistered", c.Status.s)
	}
	needDecided(fault, c.DecidedBy, c.DecidedOn, c.Why)
}

// checkIdentity checks that kind, number and id fit each other.
func (c companyItem) checkIdentity(fault func(text, string, ...any)) {
	n, class := company.ParseNumber(c.OrgNumber.s)
	kind := record.CompanyKind(c.Kind.s)
	needCompany(fault, "id", c.ID)
	switch kind {
	case record.LegalEntity, record.Branch:
		// The number is not quoted: it may be a person's.
		if class != company.CompanyNumber {
			fault(c.OrgNumber, "org_number: a %s needs a valid organisation number, got a %s", kind, class)
		} else if wellFormed(c.ID.s) && c.ID.s != n.ID() {
			fault(c.ID, "id %q does not fit the organisation number; it should be %s", c.ID.s, n.ID())
		}
	case record.Foreign:
		if class != company.NoNumber {
			fault(c.OrgNumber, "org_number: a foreign company has none; its branch in Sweden is a branch")
		}
		c.checkForeign(fault)
	case record.Curated:
		if class != company.NoNumber {
			fault(c.OrgNumber, "org_number: a curated company has none; one with a number is a legal_entity")
		}
		if k, err := record.ParseID(c.ID.s); err == nil && k != record.Curated {
			fault(c.ID, "id %q of a curated company should be x- and lower-case letters, digits and hyphens", c.ID.s)
		}
	case record.Unresolved:
		fault(c.Kind, "kind: expected legal_entity, branch, foreign or curated; unresolved names are not kept by hand")
	default:
		fault(c.Kind, "kind %q: expected legal_entity, branch, foreign or curated", c.Kind.s)
	}
	if (kind == record.Branch) != (c.Parent.s != "") {
		fault(c.Parent, "parent: a branch has one, and nothing else has")
	} else if c.Parent.s != "" {
		needCompany(fault, "parent", c.Parent)
	}
	if kind != record.Foreign && (c.Register.s != "" || c.RegisterNumber.s != "") {
		fault(c.Register, "register: only a foreign company has one")
	}
}

// checkForeign checks that the id of a foreign company is its register's code and its number there.
func (c companyItem) checkForeign(fault func(text, string, ...any)) {
	number := company.RegisterNumber(c.RegisterNumber.s)
	id := c.Register.s + "-" + number
	_, err := record.ParseID(id)
	switch {
	case !company.IsRegister(c.Register.s):
		fault(c.Register, "register: a foreign company needs its country's code, two letters of ISO 3166 in lower case such as ie, or el "+
			"or xi as in VAT numbers")
	case err != nil:
		fault(c.RegisterNumber, "register_number: a foreign company needs its number in that register, of letters a-z and digits")
	case person.HoldsPlainNumber(id), person.HoldsPlainNumber(c.RegisterNumber.s):
		// The number is not quoted: it may be a person's.
		fault(c.RegisterNumber, "register_number: it has the form of a Swedish personal number, which no release may hold; keep the "+
			"company as curated, without a number")
	case !company.SafeID(id):
		fault(c.RegisterNumber, "register_number: it has the form of a person's number in that country, which no release may hold; keep the "+
			"company as curated, without a number")
	case id != c.ID.s && wellFormed(c.ID.s):
		fault(c.ID, "id %q does not fit register and register_number; it should be %s", c.ID.s, id)
	}
}

func (c companyItem) entity() company.Entity {
	n, _ := company.ParseNumber(c.OrgNumber.s)
	e := company.Entity{
		ID: c.ID.s, Kind: record.CompanyKind(c.Kind.s), Number: n, Form: c.Form.s, Status: record.CompanyStatus(c.Status.s),
		Registered: c.Registered.date(), Parent: c.Parent.s, ByHand: true,
		Names: []company.DatedName{{Name: c.Name.s, From: c.NameFrom.date(), To: record.NoDate}},
	}
	if e.Form == "" {
		e.Form = company.FormOf(c.Name.s).Legal
	}
	for _, t := range c.Names {
		e.Names = append(e.Names, company.DatedName{Name: t.Name.s, From: t.From.date(), To: t.To.date()})
	}
	return e
}

type nameItem struct {
	List text `yaml:"list"`
	Name text `yaml:"name_as_written"`
}

// brandItem is a brand or a group.
type brandItem struct {
	ID        text         `yaml:"id"`
	Name      text         `yaml:"name"`
	Names     []nameItem   `yaml:"names"`
	Members   []memberItem `yaml:"members"`
	DecidedBy text         `yaml:"decided_by"`
	DecidedOn text         `yaml:"decided_on"`
	Why       text         `yaml:"why"`
}

// memberItem is a company, or in a group another group, with the days on which it belongs.
type memberItem struct {
	Company text `yaml:"company"`
	Group   text `yaml:"group"`
	From    text `yaml:"from"`
	To      text `yaml:"to"`
}

func (m memberItem) of() text {
	if m.Group.s != "" {
		return m.Group
	}
	return m.Company
}

func (b brandItem) check(fault func(text, string, ...any)) {
	needID(fault, b.ID)
	need(fault, "name", b.Name)
	for _, n := range b.Names {
		need(fault, "names: list", n.List)
		need(fault, "names: name_as_written", n.Name)
	}
	for i, m := range b.Members {
		if (m.Company.s == "") == (m.Group.s == "") {
			fault(m.of(), "members: each is a company or a group")
		} else if m.Company.s != "" {
			needCompany(fault, "members: company", m.Company)
		}
		needSpan(fault, m.From, m.To)
		for _, earlier := range b.Members[:i] {
			if earlier.of().s == m.of().s && earlier.span().meets(m.span()) {
				fault(m.of(), "members: %q is there already on some of these days", m.of().s)
			}
		}
	}
	needDecided(fault, b.DecidedBy, b.DecidedOn, b.Why)
}

type decisionItem struct {
	List      text      `yaml:"list"`
	Name      text      `yaml:"name_as_written"`
	Number    text      `yaml:"org_number"`
	Company   text      `yaml:"company"`
	Show      text      `yaml:"show"`
	Disputed  text      `yaml:"disputed"`
	DecidedBy text      `yaml:"decided_by"`
	DecidedOn text      `yaml:"decided_on"`
	Why       text      `yaml:"why"`
	TakenBack takenBack `yaml:",inline"`
}

func (d decisionItem) check(fault func(text, string, ...any)) {
	need(fault, "list", d.List)
	need(fault, "name_as_written", d.Name)
	if d.Company.s != "" {
		needCompany(fault, "company", d.Company)
	}
	switch d.Show.s {
	case "":
		if d.Company.s == "" && d.Disputed.s != "true" {
			fault(text{}, "a decision needs company, show, disputed or several of them")
		}
	case "true":
		if company.FormOf(d.Name.s).Personal {
			fault(d.Show, "show: the name of a sole trader or an estate is never shown")
		}
	case "false":
	default:
		fault(d.Show, "show %q: expected true or false", d.Show.s)
	}
	if d.Disputed.s != "" && d.Disputed.s != "true" && d.Disputed.s != "false" {
		fault(d.Disputed, "disputed %q: expected true or false", d.Disputed.s)
	}
	if _, class := company.ParseNumber(d.Number.s); d.Number.s != "" && class != company.CompanyNumber {
		fault(d.Number, "org_number: expected a valid organisation number, got a %s", class)
	}
	needDecided(fault, d.DecidedBy, d.DecidedOn, d.Why)
	d.TakenBack.check(fault, d.DecidedOn)
}

// isOpen reports whether nobody has filled the decision in yet: tvistdata companies review writes such rows.
func (d decisionItem) isOpen() bool {
	for _, t := range []text{d.Company, d.Show, d.Disputed, d.DecidedBy, d.DecidedOn, d.Why} {
		if t.s != "" {
			return false
		}
	}
	return !d.TakenBack.is()
}

// written is a name as one list writes it, folded, with the number beside it that a decision is limited to.
type written struct {
	list, fold string
	number     company.Number
}

// compare puts decisions in order.
func (w written) compare(v written) int {
	return cmp.Or(cmp.Compare(w.list, v.list), cmp.Compare(w.fold, v.fold), cmp.Compare(w.number, v.number))
}

func (d decisionItem) key() written {
	n, _ := company.ParseNumber(d.Number.s)
	return written{d.List.s, company.FoldName(d.Name.s), n}
}

func (d decisionItem) decision(at company.DecisionPlace) company.Decision {
	out := company.Decision{
		List: d.List.s, Name: d.Name.s, Number: d.key().number, Company: d.Company.s, Disputed: d.Disputed.s == "true",
		On: d.DecidedOn.date(), Why: d.Why.s, Evidence: decided(d.DecidedBy, d.DecidedOn, d.Why), Place: at,
	}
	switch d.Show.s {
	case "true":
		out.Show = company.Shown
	case "false":
		out.Show = company.Hidden
	}
	return out
}

// decided says who decided, when and why.
func decided(by, on, why text) string { return by.s + ", " + on.s + ": " + why.s }

// mergeItem says that one company's records are another's from now on: it became one with it, or is the same.
type mergeItem struct {
	Company   text      `yaml:"company"`
	Into      text      `yaml:"into"`
	On        text      `yaml:"on"`
	DecidedBy text      `yaml:"decided_by"`
	DecidedOn text      `yaml:"decided_on"`
	Why       text      `yaml:"why"`
	TakenBack takenBack `yaml:",inline"`
}

func (m mergeItem) check(fault func(text, string, ...any)) {
	needCompany(fault, "company", m.Company)
	needCompany(fault, "into", m.Into)
	if m.On.s != "" {
		needDate(fault, "on", m.On)
	}
	needDecided(fault, m.DecidedBy, m.DecidedOn, m.Why)
	m.TakenBack.check(fault, m.DecidedOn)
}

func (m mergeItem) merge() company.Merge {
	on := m.On.date()
	if on == record.NoDate {
		on = m.DecidedOn.date()
	}
	return company.Merge{Into: m.Into.s, On: on, Why: m.Why.s, Evidence: decided(m.DecidedBy, m.DecidedOn, m.Why)}
}

// takenBack says that a decision does not hold any more. It stays in the file so that it can be seen that it did.
type takenBack struct {
	By  text `yaml:"taken_back_by"`
	On  text `yaml:"taken_back_on"`
	Why text `yaml:"taken_back_why"`
}

func (d decisionItem) isTakenBack() bool { return d.TakenBack.is() }

func (m mergeItem) isTakenBack() bool { return m.TakenBack.is() }

func (t takenBack) is() bool { return t.By.s != "" || t.On.s != "" || t.Why.s != "" }

func (t takenBack) check(fault func(text, string, ...any), decidedOn text) {
	if !t.is() {
		return
	}
	need(fault, "taken_back_by", t.By)
	needDate(fault, "taken_back_on", t.On)
	need(fault, "taken_back_why", t.Why)
	if on := t.On.date(); on != record.NoDate && on < decidedOn.date() {
		fault(t.On, "taken_back_on %s lies before decided_on %s", t.On.s, decidedOn.s)
	}
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
	if n.CompanyID.s != "" {
		needCompany(fault, "company_id", n.CompanyID)
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

// wellFormed reports whether a text is the id of a company. needCompany reports what is not.
func wellFormed(id string) bool {
	_, err := record.ParseID(id)
	return err == nil
}
