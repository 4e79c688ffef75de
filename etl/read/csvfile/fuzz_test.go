package csvfile_test

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tvistdata/etl/read/csvfile"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

// FuzzRead feeds arbitrary bytes. Whatever they are: no panic, every line that is not blank is accounted for at most
// once and in order, every row fits the header, chunk borders make no difference, and what a strict reader of the
// standard library accepts is read as that reader reads it. The seeds are in testdata.
func FuzzRead(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte, chunk uint8) {
		got, header, err := read(data, 0)
		again, _, againErr := read(data, int(chunk)+1)
		if (err == nil) != (againErr == nil) || !slices.EqualFunc(got, again, same) {
			t.Fatalf("chunks of %d: %v, %v; else %v, %v", chunk+1, again, againErr, got, err)
		}
		if err != nil {
			return
		}
		lines := strings.Count(string(data), "\n") + strings.Count(string(data), "\r") + 1
		last := 0
		for _, r := range got {
			if r.line <= last || r.line > lines {
				t.Fatalf("line %d after line %d, of %d", r.line, last, lines)
			}
			last = r.line
			if r.cells != nil && len(r.cells) != len(header) {
				t.Fatalf("line %d has %d cells under %d names", r.line, len(r.cells), len(header))
			}
		}
		agree(t, data, header, got)
	})
}

type result struct {
	line  int
	cells []string // nil for a reject, and for a line that is no row
	rule  string   // why there are no cells
}

func same(a, b result) bool {
	return a.line == b.line && a.rule == b.rule && slices.Equal(a.cells, b.cells)
}

// judged are the rules by which whole lines are no rows, or not to be trusted, though nothing is wrong with their form.
var judged = []string{"repeated-header", "separator-line", "footer", "footer-before-rows", "other-columns", "error-value"}

// read returns rows and rejects in file order.
func read(data []byte, chunk int) ([]result, []string, error) {
	r, err := csvfile.Bytes(data, "list.csv", csvfile.Options{}, chunk)
	if err != nil {
		return nil, nil, err
	}
	var out []result
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			slices.SortStableFunc(out, func(a, b result) int { return a.line - b.line })
			return out, r.Header(), nil
		}
		if err != nil {
			return out, nil, err
		}
		for _, row := range b.Rows {
			out = append(out, result{line: row.Line, cells: row.Cells})
		}
		for _, f := range b.Rejects {
			if f.Rule == nil || f.Rule.Severity() != rule.Reject || f.Text == "" {
				return nil, nil, errors.New("a finding without rule, text or severity")
			}
			out = append(out, result{line: f.At.Line, rule: f.Rule.Name()})
		}
		for _, f := range b.Notes {
			if f.Rule == nil || f.Rule.Severity() != rule.Note || f.Text == "" {
				return nil, nil, errors.New("a note without text or severity")
			}
			if slices.Contains(judged, f.Rule.Name()) {
				out = append(out, result{line: f.At.Line, rule: f.Rule.Name()})
			}
		}
	}
}

// agree compares with the standard library where that is strict: text in UTF-8 with LF or CR LF, equal numbers of
// cells, none of them rejected. Blanks around cells and lines of blanks apart, both must say the same.
func agree(t *testing.T, data []byte, header []string, got []result) {
	t.Helper()
	text := strings.TrimPrefix(string(data), "\ufeff")
	if !utf8.ValidString(text) || strings.Contains(strings.ReplaceAll(text, "\r\n", ""), "\r") ||
		strings.HasPrefix(strings.ToLower(strings.TrimLeft(text, " \t\r\n")), "sep=") || strings.Contains(text, "\x00") {
		return
	}
	want, sure := standard(text, header)
	if !sure {
		return
	}
	if len(want)-1 != len(got) {
		t.Fatalf("%d records, but the standard library has %d", len(got), len(want)-1)
	}
	for i, r := range got {
		if r.rule == "repeated-header" {
			return // from here on the columns may have another order
		}
		if slices.Contains(judged, r.rule) {
			continue
		}
		if r.cells == nil {
			t.Fatalf("line %d is rejected, but the standard library reads it", r.line)
		}
		for j := range r.cells {
			r.cells[j] = strings.ReplaceAll(r.cells[j], "\r\n", "\n")
		}
		if !slices.Equal(r.cells, trimmed(want[i+1], plain)) {
			t.Fatalf("line %d: %q, but the standard library has %q", r.line, r.cells, want[i+1])
		}
	}
}

// standard returns what the standard library reads between the delimiter that gives this header. It is not sure when it
// reads nothing, or when several delimiters might give the header, because it has one column or ends in unnamed ones.
func standard(text string, header []string) (records [][]string, sure bool) {
	for _, comma := range ";,\t|" {
		std := csv.NewReader(strings.NewReader(text))
		std.Comma = comma
		all, err := std.ReadAll()
		all = slices.DeleteFunc(all, func(cells []string) bool {
			return !slices.ContainsFunc(cells, func(c string) bool {
				c, _ = source.Clean(c)
				return c != ""
			})
		})
		if err == nil && len(all) > 0 && len(header) > 1 && slices.Equal(trimmed(all[0], strings.TrimSpace), header) {
			return all, true
		}
	}
	return nil, false
}

// plain is what a cell means: cleaned, and empty when it means nothing.
func plain(c string) string {
	if c, _ = source.Clean(c); slices.Contains([]string{"NULL", "(null)", "(NULL)", `\N`, "#N/A", "#SAKNAS!"}, c) {
		return ""
	}
	return c
}

func trimmed(cells []string, trim func(string) string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = trim(c)
	}
	return out
}

func empty(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return plain(c) != "" })
}

// TestRoundTrip writes tables of any cells in any dialect and reads them back, in chunks of any length.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(2, 5).Draw(t, "width")
		delim := rapid.SampledFrom([]string{";", ",", "\t", "|"}).Draw(t, "delimiter")
		eol := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "line end")
		all := rapid.Bool().Draw(t, "quote all")
		cell := rapid.StringOfN(rapid.RuneFrom([]rune("ab1åÖ€\u00a0;,\t|\"\n\r ")), 0, 6, -1)
		table := rapid.SliceOfN(rapid.SliceOfN(cell, width, width), 1, 9).Draw(t, "table")
		names := []string{"arende", "motpart", "inkom", "x1", "x2"}[:width]
		var b strings.Builder
		write := func(cells []string) {
			for i, c := range cells {
				if i > 0 {
					b.WriteString(delim)
				}
				if all || strings.ContainsAny(c, delim+"\"\r\n") {
					c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
				}
				b.WriteString(c)
			}
			b.WriteString(eol)
		}
		write(names)
		for _, cells := range table {
			write(cells)
		}
		text := b.String()
		if rapid.Bool().Draw(t, "cut the last line end") {
			text = strings.TrimSuffix(text, eol)
		}
		r, err := csvfile.Bytes([]byte(text), "list.csv", csvfile.Options{Headers: known}, rapid.IntRange(1, 40).Draw(t, "chunk"))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for {
			batch, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil || len(batch.Rejects) > 0 {
				t.Fatal(batch.Rejects, err)
			}
			for _, row := range batch.Rows {
				for empty(table[n]) {
					n++
				}
				if want := trimmed(table[n], plain); !slices.Equal(row.Cells, want) {
					t.Fatalf("row %d: %q, wrote %q, file %q", n, row.Cells, want, text)
				}
				n++
			}
		}
		for n < len(table) && empty(table[n]) {
			n++
		}
		if n != len(table) {
			t.Fatalf("%d rows, wrote %d, file %q", n, len(table), text)
		}
	})
}
