package htmlfile

import (
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// property is what an element may say of how its text is shown.
type property int

const (
	display property = iota
	visibility
	decoration
	opacity
	fontSize
	ink
	inkFill
	paper
	position
	left
	right
	top
	bottom
	inset
	level
	indent
	marginLeft
	marginRight
	marginTop
	marginBottom
	margin
	paddingLeft
	paddingRight
	paddingTop
	paddingBottom
	padding
	spacing
	clipPath
	clip
	transform
	translate
	rotate
	scale
	zoom
	filter
	mask
	dots
	blend
	path
	content
	replaced
	overflow
	width
	height
	maxWidth
	maxHeight
	lineHeight
	animation
	picture
	properties
)

// named has the property of each name. Those that depend on the direction of writing use that of Swedish.
var named = map[string]property{
	"display": display, "visibility": visibility, "text-decoration": decoration, "text-decoration-line": decoration, "opacity": opacity,
	"font-size": fontSize, "font": fontSize, "color": ink, "text-fill-color": inkFill, "background-color": paper, "background": paper,
	"position": position, "left": left, "right": right, "top": top, "bottom": bottom, "inset": inset, "inset-inline-start": left,
	"inset-inline-end": right, "inset-block-start": top, "inset-block-end": bottom, "inset-inline": left, "inset-block": top,
	"z-index": level, "text-indent": indent, "margin": margin, "margin-left": marginLeft, "margin-right": marginRight,
	"margin-top": marginTop, "margin-bottom": marginBottom, "margin-inline-start": marginLeft, "margin-inline-end": marginRight,
	"margin-block-start": marginTop, "margin-block-end": marginBottom, "margin-inline": marginLeft, "margin-block": marginTop,
	"padding": padding, "padding-left": paddingLeft, "padding-right": paddingRight, "padding-top": paddingTop,
	"padding-bottom": paddingBottom, "padding-inline-start": paddingLeft, "padding-inline-end": paddingRight,
	"padding-block-start": paddingTop, "padding-block-end": paddingBottom, "padding-inline": paddingLeft, "padding-block": paddingTop,
	"letter-spacing": spacing, "clip-path": clipPath, "clip": clip, "transform": transform, "translate": translate, "rotate": rotate,
	"scale": scale, "zoom": zoom, "filter": filter, "mask": mask, "mask-image": mask, "mask-box-image": mask, "mask-border": mask,
	"mask-border-source": mask, "text-security": dots, "mix-blend-mode": blend, "offset": path, "offset-path": path,
	"content-visibility": content, "content": replaced, "overflow": overflow, "overflow-x": overflow, "overflow-y": overflow,
	"width": width, "height": height, "max-width": maxWidth, "max-height": maxHeight, "inline-size": width, "block-size": height,
	"max-inline-size": maxWidth, "max-block-size": maxHeight, "line-height": lineHeight, "animation": animation,
	"animation-name": animation, "background-image": picture,
}

// aliased are those that have a name with -webkit- before it.
var aliased = []property{inkFill, clipPath, transform, filter, mask, dots, opacity, animation}

// What a value may be made of.
const (
	keyword = 1 << iota
	count
	percent
	length
	angle
	colours
	negative // numbers, percentages and lengths may be below 0
	anything // every word that is none of these is valid too
)

// grammar says what a browser takes for a value of a property.
type grammar struct {
	kinds     int
	words     int    // at most
	keywords  string // separated by blanks
	functions string // whose arguments are judged where the value is used
}

const (
	sizes = "auto none min-content max-content fit-content stretch -webkit-fill-available -moz-available"
	turns = " rotate rotatex rotatey rotatez rotate3d "
)

// side is a distance from a side.
var side = grammar{kinds: keyword | length | percent | negative, words: 2, keywords: "auto"}

var grammars = [properties]grammar{
	display: {kinds: keyword, words: 3, keywords: "none contents block inline inline-block flow flow-root flex inline-flex grid inline-grid " +
		"table inline-table table-row table-cell table-row-group table-header-group table-footer-group table-column table-column-group " +
		"table-caption list-item run-in ruby ruby-base ruby-text ruby-base-container ruby-text-container math -webkit-box -webkit-flex " +
		"-webkit-inline-box -webkit-inline-flex"},
	visibility: {kinds: keyword, words: 1, keywords: "visible hidden collapse"},
	decoration: {kinds: keyword | length | percent | colours, words: 6, keywords: "none underline overline line-through blink solid double " +
		"dotted dashed wavy auto from-font"},
	opacity: {kinds: count | percent | negative, words: 1},
	fontSize: {kinds: keyword | length | percent, words: 1, keywords: "xx-small x-small small medium large x-large xx-large xxx-large " +
		"smaller larger math"},
	ink: {kinds: colours, words: 1}, inkFill: {kinds: colours, words: 1},
	paper: {
		kinds: keyword | colours | length | percent | negative, words: 99,
		keywords: "none repeat no-repeat repeat-x repeat-y space round scroll fixed local left right top bottom " +
			"center " + //nolint:misspell // CSS has it so
			"border-box padding-box content-box text cover contain auto",
		functions: " url linear-gradient radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient " +
			"repeating-conic-gradient -webkit-linear-gradient -moz-linear-gradient -o-linear-gradient -webkit-gradient image-set image ",
	},
	position: {kinds: keyword, words: 1, keywords: "static relative absolute fixed sticky -webkit-sticky"},
	left:     side, right: side, top: side, bottom: side, marginLeft: side, marginRight: side, marginTop: side, marginBottom: side,
	inset: {side.kinds, 4, side.keywords, ""}, margin: {side.kinds, 4, side.keywords, ""},
	level:       {kinds: keyword | count | negative, words: 1, keywords: "auto"},
	indent:      {kinds: keyword | length | percent | negative, words: 3, keywords: "hanging each-line"},
	paddingLeft: {kinds: length | percent, words: 2}, paddingRight: {kinds: length | percent, words: 1},
	paddingTop: {kinds: length | percent, words: 2}, paddingBottom: {kinds: length | percent, words: 1},
	padding: {kinds: length | percent, words: 4},
	spacing: {kinds: keyword | length | percent | negative, words: 1, keywords: "normal"},
	clipPath: {
		kinds: keyword, words: 2, keywords: "none border-box padding-box content-box margin-box fill-box stroke-box view-box",
		functions: shapes,
	},
	clip:      {kinds: keyword, words: 1, keywords: "auto", functions: " rect "},
	transform: {kinds: keyword, words: 99, keywords: "none", functions: moves},
	translate: {kinds: keyword | length | percent | negative, words: 3, keywords: "none"},
	rotate:    {kinds: keyword | count | angle | negative, words: 4, keywords: "none x y z"},
	scale:     {kinds: keyword | count | percent | negative, words: 3, keywords: "none"},
	zoom:      {kinds: keyword | count | percent, words: 1, keywords: "normal reset"},
	filter: {kinds: keyword, words: 99, keywords: "none", functions: " blur brightness contrast drop-shadow grayscale hue-rotate invert " +
		"opacity saturate sepia url "},
	mask: {kinds: anything, words: 99}, path: {kinds: anything, words: 99}, replaced: {kinds: anything, words: 99},
	animation: {kinds: anything, words: 99}, picture: {kinds: anything, words: 99},
	dots: {kinds: keyword, words: 1, keywords: "none disc circle square"},
	blend: {kinds: keyword, words: 1, keywords: "normal multiply screen overlay darken lighten color-dodge color-burn hard-light soft-light " +
		"difference exclusion hue saturation color luminosity plus-darker plus-lighter"},
	content:    {kinds: keyword, words: 1, keywords: "visible hidden auto"},
	overflow:   {kinds: keyword, words: 2, keywords: "visible hidden clip scroll auto overlay"},
	width:      {kinds: keyword | length | percent, words: 1, keywords: sizes},
	height:     {kinds: keyword | length | percent, words: 1, keywords: sizes},
	maxWidth:   {kinds: keyword | length | percent, words: 1, keywords: sizes},
	maxHeight:  {kinds: keyword | length | percent, words: 1, keywords: sizes},
	lineHeight: {kinds: keyword | count | length | percent, words: 1, keywords: "normal"},
}

const (
	shapes = " inset circle ellipse polygon path url rect xywh shape "
	moves  = turns + "translate translatex translatey translatez translate3d scale scalex scaley scalez scale3d skew skewx skewy matrix " +
		"matrix3d perspective "
)

// everywhere are the words that every property takes.
var everywhere = []string{"inherit", "initial", "unset", "revert", "revert-layer"}

// units of lengths, by what they are in pixels where letters are 16 pixels large; 0 for shares of what is around.
var units = map[string]float64{
	"px": 1, "pt": 4.0 / 3, "pc": 16, "in": 96, "cm": 37.8, "mm": 3.78, "q": 0.945, "em": 16, "rem": 16, "ex": 8, "rex": 8, "ch": 8,
	"rch": 8, "cap": 11, "rcap": 11, "ic": 16, "ric": 16, "lh": 18, "rlh": 18, "vw": 0, "vh": 0, "vi": 0, "vb": 0, "vmin": 0, "vmax": 0,
	"svw": 0, "svh": 0, "lvw": 0, "lvh": 0, "dvw": 0, "dvh": 0, "cqw": 0, "cqh": 0, "cqi": 0, "cqb": 0, "cqmin": 0, "cqmax": 0,
}

// declarationOf reads what a style says of a property, when it is one of those that decide whether text is seen. What a browser
// cannot read it drops, so that what was said before holds; so does this. Where browsers may differ the declaration is unsure.
func declarationOf(name string, tokens []css.Token) (d declaration, ok bool) {
	d.value = joined(tokens)
	if before, after, found := strings.Cut(d.value, "!"); found {
		if strings.TrimSpace(after) != "important" {
			return d, false
		}
		d.value, d.important = strings.TrimSpace(before), true
	}
	plain, prefixed := strings.CutPrefix(name, "-webkit-")
	if d.property, ok = named[plain]; !ok || d.value == "" || prefixed && !slices.Contains(aliased, d.property) {
		return d, false
	}
	switch {
	case slices.Contains(everywhere, d.value):
		d.computed = strings.HasPrefix(d.value, "revert")
		return d, true
	case d.isComputed():
		d.computed = true
		return d, true
	case name == "font":
		d.value, ok = sizeIn(d.value)
		return d, ok
	}
	d.computed = (d.property == paper || d.property == picture) && strings.Contains(d.value, "gradient(")
	if ok = d.judge(); name == "background" && ok {
		d.value = colourIn(d.value)
	}
	return d, ok
}

// judge reports whether a browser takes the value.
func (d *declaration) judge() bool {
	g, words := grammars[d.property], wordsIn(d.value)
	if g.kinds&anything != 0 {
		return true
	}
	if len(words) > g.words {
		return false
	}
	for _, w := range words {
		if !d.takes(g, w) {
			return false
		}
	}
	return len(words) > 0
}

// takes reports whether a word may be in a value.
func (d *declaration) takes(g grammar, w string) bool {
	if g.kinds&keyword != 0 && slices.Contains(strings.Fields(g.keywords), w) {
		return true
	}
	if n, unit, ok := quantity(w); ok && !strings.HasPrefix(w, "#") {
		size, known := units[unit]
		switch {
		case n < 0 && g.kinds&negative == 0:
			return false
		case unit == "":
			d.unsure = d.unsure || n != 0 && g.kinds&count == 0 // pages without a doctype may have lengths without a unit
			return g.kinds&(count|length) != 0
		case unit == "%":
			return g.kinds&percent != 0
		case unit == "deg" || unit == "rad" || unit == "grad" || unit == "turn":
			return g.kinds&angle != 0
		}
		return known && size >= 0 && g.kinds&length != 0
	}
	name, _, isFunction := strings.Cut(w, "(")
	if isFunction && strings.Contains(g.functions, " "+name+" ") {
		return true
	}
	if g.kinds&colours != 0 {
		c := paintOf(w)
		switch {
		case c.known || c.clear || w == "currentcolor":
			return true
		case isColour(w):
			d.computed = true
			return true
		}
	}
	if d.property == filter { // alpha() and progid were for browsers that are gone
		return false
	}
	if isFunction { // not known here, and perhaps to no browser
		d.unsure, d.computed = true, true
	}
	return isFunction
}

// isComputed reports whether the value is one that only a browser can work out.
func (d declaration) isComputed() bool {
	return slices.ContainsFunc([]string{"calc(", "var(", "min(", "max(", "clamp(", "env(", "attr("},
		func(f string) bool { return strings.Contains(d.value, f) })
}

// wordsIn splits a value at the blanks, commas and slashes that are in no brackets.
func wordsIn(value string) []string {
	depth := 0
	return strings.FieldsFunc(value, func(r rune) bool {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		}
		return depth == 0 && strings.ContainsRune(" \t\n\r\f,/", r)
	})
}

// sizeIn returns the size among what is said of a font, before which its kind may be given, and behind which its family must be.
func sizeIn(value string) (size string, ok bool) {
	if slices.Contains([]string{"caption", "icon", "menu", "message-box", "small-caption", "status-bar"}, value) {
		return "medium", true
	}
	const kinds = " normal italic oblique bold bolder lighter small-caps ultra-condensed extra-condensed condensed semi-condensed " +
		"semi-expanded expanded extra-expanded ultra-expanded "
	words := wordsIn(strings.ReplaceAll(value, " / ", "/"))
	for i, w := range words {
		n, unit, isNumber := quantity(w)
		switch d := (&declaration{property: fontSize}); {
		case strings.Contains(kinds, " "+w+" "), isNumber && (unit == "deg" || unit == "" && n > tiniest && n <= 1000):
		case d.takes(grammars[fontSize], w):
			rest := words[i+1:]
			if len(rest) > 0 && strings.Contains(value, "/") {
				rest = rest[1:]
			}
			return w, len(rest) > 0
		default:
			return "", false
		}
	}
	return "", false
}

// colourIn returns the colour among what is said of a background, which is none when there is a picture alone.
func colourIn(value string) string {
	words := wordsIn(value)
	for _, w := range slices.Backward(words) {
		if c := paintOf(w); c.known || c.clear || w == "currentcolor" || isColour(w) {
			return w
		}
	}
	if strings.Contains(value, "(") {
		return "picture"
	}
	return "none"
}
