package answer_test

import (
	"errors"
	"strings"
	"testing"

	"tvistdata/internal/answer"
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/record"
)

func TestAggregates(t *testing.T) {
	for name, c := range map[string]struct {
		change func(q *record.RowQuery)
		want   int64
	}{
		"all":                     {func(*record.RowQuery) {}, 4},
		"of every list":           {func(q *record.RowQuery) { q.List = "" }, 4},
		"of a company":            {func(q *record.RowQuery) { q.Companies = []string{answertest.Early} }, 3},
		"of one without any":      {func(q *record.RowQuery) { q.Companies = []string{answertest.Late} }, 0},
		"of a day in a period":    {func(q *record.RowQuery) { q.From, q.To = answertest.Day("2023-05-31"), answertest.Day("2023-05-31") }, 2},
		"up to a period's begin":  {func(q *record.RowQuery) { q.To = answertest.Day("2023-01-01") }, 3},
		"after all that is known": {func(q *record.RowQuery) { q.From = answertest.Day("2024-01-01") }, 0},
	} {
		q := rows(answertest.Aggregates)
		c.change(&q)
		a, err := answer.Aggregates(t.Context(), sample, q)
		if err != nil || a.Total != c.want || a.Columns[9].Name != "count" {
			t.Errorf("%s: %d aggregates, want %d, %v", name, a.Total, c.want, err)
		}
		if m := a.Meta; m.RecordKind != record.Aggregate || m.List != answertest.Aggregates || m.Unit.EN != "complaint" || !m.Synthetic {
			t.Errorf("%s: meta %+v", name, m)
		}
	}
	for param, change := range map[string]func(q *record.RowQuery){
		"list":    func(q *record.RowQuery) { q.List = answertest.Disputes },
		"company": func(q *record.RowQuery) { q.Companies = []string{"nobody"} },
		"from":    func(q *record.RowQuery) { q.From, q.To = answertest.Day("2023-05-31"), answertest.Day("2023-05-30") },
		"limit":   func(q *record.RowQuery) { q.Limit = 0 },
	} {
		q := rows(answertest.Aggregates)
		change(&q)
		var invalid *record.InvalidError
		if _, err := answer.Aggregates(t.Context(), sample, q); !errors.As(err, &invalid) || invalid.Param != param {
			t.Errorf("got %v, want an impossible %s", err, param)
		}
	}
}

// TestAggregatesAreNotCounted: no question that counts records takes a list of counts, and the error says where they are.
func TestAggregatesAreNotCounted(t *testing.T) {
	open := answer.CountsQuestion{List: answertest.Aggregates, From: record.NoDate, To: record.NoDate}
	var invalid *record.InvalidError
	if _, err := answer.Counts(t.Context(), sample, open); !errors.As(err, &invalid) || invalid.Param != "list" ||
		!strings.Contains(invalid.Want, "/aggregates?list=pahittad-statistik") {
		t.Errorf("got %v", err)
	}
	if _, err := answer.Records(t.Context(), sample, rows(answertest.Aggregates)); !errors.As(err, &invalid) || invalid.Param != "list" {
		t.Errorf("records: %v", err)
	}
	if _, err := answer.Totals(sample, answertest.Aggregates); !errors.As(err, &invalid) {
		t.Errorf("totals: %v", err)
	}
	q := rows(answertest.Aggregates)
	if _, err := answer.Figures(t.Context(), sample, q); !errors.As(err, &invalid) {
		t.Errorf("figures: %v", err)
	}
}
