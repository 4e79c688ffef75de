package main

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	_ "github.com/duckdb/duckdb-go/v2" // the bare DuckDB that the statistics are compared with

	"tvistdata/internal/answer"
	"tvistdata/internal/query"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// statistics measures questions over all companies as they are first asked of a release, and the same counting by DuckDB
// alone over a table of the same columns in memory. None is asked twice, because answers are kept.
func statistics(ctx context.Context, db *query.DB, r *release.Release, company string) (map[string]float64, error) {
	bare, err := sql.Open("duckdb", "")
	if err != nil {
		return nil, err
	}
	defer func() { _ = bare.Close() }()
	bare.SetMaxOpenConns(1)
	if _, err := bare.ExecContext(ctx, `CREATE TABLE fact AS SELECT company_id, department, received_date AS received
		FROM read_parquet(?)`, r.Path(schema.Disputes)); err != nil {
		return nil, err
	}
	var ranking, bareRanking, surges, bareSurges, summary []time.Duration
	for year := 2018; year <= 2023; year++ {
		first, last := record.NewDate(year, time.January, 1), record.NewDate(year, time.December, 31)
		ours, err := timed(func() error {
			_, err := answer.Rankings(ctx, db, answer.RankingQuestion{List: list, From: first, To: last, Limit: 20, Page: 1})
			return err
		})
		if err != nil {
			return nil, err
		}
		theirs, err := timed(func() error {
			return all(ctx, bare, `SELECT company_id, count(*) AS value FROM fact
				WHERE received BETWEEN ? AND ? GROUP BY 1 ORDER BY 2 DESC, 1`, first.Time(), last.Time())
		})
		if err != nil {
			return nil, err
		}
		ranking, bareRanking = append(ranking, ours), append(bareRanking, theirs)
	}
	for _, year := range []int{2021, 2022, 2023} {
		last := record.NewDate(year, time.December, 31)
		ours, err := timed(func() error {
			_, err := answer.Surges(ctx, db, answer.SurgesQuestion{List: list, Day: last})
			return err
		})
		if err != nil {
			return nil, err
		}
		theirs, err := timed(func() error {
			return all(ctx, bare, `SELECT company_id, department, year(received) AS y, count(*) AS value FROM fact
				WHERE received BETWEEN ? AND ? GROUP BY ALL ORDER BY ALL`,
				record.NewDate(year-5, time.January, 1).Time(), last.Time())
		})
		if err != nil {
			return nil, err
		}
		surges, bareSurges = append(surges, ours), append(bareSurges, theirs)
	}
	for range 12 { // the first works out what all companies have in common, which is kept
		d, err := timed(func() error {
			_, err := answer.Summary(ctx, db, answer.SummaryQuestion{Company: company, List: list, From: record.NoDate, To: record.NoDate})
			return err
		})
		if err != nil {
			return nil, err
		}
		summary = append(summary, d)
	}
	return map[string]float64{
		"RankingMS": middle(ranking), "BareRankingMS": middle(bareRanking), "SurgesMS": middle(surges),
		"BareSurgesMS": middle(bareSurges), "SummaryMS": middle(summary),
	}, nil
}

func timed(work func() error) (time.Duration, error) {
	began := time.Now()
	err := work()
	return time.Since(began), err
}

func middle(took []time.Duration) float64 {
	slices.Sort(took)
	return ms(took[len(took)/2])
}

// all reads every row of a query.
func all(ctx context.Context, db *sql.DB, text string, args ...any) error {
	rows, err := db.QueryContext(ctx, text, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	cells := make([]any, len(columns))
	for i := range cells {
		cells[i] = new(any)
	}
	n := 0
	for rows.Next() {
		if err := rows.Scan(cells...); err != nil {
			return err
		}
		n++
	}
	if n == 0 {
		return fmt.Errorf("nothing to count: %s", text)
	}
	return rows.Err()
}
