package api

import (
	"context"
	"reflect"

	"tvistdata/internal/record"
)

// departmentRow is one department of an authority.
type departmentRow struct {
	List       string  `json:"list" doc:"The list that uses the code."`
	Department string  `json:"department" doc:"The department's code."`
	LabelSV    string  `json:"label_sv" doc:"Its name in Swedish."`
	LabelEN    string  `json:"label_en" doc:"Its name in English."`
	From       *string `json:"from_date" format:"date" doc:"First day in use; null when not known."`
	To         *string `json:"to_date" format:"date" doc:"Last day in use; null when it still is."`
}

func departments() *resource {
	return &resource{
		id: "get-departments", path: "/departments", tag: "lists", noun: "department",
		summary: "List the departments",
		doc:     "Lists the departments that lists sort their matters by, with the dates over which each was in use.",
		params:  append([]param{listParam("Only departments of this list; /lists lists them.", false)}, pageParams()...), tabular: true,
		body: reflect.TypeFor[collection[departmentRow]](), example: departmentsExample, csvExample: departmentsCSV,
		answer: func(_ context.Context, a asked) (any, error) {
			t, err := departmentTable(a)
			if err != nil {
				return nil, err
			}
			c := page[departmentRow](a, slice(t, a.values.number("page"), a.values.number("limit")), int64(len(t.Rows)), "")
			c.Meta.List = a.values.text("list")
			return c, nil
		},
	}
}

func departmentTable(a asked) (record.Table, error) {
	var rows []departmentRow
	only, found := a.values.text("list"), false
	var ids []string
	for _, l := range a.store.Manifest().Lists {
		ids = append(ids, l.ID)
		if only != "" && l.ID != only {
			continue
		}
		found = true
		for _, c := range l.Codes["department"] {
			rows = append(rows, departmentRow{
				List: l.ID, Department: c.ID, LabelSV: c.Label.SV, LabelEN: c.Label.EN, From: wireDate(c.From), To: wireDate(c.To),
			})
		}
	}
	if only != "" && !found {
		return record.Table{}, &record.InvalidError{Param: "list", Got: only, Want: "one of " + phrase(ids)}
	}
	return record.TableOf(rows), nil
}

const departmentsExample = `{
"data": [{"list": "arn-cases", "department": "bank", "label_sv": "Bank", "label_en": "Banking", "from_date": null, "to_date": null}],
"meta": {"release": "r-0123456789abcdef", "list": "arn-cases", "synthetic": true, "page": 1, "limit": 1, "count": 1,
  "total_records": 12, "total_pages": 12},
"links": {
  "self": "https://tvistdata.example/v1/departments?limit=1&list=arn-cases&page=1&release=r-0123456789abcdef",
  "csv": "https://tvistdata.example/v1/departments?format=csv&limit=1&list=arn-cases&page=1&release=r-0123456789abcdef",
  "next": "https://tvistdata.example/v1/departments?limit=1&list=arn-cases&page=2&release=r-0123456789abcdef"
}}`

const departmentsCSV = "list,department,label_sv,label_en,from_date,to_date\r\narn-cases,bank,Bank,Banking,,\r\n"
