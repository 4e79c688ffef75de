package etl_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/internal/company"
	"tvistdata/internal/register"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// identityWorld is a drawn register with rows against its companies, some of which nobody can identify.
type identityWorld struct {
	companies []string // entries of companies.yaml
	rows      []string
}

var worldCompanies = []string{
	"{id: se-4420000004, name: Påhittade Bilar AB, org_number: 442000-0004, kind: legal_entity, names: [{name: Sagobilar AB, to: 2020-12-31}], ",
	"{id: se-4421000003, name: Sagolika Bilar AB, org_number: 442100-0003, kind: legal_entity, ",
	"{id: se-4423000001, name: Sagolika Bilar AB, org_number: 442300-0001, kind: legal_entity, ",
	"{id: se-4422000002, name: Öster & Väster Möbler AB, org_number: 442200-0002, kind: legal_entity, ",
	"{id: x-bilkompaniet, name: Bilkompaniet Ltd, kind: curated, ",
}

func drawWorld(t *rapid.T) identityWorld {
	var w identityWorld
	for i, c := range worldCompanies {
		if i == 0 || rapid.Bool().Draw(t, "registered") {
			w.companies = append(w.companies, c+"decided_by: e, decided_on: 2024-01-01, why: w}")
		}
	}
	names := []string{
		"Påhittade Bilar AB", "PAHITTADE BILAR AKTIEBOLAG", "Påhittade Bilar", "Sagobilar AB", "Sagolika Bilar AB", "Öster och Väster Möbler AB",
		"OSTER & VASTER MOBLER AB", "Bilkompaniet Ltd", "Bil-Kompaniet Limited", "Okända Bilar HB", "Anna Ek",
	}
	numbers := []string{"", "", "", "442000-0004", "442100-0003", "4422000002"}
	for i := range rapid.IntRange(1, 12).Draw(t, "rows") {
		w.rows = append(w.rows, fmt.Sprintf("2021-%05d;2021-%02d-04;Motor;%s;%s\n", i, 1+i%12,
			rapid.SampledFrom(names).Draw(t, "name"), rapid.SampledFrom(numbers).Draw(t, "number")))
	}
	return w
}

// config returns a build of the world with what else its overlay says, into a new folder.
func (w identityWorld) config(tb testing.TB, more map[string]string) etl.Config {
	tb.Helper()
	files := fstest.MapFS{"companies.yaml": {Data: []byte("companies:\n  - " + strings.Join(w.companies, "\n  - ") + "\n")}}
	for name, text := range more {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	register, err := register.Load(files)
	if err != nil {
		tb.Fatal(err)
	}
	c := etltest.Config(tb, etltest.Write(tb, etltest.Disclosure{
		List: "arn-cases", ID: "one", Sidecar: etltest.ARN2021,
		Files: map[string]string{"list.csv": "Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer\n" + strings.Join(w.rows, "")},
	})...)
	c.Register = register
	return c
}

// released builds and returns every byte of the release, by file.
func released(tb testing.TB, c etl.Config) (*release.Release, map[string]string) {
	tb.Helper()
	r, _ := etltest.Build(tb, c)
	dir := filepath.Join(c.Releases, r.ID())
	entries, err := os.ReadDir(dir)
	if err != nil {
		tb.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			tb.Fatal(err)
		}
		files[e.Name()] = string(text)
	}
	return r, files
}

// aFew checks a property that builds two releases a draw, or three, with a fourth of the draws that rapid makes (100, or
// -rapid.checks). Once it fails every draw counts, so that rapid can make the failing one smaller.
func aFew(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	n, failed := 0, false
	rapid.Check(t, func(t *rapid.T) {
		if n++; n%4 != 1 && !failed {
			return
		}
		ended := false
		defer func() { failed = failed || !ended || t.Failed() }()
		property(t)
		ended = true
	})
}

// Who is meant does not depend on the order of the rows, nor on a company that no row means, whatever words it shares with
// others; and rows against that one change nobody else's names.
func TestMatchingDependsOnNobodyElse(tt *testing.T) {
	tt.Parallel()
	aFew(tt, func(t *rapid.T) {
		w := drawWorld(t)
		r, before := released(tt, w.config(tt, nil))
		other := w
		other.rows = rapid.Permutation(w.rows).Draw(t, "order")
		other.companies = append(slices.Clip(w.companies), "{id: se-4426000008, name: "+
			rapid.SampledFrom([]string{"Påhittade Bilar Syd AB", "Bilar AB", "Påhittade Väster AB", "Okända Bilar AB", "Ek AB"}).Draw(t, "unrelated")+
			", org_number: 442600-0008, kind: legal_entity, decided_by: e, decided_on: 2024-01-01, why: w}")
		_, after := released(tt, other.config(tt, nil))
		for name, text := range before {
			if name != "manifest.json" && text != after[name] { // the manifest has the list's own checksum
				t.Fatalf("%s depends on the order of the rows, or on a company that nobody means", name)
			}
		}
		if !rapid.Bool().Draw(t, "more rows") {
			return
		}
		other.rows = append(slices.Clip(w.rows), "2021-99999;2021-12-24;Motor;;442600-0008\n")
		more, _ := released(tt, other.config(tt, nil))
		if got, want := namesWithout(tt, more, "se-4426000008"), namesWithout(tt, r, "se-4426000008"); !slices.Equal(got, want) {
			t.Fatalf("rows against another company change the names:\n%v\n%v", got, want)
		}
	})
}

// namesWithout returns the rows of names.parquet and matches.parquet but for those of one company.
func namesWithout(tb testing.TB, r *release.Release, id string) (out []string) {
	tb.Helper()
	for _, file := range []string{schema.Names, schema.Matches} {
		for _, row := range etltest.Rows(tb, r, file) {
			if row["company_id"] != id {
				out = append(out, fmt.Sprint(row))
			}
		}
	}
	return out
}

// Decisions and merges that are taken back leave the release that was there before them, byte for byte.
func TestWhatIsTakenBackLeavesNothing(tt *testing.T) {
	tt.Parallel()
	const enough = 3 // of the drawn decisions that change a release
	changed := 0
	aFew(tt, func(t *rapid.T) {
		w := drawWorld(t)
		_, before := released(tt, w.config(tt, nil))
		const back = ", taken_back_by: e, taken_back_on: 2024-03-01, taken_back_why: wrong"
		var decisions, merges []string
		for _, name := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"Bilkompaniet Ltd", "Okända Bilar HB", "Sagolika Bilar AB", "Anna Ek"}), 0, 3, rapid.ID[string]).Draw(t, "decided") {
			what := rapid.SampledFrom([]string{"company: se-4420000004", "company: se-4420000004, disputed: true", "show: false", "show: true"}).Draw(t, "what")
			decisions = append(decisions, "{list: arn-cases, name_as_written: "+name+", "+what+", decided_by: e, decided_on: 2024-02-01, why: told")
		}
		for _, id := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"se-4421000003", "se-4422000002", company.NameID("Okända Bilar HB")}), 0, 2, rapid.ID[string]).Draw(t, "merged") {
			merges = append(merges, "{company: "+id+", into: se-4420000004, on: 2021-06-01, decided_by: e, decided_on: 2024-02-01, why: one")
		}
		overlay := func(back string) map[string]string {
			yaml := func(key string, items []string) string {
				text := key + ":\n"
				for _, item := range items {
					text += "  - " + item + back + "}\n"
				}
				return text
			}
			return map[string]string{"decisions.yaml": yaml("decisions", decisions), "merges.yaml": yaml("merges", merges)}
		}
		if changed < enough {
			if _, during := released(tt, w.config(tt, overlay(""))); !maps.Equal(before, during) {
				changed++
			}
		}
		if _, after := released(tt, w.config(tt, overlay(back))); !maps.Equal(before, after) {
			for name := range before {
				if before[name] != after[name] {
					t.Errorf("%s is another than before the decisions", name)
				}
			}
		}
	})
	if changed < enough && !testing.Short() { // which draws five worlds
		tt.Errorf("only %d of the drawn decisions changed a release", changed)
	}
}
