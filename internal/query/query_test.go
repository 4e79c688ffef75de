package query_test

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"tvistdata/internal/answer"
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/query"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/release/releasetest"
	"tvistdata/internal/schema"
)

var (
	_ answer.Store    = (*query.DB)(nil)
	_ answer.Releases = (*query.Releases)(nil)
)

// open opens a release for the test.
func open(tb testing.TB, dir string) (*query.DB, *release.Release) {
	tb.Helper()
	r, err := release.Open(dir)
	if err != nil {
		tb.Fatal(err)
	}
	db, err := query.Open(tb.Context(), r)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := db.Close(); err != nil {
			tb.Error(err)
		}
	})
	return db, r
}

// TestStore holds DuckDB's answers against a recount of the release's decoded rows.
func TestStore(t *testing.T) {
	dir := t.TempDir()
	db, r := open(t, filepath.Join(dir, answertest.Sample(1).Write(t, dir)))
	answertest.Suite(t, db, answertest.Read(t, r))
}

// TestAnEarlierRelease: one that was written before there were listings answers everything else.
func TestAnEarlierRelease(t *testing.T) {
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	dir := t.TempDir()
	db, r := open(t, filepath.Join(dir, releasetest.Earlier(t, dir, answertest.Sample(1).Write(t, dir))))
	if r.Path(schema.Listings) != "" || r.Manifest().SchemaVersion != "1.0" {
		t.Fatal("it is not as it would have been")
	}
	answertest.Suite(t, db, answertest.Read(t, r))
}

// TestNoRows: a release without a single row answers everything with nothing.
func TestNoRows(t *testing.T) {
	dir := t.TempDir()
	empty := &answertest.Data{Manifest: answertest.Sample(1).Manifest}
	db, _ := open(t, filepath.Join(dir, empty.Write(t, dir)))
	answer, n, err := db.Companies(t.Context(), allCompanies)
	if err != nil || n != 0 || len(answer) != 0 {
		t.Errorf("companies: %v of %d, %v", answer, n, err)
	}
	counts, err := db.Count(t.Context(), allReceived)
	if err != nil || len(counts) != 0 {
		t.Errorf("counts: %v, %v", counts, err)
	}
	records, err := db.Records(t.Context(), firstRecords)
	if err != nil || records.Total != 0 || len(records.Rows) != 0 || len(records.Columns) == 0 {
		t.Errorf("records: %v, %v", records, err)
	}
}

// TestUnknownCompany: a record of a company that companies.parquet lacks is an error when the release is loaded, not a
// record that no answer counts.
func TestUnknownCompany(t *testing.T) {
	dir := t.TempDir()
	data := answertest.Sample(1)
	data.Files[schema.Disputes][0]["company_id"] = "se-0000000000"
	r, err := release.Open(filepath.Join(dir, data.Write(t, dir)))
	if err != nil {
		t.Fatal(err)
	}
	if db, err := query.Open(t.Context(), r); err == nil {
		_ = db.Close()
		t.Error("the release was opened")
	}
}

// TestDamaged: DuckDB never gets to see a release with a flipped byte.
func TestDamaged(t *testing.T) {
	dir := t.TempDir()
	id := answertest.Sample(1).Write(t, dir)
	name := filepath.Join(dir, id, schema.Disputes)
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 1
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "current"), []byte(id+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	releases, err := query.NewReleases(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer releases.Close()
	if err := releases.Refresh(t.Context()); !errors.Is(err, release.ErrDamaged) {
		t.Errorf("a damaged release: %v", err)
	}
}

// TestNoFilterFirst: DuckDB keeps the plan of a prepared query; what it was first asked must not narrow what it is
// asked next.
func TestNoFilterFirst(t *testing.T) {
	dir := t.TempDir()
	data := answertest.Sample(1)
	id := data.Write(t, dir)
	for _, first := range [][]string{nil, {answertest.Early}, {answertest.Early, answertest.Foreign}} {
		db, _ := open(t, filepath.Join(dir, id))
		want := answertest.Fake{Data: data}
		for _, companies := range [][]string{first, {answertest.Early, answertest.Foreign}, nil, {answertest.Early, answertest.Unsettled}} {
			q := allReceived
			q.Companies = companies
			got, err := db.Count(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			expected, _ := want.Count(t.Context(), q)
			if diff := gocmp.Diff(expected, got); diff != "" {
				t.Errorf("%v first, then %v (-want +got):\n%s", first, companies, diff)
			}
			rows := firstRecords
			rows.Companies = companies
			page, err := db.Records(t.Context(), rows)
			if err != nil {
				t.Fatal(err)
			}
			if all, _ := want.Records(t.Context(), rows); page.Total != all.Total {
				t.Errorf("%v first, then %v: %d records, want %d", first, companies, page.Total, all.Total)
			}
		}
	}
}

// TestLastDaysOfMonths: years that are counted up to one of the last days of a month hold that day, and not the next.
func TestLastDaysOfMonths(t *testing.T) {
	dir := t.TempDir()
	data := answertest.Sample(1)
	for i, row := range data.Files[schema.Disputes] { // the last days of February and April of a leap year and another, in turn
		row["received_date"] = []record.Date{
			answertest.Day("2020-02-28"), answertest.Day("2020-02-29"), answertest.Day("2021-02-28"), answertest.Day("2021-03-01"),
			answertest.Day("2020-04-29"), answertest.Day("2020-04-30"), answertest.Day("2020-05-01"), answertest.Day("2020-12-31"),
		}[i%8]
	}
	slices.SortFunc(data.Files[schema.Disputes], func(a, b map[string]any) int {
		text := func(column string) int { return strings.Compare(a[column].(string), b[column].(string)) }
		day := a["received_date"].(record.Date) - b["received_date"].(record.Date)
		return cmp.Or(text("list"), text("company_id"), int(day), text("record_id"))
	})
	db, _ := open(t, filepath.Join(dir, data.Write(t, dir)))
	want := answertest.Fake{Data: data}
	for _, yearTo := range []int{227, 228, 229, 301, 428, 429, 430, 501, 1230, 1231} {
		q := allReceived
		q.Period, q.YearTo = record.Month, yearTo
		got, err := db.Count(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		expected, _ := want.Count(t.Context(), q)
		if diff := gocmp.Diff(expected, got); diff != "" {
			t.Errorf("up to %d (-want +got):\n%s", yearTo, diff)
		}
	}
}
