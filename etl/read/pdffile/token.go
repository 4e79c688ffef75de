package pdffile

import (
	"bytes"
	"iter"
	"strconv"
)

// operand is what comes before an operator in a content stream: a number, a string, a name or an array of them. What
// is none of these is an operand of no kind.
type operand struct {
	kind  byte // 'n' number, 's' string, '/' name, '[' array, 0 else
	num   float64
	text  string
	items []operand
}

// scanner reads the content of a page, of a form, or of a table of characters.
type scanner struct {
	data []byte
	pos  int
}

// operators yields each operator with the operands before it, which are valid until the next one.
func (s *scanner) operators() iter.Seq2[string, []operand] {
	return func(yield func(string, []operand) bool) {
		var args []operand
		for s.blanks(); s.pos < len(s.data); s.blanks() {
			word, arg := s.operand(0)
			switch {
			case word != "":
				if !yield(word, args) {
					return
				}
				args = args[:0]
			case len(args) < 4096:
				args = append(args, arg)
			}
		}
	}
}

func (s *scanner) blanks() {
	for s.pos < len(s.data) {
		c := s.data[s.pos]
		if c == '%' {
			for s.pos < len(s.data) && s.data[s.pos] != '\n' && s.data[s.pos] != '\r' {
				s.pos++
			}
			continue
		}
		if !blank(c) {
			return
		}
		s.pos++
	}
}

func blank(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func delimits(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

// operand reads one operand, or returns the operator that is there.
func (s *scanner) operand(depth int) (word string, arg operand) {
	c := s.data[s.pos]
	switch {
	case c == '(':
		return "", operand{kind: 's', text: s.literal()}
	case c == '<' && s.pos+1 < len(s.data) && s.data[s.pos+1] == '<':
		s.pos += 2
		return "", operand{}
	case c == '<':
		return "", operand{kind: 's', text: s.hex()}
	case c == '[' && depth < 2:
		s.pos++
		return "", operand{kind: '[', items: s.array(depth + 1)}
	case c == '/':
		s.pos++
		return "", operand{kind: '/', text: s.name()}
	case delimits(c):
		s.pos++
		return "", operand{}
	}
	start := s.pos
	for s.pos < len(s.data) && !blank(s.data[s.pos]) && !delimits(s.data[s.pos]) {
		s.pos++
	}
	text := string(s.data[start:s.pos])
	if c := text[0]; c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' {
		n, err := strconv.ParseFloat(text, 64)
		if err != nil || n > 1e9 || n < -1e9 {
			return "", operand{}
		}
		return "", operand{kind: 'n', num: n}
	}
	return text, operand{}
}

func (s *scanner) array(depth int) []operand {
	var items []operand
	for {
		s.blanks()
		if s.pos >= len(s.data) {
			return items
		}
		if s.data[s.pos] == ']' {
			s.pos++
			return items
		}
		if word, arg := s.operand(depth); word == "" {
			items = append(items, arg)
		}
	}
}

func (s *scanner) name() string {
	start := s.pos
	for s.pos < len(s.data) && !blank(s.data[s.pos]) && !delimits(s.data[s.pos]) {
		s.pos++
	}
	raw := s.data[start:s.pos]
	if bytes.IndexByte(raw, '#') < 0 {
		return string(raw)
	}
	var out []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if v, err := strconv.ParseUint(string(raw[i+1:i+3]), 16, 8); err == nil {
				out = append(out, byte(v))
				i += 2
				continue
			}
		}
		out = append(out, raw[i])
	}
	return string(out)
}

func (s *scanner) hex() string {
	s.pos++
	var out []byte
	high, half := byte(0), false
	for ; s.pos < len(s.data) && s.data[s.pos] != '>'; s.pos++ {
		var v byte
		switch c := s.data[s.pos]; {
		case '0' <= c && c <= '9':
			v = c - '0'
		case 'a' <= c && c <= 'f':
			v = c - 'a' + 10
		case 'A' <= c && c <= 'F':
			v = c - 'A' + 10
		default:
			continue
		}
		if half {
			out = append(out, high<<4|v)
		}
		high, half = v, !half
	}
	if half {
		out = append(out, high<<4)
	}
	s.pos++
	return string(out)
}

var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

func (s *scanner) literal() string {
	var out []byte
	depth := 1
	for s.pos++; s.pos < len(s.data); s.pos++ {
		switch c := s.data[s.pos]; c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				s.pos++
				return string(out)
			}
		case '\\':
			out = s.escape(out)
			continue
		}
		out = append(out, s.data[s.pos])
	}
	return string(out)
}

// escape reads what follows a backslash, and leaves the scanner on its last byte.
func (s *scanner) escape(out []byte) []byte {
	if s.pos++; s.pos >= len(s.data) {
		return out
	}
	c := s.data[s.pos]
	if to, known := escapes[c]; known {
		return append(out, to)
	}
	switch {
	case '0' <= c && c <= '7':
		v := 0
		for n := 0; n < 3 && s.pos < len(s.data) && '0' <= s.data[s.pos] && s.data[s.pos] <= '7'; n++ {
			v = v*8 + int(s.data[s.pos]-'0')
			s.pos++
		}
		s.pos--
		return append(out, byte(v))
	case c == '\r':
		if s.pos+1 < len(s.data) && s.data[s.pos+1] == '\n' {
			s.pos++
		}
		return out
	case c == '\n':
		return out
	}
	return append(out, c)
}

// skipImage passes over the bytes of a picture that is in the content itself, after its ID.
func (s *scanner) skipImage() {
	for s.pos < len(s.data) {
		i := bytes.Index(s.data[s.pos:], []byte("EI"))
		if i < 0 {
			s.pos = len(s.data)
			return
		}
		before, after := s.pos+i-1, s.pos+i+2
		s.pos = after
		if blank(s.data[before]) && (after >= len(s.data) || blank(s.data[after])) {
			return
		}
	}
}
