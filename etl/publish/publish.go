// Package publish writes a release of what is settled, and looks once more that nothing personal is in it.
package publish

import (
	"golang.org/x/sync/errgroup"

	"tvistdata/etl/settle"
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// Write writes every file of a release and returns the manifest that goes with them.
func Write(w *release.Writer, s *settle.Settled) (Result, error) {
	c := gather(s)
	var told told
	var group errgroup.Group
	group.Go(inOrder(w, []table{ // those of many rows
		columns(schema.DisputeRows, c.disputes), columns(schema.ComplaintRows, c.complaints),
		rows(schema.ListingRows, c.listingRows), rows(schema.RecordTieRows, c.tieRows), rows(schema.AggregateRows, c.aggregateRows),
	}))
	group.Go(inOrder(w, []table{columns(schema.CountRows, c.counts)}))
	group.Go(func() error {
		totals := c.totals()
		told = c.tell(totals)
		return inOrder(w, []table{
			rows(schema.FigureRows, c.figureRows),
			rows(schema.CompanyRows, func() []record.Company { return c.known }),
			rows(schema.NameRows, func() []record.Spelling { return told.names }),
			rows(schema.CoverageRows, func() []coverage.Row { return s.Covered }),
			rows(schema.NoteRows, c.noteRows),
			rows(schema.StatementRows, c.statementRows),
			rows(schema.SurgeReviewRows, c.reviewRows),
			rows(schema.TotalRows, func() []record.Total { return totals.rows }),
			rows(schema.BrandRows, c.brandRows),
			rows(schema.RevisionRows, c.revisionRows),
			rows(schema.IdentityRows, c.identityRows),
			rows(schema.MembershipRows, c.membershipRows),
			rows(schema.MatchRows, func() []record.Match { return told.matches }),
			rows(schema.DisagreementRows, func() []record.Disagreement { return c.disagreementRows(totals) }),
		})()
	})
	if err := group.Wait(); err != nil {
		return Result{}, err
	}
	return c.result(told)
}

// table writes a file of a release.
type table func(w *release.Writer) error

// columns makes a table of its columns.
func columns[T any](t schema.Rows[T], of func(row *T) map[any]release.Cells) table {
	return func(w *release.Writer) error { return release.AddColumns(w, t, of) }
}

// rows makes a table of its rows.
func rows[T any](t schema.Rows[T], of func() []T) table {
	return func(w *release.Writer) error { return release.AddRows(w, t, of()) }
}

// inOrder writes tables one after another, up to the first that fails.
func inOrder(w *release.Writer, tables []table) func() error {
	return func() error {
		for _, t := range tables {
			if err := t(w); err != nil {
				return err
			}
		}
		return nil
	}
}

// contents are what several tables need.
type contents struct {
	*settle.Settled
	*companies
	book       *coverage.Book
	listed     []listed
	figures    []figure
	aggregates []aggregate
	ties       []tie                          // of matters
	parts      []part                         // of the matters, by list
	matters    map[record.Kind]*matterColumns // of disputes and of complaints
}

// part is the records of one list of matters: those from one position to another in the columns of its kind.
type part struct {
	deliveries []*settle.Matters
	from, to   int
}

// gather finds the companies, and lines up the records.
func gather(s *settle.Settled) *contents {
	c := &contents{Settled: s, book: coverage.New(s.Covered), matters: map[record.Kind]*matterColumns{}}
	var published []ordered
	c.companies, published = findCompanies(s)
	for _, kind := range []record.Kind{record.Dispute, record.Complaint} {
		c.matters[kind] = c.lineUp(kind, published)
	}
	at := map[record.Kind]int{}
	for _, o := range published {
		kind := o.deliveries[0].List.Kind
		c.parts = append(c.parts, part{o.deliveries, at[kind], at[kind] + o.n})
		at[kind] += o.n
	}
	c.listed, c.figures, c.aggregates = c.list(), c.figured(), c.aggregated()
	return c
}

// records returns the columns that a part stands in.
func (c *contents) records(p part) *matterColumns { return c.matters[p.deliveries[0].List.Kind] }
