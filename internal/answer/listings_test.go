package answer_test

import (
	"errors"
	"strings"
	"testing"

	"tvistdata/internal/answer"
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/record"
)

func TestListings(t *testing.T) {
	for name, c := range map[string]struct {
		change func(q *record.RowQuery)
		want   int64
	}{
		"all":               {func(*record.RowQuery) {}, 6},
		"without a date":    {func(q *record.RowQuery) { q.Companies = []string{answertest.Unsettled} }, 2},
		"of a company":      {func(q *record.RowQuery) { q.Companies = []string{answertest.Early} }, 3},
		"of a department":   {func(q *record.RowQuery) { q.Departments = []string{"resor"} }, 3},
		"from an issue on":  {func(q *record.RowQuery) { q.From = answertest.Day("2022-08-17") }, 3},
		"up to an issue":    {func(q *record.RowQuery) { q.To = answertest.Day("2022-08-17") }, 4},
		"between of issues": {func(q *record.RowQuery) { q.From, q.To = answertest.Day("2022-02-17"), answertest.Day("2022-08-16") }, 0},
	} {
		q := rows(answertest.Listings)
		c.change(&q)
		a, err := answer.Records(t.Context(), sample, q)
		if err != nil || a.Total != c.want || a.Columns[5].Name != "issue" {
			t.Errorf("%s: %d listings, want %d, %v", name, a.Total, c.want, err)
		}
		if a.Meta.RecordKind != record.Listing || a.Meta.PublishedFrom != answertest.Day("2022-01-31") {
			t.Errorf("%s: meta %+v", name, a.Meta)
		}
	}
	q := rows(answertest.Listings)
	q.Outcomes = []string{"bifall"}
	var invalid *record.InvalidError
	if _, err := answer.Records(t.Context(), sample, q); !errors.As(err, &invalid) || invalid.Param != "outcome" {
		t.Errorf("listings by outcome: %v", err)
	}
}

// A listing has nothing to count; the error says where to look.
func TestListingsAreNotCounted(t *testing.T) {
	_, err := answer.Counts(t.Context(), sample, answer.CountsQuestion{List: answertest.Listings, From: record.NoDate, To: record.NoDate})
	var invalid *record.InvalidError
	if !errors.As(err, &invalid) || invalid.Param != "list" || !strings.Contains(invalid.Want, "/records?list=svarta-listan") {
		t.Errorf("got %v", err)
	}
	if _, err := answer.Totals(sample, answertest.Listings); !errors.As(err, &invalid) {
		t.Errorf("totals: %v", err)
	}
}
