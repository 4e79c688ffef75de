package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
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
