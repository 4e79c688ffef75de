package publish

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"tvistdata/etl/check"
	"tvistdata/etl/privacy"
	"tvistdata/etl/source"
	"tvistdata/internal/company"
	"tvistdata/internal/coverage"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// Input is all that a release is made of.
type Input struct {
	Publisher  release.Publisher
	RecordKey  string       // as release.Manifest has it
	Lists      []*list.List // sorted by id
	Register   *company.Register
	Names      []privacy.Name          // as Cleared.Name counts them
	Codes      [check.Fields][]string  // as Cleared.Codes counts them
	Deliveries []*Delivery             // sorted by list and date received
	Listings   []*ListingDelivery      // likewise
	Figures    []*FigureDelivery       // likewise
	Moved      *privacy.Moved          // what went by another id before
	Removed    Removed                 // what may not be published any more
	Tell       func(...source.Finding) // takes what rows break together, which settling finds; never called at once from two goroutines
}

// FigureDelivery is what came of one disclosure of published figures.
type FigureDelivery struct {
	List       *list.List
	Disclosure *source.Disclosure
	Files      []release.SourceFile
	Rows       []privacy.ClearedFigure
	Rejected   int64
	Findings   map[string]int64
	Doubts     []string

	duplicates, agedOut, withheld int64
}

// Result is what came of writing a release's files.
type Result struct {
	Manifest  release.Manifest
	Accounted []Accounted // of each disclosure, in the order of the manifest
	Doubts    []string    // why the release may be worse than it looks; a person should say that it is right
	Withheld  int64       // rows that would be published, had they not been removed
}

// Accounted is where the rows of one disclosure went. It is for the publisher only.
type Accounted struct {
	List       string             `json:"list"`
	Disclosure string             `json:"disclosure"`
	Accounting release.Accounting `json:"accounting"`
}

// Write writes every file of the release and gives the manifest that goes with them.
func Write(w *release.Writer, in Input) (Result, error) {
	b := builder{
		Input: in, writer: w, lists: map[string]*release.List{}, gathered: map[record.Kind]*table{}, shown: map[string]int64{},
		unnamed: map[string]release.Accounting{},
	}
	b.describe()
	entityOf := entities(in.Names)
	for deliveries := range byList(in.Deliveries) {
		settled := settle(deliveries, in.Names, entityOf)
		b.revised = append(b.revised, revisedIn{deliveries, settled.revised})
		b.findContradictions(deliveries, settled)
	}
	for deliveries := range byList(in.Listings) {
		b.Tell(settleListings(deliveries, entityOf)...)
	}
	b.withhold(entityOf)
	b.age()
	b.settleGaps()
	b.cover()
	b.findCompanies()
	b.gather(record.Dispute)
	b.gather(record.Complaint)
	var group errgroup.Group
	group.Go(inOrder(b.disputes, b.complaints, b.listings, b.recordTies))
	group.Go(b.counts)
	group.Go(inOrder(b.figures, b.companies, b.names, b.coverageRows, b.notes, b.statements, b.surgeReviews, b.totals, b.brands, b.revisions,
		b.summarise, b.identities, b.memberships, b.matches))
	if err := group.Wait(); err != nil {
		return Result{}, err
	}
	if err := b.disagreements(); err != nil {
		return Result{}, err
	}
	for _, d := range in.Deliveries {
		a, unnamed := d.account()
		b.unnamed[d.List.ID] = b.unnamed[d.List.ID].Plus(unnamed)
		if err := b.account(d.List.ID, d.Disclosure, d.Files, a, d.Findings); err != nil {
			return Result{}, err
		}
		told := &b.manifest.Disclosures[len(b.manifest.Disclosures)-1]
		told.Incomplete, told.IncompleteFor = d.Gaps.Anybody, b.untold(d.Gaps).Of
		b.Doubts = append(b.Doubts, d.Doubts...)
	}
	for _, d := range in.Listings {
		a, unnamed := d.account()
		b.unnamed[d.List.ID] = b.unnamed[d.List.ID].Plus(unnamed)
		if err := b.account(d.List.ID, d.Disclosure, d.Files, a, d.Findings); err != nil {
			return Result{}, err
		}
		b.Doubts = append(b.Doubts, d.Doubts...)
	}
	for _, d := range in.Figures {
		n := int64(len(d.Rows))
		a := release.Accounting{
			Read: n + d.Rejected + d.agedOut + d.withheld, Published: n - d.duplicates, Unnamed: d.withheld,
			Duplicate: d.duplicates, Rejected: d.Rejected, AgedOut: d.agedOut,
		}
		b.unnamed[d.List.ID] = b.unnamed[d.List.ID].Plus(release.Accounting{Unnamed: d.withheld})
		if err := b.account(d.List.ID, d.Disclosure, d.Files, a, d.Findings); err != nil {
			return Result{}, err
		}
		b.Doubts = append(b.Doubts, d.Doubts...)
	}
	b.sumUp()
	b.manifest.Lists = b.listsInOrder()
	b.Manifest = b.manifest
	return b.Result, nil
}

// entities gives each name a number that the names of one company share.
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

// inOrder makes one step of several, which ends at the first that fails.
func inOrder(steps ...func() error) func() error {
	return func() error {
		for _, step := range steps {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	}
}

// builder holds what the files have in common.
type builder struct {
	Input
	Result
	writer   *release.Writer
	manifest release.Manifest
	lists    map[string]*release.List
	since    map[string]record.Date // by list: the first day that is still public; NoDate when every day is
	book     *coverage.Book
	covered  []coverage.Row

	gathered    map[record.Kind]*table        // the published records, once their file is written
	yearly      []record.Total                // the rows of totals_yearly.parquet, once they are written
	published   []rows                        // one per list with deliveries, in the order of the lists
	revised     []revisedIn                   // likewise
	shown       map[string]int64              // by list: the matters against somebody unnamed that its yearly totals count
	unnamed     map[string]release.Accounting // by list: where the rows against unnamed parties went
	gone        mentions                      // the names of removed companies
	companyIDs  []string                      // sorted
	companyRank map[string]uint32
	nameRank    []uint32 // company rank of each name
	nameRecords []int64  // published records with each name
	known       []record.Company
	spellings   []uint32 // the names with records, by company, spelling, list and method
	records     []int64  // of each company
	ties        []tie    // of the records that are gathered
}

// byList gives the deliveries of each list, in order.
func byList[D delivery](deliveries []D) func(yield func([]D) bool) {
	return func(yield func([]D) bool) {
		for from := 0; from < len(deliveries); {
			to := from + 1
			for l, _ := deliveries[from].of(); to < len(deliveries); to++ {
				if other, _ := deliveries[to].of(); other != l {
					break
				}
			}
			if !yield(deliveries[from:to]) {
				return
			}
			from = to
		}
	}
}

// describe begins the manifest with the publisher and the lists at hand.
func (b *builder) describe() {
	b.manifest.Publisher, b.manifest.RecordKey = b.Publisher, b.RecordKey
	if q := b.Register.Quality(); q.Pairs > 0 {
		b.manifest.Matching = &q
	}
	for _, l := range b.Lists {
		out := release.List{
			ID: l.ID, Title: l.Title, Description: l.Description, Authority: l.Authority, AuthorityName: l.AuthorityName,
			Country: l.Country, Kind: l.Kind, Unit: l.Unit, Licence: release.Licence(l.Licence),
			Codes: map[string][]release.Code{}, Matching: map[string]int64{}, Undated: map[record.Measure]int64{},
		}
		for _, c := range l.Columns {
			out.Columns = append(out.Columns, release.Column{Name: c.Name, Publish: string(c.Publish), Why: c.Why})
		}
		for column, codes := range l.Codes {
			for _, c := range codes {
				out.Codes[column] = append(out.Codes[column], release.Code(c))
			}
		}
		b.lists[l.ID] = &out
	}
	for _, d := range b.Deliveries {
		b.markSynthetic(d.List.ID, d.Disclosure)
	}
	for _, d := range b.Listings {
		b.markSynthetic(d.List.ID, d.Disclosure)
	}
	for _, d := range b.Figures {
		b.markSynthetic(d.List.ID, d.Disclosure)
	}
}

// markSynthetic marks a list and the release that hold a synthetic disclosure.
func (b *builder) markSynthetic(list string, d *source.Disclosure) {
	b.lists[list].Synthetic = b.lists[list].Synthetic || d.Synthetic
	b.manifest.Synthetic = b.manifest.Synthetic || d.Synthetic
}

// About returns what is known of the manifest before anything is written: the publisher, and the ids and licences of the
// lists that are disclosed.
func (in *Input) About() release.Manifest {
	m := release.Manifest{Publisher: in.Publisher}
	for _, l := range in.Lists {
		if in.disclosed(l.ID) {
			m.Lists = append(m.Lists, release.List{ID: l.ID, Licence: release.Licence(l.Licence)})
		}
	}
	return m
}

// disclosed tells whether there is a disclosure of a list.
func (in *Input) disclosed(list string) bool {
	return slices.ContainsFunc(in.Deliveries, func(d *Delivery) bool { return d.List.ID == list }) ||
		slices.ContainsFunc(in.Listings, func(d *ListingDelivery) bool { return d.List.ID == list }) ||
		slices.ContainsFunc(in.Figures, func(d *FigureDelivery) bool { return d.List.ID == list })
}

// listsInOrder gives the lists that are disclosed, by id, when all is known of them.
func (b *builder) listsInOrder() []release.List {
	var out []release.List
	for _, l := range b.Lists {
		if b.disclosed(l.ID) {
			out = append(out, *b.lists[l.ID])
		}
	}
	return out
}

// account enters a disclosure in the manifest; rows that went nowhere are an error in the program.
func (b *builder) account(
	list string, d *source.Disclosure, files []release.SourceFile, a release.Accounting, findings map[string]int64,
) error {
	if a.Read != a.Published+a.Unnamed+a.Duplicate+a.Superseded+a.Rejected+a.AgedOut {
		return fmt.Errorf("disclosure %s: rows are not accounted for: %+v", d.ID, a)
	}
	b.manifest.Disclosures = append(b.manifest.Disclosures, release.Disclosure{
		ID: d.ID, List: list, Reference: b.gone.unless(d.Reference), AskedFor: b.gone.unless(d.AskedFor), SearchTerm: b.gone.unless(d.Search),
		Received: d.Received, Extracted: d.Extracted, Synthetic: d.Synthetic, Files: files, Findings: findings,
	})
	b.Accounted = append(b.Accounted, Accounted{list, d.ID, a})
	return nil
}

// doubtful tells whether so many of some things went wrong that what is left can't stand for the whole: five at least,
// and more than a twentieth.
func doubtful(wrong, all int64) bool { return wrong >= 5 && 20*wrong > all }

// sumUp tells for each list where the rows of its disclosures went, but not where few unnamed ones would show: every row
// against an unnamed party is withheld, be it a duplicate or superseded.
func (b *builder) sumUp() {
	for list, s := range accountsByList(b.Accounted) {
		u := b.unnamed[list]
		out := release.ListAccounting{
			Published: s.Published, Duplicate: s.Duplicate - u.Duplicate, Superseded: s.Superseded - u.Superseded, AgedOut: s.AgedOut,
		}
		if told(u, b.shown[list]) {
			out.Read, out.Withheld = new(s.Read), new(u.Unnamed+u.Duplicate+u.Superseded+s.Rejected)
		}
		b.lists[list].Accounting = &out
	}
}

// told tells whether the number of a list's unnamed rows can be told: those that count, with their duplicates and without,
// are none or five at least, and so are they beside the matters that the yearly totals show.
func told(unnamed release.Accounting, shown int64) bool {
	few := func(n int64) bool { return n > 0 && n < fewest }
	all := unnamed.Unnamed + unnamed.Duplicate + unnamed.Superseded
	return !few(unnamed.Unnamed) && !few(unnamed.Unnamed-shown) && !few(all-shown)
}

// accountsByList adds up where the rows of each list's disclosures went.
func accountsByList(accounted []Accounted) map[string]release.Accounting {
	sums := map[string]release.Accounting{}
	for _, a := range accounted {
		sums[a.List] = sums[a.List].Plus(a.Accounting)
	}
	return sums
}

// cover makes the book of what the disclosures cover; one that is replaced covers nothing, and none covers what is no
// longer public.
func (b *builder) cover() {
	for deliveries := range byList(b.Deliveries) {
		withdrawn := replaced(deliveries)
		for i, d := range deliveries {
			if withdrawn[i] {
				continue
			}
			for _, c := range d.Disclosure.Covers {
				if c.From = max(c.From, b.since[d.List.ID]); c.To < c.From {
					continue
				}
				b.covered = append(b.covered, coverRows(d, c)...)
			}
		}
	}
	b.covered = b.Removed.uncovered(b.covered)
	slices.SortFunc(b.covered, func(x, y coverage.Row) int {
		return cmp.Or(cmp.Compare(x.List, y.List), cmp.Compare(x.Measure, y.Measure), cmp.Compare(x.Company, y.Company),
			cmp.Compare(x.Department, y.Department), cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To), cmp.Compare(x.Disclosure, y.Disclosure))
	})
	b.book = coverage.New(b.covered)
}

// coverRows gives a row for each measure, company and department of one span.
func coverRows(d *Delivery, c source.Cover) []coverage.Row {
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

// bandNames gives the names of amount bands, 0-999, 1000-4999, 5000-, with nothing for a missing amount.
func bandNames(bands []int64) []string {
	names := make([]string, 1, len(bands)+1)
	for i, lower := range bands {
		name := strconv.FormatInt(lower, 10) + "-"
		if i+1 < len(bands) {
			name += strconv.FormatInt(bands[i+1]-1, 10)
		}
		names = append(names, name)
	}
	return names
}
