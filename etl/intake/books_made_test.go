package intake_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tvistdata/internal/record"
)

// The columns of the corpus.
const (
	reference = iota
	receivedOn
	department
	respondent
	orgNumber
	amount
	outcomeOf
	decidedOn
	columnsOfCorpus
)

var namesOfColumns = [columnsOfCorpus][]string{
	{"Ärendenummer", "Dnr", "Ärende nr"},
	{"Inkom", "Inkommen datum", "Anmäld"},
	{"Avdelning", "Avd"},
	{"Motpart", "Företag", "Motpartens namn"},
	{"Organisationsnummer", "Org.nr"},
	{"Belopp", "Yrkat belopp (kr)", "Krav"},
	{"Beslut", "Utfall", "Utgång i ärendet"},
	{"Beslutsdatum", "Avgjort"},
}

// parties are respondents of the corpus with their numbers.
var parties = [][2]string{
	{"Fjord Exempel AB", "402001-0007"},
	{"Påhittade Hattar AB", "412111-1118"},
	{"Nordanvind Påhitt Aktiebolag", "442567-0009"},
	{"Exempelresor AB", "469999-0000"},
	{"Tio Påhittade Tak i Norr AB", ""},
	{"AB Påhitt", ""},
}

// cell is the inside of a <c> element, and its attributes other than r.
type cell struct{ attrs, inside string }

func (c cell) empty() bool { return c.inside == "" && c.attrs == "" }

// line is a row of a sheet.
type line struct {
	at    int // its number; the one after the row above where 0
	attrs string
	cells []cell
	want  int // the row of the twin that it is, from 1
}

// book is a workbook of the corpus, and what a careful person reads in it.
type book struct {
	*rand.Rand
	kind    string
	whole   bool   // every row must be read
	refused string // what the finding or error says that must keep it from being published
	found   string // a rule that must find something
	sidecar string

	columns []int
	names   []string
	want    [][]string
	lines   []int // of the sheet, by row of the twin

	rows          []*line
	before, after string
	formats       []string
	xfs           []string
	fonts, fills  string
	dxfs          string
	texts         []string
	texted        int               // how texts are written: 0 shared, 1 inline, 2 as formulas' are
	bare          bool              // cells do not say where they are
	properties    string            // of the workbook
	sheets        string            // the list of sheets, when there are others than the first
	parts         map[string]string // others than those that every workbook here has
	edit          func(tb testing.TB, zip []byte) []byte
	raw           func(tb testing.TB) []byte
}

// day writes a date; "" for none.
func day(d record.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// bookOf makes a workbook of a number.
func bookOf(n int) *book {
	k := kindsOfBooks[n%len(kindsOfBooks)]
	b := &book{Rand: rand.New(rand.NewPCG(22, uint64(n))), kind: k.name, whole: k.whole, refused: k.refused, found: k.found}
	b.parts = map[string]string{}
	b.xfs = []string{`<xf/>`}
	b.fonts, b.fills = `<font/>`, `<fill/><fill/>`
	b.texted = b.IntN(3)
	b.bare = b.IntN(4) == 0
	rest := []int{receivedOn, department, orgNumber, amount, outcomeOf, decidedOn}
	b.Shuffle(len(rest), func(i, k int) { rest[i], rest[k] = rest[k], rest[i] })
	rest = rest[:3+b.IntN(4)]
	for _, c := range k.needs {
		if !slices.Contains(rest, c) {
			rest = append(rest, c)
		}
	}
	rest = append(rest, respondent)
	if !slices.Contains(rest, receivedOn) {
		rest = append(rest, receivedOn)
	}
	b.Shuffle(len(rest), func(i, k int) { rest[i], rest[k] = rest[k], rest[i] })
	b.columns = append([]int{reference}, rest...)
	head := &line{}
	for _, c := range b.columns {
		b.names = append(b.names, b.pick(namesOfColumns[c]...))
		head.cells = append(head.cells, b.text(b.names[len(b.names)-1]))
	}
	b.rows = append(b.rows, head)
	iso := b.style("yyyy\\-mm\\-dd")
	for i := range 4 + b.IntN(20) {
		row, l := make([]string, len(b.columns)), &line{want: i + 1}
		party := parties[b.IntN(len(parties))]
		for k, c := range b.columns {
			switch c {
			case reference:
				row[k] = fmt.Sprintf("2021-%05d", i*7+1+n%5)
			case receivedOn:
				row[k] = fmt.Sprintf("2021-%02d-%02d", 1+b.IntN(12), 1+b.IntN(28))
			case decidedOn:
				row[k] = fmt.Sprintf("2022-%02d-%02d", 1+b.IntN(6), 1+b.IntN(28))
			case department:
				row[k] = b.pick("Bank", "Motor", "Resor", "Möbler")
			case respondent:
				row[k] = party[0]
			case orgNumber:
				row[k] = party[1]
			case amount:
				row[k] = b.sum()
			case outcomeOf:
				row[k] = b.pick("Bifall", "Avslag", "Avvisad", "Delvis bifall")
			}
			l.cells = append(l.cells, b.plain(c, row[k], iso))
		}
		b.want, b.rows = append(b.want, row), append(b.rows, l)
	}
	k.change(b)
	return b
}

// plain is a cell as it stands in a workbook without defects.
func (b *book) plain(column int, value string, iso int) cell {
	switch column {
	case receivedOn, decidedOn:
		return number(serial(value, false), iso)
	case amount:
		return number(value, 0)
	}
	return b.text(value)
}

func (b *book) pick(from ...string) string { return from[b.IntN(len(from))] }

// sum is an amount with öre or without.
func (b *book) sum() string {
	n := 50 + b.IntN(90000)
	switch b.IntN(3) {
	case 0:
		return fmt.Sprintf("%d.%d", n, 1+b.IntN(9))
	case 1:
		return fmt.Sprintf("%d.%d%d", n, b.IntN(10), 1+b.IntN(9))
	}
	return fmt.Sprint(n)
}

// style returns the cell format that shows numbers by a code.
func (b *book) style(code string) int {
	i := slices.Index(b.formats, code)
	if i < 0 {
		i = len(b.formats)
		b.formats = append(b.formats, code)
	}
	return b.xf(fmt.Sprintf(`<xf numFmtId="%d" applyNumberFormat="1"/>`, 164+i))
}

func (b *book) xf(xf string) int {
	if i := slices.Index(b.xfs, xf); i >= 0 {
		return i
	}
	b.xfs = append(b.xfs, xf)
	return len(b.xfs) - 1
}

// text is a cell with a text, in one of the ways to write it.
func (b *book) text(s string) cell {
	if s == "" {
		return cell{}
	}
	space := ""
	if strings.TrimSpace(s) != s {
		space = ` xml:space="preserve"`
	}
	e := html.EscapeString(s)
	switch b.texted {
	case 0:
		i := slices.Index(b.texts, s)
		if i < 0 {
			i = len(b.texts)
			b.texts = append(b.texts, s)
		}
		return cell{` t="s"`, fmt.Sprintf("<v>%d</v>", i)}
	case 1:
		return cell{` t="inlineStr"`, "<is><t" + space + ">" + e + "</t></is>"}
	}
	return cell{` t="str"`, "<v" + space + ">" + e + "</v>"}
}

// number is a cell with a number in a format.
func number(v string, style int) cell {
	if v == "" {
		return cell{}
	}
	return cell{styled(style), "<v>" + v + "</v>"}
}

func styled(style int) string {
	if style == 0 {
		return ""
	}
	return fmt.Sprintf(` s="%d"`, style)
}

// serial counts the days to a date since 1900 or 1904.
func serial(iso string, is1904 bool) string {
	if iso == "" {
		return ""
	}
	d, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		panic(err)
	}
	days := int(d.Unix()/86400) + 25569
	if is1904 {
		days -= 1462
	}
	return strconv.Itoa(days)
}

// of returns the place of a column in the sheet; -1 for none.
func (b *book) of(column int) int { return slices.Index(b.columns, column) }

// each changes every row of the twin that has something in a column.
func (b *book) each(column int, change func(value string, c *cell)) {
	k := b.of(column)
	for _, l := range b.rows {
		if l.want > 0 && k >= 0 && b.want[l.want-1][k] != "" {
			change(b.want[l.want-1][k], &l.cells[k])
		}
	}
}

// row is one of the rows of the twin.
func (b *book) row() *line {
	for {
		if l := b.rows[b.IntN(len(b.rows))]; l.want > 0 {
			return l
		}
	}
}

// insert puts lines before one of the sheet's.
func (b *book) insert(at int, lines ...*line) { b.rows = slices.Insert(b.rows, at, lines...) }

// add puts lines at the end.
func (b *book) add(lines ...*line) { b.rows = append(b.rows, lines...) }

// of texts makes a line.
func (b *book) textLine(texts ...string) *line {
	l := &line{}
	for _, t := range texts {
		l.cells = append(l.cells, b.text(t))
	}
	return l
}

// sheetData writes the rows, and finds out which line each is.
func (b *book) sheetData() string {
	var s strings.Builder
	b.lines = make([]int, len(b.want))
	at := 0
	for _, l := range b.rows {
		explicit := l.at
		at++
		if l.at > 0 {
			at = l.at
		}
		if l.want > 0 {
			b.lines[l.want-1] = at
		}
		if b.bare && explicit == 0 {
			fmt.Fprintf(&s, "<row%s>", l.attrs)
		} else {
			fmt.Fprintf(&s, `<row r="%d"%s>`, at, l.attrs)
		}
		for i, c := range l.cells {
			switch {
			case c.empty() && b.bare:
				s.WriteString("<c/>")
			case c.empty():
			case b.bare:
				fmt.Fprintf(&s, "<c%s>%s</c>", c.attrs, c.inside)
			default:
				fmt.Fprintf(&s, `<c r="%s%d"%s>%s</c>`, letters(i), at, c.attrs, c.inside)
			}
		}
		s.WriteString("</row>")
	}
	return s.String()
}

// letters names a column, from 0.
func letters(i int) string {
	if i >= 26 {
		return letters(i/26-1) + string(rune('A'+i%26))
	}
	return string(rune('A' + i))
}

// lineOf returns the line that a row of the twin will be written on.
func (b *book) lineOf(want int) int {
	b.sheetData()
	return b.lines[want-1]
}

// bytes writes the workbook.
func (b *book) bytes(tb testing.TB) string {
	tb.Helper()
	data := b.sheetData()
	if b.raw != nil {
		return string(b.raw(tb))
	}
	var formats, texts strings.Builder
	formats.WriteString("<numFmts>")
	for i, code := range b.formats {
		fmt.Fprintf(&formats, `<numFmt numFmtId="%d" formatCode="%s"/>`, 164+i, html.EscapeString(code))
	}
	formats.WriteString("</numFmts><fonts>" + b.fonts + "</fonts><fills>" + b.fills + "</fills><cellXfs>" + strings.Join(b.xfs, "") +
		"</cellXfs><dxfs>" + b.dxfs + "</dxfs>")
	for _, t := range b.texts {
		if strings.HasPrefix(t, "<") {
			fmt.Fprintf(&texts, "<si>%s</si>", t)
			continue
		}
		fmt.Fprintf(&texts, `<si><t xml:space="preserve">%s</t></si>`, html.EscapeString(t))
	}
	files := map[string]string{
		"_rels/.rels":     `<Relationships><Relationship Id="rId1" Type="` + relations + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": workbookPart(b.properties, b.sheets, ""),
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="` + relations + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId4" Type="` + relations + `/worksheet" Target="/xl/worksheets/sheet2.xml"/>` +
			`<Relationship Id="rId2" Type="` + relations + `/styles" Target="styles.xml"/>` +
			`<Relationship Id="rId3" Type="` + relations + `/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
		"xl/styles.xml":        `<styleSheet xmlns="` + spreadsheets + `">` + formats.String() + `</styleSheet>`,
		"xl/sharedStrings.xml": `<sst xmlns="` + spreadsheets + `">` + texts.String() + `</sst>`,
		"xl/worksheets/sheet1.xml": `<worksheet xmlns="` + spreadsheets + `" xmlns:r="` + relations + `">` + b.before + `<sheetData>` + data + `</sheetData>` +
			b.after + `</worksheet>`,
	}
	maps.Copy(files, b.parts)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := written(z, name, files[name]); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	if b.edit != nil {
		return string(b.edit(tb, out.Bytes()))
	}
	return out.String()
}

// The name spaces of workbooks.
const (
	spreadsheets = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relations    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// workbookPart writes the part that lists the sheets, one when none are given.
func workbookPart(properties, sheets, after string) string {
	if sheets == "" {
		sheets = `<sheet name="Blad1" sheetId="1" r:id="rId1"/>`
	}
	return `<workbook xmlns="` + spreadsheets + `" xmlns:r="` + relations + `"><workbookPr ` + properties + `/><sheets>` + sheets + `</sheets>` + after + `</workbook>`
}

// drop takes a row out of the twin: nobody reads it in the sheet.
func (b *book) drop(l *line) {
	b.want = slices.Delete(b.want, l.want-1, l.want)
	for _, other := range b.rows {
		if other.want > l.want {
			other.want--
		}
	}
	l.want = 0
}

// hide makes a cell one that nobody can read: the twin lacks it, or its whole row where a row must have it.
func (b *book) hide(l *line, k int) {
	if c := b.columns[k]; c == reference || c == respondent {
		b.drop(l)
		return
	}
	b.want[l.want-1][k] = ""
}

// anyCell is a cell with something in it.
func (b *book) anyCell() (*line, int) {
	for {
		l := b.row()
		if k := b.IntN(len(b.columns)); !l.cells[k].empty() {
			return l, k
		}
	}
}

// with gives a cell a style.
func (c *cell) with(style int) {
	attrs := c.attrs
	if i := strings.Index(attrs, ` s="`); i >= 0 {
		end := i + 4 + strings.IndexByte(attrs[i+4:], '"') + 1
		attrs = attrs[:i] + attrs[end:]
	}
	c.attrs = styled(style) + attrs
}
