package htmlfile_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"html"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tvistdata/etl/read/csvfile"
	"tvistdata/etl/read/htmlfile"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

// FuzzRead feeds arbitrary bytes. Whatever they are: no panic, every row fits the header, no row is accounted for twice,
// and no mark of ours is in a cell.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		top + "<tr><td rowspan=2>1<td colspan=2>a<tr><td>b<tfoot><tr><td>x</table>",
		"<table><thead><tr><th rowspan=2>arende<th colspan=2>b<tr><th>motpart</thead><tr><td>1<td><table><tr><td>x</table></table>",
		"<svg><style><tr><td></style></svg><table><td>a<td>b<noscript><tr></noscript><tr><td><select><td>",
		"<html><frameset>", "<table><tr><td class=\"a>x<td>y\">\x00<td><plaintext><tr><td>", "\xff\xfe<\x00t\x00", "<p>\xc5<table><tr><td>\x94",
		"<table><tr><td>a<td>b<tr><td>1<td><math><mi><tr></mi></math><![CDATA[<tr>]]><tr><td>2<td>\ufdd0<!--",
		"<table><tr><td>a<td>b\n<tr title='<td>'><tr><td>1<td>2</table>", "<table><tr><td>a<td>b\n<tr><tr title='<td>'><tr><tr><td>1<td>2",
	} {
		f.Add([]byte(seed), "", byte(0))
		f.Add([]byte(seed), "table 1", byte(1))
		f.Add([]byte(seed), "", byte(2))
	}
	f.Fuzz(func(t *testing.T, data []byte, sheet string, options byte) {
		o := htmlfile.Options{Sheet: sheet}
		if options&1 != 0 {
			o.Headers = known
		}
		if options&2 != 0 {
			o.Header = []string{"arende", "motpart"}
		}
		r, err := htmlfile.Bytes(data, "list.html", o)
		if err != nil {
			return
		}
		lines := account(t, r)
		if all := slices.Clone(lines); len(slices.Compact(all)) != len(lines) {
			t.Fatalf("a line twice: %v", lines)
		}
	})
}

// account returns the line of every row that was read, rejected, or noted to be no row.
func account(t *testing.T, r source.Reader) (lines []int) {
	t.Helper()
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			slices.Sort(lines)
			return lines
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range b.Rows {
			if len(row.Cells) != len(r.Header()) || strings.Contains(strings.Join(row.Cells, ""), "tvistdatatag=") {
				t.Fatalf("line %d: %q under %d names", row.Line, row.Cells, len(r.Header()))
			}
			lines = append(lines, row.Line)
		}
		for _, f := range b.Rejects {
			if f.Rule == nil || f.Rule.Severity() != rule.Reject || f.Text == "" {
				t.Fatalf("a finding without rule, text or severity: %v", f)
			}
			lines = append(lines, f.At.Line)
		}
		for _, f := range b.Notes {
			if slices.Contains([]string{"repeated-header", "separator-line", "footer"}, f.Rule.Name()) {
				lines = append(lines, f.At.Line)
			}
		}
	}
}

// row is a row that a page is made of, and what must become of it.
type row struct {
	html   string
	cells  []string
	reject bool
}

// TestTwin writes tables of any cells as a page in every style, with broken rows in between, and the others as CSV:
// every row must be read or rejected, and those read must be the same.
func TestTwin(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(2, 4).Draw(t, "width")
		names := []string{"arende", "motpart", "inkom", "x1"}[:width]
		closed := rapid.Bool().Draw(t, "close tags")
		end := rapid.SampledFrom([]string{"", "\n", "\r\n"}).Draw(t, "line end")
		page := "<html><body><p>x</p><table>" + end + tr(names, closed) + end
		var whole [][]string
		rejects := 0
		for _, r := range rapid.SliceOfN(rapid.Custom(func(t *rapid.T) row { return draw(t, width, closed) }), 1, 9).Draw(t, "rows") {
			page += r.html + end
			if r.reject {
				rejects++
			} else {
				whole = append(whole, r.cells)
			}
		}
		page += "</table>"
		var text bytes.Buffer
		w := csv.NewWriter(&text)
		w.Comma = ';'
		if err := errors.Join(w.Write(names), w.WriteAll(whole)); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, "twin.csv")
		if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		twin, err := csvfile.Open(path, csvfile.Options{Delimiter: ";"})
		if err != nil {
			t.Fatal(err)
		}
		r, err := htmlfile.Bytes([]byte(page), "twin.html", htmlfile.Options{Headers: known})
		if err != nil {
			t.Fatal(err)
		}
		got, rejected := read(t, r)
		want, _ := read(t, twin)
		if !slices.EqualFunc(got, want, slices.Equal) || rejected != rejects || !slices.Equal(r.Header(), names) {
			t.Fatalf("%q, in CSV %q; %d rejected, want %d; page %q", got, want, rejected, rejects, page)
		}
		if err := twin.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

// draw makes a row that is whole or broken in some way. Its first cell is never empty, so that no row is.
func draw(t *rapid.T, width int, closed bool) row {
	text := rapid.StringOfN(rapid.RuneFrom([]rune("ab1åÖ€😀;,\"'<>&/= ")), 0, 6, -1)
	cells := make([]string, width)
	for i := range cells {
		cells[i] = strings.Join(strings.Fields(text.Draw(t, "cell")), " ")
	}
	cells[0] = "1" + cells[0]
	switch rapid.IntRange(0, 5).Draw(t, "kind") {
	case 0:
		return row{html: tr(append(slices.Clone(cells), ""), closed), reject: true}
	case 1:
		return row{html: "<tr><td colspan=2>" + html.EscapeString(cells[0]) + "<td>", reject: true}
	}
	return row{html: tr(cells, closed), cells: cells}
}

func tr(cells []string, closed bool) string {
	s := "<tr>"
	for _, c := range cells {
		s += "<td>" + html.EscapeString(c)
		if closed {
			s += "</td>"
		}
	}
	if closed {
		s += "</tr>"
	}
	return s
}

// read returns the rows of a table and the number of those rejected.
func read(t *rapid.T, r source.Reader) (rows [][]string, rejected int) {
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			return rows, rejected
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range b.Rows {
			rows = append(rows, row.Cells)
		}
		rejected += len(b.Rejects)
	}
}
