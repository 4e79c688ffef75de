package xlsxfile_test

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl/read/xlsxfile"
	"tvistdata/etl/source"
)

// FuzzRead feeds arbitrary bytes, and arbitrary XML as sheet and texts of an otherwise whole workbook: no panic, no row
// that does not fit the header, lines in order and accounted for once.
func FuzzRead(f *testing.F) {
	f.Add([]byte("PK\x03\x04"), head+`<row r="9"><c t="inlineStr"><is><t>_x000D_</t></is></c><c><f>1</f></c></row>`, ``)
	f.Add([]byte("PK\x05\x06"), head+`<row r="2"><c r="B2" t="s" s="1"><v>0</v></c><c s="1"><v>45000.5</v></c></row>`, `<si><t>x</t></si>`)
	f.Add([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), `</sheetData><sheetData>`+head+`<row><c t="b"><v>1</v></c></row>`, `<si><r><t>x</t></r><rPh><t>y</t></rPh></si>`)
	f.Add([]byte("PK"), head+head+`<row hidden="1"><c t="str"><v>Summa</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="A4:B4"/></mergeCells><sheetData>`, ``)
	f.Add([]byte("PK"), head+`<row><c s="2" t="s"><v>0</v></c><c s="2"><v>-1</v></c></row></sheetData><conditionalFormatting sqref="A1:B2 x"><cfRule dxfId="0"/></conditionalFormatting>`,
		`<si><r><rPr><strike/><color theme="0" tint="-.5"/></rPr><t>x</t></r><r><t>y</t></r></si>`)
	f.Fuzz(func(t *testing.T, data []byte, sheet, texts string) {
		formats := `<numFmts><numFmt numFmtId="170" formatCode="0;;"/></numFmts><fonts><font/><font><color indexed="9"/></font></fonts>` +
			`<cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="170" fontId="1"/></cellXfs><dxfs><dxf><fill><patternFill><bgColor theme="1"/></patternFill></fill></dxf></dxfs>`
		for _, book := range [][]byte{data, parts{sheet: sheet, texts: texts, formats: formats}.zip(t)} {
			checkBook(t, book)
		}
	})
}

func checkBook(t *testing.T, book []byte) {
	t.Helper()
	r, err := xlsxfile.Bytes(book, "list.xlsx", xlsxfile.Options{})
	if err != nil {
		if strings.Contains(err.Error(), "reading it failed") {
			t.Fatal(err)
		}
		return
	}
	seen := map[int]bool{}
	last := 0
	for err == nil {
		var b source.Batch
		b, err = r.Next()
		for _, row := range b.Rows {
			if row.Line <= last || len(row.Cells) != len(r.Header()) {
				t.Fatalf("line %d after %d, %d cells under %d names", row.Line, last, len(row.Cells), len(r.Header()))
			}
			last = row.Line
		}
		for _, line := range accounted(b) {
			if seen[line] {
				t.Fatalf("line %d is accounted for twice", line)
			}
			seen[line] = true
		}
	}
	if strings.Contains(err.Error(), "reading it failed") {
		t.Fatal(err)
	}
}

// accounted returns the lines of a batch that are rows, rejects, or noted as no rows.
func accounted(b source.Batch) (lines []int) {
	for _, row := range b.Rows {
		lines = append(lines, row.Line)
	}
	for _, f := range b.Rejects {
		lines = append(lines, f.At.Line)
	}
	for _, f := range b.Notes {
		if slices.Contains([]string{"footer", "repeated-header", "separator-line"}, f.Rule.Name()) {
			lines = append(lines, f.At.Line)
		}
	}
	return lines
}

// kinds are ways to write a cell, with what it must be read as; %[1]d is replaced by a number and %[2]s by its column.
var kinds = []struct{ xml, want string }{
	{``, ""},
	{`<c r="%[2]s"/>`, ""},
	{`<c r="%[2]s" t="inlineStr"><is><t>text %[1]d</t></is></c>`, "text %[1]d"},
	{`<c r="%[2]s" t="str"><f>A1</f><v>Ek &amp; Al %[1]d</v></c>`, "Ek & Al %[1]d"},
	{`<c r="%[2]s" t="s"><v>0</v></c>`, "shared"},
	{`<c r="%[2]s"><v>%[1]d.50</v></c>`, "%[1]d.5"},
	{`<c r="%[2]s" t="b"><v>1</v></c>`, "TRUE"},
	{`<c r="%[2]s" s="1"><v>45000</v></c>`, "2023-03-15"},
	{`<c r="%[2]s" t="e"><v>#N/A</v></c>`, ""},
}

// What makes a row one that must be rejected.
const (
	noValue = 9 + iota
	anError
	ways
)

// FuzzTwin writes a sheet of any kinds of cells, row by row, and reads it back: the cells are those that were meant,
// every row that holds something is read or rejected, and rejected are just those with a flaw.
func FuzzTwin(f *testing.F) {
	f.Add([]byte{2, 5, 7, 0, 1, 0, 9, 2, 2, 3, 4, 6, 10, 2, 2, 8, 0, 0})
	f.Add([]byte{2, 0, 0, 0, 3, 0, 0, 0, 4})
	f.Add([]byte{2, 0, 0, 3, 0, 0, 8, 0, 0, 6, 6, 6}) // truth values below rows of one cell
	f.Fuzz(func(t *testing.T, cells []byte) {
		var sheet strings.Builder
		var want, rejects []string
		for line := 2; len(cells) >= 3 && line < 3000; line, cells = line+1, cells[3:] {
			var row [3]string
			present, flawed := false, false
			var written strings.Builder
			for i, b := range cells[:3] {
				at := fmt.Sprintf("%c%d", 'A'+i, line)
				switch way := int(b) % ways; way {
				case noValue:
					fmt.Fprintf(&written, `<c r="%s"><f>A1</f></c>`, at)
					present, flawed = true, true
				case anError:
					fmt.Fprintf(&written, `<c r="%s" t="e"><v>#REF!</v></c>`, at)
					present, flawed = true, true
				default:
					k := kinds[way]
					if k.xml != "" {
						written.WriteString(strings.NewReplacer("%[1]d", fmt.Sprint(line), "%[2]s", at).Replace(k.xml))
					}
					row[i] = strings.ReplaceAll(k.want, "%[1]d", fmt.Sprint(line))
					present = present || row[i] != "" || way == 8
				}
			}
			if !present { // words below an empty line may be the names of another table
				line--
				continue
			}
			fmt.Fprintf(&sheet, `<row r="%d">%s</row>`, line, written.String())
			switch {
			case flawed:
				rejects = append(rejects, fmt.Sprint(line))
			default:
				want = append(want, fmt.Sprintf("%d:%s", line, strings.Join(row[:], "|")))
			}
		}
		names := xml3("arende", "motpart", "inkom")
		book := parts{sheet: names + sheet.String(), texts: `<si><t>shared</t></si>`, formats: `<cellXfs><xf/><xf numFmtId="14"/></cellXfs>`}.zip(t)
		r, err := xlsxfile.Bytes(book, "list.xlsx", xlsxfile.Options{Headers: known})
		if err != nil {
			t.Fatal(err)
		}
		var got, lost []string
		for {
			b, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range b.Rows {
				got = append(got, fmt.Sprintf("%d:%s", row.Line, strings.Join(row.Cells, "|")))
			}
			for _, f := range b.Rejects {
				lost = append(lost, fmt.Sprint(f.At.Line))
			}
		}
		if !slices.Equal(got, want) || !slices.Equal(lost, rejects) {
			t.Fatalf("rows %q, want %q; rejects %v, want %v", got, want, lost, rejects)
		}
	})
}

func xml3(names ...string) string {
	row := ""
	for _, n := range names {
		row += `<c t="inlineStr"><is><t>` + n + `</t></is></c>`
	}
	return `<row r="1">` + row + `</row>`
}
