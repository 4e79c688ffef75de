package csvfile

import (
	"fmt"
	"math/bits"
	"strings"

	"tvistdata/etl/rule"
)

// splitter walks over a piece of the text, record by record.
type splitter struct {
	text  string
	final bool // the text reaches the end of the file
	pos   int  // where the next record starts
	line  int  // the line of the file that it starts on
	eol   byte // what ends a line: \n, after any number of \r, or \r
	mark  byte // what quotes cells; 0 when nothing does

	quote, nul, stray int // the first such byte at or after pos; len(text) when there is none
}

// flaw says what is wrong with a record and where in the text that shows.
type flaw struct {
	rule *rule.Rule
	text string
	at   int
}

// tooLong is what is wrong with a line longer than maxRecord.
var tooLong = fmt.Sprintf("expected a line of at most %d bytes", maxRecord)

// endless is the flaw of a quoted record that is longer than maxRecord.
func endless(at int) *flaw {
	return &flaw{rule.UnterminatedQuote, fmt.Sprintf("expected a quoted record to end within %d bytes", maxRecord), at}
}

// reset continues with another piece of text, which starts with the record at pos.
func (s *splitter) reset(text string, final bool) {
	s.text, s.final, s.pos = text, final, 0
	s.quote, s.nul, s.stray = -1, -1, -1
	if s.mark == 0 {
		s.quote = len(text)
	}
}

// find moves a mark to the first c at or after pos.
func (s *splitter) find(mark *int, c byte) int {
	if *mark < s.pos {
		*mark = len(s.text)
		if i := strings.IndexByte(s.text[s.pos:], c); i >= 0 {
			*mark = s.pos + i
		}
	}
	return *mark
}

// otherEnd is the line end that eol is not.
func (s *splitter) otherEnd() byte { return '\n' + '\r' - s.eol }

// advance goes to a later position, counting lines.
func (s *splitter) advance(to int) {
	s.line += strings.Count(s.text[s.pos:to], string(s.eol))
	s.pos = to
}

// split puts the cells of a line without quotes into dst, as many as fit, and returns their number.
func split(dst []string, line string, delim byte) int {
	const low, high = 0x0101010101010101, 0x7f7f7f7f7f7f7f7f
	every := low * uint64(delim)
	n, start, i := 0, 0, 0
	for ; i+8 <= len(line); i += 8 {
		s := line[i : i+8]
		x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		x ^= every // a byte is now zero where the delimiter is
		for x = ^((x&high + high) | x | high); x != 0; x &= x - 1 {
			at := i + bits.TrailingZeros64(x)/8
			if n < len(dst) {
				dst[n] = trim(line[start:at])
			}
			n++
			start = at + 1
		}
	}
	for ; i < len(line); i++ {
		if line[i] == delim {
			if n < len(dst) {
				dst[n] = trim(line[start:i])
			}
			n++
			start = i + 1
		}
	}
	if n < len(dst) {
		dst[n] = trim(line[start:])
	}
	return n + 1
}

// record splits the record at pos, with or without quotes. It appends its cells to dst, as many as fit in width, and
// returns their number and where the next record starts: -1 when the text does not hold the whole record.
func (s *splitter) record(dst []string, delim byte, width int) (cells []string, n, end int, f *flaw) {
	p := s.pos
	for {
		var cell string
		if s.mark == '"' && strings.HasPrefix(s.text[p:], `="`) {
			p++ // a text that is written as a formula, so that a spreadsheet program leaves it alone
		}
		if s.mark != 0 && p < len(s.text) && s.text[p] == s.mark {
			cell, p, f = s.quotedCell(p, delim, n+1)
		} else {
			cell, p, f = s.plainCell(p, delim, n+1)
		}
		if f != nil || p < 0 {
			return dst, n, p, f
		}
		if n++; n <= width {
			dst = append(dst, trim(cell))
		}
		if p < len(s.text) && s.text[p] == delim {
			p++
			continue
		}
		if p == len(s.text) && !s.final {
			return dst, n, -1, nil
		}
		return dst, n, p + max(0, s.endAt(p)), nil
	}
}

// plainCell returns the unquoted cell at p and the place after it.
func (s *splitter) plainCell(p int, delim byte, column int) (string, int, *flaw) {
	for i := p; i < len(s.text); i++ {
		switch c := s.text[i]; {
		case c == delim:
			return s.text[p:i], i, nil
		case c == s.mark && c == '"':
			text := fmt.Sprintf("expected no quote inside the unquoted cell of column %d", column)
			return "", 0, &flaw{rule.BadQuote, text, i}
		case c == '\n', c == '\r':
			switch n := s.endAt(i); {
			case n > 0:
				return s.text[p:i], i, nil
			case n == 0:
				return "", 0, &flaw{rule.BadLineEnd, s.strayText(), i}
			}
			return "", -1, nil
		}
	}
	return s.text[p:], len(s.text), nil
}

// quotedCell returns the quoted cell at p and the place after it; -1 when the text does not hold the whole of it. At the
// end of the text that the caller finds out.
func (s *splitter) quotedCell(p int, delim byte, column int) (string, int, *flaw) {
	q, doubled := p+1, false
	for {
		i := strings.IndexByte(s.text[q:], s.mark)
		switch {
		case i < 0 && !s.final:
			return "", -1, nil
		case i < 0:
			text := fmt.Sprintf("expected the quoted cell of column %d to be closed before the file ends", column)
			return "", 0, &flaw{rule.UnterminatedQuote, text, len(s.text)}
		}
		q += i + 1
		if q == len(s.text) || s.text[q] != s.mark {
			break
		}
		doubled = true
		q++
	}
	cell := s.text[p+1 : q-1]
	if doubled {
		mark := string(s.mark)
		cell = strings.ReplaceAll(cell, mark+mark, mark)
	}
	if q == len(s.text) {
		return cell, q, nil
	}
	if s.text[q] != delim {
		switch n := s.endAt(q); {
		case n < 0:
			return "", -1, nil
		case n == 0:
			text := fmt.Sprintf("expected nothing between the closing quote of column %d and the next column", column)
			return "", 0, &flaw{rule.BadQuote, text, q}
		}
	}
	return cell, q, nil
}

// endAt returns the length of the line end at p: 0 when there is none, -1 when the text is too short to know.
func (s *splitter) endAt(p int) int {
	if p == len(s.text) {
		return 0
	}
	if s.text[p] == s.eol {
		return 1
	}
	if s.eol == '\r' || s.text[p] != '\r' {
		return 0
	}
	q := p
	for q < len(s.text) && s.text[q] == '\r' {
		q++
	}
	switch {
	case q == len(s.text) && !s.final:
		return -1
	case q == len(s.text):
		return q - p
	case s.text[q] == '\n':
		return q + 1 - p
	}
	return 0
}

// strayText says what is wrong about the other line end.
func (s *splitter) strayText() string {
	if s.eol == '\r' {
		return "expected lines to end in CR as the first one does, found LF"
	}
	return "expected lines to end in LF or CR LF as the first one does, found CR alone"
}

// trimEnd takes the line end off.
func (s *splitter) trimEnd(line string) string {
	if s.eol == '\r' {
		return strings.TrimSuffix(line, "\r")
	}
	return strings.TrimRight(strings.TrimSuffix(line, "\n"), "\r")
}

// trim takes spaces and tabs off both ends.
func trim(s string) string {
	for s != "" && (s[0] == ' ' || s[0] == '\t') {
		s = s[1:]
	}
	for s != "" && (s[len(s)-1] == ' ' || s[len(s)-1] == '\t') {
		s = s[:len(s)-1]
	}
	return s
}

// blankLine reports whether there is nothing but spaces and tabs, and no tab that is a delimiter.
func blankLine(s string, delim byte) bool {
	return s == "" || s[0] <= ' ' && trim(s) == "" && strings.IndexByte(s, delim) < 0
}
