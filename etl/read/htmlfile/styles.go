package htmlfile

import (
	"strings"

	"golang.org/x/net/html"
)

// said is what an element says by property, in lower case; "" for nothing.
type said [properties]string

// styles are the style sheets of a page, as they apply where a condition holds. Those in files of their own are not read.
type styles struct {
	rules  []styleRule // the weaker before the stronger
	simple bool        // no rule asks for more than an element's tag, class and id
	known  map[string][]declaration
	unsure bool   // what only some browsers take is taken
	frame  *frame // the moment of an animation that is looked at; nil for none
}

// said returns what an element says of how its text is shown: by its tag, its attributes, the style sheets, its style, and the moment
// of an animation.
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
				if d.important == important && (s.unsure || !d.unsure) {
					out[d.property] = d.plain()
				}
			}
		}
	}
	if s.frame != nil && s.frame.runs(out[animation]) {
		for _, d := range s.frame.says {
			out[d.property] = d.plain()
		}
	}
	return out
}

// plain returns the value; that of a page which says nothing, where it is said that it be so again.
func (d declaration) plain() string {
	inherited := d.property == visibility || d.property == fontSize || d.property == ink || d.property == inkFill || d.property == indent
	switch {
	case d.value == "initial" && d.property == visibility:
		return "visible"
	case d.value == "initial" && d.property == ink:
		return "black"
	case d.value == "initial" && d.property == inkFill:
		return "currentcolor"
	case d.value == "initial" && d.property == fontSize:
		return "medium"
	case d.value == "initial" && d.property == indent:
		return "0"
	case inherited && (d.value == "unset" || strings.HasPrefix(d.value, "revert")):
		return "inherit"
	case d.value == "initial" || d.value == "unset" || strings.HasPrefix(d.value, "revert"):
		return ""
	}
	return d.value
}

// find returns what the style sheets say of an element, the weaker before the stronger.
func (s *styles) find(n *html.Node) (out []declaration) {
	if len(s.rules) == 0 {
		return nil
	}
	key := n.Data + "\x00" + attr(n, "class") + "\x00" + attr(n, "id")
	if found, ok := s.known[key]; ok {
		return found
	}
	for _, r := range s.rules {
		if r.Match(n) {
			out = append(out, r.says)
		}
	}
	if s.simple {
		s.known[key] = out
	}
	return out
}

// hints adds what tags and attributes say by themselves.
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
	case "rp":
		s[display] = "none"
	}
	if hasAttr(n, "popover") {
		s[display] = "none"
	}
	if c := attr(n, "bgcolor"); c != "" {
		s[paper] = legacy(c)
	}
}

// legacy returns a colour of an attribute, which may be written without #.
func legacy(c string) string {
	c = strings.ToLower(strings.TrimSpace(c))
	if c != "" && !paintOf(c).known && paintOf("#"+c).known {
		return "#" + c
	}
	return c
}
