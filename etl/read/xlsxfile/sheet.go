package xlsxfile

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"tvistdata/etl/read/internal/judge"
	"tvistdata/etl/source"
)

// The bounds of a worksheet.
const (
	maxColumns = 16_384
	maxRows    = 1_048_576
	maxDepth   = 64 // of elements in one another
)

// flatRow is a height in points in which nobody can read.
const flatRow = 2

// maxArrays is how many formulas of several cells without values are kept at a time.
const maxArrays = 1_000

// row is a row of a sheet with the cells that hold something, from left to right.
type row struct {
	line     int // from 1
	cells    []cell
	numbered bool // it says its number itself
	hidden   bool
	flat     bool // too low for anybody to read what is in it, and not hidden
	filled   bool // a cell has the value of one above it, with which it is merged
	isWide   bool // a cell is merged over several columns
	wide     span // the range of such a cell
	below    int  // the last row that a cell is merged with
}

type cell struct {
	column     int // from 0
	text       string
	covered    source.How // in what way some of it is covered, struck out or hidden; "" for none
	unknown    bool       // a formula whose value is not stored
	isError    bool       // an error of a spreadsheet program, other than that a value is not there
	thousandth bool       // a number of three decimals
	stored     string     // what its format shows otherwise, where builds before took it as it is stored
}

// tokens reads XML tag by tag and refuses text of a length that no workbook has.
type tokens struct {
	part io.ReadCloser
	name string
	dec  *xml.Decoder
	left int
	size uint64   // of the part, unpacked
	open []string // the elements that are not yet closed
}

var errToken = errors.New("a text is too long")

func (w *workbook) tokens(name string, limit int64) (*tokens, error) {
	part, err := w.open(name, limit)
	if err != nil {
		return nil, err
	}
	t := &tokens{part: part, name: name, size: w.parts[name].UncompressedSize64}
	t.dec = xml.NewDecoder(t)
	return t, nil
}

// Read is what the decoder reads from.
func (t *tokens) Read(p []byte) (int, error) {
	if t.left <= 0 {
		return 0, errToken
	}
	n, err := t.part.Read(p)
	t.left -= n
	return n, err
}

// next returns the next token, io.EOF at the end of a whole part. It leaves name spaces alone, which is quicker, and so
// has to see to it that elements are closed.
func (t *tokens) next() (xml.Token, error) {
	t.left = maxToken
	tok, err := t.dec.RawToken()
	if err != nil {
		if errors.Is(err, io.EOF) && len(t.open) == 0 {
			return nil, io.EOF
		}
		return nil, t.damaged(err)
	}
	switch el := tok.(type) {
	case xml.StartElement:
		if len(t.open) == maxDepth {
			return nil, t.damaged(nil)
		}
		t.open = append(t.open, el.Name.Local)
	case xml.EndElement:
		if len(t.open) == 0 || t.open[len(t.open)-1] != el.Name.Local {
			return nil, t.damaged(nil)
		}
		t.open = t.open[:len(t.open)-1]
	}
	return tok, nil
}

// damaged says that the part is: by what the decoder found, or else by the place that has been reached.
func (t *tokens) damaged(err error) error {
	if err != nil && !errors.Is(err, io.EOF) {
		return damaged(t.name, err)
	}
	line, _ := t.dec.InputPos()
	return damaged(t.name, &xml.SyntaxError{Line: line})
}

func (t *tokens) close() error { return t.part.Close() }

// text collects the text of <t> elements, other than those that say how to pronounce it, and how its runs are shown.
type text struct {
	b        strings.Builder
	on       bool
	phonetic bool
	run      xmlFont // the one at hand
	own      bool    // it has a font of its own
	rich     bool    // there are runs
	runs     []run   // those that show something
}

// run is a part of a text with a look of its own.
type run struct {
	font
	own   bool // its font is not the cell's
	inked bool // its colour is not the cell's
}

func (x *text) reset() {
	x.b.Reset()
	x.rich, x.runs = false, nil
}

func (x *text) see(tok xml.Token, w *workbook) {
	switch el := tok.(type) {
	case xml.StartElement:
		switch el.Name.Local {
		case "rPh":
			x.phonetic = true
		case "t", "v":
			x.on = !x.phonetic
		case "r":
			x.run, x.own, x.rich = xmlFont{}, false, true
		case "rPr":
			x.own = true
		case "strike":
			x.run.Strike = &xmlValue{attr(el, "val")}
		case "sz":
			x.run.Size = &xmlValue{attr(el, "val")}
		case "color":
			x.run.Colour = colourOf(el)
		}
	case xml.EndElement:
		switch el.Name.Local {
		case "rPh":
			x.phonetic = false
		case "t", "v":
			x.on = false
		}
	case xml.CharData:
		if x.on {
			x.b.Write(el)
			if x.rich {
				x.shows(el, w)
			}
		}
	}
}

// shows keeps how a run that is not empty is shown.
func (x *text) shows(letters []byte, w *workbook) {
	r := run{own: x.own}
	if x.own {
		r.inked = x.run.Colour != nil
		r.font = w.font(x.run, r.font)
	}
	if len(bytes.TrimSpace(letters)) > 0 && !slices.Contains(x.runs, r) {
		x.runs = append(x.runs, r)
	}
}

// differ reports whether runs are shown otherwise than their cell says.
func differ(runs []run) bool { return slices.ContainsFunc(runs, func(r run) bool { return r.own }) }

// colourOf reads an element that says a colour.
func colourOf(el xml.StartElement) *xmlColour {
	return &xmlColour{RGB: attr(el, "rgb"), Theme: attr(el, "theme"), Indexed: attr(el, "indexed"), Tint: attr(el, "tint")}
}

// readTexts reads the texts that cells share.
func (w *workbook) readTexts(name string) (err error) {
	t, err := w.tokens(name, maxTexts)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, t.close()) }()
	var x text
	for {
		tok, err := t.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		x.see(tok, w)
		if el, is := tok.(xml.EndElement); is && el.Name.Local == "si" {
			if differ(x.runs) {
				w.rich[len(w.texts)] = x.runs
			}
			w.texts = append(w.texts, plain(x.b.String()))
			x.reset()
		}
	}
}

// sheet walks over the rows of a sheet.
type sheet struct {
	*tokens
	w    *workbook
	text text

	merged merged
	over   over
	arrays []span // formulas of several cells whose values are not stored

	stored string // of the cell at hand: as cell has it
	hidden []span // of columns
	in     bool   // inside sheetData
	row    row
	column int // of the last cell, from 0; -1 before the first
}

func (w *workbook) openSheet(part string) (*sheet, error) {
	below, err := w.belowRows(part)
	if err != nil {
		return nil, err
	}
	drawn, err := w.drawings(part)
	if err != nil {
		return nil, err
	}
	t, err := w.tokens(part, maxSheet)
	return &sheet{tokens: t, w: w, merged: merged{spans: below.merged}, over: newOver(append(below.conditions, drawn...))}, err
}

func (s *sheet) close() error { return s.tokens.close() }

// next returns the next row with anything in it, and io.EOF after the last one of a sheet that is whole. The row is
// valid until the next call.
func (s *sheet) next() (row, error) {
	for {
		tok, err := s.tokens.next()
		if err != nil {
			return s.row, err
		}
		switch el := tok.(type) {
		case xml.StartElement:
			switch {
			case el.Name.Local == "sheetData":
				s.in = true
			case !s.in && el.Name.Local == "col":
				s.hide(el)
			case s.in && el.Name.Local == "row":
				if err := s.startRow(el); err != nil {
					return s.row, err
				}
			case s.in && el.Name.Local == "c":
				if err := s.cell(el); err != nil {
					return s.row, err
				}
			}
		case xml.EndElement:
			switch {
			case el.Name.Local == "sheetData":
				s.in = false
			case s.in && el.Name.Local == "row":
				s.fillArrays()
				if len(s.row.cells) > 0 {
					s.merged.row(&s.row)
					return s.row, nil
				}
			}
		}
	}
}

// hide keeps which columns are hidden, or have no width. An element without a range of columns changes nothing.
func (s *sheet) hide(el xml.StartElement) {
	left, err := strconv.Atoi(attr(el, "min"))
	right, err2 := strconv.Atoi(attr(el, "max"))
	width, ok := size(attr(el, "width"))
	hidden := isTrue(attr(el, "hidden")) || ok && width == 0
	if hidden && err == nil && err2 == nil && left >= 1 && left <= right && len(s.hidden) < maxColumns {
		s.hidden = append(s.hidden, span{left: left - 1, right: right - 1})
	}
}

func (s *sheet) startRow(el xml.StartElement) error {
	line := s.row.line + 1
	r := attr(el, "r")
	if r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n < line || n > maxRows {
			return fmt.Errorf("expected a row number from %d to %d after this row", line, maxRows)
		}
		line = n
	}
	height, ok := size(attr(el, "ht"))
	given := isTrue(attr(el, "customHeight"))
	s.row = row{line: line, numbered: r != "", cells: s.row.cells[:0], hidden: isTrue(attr(el, "hidden")) || ok && height == 0 && !given}
	s.row.flat = ok && height < flatRow && given && !s.row.hidden
	s.column = -1
	s.over.row(line)
	return nil
}

// number takes the row's number from a cell of it, where the row itself has none.
func (r *row) number(ref string, first bool) error {
	n, ok := rowOf(ref)
	switch {
	case !ok || n == r.line:
		return nil
	case r.numbered || !first || n < r.line:
		return fmt.Errorf("expected the cells of row %d in it, found one of row %d", r.line, n)
	}
	r.line = n
	return nil
}

// cell reads a cell to its end and keeps it when there is something in it.
func (s *sheet) cell(start xml.StartElement) error {
	s.column++
	if ref := attr(start, "r"); ref != "" {
		c := columnOf(ref)
		if c < s.column || c >= maxColumns {
			return fmt.Errorf("expected cells from left to right, found another after column %d", s.column)
		}
		first := s.column == 0
		s.column = c
		if err := s.row.number(ref, first); err != nil {
			return err
		}
		if first {
			s.over.row(s.row.line)
		}
	}
	s.text.reset()
	s.stored = ""
	values := 0
	var formula *xml.StartElement
	for {
		tok, err := s.tokens.next()
		if err != nil {
			return err
		}
		s.text.see(tok, s.w)
		switch el := tok.(type) {
		case xml.StartElement:
			switch el.Name.Local {
			case "f":
				formula = &el
			case "v", "is":
				if values++; values > 1 {
					return fmt.Errorf("expected one value in column %d, found two", s.column+1)
				}
			}
		case xml.EndElement:
			if el.Name.Local == "c" {
				return s.keep(start, formula)
			}
		}
	}
}

// keep keeps the cell that has just been read when there is something in it.
func (s *sheet) keep(start xml.StartElement, formula *xml.StartElement) (err error) {
	c := cell{column: s.column}
	if c.text, err = s.value(start); err != nil {
		return err
	}
	if c.text != "" {
		c.covered = s.covers(start)
	}
	c.stored = s.stored
	kind := attr(start, "t")
	c.isError = kind == "e" && c.text != "" && c.text != "#N/A"
	c.thousandth = (kind == "" || kind == "n") && judge.Thousandths(c.text)
	if formula != nil && s.uncounted(kind) {
		c.text, c.unknown = "", true
		if of, ok := spanOf(attr(*formula, "ref")); ok && attr(*formula, "t") != "shared" && (of.bottom > of.top || of.wide()) {
			if len(s.arrays) == maxArrays {
				return fmt.Errorf("expected the values of formulas that fill several cells to be stored, found none of %d", maxArrays)
			}
			s.arrays = append(s.arrays, of)
		}
	}
	if c.text != "" || c.unknown {
		s.row.cells = append(s.row.cells, c)
	}
	return nil
}

// uncounted reports whether the formula of the cell that has just been read has no value that anybody has counted: none; a zero in a
// workbook that says that its formulas are to be counted when it is opened, as XlsxWriter writes it; or the 0.0 of Apache POI.
func (s *sheet) uncounted(kind string) bool {
	v := strings.TrimSpace(s.text.b.String())
	return v == "" && kind != "str" || v == "0.0" || v == "0" && s.w.uncounted && kind != "b"
}

// fillArrays puts a cell without a value where a formula of several cells, whose values are not stored, has the first of none in the
// row.
func (s *sheet) fillArrays() {
	s.arrays = slices.DeleteFunc(s.arrays, func(a span) bool { return a.bottom < s.row.line })
	for _, a := range s.arrays {
		for c := a.left; c <= a.right && !s.row.insert(cell{column: c, unknown: true}); c++ {
		}
	}
}

// value returns the text of the cell that has just been read.
func (s *sheet) value(start xml.StartElement) (string, error) {
	v := s.text.b.String()
	switch attr(start, "t") {
	case "s":
		if v == "" {
			return "", nil
		}
		i, err := strconv.Atoi(strings.TrimSpace(v))
		if err != nil || i < 0 || i >= len(s.w.texts) {
			return "", fmt.Errorf("expected the text of column %d among the workbook's %d texts, but it is not there", s.column+1, len(s.w.texts))
		}
		s.text.runs = s.w.rich[i]
		return s.captioned(s.w.texts[i], attr(start, "s")), nil
	case "str", "inlineStr":
		return s.captioned(plain(v), attr(start, "s")), nil
	case "e":
		return v, nil
	case "b":
		switch v {
		case "1":
			return "TRUE", nil
		case "0":
			return "FALSE", nil
		}
		return v, nil
	case "d":
		return strings.TrimSuffix(strings.TrimSpace(v), "T00:00:00"), nil
	}
	return s.number(strings.TrimSpace(v), attr(start, "s")), nil
}

// captioned returns a text with the words that its format shows around it.
func (s *sheet) captioned(text, format string) string {
	style, err := strconv.Atoi(format)
	if err != nil || style < 0 || style >= len(s.w.captions) || text == "" || s.w.captions[style] == (caption{}) {
		return text
	}
	s.stored = text
	return strings.Trim(s.w.captions[style].before+text+s.w.captions[style].after, " \t")
}

// number returns a number in the form that its format asks for.
func (s *sheet) number(v, format string) string {
	style, err := strconv.Atoi(format)
	if err != nil || style < 0 || style >= len(s.w.times) {
		return number(v)
	}
	if s.w.times[style] != noTime {
		if d, ok := date(v, s.w.times[style], s.w.is1904); ok {
			return d
		}
	}
	v = number(v)
	if mask := s.w.masks[style]; mask != nil {
		if mask.moved {
			s.stored = v
		}
		return mask.show(v)
	}
	if unit := s.w.units[style]; unit != "" && v != "" {
		s.stored = v
		return inUnit(v, unit)
	}
	return v
}

func isTrue(v string) bool { return v == "1" || v == "true" }

func attr(el xml.StartElement, name string) string {
	for _, a := range el.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// columnOf returns the column, from 0, of a reference like AB12; -1 when it has none.
func columnOf(ref string) int {
	c := 0
	for i := 0; i < len(ref) && i < 4; i++ {
		switch ch := ref[i]; {
		case 'A' <= ch && ch <= 'Z':
			c = c*26 + int(ch-'A') + 1
		case 'a' <= ch && ch <= 'z':
			c = c*26 + int(ch-'a') + 1
		default:
			return c - 1
		}
	}
	return c - 1
}

// plain resolves the escapes of characters that XML cannot hold, like _x000D_, and takes blanks off both ends.
func plain(s string) string {
	for i := 0; ; {
		j := strings.Index(s[i:], "_x")
		if j < 0 || i+j+7 > len(s) {
			return strings.Trim(s, " \t")
		}
		i += j
		if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil && s[i+6] == '_' {
			s = s[:i] + string(rune(n)) + s[i+7:]
		}
		i++
	}
}
