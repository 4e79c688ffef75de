package xlsxfile_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tvistdata/etl/read/xlsxfile"
	"tvistdata/etl/source"
)

// shown returns what became of the row of a workbook that is at hand: "seen", "covered" for a row without the cell that is,
// "rejected", or what else it is.
func shown(t *testing.T, r source.Reader, line int) string {
	t.Helper()
	got := "no row"
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			return got
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range b.Rows {
			switch {
			case row.Line != line && row.Covered.Any():
				t.Errorf("line %d is covered", row.Line)
			case row.Line != line:
			case row.Covered.Any() && row.Cells[1] != source.CoveredCell:
				got = "covered, but told: " + row.Cells[1]
			case row.Covered.Any():
				got = "covered"
			default:
				got = "seen"
			}
		}
		for _, f := range b.Rejects {
			if got = "rejected"; f.Rule.Name() != "covered-text" || f.At.Line != line {
				t.Errorf("rejected: %s", f)
			}
		}
		for _, f := range b.Notes {
			t.Errorf("noted: %s", f)
		}
	}
}

// cover is one way to write a sheet of two rows, of which the cell B2 may be covered.
type cover struct {
	name   string
	font   string // of B2
	fill   string // of B2
	format string // of B2
	value  string // what B2 is, when it is no text
	rich   string // the runs of B2's text
	dxfs   string
	after  string // what follows the rows
	want   string
}

func (c cover) parts() parts {
	b2 := `<c r="B2" s="1" t="inlineStr"><is><t>Dolda Kvarnar AB</t></is></c>`
	if c.rich != "" {
		b2 = `<c r="B2" s="1" t="s"><v>1</v></c>`
	}
	if c.value != "" {
		b2 = `<c r="B2" s="1"><v>` + c.value + `</v></c>`
	}
	const ns = `<worksheet xmlns:x14="x" xmlns:xm="y"><sheetData>`
	return parts{
		formats: `<numFmts><numFmt numFmtId="170" formatCode="` + c.format + `"/></numFmts><fonts><font><sz val="11"/></font><font>` + c.font + `</font></fonts>` +
			`<fills><fill><patternFill patternType="none"/></fill><fill>` + c.fill + `</fill></fills>` +
			`<cellXfs><xf/><xf numFmtId="170" fontId="1" fillId="1"/></cellXfs><dxfs>` + c.dxfs + `</dxfs>` +
			`<colors><indexedColors>` + strings.Repeat(`<rgbColor rgb="00FFFFFF"/>`, 9) + `</indexedColors></colors>`,
		texts: `<si><t>Ek AB</t></si><si>` + c.rich + `</si>`,
		other: map[string]string{
			"xl/worksheets/sheet1.xml": ns + head + `<row r="2"><c r="A2"><v>1</v></c>` + b2 + `</row>` +
				`<row r="3"><c r="A3"><v>2</v></c><c r="B3" t="s"><v>0</v></c></row></sheetData>` + c.after + `</worksheet>`,
		},
	}
}

// TestCoveredCells reads sheets in which a cell is hidden, or looks as if it were. Automatic letters are black and cells without
// a fill white.
func TestCoveredCells(t *testing.T) {
	solid := func(colour string) string {
		return `<patternFill patternType="solid"><fgColor ` + colour + `/><bgColor indexed="64"/></patternFill>`
	}
	white, dark := `<color rgb="FFFFFFFF"/>`, solid(`rgb="FF1F3864"`)
	over := func(dxf, rule string) cover {
		return cover{dxfs: dxf, after: `<conditionalFormatting sqref="A9 B2:B2">` + rule + `</conditionalFormatting>`}
	}
	named := func(name, want string, c cover) cover { c.name, c.want = name, want; return c }
	const rule = `<cfRule type="expression" dxfId="0" priority="1"><formula>1</formula></cfRule>`
	const later = `<extLst><ext><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="expression"><xm:f>1</xm:f><x14:dxf>%s</x14:dxf>` +
		`</x14:cfRule><xm:sqref>%s</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>`
	for _, c := range []cover{
		{name: "nothing", want: "seen"},
		{name: "white", font: white, want: "covered"},
		{name: "almost white", font: `<color rgb="FFFEFEFE"/>`, want: "covered"},
		{name: "white, a twentieth darker", font: `<color rgb="FFF2F2F2"/>`, want: "covered"},
		{name: "light grey", font: `<color rgb="FFBFBFBF"/>`, want: "seen"},
		{name: "yellow", font: `<color rgb="FFFFFF00"/>`, want: "seen"},
		{name: "white on dark", font: white, fill: dark, want: "seen"},
		{name: "dark on dark", font: `<color rgb="FF1F3860"/>`, fill: dark, want: "covered"},
		{name: "automatic on black", fill: solid(`rgb="FF000000"`), want: "covered"},
		{name: "automatic, said so, on the text colour of the theme", font: `<color auto="1"/>`, fill: solid(`theme="1"`), want: "covered"},
		{name: "solid without a colour", fill: `<patternFill patternType="solid"/>`, want: "covered"},
		{name: "a pattern of which one colour is another", font: white, fill: `<patternFill patternType="gray125"/>`, want: "seen"},
		{name: "automatic on a pattern in it", fill: `<patternFill patternType="gray125"/>`, want: "seen"},
		{name: "a pattern of which both are the same", font: white, fill: `<patternFill patternType="gray125"><fgColor rgb="FFFFFFFF"/><bgColor indexed="65"/></patternFill>`, want: "covered"},
		{name: "from white to white", font: white, fill: `<gradientFill><stop position="0"><color theme="0"/></stop><stop position="1"><color theme="0"/></stop></gradientFill>`, want: "covered"},
		{name: "from white to dark", font: white, fill: `<gradientFill><stop position="0"><color theme="0"/></stop><stop position="1"><color theme="3"/></stop></gradientFill>`, want: "seen"},
		{name: "background of the theme", font: `<color theme="0"/>`, want: "covered"},
		{name: "background of the theme, a little darker", font: `<color theme="0" tint="-4.9989318521683403E-2"/>`, want: "covered"},
		{name: "background of the theme, much darker", font: `<color theme="0" tint="-0.499984740745262"/>`, want: "seen"},
		{name: "text of the theme, made white", font: `<color theme="1" tint="1"/>`, want: "covered"},
		{name: "accent on its own tint", font: `<color theme="4" tint="0.8"/>`, fill: solid(`rgb="FFDBE5F1"`), want: "covered"},
		{name: "indexed white", font: `<color indexed="9"/>`, want: "covered"},
		{name: "indexed, of the window", font: `<color indexed="65"/>`, want: "covered"},
		{name: "indexed black", font: `<color indexed="64"/>`, want: "seen"},
		{name: "indexed, as the workbook defines it", font: `<color indexed="8"/>`, want: "covered"},
		{name: "struck out", font: `<strike/>`, want: "covered"},
		{name: "struck out not", font: `<strike val="0"/>`, want: "seen"},
		{name: "of size 1", font: `<sz val="1"/>`, want: "covered"},
		{name: "of size 8", font: `<sz val="8"/>`, want: "seen"},

		{name: "nothing of all", format: `;;;`, want: "covered"},
		{name: "nothing of text", format: `0;-0;0;`, want: "covered"},
		{name: "text", format: `;;;@`, want: "seen"},
		{name: "blanks of text", format: `0;0;0;&quot; &quot;_)* `, want: "covered"},
		{name: "asterisks of text", format: `;;;**`, want: "covered"},
		{name: "numbers only", format: `0`, want: "seen"},
		{name: "nothing of numbers, text", format: `;;`, want: "seen"},
		{name: "text alone", format: `@`, want: "seen"},
		{name: "white text", format: `General;General;General;[White]@`, want: "covered"},
		{name: "nothing of numbers", format: `;;`, value: "7", want: "covered"},
		{name: "nothing of a number below zero", format: `0;;0`, value: "-7", want: "covered"},
		{name: "nothing of those below zero", format: `0;;0`, value: "7", want: "seen"},
		{name: "nothing of zero alone", format: `0;-0;;@`, value: "0", want: "seen"},
		{name: "nothing of zero alone, with decimals", format: `#,##0;-#,##0;`, value: "0.00", want: "seen"},
		{name: "nothing of zero and those below", format: `General;;`, value: "0", want: "seen"},
		{name: "nothing of those below, and zero", format: `General;;`, value: "-7", want: "covered"},
		{name: "nothing of any number, text", format: `;;;@`, value: "0", want: "covered"},
		{name: "nothing of all, zero", format: `;;;`, value: "0", want: "covered"},
		{name: "nothing of zero, in white letters", font: white, format: `0;-0;;@`, value: "0", want: "covered"},
		{name: "nothing of zero alone, on a condition", value: "0", dxfs: `<dxf><numFmt numFmtId="171" formatCode="0;-0;;@"/></dxf>`, after: `<conditionalFormatting sqref="B2">` + rule + `</conditionalFormatting>`, want: "seen"},
		{name: "nothing of zero, and text", format: `;;@`, value: "0", want: "covered"},
		{name: "a sign for zero", format: `_-* #,##0\ _k_r_-;\-* #,##0\ _k_r_-;_-* &quot;-&quot;\ _k_r_-;_-@_-`, value: "0", want: "seen"},
		{name: "nothing on a condition", format: `[&gt;9]0;[&gt;5]&quot;&quot;;0`, value: "7", want: "covered"},
		{name: "white numbers", format: `[White]0`, value: "7", want: "covered"},
		{name: "numbers in a colour that is black elsewhere", format: `[Color1]0`, value: "7", want: "covered"},
		{name: "numbers in red", format: `[Red]0`, value: "7", want: "seen"},
		{name: "hours", format: `[h]`, value: "7", want: "seen"},

		{name: "struck run", rich: `<r><rPr><strike/><sz val="11"/></rPr><t>Dolda Kvarnar</t></r><r><t> AB</t></r>`, want: "covered"},
		{name: "struck run of blanks", rich: `<r><t>Ek</t></r><r><rPr><strike/></rPr><t xml:space="preserve"> </t></r>`, want: "seen"},
		{name: "white run", rich: `<r><t>Ek</t></r><r><rPr><color theme="0"/></rPr><t>AB</t></r>`, want: "covered"},
		{name: "white run on dark", rich: `<r><rPr><color theme="0"/></rPr><t>AB</t></r>`, fill: dark, want: "seen"},
		{name: "red run in a white cell", font: white, rich: `<r><rPr><color rgb="FFFF0000"/></rPr><t>AB</t></r>`, want: "seen"},
		{name: "bold run in a white cell", font: white, rich: `<r><rPr><b/></rPr><t>AB</t></r>`, want: "covered"},
		{name: "run as the cell in a white cell", font: white, rich: `<r><t>Ek</t></r><r><rPr><color rgb="FFFF0000"/></rPr><t>AB</t></r>`, want: "covered"},
		{name: "tiny run", rich: `<r><t>Ek</t></r><r><rPr><sz val="1"/></rPr><t>AB</t></r>`, want: "covered"},
		{name: "red run where no text is shown", format: `;;;`, rich: `<r><rPr><color rgb="FFFF0000"/></rPr><t>AB</t></r>`, want: "covered"},
		{name: "pronunciation", rich: `<r><t>Ek</t></r><rPh sb="0" eb="1"><t>ek</t></rPh>`, want: "seen"},

		named("white on a condition", "covered", over(`<dxf><font><color theme="0"/></font></dxf>`, rule)),
		named("white on dark on a condition", "seen", over(`<dxf><font><color theme="0"/></font><fill><patternFill><bgColor rgb="FF000000"/></patternFill></fill></dxf>`, rule)),
		named("black fill on a condition", "covered", over(`<dxf><fill><patternFill><bgColor rgb="FF000000"/></patternFill></fill></dxf>`, rule)),
		named("red on a condition", "seen", over(`<dxf><font><b/><color rgb="FF9C0006"/></font><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf>`, rule)),
		named("nothing on a condition", "covered", over(`<dxf><numFmt numFmtId="171" formatCode=";;;"/></dxf>`, rule)),
		named("struck on a condition", "covered", over(`<dxf><font><strike/></font></dxf>`, rule)),
		named("bars instead of numbers", "covered", over("", `<cfRule type="dataBar"><dataBar showValue="0"><color rgb="FFFFFFFF"/></dataBar></cfRule>`)),
		named("bars beside numbers", "seen", over("", `<cfRule type="dataBar"><dataBar><color rgb="FFFFFFFF"/></dataBar></cfRule>`)),
		named("shades", "seen", over("", `<cfRule type="colorScale"><colorScale><color rgb="FF000000"/><color rgb="FFFFFFFF"/></colorScale></cfRule>`)),
		{name: "white elsewhere on a condition", dxfs: `<dxf><font><color theme="0"/></font></dxf>`, after: `<conditionalFormatting sqref="A1:B1 C1:C9 B4:B9">` + rule + `</conditionalFormatting>`, want: "seen"},
		{name: "white on a condition, written the later way", after: fmt.Sprintf(later, `<font><color theme="0"/></font>`, "B1:B2"), want: "covered"},
		{name: "red on a condition, written the later way", after: fmt.Sprintf(later, `<font><color rgb="FFFF0000"/></font><border><left><color theme="0"/></left></border>`, "B1:B2"), want: "seen"},
		{name: "white elsewhere, written the later way", after: fmt.Sprintf(later, `<font><color theme="0"/></font>`, "C2:D2"), want: "seen"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := xlsxfile.Bytes(c.parts().zip(t), "list.xlsx", xlsxfile.Options{Headers: known})
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(t, r, 2); got != c.want {
				t.Errorf("it is %s, want %s", got, c.want)
			}
		})
	}
}

// TestCoveredRows shows what becomes of rows around a covered cell.
func TestCoveredRows(t *testing.T) {
	const formats = `<fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts><fills><fill/></fills><cellXfs><xf/><xf fontId="1"/></cellXfs>`
	text := func(style, s string) string {
		return `<c s="` + style + `" t="inlineStr"><is><t>` + s + `</t></is></c>`
	}
	for _, c := range []struct {
		name, sheet, after string
		rows, rejects      []string
	}{
		{"nothing else is seen", head + `<row>` + text("1", "1") + text("1", "a") + `</row><row>` + text("0", "2") + text("0", "b") + `</row>`, "", []string{"3:2|b"}, []string{"2:covered-text"}},
		{"blanks in white", head + `<row>` + text("0", "1") + text("1", "  ") + `</row>`, "", []string{"2:1|"}, nil},
		{"title in white", `<row>` + text("1", "Ärenden") + `</row>` + head + `<row>` + text("0", "1") + text("0", "b") + `</row>`, "", []string{"3:1|b"}, nil},
		{"names in white", `<row>` + text("1", "arende") + text("1", "motpart") + `</row><row>` + text("0", "1") + text("0", "b") + `</row>`, "", []string{"2:1|b"}, nil},
		{"names once more, in white", head + `<row>` + text("1", "arende") + text("1", "motpart") + `</row><row>` + text("0", "1") + text("0", "b") + `</row>`, "", []string{"3:1|b"}, nil},
		{"total in white", head + `<row>` + text("0", "1") + text("0", "b") + `</row><row>` + text("0", "Summa") + text("1", "1") + `</row>`, "", []string{"2:1|b"}, nil},
		{"total above it", head + `<row>` + text("0", "Summa") + text("0", "1") + `</row><row>` + text("0", "1") + text("1", "b") + `</row>`, "", []string{"3:1|" + source.CoveredCell}, []string{"2:footer-before-rows"}},
		{"beyond the columns", head + `<row>` + text("0", "1") + text("0", "b") + text("1", "c") + `</row>`, "", []string{"2:1|b"}, nil},
		{"with an error", head + `<row>` + text("1", "1") + `<c t="e"><v>#REF!</v></c></row>`, "", []string{"2:" + source.CoveredCell + "|#REF!"}, nil},
		{"below a range that hides", head + `<row r="5">` + text("0", "1") + text("0", "b") + `</row>`, `<conditionalFormatting sqref="B2:B3"><cfRule type="dataBar"><dataBar showValue="0"/></cfRule></conditionalFormatting>`, []string{"5:1|b"}, nil},
		{
			"merged over rows", head + `<row>` + text("0", "1") + text("1", "b") + `</row><row>` + text("0", "2") + `</row><row>` + text("0", "3") + text("0", "c") + `</row>`,
			`<mergeCells><mergeCell ref="B2:B3"/></mergeCells>`,
			[]string{"2:1|" + source.CoveredCell, "3:2|" + source.CoveredCell, "4:3|c"},
			nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := parts{formats: formats, other: map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + c.sheet + `</sheetData>` + c.after + `</worksheet>`}}
			r, err := xlsxfile.Bytes(p.zip(t), "list.xlsx", xlsxfile.Options{Headers: known})
			if err != nil {
				t.Fatal(err)
			}
			if got, rejects, err := rows(r); err != nil || !slices.Equal(got, c.rows) || !slices.Equal(rejects, c.rejects) {
				t.Errorf("rows %q, rejects %q, %v; want %q, %q", got, rejects, err, c.rows, c.rejects)
			}
		})
	}
}

// TestCoveredFlatRows reads a row of a height in which nothing can be read. A hidden one is read as any other.
func TestCoveredFlatRows(t *testing.T) {
	row := func(line, height string) string {
		return `<row ` + height + `><c><v>` + line + `</v></c><c t="inlineStr"><is><t>b</t></is></c></row>`
	}
	for _, c := range []struct {
		name, sheet   string
		rows, rejects []string
	}{
		{"of no height", head + row("1", `ht="0" customHeight="1"`) + row("2", ""), []string{"3:2|b"}, []string{"2:covered-text"}},
		{"of a point", head + row("1", `customHeight="true" ht="1.05"`) + row("2", ""), []string{"3:2|b"}, []string{"2:covered-text"}},
		{"of a height in which it is read", head + row("1", `ht="2" customHeight="1"`) + row("2", ""), []string{"2:1|b", "3:2|b"}, nil},
		{"of a height that the program finds itself", head + row("1", `ht="0"`) + row("2", `ht="1" customHeight="0"`), []string{"2:1|b", "3:2|b"}, nil},
		{"of a height that cannot be told", head + row("1", `ht="x" customHeight="1"`) + row("2", `customHeight="1"`), []string{"2:1|b", "3:2|b"}, nil},
		{"hidden", head + row("1", `ht="0" customHeight="1" hidden="1"`) + row("2", ""), []string{"2:1|b", "3:2|b"}, nil},
		{"of names", strings.Replace(head, "<row", `<row ht="0" customHeight="1"`, 1) + row("1", ""), []string{"2:1|b"}, nil},
		{"in which nothing stands", head + `<row ht="0" customHeight="1"><c/></row>` + row("2", ""), []string{"3:2|b"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := parts{other: map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + c.sheet + `</sheetData></worksheet>`}}
			r, err := xlsxfile.Bytes(p.zip(t), "list.xlsx", xlsxfile.Options{Headers: known})
			if err != nil {
				t.Fatal(err)
			}
			if got, rejects, err := rows(r); err != nil || !slices.Equal(got, c.rows) || !slices.Equal(rejects, c.rejects) {
				t.Errorf("rows %q, rejects %q, %v; want %q, %q", got, rejects, err, c.rows, c.rejects)
			}
		})
	}
}

// TestAsAnotherProgramWritesIt lets a writer of workbooks hide the cell B2 of a sheet.
func TestAsAnotherProgramWritesIt(t *testing.T) {
	style := func(f *excelize.File, s excelize.Style) error {
		id, err := f.NewStyle(&s)
		return errors.Join(err, f.SetCellStyle("Sheet1", "B2", "B2", id))
	}
	solid := func(colour string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	shape := func(f *excelize.File, cell string, fill excelize.Fill) error {
		return f.AddShape("Sheet1", &excelize.Shape{Cell: cell, Type: "rect", Width: 60, Height: 18, Fill: fill})
	}
	var logo bytes.Buffer
	if err := png.Encode(&logo, image.NewGray(image.Rect(0, 0, 60, 18))); err != nil {
		t.Fatal(err)
	}
	picture := func(f *excelize.File, cell string) error {
		return f.AddPictureFromBytes("Sheet1", cell, &excelize.Picture{Extension: ".png", File: logo.Bytes()})
	}
	for _, c := range []struct {
		name, want string
		change     func(f *excelize.File) error
	}{
		{"nothing", "seen", func(*excelize.File) error { return nil }},
		{"white letters", "covered", func(f *excelize.File) error { return style(f, excelize.Style{Font: &excelize.Font{Color: "FFFFFF"}}) }},
		{"white letters of the theme on dark", "seen", func(f *excelize.File) error {
			theme := 0
			return style(f, excelize.Style{Font: &excelize.Font{ColorTheme: &theme}, Fill: solid("1F3864")})
		}},
		{"black on black", "covered", func(f *excelize.File) error { return style(f, excelize.Style{Fill: solid("000000")}) }},
		{"struck out", "covered", func(f *excelize.File) error { return style(f, excelize.Style{Font: &excelize.Font{Strike: true}}) }},
		{"a format without sections", "covered", func(f *excelize.File) error {
			format := ";;;"
			return style(f, excelize.Style{CustomNumFmt: &format})
		}},
		{"struck run", "covered", func(f *excelize.File) error {
			return f.SetCellRichText("Sheet1", "B2", []excelize.RichTextRun{{Text: "Dolda", Font: &excelize.Font{Strike: true}}, {Text: " AB"}})
		}},
		{"bold run", "seen", func(f *excelize.File) error {
			return f.SetCellRichText("Sheet1", "B2", []excelize.RichTextRun{{Text: "Dolda", Font: &excelize.Font{Bold: true, Color: "FF0000"}}, {Text: " AB"}})
		}},
		{"white on a condition", "covered", func(f *excelize.File) error {
			id, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: "FFFFFF"}})
			return errors.Join(err, f.SetConditionalFormat("Sheet1", "B2:B2", []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: ">", Value: "6", Format: &id}}))
		}},
		{"a box over it", "covered", func(f *excelize.File) error { return shape(f, "B2", solid("000000")) }},
		{"a frame around it", "seen", func(f *excelize.File) error { return shape(f, "B2", excelize.Fill{}) }},
		{"a box beside it", "seen", func(f *excelize.File) error { return shape(f, "D2", solid("000000")) }},
		{"a picture over it", "covered", func(f *excelize.File) error { return picture(f, "B2") }},
		{"a logo over the names", "seen", func(f *excelize.File) error { return picture(f, "A1") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := excelize.NewFile()
			defer closed(t, f)
			for i, row := range [][]any{{"arende", "motpart"}, {1, "Dolda Kvarnar AB"}, {2, "Ek AB"}} {
				if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
					t.Fatal(err)
				}
			}
			if err := c.change(f); err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := f.Write(&b); err != nil {
				t.Fatal(err)
			}
			r, err := xlsxfile.Bytes(b.Bytes(), "list.xlsx", xlsxfile.Options{Headers: known})
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(t, r, 2); got != c.want {
				t.Errorf("it is %s, want %s", got, c.want)
			}
		})
	}
}

// TestHowCellsAreCovered shows the column and the way of what is covered in row 2.
func TestHowCellsAreCovered(t *testing.T) {
	drawn := cover{}.parts()
	drawn.other["xl/worksheets/_rels/sheet1.xml.rels"] = `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" Target="../drawings/drawing1.xml"/></Relationships>`
	drawn.other["xl/drawings/drawing1.xml"] = `<xdr:wsDr><xdr:absoluteAnchor><xdr:pos x="609600" y="190500"/><xdr:ext cx="609600" cy="190500"/><xdr:pic/></xdr:absoluteAnchor></xdr:wsDr>`
	flat := cover{}.parts()
	flat.other["xl/worksheets/sheet1.xml"] = strings.Replace(flat.other["xl/worksheets/sheet1.xml"], `<row r="2"`, `<row r="2" ht="1" customHeight="1"`, 1)
	for name, c := range map[string]struct {
		parts parts
		want  string // of the row, or of what rejects it
	}{
		"white letters":        {cover{font: `<color rgb="FFFFFFFF"/>`}.parts(), "{2 its letters have the colour of what is behind them}"},
		"struck out":           {cover{font: `<strike/>`}.parts(), "{2 it is struck out}"},
		"struck out and white": {cover{font: `<strike/><color rgb="FFFFFFFF"/>`}.parts(), "{2 it is struck out}"},
		"a run of it":          {cover{rich: `<r><t>Ek </t></r><r><rPr><strike/></rPr><t>Dolda</t></r>`}.parts(), "{2 it is struck out}"},
		"size 1":               {cover{font: `<sz val="1"/>`}.parts(), "{2 its letters are too small to be read}"},
		"a format":             {cover{format: ";;;", value: "5"}.parts(), "{2 its number format shows nothing}"},
		"a condition": {cover{dxfs: `<dxf><font><color rgb="FFFFFFFF"/></font></dxf>`, after: `<conditionalFormatting sqref="B2">` +
			`<cfRule type="expression" dxfId="0"/></conditionalFormatting>`}.parts(), "{2 a conditional format may hide it}"},
		"a picture":        {drawn, "{2 something lies over it}"},
		"a row of 1 point": {flat, "(in column 1: its row has no height)"},
	} {
		r, err := xlsxfile.Bytes(c.parts.zip(t), "list.xlsx", xlsxfile.Options{Headers: known})
		if err != nil {
			t.Fatal(err)
		}
		b, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, row := range b.Rows {
			if row.Line == 2 {
				got = fmt.Sprint(row.Covered)
			}
		}
		for _, f := range b.Rejects {
			got += f.Text
		}
		if !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestWhatLiesOverCells draws things over a sheet whose rows 2 and 3 have texts in columns A and B.
func TestWhatLiesOverCells(t *testing.T) {
	at := func(from, to, what string) string {
		corner := func(name, numbers string) string {
			n := strings.Fields(numbers)
			return fmt.Sprintf(`<xdr:%[1]s><xdr:col>%s</xdr:col><xdr:colOff>%s</xdr:colOff><xdr:row>%s</xdr:row><xdr:rowOff>%s</xdr:rowOff></xdr:%[1]s>`, name, n[0], n[1], n[2], n[3])
		}
		return `<xdr:twoCellAnchor>` + corner("from", from) + corner("to", to) + what + `<xdr:clientData/></xdr:twoCellAnchor>`
	}
	const b2from, b2to = "1 0 1 0", "2 0 2 0"
	box := func(properties string) string {
		return `<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="1" name="x"/></xdr:nvSpPr><xdr:spPr>` + properties + `</xdr:spPr></xdr:sp>`
	}
	solid := box(`<a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:ln><a:noFill/></a:ln>`)
	placed := func(x, y, width, height int, what string) string {
		return fmt.Sprintf(`<xdr:absoluteAnchor><xdr:pos x="%d" y="%d"/><xdr:ext cx="%d" cy="%d"/>%s<xdr:clientData/></xdr:absoluteAnchor>`, x, y, width, height, what)
	}
	const width, height = 609_600, 190_500
	for _, c := range []struct{ name, drawing, want string }{
		{"box at a place of the sheet", placed(width, height, width, height, solid), "covered"},
		{"picture at a place of the sheet", placed(width-9000, height-9000, width, height, `<xdr:pic><xdr:blipFill><a:blip/></xdr:blipFill><xdr:spPr/></xdr:pic>`), "covered"},
		{"box at a place of the sheet, in a later way", placed(width, height, width, height, `<mc:AlternateContent><mc:Choice Requires="a14">`+solid+`</mc:Choice></mc:AlternateContent>`), "covered"},
		{"box over names and this row", placed(0, 0, 3*width, 2*height, solid), "rejected"},
		{"box over the names", placed(0, 0, 3*width, height+9000, solid), "seen"},
		{"box beside it", placed(2*width, height, width, height, solid), "seen"},
		{"frame at a place of the sheet", placed(width, height, width, height, box(`<a:noFill/>`)), "seen"},
		{"box before the sheet", placed(-9*width, -9*height, width, height, solid), "seen"},
		{"box", at(b2from, b2to, solid), "covered"},
		{"box of the theme", at(b2from, b2to, `<xdr:sp><xdr:spPr/><xdr:style><a:fillRef idx="1"><a:schemeClr val="accent1"/></a:fillRef></xdr:style></xdr:sp>`), "covered"},
		{"frame of the theme", at(b2from, b2to, `<xdr:sp><xdr:spPr><a:noFill/></xdr:spPr><xdr:style><a:fillRef idx="1"/></xdr:style></xdr:sp>`), "seen"},
		{"frame", at(b2from, b2to, box(`<a:ln><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>`)), "seen"},
		{"box of two colours", at(b2from, b2to, box(`<a:gradFill/>`)), "covered"},
		{"box that can be seen through", at(b2from, b2to, box(`<a:solidFill><a:srgbClr val="FFFF00"><a:alpha val="40000"/></a:srgbClr></a:solidFill>`)), "seen"},
		{"box that can hardly be seen through", at(b2from, b2to, box(`<a:solidFill><a:srgbClr val="000000"><a:alpha val="95000"/></a:srgbClr></a:solidFill>`)), "covered"},
		{"box that is hidden", at(b2from, b2to, strings.Replace(solid, `name="x"`, `hidden="1"`, 1)), "seen"},
		{"box in groups", at(b2from, b2to, `<xdr:grpSp><xdr:grpSpPr/><xdr:grpSp>`+solid+`</xdr:grpSp></xdr:grpSp>`), "covered"},
		{"box that one program draws in another's place", at(b2from, b2to, `<mc:AlternateContent><mc:Choice Requires="sle15"><xdr:graphicFrame/></mc:Choice><mc:Fallback>`+solid+`</mc:Fallback></mc:AlternateContent>`), "seen"},
		{"box in a later way", at(b2from, b2to, `<mc:AlternateContent><mc:Choice Requires="a14">`+solid+`</mc:Choice><mc:Fallback/></mc:AlternateContent>`), "covered"},
		{"line", at(b2from, b2to, `<xdr:cxnSp><xdr:spPr/></xdr:cxnSp>`), "seen"},
		{"picture", at(b2from, b2to, `<xdr:pic><xdr:blipFill><a:blip/></xdr:blipFill><xdr:spPr/></xdr:pic>`), "covered"},
		{"water mark", at(b2from, b2to, `<xdr:pic><xdr:blipFill><a:blip><a:alphaModFix amt="20000"/></a:blip></xdr:blipFill><xdr:spPr/></xdr:pic>`), "seen"},
		{"box that begins far down in a high row", at("1 0 0 360000", "2 0 2 0", solid), "covered"},
		{"box over most of it", at("1 200000 1 60000", "1 500000 1 150000", solid), "covered"},
		{"box that reaches a little into its row", at("0 0 0 0", "3 0 1 50000", solid), "seen"},
		{"box that begins at its end", at("0 0 1 150000", "3 0 2 10000", solid), "seen"},
		{"box that reaches a little into its column", at("2 0 1 0", "4 0 2 0", solid) + at("1 500000 1 0", "4 0 2 0", solid), "seen"},
		{"box of a size", `<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>600000</xdr:colOff><xdr:row>0</xdr:row><xdr:rowOff>190000</xdr:rowOff></xdr:from>` +
			`<xdr:ext cx="500000" cy="180000"/>` + solid + `</xdr:oneCellAnchor>`, "covered"},
		{"box beyond the sheet", at("99999999 0 99999999 0", "99999999 9 999999999 9", solid) + at("-4 0 -4 0", "0 0 -9 0", solid), "seen"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := cover{}.parts()
			p.other["xl/worksheets/_rels/sheet1.xml.rels"] = `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" Target="../drawings/drawing1.xml"/></Relationships>`
			p.other["xl/drawings/drawing1.xml"] = `<xdr:wsDr>` + c.drawing + `</xdr:wsDr>`
			r, err := xlsxfile.Bytes(p.zip(t), "list.xlsx", xlsxfile.Options{Headers: known})
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(t, r, 2); got != c.want {
				t.Errorf("it is %s, want %s", got, c.want)
			}
		})
	}
}

// TestWhatLiesOverCellsOfOtherSizes draws a box over a sheet of which the rows 1 to 3 or the columns A and B have sizes of their own,
// and shows what becomes of B2.
func TestWhatLiesOverCellsOfOtherSizes(t *testing.T) {
	const px, pt = 9_525, 12_700
	box := func(x, y, width, height int) string {
		return fmt.Sprintf(`<xdr:absoluteAnchor><xdr:pos x="%d" y="%d"/><xdr:ext cx="%d" cy="%d"/><xdr:pic><xdr:blipFill/></xdr:pic></xdr:absoluteAnchor>`, x, y, width, height)
	}
	from := func(row, off, height int) string {
		return fmt.Sprintf(`<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>%d</xdr:rowOff></xdr:from>`+
			`<xdr:ext cx="%d" cy="%d"/><xdr:pic><xdr:blipFill/></xdr:pic></xdr:oneCellAnchor>`, row, off, 64*px, height)
	}
	two := func(row, off, toRow, toOff int) string {
		return fmt.Sprintf(`<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>%d</xdr:rowOff></xdr:from>`+
			`<xdr:to><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>%d</xdr:rowOff></xdr:to><xdr:pic><xdr:blipFill/></xdr:pic></xdr:twoCellAnchor>`, row, off, toRow, toOff)
	}
	const wideA, highNames = `<cols><col min="1" max="1" width="40.7109375" customWidth="1"/></cols>`, ` ht="60" customHeight="1"` // 285 pixels
	for _, c := range []struct {
		name, before, row1, row2, drawing, want string
	}{
		{"beside a wide column", wideA, "", "", box(285*px, 15*pt, 64*px, 15*pt), "covered"},
		{"where it would be beside a usual one", wideA, "", "", box(64*px, 15*pt, 64*px, 15*pt), "covered, but told: Dolda Kvarnar AB"},
		{"beside a narrow column", `<cols><col min="1" max="1" width="2.7109375"/></cols>`, "", "", box(19*px, 15*pt, 64*px, 15*pt), "covered"},
		{"among columns that are wide", `<sheetFormatPr defaultColWidth="40.7109375" defaultRowHeight="15"/>`, "", "", box(285*px, 15*pt, 285*px, 15*pt), "covered"},
		{"among columns of more digits", `<sheetFormatPr baseColWidth="20"/>`, "", "", box(152*px, 15*pt, 152*px, 15*pt), "covered"},
		{"columns told backwards", `<cols><col min="2" max="1" width="40"/><col min="x" max="1" width="-3"/></cols>`, "", "", box(64*px, 15*pt, 64*px, 15*pt), "covered"},
		{"below a high row", "", highNames, "", box(64*px, 60*pt, 64*px, 15*pt), "covered"},
		{"in a high row", "", highNames, "", box(64*px, 15*pt, 64*px, 15*pt), "seen"},
		{"below a hidden row", "", ` hidden="1"`, "", box(64*px, 0, 64*px, 15*pt), "covered"},
		{"among rows that are high", `<sheetFormatPr defaultRowHeight="30"/>`, "", "", box(64*px, 30*pt, 64*px, 30*pt), "covered"},
		{"among rows that are hidden", `<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>`, ` ht="15"`, ` ht="15"`, box(64*px, 15*pt, 64*px, 15*pt), "covered"},
		{"over a part of a high row", "", "", highNames, box(64*px, 15*pt, 64*px, 15*pt), "seen"},
		{"over the most of a high row", "", "", highNames, box(64*px, 15*pt, 64*px, 40*pt), "covered"},
		{"from a cell on, past a high row", "", highNames, "", from(0, 50*pt, 25*pt), "covered"},
		{"from a cell on, in a high row", "", highNames, "", from(0, 10*pt, 25*pt), "seen"},
		{"from a fifth of a high row on", "", "", highNames, two(1, 12*pt, 2, 0), "covered"},
		{"to a fifth of a high row", "", "", highNames, two(1, 0, 1, 12*pt), "seen"},
		{"beyond all", "", highNames, "", box(1<<60, 1<<60, 1<<60, 1<<60), "seen"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := cover{}.parts()
			const part = "xl/worksheets/sheet1.xml"
			p.other[part] = strings.NewReplacer("<sheetData>", c.before+"<sheetData>", "<row>", "<row"+c.row1+">", `<row r="2"`, `<row r="2"`+c.row2).Replace(p.other[part])
			p.other["xl/worksheets/_rels/sheet1.xml.rels"] = `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" Target="../drawings/drawing1.xml"/></Relationships>`
			p.other["xl/drawings/drawing1.xml"] = `<xdr:wsDr>` + c.drawing + `</xdr:wsDr>`
			r, err := xlsxfile.Bytes(p.zip(t), "list.xlsx", xlsxfile.Options{Headers: known})
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(t, r, 2); got != c.want {
				t.Errorf("it is %s, want %s", got, c.want)
			}
		})
	}
}

// TestColoursOfTheTheme takes them from the workbook's own theme, whose light and dark ones cells count the other way round.
func TestColoursOfTheTheme(t *testing.T) {
	for _, c := range []struct{ theme, want string }{
		{`<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>`, "seen"},
		{`<a:dk1><a:srgbClr val="FFFFFF"/></a:dk1><a:lt1><a:srgbClr val="000000"/></a:lt1>`, "covered"},
	} {
		p := cover{font: `<color theme="1"/>`}.parts()
		p.other["xl/_rels/workbook.xml.rels"] = strings.NewReplacer("REL", "http://schemas.openxmlformats.org/officeDocument/2006/relationships").Replace(
			`<Relationships><Relationship Id="rId3" Type="REL/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId2" Type="REL/styles" Target="styles.xml"/>` +
				`<Relationship Id="rId1" Type="REL/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Type="REL/theme" Target="theme/theme1.xml"/></Relationships>`)
		p.other["xl/theme/theme1.xml"] = `<a:theme><a:themeElements><a:clrScheme>` + c.theme + `</a:clrScheme></a:themeElements></a:theme>`
		r, err := xlsxfile.Bytes(p.zip(t), "list.xlsx", xlsxfile.Options{Headers: known})
		if err != nil {
			t.Fatal(err)
		}
		if got := shown(t, r, 2); got != c.want {
			t.Errorf("%s: it is %s, want %s", c.theme, got, c.want)
		}
	}
}
