package etl_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"tvistdata/etl/etltest"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// cases2023 is a sidecar of list arn-cases that covers everything in 2023.
const cases2023 = `list: arn-cases
received: 2024-01-15
synthetic: true
covers:
  - {measures: [received], from: 2023-01-01, to: 2023-12-31}
`

// caseHeader is the header of the lists in testdata/cases.
const caseHeader = "Ärendenummer;Inkom;Motpart;Organisationsnummer;Avdelning\n"

// caseFile returns a file of testdata/cases.
func caseFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "cases", filepath.FromSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// cases is a disclosure of one file of arn-cases of 2023.
func cases(file, text string) etltest.Disclosure {
	return etltest.Disclosure{List: "arn-cases", ID: "one", Sidecar: cases2023, Files: map[string]string{file: text}}
}

// built is a release and what came of its one disclosure.
type built struct {
	records []string // received date, company id, department, sorted
	names   []string // spellings that are shown, sorted
	found   []string // findings, as line:rule
	report  release.Accounting
	text    string // all that is released
}

// build builds a release of disclosures of arn-cases.
func build(t *testing.T, all ...etltest.Disclosure) (b built) {
	t.Helper()
	c := etltest.Config(t, etltest.Write(t, all...)...)
	c.Accept = "a file with defects"
	r, report := etltest.Build(t, c)
	for _, row := range etltest.Rows(t, r, schema.Disputes) {
		b.records = append(b.records, strings.TrimSpace(strings.Join([]string{text(row["received_date"]), text(row["company_id"]), text(row["department"])}, " ")))
	}
	names := map[string]bool{}
	for _, row := range etltest.Rows(t, r, schema.Names) {
		names[text(row["name_as_written"])] = true
	}
	b.names = slices.Sorted(maps.Keys(names))
	slices.Sort(b.records)
	for _, f := range report.Findings {
		b.found = append(b.found, line(f.At.Line)+f.Rule.Name())
	}
	b.report = report.Accounted[0].Accounting
	b.text = etltest.Text(t, c.Releases, r)
	return b
}

// text writes a decoded value.
func text(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

// line writes the place of a finding in front of its rule.
func line(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n, ":")
}

// A character that nobody sees is as if it were not there, in every column and in the column names, and none is published.
func TestInvisibleCharacters(t *testing.T) {
	const hats = " se-4020010007 bank"
	b := build(t, cases("lista.csv", caseFile(t, "04-invisible-characters/zwsp-end.csv")))
	var hatted []string
	for _, day := range []string{"1", "2", "3", "6", "7"} {
		hatted = append(hatted, "2023-01-0"+day+hats)
	}
	others := slices.DeleteFunc(slices.Clone(b.records), func(r string) bool { return strings.HasSuffix(r, hats) })
	if len(b.records) != 7 || len(others) != 2 || others[0][10:] != others[1][10:] || !slices.Equal(b.names, []string{"Påhittade Hattar AB", "Påhittade Kepsar AB"}) {
		t.Errorf("%q, %q, %q, want %q and two of another company", b.records, b.names, b.found, hatted)
	}
	plain := caseHeader + "2023-00001;2023-01-01;Påhittade Hattar AB;402001-0007;Bank\n2023-00002;2023-01-02;Påhittade Kepsar AB;;Sko\n"
	clean := build(t, cases("lista.csv", plain))
	for _, sign := range []string{"\u200b", "\u00ad", "\u200e", "\u202e", "\u2066", "\ufeff", "\U000e0041", "\ufe0f", "\u034f", "\x07", "\x7f", "\u0081", "\uf0b7", "\u180e"} {
		spoilt := strings.NewReplacer(";", sign+";", "\n", sign+"\n", "hittade", "hit"+sign+"tade", "nummer", sign+"nummer", "-", "-"+sign).Replace(plain)
		if sign == "\uf0b7" { // between letters it stands for one
			spoilt = strings.ReplaceAll(strings.ReplaceAll(spoilt, "hit"+sign+"tade", "hittade"), sign+"nummer", "nummer")
		}
		got := build(t, cases("lista.csv", spoilt))
		if !slices.Equal(got.records, clean.records) || !slices.Equal(got.names, clean.names) || strings.Contains(got.text, sign) {
			t.Errorf("%q: %q %q, want %q %q", sign, got.records, got.names, clean.records, clean.names)
		}
	}
}

// What was decoded in a wrong encoding and can be read in one way only is read so, and told; two readings are none.
func TestWrongEncodings(t *testing.T) {
	plain := caseHeader + "2023-00001;2023-01-01;Påhittade Hattar & Möss AB;;Båt\n2023-00002;2023-01-02;“Uppdiktade” O’Ek AB;;Tvätt\n"
	clean := build(t, cases("lista.csv", plain))
	for name, wrong := range map[string]*charmap.Charmap{"Windows-1252": charmap.Windows1252, "ISO 8859-1": charmap.ISO8859_1} {
		var spoilt strings.Builder
		for _, c := range []byte(plain) {
			r := wrong.DecodeByte(c)
			if r == '\ufffd' {
				r = rune(c)
			}
			spoilt.WriteRune(r)
		}
		got := build(t, cases("lista.csv", spoilt.String()))
		if !slices.Equal(got.records, clean.records) || !slices.Equal(got.names, clean.names) || !slices.Equal(got.found, []string{"1:double-encoding", "2:double-encoding", "3:double-encoding"}) {
			t.Errorf("%s: %q %q %q, want %q %q", name, got.records, got.names, got.found, clean.records, clean.names)
		}
	}
	got := build(t, cases("lista.csv", strings.NewReplacer("“", "\u0093", "”", "\u0094", "’", "\u0092").Replace(plain)))
	if !slices.Equal(got.names, clean.names) || !slices.Equal(got.found, []string{"3:double-encoding"}) {
		t.Errorf("C1: %q %q, want %q", got.names, got.found, clean.names)
	}
}

// A name that has lost a letter is told and withheld; what remains of it finds no company, and a number beside it does.
func TestNamesThatLostALetter(t *testing.T) {
	for _, name := range []string{"P?hittade Hattar AB", "P}hittade Hattar AB", "P=C3=A5hittade Hattar AB", "P\ufffdhittade Hattar AB", "P\x1ahittade Hattar AB", "P\ue0e5hittade Hattar AB", "P\u0086hittade Hattar AB"} {
		b := build(t, cases("lista.csv", caseHeader+"2023-00001;2023-01-01;"+name+";402001-0007;Bank\n2023-00002;2023-01-02;"+name+";;Bank\n"))
		if !slices.Equal(b.records, []string{"2023-01-01 se-4020010007 bank"}) || len(b.names) > 0 || b.report.Unnamed != 1 || strings.Contains(b.text, "hittade") {
			t.Errorf("%q: %q, %q, %+v", name, b.records, b.names, b.report)
		}
		if !slices.Contains(b.found, "2:lost-letter") || !slices.Contains(b.found, "3:lost-letter") || !slices.Contains(b.found, "incomplete") {
			t.Errorf("%q: found %q", name, b.found)
		}
	}
}

// No name that is published holds a line break or a tab, and a character of no width hides no second name.
func TestNamesStandOnOneLine(t *testing.T) {
	b := build(t, cases("lista.csv", caseHeader+"2023-00001;2023-01-01;\"Påhittade Hattar AB\n(publ)\";402001-0007;Bank\n2023-00002;2023-01-02;\"Påhittade Kepsar\tAB\";;Bank\n"))
	if want := []string{"Påhittade Hattar AB (publ)", "Påhittade Kepsar AB"}; !slices.Equal(b.names, want) {
		t.Errorf("names %q, want %q (%q)", b.names, want, b.found)
	}
	for _, sign := range []string{"\u200b", "\u2060", "\ufeff"} {
		b := build(t, cases("lista.csv", caseHeader+"2023-00001;2023-01-01;Anna Andersson"+sign+"Påhittade Hattar AB;;Bank\n2023-00002;2023-01-02;Påhittade Hattar AB"+sign+"Påhittade Kepsar AB;;Bank\n"+
			"2023-00003;2023-01-02;Påhittade Skor AB;;Bank\n"))
		if strings.Contains(b.text, "Anna") || !slices.Equal(b.names, []string{"Påhittade Skor AB"}) {
			t.Errorf("%q: names %q, found %q", sign, b.names, b.found)
		}
	}
}

// A bare number in a workbook that counts days from 1904 is no date, for it may count from 1900, and the file is told of; a cell with
// the format of a date is one, and so are bare numbers in other workbooks.
func TestWorkbooksThatCountFrom1904(t *testing.T) {
	b := build(t, cases("lista.xlsx", caseFile(t, "08-xlsx/a-1904.xlsx")))
	wrong := func(record string) bool {
		return strings.HasPrefix(record, "20") && !strings.HasPrefix(record, "2023-03-05")
	}
	if len(b.records) != 7 || slices.ContainsFunc(b.records, wrong) || !slices.Contains(b.found, "other-epoch") {
		t.Errorf("%q %q", b.records, b.found)
	}
	for _, c := range []struct {
		name   string
		is1904 bool
		format string
		serial float64
		date   string
		told   bool
	}{
		{"1904, bare number", true, "0", 43528, "", true},
		{"1904, bare number with a time", true, "General", 43528.5, "", true},
		{"1904, date", true, "yyyy-mm-dd", 43528, "2023-03-05", false},
		{"1900, bare number", false, "0", 44990, "2023-03-05", false},
		{"1900, date", false, "yyyy-mm-dd", 44990, "2023-03-05", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := excelize.NewFile()
			if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &c.is1904}); err != nil {
				t.Fatal(err)
			}
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &c.format})
			row := []any{"2023-00001", c.serial, "Påhittade Hattar AB", "402001-0007", "Bank"}
			header := []any{"Ärendenummer", "Inkom", "Motpart", "Organisationsnummer", "Avdelning"}
			var text bytes.Buffer
			if err := errors.Join(err, f.SetSheetRow("Sheet1", "A1", &header), f.SetSheetRow("Sheet1", "A2", &row),
				f.SetCellStyle("Sheet1", "B2", "B2", style), f.Write(&text)); err != nil {
				t.Fatal(err)
			}
			b := build(t, cases("lista.xlsx", text.String()))
			if want := strings.TrimSpace(c.date + " se-4020010007 bank"); !slices.Equal(b.records, []string{want}) || slices.Contains(b.found, "other-epoch") != c.told {
				t.Errorf("%q %q, want %q", b.records, b.found, want)
			}
		})
	}
}

// The organisation number of a row is read in every form that has one reading, and never as another company's.
func TestFormsOfOrganisationNumbers(t *testing.T) {
	b := build(t, cases("lista.csv", caseFile(t, "01-org-numbers/lista.csv")))
	hats := map[string]bool{}
	for _, r := range b.records {
		if day, company, _ := strings.Cut(r, " "); strings.HasPrefix(company, "se-") {
			hats[day] = true
			if !strings.HasPrefix(company, "se-4020010007") {
				t.Errorf("another company: %s", r)
			}
		}
	}
	for n, want := range map[int]bool{
		1: true, 2: true, 3: true, 4: true, 5: true, 6: true, 7: true, 8: true, 9: true, 10: true, 11: true, 12: true, 14: true, 16: true, 20: true, 21: true, 30: true,
		13: false, 15: false, 17: false, 18: false, 24: false, 29: false, 31: false,
	} {
		if got := hats[record.Date(int(record.NewDate(2022, 12, 31))+n).String()]; got != want {
			t.Errorf("row %d is the company's: %t", n, got)
		}
	}
}

// A cell that is written as a formula is the text inside.
func TestTextsWrittenAsFormulas(t *testing.T) {
	want := []string{"2023-01-05 se-4020010007 bank", "2023-01-06 se-4020010015 sko"}
	for _, file := range []string{"a-bare.csv", "b-quoted.csv"} {
		b := build(t, cases("lista.csv", caseFile(t, "02-excel-formula-text/"+file)))
		if len(b.records) < 2 || b.records[0] != want[0] || !strings.HasPrefix(b.records[1], want[1][:len(want[1])-4]) || b.report.Rejected > 0 || len(b.found) > 0 || strings.Contains(b.text, `="`) {
			t.Errorf("%s: %q, %q, %+v", file, b.records, b.found, b.report)
		}
	}
}

// A file in an encoding that is never guessed is read when it is declared.
func TestDeclaredEncodings(t *testing.T) {
	d := cases("lista.csv", caseFile(t, "03-mixed-encodings/w-cp850-declared.csv"))
	d.Sidecar += "files:\n  - {name: lista.csv, encoding: cp850}\n"
	if b := build(t, d); len(b.records) != 5 || !slices.Equal(b.names, []string{"Påhittade Hattar AB"}) {
		t.Errorf("%q %q %q", b.records, b.names, b.found)
	}
}

// A date with one reading is read in every form; which number is the month can be declared.
func TestFormsOfDates(t *testing.T) {
	b := build(t, cases("lista.csv", caseFile(t, "07-dates/lista.csv")))
	for _, r := range b.records {
		if !strings.HasPrefix(r, "2023-03-05 ") {
			t.Errorf("%q", b.records)
			break
		}
	}
	if len(b.records) != 17 || slices.ContainsFunc(b.found, func(f string) bool { return strings.HasSuffix(f, "date") }) {
		t.Errorf("%d records, %q", len(b.records), b.found)
	}
	for order, want := range map[string][]string{"day-first": {" se", "2023-04-03 se"}, "month-first": {"2023-03-04 se", "2023-03-25 se"}} {
		d := cases("lista.csv", caseHeader+"2023-00001;3-4-2023;Påhittade Hattar AB;402001-0007;Bank\n2023-00002;03/25/2023;Påhittade Hattar AB;402001-0007;Bank\n")
		d.Sidecar += "files:\n  - {name: lista.csv, dates: " + order + "}\n"
		var got []string
		for _, r := range build(t, d).records {
			day, _, _ := strings.Cut(" "+r, "-4020010007")
			got = append(got, strings.TrimSpace(day))
		}
		for i := range want {
			want[i] = strings.TrimSpace(want[i])
		}
		if slices.Sort(got); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
			t.Errorf("%s: %q, want %q", order, got, want)
		}
	}
}

// A part of a page is read as a page.
func TestPartsOfPages(t *testing.T) {
	for _, file := range []string{"e-p.html", "f-h1.html"} {
		if b := build(t, cases("lista.html", caseFile(t, "12-html-fragments/"+file))); !slices.Equal(b.records, []string{"2023-03-05 se-4020010007 bank"}) {
			t.Errorf("%s: %q %q", file, b.records, b.found)
		}
	}
}

// One case under any spelling of its number is one record with the id that its number has in the form of the list.
func TestOneCaseUnderSeveralSpellings(t *testing.T) {
	rest := ";2023-01-01;Påhittade Hattar AB;402001-0007;Bank\n"
	ids := func(d etltest.Disclosure) (out []string, b built) {
		c := etltest.Config(t, etltest.Write(t, d)...)
		r, report := etltest.Build(t, c)
		for _, row := range etltest.Rows(t, r, schema.Disputes) {
			out = append(out, text(row["record_id"]))
		}
		for _, f := range report.Findings {
			b.found = append(b.found, line(f.At.Line)+f.Rule.Name())
		}
		return out, b
	}
	want, _ := ids(cases("lista.csv", caseHeader+"2023-00004"+rest))
	if got, b := ids(cases("lista.csv", caseFile(t, "05-case-number-variants/e.csv"))); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q: %q", got, want, b.found)
	}
	for _, spelled := range []string{
		"2023-00004\u200b", "\ufeff2023-00004", "2023\u00ad-00004", "Dnr 2023-00004", "Ärendenr 2023-00004", "ARN 2023-00004", "2023/00004", "2023–00004",
		"2023-00004\u00a0", "'2023-00004", `="2023-00004"`, "202300004", "２０２３-００００４",
	} {
		if got, b := ids(cases("lista.csv", caseHeader+spelled+rest)); !slices.Equal(got, want) {
			t.Errorf("%q: id %q, want %q: %q", spelled, got, want, b.found)
		}
		if got, b := ids(cases("lista.csv", caseHeader+"2023-00004"+rest+spelled+rest)); !slices.Equal(got, want) {
			t.Errorf("%q beside the number: ids %q, want %q: %q", spelled, got, want, b.found)
		}
	}
	for _, zeros := range []string{"2023-0004", "2023-000004"} { // which of the two the record's id is of is settled by the ids
		if got, b := ids(cases("lista.csv", caseHeader+"2023-00004"+rest+zeros+rest)); len(got) != 1 {
			t.Errorf("%q beside the number: %q, %q", zeros, got, b.found)
		}
	}
	for format, stored := range map[string]float64{"####-#####": 202300004, "[$-41D]0000-00000": 202300004, `"ARN "0000-00000`: 202300004, "0000-00000": 202300004, "General": 202300004} {
		f := excelize.NewFile()
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		header := []any{"Ärendenummer", "Inkom", "Motpart", "Organisationsnummer", "Avdelning"}
		row := []any{stored, "2023-01-01", "Påhittade Hattar AB", "402001-0007", "Bank"}
		var book bytes.Buffer
		if err := errors.Join(err, f.SetSheetRow("Sheet1", "A1", &header), f.SetSheetRow("Sheet1", "A2", &row), f.SetCellStyle("Sheet1", "A2", "A2", style), f.Write(&book)); err != nil {
			t.Fatal(err)
		}
		if got, b := ids(cases("lista.xlsx", book.String())); !slices.Equal(got, want) {
			t.Errorf("%s: id %q, want %q: %q", format, got, want, b.found)
		}
	}
}

// Two numbers in one cell are no case, and a number in another form is told and taken as it stands.
func TestCaseNumbersThatFitNoForm(t *testing.T) {
	rest := ";2023-01-01;Påhittade Hattar AB;402001-0007;Bank\n"
	b := build(t, cases("lista.csv", caseHeader+"2023-00001, 2023-00002"+rest+"\"2023-00003\n2023-00004\""+rest+"KO 2023-00005"+rest+"2023-00006"+rest))
	if len(b.records) != 2 || b.report.Rejected != 2 || !slices.Equal(b.found, []string{"incomplete", "2:several-references", "3:several-references", "5:reference-form"}) {
		t.Errorf("%q %+v %q", b.records, b.report, b.found)
	}
}

// A file that says that it is one of several, that there are more rows than it holds, or that is as long as a sheet can be, makes the
// months that it covers partial; one that says that it is whole does not.
func TestFilesThatAreCutOff(t *testing.T) {
	row := `{"Ärendenummer": "2023-00001", "Inkom": "2023-03-05", "Motpart": "Påhittade Hattar AB", "Organisationsnummer": "402001-0007", "Avdelning": "Bank"}`
	table := "<table><tr><th>Ärendenummer<th>Inkom<th>Motpart<th>Organisationsnummer<th>Avdelning<tr><td>2023-00001<td>2023-03-05<td>Påhittade Hattar AB<td>402001-0007<td>Bank</table>"
	csv := "2023-00001;2023-03-05;Påhittade Hattar AB;402001-0007;Bank\n"
	for name, c := range map[string]struct {
		file, text string
		found      string // none when empty
	}{
		"next":                     {"a.json", caseFile(t, "11-cut-off-files/a-next.json"), "one-of-several"},
		"OData":                    {"a.json", caseFile(t, "11-cut-off-files/b-odata.json"), "one-of-several"},
		"count below":              {"a.csv", caseFile(t, "11-cut-off-files/l-antal.csv"), "other-count"},
		"count above":              {"a.csv", caseFile(t, "11-cut-off-files/p-preamble.csv"), "other-count"},
		"has_more":                 {"a.json", `{"data": [` + row + `], "has_more": true}`, "one-of-several"},
		"has_more is false":        {"a.json", `{"data": [` + row + `], "has_more": false, "next": null, "total": 1}`, ""},
		"truncated":                {"a.json", `{"truncated": true, "data": [` + row + `]}`, "one-of-several"},
		"ArcGIS":                   {"a.json", `{"exceededTransferLimit": true, "features": [` + row + `]}`, "one-of-several"},
		"total":                    {"a.json", `{"data": [` + row + `], "total": 2}`, "other-count"},
		"total inside":             {"a.json", `{"meta": {"pagination": {"total_count": 2}}, "data": [` + row + `]}`, "other-count"},
		"total of all":             {"a.json", `{"meta": {"total": 1, "page": 1, "pages": 1}, "data": [` + row + `]}`, ""},
		"pages":                    {"a.json", `{"page": {"number": 0, "totalPages": 2}, "data": [` + row + `]}`, "one-of-several"},
		"last is false":            {"a.json", `{"last": false, "data": [` + row + `]}`, "one-of-several"},
		"links":                    {"a.json", `{"links": {"self": "x", "next": "https://register.example/?page=2"}, "data": [` + row + `]}`, "one-of-several"},
		"HAL":                      {"a.json", `{"_links": {"next": {"href": "x"}}, "data": [` + row + `]}`, "one-of-several"},
		"token":                    {"a.json", `{"nextPageToken": "abc", "data": [` + row + `]}`, "one-of-several"},
		"the last page":            {"a.json", `{"previous": "https://register.example/?page=1", "next": null, "data": [` + row + `]}`, "one-of-several"},
		"text of a page":           {"a.html", "<p>Visar <b>1–1</b> av <b>3</b></p>" + table, "one-of-several"},
		"count below a page":       {"a.html", table + "<div>Antal ärenden: 3</div>", "other-count"},
		"link of a page":           {"a.html", table + `<ul><li><a href="?page=2">Nästa »</a></ul>`, "one-of-several"},
		"link in the head":         {"a.html", `<html><head><link rel="next" href="?page=2"></head><body>` + table, "one-of-several"},
		"a whole page":             {"a.html", "<p>Antal ärenden: 1</p>" + table + `<p>Sida 1 av 1</p><a>Nästa</a>`, ""},
		"page of several":          {"a.csv", "Sida 1 av 3\n" + caseHeader + csv, "one-of-several"},
		"part below":               {"a.csv", caseHeader + csv + "visar 1–1 av 3\n", "one-of-several"},
		"rows of an old sheet":     {"a.csv", caseHeader + strings.Repeat(csv, 65_535), "one-of-several"},
		"one row fewer":            {"a.csv", caseHeader + strings.Repeat(csv, 65_534), ""},
		"rows below a title":       {"a.csv", "Diarieutdrag\n" + caseHeader + strings.Repeat(csv, 65_534), "one-of-several"},
		"rows of a new sheet, too": {"a.csv", caseHeader + strings.Repeat(csv, 1_048_575), "one-of-several"},
	} {
		t.Run(name, func(t *testing.T) {
			if testing.Short() && len(c.text) > 10_000_000 {
				t.Skip("a million rows")
			}
			b := build(t, cases(c.file, c.text))
			says := slices.ContainsFunc(b.found, func(f string) bool {
				return strings.HasSuffix(f, "one-of-several") || strings.HasSuffix(f, "other-count")
			})
			told := slices.ContainsFunc(b.found, func(f string) bool { return c.found != "" && strings.HasSuffix(f, c.found) })
			if says != (c.found != "") || told != says || slices.Contains(b.found, "incomplete") != says {
				t.Errorf("found %q, want %q", b.found, c.found)
			}
		})
	}
}

// Companies that a cell plainly divides have the case each; what is divided otherwise, or names anybody else, counts for nobody.
func TestSeveralRespondentsInOneCell(t *testing.T) {
	b := build(t, cases("lista.csv", caseFile(t, "16-several-parties/lista.csv")))
	if n := b.report; n.Published != 5 || n.Rejected != 1 || !slices.Contains(b.found, "3:several-respondents") || !slices.Contains(b.found, "4:divided-respondents") {
		t.Errorf("%q, %q, %+v", b.records, b.found, n)
	}
	if !slices.Equal(b.names, []string{"Påhittade Hattar AB", "Påhittade Skor AB"}) {
		t.Errorf("names %q", b.names)
	}
	first, second := "2023-01-01 se-4020010007 bank", "2023-01-01 se-4020010015 bank"
	for respondent, want := range map[string][]string{
		"\"Påhittade Hattar AB\nPåhittade Skor AB\";\"402001-0007\n402001-0015\"":   {first, second},
		"Påhittade Hattar AB; Påhittade Skor AB|402001-0007; 402001-0015":           {first, second},
		"1. Påhittade Hattar AB 2. Påhittade Skor AB|402001-0007, 402001-0015":      {first, second},
		"a) Påhittade Hattar AB b) Påhittade Skor AB|a) 402001-0007 b) 402001-0015": {first, second},
		"Påhittade Hattar AB (402001-0007); Påhittade Skor AB, org.nr 402001-0015|": {first, second},
		"Påhittade Hattar; Påhittade Skor AB|402001-0007; 402001-0015":              {first, second},
		"Påhittade Hattar AB; Påhittade Skor AB|402001-0007":                        nil,
		"Påhittade Hattar AB; Påhittade Skor AB|402001-0007; 402001-0016":           nil, // check digit
		"Påhittade Hattar AB; Påhittade Skor AB|402001-0007; 811218-9876":           nil,
		"Påhittade Hattar AB; Anna Andersson|":                                      nil,
		"Påhittade Hattar AB; Bilbutiken|":                                          nil,
		"Påhittade Hattar AB; Storgatan 1; Påhittade Skor AB|":                      nil,
		"Påhittade Hattar AB, Påhittade Skor AB|402001-0007, 402001-0015":           nil,
		"Påhittade Hattar AB och Påhittade Skor AB|402001-0007; 402001-0015":        nil,
	} {
		if !strings.Contains(respondent, "\n") {
			name, number, _ := strings.Cut(respondent, "|")
			respondent = `"` + name + `";"` + number + `"`
		}
		b := build(t, cases("lista.csv", caseHeader+"2023-00001;2023-01-01;"+respondent+";Bank\n2023-00009;2023-01-09;Påhittade Kepsar AB;;Sko\n"))
		got := b.records[:len(b.records)-1]
		if len(got) != len(want) || len(want) > 0 && !slices.Equal(got, want) || (len(want) == 0) != slices.Contains(b.found, "2:several-respondents") {
			t.Errorf("%q: %q, %q, want %q", respondent, b.records, b.found, want)
		}
		if strings.Contains(b.text, "Anna") {
			t.Errorf("%q: a person is named", respondent)
		}
	}
}
