package xlsxfile_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tvistdata/etl/read/xlsxfile"
	"tvistdata/etl/source"
	"tvistdata/internal/sharedtest"
)

func known(h string) bool { return slices.Contains([]string{"arende", "motpart", "inkom"}, h) }

// parts are the files of a workbook; sheet, formats and texts hold the inside of theirs.
type parts struct {
	sheet, formats, texts, properties, sheets string
	other                                     map[string]string
	without                                   string
}

func (p parts) zip(tb testing.TB) []byte {
	tb.Helper()
	if p.sheets == "" {
		p.sheets = `<sheet name="Blad1" sheetId="1" r:id="rId1"/>`
	}
	const ns, rel = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	files := map[string]string{
		"_rels/.rels": `<Relationships><Relationship Id="rId1" Type="` + rel + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<workbook xmlns="` + ns + `" xmlns:r="` + rel + `"><workbookPr ` + p.properties + `/><sheets>` +
			p.sheets + `</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="` + rel + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId4" Type="` + rel + `/worksheet" Target="/xl/worksheets/sheet2.xml"/>` +
			`<Relationship Id="rId2" Type="` + rel + `/styles" Target="styles.xml"/>` +
			`<Relationship Id="rId3" Type="` + rel + `/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
		"xl/styles.xml":            `<styleSheet xmlns="` + ns + `">` + p.formats + `</styleSheet>`,
		"xl/sharedStrings.xml":     `<sst xmlns="` + ns + `">` + p.texts + `</sst>`,
		"xl/worksheets/sheet1.xml": `<worksheet xmlns="` + ns + `"><sheetData>` + p.sheet + `</sheetData></worksheet>`,
		"xl/worksheets/sheet2.xml": `<worksheet xmlns="` + ns + `"><sheetData>` + head + `</sheetData></worksheet>`,
	}
	maps.Copy(files, p.other)
	delete(files, p.without)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		text := files[name]
		method := zip.Store // which is quicker to fuzz
		if len(text) > 1<<16 {
			method = zip.Deflate
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

const head = `<row><c t="inlineStr"><is><t>arende</t></is></c><c t="inlineStr"><is><t>motpart</t></is></c></row>`

func closed(tb testing.TB, c io.Closer) {
	tb.Helper()
	if err := c.Close(); err != nil {
		tb.Error(err)
	}
}

// rows returns rows as line:cell|cell and rejects as line:rule.
func rows(r source.Reader) (rows, rejects []string, err error) {
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			return rows, rejects, nil
		}
		if err != nil {
			return rows, rejects, err
		}
		for _, row := range b.Rows {
			rows = append(rows, fmt.Sprintf("%d:%s", row.Line, strings.Join(row.Cells, "|")))
		}
		for _, f := range b.Rejects {
			rejects = append(rejects, fmt.Sprintf("%d:%s", f.At.Line, f.Rule.Name()))
		}
	}
}

// TestCells reads sheets that were written by hand, each named for what is special about it.
func TestCells(t *testing.T) {
	formats := `<numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd;@"/><numFmt numFmtId="165" formatCode="000000\-0000"/></numFmts>` +
		`<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/><xf numFmtId="20"/></cellXfs>`
	tests := []struct {
		name    string
		p       parts
		want    []string
		rejects []string
	}{
		{"shared texts, rich and phonetic", parts{
			sheet: head + `<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c></row>`,
			texts: `<si><t xml:space="preserve"> a&amp;_x000D_b </t></si><si><r><t>Fj</t></r><r><t>ord_x</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si>`,
		}, []string{"3:a&\nb|Fjord_x"}, nil},
		{"numbers", parts{sheet: head + `<row><c><v>5567370431</v></c><c><v>5.567370431E9</v></c></row><row><c><v>1234.50</v></c><c t="n"><v>4.4400000000000004</v></c></row>`}, []string{"2:5567370431|5567370431", "3:1234.5|4.44"}, nil},
		{"dates", parts{formats: formats, sheet: head + `<row><c s="1"><v>45000</v></c><c s="3"><v>45000.5</v></c></row><row><c s="2"><v>5567370431</v></c><c s="4"><v>0.5</v></c></row><row><c s="1" t="s"><v>0</v></c><c t="d"><v>2023-03-15T00:00:00</v></c></row>`, texts: `<si><t>i mars</t></si>`}, []string{"2:2023-03-15|2023-03-15T12:00:00", "3:556737-0431|12:00:00", "4:i mars|2023-03-15"}, nil},
		{"dates since 1904", parts{properties: `date1904="1"`, formats: formats, sheet: head + `<row><c s="1"><v>43538</v></c><c s="3"><v>0</v></c></row>`}, []string{"2:2023-03-15|1904-01-01"}, nil},
		{"truth values, errors and formulas", parts{sheet: head + `<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c></row><row><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="str"><f>A1</f><v>x</v></c></row><row><c><f>1+1</f><v>2</v></c><c t="str"><f>""</f><v></v></c></row>`}, []string{"2:TRUE|FALSE", "4:2|"}, []string{"3:error-value"}},
		{"formula that was never computed", parts{sheet: head + `<row><c><f>1+1</f></c><c><v>1</v></c></row><row><c><f>1+1</f><v/></c></row><row><c><v>1</v></c></row>`}, []string{"4:1|"}, []string{"2:formula-without-value", "3:formula-without-value"}},
		{"empty rows and cells", parts{sheet: `<row/>` + head + `<row r="5"/><row r="7"><c r="B7"><v>1</v></c></row><row r="8"><c r="A8"/></row><row r="9"><c r="A9"><v>2</v></c><c r="C9"/></row>`}, []string{"7:|1", "9:2|"}, nil},
		{"cell beyond the header", parts{sheet: head + `<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row><row><c><v>1</v></c><c r="Z3"><v>3</v></c></row>`}, nil, []string{"2:ragged-row", "3:ragged-row"}},
		{"hidden row", parts{sheet: head + `<row hidden="1"><c><v>1</v></c></row>`}, []string{"2:1|"}, nil},
		{"title above the header", parts{sheet: `<row r="1"><c r="A1" t="inlineStr"><is><t>arende</t></is></c></row><row r="4"><c r="A4" t="inlineStr"><is><t>utdrag</t></is></c><c r="B4"><v>1</v></c></row>` + head + `<row><c><v>1</v></c></row>`}, []string{"6:1|"}, nil},
		{"names that group columns above the header", parts{sheet: `<row><c t="inlineStr"><is><t>arende</t></is></c><c/><c t="inlineStr"><is><t>motpart</t></is></c></row><row><c t="inlineStr"><is><t>arende</t></is></c><c t="inlineStr"><is><t>inkom</t></is></c><c t="inlineStr"><is><t>motpart</t></is></c></row><row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>`}, []string{"3:1|2|3"}, nil},
		{"header that is not in the first column", parts{sheet: `<row r="2"><c r="B2" t="inlineStr"><is><t>arende</t></is></c><c r="C2" t="inlineStr"><is><t>motpart </t></is></c></row><row r="3"><c r="B3"><v>1</v></c></row>`}, []string{"3:|1|"}, nil},
		{"parts with a prefix", parts{other: map[string]string{"xl/worksheets/sheet1.xml": `<x:worksheet xmlns:x="n"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>arende</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>motpart</x:t></x:is></x:c></x:row><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`}}, []string{"2:1|"}, nil},
		{"no styles, no texts", parts{other: map[string]string{"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`}, sheet: head + `<row><c s="7"><v>1</v></c></row>`}, []string{"2:1|"}, nil},
		{"hidden first sheet", parts{sheets: `<sheet name="Gamla" state="hidden" sheetId="2" r:id="rId4"/><sheet name="Blad1" sheetId="1" r:id="rId1"/>`, sheet: head + `<row><c><v>1</v></c></row>`}, []string{"2:1|"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := xlsxfile.Bytes(tt.p.zip(t), "list.xlsx", xlsxfile.Options{Headers: known})
			if err != nil {
				t.Fatal(err)
			}
			got, rejects, err := rows(r)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.want, got) + cmp.Diff(tt.rejects, rejects); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}
}

// TestRefused opens what is no whole workbook; the error must come from opening or from reading on.
func TestRefused(t *testing.T) {
	whole := parts{sheet: head + `<row><c><v>1</v></c></row>`}
	flipped := whole.zip(t)
	if i := bytes.Index(flipped, []byte("xl/worksheets/sheet1.xml")); i > 0 {
		flipped[i+len("xl/worksheets/sheet1.xml")+20] ^= 0xff
	}
	lying := parts{sheet: head + strings.Repeat(`<row><c><v>1</v></c></row>`, 9000)}.zip(t)
	if i := bytes.LastIndex(lying, []byte("xl/worksheets/sheet1.xml")); i > 0 {
		copy(lying[i-46+24:], "\x00\x10\x00\x00") // the unpacked size in the directory
	}
	tests := []struct {
		name string
		data []byte
		o    xlsxfile.Options
		want string
	}{
		{"empty", nil, xlsxfile.Options{}, "d-1:list.xlsx: expected an XLSX workbook, found an empty file"},
		{"text", []byte("arende;motpart"), xlsxfile.Options{}, "found no zip file"},
		{"xls", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00"), xlsxfile.Options{}, "one of Excel 97 (.xls); save it as .xlsx, or run: soffice"},
		{"encrypted", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), xlsxfile.Options{}, "an encrypted one; save it without a password"},
		{"ods", parts{other: map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}}.zip(t), xlsxfile.Options{}, "OpenDocument file (.ods); save it as .xlsx"},
		{"xlsb", parts{other: map[string]string{"xl/workbook.bin": "x"}}.zip(t), xlsxfile.Options{}, "a binary one (.xlsb)"},
		{"other zip", parts{without: "_rels/.rels"}.zip(t), xlsxfile.Options{}, "found a zip file without one"},
		{"cut off", whole.zip(t)[:700], xlsxfile.Options{}, "its directory cannot be read (is the file cut off?)"},
		{"flipped byte", flipped, xlsxfile.Options{}, "its part sheet1.xml is damaged"},
		{"no sheet part", parts{without: "xl/worksheets/sheet1.xml"}.zip(t), xlsxfile.Options{}, "its part sheet1.xml is missing"},
		{"unknown sheet", parts{sheets: `<sheet name="Blad1" r:id="rId1"/><sheet name="Blad2" r:id="rId4"/>`}.zip(t), xlsxfile.Options{Sheet: "Blad3"}, `found sheet 1 of the shape "Aaaa9", sheet 2 of the shape "Aaaa9"`},
		{"only hidden sheets", parts{sheets: `<sheet name="Blad1" state="veryHidden" r:id="rId1"/>`}.zip(t), xlsxfile.Options{}, `expected a worksheet that is not hidden, found only sheet 1 of the shape "Aaaa9"`},
		{"no sheets", parts{sheets: `<!-- none -->`}.zip(t), xlsxfile.Options{}, "expected a worksheet, found none"},
		{"empty sheet", parts{}.zip(t), xlsxfile.Options{}, "d-1:list.xlsx:sheet 1: expected a row of column names, found an empty sheet"},
		{"no header row", parts{sheet: `<row><c><v>1</v></c></row>`}.zip(t), xlsxfile.Options{Headers: known}, "expected a row with two known column names or more"},
		{"duplicate header", parts{sheet: head[:len(head)-len("</row>")] + `<c t="inlineStr"><is><t>Arende</t></is></c></row>`}.zip(t), xlsxfile.Options{Headers: known}, `d-1:list.xlsx:sheet 1:1: expected every column once, but columns 1 and 3 are both of the shape "Aaaaaa"`},
		{"worksheet cut off", parts{other: map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + head + `<row><c><v>1</v></c></row>`}}.zip(t), xlsxfile.Options{}, "the XML of its part sheet1.xml is damaged on line 1"},
		{"worksheet with a bare ampersand", parts{sheet: head + `<row><c t="str"><v>A&Anna B</v></c></row>`}.zip(t), xlsxfile.Options{}, "the XML of its part sheet1.xml is damaged on line 1"},
		{"text that is not there", parts{sheet: head + `<row r="4"><c t="s"><v>7</v></c></row>`}.zip(t), xlsxfile.Options{}, "d-1:list.xlsx:sheet 1:4: expected the text of column 1 among the workbook's 0 texts"},
		{"rows out of order", parts{sheet: head + `<row r="4"/><row r="4"/>`}.zip(t), xlsxfile.Options{}, "d-1:list.xlsx:sheet 1:4: expected a row number from 5"},
		{"cells out of order", parts{sheet: head + `<row r="2"><c r="B2"/><c r="A2"/></row>`}.zip(t), xlsxfile.Options{}, "expected cells from left to right, found another after column 2"},
		{"elements closed in the wrong order", parts{sheet: head + `<row><c><v>1</c></v></row>`}.zip(t), xlsxfile.Options{}, "the XML of its part sheet1.xml is damaged on line 1"},
		{"part of a greater size than announced", lying, xlsxfile.Options{}, "its part sheet1.xml is damaged: zip: not a valid zip file"},
		{"bomb of zeros", parts{sheet: head + `<row><c><v>` + strings.Repeat("0", 40<<20) + `</v></c></row>`}.zip(t), xlsxfile.Options{}, "expected a workbook of reasonable size, but its part sheet1.xml unpacks from"},
		{"text without end below the rows", parts{other: map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + head + `</sheetData><mergeCells x="` + strings.Repeat("0", 5<<20) + `"/></worksheet>`}}.zip(t), xlsxfile.Options{}, "d-1:list.xlsx:sheet 1: expected a whole XLSX workbook, but its part sheet1.xml is damaged: a text is too long"},
		{"merged range that is none", parts{other: map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + head + `</sheetData><mergeCells><mergeCell ref="Anna"/></mergeCells></worksheet>`}}.zip(t), xlsxfile.Options{}, "expected the ranges of merged cells to be like A1:B2"},
		{"cell without end", parts{sheet: head + `<row><c><v>` + strings.Repeat("0", 5<<20) + `</v></c></row>`}.zip(t), xlsxfile.Options{}, "its part sheet1.xml is damaged: a text is too long"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := tt.o
			o.Disclosure = "d-1"
			r, err := xlsxfile.Bytes(tt.data, "list.xlsx", o)
			if err == nil {
				_, _, err = rows(r)
			}
			if err == nil || !strings.HasPrefix(err.Error(), "d-1:list.xlsx") || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "Anna") {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestNumber(t *testing.T) {
	for in, want := range map[string]string{
		"5567370431": "5567370431", "5567370431.0": "5567370431", "5.567370431E9": "5567370431", "5.56737043E+9": "5567370430",
		"12345678901234567890": "12345678901234567890", "1.2345678901234567E+19": "1.2345678901234567E+19", "1E+20": "1E+20",
		"5.56737e+09": "5.56737e+09", "1.0E7": "10000000", "1e-4": "0.0001", "-3.50": "-3.5", "0.1": "0.1", "0": "0",
		"4.4400000000000004": "4.44", "0.30000000000000004": "0.3", "1.2345678901234567890": "1.2345678901234567890",
		"": "", "abc": "abc", "NaN": "NaN", "0x10p1": "0x10p1", "1_0": "1_0", "007": "007",
	} {
		if got := xlsxfile.Number(in); got != want {
			t.Errorf("Number(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestDate goes through every day that both epochs can name, and the odd ones by hand.
func TestDate(t *testing.T) {
	for n, day := 61, time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC); n < 2_958_466; n, day = n+97, day.AddDate(0, 0, 97) {
		if got, ok := xlsxfile.Date(fmt.Sprint(n), false); !ok || got != day.Format(time.DateOnly) {
			t.Fatalf("%d = %q, want %s", n, got, day)
		}
		if n <= 1462 {
			continue
		}
		if got, ok := xlsxfile.Date(fmt.Sprint(n-1462), true); !ok || got != day.Format(time.DateOnly) {
			t.Fatalf("%d since 1904 = %q, want %s", n-1462, got, day)
		}
	}
	for in, want := range map[string]string{
		"1": "1900-01-01", "59": "1900-02-28", "60": "", "60.5": "", "61": "1900-03-01", "0": "", "0.5": "", "-1": "", "x": "", "2958466": "", "NaN": "",
		"45000.75": "2023-03-15T18:00:00", "45000.999999999999": "2023-03-16", "45000.999998": "2023-03-15T23:59:59",
		"45000.0000000001": "2023-03-15",
	} {
		if got, _ := xlsxfile.Date(in, false); got != want {
			t.Errorf("Date(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTimeFormat(t *testing.T) {
	for want, codes := range map[string][]string{
		"day": {
			"yyyy-mm-dd", `yyyy\-mm\-dd;@`, "[$-41D]d mmmm yyyy", "mmm", "D/M", `"den" d`, "[<1]h:mm;yyyy-mm-dd", "[h]:mm;[>1]yyyy", "ggge\"y\"m\"m\"d", "bbbb",
			"yyyy-mm-dd hh:mm",
		},
		"clock":   {"h:mm", "mm:ss", "hh:mm:ss.000", "[$-F400]h:mm:ss\\ AM/PM", "[Red]h:mm"},
		"elapsed": {"[h]:mm", "[mm]:ss", "[ss].00", "[HH]:mm:ss;@"},
		"": {
			"General", "Standard", "0.00", `0 "days"`, `0\d`, "[Red]0", "0_d", "0;yyyy", `0 "open`, "@", "", "0;h:mm", `0" h"`, "[$SEK] 0", "General;yyyy", `0*d`,
			"[>1]General;0",
		},
	} {
		for _, code := range codes {
			if got := xlsxfile.TimeFormat(code); got != want {
				t.Errorf("TimeFormat(%q) = %q, want %q", code, got, want)
			}
		}
	}
}

// TestAgainstWriter reads what a common library writes, by what was meant.
func TestAgainstWriter(t *testing.T) {
	f := excelize.NewFile()
	for i, cells := range [][]any{
		{"arende", "motpart", "inkom"},
		{"2023-00001", "Påhittade Hattar AB", time.Date(2023, 3, 15, 0, 0, 0, 0, time.UTC)},
		{nil, 4699990000, true},
		{"rad\nett", 1234.5, nil},
	} {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+3), &cells); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "list.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	r, err := xlsxfile.Open(path, xlsxfile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer closed(t, r)
	got, rejects, err := rows(r)
	want := []string{"4:2023-00001|Påhittade Hattar AB|2023-03-15", "5:|4699990000|TRUE", "6:rad\nett|1234.5|"}
	if d := cmp.Diff(want, got); d != "" || len(rejects) > 0 || err != nil {
		t.Error(d, rejects, err)
	}
}

func TestMissingFile(t *testing.T) {
	_, err := xlsxfile.Open(filepath.Join(t.TempDir(), "secret-person", "list.xlsx"), xlsxfile.Options{Disclosure: "d-1"})
	if !errors.Is(err, os.ErrNotExist) || strings.Contains(err.Error(), "secret") {
		t.Errorf("got %v", err)
	}
}

// TestReal compares a real workbook with what a common library makes of it.
func TestReal(t *testing.T) {
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	path := sharedtest.Path(t, "data/third-party/uhm-contracted-value.xlsx")
	f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer closed(t, f)
	want, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	r, err := xlsxfile.Open(path, xlsxfile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer closed(t, r)
	if !slices.Equal(r.Header(), want[0]) {
		t.Errorf("header %q", r.Header())
	}
	n := 0
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil || len(b.Rejects) > 0 {
			t.Fatal(b.Rejects, err)
		}
		for _, row := range b.Rows {
			n++
			cells := append(slices.Clone(want[n]), make([]string, len(row.Cells)-len(want[n]))...)
			for i, c := range cells {
				clean, _ := source.Clean(c)
				if row.Cells[i] != clean && row.Cells[i] != xlsxfile.Number(c) {
					t.Fatalf("row %d, column %d: %q, want %q", row.Line, i+1, row.Cells[i], c)
				}
			}
		}
	}
	if n != 9780 {
		t.Errorf("%d rows, want 9780", n)
	}
}
