package xlsxfile

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/lucasb-eyer/go-colorful"

	"tvistdata/etl/read/internal/colour"
	"tvistdata/etl/source"
)

// style is how the cells of one format show what is in them.
type style struct {
	font     font
	behind   []colorful.Color // what is filled, and the pattern on it
	sections [kinds]section   // of the number format, by kind of value
}

type font struct {
	ink          colorful.Color
	struck, tiny bool
}

// section is a part of a number format.
type section struct {
	blank bool // it shows nothing of a value
	inked bool // it has a colour of its own
	ink   colorful.Color
}

// kind is what number formats distinguish.
type kind int

const (
	positive kind = iota
	negative
	zero
	written // text, truth values and errors
	kinds
)

// tinyFont is a size in points in which nobody can read; spreadsheet programs begin with 1.
const tinyFont = 2

// hides returns how a value of a kind cannot be seen; "" when it can.
func (s *style) hides(k kind) source.How {
	f := s.font
	if s.sections[k].inked {
		f.ink = s.sections[k].ink
	}
	if s.sections[k].blank {
		return source.Blank
	}
	return s.loses(f)
}

// hidesAny returns how a value of a kind, or a run of its text, cannot be seen; "" when all can.
func (s *style) hidesAny(k kind, runs []run) source.How {
	if len(runs) == 0 || s.sections[k].blank {
		return s.hides(k)
	}
	for _, r := range runs {
		if !r.inked {
			r.ink = s.font.ink
		}
		how := s.loses(r.font)
		if !r.own {
			how = s.hides(k)
		}
		if how != "" {
			return how
		}
	}
	return ""
}

// loses returns how letters of a font cannot be seen, or are crossed out, on what is behind them; "" when they can.
func (s *style) loses(f font) source.How {
	switch {
	case f.struck:
		return source.Struck
	case f.tiny:
		return source.Tiny
	case !slices.ContainsFunc(s.behind, func(c colorful.Color) bool { return !colour.Alike(f.ink, c) }):
		return source.SameColour
	}
	return ""
}

// The elements of a workbook's part of styles.
type (
	xmlColour struct {
		RGB     string `xml:"rgb,attr"`
		Theme   string `xml:"theme,attr"`
		Indexed string `xml:"indexed,attr"`
		Tint    string `xml:"tint,attr"`
	}
	xmlValue struct {
		Val string `xml:"val,attr"`
	}
	xmlFont struct {
		Colour *xmlColour `xml:"color"`
		Strike *xmlValue  `xml:"strike"`
		Size   *xmlValue  `xml:"sz"`
	}
	xmlFill struct {
		Pattern *xmlPattern `xml:"patternFill"`
		Stops   []struct {
			Colour xmlColour `xml:"color"`
		} `xml:"gradientFill>stop"`
	}
	xmlPattern struct {
		Type string     `xml:"patternType,attr"`
		Fore *xmlColour `xml:"fgColor"`
		Back *xmlColour `xml:"bgColor"`
	}
	xmlFormat struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	}
	// xmlChange is what a conditional format changes.
	xmlChange struct {
		Font   *xmlFont   `xml:"font"`
		Fill   *xmlFill   `xml:"fill"`
		Format *xmlFormat `xml:"numFmt"`
	}
	xmlStyles struct {
		Formats []xmlFormat `xml:"numFmts>numFmt"`
		Fonts   []xmlFont   `xml:"fonts>font"`
		Fills   []xmlFill   `xml:"fills>fill"`
		Cells   []struct {
			Format int `xml:"numFmtId,attr"`
			Font   int `xml:"fontId,attr"`
			Fill   int `xml:"fillId,attr"`
		} `xml:"cellXfs>xf"`
		Changes []xmlChange `xml:"dxfs>dxf"`
		Palette []struct {
			RGB string `xml:"rgb,attr"`
		} `xml:"colors>indexedColors>rgbColor"`
	}
)

// readStyles finds out which cell formats are those of dates, and what each of them shows.
func (w *workbook) readStyles(part string) error {
	var x xmlStyles
	if err := w.decode(part, &x); err != nil {
		return err
	}
	for i, c := range x.Palette {
		if ink, ok := hex(c.RGB); ok && i < len(w.palette) {
			w.palette[i] = ink
		}
	}
	codes := make(map[int]string, len(x.Formats))
	for _, f := range x.Formats {
		codes[f.ID] = f.Code
	}
	w.times, w.masks, w.captions = make([]timeKind, len(x.Cells)), make([]*mask, len(x.Cells)), make([]caption, len(x.Cells))
	w.styles, w.changes, w.units = make([]style, len(x.Cells)), x.Changes, make([]string, len(x.Cells))
	for i, c := range x.Cells {
		s := plainStyle()
		if code, is := codes[c.Format]; is {
			w.times[i], w.masks[i], w.units[i] = timeFormat(code), maskOf(code), unitOf(code)
			s.sections, w.captions[i] = w.sections(code)
		} else {
			if w.times[i] = builtinTime(c.Format); c.Format == 9 || c.Format == 10 {
				w.units[i] = "%"
			}
		}
		if c.Font >= 0 && c.Font < len(x.Fonts) {
			s.font = w.font(x.Fonts[c.Font], s.font)
		}
		if c.Fill >= 0 && c.Fill < len(x.Fills) {
			s.behind = w.behind(x.Fills[c.Fill])
		}
		w.styles[i] = s
	}
	return nil
}

// plainStyle is how cells look of which nothing is said.
func plainStyle() style {
	return style{font: font{ink: colour.Black}, behind: []colorful.Color{colour.White}}
}

// font returns a font; a colour that is not given is that of the one before.
func (w *workbook) font(x xmlFont, before font) font {
	f := font{ink: before.ink, struck: x.Strike != nil && x.Strike.on()}
	if x.Colour != nil {
		f.ink = w.colour(*x.Colour, colour.Black)
	}
	if x.Size != nil {
		size, err := strconv.ParseFloat(x.Size.Val, 64)
		f.tiny = err == nil && size < tinyFont
	}
	return f
}

func (v xmlValue) on() bool { return v.Val != "0" && v.Val != "false" }

// behind returns the colours of a fill.
func (w *workbook) behind(x xmlFill) (out []colorful.Color) {
	for _, s := range x.Stops {
		out = append(out, w.colour(s.Colour, colour.White))
	}
	if p := x.Pattern; p != nil && p.Type != "" && p.Type != "none" {
		out = append(out, w.told(p.Fore, colour.Black))
		if p.Type != "solid" {
			out = append(out, w.told(p.Back, colour.White))
		}
	}
	if len(out) == 0 {
		return []colorful.Color{colour.White}
	}
	return out
}

// changed returns a style as a conditional format makes it, whose fills name the colour of the whole cell the other way round.
func (w *workbook) changed(s style, x xmlChange) style {
	if f := x.Font; f != nil {
		struck, tiny := s.font.struck, s.font.tiny
		s.font = w.font(*f, s.font)
		s.font.struck, s.font.tiny = s.font.struck || struck, s.font.tiny || tiny
	}
	if x.Fill != nil && x.Fill.Pattern != nil {
		switch p := x.Fill.Pattern; {
		case p.Back != nil:
			s.behind = []colorful.Color{w.told(p.Back, colour.White)}
		case p.Fore != nil:
			s.behind = []colorful.Color{w.told(p.Fore, colour.White)}
		}
	}
	if x.Format != nil {
		s.sections, _ = w.sections(x.Format.Code)
	}
	return s
}

func (w *workbook) told(x *xmlColour, otherwise colorful.Color) colorful.Color {
	if x == nil {
		return otherwise
	}
	return w.colour(*x, otherwise)
}

// colour resolves a colour; one that is automatic, or is not known, is that of the window.
func (w *workbook) colour(x xmlColour, otherwise colorful.Color) colorful.Color {
	c := otherwise
	switch {
	case x.RGB != "":
		if told, ok := hex(x.RGB); ok {
			c = told
		}
	case x.Theme != "":
		if i, err := strconv.Atoi(x.Theme); err == nil && i >= 0 && i < len(w.theme) {
			c = w.theme[i]
		}
	case x.Indexed != "":
		if i, err := strconv.Atoi(x.Indexed); err == nil && i >= 0 && i < len(w.palette) {
			c = w.palette[i]
		} else if i == 64 {
			c = colour.Black
		} else if i == 65 {
			c = colour.White
		}
	}
	if tint, err := strconv.ParseFloat(x.Tint, 64); err == nil {
		c = colour.Tinted(c, tint)
	}
	return c
}

// hex reads a colour like FFC0504D, whose first two signs say nothing, or C0504D.
func hex(s string) (colorful.Color, bool) {
	if len(s) == 8 {
		s = s[2:]
	}
	if len(s) != 6 {
		return colorful.Color{}, false
	}
	c, err := colorful.Hex("#" + s)
	return c, err == nil
}

func hexes(s string) (out []colorful.Color) {
	for one := range strings.FieldsSeq(s) {
		c, _ := hex(one)
		out = append(out, c)
	}
	return out
}

// palette returns the indexed colours that a workbook has which does not define its own (ECMA-376 part 1, 18.8.27).
func palette() []colorful.Color {
	const first = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF "
	return hexes(first + first + "800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 " +
		"0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 " +
		"3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333")
}

// theme returns the colours of the theme that a workbook has which names none.
func theme() []colorful.Color {
	return hexes("FFFFFF 000000 EEECE1 1F497D 4F81BD C0504D 9BBB59 8064A2 4BACC6 F79646 0000FF 800080")
}

// readTheme reads the theme's colours. Cells count its two pairs of dark and light ones the other way round.
func (w *workbook) readTheme(part string) error {
	var x struct {
		Scheme struct {
			Colours []struct {
				RGB    xmlValue `xml:"srgbClr"`
				System struct {
					Last string `xml:"lastClr,attr"`
				} `xml:"sysClr"`
			} `xml:",any"`
		} `xml:"themeElements>clrScheme"`
	}
	if err := w.decode(part, &x); err != nil {
		return err
	}
	for i, c := range x.Scheme.Colours {
		told, ok := hex(cmp.Or(c.RGB.Val, c.System.Last))
		if i < 4 {
			i ^= 1
		}
		if ok && i < len(w.theme) {
			w.theme[i] = told
		}
	}
	return nil
}
