package read_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tvistdata/etl/read"
	"tvistdata/internal/list"
)

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	book := excelize.NewFile()
	if err := book.SetSheetRow("Sheet1", "A1", &[]any{"arende", "motpart"}); err != nil {
		t.Fatal(err)
	}
	if err := book.SaveAs(filepath.Join(dir, "book.xlsx")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "book.xlsx"), filepath.Join(dir, "book.csv")); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, content, want string // want is an error's text; none when empty
	}{
		{"table.xlsx", "arende;motpart\n", ""},
		{"book.csv", "", ""},
		{"utf16.txt", "\xff\xfea\x00;\x00m\x00\n\x00", ""},
		{"empty.csv", "\x00EMPTY", "d-1:empty.csv: expected a table (csv, xlsx, html, json, pdf), found an empty file"},
		{"absent.csv", "\x00ABSENT", "d-1:absent.csv: expected a file that can be read: no such file or directory"},
		{"list.pdf", "%PDF-1.6\n", "d-1:list.pdf: expected a whole PDF, but its end mark is missing: is the file cut off or damaged? save it again, or run: qpdf FILE NEW"},
		{"list.xls", "<html><table><tr><td>arende<td>motpart</table>", ""},
		{"list.xml", "<?xml version='1.0'?><Workbook>", "d-1:list.xml: expected a format that is read (csv, xlsx, html, json, pdf), found XML (a spreadsheet program can open it and save it as .xlsx)"},
		{"brackets.csv", "[arende];[motpart]\n", ""},
		{"old.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "d-1:old.xls: expected an XLSX workbook, found one of Excel 97 (.xls); save it as .xlsx, or run: soffice --convert-to xlsx FILE"},
		{"list.json", "[\n {\"arende\": 1, \"motpart\": 2}]", ""},
		{"lines.txt", "{\"arende\": 1, \"motpart\": 2}\n", ""},
		{"utf16.json", "\xff\xfe[\x00{\x00", "d-1:utf16.json: expected utf-8, found the byte order mark of utf-16 or utf-32"},
		{"p.csv", "<p>Diarieutdrag</p><table><tr><td>arende<td>motpart</table>", ""},
		{"form.aspx", "\r\n<form method=post><div><table><tr><td>arende<td>motpart</table></form>", ""},
		{"words.html", "Diarieutdrag <br><table><tr><td>arende<td>motpart</table>", ""},
		{"tag.csv", "<arende>;<motpart>\n", ""},
		{"page.mht", "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://register.example/\r\nSubject: Diarieutdrag\r\n", "d-1:page.mht: expected a format that is read (csv, xlsx, html, json, pdf), found a web page saved as one file, MHTML, or an e-mail (open it in a browser and save it as .html)"},
		{"page.mhtml", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", "d-1:page.mhtml: expected a format that is read (csv, xlsx, html, json, pdf), found a web page saved as one file, MHTML, or an e-mail (open it in a browser and save it as .html)"},
		{"names.csv", "arende: nr;motpart: namn\n", ""},
		{"page.webarchive", "bplist00\xd1\x01\x02", "d-1:page.webarchive: expected a format that is read (csv, xlsx, html, json, pdf), found a web archive of Safari (open it in Safari and save it as .html)"},
		{"list.csv.gz", "\x1f\x8b\x08", "d-1:list.csv.gz: expected a format that is read (csv, xlsx, html, json, pdf), found a gzip file"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(dir, tt.name)
			switch tt.content {
			case "\x00ABSENT", "":
			case "\x00EMPTY":
				if err := os.WriteFile(path, nil, 0o600); err != nil {
					t.Fatal(err)
				}
			default:
				if err := os.WriteFile(path, []byte(tt.content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			r, err := read.Open(path, read.Options{Disclosure: "d-1"})
			if tt.want != "" {
				if err == nil || err.Error() != tt.want {
					t.Errorf("got  %v\nwant %s", err, tt.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if h := r.Header(); len(h) != 2 {
				t.Errorf("header %q", strings.Join(h, "|"))
			}
			if err := r.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestDeclaredHeader opens files whose column names were declared.
func TestDeclaredHeader(t *testing.T) {
	for _, tt := range []struct{ name, content, want string }{
		{"list.html", "<table><tr><td>1<td>2</table>", ""},
		{"list.json", `[{"arende": 1, "motpart": 2}]`, "d-1:list.json: expected no declared header, for records of JSON name their columns themselves"},
		{
			"list.pdf", "%PDF-1.7\n", "d-1:list.pdf: expected no declared header, because columns of a PDF table are found by the column names above them; " +
				"where a table has none, have it saved as .xlsx or .csv",
		},
	} {
		path := filepath.Join(t.TempDir(), tt.name)
		if err := os.WriteFile(path, []byte(tt.content), 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := read.Open(path, read.Options{Disclosure: "d-1", Header: []string{"arende", "motpart"}})
		switch {
		case tt.want != "":
			if err == nil || err.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		case err != nil:
			t.Error(err)
		default:
			if h := r.Header(); strings.Join(h, "|") != "arende|motpart" {
				t.Errorf("%s: header %q", tt.name, h)
			}
			if err := r.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestFormatsOfLists holds the formats that a list may name against those that are recognised and read.
func TestFormatsOfLists(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list")
	if err := os.WriteFile(path, []byte("PAR1"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := read.Open(path, read.Options{})
	if want := "(" + strings.Join(list.Formats, ", ") + ")"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v; want it to name %s", err, want)
	}
}

// TestOnlyFormatsOfTheList opens a file of each format where the list names all others, and says what to do; where it is named, the
// file is opened.
func TestOnlyFormatsOfTheList(t *testing.T) {
	for format, content := range map[string]string{
		"csv": "Ärendenr;Motpart\n1;2\n", "html": "<table><tr><th>Ärendenr<th>Motpart<tr><td>1<td>2</table>",
		"json": `[{"Ärendenr": "1", "Motpart": "2"}]`, "xlsx": "PK\x03\x04", "pdf": "%PDF-1.7\n",
	} {
		path := filepath.Join(t.TempDir(), "list."+format)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		others := slices.DeleteFunc(slices.Clone(list.Formats), func(f string) bool { return f == format })
		want := fmt.Sprintf("d-1:list.%s: expected %s, as the list says under formats, found %[1]s; ask for the list in another format, or add "+
			"%[1]s to formats in the list's dataset.yaml and compare what is read with the file", format, strings.Join(others, " or "))
		if _, err := read.Open(path, read.Options{Disclosure: "d-1", Formats: others}); err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
		r, err := read.Open(path, read.Options{Formats: []string{format}})
		if err == nil {
			err = r.Close()
		}
		if err != nil && strings.Contains(err.Error(), "under formats") {
			t.Errorf("%s: %v", format, err)
		}
	}
}

// TestCountBelowManyRows holds a count against rows that came in many batches.
func TestCountBelowManyRows(t *testing.T) {
	for count, want := range map[int]bool{5000: false, 4999: true, 2048: true} {
		path := filepath.Join(t.TempDir(), "list")
		text := "Ärendenr;Motpart\n" + strings.Repeat("2021-00001;Påhittade Bilar AB\n", 5000) + fmt.Sprintf("Antal ärenden: %d\n", count)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, rows, found, err := readAll(path, read.Options{Headers: knownName})
		if err != nil || len(rows) != 5000 || slices.Contains(found, "5002:note:other-count") != want {
			t.Errorf("%d: %d rows, found %v, %v", count, len(rows), found, err)
		}
	}
}

// TestFolder asks for a folder as if it were a file.
func TestFolder(t *testing.T) {
	_, err := read.Open(filepath.Join(t.TempDir()), read.Options{})
	if err == nil || strings.Contains(err.Error(), os.TempDir()) {
		t.Errorf("got %v", err)
	}
}
