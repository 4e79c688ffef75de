package xlsxfile

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
)

// English Metric Units, in which drawings are measured, of which a cell's size has so many for each of its own units.
const (
	perPoint = 12_700 // of rows
	perPixel = 9_525  // of columns, whose width is measured in digits of the usual font
	perDigit = 7      // pixels
)

// The size of a cell whose sheet says nothing of it.
const (
	cellHeight = 15 * perPoint
	cellWidth  = 64 * perPixel
)

// sizes are the heights of a sheet's rows and the widths of its columns.
type sizes struct{ rows, columns lengths }

// lengths are those of all rows or all columns: the usual one, and runs of others in order.
type lengths struct {
	usual int
	runs  []lengthRun
}

type lengthRun struct{ from, to, length int } // both inclusive, from 0

// add takes a run that lies behind those before. What does not is left out.
func (l *lengths) add(r lengthRun) {
	last := len(l.runs) - 1
	switch {
	case r.from > r.to || last >= 0 && r.from <= l.runs[last].to:
	case last >= 0 && l.runs[last].to+1 == r.from && l.runs[last].length == r.length:
		l.runs[last].to = r.to
	default:
		l.runs = append(l.runs, r)
	}
}

// of returns the length of one row or column.
func (l *lengths) of(i int) int {
	at, found := slices.BinarySearchFunc(l.runs, i, func(r lengthRun, i int) int {
		if i < r.from {
			return 1
		}
		if i > r.to {
			return -1
		}
		return 0
	})
	if found {
		return l.runs[at].length
	}
	return l.usual
}

// walk goes a way from the beginning of a row or column on, and returns the one where it ends, no further than the last that
// there can be, and how far into it.
func (l *lengths) walk(i, way, last int) (int, int) {
	if way < 0 || i < 0 {
		return i + way/cellHeight - 1, 0 // before the sheet, or where nothing lies
	}
	at, _ := slices.BinarySearchFunc(l.runs, i, func(r lengthRun, i int) int { return r.to - i })
	for i <= last {
		end, length := last, l.usual
		if at < len(l.runs) {
			if r := l.runs[at]; i >= r.from {
				end, length = r.to, r.length
				at++
			} else {
				end = r.from - 1
			}
		}
		n := end - i + 1
		if length > 0 && way/length < n {
			return i + way/length, way % length
		}
		i, way = end+1, way-n*length
	}
	return i, 0
}

// sizesFor reads the sizes of a sheet's cells, as far down as anchors reach.
func (w *workbook) sizesFor(part string, anchors []xmlAnchor) (out sizes, err error) {
	t, err := w.tokens(part, maxSheet)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, t.close()) }()
	out = sizes{lengths{usual: cellHeight}, lengths{usual: cellWidth}}
	need := needOf(anchors)
	next, y := 0, 0 // the row after the last one, and where it begins
	for {
		tok, err := t.next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		if end, ok := tok.(xml.EndElement); ok && end.Name.Local == "sheetData" {
			return out, nil
		}
		el, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch el.Name.Local {
		case "sheetFormatPr":
			out.usual(el)
		case "col":
			out.column(el)
		case "row":
			row := next
			if n, err := strconv.Atoi(attr(el, "r")); err == nil && n > row && n <= maxRows {
				row = n - 1
			}
			y += (row - next) * out.rows.usual
			if need.done(row, y, out.rows.usual) {
				return out, nil
			}
			next = row + 1
			y += out.row(el, row)
		}
	}
}

// usual takes the sizes of the cells of which nothing else is said.
func (s *sizes) usual(el xml.StartElement) {
	if h, ok := size(attr(el, "defaultRowHeight")); ok {
		s.rows.usual = int(h * perPoint)
	}
	if isTrue(attr(el, "zeroHeight")) {
		s.rows.usual = 0
	}
	if n, ok := size(attr(el, "baseColWidth")); ok {
		s.columns.usual = (int(n)*perDigit + 5 + 7) / 8 * 8 * perPixel
	}
	if w, ok := size(attr(el, "defaultColWidth")); ok {
		s.columns.usual = pixels(w) * perPixel
	}
}

// column takes the width of a range of columns. An element without a range changes nothing.
func (s *sizes) column(el xml.StartElement) {
	from, err := strconv.Atoi(attr(el, "min"))
	to, err2 := strconv.Atoi(attr(el, "max"))
	if err != nil || err2 != nil || from < 1 || to > maxColumns {
		return
	}
	r := lengthRun{from - 1, to - 1, s.columns.usual}
	if w, ok := size(attr(el, "width")); ok {
		r.length = pixels(w) * perPixel
	}
	if isTrue(attr(el, "hidden")) {
		r.length = 0
	}
	s.columns.add(r)
}

// row takes the height of a row and returns it.
func (s *sizes) row(el xml.StartElement, row int) int {
	height := s.rows.usual
	if h, ok := size(attr(el, "ht")); ok {
		height = int(h * perPoint)
	}
	if isTrue(attr(el, "hidden")) {
		height = 0
	}
	if height != s.rows.usual {
		s.rows.add(lengthRun{row, row, height})
	}
	return height
}

// size reads a size, which is at most 409 points or 255 digits.
func size(text string) (float64, bool) {
	v, err := strconv.ParseFloat(text, 64)
	return v, err == nil && v >= 0 && v <= 500
}

// pixels returns the pixels of a width in digits, as ECMA-376 part 1, 18.3.1.13, says.
func pixels(width float64) int {
	return int(math.Trunc((256*width + math.Trunc(128/perDigit)) / 256 * perDigit))
}

// need is how far down the sizes of rows have to be known.
type need struct {
	row, y int
	later  []xmlAnchor // that begin at a row and have a height, by that row
}

func needOf(anchors []xmlAnchor) (n need) {
	n.row = -1
	for _, a := range anchors {
		switch {
		case a.To != nil:
			n.row = max(n.row, a.To.Row)
		case a.Place != nil:
			n.y = max(n.y, a.Place.Y+a.Size.Height)
		default:
			n.later = append(n.later, a)
		}
	}
	slices.SortFunc(n.later, func(a, b xmlAnchor) int { return a.From.Row - b.From.Row })
	return n
}

// done reports, at a row that begins so far down, whether that is far enough.
func (n *need) done(row, y, usual int) bool {
	for len(n.later) > 0 && n.later[0].From.Row <= row {
		a := n.later[0]
		n.later = n.later[1:]
		n.y = max(n.y, y-(row-a.From.Row)*usual+a.From.RowOff+a.Size.Height)
	}
	return row > n.row && y > n.y && len(n.later) == 0
}
