package xlsxfile

import (
	"slices"
	"strings"
)

// The size of a cell whose sheet says nothing of it, in English Metric Units, of which a point has 12,700. What a sheet says
// of the sizes of its cells is not looked at: what lies at a place of the sheet, not at a cell, is taken to lie over the cells that
// would be there if all had the usual size.
const (
	cellHeight = 190_500
	cellWidth  = 609_600
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
		Pictures []xmlPicture `xml:"pic"`
		Shapes   []xmlShape   `xml:"sp"`
		Groups   []xmlShapes  `xml:"grpSp"`
	}
	xmlPicture struct {
		Name  xmlName `xml:"nvPicPr>cNvPr"`
		Alpha *struct {
			Amount int `xml:"amt,attr"`
		} `xml:"blipFill>blip>alphaModFix"`
	}
	xmlShape struct {
		Name  xmlName   `xml:"nvSpPr>cNvPr"`
		None  *struct{} `xml:"spPr>noFill"`
		Solid *struct {
			Colour struct {
				Alpha *struct {
					Value int `xml:"val,attr"`
				} `xml:"alpha"`
			} `xml:",any"`
		} `xml:"spPr>solidFill"`
		Gradient *struct{} `xml:"spPr>gradFill"`
		Pattern  *struct{} `xml:"spPr>pattFill"`
		Picture  *struct{} `xml:"spPr>blipFill"`
		Style    struct {
			Fill string `xml:"idx,attr"`
		} `xml:"style>fillRef"`
	}
	xmlName struct {
		Hidden string `xml:"hidden,attr"`
	}
)

// drawings gives the ranges of a sheet that pictures and filled shapes lie over.
func (w *workbook) drawings(sheet string) (found []covering, err error) {
	rels, err := w.relations(sheet)
	if err != nil {
		return nil, err
	}
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
			if s := a.span(); (a.opaque() || a.Choice.opaque()) && s.top <= s.bottom && s.left <= s.right {
				found = append(found, covering{span: s})
			}
		}
	}
	return found, nil
}

// moved gives the place that lies so far to the right of another and below it, where the cells between have the usual size.
func (c xmlCorner) moved(right, down int) xmlCorner {
	right, down = c.ColumnOff+right, c.RowOff+down
	return xmlCorner{Column: c.Column + right/cellWidth, ColumnOff: right % cellWidth, Row: c.Row + down/cellHeight, RowOff: down % cellHeight}
}

// span gives the cells that lie below a place. One that it touches by less than a third is not counted, where its size is
// the usual one.
func (a *xmlAnchor) span() span {
	from, to := a.From, a.To
	if a.Place != nil {
		from = from.moved(a.Place.X, a.Place.Y)
	}
	if to == nil {
		end := from.moved(a.Size.Width, a.Size.Height)
		to = &end
	}
	s := span{top: from.Row + 1, bottom: to.Row + 1, left: from.Column, right: to.Column}
	if from.RowOff > cellHeight*2/3 {
		s.top++
	}
	if to.RowOff < cellHeight/3 {
		s.bottom--
	}
	if from.ColumnOff > cellWidth*2/3 {
		s.left++
	}
	if to.ColumnOff < cellWidth/3 {
		s.right--
	}
	return s
}

// opaque tells whether one of several shapes hides what it lies over.
func (x *xmlShapes) opaque() bool {
	return slices.ContainsFunc(x.Pictures, func(p xmlPicture) bool {
		return !p.Name.hidden() && (p.Alpha == nil || p.Alpha.Amount > seeThrough)
	}) || slices.ContainsFunc(x.Shapes, func(s xmlShape) bool { return !s.Name.hidden() && s.filled() }) ||
		slices.ContainsFunc(x.Groups, func(g xmlShapes) bool { return g.opaque() })
}

func (n xmlName) hidden() bool { return isTrue(n.Hidden) }

func (s *xmlShape) filled() bool {
	switch {
	case s.None != nil:
		return false
	case s.Solid != nil:
		return s.Solid.Colour.Alpha == nil || s.Solid.Colour.Alpha.Value > seeThrough
	case s.Gradient != nil, s.Pattern != nil, s.Picture != nil:
		return true
	}
	return s.Style.Fill != "" && s.Style.Fill != "0"
}
