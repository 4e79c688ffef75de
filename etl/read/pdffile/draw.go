package pdffile

import (
	"fmt"
	"math"
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"
)

// glyph is what one code of a string shows: where it starts and ends on its line, from left to right, the height of the
// line above the foot of the page, and the size of the letters, all in points.
type glyph struct {
	x0, x1, y, size float64
	text            string
	after           int  // how many things were painted before it
	ink             int  // which of the page's
	dots            dots // that are within the clip
	first           bool // it starts a text, as far as the document tells: a string, or what follows a blank that is no letter
}

// matrix maps (x, y) to (ax+cy+e, bx+dy+f).
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// then returns the map that does m first and then n.
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
	render                               int // as Tr says: whether letters are filled, outlined or neither
	fill, stroke                         brush
	width                                float64 // of lines
	caps                                 bool    // lines reach beyond their ends
	mode, group                          blending
	clip                                 clip
}

// drawing is what a page shows.
type drawing struct {
	glyphs   []glyph
	pictures int
	turned   int // glyphs that do not run from left to right
	paints   []paint
	coats    []coat
	inks     []ink
}

// painter walks over the content of a page.
type painter struct {
	state
	drawing
	text, line matrix
	saved      []state
	path       path
	fonts      *fonts
	left       int // bytes that may still be unpacked
	steps      int // that may still be done to find what is within the clip
	box        rect
	off        map[string]bool // layers
	marks      []bool          // of the parts of the content that are open, which are on layers that are off
	note       bool            // what is drawn is an annotation, whose text is not read
}

// The bounds of what is painted on a page.
const (
	maxPaints = 1_000_000
	maxPoints = 4_000_000 // of outlines
)

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

// draw returns what a page shows.
func draw(page pdf.Value, known *fonts, off map[string]bool) (d drawing, err error) {
	gray := brush{space: space{numbers: 1}, alpha: 1}
	p := &painter{
		state: state{
			ctm: identity, wide: 1, fill: gray, stroke: gray, width: 1,
			mode: blending{alpha: 1}, group: blending{alpha: 1}, clip: clip{box: everywhere},
		},
		fonts: known, off: off, left: maxContent, steps: maxSteps,
	}
	err = guard(func() error {
		p.place(page)
		data, err := unpack(page.Key("Contents"), &p.left)
		if err != nil {
			return err
		}
		before := p.state
		if err := p.run(data, inherited(page, "Resources"), 0); err != nil {
			return err
		}
		p.state = before
		return p.annotations(page.Key("Annots"))
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
	p.box = everywhere
	box := inherited(page, "CropBox")
	if box.Len() != 4 {
		box = inherited(page, "MediaBox")
	}
	if box.Len() == 4 {
		p.box = p.ctm.of(rectOf(box))
	}
}

// rectOf returns the rectangle that four numbers are.
func rectOf(v pdf.Value) rect {
	x, y := v.Index(0).Float64(), v.Index(1).Float64()
	return rect{x, y, x, y}.with(v.Index(2).Float64(), v.Index(3).Float64())
}

func matrixOf(v pdf.Value) matrix {
	if v.Len() != 6 {
		return identity
	}
	var n [6]float64
	for i := range n {
		n[i] = v.Index(i).Float64()
	}
	return matrix{n[0], n[1], n[2], n[3], n[4], n[5]}
}

// scope is what names in a content stream mean, with those that were looked up.
type scope struct {
	pdf.Value
	fonts  map[string]*font
	spaces map[string]space
	states map[string]pdf.Value
}

// run draws a content stream.
func (p *painter) run(data []byte, resources pdf.Value, depth int) error {
	s := scanner{data: data}
	named := scope{resources, map[string]*font{}, map[string]space{}, map[string]pdf.Value{}}
	p.path.parts = nil
	for op, args := range s.operators() {
		var err error
		switch op {
		case "Tf":
			err = p.setFont(args, named)
		case "Do":
			err = p.object(args, resources, depth)
		case "ID":
			s.skipImage()
			p.picture()
		case "gs", "cs", "CS":
			p.lookUp(op, args, named)
		case "BMC", "BDC", "EMC":
			p.mark(op, args, resources)
		default:
			p.operator(op, args)
		}
		if err == nil {
			err = p.bounds()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// bounds returns an error when the page holds more than it may.
func (p *painter) bounds() error {
	switch {
	case len(p.glyphs)+p.turned > maxGlyphs:
		return limitError(fmt.Sprintf("expected at most %d characters on a page", maxGlyphs))
	case len(p.paints) > maxPaints || p.path.total > maxPoints:
		return limitError(fmt.Sprintf("expected at most %d things that are painted on a page, with %d corners", maxPaints, maxPoints))
	case p.steps < 0:
		return errSteps
	}
	return nil
}

func (p *painter) setFont(args []operand, named scope) error {
	if len(args) != 2 {
		return nil
	}
	p.size = args[1].num
	name := args[0].text
	if f, ok := named.fonts[name]; ok {
		p.font = f
		return nil
	}
	f, err := p.fonts.get(named.Key("Font").Key(name), &p.left)
	p.font, named.fonts[name] = f, f
	return err
}

// lookUp sets parameters or a colour space by name.
func (p *painter) lookUp(op string, args []operand, named scope) {
	if len(args) == 0 {
		return
	}
	name := args[0].text
	if op == "gs" {
		v, ok := named.states[name]
		if !ok {
			v = named.Key("ExtGState").Key(name)
			named.states[name] = v
		}
		p.setParameters(v)
		return
	}
	s, ok := named.spaces[name]
	if !ok {
		if s = newSpace(named.Key("ColorSpace").Key(name), 0); s.patterned {
			s = spaceNamed(name)
		}
		named.spaces[name] = s
	}
	if op == "cs" {
		p.fill.choose(s)
	} else {
		p.stroke.choose(s)
	}
}

// object draws a form or a picture.
func (p *painter) object(args []operand, resources pdf.Value, depth int) error {
	if len(args) == 0 {
		return nil
	}
	x := resources.Key("XObject").Key(args[len(args)-1].text)
	switch x.Key("Subtype").Name() {
	case "Image":
		p.picture()
	case "Form":
		open := len(p.marks)
		p.marks = append(p.marks, p.hidden() || p.isOff(x, "OC"))
		err := p.form(x, resources, depth)
		p.marks = p.marks[:min(open, len(p.marks))]
		return err
	}
	return nil
}

// form draws a form, which is clipped to its box. One that is a group is blended as a whole.
func (p *painter) form(x, resources pdf.Value, depth int) error {
	if depth >= maxDepth {
		return limitError(fmt.Sprintf("expected at most %d drawings in one another", maxDepth))
	}
	data, err := unpack(x, &p.left)
	if err != nil {
		return err
	}
	before, text, line, saved, parts := p.state, p.text, p.line, p.saved, p.path.parts
	p.ctm = matrixOf(x.Key("Matrix")).then(p.ctm)
	if box := x.Key("BBox"); box.Len() == 4 {
		p.path.parts = nil
		p.outline(rectOf(box))
		p.narrow(false)
	}
	if x.Key("Group").Kind() == pdf.Dict {
		p.group = p.blended(p.fill)
		p.mode, p.fill.alpha, p.stroke.alpha = blending{alpha: 1}, 1, 1
	}
	if r := x.Key("Resources"); r.Kind() == pdf.Dict {
		resources = r
	}
	p.saved = nil
	err = p.run(data, resources, depth+1)
	p.state, p.text, p.line, p.saved, p.path.parts = before, text, line, saved, parts
	return err
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
		p.render = int(n(0))
	case "Tj", "'", "\"", "TJ":
		p.showing(op, args)
	case "m", "l", "c", "v", "y", "h", "re", "W", "W*", "n", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh":
		p.outlines(op, n)
	default:
		p.brushes(op, args, n)
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
		from := len(p.glyphs)
		p.show(last.text)
		p.begins(from)
		return
	}
	begins := true
	for _, it := range last.items {
		if it.kind == 's' {
			from := len(p.glyphs)
			p.show(it.text)
			if begins {
				begins = !p.begins(from)
			}
			continue
		}
		p.advance(-it.num / 1000 * p.size * p.wide)
		begins = begins || it.num < -1000*wordGap
	}
}

// begins marks the first letter from one on as that of a text, and reports whether there is one.
func (p *painter) begins(from int) bool {
	for i := from; i < len(p.glyphs); i++ {
		if t := p.glyphs[i].text; t != " " && strings.TrimFunc(t, unicode.IsSpace) != "" {
			p.glyphs[i].first = true
			return true
		}
	}
	return false
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
	ink := p.inkNow()
	for i := 0; i+step <= len(s); i += step {
		code := number(s[i : i+step])
		w := p.font.widthOf(code)
		by := w*p.size + p.chars
		if step == 1 && code == ' ' {
			by += p.words
		}
		p.glyph(p.font.text(code), w, ink)
		p.advance(by * p.wide)
	}
}

// glyph keeps what can be read from left to right.
func (p *painter) glyph(text string, w float64, ink int) {
	m := matrix{a: p.size * p.wide, d: p.size, f: p.rise}.then(p.text).then(p.ctm)
	x1, _ := m.at(w, 0)
	g := glyph{x0: m.e, x1: x1, y: m.f, size: math.Hypot(m.c, m.d), text: text}
	switch sum := x1 + m.e + m.f + g.size; {
	case !p.box.has(m.e, m.f) || math.IsNaN(sum) || math.IsInf(sum, 0) || g.size == 0: // NaN is never within the page
	case p.note:
		p.paint(g.core(), nil, p.fill)
	case m.a <= 0 || math.Abs(m.b) > 0.05*m.a || m.d <= 0:
		p.turned++
	default:
		g.after, g.ink, g.dots = len(p.paints), ink, p.unclipped(&g)
		p.glyphs = append(p.glyphs, g)
	}
}

// unclipped returns which points of a letter are within the clip. One that is visibly cut off, as spreadsheets do at the edge of a cell,
// counts as a whole.
func (p *painter) unclipped(g *glyph) dots {
	core, box := g.core(), p.clip.box
	if p.clip.more != nil {
		p.steps -= p.clip.more.size * dotRows * dotCols
		return g.within(box, p.clip.has)
	}
	if box.x0 <= core.x0 && core.x1 <= box.x1 && box.y0 <= core.y0 && core.y1 <= box.y1 {
		return allDots
	}
	d := g.within(box, nil)
	if d == 0 && box.x0 < g.x1 && g.x0 < box.x1 && box.y0 < core.y1 && core.y0 < box.y1 {
		return allDots
	}
	return d
}
