package htmlfile

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/andybalholm/cascadia"
	input "github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
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
	indent
	clipPath
	clip
	transform
	scale
	filter
	content
	overflow
	width
	height
	maxWidth
	maxHeight
	properties
)

// said is what an element says by property, in lower case; "" for nothing.
type said [properties]string

// styles are the style sheets that stand in a page. Those in files of their own are not read.
type styles struct {
	rules     []rule // the weaker before the stronger
	simple    bool   // no rule asks for more than an element's tag, class and id
	known     map[string][]declaration
	elsewhere int  // sheets in files of their own
	computed  bool // a value has to be computed, which is not done
}

// rule says something of how the elements are shown that a selector finds.
type rule struct {
	selector cascadia.Sel
	says     declaration
}

type declaration struct {
	property  property
	value     string
	important bool
}

// stylesOf reads the style sheets of a page.
func stylesOf(doc *html.Node) *styles {
	s := &styles{simple: true, known: map[string][]declaration{}}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if style := attr(n, "style"); strings.Contains(style, "(") {
			s.computed = s.computed || slices.ContainsFunc(inStyle(style), declaration.isComputed)
		}
		switch seen := onScreen(strings.ToLower(attr(n, "media"))); {
		case seen && n.DataAtom == atom.Link && isSheet(n):
			s.elsewhere++
		case seen && n.DataAtom == atom.Style && n.FirstChild != nil:
			s.read(n.FirstChild.Data)
		}
	}
	slices.SortStableFunc(s.rules, func(a, b rule) int {
		switch x, y := a.selector.Specificity(), b.selector.Specificity(); {
		case x.Less(y):
			return -1
		case y.Less(x):
			return 1
		}
		return 0
	})
	return s
}

// isSheet tells whether a link leads to a style sheet that is used unless somebody chooses another.
func isSheet(link *html.Node) bool {
	kinds := strings.Fields(strings.ToLower(attr(link, "rel")))
	return slices.Contains(kinds, "stylesheet") && !slices.Contains(kinds, "alternate") && !hasAttr(link, "disabled") &&
		attr(link, "href") != ""
}

// unknown says what of a page's look is not known; "" when all is.
func (s *styles) unknown() string {
	var what []string
	if s.elsewhere > 0 {
		what = append(what, "style sheets in files of their own: "+strconv.Itoa(s.elsewhere))
	}
	if s.computed {
		what = append(what, "values that a browser computes, such as calc() and var()")
	}
	return strings.Join(what, ", and ")
}

// isComputed tells whether the value is one that only a browser can tell.
func (d declaration) isComputed() bool {
	return slices.ContainsFunc([]string{"calc(", "var(", "min(", "max(", "clamp(", "env(", "attr("},
		func(f string) bool { return strings.Contains(d.value, f) })
}

// onScreen tells whether what is for some media is for every screen.
func onScreen(media string) bool {
	return media == "" || !strings.ContainsAny(media, "(") && !strings.Contains(media, "not") &&
		(strings.Contains(media, "screen") || strings.Contains(media, "all"))
}

// read reads a style sheet. A selector that asks for more than the page itself tells, such as where the mouse is, finds
// nothing.
func (s *styles) read(text string) {
	p := css.NewParser(input.NewInputString(text), false)
	var open []braces
	for {
		grammar, _, data := p.Next()
		counts := !slices.ContainsFunc(open, func(b braces) bool { return b.skipped })
		switch {
		case grammar == css.ErrorGrammar:
			if !p.HasParseError() {
				return
			}
		case grammar == css.BeginAtRuleGrammar:
			name := string(data)
			open = append(open, braces{skipped: name != "@supports" && name != "@layer" && (name != "@media" || !onScreen(joined(p.Values())))})
		case grammar == css.AtRuleGrammar && string(data) == "@import" && counts:
			if values := slices.DeleteFunc(slices.Clone(p.Values()), isBlankToken); len(values) > 0 && onScreen(joined(values[1:])) {
				s.elsewhere++
			}
		case grammar == css.BeginRulesetGrammar:
			open = append(open, braces{selectors: s.selectors(p.Values())})
		case grammar == css.EndAtRuleGrammar, grammar == css.EndRulesetGrammar:
			open = open[:max(0, len(open)-1)]
		case grammar == css.DeclarationGrammar && counts && len(open) > 0:
			if d, ok := declarationOf(string(data), p.Values()); ok {
				s.computed = s.computed || d.isComputed()
				for _, selector := range open[len(open)-1].selectors {
					s.rules = append(s.rules, rule{selector, d})
				}
			}
		}
	}
}

func isBlankToken(t css.Token) bool { return t.TokenType == css.WhitespaceToken }

// braces are a part of a style sheet in braces.
type braces struct {
	skipped   bool // it is for another use than a screen
	selectors []cascadia.Sel
}

// selectors reads a list of selectors.
func (s *styles) selectors(tokens []css.Token) (out []cascadia.Sel) {
	var b strings.Builder
	depth := 0
	end := func() {
		text := strings.TrimSpace(b.String())
		b.Reset()
		if selector, err := cascadia.Parse(text); err == nil {
			s.simple = s.simple && !strings.ContainsAny(text, " \t\n>+~[:")
			out = append(out, selector)
		}
	}
	for _, t := range tokens {
		if t.TokenType == css.CommaToken && depth == 0 {
			end()
			continue
		}
		b.Write(t.Data)
		if slices.Contains([]css.TokenType{css.LeftParenthesisToken, css.FunctionToken, css.LeftBracketToken}, t.TokenType) {
			depth++
		} else if t.TokenType == css.RightParenthesisToken || t.TokenType == css.RightBracketToken {
			depth--
		}
	}
	end()
	return out
}

// declarationOf reads what a style says of a property, when it is one of those that tell whether text is seen.
func declarationOf(name string, tokens []css.Token) (d declaration, ok bool) {
	d.value = joined(tokens)
	if value, important := strings.CutSuffix(d.value, "!important"); important {
		d.value, d.important = strings.TrimSpace(value), true
	}
	switch name {
	case "font":
		d.property, d.value = fontSize, sizeIn(tokens)
	case "background":
		d.property, d.value = paper, colourIn(d.value)
	default:
		if d.property, ok = propertyOf(name); !ok {
			return d, false
		}
	}
	return d, d.value != ""
}

// propertyOf gives the property of a name that stands for one alone.
func propertyOf(name string) (p property, ok bool) {
	name = strings.TrimPrefix(name, "-webkit-")
	switch name {
	case "text-decoration-line":
		return decoration, true
	case "overflow-x", "overflow-y":
		return overflow, true
	}
	i := slices.Index([]string{
		display: "display", visibility: "visibility", decoration: "text-decoration", opacity: "opacity", fontSize: "font-size",
		ink: "color", inkFill: "text-fill-color", paper: "background-color", position: "position", left: "left", right: "right",
		top: "top", bottom: "bottom", inset: "inset", indent: "text-indent", clipPath: "clip-path", clip: "clip",
		transform: "transform", scale: "scale", filter: "filter", content: "content-visibility", overflow: "overflow",
		width: "width", height: "height", maxWidth: "max-width", maxHeight: "max-height",
	}, name)
	return property(i), i >= 0
}

// joined gives a value as one text in lower case.
func joined(tokens []css.Token) string {
	var b bytes.Buffer
	for _, t := range tokens {
		b.Write(t.Data)
	}
	return strings.ToLower(strings.TrimSpace(b.String()))
}

// sizeIn gives the size among what is said of a font: the first length, for others are weights, which have no unit.
func sizeIn(tokens []css.Token) string {
	for _, t := range tokens {
		if t.TokenType == css.DimensionToken || t.TokenType == css.PercentageToken {
			return string(bytes.ToLower(t.Data))
		}
		if n, _, ok := quantity(string(t.Data)); ok && n <= tiniest && t.TokenType == css.NumberToken {
			return string(t.Data)
		}
	}
	return "medium"
}

// colourIn gives the colour among what is said of a background, which is none when there is a picture alone.
func colourIn(value string) string {
	depth := 0
	words := strings.FieldsFunc(value, func(r rune) bool {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		}
		return depth == 0 && r == ' '
	})
	for _, w := range words {
		if c := paintOf(w); c.known || c.clear || w == "currentcolor" || w == "inherit" {
			return w
		}
	}
	if strings.Contains(value, "(") {
		return "picture"
	}
	return "none"
}

// said gives what an element says of how its text is shown: by its tag, its attributes, the style sheets and its style.
func (s *styles) said(n *html.Node) (out said) {
	out.hints(n)
	found := s.find(n)
	var own []declaration
	if style := attr(n, "style"); style != "" {
		own = inStyle(style)
	}
	for _, important := range []bool{false, true} {
		for _, all := range [][]declaration{found, own} {
			for _, d := range all {
				if d.important == important {
					out[d.property] = d.value
				}
			}
		}
	}
	return out
}

// find gives what the style sheets say of an element, the weaker before the stronger.
func (s *styles) find(n *html.Node) (out []declaration) {
	if len(s.rules) == 0 {
		return nil
	}
	key := n.Data + "\x00" + attr(n, "class") + "\x00" + attr(n, "id")
	if found, ok := s.known[key]; ok {
		return found
	}
	for _, r := range s.rules {
		if r.selector.Match(n) {
			out = append(out, r.says)
		}
	}
	if s.simple {
		s.known[key] = out
	}
	return out
}

// inStyle reads a style attribute.
func inStyle(style string) (out []declaration) {
	p := css.NewParser(input.NewInputString(style), true)
	for {
		grammar, _, data := p.Next()
		if grammar == css.ErrorGrammar && !p.HasParseError() {
			return out
		}
		if grammar == css.DeclarationGrammar {
			if d, ok := declarationOf(string(data), p.Values()); ok {
				out = append(out, d)
			}
		}
	}
}

// hints gives what tags and attributes say by themselves.
func (s *said) hints(n *html.Node) {
	switch n.Data {
	case "del", "s", "strike":
		s[decoration] = "line-through"
	case "a":
		if hasAttr(n, "href") {
			s[ink] = "#0000ee"
		}
	case "mark":
		s[ink], s[paper] = "black", "yellow"
	case "font":
		s[ink] = legacy(attr(n, "color"))
	case "body":
		s[ink] = legacy(attr(n, "text"))
	case "dialog":
		if !hasAttr(n, "open") {
			s[display] = "none"
		}
	}
	if c := attr(n, "bgcolor"); c != "" {
		s[paper] = legacy(c)
	}
}

// legacy gives a colour of an attribute, which may stand without #.
func legacy(c string) string {
	c = strings.ToLower(strings.TrimSpace(c))
	if c != "" && !paintOf(c).known && paintOf("#"+c).known {
		return "#" + c
	}
	return c
}
