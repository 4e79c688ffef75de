package jsonfile_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tvistdata/etl/read/csvfile"
	"tvistdata/etl/read/jsonfile"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
)

// FuzzRead feeds arbitrary bytes. Whatever they are: no panic, every row fits the header, and no record is accounted for
// twice. When the standard library accepts the file, it has as many records as were read, rejected and noted to be no
// row, those apart that hold nothing.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"[{\"a\":1},\n{\"a\":\"\\ud83d\\ude00\",\"b\":{\"c\":null}},,[1],\n]",
		`{"meta":{"n":[1]},"data":[{"a":"x"},{"a":"]}"}],"next":"\""}`,
		"{\"a\":1}\r\n\n{\"a\":\"2\n{\"a\":3}",
		"\ufeff[{\"a\":\"x\xff\"},{\"a\":1,\"A\":2},{\"a\":[]},{\"\":1},{\"a\":",
		"{\"a\":[{}],\"b\":[{\"x\":true}]}", "[{\"a\" :\t-1.0e+5 , \"b\":\"\\\\\"} {\"a\":1}", "\xff\xfe[\x00", "{\"a\":{\"b\":{\"c\":{}}}}",
		"[{\"a\":1,\"\u200b\":2}]",
	} {
		f.Add([]byte(seed), "")
		f.Add([]byte(seed), "data")
	}
	f.Fuzz(func(t *testing.T, data []byte, key string) {
		r, err := jsonfile.Bytes(data, "list.json", jsonfile.Options{Sheet: key})
		if err != nil {
			return
		}
		lines := account(t, r)
		if most, least, sure := present(data, key); sure && (len(lines) > most || len(lines) < least) {
			t.Fatalf("%d records read or rejected, but the standard library has %d to %d", len(lines), least, most)
		}
	})
}

// account returns the line of every record that was read, rejected, or noted to be no row.
func account(t *testing.T, r source.Reader) (lines []int) {
	t.Helper()
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			slices.Sort(lines)
			if len(slices.Compact(slices.Clone(lines))) != len(lines) {
				t.Fatalf("a line twice: %v", lines)
			}
			return lines
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range b.Rows {
			if len(row.Cells) != len(r.Header()) {
				t.Fatalf("line %d has %d cells under %d names", row.Line, len(row.Cells), len(r.Header()))
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

// present counts the records of a file that the standard library accepts: all of them, and those that hold something.
func present(data []byte, key string) (most, least int, sure bool) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !json.Valid(data) {
		return linesOf(data)
	}
	var array []json.RawMessage
	if json.Unmarshal(data, &array) == nil {
		return len(array), holding(array), true
	}
	members := make(map[string]json.RawMessage)
	if json.Unmarshal(data, &members) != nil {
		return 0, 0, false
	}
	for k, m := range members {
		var list []json.RawMessage
		if json.Unmarshal(m, &list) == nil && len(list) > 0 && (k == key || key == "" && list[0][0] == '{') {
			return len(list), holding(list), true // had there been several, the file would have been refused
		}
	}
	return 1, 0, key == ""
}

// linesOf counts the lines of a file with an object on each.
func linesOf(data []byte) (most, least int, sure bool) {
	var records []json.RawMessage
	for line := range bytes.Lines(data) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		if !json.Valid(line) || line[0] != '{' {
			return 0, 0, false
		}
		records = append(records, line)
	}
	return len(records), holding(records), len(records) > 1
}

// holding counts the records that hold something.
func holding(records []json.RawMessage) (n int) {
	for _, r := range records {
		var v any
		if err := json.Unmarshal(r, &v); err != nil || !nothing(v) {
			n++
		}
	}
	return n
}

func nothing(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return strings.Trim(v, " \t") == ""
	case map[string]any:
		for _, m := range v {
			if !nothing(m) {
				return false
			}
		}
		return true
	}
	return false
}

// TestTwin writes tables of any cells as JSON in every form and as CSV: both must be read alike.
func TestTwin(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(2, 4).Draw(t, "width")
		cell := rapid.StringOfN(rapid.RuneFrom([]rune("ab1åÖ€😀\u00a0;,\"\\{}[]:\n\t ")), 0, 6, -1)
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, width, width), 1, 9).Draw(t, "rows")
		for _, row := range rows {
			row[0] = "1" + row[0] // so that none is empty
		}
		names := []string{"arende", "motpart", "inkom", "x1"}[:width]
		var text bytes.Buffer
		w := csv.NewWriter(&text)
		w.Comma = ';'
		if err := errors.Join(w.Write(names), w.WriteAll(rows)); err != nil {
			t.Fatal(err)
		}
		form := rapid.SampledFrom([]string{"array", "wrapped", "lines"}).Draw(t, "form")
		sep := rapid.SampledFrom([]string{",", ",\n", " ,\r\n "}).Draw(t, "separator")
		path := filepath.Join(dir, "twin.csv")
		if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		want, err := csvfile.Open(path, csvfile.Options{Delimiter: ";"})
		if err != nil {
			t.Fatal(err)
		}
		got, err := jsonfile.Bytes(written(t, names, rows, form, sep), "twin.json", jsonfile.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if g, w := cells(t, got), cells(t, want); !slices.EqualFunc(g, w, slices.Equal) || !slices.Equal(got.Header(), names) {
			t.Fatalf("%q, in CSV %q", g, w)
		}
		if err := want.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

func written(t *rapid.T, names []string, rows [][]string, form, sep string) []byte {
	var records []string
	for _, row := range rows {
		var members []string
		for i, c := range row {
			text, err := json.Marshal(c)
			if err != nil || !utf8.Valid(text) {
				t.Fatal(err)
			}
			members = append(members, `"`+names[i]+`": `+string(text))
		}
		records = append(records, "{"+strings.Join(members, ", ")+"}")
	}
	switch form {
	case "wrapped":
		return []byte(`{"meta": {"n": 1}, "rows": [` + strings.Join(records, sep) + `], "next": null}`)
	case "lines":
		return []byte(strings.Join(records, "\n"))
	}
	return []byte("[" + strings.Join(records, sep) + "]\n")
}

func cells(t *rapid.T, r source.Reader) [][]string {
	var out [][]string
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil || len(b.Rejects) > 0 {
			t.Fatal(b.Rejects, err)
		}
		for _, row := range b.Rows {
			out = append(out, row.Cells)
		}
	}
}
