package pdffile_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl/read/pdffile"
)

const picture = "<</Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1>>\nstream\nx\nendstream"

// What is no text PDF with a table is refused, and named.
func TestErrors(t *testing.T) {
	list := func(change func(*paper)) []byte {
		p := &paper{}
		spread.print(p, counts)
		spread.print(p, counts)
		change(p)
		return p.bytes()
	}
	whole := list(func(*paper) {})
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"whole", whole, ""},
		{"bytes after the end", append(bytes.Clone(whole), "\r\n\x00\x00mail footer\r\n"...), ""},
		{"version 2", bytes.Replace(whole, []byte("%PDF-1.4"), []byte("%PDF-2.0"), 1), ""},
		{"scanned", list(func(p *paper) {
			p.objects = []string{picture}
			p.pages = []string{"q 595 0 0 842 0 0 cm /X Do Q", "q /X Do Q"}
		}), "list.pdf: expected a PDF with text, found 2 pages of pictures, as a scanner makes them"},
		{"scanned with text behind", list(func(p *paper) {
			p.objects = []string{picture}
			p.pages = []string{"/X Do BT 3 Tr /F1 8 Tf (Bolag) Tj ET"}
		}), "found 1 pages of pictures"},
		{"a picture within the table", list(func(p *paper) {
			p.objects = []string{picture}
			p.pages = append(p.pages, "/X Do")
		}), "list.pdf:page 3: expected a page with text, found one of pictures"},
		{"a picture in the content", list(func(p *paper) {
			p.pages = append([]string{"BI /W 1 /H 1 /BPC 8 /CS /G ID \x28\xff( EI"}, p.pages...)
		}), ""},
		{"empty pages", list(func(p *paper) { p.pages = []string{"", ""} }), "expected a PDF with text, found 2 empty pages"},
		{"no pages", list(func(p *paper) { p.pages = nil }), "expected a PDF with pages, found none"},
		{"encrypted", list(func(p *paper) { p.catalog = " /Encrypt <</Filter /Standard /V 5 /R 6>>" }), "found an encrypted one"},
		{"no table", list(func(p *paper) {
			p.pages = nil
			p.add([]text{{40, 700, "Hej, här kommer listan i ett annat brev.", false}})
		}), "expected a table with column names on one of the first 1 pages with text, found none"},
		{"sideways", list(func(p *paper) { p.pages = []string{"BT /F1 8 Tf 0 1 -1 0 300 300 Tm (Bolag) Tj ET"} }), "found 5 letters that are turned"},
		{"column twice", list(func(p *paper) {
			p.pages = nil
			p.add([]text{{40, 700, "Antal", false}, {200, 700, "Antal", false}, {40, 686, "1", false}, {200, 686, "2", false}})
		}), "list.pdf:page 1:1: expected every column once"},
		{"cut off", whole[:len(whole)/2], "its end mark is missing"},
		{"no directory", bytes.Replace(whole, []byte("xref\n0 "), []byte("xxxx\n0 "), 1), "its directory cannot be read"},
		{"loop of directories", list(func(p *paper) { p.catalog = " /Prev 9" }), "its directory cannot be read"},
		{"too many objects", bytes.Replace(whole, []byte("/Size "), []byte("/Size 99999999"), 1), "expected a PDF whose objects are numbered"},
		{"unknown packing", bytes.Replace(whole, []byte("<</Length "), []byte("<</Filter /LZWDecode /Length "), 2), "list.pdf"},
		{"no PDF", []byte("Bolag;Antal\n"), "expected a PDF document"},
		{"short", []byte("%PDF-1.4\n%%EOF"), "found 14 bytes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := read(tt.data, pdffile.Options{})
			switch {
			case tt.want == "" && err != nil:
				t.Error(err)
			case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

// A number of objects that no document of its size has is found in every place where the format has one, whatever is around it.
func TestNumbersOfObjects(t *testing.T) {
	p := &paper{}
	spread.print(p, counts)
	head, rest, _ := bytes.Cut(p.bytes(), []byte("\n"))
	for text, refused := range map[string]bool{
		"%/Size 99999999\n": true, "%//Count\n99999999\n": true, "%/N/N99999999\n": true, "%/W [1 2 99999999]\n": true, "%/Index[0\n99999999]\n": true,
		"99999999 1\n": true, "\r\n\n \t 99999999 \n\n1\r": true, "% /\r99999999 1\n": true, "%/N 1\n 99999999 1\n": true,
		"%/Size 9\n": false, "%/Sizes 99999999\n": false, "% 99999999 1\n": false, "99999999\n": false, "9 99999999\n": false,
	} {
		_, err := read(slices.Concat(head, []byte("\n"), []byte(text), rest), pdffile.Options{})
		if got := err != nil && strings.Contains(err.Error(), "expected a PDF whose objects are numbered"); got != refused {
			t.Errorf("%q: %v, want it refused: %t", text, err, refused)
		}
	}
}

// Pages that unpack to more than a page can need are refused.
func TestBomb(t *testing.T) {
	p := &paper{packed: true}
	spread.print(p, counts)
	p.pages = append(p.pages, strings.Repeat(" ", 40<<20))
	_, err := read(p.bytes(), pdffile.Options{})
	if err == nil || !strings.Contains(err.Error(), "list.pdf:page 2: expected a page that can be read: expected a page of at most 32 MiB") {
		t.Error(err)
	}
}
