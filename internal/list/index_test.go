package list_test

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"tvistdata/internal/list"
	"tvistdata/internal/record"
)

func TestColumn(t *testing.T) {
	l := load(t, good)
	for header, want := range map[string]string{
		"Ärendenummer": "case_number", "  ÄRENDENUMMER ": "case_number", "A\u0308nr": "case_number", "Motpart\u00a0": "respondent",
		"Fabrikat": "", "": "",
	} {
		if c, ok := l.Column(header); c.Name != want || ok != (want != "") {
			t.Errorf("%q: got %q, want %q", header, c.Name, want)
		}
	}
	if c, ok := l.ColumnNamed("amount"); !ok || c.Publish != list.Band {
		t.Errorf("got %+v", c)
	}
	if _, ok := l.ColumnNamed("Belopp"); ok {
		t.Error("a header was taken for a column's name")
	}
}

func TestCodeOf(t *testing.T) {
	l := load(t, good)
	for _, c := range []struct {
		column, text, code string
		known              bool
	}{
		{"department", "bat", "bat", true},
		{"department", "Båt", "bat", true},
		{"department", "Boats", "bat", true},
		{"department", " skepp\t", "bat", true},
		{"department", "BA\u030aTAR", "bat", true},
		{"department", "Hantverk", "", true},
		{"department", "", "", true},
		{"department", " \u00a0", "", true},
		{"department", "Båtmotor", record.Unmapped, false},
		{"matter_type", "Ny & gammal", "ny-gammal", true}, // open
		{"matter_type", "—", record.Unmapped, false},
		{"matter_type", "Unmapped", record.Unmapped, false},
		{"respondent", "Båt", record.Unmapped, false}, // no codes
	} {
		if code, known := l.CodeOf(c.column, c.text); code != c.code || known != c.known {
			t.Errorf("%s %q: got %q, %v; want %q, %v", c.column, c.text, code, known, c.code, c.known)
		}
	}
	if code, known := load(t, figure).CodeOf("department", "båt"); code != "bat" || !known {
		t.Errorf("a figure's department: got %q, %v", code, known)
	}
}

func TestCodeOfAllocatesNothingForExactSpellings(t *testing.T) {
	l := load(t, good)
	if n := testing.AllocsPerRun(100, func() {
		l.CodeOf("department", "Skepp")
		l.CodeOf("outcome", "Delvis bifall")
		l.CodeOf("department", "")
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Org. nr": "org. nr", "  Inkom \u00a0\n datum ": "inkom datum", "ÅÄÖ": "åäö", "A\u030a": "å", "Σίσυφος": "σίσυφοσ", "": "",
	} {
		if got := list.Fold(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		f := list.Fold(s)
		if again := list.Fold(f); again != f {
			t.Fatalf("%q, folded again %q", f, again)
		}
		if f != list.Fold(" \t"+norm.NFD.String(s)+"\u00a0") {
			t.Fatalf("%q: surroundings or composition matter", s)
		}
		if f != strings.TrimSpace(f) || strings.Contains(f, "  ") || !norm.NFC.IsNormalString(f) {
			t.Fatalf("%q gives %q", s, f)
		}
		for _, r := range s {
			if r > unicode.MaxASCII {
				return
			}
		}
		if f != list.Fold(strings.ToUpper(s)) {
			t.Fatalf("%q: case matters", s)
		}
	})
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"Båt": "bat", "Möbler": "mobler", "Allmänna": "allmanna", "Råd & Rön": "rad-ron", "Teleankenævnet": "teleankenaevnet",
		"Other (i.e. phone, health club, etc.)": "other-i-e-phone-health-club-etc", "Macy's": "macys", " - ": "", "نت": "",
		"Fo\u0308rsa\u0308kring": "forsakring", "SØR": "sor",
	} {
		if got := list.Slug(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		slug := list.Slug(s)
		if list.Slug(slug) != slug || list.Slug(norm.NFD.String(s)) != slug {
			t.Fatalf("%q gives %q, which is not stable", s, slug)
		}
		if strings.Trim(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || strings.Trim(slug, "-") != slug || strings.Contains(slug, "--") {
			t.Fatalf("%q gives %q", s, slug)
		}
	})
}

func BenchmarkCodeOf(b *testing.B) {
	lists, err := list.Load(files("made-up", good))
	if err != nil {
		b.Fatal(err)
	}
	for name, text := range map[string]string{"exact": "Båt", "folded": "BÅTAR", "ascii": "BOATS", "unknown": "Båtmotorer"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				lists[0].CodeOf("department", text)
			}
		})
	}
}
