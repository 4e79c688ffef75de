// Command storebench opens the current release of a folder and asks its store for one company's monthly counts, for
// many companies in turn, and for statistics over all companies, beside the same counting by DuckDB alone. It prints what it
// took as JSON, in milliseconds.
//
// Usage: storebench RELEASES
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tvistdata/internal/query"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

const (
	list      = "arn-cases"
	questions = 2000
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: storebench RELEASES")
		os.Exit(2)
	}
	if err := run(context.Background(), os.Args[1], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "storebench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, releases string, stdout io.Writer) error {
	id, err := os.ReadFile(filepath.Join(releases, "current"))
	if err != nil {
		return err
	}
	began := time.Now()
	r, err := release.Open(filepath.Join(releases, strings.TrimSpace(string(id))))
	if err != nil {
		return err
	}
	db, err := query.Open(ctx, r)
	if err != nil {
		return err
	}
	opened := time.Since(began)
	defer func() { _ = db.Close() }()
	largest, ids, err := companies(ctx, db)
	if err != nil {
		return err
	}
	var took []time.Duration
	for i := range questions {
		d, err := ask(ctx, db, ids[i%len(ids)])
		if err != nil {
			return err
		}
		took = append(took, d)
	}
	var top []time.Duration
	for range 21 {
		d, err := ask(ctx, db, largest)
		if err != nil {
			return err
		}
		top = append(top, d)
	}
	slices.Sort(took)
	slices.Sort(top)
	got, err := statistics(ctx, db, r, ids[0])
	if err != nil {
		return err
	}
	maps.Copy(got, map[string]float64{
		"OpenMS": ms(opened), "P50MS": ms(took[len(took)/2]), "P99MS": ms(took[len(took)*99/100]), "LargestMS": ms(top[len(top)/2]),
	})
	return json.NewEncoder(stdout).Encode(got)
}

var from, to = record.NewDate(2018, time.January, 1), record.NewDate(2023, time.December, 31)

// ask asks for one company's monthly counts and returns how long the answer took.
func ask(ctx context.Context, db *query.DB, company string) (time.Duration, error) {
	q := record.CountQuery{
		List: list, Measure: record.Received, Companies: []string{company}, ByCompany: true, Period: record.Month,
		From: from, To: to,
	}
	began := time.Now()
	rows, err := db.Count(ctx, q)
	if err == nil && len(rows) == 0 {
		err = fmt.Errorf("%s has no records", company)
	}
	return time.Since(began), err
}

// companies returns the company with the most records, and every company in an order that jumps about.
func companies(ctx context.Context, db *query.DB) (largest string, ids []string, err error) {
	rows, err := db.Count(ctx, record.CountQuery{List: list, Measure: record.Received, ByCompany: true, From: from, To: to})
	if err != nil {
		return "", nil, err
	}
	if len(rows) == 0 {
		return "", nil, fmt.Errorf("the release has no records of %s", list)
	}
	const stride = 7919
	most := int64(-1)
	for i, r := range rows {
		if r.Value > most {
			largest, most = r.Company, r.Value
		}
		ids = append(ids, rows[i*stride%len(rows)].Company)
	}
	return largest, ids, nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
