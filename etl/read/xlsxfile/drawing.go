package xlsxfile

import (
	"slices"
	"strings"
)

// seeThrough is how opaque, in thousandths of a per cent, may be what lies over a cell and does not cover it.
const seeThrough = 90_000

// The elements of a part of drawings.
type (
	xmlCorner struct {
		Column    int `xml:"col"`
		ColumnOff int `xml:"colOff"`
		Row       int `xml:"row"`
		RowOff    int `xml:"rowOff"`
	}
	xmlAnchor struct {
		From  xmlCorner  `xml:"from"`
		To    *xmlCorner `xml:"to"`
		Place *struct {
			X int `xml:"x,attr"`
			Y int `xml:"y,attr"`
		} `xml:"pos"` // from the corner of the sheet, where there is no From
		Size struct {
			Width  int `xml:"cx,attr"`
			Height int `xml:"cy,attr"`
		} `xml:"ext"`
		xmlShapes
		Choice xmlShapes `xml:"AlternateContent>Choice"`
	}
	xmlShapes struct {
		Fill     xmlDrawn     `xml:"grpSpPr"` // of a group: that of the shapes in it which take it
		Pictures []xmlPicture `xml:"pic"`
		Shapes   []xmlShape   `xml:"sp"`
		Groups   []xmlShapes  `xml:"grpSp"`
	}
	xmlDrawn struct {
		None  *struct{} `xml:"noFill"`
		Group *struct{} `xml:"grpFill"`
		Solid *struct {
			Colour struct {
				Alpha *struct {
					Value int `xml:"val,attr"`
				} `xml:"alpha"`
			} `xml:",any"`
		} `xml:"solidFill"`
		Gradient *struct{} `xml:"gradFill"`
		Pattern  *struct{} `xml:"pattFill"`
		Picture  *struct{} `xml:"blipFill"`
	}
	xmlPicture struct {
		Name  xmlName `xml:"nvPicPr>cNvPr"`
		Alpha *struct {
			Amount int `xml:"amt,attr"`
		} `xml:"blipFill>blip>alphaModFix"`
	}
	xmlShape struct {
		Name  xmlName  `xml:"nvSpPr>cNvPr"`
		Fill  xmlDrawn `xml:"spPr"`
		Style struct {
			Fill string `xml:"idx,attr"`
		} `xml:"style>fillRef"`
	}
	xmlName struct {
		Hidden string `xml:"hidden,attr"`
	}
)

// drawings returns the ranges of a sheet that pictures and filled shapes lie over.
func (w *workbook) drawings(sheet string) (found []covering, err error) {
	rels, err := w.relations(sheet)
	if err != nil {
		return nil, err
	}
	var anchors []xmlAnchor
	for _, r := range rels {
		if !strings.HasSuffix(r.Type, "/drawing") || w.parts[r.Target] == nil {
			continue
		}
		var x struct {
			Two []xmlAnchor `xml:"twoCellAnchor"`
			One []xmlAnchor `xml:"oneCellAnchor"`
			Abs []xmlAnchor `xml:"absoluteAnchor"`
		}
		if err := w.decode(r.Target, &x); err != nil {
			return nil, err
		}
		for _, a := range slices.Concat(x.Two, x.One, x.Abs) {
			if a.opaque(false) || a.Choice.opaque(false) {
				anchors = append(anchors, a)
			}
		}
	}
	if len(anchors) == 0 {
		return nil, nil
	}
	cells, err := w.sizesFor(sheet, anchors)
	if err != nil {
		return nil, err
	}
	for _, a := range anchors {
		if s := a.span(&cells); s.top <= s.bottom && s.left <= s.right {
			found = append(found, covering{span: s})
		}
	}
	return found, nil
}

// moved returns the place that lies so far to the right of another and below it.
func (c xmlCorner) moved(right, down int, cells *sizes) (to xmlCorner) {
	to.Column, to.ColumnOff = cells.columns.walk(c.Column, c.ColumnOff+right, maxColumns-1)
	to.Row, to.RowOff = cells.rows.walk(c.Row, c.RowOff+down, maxRows-1)
	return to
}

// span returns the cells that lie below a place. One that it touches by less than a third is not counted.
func (a *xmlAnchor) span(cells *sizes) span {
	from, to := a.From, a.To
	right, down := a.Size.Width, a.Size.Height
	if a.Place != nil {
		from = from.moved(a.Place.X, a.Place.Y, cells)
		right, down = a.Place.X+right, a.Place.Y+down
	}
	if to == nil {
		end := a.From.moved(right-1, down-1, cells) // the last that it lies over, not the first beyond it
		end.ColumnOff++
		end.RowOff++
		to = &end
	}
	s := span{top: from.Row + 1, bottom: to.Row + 1, left: from.Column, right: to.Column}
	if from.RowOff > cells.rows.of(from.Row)*2/3 {
		s.top++
	}
	if to.RowOff == 0 || to.RowOff < cells.rows.of(to.Row)/3 {
		s.bottom--
	}
	if from.ColumnOff > cells.columns.of(from.Column)*2/3 {
		s.left++
	}
	if to.ColumnOff == 0 || to.ColumnOff < cells.columns.of(to.Column)/3 {
		s.right--
	}
	return s
}

// opaque reports whether one of several shapes, in a group that is filled or not, hides what it lies over.
func (x *xmlShapes) opaque(filled bool) bool {
	filled = x.Fill.fills(filled, false)
	return slices.ContainsFunc(x.Pictures, func(p xmlPicture) bool {
		return !p.Name.hidden() && (p.Alpha == nil || p.Alpha.Amount > seeThrough)
	}) || slices.ContainsFunc(x.Shapes, func(s xmlShape) bool {
		return !s.Name.hidden() && s.Fill.fills(filled, s.Style.Fill != "" && s.Style.Fill != "0")
	}) || slices.ContainsFunc(x.Groups, func(g xmlShapes) bool { return g.opaque(filled) })
}

func (n xmlName) hidden() bool { return isTrue(n.Hidden) }

// fills reports whether something is filled that is in a group which is filled or not, and has a style that fills or not.
func (d *xmlDrawn) fills(group, style bool) bool {
	switch {
	case d.None != nil:
		return false
	case d.Group != nil:
		return group
	case d.Solid != nil:
		return d.Solid.Colour.Alpha == nil || d.Solid.Colour.Alpha.Value > seeThrough
	case d.Gradient != nil, d.Pattern != nil, d.Picture != nil:
		return true
	}
	return style
}
