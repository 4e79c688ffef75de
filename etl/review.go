package etl

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"tvistdata/etl/intake"
	"tvistdata/etl/privacy"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/person"
	"tvistdata/internal/record"
	"tvistdata/internal/until"
)

// Doubt is a name that is tied to no company, so that a person has to say whom it means.
type Doubt struct {
	List       string
	Name       string // the spelling with most rows; "" when it may be a person's
	Number     string // the Swedish organisation number beside it, when that is another company's than the name
	Rows       int64  // of the disclosures, those that a later one has again among them
	First      source.Origin
	Why        company.Reason
	Candidates []record.Candidate // whom it may mean; none for a name that may be a person's
}

// Review reads the disclosures and returns the names that are tied to no company, those with most rows first. Config needs what
// readers and keys need only.
func Review(ctx context.Context, c Config) ([]Doubt, error) {
	return until.Done(ctx, func() ([]Doubt, error) { return review(ctx, c) })
}

func review(ctx context.Context, c Config) ([]Doubt, error) {
	if err := blocked(unread(c)); err != nil {
		return nil, err
	}
	c.Disclosures, c.Register = shown(c), c.Register.Reading(list.Registers(c.Lists))
	tally := respondents{}
	lists := map[string]*list.List{}
	var failed []error
	for i := range c.Disclosures {
		d := &c.Disclosures[i]
		l, err := admit(c, d)
		if err == nil && (l.Kind == record.Dispute || l.Kind == record.Complaint || l.Kind == record.Listing) {
			lists[l.ID] = l
			err = tally.disclosure(ctx, l, d)
		}
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		failed = append(failed, err)
	}
	if err := errors.Join(failed...); err != nil {
		return nil, err
	}
	doubts := tally.doubts(c.Register, lists)
	propose(doubts, c.Register, tally.seen(c.Register))
	return doubts, nil
}

// respondents counts the rows of each respondent as the lists write it.
type respondents map[respondent]*rowsOf

type respondent struct{ list, number, name string }

type rowsOf struct {
	n     int64
	first source.Origin
}

func (t respondents) disclosure(ctx context.Context, l *list.List, d *source.Disclosure) error {
	return intake.Tables(l, d, func(table *intake.Table) error {
		if err := blocked(table.Found); err != nil {
			return err
		}
		at, number, name := table.At, table.Door.Index("org_number"), table.Door.Index("respondent")
		return table.Batches(ctx, func(batch source.Batch) error {
			table.Door.Pass(batch.Rows)
			for _, row := range batch.Rows {
				if row.Covered.Any() || row.Person {
					continue
				}
				key := respondent{l.ID, row.Cell(number), row.Cell(name)}
				of := t[key]
				if of == nil {
					at.Sheet, at.Line = batch.Sheet, row.Line
					of = &rowsOf{first: at}
					t[respondent{l.ID, strings.Clone(key.number), strings.Clone(key.name)}] = of // the cells are parts of the batch
				}
				of.n++
			}
			return nil
		})
	})
}

// doubts collects those that are tied to no company, separated as decisions do.
func (t respondents) doubts(r *company.Register, lists map[string]*list.List) []Doubt {
	found := map[respondent]*Doubt{}
	most := map[respondent]int64{} // rows of the spelling that is shown
	for key, rows := range t {
		m, open, shown := privacy.Review(lists[key.list], r, key.number, key.name)
		if !open {
			continue
		}
		decided := respondent{list: key.list, name: company.FoldName(key.name)}
		if m.Why == company.Contradiction {
			n, _ := company.ParseNumber(key.number)
			decided.number = n.Hyphened()
		}
		d := found[decided]
		if d == nil {
			d = &Doubt{List: key.list, Number: decided.number, First: rows.first, Why: m.Why}
			found[decided] = d
		}
		d.Rows += rows.n
		if before(rows.first, d.First) {
			d.First = rows.first
		}
		if shown && (d.Name == "" || rows.n > most[decided] || rows.n == most[decided] && key.name < d.Name) {
			d.Name, most[decided] = key.name, rows.n
		}
	}
	out := make([]Doubt, 0, len(found))
	for _, d := range found {
		out = append(out, *d)
	}
	slices.SortFunc(out, func(a, b Doubt) int {
		return cmp.Or(cmp.Compare(b.Rows, a.Rows), strings.Compare(a.List, b.List), strings.Compare(a.Name, b.Name),
			strings.Compare(a.Number, b.Number), compareOrigins(a.First, b.First))
	})
	return out
}

func before(a, b source.Origin) bool { return compareOrigins(a, b) < 0 }

func compareOrigins(a, b source.Origin) int {
	return cmp.Or(strings.Compare(a.Disclosure, b.Disclosure), strings.Compare(a.File, b.File), strings.Compare(a.Sheet, b.Sheet),
		cmp.Compare(a.Line, b.Line))
}

// seen makes a register of the companies whose number is in a list beside a name with a legal form: it may be no other
// register's, and whoever writes the name without the number means it, perhaps.
func (t respondents) seen(r *company.Register) *company.Register {
	names := map[string][]record.WrittenName{}
	for key := range t {
		if m := r.Match(key.list, key.number, key.name); m.Method == company.ByNumber && m.Show != company.Hidden &&
			company.FormOf(key.name).Legal != "" {
			if _, known := r.Company(m.ID); !known && person.Scan(key.name) == person.Nothing && !person.MayHoldNumber(key.name) {
				names[m.ID] = append(names[m.ID], record.WrittenName{Name: key.name})
			}
		}
	}
	var all []record.Company
	for id, written := range names {
		slices.SortFunc(written, func(a, b record.WrittenName) int { return strings.Compare(a.Name, b.Name) })
		c := company.OfID(id)
		c.Name, c.Names = written[0].Name, written[1:]
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b record.Company) int { return strings.Compare(a.ID, b.ID) })
	return company.NewRegister(all, nil)
}

// propose gives each name that is shown the companies of the registers that it may mean, those of the first before those of
// the others.
func propose(doubts []Doubt, registers ...*company.Register) {
	for _, r := range registers {
		if r.Len() == 0 {
			continue
		}
		index := company.NewIndexOf(r)
		for i := range doubts {
			d := &doubts[i]
			if d.Name == "" {
				continue
			}
			for _, c := range r.Candidates(d.List, record.Question{Number: d.Number, Name: d.Name}, index).Candidates {
				if !slices.ContainsFunc(d.Candidates, func(o record.Candidate) bool { return o.ID == c.ID }) {
					d.Candidates = append(d.Candidates, c)
				}
			}
		}
	}
}
