package keep

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/publish"
	"tvistdata/etl/settle"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// Derive returns what a release was made of, as far as it tells it itself, for something to be taken out of it. Which of a company's
// spellings a record has is not known: those that only what goes may have go with it. Nor is it known how many unnamed matters there
// are beside the totals, which rows were repeated, and what disagreements rest on. accounted is where the rows of each disclosure
// went, as far as that was noted.
func Derive(r *release.Release, accounted []publish.Accounted, what settle.Removed) (*settle.Settled, error) {
	d := deriving{from: r, what: what, names: map[privateName]uint32{}, rows: map[record.Kind][]derivedRow{}}
	d.out = &kept{Version: version, Bands: map[string][]string{}, Records: map[record.Kind]records{}, Names: make([]name, somebody+1)}
	for _, step := range []func() error{d.read, d.spell, d.know, d.disclose} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	earlier, err := d.earlier(accounted)
	if err != nil {
		return nil, err
	}
	if err := d.count(earlier); err != nil {
		return nil, err
	}
	s, err := load(r, d.out)
	if err != nil {
		return nil, err
	}
	s.Earlier = earlier
	return s, nil
}

// deriving makes what would have been kept.
type deriving struct {
	from *release.Release
	what settle.Removed
	out  *kept

	tells shown

	identities []record.Company

	all     []privacy.Name
	ties    map[string][]record.Tie // by record
	rows    map[record.Kind][]derivedRow
	figures []record.PublishedFigure
	names   map[privateName]uint32 // numbers of names
	codes   map[[3]string]bool     // list, column and code of those that records have
	removed map[string]bool        // names of removed companies, folded
}

// derivedRow is a record, a listing or an aggregate.
type derivedRow struct {
	id, list, company, department string
	received                      record.Date
	goes                          bool
}

// read reads the release.
func (d *deriving) read() (err error) {
	if d.tells.companies, err = read(d.from, schema.CompanyRows); err != nil {
		return err
	}
	if d.tells.names, err = read(d.from, schema.NameRows); err != nil {
		return err
	}
	if d.tells.matches, err = read(d.from, schema.MatchRows); err != nil {
		return err
	}
	if d.figures, err = read(d.from, schema.FigureRows); err != nil {
		return err
	}
	if d.identities, err = read(d.from, schema.IdentityRows); err != nil {
		return err
	}
	ties, err := read(d.from, schema.RecordTieRows)
	if err != nil {
		return err
	}
	d.ties, d.codes = map[string][]record.Tie{}, map[[3]string]bool{}
	for _, t := range ties {
		d.ties[record.KeyText(t.Record)] = append(d.ties[record.KeyText(t.Record)], t)
	}
	for _, kind := range []record.Kind{record.Dispute, record.Complaint} {
		for m, err := range mattersOf(d.from, kind) {
			if err != nil {
				return err
			}
			d.rows[kind] = append(d.rows[kind], d.row(m))
			if bands := d.out.Bands[m.list]; m.band != "" && !slices.Contains(bands, m.band) {
				d.out.Bands[m.list] = append(slices.Concat([]string{""}, bands[min(1, len(bands)):]), m.band)
			}
		}
	}
	for l, err := range each(d.from, schema.ListingRows, func(l *record.ListedCompany) matter {
		m := matter{key: l.Key, list: l.List, company: l.Company, received: record.NoDate}
		m.codes[check.Department] = l.Department
		return m
	}) {
		if err != nil {
			return err
		}
		d.rows[record.Listing] = append(d.rows[record.Listing], d.row(l))
	}
	for a, err := range each(d.from, schema.AggregateRows, func(a *record.AggregateCount) matter {
		m := matter{key: a.Key, list: a.List, company: a.Company, received: record.NoDate}
		m.codes[check.Department], m.codes[check.Subject] = a.Department, a.Subject
		return m
	}) {
		if err != nil {
			return err
		}
		d.rows[record.Aggregate] = append(d.rows[record.Aggregate], d.row(a))
	}
	return nil
}

func (d *deriving) row(m matter) derivedRow {
	for f := range check.Fields {
		d.codes[[3]string{m.list, f.Name(), m.codes[f]}] = true
	}
	row := derivedRow{
		id: record.KeyText(m.key), list: m.list, company: m.company, department: m.codes[check.Department], received: m.received,
	}
	row.goes = d.what.Record(m.key) || d.what.Company(m.company) ||
		slices.ContainsFunc(d.ties[row.id], func(t record.Tie) bool { return d.what.Company(t.ResolvedFrom) })
	return row
}

// privateName is a name by what a release tells of it, and the ids that led to its company before.
type privateName struct {
	list, company, written, method, evidence, owns string
	disputed                                       bool
}

// number returns the number of a name among all.
func (d *deriving) number(n privateName) uint32 {
	number, known := d.names[n]
	if !known {
		number = uint32(len(d.all))
		d.names[n] = number
		c := d.tells.company(n.company)
		digits, _ := company.ParseNumber(c.OrgNumber)
		d.all = append(d.all, privacy.Name{
			List: n.list, Company: n.company, Written: n.written, Method: company.Method(n.method), Kind: c.Kind, Number: digits,
			Formal: company.FormOf(n.written).Legal != "", Owns: strings.Fields(n.owns), Evidence: n.evidence, Disputed: n.disputed,
		})
	}
	return number
}

// spell returns each record a name.
func (d *deriving) spell() error {
	d.removed = map[string]bool{}
	for _, c := range slices.Concat(d.tells.companies, d.identities) {
		if d.what.Company(c.ID) && c.Name != "" {
			d.removed[company.FoldName(c.Name)] = true
		}
	}
	written := map[share][]record.Spelling{}
	unspelled := map[string]map[string]int64{} // by list and method: the records whose spelling is not shown
	for _, l := range d.from.Manifest().Lists {
		unspelled[l.ID] = map[string]int64{}
		maps.Copy(unspelled[l.ID], l.Matching)
	}
	for _, s := range d.tells.names {
		if d.what.Company(s.Company) {
			d.removed[company.FoldName(s.Name)] = true
		}
		if s.Method != publish.InRegister {
			written[share{s.List, s.Company}] = append(written[share{s.List, s.Company}], s)
			if of := unspelled[s.List]; of != nil {
				of[s.Method] -= s.Records
			}
		}
	}
	numbers := map[record.Kind][]uint32{}
	for _, kind := range []record.Kind{record.Dispute, record.Complaint, record.Listing, record.Aggregate} {
		rows := d.rows[kind]
		numbers[kind] = make([]uint32, len(rows))
		of := map[share][]int{}
		for i, row := range rows {
			of[share{row.list, row.company}] = append(of[share{row.list, row.company}], i)
		}
		for _, at := range sortedShares(of) {
			d.spellRows(rows, of[at], written[at], unspelled[at.list], numbers[kind])
		}
	}
	some := make([]uint32, len(d.all))
	for i := range some {
		some[i] = uint32(i)
	}
	among := ordered(d.all, some, make([]uint32, len(d.all)))
	for _, i := range some {
		d.out.Names = append(d.out.Names, name{Told: d.all[i]})
	}
	for _, all := range numbers {
		for i, n := range all {
			all[i] = among[n]
		}
	}
	for _, kind := range []record.Kind{record.Dispute, record.Complaint} {
		d.out.Records[kind] = d.linked(d.rows[kind], records{Names: numbers[kind]})
	}
	d.out.Listings, d.out.Aggregates = numbers[record.Listing], numbers[record.Aggregate]
	for _, f := range d.figures {
		d.out.Figures = append(d.out.Figures, methodOf(f, written[share{f.List, f.Company}]))
	}
	return nil
}

// methodOf returns how a figure was matched with its company, which has these spellings.
func methodOf(f record.PublishedFigure, written []record.Spelling) company.Method {
	i := slices.IndexFunc(written, func(s record.Spelling) bool { return s.Name == f.CompanyWritten })
	if i < 0 {
		return ""
	}
	return company.Method(written[i].Method)
}

func sortedShares(of map[share][]int) []share {
	var out []share
	for at := range of {
		out = append(out, at)
	}
	slices.SortFunc(out, func(x, y share) int {
		return cmp.Or(strings.Compare(x.list, y.list), strings.Compare(x.company, y.company))
	})
	return out
}

// spellRows returns names to the records of a company in a list: the rarest spellings to those that go.
func (d *deriving) spellRows(rows []derivedRow, of []int, written []record.Spelling, unspelled map[string]int64, numbers []uint32) {
	at, gone := share{rows[of[0]].list, rows[of[0]].company}, int64(0)
	for _, i := range of {
		gone += int64(whether(rows[i].goes))
	}
	slices.SortStableFunc(of, func(i, j int) int { return cmp.Compare(whether(rows[i].goes), whether(rows[j].goes)) })
	names := d.shown(at, written, int64(len(of)), gone)
	for len(names) < len(of) {
		n := privateName{list: at.list, company: at.company, method: string(company.ByNumber)}
		for _, method := range company.Methods() {
			if unspelled[string(method)] > 0 {
				n.method = string(method)
				unspelled[n.method]--
				break
			}
		}
		names = append(names, n)
	}
	for k, i := range of {
		n := names[k]
		var owns []string
		for _, t := range d.ties[rows[i].id] {
			if t.ResolvedFrom != "" {
				owns = append(owns, t.ResolvedFrom)
			}
		}
		n.owns = strings.Join(owns, " ")
		numbers[i] = d.number(n)
	}
}

// shown returns a name for each record of a company in a list that has a spelling, the most frequent first. A spelling is not shown any
// more when no more records have it than go, or when it is that of a removed company: which records have it is not known. Where a
// company has no other name, the most frequent one stays.
func (d *deriving) shown(at share, written []record.Spelling, all, gone int64) []privateName {
	written = slices.Clone(written)
	slices.SortFunc(written, func(x, y record.Spelling) int { // in an order that is always the same
		return cmp.Or(cmp.Compare(y.Records, x.Records), cmp.Compare(x.Name, y.Name), cmp.Compare(x.Method, y.Method))
	})
	alone := len(written) == 1 && written[0].Records == all
	hidden := func(s record.Spelling) bool {
		return !alone && gone < all && (s.Records <= gone || d.removed[company.FoldName(s.Name)] || d.what.Spelled(s.Name))
	}
	kind, _ := record.ParseID(at.company)
	nameless := (kind == record.Curated || kind == record.Unresolved) &&
		!slices.ContainsFunc(written, func(s record.Spelling) bool { return !hidden(s) })
	var out []privateName
	for k, s := range written {
		n := privateName{list: at.list, company: at.company, written: s.Name, method: s.Method}
		if hidden(s) && (k > 0 || !nameless) {
			n.written = ""
		}
		ties := d.tied(at, s)
		for i := range s.Records {
			if tie := ties[min(int(i), len(ties)-1)]; n.written != "" {
				n.evidence, n.disputed = tie.Evidence, tie.Disputed
			}
			out = append(out, n)
		}
	}
	return out
}

// tied returns what ties a spelling to its company; at least one, which may be empty.
func (d *deriving) tied(at share, s record.Spelling) []record.Match {
	it := spelling{at.list, at.company, s.Name, s.Method}
	d.tells.match, _ = slices.BinarySearchFunc(d.tells.matches, it, func(m record.Match, it spelling) int { return compareMatch(&m, it) })
	if ties := d.tells.ties(it); len(ties) > 0 {
		return ties
	}
	return make([]record.Match, 1)
}

func whether(is bool) int {
	if is {
		return 1
	}
	return 0
}

// linked finds the records that share a matter, as far as their ties tell it.
func (d *deriving) linked(rows []derivedRow, out records) records {
	matters := map[[2]string]uint32{}
	for i, row := range rows {
		for _, t := range d.ties[row.id] {
			if t.Matter == "" {
				continue
			}
			at := [2]string{row.list, t.Matter}
			if first, known := matters[at]; known {
				out.Linked = append(out.Linked, linked{uint32(i), first})
			} else {
				matters[at] = uint32(i)
			}
			break
		}
	}
	return out
}

// know finds out what was known of companies besides their records.
func (d *deriving) know() error {
	d.out.Companies, d.out.Merges = map[string]record.Company{}, map[string]record.Merge{}
	of := map[string]record.Company{}
	for _, c := range d.identities {
		if of[c.ID] = c; c.Merged.Into != "" {
			d.out.Companies[c.ID], d.out.Merges[c.ID] = c, c.Merged
		}
	}
	registered := map[string][]record.WrittenName{}
	for _, s := range d.tells.names {
		known := func(n record.WrittenName) bool { return n.Name == s.Name }
		if s.Method == publish.InRegister && !slices.ContainsFunc(registered[s.Company], known) {
			registered[s.Company] = append(registered[s.Company], record.WrittenName{Name: s.Name})
		}
	}
	best := d.best()
	for _, c := range d.tells.companies {
		is := of[c.ID]
		known := c.Registered != record.NoDate || is.Status != "" || is.Parent != "" || registered[c.ID] != nil ||
			c.Name != cmp.Or(best[c.ID], c.OrgNumber) || is.Form != "" && is.Form != company.FormOf(c.Name).Legal
		if known {
			c.Form, c.Status, c.Parent, c.Names = is.Form, is.Status, is.Parent, registered[c.ID]
			d.out.Companies[c.ID] = c
		}
	}
	return nil
}

// best returns the spelling that each company would be called by if nothing more was known of it.
func (d *deriving) best() map[string]string {
	figures := map[string]bool{}
	for _, l := range d.from.Manifest().Lists {
		figures[l.ID] = l.Kind == record.Figure
	}
	all := map[[2]string]int64{} // records by company and spelling
	for _, s := range d.tells.names {
		if s.Method != publish.InRegister && !figures[s.List] {
			all[[2]string{s.Company, s.Name}] += s.Records
		}
	}
	order, best := collate.New(language.Swedish), map[string]publish.Spelled{}
	for at, n := range all {
		one := publish.Spelled{Name: at[1], Records: n, Formal: company.FormOf(at[1]).Legal != ""}
		if one.Before(best[at[0]], order) {
			best[at[0]] = one
		}
	}
	names := map[string]string{}
	for id, one := range best {
		names[id] = one.Name
	}
	return names
}

// disclose describes the lists, and makes room for the rows of each disclosure.
func (d *deriving) disclose() error {
	for _, l := range d.from.Manifest().Lists {
		d.out.Lists = append(d.out.Lists, d.list(&l))
	}
	for _, of := range d.from.Manifest().Disclosures {
		i := slices.IndexFunc(d.out.Lists, func(l list.List) bool { return l.ID == of.List })
		switch {
		case i < 0:
		case d.out.Lists[i].Kind == record.Listing:
			d.out.Listed = append(d.out.Listed, listings{})
		case d.out.Lists[i].Kind == record.Figure:
			d.out.Figured = append(d.out.Figured, figures{})
		case d.out.Lists[i].Kind == record.Aggregate:
			d.out.Aggregated = append(d.out.Aggregated, aggregates{})
		default:
			d.out.Matters = append(d.out.Matters, matters{})
		}
	}
	return nil
}

// list describes a list as its dataset.yaml did, without the codes that only its records have.
func (d *deriving) list(l *release.List) list.List {
	out := list.List{
		ID: l.ID, Title: l.Title, Description: l.Description, Authority: l.Authority, AuthorityName: l.AuthorityName, Country: l.Country,
		Currency: l.Currency, Kind: l.Kind, Unit: l.Unit, Licence: list.Licence(l.Licence), Surges: list.Surges(l.Surges),
		Codes: map[string][]list.Code{},
	}
	out.PublishedFor, _ = list.ParsePublishedFor(l.PublishedFor)
	for _, c := range l.Columns {
		out.Columns = append(out.Columns, list.Column{Name: c.Name, Publish: list.Publish(c.Publish), Why: c.Why})
	}
	for column, codes := range l.Codes {
		for _, c := range codes {
			added := c.Label == record.Text{SV: c.ID, EN: c.ID} || c.ID == record.Unmapped
			if !added || !d.codes[[3]string{l.ID, column, c.ID}] {
				out.Codes[column] = append(out.Codes[column], list.Code(c))
			}
		}
	}
	return out
}
