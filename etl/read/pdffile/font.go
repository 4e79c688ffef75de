package pdffile

import (
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/charmap"
)

// unread replaces a character that the font does not name.
const unread = "\ufffd"

// font turns the codes of a string into characters and widths.
type font struct {
	wide   bool               // codes of two bytes
	cmap   *cmap              // what the document itself says of its codes; nil when it does not
	table  [256]string        // of a font with codes of one byte
	width  map[uint32]float64 // in parts of the font size
	other  float64            // the width of all others
	decode map[uint32]string  // what has been looked up
}

// newFont reads a font. Nothing in it is needed to go on: what it does not name is unread.
func newFont(v pdf.Value, left *int) (*font, error) {
	f := &font{width: map[uint32]float64{}, decode: map[uint32]string{}}
	if u := v.Key("ToUnicode"); u.Kind() == pdf.Stream {
		data, err := unpack(u, left)
		if err != nil {
			return nil, err
		}
		f.cmap = readCmap(data)
	}
	if v.Key("Subtype").Name() == "Type0" {
		f.wide = f.cmap == nil || f.cmap.bytes != 1
		f.wideWidths(v.Key("DescendantFonts").Index(0))
		return f, nil
	}
	f.narrowWidths(v)
	f.encoding(v)
	return f, nil
}

// wideWidths reads the widths of a font with codes of two bytes: runs of widths from a code, or one width for a span.
func (f *font) wideWidths(v pdf.Value) {
	f.other = 1
	if dw := v.Key("DW"); dw.Kind() != pdf.Null {
		f.other = dw.Float64() / 1000
	}
	w := v.Key("W")
	for i := 0; i+1 < w.Len(); {
		first := w.Index(i).Int64()
		if run := w.Index(i + 1); run.Kind() == pdf.Array {
			for j := range run.Len() {
				f.width[uint32(first)+uint32(j)] = run.Index(j).Float64() / 1000
			}
			i += 2
			continue
		}
		last := min(w.Index(i+1).Int64(), 0xffff)
		for c := max(first, 0); c <= last && i+2 < w.Len(); c++ {
			f.width[uint32(c)] = w.Index(i+2).Float64() / 1000
		}
		i += 3
	}
}

func (f *font) narrowWidths(v pdf.Value) {
	scale := 1.0 / 1000
	if m := v.Key("FontMatrix"); m.Len() == 6 {
		scale = m.Index(0).Float64()
	}
	f.other = v.Key("FontDescriptor").Key("MissingWidth").Float64() * scale
	w := v.Key("Widths")
	first := v.Key("FirstChar").Int64()
	for i := range min(w.Len(), 256) {
		f.width[uint32(first)+uint32(i)] = w.Index(i).Float64() * scale
	}
	if w.Len() > 0 {
		return
	}
	f.other = 0.556
	if strings.Contains(v.Key("BaseFont").Name(), "Courier") {
		f.other = 0.6
		return
	}
	for i := range helvetica {
		f.width[uint32(i)+' '] = float64(helvetica[i]) / 1000
	}
}

// helvetica is how wide the ASCII characters from the blank on are in Helvetica, the font that everybody is expected to
// have and whose widths documents leave out. Other fonts without widths count as this one.
var helvetica = [...]int16{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // to /
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // to ?
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // to O
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // to _
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // to o
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // to ~
}

// encoding fills the table of a font with codes of one byte.
func (f *font) encoding(v pdf.Value) {
	enc := v.Key("Encoding")
	base := enc.Name()
	if enc.Kind() == pdf.Dict {
		base = enc.Key("BaseEncoding").Name()
	}
	table := charmap.Windows1252
	if base == "MacRomanEncoding" {
		table = charmap.Macintosh
	}
	symbolic := v.Key("FontDescriptor").Key("Flags").Int64()&4 != 0 && base == ""
	for i := range f.table {
		r := table.DecodeByte(byte(i))
		if symbolic && (f.cmap != nil || v.Key("Subtype").Name() == "Type3") || r < ' ' || base == "" && i >= 0x80 {
			f.table[i] = unread
			continue
		}
		f.table[i] = string(r)
	}
	f.differences(v, enc.Key("Differences"))
}

// differences replaces entries of the table by the characters that glyph names mean.
func (f *font) differences(v, diff pdf.Value) {
	fonts := pdf.Font{V: v}
	code := int64(0)
	for i := range min(diff.Len(), 1024) {
		x := diff.Index(i)
		if x.Kind() == pdf.Integer {
			code = x.Int64()
			continue
		}
		if code >= 0 && code < 256 {
			f.table[code] = glyphText(&fonts, x.Name(), byte(code))
		}
		code++
	}
}

// glyphText returns the character of a glyph name. The library leaves a code alone whose name it does not know, so its
// answer is taken when it differs from the code, or when the name is one that the code would have.
func glyphText(f *pdf.Font, name string, code byte) string {
	if hex, ok := strings.CutPrefix(name, "uni"); ok && len(hex) == 4 {
		var r rune
		for _, c := range strings.ToLower(hex) {
			i := strings.IndexRune("0123456789abcdef", c)
			if i < 0 {
				return unread
			}
			r = r<<4 | rune(i)
		}
		return string(r)
	}
	got := f.Encoder().Decode(string([]byte{code}))
	letter := len(name) == 1 && name[0] == code
	named := len(name) > 1 && strings.IndexFunc(name, unicode.IsDigit) < 0 && name[0] != '.'
	if got == string(rune(code)) && !letter && (!named || unicode.IsLetter(rune(code)) && code < 0x80) {
		return unread
	}
	return got
}

// text returns the characters of a code.
func (f *font) text(code uint32) string {
	s, known := f.decode[code]
	if known {
		return s
	}
	s = unread
	if f.cmap != nil {
		s = f.cmap.text(code)
	}
	if s == unread && !f.wide && code < 256 {
		s = f.table[code]
	}
	s = ligatures.Replace(s)
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || unicode.In(r, unicode.Co) }) {
		s = unread
	}
	f.decode[code] = s
	return s
}

// ligatures are drawn as one and written as letters.
var ligatures = strings.NewReplacer("\ufb00", "ff", "\ufb01", "fi", "\ufb02", "fl", "\ufb03", "ffi", "\ufb04", "ffl", "\u2010", "-")

func (f *font) widthOf(code uint32) float64 {
	if w, ok := f.width[code]; ok {
		return w
	}
	return f.other
}

// cmap is a document's own table from codes to characters.
type cmap struct {
	bytes  int // of a code; 0 when it does not say
	chars  map[uint32]string
	ranges []codeRange
}

type codeRange struct {
	lo, hi uint32
	to     string   // UTF-16 of lo
	each   []string // UTF-16 of every code, instead
}

const maxRanges = 10_000

func readCmap(data []byte) *cmap {
	m := &cmap{chars: map[uint32]string{}}
	s := scanner{data: data}
	for op, args := range s.operators() {
		switch op {
		case "endcodespacerange":
			if len(args) > 0 {
				m.bytes = len(args[0].text)
			}
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				m.chars[number(args[i].text)] = fromUTF16(args[i+1].text)
			}
		case "endbfrange":
			for i := 0; i+2 < len(args) && len(m.ranges) < maxRanges; i += 3 {
				r := codeRange{lo: number(args[i].text), hi: number(args[i+1].text), to: args[i+2].text}
				for _, e := range args[i+2].items {
					r.each = append(r.each, e.text)
				}
				m.ranges = append(m.ranges, r)
			}
		}
	}
	return m
}

func (m *cmap) text(code uint32) string {
	if s, ok := m.chars[code]; ok {
		return s
	}
	for _, r := range m.ranges {
		if code < r.lo || code > r.hi {
			continue
		}
		n := code - r.lo
		if r.each != nil {
			if int(n) < len(r.each) {
				return fromUTF16(r.each[n])
			}
			continue
		}
		if k := len(r.to); k >= 2 {
			last := uint32(r.to[k-2])<<8 | uint32(r.to[k-1]) + n
			return fromUTF16(r.to[:k-2] + string([]byte{byte(last >> 8), byte(last)}))
		}
	}
	return unread
}

func number(code string) uint32 {
	var n uint32
	for _, c := range []byte(code) {
		n = n<<8 | uint32(c)
	}
	return n
}

func fromUTF16(s string) string {
	var u []uint16
	for i := 0; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	if len(u) == 0 {
		return unread
	}
	return string(utf16.Decode(u))
}
