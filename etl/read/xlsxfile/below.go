package xlsxfile

import (
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"tvistdata/etl/source"
)

// below is what is in a sheet after its rows, and says something of them.
type below struct {
	merged     []span
	conditions []covering
}

// covering is a range in which something may hide what is in a cell.
type covering struct {
	span
	change *xmlChange // what a conditional format makes of the cells; nil for what lies over them or takes their place
}

// belowRows reads what is in a sheet after its rows. It is read first, because what a row means depends on it.
func (w *workbook) belowRows(part string) (found below, err error) {
	open, err := w.open(part, maxSheet)
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, open.Close()) }()
	tail, err := afterRows(open)
	if err != nil {
		return found, damaged(part, err)
	}
	t := &tokens{part: io.NopCloser(tail), name: part}
	t.dec = xml.NewDecoder(t)
	var c conditions
	for {
		t.left = maxToken
		tok, err := t.dec.RawToken() // which does not mind that the elements around the rows were not opened here
		if errors.Is(err, io.EOF) {
			slices.SortStableFunc(found.merged, func(a, b span) int { return a.top - b.top })
			found.conditions = c.found
			return found, nil
		}
		if err != nil {
			return found, damaged(part, err)
		}
		c.see(tok, w.changes)
		if el, ok := tok.(xml.StartElement); ok && el.Name.Local == "mergeCell" {
			s, ok := spanOf(attr(el, "ref"))
			if !ok {
				return found, errors.New("expected the ranges of merged cells to be like A1:B2")
			}
			found.merged = append(found.merged, s)
		}
		if len(found.merged) > maxMerged || len(c.found) > maxMerged {
			return found, fmt.Errorf("expected at most %d ranges of merged cells, and of conditional formats", maxMerged)
		}
	}
}

// conditions collects what conditional formats may hide: of the two ways to write them, one names what it changes by number,
// the other says it itself, and its range at the end.
type conditions struct {
	found  []covering
	ranges strings.Builder
	inside bool // of a conditional format
	font   bool // inside of a font
	letter bool // inside of a range
	rules  []*xmlChange
}

func (c *conditions) see(tok xml.Token, changes []xmlChange) {
	switch el := tok.(type) {
	case xml.StartElement:
		if el.Name.Local == "conditionalFormatting" {
			*c = conditions{found: c.found, inside: true}
			c.ranges.WriteString(attr(el, "sqref"))
		} else if c.inside {
			c.start(el, changes)
		}
	case xml.EndElement:
		switch el.Name.Local {
		case "font":
			c.font = false
		case "sqref":
			c.letter = false
		case "conditionalFormatting":
			c.end()
		}
	case xml.CharData:
		if c.letter {
			c.ranges.Write(el)
		}
	}
}

// start sees an element inside of a conditional format.
func (c *conditions) start(el xml.StartElement, changes []xmlChange) {
	switch el.Name.Local {
	case "sqref":
		c.letter = true
		return
	case "cfRule":
		c.rules = append(c.rules, &xmlChange{})
		if i, err := strconv.Atoi(attr(el, "dxfId")); err == nil && i >= 0 && i < len(changes) {
			*c.rules[len(c.rules)-1] = changes[i]
		}
		return
	}
	if len(c.rules) == 0 {
		return
	}
	rule := c.rules[len(c.rules)-1]
	switch el.Name.Local {
	case "dataBar", "iconSet":
		if v := attr(el, "showValue"); v == "0" || v == "false" {
			c.rules[len(c.rules)-1] = nil
			c.rules = append(c.rules, &xmlChange{})
		}
	case "font":
		c.font, rule.Font = true, &xmlFont{}
	case "strike":
		if c.font {
			rule.Font.Strike = &xmlValue{attr(el, "val")}
		}
	case "color":
		if c.font {
			rule.Font.Colour = colourOf(el)
		}
	case "patternFill":
		rule.Fill = &xmlFill{Pattern: &xmlPattern{}}
	case "bgColor":
		if rule.Fill != nil {
			rule.Fill.Pattern.Back = colourOf(el)
		}
	case "fgColor":
		if rule.Fill != nil {
			rule.Fill.Pattern.Fore = colourOf(el)
		}
	case "numFmt":
		rule.Format = &xmlFormat{Code: attr(el, "formatCode")}
	}
}

// end keeps the conditional format's ranges, the whole sheet where one cannot be read.
func (c *conditions) end() {
	for _, r := range c.rules {
		if r != nil && r.Font == nil && r.Fill == nil && r.Format == nil {
			continue
		}
		for ref := range strings.FieldsSeq(c.ranges.String()) {
			s, ok := spanOf(ref)
			if !ok {
				s = span{top: 1, bottom: maxRows, right: maxColumns - 1}
			}
			c.found = append(c.found, covering{s, r})
		}
	}
	c.inside, c.rules = false, nil
}

// over goes row by row through the ranges in which something may be hidden.
type over struct {
	later []covering
	open  []covering
	looks map[changed]*style
}

// changed is a cell format that a conditional format changes.
type changed struct {
	format int
	by     *xmlChange
}

func newOver(all []covering) over {
	slices.SortStableFunc(all, func(a, b covering) int { return cmp.Compare(a.top, b.top) })
	return over{later: all, looks: map[changed]*style{}}
}

// row goes to a row.
func (o *over) row(line int) {
	o.open = slices.DeleteFunc(o.open, func(c covering) bool { return c.bottom < line })
	for len(o.later) > 0 && o.later[0].top <= line {
		if o.later[0].bottom >= line {
			o.open = append(o.open, o.later[0])
		}
		o.later = o.later[1:]
	}
}

// covers returns how the cell that has just been read, which is not empty, does not show all of it; "" when it does.
func (s *sheet) covers(start xml.StartElement) source.How {
	if s.row.flat {
		return source.Flat
	}
	if !s.w.hides && !differ(s.text.runs) && len(s.over.open) == 0 {
		return ""
	}
	format, err := strconv.Atoi(attr(start, "s"))
	if err != nil || format < 0 || format >= len(s.w.styles) {
		format = 0
	}
	look, k := plainStyle(), s.kind(attr(start, "t"))
	if format < len(s.w.styles) {
		look = s.w.styles[format]
	}
	if how := look.hidesAny(k, s.text.runs); how != "" {
		return how
	}
	for _, c := range s.over.open {
		if s.column < c.left || s.column > c.right {
			continue
		}
		if c.change == nil {
			return source.Beneath
		}
		key := changed{format, c.change}
		if s.over.looks[key] == nil {
			l := s.w.changed(look, *c.change)
			s.over.looks[key] = &l
		}
		if s.over.looks[key].hidesAny(k, s.text.runs) != "" {
			return source.Condition
		}
	}
	return ""
}

// kind returns the kind of the value that has just been read, of a type.
func (s *sheet) kind(of string) kind {
	switch of {
	case "", "n":
	case "d":
		return positive
	default:
		return written
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(s.text.b.String()), 64)
	switch {
	case err != nil || v > 0:
		return positive
	case v < 0:
		return negative
	}
	return zero
}
