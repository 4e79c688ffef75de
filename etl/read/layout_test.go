package read_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tvistdata/etl/read"
	"tvistdata/etl/source"
)

func TestLayout(t *testing.T) {
	dir := t.TempDir()
	book := excelize.NewFile()
	if err := book.SetSheetName("Sheet1", "Ärenden"); err != nil {
		t.Fatal(err)
	}
	if _, err := book.NewSheet("Annat"); err != nil {
		t.Fatal(err)
	}
	if err := book.SetSheetRow("Ärenden", "A3", &[]any{"arende", "motpart"}); err != nil {
		t.Fatal(err)
	}
	if err := book.SaveAs(filepath.Join(dir, "book.xlsx")); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"semicolons": "titel\narende;motpart\n1;Bolaget\n",
		"tabs":       "\xef\xbb\xbfarende\tmotpart\r\n1\tBolaget\r\n",
		"old":        "arende,motpart\n1,P\xe5hitt AB\n",
		"utf16":      "\xff\xfea\x00r\x00e\x00n\x00d\x00e\x00,\x00m\x00o\x00t\x00p\x00a\x00r\x00t\x00\n\x001\x00,\x00B\x00\n\x00",
		"json":       `[{"arende": "1", "motpart": "Bolaget"}]`,
		"page":       "<html><table><tr><th>arende<th>motpart<tr><td>1<td>Bolaget</table></html>",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]source.Layout{
		"book.xlsx":  {Format: "xlsx", Sheet: "Ärenden", Sheets: []string{"Ärenden", "Annat"}, HeaderLine: 3},
		"semicolons": {Format: "csv", Encoding: "utf-8", Delimiter: ";", HeaderLine: 2},
		"tabs":       {Format: "csv", Encoding: "utf-8", Delimiter: "\t", HeaderLine: 1},
		"old":        {Format: "csv", Encoding: "windows-1252", Delimiter: ",", HeaderLine: 1},
		"utf16":      {Format: "csv", Encoding: "utf-16", Delimiter: ",", HeaderLine: 1},
		"json":       {Format: "json", Encoding: "utf-8"},
		"page":       {Format: "html", Sheet: "table 1"},
	} {
		o := read.Options{Headers: func(h string) bool { return h == "arende" || h == "motpart" }}
		r, err := read.Open(filepath.Join(dir, name), o)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		d, ok := r.(source.Described)
		if !ok {
			t.Errorf("%s: its reader tells no layout", name)
			continue
		}
		if diff := cmp.Diff(want, d.Layout()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		// What is declared as it was detected is read in the same way.
		o.Encoding, o.Delimiter, o.Sheet = d.Layout().Encoding, d.Layout().Delimiter, d.Layout().Sheet
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		again, err := read.Open(filepath.Join(dir, name), o)
		if err != nil {
			t.Errorf("%s, declared: %v", name, err)
			continue
		}
		if diff := cmp.Diff(r.Header(), again.Header()); diff != "" {
			t.Errorf("%s, declared (-want +got):\n%s", name, diff)
		}
		if err := again.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
