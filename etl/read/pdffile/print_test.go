package pdffile_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// paper makes PDF documents for tests: text at places, in a font whose letters are all half as wide as they are high.
type paper struct {
	style   string // how text is written: plain, kerned, single, wide (codes of two bytes), form (inside a drawing), turned
	packed  bool
	fitted  bool // the letters are as wide as those of Helvetica
	pages   []string
	objects []string // after the fonts; named by what a test adds
	catalog string   // added to the trailer
	root    string   // added to the catalogue
	page    string   // added to every page
	names   string   // added to the resources of every page
}

const letter = 8 // the size of letters; they are 4 points wide

// text is one text on a page; x is where it starts, or ends when it is to the right.
type text struct {
	x, y  float64
	s     string
	right bool
}

// add puts a page of texts into the document.
func (p *paper) add(texts []text) {
	var b strings.Builder
	if p.style == "turned" {
		b.WriteString("0 1 -1 0 842 0 cm\n") // shown upright by /Rotate 90
	}
	b.WriteString("BT /F1 8 Tf\n")
	for _, t := range texts {
		x := t.x
		if t.right {
			x -= float64(len([]rune(t.s))) * letter / 2
		}
		fmt.Fprintf(&b, "1 0 0 1 %.2f %.2f Tm ", x, t.y)
		p.show(&b, t.s)
		b.WriteByte('\n')
	}
	b.WriteString("ET\n")
	p.pages = append(p.pages, b.String())
}

func (p *paper) show(b *strings.Builder, s string) {
	switch p.style {
	case "kerned":
		b.WriteString("[")
		for i, r := range []rune(s) {
			kern := []int{0, 30, -40}[i%3]
			fmt.Fprintf(b, "(%s) %d ", code(r), kern)
		}
		b.WriteString("] TJ")
	case "single":
		for _, r := range s {
			fmt.Fprintf(b, "(%s) Tj 4 0 Td ", code(r))
		}
	case "wide":
		b.WriteString("<")
		for _, r := range s {
			fmt.Fprintf(b, "%04X", r+1)
		}
		b.WriteString("> Tj")
	default:
		b.WriteString("(")
		for _, r := range s {
			b.WriteString(code(r))
		}
		b.WriteString(") Tj")
	}
}

// code writes a character in Windows-1252 inside a string.
func code(r rune) string {
	c, ok := charmap.Windows1252.EncodeRune(r)
	switch {
	case !ok:
		return "?"
	case c >= 0x80:
		return fmt.Sprintf("\\%03o", c)
	case strings.ContainsRune(`()\`, r):
		return `\` + string(r)
	}
	return string(r)
}

const wideFont = `<</Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /ToUnicode 4 0 R
 /DescendantFonts [<</Type /Font /Subtype /CIDFontType2 /DW 500>>]>>`

const shifted = `1 begincodespacerange <0000> <ffff> endcodespacerange
2 beginbfrange <0001> <00ff> <0000> <0101> <20ff> <0100> endbfrange
1 beginbfchar <0100> <00ff> endbfchar`

// bytes returns the document.
func (p *paper) bytes() []byte {
	font := "<</Type /Font /Subtype /Type1 /BaseFont /Test /Encoding /WinAnsiEncoding /FirstChar 0 /LastChar 255 /Widths [" +
		strings.Repeat("500 ", 256) + "]>>"
	switch {
	case p.style == "wide":
		font = wideFont
	case p.fitted:
		font = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>"
	}
	box, rotate := "[0 0 1200 842]", ""
	if p.style == "turned" {
		box, rotate = "[0 0 842 1200]", " /Rotate 90"
	}
	first := 5 + len(p.objects)
	kids, pages := "", []string{}
	for i, c := range p.pages {
		at := first + len(pages)
		kids += fmt.Sprintf("%d 0 R ", at)
		more := ""
		if p.style == "form" {
			more = fmt.Sprintf(" /XObject <</X 5 0 R /Body %d 0 R>>", at+2)
		} else if len(p.objects) > 0 {
			more = " /XObject <</X 5 0 R>>"
		}
		page := fmt.Sprintf("<</Type /Page /Parent 2 0 R%s%s /Contents %d 0 R /Resources <</Font <</F1 3 0 R>>%s%s>>>>", rotate, p.page, at+1, more, p.names)
		if p.style == "form" {
			pages = append(pages, page, p.stream("", "q 1 0 0 1 10 10 cm /Body Do Q"),
				p.stream(" /Type /XObject /Subtype /Form /BBox [0 0 1200 842] /Matrix [1 0 0 1 -10 -10] /Resources <</Font <</F1 3 0 R>>>>", c))
			_ = i
			continue
		}
		pages = append(pages, page, p.stream("", c))
	}
	objects := append([]string{
		"<</Type /Catalog /Pages 2 0 R" + p.root + ">>",
		fmt.Sprintf("<</Type /Pages /Count %d /Kids [%s] /MediaBox %s>>", len(p.pages), kids, box),
		font,
		p.stream("", shifted),
	}, append(p.objects, pages...)...)
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n%\xe5\xe4\xf6\n")
	xref := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for i, o := range objects {
		xref += fmt.Sprintf("%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "%strailer\n<</Size %d /Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", xref, len(objects)+1, p.catalog, at)
	return b.Bytes()
}

func (p *paper) stream(keys, data string) string {
	if p.packed {
		var z bytes.Buffer
		w := zlib.NewWriter(&z)
		if _, err := w.Write([]byte(data)); err != nil {
			panic(err)
		}
		if err := w.Close(); err != nil {
			panic(err)
		}
		keys, data = keys+" /Filter /FlateDecode", z.String()
	}
	return fmt.Sprintf("<</Length %d%s>>\nstream\n%s\nendstream", len(data), keys, data)
}

// table is what is printed. The first column may be indented, others may be numbers, which end at the right.
type table struct {
	names []string
	rows  [][]string
	level []int // of each row; nil for none
}

// layout says how a table is printed.
type layout struct {
	x       []float64 // where columns start
	end     []float64 // where columns end; text that is longer wraps when wrap is set
	right   []bool    // numbers
	perPage int       // lines; 0 for all on one page
	header  bool      // again on every page
	titles  bool
	footers bool
	wrap    bool
	pitch   float64 // from row to row; lines of one row are 9 apart
}

const indentation = 10

// print puts the table on pages.
func (l layout) print(p *paper, t table) {
	var texts []text
	y, left, page := 0.0, 0, 0
	begin := func() {
		page++
		y, left = 780, l.perPage
		if l.titles {
			texts = append(texts, text{x: 180, y: 810, s: "Ärenden vid nämnden under året"})
		}
		if page == 1 || l.header {
			for i, n := range t.names {
				texts = append(texts, text{l.at(i), y, n, l.right[i]})
			}
			y -= l.pitch
		}
	}
	finish := func() {
		if l.footers {
			texts = append(texts, text{x: 60, y: 40, s: "Handlingen är allmän och lämnas ut efter prövning av nämnden i varje fall"},
				text{x: 500, y: 30, s: fmt.Sprintf("Sida %d", page)})
		}
		p.add(texts)
		texts = nil
	}
	begin()
	for n, row := range t.rows {
		for k := 0; ; k++ {
			more := false
			var line []text
			for i, c := range row {
				parts := []string{c}
				if l.wrap {
					parts = wrapped(c, int((l.end[i]-l.x[i])/(letter/2)))
				}
				if k >= len(parts) {
					continue
				}
				more = more || k+1 < len(parts)
				x := l.at(i)
				if i == 0 && t.level != nil {
					x += float64(t.level[n]) * indentation
				}
				if parts[k] != "" {
					line = append(line, text{x, y, parts[k], l.right[i]})
				}
			}
			if l.perPage > 0 && left == 0 {
				finish()
				begin()
				for i := range line {
					line[i].y = y
				}
			}
			texts = append(texts, line...)
			left--
			if !more {
				y -= l.pitch
				break
			}
			y -= min(9, l.pitch)
		}
	}
	finish()
}

func (l layout) at(i int) float64 {
	if l.right[i] {
		return l.end[i]
	}
	return l.x[i]
}

// wrapped breaks a text between words into parts of at most n letters.
func wrapped(s string, n int) []string {
	var parts []string
	for w := range strings.SplitSeq(s, " ") {
		if k := len(parts) - 1; k >= 0 && len([]rune(parts[k]))+1+len([]rune(w)) <= n {
			parts[k] += " " + w
			continue
		}
		parts = append(parts, w)
	}
	return parts
}
