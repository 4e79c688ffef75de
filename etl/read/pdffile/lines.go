package pdffile

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What is wide and what is narrow, in parts of the size of the letters.
const (
	wordGap   = 0.18 // from here on, room between letters is a blank
	cellGap   = 0.6  // from here on, room between words parts cells; blanks of justified lines stay below
	farGap    = 2.5  // from here on, two texts in one column are not one text
	sameLine  = 0.3  // how much higher or lower letters of one line may be
	overlap   = 0.4  // letters that reach into one another by this part of the narrower one are not one text
	flushGap  = 0.06 // texts that are drawn one after the other are nearer to each other than this
	sameGlyph = 0.1  // letters drawn twice for the sake of boldness stand nearer than this
)

// line is a line of text on a page.
type line struct {
	number int // on the page, from the top, from 1
	y      float64
	size   float64
	chunks []chunk
}

// chunk is text without wide gaps: a cell, or a part of one.
type chunk struct {
	x0, x1 float64
	text   string
	words  []word
	broken bool // the document draws it as several texts that do not follow one another closely, as those of several cells
}

// word is text without gaps.
type word struct {
	span
	at    int // where in the text it starts
	kind  kind
	apart bool // room is before it, and no blank
	seam  bool // two texts follow each other in it, a capital after a small letter, or a number and a letter
}

// kind is what a word is made of.
type kind uint8

const (
	signs kind = iota
	letters
	amount // digits, and what stands in numbers
	code   // digits and signs: a date, or a code
	joined // digits and letters
	kinds
)

// figure reports whether the word has a digit.
func (k kind) figure() bool { return k >= amount }

// with returns the kind of a word of one kind that a letter is added to.
func (k kind) with(s string) kind {
	switch {
	case hasDigit(s):
		return [kinds]kind{amount, joined, amount, code, joined}[k]
	case s == "." || s == ",":
		return k
	case words(s):
		return [kinds]kind{letters, letters, joined, joined, joined}[k]
	case k == amount:
		return code
	}
	return k
}

// from returns the chunk of its words from one on, without another.
func (c chunk) from(i, end int) chunk {
	at := len(c.text)
	if end < len(c.words) {
		at = c.words[end].at
	}
	words := c.words[i:end]
	return chunk{
		x0: words[0].x0, x1: words[len(words)-1].x1, words: words, broken: c.broken,
		text: strings.TrimRightFunc(c.text[words[0].at:at], unicode.IsSpace),
	}
}

// span returns what the chunk takes up.
func (c chunk) span() span { return span{c.x0, c.x1} }

// first returns how wide the first word is.
func (c chunk) first() float64 { return c.words[0].x1 - c.words[0].x0 }

// inLines puts the letters of a page in lines, from the top, and in each from the left.
func inLines(glyphs []glyph) [][]glyph {
	slices.SortStableFunc(glyphs, func(a, b glyph) int { return cmp.Compare(b.y, a.y) })
	var lines [][]glyph
	for start := 0; start < len(glyphs); {
		end := start + 1
		for end < len(glyphs) && glyphs[start].y-glyphs[end].y <= sameLine*min(glyphs[start].size, glyphs[end].size) {
			end++
		}
		l := glyphs[start:end]
		slices.SortStableFunc(l, func(a, b glyph) int { return cmp.Compare(a.x0, b.x0) })
		lines = append(lines, l)
		start = end
	}
	return lines
}

// linesOf puts letters in chunks. Lines of blanks are none.
func linesOf(glyphs [][]glyph) []line {
	var lines []line
	n := 0
	for _, g := range glyphs {
		n += len(g)
	}
	words := make([]word, 0, n/2) // of all lines
	for _, g := range glyphs {
		if l, ok := newLine(g, &words); ok {
			l.number = len(lines) + 1
			lines = append(lines, l)
		}
	}
	return lines
}

// newLine makes a line of letters that stand at one height, and adds its words to those of the lines before; false when they are all
// blank.
func newLine(glyphs []glyph, words *[]word) (line, bool) {
	var l line
	var c chunk
	var text strings.Builder
	gap, apart, wide := "", false, 0.0
	last := glyph{x1: math.Inf(-1)}
	all := *words
	from, end := len(all), 0.0 // the first word of the chunk, and where the letter or blank before ends
	flush := func() {
		if text.Len() > 0 {
			c.text, c.words = text.String(), all[from:len(all):len(all)]
			l.chunks = append(l.chunks, c)
		}
		text.Reset()
		gap = ""
	}
	for _, g := range glyphs {
		if strings.TrimFunc(g.text, unicode.IsSpace) == "" {
			if gap == "" && g.x0 >= last.x0 {
				gap, apart = g.text, false
			}
			end = g.x1
			continue
		}
		if g.text == last.text && g.x0-last.x0 < sameGlyph*g.size {
			continue
		}
		switch room := g.x0 - last.x1; {
		case room > cellGap*g.size:
			flush()
		case room > wordGap*g.size && gap == "":
			gap, apart = " ", true
		case room < -max(overlap*min(wide, g.x1-g.x0), sameGlyph*g.size) && !isVeiled(g.text+last.text):
			g.text = unread
		}
		if text.Len() == 0 {
			c, gap, from = chunk{x0: g.x0, x1: g.x1}, "", len(all)
		} else if g.first && math.Abs(g.x0-end) > flushGap*g.size {
			c.broken = true
		}
		if gap != "" || text.Len() == 0 {
			text.WriteString(gap)
			all = append(all, word{span: span{g.x0, g.x1}, at: text.Len(), apart: apart})
		}
		gap = ""
		text.WriteString(g.text)
		c.x1 = max(c.x1, g.x1)
		w := &all[len(all)-1]
		if g.first && !w.seam && text.Len() > w.at+len(g.text) {
			w.seam = seam(last.text, g.text)
		}
		w.x1, w.kind = c.x1, w.kind.with(g.text)
		l.y, l.size = g.y, max(l.size, g.size)
		last, wide, end = g, g.x1-g.x0, g.x1
		last.x1 = max(last.x1, c.x1)
	}
	flush()
	*words = all
	return l, len(l.chunks) > 0
}

// text returns all chunks of the line.
func (l line) text() string {
	var b strings.Builder
	for i, c := range l.chunks {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(c.text)
	}
	return b.String()
}

// hasDigit reports whether the text of a letter has a digit.
func hasDigit(s string) bool {
	if len(s) == 1 {
		return s[0] >= '0' && s[0] <= '9'
	}
	return strings.ContainsFunc(s, isDigit)
}

// seam reports whether of two letters that follow each other the first is a small one and the second a capital, or one alone is a
// digit.
func seam(a, b string) bool {
	if len(a) == 1 && len(b) == 1 && a[0] >= 'a' && b[0] >= 'a' && a[0] <= 'z' && b[0] <= 'z' {
		return false
	}
	x, _ := utf8.DecodeLastRuneInString(a)
	y, _ := utf8.DecodeRuneInString(b)
	return unicode.IsLower(x) && unicode.IsUpper(y) || unicode.IsLetter(x) && isDigit(y) || isDigit(x) && unicode.IsLetter(y)
}
