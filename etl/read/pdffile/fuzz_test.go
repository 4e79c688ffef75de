package pdffile_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl/read/pdffile"
)

// FuzzRead feeds arbitrary bytes, and arbitrary content on a page of an otherwise whole document: no panic, no end that
// does not come, no row that does not fit the names.
func FuzzRead(f *testing.F) {
	p := &paper{}
	spread.print(p, counts)
	f.Add(p.bytes(), p.pages[0])
	f.Add([]byte("%PDF-1.4\n%%EOF"), "BT /F1 8 Tf 1 0 0 1 40 700 Tm [(Bolag) -9000 (Antal)] TJ T* (x) ' (y) \" <41 Tj")
	f.Add(bytesWith(" /Prev 9"), "q q Q /X Do BI ID EI 1 1 1 1 1 1 cm /F1 1e9 Tf (x) Tj ((\\7\\)")
	f.Add([]byte("%PDF-1.4\n%%EOF"), "BT /F1 1e-20 Tf 1 0 0 1 40 700 Tm (Bolag) Tj ET") // letters without width
	f.Fuzz(func(t *testing.T, data []byte, content string) {
		if len(data)+len(content) > 1<<18 {
			return
		}
		p := &paper{}
		spread.print(p, counts)
		p.pages = append([]string{content}, append(p.pages, content)...)
		for _, doc := range [][]byte{data, p.bytes()} {
			got, _ := read(doc, pdffile.Options{Headers: named})
			for _, cells := range got.cells {
				if len(cells) != len(got.header) {
					t.Fatalf("%d cells under %d names", len(cells), len(got.header))
				}
			}
		}
	})
}

func bytesWith(trailer string) []byte {
	p := &paper{catalog: trailer}
	spread.print(p, counts)
	return p.bytes()
}

func named(h string) bool { return slices.Contains(counts.names, h) }

// FuzzTwins prints tables of any words and numbers twice. The clean print gives equal cells. In the other, with narrow
// columns, page breaks, titles and footers, what is read is equal and in order, and every row is read or rejected.
func FuzzTwins(f *testing.F) {
	for i := range uint64(32) {
		f.Add(i, uint8(i), uint8(i/2), uint8(i/3))
	}
	f.Add(uint64(20), uint8('M'), uint8('j'), uint8('<')) // a last page of one row and a foot, before the distance of rows is known
	f.Fuzz(func(t *testing.T, seed uint64, style, flags, perPage uint8) {
		tab := invented(seed)
		clean := layout{x: []float64{30, 400, 760, 860}, end: []float64{390, 750, 840, 950}, right: []bool{false, false, true, true}, pitch: 11}
		p := &paper{style: styles[int(style)%len(styles)]}
		clean.print(p, tab)
		got, err := read(p.bytes(), pdffile.Options{Headers: named})
		if err != nil || len(got.rejects) > 0 || !slices.EqualFunc(got.cells, tab.rows, slices.Equal) {
			t.Fatalf("clean: %v %v\n%q\nprinted\n%q", err, got.rejects, got.cells, tab.rows)
		}
		l := spread
		l.end = []float64{150, 290, 380, 500}
		l.wrap, l.titles, l.footers, l.header = true, flags&1 > 0, flags&2 > 0, flags&4 > 0
		l.pitch = 9 + float64(flags>>3&7)
		l.perPage = 4 + int(perPage%30)
		p = &paper{style: styles[int(style)%len(styles)], packed: true}
		l.print(p, tab)
		got, err = read(p.bytes(), pdffile.Options{Headers: named})
		if err != nil {
			t.Fatal(err)
		}
		// A page alone does not distinguish its foot from a row, and nobody distinguishes rows from lines that are as far apart.
		if sure := l.pitch >= 11 && (!l.footers || len(p.pages) > 1); sure && len(got.cells)+len(got.rejects) != len(tab.rows) {
			t.Fatalf("%d read and %v rejected, of %d\n%s\nprinted\n%q", len(got.cells), texts(got.rejects), len(tab.rows), strings.Join(got.rows, "\n"), tab.rows)
		}
		left := tab.rows
		for _, cells := range got.cells {
			i := slices.IndexFunc(left, func(r []string) bool { return slices.Equal(r, cells) })
			if i < 0 {
				t.Fatalf("%q was not printed here, with rejects %v\nprinted\n%q", cells, texts(got.rejects), tab.rows)
			}
			left = left[i+1:]
		}
	})
}

var styles = []string{"plain", "kerned", "single", "wide", "form", "turned"}

// invented makes a table of up to 30 rows.
func invented(seed uint64) table {
	r := rand.New(rand.NewPCG(seed, 0))
	words := []string{"Åkeri", "Övik", "bröderna", "i", "och", "AB", "Nord", "(Lund)", "Hus", "hushållsapparater", "ä", "Café", "Ström-", "1952"}
	text := func(n int) string {
		var w []string
		for range 1 + r.IntN(n) {
			w = append(w, words[r.IntN(len(words))])
		}
		return strings.Join(w, " ")
	}
	numbers := []string{"", "7", "12", "1 018", "1,018", "12 000", "-", "980"}
	t := table{names: counts.names}
	for range 2 + r.IntN(29) {
		t.rows = append(t.rows, []string{"Bolag " + text(4), text(4), numbers[r.IntN(len(numbers))], numbers[1+r.IntN(len(numbers)-1)]})
	}
	return t
}
