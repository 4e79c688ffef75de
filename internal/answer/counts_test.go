package answer_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tvistdata/internal/answer"
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

var _ answer.Store = answertest.Fake{}

var day = answertest.Day

// disputes makes a release with one list of disputes, received on the given days by company, and the given coverage.
func disputes(received map[string][]string, coverage ...[4]string) answertest.Fake {
	d := &answertest.Data{Manifest: answertest.Sample(1).Manifest, Files: map[string][]map[string]any{}}
	for _, c := range answertest.Sample(1).Files[schema.Companies] {
		d.Files[schema.Companies] = append(d.Files[schema.Companies], c)
		for _, at := range received[c["company_id"].(string)] {
			d.Files[schema.Disputes] = append(d.Files[schema.Disputes], map[string]any{
				"list": answertest.Disputes, "company_id": c["company_id"], "department": "bank", "received_date": day(at),
			})
		}
	}
	for _, c := range coverage {
		row := map[string]any{
			"list": answertest.Disputes, "measure": "received", "covered_from": day(c[0]), "covered_to": day(c[1]), "disclosure": "arn-1",
		}
		if c[2] != "" {
			row["company_id"] = c[2]
		}
		if c[3] != "" {
			row["department"] = c[3]
		}
		d.Files[schema.Coverage] = append(d.Files[schema.Coverage], row)
	}
	return answertest.Fake{Data: d, Release: "r-0123456789abcdef"}
}

func question(by ...answer.Grouping) answer.CountsQuestion {
	return answer.CountsQuestion{List: answertest.Disputes, GroupBy: by, From: record.NoDate, To: record.NoDate}
}

// lines returns the rows as text, null as -.
func lines(t record.Table) []string {
	var out []string
	for _, row := range t.Rows {
		var cells []string
		for _, cell := range row {
			switch v := cell.(type) {
			case nil:
				cells = append(cells, "-")
			case record.Date:
				cells = append(cells, v.String())
			case int64:
				cells = append(cells, string(rune('0'+v)))
			case string:
				cells = append(cells, v)
			}
		}
		out = append(out, strings.Join(cells, " "))
	}
	return out
}

func ask(t *testing.T, s answer.Store, q answer.CountsQuestion) answer.CountsAnswer {
	t.Helper()
	a, err := answer.Counts(t.Context(), s, q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestCountsTellZeroFromUnknown(t *testing.T) {
	s := disputes(map[string][]string{
		answertest.Early: {"2020-02-01", "2020-12-31", "2023-12-15", "2023-12-16"}, // the last one came after what is covered
	}, [4]string{"2020-01-01", "2021-12-31"}, [4]string{"2023-01-01", "2023-12-15"})
	q := question(answer.ByPeriod)
	q.Companies = []string{answertest.Early}
	a := ask(t, s, q)
	want := []string{
		"2020 2020-01-01 2020-12-31 2 ok 2020-01-01 2020-12-31",
		"2021 2021-01-01 2021-12-31 0 ok 2021-01-01 2021-12-31",
		"2022 2022-01-01 2022-12-31 - not_covered - -",
		"2023 2023-01-01 2023-12-31 1 partial 2023-01-01 2023-12-15",
	}
	if diff := cmp.Diff(want, lines(a.Table)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if a.Meta.Total == nil || *a.Meta.Total != 3 {
		t.Errorf("total %v, want 3", a.Meta.Total)
	}
	q.From, q.To = day("2022-01-01"), day("2022-12-31")
	if a := ask(t, s, q); a.Meta.Total != nil {
		t.Errorf("a total of unknown values: %d", *a.Meta.Total)
	}
}

func TestCountsBeforeRegistration(t *testing.T) {
	s := disputes(map[string][]string{answertest.Late: {"2021-08-01"}}, [4]string{"2020-01-01", "2022-12-31"})
	q := question(answer.ByCompany, answer.ByPeriod)
	q.Companies, q.Period = []string{answertest.Late}, record.Half
	q.From = day("2020-07-01")
	want := []string{
		"2020-H2 2020-07-01 2020-12-31 - not_applicable - -",
		"2021-H1 2021-01-01 2021-06-30 - not_applicable - -",
		"2021-H2 2021-07-01 2021-12-31 1 ok 2021-07-01 2021-12-31",
		"2022-H1 2022-01-01 2022-06-30 0 ok 2022-01-01 2022-06-30",
		"2022-H2 2022-07-01 2022-12-31 0 ok 2022-07-01 2022-12-31",
	}
	for i, w := range want {
		want[i] = answertest.Late + " Ögonblick El AB " + w
	}
	if diff := cmp.Diff(want, lines(ask(t, s, q).Table)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestCountsGapInPeriod: the value counts the covered days only, also when the gap is inside.
func TestCountsGapInPeriod(t *testing.T) {
	s := disputes(map[string][]string{
		answertest.Early:   {"2021-01-31", "2021-02-15", "2021-03-01"},
		answertest.Foreign: {"2021-02-15", "2021-02-16"},
	}, [4]string{"2021-01-01", "2021-01-31"}, [4]string{"2021-03-01", "2021-12-31"}, [4]string{"2021-02-10", "2021-02-15", answertest.Foreign})
	q := question(answer.ByCompany, answer.ByPeriod)
	want := []string{
		answertest.Early + " Påhittade Resor AB 2021 2021-01-01 2021-12-31 2 partial 2021-01-01 2021-12-31",
		answertest.Foreign + " Invented Ltd 2021 2021-01-01 2021-12-31 1 partial 2021-01-01 2021-12-31",
	}
	if diff := cmp.Diff(want, lines(ask(t, s, q).Table)); diff != "" {
		t.Errorf("by company (-want +got):\n%s", diff)
	}
	q = question(answer.ByPeriod)
	if diff := cmp.Diff([]string{"2021 2021-01-01 2021-12-31 2 partial 2021-01-01 2021-12-31"}, lines(ask(t, s, q).Table)); diff != "" {
		t.Errorf("in all (-want +got):\n%s", diff)
	}
	q.Companies = []string{answertest.Early, answertest.Foreign} // covered only when both are
	if diff := cmp.Diff([]string{"2021 2021-01-01 2021-12-31 2 partial 2021-01-01 2021-12-31"}, lines(ask(t, s, q).Table)); diff != "" {
		t.Errorf("two companies together (-want +got):\n%s", diff)
	}
}

func TestCountsToDate(t *testing.T) {
	s := disputes(map[string][]string{
		answertest.Early: {"2021-12-15", "2021-12-16", "2022-12-16", "2023-01-01", "2023-12-15"},
	}, [4]string{"2021-01-01", "2023-12-15"})
	q := question(answer.ByPeriod)
	q.Span = answer.ToDate
	want := []string{
		"2021 2021-01-01 2021-12-15 1 ok 2021-01-01 2021-12-15",
		"2022 2022-01-01 2022-12-15 0 ok 2022-01-01 2022-12-15",
		"2023 2023-01-01 2023-12-15 2 ok 2023-01-01 2023-12-15",
	}
	if diff := cmp.Diff(want, lines(ask(t, s, q).Table)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestCountsToDateOwnCoverage: what is covered for another company or department does not move the day that a question
// is compared up to, nor does a gap that the question ends in.
func TestCountsToDateOwnCoverage(t *testing.T) {
	s := disputes(map[string][]string{answertest.Early: {"2021-09-01"}},
		[4]string{"2021-01-01", "2022-06-30"}, [4]string{"2022-07-01", "2022-09-30", answertest.Foreign},
		[4]string{"2022-07-01", "2022-12-31", "", "bank"}, [4]string{"2022-12-01", "2022-12-15"})
	for _, c := range []struct {
		companies, departments []string
		by                     []answer.Grouping
		to                     record.Date
		want                   string
	}{
		{nil, nil, nil, day("2022-11-30"), "06-30"},
		{nil, nil, nil, record.NoDate, "12-15"},
		{[]string{answertest.Early}, nil, nil, day("2022-11-30"), "06-30"},
		{[]string{answertest.Foreign}, nil, nil, day("2022-11-30"), "09-30"},
		{[]string{answertest.Foreign, answertest.Early}, nil, []answer.Grouping{answer.ByCompany}, day("2022-11-30"), "06-30"},
		{[]string{answertest.Early}, []string{"bank"}, nil, day("2022-11-30"), "11-30"},
		{nil, []string{"bank", "resor"}, []answer.Grouping{answer.ByDepartment}, day("2022-11-30"), "06-30"},
	} {
		q := question(append(c.by, answer.ByPeriod)...)
		q.Span, q.Companies, q.Departments, q.To = answer.ToDate, c.companies, c.departments, c.to
		a := ask(t, s, q)
		at := slices.IndexFunc(a.Columns, func(c record.Column) bool { return c.Name == "to" })
		for _, row := range a.Rows {
			if to := row[at].(record.Date).String(); to[5:] != c.want {
				t.Errorf("%+v: %s, want every year up to %s", c, to, c.want)
			}
		}
	}
}

// TestCountsToDateAsked: a question that ends before the coverage does compares up to its own last day; years that it
// begins or ends within are whole to start with.
func TestCountsToDateAsked(t *testing.T) {
	s := disputes(map[string][]string{answertest.Early: {"2021-06-30", "2021-07-01", "2022-06-30"}}, [4]string{"2021-02-01", "2023-12-15"})
	q := question(answer.ByPeriod)
	q.Span, q.To = answer.ToDate, day("2022-06-30")
	want := []string{
		"2021 2021-01-01 2021-06-30 1 partial 2021-02-01 2021-06-30",
		"2022 2022-01-01 2022-06-30 1 ok 2022-01-01 2022-06-30",
	}
	if diff := cmp.Diff(want, lines(ask(t, s, q).Table)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestCountsToLeapDay: 29 February is 28 February in a common year, and what lies after it is left out.
func TestCountsToLeapDay(t *testing.T) {
	s := disputes(map[string][]string{answertest.Early: {"2023-02-28", "2023-03-01", "2024-02-29"}}, [4]string{"2023-01-01", "2024-02-29"})
	q := question(answer.ByPeriod)
	q.Span, q.Period = answer.ToDate, record.Quarter
	want := []string{
		"2023-Q1 2023-01-01 2023-02-28 1 ok 2023-01-01 2023-02-28",
		"2024-Q1 2024-01-01 2024-02-29 1 ok 2024-01-01 2024-02-29",
	}
	if diff := cmp.Diff(want, lines(ask(t, s, q).Table)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestCountsByCodes(t *testing.T) {
	s := answertest.Fake{Data: answertest.Sample(1), Release: "r-0123456789abcdef"}
	q := question(answer.ByDepartment)
	a := ask(t, s, q)
	var departments []any
	for _, row := range a.Rows {
		departments = append(departments, row[0])
	}
	// skinn-pals was no longer in use; unmapped is in no code list, but records have it; those without come last
	if diff := cmp.Diff([]any{"bank", "elektronik", "resor", record.Unmapped, nil}, departments); diff != "" {
		t.Errorf("departments (-want +got):\n%s", diff)
	}
	q = question(answer.ByOutcome)
	q.Measure = record.Won
	a = ask(t, s, q)
	if len(a.Rows) != 2 || a.Rows[0][0] != "bifall" || a.Rows[1][0] != "delvis-bifall" {
		t.Errorf("outcomes of what was won: %v", lines(a.Table))
	}
}

func TestCountsMeta(t *testing.T) {
	s := answertest.Fake{Data: answertest.Sample(1), Release: "r-0123456789abcdef"}
	q := question(answer.ByCompany, answer.ByPeriod)
	q.Companies, q.Departments = []string{answertest.Early}, []string{"resor"}
	q.From, q.To = day("2019-01-01"), day("2021-12-31")
	m := ask(t, s, q).Meta
	if m.Release != s.Release || m.List != answertest.Disputes || m.RecordKind != record.Dispute || m.Measure != record.Received ||
		m.Unit.EN != "case against one company" || m.Licence.Name != "CC BY 4.0" || !m.Synthetic || m.Undated != 3 {
		t.Errorf("meta: %+v", m)
	}
	if diff := cmp.Diff(map[string]int64{"department": 5}, m.Unmapped); diff != "" {
		t.Errorf("unmapped (-want +got):\n%s", diff)
	}
	want := "Invented data: Cases. Påhittade Nyheter, release r-0123456789abcdef. https://data.example.org/v1/releases/r-0123456789abcdef"
	if m.Citation.EN != want {
		t.Errorf("citation %q, want %q", m.Citation.EN, want)
	}
	var covered, notes []string
	for _, c := range m.Coverage {
		covered = append(covered, c.Disclosure)
	}
	for _, n := range m.Notes {
		notes = append(notes, n.ID)
	}
	if diff := cmp.Diff([]string{"arn-1", "arn-2", "arn-3"}, covered); diff != "" { // arn-4 covers another department
		t.Errorf("coverage (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"strejk", "avgift"}, notes); diff != "" { // konkurs is about another company
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}

// TestCountsUnmapped: an answer says how many texts of the columns that it depends on no code list knows.
func TestCountsUnmapped(t *testing.T) {
	s := answertest.Fake{Data: answertest.Sample(1), Release: "r-0123456789abcdef"}
	for m, want := range map[record.Measure]map[string]int64{
		record.Received: {}, record.Closed: {"outcome": 2}, record.Won: {"outcome": 2}, record.Followed: {"outcome": 2, "followed": 1},
	} {
		q := question()
		q.Measure, q.From, q.To = m, day("2019-01-01"), day("2021-12-31")
		a := ask(t, s, q)
		if diff := cmp.Diff(want, a.Meta.Unmapped); diff != "" {
			t.Errorf("%s (-want +got):\n%s", m, diff)
		}
	}
	q := question(answer.ByDepartment)
	if got := ask(t, s, q).Meta.Unmapped["department"]; got != 5 {
		t.Errorf("by department: %d unmapped", got)
	}
}

// TestCountsMarkSynthetic: every row says whether the list is invented.
func TestCountsMarkSynthetic(t *testing.T) {
	for _, invented := range []bool{true, false} {
		s := answertest.Fake{Data: answertest.Sample(1), Release: "r-0123456789abcdef"}
		s.Data.Manifest.Lists[0].Synthetic = invented
		a := ask(t, s, question(answer.ByPeriod))
		last := len(a.Columns) - 1
		if a.Columns[last] != (record.Column{Name: "synthetic", Type: record.Bool}) {
			t.Fatalf("columns %v", a.Columns)
		}
		for _, row := range a.Rows {
			if row[last] != invented {
				t.Errorf("%v of a list that is invented: %t", row, invented)
			}
		}
	}
}

func TestImpossibleQuestions(t *testing.T) {
	s := answertest.Fake{Data: answertest.Sample(1), Release: "r-0123456789abcdef"}
	for name, c := range map[string]struct {
		param string
		ask   func(*answer.CountsQuestion)
	}{
		"no list":                  {"list", func(q *answer.CountsQuestion) { q.List = "" }},
		"unknown list":             {"list", func(q *answer.CountsQuestion) { q.List = "no-list" }},
		"a list of figures":        {"list", func(q *answer.CountsQuestion) { q.List = answertest.Figures }},
		"unknown measure":          {"measure", func(q *answer.CountsQuestion) { q.Measure = "lost" }},
		"a complaint is never won": {"measure", func(q *answer.CountsQuestion) { q.List, q.Measure = answertest.Complaints, record.Won }},
		"a measure nothing covers": {"measure", func(q *answer.CountsQuestion) { q.Measure = record.Followed }},
		"unknown grouping":         {"group_by", func(q *answer.CountsQuestion) { q.GroupBy = []answer.Grouping{"size"} }},
		"a grouping twice":         {"group_by", func(q *answer.CountsQuestion) { q.GroupBy = []answer.Grouping{answer.ByPeriod, answer.ByPeriod} }},
		"outcomes of what came in": {"group_by", func(q *answer.CountsQuestion) { q.GroupBy = []answer.Grouping{answer.ByOutcome} }},
		"a list without departments": {"group_by", func(q *answer.CountsQuestion) {
			q.List, q.GroupBy = answertest.Complaints, []answer.Grouping{answer.ByDepartment}
		}},
		"unknown period":              {"period", func(q *answer.CountsQuestion) { q.Period, q.GroupBy = "week", []answer.Grouping{answer.ByPeriod} }},
		"a period without grouping":   {"period", func(q *answer.CountsQuestion) { q.Period = record.Month }},
		"unknown span":                {"span", func(q *answer.CountsQuestion) { q.Span = "half" }},
		"to date without periods":     {"span", func(q *answer.CountsQuestion) { q.Span = answer.ToDate }},
		"from after to":               {"from", func(q *answer.CountsQuestion) { q.From, q.To = day("2021-01-02"), day("2021-01-01") }},
		"unknown company":             {"company", func(q *answer.CountsQuestion) { q.Companies = []string{answertest.Early, "se-0000000000"} }},
		"too many companies":          {"company", func(q *answer.CountsQuestion) { q.Companies = ids(answer.MaxCompanies + 1) }},
		"unknown department":          {"department", func(q *answer.CountsQuestion) { q.Departments = []string{"moln"} }},
		"department of a plain list":  {"department", func(q *answer.CountsQuestion) { q.List, q.Departments = answertest.Complaints, []string{"bank"} }},
		"unknown outcome":             {"outcome", func(q *answer.CountsQuestion) { q.Measure, q.Outcomes = record.Closed, []string{"vinst"} }},
		"an outcome of what came in":  {"outcome", func(q *answer.CountsQuestion) { q.Outcomes = []string{"bifall"} }},
		"a rejection that was a gain": {"outcome", func(q *answer.CountsQuestion) { q.Measure, q.Outcomes = record.Won, []string{"avslag"} }},
	} {
		t.Run(name, func(t *testing.T) {
			q := question()
			c.ask(&q)
			_, err := answer.Counts(t.Context(), s, q)
			var invalid *record.InvalidError
			if !errors.As(err, &invalid) || invalid.Param != c.param || invalid.Want == "" {
				t.Errorf("got %v, want an impossible %s", err, c.param)
			}
		})
	}
}

func ids(n int) []string {
	var out []string
	for i := range n {
		out = append(out, "x-"+strings.Repeat("a", i+1))
	}
	return out
}

func TestTooLarge(t *testing.T) {
	s := answertest.Fake{Data: answertest.Sample(1), Release: "r-0123456789abcdef"}
	q := question(answer.ByCompany, answer.ByPeriod)
	q.Period = record.Month
	q.From, q.To = day("0001-01-01"), day("9999-12-31")
	_, err := answer.Counts(t.Context(), s, q)
	if !errors.Is(err, record.ErrTooLarge) || !strings.Contains(err.Error(), schema.CountsMonthly) {
		t.Errorf("got %v, want too large, and the file to take instead", err)
	}
	q.From, q.To = day("1000-01-01"), day("2999-12-31") // 24 000 months, four companies and more
	if _, err := answer.Counts(t.Context(), s, q); err != nil && !errors.Is(err, record.ErrTooLarge) {
		t.Error(err)
	}
}

func TestNamedTwice(t *testing.T) {
	s := answertest.Fake{Data: answertest.Sample(1), Release: "r-0123456789abcdef"}
	q := question(answer.ByCompany)
	q.Companies = []string{answertest.Foreign, answertest.Early, answertest.Foreign}
	a := ask(t, s, q)
	if got := []any{a.Rows[0][0], a.Rows[1][0]}; len(a.Rows) != 2 || !slices.Equal(got, []any{answertest.Early, answertest.Foreign}) {
		t.Errorf("got %v", lines(a.Table))
	}
}
