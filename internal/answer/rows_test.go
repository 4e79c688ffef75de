package answer_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tvistdata/internal/answer"
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

var sample = answertest.Fake{Data: answertest.Sample(1), Release: "r-0123456789abcdef"}

func rows(list string) record.RowQuery {
	return record.RowQuery{List: list, From: record.NoDate, To: record.NoDate, Limit: 20, Page: 1}
}

func TestRecords(t *testing.T) {
	q := rows(answertest.Disputes)
	q.Companies, q.Departments, q.Outcomes = []string{answertest.Early}, []string{"bank"}, []string{"bifall", "avslag"}
	a, err := answer.Records(t.Context(), sample, q)
	if err != nil {
		t.Fatal(err)
	}
	if a.Total == 0 || len(a.Rows) != int(min(a.Total, 20)) || a.Columns[0].Name != "record_id" {
		t.Errorf("%d rows of %d, columns %v", len(a.Rows), a.Total, a.Columns)
	}
	m := a.Meta
	if m.List != answertest.Disputes || m.RecordKind != record.Dispute || !m.Synthetic || m.Licence.Name != "CC BY 4.0" || m.Unit.SV == "" || m.Citation.SV == "" {
		t.Errorf("meta: %+v", m)
	}
}

func TestFigures(t *testing.T) {
	q := rows("")
	q.CompanyAsWritten = "INVENTED"
	a, err := answer.Figures(t.Context(), sample, q)
	if err != nil {
		t.Fatal(err)
	}
	if a.Total != 3 || a.Meta.RecordKind != record.Figure || a.Meta.Synthetic {
		t.Errorf("%d figures, meta %+v", a.Total, a.Meta)
	}
}

// A page has the disagreements that its figures are part of, whichever of the figures is on it, and of no other.
func TestDisagreementsOfAPage(t *testing.T) {
	of := func(written string) (ids []string) {
		q := rows(answertest.Figures)
		q.CompanyAsWritten = written
		a, err := answer.Figures(t.Context(), sample, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range a.Disagreements {
			ids = append(ids, d.Rule)
		}
		return ids
	}
	for written, want := range map[string][]string{
		"":             {"counted", "parts-total", "revised"},
		"invented":     {"parts-total", "revised"},
		"åkeri påhitt": {"parts-total"},
		"nobody":       nil,
	} {
		if diff := cmp.Diff(want, of(written)); diff != "" {
			t.Errorf("%q: -want +got:\n%s", written, diff)
		}
	}
	if a, err := answer.Records(t.Context(), sample, rows(answertest.Disputes)); err != nil || len(a.Disagreements) > 0 {
		t.Errorf("records: %v, %v", a.Disagreements, err)
	}
}

func TestImpossibleRows(t *testing.T) {
	type ask = func(*record.RowQuery)
	for name, c := range map[string]struct {
		param   string
		figures bool
		ask     ask
	}{
		"no list":                {"list", false, func(q *record.RowQuery) { q.List = "" }},
		"figures as records":     {"list", false, func(q *record.RowQuery) { q.List = answertest.Figures }},
		"records as figures":     {"list", true, func(q *record.RowQuery) { q.List = answertest.Disputes }},
		"a record has no brand":  {"brand", false, func(q *record.RowQuery) { q.Brand = "invented" }},
		"nor a publisher's name": {"company_as_written", false, func(q *record.RowQuery) { q.CompanyAsWritten = "x" }},
		"a figure has no end":    {"outcome", true, func(q *record.RowQuery) { q.Outcomes = []string{"bifall"} }},
		"unknown authority":      {"authority", true, func(q *record.RowQuery) { q.Authority = "nasa" }},
		"unknown department":     {"department", false, func(q *record.RowQuery) { q.Departments = []string{"moln"} }},
		"unknown outcome":        {"outcome", false, func(q *record.RowQuery) { q.Outcomes = []string{"vinst"} }},
		"unknown company":        {"company", false, func(q *record.RowQuery) { q.Companies = []string{"se-0000000000"} }},
		"unknown company, too":   {"company", true, func(q *record.RowQuery) { q.Companies = []string{"se-0000000000"} }},
		"no rows":                {"limit", false, func(q *record.RowQuery) { q.Limit = 0 }},
		"too many rows":          {"limit", true, func(q *record.RowQuery) { q.Limit = answer.MaxLimit + 1 }},
		"page 0":                 {"page", false, func(q *record.RowQuery) { q.Page = 0 }},
		"from after to":          {"from", true, func(q *record.RowQuery) { q.From, q.To = day("2021-01-02"), day("2021-01-01") }},
	} {
		t.Run(name, func(t *testing.T) {
			q, do := rows(answertest.Disputes), answer.Records
			if c.figures {
				q, do = rows(answertest.Figures), answer.Figures
			}
			c.ask(&q)
			_, err := do(t.Context(), sample, q)
			var invalid *record.InvalidError
			if !errors.As(err, &invalid) || invalid.Param != c.param || invalid.Want == "" {
				t.Errorf("got %v, want an impossible %s", err, c.param)
			}
		})
	}
}

func TestCompany(t *testing.T) {
	p, err := answer.Company(t.Context(), sample, answertest.Early)
	if err != nil {
		t.Fatal(err)
	}
	if p.Name != "Påhittade Resor AB" || len(p.Names) != 2 || len(p.Lists) != 4 {
		t.Fatalf("profile: %+v", p)
	}
	var inLists int64
	for _, l := range p.Lists {
		inLists += l.Records
		q := rows(l.List)
		q.Companies = []string{p.ID}
		ask := answer.Records
		if l.RecordKind == record.Aggregate {
			ask = answer.Aggregates
		}
		if records, err := ask(t.Context(), sample, q); err != nil || records.Total != l.Records {
			t.Errorf("%s: the profile says %d records, the list has %d, %v", l.List, l.Records, records.Total, err)
		}
	}
	if inLists == 0 || p.Lists[0].RecordKind != record.Dispute || p.Lists[1].RecordKind != record.Complaint || p.Lists[2].RecordKind != record.Listing {
		t.Errorf("lists: %+v", p.Lists)
	}
	if _, err := answer.Company(t.Context(), sample, "se-0000000000"); !errors.Is(err, record.ErrNotFound) {
		t.Errorf("a company that is not there: %v", err)
	}
}

func TestCompanies(t *testing.T) {
	a, err := answer.Companies(t.Context(), sample, record.CompanyQuery{Text: "påhitt", Limit: 1, Page: 2})
	if err != nil || a.Total != 2 || len(a.Companies) != 1 {
		t.Errorf("%d of %d, %v", len(a.Companies), a.Total, err)
	}
	for param, q := range map[string]record.CompanyQuery{
		"list": {List: "no-list", Limit: 20, Page: 1}, "limit": {Limit: 0, Page: 1}, "page": {Limit: 20},
	} {
		var invalid *record.InvalidError
		if _, err := answer.Companies(t.Context(), sample, q); !errors.As(err, &invalid) || invalid.Param != param {
			t.Errorf("got %v, want an impossible %s", err, param)
		}
	}
}

// TestCompanyWithoutNames: the lists are those of its records, though no name that it was written under is published.
func TestCompanyWithoutNames(t *testing.T) {
	p, err := answer.Company(t.Context(), sample, answertest.Foreign)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Names) != 0 || len(p.Lists) != 4 || p.Lists[0].List != answertest.Disputes || p.Lists[1].Records != 1 || p.Lists[2].List != answertest.Figures || p.Lists[2].Records != 2 {
		t.Errorf("names %v, lists %+v", p.Names, p.Lists)
	}
}

func TestNotes(t *testing.T) {
	open := answer.NotesQuestion{From: record.NoDate, To: record.NoDate}
	for name, c := range map[string]struct {
		ask  func(*answer.NotesQuestion)
		want []string
	}{
		"all, by date":                {func(*answer.NotesQuestion) {}, []string{"strejk", "konkurs", "avgift"}},
		"another list":                {func(q *answer.NotesQuestion) { q.List = answertest.Complaints }, nil},
		"a department":                {func(q *answer.NotesQuestion) { q.Department = "bank" }, []string{"konkurs", "avgift"}},
		"a company":                   {func(q *answer.NotesQuestion) { q.Company = answertest.Early }, []string{"strejk", "avgift"}},
		"no end":                      {func(q *answer.NotesQuestion) { q.From = day("2030-01-01") }, []string{"avgift"}},
		"up to the first day":         {func(q *answer.NotesQuestion) { q.To = day("2019-04-26") }, []string{"strejk"}},
		"before the first day":        {func(q *answer.NotesQuestion) { q.To = day("2019-04-25") }, nil},
		"from the last day of a note": {func(q *answer.NotesQuestion) { q.From, q.To = day("2019-05-02"), day("2019-05-03") }, []string{"strejk"}},
		"after it":                    {func(q *answer.NotesQuestion) { q.From, q.To = day("2019-05-03"), day("2019-05-04") }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			q := open
			c.ask(&q)
			notes, err := answer.Notes(sample, q)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, n := range notes {
				got = append(got, n.ID)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestSeriesBreak: a break matters to a span that it lies inside of, not to one that is even in itself.
func TestSeriesBreak(t *testing.T) {
	data := answertest.Sample(1)
	data.Files[schema.Notes] = []map[string]any{{
		"note_id": "avgift", "kind": "series_break", "list": answertest.Disputes, "from_date": day("2021-08-01"),
		"text_sv": "Avgift.", "text_en": "A fee.", "source_name": "Påhittad källa",
	}}
	s := answertest.Fake{Data: data}
	for span, want := range map[[2]string]int{
		{"2021-07-31", "2021-08-01"}: 1, {"2021-08-01", "2023-12-31"}: 0, {"2020-01-01", "2021-07-31"}: 0,
	} {
		notes, err := answer.Notes(s, answer.NotesQuestion{From: day(span[0]), To: day(span[1])})
		if err != nil || len(notes) != want {
			t.Errorf("%v: %d notes, want %d, %v", span, len(notes), want, err)
		}
	}
}

func TestTotals(t *testing.T) {
	a, err := answer.Totals(sample, answertest.Disputes)
	if err != nil || len(a) != 4 || a[2].Year != 2024 || a[3].Department == "" {
		t.Errorf("%v, %v", a, err)
	}
	var invalid *record.InvalidError
	if _, err := answer.Totals(sample, answertest.Figures); !errors.As(err, &invalid) || invalid.Param != "list" {
		t.Errorf("a list of figures: %v", err)
	}
}
