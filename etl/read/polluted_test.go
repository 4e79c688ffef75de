package read_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

	"tvistdata/etl/read"
	"tvistdata/etl/source"
)

// clean is the twin of every polluted file: what it would be without its defect.
const clean = `Ärendenr;Inkom;Motpart;Org.nr;Belopp
2021-00001;2021-01-04;Påhittade Bilar AB;412111-1118;1 234,50
2021-00002;2021-02-05;Uppdiktade Däck Ltd;469999-0000;500
2021-00003;2021-03-06;Ångströms Möbler AB;412111-1118;75
`

// polluted is a file with one defect.
type polluted struct {
	defect  string // its name
	file    string
	o       read.Options
	header  string   // the cells joined by |; the clean twin's when empty
	rows    []string // cells joined by |; the clean twin's when nil
	lost    []int    // those of the clean twin's rows that are rejected, from 1
	found   []string // the findings, as line:severity:rule, in their order
	refused string   // what the error says, without disclosure and file; the file is read when empty
}

// cleanLines returns the cells of the clean twin, joined by |, the header first.
func cleanLines() []string {
	return strings.Split(strings.TrimSpace(strings.ReplaceAll(clean, ";", "|")), "\n")
}

// with returns the clean twin with texts replaced, in pairs.
func with(pairs ...string) string {
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(clean, pairs[i]) {
			panic("the clean twin has no " + pairs[i])
		}
	}
	return strings.NewReplacer(pairs...).Replace(clean)
}

// emptied returns rows whose last cell is empty.
func emptied(rows string) string {
	lines := strings.SplitAfter(rows, "\n")
	for i, line := range lines {
		if at := strings.LastIndexByte(line, ';'); at > 0 {
			lines[i] = line[:at] + ";\n"
		}
	}
	return strings.Join(lines, "")
}

func knownName(h string) bool {
	return slices.Contains([]string{"Ärendenr", "Inkom", "Motpart", "Org.nr", "Belopp", "Avgjort", "Utfall"}, h)
}

// TestPolluted reads every file of the corpus: each gives the cells of its clean twin, or the finding that names its
// defect on its line, or both when the finding is a note.
func TestPolluted(t *testing.T) {
	corpus := slices.Concat(pollutedText(t), pollutedRows(), pollutedBooks(t))
	if len(corpus) < 60 {
		t.Errorf("the corpus has %d files, want 60 or more", len(corpus))
	}
	seen := map[string]bool{}
	for _, p := range corpus {
		if seen[p.defect] {
			t.Errorf("%s: two files have this defect", p.defect)
		}
		seen[p.defect] = true
		t.Run(p.defect, func(t *testing.T) { p.check(t) })
	}
}

func (p polluted) check(t *testing.T) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "list")
	if err := os.WriteFile(path, []byte(p.file), 0o600); err != nil {
		t.Fatal(err)
	}
	p.o.Disclosure, p.o.Headers = "d-1", knownName
	header, rows, found, err := readAll(path, p.o)
	if p.refused != "" {
		if err == nil || !strings.HasPrefix(err.Error(), "d-1:list:") || !strings.Contains(err.Error(), p.refused) {
			t.Errorf("got  %v\nwant %s", err, p.refused)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	lines := cleanLines()
	if p.header == "" {
		p.header = lines[0]
	}
	want := p.rows
	if want == nil {
		for i, line := range lines[1:] {
			if !slices.Contains(p.lost, i+1) {
				want = append(want, line)
			}
		}
	}
	if d := cmp.Diff(p.header, header) + cmp.Diff(want, rows) + cmp.Diff(p.found, found); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

// readAll returns header and rows with the cells joined by |, and the findings as line:severity:rule.
func readAll(path string, o read.Options) (header string, rows, found []string, err error) {
	r, err := read.Open(path, o)
	if err != nil {
		return "", nil, nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			return strings.Join(r.Header(), "|"), rows, found, nil
		}
		if err != nil {
			return "", rows, found, err
		}
		for _, row := range b.Rows {
			rows = append(rows, strings.Join(row.Cells, "|"))
		}
		for _, f := range slices.Concat(b.Rejects, b.Notes) {
			found = append(found, finding(f))
		}
	}
}

// finding returns a finding as line:severity:rule; as sheet:severity:rule where it is of a sheet as a whole.
func finding(f source.Finding) string {
	place := fmt.Sprint(f.At.Line)
	if f.At.Line == 0 {
		place = f.At.Sheet
	}
	return fmt.Sprintf("%s:%s:%s", place, f.Rule.Severity(), f.Rule.Name())
}

func in16(text string, order binary.AppendByteOrder) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

func in8(t *testing.T, c *charmap.Charmap, text string) string {
	t.Helper()
	s, err := c.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// pollutedText are the files whose bytes are odd: encodings, line ends, quotes, delimiters.
func pollutedText(t *testing.T) []polluted {
	t.Helper()
	windows := in8(t, charmap.Windows1252, clean)
	tabs, commas := strings.ReplaceAll(clean, ";", "\t"), strings.NewReplacer("1 234,50", `"1 234,50"`, ";", ",").Replace(clean)
	quoted := `"` + strings.NewReplacer(";", `";"`, "\n", "\"\n\"").Replace(strings.TrimSpace(clean)) + "\"\n"
	twice, err := charmap.Windows1252.NewDecoder().String(clean)
	if err != nil {
		t.Fatal(err)
	}
	return []polluted{
		{defect: "no defect", file: clean},
		{defect: "byte order mark", file: "\ufeff" + clean},
		{defect: "windows-1252", file: windows},
		{defect: "utf-16 little endian with mark", file: "\xff\xfe" + in16(clean, binary.LittleEndian)},
		{defect: "utf-16 big endian with mark", file: "\xfe\xff" + in16(clean, binary.BigEndian)},
		{defect: "utf-16 little endian without mark", file: in16(clean, binary.LittleEndian)},
		{defect: "utf-16 big endian without mark", file: in16(clean, binary.BigEndian)},
		{defect: "utf-16 declared without mark", file: in16(clean, binary.BigEndian), o: read.Options{Encoding: "utf-16be"}},
		{defect: "utf-16 that is cut off", file: "\xff\xfe" + in16(clean, binary.LittleEndian) + "x", refused: "in the middle of a character"},
		{defect: "two encodings", file: strings.Replace(clean, "Däck", "D\xe4ck", 1), refused: "d-1:list:3: expected utf-8, for line 1 holds a character in it"},
		{defect: "code page 850", file: in8(t, charmap.CodePage850, clean), refused: "expected utf-8 or windows-1252"},
		{defect: "code page 850 that is declared", file: in8(t, charmap.CodePage850, clean), o: read.Options{Encoding: "CP850"}},
		{defect: "Mac Roman that is declared", file: in8(t, charmap.Macintosh, clean), o: read.Options{Encoding: "mac-roman"}},
		{defect: "utf-8 that is declared as code page 850", file: clean, o: read.Options{Encoding: "cp850"}, refused: "expected cp850 as declared, but the whole file is valid utf-8"},
		{defect: "undefined byte", file: strings.Replace(windows, "Bilar", "Bil\x81r", 1), refused: "d-1:list:2: expected utf-8 or windows-1252, which leaves some bytes undefined"},
		{defect: "wrong encoding declared", file: windows, o: read.Options{Encoding: "utf-8"}, refused: "d-1:list:1: expected utf-8, found byte 0xC4"},
		{
			defect: "encoded twice", file: twice,
			found: []string{"1:note:double-encoding", "2:note:double-encoding", "3:note:double-encoding", "4:note:double-encoding"},
		},
		{
			defect: "lost characters", file: with("Däck", "D\ufffdck"), found: []string{"3:note:lost-character"},
			rows: []string{cleanLines()[1], "2021-00002|2021-02-05|Uppdiktade D\ufffdck Ltd|469999-0000|500", cleanLines()[3]},
		},
		{defect: "CR LF", file: strings.ReplaceAll(clean, "\n", "\r\n")},
		{defect: "CR alone", file: strings.ReplaceAll(clean, "\n", "\r")},
		{defect: "CR CR LF", file: strings.ReplaceAll(clean, "\n", "\r\r\n")},
		{defect: "mixed line ends", file: strings.Replace(clean, "500\n", "500\r\n", 1)},
		{defect: "no line end at the end", file: strings.TrimSpace(clean), found: []string{"4:note:no-line-end"}},
		{defect: "no line end at the end of CR LF", file: strings.TrimSpace(strings.ReplaceAll(clean, "\n", "\r\n")), found: []string{"4:note:no-line-end"}},
		{defect: "no line end at the end of a quoted cell", file: strings.TrimSpace(quoted)},
		{defect: "no line end at the end of an unquoted cell beside quoted ones", file: strings.TrimSuffix(with("Ångströms Möbler AB", `"Ångströms Möbler AB"`), "\n"), found: []string{"4:note:no-line-end"}},
		{defect: "carriage return alone at the end", file: strings.TrimSuffix(clean, "\n") + "\r"},
		{
			defect: "cut inside the last cell of a row", file: strings.TrimSuffix(clean, "5\n"), found: []string{"4:note:no-line-end"},
			rows: []string{cleanLines()[1], cleanLines()[2], strings.TrimSuffix(cleanLines()[3], "5")},
		},
		{defect: "cut before the last cell of a row", file: strings.TrimSuffix(clean, ";75\n"), lost: []int{3}, found: []string{"4:reject:ragged-row"}},
		{defect: "cut inside a quoted cell", file: strings.TrimSuffix(quoted, "\"\n"), lost: []int{3}, found: []string{"4:reject:unterminated-quote"}},
		{defect: "count below the rows without a line end", file: clean + "Antal ärenden: 3", found: []string{"5:note:footer"}},
		{defect: "CR inside a cell", file: with("Däck Ltd", "Däck\rLtd"), lost: []int{2}, found: []string{"3:reject:bad-line-end"}},
		{defect: "line break inside a cell without quotes", file: with("Däck Ltd", "Däck\nLtd"), lost: []int{2}, found: []string{"3:reject:ragged-row", "4:reject:ragged-row"}},
		{defect: "line break inside quotes", file: with("Uppdiktade Däck Ltd", "\"Uppdiktade\nDäck Ltd\""), rows: []string{
			cleanLines()[1], "2021-00002|2021-02-05|Uppdiktade\nDäck Ltd|469999-0000|500", cleanLines()[3],
		}},
		{defect: "NUL byte", file: with("Däck", "D\x00ck"), lost: []int{2}, found: []string{"3:reject:nul-byte"}},
		{defect: "cut inside a character", file: strings.TrimSpace(clean) + "\n2021-00004;2021-04-07;Umeå"[:24] + "\xc3", found: []string{"5:reject:cut-character"}},
		{defect: "cut inside a row", file: strings.TrimSuffix(clean, "412111-1118;75\n"), lost: []int{3}, found: []string{"4:reject:ragged-row"}},
		{defect: "tabs", file: tabs},
		{defect: "tabs with blanks around the cells", file: strings.ReplaceAll(tabs, "\t", " \t ")},
		{defect: "commas", file: commas},
		{defect: "vertical bars", file: strings.ReplaceAll(clean, ";", "|")},
		{defect: "odd delimiter that is declared", file: strings.ReplaceAll(clean, ";", "^"), o: read.Options{Delimiter: "^"}},
		{defect: "wrong delimiter declared", file: tabs, o: read.Options{Delimiter: ";"}, refused: "expected columns between \";\" as declared, found one column"},
		{defect: "line that names the delimiter", file: "sep=;\r\n" + clean},
		{defect: "all quoted", file: quoted},
		{defect: "single quotes", file: strings.NewReplacer(`"`, "'", "Bilar AB", "Bilar; AB").Replace(quoted), rows: []string{
			strings.Replace(cleanLines()[1], "Bilar AB", "Bilar; AB", 1), cleanLines()[2], cleanLines()[3],
		}},
		{defect: "no quotes, as declared", file: with("Uppdiktade Däck Ltd", `"Uppdiktade" Däck Ltd`), o: read.Options{Quote: "none"}, rows: []string{
			cleanLines()[1], `2021-00002|2021-02-05|"Uppdiktade" Däck Ltd|469999-0000|500`, cleanLines()[3],
		}},
		{defect: "quotes inside a quoted cell that are not doubled", file: with("Uppdiktade Däck Ltd", `"Uppdiktade "Däck" Ltd"`), lost: []int{2}, found: []string{"3:reject:bad-quote"}},
		{defect: "quote inside an unquoted cell", file: with("Däck Ltd", `"Däck" Ltd`), lost: []int{2}, found: []string{"3:reject:bad-quote"}},
		{defect: "quote that is never closed", file: with("Uppdiktade", `"Uppdiktade`), lost: []int{2}, found: []string{"3:reject:unterminated-quote"}},
		{defect: "backslash before a quote", file: with("Uppdiktade Däck Ltd", `"Uppdiktade \"Däck\" Ltd"`), lost: []int{2}, found: []string{"3:reject:bad-quote"}},
		{defect: "cell written as a formula", file: with("2021-00002", `="2021-00002"`)},
		{defect: "cells written as formulas in quotes", file: with("2021-00002", `"=""2021-00002"""`, "Uppdiktade Däck Ltd", `"=""Uppdiktade Däck Ltd"""`)},
		{defect: "cell written as a formula in a table of tabs", file: strings.Replace(tabs, "2021-00002", `="2021-00002"`, 1)},
		{defect: "column names written as formulas", file: with("Ärendenr", `="Ärendenr"`, "Belopp", `="Belopp"`)},
		{defect: "cell written as a formula of two texts", file: with("2021-00002", `="2021"&"-00002"`), lost: []int{2}, found: []string{"3:reject:bad-quote"}},
		{defect: "end mark", file: clean + "\x1a"},
		{defect: "end marks up to the end of a block", file: clean + strings.Repeat("\x1a", 128)},
		{defect: "end mark behind the last cell", file: strings.TrimSpace(clean) + "\x1a", found: []string{"4:note:no-line-end"}},
		{defect: "utf-16 that ends in 0x1A", file: "\xfe\xff" + in16(strings.TrimSpace(clean)+"\u001a", binary.BigEndian), found: []string{"4:note:no-line-end"}},
	}
}

// pollutedRows are the files whose lines are odd: what is around the rows, and in their cells.
func pollutedRows() []polluted {
	header, rows, _ := strings.Cut(clean, "\n")
	first, rest, _ := strings.Cut(rows, "\n")
	const other = "Motpart;Org.nr;Belopp;Ärendenr;Inkom\nUppdiktade Däck Ltd;469999-0000;500;2021-00002;2021-02-05\n" +
		"Ångströms Möbler AB;412111-1118;75;2021-00003;2021-03-06\n"
	three := strings.Split(strings.TrimSpace(rows), "\n")
	shifted := strings.Split(strings.TrimSpace(strings.NewReplacer(";\n", "\n", ";", "|").Replace(emptied(rows))), "\n")
	return []polluted{
		{defect: "title above the header", file: "Utdrag ur diariet\nUtskrivet 2022-07-01\n\n" + clean, found: []string{"1:note:preamble"}},
		{defect: "title of full width above the header", file: "Utdrag ur diariet;;;;\n;;;;\n" + clean, found: []string{"1:note:preamble"}},
		{defect: "title with an open quote above the header", file: "Utdrag ur \"diariet\n" + clean, found: []string{"1:note:preamble"}},
		{defect: "comments above the header", file: "# export; 2022\n# inkom, motpart\n" + clean, found: []string{"1:note:preamble"}},
		{defect: "comments that are declared", file: "# export\n" + header + "\n# rad \"1\n" + rows + "# slut", o: read.Options{Comment: "#"}},
		{defect: "comment that is not declared", file: header + "\n# rader\n" + rows, found: []string{"2:reject:ragged-row"}},
		{defect: "blank lines", file: "\n\n" + header + "\n\n" + strings.ReplaceAll(rows, "\n", "\n \t\n\n")},
		{defect: "empty rows below the table", file: clean + ";;;;\n;;;;\n"},
		{defect: "no header", file: rows, refused: "d-1:list:1: expected a line of column names that are known, found none from here on; declare"},
		{defect: "no header, names declared", file: rows, o: read.Options{Header: strings.Split(header, ";")}},
		{
			defect: "name missing in the header, and the last column empty", file: "Ärendenr;Inkom;Org.nr;Belopp\n" + emptied(rows),
			header: "Ärendenr|Inkom|Org.nr|Belopp", rows: shifted,
			found: []string{"2:block:header-in-doubt"},
		},
		{
			defect: "name missing in the header, the true ones declared", file: "Utdrag\nÄrendenr;Inkom;Org.nr;Belopp\n" + emptied(rows),
			o:    read.Options{Header: strings.Split(header, ";"), Lines: source.Lines{From: 2, To: 2}},
			rows: strings.Split(strings.TrimSpace(strings.ReplaceAll(emptied(rows), ";", "|")), "\n"), found: []string{"1:note:preamble"},
		},
		{
			defect: "names that miss one, declared", file: emptied(rows), o: read.Options{Header: []string{"Ärendenr", "Inkom", "Org.nr", "Belopp"}},
			header: "Ärendenr|Inkom|Org.nr|Belopp", rows: shifted,
			found: []string{"1:block:header-in-doubt"},
		},
		{
			defect: "header of three lines, declared", file: "Utdrag;;;;\nÄrende-;;;Org;Be\n\nnr;Inkom;Motpart;nr;lopp\n" + rows,
			o: read.Options{Lines: source.Lines{From: 2, To: 4}}, header: "Ärende- nr|Inkom|Motpart|Org nr|Be lopp", found: []string{"1:note:preamble"},
		},
		{
			defect: "header of two lines with a break in quotes, declared", file: "Ärende;\"In\n\";;;\nnr;kom;Motpart;Org.nr;Belopp\n" + rows,
			o: read.Options{Lines: source.Lines{From: 1, To: 3}}, header: "Ärende nr|In kom|Motpart|Org.nr|Belopp",
		},
		{defect: "header declared below the end", file: clean, o: read.Options{Lines: source.Lines{From: 9, To: 9}}, refused: "d-1:list: expected something in line 9"},
		{defect: "rows above the header", file: first + "\n" + header + "\n" + rest, lost: []int{1}, found: []string{"1:note:preamble", "2:block:header-in-doubt"}},
		{defect: "rows above the header, as declared", file: first + "\n" + header + "\n" + rest, o: read.Options{Lines: source.Lines{From: 2, To: 2}}, lost: []int{1}, found: []string{"1:note:preamble"}},
		{defect: "no header, columns numbered", file: rows, o: read.Options{Unnamed: true}, header: "Column 1|Column 2|Column 3|Column 4|Column 5"},
		{defect: "no header below a title, columns numbered", file: "Utdrag\n" + rows, o: read.Options{Unnamed: true}, header: "Column 1|Column 2|Column 3|Column 4|Column 5", found: []string{"1:note:preamble"}},
		{defect: "declared names, and a header in another order", file: "Motpart;Org.nr;Belopp;Ärendenr;Inkom\nPåhittade Bilar AB;412111-1118;1 234,50;2021-00001;2021-01-04\n" + other, o: read.Options{Header: strings.Split(header, ";")}, found: []string{"1:note:repeated-header", "3:note:repeated-header"}},
		{defect: "name twice in the header", file: with("Org.nr", "Motpart"), refused: `d-1:list:1: expected every column once, but columns 3 and 4 are both "Motpart"`},
		{defect: "header twice", file: header + "\n" + clean, found: []string{"2:note:repeated-header"}},
		{defect: "header repeated between rows", file: header + "\n" + first + "\n" + header + "\n" + rest, found: []string{"3:note:repeated-header"}},
		{defect: "header repeated in another order", file: header + "\n" + first + "\n" + other, found: []string{"3:note:repeated-header"}},
		{defect: "files put together, each with a byte order mark", file: "\ufeff" + header + "\n" + first + "\n\ufeff" + other, found: []string{"3:note:repeated-header"}},
		{defect: "files put together, each with a mark and quotes", file: "\ufeff" + header + "\n" + first + "\n\ufeff\"" + strings.Replace(other, ";", "\";", 1), found: []string{"3:note:repeated-header"}},
		{
			defect: "header repeated with another name", file: header + "\n" + first + "\nÄrendenr;Avgjort;Motpart;Org.nr;Belopp\n" + rest, lost: []int{2, 3},
			found: []string{"4:reject:other-columns", "5:reject:other-columns", "3:note:repeated-header"},
		},
		{
			defect: "header repeated with fewer names", file: header + "\n" + first + "\nÄrendenr;Inkom;Motpart\n2021-00002;2021-02-05;Uppdiktade Däck Ltd\n" + clean, lost: nil,
			rows:  []string{cleanLines()[1], cleanLines()[1], cleanLines()[2], cleanLines()[3]},
			found: []string{"4:reject:ragged-row", "3:note:repeated-header", "5:note:repeated-header"},
		},
		{
			defect: "header repeated with one name more", file: header + "\n" + first + "\nUtfall;" + header + "\nBifall;" + three[1] + "\n", lost: []int{2, 3},
			found: []string{"4:reject:ragged-row", "3:note:repeated-header"},
		},
		{
			defect: "header repeated with a name left out", file: header + "\n" + first + "\nÄrendenr;Inkom;Motpart;Org.nr;\n" + rest, lost: []int{2, 3},
			found: []string{"4:reject:other-columns", "5:reject:other-columns", "3:note:repeated-header"},
		},
		{
			defect: "header repeated with a name at the end", file: header + "\n" + first + "\n" + header + ";Utfall\n" + rest, lost: []int{2, 3},
			found: []string{"4:reject:other-columns", "5:reject:other-columns", "3:note:repeated-header"},
		},
		{
			defect: "header repeated with a name where none was", file: "Ärendenr;;Motpart\n1;;Ek AB\nÄrendenr;Utfall;Motpart\n2;Bifall;Al AB\n", header: "Ärendenr||Motpart",
			rows: []string{"1||Ek AB"}, found: []string{"4:reject:other-columns", "3:note:repeated-header"},
		},
		{
			defect: "row with words that are also names", file: clean + "Avgjort;;Utfall;;\n",
			rows: append(cleanLines()[1:], "Avgjort||Utfall||"),
		},
		{
			defect: "title above a header with two known names", file: "Utdrag\nÄrendenr;Ort;Motpart\n1;Umeå;Ek AB\n", header: "Ärendenr|Ort|Motpart",
			rows: []string{"1|Umeå|Ek AB"}, found: []string{"1:note:preamble"},
		},
		{defect: "line of dashes below the header", file: header + "\n----------;-----;-------;------;------\n" + rows, found: []string{"2:note:separator-line"}},
		{defect: "total below the rows", file: clean + "Summa;;;;1 809,50\n", found: []string{"5:note:footer"}},
		{defect: "total in the last columns", file: clean + ";;;Summa:;1 809,50 kr\n", found: []string{"5:note:footer"}},
		{defect: "count below the rows", file: clean + "\nAntal ärenden: 3\n", found: []string{"6:note:footer"}},
		{defect: "count in two cells below the rows", file: clean + "Totalt antal ärenden;3\n", found: []string{"5:note:footer"}},
		{defect: "count of more rows than there are", file: clean + "Antal ärenden: 4\n", found: []string{"5:note:footer", "5:note:other-count"}},
		{defect: "count of fewer rows than there are", file: clean + "\n(2 rows affected)\n", found: []string{"6:note:footer", "6:note:other-count"}},
		{defect: "count of other rows in the last cell", file: clean + "Totalt antal ärenden;;;;12\n", found: []string{"5:note:footer", "5:note:other-count"}},
		{defect: "count of rows, one of them rejected", file: with("Däck Ltd", "Däck;Ltd") + "3 rader\n", lost: []int{2}, found: []string{"3:reject:ragged-row", "5:note:footer"}},
		{defect: "count above a repeated header and below", file: header + "\n" + first + "\n1 rad\n" + header + "\n" + rest + "2 rader\n", found: []string{"3:note:footer", "4:note:repeated-header", "7:note:footer"}},
		{defect: "count of all rows above the header", file: "Antal ärenden: 3\n" + clean, found: []string{"1:note:preamble"}},
		{defect: "count of more rows above the header", file: "Antal inkomna ärenden: 4\n" + clean, found: []string{"1:note:preamble", "1:note:other-count"}},
		{defect: "count of more rows in two cells above the header", file: "Utdrag\nAntal ärenden;4;;;\n" + clean, found: []string{"1:note:preamble", "2:note:other-count"}},
		{defect: "count behind a period above the header", file: "Period: 2021;Sökresultat: 4 träffar\n" + clean, found: []string{"1:note:preamble", "1:note:other-count"}},
		{defect: "year above the header", file: "Ärenden 2021\nBeslut: 2021\n" + clean, found: []string{"1:note:preamble"}},
		{defect: "part of the rows above the header", file: "Visar 1–3 av 7\n" + clean, found: []string{"1:note:preamble", "1:note:one-of-several"}},
		{defect: "page of several above the header", file: "Sida 2 av 3\n" + clean, found: []string{"1:note:preamble", "1:note:one-of-several"}},
		{defect: "all of the rows above the header", file: "Visar 1–3 av 3 ärenden\nSida 1 av 1\n" + clean, found: []string{"1:note:preamble"}},
		{defect: "part of the rows below them", file: clean + "visar 1–3 av 7\n", found: []string{"5:note:footer", "5:note:one-of-several"}},
		{defect: "part of the rows below them in English", file: clean + "Showing 1 to 3 of 7 entries\n", found: []string{"5:note:footer", "5:note:one-of-several"}},
		{defect: "page of several below the rows", file: clean + "Sida 1 av 3;;;;\n", found: []string{"5:note:footer", "5:note:one-of-several"}},
		{defect: "some rows of others below them", file: clean + "Visar 3 av 7 ärenden\n", found: []string{"5:note:footer", "5:note:one-of-several"}},
		{defect: "all of the rows below them", file: clean + "Visar 3 av 3 ärenden\n", found: []string{"5:note:footer"}},
		{defect: "number of rows from a database", file: clean + "\n(3 rows affected)\n", found: []string{"6:note:footer"}},
		{defect: "unclear words below the rows", file: clean + "Källa: diariet\n", found: []string{"5:reject:ragged-row"}},
		{defect: "word of a total beside other text", file: clean + "Summa;2021-04-07;Summa AB;412111-1118;75\n", rows: append(cleanLines()[1:], "Summa|2021-04-07|Summa AB|412111-1118|75")},
		{defect: "total between the rows", file: header + "\n" + first + "\nDelsumma;;;;1 234,50\n" + rest, found: []string{"3:reject:footer-before-rows"}},
		{defect: "total above a repeated header", file: header + "\n" + first + "\nSumma;;;;1 234,50\n" + header + "\n" + rest, found: []string{"3:note:footer", "4:note:repeated-header"}},
		{defect: "delimiter at the end of the header", file: strings.Replace(clean, "Belopp", "Belopp;", 1)},
		{defect: "delimiter at the end of every line", file: strings.ReplaceAll(clean, "\n", ";\n")},
		{defect: "delimiter at the end of every row", file: header + "\n" + strings.ReplaceAll(rows, "\n", ";\n"), found: []string{"2:block:header-in-doubt"}},
		{
			defect: "delimiter at the end of every row, cells that fit their names", file: header + "\n" + strings.ReplaceAll(rows, "\n", ";\n"),
			o: read.Options{Fits: func(names []string, rows [][]string) bool {
				return len(names) == 5 && len(rows) == 3 && len(rows[0]) == 5
			}}, found: []string{"2:note:trailing-delimiter"},
		},
		{
			defect: "delimiter at the end of every row, and something behind a later one", file: header + "\n" + strings.ReplaceAll(strings.Repeat(rows, 17), "\n", ";\n") + first + ";x\n",
			o:    read.Options{Fits: func([]string, [][]string) bool { return true }},
			rows: slices.Repeat(cleanLines()[1:], 17), found: []string{"53:reject:unnamed-column", "2:note:trailing-delimiter", "53:block:header-in-doubt"},
		},
		{
			defect: "another table below an empty line", file: clean + "\nAvdelning;Antal;;;\nMotor;12;;;\n", found: []string{"6:reject:other-columns", "7:reject:other-columns"},
		},
		{
			defect: "another table below an empty line and a title, with known names", file: clean + ";;;;\nSammanfattning;;;;\nMotpart;Ärendenr;;;\nEk AB;2021-00009;;;\n",
			rows: append(cleanLines()[1:], "Sammanfattning||||"), found: []string{"7:reject:other-columns", "8:reject:other-columns"},
		},
		{
			defect: "row below an empty line with a word for a number", file: clean + "\n2021-00004;2021-04-07;Ek AB;saknas;75\n",
			rows: append(cleanLines()[1:], "2021-00004|2021-04-07|Ek AB|saknas|75"),
		},
		{defect: "rows below an empty line", file: header + "\n" + strings.Repeat(rows, 2) + "\n" + rows, rows: slices.Repeat(cleanLines()[1:], 3)},
		{
			defect: "another table beside", file: "Ärendenr;Inkom;Motpart;;Org.nr;Belopp\n1;2021-01-04;Ek AB;;412111-1118;75\n2;2021-01-05;Al AB;;;\n", header: "Ärendenr|Inkom|Motpart||Org.nr|Belopp",
			rows: []string{"1|2021-01-04|Ek AB||412111-1118|75", "2|2021-01-05|Al AB|||"}, found: []string{"1:block:header-in-doubt"},
		},
		{
			defect: "an empty column in a table", file: "Ärendenr;Inkom;Motpart;;Org.nr;Belopp\n1;2021-01-04;Ek AB;;412111-1118;75\n2;2021-01-05;Al AB;;;\n3;2021-01-06;Ek AB;;;75\n", header: "Ärendenr|Inkom|Motpart||Org.nr|Belopp",
			rows: []string{"1|2021-01-04|Ek AB||412111-1118|75", "2|2021-01-05|Al AB|||", "3|2021-01-06|Ek AB|||75"},
		},
		{
			defect: "delimiter at the end of every row, declared", file: header + "\n" + strings.ReplaceAll(rows, "\n", ";\n"),
			o: read.Options{Header: append(strings.Split(header, ";"), ""), Lines: source.Lines{From: 1, To: 1}},
		},
		{defect: "delimiter at the end of one row", file: with("469999-0000;500", "469999-0000;500;"), lost: []int{2}, found: []string{"3:reject:ragged-row"}},
		{defect: "delimiter at the end of the only row", file: header + "\n" + first + ";\n", lost: []int{1, 2, 3}, found: []string{"2:reject:ragged-row"}},
		{defect: "delimiter inside a cell", file: with("Uppdiktade Däck", "Uppdiktade; Däck"), lost: []int{2}, found: []string{"3:reject:ragged-row"}},
		{defect: "too few cells", file: with("469999-0000;500", "469999-0000"), lost: []int{2}, found: []string{"3:reject:ragged-row"}},
		{defect: "note beside the table", file: header + ";;\n" + strings.ReplaceAll(strings.Replace(rows, ";500\n", ";500;;kontrollerad av registrator\n", 1), "75\n", "75;;\n"), found: []string{"3:note:beside-table"}},
		{defect: "row moved to the right in a wide table", file: header + ";;\n" + strings.Replace(rows, "2021-00002", ";;2021-00002", 1), lost: []int{2}, found: []string{"3:reject:unnamed-column"}},
		{defect: "value in a column without a name", file: header + ";\n" + strings.Replace(rows, ";500", ";500;x", 1), lost: []int{2}, found: []string{"3:reject:unnamed-column"}},
		{defect: "blanks around cells", file: strings.ReplaceAll(clean, ";", " ; ")},
		{defect: "encoding declared in capitals", file: clean, o: read.Options{Encoding: "UTF-8"}},
		{defect: "literal NULL", file: with("500", "NULL"), rows: []string{cleanLines()[1], "2021-00002|2021-02-05|Uppdiktade Däck Ltd|469999-0000|", cleanLines()[3]}},
		{defect: `literal \N`, file: with("500", `\N`), rows: []string{cleanLines()[1], "2021-00002|2021-02-05|Uppdiktade Däck Ltd|469999-0000|", cleanLines()[3]}},
		{defect: "#N/A", file: with("469999-0000", "#N/A"), rows: []string{cleanLines()[1], "2021-00002|2021-02-05|Uppdiktade Däck Ltd||500", cleanLines()[3]}, found: []string{":note:absent-value"}},
		{defect: "#SAKNAS!", file: with("469999-0000", "#SAKNAS!"), rows: []string{cleanLines()[1], "2021-00002|2021-02-05|Uppdiktade Däck Ltd||500", cleanLines()[3]}, found: []string{":note:absent-value"}},
		{defect: "#REF!", file: with("469999-0000", "#REF!"), lost: []int{2}, found: []string{"3:reject:error-value"}},
		{defect: "#FÄLT!", file: with("469999-0000", "#FÄLT!"), lost: []int{2}, found: []string{"3:reject:error-value"}},
		{defect: "#VÄRDEFEL!", file: with("2021-02-05", "#VÄRDEFEL!"), lost: []int{2}, found: []string{"3:reject:error-value"}},
		{defect: "column that was too narrow", file: with("2021-02-05", "########"), lost: []int{2}, found: []string{"3:reject:error-value"}},
		{
			defect: "scientific notation", file: with("469999-0000", "4,7E+09"), found: []string{"3:note:lost-digits"},
			rows: []string{cleanLines()[1], "2021-00002|2021-02-05|Uppdiktade Däck Ltd|4,7E+09|500", cleanLines()[3]},
		},
	}
}
