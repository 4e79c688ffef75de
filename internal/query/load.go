package query

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"tvistdata/internal/answer"
	"tvistdata/internal/company"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// bit returns the bit that a measure has in the fact table.
func bit(m record.Measure) int32 {
	return 1 << slices.Index(record.Measures(record.Dispute), m)
}

// load fills the tables and the dictionaries, and shuts the door on every other file. The names of companies are still
// being read, and months added up, when it returns.
func (db *DB) load(ctx context.Context) error {
	both, loading := errgroup.WithContext(ctx)
	both.Go(func() error { return db.loadFacts(loading) })
	both.Go(func() error { return db.loadCompanies(loading) })
	if err := both.Wait(); err != nil {
		return err
	}
	if err := db.loadIdentities(ctx); err != nil {
		return err
	}
	if err := db.keep(ctx); err != nil {
		return err
	}
	db.book = answer.Book(db, db.Manifest())
	files := []string{
		db.path(schema.Disputes), db.path(schema.Complaints), db.path(schema.Figures), db.path(schema.Names),
	}
	if path := db.path(schema.Matches); path != "" {
		files = append(files, path)
	}
	for _, newer := range []string{schema.Listings, schema.Aggregates} {
		if path := db.path(newer); path != "" {
			files = append(files, path)
		}
	}
	if err := db.run(ctx, "load_allow", files); err != nil {
		return err
	}
	if err := db.run(ctx, "load_done"); err != nil {
		return err
	}
	db.companies.named, db.companies.indexed = make(chan struct{}), make(chan struct{})
	db.monthly.ready = make(chan struct{})
	go db.finish(context.WithoutCancel(ctx))
	go db.sumMonths(context.WithoutCancel(ctx))
	return nil
}

func (db *DB) path(name string) string { return db.release.Path(name) }

// run runs an embedded query that returns nothing.
func (db *DB) run(ctx context.Context, name string, args ...any) error {
	text, err := query(name)
	if err != nil {
		return err
	}
	if _, err := db.sql.ExecContext(ctx, text, args...); err != nil {
		return fmt.Errorf("run %s: %w", name, err)
	}
	return nil
}

// each runs an embedded query and reads its rows, whose columns scan takes.
func (db *DB) each(ctx context.Context, name string, read func(scan func(...any) error) error, args ...any) error {
	text, err := query(name)
	if err != nil {
		return err
	}
	rows, err := db.sql.QueryContext(ctx, text, args...)
	if err != nil {
		return fmt.Errorf("run %s: %w", name, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := read(rows.Scan); err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

// read reads a file of the catalogue in its order, and shows each row to take. A file that came later than the release has
// no rows, and a column that did is null.
func read[T any](ctx context.Context, db *DB, t schema.Rows[T], take func(row *T) error) (err error) {
	path := db.path(t.Name)
	if path == "" {
		return nil
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("read %s: %w", t.Name, err)
		}
	}()
	text, err := query("file")
	if err != nil {
		return err
	}
	rows, err := db.sql.QueryContext(ctx, text, sql.Named("path", path))
	if err != nil {
		return err
	}
	defer rows.Close()
	return scan(rows, t.Table, func(cells []any) error {
		var row T
		for i, cell := range cells {
			if err := t.Set(&row, i, cell); err != nil {
				return err
			}
		}
		return take(&row)
	})
}

// loadFacts fills the dictionaries and the table that is counted over.
func (db *DB) loadFacts(ctx context.Context) error {
	lists := []string{""} // no list has this id; DuckDB 1.5 keeps a plan made for an empty list of values too long
	for id, kind := range db.kinds {
		if len(record.Measures(kind)) > 0 {
			lists = append(lists, id)
		}
	}
	slices.Sort(lists)
	db.lists = newCodes(lists)
	disputes := sql.Named("disputes", db.path(schema.Disputes))
	complaints := sql.Named("complaints", db.path(schema.Complaints))
	departments, err := db.texts(ctx, "dictionary_departments", disputes, complaints)
	if err != nil {
		return err
	}
	outcomes, err := db.texts(ctx, "dictionary_outcomes", disputes)
	if err != nil {
		return err
	}
	db.departments, db.outcomes = newCodes(departments), newCodes(outcomes)
	codes := []any{sql.Named("lists", lists), sql.Named("departments", departments), sql.Named("received", bit(record.Received))}
	if err := db.run(ctx, "load_schema"); err != nil {
		return err
	}
	if err := db.run(ctx, "load_types", sql.Named("companies", db.path(schema.Companies))); err != nil {
		return err
	}
	for _, l := range db.release.Manifest().Lists {
		if l.Kind != record.Dispute {
			continue
		}
		if err := db.loadDisputes(ctx, &l, outcomes, append(slices.Clone(codes), disputes)); err != nil {
			return err
		}
	}
	if err := db.run(ctx, "load_complaints", append(codes, complaints)...); err != nil {
		return err
	}
	if path := db.path(schema.Listings); path != "" { // a release of schema version 1.0 has none
		if err := db.run(ctx, "load_listings", sql.Named("listings", path)); err != nil {
			return err
		}
	}
	if path := db.path(schema.Aggregates); path != "" { // one before 1.4 has none
		return db.run(ctx, "load_aggregates", sql.Named("aggregates", path))
	}
	return nil
}

// loadDisputes loads the disputes of one list, whose codes count as it says.
func (db *DB) loadDisputes(ctx context.Context, l *release.List, outcomes []string, args []any) error {
	follows := []string{""} // "" is for what is no code of the list
	for _, c := range l.Codes["followed"] {
		follows = append(follows, c.ID)
	}
	byOutcome, byFollow := make([]int32, len(outcomes)), make([]int32, len(follows))
	for _, m := range record.Measures(record.Dispute) {
		if m == record.Received {
			continue
		}
		for i, o := range outcomes {
			if m.Counts(l.CountsAs("outcome", o), m) {
				byOutcome[i] |= bit(m)
			}
		}
		for i, f := range follows {
			if m.Counts(record.Won, l.CountsAs("followed", f)) {
				byFollow[i] |= bit(m)
			}
		}
	}
	return db.run(ctx, "load_disputes", append(args, sql.Named("list", l.ID), sql.Named("outcomes", outcomes), sql.Named("follows", follows),
		sql.Named("by_outcome", byOutcome), sql.Named("by_follow", byFollow))...)
}

// texts runs a query of one column.
func (db *DB) texts(ctx context.Context, name string, args ...any) (out []string, err error) {
	err = db.each(ctx, name, func(scan func(...any) error) error {
		var text string
		err := scan(&text)
		out = append(out, text)
		return err
	}, args...)
	return out, err
}

func (db *DB) loadCompanies(ctx context.Context) error {
	var ids []string
	err := read(ctx, db, schema.CompanyRows, func(c *record.Company) error {
		ids = append(ids, c.ID)
		db.companies.all = append(db.companies.all, *c)
		return nil
	})
	db.companies.codes = newCodes(ids)
	return err
}

// loadNames gives the companies their names.
func (db *DB) loadNames(ctx context.Context, all []record.Company) error {
	matches, err := db.loadMatches(ctx)
	if err != nil {
		return err
	}
	return read(ctx, db, schema.NameRows, func(s *record.Spelling) error {
		at, ok := db.companies.of[s.Company]
		if !ok {
			return fmt.Errorf("company %s, which %s lacks", s.Company, schema.Companies)
		}
		m := matches[matched{s.List, s.Company, s.Name, s.Method}]
		all[at].Names = append(all[at].Names, record.WrittenName{
			List: s.List, Name: s.Name, Method: s.Method, Records: s.Records, Evidence: m.Evidence, Disputed: m.Disputed,
		})
		return nil
	})
}

// loadLists gives the companies the lists that they have records or figures in.
func (db *DB) loadLists(ctx context.Context, all []record.Company) error {
	db.companies.lists = map[string][]bool{}
	return db.each(ctx, "company_lists", func(scan func(...any) error) error {
		var at int64
		var l record.ListRecords
		if err := scan(&l.List, &at, &l.Records); err != nil {
			return err
		}
		c := &all[at]
		c.Lists = append(c.Lists, l)
		in := db.companies.lists[l.List]
		if in == nil {
			in = make([]bool, len(all))
			db.companies.lists[l.List] = in
		}
		in[at] = true
		return nil
	}, sql.Named("figures", db.path(schema.Figures)), sql.Named("lists", db.lists.ids))
}

// finish reads the lists and names of companies and makes their index. Of opening a release they would take the most time,
// and only a question for companies waits for them.
func (db *DB) finish(ctx context.Context) {
	c := &db.companies
	defer close(c.indexed)
	all := slices.Clone(db.companies.all)
	err := db.loadLists(ctx, all)
	if err == nil {
		err = db.loadNames(ctx, all)
	}
	if err != nil {
		c.failure = fmt.Errorf("load release %s: %w", db.release.ID(), err)
	}
	c.withNames = all
	close(c.named)
	c.index = company.NewIndex(all)
	c.register = company.NewRegister(all, db.identities.merged)
	c.byName, _ = c.index.Search("", len(all), 0)
	c.placed = make([]int, len(all))
	for place, at := range c.byName {
		c.placed[at] = place
	}
}

// keep reads the tables that are kept whole.
func (db *DB) keep(ctx context.Context) error {
	db.kept = map[string]any{}
	for _, t := range schema.Kept() {
		name := t.About().Name
		rows := func(func(map[string]any, error) bool) {} // none, for a release that is older than the file
		if path := db.path(name); path != "" {
			rows = release.Rows(path)
		}
		var err error
		if db.kept[name], err = t.Read(rows); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

func dateOf(t sql.NullTime) record.Date {
	if !t.Valid {
		return record.NoDate
	}
	return record.NewDate(t.Time.Date())
}
