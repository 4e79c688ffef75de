package pdffile_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl/read/pdffile"
)

// TestOneTightRow reads tables in which one row is set near the next column, which drew the column into that one for all rows. Most
// rows decide: the others are read as they are, and the tight row is a reject.
func TestOneTightRow(t *testing.T) {
	zips := func(line int) string {
		return fmt.Sprintf("page 1:%d 2023-%05d|Hattar AB|%d|retired", line, line-1, 55100+(line-2)%10)
	}
	sums := func(line int) string {
		return fmt.Sprintf("page 1:%d 2023-%05d|2023-01-%02[2]d|2023-03-%02[2]d|Bifall|%d|%s", line, line-1, 5500+line-2,
			[]string{"Fjord Exempel AB", "Påhittade Hattar AB"}[line%2])
	}
	for name, c := range map[string]struct {
		row   func(line int) string
		tight int // the line of the row; 0 for none
	}{"p0": {zips, 0}, "p1": {zips, 7}, "a": {sums, 7}} {
		data, err := os.ReadFile(filepath.Join("testdata", "columns", name+".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		var want, rejects []string
		for line := 2; line <= 13; line++ {
			if line == c.tight {
				rejects = append(rejects, fmt.Sprintf(":list.pdf:page 1:%d: reject: no-column", line))
				continue
			}
			want = append(want, c.row(line))
		}
		for _, known := range []func(string) bool{nil, func(n string) bool { return !strings.ContainsAny(n, "0123456789") }} {
			got, err := read(data, pdffile.Options{Headers: known})
			if err != nil || !slices.Equal(got.rows, want) || len(got.rejects) != len(rejects) {
				t.Errorf("%s: %v\n%s\n%v", name, err, strings.Join(got.rows, "\n"), texts(got.rejects))
				continue
			}
			for i, f := range texts(got.rejects) {
				if !strings.HasPrefix(strings.TrimPrefix(f, "list.pdf"), strings.TrimPrefix(rejects[i], ":list.pdf")) && !strings.HasPrefix(f, rejects[i]) {
					t.Errorf("%s: %s, want %s", name, f, rejects[i])
				}
			}
		}
	}
}

// beside prints rows of three cells behind a number, of which the second ends a little before the third starts.
func beside(second, third []string) []byte {
	texts := []text{{40, 700, "Dnr", false}, {150, 700, "Krav", false}, {240, 700, "Beslut", false}}
	for i := range second {
		y := 686 - 14*float64(i)
		texts = append(texts, text{40, y, fmt.Sprintf("2023-%05d", i), false})
		if second[i] != "" {
			texts = append(texts, text{237, y, second[i], true})
		}
		if third[i] != "" {
			texts = append(texts, text{240, y, third[i], false})
		}
	}
	p := &paper{}
	p.add(texts)
	return p.bytes()
}

// TestColumnDrawnIntoTheNext: where the cells of two columns are drawn together in all rows or nearly all, one is empty and the
// other holds values of two kinds, which blocks. A column that is empty beside others is none.
func TestColumnDrawnIntoTheNext(t *testing.T) {
	same := func(s string, n int) []string { return slices.Repeat([]string{s}, n) }
	for name, c := range map[string]struct {
		second, third []string
		want          string
	}{
		"a sum and a word":   {same("5500", 6), same("Bifall", 6), "column 2, found it in 0 of 6 rows, and 6 of the 6 cells of column 3"},
		"a date and a word":  {same("2023-04-05", 6), same("Bifall", 6), "column 2, found it in 0 of 6 rows, and 6 of the 6 cells of column 3"},
		"a code and a date":  {same("402001-0007", 6), same("2023-04-05", 6), "column 2, found it in 0 of 6 rows, and 6 of the 6 cells of column 3"},
		"a sum in most rows": {append(same("5500", 5), "", "", ""), same("Bifall", 8), "column 2, found it in 0 of 8 rows, and 5 of the 8 cells of column 3"},
		"nothing and a word": {same("", 6), same("Bifall", 6), ""},
		"nothing and a sum":  {same("", 6), same("5 500 kr", 6), ""},
		"nothing and a time": {same("", 6), same("2023-04-05 09:30", 6), ""},
		"nothing, once both": {same("", 6), append(same("Bifall", 5), "Bifall 7"), ""},
	} {
		got, err := read(beside(c.second, c.third), pdffile.Options{Headers: func(h string) bool { return !strings.HasPrefix(h, "20") }})
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, f := range got.notes {
			if f.Rule.Name() == "empty-column" {
				found = append(found, f.String())
			}
		}
		text := strings.Join(found, "\n")
		if (c.want == "") != (text == "") || !strings.Contains(text, c.want) {
			t.Errorf("%s: %q, want %q\n%s", name, text, c.want, strings.Join(got.rows, "\n"))
		}
	}
}

// TestNamesDrawnTogether: names that the list knows are parted where no blank is between them. Others are one name.
func TestNamesDrawnTogether(t *testing.T) {
	names := []text{{40, 700, "Motpart", false}, {71, 700, "Krav", false}, {200, 700, "Beslut fattat", false}}
	rows := []text{
		{40, 686, "A AB", false},
		{87, 686, "5500", true},
		{200, 686, "2023-04-05", false},
		{40, 672, "B AB", false},
		{87, 672, "500", true},
		{200, 672, "2023-04-06", false},
	}
	p := &paper{}
	p.add(slices.Concat(names, rows))
	for _, tt := range []struct {
		known []string
		want  string
	}{
		{[]string{"Motpart", "Krav", "Beslut fattat"}, "Motpart|Krav|Beslut fattat"},
		{[]string{"Motpart", "Krav", "Beslut", "fattat"}, "Motpart|Krav|Beslut fattat"},
		{[]string{"Motpart", "Beslut fattat", "Motpart Krav"}, "Motpart Krav|Beslut fattat"},
	} {
		got, err := read(p.bytes(), pdffile.Options{Headers: func(h string) bool { return slices.Contains(tt.known, h) }})
		if err != nil || strings.Join(got.header, "|") != tt.want {
			t.Errorf("%q: %v, %q", tt.known, err, got.header)
		}
	}
}

// TestNamesAgainWithoutTheFirst: names that stand again on the next page are no row, though the first column has none.
func TestNamesAgainWithoutTheFirst(t *testing.T) {
	p := &paper{}
	var want []string
	for page := range 2 {
		all := []text{{200, 700, "Motpart", false}, {320, 700, "Antal", false}}
		for i := range 6 {
			y := 686 - 14*float64(i)
			number := fmt.Sprintf("2023-%05d", 10*page+i)
			all = append(all, text{40, y, number, false}, text{200, y, "Påhitt AB", false}, text{320, y, fmt.Sprint(i), false})
			want = append(want, fmt.Sprintf("page %d:%d %s|Påhitt AB|%d", page+1, i+2, number, i))
		}
		p.add(all)
	}
	got, err := read(p.bytes(), pdffile.Options{Headers: func(h string) bool { return h == "Motpart" || h == "Antal" }})
	if err != nil || !slices.Equal(got.rows, want) || len(got.rejects) > 0 {
		t.Errorf("%v\n%s\n%v", err, strings.Join(got.rows, "\n"), texts(got.rejects))
	}
}

// TestLabelsOverColumns: a label may reach below columns that have nothing in its row, be they few or many, when no word of it may
// be one of theirs. A number at its end may.
func TestLabelsOverColumns(t *testing.T) {
	names := []text{{40, 760, "Avdelning", false}, {220, 760, "Januari", true}, {270, 760, "Februari", true}, {320, 760, "Mars", true}}
	var all []text
	for i := range 12 {
		y := 746 - 14*float64(i)
		all = append(all, text{40, y, fmt.Sprintf("Avdelning %c", 'A'+i), false}, text{320, y, fmt.Sprint(10 * i), true})
		if i%3 > 0 {
			all = append(all, text{220, y, fmt.Sprint(100 + i), true})
		}
		if i%4 > 0 {
			all = append(all, text{270, y, fmt.Sprint(i + 1), true})
		}
	}
	long := "Frågor om fastighetsmäklare, hyra och annat"
	for _, tt := range []struct {
		row  []text
		want string
	}{
		{[]text{{40, 560, long, false}, {270, 560, "7", true}, {320, 560, "8", true}}, long + "||7|8"},
		{[]text{{40, 560, long + " som är långt", false}, {320, 560, "8", true}}, long + " som är långt|||8"},
		{[]text{{40, 560, long + " 75", false}, {270, 560, "7", true}, {320, 560, "8", true}}, ""},
	} {
		p := &paper{}
		p.add(slices.Concat(names, all, tt.row))
		got, err := read(p.bytes(), pdffile.Options{Headers: func(h string) bool { return !strings.HasPrefix(h, "Avdelning ") }})
		if err != nil || len(got.rows) < 12 {
			t.Fatal(err, texts(got.rejects))
		}
		text := strings.Join(got.rows[12:], " ")
		if tt.want == "" && (text != "" || len(got.rejects) != 1) || tt.want != "" && !strings.HasSuffix(text, " "+tt.want) {
			t.Errorf("got %q, %v, want %q", text, texts(got.rejects), tt.want)
		}
	}
}
