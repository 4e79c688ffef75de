package judge

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

// claim is what a line above or below the rows says of how many there are.
type claim struct {
	line int
	rows int    // in all; -1 when it does not tell
	more bool   // fewer than there are mean nothing
	part string // why they are one page of several; "" when they are not
	page int    // how many pages there are; 0 when it does not tell
}

var (
	// rangeLine is a line like "visar 1–2 av 3" or "Showing 1 to 50 of 240 entries": the first, the last and how many in all.
	rangeLine = regexp.MustCompile(`(?i)^(?:[\pL .:]{0,30} )?\(?(\d[\d ]*?) ?(?:-|–|—|till|to) ?(\d[\d ]*?) ?` +
		`\(?(?:av|of|/|från|out of)(?: totalt| total| ca)? ?(\d[\d ]*)(?: [\pL.]+)?\)?\.?$`)
	// ofLine is a line like "visar 2 av 3 ärenden".
	ofLine = regexp.MustCompile(`(?i)^(?:visar|visas|showing|displaying|träffar|resultat|results|poster|rader|rows|records|ärenden)?:? ?` +
		`(\d[\d ]*?) ?(?:av|of) ?(?:totalt |total )?(\d[\d ]*)(?: [\pL.]+)?\.?$`)
	// pageLine is a line like "Sida 1 av 3" or "Page 1/3".
	pageLine = regexp.MustCompile(`(?i)^(?:sida|sid\.?|s\.|page|blad|del|part)\s*:?\s*(\d+)\s*(?:av|of|/|\()\s*(\d+)\)?\.?$`)
	// countAbove is a count that stands above a table, such as "Antal inkomna ärenden: 3" or "Sökresultat: 3 träffar".
	countAbove = regexp.MustCompile(`(?i)^(?:[\pL .,]{0,60}[:=] ?(\d[\d ]*)|[\pL .,:]{0,60}?(\d[\d ]*) ` + counted + `)\.?$`)
	// countedHere is what such a line counts.
	countedHere = regexp.MustCompile(`(?i)(?:^|[ (])(?:` + counted[1:len(counted)-1] + `)(?:[ :=).]|$)`)
	// saysCount is what tells that a number is no year.
	saysCount = regexp.MustCompile(`(?i)(?:^|[ (])(?:antal|totalt|total|number of)(?:[ :=]|$)`)
)

// numberOf reads digits with blanks between; -1 for what is none.
func numberOf(text string) int {
	n, err := strconv.Atoi(strings.ReplaceAll(text, " ", ""))
	if err != nil {
		return -1
	}
	return n
}

// pageOf reads what a line says of which rows of how many it stands with; ok is false when it says nothing of that.
func pageOf(text string) (c claim, ok bool) {
	if m := rangeLine.FindStringSubmatch(text); m != nil {
		first, last, all := numberOf(m[1]), numberOf(m[2]), numberOf(m[3])
		if first < 0 || last < first || all < last {
			return c, false
		}
		if c.rows = all; first > 1 || last < all {
			c.part = fmt.Sprintf("rows %d to %d of %d", first, last, all)
		}
		return c, true
	}
	if m := pageLine.FindStringSubmatch(text); m != nil {
		page, pages := numberOf(m[1]), numberOf(m[2])
		if page < 1 || pages < page {
			return c, false
		}
		c.page = pages
		if c.rows = -1; pages > 1 {
			c.part = fmt.Sprintf("page %d of %d", page, pages)
		}
		return c, true
	}
	if m := ofLine.FindStringSubmatch(text); m != nil {
		some, all := numberOf(m[1]), numberOf(m[2])
		if some < 0 || all < some {
			return c, false
		}
		if c.rows = all; some < all {
			c.part = fmt.Sprintf("%d rows of %d", some, all)
		}
		return c, true
	}
	return c, false
}

// Says keeps what a line of a file that is no row of the table says of how many rows there are, until all are read.
func (t *Table) Says(line int, cells []string) {
	cells = slices.Clone(cells)
	source.CleanCells(cells)
	cells = slices.DeleteFunc(cells, func(c string) bool { return c == "" || len(c) > 120 })
	if len(cells) == 0 {
		return
	}
	if len(cells) == 2 && isFooter(cells, false) {
		if n := countOf(cells); n >= 0 {
			t.claim(claim{line: line, rows: n})
			return
		}
	}
	for _, text := range cells {
		if c, ok := pageOf(text); ok {
			c.line = line
			t.claim(c)
			continue
		}
		if m := countAbove.FindStringSubmatch(text); m != nil && countedHere.MatchString(text) {
			n := numberOf(m[1] + m[2])
			if year := n >= 1900 && n < 2100; !year || saysCount.MatchString(text) {
				t.claim(claim{line: line, rows: n})
			}
		}
	}
}

// Further keeps that a file is one of several with the rows of a table, and why, until all are read.
func (t *Table) Further(why string) { t.claim(claim{rows: -1, part: why}) }

// Total keeps how many rows a file says that there are in all, until all are read. Fewer than there are may be something else's.
func (t *Table) Total(rows int) { t.claim(claim{rows: rows, more: true}) }

func (t *Table) claim(c claim) {
	if !slices.Contains(t.claims, c) {
		t.claims = append(t.claims, c)
	}
}

// partly notes that a file is one of several with the rows of a table, and why that is so.
func (t *Table) partly(line int, why string) {
	t.Note(line, rule.OneOfSeveral, "the file says that it holds a part of the rows ("+why+"); ask for the others, or for all in one file")
}

// full are the numbers of rows that a sheet of old and new spreadsheet programs holds.
var full = []int{65_536, 1_048_576}

// Counted returns what a line of a file with so many pages, rows and rejects says of how many rows there are. The line is no row.
func Counted(at source.Origin, cells []string, pages, rows, rejects int) []source.Finding {
	t := &Table{at: at, before: present{rows, rejects}}
	t.Says(at.Line, cells)
	t.claims = slices.DeleteFunc(t.claims, func(c claim) bool { return c.page > 0 && c.page <= pages })
	t.claimed(t.before)
	return t.pending
}

// Counts reports whether a text, alone in a line, is a total or count.
func Counts(text string) bool { return text != "" && isFooter([]string{text}, true) }

// claimed notes what other lines say of how many rows there are, where those that are there are others.
func (t *Table) claimed(all present) {
	for _, c := range t.claims {
		switch {
		case c.part != "":
			t.partly(c.line, c.part)
		case c.rows >= 0 && !all.fits(c.rows) && (!c.more || c.rows > all.rows):
			t.Note(c.line, rule.OtherCount, otherCount(c.rows, all))
		}
	}
	t.claims = nil
}

// complete notes what tells that there are other rows than those that were read, once all are.
func (t *Table) complete(b *source.Batch) {
	all := t.present(b)
	t.claimed(all)
	n := all.rows + all.rejects
	if slices.ContainsFunc(full, func(most int) bool { return n == most-1 || n == most || t.last == most }) {
		t.Note(0, rule.OneOfSeveral, fmt.Sprintf(
			"the file has as many rows as a sheet of a spreadsheet program can hold (%d); others may have been cut off", n))
		t.last = 0 // told once
	}
	t.keep(b)
}

func otherCount(counted int, all present) string {
	return fmt.Sprintf("the file counts %d rows, but there are %d, and %d that were rejected", counted, all.rows, all.rejects)
}
