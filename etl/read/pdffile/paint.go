package pdffile

import (
	"math"
	"strings"
)

// outlines does what draws paths, and fills them or clips by them.
func (p *painter) outlines(op string, n func(int) float64) {
	at := func(i int) point {
		x, y := p.ctm.at(n(i), n(i+1))
		return point{x, y}
	}
	switch op {
	case "m":
		p.path.move(at(0))
	case "l":
		p.path.line(at(0))
	case "c":
		p.path.curve(at(0), at(2), at(4))
	case "v":
		p.path.curve(p.path.at, at(0), at(2))
	case "y":
		p.path.curve(at(0), at(2), at(2))
	case "h":
		p.path.close()
	case "re":
		p.outline(rect{n(0), n(1), n(0) + n(2), n(1) + n(3)})
	case "W", "W*":
		p.path.clips, p.path.parity = true, op == "W*"
	case "n", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*":
		p.finish(op)
	case "sh":
		p.paint(p.clip.box, nil, brush{colour: colour{patterned: true}, alpha: p.fill.alpha})
	}
}

// brushes does what chooses colours and lines.
func (p *painter) brushes(op string, args []operand, n func(int) float64) {
	device := map[string]int{"g": 1, "rg": 3, "k": 4}
	switch op {
	case "g", "rg", "k":
		p.fill.choose(space{numbers: device[op]})
		p.fill.set(args)
	case "G", "RG", "K":
		p.stroke.choose(space{numbers: device[strings.ToLower(op)]})
		p.stroke.set(args)
	case "sc", "scn":
		p.fill.set(args)
	case "SC", "SCN":
		p.stroke.set(args)
	case "w":
		p.width = n(0)
	case "J":
		p.caps = n(0) != 0
	}
}

// outline adds a rectangle to the path.
func (p *painter) outline(r rect) {
	for i, c := range r.corners() {
		x, y := p.ctm.at(c.x, c.y)
		if i == 0 {
			p.path.move(point{x, y})
		} else {
			p.path.line(point{x, y})
		}
	}
	p.path.close()
}

// finish paints the path, clips by it when that was said, and begins another.
func (p *painter) finish(op string) {
	evenOdd := strings.HasSuffix(op, "*")
	if op == "s" || op[0] == 'b' {
		p.path.close()
	}
	switch op[0] {
	case 'f', 'F', 'B', 'b':
		p.fillPath(evenOdd)
	}
	switch op[0] {
	case 'S', 's', 'B', 'b':
		p.strokePath()
	}
	if p.path.clips {
		p.narrow(p.path.parity)
	}
	p.path.parts, p.path.clips = nil, false
}

// narrow clips by the path.
func (p *painter) narrow(evenOdd bool) {
	box := p.path.box()
	if r, ok := p.path.rects(evenOdd); ok && len(r) == 1 || box.empty() {
		p.clip.box = p.clip.box.within(box)
		return
	}
	p.clip = p.clip.by(p.path.polygon(evenOdd), box)
}

func (p *painter) fillPath(evenOdd bool) {
	rects, ok := p.path.rects(evenOdd)
	if !ok {
		p.paint(p.path.box(), p.path.polygon(evenOdd), p.fill)
		return
	}
	for _, r := range rects {
		p.paint(r, nil, p.fill)
	}
}

// strokePath paints each line of the path as wide as lines are.
func (p *painter) strokePath() {
	half := p.width / 2 * math.Sqrt(math.Abs(p.ctm.a*p.ctm.d-p.ctm.b*p.ctm.c))
	for _, t := range p.path.parts {
		for i := 1; i < len(t.points); i++ {
			p.strokeLine(t.points[i-1], t.points[i], half)
		}
		if t.closed {
			p.strokeLine(t.points[len(t.points)-1], t.points[0], half)
		}
	}
}

func (p *painter) strokeLine(a, b point, half float64) {
	dx, dy := b.x-a.x, b.y-a.y
	long := math.Hypot(dx, dy)
	if !(long > 0) {
		return
	}
	dx, dy = dx/long*half, dy/long*half
	if p.caps {
		a, b = point{a.x - dx, a.y - dy}, point{b.x + dx, b.y + dy}
	}
	one := path{parts: []part{{points: []point{{a.x - dy, a.y + dx}, {b.x - dy, b.y + dx}, {b.x + dy, b.y - dx}, {a.x + dy, a.y - dx}}}}}
	p.path.total += 4
	if r, ok := one.rects(false); ok {
		p.paint(r[0], nil, p.stroke)
		return
	}
	p.paint(one.box(), one.polygon(false), p.stroke)
}

// picture paints a picture, which fills a square of one by one. What is on it is not looked at.
func (p *painter) picture() {
	p.pictures++
	square := path{parts: []part{{}}}
	for _, c := range (rect{0, 0, 1, 1}).corners() {
		x, y := p.ctm.at(c.x, c.y)
		square.parts[0].points = append(square.parts[0].points, point{x, y})
	}
	b := brush{colour: colour{patterned: true}, alpha: p.fill.alpha}
	if r, ok := square.rects(false); ok {
		p.paint(r[0], nil, b)
		return
	}
	p.paint(square.box(), square.polygon(false), b)
}

// paint keeps what is painted, as far as it is within the clip and leaves a mark.
func (p *painter) paint(box rect, shape *polygon, b brush) {
	c := p.coat(b)
	box = box.within(p.clip.box).within(p.box)
	if box.empty() || min(c.keeps[0], c.keeps[1], c.keeps[2]) > 0.98 {
		return
	}
	if n := len(p.coats); n == 0 || p.coats[n-1] != c {
		p.coats = append(p.coats, c)
	}
	p.paints = append(p.paints, paint{box, shape, p.clip.more, len(p.coats) - 1})
}

// inkNow returns what letters are drawn with now, among those of the page. Of what has no one colour nobody knows whether it is seen.
func (p *painter) inkNow() int {
	var k ink
	add := func(b brush) {
		m := p.blended(b)
		if b.patterned || b.space.none || m.masked || p.hidden() {
			return
		}
		k.coats[k.n] = p.coat(b)
		k.n++
	}
	if r := p.render; r == 0 || r == 2 || r == 4 || r == 6 {
		add(p.fill)
	}
	if r := p.render; r == 1 || r == 2 || r == 5 || r == 6 {
		add(p.stroke)
	}
	if n := len(p.inks); n == 0 || p.inks[n-1] != k {
		p.inks = append(p.inks, k)
	}
	return len(p.inks) - 1
}
