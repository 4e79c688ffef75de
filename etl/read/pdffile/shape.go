package pdffile

import "math"

// rect is a rectangle with upright sides, in points on the page.
type rect struct{ x0, y0, x1, y1 float64 }

var everywhere = rect{math.Inf(-1), math.Inf(-1), math.Inf(1), math.Inf(1)}

func (r rect) with(x, y float64) rect {
	return rect{min(r.x0, x), min(r.y0, y), max(r.x1, x), max(r.y1, y)}
}

func (r rect) within(o rect) rect {
	return rect{max(r.x0, o.x0), max(r.y0, o.y0), min(r.x1, o.x1), min(r.y1, o.y1)}
}

// empty also holds for what is no number.
func (r rect) empty() bool { return !(r.x0 <= r.x1 && r.y0 <= r.y1) }

func (r rect) has(x, y float64) bool { return x >= r.x0 && x <= r.x1 && y >= r.y0 && y <= r.y1 }

// of returns the rectangle around a rectangle that is mapped.
func (m matrix) of(r rect) rect {
	out := rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range r.corners() {
		out = out.with(m.at(p.x, p.y))
	}
	return out
}

func (r rect) corners() []point {
	return []point{{r.x0, r.y0}, {r.x1, r.y0}, {r.x1, r.y1}, {r.x0, r.y1}}
}

type point struct{ x, y float64 }

// polygon is what a path that is no rectangle encloses. Every part of it is closed.
type polygon struct {
	parts   [][]point
	size    int // points
	evenOdd bool
}

func (g *polygon) has(x, y float64) bool {
	turns, crossings := 0, 0
	for _, part := range g.parts {
		a := part[len(part)-1]
		for _, b := range part {
			if up := b.y > a.y; (a.y > y) != (b.y > y) && a.x+(y-a.y)/(b.y-a.y)*(b.x-a.x) > x {
				crossings++
				if up {
					turns++
				} else {
					turns--
				}
			}
			a = b
		}
	}
	if g.evenOdd {
		return crossings%2 == 1
	}
	return turns != 0
}

// clip is where painting is seen: within a rectangle and all of some polygons.
type clip struct {
	box  rect
	more *clipping
}

type clipping struct {
	shape *polygon
	under *clipping
	size  int // points of all
}

func (c clip) by(g *polygon, box rect) clip {
	c.box = c.box.within(box)
	n := g.size
	if c.more != nil {
		n += c.more.size
	}
	c.more = &clipping{g, c.more, n}
	return c
}

func (c clip) has(x, y float64) bool {
	if !c.box.has(x, y) {
		return false
	}
	for n := c.more; n != nil; n = n.under {
		if !n.shape.has(x, y) {
			return false
		}
	}
	return true
}

// path is what has been drawn of an outline, in points on the page; curves are lines.
type path struct {
	parts  []part
	at     point // where drawing goes on
	total  int   // points of all paths of the page
	clips  bool  // painting it narrows the clip as well
	parity bool  // by the even-odd rule
}

type part struct {
	points []point
	closed bool
}

const curveLines = 6 // that a curve is drawn as

func (t *path) move(p point) {
	t.parts = append(t.parts, part{points: []point{p}})
	t.at = p
	t.total++
}

func (t *path) line(p point) {
	k := len(t.parts) - 1
	switch {
	case k < 0:
		t.move(p)
		return
	case t.parts[k].closed:
		t.move(t.at)
		k++
	}
	t.parts[k].points = append(t.parts[k].points, p)
	t.at = p
	t.total++
}

func (t *path) curve(b, c, d point) {
	a := t.at
	if len(t.parts) == 0 {
		a = b
	}
	for i := 1; i <= curveLines; i++ {
		u := float64(i) / curveLines
		v := 1 - u
		t.line(point{
			v*v*v*a.x + 3*v*v*u*b.x + 3*v*u*u*c.x + u*u*u*d.x,
			v*v*v*a.y + 3*v*v*u*b.y + 3*v*u*u*c.y + u*u*u*d.y,
		})
	}
}

func (t *path) close() {
	if k := len(t.parts) - 1; k >= 0 {
		t.parts[k].closed = true
		t.at = t.parts[k].points[0]
	}
}

// box returns the rectangle around the path, an empty one when nothing was drawn.
func (t *path) box() rect {
	out := rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range t.parts {
		for _, q := range p.points {
			out = out.with(q.x, q.y)
		}
	}
	return out
}

// rects returns the rectangles that the path is made of; false when it is made of others, or one may be cut out of another.
func (t *path) rects(evenOdd bool) ([]rect, bool) {
	if evenOdd && len(t.parts) > 1 {
		return nil, false
	}
	out := make([]rect, 0, len(t.parts))
	turn := 0.0
	for _, p := range t.parts {
		r, area, ok := upright(p.points)
		if !ok || area*turn < 0 {
			return nil, false
		}
		if area != 0 {
			turn = area
		}
		out = append(out, r)
	}
	return out, true
}

// upright returns the rectangle that an outline is, and its area, which is negative when it runs clockwise.
func upright(p []point) (r rect, area float64, ok bool) {
	const near = 0.01
	same := func(a, b float64) bool { return math.Abs(a-b) < near }
	if len(p) == 5 && same(p[0].x, p[4].x) && same(p[0].y, p[4].y) {
		p = p[:4]
	}
	if len(p) != 4 {
		return r, 0, false
	}
	flat := same(p[0].y, p[1].y) && same(p[1].x, p[2].x) && same(p[2].y, p[3].y) && same(p[3].x, p[0].x)
	steep := same(p[0].x, p[1].x) && same(p[1].y, p[2].y) && same(p[2].x, p[3].x) && same(p[3].y, p[0].y)
	if !flat && !steep {
		return r, 0, false
	}
	area = (p[2].x - p[0].x) * (p[2].y - p[0].y)
	if steep && !flat {
		area = -area
	}
	return rect{p[0].x, p[0].y, p[0].x, p[0].y}.with(p[2].x, p[2].y), area, true
}

// polygon returns what the path encloses.
func (t *path) polygon(evenOdd bool) *polygon {
	g := &polygon{evenOdd: evenOdd}
	for _, p := range t.parts {
		g.parts = append(g.parts, p.points)
		g.size += len(p.points)
	}
	return g
}
