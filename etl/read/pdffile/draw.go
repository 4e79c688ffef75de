package pdffile

import (
	"fmt"
	"math"

	"github.com/ledongthuc/pdf"
)

// glyph is what one code of a string shows: where it starts and ends on its line, from left to right, the height of the
// line above the foot of the page, and the size of the letters, all in points.
type glyph struct {
	x0, x1, y, size float64
	text            string
}

// matrix maps (x, y) to (ax+cy+e, bx+dy+f).
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// then gives the map that does m first and then n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) at(x, y float64) (float64, float64) { return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f }

// state is what q saves and Q brings back.
type state struct {
	ctm                                  matrix
	font                                 *font
	size, chars, words, wide, lead, rise float64
	invisible                            bool
}

// drawing is what a page shows.
type drawing struct {
	glyphs   []glyph
	pictures int
	hidden   int // glyphs that are drawn invisibly, as text behind a scanned picture is
	turned   int // glyphs that do not run from left to right
}

// painter walks over the content of a page.
type painter struct {
	state
	drawing
	text, line matrix
	saved      []state
	fonts      *fonts
	left       int // bytes that may still be unpacked
	box        [4]float64
}

// fonts are those of a document that have been read.
type fonts struct{ known map[string]*font }

const maxFonts = 1000

func (c *fonts) get(v pdf.Value, left *int) (*font, error) {
	if v.Kind() != pdf.Dict {
		return &font{other: 0.5, decode: map[uint32]string{}}, nil
	}
	key := v.String() // which names the objects that it is made of
	if f, ok := c.known[key]; ok {
		return f, nil
	}
	f, err := newFont(v, left)
	if err != nil {
		return nil, err
	}
	if len(c.known) >= maxFonts {
		clear(c.known)
	}
	c.known[key] = f
	return f, nil
}

// draw gives what a page shows.
func draw(page pdf.Value, known *fonts) (d drawing, err error) {
	p := &painter{state: state{ctm: identity, wide: 1}, fonts: known, left: maxContent}
	err = guard(func() error {
		p.place(page)
		data, err := unpack(page.Key("Contents"), &p.left)
		if err != nil {
			return err
		}
		return p.run(data, inherited(page, "Resources"), 0)
	})
	return p.drawing, err
}

// place turns the page upright and finds what of it is seen.
func (p *painter) place(page pdf.Value) {
	switch ((inherited(page, "Rotate").Int64()%360 + 360) % 360) / 90 {
	case 1:
		p.ctm = matrix{b: -1, c: 1}
	case 2:
		p.ctm = matrix{a: -1, d: -1}
	case 3:
		p.ctm = matrix{b: 1, c: -1}
	}
	p.box = [4]float64{math.Inf(-1), math.Inf(-1), math.Inf(1), math.Inf(1)}
	box := inherited(page, "CropBox")
	if box.Len() != 4 {
		box = inherited(page, "MediaBox")
	}
	if box.Len() == 4 {
		x0, y0 := p.ctm.at(box.Index(0).Float64(), box.Index(1).Float64())
		x1, y1 := p.ctm.at(box.Index(2).Float64(), box.Index(3).Float64())
		p.box = [4]float64{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
	}
}

// run draws a content stream.
func (p *painter) run(data []byte, resources pdf.Value, depth int) error {
	s := scanner{data: data}
	byName := map[string]*font{}
	var args []operand
	for {
		op, got, ok := s.next(args)
		if !ok {
			return nil
		}
		args = got
		var err error
		switch op {
		case "Tf":
			err = p.setFont(args, resources, byName)
		case "Do":
			err = p.object(args, resources, depth)
		case "ID":
			s.skipImage()
			p.pictures++
		default:
			p.operator(op, args)
		}
		if err != nil {
			return err
		}
		if len(p.glyphs)+p.hidden+p.turned > maxGlyphs {
			return limitError(fmt.Sprintf("expected at most %d characters on a page", maxGlyphs))
		}
	}
}

func (p *painter) setFont(args []operand, resources pdf.Value, byName map[string]*font) error {
	if len(args) != 2 {
		return nil
	}
	p.size = args[1].num
	name := args[0].text
	if f, ok := byName[name]; ok {
		p.font = f
		return nil
	}
	f, err := p.fonts.get(resources.Key("Font").Key(name), &p.left)
	p.font, byName[name] = f, f
	return err
}

// object draws a form, or counts a picture.
func (p *painter) object(args []operand, resources pdf.Value, depth int) error {
	if len(args) == 0 {
		return nil
	}
	x := resources.Key("XObject").Key(args[len(args)-1].text)
	switch x.Key("Subtype").Name() {
	case "Image":
		p.pictures++
	case "Form":
		if depth >= maxDepth {
			return limitError(fmt.Sprintf("expected at most %d drawings in one another", maxDepth))
		}
		data, err := unpack(x, &p.left)
		if err != nil {
			return err
		}
		before, text, line, saved := p.state, p.text, p.line, p.saved
		if m := x.Key("Matrix"); m.Len() == 6 {
			var v [6]float64
			for i := range v {
				v[i] = m.Index(i).Float64()
			}
			p.ctm = matrix{v[0], v[1], v[2], v[3], v[4], v[5]}.then(p.ctm)
		}
		if r := x.Key("Resources"); r.Kind() == pdf.Dict {
			resources = r
		}
		p.saved = nil
		err = p.run(data, resources, depth+1)
		p.state, p.text, p.line, p.saved = before, text, line, saved
		return err
	}
	return nil
}

// operator does what changes where and how text is drawn.
func (p *painter) operator(op string, args []operand) {
	n := func(i int) float64 {
		if i < len(args) {
			return args[i].num
		}
		return 0
	}
	switch op {
	case "q":
		if len(p.saved) < 1000 {
			p.saved = append(p.saved, p.state)
		}
	case "Q":
		if k := len(p.saved) - 1; k >= 0 {
			p.state, p.saved = p.saved[k], p.saved[:k]
		}
	case "cm":
		p.ctm = matrix{n(0), n(1), n(2), n(3), n(4), n(5)}.then(p.ctm)
	case "BT":
		p.text, p.line = identity, identity
	case "Tm":
		p.line = matrix{n(0), n(1), n(2), n(3), n(4), n(5)}
		p.text = p.line
	case "TD":
		p.lead = -n(1)
		p.newLine(n(0), n(1))
	case "Td":
		p.newLine(n(0), n(1))
	case "T*":
		p.newLine(0, -p.lead)
	case "Tc":
		p.chars = n(0)
	case "Tw":
		p.words = n(0)
	case "Tz":
		p.wide = n(0) / 100
	case "TL":
		p.lead = n(0)
	case "Ts":
		p.rise = n(0)
	case "Tr":
		p.invisible = n(0) == 3 || n(0) == 7
	case "Tj", "'", "\"", "TJ":
		p.showing(op, args)
	}
}

func (p *painter) newLine(x, y float64) {
	p.line = matrix{a: 1, d: 1, e: x, f: y}.then(p.line)
	p.text = p.line
}

func (p *painter) showing(op string, args []operand) {
	if op == "\"" && len(args) == 3 {
		p.words, p.chars = args[0].num, args[1].num
	}
	if op == "'" || op == "\"" {
		p.newLine(0, -p.lead)
	}
	if len(args) == 0 {
		return
	}
	last := args[len(args)-1]
	if op != "TJ" {
		p.show(last.text)
		return
	}
	for _, it := range last.items {
		if it.kind == 's' {
			p.show(it.text)
		} else {
			p.advance(-it.num / 1000 * p.size * p.wide)
		}
	}
}

func (p *painter) advance(by float64) { p.text = matrix{a: 1, d: 1, e: by}.then(p.text) }

// show draws a string.
func (p *painter) show(s string) {
	if p.font == nil {
		return
	}
	step := 1
	if p.font.wide {
		step = 2
	}
	for i := 0; i+step <= len(s); i += step {
		code := number(s[i : i+step])
		w := p.font.widthOf(code)
		by := w*p.size + p.chars
		if step == 1 && code == ' ' {
			by += p.words
		}
		p.glyph(p.font.text(code), w)
		p.advance(by * p.wide)
	}
}

// glyph keeps what is seen and can be read from left to right.
func (p *painter) glyph(text string, w float64) {
	m := matrix{a: p.size * p.wide, d: p.size, f: p.rise}.then(p.text).then(p.ctm)
	x1, _ := m.at(w, 0)
	size := math.Hypot(m.c, m.d)
	switch seen := m.e >= p.box[0] && m.e <= p.box[2] && m.f >= p.box[1] && m.f <= p.box[3]; {
	case !seen || math.IsNaN(x1+m.e+m.f+size) || math.IsInf(x1+m.e+m.f+size, 0) || size == 0: // NaN is never seen
	case p.invisible:
		p.hidden++
	case m.a <= 0 || math.Abs(m.b) > 0.05*m.a || m.d <= 0:
		p.turned++
	default:
		p.glyphs = append(p.glyphs, glyph{x0: m.e, x1: x1, y: m.f, size: size, text: text})
	}
}
