package jsonfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"tvistdata/etl/read/internal/header"
	"tvistdata/etl/read/internal/judge"
	"tvistdata/etl/rule"
)

// maxLevels is how deep objects may be nested, counting the record itself.
const maxLevels = 3

// tooLong is what is wrong with a record longer than maxRecord.
var tooLong = fmt.Sprintf("expected a record of at most %d bytes", maxRecord)

// cell is what a record says under a key; folded is the key after header.Fold.
type cell struct {
	key, folded, text string
	thousandth        bool // it is a number of three decimals
}

// parser makes cells of records, one after the other.
type parser struct {
	known func(string) bool
	fold  map[string]string // what header.Fold made of keys
	seen  map[string]int    // the last record that had a key, by what it folds to
	count int

	line  int
	raw   []byte // valid JSON
	pos   int
	cells []cell
}

func newParser(known func(string) bool) *parser {
	return &parser{known: known, fold: make(map[string]string), seen: make(map[string]int)}
}

// parse returns the cells of a record, valid until the next one, or what is wrong with it.
func (p *parser) parse(in piece) ([]cell, *flaw) {
	p.line, p.raw, p.pos, p.cells = in.line, in.raw, 0, p.cells[:0]
	p.count++
	if len(p.seen) > 2*maxColumns {
		clear(p.seen)
		clear(p.fold)
	}
	switch {
	case in.flaw != nil:
		return nil, in.flaw
	case !utf8.Valid(in.raw):
		return nil, p.flaw(rule.BadEncoding, "expected utf-8, found a byte that is not")
	case !json.Valid(in.raw):
		return nil, p.flaw(rule.BadJSON, p.syntax())
	case in.raw[0] != '{':
		return nil, p.flaw(rule.NoObject, "expected an object, found another value")
	}
	if f := p.object("", 1); f != nil {
		return nil, f
	}
	return p.cells, nil
}

func (p *parser) flaw(why *rule.Rule, text string) *flaw { return &flaw{p.line, why, text} }

// syntax says where a record stops to be JSON.
func (p *parser) syntax() string {
	var whole json.RawMessage
	err := json.Unmarshal(p.raw, &whole)
	bad, ok := errors.AsType[*json.SyntaxError](err)
	if !ok {
		return "expected JSON"
	}
	at := min(int(bad.Offset), len(p.raw))
	return fmt.Sprintf("expected JSON, but byte %d of the record, on its line %d, is out of place", at, bytes.Count(p.raw[:at],
		[]byte("\n"))+1)
}

// space goes to the next byte that is no white space and returns it.
func (p *parser) space() byte {
	for space(p.raw[p.pos]) {
		p.pos++
	}
	return p.raw[p.pos]
}

// object appends the cells of the object that starts here, whose keys follow after prefix.
func (p *parser) object(prefix string, level int) *flaw {
	p.pos++
	for {
		switch p.space() {
		case '}':
			p.pos++
			return nil
		case ',':
			p.pos++
			continue
		}
		key, f := p.text()
		if f != nil {
			return f
		}
		if p.folded(key) == "" {
			return p.flaw(rule.BesideColumns, "expected every key to have a name, found one without")
		}
		key = prefix + key
		p.space()
		p.pos++ // the colon
		c := p.space()
		switch {
		case c == '[':
			return p.flaw(rule.NestedValue, fmt.Sprintf("expected a text or a number under the key %s, found an array", header.Quote(key, p.known)))
		case c == '{' && level == maxLevels:
			return p.flaw(rule.NestedValue, fmt.Sprintf("expected objects at most %d deep, found more under the key %s", maxLevels,
				header.Quote(key, p.known)))
		case c == '{':
			f = p.object(key+".", level+1)
		default:
			f = p.cell(key, c)
		}
		if f != nil {
			return f
		}
	}
}

// cell appends the cell that starts here with c.
func (p *parser) cell(key string, c byte) *flaw {
	folded := p.folded(key)
	if p.seen[folded] == p.count {
		return p.flaw(rule.DuplicateKey, fmt.Sprintf("expected every key once, found two that are %s", header.Quote(key, p.known)))
	}
	p.seen[folded] = p.count
	if c == '"' {
		text, f := p.text()
		if f != nil {
			return f
		}
		p.cells = append(p.cells, cell{key: key, folded: folded, text: strings.Trim(text, " \t")})
		return nil
	}
	from := p.pos
	p.pos += bytes.IndexAny(p.raw[from:], ",} \t\r\n")
	text := string(p.raw[from:p.pos])
	if text == "null" {
		text = ""
	}
	p.cells = append(p.cells, cell{key, folded, text, judge.Thousandths(text)})
	return nil
}

// folded returns header.Fold of a key, which is worked out once for each.
func (p *parser) folded(key string) string {
	folded, ok := p.fold[key]
	if !ok {
		folded = header.Fold(key)
		p.fold[key] = folded
	}
	return folded
}

// text returns the text that starts here.
func (p *parser) text() (string, *flaw) {
	from, escaped := p.pos, false
	p.pos++
	for ; p.raw[p.pos] != '"'; p.pos++ {
		if p.raw[p.pos] == '\\' {
			escaped = true
			p.pos++
		}
	}
	p.pos++
	raw := p.raw[from:p.pos]
	if !escaped {
		return string(raw[1 : len(raw)-1]), nil
	}
	if halfPair(raw) {
		return "", p.flaw(rule.CutCharacter, "expected whole characters, found half of a surrogate pair")
	}
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return "", p.flaw(rule.BadJSON, "expected a text")
	}
	if strings.IndexByte(text, 0) >= 0 {
		return "", p.flaw(rule.NULByte, "expected text, found a NUL")
	}
	return text, nil
}

// halfPair reports whether a text escapes half of a surrogate pair.
func halfPair(raw []byte) bool {
	high := false
	for i := 0; i < len(raw); i++ {
		unit := rune(0)
		if raw[i] == '\\' {
			if i++; raw[i] == 'u' {
				n, err := strconv.ParseUint(string(raw[i+1:i+5]), 16, 16)
				if err != nil {
					return true
				}
				unit = rune(n)
				i += 4
			}
		}
		low := utf16.IsSurrogate(unit) && unit >= 0xDC00
		if low != high {
			return true
		}
		high = utf16.IsSurrogate(unit) && !low
	}
	return high
}
