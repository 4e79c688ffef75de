package answertest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"tvistdata/internal/answer"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// Suite compares a store with the rows of the release that it answers about.
func Suite(t *testing.T, s answer.Store, d *Data) {
	t.Helper()
	want := Fake{Data: d, Release: s.ID()}
	t.Run("count", func(t *testing.T) { suiteCount(t, s, want) })
	t.Run("records", func(t *testing.T) { suiteRows(t, s.Records, want.Records, genRecordQuery) })
	t.Run("figures", func(t *testing.T) { suiteRows(t, s.Figures, want.Figures, genFigureQuery) })
	t.Run("edges", func(t *testing.T) { suiteEdges(t, s, want) })
	t.Run("companies", func(t *testing.T) { suiteCompanies(t, s, want) })
	t.Run("whole pages", func(t *testing.T) { suitePages(t, s) })
	t.Run("delays", func(t *testing.T) {
		for _, list := range []string{Disputes, Complaints, "no-list"} {
			for _, of := range [][]string{nil, {Early}, {Early, Foreign}, {"nobody"}} {
				got, err := s.Delays(t.Context(), list, of)
				if err != nil {
					t.Fatal(err)
				}
				expected, _ := want.Delays(t.Context(), list, of)
				same(t, fmt.Sprintf("delays of %s %v", list, of), got, expected)
			}
		}
	})
	t.Run("what is told beside", func(t *testing.T) {
		for _, table := range schema.Kept() {
			file := table.About().Name
			same(t, file, s.Kept(file), want.Kept(file))
		}
		for _, list := range []string{Disputes, Complaints, Listings, Figures, Aggregates} {
			same(t, "coverage of "+list, s.Coverage().Rows(list), want.Coverage().Rows(list))
		}
	})
	t.Run("called off", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := s.Count(ctx, record.CountQuery{List: Disputes, Measure: record.Received, From: Day("2018-01-01"), To: Day("2023-12-31")})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("a question that was called off gives %v", err)
		}
	})
}

type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

func same(t failer, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%s (-want +got):\n%s", what, diff)
	}
}

// some draws a few of the values, and none as often.
func some(t *rapid.T, name string, values ...string) []string {
	if rapid.Bool().Draw(t, name+" are free") {
		return nil
	}
	return rapid.SliceOfNDistinct(rapid.SampledFrom(values), 0, 3, rapid.ID).Draw(t, name)
}

var (
	companies   = []string{Early, Late, Quiet, Foreign, Unsettled, "se-unknown"}
	departments = []string{"bank", "elektronik", "resor", record.Unmapped, "no-department"}
	outcomes    = []string{"bifall", "delvis-bifall", "avslag", "avvisad", "no-outcome"}
)

// genDay draws a day on which something may happen, or on which something does.
func genDay(t *rapid.T, name string) record.Date {
	if rapid.Bool().Draw(t, name+" is a boundary") {
		return Day(rapid.SampledFrom([]string{"2018-01-01", "2022-01-01", "2022-06-30", "2022-12-31", "2023-01-01", "2023-12-15"}).Draw(t, name))
	}
	return Day("2017-01-01") + record.Date(rapid.IntRange(0, 2800).Draw(t, name))
}

func genCountQuery(t *rapid.T, list string, m record.Measure) record.CountQuery {
	q := record.CountQuery{
		List: list, Measure: m,
		Companies:    some(t, "companies", companies...),
		Departments:  some(t, "departments", departments...),
		Outcomes:     some(t, "outcomes", outcomes...),
		ByCompany:    rapid.Bool().Draw(t, "by company"),
		ByDepartment: rapid.Bool().Draw(t, "by department"),
		ByOutcome:    rapid.Bool().Draw(t, "by outcome"),
		Period:       rapid.SampledFrom([]record.Period{record.None, record.Year, record.Half, record.Quarter, record.Month}).Draw(t, "period"),
		From:         genDay(t, "from"),
	}
	q.To = q.From + record.Date(rapid.SampledFrom([]int{0, 400, 3000, 3000}).Draw(t, "days"))
	if rapid.Bool().Draw(t, "to date") {
		q.YearTo = rapid.IntRange(1, 12).Draw(t, "month")*100 + rapid.IntRange(1, 31).Draw(t, "day")
	}
	if rapid.Bool().Draw(t, "not from the start") {
		q.YearFrom = rapid.IntRange(1, 12).Draw(t, "first month")*100 + rapid.IntRange(1, 31).Draw(t, "first day")
	}
	return q
}

func suiteCount(t *testing.T, s answer.Store, want Fake) {
	t.Helper()
	for _, list := range []string{Disputes, Complaints, Listings, Figures, "no-list"} {
		for _, m := range record.Measures(record.Dispute) {
			if list != Disputes && m != record.Received && m != record.Closed {
				continue
			}
			rapid.Check(t, func(t *rapid.T) {
				q := genCountQuery(t, list, m)
				got, err := s.Count(context.Background(), q)
				if err != nil {
					t.Fatal(err)
				}
				expected, _ := want.Count(context.Background(), q)
				same(t, fmt.Sprintf("%+v", q), got, expected)
			})
		}
	}
}

func genRecordQuery(t *rapid.T) record.RowQuery {
	return record.RowQuery{
		List:      rapid.SampledFrom([]string{Disputes, Disputes, Complaints, Listings}).Draw(t, "list"),
		Companies: some(t, "companies", companies...), Departments: some(t, "departments", departments...), Outcomes: some(t, "outcomes",
			outcomes...),
	}
}

func genFigureQuery(t *rapid.T) record.RowQuery {
	pick := func(name string, values ...string) string { return rapid.SampledFrom(append(values, "")).Draw(t, name) }
	return record.RowQuery{
		List: pick("list", Figures, "no-list"), Companies: some(t, "companies", companies...), Departments: some(t, "departments",
			departments...),
		Brand: pick("brand", "invented", "no-brand"), CompanyAsWritten: pick("name", "invented", "åkeri PÅHITT", "nobody"),
		Authority: pick("authority", "arn", "konsumentverket"), FigureMeasure: pick("measure", "received", "rank"),
	}
}

func suiteRows(t *testing.T, got, want func(context.Context, record.RowQuery) (record.Page, error), gen func(*rapid.T) record.RowQuery) {
	t.Helper()
	rapid.Check(t, func(t *rapid.T) {
		q := gen(t)
		q.Limit, q.Page = rapid.IntRange(1, 50).Draw(t, "limit"), rapid.SampledFrom([]int{1, 1, 2, 3, 100}).Draw(t, "page")
		q.From, q.To = record.NoDate, record.NoDate
		if rapid.Bool().Draw(t, "has from") {
			q.From = genDay(t, "from")
		}
		if rapid.Bool().Draw(t, "has to") {
			q.To = genDay(t, "to")
		}
		page, err := got(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		expected, _ := want(context.Background(), q)
		same(t, fmt.Sprintf("%+v", q), page, expected)
	})
}

// suiteEdges asks at the first and last days of figures, at the days of issues, and for pages beyond any file.
func suiteEdges(t *testing.T, s answer.Store, want Fake) {
	t.Helper()
	for _, days := range [][2]string{{"2023-12-15", ""}, {"2023-12-16", ""}, {"", "2022-01-01"}, {"", "2021-12-31"}, {
		"2022-08-15",
		"2022-12-30",
	}} {
		q := record.RowQuery{From: record.NoDate, To: record.NoDate, Limit: 20, Page: 1}
		if days[0] != "" {
			q.From = Day(days[0])
		}
		if days[1] != "" {
			q.To = Day(days[1])
		}
		got, err := s.Figures(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		expected, _ := want.Figures(t.Context(), q)
		same(t, fmt.Sprint("figures of ", days), got, expected)
	}
	for _, days := range [][2]string{{"2022-08-17", "2022-08-17"}, {"2022-02-17", "2022-08-16"}, {"2022-08-18", "2023-02-15"}} {
		q := record.RowQuery{List: Listings, From: Day(days[0]), To: Day(days[1]), Limit: 20, Page: 1}
		got, err := s.Records(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		expected, _ := want.Records(t.Context(), q)
		same(t, fmt.Sprint("listings of ", days), got, expected)
	}
	for _, days := range [][2]string{{"", ""}, {"2022-12-31", "2023-05-01"}, {"2023-05-31", ""}, {"", "2022-06-01"}, {"2024-01-01", ""}} {
		for _, of := range [][]string{nil, {Early}, {Late}, {Early, Foreign}} {
			for _, list := range []string{Aggregates, "", "no-list"} {
				q := record.RowQuery{List: list, Companies: of, From: record.NoDate, To: record.NoDate, Limit: 2, Page: 1}
				if days[0] != "" {
					q.From = Day(days[0])
				}
				if days[1] != "" {
					q.To = Day(days[1])
				}
				got, err := s.Aggregates(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				expected, _ := want.Aggregates(t.Context(), q)
				same(t, fmt.Sprint("aggregates of ", list, of, days), got, expected)
			}
		}
	}
	for _, page := range []int{1 << 32, 1 << 53, 1<<63 - 1} {
		got, err := s.Records(t.Context(), record.RowQuery{List: Disputes, From: record.NoDate, To: record.NoDate, Limit: 1000, Page: page})
		if err != nil || got.Total != int64(len(want.Files["disputes.parquet"])) || len(got.Rows) > 0 {
			t.Errorf("page %d: %d rows of %d, %v", page, len(got.Rows), got.Total, err)
		}
	}
}

func suiteCompanies(t *testing.T, s answer.Store, want Fake) {
	t.Helper()
	ctx := t.Context()
	for _, q := range []record.CompanyQuery{
		{IDs: []string{Foreign}, Limit: 20, Page: 1},
		{IDs: []string{Foreign, Late, Foreign}, Limit: 20, Page: 1},
		{IDs: []string{"no-company"}, Limit: 20, Page: 1},
		{Text: "tysta", Limit: 20, Page: 1},
		{Text: "nobody at all", Limit: 20, Page: 1},
		{Text: "invented", List: Complaints, Limit: 20, Page: 1},
		{Text: "invented", List: Disputes, Limit: 20, Page: 1}, // no name of it is published
		{Text: "invented", List: Figures, Limit: 20, Page: 1},
		{Text: "invented", List: Listings, Limit: 20, Page: 1},
		{Text: "invented", List: Aggregates, Limit: 20, Page: 1},
	} {
		got, n, err := s.Companies(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		expected, total, _ := want.Companies(ctx, q)
		same(t, fmt.Sprintf("%+v", q), got, expected)
		same(t, "total", n, total)
	}
	all, n, err := s.Companies(ctx, record.CompanyQuery{Limit: 2, Page: 2})
	if err != nil || n != 5 || len(all) != 2 {
		t.Fatalf("second page of all: %d of %d, %v", len(all), n, err)
	}
	none, n, err := s.Companies(ctx, record.CompanyQuery{Limit: 1 << 40, Page: 1 << 40})
	if err != nil || n != 5 || len(none) != 0 {
		t.Fatalf("a page beyond the last: %d of %d, %v", len(none), n, err)
	}
}

// suitePages: the pages of a list hold each of its records once, in the order of its file.
func suitePages(t *testing.T, s answer.Store) {
	t.Helper()
	seen := map[any]bool{}
	var last string
	for page := 1; ; page++ {
		p, err := s.Records(t.Context(), record.RowQuery{List: Disputes, From: record.NoDate, To: record.NoDate, Limit: 97, Page: page})
		if err != nil {
			t.Fatal(err)
		}
		at := func(column string) int {
			return slices.IndexFunc(p.Columns, func(c record.Column) bool { return c.Name == column })
		}
		for _, row := range p.Rows {
			id, day := row[at("record_id")], row[at("received_date")]
			if seen[id] {
				t.Fatalf("record %v is on two pages", id)
			}
			seen[id] = true
			if key := fmt.Sprintf("%v %v %v", row[at("company_id")], day, id); day != nil && key < last {
				t.Fatalf("%s stands after %s", key, last)
			} else if day != nil {
				last = key
			}
		}
		if len(p.Rows) == 0 {
			if int64(len(seen)) != p.Total {
				t.Fatalf("%d records on all pages, %d in all", len(seen), p.Total)
			}
			return
		}
	}
}
