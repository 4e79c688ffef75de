package pdffile

import (
	"errors"

	"github.com/ledongthuc/pdf"
)

// What annotations hide, by kind. Others are drawn as they say.
var (
	// pointing ones show where something is, or open something.
	pointing = map[string]bool{"Link": true, "Popup": true, "Underline": true, "Squiggly": true}
	// removing ones say that a text must be gone, whether or not they cover it.
	removing = map[string]bool{"Redact": true, "StrikeOut": true}
	// framing ones are empty when they have no colour to fill them.
	framing = map[string]bool{"Square": true, "Circle": true, "Polygon": true}
	// icons are signs for what a click opens.
	icons = map[string]bool{"Text": true, "FileAttachment": true, "Sound": true, "Movie": true, "Screen": true, "Widget": true}
)

const (
	flagHidden = 1 << 1
	flagNoView = 1 << 5
	maxNotes   = 20_000
)

// annotations draws what lies over the page. Its text is no part of the page.
func (p *painter) annotations(all pdf.Value) error {
	if all.Len() > maxNotes {
		return limitError("expected at most 20,000 annotations on a page")
	}
	p.note = true
	page := p.state
	for i := range all.Len() {
		p.state = page
		if err := p.annotation(all.Index(i)); err != nil {
			return err
		}
	}
	return nil
}

func (p *painter) annotation(v pdf.Value) error {
	kind := v.Key("Subtype").Name()
	if pointing[kind] || !removing[kind] && v.Key("F").Int64()&(flagHidden|flagNoView) != 0 {
		return nil
	}
	shown := v.Key("AP").Key("N")
	if shown.Kind() == pdf.Dict {
		shown = shown.Key(v.Key("AS").Name())
	}
	black := brush{space: space{numbers: 1}, alpha: 1}
	switch {
	case removing[kind]:
		p.quads(v, black)
	case shown.Kind() == pdf.Stream:
		before := p.state
		err := guard(func() error { return p.appearance(shown, rectOf(v.Key("Rect"))) })
		if _, limit := errors.AsType[limitError](err); limit {
			return err
		}
		if err != nil { // what it shows cannot be known
			p.state = before
			p.paint(p.ctm.of(rectOf(v.Key("Rect"))), nil, black)
		}
	case kind == "Highlight":
		c := numbersOf(v.Key("C"))
		b := brush{space: space{numbers: len(c)}, alpha: 1}
		if b.set(c); len(c) > 0 {
			p.mode.multiply = true
			p.quads(v, b)
		}
	case icons[kind], framing[kind] && v.Key("IC").Len() == 0:
	default:
		p.paint(p.ctm.of(rectOf(v.Key("Rect"))), nil, black)
	}
	return nil
}

// quads paints the quadrilaterals of an annotation, or all of it when it has none.
func (p *painter) quads(v pdf.Value, b brush) {
	q := v.Key("QuadPoints")
	if q.Len() < 8 {
		p.paint(p.ctm.of(rectOf(v.Key("Rect"))), nil, b)
		return
	}
	for i := 0; i+8 <= q.Len(); i += 8 {
		box := everywhere
		for k := i; k < i+8; k += 2 {
			x, y := p.ctm.at(q.Index(k).Float64(), q.Index(k+1).Float64())
			if k == i {
				box = rect{x, y, x, y}
			}
			box = box.with(x, y)
		}
		p.paint(box, nil, b)
	}
}

// appearance draws what an annotation shows: a form whose box, as its matrix places it, is stretched over the rectangle.
func (p *painter) appearance(form pdf.Value, over rect) error {
	box := matrixOf(form.Key("Matrix")).of(rectOf(form.Key("BBox")))
	stretch := matrix{a: 1, d: 1}
	if w, h := box.x1-box.x0, box.y1-box.y0; w > 0 && h > 0 {
		stretch.a, stretch.d = (over.x1-over.x0)/w, (over.y1-over.y0)/h
	}
	stretch.e, stretch.f = over.x0-box.x0*stretch.a, over.y0-box.y0*stretch.d
	p.ctm = stretch.then(p.ctm)
	return p.form(form, pdf.Value{}, 0)
}
