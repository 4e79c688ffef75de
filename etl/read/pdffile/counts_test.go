package pdffile_test

import (
	"fmt"
	"slices"
	"testing"

	"tvistdata/etl/read/pdffile"
)

// What stands above and below a table is held against the 7 rows that it has, on as many pages as are given.
func TestCountsAroundATable(t *testing.T) {
	for _, c := range []struct {
		above, below string
		pages        int
		want         []string // notes as place:rule, without those on titles
	}{
		{"Ärenden 2021", "", 1, nil},
		{"Antal ärenden: 7", "", 1, nil},
		{"Antal ärenden: 9", "", 1, []string{"page 1:1:other-count"}},
		{"Sökresultat: 3 träffar", "", 1, []string{"page 1:1:other-count"}},
		{"Visar 1–7 av 30", "", 1, []string{"page 1:1:one-of-several"}},
		{"Sida 1 av 1", "", 1, nil},
		{"Sida 1 av 2", "", 1, []string{"page 1:1:one-of-several"}},
		{"Sida 1 av 2", "", 2, nil},
		{"", "Antal ärenden: 7", 1, []string{"page 1:9:footer"}},
		{"", "Antal ärenden: 9", 1, []string{"page 1:9:footer", "page 1:9:other-count"}},
		{"", "(7 rader)", 1, []string{"page 1:9:footer"}},
		{"", "Totalt 12 ärenden", 1, []string{"page 1:9:footer", "page 1:9:other-count"}},
	} {
		p := &paper{packed: true}
		rows := counts.rows
		for page := range c.pages {
			var lines []text
			if c.above != "" && page == 0 {
				lines = append(lines, text{x: 180, y: 820, s: c.above})
			}
			y := 780.0
			line := func(cells []string) {
				for i, s := range cells {
					if s != "" {
						lines = append(lines, text{spread.at(i), y, s, spread.right[i]})
					}
				}
				y -= 14
			}
			line(counts.names)
			for _, row := range rows[page*4 : min(len(rows), len(rows)*(2-c.pages)+(page+1)*4)] {
				line(row)
			}
			if c.below != "" {
				line([]string{c.below})
			}
			p.add(lines)
		}
		got, err := read(p.bytes(), pdffile.Options{Headers: named})
		if err != nil {
			t.Fatal(err)
		}
		var notes []string
		for _, f := range got.notes {
			if n := f.Rule.Name(); n != "page-furniture" && n != "repeated-header" {
				notes = append(notes, fmt.Sprintf("%s:%d:%s", f.At.Sheet, f.At.Line, n))
			}
		}
		if !slices.Equal(notes, c.want) || len(got.rows)+len(got.rejects) != len(rows) {
			t.Errorf("%q, %q, %d pages: %q, want %q; %d rows, %v", c.above, c.below, c.pages, notes, c.want, len(got.rows), texts(got.rejects))
		}
	}
}

// A line that reads like a count is no total of the table where rows follow it.
func TestACountBetweenRows(t *testing.T) {
	p := &paper{packed: true}
	between := table{names: counts.names, rows: slices.Clone(counts.rows[3:])}
	between.rows = slices.Insert(between.rows, 2, []string{"Antal ärenden: 3", "", "", ""})
	spread.print(p, between)
	got, err := read(p.bytes(), pdffile.Options{Headers: named})
	if err != nil || len(got.notes) > 0 || len(got.rejects) == 0 {
		t.Errorf("%v, %q, %v, %v", err, got.rows, got.rejects, got.notes)
	}
}
