// Package query answers questions about one release with DuckDB. Queries are in sql/*.sql, each named after what it
// returns; values are bound to them, and none is put together from pieces.
package query

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"

	"github.com/duckdb/duckdb-go/v2"

	"tvistdata/internal/answer"
	"tvistdata/internal/company"
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

//go:embed sql/*.sql
var queries embed.FS

// connections is how many queries run at once, each on one core; more wait for their turn. On two cores four serve
// small questions fastest.
const connections = 4

// DB answers questions about one release. It implements answer.Store and may be used by many goroutines.
type DB struct {
	release  *release.Release
	kinds    map[string]record.Kind
	sql      *sql.DB
	prepared statements

	lists, departments, outcomes codes
	companies                    companies
	monthly                      monthly
	book                         *coverage.Book
	kept                         map[string]any // by file: the rows of the tables that are kept whole
	identities                   identities
	memo                         *answer.Memo
}

// companies holds every company in the order of its code.
type companies struct {
	codes
	all []record.Company // without their names and lists

	named     chan struct{}     // closed when what follows is there
	lists     map[string][]bool // by list: whether the position has records in it
	withNames []record.Company
	failure   error         // why names are missing
	indexed   chan struct{} // closed when what follows is there
	index     *company.Index
	register  *company.Register // the same companies, for the matcher
	byName    []int             // positions in Swedish order of names
	placed    []int             // where in byName a position is
}

// statements are the queries that requests run; the others run once, while a release is loaded.
type statements struct {
	countReceived, countDecided, countMonthly, delays, recordsPlaces, listingsPlaces, figuresPlaces, aggregatesPlaces *sql.Stmt

	rows map[string]*sql.Stmt // of pages, by file: DuckDB keeps a plan for the file that it was made for
}

// Open loads a release, whose files have been verified by release.Open, into memory. It reads what is counted over
// once; pages of records and figures are read from the release's files when asked for, and no other file can be read
// afterwards. The caller closes it.
func Open(ctx context.Context, rel *release.Release) (_ *DB, err error) {
	connector, err := duckdb.NewConnector("?autoinstall_known_extensions=false&autoload_known_extensions=false", nil)
	if err != nil {
		return nil, fmt.Errorf("start DuckDB: %w", err)
	}
	db := &DB{release: rel, sql: sql.OpenDB(connector), kinds: map[string]record.Kind{}}
	if db.memo, err = answer.NewMemo(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	db.sql.SetMaxOpenConns(connections)
	db.sql.SetMaxIdleConns(connections)
	defer func() {
		if err != nil {
			err = errors.Join(err, db.Close())
		}
	}()
	for _, l := range rel.Manifest().Lists {
		db.kinds[l.ID] = l.Kind
	}
	if err := db.load(ctx); err != nil {
		return nil, fmt.Errorf("load release %s: %w", rel.ID(), err)
	}
	if err := db.prepare(ctx); err != nil {
		return nil, fmt.Errorf("load release %s: %w", rel.ID(), err)
	}
	return db, nil
}

// Close frees the memory. No question may be under way.
func (db *DB) Close() error {
	if db.companies.indexed != nil {
		<-db.companies.indexed
	}
	if db.monthly.ready != nil {
		<-db.monthly.ready
	}
	return db.sql.Close()
}

// ID returns the release's id.
func (db *DB) ID() string { return db.release.ID() }

// Manifest returns the release's manifest, which must not be changed.
func (db *DB) Manifest() *release.Manifest { return db.release.Manifest() }

// Coverage returns what the release's disclosures can answer.
func (db *DB) Coverage() *coverage.Book { return db.book }

// Memo keeps what was worked out of the release.
func (db *DB) Memo() *answer.Memo { return db.memo }

// Kept returns the rows of a table that is kept whole, as schema.Rows reads them.
func (db *DB) Kept(file string) any { return db.kept[file] }

// query reads one of the embedded queries.
func query(name string) (string, error) {
	b, err := queries.ReadFile("sql/" + name + ".sql")
	if err != nil {
		return "", fmt.Errorf("read query %s: %w", name, err)
	}
	return string(b), nil
}

// prepare gets the queries that requests run ready.
func (db *DB) prepare(ctx context.Context) error {
	db.prepared.rows = map[string]*sql.Stmt{}
	for _, file := range []string{schema.Disputes, schema.Complaints, schema.Listings, schema.Figures, schema.Aggregates} {
		stmt, err := db.statement(ctx, "rows") //nolint:sqlclosecheck // lives as long as the DB, whose Close closes it
		if err != nil {
			return err
		}
		db.prepared.rows[file] = stmt
	}
	for name, at := range map[string]**sql.Stmt{
		"count_received": &db.prepared.countReceived, "count_decided": &db.prepared.countDecided, "count_monthly": &db.prepared.countMonthly,
		"delays": &db.prepared.delays, "records_places": &db.prepared.recordsPlaces, "figures_places": &db.prepared.figuresPlaces,
		"listings_places": &db.prepared.listingsPlaces, "aggregates_places": &db.prepared.aggregatesPlaces,
	} {
		var err error
		if *at, err = db.statement(ctx, name); err != nil { //nolint:sqlclosecheck // the same
			return err
		}
	}
	return nil
}

// statement prepares a query, which lives as long as the DB.
func (db *DB) statement(ctx context.Context, name string) (*sql.Stmt, error) {
	text, err := query(name)
	if err != nil {
		return nil, err
	}
	stmt, err := db.sql.PrepareContext(ctx, text)
	if err != nil {
		return nil, fmt.Errorf("prepare %s: %w", name, err)
	}
	return stmt, nil
}
