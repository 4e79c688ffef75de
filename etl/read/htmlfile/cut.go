package htmlfile

import (
	"slices"
	"strings"
)

// From here on letters are off the page, or cannot be told from one another.
const (
	farPixels  = -999 // or points
	farLetters = -99  // in the size of letters
	farShare   = -100 // in hundredths of what is around
	blurred    = 2    // pixels
)

// cut tells whether an element puts what stands in it off the page, or shows no part of it large or sharp enough to be read.
func (s *said) cut() bool {
	return s.away() || s.closed() || s[content] == "hidden" || isCutOut(s[clipPath]) || isClipped(s[clip]) ||
		slices.ContainsFunc(strings.Fields(s[scale]), isFlat) || isMovedOff(s[transform]) || isFiltered(s[filter])
}

// away tells whether an element stands off the page.
func (s *said) away() bool {
	if p := s[position]; p == "" || p == "static" {
		return false
	}
	sides := append(strings.Fields(s[inset]), s[left], s[right], s[top], s[bottom])
	return slices.ContainsFunc(sides, isFar)
}

// closed tells whether an element has no room, and shows nothing beyond it.
func (s *said) closed() bool {
	none := func(size string) bool {
		n, unit, ok := quantity(size)
		return ok && (n == 0 || n <= tiniest && (unit == "px" || unit == "pt"))
	}
	return s[overflow] != "" && s[overflow] != "visible" &&
		(none(s[width]) || none(s[height]) || none(s[maxWidth]) || none(s[maxHeight]))
}

// isFar tells a length at which nothing is on the page any more.
func isFar(length string) bool {
	n, unit, ok := quantity(length)
	switch unit {
	case "", "px", "pt":
		return ok && n <= farPixels
	case "em", "rem", "ch", "ex":
		return ok && n <= farLetters
	case "%", "vw", "vh":
		return ok && n <= farShare
	}
	return false
}

// isFlat tells a factor that leaves nothing to be read.
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

// functionsIn takes a value apart.
func functionsIn(value string) (out []function) {
	for part := range strings.SplitSeq(value, ")") {
		if name, args, ok := strings.Cut(part, "("); ok {
			list := strings.FieldsFunc(args, func(r rune) bool { return strings.ContainsRune(" ,\t\n", r) })
			out = append(out, function{strings.TrimSpace(name), list})
		}
	}
	return out
}

// isCutOut tells a form in which nothing has room.
func isCutOut(form string) bool {
	return slices.ContainsFunc(functionsIn(form), func(f function) bool {
		switch f.name {
		case "inset":
			if i := slices.Index(f.args, "round"); i >= 0 {
				f.args = f.args[:i]
			}
			t, r, b, l := sides(f.args)
			return share(t)+share(b) >= 1 || share(r)+share(l) >= 1
		case "circle", "ellipse":
			return len(f.args) > 0 && isZero(f.args[0])
		case "polygon":
			return len(f.args) > 0 && !slices.ContainsFunc(f.args, func(a string) bool { return !isZero(a) })
		}
		return false
	})
}

// sides gives what is said of the four sides of a box by one to four values.
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

// share gives what part of the whole a length is; 0 for one that does not tell.
func share(length string) float64 {
	n, unit, ok := quantity(length)
	if !ok || unit != "%" {
		return 0
	}
	return n / 100
}

func isZero(length string) bool {
	n, _, ok := quantity(length)
	return ok && n == 0
}

// isClipped tells a rectangle, from its top round to its left, in which nothing has room.
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

// isMovedOff tells a change of an element's place and size after which nothing of it is seen.
func isMovedOff(change string) bool {
	return slices.ContainsFunc(functionsIn(change), func(f function) bool {
		switch f.name {
		case "scale", "scalex", "scaley", "scale3d":
			return slices.ContainsFunc(f.args[:min(len(f.args), 2)], isFlat)
		case "translate", "translatex", "translatey", "translate3d":
			return slices.ContainsFunc(f.args, func(a string) bool { return !strings.HasSuffix(a, "%") && isFar(a) })
		}
		return false
	})
}

// isFiltered tells a filter through which nothing can be read.
func isFiltered(by string) bool {
	return slices.ContainsFunc(functionsIn(by), func(f function) bool {
		if len(f.args) == 0 {
			return false
		}
		n, unit, ok := quantity(f.args[0])
		switch f.name {
		case "blur":
			return ok && (n >= blurred || (unit == "em" || unit == "rem") && n > smallest)
		case "opacity":
			return isFaint(f.args[0])
		}
		return false
	})
}
