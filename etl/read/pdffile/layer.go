package pdffile

import (
	"regexp"

	"github.com/ledongthuc/pdf"
)

// reference matches what names an object, in the text that the library makes of a value.
var reference = regexp.MustCompile(`\d+ \d+ R`)

// layersOff returns the layers that are turned off when the document is opened, by reference.
func layersOff(root pdf.Value) map[string]bool {
	all := root.Key("OCProperties")
	off := map[string]bool{}
	add := func(layers pdf.Value, is bool) {
		for _, r := range reference.FindAllString(layers.String(), -1) {
			off[r] = is
		}
	}
	if all.Key("D").Key("BaseState").Name() == "OFF" {
		add(all.Key("OCGs"), true)
		add(all.Key("D").Key("ON"), false)
	}
	add(all.Key("D").Key("OFF"), true)
	return off
}

// isOff reports whether what a dictionary has under a key is a layer that is off, or depends on one.
func (p *painter) isOff(v pdf.Value, key string) bool {
	if len(p.off) == 0 {
		return false
	}
	m := regexp.MustCompile("/" + regexp.QuoteMeta(key) + ` (\d+ \d+ R)`).FindStringSubmatch(v.String())
	if m != nil && p.off[m[1]] {
		return true
	}
	for _, r := range reference.FindAllString(v.Key(key).Key("OCGs").String(), -1) {
		if p.off[r] {
			return true
		}
	}
	return false
}

// hidden reports whether what is drawn now is on a layer that is off.
func (p *painter) hidden() bool { return len(p.marks) > 0 && p.marks[len(p.marks)-1] }

// mark begins or ends a part of the content, which may be on a layer.
func (p *painter) mark(op string, args []operand, resources pdf.Value) {
	if k := len(p.marks) - 1; op == "EMC" {
		if k >= 0 {
			p.marks = p.marks[:k]
		}
		return
	}
	hidden := p.hidden()
	if op == "BDC" && len(args) == 2 && args[0].text == "OC" {
		hidden = hidden || p.isOff(resources.Key("Properties"), args[1].text)
	}
	p.marks = append(p.marks, hidden)
}
