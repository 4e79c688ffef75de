package htmlfile_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tvistdata/etl/read/htmlfile"
	"tvistdata/etl/source"
)

// known is the vocabulary of the fixtures.
func known(h string) bool { return slices.Contains([]string{"arende", "motpart", "inkom"}, h) }

// table is everything that a reader gave: header, rows as line:cell|cell, rejects as line:rule.
type table struct {
	header, rows, rejects, notes []string
}

// all reads a table whose Sheet must be the given one.
func all(tb testing.TB, r source.Reader, sheet string) (table, []source.Finding) {
	tb.Helper()
	t := table{header: r.Header()}
	var findings []source.Finding
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			return t, findings
		}
		if err != nil {
			tb.Fatal(err)
		}
		if b.Sheet != sheet {
			tb.Errorf("sheet %q, want %q", b.Sheet, sheet)
		}
		for _, row := range b.Rows {
			covered := ""
			if row.Covered.Any() {
				covered = " covered"
			}
			t.rows = append(t.rows, fmt.Sprintf("%d:%s%s", row.Line, strings.ReplaceAll(strings.Join(row.Cells, "|"), source.CoveredCell, ""), covered))
		}
		for _, f := range b.Notes {
			t.notes = append(t.notes, fmt.Sprintf("%d:%s", f.At.Line, f.Rule.Name()))
		}
		for _, f := range b.Rejects {
			if f.At.Sheet != sheet {
				tb.Errorf("sheet %q, want %q", f.At.Sheet, sheet)
			}
			t.rejects = append(t.rejects, fmt.Sprintf("%d:%s", f.At.Line, f.Rule.Name()))
			findings = append(findings, f)
		}
	}
}

const (
	top  = "<table>\n<tr><th>arende</th><th>motpart</th></tr>\n"
	bare = "<html><head><title>Lista</title></head><body>\n"
)

// TestPolluted reads small pages, each named for what is special about it.
func TestPolluted(t *testing.T) {
	tests := []struct {
		name, file string
		declared   string // sheet
		sheet      string // "" for table 1
		header     string // joined by |; "" for arende|motpart
		rows       []string
		rejects    []string
		notes      []string
	}{
		{name: "plain", file: top + "<tr><td>1</td><td>Fjord AB</td></tr>\n<tr><td>2</td><td>Ek AB</td></tr>\n</table>", rows: []string{"3:1|Fjord AB", "4:2|Ek AB"}},
		{name: "groups", file: bare + "<table>\n<caption>Lista 1</caption><colgroup><col></colgroup>\n<thead>\n<tr><th>arende<th>motpart</thead>\n<tbody><tr><td>1<td>a\n<tr><td>2<td>b\n</tbody><tbody>\n<tr><td>3<td>c</tbody></table></body></html>", rows: []string{"6:1|a", "7:2|b", "9:3|c"}},
		{name: "unclosed tags", file: "<TABLE BORDER=1>\n<TR><TD>arende<TD>motpart\n<TR><TD>1<TD>a\n<TR>\n<TD>2<TD>b</TABLE>", rows: []string{"3:1|a", "4:2|b"}},
		{name: "cells without rows", file: "<table>\n<td>arende</td><td>motpart</td></tr>\n<td>1</td><td>a</td></tr>\n<td>2</td><td>b</td></tr></table>", rows: []string{"3:1|a", "4:2|b"}},
		{name: "groups without rows", file: top + "<tbody><tr><td>1<td>a\n<tbody><td>2<td>b\n</table>", rows: []string{"3:1|a", "4:2|b"}},
		{name: "rows that share a line", file: "<table><tr><td>arende<td>motpart<tr><td>1<td>a<tr><td>2<td>b<td>c<tr><td>3<td>c</table>", sheet: "table 1, row", rows: []string{"2:1|a", "4:3|c"}, rejects: []string{"3:ragged-row"}},
		{name: "tag over several lines", file: "<table>\n<tr><td>arende<td>motpart\n<tr\nclass='a'\n><td\n>1<td>a\n<tr><td>2<td>b\n</table>", rows: []string{"3:1|a", "7:2|b"}},
		{name: "CR LF", file: strings.ReplaceAll(top+"<tr><td>1</td>\n<td>a\nb</td></tr>\n</table>", "\n", "\r\n"), rows: []string{"3:1|a b"}},
		{name: "white space", file: top + "<tr><td>\n\t 1&nbsp;234 \n</td><td>&nbsp;</td></tr>\n<tr><td> a<br>b <br/> c</td><td><p>d</p><p>e</p>f<div>g</div></td></tr>\n</table>", rows: []string{"3:1 234|", "6:a b c|d e f g"}},
		{name: "tags inside of words", file: top + "<tr><td><a href=x>1<b>2</b></a>3<span>4</span></td><td>AB<sup>1</sup><center>2</center>3</td></tr></table>", rows: []string{"3:1234|AB 1 2 3"}}, //nolint:misspell // the name of a tag
		{name: "entities", file: top + "<tr><td>A&amp;B &lt;b&gt; &#229;&Auml;&#x20AC;</td><td>&quot;&apos;&#128;&hellip;</td></tr></table>", rows: []string{`3:A&B <b> åÄ€|"'€…`}},
		{name: "scripts, styles and comments", file: bare + "<script>\n'<table><tr><td>arende<td>motpart</table>'\n</script><style>\n<tr></style>\n<!-- <table>\n<tr><td>arende -->\n<table>\n<tr><td>arende<td>motpart\n<!-- <tr><td>0<td>z -->\n<tr><td>1<!-- x --><script>y</script><td><style>z</style>a\n</table>", rows: []string{"11:1|a"}},
		{name: "hidden rows and cells", file: "<table>\n<tr><td>arende<td hidden>motpart\n<tr style='display: none'><td>1<td hidden>a\n<tr hidden><td>2<td style='DISPLAY:NONE'>b\n</table>", rejects: []string{"3:covered-text", "4:covered-text"}},
		{name: "hidden texts", file: top + "<tr><td><span style=\"float:left; display : none\">20230301</span>1 mars</td><td><i hidden>x</i>a</td></tr></table>", rejects: []string{"3:covered-text"}},
		{name: "title rows", file: "<table>\n<tr><td colspan=2>Ärenden 2023\n<tr><td>Utskrift<td>2023-01-01\n<tr><td>\n<tr><td>arende<td>motpart\n<tr><td>1<td>a\n</table>", rows: []string{"6:1|a"}, notes: []string{"2:preamble"}},
		{name: "rows with nothing", file: top + "<tr></tr>\n<tr><td></td></tr>\n<tr><td colspan=9>&nbsp;</td></tr>\n<tr><td>1</td><td></td></tr>\n</table>", rows: []string{"6:1|"}},
		{name: "header again", file: top + "<tr><td>1<td>a\n<tr><th> arende<th>motpart\n<tr><td>2<td>b\n<tr><td>arende<td>c\n<tfoot><tr><td>arende<td>motpart</tfoot></table>", rows: []string{"3:1|a", "5:2|b", "6:arende|c"}, notes: []string{"4:repeated-header", "7:repeated-header"}},
		{name: "unnamed columns", file: "<table>\n<tr><td>arende<td><td>motpart<td>&nbsp;\n<tr><td>1<td>x<td>a<td>\n<tr><td>2<td><td>b\n<tr><td>3<td><td>c<td>y\n</table>", header: "arende||motpart", rows: []string{"3:1|x|a", "4:2||b"}, rejects: []string{"5:unnamed-column"}},
		{name: "headings of rows", file: "<table>\n<tr><th>arende<th>motpart\n<tr><th>1<td>a\n</table>", rows: []string{"3:1|a"}},

		{name: "cells as judged", file: top + "<tr><td>NULL<td>a\n<tr><td>#REF!<td>b\n<tr><td>3<td>Ã¥\n</table>", rows: []string{"3:|a", "5:3|å"}, rejects: []string{"4:error-value"}, notes: []string{"5:double-encoding"}},

		{name: "rows spanned", file: top + "<tr><td rowspan=3>1<td>a\n<tr><td>b\n<tr><td>c\n<tr><td>2<td rowspan=2>d\n<tr><td>3\n</table>", rows: []string{"3:1|a", "4:1|b", "5:1|c", "6:2|d", "7:3|d"}, notes: []string{"4:merged-cells", "5:merged-cells", "7:merged-cells"}},
		{name: "rows spanned to the end of the group", file: top + "<tbody><tr><td rowspan=0>1<td>a\n<tr><td>b\n<tbody><tr><td>2<td>c\n<tr><td>d\n</table>", rows: []string{"3:1|a", "4:1|b", "5:2|c"}, rejects: []string{"6:ragged-row"}, notes: []string{"4:merged-cells"}},
		{name: "rows spanned beyond the table", file: top + "<tr><td rowspan=9>1<td>a\n</table>", rows: []string{"3:1|a"}},
		{name: "rows and columns spanned", file: top + "<tr><td colspan=2 rowspan=2>1\n<tr>\n<tr><td>2<td>b\n</table>", rows: []string{"5:2|b"}, rejects: []string{"3:merged-cells", "4:merged-cells"}},
		{name: "spans that are in each other's way", file: "<table>\n<tr><td>arende<td>motpart<td>inkom\n<tr><td>1<td>a<td rowspan=2>x\n<tr><td>2<td colspan=2>\n<tr><td>3<td>c<td>z</table>", header: "arende|motpart|inkom", rows: []string{"3:1|a|x", "5:3|c|z"}, rejects: []string{"4:ragged-row"}},
		{name: "span beyond a row's end", file: "<table>\n<tr><td>arende<td>motpart<td>inkom\n<tr><td>1<td>a<td rowspan=2>x\n<tr><td>2\n<tr><td>3<td>c<td>z</table>", header: "arende|motpart|inkom", rows: []string{"3:1|a|x", "5:3|c|z"}, rejects: []string{"4:ragged-row"}},
		{name: "spans that are no numbers", file: top + "<tr><td colspan=x rowspan=-1>1<td colspan=''>a\n<tr><td colspan=0>2<td>b</table>", rows: []string{"3:1|a", "4:2|b"}},
		{name: "header of two rows", file: "<table>\n<thead><tr><td rowspan=2>arende<td colspan=2>motpart\n<tr><td>namn<td>inkom</thead>\n<tr><td>1<td>a<td>x\n</table>", header: "arende|namn|inkom", rows: []string{"4:1|a|x"}},
		{name: "header of two rows, no group", file: "<table>\n<tr><th rowspan=2>arende<th colspan=2>motpart\n<tr><th>namn<th>nummer\n<tr><td>1<td>a<td>x\n<tr><th rowspan=2>arende<th colspan=2>motpart\n<tr><th>namn<th>nummer\n<tr><td>2<td>b<td>y</table>", header: "arende|namn|nummer", rows: []string{"4:1|a|x", "7:2|b|y"}, notes: []string{"5:repeated-header", "6:repeated-header"}},
		{name: "span beyond the columns with names", file: "<table>\n<tr><td>arende<td>motpart<td><td>\n<tr><td>1<td>a<td><td rowspan=2>\n<tr><td>2<td>b\n<tr><td>3<td>c</table>", rows: []string{"3:1|a", "5:3|c"}, rejects: []string{"4:ragged-row"}},
		{name: "foot above the header", file: "<table>\n<tfoot><tr><td>arende<td>motpart</tfoot>\n<tr><td>arende<td>motpart\n<tr><td>1<td>a</table>", rows: []string{"4:1|a"}, notes: []string{"2:preamble"}},
		{name: "header that claims a row of data", file: "<table>\n<tr><td rowspan=2>arende<td>motpart\n<tr><td>1<td>a\n<tr><td>2\n</table>", rows: []string{"3:1|a"}, rejects: []string{"4:ragged-row"}},

		{name: "too few and too many cells", file: top + "<tr><td>1\n<tr><td>2<td>b<td>\n<tr><td>3<td>c\n</table>", rows: []string{"5:3|c"}, rejects: []string{"3:ragged-row", "4:ragged-row"}},
		{name: "columns spanned", file: top + "<tr><td colspan=2>Avdelning 1\n<tr><td>1<td>a\n<tr><td>Summa<td>1\n</table>", rows: []string{"4:1|a"}, rejects: []string{"3:merged-cells"}, notes: []string{"5:footer"}},
		{name: "foot", file: top + "<tr><td>1<td>a\n<tfoot><tr><td>Summa<td>1\n<tr><td>x<td>y\n</tfoot></table>", rows: []string{"3:1|a"}, rejects: []string{"5:footer-row"}, notes: []string{"4:footer"}},
		{name: "table in a cell", file: top + "<tr><td>1<td>a<table><tr><td>x</table>\n<tr><td>2<td>b\n</table>", rows: []string{"4:2|b"}, rejects: []string{"3:nested-table"}, notes: []string{"0:table-not-read"}},
		{name: "table inside of another", file: "<table>\n<tr><td>Meny<td>\n" + top + "<tr><td>1<td>a\n</table>\n</table>", sheet: "table 2", rows: []string{"5:1|a"}, notes: []string{"0:table-not-read"}},
		{name: "form's fields", file: top + "<tr><td><input type=checkbox checked><td>a\n<tr><td>2<td><select><option>b</select>\n<tr><td><input type=hidden value=x><button>3</button><td>c\n</table>", rows: []string{"5:3|c"}, rejects: []string{"3:form-field", "4:form-field"}},
		{name: "pictures", file: top + "<tr><td><img alt=x><td>a\n<tr><td><img>2<td>b<svg><title>z</title></svg>\n<tr><td>3<td><svg></svg>\n</table>", rows: []string{"4:2|b"}, rejects: []string{"3:picture", "5:picture"}},
		{name: "NUL byte", file: strings.Repeat(" ", 512) + top + "<tr><td>1\x00<td>a\n<tr><td>2<td>b\n</table>", rows: []string{"4:2|b"}, rejects: []string{"3:nul-byte"}},
		{name: "tags where the parser sees text", file: top + "<tr><td>1<td>a<noscript><tr><td></noscript>\n<tr><td>2<td><svg><style><a>x</a></style></svg>b\n</table>", rows: []string{"3:1|a", "4:2|b"}},
		{name: "unclosed attribute", file: top + "<tr><td class=\"x>1</td><td>a</td></tr>\n<tr><td class=\"y\">2</td><td>b</td></tr>\n<tr><td>3<td>c\n</table>", rows: []string{"5:3|c"}, rejects: []string{"3:bad-markup"}},
		{name: "tags in an attribute", file: top + "<tr><td title='<b>x</b>'>1<td title='a < b'>a\n<tr title=\"<tr>\"><td>2<td>b\n</table>", rows: []string{"3:1|a"}, rejects: []string{"4:bad-markup"}},

		{name: "cut inside a cell", file: top + "<tr><td>1<td>a\n<tr><td>2<td>Fjo", rows: []string{"3:1|a"}, rejects: []string{"4:truncated"}},
		{name: "cut inside a tag", file: top + "<tr><td>1<td>a\n<tr><td>2<td>b</td", rows: []string{"3:1|a"}, rejects: []string{"4:truncated"}},
		{name: "cut inside a character", file: top + "<tr><td>1<td>å\n<tr><td>2<td>Ume\xc3", rows: []string{"3:1|å"}, rejects: []string{"4:truncated"}},
		{name: "cut inside a comment", file: top + "<tr><td>1<td>a\n<tr><td>2<td>b\n<!-- <tr><td>3<td>c\n</table>", rows: []string{"3:1|a"}, rejects: []string{"4:truncated"}},
		{name: "table not closed but the page is", file: top + "<tr><td>1<td>a\n</body></html>", rows: []string{"3:1|a"}},
		{name: "cut after the page was closed too early", file: top + "<tr><td>1<td>a\n<tr></html><td>2<td>b", rows: []string{"3:1|a"}, rejects: []string{"4:truncated"}},
		{name: "cut inside a later table", file: top + "<tr><td>1<td>a\n</table><table>\n<tr><td>x", rows: []string{"3:1|a"}, notes: []string{"0:table-not-read"}},

		{name: "the known table among others", file: "<table><tr><td>a<td>b<tr><td>1<td>2<tr><td>3<td>4</table>\n" + top + "<tr><td>1<td>a\n</table><table><tr><td>c</table>", sheet: "table 2", rows: []string{"4:1|a"}, notes: []string{"0:table-not-read"}},
		{name: "the declared table", file: top + "<tr><td>1<td>a\n</table>" + top + "<tr><td>2<td>b\n</table>", declared: "table 2", sheet: "table 2", rows: []string{"6:2|b"}, notes: []string{"0:table-not-read"}},
		{name: "a spreadsheet's page", file: "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\">\r\n<head><meta http-equiv=Content-Type content=\"text/html; charset=windows-1252\">\r\n<!--[if gte mso 9]><xml><table><tr></tr></table></xml><![endif]-->\r\n</head><body>\r\n<table x:str border=0>\r\n <col width=64>\r\n <tr height=17>\r\n  <td class=xl24>arende</td>\r\n  <td>motpart</td>\r\n </tr>\r\n <tr>\r\n  <td x:num>1</td>\r\n  <td>\xc5ngstr\xf6m\r\n  AB<span style='mso-spacerun:yes'>\xa0</span></td>\r\n </tr>\r\n <![if supportMisalignedColumns]>\r\n <tr height=0 style='display:none'>\r\n  <td width=64></td>\r\n </tr>\r\n <![endif]>\r\n</table></body></html>", rows: []string{"11:1|Ångström AB"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := table{header: strings.Split(tt.header, "|"), rows: tt.rows, rejects: tt.rejects, notes: tt.notes}
			if tt.header == "" {
				want.header = []string{"arende", "motpart"}
			}
			sheet := tt.sheet
			if sheet == "" {
				sheet = "table 1"
			}
			r, err := htmlfile.Bytes([]byte(tt.file), "list.html", htmlfile.Options{Disclosure: "d-1", Sheet: tt.declared, Headers: known})
			if err != nil {
				t.Fatal(err)
			}
			got, _ := all(t, r, sheet)
			if d := cmp.Diff(want, got, cmp.AllowUnexported(table{})); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// TestUnknownNames reads pages without knowing any column name.
func TestUnknownNames(t *testing.T) {
	for _, tt := range []struct{ name, file, sheet, header string }{
		{"the largest", "<table><tr><td>x<td>y</table><table>\n<tr><td>a<td>b\n<tr><td>1<td>2</table>", "table 2", "a|b"},
		{"the largest, first", "<table>\n<tr><td>a<td>b\n<tr><td>1<td>2</table><table><tr><td>x<td>y</table>", "table 1", "a|b"},
		{"title", "<table><tr><td colspan=2>Lista</td></tr>\n<tr><td>a<td>b\n<tr><td>1<td>2</table>", "table 1", "a|b"},
		{"one column", "<table>\n<tr><td>a\n<tr><td>1</table>", "table 1", "a"},
		{"two rows of headings", "<table>\n<tr><th rowspan=2>a<th colspan=2>b\n<tr><th>c<th>d\n<tr><td>1<td>2<td>3</table>", "table 1", "a|c|d"},
		{"layout around it", "<table><tr><td>x<td>y<td><table>\n<tr><td>a<td>b\n<tr><td>1<td>2</table></table>", "table 2", "a|b"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := htmlfile.Bytes([]byte(tt.file), "list.html", htmlfile.Options{})
			if err != nil {
				t.Fatal(err)
			}
			got, _ := all(t, r, tt.sheet)
			if strings.Join(got.header, "|") != tt.header || len(got.rows) != 1 {
				t.Errorf("got %v", got)
			}
		})
	}
}

// TestDeclaredHeader reads tables whose names were declared, known or not: every row is one, or the names once more.
func TestDeclaredHeader(t *testing.T) {
	for _, tt := range []struct {
		name, file, declared, sheet string
		rows, rejects, notes        []string
	}{
		{name: "no names", file: "<table>\n<tr><td>1<td>a\n<tr><td>2<td>b\n</table>", sheet: "table 1", rows: []string{"2:1|a", "3:2|b"}},
		{name: "title", file: "<table>\n<tr><td colspan=2>Lista\n<tr><td>1<td>a\n<tr><td>2\n</table>", sheet: "table 1", rows: []string{"3:1|a"}, rejects: []string{"2:merged-cells", "4:ragged-row"}},
		{name: "the names once more", file: "<table>\n<tr><td>arende<td>motpart\n<tr><td>1<td>a\n</table>", sheet: "table 1", rows: []string{"3:1|a"}, notes: []string{"2:repeated-header"}},
		{name: "the only one of that width", file: "<table>\n<tr><td>x<td>y<td>z<tr><td colspan=2>x\n</table><table>\n<tr><td>1<td>a\n</table>", sheet: "table 2", rows: []string{"4:1|a"}, notes: []string{"0:table-not-read"}},
		{name: "layout around it", file: "<table>\n<tr><td>x<td><table>\n<tr><td>1<td>a\n</table></table>", sheet: "table 2", rows: []string{"3:1|a"}, notes: []string{"0:table-not-read"}},
		{name: "one of several", file: "<table>\n<tr><td>x<td>y</table><table>\n<tr><td>1<td>a\n</table>", declared: "table 2", sheet: "table 2", rows: []string{"3:1|a"}, notes: []string{"0:table-not-read"}},
		{name: "cut", file: "<table>\n<tr><td>1<td>a", sheet: "table 1", rejects: []string{"2:truncated"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := htmlfile.Options{Sheet: tt.declared, Header: []string{"arende", "motpart"}, Headers: known}
			r, err := htmlfile.Bytes([]byte(tt.file), "list.html", o)
			if err != nil {
				t.Fatal(err)
			}
			got, _ := all(t, r, tt.sheet)
			want := table{header: o.Header, rows: tt.rows, rejects: tt.rejects, notes: tt.notes}
			if d := cmp.Diff(want, got, cmp.AllowUnexported(table{})); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// TestEncodings reads the same page in every encoding, whatever its meta tag says.
func TestEncodings(t *testing.T) {
	page := func(meta, name string) string {
		return "<html><head>" + meta + "</head>\n<table>\n<tr><td>arende<td>motpart\n<tr><td>1<td>" + name + "\n</table>"
	}
	utf16 := "\xff\xfe"
	for _, r := range page("", "Ångström € AB") {
		utf16 += string([]byte{byte(r), byte(r >> 8)})
	}
	const windows, utf8 = "\xc5ngstr\xf6m \x80 AB", "Ångström € AB"
	for _, tt := range []struct {
		name, file, declared string
	}{
		{"utf-8", page("", utf8), ""},
		{"utf-8, marked", "\ufeff" + page("", utf8), ""},
		{"utf-8, said to be windows-1252", page(`<meta charset="windows-1252">`, utf8), ""},
		{"utf-8, said to be latin-1", page(`<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">`, utf8), ""},
		{"windows-1252", page("", windows), ""},
		{"windows-1252, said to be", page(`<META CHARSET=Windows-1252>`, windows), ""},
		{"windows-1252, said to be utf-8", page(`<meta charset="utf-8">`, windows), ""},
		{"windows-1252, declared", page(`<meta charset="iso-8859-15">`, windows), "windows-1252"},
		{"utf-16", utf16, ""},
		{"utf-16, declared", utf16, "utf-16"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := htmlfile.Bytes([]byte(tt.file), "list.html", htmlfile.Options{Encoding: tt.declared, Headers: known})
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := all(t, r, "table 1"); !slices.Equal(got.rows, []string{"4:1|Ångström € AB"}) {
				t.Errorf("got %v", got)
			}
		})
	}
}

// TestRefused opens pages that cannot be read for certain.
func TestRefused(t *testing.T) {
	two := top + "<tr><td>1<td>a</table>\n<table><tr><td>x</table>" + top + "</table>"
	tests := []struct {
		name, file string
		o          htmlfile.Options
		want       string
	}{
		{"empty", "", htmlfile.Options{}, "d-1:list.html: expected a table, found none"},
		{"no table", "<p>Inga träffar</p>", htmlfile.Options{}, "d-1:list.html: expected a table, found none"},
		{"frames", "<html><frameset cols=1><frame src=sheet001.htm></frameset></html>", htmlfile.Options{}, "d-1:list.html: expected a table, found a page of frames; what they show is in other files"},
		{"no known table", "<table>\n<tr><td>Anna<td>b</table>", htmlfile.Options{Headers: known}, "d-1:list.html: expected a table with a row of two known column names or more among its first 100, found table 1 (1 rows, on line 1)"},
		{"empty table", "<table></table>", htmlfile.Options{}, "d-1:list.html: expected a table with a row of column names, found table 1 (0 rows, on line 1)"},
		{"two known tables", two, htmlfile.Options{Headers: known}, "d-1:list.html: expected one table with a row of two known column names or more among its first 100, or one to be declared as sheet, found table 1 (2 rows, 2 columns, on line 1), table 3 (1 rows, 2 columns, on line 4)"},
		{"two tables of one size", "<table><tr><td>a</table><table><tr><td>b</table>", htmlfile.Options{}, "d-1:list.html: expected one table with a row of column names, or one to be declared as sheet, found table 1 (1 rows, 1 columns, on line 1), table 2 (1 rows, 1 columns, on line 1)"},
		{"declared table absent", two, htmlfile.Options{Sheet: "Anna"}, `d-1:list.html: expected a table to be declared as "table 1" to "table 3", got one of the shape "Aaaa"`},
		{"declared table without header", two, htmlfile.Options{Sheet: "table 2", Headers: known}, "d-1:list.html:4: table 2: expected a row of two known column names or more among its first 100"},
		{"a column twice", "<table>\n<tr><td>arende<td>motpart<td>Anna<td>ANNA</table>", htmlfile.Options{Headers: known}, `d-1:list.html:1: table 1: expected every column once, but columns 3 and 4 are both of the shape "AAAA"`},
		{"two tables of the declared width", "<table><tr><td>Anna<td>b</table><table><tr><td>c<td>d</table>", htmlfile.Options{Header: []string{"arende", "motpart"}, Headers: known}, "d-1:list.html: expected one table with a row of 2 cells, as many as the declared header has, among its first 100, or one to be declared as sheet, found table 1 (1 rows, 2 columns, on line 1), table 2 (1 rows, 2 columns, on line 1)"},
		{"no table of the declared width", "<table><tr><td>Anna</table>", htmlfile.Options{Header: []string{"arende", "motpart"}, Headers: known}, "d-1:list.html: expected a table with a row of 2 cells, as many as the declared header has, among its first 100, found table 1 (1 rows, on line 1)"},
		{"declared header with a name twice", "<table><tr><td>1<td>2</table>", htmlfile.Options{Header: []string{"arende", "arende"}, Headers: known}, `d-1:list.html: the declared header: expected every column once, but columns 1 and 2 are both "arende"`},
		{"cut inside the header", "<table>\n<tr><td>arende<td>motpa", htmlfile.Options{}, "d-1:list.html:1: table 1: expected rows below its header, but the file ends"},
		{"unclosed attribute in the header", "<table>\n<tr><td class=\"a>arende<td class=\"b\">arende<td>motpart\n<tr><td>1<td>a</table>", htmlfile.Options{Headers: known}, "d-1:list.html:1: table 1: expected every tag to end before the next one, found tags of cells or rows in a tag; rows may be missing"},
		{"too large", strings.Repeat(" ", htmlfile.MaxFile+1), htmlfile.Options{}, "d-1:list.html: expected a page of at most 33554432 bytes, found a larger one; export it as CSV, or in parts"},
		{"too deep", strings.Repeat("<div>", 600), htmlfile.Options{}, "d-1:list.html: expected HTML that can be read, with at most 512 elements in one another"},

		{"declared utf-8, is windows-1252", "\n<table><tr><td>\xc5 AB", htmlfile.Options{Encoding: "utf-8"}, "d-1:list.html:2: expected utf-8, found byte 0xC5"},
		{"byte order mark, is windows-1252", "\ufeff<table><tr><td>\xc5 AB", htmlfile.Options{}, "d-1:list.html:1: expected utf-8, found byte 0xC5"},
		{"declared windows-1252, is utf-8", "<table>\n<tr><td>Å", htmlfile.Options{Encoding: "cp1252"}, "d-1:list.html:2: expected windows-1252 as declared, but the whole file is valid utf-8, found byte 0xC3"},
		{"declared windows-1252, has a byte order mark", "\ufeff<table>", htmlfile.Options{Encoding: "windows-1252"}, "d-1:list.html: expected windows-1252 as declared, found the byte order mark of utf-8"},
		{"two encodings", "<p>Å\n<p>\xc5\n", htmlfile.Options{}, "d-1:list.html:2: expected utf-8, for line 1 holds a character in it, found byte 0xC5"},
		{"undefined byte", "<p>\xc5\n<p>\x81\n", htmlfile.Options{}, "d-1:list.html:2: expected utf-8 or windows-1252, which leaves some bytes undefined, found byte 0x81"},
		{"code page 850", "<p>Elk\x94p AB", htmlfile.Options{}, "d-1:list.html:1: expected utf-8 or windows-1252, but inside a word (code page 850 or Mac Roman? declare cp850 or macintosh), found byte 0x94"},
		{"another encoding in the meta tag", "<meta charset=iso-8859-15>\n<p>\xa4 AB", htmlfile.Options{}, `d-1:list.html:2: expected utf-8 or windows-1252, but the file's meta tag names one of the shape "aaa-9999-99", found byte 0xA4`},
		{"declared utf-16, no byte order mark", "<table>", htmlfile.Options{Encoding: "utf-16"}, "d-1:list.html: expected utf-16 as declared, found no byte order mark"},
		{"utf-16 without byte order mark", "<\x00t\x00", htmlfile.Options{}, "d-1:list.html: expected text, found a NUL byte (utf-16 without a byte order mark?)"},
		{"half a surrogate pair", "\xff\xfe<\x00\n\x00\x3d\xd8a\x00", htmlfile.Options{}, "d-1:list.html:2: expected utf-16, found half of a surrogate pair"},
		{"unknown encoding", "<table>", htmlfile.Options{Encoding: "latin-9"}, `d-1:list.html: expected encoding utf-8, windows-1252, utf-16, cp850 or macintosh to be declared, got "latin-9"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := tt.o
			o.Disclosure = "d-1"
			_, err := htmlfile.Bytes([]byte(tt.file), "list.html", o)
			if err == nil || err.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestMissingFile(t *testing.T) {
	_, err := htmlfile.Open(filepath.Join(t.TempDir(), "secret-person", "list.html"), htmlfile.Options{Disclosure: "d-1"})
	if !errors.Is(err, os.ErrNotExist) || !strings.HasPrefix(err.Error(), "d-1:list.html: expected a file") || strings.Contains(err.Error(), "secret") {
		t.Errorf("got %v", err)
	}
}

// TestFindingsQuoteNothing puts a person into every kind of rejected row.
func TestFindingsQuoteNothing(t *testing.T) {
	const anna = "Anna Test 198112189876"
	file := top + "<tr><td>" + anna + "<tr><td colspan=2>" + anna + "<tr><td>" + anna + "<td><table><tr><td>" + anna + "</table><tr><td>" +
		anna + "<td><input value='" + anna + "'><tr><td>" + anna + "<td><img alt='" + anna + "'><tfoot><tr><td>" + anna + "<td>1</tfoot><tr><td>" + anna
	r, err := htmlfile.Bytes([]byte(file), "list.html", htmlfile.Options{Disclosure: "d-1", Headers: known})
	if err != nil {
		t.Fatal(err)
	}
	_, findings := all(t, r, "table 1, row")
	if len(findings) != 7 {
		t.Fatalf("%d findings", len(findings))
	}
	for _, f := range findings {
		if s := f.String(); strings.Contains(s, "Anna") || strings.Contains(s, "1218") || !strings.HasPrefix(s, "d-1:list.html:table 1, row:") {
			t.Errorf("quotes a cell: %s", s)
		}
	}
}
