package api

import (
	"context"
	"reflect"

	"tvistdata/internal/answer"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

func aggregates() *resource {
	params := []param{listParam("Only counts of this list; /lists lists them.", false), companiesParam()}
	params = append(params, datesParams("counts whose period overlaps these dates")...)
	asJSON, asCSV := atHandExample(schema.AggregateRows, "/aggregates", false)
	return &resource{
		id: "get-aggregates", path: "/aggregates", tag: "records", noun: "aggregate", file: schema.Aggregates,
		summary: "List counts that authorities disclosed in place of records",
		doc: "Lists how many matters an authority says that it counted against a company in a period, where it discloses no records: by " +
			"company, measure, department and subject. They are never added to records, and no other address counts them. A count is null " +
			"when rows of one disclosure count the same, or in periods that overlap. That a company has no row is not 0.",
		params: append(params, pageParams()...), tabular: true,
		body: reflect.TypeFor[collection[record.AggregateCount]](), example: asJSON, csvExample: asCSV,
		answer: func(ctx context.Context, a asked) (any, error) {
			got, err := answer.Aggregates(ctx, a.store, rowQuery(a.values))
			if err != nil {
				return nil, err
			}
			c := page[record.AggregateCount](a, got.Table, got.Total, schema.Aggregates)
			c.describe(got.Meta)
			return c, nil
		},
	}
}
