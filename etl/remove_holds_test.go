package etl_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tvistdata/etl/etltest"
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
	"tvistdata/internal/shelf"
)

func shelfIn(t *testing.T, dir string) *shelf.Shelf {
	t.Helper()
	s, err := shelf.Open(dir, release.OS())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// releaseID is what replaced.json is for.
var releaseID = regexp.MustCompile(`r-[0-9a-f]{16}`)

// everyByte gives every byte under a folder of releases as text, decoded, but for the file of removals, and for
// the ids of releases in the file that tells which of them gave way.
func everyByte(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "removed.json" {
			return err
		}
		fmt.Fprintln(&b, path)
		text, err := os.ReadFile(path)
		if d.Name() == "replaced.json" {
			text = releaseID.ReplaceAll(text, []byte("a release"))
		}
		if filepath.Ext(path) == ".kept" {
			text = []byte(etltest.Decompressed(t, path))
		}
		b.Write(text)
		if filepath.Ext(path) == ".parquet" {
			for row, err := range release.Rows(path) {
				if err != nil {
					return err
				}
				fmt.Fprintln(&b, d.Name(), row)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// each gives every release of a shelf.
func each(t *testing.T, dir string) []*release.Release {
	t.Helper()
	s := shelfIn(t, dir)
	entries, err := s.List()
	if err != nil {
		t.Fatal(err)
	}
	var out []*release.Release
	for _, e := range entries {
		r, err := s.Load(e.ID)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// addsUp fails the test unless the numbers of a release are those of its records. Where cases are against two, totals
// minus records are too few to tell how many are unnamed.
func addsUp(t *testing.T, r *release.Release, pairs bool) {
	t.Helper()
	book := bookOf(t, r)
	disputes := etltest.Rows(t, r, schema.Disputes)
	monthly, companies, counted, undated, left := map[string]int64{}, map[string]int64{}, map[record.Measure]int64{}, map[record.Measure]int64{}, map[string]int64{}
	for _, m := range record.Measures(record.Dispute) {
		counted[m] = 0
	}
	for _, row := range disputes {
		id := row["company_id"].(string)
		companies[id]++
		if d, ok := row["department"].(string); ok {
			left[d]++
		}
		for _, m := range record.Measures(record.Dispute) {
			if !countedBy(m, row) {
				continue
			}
			counted[m]++
			day, ok := row["decision_date"].(record.Date)
			if m == record.Received {
				day, ok = row["received_date"].(record.Date)
			}
			switch {
			case !ok:
				undated[m]++
			case book.Span("arn-cases", m, id, "", day, day).Status == record.OK:
				monthly[fmt.Sprint(id, m, record.Month.Start(day))]++
			}
		}
	}
	for _, row := range etltest.Rows(t, r, schema.CountsMonthly) {
		at := fmt.Sprint(row["company_id"], row["measure"], row["month"])
		if n, ok := row["value"].(int64); ok && n != monthly[at] {
			t.Errorf("counts_monthly has %d of %s, and there are %d records", n, at, monthly[at])
		}
		delete(monthly, at)
		if companies[row["company_id"].(string)] == 0 {
			t.Errorf("counts_monthly has company %s without records", row["company_id"])
		}
	}
	if len(monthly) > 0 {
		t.Errorf("counts_monthly lacks %v", monthly)
	}
	figures := map[string]bool{}
	for _, row := range etltest.Rows(t, r, schema.Figures) {
		id, _ := row["company_id"].(string)
		figures[id] = true
	}
	names := map[string]int64{}
	for _, row := range etltest.Rows(t, r, schema.Names) {
		if row["list"] == "arn-cases" {
			names[row["company_id"].(string)] += row["records"].(int64)
		}
	}
	for _, row := range etltest.Rows(t, r, schema.Companies) {
		id := row["company_id"].(string)
		if n := row["records"].(int64); n != companies[id] || n == 0 && !figures[id] || names[id] > n {
			t.Errorf("companies has %d records of %s, there are %d, and names has %d", n, id, companies[id], names[id])
		}
		if row["name"] == "" {
			t.Errorf("company %s has no name", id)
		}
		delete(companies, id)
	}
	if len(companies) > 0 {
		t.Errorf("companies lacks %v", companies)
	}
	for _, l := range r.Manifest().Lists {
		if l.ID != "arn-cases" {
			continue
		}
		matched := int64(0)
		for _, n := range l.Matching {
			matched += n
		}
		if n := int64(len(disputes)); l.Records != n || matched != n || l.Accounting.Published != n {
			t.Errorf("the manifest has %d records, %d matched, %d published; there are %d", l.Records, matched, l.Accounting.Published, n)
		}
		if !maps.Equal(l.Counted, counted) || !maps.Equal(l.Undated, undated) {
			t.Errorf("the manifest counts %v, undated %v; there are %v, %v", l.Counted, l.Undated, counted, undated)
		}
		if a := l.Accounting; a.Read != nil && *a.Read != a.Published+a.Duplicate+a.Superseded+a.AgedOut+*a.Withheld {
			t.Errorf("rows are not accounted for: %+v", a)
		}
	}
	if !pairs {
		fewAreHidden(t, r, book)
	}
}

func countedBy(m record.Measure, row map[string]any) bool {
	won := row["outcome"] == "bifall" || row["outcome"] == "delvis-bifall"
	switch m {
	case record.Received:
		return true
	case record.Closed:
		return row["outcome"] != nil
	case record.DecidedOnMerits:
		return won || row["outcome"] == "avslag"
	case record.Won:
		return won
	case record.Followed:
		return won && row["followed"] == "foljt"
	case record.NotFollowed:
		return won && row["followed"] == "ej-foljt"
	}
	return false
}

func bookOf(t *testing.T, r *release.Release) *coverage.Book {
	t.Helper()
	var rows []coverage.Row
	for _, row := range etltest.Rows(t, r, schema.Coverage) {
		company, _ := row["company_id"].(string)
		rows = append(rows, coverage.Row{
			List: row["list"].(string), Measure: record.Measure(row["measure"].(string)), Company: company,
			From: row["covered_from"].(record.Date), To: row["covered_to"].(record.Date),
		})
	}
	return coverage.New(rows)
}

// fewAreHidden fails the test when totals minus records, where no case is against two, tell of one to four unnamed.
func fewAreHidden(t *testing.T, r *release.Release, book *coverage.Book) {
	t.Helper()
	named := map[string]int64{}
	for _, row := range etltest.Rows(t, r, schema.Disputes) {
		day, ok := row["received_date"].(record.Date)
		if !ok || book.Span("arn-cases", record.Received, "", "", day, day).Status != record.OK {
			continue
		}
		named[fmt.Sprint(row["department"], day.Year())]++
		named[fmt.Sprint(nil, day.Year(), "all")]++
	}
	for _, row := range etltest.Rows(t, r, schema.TotalsYearly) {
		at := fmt.Sprint(row["department"], row["year"])
		if row["department"] == nil {
			at += "all"
		}
		if n, ok := row["received"].(int64); ok && n-named[at] > 0 && n-named[at] < 5 {
			t.Errorf("totals_yearly tells of %d unnamed in %s", n-named[at], at)
		}
	}
}
