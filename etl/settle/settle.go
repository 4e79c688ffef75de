// Package settle decides which row of which disclosure counts, and what of it may be published: it settles repeated and
// contradicting rows, takes out what was removed and what its list publishes no longer, and knows the days on which rows are
// missing. It writes nothing.
package settle

import (
	"cmp"
	"slices"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/coverage"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// Input is what has passed the exit.
type Input struct {
	Publisher  release.Publisher
	RecordKey  string       // as release.Manifest has it
	Lists      []*list.List // sorted by id
	Register   *company.Register
	Names      []privacy.Name          // as Cleared.Name counts them
	Moved      map[[10]byte][10]byte   // the keys of records that had others before, by these
	Codes      [check.Fields][]string  // as Cleared.Codes counts them
	Matters    []*Matters              // sorted by list and date received
	Listings   []*Listings             // likewise
	Figures    []*Figures              // likewise
	Aggregates []*Aggregates           // likewise
	Tell       func(...source.Finding) // takes what rows break together; never called at once from two goroutines
}

// Disclosed is what came of one disclosure, of whatever kind its records are.
type Disclosed struct {
	List       *list.List
	Disclosure *source.Disclosure
	Files      []release.SourceFile
	Sheets     source.Sheets // of the rows, as they were read
	Rejected   int64
	Findings   map[string]int64 // by rule
	Doubts     []string         // why it may not be what it should be
}

// About returns what every disclosure has.
func (d *Disclosed) About() *Disclosed { return d }

// Place returns the place that a row was read from: the i-th, on a line of one of the files.
func (d *Disclosed) Place(i int, file uint8, line uint32) source.Origin {
	return source.Origin{Disclosure: d.Disclosure.ID, File: d.Disclosure.Files[file].Shown, Sheet: d.Sheets.Of(i), Line: int(line)}
}

// Delivery is a disclosure with its rows.
type Delivery interface{ About() *Disclosed }

// Companies is what is known of companies besides their rows.
type Companies interface {
	Company(id string) (record.Company, bool)
	Merge(id string) (record.Merge, bool)
}

// Settled is everything that a release is made of.
type Settled struct {
	Publisher  release.Publisher
	RecordKey  string
	Quality    record.MatchQuality
	Lists      []*list.List           // those that a disclosure is of, by id
	Since      map[string]record.Date // by list: the first day that is still public; NoDate when every day is
	Bands      map[string][]string    // by list: the names of the bands of amounts, "" first
	Names      []privacy.Name
	Moved      map[[10]byte][10]byte // as Input has it
	Codes      [check.Fields][]string
	Matters    []*Matters
	Listings   []*Listings
	Figures    []*Figures
	Aggregates []*Aggregates
	Revised    []Revised
	Covered    []coverage.Row // in the order of coverage.parquet

	Companies  Companies
	Merged     []string // ids whose records are another's, in order
	Brands     []record.Brand
	Members    []record.Membership
	Notes      []record.Note // those on the lists, and so below
	Statements []record.Statement
	Reviews    []record.SurgeReview

	Earlier *Earlier // nil but for a release beside which nothing was kept
}

// Settle decides the fate of every row.
func Settle(in Input) *Settled {
	s := &Settled{
		Publisher: in.Publisher, RecordKey: in.RecordKey, Quality: in.Register.Quality(), Names: in.Names, Moved: in.Moved,
		Codes:   in.Codes,
		Matters: in.Matters, Listings: in.Listings, Figures: in.Figures, Aggregates: in.Aggregates,
	}
	entityOf := entities(in.Names)
	s.Lists = slices.DeleteFunc(slices.Clone(in.Lists), func(l *list.List) bool { return !in.Disclosed(l.ID) })
	s.refer(in.Register)
	s.Bands = map[string][]string{}
	for _, l := range s.Lists {
		if amount, ok := l.ColumnNamed("amount"); ok {
			s.Bands[l.ID] = amount.BandNames()
		}
	}
	for deliveries := range ByList(s.Matters) {
		settled := settle(deliveries, s.Names, s.Codes, entityOf)
		s.Revised = append(s.Revised, settled.revised...)
		s.contradict(deliveries, settled.clashes)
		settled.find(deliveries, in.Tell)
	}
	for deliveries := range ByList(s.Listings) {
		in.Tell(settleListings(deliveries, entityOf)...)
	}
	for deliveries := range ByList(s.Aggregates) {
		in.Tell(settleAggregates(deliveries, entityOf)...)
	}
	s.settleGaps()
	s.since()
	s.cover()
	return s
}

// refer takes what is kept by hand of the lists at hand.
func (s *Settled) refer(r *company.Register) {
	other := func(id string) bool {
		return !slices.ContainsFunc(s.Lists, func(l *list.List) bool { return l.ID == id })
	}
	s.Companies, s.Merged, s.Brands, s.Members = r, r.Merged(), r.Brands(), r.Members()
	s.Notes = slices.DeleteFunc(r.Notes(), func(n record.Note) bool { return other(n.List) })
	s.Statements = slices.DeleteFunc(r.Statements(), func(st record.Statement) bool { return other(st.List) })
	s.Reviews = slices.DeleteFunc(r.SurgeReviews(), func(sr record.SurgeReview) bool { return other(sr.List) })
}

// About returns what is known of the manifest before anything is written: the publisher, and the ids and licences of the
// lists that are disclosed.
func (in *Input) About() release.Manifest {
	m := release.Manifest{Publisher: in.Publisher}
	for _, l := range in.Lists {
		if in.Disclosed(l.ID) {
			m.Lists = append(m.Lists, release.List{ID: l.ID, Licence: release.Licence(l.Licence)})
		}
	}
	return m
}

// About returns what is known of the manifest before anything is written, as Input.About does.
func (s *Settled) About() release.Manifest {
	in := Input{
		Publisher: s.Publisher, Lists: s.Lists, Matters: s.Matters, Listings: s.Listings, Figures: s.Figures, Aggregates: s.Aggregates,
	}
	return in.About()
}

// Disclosed reports whether there is a disclosure of a list.
func (in *Input) Disclosed(id string) bool {
	return disclosed(in.Matters, id) || disclosed(in.Listings, id) || disclosed(in.Figures, id) || disclosed(in.Aggregates, id)
}

func disclosed[D Delivery](deliveries []D, id string) bool {
	return slices.ContainsFunc(deliveries, func(d D) bool { return d.About().List.ID == id })
}

// Each yields every disclosure: those of matters, of listings, of figures, and of aggregates.
func (s *Settled) Each(yield func(d *Disclosed) bool) {
	for _, d := range s.Matters {
		if !yield(&d.Disclosed) {
			return
		}
	}
	for _, d := range s.Listings {
		if !yield(&d.Disclosed) {
			return
		}
	}
	for _, d := range s.Figures {
		if !yield(&d.Disclosed) {
			return
		}
	}
	for _, d := range s.Aggregates {
		if !yield(&d.Disclosed) {
			return
		}
	}
}

// ByList yields the deliveries of each list, in order.
func ByList[D Delivery](deliveries []D) func(yield func([]D) bool) {
	return func(yield func([]D) bool) {
		for from := 0; from < len(deliveries); {
			to := from + 1
			for to < len(deliveries) && deliveries[to].About().List == deliveries[from].About().List {
				to++
			}
			if !yield(deliveries[from:to]) {
				return
			}
			from = to
		}
	}
}

// entities returns each name a number that the names of one company share.
func entities(names []privacy.Name) []uint32 {
	out := make([]uint32, len(names))
	numbers := make(map[string]uint32, len(names))
	for i, n := range names {
		number, ok := numbers[n.Company]
		if !ok {
			number = uint32(len(numbers))
			numbers[n.Company] = number
		}
		out[i] = number
	}
	return out
}

// replaced reports of each of one list's deliveries whether another says that it replaces it.
func replaced[D Delivery](deliveries []D) []bool {
	out := make([]bool, len(deliveries))
	for i, d := range deliveries {
		id := d.About().Disclosure.ID
		out[i] = slices.ContainsFunc(deliveries, func(other D) bool {
			return slices.Contains(other.About().Disclosure.Replaces, id)
		})
	}
	return out
}

// cover lists what the disclosures cover; one that is replaced covers nothing, and none covers what is no longer public.
func (s *Settled) cover() {
	for deliveries := range ByList(s.Matters) {
		withdrawn := replaced(deliveries)
		for i, d := range deliveries {
			if withdrawn[i] {
				continue
			}
			for _, c := range d.Disclosure.Covers {
				if c.From = max(c.From, s.Since[d.List.ID]); c.To < c.From {
					continue
				}
				s.Covered = append(s.Covered, coverRows(d, c)...)
			}
		}
	}
	slices.SortFunc(s.Covered, func(x, y coverage.Row) int {
		return cmp.Or(cmp.Compare(x.List, y.List), cmp.Compare(x.Measure, y.Measure), cmp.Compare(x.Company, y.Company),
			cmp.Compare(x.Department, y.Department), cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To), cmp.Compare(x.Disclosure, y.Disclosure))
	})
}

// coverRows returns a row for each measure, company and department of one span.
func coverRows(d *Matters, c source.Cover) []coverage.Row {
	companies, departments := c.Companies, c.Departments
	if len(companies) == 0 {
		companies = []string{""}
	}
	if len(departments) == 0 {
		departments = []string{""}
	}
	var out []coverage.Row
	for _, m := range c.Measures {
		for _, company := range companies {
			for _, department := range departments {
				out = append(out, coverage.Row{
					List: d.List.ID, Measure: m, Company: company, Department: department,
					From: c.From, To: c.To, Disclosure: d.Disclosure.ID, Gaps: &d.Gaps,
				})
			}
		}
	}
	return out
}
