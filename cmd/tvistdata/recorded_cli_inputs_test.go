//go:build !race

package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// pollutedFile is a disclosure of one file with one defect, or few.
type pollutedFile struct {
	id   string // of the disclosure
	file string
	text string
	more string // added to the sidecar
}

// pollutedRows are a file without a defect, of which the others are edits.
const pollutedRows = "Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer;Belopp\n" +
	"2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;1 234,50\n" +
	"2021-00002;2021-02-05;Motor;Uppdiktade Däck Ltd;;500\n" +
	"2021-00003;2021-03-06;Motor;Påhittade Hattar AB;402001-0007;75\n"

// with returns the rows with texts replaced, in pairs.
func with(pairs ...string) string {
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(pollutedRows, pairs[i]) {
			panic("the file has no " + pairs[i])
		}
	}
	return strings.NewReplacer(pairs...).Replace(pollutedRows)
}

// decidedRows returns a file of decided matters.
func decidedRows(lines ...string) string {
	return "Ärendenummer;Inkom;Motpart;Organisationsnummer;Beslutsdatum;Beslut;Följt\n" + strings.Join(lines, "\n") + "\n"
}

// pollutedCSV are files of CSV, and a sidecar.
func pollutedCSV() []pollutedFile {
	header, _, _ := strings.Cut(pollutedRows, "\n")
	first, rest := pollutedRows[:strings.Index(pollutedRows, "2021-00002")], pollutedRows[strings.Index(pollutedRows, "2021-00002"):]
	csv := func(id, text string) pollutedFile { return pollutedFile{id, "list.csv", text, ""} }
	return []pollutedFile{
		csv("csv-clean", pollutedRows),
		csv("csv-lost-character", with("Däck", "D\ufffdck")),
		csv("csv-encoded-twice", with("Däck", "DÃ¤ck")),
		csv("csv-no-line-end", strings.TrimSpace(pollutedRows)),
		csv("csv-cut", strings.TrimSuffix(pollutedRows, ";75\n")),
		csv("csv-cut-character", pollutedRows+"2021-00004;2021-04-07;Motor;Ume\xc3"),
		csv("csv-open-quote", with("Uppdiktade", `"Uppdiktade`)),
		csv("csv-bad-quote", with("Däck Ltd", `"Däck" Ltd`)),
		csv("csv-bad-line-end", with("Däck Ltd", "Däck\rLtd")),
		csv("csv-nul", with("Däck", "D\x00ck")),
		csv("csv-too-long", with("Däck", strings.Repeat("lång", 1<<18))),
		csv("csv-footer", pollutedRows+"Summa;;;;;1 809,50\n"),
		csv("csv-other-count", pollutedRows+"Antal ärenden: 4\n"),
		csv("csv-total-midway", first+"Delsumma;;;;;1 234,50\n"+rest),
		csv("csv-header-twice", first+header+"\n"+rest),
		csv("csv-other-columns", first+strings.Replace(header, "Belopp", "Beslut", 1)+"\n"+rest),
		csv("csv-dashes", header+"\n---;---;---;---;---;---\n"+strings.TrimPrefix(pollutedRows, header+"\n")),
		csv("csv-title", "Utdrag ur diariet\n\n"+pollutedRows),
		csv("csv-unnamed-at-end", with("Belopp", "Belopp;", ";500", ";500;x")),
		csv("csv-unnamed-inside", with("Inkom", "Inkom;", "-04;", "-04;x;", "-05;", "-05;;", "-06;", "-06;;")),
		csv("csv-errors", with("412111-1118", "#N/A", "500", "#REF!")),
		csv("csv-exponents", with("412111-1118", "4,12E+09", "2021-00003", "2,02E+09")),
		csv("dates", with("2021-01-04", "31 februari 2021", "2021-02-05", "2022-07-02", "2021-03-06", "2020-03-06")),
		csv("dates-month-first", with("2021-01-04", "03/25/2021", "2021-02-05", "03/04/2021")),
		csv("amounts", with("1 234,50", "många", "500", "-")),
		csv("numbers", with("412111-1118", "412111-1119", "402001-0007", "811218-9876")),
		csv("codes", with("Motor;Uppdiktade", "Okänd;Uppdiktade")),
		csv("no-respondent", with("Uppdiktade Däck Ltd", "")),
		csv("several", with("Uppdiktade Däck Ltd", "Påhittade Hattar AB, Påhittade Skor AB")),
		csv("persons", with("Uppdiktade Däck Ltd", "Anna Andersson", "Påhittade Bilar AB", "Påhittade Bilar AB genom Anna Andersson")),
		csv("contradicting-number", with("Påhittade Bilar AB", "Sagobostäder AB")),
		csv("unlike-names", pollutedRows+"2021-00004;2021-04-07;Motor;Sagostäder AB;402001-0007;80\n"),
		csv("contradicting-rows", pollutedRows+"2021-00003;2021-04-06;Bank;Påhittade Hattar AB;402001-0007;75\n"),
		csv("decisions", decidedRows("2021-00001;2021-05-04;Påhittade Bilar AB;412111-1118;2021-01-04;Bifall;Ja",
			"2021-00002;2021-01-04;Påhittade Bilar AB;412111-1118;;Bifall;", "2021-00003;2021-01-04;Påhittade Bilar AB;412111-1118;2021-05-05;Avslag;Nej")),
		{"possible-name", "list.csv", pollutedRows, "asked_for: allt om Anna Andersson\n"},
	}
}

// pollutedMarkup are HTML and JSON.
func pollutedMarkup() []pollutedFile {
	const (
		table = "<!doctype html><meta charset=utf-8>\n<table>\n<tr><th>Ärendenummer<th>Inkom<th>Motpart\n<tr><td>2021-00001<td>2021-01-04<td>Ek AB\n"
		cells = "<td>2021-01-05<td>Al AB\n"
		one   = `{"Ärendenummer": "2021-00001", "Inkom": "2021-01-04", "Motpart": "Ek AB"}`
		two   = `{"Ärendenummer": "2021-00002", "Inkom": "2021-01-04", "Motpart": "Al AB"}`
	)
	page := func(id, text string) pollutedFile { return pollutedFile{id, "list.html", text, ""} }
	records := func(id, text string) pollutedFile { return pollutedFile{id, "list.json", text, ""} }
	return []pollutedFile{
		page("html-clean", table+"</table>"),
		page("html-rows", table+"<tr><td>2021-00002"+cells+"<tr><td>1<td>2\n<tr><td rowspan=2>2021-00003"+cells+"<tr>"+cells+
			"<tr><td colspan=3>Avdelning 1\n<tr><th>Ärendenummer<th>Inkom<th>Motpart\n<tr><td><input value=1>"+cells+"<tr><td><img alt=x>"+cells+
			"<tr><td><table><tr><td>x</table>"+cells+"<tr><td><s>2021-00009</s>"+cells+"<tfoot><tr><td>x<td>y<td>z</tfoot></table>"),
		page("html-unnamed", strings.NewReplacer("<th>Motpart", "<th>Motpart<th>", "Ek AB", "Ek AB<td>x").Replace(table)+"</table>"),
		page("html-nul", strings.Replace(table, "<table>", strings.Repeat(" ", 512)+"<table>", 1)+"<tr><td>2021-00002\x00"+cells+"</table>"),
		page("html-markup", table+"<tr><td class=\"x>2021-00002</td>"+cells+"<tr><td class=\"y\">2021-00003"+cells+"<tr><td>2021-00004"+cells+"</table>"),
		page("html-cut", table+"<tr><td>2021-00002<td>2021"),
		page("html-look", strings.Replace(table, "<table>", "<link rel=stylesheet href=x.css><table>", 1)+"</table>"),
		records("json-clean", "["+one+",\n"+two+"]\n"),
		records("json-broken", "["+one+",\n{\"Ärendenummer\": 1,,},\n5,\n{\"Motpart\": \"\xc5\"},\n{\"Motpart\": \"\\ud83d\"},\n{\"Motpart\": \"\\u0000\"},\n"+
			"{\"Motpart\": 1, \"Motpart\": 2},\n{\"\": 1},\n{\"Motpart\": [1]},\n"+two+",\n]\n"),
		records("json-cut", "["+one+",\n"+two+"\n"),
		records("json-too-long", "["+one+",\n{\"Motpart\": \""+strings.Repeat("lång", 1<<18)+"\"}]\n"),
	}
}

// pollutedOthers are of other lists than disputes.
func pollutedOthers() map[string]string {
	const (
		listing = "svarta-listan/listing/"
		figure  = "published-figures/figure/"
		kov     = "konsumentverket-complaints/complaint/"
	)
	return map[string]string{
		listing + "disclosure.yaml": "list: svarta-listan\nreceived: 2022-07-01\n",
		listing + "list.csv": "Utgåva;Publicerad;Avdelning;Företag;Organisationsnummer;Antal;Belopp (kr)\n" +
			"2022-1;2022-03-01;Motor;Påhittade Bilar AB;412111-1118;3;45 000,50\n" +
			"2022-1;2022-03-01;Okänd;Uppdiktade Flyg Ltd;;några;\n" +
			"2022-1;2022-03-01;Resor;Uppdiktade Flyg Ltd;;5;mycket\n" +
			"2022-1;2022-03-01;Resor;Uppdiktade Flyg Ltd;;6;mycket\n" +
			"2022-1;i våras;Sko;Påhittade Hattar AB;402001-0007;1;\n" +
			"2022-1;2022-03-01;Bank;Anna Andersson;811218-9876;2;\n" +
			"2022-1;2022-03-01;Bank;Sagobostäder AB, Påhittade Skor AB;;2;\n",
		figure + "disclosure.yaml": "list: published-figures\nreceived: 2022-07-01\n",
		figure + "list.csv": "authority,jurisdiction,measure,company_as_written,org_number,department_as_written,period_start,period_end,period_label," +
			"period_precision,value,unit,qualifier,source_name,source_url,published,note\n" +
			"ARN,SE,cases_received,Påhittade Hattar AB,402001-0007,,2020-01-01,2020-12-31,,day,12,cases,,Påhittad tidning,,2021,\n" +
			"ARN,SE,cases_received,Påhittade Hattar AB och Påhittade Skor AB,402001-0007,,2020-01-01,2020-12-31,,day,12,cases,,Påhittad tidning,,2021,\n" +
			"ARN,SE,cases_received,,,,2020-01-01,2020-12-31,,day,tolv,cases,,Påhittad tidning,,2021,\n" +
			"ARN,SE,cases_received,,,,2020-02-30,2020-12-31,,day,12,cases,,Påhittad tidning,,2021,\n",
		kov + "disclosure.yaml": "list: konsumentverket-complaints\nreceived: 2022-07-01\ncovers:\n  - {measures: [received], from: 2021-01-01, to: 2021-12-31}\n",
		kov + "list.csv": "Diarienummer,Inkom,Område,Företag,Org.nr,Anmälarens namn\n" +
			"2021/1,2021-01-01,Avtalsvillkor,Påhittade Bilar AB,412111-1118,Vilma\n" +
			"2021/2,2021-13-01,Okänt,Anna Andersson,,Vilma\n" +
			",2021-01-01,Avtalsvillkor,Påhittade Bilar AB,412111-1118,Vilma\n" +
			",2021-01-01,Avtalsvillkor,Påhittade Bilar AB,412111-1118,Vilma\n",
		"arn-cases/csv-clean/.DS_Store": "",
	}
}

// blockedFiles are those that block a release.
func blockedFiles() []pollutedFile {
	var unlike strings.Builder
	unlike.WriteString(strings.SplitAfter(pollutedRows, "\n")[0])
	for i, name := range []string{
		"Påhittade Bilar AB", "Uppdiktade Däck Ltd", "Sagobostäder AB", "Låtsasbanken AB (publ)", "Fantasi Elektronik AB", "Provbåtar HB", "Drömma Skor AB",
	} {
		fmt.Fprintf(&unlike, "2021-%05d;2021-01-04;Motor;%s;402001-0007;\n", i+1, name)
	}
	csv := func(id, text, more string) pollutedFile { return pollutedFile{id, "list.csv", text, more} }
	return []pollutedFile{
		csv("unknown-column", with("Belopp", "Okänd kolumn"), ""),
		csv("column-twice", with("Belopp", "Avd"), ""),
		csv("ignored-column", pollutedRows, "columns: {Organisationsnummer: ignore}\n"),
		csv("missing-column", with("Motpart", "Belopp (kr)"), ""),
		csv("unused-mapping", pollutedRows, "columns:\n  Belopp: belopp\n  Summan: amount\n"),
		csv("covers-without-column", with("Inkom", "Beslutsdatum"), ""),
		csv("empty-table", strings.SplitAfter(pollutedRows, "\n")[0], ""),
		csv("number-of-many-names", unlike.String(), ""),
		csv("unread-file", pollutedRows, "files: [{name: list.csv}]\n"),
	}
}

// pollutedBooks are workbooks.
func pollutedBooks(t *testing.T) []pollutedFile {
	t.Helper()
	book := func(id string, change func(f *excelize.File) error) pollutedFile {
		f := excelize.NewFile()
		defer f.Close() //nolint:errcheck // it is in memory
		_, err := f.NewSheet("Sheet2")
		for i, line := range strings.Split(strings.TrimSpace(pollutedRows), "\n") {
			cells := strings.Split(line, ";")
			err = errors.Join(err, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &cells))
		}
		err = errors.Join(err, change(f))
		b, failed := f.WriteToBuffer()
		if err = errors.Join(err, failed); err != nil {
			t.Fatal(err)
		}
		return pollutedFile{id, "list.xlsx", b.String(), ""}
	}
	return []pollutedFile{
		book("book-clean", func(*excelize.File) error { return nil }),
		book("book-hidden", func(f *excelize.File) error {
			return errors.Join(f.SetRowVisible("Sheet1", 3, false), f.SetColVisible("Sheet1", "B", false), f.SetCellValue("Sheet2", "A1", "x"),
				f.SetSheetVisible("Sheet2", false))
		}),
		book("book-sheets", func(f *excelize.File) error { return f.SetCellValue("Sheet2", "A1", "x") }),
		{"book-formula", "list.xlsx", bareBook(t, `<row><c t="inlineStr"><is><t>Ärendenummer</t></is></c><c t="inlineStr"><is><t>Motpart</t></is></c></row>`+
			`<row><c t="inlineStr"><is><t>2021-00004</t></is></c><c><f>A1</f></c></row>`), "covers: []\n"},
		book("book-merged", func(f *excelize.File) error {
			return errors.Join(f.SetCellValue("Sheet1", "C3", ""), f.MergeCell("Sheet1", "C2", "C3"), f.MergeCell("Sheet1", "D4", "E4"))
		}),
		book("book-wide", func(f *excelize.File) error { return f.SetCellValue("Sheet1", "H3", "x") }),
	}
}

// bareBook returns a workbook of one sheet with rows as they are.
func bareBook(t *testing.T, rows string) string {
	t.Helper()
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="r1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns:r="` + office + `"><sheets><sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`,
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// pollutedPaper are PDF documents: one that has titles, its names twice and rows with a fault each, and one with levels.
func pollutedPaper() []pollutedFile {
	names := paperRow(700, "Ärendenummer", "Inkom", "Motpart")
	first := paperRow(770, "Utdrag ur diariet") + names + paperRow(686, "2021-00001", "2021-01-04", "Ek AB") + paperRow(672, "2021-00002", "2021-01-05", "Al AB") +
		paperRow(658, "2021-00003", "2021-01-06", "Asp AB") + "q 0 0 0 rg 310 655 80 12 re f Q\n" +
		paperRow(644, "2021-00004") + paperText(110, 644, "x") + paperRow(644, "", "2021-01-07", "Alm AB") +
		paperRow(630, "2021-00005", "2021-01-08", "Tall AB") + paperText(312, 630, "Gran") +
		paperRow(616, "2021-00006", "2021-01-09", "En AB") + paperRow(560, "", "2021-01-10") + paperRow(30, "Sida 1 av 2")
	second := paperRow(770, "Utdrag ur diariet") + names + paperRow(686, "2021-00007", "2021-01-11", "Rönn AB") + paperRow(672, "2021-00008", "2021-01-12", "Pil AB") +
		paperRow(30, "Sida 2 av 2")
	levels := paperRow(700, "Avdelning", "Inkom", "Motpart") + paperText(40, 686, "Motor") + paperText(60, 672, "2021-00001") + paperRow(672, "", "2021-01-04", "Ek AB") +
		paperText(60, 658, "2021-00002") + paperRow(658, "", "2021-01-05", "Al AB") + paperText(80, 644, "x") + paperRow(644, "", "2021-01-06", "Asp AB")
	return []pollutedFile{
		{"paper", "list.pdf", paper(first, second), ""},
		{"paper-levels", "list.pdf", paper(levels), "files: [{name: list.pdf, levels: [Avdelning, Ärendenummer]}]\n"},
	}
}

// paperRow puts cells beside one another.
func paperRow(y int, cells ...string) string {
	var b strings.Builder
	for i, cell := range cells {
		if cell != "" {
			b.WriteString(paperText([]int{40, 160, 310}[i], y, cell))
		}
	}
	return b.String()
}

// paperText puts a text on a page; å, ä and ö are written as WinAnsiEncoding has them.
func paperText(x, y int, text string) string {
	text = strings.NewReplacer("Ä", "\xc4", "ö", "\xf6").Replace(text)
	return fmt.Sprintf("BT /F1 8 Tf %d %d Td (%s) Tj ET\n", x, y, text)
}

// paper returns a document of pages.
func paper(pages ...string) string {
	var kids strings.Builder
	objects := []string{
		"<</Type /Catalog /Pages 2 0 R>>", "", "<</Type /Font /Subtype /Type1 /BaseFont /Test /Encoding /WinAnsiEncoding /FirstChar 0 /LastChar 255 /Widths [" +
			strings.Repeat("500 ", 256) + "]>>",
	}
	for _, page := range pages {
		n := len(objects)
		fmt.Fprintf(&kids, "%d 0 R ", n+1)
		objects = append(objects, fmt.Sprintf("<</Type /Page /Parent 2 0 R /Contents %d 0 R /Resources <</Font <</F1 3 0 R>>>>>>", n+2),
			fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(page), page))
	}
	objects[1] = fmt.Sprintf("<</Type /Pages /Count %d /Kids [%s] /MediaBox [0 0 595 842]>>", len(pages), &kids)
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	xref := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for i, o := range objects {
		xref += fmt.Sprintf("%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "%strailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", xref, len(objects)+1, at)
	return b.String()
}
