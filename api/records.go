package api

import (
	"context"
	"reflect"

	"tvistdata/internal/answer"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// recordRow documents one dispute, complaint or listing; columns that a list's record kind does not have are left out.
type recordRow struct{}

func (recordRow) described() []schema.Table {
	return []schema.Table{schema.DisputeRows.Table, schema.ComplaintRows.Table, schema.ListingRows.Table}
}

// recordFile names the file that holds all records of a kind.
func recordFile(k record.Kind) string {
	switch k {
	case record.Dispute:
		return schema.Disputes
	case record.Complaint:
		return schema.Complaints
	case record.Figure:
		return schema.Figures
	case record.Listing:
		return schema.Listings
	}
	return ""
}

func records() *resource {
	params := []param{listParam("The list; /lists lists them.", true), companiesParam(), departmentsParam(), outcomesParam()}
	params = append(params, datesParams("of the day the authority received it, or the day of a listing's issue")...)
	return &resource{
		id: "get-records", path: "/records", tag: "records", noun: "record",
		summary: "List records: those behind the counts, and listings",
		doc: "Lists disputes or complaints against companies, or listings of companies, page by page in one order that does not change " +
			"inside a release. Matters against persons are not among them.",
		params: append(params, pageParams()...), tabular: true,
		body: reflect.TypeFor[collection[recordRow]](), example: recordsExample, csvExample: csvOf(schema.DisputeRows.Table, recordsExample),
		answer: func(ctx context.Context, a asked) (any, error) {
			got, err := answer.Records(ctx, a.store, rowQuery(a.values))
			if err != nil {
				return nil, err
			}
			c := page[recordRow](a, got.Table, got.Total, recordFile(got.Meta.RecordKind))
			c.describe(got.Meta)
			return c, nil
		},
	}
}

// rowQuery reads the question for records and figures out of the parameters of either.
func rowQuery(v values) record.RowQuery {
	return record.RowQuery{
		List: v.text("list"), Companies: v.list("company"), Departments: v.list("department"), Outcomes: v.list("outcome"),
		From: v.date("from"), To: v.date("to"), Brand: v.text("brand"), CompanyAsWritten: v.text("company_as_written"),
		Authority: v.text("authority"), FigureMeasure: v.text("measure"), Limit: v.number("limit"), Page: v.number("page"),
	}
}

const recordsExample = `{
"data": [{"record_id": "0a1b2c3d4e5f6g7h", "list": "arn-cases", "disclosure": "arn-2023-12", "company_id": "se-4425670009",
  "department": "bank", "matter_type": "arende", "received_date": "2023-03-14", "decision_date": "2023-11-02",
  "outcome": "bifall", "dismissal_reason": null, "amount_band": "1000-4999", "currency": "SEK", "followed": "foljt", "synthetic": true}],
"meta": {"release": "r-0123456789abcdef", "list": "arn-cases", "record_kind": "dispute", "unit": {"sv": "ärenden mot ett företag",
  "en": "cases against one company"}, "citation": {"sv": "Exempelutgivaren: ärenden hos ARN, utgåva r-0123456789abcdef",
  "en": "Example Publisher: cases at ARN, release r-0123456789abcdef"}, "licence": {"name": "CC0 1.0",
  "url": "https://creativecommons.org/publicdomain/zero/1.0/"}, "synthetic": true, "page": 1, "limit": 1, "count": 1,
  "total_records": 899, "total_pages": 899},
"links": {
  "self": "https://tvistdata.example/v1/records?company=se-4425670009&limit=1&list=arn-cases&page=1&release=r-0123456789abcdef",
  "csv": "https://tvistdata.example/v1/records?company=se-4425670009&format=csv&limit=1&list=arn-cases&page=1&release=r-0123456789abcdef",
  "next": "https://tvistdata.example/v1/records?company=se-4425670009&limit=1&list=arn-cases&page=2&release=r-0123456789abcdef",
  "file": "https://tvistdata.example/v1/releases/r-0123456789abcdef/files/disputes.parquet"
}}`
