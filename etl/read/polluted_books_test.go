package read_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl/read"
	"tvistdata/etl/source"
)

// book is a workbook that is written by hand.
type book struct {
	rows   string            // of the first sheet
	before string            // what is above its rows
	after  string            // what follows them
	sheets string            // the list of sheets, when there are others than the first
	other  map[string]string // the rows of the others, by file name
	texts  string
	props  string            // of the workbook
	parts  map[string]string // anything else
}

const (
	mainSpace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relSpace  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

func (k book) zip(tb testing.TB) string {
	tb.Helper()
	if k.sheets == "" {
		k.sheets = `<sheet name="Blad1" sheetId="1" r:id="r1"/>`
	}
	sheet := func(before, rows, after string) string {
		return `<worksheet xmlns="` + mainSpace + `">` + before + `<sheetData>` + rows + `</sheetData>` + after + `</worksheet>`
	}
	rels := ""
	for i := range 3 {
		rels += fmt.Sprintf(`<Relationship Id="r%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, relSpace, i+1)
	}
	files := map[string]string{
		"_rels/.rels":     `<Relationships><Relationship Id="r1" Type="` + relSpace + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<workbook xmlns:r="` + relSpace + `"><workbookPr ` + k.props + `/><sheets>` + k.sheets + `</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships>` + rels +
			`<Relationship Id="r8" Type="` + relSpace + `/styles" Target="styles.xml"/>` +
			`<Relationship Id="r9" Type="` + relSpace + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/>` +
			`<numFmt numFmtId="165" formatCode="000000\-0000"/><numFmt numFmtId="166" formatCode="0000\-00000"/></numFmts>` +
			`<cellXfs><xf/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="11"/></cellXfs></styleSheet>`,
		"xl/sharedStrings.xml":     `<sst>` + k.texts + `</sst>`,
		"xl/worksheets/sheet1.xml": sheet(k.before, k.rows, k.after),
	}
	for name, rows := range k.other {
		files["xl/worksheets/"+name] = sheet("", rows, "")
	}
	maps.Copy(files, k.parts)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, files[name])
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

// text is a cell of text; one that starts with < is XML as it is.
func text(s string) string {
	if strings.HasPrefix(s, "<") {
		return s
	}
	return `<c t="inlineStr"><is><t>` + s + `</t></is></c>`
}

func xml(cells ...string) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteString(text(c))
	}
	return `<row>` + b.String() + `</row>`
}

// xmlRows returns the lines of the clean twin as rows of a sheet, with cells replaced, in pairs.
func xmlRows(pairs ...string) string {
	var b strings.Builder
	for _, line := range cleanLines() {
		cells := strings.Split(line, "|")
		for i, c := range cells {
			for j := 0; j < len(pairs); j += 2 {
				if c == pairs[j] {
					cells[i] = pairs[j+1]
				}
			}
		}
		b.WriteString(xml(cells...))
	}
	return b.String()
}

// again returns a workbook with one more part, whose name it has already, and nothing in it.
func again(tb testing.TB, workbook, name string) string {
	tb.Helper()
	z, err := zip.NewReader(strings.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		tb.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range z.File {
		if err := out.Copy(f); err != nil {
			tb.Fatal(err)
		}
	}
	if _, err := out.Create(name); err != nil {
		tb.Fatal(err)
	}
	if err := out.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

func merge(ref string) string { return `<mergeCells><mergeCell ref="` + ref + `"/></mergeCells>` }

// second returns the clean twin's rows with cells of the second replaced, in pairs.
func second(pairs ...string) []string {
	lines := cleanLines()[1:]
	lines[1] = strings.NewReplacer(pairs...).Replace(lines[1])
	return lines
}

// pollutedBooks are the workbooks.
func pollutedBooks(t *testing.T) []polluted {
	t.Helper()
	rows := xmlRows()
	cut := strings.Index(rows, "</row>") + len("</row>")
	header, below := rows[:cut], rows[cut:]
	firstRow := below[:strings.Index(below, "</row>")+len("</row>")]
	dates := []string{
		"2021-01-04", `<c s="1"><v>44200</v></c>`, "2021-02-05", `<c s="1"><v>44232</v></c>`, "2021-03-06", `<c s="1"><v>44261</v></c>`,
	}
	two := `<sheet name="Blad1" sheetId="1" r:id="r1"/><sheet name="Blad2" sheetId="2" r:id="r2"/>`
	hidden := `<sheet name="Gömd" sheetId="1" state="hidden" r:id="r2"/><sheet name="Blad1" sheetId="2" r:id="r1"/>`
	odd := map[string]string{"sheet2.xml": xml("Förklaringar")}
	zipped := func(defect string, k book, found ...string) polluted {
		return polluted{defect: "workbook: " + defect, file: k.zip(t), found: found}
	}
	changed := func(p polluted, change func(p *polluted)) polluted {
		change(&p)
		return p
	}
	lost := func(p polluted) polluted { return changed(p, func(p *polluted) { p.lost = []int{2} }) }
	gives := func(p polluted, pairs ...string) polluted {
		return changed(p, func(p *polluted) { p.rows = second(pairs...) })
	}
	refused := func(p polluted, why string) polluted { return changed(p, func(p *polluted) { p.refused = why }) }
	asked := func(p polluted, o read.Options) polluted { return changed(p, func(p *polluted) { p.o = o }) }
	return []polluted{
		zipped("no defect", book{rows: rows}),
		zipped("shared texts with runs and pronunciation", book{
			rows:  xmlRows("Uppdiktade Däck Ltd", `<c t="s"><v>0</v></c>`),
			texts: `<si><r><t>Uppdiktade </t></r><r><t>Däck Ltd</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>`,
		}),
		zipped("title above the header", book{rows: xml("Utdrag ur diariet") + `<row/>` + rows}, "1:note:preamble"),
		zipped("title merged over the columns", book{rows: xml("Utdrag ur diariet") + rows, after: merge("A1:E1")}, "1:note:preamble"),
		zipped("serial dates", book{rows: xmlRows(dates...)}),
		zipped("serial dates since 1904", book{props: `date1904="1"`, rows: strings.NewReplacer("44200", "42738", "44232", "42770", "44261", "42799").Replace(xmlRows(dates...))}),
		zipped("dates as text", book{rows: xmlRows("2021-02-05", `<c t="str"><v>2021-02-05</v></c>`)}),
		gives(zipped("dates with a time of day", book{rows: xmlRows("2021-02-05", `<c s="1"><v>44232.5</v></c>`)}), "2021-02-05", "2021-02-05T12:00:00"),
		zipped("numbers stored as text", book{rows: xmlRows("500", `<c t="str"><v>500</v></c>`)}),
		zipped("text stored as numbers", book{rows: xmlRows("500", `<c><v>500</v></c>`, "75", `<c><v>75.0</v></c>`)}),
		gives(zipped("organisation number as a number", book{rows: xmlRows("469999-0000", `<c><v>4699990000</v></c>`)}), "469999-0000", "4699990000"),
		gives(zipped("organisation number shown in scientific notation", book{rows: xmlRows("469999-0000", `<c s="4"><v>4.69999E9</v></c>`)}), "469999-0000", "4699990000"),
		gives(zipped("organisation number that lost digits", book{rows: xmlRows("469999-0000", `<c><v>4.7e+09</v></c>`)}, "3:note:lost-digits"), "469999-0000", "4.7e+09"),
		gives(zipped("organisation number that lost digits, as text", book{rows: xmlRows("469999-0000", `<c t="str"><v>4,7E+09</v></c>`)}, "3:note:lost-digits"), "469999-0000", "4,7E+09"),
		zipped("organisation number with a format of zeros", book{rows: xmlRows("469999-0000", `<c s="2"><v>4699990000</v></c>`)}),
		zipped("case number with a format of zeros", book{rows: xmlRows("2021-00002", `<c s="3"><v>202100002</v></c>`)}),
		gives(zipped("truth value", book{rows: xmlRows("500", `<c t="b"><v>1</v></c>`)}), "|500", "|TRUE"),
		gives(zipped("truth value as text", book{rows: xmlRows("500", "SANT")}), "|500", "|SANT"),
		zipped("formula with its value", book{rows: xmlRows("500", `<c><f>250*2</f><v>500</v></c>`, "Uppdiktade Däck Ltd", `<c t="str"><f>A1</f><v>Uppdiktade Däck Ltd</v></c>`)}),
		lost(zipped("formula without its value", book{rows: xmlRows("500", `<c><f>250*2</f></c>`)}, "3:reject:formula-without-value")),
		gives(zipped("lookup that found nothing", book{rows: xmlRows("500", `<c t="e"><f>X1</f><v>#N/A</v></c>`)}, "sheet 1:note:absent-value"), "|500", "|"),
		lost(zipped("error value", book{rows: xmlRows("500", `<c t="e"><f>X1</f><v>#REF!</v></c>`)}, "3:reject:error-value")),
		zipped("hidden row", book{rows: header + strings.Replace(below, "<row>", `<row hidden="1">`, 1)}, "2:note:hidden-row"),
		zipped("hidden columns", book{before: `<cols><col min="1" max="1" width="9"/><col min="2" max="3" hidden="1"/><col min="6" max="16384" hidden="1"/></cols>`, rows: rows}, "sheet 1:note:hidden-columns"),
		zipped("hidden columns beyond the table", book{before: `<cols><col min="6" max="16384" hidden="true"/></cols>`, rows: rows}),
		zipped("hidden sheet", book{rows: rows, sheets: hidden, other: odd}, "sheet 1:note:hidden-sheet"),
		asked(zipped("hidden sheet that was asked for", book{rows: xml("annat"), sheets: hidden, other: map[string]string{"sheet2.xml": rows}},
			"sheet 1:note:hidden-sheet", "sheet 2:note:sheet-not-read"), read.Options{Sheet: "Gömd"}),
		zipped("hidden sheet with rows", book{rows: rows, sheets: hidden, other: map[string]string{"sheet2.xml": xmlRows("500", "501")}}, "sheet 1:note:hidden-sheet"),
		zipped("cover sheet first", book{rows: xml("Försättsblad"), sheets: two, other: map[string]string{"sheet2.xml": rows}}, "sheet 1:note:sheet-not-read"),
		zipped("empty sheet beside", book{rows: rows, sheets: two, other: map[string]string{"sheet2.xml": ""}}),
		refused(zipped("two sheets with rows", book{rows: rows, sheets: two, other: map[string]string{"sheet2.xml": rows}}),
			`expected one sheet with known column names, found sheet 1 of the shape "Aaaa9", sheet 2 of the shape "Aaaa9"`),
		asked(zipped("two sheets with rows, one asked for", book{rows: xmlRows("500", "501"), sheets: two, other: map[string]string{"sheet2.xml": rows}},
			"sheet 1:note:sheet-not-read"), read.Options{Sheet: "Blad2"}),
		asked(zipped("two sheets with rows, each asked for", book{rows: xmlRows("500", "501"), sheets: two, other: map[string]string{"sheet2.xml": rows}}),
			read.Options{Sheet: "Blad2", Elsewhere: []string{"Blad1"}}),
		gives(zipped("cells merged over rows", book{rows: xmlRows("469999-0000", `<c/>`), after: merge("D2:D3")}, "3:note:merged-cells"),
			"469999-0000", "412111-1118"),
		lost(zipped("cells merged over columns", book{rows: xmlRows("469999-0000", `<c/>`), after: merge("C3:D3")}, "3:reject:merged-cells")),
		zipped("column names merged over rows", book{
			rows:  xml("Ärendenr", "Inkom", "Part", "<c/>", "Belopp") + xml("<c/>", "<c/>", "Motpart", "Org.nr", "<c/>") + below,
			after: `<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/><mergeCell ref="C1:D1"/><mergeCell ref="E1:E2"/></mergeCells>`,
		}, "1:note:preamble"),
		zipped("column name merged with a cell below", book{
			rows: header + xml("<c/>", "<c/>", "<c/>", "tio siffror", "<c/>") + below, after: merge("A1:A2"),
		}, "2:reject:merged-cells"),
		refused(zipped("column names merged over columns", book{rows: header + below, after: merge("B1:C1")}), "found some merged over several columns"),
		refused(zipped("no header", book{rows: below}), "expected a row with two known column names or more"),
		asked(zipped("no header, names declared", book{rows: below}), read.Options{Header: strings.Split(cleanLines()[0], "|")}),
		asked(zipped("no header on the second sheet, below an empty one and a note, names declared", book{
			rows: "", sheets: strings.Replace(two, "<sheet", `<sheet name="Blad0" sheetId="3" r:id="r3"/><sheet`, 1),
			other: map[string]string{"sheet2.xml": below, "sheet3.xml": xml("Om listan")},
		}, "sheet 1:note:sheet-not-read"), read.Options{Header: strings.Split(cleanLines()[0], "|")}),
		changed(zipped("no header, columns numbered", book{rows: below}), func(p *polluted) {
			p.o, p.header = read.Options{Unnamed: true}, "Column 1|Column 2|Column 3|Column 4|Column 5"
		}),
		changed(zipped("header of three rows, declared", book{
			rows:  xml("Utdrag") + xml("Ärende", "Inkom", "Part", "<c/>", "Belopp") + `<row/>` + xml("nummer", "<c/>", "Motpart", "Org.nr", "kr") + below,
			after: `<mergeCells><mergeCell ref="B2:B4"/><mergeCell ref="C2:D2"/></mergeCells>`,
		}, "1:note:preamble"), func(p *polluted) {
			p.o, p.header = read.Options{Lines: source.Lines{From: 2, To: 4}}, "Ärende nummer|Inkom|Part Motpart|Org.nr|Belopp kr"
		}),
		asked(zipped("wrong names, the true ones declared", book{rows: xml("Ärendenr", "Inkom", "Org.nr", "Belopp", "Motpart") + below}),
			read.Options{Header: strings.Split(cleanLines()[0], "|"), Lines: source.Lines{From: 1, To: 1}}),
		refused(asked(zipped("header declared below the rows", book{rows: rows}), read.Options{Lines: source.Lines{From: 9, To: 9}}), "expected column names in row 9"),
		changed(zipped("rows above the header", book{rows: firstRow + header + below[len(firstRow):]}, "1:note:preamble", "2:block:header-in-doubt"),
			func(p *polluted) { p.lost = []int{1} }),
		refused(changed(zipped("one part twice", book{rows: rows}), func(p *polluted) {
			p.file = again(t, p.file, "xl/worksheets/sheet1.xml")
		}), "expected every part of the workbook once"),
		refused(changed(zipped("one part twice, in other letters", book{rows: rows}), func(p *polluted) {
			p.file = again(t, p.file, `XL\Worksheets\Sheet1.xml`)
		}), "expected every part of the workbook once"),
		refused(zipped("two relations of one id", book{rows: rows, parts: map[string]string{"xl/_rels/workbook.xml.rels": `<Relationships>` +
			strings.Repeat(`<Relationship Id="r1" Type="`+relSpace+`/worksheet" Target="worksheets/sheet1.xml"/>`, 2) + `</Relationships>`}}), "expected every relation once"),
		refused(zipped("two sheets of one name", book{rows: rows, sheets: strings.Replace(two, "Blad2", "BLAD1", 1), other: odd}), "expected every sheet once"),
		refused(zipped("two sheets of one part", book{rows: rows, sheets: strings.Replace(two, "r2", "r1", 1), other: odd}), "expected every sheet once"),
		zipped("header repeated between rows", book{rows: header + firstRow + header + below[len(firstRow):]}, "3:note:repeated-header"),
		zipped("header repeated in another order", book{
			rows: header + firstRow + xml("Motpart", "Org.nr", "Belopp", "Ärendenr", "Inkom") +
				xml("Uppdiktade Däck Ltd", "469999-0000", "500", "2021-00002", "2021-02-05") +
				xml("Ångströms Möbler AB", "412111-1118", "75", "2021-00003", "2021-03-06"),
		}, "3:note:repeated-header"),
		zipped("total below the rows", book{rows: rows + xml("Summa", "<c/>", "<c/>", "<c/>", `<c><f>SUM(E2:E4)</f><v>1809.5</v></c>`)}, "5:note:footer"),
		zipped("total merged over columns", book{rows: rows + xml("Summa", "<c/>", "<c/>", "<c/>", `<c><v>1809.5</v></c>`), after: merge("A5:D5")}, "5:note:footer"),
		zipped("count below the rows", book{rows: rows + xml("Antal ärenden: 3")}, "5:note:footer"),
		zipped("count of other rows", book{rows: rows + xml("Antal ärenden: 30")}, "5:note:footer", "5:note:other-count"),
		zipped("note beside the table", book{
			rows: header + firstRow + xml("2021-00002", "2021-02-05", "Uppdiktade Däck Ltd", "469999-0000", "500", "<c/>", "kontrollerad av registrator") +
				xml("2021-00003", "2021-03-06", "Ångströms Möbler AB", "412111-1118", "75"),
		}, "3:note:beside-table"),
		zipped("value beyond the header", book{rows: rows + xml("2021-00004", "<c/>", "<c/>", "<c/>", "<c/>", "x")}, "5:reject:ragged-row"),
		zipped("encoded twice", book{rows: xmlRows("Uppdiktade Däck Ltd", "Uppdiktade DÃ¤ck Ltd")}, "3:note:double-encoding"),
		refused(zipped("bomb", book{rows: header + `<row><c><v>` + strings.Repeat("0", 40<<20) + `</v></c></row>`}), "expected a workbook of reasonable size"),
		refused(changed(zipped("cut off", book{rows: rows}), func(p *polluted) { p.file = p.file[:len(p.file)/2] }), "its directory cannot be read (is the file cut off?)"),
		refused(polluted{defect: "workbook: of Excel 97", file: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\x00o\x00r\x00k\x00"}, "save it as .xlsx, or run: soffice --convert-to xlsx"),
		refused(zipped("of OpenDocument", book{parts: map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}}), "save it as .xlsx, or run: soffice --convert-to xlsx"),
		refused(zipped("in binary form", book{parts: map[string]string{"xl/workbook.bin": "x"}}), "a binary one (.xlsb); save it as .xlsx"),
	}
}
