package table_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tvistdata/internal/record"
	"tvistdata/internal/table"
)

var columns = []record.Column{
	{Name: "company_name", Type: record.TextType},
	{Name: "from", Type: record.DateType},
	{Name: "value", Type: record.Integer},
	{Name: "share", Type: record.Number},
	{Name: "synthetic", Type: record.Bool},
}

func write(t interface {
	Helper()
	Fatal(...any)
}, tab record.Table,
) (asCSV, asJSON string) {
	t.Helper()
	var c, j bytes.Buffer
	if err := table.CSV(&c, tab); err != nil {
		t.Fatal(err)
	}
	if err := table.JSON(&j, tab); err != nil {
		t.Fatal(err)
	}
	return c.String(), j.String()
}

func TestBytes(t *testing.T) {
	tab := record.Table{Columns: columns, Rows: [][]any{
		{`Påhitt, "Bil" & Båt <AB>`, record.NewDate(2023, 12, 15), int64(0), 1.2, true},
		{nil, nil, nil, nil, nil},
		{"", record.NoDate, int64(-3), 1e21, false},
		{"=1+1", record.NewDate(900, 1, 2), int64(math.MaxInt64), -0.5, false},
		{"two\nlines", nil, nil, 100000.0, nil},
	}}
	asCSV, asJSON := write(t, tab)
	wantCSV := "company_name,from,value,share,synthetic\r\n" +
		"\"Påhitt, \"\"Bil\"\" & Båt <AB>\",2023-12-15,0,1.2,true\r\n" +
		",,,,\r\n" +
		"\"\",,-3,1e+21,false\r\n" +
		"=1+1,0900-01-02,9223372036854775807,-0.5,false\r\n" +
		"\"two\nlines\",,,100000,\r\n"
	if diff := cmp.Diff(wantCSV, asCSV); diff != "" {
		t.Errorf("CSV (-want +got):\n%s", diff)
	}
	wantJSON := `[{"company_name":"Påhitt, \"Bil\" & Båt <AB>","from":"2023-12-15","value":0,"share":1.2,"synthetic":true},` +
		`{"company_name":null,"from":null,"value":null,"share":null,"synthetic":null},` +
		`{"company_name":"","from":null,"value":-3,"share":1e+21,"synthetic":false},` +
		`{"company_name":"=1+1","from":"0900-01-02","value":9223372036854775807,"share":-0.5,"synthetic":false},` +
		`{"company_name":"two\nlines","from":null,"value":null,"share":100000,"synthetic":null}]`
	if diff := cmp.Diff(wantJSON, asJSON); diff != "" {
		t.Errorf("JSON (-want +got):\n%s", diff)
	}
}

func TestNoRows(t *testing.T) {
	asCSV, asJSON := write(t, record.Table{Columns: columns})
	if asCSV != "company_name,from,value,share,synthetic\r\n" || asJSON != "[]" {
		t.Errorf("got %q and %q", asCSV, asJSON)
	}
}

func TestOneNullIsARow(t *testing.T) {
	asCSV, _ := write(t, record.Table{Columns: columns[:1], Rows: [][]any{{nil}, {"x"}}})
	rows, err := csv.NewReader(strings.NewReader(asCSV)).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Errorf("%q is read as %q, %v", asCSV, rows, err)
	}
}

func TestWrongCells(t *testing.T) {
	for name, row := range map[string][]any{
		"too few cells":   {"x"},
		"int in a text":   {int64(1), nil, nil, nil, nil},
		"text in a date":  {nil, "2023-12-15", nil, nil, nil},
		"plain int":       {nil, nil, 1, nil, nil},
		"not a number":    {nil, nil, nil, math.NaN(), nil},
		"beyond numbers":  {nil, nil, nil, math.Inf(1), nil},
		"text in a truth": {nil, nil, nil, nil, "true"},
	} {
		tab := record.Table{Columns: columns, Rows: [][]any{row}}
		if err := table.CSV(&bytes.Buffer{}, tab); err == nil {
			t.Errorf("%s: CSV took it", name)
		}
		if err := table.JSON(&bytes.Buffer{}, tab); err == nil {
			t.Errorf("%s: JSON took it", name)
		}
	}
}

// TestSameCells: what CSV and JSON hold is the same, cell by cell, and what the table holds.
func TestSameCells(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[=+@ ,"\n-]{0,3}[a-zåäö&<>]{0,5}`)).Filter(func(s string) bool {
		return !strings.Contains(s, "\r") // Go's CSV reader rewrites CRLF inside a field; the writer does not
	})
	rapid.Check(t, func(t *rapid.T) {
		tab := record.Table{Columns: columns}
		for range rapid.IntRange(0, 8).Draw(t, "rows") {
			row := []any{
				text.Draw(t, "text"), record.Date(rapid.IntRange(-400000, 400000).Draw(t, "date")), rapid.Int64().Draw(t, "value"),
				rapid.Float64().Draw(t, "share"), rapid.Bool().Draw(t, "truth"),
			}
			for j := range row {
				if rapid.IntRange(0, 4).Draw(t, "null") == 0 {
					row[j] = nil
				}
			}
			tab.Rows = append(tab.Rows, row)
		}
		asCSV, asJSON := write(t, tab)
		lines, err := csv.NewReader(strings.NewReader(asCSV)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		d := json.NewDecoder(strings.NewReader(asJSON))
		d.UseNumber()
		var objects []map[string]any
		if err := d.Decode(&objects); err != nil {
			t.Fatal(err)
		}
		if len(lines) != len(tab.Rows)+1 || len(objects) != len(tab.Rows) {
			t.Fatalf("%d lines and %d objects for %d rows", len(lines), len(objects), len(tab.Rows))
		}
		for i, row := range tab.Rows {
			for j, c := range columns {
				want := plain(row[j])
				fromCSV := lines[i+1][j]
				if c.Type == record.Number {
					fromCSV = shorter.Replace(fromCSV)
				}
				if fromCSV != want {
					t.Fatalf("CSV has %q for %s, want %q", fromCSV, c.Name, want)
				}
				fromJSON := objects[i][c.Name]
				if (fromJSON == nil) != (row[j] == nil) || plain(fromJSON) != want {
					t.Fatalf("JSON has %v for %s, want %q", fromJSON, c.Name, want)
				}
			}
		}
	})
}

// shorter takes away the zero that may lead a one-digit exponent.
var shorter = strings.NewReplacer("e-0", "e-", "e+0", "e+")

// plain returns a cell's text: what Go prints for it, empty for null.
func plain(cell any) string {
	switch v := cell.(type) {
	case nil:
		return ""
	case string:
		return strings.ToValidUTF8(v, "\ufffd")
	case record.Date:
		return v.String()
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		b, _ := json.Marshal(v)
		return shorter.Replace(string(b))
	case bool:
		return strconv.FormatBool(v)
	case json.Number:
		return shorter.Replace(v.String())
	}
	return "unknown"
}
