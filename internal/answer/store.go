// Package answer turns questions of users into tables: counts with their status, companies, records, figures. It asks
// a Store and knows neither SQL nor HTTP.
package answer

import (
	"context"

	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// Releases pins one release for one request; done lets a replaced release close when its last reader leaves.
type Releases interface {
	// Acquire returns the release of that id, or the current one for "" and "latest". Calling done again does nothing. It fails
	// with record.ErrNotFound.
	Acquire(ctx context.Context, ref string) (s Store, done func(), err error)
}

// Store answers about one release with a few general questions; every endpoint is made of them.
type Store interface {
	ID() string
	Manifest() *release.Manifest
	Coverage() *coverage.Book
	schema.Store
	// Memo keeps what was worked out of the release; nil to keep nothing.
	Memo() *Memo
	// Count returns the non-empty groups, ordered by company, department, outcome and start.
	Count(ctx context.Context, q record.CountQuery) ([]record.Count, error)
	// Delays returns how long after receipt the matters of a list were closed, of the companies named or of all, by month.
	Delays(ctx context.Context, list string, companies []string) ([]record.Delay, error)
	// Records returns a page of a list's records in the order of its file.
	Records(ctx context.Context, q record.RowQuery) (record.Page, error)
	// Figures returns a page of published figures in the order of their file.
	Figures(ctx context.Context, q record.RowQuery) (record.Page, error)
	// Aggregates returns a page of aggregates in the order of their file.
	Aggregates(ctx context.Context, q record.RowQuery) (record.Page, error)
	// Companies returns a page of companies, best match first, then by name in Swedish order, and how many there are.
	Companies(ctx context.Context, q record.CompanyQuery) ([]record.Company, int64, error)
	// Merged returns the ids that are counted as another company's, by id.
	Merged() []record.Company
	// Branches returns the branches of a company, by id.
	Branches(id string) []record.Company
	// Candidates returns for each question the company that it means, or those that it may mean.
	Candidates(ctx context.Context, questions []record.Question) ([]record.Candidates, error)
}
