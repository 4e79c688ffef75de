package pdffile_test

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl/read/pdffile"
	"tvistdata/etl/rule"
)

// corpus is how many documents TestCorpus reads. All are made by sheetOf from a number, the same each time.
const corpus = 240

// field is a column of the corpus: its names, how its values look, and how they are set.
type field struct {
	names []string
	value func(r *rand.Rand, n int) string
	right bool // numbers are set to the right, mostly
}

var fields = []field{
	{[]string{"Ärendenummer", "Dnr", "Ärende nr"}, func(_ *rand.Rand, n int) string { return fmt.Sprintf("2023-%05d", n) }, false},
	{[]string{"Inkom", "Inkommen datum", "Anmäld"}, func(r *rand.Rand, _ int) string {
		return fmt.Sprintf("2023-%02d-%02d", 1+r.IntN(12), 1+r.IntN(28))
	}, false},
	{[]string{"Motpart", "Företag", "Motpartens namn"}, func(r *rand.Rand, _ int) string { return pick(r, traders...) }, false},
	{[]string{"Organisationsnummer", "Org.nr"}, func(r *rand.Rand, _ int) string {
		return fmt.Sprintf("4020%02d-%04d", r.IntN(100), r.IntN(10000))
	}, false},
	{[]string{"Avdelning", "Avd"}, func(r *rand.Rand, _ int) string { return pick(r, "Bank", "Motor", "Resor", "Möbler", "Elektronik") }, false},
	{[]string{"Belopp", "Krav", "Yrkat belopp (kr)"}, func(r *rand.Rand, _ int) string {
		n := r.IntN(90000)
		if n >= 1000 && r.IntN(2) == 0 {
			return fmt.Sprintf("%d %03d", n/1000, n%1000)
		}
		return fmt.Sprint(n)
	}, true},
	{[]string{"Beslut", "Utfall", "Utgång i ärendet"}, func(r *rand.Rand, _ int) string {
		return pick(r, "Bifall", "Avslag", "Avvisad", "Delvis bifall", "Avskriven")
	}, false},
	{[]string{"Beslutsdatum", "Avgjort"}, func(r *rand.Rand, _ int) string {
		return fmt.Sprintf("2024-%02d-%02d", 1+r.IntN(12), 1+r.IntN(28))
	}, false},
	{[]string{"Postnr", "Zip"}, func(r *rand.Rand, _ int) string { return fmt.Sprintf("%05d", 10000+r.IntN(80000)) }, true},
}

var traders = []string{
	"Fjord Exempel AB", "Påhittade Hattar AB", "Nordanvind Påhitt Handelsbolag", "Ek Exempel AB", "Tio Påhittade Tak i Norr AB", "Exempelresor AB",
	"Lövsångarens Påhittade Bygg och Måleri i Mellersta Norrland Aktiebolag", "Granriset Exempel Ekonomisk förening", "AB Påhitt", "Bil 24 Exempel AB",
}

func pick(r *rand.Rand, from ...string) string { return from[r.IntN(len(from))] }

// sheet is a table with known values and how it is set on paper.
type sheet struct {
	kind   string
	names  []string
	rows   [][]string
	styles []int     // by column: 0 left, 1 right, 2 middle
	heads  []int     // likewise, of names
	x, end []float64 // by column
	pitch  float64
	page   int // rows of a page
	again  bool
	two    bool // names go over two lines
	wrap   bool
	turned bool
	totals bool
	notes  bool
	over   int // the row that a box is painted over, from 1
	whole  bool
	row    int // the row that is moved, from 1
	col    int // the column of it, -1 for all
	by     float64
	bands  bool
	style  string
	typed  bool    // each line is one text, with blanks between cells
	cut    bool    // what is too long is cut off where the next column has something, and reaches below it where it has nothing
	askew  float64 // how far names stand beside their columns
}

// width returns how wide a text is: in Helvetica, or in a font whose letters are all the same.
func (s *sheet) width(text string) float64 {
	if s.style == "" {
		return pdffile.Width(text, letter)
	}
	return float64(len([]rune(text))) * letter / 2
}

// sheetOf makes a table of a number.
func sheetOf(n int) *sheet {
	r := rand.New(rand.NewPCG(21, uint64(n)))
	s := &sheet{kind: kinds[n%len(kinds)], style: pick(r, "", "", "", "kerned", "single", "wide"), pitch: []float64{11, 12.5, 16}[r.IntN(3)], page: 1000, col: -1, bands: r.IntN(4) == 0, again: true}
	if s.kind == "counts" || s.kind == "one count moved" {
		s.counts(r)
		s.spoil(r)
		s.place(r)
		return s
	}
	chosen := []int{0, 2}
	for i := range fields {
		if i != 0 && i != 2 && r.IntN(3) > 0 {
			chosen = append(chosen, i)
		}
	}
	rest := chosen[1:]
	r.Shuffle(len(rest), func(i, k int) { rest[i], rest[k] = rest[k], rest[i] })
	count := 6 + r.IntN(40)
	filled := make([]int, len(chosen))
	for k, i := range chosen {
		s.names = append(s.names, pick(r, fields[i].names...))
		s.styles = append(s.styles, 0)
		if fields[i].right {
			s.styles[k] = []int{1, 1, 1, 0, 2}[r.IntN(5)]
		} else if r.IntN(6) == 0 {
			s.styles[k] = 2
		}
		s.heads = append(s.heads, []int{s.styles[k], s.styles[k], 0, 2}[r.IntN(4)])
		filled[k] = 100
		if i != 0 && i != 2 && r.IntN(3) == 0 {
			filled[k] = []int{90, 60, 20, 4}[r.IntN(4)]
		}
	}
	for n := range count {
		row := make([]string, len(chosen))
		for k, i := range chosen {
			if v := fields[i].value(r, n+1); r.IntN(100) < filled[k] {
				row[k] = v
			}
		}
		s.rows = append(s.rows, row)
	}
	s.spoil(r)
	s.place(r)
	return s
}

var kinds = []string{
	"plain", "tight", "tight cell", "tight row", "wide", "wrapped", "two lines", "pages", "turned", "box", "box over row", "totals", "narrow", "moved far", "bare pages", "cut", "askew", "counts",
	"one count moved", "typed", "one typed cell moved",
}

// counts makes a table of labels and how many there are of each in some months.
func (s *sheet) counts(r *rand.Rand) {
	s.cut = true
	s.names, s.styles, s.heads = []string{"Avdelning"}, []int{0}, []int{0}
	for i := range 3 + r.IntN(8) {
		s.names = append(s.names, []string{"Jan", "Feb", "Mars", "April", "Maj", "Juni", "Juli", "Aug", "Sept", "Okt"}[i])
		s.styles, s.heads = append(s.styles, 1), append(s.heads, []int{1, 1, 2, 0}[r.IntN(4)])
	}
	s.names, s.styles, s.heads = append(s.names, "Totalt"), append(s.styles, 1), append(s.heads, 1)
	for n := range 8 + r.IntN(60) {
		row := []string{fmt.Sprintf("%c%c %s", 'A'+n/26, 'A'+n%26, pick(r, "Bank", "Försäkring - Ersättning för skada på egendom",
			"Motor - Köp av begagnad bil av bilhandlare", "Resor - Inställt flyg", "Möbler"))}
		total := 0
		for range len(s.names) - 2 {
			if k := r.IntN(40) * r.IntN(60); r.IntN(3) == 0 && k > 0 {
				row, total = append(row, fmt.Sprint(k)), total+k
			} else {
				row = append(row, "")
			}
		}
		s.rows = append(s.rows, append(row, fmt.Sprint(total)))
	}
}

// spoil chooses what is odd about the table, by its kind.
func (s *sheet) spoil(r *rand.Rand) {
	some := 1 + r.IntN(len(s.rows))
	switch s.kind {
	case "typed", "one typed cell moved":
		s.typed, s.style, s.bands = true, "plain", false
		if s.kind != "typed" {
			s.row, s.col, s.by = some, r.IntN(len(s.names)), 4*float64(1+r.IntN(6))
		}
	case "cut":
		s.cut = true
	case "askew":
		s.askew = 16*r.Float64() - 8
	case "one count moved":
		s.row, s.col, s.by = some, 1+r.IntN(len(s.names)-2), 18*r.Float64()-9
	case "tight cell", "moved far":
		s.row, s.col = some, r.IntN(len(s.names))
		s.by = []float64{-1, 1}[r.IntN(2)] * (4 + 14*r.Float64())
		if s.kind == "moved far" {
			s.by *= 4
		}
	case "tight row":
		s.row, s.by = some, []float64{-1, 1}[r.IntN(2)]*(3+25*r.Float64())
	case "two lines":
		s.two = true
	case "pages", "bare pages":
		s.page, s.again, s.notes = 5+r.IntN(12), s.kind == "pages", true
	case "turned":
		s.turned = true
	case "wrapped":
		s.wrap = true
	case "box", "box over row":
		s.over, s.whole = some, s.kind == "box over row"
	case "totals":
		s.totals, s.notes = true, true
	}
}

// place finds where columns start and end: as wide as their names and their widest cells, or less, and some room between them.
func (s *sheet) place(r *rand.Rand) {
	x := 32.0
	for k, name := range s.names {
		room := 5 + 20*r.Float64()
		switch s.kind {
		case "tight":
			room = 1 + 5*r.Float64()
		case "narrow", "tight cell":
			room = 4 + 6*r.Float64()
		}
		if s.typed {
			room = 4 * float64(1+r.IntN(4))
		}
		w := 0.0
		for _, row := range s.rows {
			w = max(w, s.width(row[k]))
		}
		if s.cut && w > 90 || s.wrap && w > 90 || s.kind == "wide" && w > 90 && r.IntN(2) == 0 {
			w = 90
		}
		for _, part := range s.named(name) {
			w = max(w, s.width(part))
		}
		s.x, s.end = append(s.x, x), append(s.end, x+w)
		x += w + room
	}
	for _, row := range s.rows {
		for k := 0; s.cut && k < len(row)-1; k++ {
			next := k + 1
			for next < len(row)-1 && row[next] == "" {
				next++
			}
			for s.styles[k] == 0 && strings.Contains(row[k], " ") && s.x[k]+s.width(row[k]) > s.at(next, s.styles[next], row[next])-1.5 {
				row[k] = strings.TrimSpace(row[k][:strings.LastIndexByte(row[k], ' ')])
			}
		}
	}
}

// named returns the lines of a name.
func (s *sheet) named(name string) []string {
	if i := strings.LastIndexByte(name, ' '); s.two && i > 0 {
		return []string{name[:i], name[i+1:]}
	}
	return []string{name}
}

// at returns where a text of a column starts.
func (s *sheet) at(k, style int, text string) float64 {
	switch style {
	case 1:
		return s.end[k] - s.width(text)
	case 2:
		return (s.x[k] + s.end[k] - s.width(text)) / 2
	}
	return s.x[k]
}

// bytes prints the table.
func (s *sheet) bytes() []byte {
	p := &paper{packed: true, fitted: s.style == "", style: s.style}
	if s.turned {
		p.style = "turned"
	}
	var texts []text
	var under, over strings.Builder
	y := 0.0
	finish := func(last bool) {
		if s.notes {
			texts = append(texts, text{x: 60, y: 40, s: "Uppgifterna lämnas ut efter prövning i varje fall"}, text{x: 500, y: 26, s: fmt.Sprintf("Sida %d", len(p.pages)+1)})
		}
		if s.totals && last {
			texts = append(texts, text{x: s.x[0], y: y - 10, s: fmt.Sprintf("Totalt %d ärenden", len(s.rows))})
		}
		if s.typed {
			texts = typed(texts)
		}
		p.add(texts)
		k := len(p.pages) - 1
		p.pages[k] = under.String() + p.pages[k] + over.String()
		texts = nil
		under.Reset()
		over.Reset()
	}
	begin := func() {
		y = 780
		if s.notes {
			texts = append(texts, text{x: 180, y: 812, s: "Utdrag ur diariet"})
		}
		if len(p.pages) > 0 && !s.again {
			return
		}
		for k, name := range s.names {
			for i, part := range s.named(name) {
				texts = append(texts, text{x: s.at(k, s.heads[k], part) + s.askew, y: y - 9*float64(i), s: part})
			}
		}
		if s.two {
			y -= 9
		}
		y -= s.pitch
	}
	begin()
	for n, row := range s.rows {
		if n > 0 && n%s.page == 0 || y < 90 {
			finish(false)
			begin()
		}
		if s.bands && n%2 == 0 {
			fmt.Fprintf(&under, "q 0.9 g 20 %.2f 1150 %.2f re f Q\n", y-2.5, s.pitch)
		}
		high := 0
		for k, cell := range row {
			lines := []string{cell}
			if s.wrap && s.width(cell) > s.end[k]-s.x[k]+0.01 {
				lines = s.fold(cell, s.end[k]-s.x[k])
			}
			high = max(high, len(lines)-1)
			for i, part := range lines {
				x := s.at(k, s.styles[k], part)
				if s.row == n+1 && (s.col < 0 || s.col == k) {
					x = max(x+s.by, 10)
				}
				if s.over == n+1 && (s.whole || k == slices.Index(s.names, s.names[len(s.names)-1])) && part != "" {
					fmt.Fprintf(&over, "q 0 g %.2f %.2f %.2f 11 re f Q\n", x-2, y-2.5, s.width(part)+4)
				}
				if part != "" {
					texts = append(texts, text{x: x, y: y - 9*float64(i), s: part})
				}
			}
		}
		y -= s.pitch + 9*float64(high)
	}
	finish(true)
	return p.bytes()
}

// typed makes one text of those of each line, with blanks between them. A text that would lie over another stands behind it.
func typed(texts []text) []text {
	slices.SortStableFunc(texts, func(a, b text) int { return cmp.Or(cmp.Compare(b.y, a.y), cmp.Compare(a.x, b.x)) })
	var out []text
	for i, t := range texts {
		if i == 0 || t.y != texts[i-1].y {
			out = append(out, t)
			continue
		}
		l := &out[len(out)-1]
		blanks := int((t.x-l.x)/(letter/2)+0.5) - len([]rune(l.s))
		l.s += strings.Repeat(" ", max(blanks, 0)) + t.s
	}
	return out
}

// fold breaks a text between words.
func (s *sheet) fold(text string, room float64) []string {
	var parts []string
	for w := range strings.SplitSeq(text, " ") {
		if k := len(parts) - 1; k >= 0 && s.width(parts[k]+" "+w) <= room {
			parts[k] += " " + w
			continue
		}
		parts = append(parts, w)
	}
	return parts
}

// outcome is what became of a document.
type outcome struct {
	right, rejected int
	open            string   // why nothing of it is published; "" when something is
	wrong           []string // rows that are not what was printed
}

// tried reads a sheet and holds each row against what was printed.
func (s *sheet) tried(known bool) (o outcome) {
	opt := pdffile.Options{}
	if known {
		opt.Headers = func(h string) bool { return slices.Contains(s.names, h) }
	}
	r, err := pdffile.Bytes(s.bytes(), opt)
	if err != nil {
		return outcome{open: err.Error()}
	}
	if !slices.Equal(r.Header(), s.names) {
		return outcome{open: fmt.Sprintf("names %q", r.Header())}
	}
	want := map[string][]string{}
	for _, row := range s.rows {
		want[row[0]] = row
	}
	company := max(0, slices.IndexFunc(s.names, func(n string) bool { return slices.Contains(fields[2].names, n) }))
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			o.open = err.Error()
			break
		}
		for _, f := range b.Notes {
			if f.Rule.Severity() == rule.Block {
				o.open = f.String()
			}
		}
		o.rejected += len(b.Rejects)
		for _, row := range b.Rows {
			switch {
			case row.Covered.Any(), row.Cells[0] == "", row.Cells[company] == "":
				o.rejected++ // as the list does
			case !slices.Equal(row.Cells, want[row.Cells[0]]):
				o.wrong = append(o.wrong, fmt.Sprintf("%s:%d\n\t got %q\n\twant %q", b.Sheet, row.Line, row.Cells, want[row.Cells[0]]))
			case s.over > 0 && row.Cells[0] == s.rows[s.over-1][0] && s.covers():
				o.wrong = append(o.wrong, "covered: "+strings.Join(row.Cells, "|"))
			default:
				o.right++
				delete(want, row.Cells[0])
			}
		}
	}
	if missing := len(s.rows) - o.right - len(o.wrong); missing > 2*o.rejected { // one finding may be of the row above, too
		o.wrong = append(o.wrong, fmt.Sprintf("%d rows are missing, and %d are rejected", missing, o.rejected))
	}
	if o.open != "" {
		o.wrong = nil
	}
	return o
}

// covers reports whether something of the row lies under the box.
func (s *sheet) covers() bool {
	row := s.rows[s.over-1]
	return s.whole || row[len(row)-1] != ""
}

// TestCorpus reads documents whose columns are set in many ways, of which one row or cell may stand where it should not: each row
// is what was printed, or it is rejected, or nothing of the document is published.
func TestCorpus(t *testing.T) {
	right, rows := map[string]int{}, map[string]int{}
	for n := range corpus {
		s := sheetOf(n)
		for _, known := range []bool{true, false} {
			o := s.tried(known)
			if len(o.wrong) > 0 {
				t.Errorf("%d, %s, names known %t:\n%s", n, s.kind, known, strings.Join(o.wrong, "\n"))
			}
			if known {
				right[s.kind] += o.right
				rows[s.kind] += len(s.rows)
			}
			if testing.Verbose() && o.open != "" {
				t.Log(n, s.kind, known, o.open)
			}
		}
	}
	for _, kind := range kinds {
		t.Logf("%s: %d of %d rows", kind, right[kind], rows[kind])
	}
}
