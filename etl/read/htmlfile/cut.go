package htmlfile

import (
	"math"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// From here on letters are off the page, or cannot be distinguished.
const (
	farBefore = 200 // pixels to the left of where they would be, or above it
	far       = 999 // pixels to any side
	farShare  = 100 // hundredths of what is around
	blurred   = 2   // pixels
	crowded   = -4  // pixels between letters
	slim      = 20  // pixels cut away from both sides
)

// cut reports whether an element puts what is in it off the page, or shows no part of it large or sharp enough to be read. What it
// says that only a browser can work out, such as a mask, may do so.
func (s *said) cut() bool {
	is := func(p property, seen ...string) bool {
		return s[p] != "" && s[p] != "inherit" && !slices.Contains(seen, s[p])
	}
	return s.away() || s.closed() || s[content] == "hidden" || isCutOut(s[clipPath]) || isClipped(s[clip]) ||
		slices.ContainsFunc(strings.Fields(s[scale]), isFlat) || isFlat(s[zoom]) || isMovedOff(s[transform]) || isFiltered(s[filter]) ||
		slices.ContainsFunc(strings.Fields(s[translate]), isOff) || isTurnedAway(s[rotate]) ||
		is(dots, "none") || is(mask, "none") || is(path, "none", "normal") || is(blend, "normal") ||
		strings.Contains(s[replaced], "(") || pixels(s[spacing]) <= crowded
}

// lies reports whether an element covers what is beside it: it is put there, out of the flow of the text, and is a picture or has a
// ground of its own.
func (s *styles) lies(n *html.Node) bool {
	said := s.said(n)
	if p := said[position]; p != "absolute" && p != "fixed" {
		return false
	}
	ground := said[paper]
	return kindOf(n) == shown || ground != "" && ground != "none" && ground != "inherit" && !paintOf(ground).clear
}

// away reports whether an element is off the page.
func (s *said) away() bool {
	one := func(off func(string) bool, of ...property) bool {
		return slices.ContainsFunc(of, func(p property) bool { return slices.ContainsFunc(strings.Fields(s[p]), off) })
	}
	if one(isOff, marginLeft, marginTop) ||
		one(isFar, margin, marginRight, marginBottom, padding, paddingLeft, paddingRight, paddingTop, paddingBottom) {
		return true
	}
	if p := s[position]; p == "" || p == "static" {
		return false
	}
	behind, _, _ := quantity(s[level])
	return behind < 0 || one(isOff, left, top) || one(isFar, inset, right, bottom)
}

// closed reports whether an element has no room, and shows nothing beyond it.
func (s *said) closed() bool {
	none := func(size string) bool {
		n, unit, ok := quantity(size)
		return ok && (n == 0 || n <= tiniest && (unit == "px" || unit == "pt"))
	}
	return s[overflow] != "" && s[overflow] != "visible" &&
		(none(s[width]) || none(s[height]) || none(s[maxWidth]) || none(s[maxHeight]) || none(s[lineHeight]))
}

// isFar reports whether a length is one at which nothing is on the page any more, to whichever side.
func isFar(length string) bool {
	n, unit, ok := quantity(length)
	if factor, known := units[unit]; unit == "%" || known && factor == 0 {
		return ok && (n >= farShare || n <= -farShare)
	}
	by := pixels(length)
	return by >= far || by <= -far
}

// isOff reports whether a length is far, or leads to where pages begin.
func isOff(length string) bool { return isFar(length) || pixels(length) <= -farBefore }

// pixels returns a length in pixels; 0 for one that is a share of something else.
func pixels(length string) float64 {
	n, unit, ok := quantity(length)
	if !ok {
		return 0
	}
	if unit == "" {
		return n
	}
	return n * units[unit]
}

// isFlat reports whether a factor leaves nothing to be read.
func isFlat(factor string) bool {
	n, unit, ok := quantity(factor)
	if unit == "%" {
		n /= 100
	}
	return ok && n < smallest && n > -smallest
}

// function is one of those that a value is made of, such as scale(1, 0).
type function struct {
	name string
	args []string
}

// functionsIn splits a value.
func functionsIn(value string) (out []function) {
	for part := range strings.SplitSeq(value, ")") {
		if name, args, ok := strings.Cut(part, "("); ok {
			list := strings.FieldsFunc(args, func(r rune) bool { return strings.ContainsRune(" ,\t\n", r) })
			out = append(out, function{strings.TrimSpace(name), list})
		}
	}
	return out
}

// isCutOut reports whether a form has room for nothing, or cannot be worked out.
func isCutOut(form string) bool {
	return slices.ContainsFunc(functionsIn(form), func(f function) bool {
		if i := slices.IndexFunc(f.args, func(a string) bool { return a == "round" || a == "at" }); i >= 0 {
			f.args = f.args[:i]
		}
		switch f.name {
		case "inset":
			t, r, b, l := sides(f.args)
			return share(t)+share(b) >= 1 || share(r)+share(l) >= 1 || pixels(t)+pixels(b) >= slim || pixels(r)+pixels(l) >= farBefore
		case "circle", "ellipse":
			return slices.ContainsFunc(f.args, func(a string) bool {
				n, unit, ok := quantity(a)
				return ok && (unit == "%" && n/100 < smallest || unit != "%" && pixels(a) < slim/2)
			})
		case "polygon":
			return isNoPolygon(f.args)
		}
		return true
	})
}

// isNoPolygon reports whether corners, each of two lengths, have no room between them.
func isNoPolygon(args []string) bool {
	args = slices.DeleteFunc(slices.Clone(args), func(a string) bool { return a == "evenodd" || a == "nonzero" })
	if len(args) == 0 {
		return false
	}
	var least, most [2]float64
	for i, a := range args {
		n, unit, ok := quantity(a)
		if !ok || unit != "%" && n > 0 {
			return true // in lengths, which what they are cut from may not have
		}
		n = min(max(n, 0), 100)
		if i < len(least) {
			least[i], most[i] = n, n
		}
		least[i%2], most[i%2] = min(least[i%2], n), max(most[i%2], n)
	}
	return most[0]-least[0] < 100*smallest || most[1]-least[1] < 100*smallest
}

// sides returns what is said of the four sides of a box by one to four values.
func sides(v []string) (t, r, b, l string) {
	switch len(v) {
	case 1:
		return v[0], v[0], v[0], v[0]
	case 2:
		return v[0], v[1], v[0], v[1]
	case 3:
		return v[0], v[1], v[2], v[1]
	case 4:
		return v[0], v[1], v[2], v[3]
	}
	return "", "", "", ""
}

// share returns what part of the whole a length is; 0 for one that is not known.
func share(length string) float64 {
	n, unit, ok := quantity(length)
	if !ok || unit != "%" {
		return 0
	}
	return n / 100
}

// isClipped reports whether a rectangle, from its top round to its left, has room for nothing.
func isClipped(form string) bool {
	return slices.ContainsFunc(functionsIn(form), func(f function) bool {
		t, r, b, l := sides(f.args)
		none := func(from, to string) bool {
			start, _, ok := quantity(from)
			end, unit, ok2 := quantity(to)
			return ok && ok2 && (end <= start || end-start <= tiniest && (unit == "px" || unit == "pt"))
		}
		return f.name == "rect" && (none(t, b) || none(l, r))
	})
}

// isMovedOff reports whether nothing of an element is seen after a change of its place and size.
func isMovedOff(change string) bool {
	return slices.ContainsFunc(functionsIn(change), func(f function) bool {
		switch f.name {
		case "scale", "scalex", "scaley", "scale3d":
			return slices.ContainsFunc(f.args[:min(len(f.args), 2)], isFlat)
		case "translate", "translatex", "translatey", "translatez", "translate3d":
			return slices.ContainsFunc(f.args, isOff)
		case "rotatex", "rotatey", "rotate3d", "skew", "skewx", "skewy":
			return isTurned(f)
		case "matrix", "matrix3d":
			return isFlatMatrix(f.args)
		}
		return false
	})
}

// isTurned reports whether, after a turn about another axis than the one that leads to the reader, or a lean, lines are too flat to be
// read, or are backwards.
func isTurned(f function) bool {
	if f.name == "rotate3d" {
		if len(f.args) != 4 || ratio(f.args[0], 0) == 0 && ratio(f.args[1], 0) == 0 {
			return false
		}
		f.args = f.args[3:]
	}
	return slices.ContainsFunc(f.args, func(a string) bool {
		cosine := math.Cos(radians(a))
		return cosine < smallest && (!strings.HasPrefix(f.name, "skew") || cosine > -smallest)
	})
}

// isTurnedAway reports the same of a value such as "y 90deg".
func isTurnedAway(by string) bool {
	words := strings.Fields(by)
	switch {
	case len(words) == 2 && words[0] != "z" && words[1] != "z":
		return isTurned(function{"rotatex", words[1:]}) || isTurned(function{"rotatex", words[:1]})
	case len(words) == 4:
		return isTurned(function{"rotate3d", words})
	}
	return false
}

// radians reads an angle; 0 when it is none.
func radians(angle string) float64 {
	n, unit, ok := quantity(angle)
	switch {
	case !ok:
		return 0
	case unit == "deg":
		return n * math.Pi / 180
	case unit == "grad":
		return n * math.Pi / 200
	case unit == "turn":
		return n * 2 * math.Pi
	}
	return n
}

// isFlatMatrix reports whether nothing of an element is seen after a change of six or sixteen numbers.
func isFlatMatrix(args []string) bool {
	var n [16]float64
	for i, a := range args[:min(len(args), len(n))] {
		n[i] = ratio(a, 0)
	}
	a, b, c, d, x, y := n[0], n[1], n[2], n[3], n[4], n[5]
	if len(args) == len(n) {
		c, d, x, y = n[4], n[5], n[12], n[13]
	}
	area := a*d - b*c
	return math.Abs(area) < smallest*smallest || math.Hypot(a, b) < smallest || math.Hypot(c, d) < smallest ||
		x <= -farBefore || y <= -farBefore || x >= far || y >= far
}

// isFiltered reports whether nothing can be read through a filter.
func isFiltered(by string) bool {
	return slices.ContainsFunc(functionsIn(by), func(f function) bool {
		if len(f.args) == 0 {
			return false
		}
		n := ratio(f.args[0], 1)
		switch f.name {
		case "blur":
			return pixels(f.args[0]) >= blurred
		case "contrast":
			return n <= 2*smallest
		case "brightness":
			return n <= smallest || n >= 1/smallest
		case "url":
			return true
		}
		return false
	})
}
