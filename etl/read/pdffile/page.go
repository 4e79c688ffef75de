package pdffile

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// page is a page of text.
type page struct {
	number int
	lines  []line
}

// pitchOf returns the middle distance between lines next to each other for which at holds; 0 when there are too few.
func pitchOf(lines []line, at func(line) bool) float64 {
	var all []float64
	for i := 1; i < len(lines); i++ {
		if at(lines[i-1]) && at(lines[i]) {
			all = append(all, lines[i-1].y-lines[i].y)
		}
	}
	if len(all) < 2 {
		return 0
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// above returns the room over a line, infinite over the first one.
func (p *page) above(i int) float64 {
	if i == 0 {
		return math.Inf(1)
	}
	return p.lines[i-1].y - p.lines[i].y
}

// edgeLines is how many lines at the top and foot of a page may belong to the page.
const edgeLines = 4

// repeats reports whether another page has the same line at the same place, as far from its top or foot in lines.
func (p *page) repeats(i int, foot bool, others ...*page) bool {
	for _, o := range others {
		if o == nil {
			continue
		}
		j := i
		if foot {
			j = len(o.lines) - (len(p.lines) - i)
		}
		if j >= 0 && j < len(o.lines) && math.Abs(o.lines[j].y-p.lines[i].y) < 2 && counted(p.lines[i].text(), o.lines[j].text(),
			o.number-p.number) {
			return true
		}
	}
	return false
}

var numeral = regexp.MustCompile(`\d+`)

// counted reports whether two texts are the same but for numbers that count pages, of which the second is by further on.
func counted(a, b string, by int) bool {
	na, nb := numeral.FindAllString(a, -1), numeral.FindAllString(b, -1)
	if len(na) != len(nb) || numeral.ReplaceAllString(a, "9") != numeral.ReplaceAllString(b, "9") {
		return false
	}
	for i := range na {
		x, errX := strconv.Atoi(na[i])
		y, errY := strconv.Atoi(nb[i])
		if na[i] != nb[i] && (errX != nil || errY != nil || y-x != by) {
			return false
		}
	}
	return true
}

// pageNumber matches lines that number pages: "7", "- 7 -", "7 (12)", "Sida 7 av 12", "Page 7 of 12".
var pageNumber = regexp.MustCompile(`^(?i:sida|sid|page|s)?\.?[\s:]*[-–]?\s*(\d+)\s*[-–]?(?:\s*(?:\(|/|(?i:av|of))\s*\d+\)?)?$`)

func (p *page) numbersPage(l line) bool {
	m := pageNumber.FindStringSubmatch(strings.TrimSpace(l.text()))
	if m == nil {
		return false
	}
	n, err := strconv.Atoi(m[1])
	return err == nil && n == p.number
}

// furniture returns which lines at the foot of a page, and at the top, above the height of top, belong to the page
// and not to the table: those that number pages or are on the page before or after as well, and that have room
// between them and the table, where rows are pitch apart (0 when that is not known), or reach over several columns.
func (p *page) furniture(names []span, pitch, top float64, before, after *page) []bool {
	n := len(p.lines)
	if pitch == 0 && n > 3 { // of fewer lines the room over the foot may be the middle distance itself
		pitch = pitchOf(p.lines, func(line) bool { return true })
	}
	out := make([]bool, n)
	mark := func(from, to int, room float64) {
		apart := pitch > 0 && room > roomy*pitch || pitch == 0 && room > 2.5*p.lines[from].size
		for i := from; i < to; i++ {
			repeats := p.repeats(i, from > 0, before, after)
			if fixed := repeats && (apart || p.lines[i].under(names) && p.lines[i].veiled() == ""); !fixed && (!apart ||
				!p.numbersPage(p.lines[i])) {
				return
			}
		}
		for i := from; i < to; i++ {
			out[i] = true
		}
	}
	for k := 1; k <= min(edgeLines, n); k++ {
		if k < n {
			mark(n-k, n, p.above(n-k))
		}
		if k < n && p.lines[k-1].y > top {
			mark(0, k, p.above(k))
		}
	}
	return out
}

// under reports whether a text of the line reaches below several names.
func (l line) under(names []span) bool {
	return slices.ContainsFunc(l.chunks, func(c chunk) bool { return len(meeting(names, span{c.x0, c.x1})) > 1 })
}
