package etl_test

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tvistdata/etl/etltest"
	"tvistdata/etl/normalise"
	"tvistdata/internal/company"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// TestTheSameRowsInEveryFormGiveTheSameRecords reads one fixture as Windows-1252, as UTF-8 with and without byte order
// mark, and as a workbook with a title above the header, real dates and numbers.
func TestTheSameRowsInEveryFormGiveTheSameRecords(t *testing.T) {
	var first string
	for _, name := range []string{"utf-8", "utf-8-bom", "windows-1252", "workbook"} {
		d := fixture(t, "arn-cases", strings.Replace(name, "workbook", "utf-8", 1))
		if name == "workbook" {
			d.Files = map[string]string{"arenden.xlsx": workbook(t, d.Files["arenden.csv"])}
			d.Sidecar = d.Sidecar[:strings.Index(d.Sidecar, "files:")] + d.Sidecar[strings.Index(d.Sidecar, "columns:"):]
		}
		d.ID = "same"
		r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, d)...))
		if a := accounting(t, report, "same"); a.Published != 30 {
			t.Errorf("%s: %+v, want 30 published; %v", name, a, report.Findings)
		}
		rows := fmt.Sprint(etltest.Rows(t, r, schema.Disputes))
		if first == "" {
			first = rows
		}
		if rows != first {
			t.Errorf("%s gives other records:\n%s\nthan utf-8:\n%s", name, rows, first)
		}
	}
}

// workbook writes a fixture's CSV as a registrar's workbook.
func workbook(t *testing.T, text string) string {
	t.Helper()
	rows := fixtureRows(t, text)
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // it is in memory
	day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	set := func(column, row int, v any) string {
		at, err := excelize.CoordinatesToCellName(column+1, row)
		if err == nil {
			err = f.SetCellValue("Sheet1", at, v)
		}
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	set(0, 1, "Utdrag ur diariet, påhittat")
	for i, row := range rows {
		for j, cell := range row {
			header := rows[0][j]
			value := normalise.Date(cell)
			number, err := strconv.ParseInt(cell, 10, 64)
			switch {
			case i > 0 && (header == "Inkom" || header == "Beslutsdatum") && value.State == record.Read:
				at := set(j, i+3, value.Known.Time())
				if err := f.SetCellStyle("Sheet1", at, at, day); err != nil {
					t.Fatal(err)
				}
			case i > 0 && header == "Org.nr" && err == nil:
				set(j, i+3, number)
			default:
				set(j, i+3, cell)
			}
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func fixtureRows(t *testing.T, text string) [][]string {
	t.Helper()
	reader := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	reader.Comma = ';'
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestFixtureCellsReadAsTheyExpect uses the fixture's expect columns, which say in plain form what each cell means.
func TestFixtureCellsReadAsTheyExpect(t *testing.T) {
	rows := fixtureRows(t, fixture(t, "arn-cases", "utf-8").Files["arenden.csv"])
	at := func(row []string, header string) string { return row[slices.Index(rows[0], header)] }
	for _, row := range rows[1:] {
		for header, expected := range map[string]string{"Inkom": "expect_received", "Beslutsdatum": "expect_decided"} {
			if got := normalise.Date(at(row, header)); got.State == record.Read && got.Known.String() != at(row, expected) ||
				got.State != record.Read && at(row, expected) != "" {
				t.Errorf("%s %q reads as %v %v, want %q", header, at(row, header), got.State, got.Known, at(row, expected))
			}
		}
		if number, _ := company.ParseNumber(at(row, "Org.nr")); number.Hyphened() != at(row, "expect_org_number") {
			t.Errorf("Org.nr %q reads as %q, want %q", at(row, "Org.nr"), number.Hyphened(), at(row, "expect_org_number"))
		}
		amount := normalise.Amount(at(row, "Belopp (kr)"), list.MoneyIn("SEK", ""))
		got := ""
		if amount.State == record.Read {
			got = strings.TrimSuffix(fmt.Sprintf("%d.%02d", amount.Known/100, amount.Known%100), ".00")
		}
		if got != strings.TrimSuffix(at(row, "expect_amount"), ".00") {
			t.Errorf("Belopp %q reads as %q, want %q", at(row, "Belopp (kr)"), got, at(row, "expect_amount"))
		}
	}
}
