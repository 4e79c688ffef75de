package pdffile_test

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl/read/pdffile"
	"tvistdata/etl/source"
)

type found struct {
	header  []string
	rows    []string // page:line cells, and whether something of them is covered
	cells   [][]string
	rejects []source.Finding
	notes   []source.Finding
	covered []source.Covering // of rows that are
}

func read(data []byte, o pdffile.Options) (f found, err error) {
	r, err := pdffile.Bytes(data, o)
	if err != nil {
		return f, err
	}
	f.header = r.Header()
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			return f, r.Close()
		}
		if err != nil {
			return f, err
		}
		for _, row := range b.Rows {
			covered := ""
			if row.Covered.Any() {
				covered = " (covered)"
				f.covered = append(f.covered, row.Covered)
			}
			f.rows = append(f.rows, fmt.Sprintf("%s:%d %s%s", b.Sheet, row.Line, strings.ReplaceAll(strings.Join(row.Cells, "|"), source.CoveredCell, ""), covered))
			f.cells = append(f.cells, row.Cells)
		}
		f.rejects = append(f.rejects, b.Rejects...)
		f.notes = append(f.notes, b.Notes...)
	}
}

// counts are a list as authorities print it: companies, departments and numbers with thousand separators.
var counts = table{
	names: []string{"Bolag", "Avdelning", "Antal", "Belopp"},
	rows: [][]string{
		{"Åkeriet Övik AB", "Resor", "7", "1 234 567"},
		{"Ä-Bröderna Bygg och Färg i Mellersta Norrland AB", "Bostad", "12", "980"},
		{"Elverket i Småland AB", "Elektronik och hushållsapparater", "1,018", "12 000"},
		{"Ödmjuka Hus AB", "Möbler", "", "5"},
		{"Café & Co (Lund) HB", "Allmänna", "3", ""},
		{"Ny Start AB", "Resor", "44", "6 100"},
		{"Sjö & Land AB", "Motor", "2", "710"},
	},
}

var spread = layout{
	x: []float64{40, 200, 320, 420}, end: []float64{190, 300, 380, 500}, right: []bool{false, false, true, true}, pitch: 14,
}

// Styles of writing, breaks of pages and everything around the table change nothing in the cells.
func TestTwins(t *testing.T) {
	plain := spread
	plain.x, plain.end = []float64{40, 260, 420, 480}, []float64{250, 410, 460, 550}
	clean := &paper{}
	plain.print(clean, counts)
	want, err := read(clean.bytes(), pdffile.Options{})
	if err != nil || len(want.rejects) > 0 || !slices.EqualFunc(want.cells, counts.rows, slices.Equal) {
		t.Fatalf("%v, %v, %q", err, want.rejects, want.rows)
	}
	full := spread
	full.wrap, full.titles, full.footers, full.header, full.perPage = true, true, true, true, 4
	bare := full
	bare.header = false
	for _, style := range []string{"plain", "kerned", "single", "wide", "form", "turned"} {
		for name, l := range map[string]layout{"one page": plain, "pages": full, "no names repeated": bare} {
			t.Run(style+" "+name, func(t *testing.T) {
				p := &paper{style: style, packed: style != "plain"}
				l.print(p, counts)
				got, err := read(p.bytes(), pdffile.Options{})
				if err != nil {
					t.Fatal(err)
				}
				if !slices.Equal(got.header, counts.names) || len(got.rejects) > 0 || !slices.EqualFunc(got.cells, counts.rows, slices.Equal) {
					t.Errorf("header %q\nrejects %v\nrows\n%s", got.header, got.rejects, strings.Join(got.rows, "\n"))
				}
			})
		}
	}
}

// Where lines of one row are as far apart as rows, nobody can know whether a line is a row: both are rejected.
func TestDense(t *testing.T) {
	l := spread
	l.wrap, l.pitch = true, 9
	p := &paper{}
	l.print(p, counts)
	got, err := read(p.bytes(), pdffile.Options{Disclosure: "d-1"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"d-1:list.pdf:page 1:3: reject: unclear-row: expected a row, found a label below it that may be a part of it or of a row of its own",
		"d-1:list.pdf:page 1:5: reject: unclear-row: expected a row, found a line below it that may be a part of it or a row without a text in the first column",
	}
	if g := texts(got.rejects); !slices.Equal(g, want) || len(got.rows)+len(want) != len(counts.rows) {
		t.Errorf("%s\n%s", strings.Join(g, "\n"), strings.Join(got.rows, "\n"))
	}
}

func texts(all []source.Finding) []string {
	var out []string
	for _, f := range all {
		out = append(out, f.String())
	}
	return out
}

// Indentation makes levels, over page breaks as well.
func TestLevels(t *testing.T) {
	tree := table{
		names: []string{"Avdelning", "2021", "2022"},
		rows:  [][]string{{"Bostad", "7", "1 018"}, {"Bygg", "3", "18"}, {"Tak", "1", ""}, {"Mark", "2", "9"}, {"Motor", "4", "5"}, {"Bil", "4", "5"}},
		level: []int{0, 1, 2, 1, 0, 1},
	}
	l := layout{x: []float64{40, 200, 300}, end: []float64{190, 290, 400}, right: []bool{false, true, true}, perPage: 3, header: true, footers: true, pitch: 12}
	p := &paper{}
	l.print(p, tree)
	for _, tt := range []struct {
		levels, want, rejects []string
	}{
		{[]string{"avdelning", "område", "del"}, []string{
			"page 1:2 Bostad|||7|1 018", "page 1:3 Bostad|Bygg||3|18", "page 1:4 Bostad|Bygg|Tak|1|",
			"page 2:2 Bostad|Mark||2|9", "page 2:3 Motor|||4|5", "page 2:4 Motor|Bil||4|5",
		}, nil},
		{nil, []string{
			"page 1:2 Bostad|7|1 018", "page 1:3 Bygg|3|18", "page 1:4 Tak|1|", "page 2:2 Mark|2|9", "page 2:3 Motor|4|5", "page 2:4 Bil|4|5",
		}, nil},
		{[]string{"avdelning", "område"}, []string{
			"page 1:2 Bostad||7|1 018", "page 1:3 Bostad|Bygg|3|18", "page 2:3 Motor||4|5", "page 2:4 Motor|Bil|4|5",
		}, []string{
			"list.pdf:page 1:4: reject: unclear-level: expected a label indented as one of 2 levels, found one 60.0 points from the left",
			"list.pdf:page 2:2: reject: unclear-level: expected a row below a label that was read, but the label above was rejected",
		}},
	} {
		got, err := read(p.bytes(), pdffile.Options{Levels: tt.levels})
		rejects := strings.ReplaceAll(strings.Join(texts(got.rejects), "\n"), ":list.pdf", "list.pdf")
		if err != nil || !slices.Equal(got.rows, tt.want) || rejects != strings.Join(tt.rejects, "\n") {
			t.Errorf("%v: %v\n%s\n%s", tt.levels, err, strings.Join(got.rows, "\n"), rejects)
		}
	}
}

// TestRejects has one fault a page of its own; the other rows stay.
func TestRejects(t *testing.T) {
	names := []text{{40, 700, "Bolag", false}, {200, 700, "Ort", false}, {380, 700, "Antal", true}}
	rows := []text{
		{40, 686, "Alfa AB", false},
		{200, 686, "Umeå", false},
		{380, 686, "1", true},
		{40, 672, "Beta AB", false},
		{200, 672, "Luleå", false},
		{380, 672, "2", true},
		{40, 658, "Gamma AB", false},
		{200, 658, "Piteå", false},
		{380, 658, "3", true},
	}
	for _, tt := range []struct {
		name  string
		fault []text
		want  string // the reject
		rows  int
	}{
		{"none", []text{{40, 644, "Delta AB", false}, {200, 644, "Boden", false}, {380, 644, "4", true}}, "", 4},
		{
			"over columns",
			[]text{{40, 644, "Delta AB i Boden och alla andra orter vid kusten i norr", false}},
			`no-column: expected texts below 3 column names, found one of the shape "Aaaaa AA a Aaaaa aaa aaaa aaaaa aaaaa aa…" that is not below a single one`, 3,
		},
		{
			"far apart",
			[]text{{40, 644, "Delta", false}, {120, 644, "Norr", false}, {380, 644, "4", true}},
			`no-column: expected texts below 3 column names, found one of the shape "Aaaa" that is not below a single one`, 3,
		},
		{
			"overlapping",
			[]text{{40, 644, "Delta AB", false}, {42, 644, "Epsilon", false}, {380, 644, "4", true}},
			"lost-character: expected text, found characters in column 1 that overlap or that their font does not name", 3,
		},
		{
			"control",
			[]text{{40, 644, "Delta\x02AB", false}, {380, 644, "4", true}},
			"lost-character: expected text, found characters in column 1 that overlap or that their font does not name", 3,
		},
		{
			"nothing in the first column",
			[]text{{200, 644, "Boden", false}},
			"unclear-row: expected a row, found a line below it that may be a part of it or a row without a text in the first column", 2,
		},
		{"a row without a name", []text{{200, 644, "Boden", false}, {380, 644, "4", true}}, "", 4},
		{
			"nothing but a number far below",
			[]text{{380, 600, "4", true}},
			"unclear-row: expected a row, found 1 of 3 columns filled and nothing in the first", 3,
		},
		{"centred", []text{
			{200, 648, "Boden", false}, {40, 644, "Delta AB", false}, {380, 644, "4", true}, {200, 640, "norra", false},
		}, "", 4},
		{"page number", []text{{300, 30, "Sida 1 av 1", false}}, "", 3},
		{"reaching into an empty column", []text{{40, 644, "Delta i Västerbottens-Norrbottens-län-en-AB", false}, {380, 644, "4", true}}, "", 4},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := &paper{}
			p.add(slices.Concat(names, rows, tt.fault))
			got, err := read(p.bytes(), pdffile.Options{Headers: func(h string) bool { return h == "Bolag" || h == "Antal" }})
			if err != nil {
				t.Fatal(err)
			}
			text := ""
			for _, f := range got.rejects {
				_, text, _ = strings.Cut(f.String(), ": reject: ")
			}
			if text != tt.want || len(got.rows) != tt.rows || len(got.rejects) > 1 {
				t.Errorf("%v\n%s", texts(got.rejects), strings.Join(got.rows, "\n"))
			}
		})
	}
}
