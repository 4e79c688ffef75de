package query

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// The first and the last day that a date can name: they mean open ends.
var (
	firstDay = record.NewDate(1, 1, 1)
	lastDay  = record.NewDate(9999, 12, 31)
)

// Records returns a page of a list's disputes, complaints or listings in the order of its file, with the columns of the
// file.
func (db *DB) Records(ctx context.Context, q record.RowQuery) (record.Page, error) {
	file := schema.Disputes
	switch db.kinds[q.List] {
	case record.Listing:
		return db.listings(ctx, q)
	case record.Complaint:
		file = schema.Complaints
	case record.Dispute, record.Figure, record.Aggregate:
	}
	companies, tied := db.tied(q)
	args, ok := db.filters(q.List, companies, q.Departments, q.Outcomes)
	args = append(args, tied...)
	return db.page(ctx, page{
		file: file, places: db.prepared.recordsPlaces, args: args, none: !ok, limit: q.Limit, number: q.Page,
		from: q.From, to: q.To,
	})
}

// tied returns the companies of a question that are not merged, and where the records of its other ids are, as
// arguments of records_places, listings_places and aggregates_places.
func (db *DB) tied(q record.RowQuery) (companies []string, args []any) {
	companies, tied := db.apart(q.Companies)
	tied = slices.DeleteFunc(tied, func(id string) bool { return db.counted(id, companies) }) // they are found as the company's
	places := []int64{-1}                                                                     // no record's: see atLeastOne
	if len(tied) > 0 {
		places = append(places, db.tiedPlaces(q, tied)...)
	}
	return companies, []any{sql.Named("tied", places), sql.Named("only_tied", len(q.Companies) > 0 && len(companies) == 0)}
}

func (db *DB) listings(ctx context.Context, q record.RowQuery) (record.Page, error) {
	companies, tied := db.tied(q)
	return db.page(ctx, page{
		file: schema.Listings, places: db.prepared.listingsPlaces,
		args: append([]any{
			sql.Named("list", q.List),
			sql.Named("all_companies", len(companies) == 0), sql.Named("companies", atLeastOne(companies)),
			sql.Named("all_departments", len(q.Departments) == 0), sql.Named("departments", atLeastOne(q.Departments)),
		}, tied...),
		none: len(q.Outcomes) > 0, limit: q.Limit, number: q.Page, from: q.From, to: q.To,
	})
}

// Aggregates returns a page of the counts that authorities disclosed in place of records, in the order of their file, with its columns.
func (db *DB) Aggregates(ctx context.Context, q record.RowQuery) (record.Page, error) {
	companies, tied := db.tied(q)
	return db.page(ctx, page{
		file: schema.Aggregates, places: db.prepared.aggregatesPlaces,
		args: append([]any{
			sql.Named("list", q.List), sql.Named("all_companies", len(companies) == 0), sql.Named("companies", atLeastOne(companies)),
		}, tied...),
		limit: q.Limit, number: q.Page, from: q.From, to: q.To,
	})
}

// Figures returns a page of published figures in the order of their file, with its columns.
func (db *DB) Figures(ctx context.Context, q record.RowQuery) (record.Page, error) {
	return db.page(ctx, page{
		file: schema.Figures, places: db.prepared.figuresPlaces,
		args: []any{
			sql.Named("path", db.path(schema.Figures)), sql.Named("list", q.List),
			sql.Named("all_companies", len(q.Companies) == 0), sql.Named("companies", atLeastOne(q.Companies)),
			sql.Named("all_departments", len(q.Departments) == 0), sql.Named("departments", atLeastOne(q.Departments)),
			sql.Named("brand", q.Brand), sql.Named("company_as_written", q.CompanyAsWritten),
			sql.Named("authority", q.Authority), sql.Named("measure", q.FigureMeasure),
		},
		none: len(q.Outcomes) > 0, limit: q.Limit, number: q.Page, from: q.From, to: q.To,
	})
}

// atLeastOne returns a list that is not empty, for the reason given at filter.
func atLeastOne(texts []string) []string {
	if len(texts) == 0 {
		return []string{""}
	}
	return texts
}

// page asks for one page of a file's rows.
type page struct {
	file          string
	places        *sql.Stmt
	args          []any
	none          bool // nothing can pass the filters
	limit, number int
	from, to      record.Date
}

func (db *DB) page(ctx context.Context, p page) (record.Page, error) {
	table, _ := schema.Named(p.file)
	out := record.Page{Table: record.Table{Columns: table.Columns()}}
	if p.none {
		return out, nil
	}
	open := p.from == record.NoDate && p.to == record.NoDate
	from, to := max(p.from, firstDay), p.to
	if to == record.NoDate {
		to = lastDay
	}
	limit, offset := int64(p.limit), int64(p.number-1)
	if offset > lastRow/max(limit, 1) {
		limit, offset = 0, 0 // so far out that only the total is left to answer
	}
	args := append(p.args, sql.Named("any_day", open), sql.Named("from", from.Time()), sql.Named("to", to.Time()),
		sql.Named("limit", limit), sql.Named("offset", offset*limit))
	var list any
	if err := p.places.QueryRowContext(ctx, args...).Scan(&out.Total, &list); err != nil {
		return out, failed(ctx, p.file, err)
	}
	places, err := placesOf(list)
	if err != nil || len(places) == 0 {
		return out, err
	}
	rows, err := db.prepared.rows[p.file].QueryContext(ctx, sql.Named("path", db.path(p.file)), sql.Named("places", places),
		sql.Named("first", places[0]), sql.Named("last", places[len(places)-1]))
	if err != nil {
		return out, failed(ctx, p.file, err)
	}
	defer rows.Close()
	out.Rows, err = cells(rows, table)
	if err != nil {
		return out, failed(ctx, p.file, err)
	}
	return out, nil
}

// lastRow is beyond the rows of any file.
const lastRow = 1 << 40

// placesOf reads a list of places; nil when it is null.
func placesOf(list any) ([]int64, error) {
	items, ok := list.([]any)
	if !ok && list != nil {
		return nil, fmt.Errorf("places are a %T, expected a list", list)
	}
	places := make([]int64, len(items))
	for i, item := range items {
		if places[i], ok = item.(int64); !ok {
			return nil, fmt.Errorf("a place is a %T, expected a whole number", item)
		}
	}
	slices.Sort(places)
	return places, nil
}

// cells reads every row of a file.
func cells(rows *sql.Rows, table schema.Table) ([][]any, error) {
	var out [][]any
	err := scan(rows, table, func(cells []any) error {
		out = append(out, slices.Clone(cells))
		return nil
	})
	return out, err
}

// scan reads rows of a file and shows take the cells of each, as the catalogue has its columns; dates are a record.Date. A
// column that came later than the file is null.
func scan(rows *sql.Rows, table schema.Table, take func(cells []any) error) error {
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	cells, to := make([]any, len(table.Fields)), make([]any, len(columns))
	for i, name := range columns {
		to[i] = new(any)
		if at := slices.IndexFunc(table.Fields, func(f schema.Field) bool { return f.Name == name }); at >= 0 {
			to[i] = &cells[at]
		}
	}
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return err
		}
		for i, cell := range cells {
			if day, ok := cell.(time.Time); ok {
				cells[i] = record.NewDate(day.Date())
			}
		}
		if err := take(cells); err != nil {
			return err
		}
	}
	return rows.Err()
}
