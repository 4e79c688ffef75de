package htmlfile

import (
	"strings"

	"github.com/lucasb-eyer/go-colorful"
	"golang.org/x/image/colornames"

	"tvistdata/etl/read/internal/colour"
)

// paint is a colour as a page writes it.
type paint struct {
	colorful.Color
	known bool // it is known
	clear bool // what is behind it is seen through it
}

// paintOf reads a colour in lower case: a name, #rrggbb and its shorter forms, rgb() or hsl().
func paintOf(s string) paint {
	switch s {
	case "transparent":
		return paint{clear: true}
	case "windowtext", "canvastext":
		return paint{Color: colour.Black, known: true}
	case "window", "canvas":
		return paint{Color: colour.White, known: true}
	}
	if s == "rebeccapurple" {
		return paintOfHex("663399")
	}
	if c, ok := colornames.Map[s]; ok {
		made, _ := colorful.MakeColor(c)
		return paint{Color: made, known: true}
	}
	if digits, ok := strings.CutPrefix(s, "#"); ok {
		return paintOfHex(digits)
	}
	if name, rest, ok := strings.Cut(s, "("); ok {
		return paintOfNumbers(name, strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune(" ,/)", r) }))
	}
	return paint{}
}

// paintOfHex reads three, four, six or eight digits; the fourth part is how opaque the colour is.
func paintOfHex(digits string) paint {
	opaque := true
	if strings.ContainsFunc(digits, func(r rune) bool { return !strings.ContainsRune("0123456789abcdef", r) }) {
		return paint{}
	}
	switch len(digits) {
	case 3, 6:
	case 4:
		opaque, digits = digits[3] > '2', digits[:3]
	case 8:
		opaque, digits = digits[6:] >= "27", digits[:6]
	default:
		return paint{}
	}
	c, err := colorful.Hex("#" + digits)
	return paint{Color: c, known: err == nil && opaque, clear: err == nil && !opaque}
}

// paintOfNumbers reads three numbers, and perhaps how opaque the colour is.
func paintOfNumbers(name string, args []string) paint {
	if len(args) != 3 && len(args) != 4 {
		return paint{}
	}
	var n [4]float64
	for i, a := range args {
		v, unit, ok := quantity(a)
		switch {
		case !ok || unit != "" && unit != "%" && unit != "deg":
			return paint{}
		case unit == "%":
			v /= 100
		case i < 3 && strings.HasPrefix(name, "rgb"):
			v /= 255
		}
		n[i] = v
	}
	if len(args) == 4 && n[3] < faintest {
		return paint{clear: true}
	}
	switch name {
	case "rgb", "rgba":
		return paint{Color: colorful.Color{R: n[0], G: n[1], B: n[2]}.Clamped(), known: true}
	case "hsl", "hsla":
		return paint{Color: colorful.Hsl(n[0], n[1], n[2]).Clamped(), known: true}
	}
	return paint{}
}

// isColour reports whether a value is a colour that is not computed: of the system, or of a way to write them that needs more than numbers.
func isColour(s string) bool {
	const system = " accentcolor accentcolortext activetext buttonborder buttonface buttontext field fieldtext graytext highlight " +
		"highlighttext linktext mark marktext selecteditem selecteditemtext visitedtext activeborder activecaption appworkspace background " +
		"buttonhighlight buttonshadow captiontext inactiveborder inactivecaption inactivecaptiontext infobackground infotext menu menutext " +
		"scrollbar threeddarkshadow threedface threedhighlight threedlightshadow threedshadow windowframe "
	const functions = " oklch oklab lch lab hwb color color-mix light-dark contrast-color device-cmyk hsl hsla rgb rgba "
	name, _, isFunction := strings.Cut(s, "(")
	return strings.Contains(functions, " "+name+" ") && isFunction || strings.Contains(system, " "+s+" ") && s != ""
}
