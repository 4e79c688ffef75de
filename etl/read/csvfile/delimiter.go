package csvfile

import (
	"fmt"
	"strings"

	"tvistdata/etl/read/internal/header"
)

// delimiters are the ones that are tried, the likelier first.
var delimiters = [...]byte{';', ',', '\t', '|'}

// lineEnd returns what ends the lines of a text, from the first line end outside quotes.
func lineEnd(text string) byte {
	inside := false
	for i := range len(text) {
		switch c := text[i]; {
		case c == '"':
			inside = !inside
		case inside:
		case c == '\n':
			return '\n'
		case c == '\r':
			if rest := strings.TrimLeft(text[i:], "\r"); rest != "" && rest[0] != '\n' {
				return '\r'
			}
			return '\n'
		}
	}
	return '\n'
}

// delimiter decides between the columns of a text, which starts with the header. A declared one is taken unless that
// makes one column of what another delimiter splits into known names. Else the one that gives most known names wins;
// when none gives any, the one that gives most lines of the header's length.
func delimiter(s splitter, declared string, known func(string) bool) (byte, error) {
	best, names := byte(0), 0
	tie := false
	for _, d := range delimiters {
		cells, _, end, f := s.record(nil, d, maxRecord)
		if f != nil || end < 0 {
			continue
		}
		switch n := header.Known(cells, known); {
		case n > names:
			best, names, tie = d, n, false
		case n == names && n > 0:
			tie = true
		}
	}
	if declared != "" {
		return checkDeclared(s, declared, best, names)
	}
	if names > 0 && !tie {
		return best, nil
	}
	return mostConsistent(s), nil
}

func checkDeclared(s splitter, declared string, best byte, names int) (byte, error) {
	if len(declared) != 1 || declared[0] >= 0x80 || strings.ContainsAny(declared, "\"\r\n\x00") {
		return 0, fmt.Errorf("expected one ASCII character as the declared delimiter, got %q", declared)
	}
	d := declared[0]
	if _, n, end, f := s.record(nil, d, 0); f == nil && end >= 0 && n == 1 && names > 1 && best != d {
		return 0, fmt.Errorf("expected columns between %q as declared, found one column; %q would give %d known column names",
			declared, string(best), names)
	}
	return d, nil
}

// mostConsistent returns the delimiter under which most of the first lines have as many cells as the header, provided
// that is more than one; of those the one that gives most columns.
func mostConsistent(s splitter) byte {
	const lines = 50
	best, bestLines, bestWidth := delimiters[0], -1, 0
	for _, d := range delimiters {
		t := s
		width, same := 0, 0
		for range lines {
			_, n, end, f := t.record(nil, d, 0)
			if f != nil || end < 0 || t.pos == len(t.text) {
				break
			}
			if width == 0 {
				width = n
			}
			if n == width {
				same++
			}
			t.pos = end
		}
		if wider := width > 1; wider == (bestWidth > 1) && (same < bestLines || same == bestLines && width <= bestWidth) ||
			!wider && bestWidth > 1 {
			continue
		}
		best, bestLines, bestWidth = d, same, width
	}
	return best
}
