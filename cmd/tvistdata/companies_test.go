package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tvistdata/internal/release"
	"tvistdata/internal/shelf"
)

// An imported register is what the next build matches by; a file that is none leaves the one before.
func TestImportARegister(t *testing.T) {
	overlay, file := t.TempDir(), filepath.Join(t.TempDir(), "register.csv")
	put := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("number;name;form;status\n442000-0004;Påhittade Bilar AB;AB;active\n811218-9876;Anna Ek;E;active\n1;Utan Nummer AB;;\n")
	out, errs := call(t, statusOK, "companies", "import", file, "--datasets", overlay)
	if !strings.HasPrefix(out, "3 lines read: 1 companies, 0 further names of one, 1 sole traders and estates left out, 1 without") || !strings.Contains(errs, "register.csv:4") {
		t.Errorf("got %s%s", out, errs)
	}
	rows := "Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer\n2021-00001;2021-01-04;Motor;PAHITTADE BILAR AKTIEBOLAG;\n"
	releases := filepath.Join(t.TempDir(), "releases")
	call(t, statusOK, "build", "--disclosures", folder(t, sidecar, rows), "--releases", releases, "--datasets", overlay, "--quiet")
	_, base := served(t, "serve", "--releases", releases)
	var profile struct {
		Data struct {
			Name    string
			Methods map[string]int64
		}
	}
	get(t, base+"/v1/companies/se-4420000004", &profile)
	if profile.Data.Name != "Påhittade Bilar AB" || profile.Data.Methods["folded"] != 1 {
		t.Errorf("got %+v", profile.Data)
	}
	kept, err := os.ReadFile(filepath.Join(overlay, "companies", "register.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	put("orgnr;namn\n1;A\n")
	if _, errs := call(t, statusError, "companies", "import", file, "--datasets", overlay); !strings.Contains(errs, "register.csv:1: expected the columns") {
		t.Errorf("got %s", errs)
	}
	if now, err := os.ReadFile(filepath.Join(overlay, "companies", "register.tsv")); err != nil || string(now) != string(kept) {
		t.Error("a file that is no register took the place of the one before")
	}
}

// Two imports at once would each hold half of the other's; the second gets an error, and what a killed one left is deleted.
func TestOneImportAtATime(t *testing.T) {
	overlay, file := t.TempDir(), filepath.Join(t.TempDir(), "register.csv")
	if err := os.WriteFile(file, []byte("number;name\n442000-0004;Påhittade Bilar AB\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	companies := filepath.Join(overlay, "companies")
	unlock, err := shelf.LockFolder(release.OS(), companies)
	if err != nil {
		t.Fatal(err)
	}
	if _, errs := call(t, statusError, "companies", "import", file, "--datasets", overlay); !strings.Contains(errs, "another tvistdata is changing "+companies) {
		t.Errorf("got %s", errs)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(companies, ".building-new-half"), []byte("number"), 0o600); err != nil {
		t.Fatal(err)
	}
	call(t, statusOK, "companies", "import", file, "--datasets", overlay)
	entries, err := os.ReadDir(companies)
	if err != nil || len(entries) != 2 || entries[0].Name() != ".lock" || entries[1].Name() != "register.tsv" {
		t.Errorf("in the folder: %v, %v", entries, err)
	}
}
