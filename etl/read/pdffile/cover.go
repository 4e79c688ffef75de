package pdffile

import (
	"math/bits"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"tvistdata/etl/source"
)

// paint is something that is painted: a rectangle, or what of a polygon is in it.
type paint struct {
	box   rect
	shape *polygon  // nil for all of the rectangle
	clip  *clipping // nil for all of it
	coat  int       // which of the page's
}

func (t *paint) has(x, y float64) bool {
	return t.box.has(x, y) && (t.shape == nil || t.shape.has(x, y)) && clip{t.box, t.clip}.has(x, y)
}

// corners is how many have to be looked at to know whether a point is in it, beyond the rectangle.
func (t *paint) corners() int {
	n := 0
	if t.shape != nil {
		n += t.shape.size
	}
	if t.clip != nil {
		n += t.clip.size
	}
	return n
}

// A letter is looked at in points that lie where letters have ink, in columns between its sides and rows between the
// foot of the line and the height of small letters: what reaches above or below hides nothing that is needed to read it.
const (
	dotRows = 8
	dotCols = 3
	dotFoot = 0.04 // of the size
	dotStep = 0.065
	dotTop  = dotFoot + (dotRows-1)*dotStep
)

type dots uint32

const allDots dots = 1<<(dotRows*dotCols) - 1

func (d dots) count() int { return bits.OnesCount32(uint32(d)) }

func (g *glyph) column(i int) float64 { return g.x0 + (0.2+0.3*float64(i))*(g.x1-g.x0) }

func (g *glyph) row(i int) float64 { return g.y + (dotFoot+dotStep*float64(i))*g.size }

// core returns the rectangle around the points.
func (g *glyph) core() rect {
	return rect{g.column(0), g.row(0), g.column(dotCols - 1), g.row(dotRows - 1)}
}

// within returns which points are in a rectangle, and for which has holds; has may be nil.
func (g *glyph) within(box rect, has func(x, y float64) bool) dots {
	var out dots
	for r := range dotRows {
		y := g.row(r)
		if y < box.y0 || y > box.y1 {
			continue
		}
		for c := range dotCols {
			if x := g.column(c); x >= box.x0 && x <= box.x1 && (has == nil || has(x, y)) {
				out |= 1 << (r*dotCols + c)
			}
		}
	}
	return out
}

// How much of a letter has to be covered.
const (
	coveredPart = 3   // one of so many points, by what is no rule
	ruledPart   = 0.8 // of the points, when rules are counted as well: many may be drawn side by side
	ruleHeight  = 0.2 // of the size: what is lower or narrower than this is a rule
)

// fate is what has been found of a letter while what is painted is gone through from the last thing to the first.
type fate struct {
	covered, ruled dots
	hidden         bool
	how            way // when it is hidden
	through        rgb // what is kept of it by what is painted over it
	keeps, gets    rgb // what is done to what lies under it
}

// band is the letters of one line, from the left.
type band struct {
	glyphs []glyph
	fates  []fate
	next   []int32 // the first letter from each on that may still change
	core   rect    // around those of all letters
	foot   span    // from the lowest to the highest foot of a letter
	wide   float64 // the widest letter
}

// cover finds letters that are not seen. What is painted over them later covers them; they have the colour of what was
// painted before; they are drawn without a mark, or outside the clip. Its work is bounded.
type cover struct {
	bands []band  // from the top
	tall  float64 // how far the points of a band reach above its highest foot at most
	left  int     // steps
}

// maxSteps is about a second's work.
const maxSteps = 100_000_000

const errSteps = limitError("expected letters and what is painted over them that can be compared, gave up after 100 million steps on " +
	"one page")

// veil takes out what is not seen of the lines of a page: a letter of which nothing is seen keeps its place, but not
// what it is. One that is the same as one at the same place that is seen is left out.
func veil(lines [][]glyph, d *drawing) error {
	c := &cover{left: maxSteps, bands: make([]band, 0, len(lines))}
	fates, next := make([]fate, len(d.glyphs)), make([]int32, len(d.glyphs)+len(lines))
	for _, l := range lines {
		b := newBand(l, fates, next)
		fates, next = fates[len(l):], next[len(l)+1:]
		c.bands, c.tall = append(c.bands, b), max(c.tall, b.core.y1-b.foot.x1)
	}
	for i := len(d.paints) - 1; i >= 0; i-- {
		if !c.under(&d.paints[i], i, d.coats[d.paints[i].coat]) {
			return errSteps
		}
	}
	for i := range c.bands {
		if !c.bands[i].veil(d.inks, &c.left) {
			return errSteps
		}
	}
	return nil
}

func newBand(glyphs []glyph, fates []fate, next []int32) band {
	n := len(glyphs)
	b := band{glyphs: glyphs, fates: fates[:n], next: next[:n+1], core: glyphs[0].core(), foot: span{glyphs[0].y, glyphs[0].y}}
	for i := range glyphs {
		g := &glyphs[i]
		core := g.core()
		b.core = b.core.with(core.x0, core.y0).with(core.x1, core.y1)
		b.foot = b.foot.with(span{g.y, g.y})
		b.wide = max(b.wide, g.x1-g.x0)
		b.fates[i] = fate{through: white, keeps: white, hidden: g.dots == 0, how: unpainted}
		b.next[i] = int32(i)
	}
	b.next[n] = int32(n)
	return b
}

// from returns the first letter from i on that may still change.
func (b *band) from(i int) int {
	for int(b.next[i]) != i {
		b.next[i] = b.next[b.next[i]]
		i = int(b.next[i])
	}
	return i
}

// under looks at the letters in the rectangle of a thing; false when that is too much work.
func (c *cover) under(t *paint, at int, coat coat) bool {
	i := sort.Search(len(c.bands), func(i int) bool { return c.bands[i].foot.x0 <= t.box.y1 })
	for ; i < len(c.bands); i++ {
		b := &c.bands[i]
		if b.foot.x1+c.tall < t.box.y0 {
			break
		}
		if c.left--; c.left < 0 {
			return false
		}
		if t.box.y0 > b.core.y1 || t.box.x0 > b.core.x1 || t.box.x1 < b.core.x0 {
			continue
		}
		k := sort.Search(len(b.glyphs), func(k int) bool { return b.glyphs[k].x0 >= t.box.x0-b.wide })
		for k = b.from(k); k < len(b.glyphs) && b.glyphs[k].x0 <= t.box.x1; k = b.from(k + 1) {
			g, f := &b.glyphs[k], &b.fates[k]
			done := f.hidden
			if at >= g.after {
				c.left -= 1 + t.corners()*dotRows*dotCols
				done = done || f.over(g, t, coat)
			} else {
				c.left -= 1 + t.corners()
				done = done || f.below(g, t, coat)
			}
			if c.left < 0 {
				return false
			}
			if done {
				b.next[k] = int32(k + 1)
			}
		}
	}
	return true
}

// over takes in what is painted over a letter, and reports whether that settles it.
func (f *fate) over(g *glyph, t *paint, coat coat) bool {
	if core := g.core(); t.box.y0 > core.y1 || t.box.y1 < core.y0 {
		return false
	}
	var has func(x, y float64) bool
	if t.shape != nil || t.clip != nil {
		has = t.has
	}
	in := g.within(t.box, has) & g.dots
	wide, high := t.box.x1-t.box.x0, t.box.y1-t.box.y0
	switch {
	case !coat.covers:
		if in.count()*coveredPart >= g.dots.count() {
			for i := range f.through {
				f.through[i] *= coat.keeps[i]
			}
		}
		return false
	case high < ruleHeight*g.size && wide > g.size && t.strikes(g):
		f.hidden, f.how = true, struck
		return true
	case min(wide, high) < ruleHeight*g.size:
		f.ruled |= in
	default:
		f.covered |= in
		f.ruled |= in
	}
	n := g.dots.count()
	if !f.hidden && (f.covered.count()*coveredPart >= n || float64(f.ruled.count()) >= ruledPart*float64(n)) {
		f.hidden, f.how = true, beneath
	}
	return f.hidden
}

// strikes reports whether a rule goes through the middle of a letter.
func (t *paint) strikes(g *glyph) bool {
	middle := ((t.box.y0+t.box.y1)/2 - g.y) / g.size
	return t.shape == nil && middle > 0.14 && middle < 0.46 && t.box.x0 <= g.column(0) && t.box.x1 >= g.column(dotCols-1)
}

// below takes in what is painted under a letter, and reports whether nothing below that is seen. Of what has no one colour
// nobody knows, so it is left out.
func (f *fate) below(g *glyph, t *paint, coat coat) bool {
	if coat.unknown || !t.has((g.x0+g.x1)/2, g.y+(dotFoot+dotTop)/2*g.size) {
		return false
	}
	for i := range f.keeps {
		f.gets[i] += f.keeps[i] * coat.gets[i]
		f.keeps[i] *= coat.keeps[i]
	}
	return max(f.keeps[0], f.keeps[1], f.keeps[2]) < 0.01
}

// veil takes out the letters of a line that are not seen; false when that is too much work.
func (b *band) veil(inks []ink, left *int) bool {
	for i := range b.glyphs {
		f := &b.fates[i]
		on := f.gets
		for k := range on {
			on[k] += f.keeps[k]
		}
		if !f.hidden && !inks[b.glyphs[i].ink].seen(on, f.through) {
			if f.hidden, f.how = true, sameColour; f.through != white {
				f.how = beneath
			}
		}
	}
	same := map[int]bool{} // as one that is seen
	for i := range b.glyphs {
		if b.fates[i].hidden && b.again(i, left) {
			same[i] = true
		}
	}
	for i := range b.glyphs {
		switch g := &b.glyphs[i]; {
		case same[i]:
			g.text = ""
		case b.fates[i].hidden && strings.TrimFunc(g.text, unicode.IsSpace) != "":
			g.text = veiled(g.text, b.fates[i].how)
		}
	}
	return *left >= 0
}

// again reports whether the same letter is seen at the same place, as where a page is drawn twice or a letter has a shadow.
func (b *band) again(i int, left *int) bool {
	for _, step := range []int{-1, 1} {
		for k := i + step; k >= 0 && k < len(b.glyphs) && *left >= 0; k += step {
			if b.glyphs[i].apart(b.glyphs[k]) {
				break
			}
			*left--
			if !b.fates[k].hidden && b.glyphs[k].text == b.glyphs[i].text {
				return true
			}
		}
	}
	return false
}

func (g glyph) apart(o glyph) bool {
	d := g.x0 - o.x0
	return d > sameGlyph*g.size || d < -sameGlyph*g.size
}

// way is how letters are not seen.
type way rune

const (
	beneath way = iota
	struck
	sameColour
	unpainted
	ways
)

func (w way) how() source.How {
	return [...]source.How{source.Beneath, source.Struck, source.SameColour, source.Unpainted}[w]
}

// These characters replace those that are not seen, by what they are and by the way: fonts never hold them. The first
// replaces a letter that is beneath something.
const (
	veilFirst    = '\ue000'
	veiledLetter = 0
	veiledDigit  = 1
	veiledOther  = 2
	veiledKinds  = 3
)

// veiled returns what replaces a text that is not seen.
func veiled(text string, w way) string {
	kind := rune(veiledOther)
	switch {
	case strings.ContainsFunc(text, unicode.IsLetter):
		kind = veiledLetter
	case strings.ContainsFunc(text, unicode.IsDigit):
		kind = veiledDigit
	}
	return string(veilFirst + veiledKinds*rune(w) + kind)
}

func veils(r rune) bool { return r >= veilFirst && r < veilFirst+veiledKinds*rune(ways) }

// veilsA reports whether a character replaces one of a kind.
func veilsA(r, kind rune) bool { return veils(r) && (r-veilFirst)%veiledKinds == kind }

func isVeiled(text string) bool { return strings.ContainsFunc(text, veils) }

// howVeiled returns how something of a text is not seen; "" when all is.
func howVeiled(text string) source.How {
	i := strings.IndexFunc(text, veils)
	if i < 0 {
		return ""
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return way((r - veilFirst) / veiledKinds).how()
}

// veiled returns how something on the line is not seen; "" when all is.
func (l line) veiled() source.How {
	for _, c := range l.chunks {
		if how := howVeiled(c.text); how != "" {
			return how
		}
	}
	return ""
}

// seen reports whether something on the line is.
func (l line) seen() bool {
	return strings.TrimFunc(l.text(), func(r rune) bool { return veils(r) || r == ' ' || r == '\u00a0' }) != ""
}
