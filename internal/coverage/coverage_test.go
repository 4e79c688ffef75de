package coverage_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
)

func day(s string) record.Date {
	d, err := record.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func row(company, department, from, to string) coverage.Row {
	return coverage.Row{
		List: "arn-cases", Measure: record.Received, Company: company, Department: department,
		From: day(from), To: day(to), Disclosure: "arn-1",
	}
}

func TestSpan(t *testing.T) {
	book := coverage.New([]coverage.Row{
		row("", "", "2018-01-01", "2020-12-31"),
		row("", "", "2022-01-01", "2023-12-15"),
		row("se-1", "", "2021-01-01", "2021-12-31"),
		row("", "bank", "2024-01-01", "2024-06-30"),
		row("se-1", "motor", "2024-07-01", "2024-07-31"),
	})
	for _, c := range []struct {
		name, company, department, from, to string
		status                              record.Status
		first, last                         string
		days                                int
	}{
		{"whole year", "", "", "2018-01-01", "2018-12-31", record.OK, "2018-01-01", "2018-12-31", 365},
		{"over the seam of no rows", "", "", "2020-12-31", "2022-01-01", record.Partial, "2020-12-31", "2022-01-01", 2},
		{"unfinished year", "", "", "2023-01-01", "2023-12-31", record.Partial, "2023-01-01", "2023-12-15", 349},
		{"gap", "", "", "2021-01-01", "2021-12-31", record.NotCovered, "", "", 0},
		{"gap, filled for one company", "se-1", "", "2021-01-01", "2021-12-31", record.OK, "2021-01-01", "2021-12-31", 365},
		{"rows that touch are one", "se-1", "", "2018-01-01", "2023-12-15", record.OK, "2018-01-01", "2023-12-15", 2175},
		{"another company keeps the gap", "se-2", "", "2021-01-01", "2021-12-31", record.NotCovered, "", "", 0},
		{"a company's row does not answer for all", "", "motor", "2021-01-01", "2021-12-31", record.NotCovered, "", "", 0},
		{"a department's row answers for it", "", "bank", "2024-06-30", "2024-07-01", record.Partial, "2024-06-30", "2024-06-30", 1},
		{"and for a company in it", "se-2", "bank", "2024-01-01", "2024-06-30", record.OK, "2024-01-01", "2024-06-30", 182},
		{"not for all departments", "se-2", "", "2024-01-01", "2024-06-30", record.NotCovered, "", "", 0},
		{"company and department", "se-1", "motor", "2024-07-01", "2024-07-31", record.OK, "2024-07-01", "2024-07-31", 31},
		{"neither alone", "se-1", "bank", "2024-07-01", "2024-07-31", record.NotCovered, "", "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := book.Span("arn-cases", record.Received, c.company, c.department, day(c.from), day(c.to))
			if got.Status != c.status || got.From.String() != c.first || got.To.String() != c.last || got.Days != c.days {
				t.Errorf("got %s %s..%s %d days, want %s %s..%s %d", got.Status, got.From, got.To, got.Days, c.status, c.first, c.last, c.days)
			}
		})
	}
}

func TestUnknownIsNotCovered(t *testing.T) {
	book := coverage.New([]coverage.Row{row("", "", "2018-01-01", "2020-12-31")})
	if got := book.Span("no-list", record.Received, "", "", 0, 10); got.Status != record.NotCovered {
		t.Errorf("unknown list: %s", got.Status)
	}
	if got := book.Span("arn-cases", record.Won, "", "", day("2018-01-01"), day("2018-01-02")); got.Status != record.NotCovered {
		t.Errorf("measure without rows: %s", got.Status)
	}
	if _, _, ok := book.Extent("no-list", record.Received); ok {
		t.Error("an unknown list has an extent")
	}
	if got := book.Rows("no-list"); len(got) != 0 {
		t.Errorf("an unknown list has rows: %v", got)
	}
}

func TestExtentCountsEveryRow(t *testing.T) {
	book := coverage.New([]coverage.Row{
		row("", "", "2018-01-01", "2020-12-31"), row("se-1", "", "2017-06-01", "2017-06-30"), row("", "bank", "2022-01-01", "2022-01-31"),
	})
	for _, one := range []struct {
		companies []string
		from, to  string
	}{
		{nil, "2017-06-01", "2022-01-31"},
		{[]string{""}, "2018-01-01", "2022-01-31"},
		{[]string{"se-2"}, "2018-01-01", "2022-01-31"},
		{[]string{"se-2", "se-1"}, "2017-06-01", "2022-01-31"},
	} {
		from, to, ok := book.Extent("arn-cases", record.Received, one.companies...)
		if !ok || from != day(one.from) || to != day(one.to) {
			t.Errorf("%q: got %s..%s %v", one.companies, from, to, ok)
		}
	}
}

// genRows draws rows of two lists over some sixty days, some restricted, some ending before they start.
func genRows(t *rapid.T) []coverage.Row {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) coverage.Row {
		from := record.Date(rapid.IntRange(0, 60).Draw(t, "from"))
		return coverage.Row{
			List:       rapid.SampledFrom([]string{"a", "a", "a", "b"}).Draw(t, "list"),
			Measure:    rapid.SampledFrom([]record.Measure{record.Received, record.Received, record.Won}).Draw(t, "measure"),
			Company:    rapid.SampledFrom([]string{"", "x", "y"}).Draw(t, "company"),
			Department: rapid.SampledFrom([]string{"", "d", "e"}).Draw(t, "department"),
			From:       from,
			To:         from + record.Date(rapid.IntRange(-3, 20).Draw(t, "length")),
			Gaps: &record.Gaps{
				Anybody: genRuns(t, "anybody's"),
				Of:      rapid.MapOfN(rapid.SampledFrom([]string{"x", "z", record.Unnamed}), rapid.Custom(func(t *rapid.T) []record.Run { return genRuns(t, "a company's") }), 0, 2).Draw(t, "of"),
			},
		}
	}), rapid.IntRange(0, 20).Draw(t, "at least"), 30).Draw(t, "rows")
}

func genRuns(t *rapid.T, whose string) []record.Run {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) record.Run {
		first := record.Date(rapid.IntRange(0, 70).Draw(t, "first lacking"))
		return record.Run{From: first, To: first + record.Date(rapid.IntRange(0, 9).Draw(t, "lacking"))}
	}), 0, 2).Draw(t, whose)
}

// lacks is the rule of gaps read aloud: all together lack what anybody lacks.
func lacks(r coverage.Row, company string, d record.Date) bool {
	within := func(run record.Run) bool { return run.From <= d && d <= run.To }
	if slices.ContainsFunc(r.Gaps.Anybody, within) {
		return true
	}
	for of, runs := range r.Gaps.Of {
		if (company == "" || of == company) && slices.ContainsFunc(runs, within) {
			return true
		}
	}
	return false
}

// covers is the rule read aloud, a day and a row at a time.
func covers(r coverage.Row, list string, m record.Measure, company, department string, d record.Date) bool {
	return r.List == list && r.Measure == m && r.From <= d && d <= r.To &&
		(r.Company == "" || r.Company == company) && (r.Department == "" || r.Department == department)
}

func TestSpanAgainstEveryDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := genRows(t)
		book := coverage.New(rows)
		from := record.Date(rapid.IntRange(-5, 60).Draw(t, "from asked"))
		to := from + record.Date(rapid.IntRange(0, 40).Draw(t, "days asked"))
		for _, list := range []string{"a", "b", "c"} {
			for _, company := range []string{"", "x", "y", "z", "none", coverage.Others} {
				for _, department := range []string{"", "d", "e", "f"} {
					want := everyDay(rows, list, company, department, from, to)
					if got := book.Span(list, record.Received, company, department, from, to); got != want {
						t.Fatalf("%s %q %q: got %+v, want %+v", list, company, department, got, want)
					}
					checkDays(t, book, list, company, department, from, to, want)
				}
			}
		}
	})
}

// everyDay finds the span a day at a time.
func everyDay(rows []coverage.Row, list, company, department string, from, to record.Date) coverage.Span {
	want := coverage.Span{Status: record.NotCovered, From: record.NoDate, To: record.NoDate}
	whole := true // no covered day lacks anything
	for d := from; d <= to; d++ {
		by := func(r coverage.Row) bool { return covers(r, list, record.Received, company, department, d) }
		if !slices.ContainsFunc(rows, by) {
			continue
		}
		whole = whole && slices.ContainsFunc(rows, func(r coverage.Row) bool {
			return by(r) && !lacks(r, company, d)
		})
		if want.Days == 0 {
			want.From = d
		}
		want.To = d
		want.Days++
	}
	if want.Days > 0 {
		want.Status = record.Partial
	}
	if whole && want.Days == int(to-from)+1 {
		want.Status = record.OK
	}
	return want
}

// checkDays holds the sets of days against the span that was found a day at a time.
func checkDays(t *rapid.T, book *coverage.Book, list, company, department string, from, to record.Date, want coverage.Span) {
	t.Helper()
	all := book.Covered(list, record.Received, company, department)
	n := 0
	last, incomplete := from-2, false
	for _, r := range all.Within(from, to) {
		if r.From <= last || r.From == last+1 && r.Incomplete == incomplete || r.To < r.From || r.From < from || r.To > to {
			t.Fatalf("runs out of order, touching or outside: %v", all.Within(from, to))
		}
		n += int(r.To-r.From) + 1
		last, incomplete = r.To, r.Incomplete
	}
	if n != want.Days {
		t.Fatalf("within gives %d days, want %d", n, want.Days)
	}
	others := book.Covered(list, record.Received, "y", "e")
	for d := from; d <= to; d++ {
		both := all.Span(d, d).Days * others.Span(d, d).Days
		if got := all.Intersect(others).Span(d, d).Days; got != both {
			t.Fatalf("day %d: %d in the intersection, want %d", d, got, both)
		}
	}
}

// TestOutsideNeverChangesInside: what is covered after a period, or of another series, changes nothing in it.
func TestOutsideNeverChangesInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := genRows(t)
		from := record.Date(rapid.IntRange(0, 60).Draw(t, "from asked"))
		to := from + record.Date(rapid.IntRange(0, 20).Draw(t, "days asked"))
		more := append([]coverage.Row{
			{List: "a", Measure: record.Received, From: to + 1, To: to + 30},
			{List: "a", Measure: record.Received, From: from - 30, To: from - 1},
			{List: "b", Measure: record.Received, From: from, To: to},
			{List: "a", Measure: record.Closed, From: from, To: to},
		}, rows...)
		for _, company := range []string{"", "x"} {
			was := coverage.New(rows).Span("a", record.Received, company, "", from, to)
			if is := coverage.New(more).Span("a", record.Received, company, "", from, to); is != was {
				t.Fatalf("%+v became %+v", was, is)
			}
		}
	})
}

func BenchmarkSpan(b *testing.B) {
	rows := []coverage.Row{row("", "", "2010-01-01", "2023-12-15")}
	for i := range 200 {
		rows = append(rows, row("se-"+string(rune('a'+i%26)), "", "2024-01-01", "2024-03-01"))
	}
	book := coverage.New(rows)
	from, to := day("2023-12-01"), day("2023-12-31")
	b.ReportAllocs()
	for b.Loop() {
		book.Span("arn-cases", record.Received, "se-q", "", from, to)
	}
}
