package answer_test

import (
	"testing"

	"tvistdata/internal/answer"
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// total adds a published number of everything that the authority, or its department, received.
func total(s answertest.Fake, id, measure, department, from, to string, value float64) {
	row := map[string]any{
		"record_id": answertest.Key(id), "list": answertest.Figures, "disclosure": "tal-1", "authority": "arn", "jurisdiction": "SE",
		"measure": measure, "period_start": day(from), "period_end": day(to), "period_precision": "day", "value": value,
		"value_as_published": "x", "unit": "cases", "source_name": "Tidningen", "synthetic": true,
	}
	set(row, "department", department)
	set(row, "department_as_written", department)
	s.Files[schema.Figures] = append(s.Files[schema.Figures], row)
}

// TestSharesOfPublishedWholes: a published number replaces a whole that the disclosures do not cover, and never for
// one that they do. Two years are covered for one company alone, as when a list was asked for by its name.
func TestSharesOfPublishedWholes(t *testing.T) {
	s := disputes(map[string][]string{answertest.Early: yearly(0, 0, 0, 0, 30, 768), answertest.Foreign: yearly(0, 9, 0, 0, 1, 1)},
		[4]string{"2018-01-01", "2021-12-31"}, [4]string{"2022-01-01", "2023-12-15", answertest.Early})
	l := &s.Data.Manifest.Lists[0]
	l.Authority, l.Country = "arn", "SE"
	total(s, "bank", "cases_received", "bank", "2023-01-01", "2023-12-31", 2780)
	total(s, "board", "cases_received", "", "2023-01-01", "2023-06-30", 10_000)
	total(s, "before", "cases_received", "", "2022-01-01", "2022-12-31", 20_000)
	total(s, "covered", "cases_received", "", "2019-01-01", "2019-12-31", 18_000)
	total(s, "more", "cases_received_incl_re_evaluations", "", "2023-01-01", "2023-06-30", 11_000)
	total(s, "closed", "cases_closed", "", "2023-01-01", "2023-06-30", 9000)
	shares := func(year int) map[any]map[string]any {
		a, err := answer.Summary(t.Context(), s, answer.SummaryQuestion{
			Company: answertest.Early, From: record.NewDate(year, 1, 1), To: record.NewDate(year, 12, 31),
		})
		if err != nil {
			t.Fatal(err)
		}
		rows := map[any]map[string]any{}
		for i := range a.Shares.Rows {
			c := cellsOf(a.Shares, i)
			rows[answertest.Named(c["record_id"])] = c
		}
		return rows
	}
	now := shares(2023)
	if len(now) != 2 {
		t.Fatalf("2023: %v", now)
	}
	number(t, now["bank"], "share", 768.0/2780)
	number(t, now["bank"], "published", 2780)
	inHalf := 0.0
	for _, row := range s.Files[schema.Disputes] {
		if d, ok := row["received_date"].(record.Date); ok && row["company_id"] == answertest.Early && d >= day("2023-01-01") && d <= day("2023-06-30") {
			inHalf++
		}
	}
	number(t, now["board"], "counted", inHalf)
	number(t, now["board"], "share", inHalf/10_000)
	if now["bank"]["status"] != "partial" || now["board"]["status"] != "ok" {
		t.Errorf("a year that is covered up to 15 December is %v, half a year %v", now["bank"]["status"], now["board"]["status"])
	}
	if before := shares(2022); len(before) != 1 || before["before"]["status"] != "ok" {
		t.Errorf("2022: %v", before)
	}
	if covered := shares(2019); len(covered) != 0 {
		t.Errorf("a whole that is covered has a share by a published number: %v", covered)
	}
}

// TestPublishedFiguresStandBesideCounts: beside a row of the same company, measure and days, with the difference where
// all of them are covered; and beside no other row.
func TestPublishedFiguresStandBesideCounts(t *testing.T) {
	s := story()
	q := answer.CountsQuestion{List: answertest.Disputes, Companies: []string{answertest.Early}, From: day("2023-01-01"), To: day("2023-12-15")}
	beside := func(q answer.CountsQuestion) []map[string]any {
		a, err := answer.Counts(t.Context(), s, q)
		if err != nil {
			t.Fatal(err)
		}
		var rows []map[string]any
		for i := range a.Meta.Published.Rows {
			rows = append(rows, cellsOf(a.Meta.Published, i))
		}
		return rows
	}
	rows := beside(q)
	if len(rows) != 1 || answertest.Named(rows[0]["record_id"]) != "same" || rows[0]["company_id"] != answertest.Early {
		t.Fatalf("published: %v", rows)
	}
	number(t, rows[0], "counted", 768)
	number(t, rows[0], "difference", -2)
	both := q
	both.Companies, both.GroupBy = []string{answertest.Early, answertest.Foreign}, []answer.Grouping{answer.ByCompany}
	if rows := beside(both); len(rows) != 1 {
		t.Errorf("of two companies: %v", rows)
	}
	for name, change := range map[string]func(*answer.CountsQuestion){
		"other days":      func(q *answer.CountsQuestion) { q.To = day("2023-12-14") },
		"another measure": func(q *answer.CountsQuestion) { q.Measure = record.Closed },
		"one department":  func(q *answer.CountsQuestion) { q.Departments = []string{"bank"} },
		"another company": func(q *answer.CountsQuestion) { q.Companies = []string{answertest.Foreign} },
		"two as one":      func(q *answer.CountsQuestion) { q.Companies = []string{answertest.Early, answertest.Foreign} },
		"all companies":   func(q *answer.CountsQuestion) { q.Companies = nil },
		"by department":   func(q *answer.CountsQuestion) { q.GroupBy = []answer.Grouping{answer.ByDepartment} },
		"by month":        func(q *answer.CountsQuestion) { q.GroupBy, q.Period = []answer.Grouping{answer.ByPeriod}, record.Month },
	} {
		of := q
		change(&of)
		if rows := beside(of); len(rows) != 0 {
			t.Errorf("%s: %v", name, rows)
		}
	}
	a := compare(t, s, answer.CompareQuestion{CountsQuestion: q})
	if len(a.Meta.Published.Rows) != 1 {
		t.Errorf("compared: %v", a.Meta.Published.Rows)
	}
}

// TestFiguresReconciled: a figure has beside it the count that says the same, of a company or of a year's total with the
// unnamed, and beside any other nothing.
func TestFiguresReconciled(t *testing.T) {
	s := story()
	total(s, "year", "cases_received", "", "2022-01-01", "2022-12-31", 240)
	total(s, "half", "cases_received", "", "2022-01-01", "2022-06-30", 120)
	total(s, "department", "cases_received", "bank", "2022-01-01", "2022-12-31", 99)
	total(s, "unknown", "cases_received", "", "2022-01-01", "2022-12-31", 7)
	last := s.Files[schema.Figures][len(s.Files[schema.Figures])-1]
	last["company_as_written"] = "Påhitt"
	s.Files[schema.TotalsYearly] = []map[string]any{
		{"list": answertest.Disputes, "year": int64(2022), "received": int64(244), "status": "ok"},
		{"list": answertest.Disputes, "year": int64(2022), "department": "bank", "status": "suppressed"},
	}
	a, err := answer.Figures(t.Context(), s, record.RowQuery{From: record.NoDate, To: record.NoDate, Limit: 20, Page: 1})
	if err == nil {
		a, err = answer.Reconcile(t.Context(), s, a)
	}
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]any{
		"same": {answertest.Disputes, int64(768), "ok", -2.0}, "mean": {nil, nil, nil, nil}, "beyond": {answertest.Disputes, nil, "not_covered", nil},
		"rank": {nil, nil, nil, nil}, "year": {answertest.Disputes, int64(244), "ok", 4.0}, "half": {nil, nil, nil, nil},
		"department": {answertest.Disputes, nil, "suppressed", nil}, "unknown": {nil, nil, nil, nil},
	}
	seen := 0
	for i := range a.Rows {
		c := cellsOf(a.Table, i)
		cells, ok := want[answertest.Named(c["record_id"])]
		if !ok {
			continue
		}
		seen++
		for k, column := range []string{"counted_list", "counted", "counted_status", "difference"} {
			if c[column] != cells[k] {
				t.Errorf("%s: %s is %v, want %v", answertest.Named(c["record_id"]), column, c[column], cells[k])
			}
		}
	}
	if seen != len(want) {
		t.Errorf("%d of %d figures", seen, len(want))
	}
}
