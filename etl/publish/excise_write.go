package publish

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// Write writes the release again without what is to go and gives the manifest that goes with it. accounted says where
// the rows of each of its disclosures went; it is nil when that was not kept. It fails with a *HeldError when something
// of what is to go is left.
func (e *Excision) Write(w *release.Writer, accounted []Accounted) (release.Manifest, []Accounted, error) {
	for _, t := range schema.Tables() {
		if err := copyTable(w, e.from, t, e.edit(t.Name)); err != nil {
			return release.Manifest{}, nil, err
		}
	}
	m := e.manifest()
	return m, e.account(accounted), e.search(w, m)
}

// About returns what is known of the manifest before anything is written.
func (e *Excision) About() release.Manifest { return *e.from.Manifest() }

// edit gives the function that edits the rows of a file and tells which stay.
func (e *Excision) edit(name string) func(row map[string]any) bool {
	stays := func(row map[string]any) bool {
		return !e.records[cellText(row, recordKey)] && !e.what.companies[cellText(row, "company_id")]
	}
	switch name {
	case schema.CountsMonthly:
		return func(row map[string]any) bool { return stays(row) && e.month(row) }
	case schema.Companies:
		return func(row map[string]any) bool { return stays(row) && e.company(row) && e.tell(row) }
	case schema.Names:
		return func(row map[string]any) bool { return stays(row) && e.name(row) }
	case schema.TotalsYearly:
		return e.total
	case schema.Brands:
		return func(row map[string]any) bool { return e.brands[cellText(row, "brand_id")] }
	case schema.Notes, schema.Statements, schema.SurgeReviews:
		return func(row map[string]any) bool { return !e.about(row) }
	case schema.Identities:
		return func(row map[string]any) bool {
			if e.what.companies[cellText(row, "parent_id")] {
				row["parent_id"] = nil
			}
			return stays(row) && !e.what.companies[cellText(row, "merged_into")] &&
				!e.gone.inAny(cellText(row, "name"), cellText(row, "merged_why"))
		}
	case schema.Matches:
		return func(row map[string]any) bool {
			n, _ := readSpelling(row)
			left, changed := e.spelled[n]
			return stays(row) && (!changed || left > 0) && !e.gone.inAny(cellText(row, "evidence"))
		}
	case schema.Memberships:
		return func(row map[string]any) bool { return stays(row) && !e.gone.inAny(cellText(row, "name")) }
	case schema.RecordTies:
		return func(row map[string]any) bool { return stays(row) && !e.what.companies[cellText(row, "resolved_from")] }
	case schema.Disagreements:
		return func(row map[string]any) bool { return stays(row) && e.agrees(row) }
	case schema.Revisions:
		return func(row map[string]any) bool {
			return stays(row) && !e.betray[pairOf(row)]
		}
	}
	return stays
}

// tell notes that the company of a row is written again.
func (e *Excision) tell(row map[string]any) bool {
	e.told[cellText(row, "company_id")] = true
	return true
}

// agrees tells whether a disagreement stays: one that is about what goes, or rests on counts of a list that a record goes
// of, is found again by the next build, if it is one still.
func (e *Excision) agrees(row map[string]any) (keep bool) {
	for id := range strings.FieldsSeq(cellText(row, "record_ids")) {
		if e.records[id] {
			return false
		}
	}
	if l := e.lists[cellText(row, "counted_list")]; l != nil && l.gone > 0 {
		return false
	}
	return !e.gone.inAny(cellText(row, "text_sv"), cellText(row, "text_en"), cellText(row, "period_label"))
}

// month edits a row of counts_monthly.parquet.
func (e *Excision) month(row map[string]any) (keep bool) {
	at := monthOf{cellText(row, "list"), cellText(row, "company_id"), cellText(row, "measure"), cellDay(row, "month")}
	if s := e.shares[share{at.list, at.company}]; s != nil && s.all == s.gone {
		return false
	}
	if e.trimmed(row) {
		l := e.lists[at.list]
		if _, _, ok := e.after.Extent(at.list, record.Measure(at.measure)); !ok || at.month < l.firstMonth || at.month >= l.end {
			return false
		}
	}
	if n := e.months[at]; n > 0 && row["value"] != nil {
		row["value"] = cellInt(row, "value") - n
	}
	return true
}

// company edits a row of companies.parquet: a company is in it that has a record or a figure, or of which is known that it
// has no record.
func (e *Excision) company(row map[string]any) (keep bool) {
	id := cellText(row, "company_id")
	var gone int64
	for list := range e.lists {
		if s := e.shares[share{list, id}]; s != nil {
			gone += s.gone
		}
	}
	had := cellInt(row, "records")
	left := had - gone
	row["records"] = left
	if name, ok := e.named[id]; ok {
		if row["name"] = name; name == "" {
			row["name"] = cellText(row, "org_number")
		}
	}
	askedForInVain := had == 0 && slices.ContainsFunc(e.covered, func(c coverage.Row) bool { return c.Company == id })
	return left > 0 || e.figures[id] || askedForInVain
}

// name edits a row of names.parquet.
func (e *Excision) name(row map[string]any) (keep bool) {
	n, was := readSpelling(row)
	now, changed := e.spelled[n]
	if !changed {
		now = was
	}
	row["records"] = now
	return !changed || now > 0
}

// account moves the records that go to the unnamed ones.
func (e *Excision) account(accounted []Accounted) []Accounted {
	out := slices.Clone(accounted)
	for i := range out {
		n := e.disclosures[disclosureOf{out[i].List, out[i].Disclosure}]
		out[i].Accounting.Published -= n
		out[i].Accounting.Unnamed += n
	}
	return out
}

// manifest gives the manifest of what is left.
func (e *Excision) manifest() release.Manifest {
	m := *e.from.Manifest()
	m.Lists = slices.Clone(m.Lists)
	for i := range m.Lists {
		l := &m.Lists[i]
		x := e.lists[l.ID]
		if x == nil || x.gone == 0 {
			continue
		}
		l.Records -= x.gone
		l.Counted = less(l.Counted, x.counted, true)
		l.Undated = less(l.Undated, x.undated, false)
		l.Matching = maps.Clone(l.Matching)
		for method, n := range x.matching {
			l.Matching[method] += n
		}
		maps.DeleteFunc(l.Matching, func(_ string, n int64) bool { return n <= 0 })
		l.Codes, l.Unmapped = x.codesLeft(l)
		l.Accounting = accountWithout(l.Accounting, x.gone)
	}
	m.Disclosures = slices.Clone(m.Disclosures)
	for i := range m.Disclosures {
		d := &m.Disclosures[i]
		d.Reference = e.gone.unless(d.Reference)
		d.AskedFor, d.SearchTerm = e.gone.unless(d.AskedFor), e.gone.unless(d.SearchTerm)
		d.IncompleteFor = record.Gaps{Of: d.IncompleteFor}.Without(func(id string) bool { return !e.told[id] }).Of
	}
	return m
}

// less takes some numbers from others; a zero stays only when it is told.
func less(of, gone map[record.Measure]int64, zeros bool) map[record.Measure]int64 {
	out := maps.Clone(of)
	for m, n := range gone {
		if _, ok := out[m]; ok {
			out[m] -= n
		}
	}
	if !zeros {
		maps.DeleteFunc(out, func(_ record.Measure, n int64) bool { return n == 0 })
	}
	return out
}

// codesLeft gives a list's codes without those that it had only for a record that goes, and how many texts are in no
// code list.
func (x *excised) codesLeft(l *release.List) (map[string][]release.Code, map[string]int64) {
	codes, unmapped := maps.Clone(l.Codes), maps.Clone(l.Unmapped)
	for at := range x.codes {
		column, code := at[0], at[1]
		if x.left[at] == 0 {
			codes[column] = slices.DeleteFunc(slices.Clone(codes[column]), func(c release.Code) bool {
				own := c.Label == record.Text{SV: code, EN: code} || code == record.Unmapped
				return c.ID == code && own
			})
		}
		if _, told := unmapped[column]; told && code == record.Unmapped {
			if unmapped[column] = x.left[at]; x.left[at] == 0 {
				delete(unmapped, column)
			}
		}
	}
	for column, left := range codes {
		if len(left) == 0 {
			delete(codes, column)
		}
	}
	return codes, unmapped
}

// accountWithout takes records of a list away. How many rows are withheld is told again by the next build: only the
// disclosures tell how many there are beside those that yearly totals show.
func accountWithout(a *release.ListAccounting, gone int64) *release.ListAccounting {
	if a == nil {
		return nil
	}
	out := *a
	out.Published -= gone
	out.Read, out.Withheld = nil, nil
	return &out
}

// search looks through everything that was written for what should have gone.
func (e *Excision) search(w *release.Writer, m release.Manifest) error {
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	var ids [][]byte
	for id := range e.what.companies {
		ids = append(ids, []byte(id))
	}
	for key := range e.what.records {
		ids = append(ids, []byte(record.KeyText(key)))
	}
	holds := func(text []byte) bool {
		return slices.ContainsFunc(ids, func(id []byte) bool { return holdsID(text, id) })
	}
	if holds(text) {
		return &HeldError{release.ManifestName, "any"}
	}
	return w.Search(func(file string, c release.Cell) error {
		if holds(c.Value) {
			return &HeldError{file, c.Column}
		}
		return nil
	})
}

// holdsID tells whether an id stands in a text, and not as a part of a longer one.
func holdsID(text, id []byte) bool {
	part := func(b []byte) bool {
		return len(b) > 0 && (b[0] == '-' || b[0] >= '0' && b[0] <= '9' || b[0] >= 'a' && b[0] <= 'z')
	}
	for from := 0; ; {
		i := bytes.Index(text[from:], id)
		if i < 0 {
			return false
		}
		i += from
		if !part(text[max(i-1, 0):i]) && !part(text[i+len(id):]) {
			return true
		}
		from = i + 1
	}
}
