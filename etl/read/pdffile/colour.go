package pdffile

import "github.com/ledongthuc/pdf"

// rgb is red, green and blue, from 0 to 1.
type rgb [3]float64

var white = rgb{1, 1, 1}

// colour is what is painted with.
type colour struct {
	rgb
	patterned bool // it is not one colour, or nobody knows which
	guessed   bool // by how much ink there is, which may be of any colour
}

// space turns the numbers of a colour into one.
type space struct {
	numbers   int  // of DeviceGray 1, DeviceRGB 3, DeviceCMYK 4
	ink       bool // a share of an ink, or of several
	none      bool // an ink that leaves no mark
	light     bool // lightness from 0 to 100 comes first
	patterned bool
	from, to  rgb // of an ink whose colours are known
	told      bool
}

// spaceNamed returns the colour space that a name alone gives.
func spaceNamed(name string) space {
	switch name {
	case "DeviceGray", "CalGray":
		return space{numbers: 1}
	case "DeviceRGB", "CalRGB":
		return space{numbers: 3}
	case "DeviceCMYK":
		return space{numbers: 4}
	}
	return space{patterned: true}
}

// newSpace reads a colour space. What it does not know is patterned.
func newSpace(v pdf.Value, depth int) space {
	name := v.Name()
	if v.Kind() == pdf.Array {
		name = v.Index(0).Name()
	}
	switch name {
	case "Lab":
		return space{light: true}
	case "ICCBased":
		if n := int(v.Index(1).Key("N").Int64()); n == 1 || n == 3 || n == 4 {
			return space{numbers: n}
		}
	case "Separation", "DeviceN":
		s := space{ink: true, none: v.Index(1).Name() == "None"}
		f := v.Index(3)
		if depth > 0 || f.Key("FunctionType").Int64() != 2 {
			return s
		}
		alternate := newSpace(v.Index(2), depth+1)
		from, to := alternate.colour(numbersOf(f.Key("C0"))), alternate.colour(numbersOf(f.Key("C1")))
		s.from, s.to, s.told = from.rgb, to.rgb, !from.patterned && !to.patterned
		return s
	}
	return spaceNamed(name)
}

func numbersOf(v pdf.Value) []operand {
	var out []operand
	for i := range min(v.Len(), 32) {
		out = append(out, operand{kind: 'n', num: v.Index(i).Float64()})
	}
	return out
}

// first returns the colour that a space has before one is chosen.
func (s space) first() colour {
	if s.ink {
		return s.colour([]operand{{kind: 'n', num: 1}})
	}
	if s.numbers == 4 {
		return s.colour([]operand{{}, {}, {}, {kind: 'n', num: 1}})
	}
	return s.colour(make([]operand, s.numbers))
}

func (s space) colour(args []operand) colour {
	n := func(i int) float64 {
		if i >= len(args) {
			return 0
		}
		return max(0, min(1, args[i].num))
	}
	switch {
	case s.patterned || len(args) > 0 && args[len(args)-1].kind == '/':
		return colour{patterned: true}
	case s.light && len(args) > 0:
		l := max(0, min(1, args[0].num/100))
		return colour{rgb: rgb{l, l, l}}
	case s.ink:
		most := 0.0
		for i := range args {
			most = max(most, n(i))
		}
		if s.told {
			var c rgb
			for i := range c {
				c[i] = s.from[i] + most*(s.to[i]-s.from[i])
			}
			return colour{rgb: c}
		}
		return colour{rgb: rgb{1 - most, 1 - most, 1 - most}, guessed: true}
	case s.numbers == 3:
		return colour{rgb: rgb{n(0), n(1), n(2)}}
	case s.numbers == 4:
		return colour{rgb: rgb{(1 - n(0)) * (1 - n(3)), (1 - n(1)) * (1 - n(3)), (1 - n(2)) * (1 - n(3))}}
	}
	return colour{rgb: rgb{n(0), n(0), n(0)}}
}

// blending is how what is painted goes together with what lies under it.
type blending struct {
	alpha    float64 // less than 1 lets through what lies under it
	multiply bool    // colours are multiplied, as a marker pen does
	masked   bool    // a picture says how much is let through, so nobody knows
	odd      bool    // in another way
}

// within returns the blending of what is painted in a group that is blended itself.
func (b blending) within(group blending) blending {
	return blending{b.alpha * group.alpha, b.multiply || group.multiply, b.masked || group.masked, b.odd || group.odd}
}

// setParameters takes over what a set of parameters says of how things are painted.
func (p *painter) setParameters(v pdf.Value) {
	if x := v.Key("ca"); x.Kind() != pdf.Null {
		p.fill.alpha = max(0, min(1, x.Float64()))
	}
	if x := v.Key("CA"); x.Kind() != pdf.Null {
		p.stroke.alpha = max(0, min(1, x.Float64()))
	}
	if x := v.Key("LW"); x.Kind() != pdf.Null {
		p.width = x.Float64()
	}
	if x := v.Key("SMask"); x.Kind() != pdf.Null {
		p.mode.masked = x.Kind() == pdf.Dict
	}
	x := v.Key("BM")
	if x.Kind() == pdf.Array {
		x = x.Index(0)
	}
	if name := x.Name(); name != "" {
		p.mode.multiply = name == "Multiply" || name == "Darken"
		p.mode.odd = !p.mode.multiply && name != "Normal" && name != "Compatible"
	}
}

// brush is what paths are filled or lines are drawn with.
type brush struct {
	colour
	alpha float64
	space space
}

func (b *brush) choose(s space) { b.space, b.colour = s, s.first() }

func (b *brush) set(args []operand) { b.colour = b.space.colour(args) }

// blended returns how a brush goes together with what lies under it.
func (p *painter) blended(b brush) blending {
	m := p.mode
	m.alpha = b.alpha
	return m.within(p.group)
}

// coat is how a thing is painted over what lies under it, which keeps some of each colour and gets some of another.
type coat struct {
	keeps, gets rgb
	unknown     bool // what it gets
	covers      bool // so little is kept that what lies under it was to be hidden, or may have been
}

// letsThrough is how much is kept by what hides nothing. What is covered half, as a marker pen without Multiply does, can be read; what
// is kept of less is in doubt.
const letsThrough = 0.4

func (p *painter) coat(b brush) coat {
	m := p.blended(b)
	c := coat{unknown: b.patterned || b.guessed || m.masked || m.odd}
	for i := range c.keeps {
		c.keeps[i] = 1 - m.alpha
		if m.multiply {
			c.keeps[i] += m.alpha * b.rgb[i]
		} else {
			c.gets[i] = m.alpha * b.rgb[i]
		}
	}
	if m.masked || b.patterned && m.multiply {
		c.keeps = rgb{}
	}
	c.covers = max(c.keeps[0], c.keeps[1], c.keeps[2]) <= letsThrough
	return c
}

// ink is what letters are drawn with: filled, outlined or both.
type ink struct {
	coats [2]coat
	n     int
}

// faint is the contrast that nobody is expected to see, of 1 between black and white.
const faint = 0.1

// seen reports whether letters are seen on a background, through what keeps a part of each colour.
func (k ink) seen(on, through rgb) bool {
	for _, c := range k.coats[:k.n] {
		for i := range on {
			if d := through[i] * (c.gets[i] + (c.keeps[i]-1)*on[i]); d > faint || d < -faint {
				return true
			}
		}
	}
	return false
}
