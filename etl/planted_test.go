package etl_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"tvistdata/etl/etltest"
)

// plants are what must not leave: a name, an address, an e-mail address, a telephone number that is kept for fiction,
// and a published test number with and without its hyphen.
var plants = []string{"Zakarias Plantman", "Plantvägen 17", "zakarias@plantman.example.se", "070-174 06 05", "811218-9876", "19811218 9876", "8112189876"}

// plantedTable is a table of cases with one whole row, and for every plant and column a row with the plant there.
func plantedTable() [][]string {
	columns := strings.Split(strings.TrimSpace(header), ";")
	table := [][]string{columns, strings.Split("2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-04;Bifall;500 kr;Ja;Vilma", ";")}
	for i := range columns {
		for j, plant := range plants {
			row := strings.Split(fmt.Sprintf("2021-%05d;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-04;Bifall;500 kr;Ja;Vilma", 100+10*i+j), ";")
			row[i] = plant
			table = append(table, row)
		}
	}
	return table
}

// TestPlantsInEveryColumnOfEveryFormatStayIn plants into each column of a table in each format that is read, and looks
// for what was planted in every decoded byte of the release, the build's note and the findings.
func TestPlantsInEveryColumnOfEveryFormatStayIn(t *testing.T) {
	table := plantedTable()
	for name, write := range map[string]func(*testing.T, [][]string) string{
		"list.csv": asCSV, "list.xlsx": asWorkbook, "list.html": asHTML, "list.json": asJSON, "list.ndjson": asNDJSON, "list.pdf": asPDF,
	} {
		t.Run(name, func(t *testing.T) {
			d := arn("one", etltest.ARN2021, "")
			d.Files = map[string]string{name: write(t, table)}
			c := etltest.Config(t, etltest.Write(t, d)...)
			c.Accept = "half of it is planted"
			r, report := etltest.Build(t, c)
			if a := accounting(t, report, "one"); a.Read < int64(len(table))-1 || a.Published == 0 || a.Unnamed == 0 {
				t.Errorf("%+v of %d rows, want some published and some unnamed: %v", a, len(table)-1, report.Findings)
			}
			out := etltest.Text(t, c.Releases, r) + fmt.Sprint(report.Findings)
			note, err := os.ReadFile(filepath.Join(c.Releases, r.ID()+".build.json"))
			if err != nil {
				t.Fatal(err)
			}
			out = strings.ToLower(out + string(note))
			for _, plant := range append(plants, "plantman", "plantvägen", "070174", "811218") {
				if at := strings.Index(out, strings.ToLower(plant)); at >= 0 {
					t.Errorf("%q is in the release, its note or a finding: %s", plant, out[max(0, at-80):min(len(out), at+80)])
				}
			}
		})
	}
}

func asCSV(_ *testing.T, table [][]string) string {
	var b strings.Builder
	for _, row := range table {
		b.WriteString(strings.Join(row, ";") + "\n")
	}
	return b.String()
}

func asHTML(_ *testing.T, table [][]string) string {
	var b strings.Builder
	b.WriteString("<!doctype html><meta charset=utf-8><table>\n")
	for _, row := range table {
		b.WriteString("<tr>")
		for _, cell := range row {
			b.WriteString("<td>" + html.EscapeString(cell) + "</td>")
		}
		b.WriteString("</tr>\n")
	}
	return b.String() + "</table>\n"
}

func asJSON(t *testing.T, table [][]string) string {
	t.Helper()
	return "[" + strings.Join(strings.Split(strings.TrimSpace(asNDJSON(t, table)), "\n"), ",\n") + "]\n"
}

func asNDJSON(t *testing.T, table [][]string) string {
	t.Helper()
	var b strings.Builder
	for _, row := range table[1:] {
		record := map[string]string{}
		for i, cell := range row {
			record[table[0][i]] = cell
		}
		line, err := json.Marshal(record)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	return b.String()
}

func asWorkbook(t *testing.T, table [][]string) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // it is in memory
	for i, row := range table {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err == nil {
			err = f.SetSheetRow("Sheet1", at, &row)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// asPDF prints a table on one tall page, a text for each cell.
func asPDF(t *testing.T, table [][]string) string {
	t.Helper()
	const rowHeight, columnWidth = 14, 160
	height := rowHeight * (len(table) + 2)
	var page bytes.Buffer
	for i, row := range table {
		for j, cell := range row {
			if cell == "" {
				continue
			}
			text, err := charmap.Windows1252.NewEncoder().String(cell)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&page, "BT /F1 9 Tf %d %d Td (%s) Tj ET\n", 20+j*columnWidth, height-rowHeight*(i+1), text)
		}
	}
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>", 40+columnWidth*len(table[0]), height),
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", page.Len(), page.String()),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, object := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.String()
}

// Whoever is held back, the finding says by which rule; a company whose number looks like a person's at first sight is
// not.
func TestFindingsSayWhichRuleHeldBack(t *testing.T) {
	for _, tt := range []struct{ respondent, number, rule, why string }{
		{"Anna Andersson Bygg", "811218-9876", "unnamed", "its number is a person's"},
		{"Anna Andersson Bygg", "19811218-9876", "unnamed", "its number is a person's"},
		{"Dödsboet efter Anna Andersson", "172299-1231", "unnamed", "its number is an estate's"},
		{"Anna Andersson", "", "unnamed", "neither a company's number nor a legal form"},
		{"Personuppgift", "", "unnamed", "or hides one"},
		{"Bygg 811218-9876 AB", "", "unnamed", "a personal number is in the name"},
		{"Påhittade Bilar AB, 070-174 06 05", "412111-1118", "spelling-withheld", "named without it"},
		{"Påhittade Bilar AB genom Anna Andersson", "412111-1118", "spelling-withheld", "named without it"},
		{"Anna Andersson c/o Påhittade Bilar AB", "412111-1118", "spelling-withheld", "named without it"},
		{"Påhittade Bilar AB ärende 2021-00012", "412111-1118", "spelling-withheld", "named without it"},
		{"Påhittade Bilar AB 0046701740605", "412111-1118", "spelling-withheld", "named without it"},
		{"Anna Andersson", "412111-1118", "spelling-withheld", "named without it"},
		{"Påhittade Bilar AB", "412111-1118", "", ""},
		{"Påhittade Bilar AB", "16412111-1118", "", ""},
		{"Erfundene Reisen GmbH", "DE811218987", "malformed-number", "the organisation number is none"},
	} {
		rows := "2021-00001;2021-01-04;Motor;" + tt.respondent + ";" + tt.number + ";;;;;\n"
		r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows))...))
		var got []string
		for _, f := range report.Findings {
			got = append(got, f.Rule.Name()+": "+f.Text)
		}
		if tt.rule == "" && len(got) > 0 || tt.rule != "" && (len(got) != 1 || !strings.HasPrefix(got[0], tt.rule+":") || !strings.Contains(got[0], tt.why)) {
			t.Errorf("%s %s: findings %q, want %s that says %q", tt.respondent, tt.number, got, tt.rule, tt.why)
		}
		for _, d := range r.Manifest().Disclosures {
			if d.Findings["unnamed"]+d.Findings["spelling-withheld"] > 0 {
				t.Errorf("%s: the manifest tells how many were held back", tt.respondent)
			}
		}
	}
}
