package csvfile_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tvistdata/etl/read/csvfile"
	"tvistdata/etl/source"
	"tvistdata/internal/sharedtest"
)

// known is the vocabulary of the fixtures.
func known(h string) bool {
	return slices.Contains([]string{"arende", "motpart", "inkom", "ärende", "Ärende"}, h)
}

// table is everything that a reader gave: header, rows as line:cell|cell, rejects as line:rule.
type table struct {
	header  []string
	rows    []string
	rejects []string
}

func closed(tb testing.TB, c io.Closer) {
	tb.Helper()
	if err := c.Close(); err != nil {
		tb.Error(err)
	}
}

func all(r source.Reader) (table, []source.Finding, error) {
	t := table{header: r.Header()}
	var findings []source.Finding
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			return t, findings, nil
		}
		if err != nil {
			return t, findings, err
		}
		for _, row := range b.Rows {
			t.rows = append(t.rows, fmt.Sprintf("%d:%s", row.Line, strings.Join(row.Cells, "|")))
		}
		for _, f := range b.Rejects {
			t.rejects = append(t.rejects, fmt.Sprintf("%d:%s", f.At.Line, f.Rule.Name()))
			findings = append(findings, f)
		}
	}
}

// TestPolluted reads small files, each named for its defect, with chunk borders everywhere.
func TestPolluted(t *testing.T) {
	tests := []struct {
		name    string
		file    string
		o       csvfile.Options
		header  string // cells joined by |; "" for arende|motpart|inkom
		rows    []string
		rejects []string
		unknown bool // no column name is known
	}{
		{name: "none", file: "arende;motpart;inkom\n1;Fjord AB;x\n2;Ek AB;y\n", rows: []string{"2:1|Fjord AB|x", "3:2|Ek AB|y"}},
		{name: "CR LF", file: "arende;motpart;inkom\r\n1;a;x\r\n", rows: []string{"2:1|a|x"}},
		{name: "CR alone", file: "arende;motpart;inkom\r1;a;x\r2;b;y", rows: []string{"2:1|a|x", "3:2|b|y"}},
		{name: "CR CR LF", file: "arende;motpart;inkom\r\r\n1;a;\"x\"\r\r\n", rows: []string{"2:1|a|x"}},
		{name: "mixed LF and CR LF", file: "arende;motpart;inkom\n1;a;x\r\n2;b;\"y\"\r\n3;c;z\n", rows: []string{"2:1|a|x", "3:2|b|y", "4:3|c|z"}},
		{name: "no line end at the end", file: "arende;motpart;inkom\n1;a;x", rows: []string{"2:1|a|x"}},
		{name: "CR at the end", file: "arende;motpart;inkom\n1;a;x\r", rows: []string{"2:1|a|x"}},
		{name: "byte order mark", file: "\ufeffarende;motpart;inkom\n1;a;x\n", rows: []string{"2:1|a|x"}},
		{name: "byte order mark before a quote", file: "\ufeff\"arende\";motpart;inkom\n1;a;x\n", rows: []string{"2:1|a|x"}},
		{name: "windows-1252", file: "arende;motpart;inkom\n1;\xc5ngstr\xf6m \x80 AB;x\n", rows: []string{"2:1|Ångström € AB|x"}},
		{name: "windows-1252 header", file: "\xc4rende;motpart\n1;\xc5 AB\n", header: "Ärende|motpart", rows: []string{"2:1|Å AB"}},
		{name: "utf-16 little endian", file: "\xff\xfea\x00r\x00e\x00n\x00d\x00e\x00;\x00m\x00\n\x001\x00;\x00\x3d\xd8\x00\xde\n\x00", header: "arende|m", rows: []string{"2:1|😀"}},
		{name: "utf-16 big endian", file: "\xfe\xff\x00a\x00r\x00e\x00n\x00d\x00e\x00;\x00m\x00\n\x001\x00;\x00\xe5", header: "arende|m", rows: []string{"2:1|å"}},
		{name: "blank lines", file: "\n \t\narende;motpart;inkom\n\n1;a;x\n\r\n  \n2;b;y\n\n", rows: []string{"5:1|a|x", "8:2|b|y"}},
		{name: "sep line", file: "sep=,\r\narende,motpart,inkom\r\n1,a;b,x\r\n", rows: []string{"3:1|a;b|x"}},
		{name: "blanks around cells", file: "arende; motpart ;inkom\u00a0\n 1;\ta ;\" x \"\n2;\u00a0b;y z\n", rows: []string{"2:1|a|x", "3:2|b|y z"}},
		{name: "comma", file: "arende,motpart,inkom\n1,a;b,x\n", rows: []string{"2:1|a;b|x"}},
		{name: "tab", file: "arende\tmotpart\tinkom\n1\t\tx\n", rows: []string{"2:1||x"}},
		{name: "bar", file: "arende|motpart|inkom\n1||x\n", rows: []string{"2:1||x"}},
		{name: "unknown headers with commas in them", unknown: true, file: "a, x;b;c\n1;2;3\n4;5;6\n", header: "a, x|b|c", rows: []string{"2:1|2|3", "3:4|5|6"}},
		{name: "known headers outvote more columns", file: "arende;motpart,p,q;inkom\n1;a,b,c;x\n", header: "arende|motpart,p,q|inkom", rows: []string{"2:1|a,b,c|x"}},
		{name: "as many known headers between commas", file: "arende;x,inkom\n1,2\n3,4\n", header: "arende;x|inkom", rows: []string{"2:1|2", "3:3|4"}},
		{name: "one column", file: "arende\n1,5\n2;5\n", header: "arende", rows: []string{"2:1,5"}, rejects: []string{"3:ragged-row"}, o: csvfile.Options{Delimiter: ";"}},
		{name: "header only", file: "arende;motpart;inkom\n"},
		{name: "quoted delimiters, quotes and line breaks", file: "arende;motpart;inkom\n1;\"a;\"\"b\"\"\nc\r\nd\";x\n2;\"\";\"\"\"\"\n3;c;z\n", rows: []string{"2:1|a;\"b\"\nc\nd|x", "5:2||\"", "6:3|c|z"}},
		{name: "quoted line break in the header", file: "arende;\"motpart\nsvarande\";inkom\n1;a;x\n", header: "arende|motpart\nsvarande|inkom", rows: []string{"3:1|a|x"}},
		{name: "empty cells", file: "arende;motpart;inkom\n;;\n1;;\n", rows: []string{"3:1||"}},
		{name: "delimiter at every line's end", file: "arende;motpart;inkom;\n1;a;x;\n2;b;y\n3;c;z;w\n4;d\n", rows: []string{"2:1|a|x", "3:2|b|y"}, rejects: []string{"4:unnamed-column", "5:ragged-row"}},
		{name: "unnamed column in the middle", file: "arende;;inkom\n1;a;x\n", header: "arende||inkom", rows: []string{"2:1|a|x"}},

		{name: "too few cells", file: "arende;motpart;inkom\n1;a\n2;b;y\n", rows: []string{"3:2|b|y"}, rejects: []string{"2:ragged-row"}},
		{name: "too many cells", file: "arende;motpart;inkom\n1;a;x;\n2;\"b\";y;z\n3;c;z\n", rows: []string{"4:3|c|z"}, rejects: []string{"2:ragged-row", "3:ragged-row"}},
		{name: "text after a closing quote", file: "arende;motpart;inkom\n1;\"a\" AB;x\n2;b;y\n", rows: []string{"3:2|b|y"}, rejects: []string{"2:bad-quote"}},
		{name: "blank after a closing quote", file: "arende;motpart;inkom\n1;\"a\" ;x\n2;b;y\n", rows: []string{"3:2|b|y"}, rejects: []string{"2:bad-quote"}},
		{name: "quote inside an unquoted cell", file: "arende;motpart;inkom\n1;a \"A\" AB;x\n2;b;y\n", rows: []string{"3:2|b|y"}, rejects: []string{"2:bad-quote"}},
		{name: "blank before an opening quote", file: "arende;motpart;inkom\n1; \"a\";x\n2;b;y\n", rows: []string{"3:2|b|y"}, rejects: []string{"2:bad-quote"}},
		{name: "backslash before a quote", file: "arende;motpart;inkom\n1;\"a \\\"A\\\" AB\";x\n2;b;y\n", rows: []string{"3:2|b|y"}, rejects: []string{"2:bad-quote"}},
		{name: "NUL byte", file: "arende;motpart;inkom\n1;a\x00;x\n2;b;y\n3;\"\x00\";z\n", rows: []string{"3:2|b|y"}, rejects: []string{"2:nul-byte", "4:nul-byte"}},
		{name: "CR inside a line", file: "arende;motpart;inkom\n1;a\rb;x\n2;b;y\n3;\"q\";a\rb\n4;\"a\rb\";x\n", rows: []string{"3:2|b|y", "5:4|a\nb|x"}, rejects: []string{"2:bad-line-end", "4:bad-line-end"}},
		{name: "CR inside the last line of a record", file: "arende;motpart;inkom\n1;\"q\nr\";a\rb\n2;b;y\n", rows: []string{"4:2|b|y"}, rejects: []string{"2:bad-line-end", "3:bad-quote"}},
		{name: "LF among CR line ends", file: "arende;motpart;inkom\r1;a\nb;x\r2;b;y\r3;\"q\";\n\r4;\"\";z\r", rows: []string{"3:2|b|y", "5:4||z"}, rejects: []string{"2:bad-line-end", "4:bad-line-end"}},
		{name: "cut inside a character", file: "arende;motpart;inkom\n1;a;å\n2;b;Ume\xc3", rows: []string{"2:1|a|å"}, rejects: []string{"3:cut-character"}},
		{name: "cut inside a character after a line end", file: "arende;motpart;inkom\n1;a;å\n\xe2\x82", rows: []string{"2:1|a|å"}, rejects: []string{"3:cut-character"}},
		{name: "cut inside the only character", file: "arende;motpart;inkom\n1;a;x\n2;b;\"Ume\xe5", rows: []string{"2:1|a|x"}, rejects: []string{"3:unterminated-quote"}},

		{name: "cut inside a quote", file: "arende;motpart;inkom\n1;a;x\n2;\"b", rows: []string{"2:1|a|x"}, rejects: []string{"3:unterminated-quote"}},
		{name: "cut inside a quote of several lines", file: "arende;motpart;inkom\n1;a;x\n2;\"b\n\nand more\nstill", rows: []string{"2:1|a|x"}, rejects: []string{"3:unterminated-quote"}},
		{name: "stray opening quote", file: "arende;motpart;inkom\n1;\"a;x\n2;b;y\n3;c;z\n", rows: []string{"3:2|b|y", "4:3|c|z"}, rejects: []string{"2:unterminated-quote"}},
		{name: "stray opening quote before a ragged row", file: "arende;motpart;inkom\n1;\"a;x\n2;b\n3;c;z\n", rows: []string{"4:3|c|z"}, rejects: []string{"2:unterminated-quote", "3:ragged-row"}},
		{name: "stray opening quote before a quoted cell", file: "arende;motpart;inkom\n1;\"a;x\n2;b;y\n3;\"c\";z\n4;d;w\n", rows: []string{"3:2|b|y", "4:3|c|z", "5:4|d|w"}, rejects: []string{"2:bad-quote"}},
		{name: "stray opening quote right before a quoted cell", file: "arende;motpart;inkom\n1;\"a;x\n3;\"c\n1\";z\n4;d;w\n", rows: []string{"3:3|c\n1|z", "5:4|d|w"}, rejects: []string{"2:bad-quote"}},
		{name: "two stray opening quotes", file: "arende;motpart;inkom\n1;\"a;x\n2;b;y\n3;\"c;z\n4;d;w\n", rows: []string{"3:2|b|y", "5:4|d|w"}, rejects: []string{"2:bad-quote", "4:unterminated-quote"}},
		{name: "broken record of several lines", file: "arende;motpart;inkom\n1;\"a\nb\nc\"d;x\n2;b;y\n", rows: []string{"5:2|b|y"}, rejects: []string{"2:bad-quote", "4:bad-quote"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := table{header: strings.Split(tt.header, "|"), rows: tt.rows, rejects: tt.rejects}
			if tt.header == "" {
				want.header = []string{"arende", "motpart", "inkom"}
			}
			o := tt.o
			o.Disclosure = "d-1"
			if !tt.unknown {
				o.Headers = known
			}
			for _, chunk := range []int{0, 1, 2, 3, 7, 16} {
				r, err := csvfile.Bytes([]byte(tt.file), "list.csv", o, chunk)
				if err != nil {
					t.Fatalf("chunks of %d: %v", chunk, err)
				}
				got, _, err := all(r)
				if err != nil {
					t.Fatalf("chunks of %d: %v", chunk, err)
				}
				if d := cmp.Diff(want, got, cmp.AllowUnexported(table{})); d != "" {
					t.Fatalf("chunks of %d (-want +got):\n%s", chunk, d)
				}
			}
		})
	}
}

// TestRefused opens files that cannot be read for certain: the error must say where, what was expected and what was
// found, and quote nothing that might be personal.
func TestRefused(t *testing.T) {
	tests := []struct {
		name, file string
		o          csvfile.Options
		want       string
	}{
		{"empty", "", csvfile.Options{}, "d-1:list.csv: expected a line of column names, found an empty file"},
		{"byte order mark only", "\ufeff", csvfile.Options{}, "d-1:list.csv: expected a line of column names, found an empty file"},
		{"blank lines only", "\n \r\n\n", csvfile.Options{}, "d-1:list.csv: expected a line of column names, found none"},
		{"sep line only", "sep=;\n", csvfile.Options{}, "d-1:list.csv: expected a line of column names, found none"},
		{"header without known names", ";;\n1;2;3\n", csvfile.Options{}, "d-1:list.csv:1: expected a line of column names that are known, found none from here on; declare new names under columns, and the names of a file that has none as its header, in the sidecar"},
		{"declared header of another width", "1;2;3\n4;5;6\n", csvfile.Options{Header: []string{"arende", "motpart"}}, "d-1:list.csv:1: expected as many columns as the declared header has; no delimiter gives them"},
		{"declared header with a name twice", "1;2\n", csvfile.Options{Header: []string{"arende", "arende"}}, `d-1:list.csv: the declared header: expected every column once, but columns 1 and 2 are both "arende"`},
		{"quote of two characters declared", "arende;motpart\n", csvfile.Options{Quote: "''"}, `d-1:list.csv: expected one ASCII character, or none, as the declared quote, got "''"`},
		{"comment of two characters declared", "arende;motpart\n", csvfile.Options{Comment: "//"}, `d-1:list.csv: expected one ASCII character as the declared start of comments, got "//"`},
		{"duplicate header", "arende;inkom;motpart; inkom \n", csvfile.Options{}, `d-1:list.csv:1: expected every column once, but columns 2 and 4 are both "inkom"`},
		{"duplicate header in another case", "arende;Anna Ek;anna  ek\n", csvfile.Options{}, `d-1:list.csv:1: expected every column once, but columns 2 and 3 are both of the shape "aaaa  aa"`},
		{"quote open in the header", "arende;\"motpart\n1;a\n", csvfile.Options{}, "d-1:list.csv:1: expected column names: expected the quoted cell of column 2 to be closed before the file ends"},
		{"NUL bytes on both sides", "arende;\x00motpart;inkom\n", csvfile.Options{}, "d-1:list.csv:1: expected column names, found a NUL byte"},
		{"declared utf-8, is windows-1252", "arende;motpart\n1;a\n2;\xc5 AB\n", csvfile.Options{Encoding: "utf-8"}, "d-1:list.csv:3: expected utf-8, found byte 0xC5, which is byte 22 of the file"},
		{"byte order mark, is windows-1252", "\ufeffarende;motpart\n2;\xc5 AB\n", csvfile.Options{}, "d-1:list.csv:2: expected utf-8, found byte 0xC5, which is byte 21 of the file"},
		{"declared windows-1252, is utf-8", "arende;motpart\n1;Å AB\n", csvfile.Options{Encoding: "windows-1252"}, "d-1:list.csv:2: expected windows-1252 as declared, but the whole file is valid utf-8, found byte 0xC3, which is byte 18 of the file"},
		{"declared windows-1252, has a byte order mark", "\ufeffarende;motpart\n", csvfile.Options{Encoding: "windows-1252"}, "d-1:list.csv: expected windows-1252 as declared, found the byte order mark of utf-8"},
		{"two encodings", "arende;motpart\n1;Å AB\n2;\xc5 AB\n", csvfile.Options{}, "d-1:list.csv:3: expected utf-8, for line 2 holds a character in it, found byte 0xC5, which is byte 26 of the file"},
		{"undefined byte", "arende;motpart\n1;\xc5 AB\n2;\x81\n", csvfile.Options{}, "d-1:list.csv:3: expected utf-8 or windows-1252, which leaves some bytes undefined, found byte 0x81, which is byte 25 of the file"},
		{"code page 850", "arende;motpart\n1;Elk\x94p AB\n", csvfile.Options{}, "d-1:list.csv:2: expected utf-8 or windows-1252, but inside a word (code page 850 or Mac Roman? declare cp850 or macintosh), found byte 0x94, which is byte 21 of the file"},
		{"code page 850 at a chunk's border", "arende;motpart\n" + strings.Repeat("1;a\n", 64<<10-4) + "k\x94p\n", csvfile.Options{}, "d-1:list.csv:65534: expected utf-8 or windows-1252, but inside a word (code page 850 or Mac Roman? declare cp850 or macintosh), found byte 0x94, which is byte 262145 of the file"},
		{"declared utf-16, no byte order mark", "arende;motpart\n", csvfile.Options{Encoding: "utf-16"}, "d-1:list.csv: expected utf-16 as declared, found no byte order mark; declare utf-16le or utf-16be"},
		{"half a surrogate pair", "\xff\xfea\x00\n\x00\x3d\xd8a\x00", csvfile.Options{}, "d-1:list.csv:2: expected utf-16, found half of a surrogate pair"},
		{"utf-16 cut", "\xff\xfea\x00\n\x00\x3d", csvfile.Options{}, "d-1:list.csv:2: expected utf-16, but the file ends in the middle of a character"},
		{"utf-32", "\xff\xfe\x00\x00a\x00\x00\x00", csvfile.Options{}, "d-1:list.csv: expected utf-8, windows-1252 or utf-16, found the byte order mark of utf-32"},
		{"unknown encoding", "a;b\n", csvfile.Options{Encoding: "latin-9"}, `d-1:list.csv: expected encoding utf-8, windows-1252, utf-16, cp850, macintosh, utf-16le or utf-16be to be declared, got "latin-9"`},
		{"wrong delimiter declared", "arende,motpart,inkom\n1,a,x\n", csvfile.Options{Delimiter: ";"}, `d-1:list.csv:1: expected columns between ";" as declared, found one column; "," would give 3 known column names`},
		{"delimiter of two characters declared", "arende,motpart\n", csvfile.Options{Delimiter: ";;"}, `d-1:list.csv:1: expected one ASCII character as the declared delimiter, got ";;"`},
		{"header without end", strings.Repeat("a", 70_000), csvfile.Options{}, "d-1:list.csv:1: expected column names of at most 65536 bytes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := tt.o
			o.Disclosure, o.Headers = "d-1", known
			_, err := csvfile.Bytes([]byte(tt.file), "list.csv", o, 0)
			if err == nil || err.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestMissingFile(t *testing.T) {
	_, err := csvfile.Open(filepath.Join(t.TempDir(), "secret-person", "list.csv"), csvfile.Options{Disclosure: "d-1"})
	if !errors.Is(err, os.ErrNotExist) || !strings.HasPrefix(err.Error(), "d-1:list.csv: expected a file") || strings.Contains(err.Error(), "secret") {
		t.Errorf("got %v", err)
	}
}

// TestFindingsQuoteNothing puts a person into every kind of rejected row.
func TestFindingsQuoteNothing(t *testing.T) {
	const anna = "Anna Test 198112189876"
	file := "arende;motpart\n" + anna + "\n\"" + anna + "\" " + anna + ";2\n" + anna + "\"x;2\n" + anna + "\x00;2\n" + anna + ";\"" + anna
	r, err := csvfile.Bytes([]byte(file), "list.csv", csvfile.Options{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, findings, err := all(r)
	if err != nil || len(findings) != 5 {
		t.Fatalf("%d findings, %v", len(findings), err)
	}
	for _, f := range findings {
		if s := f.String(); strings.Contains(s, "Anna") || strings.Contains(s, "1218") {
			t.Errorf("quotes a cell: %s", s)
		}
	}
}

// TestLongRecords tries records around the limit, and a stray quote far from the file's end.
func TestLongRecords(t *testing.T) {
	long := strings.Repeat("x", csvfile.MaxRecord)
	line := "1;" + strings.Repeat("a", 61) + "\n"
	many := csvfile.MaxRecord / len(line) * 3
	lines := strings.Repeat(line, many)
	tests := []struct {
		name, file string
		rows       int
		rejects    []string
	}{
		{"line too long", "arende;motpart\n1;a\n2;" + long + "\n3;c\n", 2, []string{"3:too-long"}},
		{"line too long without end", "arende;motpart\n1;a\n2;" + long + long, 1, []string{"3:too-long"}},
		{"cell of many lines just short enough", "arende;motpart\n1;\"" + strings.Repeat("x\n", csvfile.MaxRecord/2-3) + "\"\n3;c\n", 2, nil},
		{"cell of many lines too long", "arende;motpart\n1;\"" + strings.Repeat("x\n", csvfile.MaxRecord/2+9) + "\"\n3;c\n", 1, []string{"2:unterminated-quote", "524299:unterminated-quote"}},
		{"stray quote far from the end", "arende;motpart\n1;\"a\n" + lines, many, []string{"2:unterminated-quote"}},
		{"stray quote far from the next", "arende;motpart\n1;\"a\n" + lines + "2;\"b\"\n", many + 1, []string{"2:unterminated-quote"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := csvfile.Bytes([]byte(tt.file), "list.csv", csvfile.Options{}, 0)
			if err != nil {
				t.Fatal(err)
			}
			got, _, err := all(r)
			if err != nil {
				t.Fatal(err)
			}
			if len(got.rows) != tt.rows || !slices.Equal(got.rejects, tt.rejects) {
				t.Errorf("%d rows, rejects %v; want %d, %v", len(got.rows), got.rejects, tt.rows, tt.rejects)
			}
		})
	}
}

// TestSample compares a real file with what another reader makes of it.
func TestSample(t *testing.T) {
	path := sharedtest.Path(t, "data/third-party/cfpb-sample.csv")
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer closed(t, f)
	want, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	r, err := csvfile.Open(path, csvfile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer closed(t, r)
	got := [][]string{r.Header()}
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil || len(b.Rejects) > 0 {
			t.Fatal(b.Rejects, err)
		}
		for _, row := range b.Rows {
			got = append(got, row.Cells)
		}
	}
	if len(got) != 20_001 || !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("%d records, unequal to the other reader's %d", len(got), len(want))
	}
}

// TestTruncated reads a real file that was cut off.
func TestTruncated(t *testing.T) {
	r, err := csvfile.Open(sharedtest.Path(t, "data/third-party/cfpb-truncated.csv"), csvfile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer closed(t, r)
	got, _, err := all(r)
	if err != nil || len(got.rows) != 2067 || len(got.rejects) != 1 || !strings.HasSuffix(got.rejects[0], ":unterminated-quote") {
		t.Errorf("%d rows, rejects %v, %v", len(got.rows), got.rejects, err)
	}
}
