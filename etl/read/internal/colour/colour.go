// Package colour reports whether letters can be seen on what is behind them.
package colour

import (
	"math"

	"github.com/lucasb-eyer/go-colorful"
)

// The colours of a page or sheet that says nothing of them.
var (
	Black = colorful.Color{}
	White = colorful.Color{R: 1, G: 1, B: 1}
)

// faint is how far red, green and blue may differ, from 0 to 1, where nobody is expected to see a difference. The contrast of
// such a pair is under 1.5; section 1.4.3 of the Web Content Accessibility Guidelines 2.2 wants 4.5 for text.
const faint = 0.1

// Alike reports whether letters of one colour cannot be distinguished from what is behind them in the other.
func Alike(a, b colorful.Color) bool {
	return math.Abs(a.R-b.R) <= faint && math.Abs(a.G-b.G) <= faint && math.Abs(a.B-b.B) <= faint
}

// Tinted returns a colour with the lightness that a workbook's tint makes of it (ECMA-376 part 1, 18.8.19): from -1, black, to 1,
// white.
func Tinted(c colorful.Color, tint float64) colorful.Color {
	if tint == 0 {
		return c
	}
	h, s, l := c.Hsl()
	if tint < 0 {
		l *= 1 + max(tint, -1)
	} else {
		l += (1 - l) * min(tint, 1)
	}
	return colorful.Hsl(h, s, l)
}
