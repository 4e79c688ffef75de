package intake_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// kindOfBook is a kind of workbooks, each of which holds one defect.
type kindOfBook struct {
	name    string
	whole   bool   // every row can be read
	refused string // what the finding or error says that keeps it from being published
	found   string // a rule that must find something
	needs   []int  // columns
	change  func(b *book)
}

// dateCodes are formats in which spreadsheet programs show dates.
var dateCodes = []string{
	"yyyy-mm-dd", "yyyy\\-mm\\-dd;@", "[$-41D]yyyy-mm-dd", "[$-41D]d mmmm yyyy;@", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "dd/mm/yyyy", "m/d/yy", "d.m.yyyy",
	"mmm-yy", "mmmm yyyy", "d-mmm", "yyyymmdd", "yy-mm-dd", "[$-409]mmmm d, yyyy", "dddd", "\"den \"d mmmm yyyy", "[Blue]yyyy-mm-dd", "yyyy-mm-dd hh:mm",
	"yyyy\"-\"mm\"-\"dd", "YYYY-MM-DD", "[$-sv-SE]d mmm yyyy", "d/m\\ yyyy", "_-yyyy-mm-dd_-", "[>0]yyyy-mm-dd;General", "[$-x-sysdate]dddd, mmmm dd, yyyy",
	"yyyy-mm-dd;[Red]-yyyy-mm-dd", "e-mm-dd", "[$-1000000]yyyy-mm-dd", "[<1]h:mm;yyyy-mm-dd", "[$-41D]yyyy-mm-dd h:mm AM/PM", "mm-dd", "yyyy",
}

var amountCodes = []string{
	"General", "0", "0.00", "#,##0", "#,##0.00", "#\\ ##0", "# ##0", "# ##0.00", "#,##0\\ \"kr\"", "#,##0.00\\ [$kr-41D]", "_-* #,##0.00\\ \"kr\"_-;\\-* #,##0.00\\ \"kr\"_-;_-* \"-\"??\\ \"kr\"_-;_-@_-",
	"0.00E+00", "##0.0E+0", "# ?/?", "# ??/??", "[Red]0", "[Color10]#,##0;[Red]-#,##0", "[>1000]#,##0;0", "0,", "#,##0.0,,\" Mkr\"", "0\" kr\"", "0.0##", "#", "[$SEK] #,##0.00",
	"#,##0_);(#,##0)", "0;-0;;@", "#,##0;-#,##0;\"-\"", "@", "[Blue][>=50000]0;[Green]0",
}

var referenceCodes = []string{
	"0000-00000", "0000\\-00000", "####-#####", "[$-41D]0000-00000", "\"ARN \"0000-00000", "0000\"-\"00000", "0000/00000", "[Blue]0000-00000", "0000-00000;;;", "\"Dnr \"0000-00000;@", "0000 00000",
	"0000-00000;-0000-00000;0;@", "_-0000-00000", "General", "0", "\"ARN\"\\ 0000\\-00000", "[>0]0000-00000;General",
}

// unitCodes show amounts that are not in kronor.
var unitCodes = []string{
	"0%", "0.00%", "#,##0\\ \"tkr\"", "[$€-2]\\ #,##0.00", "\"$\"#,##0", "€ 0", "#,##0.00\\ [$EUR]", "0.0\" Mkr\"", "[$USD]\\ 0", "#,##0\\ [$NOK]", "0\" TSEK\"", "_-* #,##0\\ [$€-1]_-",
	"0 [$£-809]", "#,##0\" tusen kr\"", "[>1000]0\" EUR\";0\" EUR\"",
}

// hiddenCodes show nothing of a number.
var hiddenCodes = []string{";;;", ";;", "\"sekretess\"", "\"***\";\"***\";\"***\";\"***\"", "[White]0", "\" \"", "[=0]0;;", "\\x\\x\\x", "[>=0]\"-\";0", "_-", "* ", "[$kr]"}

// hiddenTexts show nothing of a text.
var hiddenTexts = []string{";;;", "0;0;0;", "0;0;0;\"sekretess\"", "General;General;General;\"***\"", ";;;\\x", ";;;[White]@"}

var kindsOfBooks = []kindOfBook{
	{name: "plain", whole: true, change: func(*book) {}},
	{name: "date formats", whole: true, needs: []int{receivedOn, decidedOn}, change: func(b *book) {
		b.each(receivedOn, func(v string, c *cell) { *c = number(serial(v, false), b.style(b.pick(dateCodes...))) })
		code := b.pick(dateCodes...)
		b.each(decidedOn, func(v string, c *cell) { *c = number(serial(v, false), b.style(code)) })
	}},
	{name: "date formats of 1904", whole: true, needs: []int{receivedOn}, change: func(b *book) {
		b.properties = b.pick(`date1904="1"`, `date1904="true"`, `showObjects="all" date1904="1"`)
		for _, k := range []int{receivedOn, decidedOn} {
			b.each(k, func(v string, c *cell) { *c = number(serial(v, true), b.style(b.pick(dateCodes...))) })
		}
	}},
	{name: "built-in date formats", whole: true, needs: []int{receivedOn}, change: func(b *book) {
		for _, k := range []int{receivedOn, decidedOn} {
			b.each(k, func(v string, c *cell) {
				id := []int{14, 15, 16, 17, 22, 27, 30, 31, 36, 50, 57, 58}[b.IntN(12)]
				*c = number(serial(v, false), b.xf(fmt.Sprintf(`<xf numFmtId="%d"/>`, id)))
			})
		}
	}},
	{name: "bare serials", whole: true, needs: []int{receivedOn}, change: func(b *book) {
		for _, k := range []int{receivedOn, decidedOn} {
			b.each(k, func(v string, c *cell) {
				*c = number(serial(v, false)+b.pick("", ".5", ".0"), b.style(b.pick("General", "0", "0.00", "@", "h:mm")))
			})
		}
	}},
	{name: "bare serials of 1904", needs: []int{receivedOn}, change: func(b *book) {
		b.properties = `date1904="1"`
		for _, k := range []int{receivedOn, decidedOn} {
			b.each(k, func(v string, c *cell) {
				*c = number(serial(v, true)+b.pick("", ".5", ".0"), b.style(b.pick("General", "0", "0.00", "@", "h:mm", "[h]:mm", "# ?/?", "_-0")))
			})
		}
	}},
	{name: "dates of ISO 8601", whole: true, needs: []int{receivedOn}, change: func(b *book) {
		b.properties = b.pick(`date1904="1"`, "")
		for _, k := range []int{receivedOn, decidedOn} {
			b.each(k, func(v string, c *cell) {
				*c = cell{` t="d"` + styled(b.style(b.pick("General", "yyyy-mm-dd"))), "<v>" + v + b.pick("", "T00:00:00", "T00:00:00.000", "T13:45:00", "T09:00:00.123") + "</v>"}
			})
		}
	}},
	{name: "dates as text", whole: true, needs: []int{receivedOn}, change: func(b *book) {
		b.properties = b.pick(`date1904="1"`, "")
		for _, k := range []int{receivedOn, decidedOn} {
			b.each(k, func(v string, c *cell) {
				*c = b.text(b.pick(v, v+" 00:00:00", v[8:]+"."+v[5:7]+"."+v[:4], v[:4]+v[5:7]+v[8:], v[:4]+"/"+v[5:7]+"/"+v[8:]))
				c.with(b.style(b.pick("yyyy-mm-dd", "General", "@")))
			})
		}
	}},
	{name: "dates with a time of day", whole: true, needs: []int{receivedOn}, change: func(b *book) {
		for _, k := range []int{receivedOn, decidedOn} {
			b.each(k, func(v string, c *cell) {
				*c = number(serial(v, false)+b.pick(".25", ".999", ".00001", ".9999884"), b.style(b.pick("yyyy-mm-dd hh:mm", "yyyy-mm-dd", "d/m/yy\\ h:mm;@", "[$-F400]h:mm:ss\\ AM/PM", "h:mm")))
			})
		}
	}},
	{name: "masked case numbers", whole: true, change: func(b *book) {
		b.each(reference, func(v string, c *cell) {
			*c = number(strings.ReplaceAll(v, "-", ""), b.style(b.pick(referenceCodes...)))
		})
	}},
	{name: "texts with literals", whole: true, change: func(b *book) {
		b.each(reference, func(v string, c *cell) {
			switch b.IntN(4) {
			case 0:
				*c = b.text(v[2:])
				c.with(b.style(`"20"@`))
			case 1:
				*c = b.text(v[4:])
				c.with(b.style(`General;General;General;"2021"@`))
			case 2:
				*c = b.text(v)
				c.with(b.style(b.pick(`"ARN "@`, `@`, `;;;@`, `0;0;0;@`, `\D\n\r\ @`, `"Dnr"\ @`, `_-@_-`, `[Red]@`)))
			}
		})
		b.each(respondent, func(v string, c *cell) {
			if bare, ok := strings.CutSuffix(v, " AB"); ok && b.IntN(2) == 0 {
				*c = b.text(bare)
				c.with(b.style(b.pick(`@" AB"`, `@\ \A\B`, `0;0;0;@" AB"`)))
			}
		})
	}},
	{name: "organisation numbers", whole: true, needs: []int{orgNumber}, change: func(b *book) {
		b.each(orgNumber, func(v string, c *cell) {
			plain := strings.ReplaceAll(v, "-", "")
			switch b.IntN(4) {
			case 0:
				*c = number(plain, b.style(b.pick("000000-0000", "000000\\-0000", "0", "0000000000", "General", "0.00E+00", "#,##0", "@", "000000\" - \"0000", "[$-41D]000000-0000", "\"SE\"0000000000\"01\"")))
			case 1:
				*c = number(plain[:1]+"."+plain[1:]+"E9", b.style(b.pick("General", "000000-0000")))
			case 2:
				*c = b.text(b.pick(plain, v, "SE"+plain+"01", v+"\u00a0", "16"+plain))
			}
		})
	}},
	{name: "amounts in formats", whole: true, needs: []int{amount}, change: func(b *book) {
		b.each(amount, func(v string, c *cell) { *c = number(v, b.style(b.pick(amountCodes...))) })
	}},
	{name: "amounts that were computed", whole: true, needs: []int{amount}, change: func(b *book) {
		b.each(amount, func(v string, c *cell) {
			f, _ := strconv.ParseFloat(v, 64)
			*c = number(b.pick(
				strconv.FormatFloat(f+f*2e-16, 'g', 17, 64), strconv.FormatFloat(f, 'E', -1, 64), strconv.FormatFloat(f, 'f', 6, 64),
			), b.style(b.pick("General", "0.00", "#,##0")))
		})
	}},
	{name: "amounts of three decimals", needs: []int{amount}, change: func(b *book) {
		b.each(amount, func(_ string, c *cell) {
			*c = number(fmt.Sprintf("%d.%02d%d", 1+b.IntN(999), b.IntN(100), 1+b.IntN(9)), b.style(b.pick("General", "0.00", "#,##0")))
		})
		for i := range b.want { // nobody has thousandths of a krona
			b.want[i][b.of(amount)] = ""
		}
	}},
	{name: "amounts in other units", needs: []int{amount}, change: func(b *book) {
		for _, l := range b.rows[1:] {
			l.cells[b.of(amount)] = number(b.want[l.want-1][b.of(amount)], b.style(b.pick(unitCodes...)))
			b.want[l.want-1][b.of(amount)] = ""
		}
	}},
	{name: "times and durations", needs: []int{amount}, change: func(b *book) {
		code := b.pick("[h]:mm", "h:mm", "[mm]:ss", "hh:mm:ss.0", "[h]:mm:ss;@", "mm:ss")
		for _, l := range b.rows[1:] {
			l.cells[b.of(amount)] = number(b.pick("0.5", "1.5", "0.25", "2"), b.style(code))
			b.want[l.want-1][b.of(amount)] = "" // no amount is a time
		}
	}},
	{name: "formats that hide", change: func(b *book) {
		l, k := b.anyCell()
		if c := &l.cells[k]; strings.Contains(c.attrs, ` t="`) {
			c.with(b.style(b.pick(hiddenTexts...)))
		} else {
			c.with(b.style(b.pick(hiddenCodes...)))
		}
		b.hide(l, k)
	}},
	{name: "truth values", needs: []int{outcomeOf}, change: func(b *book) {
		for _, l := range b.rows[1:] {
			if b.IntN(2) == 0 {
				l.cells[b.of(outcomeOf)] = cell{` t="b"`, "<v>" + b.pick("1", "0", "true") + "</v>"}
				b.want[l.want-1][b.of(outcomeOf)] = "Sant"
			}
		}
	}},
	{name: "errors", change: func(b *book) {
		l, k := b.anyCell()
		l.cells[k] = cell{` t="e"`, "<v>" + b.pick("#N/A", "#REF!", "#VALUE!", "#FIELD!", "#BLOCKED!", "#UNKNOWN!", "#CONNECT!", "#EXTERNAL!", "#BUSY!", "#PYTHON!", "#NULL!", "#TIMEOUT!") + "</v>"}
		b.hide(l, k)
	}},
	{name: "formulas with values", whole: true, change: func(b *book) {
		for range 1 + b.IntN(8) {
			l, k := b.anyCell()
			c := &l.cells[k]
			f := b.pick("<f>A1</f>", `<f t="shared" ref="A1:A2" si="0">A1</f>`, `<f t="shared" si="0"/>`, `<f t="array" ref="A1">A1</f>`, `<f ca="1">A1</f>`, "<f/>")
			if strings.Contains(c.inside, "<is>") || strings.Contains(c.attrs, `t="s"`) {
				continue
			}
			c.inside = f + c.inside
		}
		b.before = b.pick("", `<sheetPr/>`)
	}},
	{name: "formulas without values", change: func(b *book) {
		l, k := b.anyCell()
		l.cells[k] = cell{b.pick("", ` t="n"`), b.pick("<f>A1</f>", "<f>A1</f><v></v>", "<f>A1</f><v/>", `<f t="shared" si="0"/>`, `<f t="array" ref="A9">A1</f>`)}
		b.hide(l, k)
	}},
	{name: "formulas that count when it is opened", needs: []int{amount}, change: func(b *book) {
		b.parts["xl/workbook.xml"] = workbookPart("", "", `<calcPr calcId="124519" fullCalcOnLoad="1"/>`)
		l := b.row()
		k := b.of(amount)
		l.cells[k] = cell{"", "<f>SUM(A1:A2)</f><v>0</v>"}
		b.hide(l, k)
	}},
	{name: "array formulas without values", needs: []int{amount}, change: func(b *book) {
		k := b.of(amount)
		at := 1 + b.IntN(len(b.rows)-3)
		first := b.lineOf(b.rows[at].want)
		b.rows[at].cells[k] = cell{"", fmt.Sprintf(`<f t="array" ref="%[1]s%[2]d:%[1]s%[3]d">F1</f>`, letters(k), first, first+2)}
		for _, l := range b.rows[at : at+3] {
			if l != b.rows[at] {
				l.cells[k] = cell{}
			}
			b.want[l.want-1][k] = "17"
		}
	}},
	{name: "names grouped above", whole: true, change: func(b *book) {
		top := b.textLine("Ärendet", "", "Parterna")
		b.insert(0, top)
		b.after = `<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="C1:` + letters(len(b.columns)-1) + `1"/></mergeCells>`
	}},
	{name: "names merged down", whole: true, change: func(b *book) {
		k := 1 + b.IntN(len(b.columns)-1)
		second := &line{cells: make([]cell, len(b.columns))}
		b.bare = false
		merges := ""
		for i := range b.columns {
			if i != k {
				merges += fmt.Sprintf(`<mergeCell ref="%[1]s1:%[1]s2"/>`, letters(i))
			}
		}
		second.cells[k] = b.text("(uppgift)")
		b.insert(1, second)
		b.after = "<mergeCells>" + merges + "</mergeCells>"
	}},
	{name: "names over lines", change: func(b *book) {
		lines := 1 + b.IntN(2)
		for range lines {
			more := &line{cells: make([]cell, len(b.columns))}
			for k := range more.cells {
				if b.IntN(3) > 0 {
					more.cells[k] = b.text(b.pick("(enligt diariet)", "kr", "datum", "namn", "åååå-mm-dd", "text"))
				}
			}
			b.insert(1, more)
		}
		b.before = fmt.Sprintf(`<sheetViews><sheetView workbookViewId="0"><pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`, lines+1, lines+2)
	}},
	{name: "merged over rows", whole: true, change: func(b *book) {
		k := 1 + b.IntN(len(b.columns)-1)
		at := 1 + b.IntN(len(b.rows)-3)
		n := 2 + b.IntN(2)
		for i, l := range b.rows[at : at+n] {
			b.want[l.want-1][k] = b.want[b.rows[at].want-1][k]
			if b.columns[k] == respondent && b.of(orgNumber) >= 0 || b.columns[k] == orgNumber {
				b.want[l.want-1][k] = b.want[b.rows[at].want-1][k]
			}
			if i > 0 {
				l.cells[k] = cell{}
			}
		}
		if c := b.columns[k]; c == respondent || c == orgNumber {
			other := b.of(orgNumber + respondent - c)
			for _, l := range b.rows[at : at+n] {
				if other >= 0 {
					b.want[l.want-1][other] = b.want[b.rows[at].want-1][other]
					l.cells[other] = b.rows[at].cells[other]
				}
			}
		}
		first := b.lineOf(b.rows[at].want)
		b.after = fmt.Sprintf(`<mergeCells><mergeCell ref="%[1]s%[2]d:%[1]s%[3]d"/></mergeCells>`, letters(k), first, first+n-1)
	}},
	{name: "merged over what nobody sees", change: func(b *book) {
		k := 1 + b.IntN(len(b.columns)-1)
		at := 1 + b.IntN(len(b.rows)-3)
		first := b.lineOf(b.rows[at].want)
		right := k
		if b.IntN(2) == 0 && k+1 < len(b.columns) {
			right++
		}
		b.after = fmt.Sprintf(`<mergeCells><mergeCell ref="%s%d:%s%d"/></mergeCells>`, letters(k), first, letters(right), first+1)
		for i, l := range b.rows[at : at+2] {
			for j := right; j >= k; j-- {
				if l.want > 0 && (i > 0 || j > k) {
					b.hide(l, j)
				}
			}
			if b.IntN(2) == 0 && l.want > 0 && i == 0 {
				l.cells[k] = cell{}
				b.hide(l, k)
			}
		}
	}},
	{name: "merged over columns", change: func(b *book) {
		k := b.IntN(len(b.columns) - 1)
		l := b.row()
		l.cells[k+1] = cell{}
		b.after = fmt.Sprintf(`<mergeCells><mergeCell ref="%[1]s%[2]d:%[3]s%[2]d"/></mergeCells>`, letters(k), b.lineOf(l.want), letters(k+1))
		if l.cells[k].empty() {
			b.hide(l, k+1)
			return
		}
		b.drop(l)
	}},
	{name: "hidden rows", whole: true, found: "hidden-row", change: func(b *book) {
		for range 3 {
			b.row().attrs = b.pick(` hidden="1"`, ` hidden="true" outlineLevel="1"`, ` ht="0" hidden="1"`, ` ht="0"`)
		}
		b.after = fmt.Sprintf(`<autoFilter ref="A1:%s%d"><filterColumn colId="0"><filters><filter val="x"/></filters></filterColumn></autoFilter>`, letters(len(b.columns)-1), len(b.rows))
	}},
	{name: "hidden columns", whole: true, found: "hidden-columns", change: func(b *book) {
		how := b.pick(`width="0" customWidth="1"`, `hidden="1"`, `width="9" hidden="true" collapsed="1"`)
		b.before = fmt.Sprintf(`<sheetFormatPr defaultRowHeight="15"/><cols><col min="%[1]d" max="%[1]d" %[2]s/></cols>`, 1+b.IntN(len(b.columns)), how)
	}},
	{name: "hidden sheets", whole: true, found: "hidden-sheet", change: func(b *book) {
		b.sheets = `<sheet name="Gömd" sheetId="2" state="` + b.pick("hidden", "veryHidden") + `" r:id="rId4"/><sheet name="Blad1" sheetId="1" r:id="rId1"/>`
		b.parts["xl/worksheets/sheet2.xml"] = `<worksheet><sheetData><row>` + `<c t="inlineStr"><is><t>Ärendenummer</t></is></c><c t="inlineStr"><is><t>Motpart</t></is></c></row>` +
			`<row><c t="inlineStr"><is><t>2021-99999</t></is></c><c t="inlineStr"><is><t>Dolda Kvarnar AB</t></is></c></row></sheetData></worksheet>`
	}},
	{name: "empty first sheet", whole: true, change: func(b *book) {
		b.sheets = `<sheet name="Blad0" sheetId="2" r:id="rId4"/><sheet name="Blad1" sheetId="1" r:id="rId1"/>`
		b.parts["xl/worksheets/sheet2.xml"] = b.pick(`<worksheet><sheetData/></worksheet>`, `<worksheet><sheetData><row r="1"><c r="A1" s="1"/></row></sheetData></worksheet>`,
			`<worksheet><sheetData><row><c t="inlineStr"><is><t>Om listan</t></is></c></row></sheetData></worksheet>`)
	}},
	{name: "subtotals", needs: []int{amount, department}, change: func(b *book) {
		at := 2 + b.IntN(len(b.rows)-2)
		sub := func(label string) *line {
			l := &line{cells: make([]cell, len(b.columns)), attrs: b.pick("", ` outlineLevel="1"`)}
			l.cells[[]int{0, b.of(department), b.of(respondent)}[b.IntN(3)]] = b.text(label)
			f := b.pick("<f>SUBTOTAL(9,E2:E5)</f>", "<f>SUM(E2:E5)</f>", "")
			l.cells[b.of(amount)] = cell{"", f + "<v>99999</v>"}
			if b.IntN(3) == 0 {
				l.cells[b.of(amount)] = cell{"", f + "<v>4</v>"}
			}
			return l
		}
		b.insert(at, sub(b.pick("Summa Motor", "Motor Summa", "Motor Total", "Delsumma", "Motor, summa:", "Summa avdelning Motor", "Antal Motor", "Motor Antal", "Motor Medelvärde")))
		b.add(sub(b.pick("Totalsumma", "Grand Total", "Summa totalt", "Totalt", "S:a", "Summa:", "Totalt belopp 2021", "Summa kr")))
	}},
	{name: "titles, notes and totals", whole: true, change: func(b *book) {
		title := []*line{b.textLine("Utdrag ur diariet " + b.pick("2021", "den 1 juli 2022", "")), {}, b.textLine("Antal ärenden: "+strconv.Itoa(len(b.want)), b.pick("", "Sida 1 av 1"))}
		b.insert(0, title[:b.IntN(4)]...)
		if l := b.row(); b.IntN(2) == 0 {
			l.cells = append(slices.Clone(l.cells), cell{}, b.text("kontrollerad av registrator"))
		}
		total := &line{cells: make([]cell, len(b.columns))}
		total.cells[0] = b.text(b.pick("Summa", "Totalt", "Antal ärenden"))
		total.cells[len(b.columns)-1] = cell{"", fmt.Sprintf("<v>%d</v>", len(b.want))}
		b.add([]*line{{}, total}[:2*b.IntN(2)]...)
	}},
	{name: "tables beside", change: func(b *book) {
		n := len(b.columns)
		names := []string{"Avdelningar", "Antal"}
		if b.IntN(2) == 0 {
			free := []int{}
			for c := range columnsOfCorpus {
				if b.of(c) < 0 {
					free = append(free, c)
				}
			}
			if len(free) > 0 {
				names[1] = namesOfColumns[free[b.IntN(len(free))]][0]
			}
		}
		for i, l := range b.rows[:min(len(b.rows)-1, 4+b.IntN(5))] {
			l.cells = append(slices.Clone(l.cells), cell{})
			if i == 0 {
				l.cells = append(l.cells, b.text(names[0]), b.text(names[1]))
			} else {
				l.cells = append(l.cells, b.text(b.pick("Motor", "Bank")), number(fmt.Sprint(100*i+44000), 0))
			}
		}
		b.parts["xl/tables/table1.xml"] = fmt.Sprintf(`<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="T" displayName="T" ref="A1:%s%d"/>`, letters(n-1), len(b.rows))
		b.sidecar = "columns: {Avdelningar: ignore}\n"
		if names[1] == "Antal" {
			b.sidecar = "columns: {Avdelningar: ignore, Antal: ignore}\n"
		}
	}},
	{name: "tables below", change: func(b *book) {
		gap := make([]*line, b.IntN(3))
		for i := range gap {
			gap[i] = &line{}
		}
		below := []*line{
			b.textLine(b.pick("Avdelning", "Sammanställning", "Ärendetyp", "Månad"), b.pick("Antal", "Summa", "2021")), b.textLine("Motor", "12"), b.textLine("Bank", "7"),
		}
		switch b.IntN(3) {
		case 0:
			below = []*line{b.textLine("Motpart", "Dnr"), b.textLine("Fjord Exempel AB", "2021-77777"), b.textLine("AB Påhitt", "2021-77778")}
		case 1:
			below = append([]*line{b.textLine("Per avdelning")}, below...)
		}
		b.add(slices.Concat(gap, below)...)
	}},
	{name: "things over cells", change: func(b *book) {
		l, k := b.anyCell()
		at := b.lineOf(l.want)
		b.after = `<drawing r:id="r1"/>`
		b.parts["xl/worksheets/_rels/sheet1.xml.rels"] = `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" Target="../drawings/drawing1.xml"/></Relationships>`
		fill := b.pick(`<a:solidFill><a:srgbClr val="000000"/></a:solidFill>`, `<a:solidFill><a:sysClr val="window"/></a:solidFill>`, `<a:pattFill/>`, `<a:gradFill/>`)
		what := b.pick(`<xdr:pic><xdr:blipFill><a:blip/></xdr:blipFill></xdr:pic>`, `<xdr:sp><xdr:spPr>`+fill+`</xdr:spPr></xdr:sp>`,
			`<xdr:sp txBox="1"><xdr:spPr>`+fill+`</xdr:spPr><xdr:txBody><a:p><a:r><a:t>Sekretess</a:t></a:r></a:p></xdr:txBody></xdr:sp>`,
			`<xdr:grpSp><xdr:sp><xdr:spPr><a:grpFill/></xdr:spPr></xdr:sp><xdr:grpSpPr>`+fill+`</xdr:grpSpPr></xdr:grpSp>`)
		b.parts["xl/drawings/drawing1.xml"] = fmt.Sprintf(`<xdr:wsDr><xdr:twoCellAnchor><xdr:from><xdr:col>%d</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>`+
			`<xdr:to><xdr:col>%d</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>%s</xdr:twoCellAnchor></xdr:wsDr>`, k, at-1, k+1, at, what)
		b.hide(l, k)
	}},
	{name: "letters nobody sees", change: func(b *book) {
		l, k := b.anyCell()
		b.fonts += b.pick(`<font><color rgb="FFFFFFFF"/></font>`, `<font><sz val="1"/></font>`, `<font><color theme="0"/></font>`, `<font><color indexed="9"/></font>`, `<font><strike/></font>`, `<font><color rgb="FFFEFEFE"/></font>`)
		format := 0
		if strings.Contains(l.cells[k].attrs, ` s="`) {
			format = 14
		}
		l.cells[k].with(b.xf(fmt.Sprintf(`<xf numFmtId="%d" fontId="1"/>`, format)))
		b.hide(l, k)
	}},
	{name: "conditions that hide", change: func(b *book) {
		l, k := b.anyCell()
		at := b.lineOf(l.want)
		b.dxfs = b.pick(`<dxf><font><color rgb="FFFFFFFF"/></font></dxf>`, `<dxf><numFmt numFmtId="200" formatCode=";;;"/></dxf>`, `<dxf><font><color rgb="FF000000"/></font><fill><patternFill patternType="solid"><bgColor rgb="FF000000"/></patternFill></fill></dxf>`)
		b.after = fmt.Sprintf(`<conditionalFormatting sqref="%[1]s%[2]d:%[1]s%[2]d"><cfRule type="expression" dxfId="0" priority="1"><formula>TRUE</formula></cfRule></conditionalFormatting>`, letters(k), at)
		b.hide(l, k)
	}},
	{name: "low rows", change: func(b *book) {
		l := b.row()
		l.attrs = b.pick(` ht="1" customHeight="1"`, ` ht="0.75" customHeight="1"`, ` ht="0" customHeight="1"`)
		b.drop(l)
	}},
	{name: "strict", whole: true, change: func(b *book) {
		b.edit = renamed(func(name, text string) (string, string) {
			return name, strings.NewReplacer("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
				"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships").Replace(text)
		})
	}},
	{name: "part names", whole: true, change: func(b *book) {
		way := b.IntN(4)
		b.edit = renamed(func(name, text string) (string, string) {
			switch way {
			case 0:
				return strings.ToUpper(name[:1]) + name[1:], text
			case 1:
				return strings.ReplaceAll(name, "/", `\`), text
			case 2:
				return "/" + name, strings.NewReplacer(`Target="worksheets`, `Target="/xl/worksheets`, `Target="styles`, `Target="/xl/styles`, `Target="xl/`, `Target="/xl/`).Replace(text)
			}
			return name, strings.NewReplacer(`Target="worksheets`, `Target="./Worksheets`, `Target="styles`, `Target="../xl/Styles`).Replace(text)
		})
	}},
	{name: "prefixes", whole: true, change: func(b *book) {
		b.edit = renamed(func(name, text string) (string, string) {
			if !strings.HasPrefix(name, "xl/") || strings.HasSuffix(name, ".rels") {
				return name, text
			}
			text = strings.ReplaceAll(text, "xmlns=", "xmlns:x=")
			return name, elementName.ReplaceAllString(text, "<${1}x:$2")
		})
	}},
	{name: "dimensions", whole: true, change: func(b *book) {
		b.before = b.pick(`<dimension ref="A1"/>`, `<dimension ref="A1:B2"/>`, `<dimension ref="XFD1048576"/>`, `<dimension ref=""/>`, `<dimension/>`)
	}},
	{name: "no places", whole: true, change: func(b *book) {
		b.bare = true
		if b.IntN(2) == 0 {
			b.rows[0].at = 1
		}
	}},
	{name: "sparse rows", whole: true, change: func(b *book) {
		b.bare = false
		at := 3
		for _, l := range b.rows {
			l.at = at
			at += 1 + b.IntN(50)*b.IntN(2)
		}
	}},
	{name: "rows out of order", refused: "expected a row number", change: func(b *book) {
		at := len(b.rows)
		b.rows[at-1].at, b.rows[at-2].at = at-1, at
	}},
	{name: "doubled rows", refused: "expected a row number", change: func(b *book) {
		b.rows[len(b.rows)-1].at = len(b.rows) - 1
	}},
	{name: "cells of another row", refused: "expected the cells of row", change: func(b *book) {
		l := b.row()
		at := b.lineOf(l.want)
		other := at + 1 + b.IntN(3)
		b.bare = false
		b.edit = renamed(func(name, text string) (string, string) {
			for i := range l.cells {
				text = strings.Replace(text, fmt.Sprintf(`<c r="%s%d"`, letters(i), at), fmt.Sprintf(`<c r="%s%d"`, letters(i), other), 1)
			}
			return name, text
		})
	}},
	{name: "rows that only cells number", whole: true, change: func(b *book) {
		b.bare = false
		for i, l := range b.rows {
			l.at = 2*i + 3
		}
		b.edit = renamed(func(name, text string) (string, string) { return name, rowNumber.ReplaceAllString(text, "<row") })
	}},
	{name: "one part twice", refused: "expected every part of the workbook once", change: func(b *book) {
		b.edit = partTwice(b.pick("xl/worksheets/sheet1.xml", "XL/worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", `xl\worksheets\sheet1.xml`, "xl/sharedStrings.xml"))
	}},
	{name: "texts out of range", refused: "expected the text of column", change: func(b *book) {
		l, k := b.anyCell()
		l.cells[k] = cell{` t="s"`, "<v>" + b.pick("99999", "-1", "1.5", "x", "4294967296") + "</v>"}
	}},
	{name: "two values in a cell", refused: "expected one value", change: func(b *book) {
		l, k := b.anyCell()
		c := &l.cells[k]
		switch b.IntN(3) {
		case 0:
			*c = cell{` t="inlineStr"`, "<is><t>" + html.EscapeString(b.want[l.want-1][k]) + "</t></is><v>7</v>"}
		case 1:
			*c = cell{` t="str"`, "<is><t>x</t></is><v>" + html.EscapeString(b.want[l.want-1][k]) + "</v>"}
		default:
			*c = cell{"", "<v>1</v><v>2</v>"}
			b.hide(l, k)
		}
	}},
	{name: "odd texts", whole: true, change: func(b *book) {
		b.each(respondent, func(v string, c *cell) {
			first, rest, _ := strings.Cut(v, " ")
			odd := b.pick(v+" ", "\u00a0"+v, first+"\u00ad "+rest, strings.Replace(v, " ", "_x0020_", 1), "_x0009_"+v, v+"_x000D__x000A_", "\t"+v, v+"\n", first+"\u00a0"+rest, v+"\u200b")
			if c.attrs != "" {
				*c = b.text(odd)
			}
		})
		b.each(reference, func(v string, c *cell) { *c = b.text(b.pick(v, " "+v, v+"\n", v+"_x000D_", "\u200e"+v)) })
	}},
	{name: "long texts", change: func(b *book) {
		l := b.row()
		b.want[l.want-1][b.of(respondent)] = strings.Repeat("Påhittad ", 3600) + "AB"
		l.cells[b.of(respondent)] = b.text(b.want[l.want-1][b.of(respondent)])
	}},
	{name: "all columns", change: func(b *book) {
		b.rows[0].cells = append(b.rows[0].cells, make([]cell, 16_383-len(b.columns))...)
		b.bare = false
		l := b.row()
		l.cells = append(slices.Clone(l.cells), make([]cell, 16_384-len(b.columns))...)
		l.cells[16_383] = b.text(b.pick("x", "en anteckning"))
	}},
	{name: "from right to left", whole: true, change: func(b *book) {
		b.before = `<sheetViews><sheetView rightToLeft="1" workbookViewId="0"/></sheetViews>`
	}},
	{name: "comments", whole: true, change: func(b *book) {
		b.parts["xl/worksheets/_rels/sheet1.xml.rels"] = `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/>` +
			`<Relationship Id="r2" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/threadedComment1.xml"/></Relationships>`
		b.parts["xl/comments1.xml"] = `<comments><commentList><comment ref="A2"><text><t>stämmer inte</t></text></comment></commentList></comments>`
	}},
	{name: "links to other workbooks", whole: true, change: func(b *book) {
		b.texted = 2
		b.each(respondent, func(v string, c *cell) { *c = b.text(v); c.inside = "<f>[1]Blad1!$A$2</f>" + c.inside })
		b.parts["xl/externalLinks/externalLink1.xml"] = `<externalLink/>`
	}},
	{name: "rich texts", whole: true, change: func(b *book) {
		b.each(respondent, func(v string, c *cell) {
			first, rest, _ := strings.Cut(v, " ")
			rich := `<r><rPr><b/><sz val="11"/></rPr><t xml:space="preserve">` + first + ` </t></r><r><t>` + rest + `</t></r><rPh sb="0" eb="1"><t>ヨミ</t></rPh><phoneticPr fontId="1"/>`
			if b.IntN(2) == 0 {
				*c = cell{` t="inlineStr"`, "<is>" + rich + "</is>"}
				return
			}
			b.texts = append(b.texts, rich)
			*c = cell{` t="s"`, fmt.Sprintf("<v>%d</v>", len(b.texts)-1)}
		})
	}},
	{name: "another format", refused: "save it as .xlsx", change: func(b *book) {
		switch b.IntN(3) {
		case 0:
			b.edit = func(testing.TB, []byte) []byte {
				return []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00")
			}
		case 1:
			b.parts["xl/workbook.bin"] = "\x83\x01\x00"
		default:
			b.parts["mimetype"] = "application/vnd.oasis.opendocument.spreadsheet"
		}
	}},
	{name: "by a library", whole: true, change: byLibrary},
}

// byLibrary has excelize write the workbook, with a table, a picture beside it, a comment, frozen names and a filter.
func byLibrary(b *book) {
	b.raw = func(tb testing.TB) []byte {
		tb.Helper()
		f := excelize.NewFile()
		defer f.Close() //nolint:errcheck // it is in memory
		must := func(err error) {
			if err != nil {
				tb.Fatal(err)
			}
		}
		must(f.SetSheetRow("Sheet1", "A1", &b.names))
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &dateCodes[b.IntN(len(dateCodes))]})
		must(err)
		for i, row := range b.want {
			for k, v := range row {
				at := fmt.Sprintf("%s%d", letters(k), i+2)
				switch c := b.columns[k]; c {
				case receivedOn, decidedOn:
					d, err := time.Parse(time.DateOnly, v)
					must(errors.Join(err, f.SetCellValue("Sheet1", at, d), f.SetCellStyle("Sheet1", at, at, style)))
				case amount:
					must(f.SetCellDefault("Sheet1", at, v))
				case respondent:
					must(f.SetCellRichText("Sheet1", at, []excelize.RichTextRun{{Text: v[:4], Font: &excelize.Font{Bold: true}}, {Text: v[4:]}}))
				default:
					must(f.SetCellStr("Sheet1", at, v))
				}
			}
		}
		end := fmt.Sprintf("%s%d", letters(len(b.columns)-1), len(b.want)+1)
		must(f.AddTable("Sheet1", &excelize.Table{Range: "A1:" + end, Name: "T"}))
		must(f.AddComment("Sheet1", excelize.Comment{Cell: "A2", Text: "stämmer"}))
		must(f.SetPanes("Sheet1", &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
		var out bytes.Buffer
		must(f.Write(&out))
		return out.Bytes()
	}
}

var (
	elementName = regexp.MustCompile(`<(/?)([a-zA-Z])`)
	rowNumber   = regexp.MustCompile(`<row r="[0-9]+"`)
)

// renamed changes the names and texts of a workbook's parts.
func renamed(change func(name, text string) (string, string)) func(tb testing.TB, book []byte) []byte {
	return func(tb testing.TB, book []byte) []byte {
		tb.Helper()
		return rewritten(tb, book, func(out *zip.Writer, name, text string) error {
			name, text = change(name, text)
			return written(out, name, text)
		})
	}
}

// partTwice writes one part of a workbook once more, under another name for it.
func partTwice(again string) func(tb testing.TB, book []byte) []byte {
	return func(tb testing.TB, book []byte) []byte {
		tb.Helper()
		return rewritten(tb, book, func(out *zip.Writer, name, text string) error {
			if strings.EqualFold(name, strings.TrimPrefix(strings.ReplaceAll(again, `\`, "/"), "/")) {
				return errors.Join(written(out, name, text), written(out, again, text))
			}
			return written(out, name, text)
		})
	}
}

func written(out *zip.Writer, name, text string) error {
	w, err := out.CreateHeader(&zip.FileHeader{Name: name})
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	return err
}

func rewritten(tb testing.TB, book []byte, part func(out *zip.Writer, name, text string) error) []byte {
	tb.Helper()
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		tb.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			tb.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close(), part(out, f.Name, string(text))); err != nil {
			tb.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}
