package record_test

import (
	"reflect"
	"testing"

	"tvistdata/internal/record"
)

type who struct {
	Company string  `json:"company_id"`
	Of      *string `json:"department"`
}

type counted struct {
	who
	On     record.Date   `json:"from,omitzero"`
	Value  *int64        `json:"value"`
	Status record.Status `json:"status"`
	Ratio  float64       `json:"ratio"`
	Made   bool          `json:"synthetic"`
	kept   int
}

// TestTableOf: fields with a name are columns in their order, with their types; nil and no date are null, and no other value is.
func TestTableOf(t *testing.T) {
	bank, seven := "bank", int64(7)
	rows := []counted{
		{who: who{"se-4020010007", &bank}, On: record.NewDate(2023, 2, 1), Value: &seven, Status: record.OK, Ratio: 0.5, Made: true, kept: 1},
		{On: record.NoDate},
	}
	got := record.TableOf(rows, "ratio", "elsewhere")
	want := record.Table{
		Columns: []record.Column{
			{Name: "company_id", Type: record.TextType},
			{Name: "department", Type: record.TextType},
			{Name: "from", Type: record.DateType},
			{Name: "value", Type: record.Integer},
			{Name: "status", Type: record.TextType},
			{Name: "synthetic", Type: record.Bool},
		},
		Rows: [][]any{
			{"se-4020010007", "bank", record.NewDate(2023, 2, 1), int64(7), "ok", true},
			{"", nil, nil, nil, "", false},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %#v\nwant %#v", got, want)
	}
	if none := record.TableOf[counted](nil); len(none.Columns) != 7 || none.Rows == nil {
		t.Errorf("a table without rows: %#v", none)
	}
}
