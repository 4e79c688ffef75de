package inspect_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tvistdata/etl/inspect"
)

func TestNamesThatMayBePersonal(t *testing.T) {
	rows := "Ärendenummer;Inkom;Motpart\n2021-00001;2021-01-04;Påhittade Bilar AB\n"
	for _, c := range []struct {
		name   string
		hidden bool
	}{
		{"lista 2023-12-15.csv", false},
		{"arenden 2018-2020.csv", false},
		{"uttag.csv", false},
		{"Diarieutdrag 2023.csv", false},
		{"Årsrapport_2022_slutlig.csv", false},
		{"Sammanställning av begärda handlingar.csv", false},
		{"ARN-ärenden kvartal 3 2023.csv", false},
		{"Diarieutdrag Vilma.csv", true},
		{"Diarieutdrag Planteradsson 2023.csv", true},
		{"Utdrag Lundblad.csv", true},
		{"Anna Andersson.csv", true},
		{"anna andersson 811218-9876.csv", true},
		{"Planteradsson.csv", true},
		{"lista till vilma@planteradsson.example.csv", true},
		{"lista 070-174 06 05.csv", true},
		{"lista 19811218.csv", true},
		{"Ek.csv", true},
		{"x.csv", false},
	} {
		path := write(t, c.name, rows)
		r, printed := inspected(t, path, options(t))
		if r.FileHidden != c.hidden || strings.Contains(printed, c.name) == c.hidden {
			t.Errorf("%s: hidden %t, want %t", c.name, r.FileHidden, c.hidden)
		}
		load(t, path, r.List.ID, r.Sidecar)
	}
}

// An error, too, keeps the name of a file to itself.
func TestErrorsKeepNames(t *testing.T) {
	for _, content := range []string{"", "PAR1 and more", "PK\x03\x04 no workbook"} {
		_, err := inspect.File(t.Context(), write(t, "Anna Andersson 811218-9876.csv", content), options(t))
		if err == nil {
			t.Fatalf("%q: expected an error", content)
		}
		absent(t, err.Error(), "Anna", "Andersson", "811218")
		if !strings.Contains(err.Error(), "expected") {
			t.Errorf("%q: %v", content, err)
		}
	}
}

func TestSheetsThatMayBePersonal(t *testing.T) {
	book := excelize.NewFile()
	for _, name := range []string{"Anna Andersson", "Ärenden 2023"} {
		if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		if err := book.SetSheetRow(name, "A1", &[]any{name, "x"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	for i, row := range [][]any{{"Ärendenummer", "Motpart"}, {"2021-00001", "Påhittade Bilar AB"}} {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := book.SetSheetRow("Anna Andersson", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "uttag.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	r, printed := inspected(t, path, options(t))
	absent(t, printed, "Anna", "Andersson")
	if diff := cmp.Diff([]string{"Aaaa Aaaaaaaaa", "Ärenden 2023"}, r.Sheets); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
	if got := accounting(t, load(t, path, r.List.ID, r.Sidecar)); got.Published != 1 {
		t.Errorf("%+v, want the row published", got)
	}
}

func TestColumnNamesThatMayBePersonal(t *testing.T) {
	rows := "Ärendenummer;Inkom;Motpart;Anna Andersson;kontakt@post.example;070-174 06 05\n" +
		"2021-00001;2021-01-04;Påhittade Bilar AB;x;y;z\n"
	r, printed := inspected(t, write(t, "lista.csv", rows), options(t))
	absent(t, printed, "Anna", "Andersson", "kontakt@", "070-174")
	if r.Ready {
		t.Error("a sidecar that leaves out columns is said to work")
	}
	if n := strings.Count(r.Sidecar, "# write the name of column"); n != 3 {
		t.Errorf("%d columns are marked, want 3:\n%s", n, r.Sidecar)
	}
}

// First names alone, often repeated, are no codes.
func TestFirstNamesAreNoCodes(t *testing.T) {
	rows := "Ärendenummer;Inkom;Motpart;Hl\n" + strings.Repeat("2021-00001;2021-01-04;Påhittade Bilar AB;Vilma\n2021-00002;2021-01-04;Påhittade Bilar AB;Sixten\n2021-00003;2021-01-04;Påhittade Bilar AB;Ek\n", 10)
	r, printed := inspected(t, write(t, "lista.csv", rows), options(t))
	absent(t, printed, "Vilma", "Sixten", "Ek |", `"Ek"`)
	if !r.Columns[3].Personal {
		t.Errorf("%+v", r.Columns[3])
	}
}
