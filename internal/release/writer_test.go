package release_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tvistdata/internal/columnar"
	"tvistdata/internal/release"
	"tvistdata/internal/release/releasetest"
	"tvistdata/internal/schema"
)

func build(t *testing.T, dir string, seed int) string {
	t.Helper()
	id, _, err := releasetest.Build(release.OS(), dir, 5, seed)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestReleaseOpensAsItWasWritten(t *testing.T) {
	dir := t.TempDir()
	id := build(t, dir, 1)
	r, err := release.Open(filepath.Join(dir, id))
	if err != nil {
		t.Fatal(err)
	}
	if r.ID() != id || r.Manifest().Publisher.Name != "Påhittad & Co <test>" || r.Manifest().SchemaVersion != release.SchemaVersion() {
		t.Errorf("id %s, manifest %+v", r.ID(), r.Manifest())
	}
	for _, table := range schema.Tables() {
		f, ok := r.File(table.Name)
		if !ok || f.Rows != 5 || f.Title != table.Title {
			t.Errorf("%s: %+v", table.Name, f)
		}
		rows := 0
		for row, err := range release.Rows(r.Path(table.Name)) {
			if err != nil {
				t.Fatal(err)
			}
			if len(row) != len(table.Fields) {
				t.Errorf("%s: a row of %d columns, expected %d", table.Name, len(row), len(table.Fields))
			}
			rows++
		}
		if rows != 5 {
			t.Errorf("%s: %d rows, expected 5", table.Name, rows)
		}
	}
	if r.Path("../current") != "" || r.Path(".") != "" {
		t.Error("a path was given for a name that the manifest does not list")
	}
}

func TestManifestListsFilesByName(t *testing.T) {
	dir := t.TempDir()
	b, err := os.ReadFile(filepath.Join(dir, build(t, dir, 1), "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var m release.Manifest
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	if !slices.IsSortedFunc(m.Files, func(a, b release.File) int { return strings.Compare(a.Name, b.Name) }) {
		t.Errorf("files are not sorted: %s", b)
	}
	if !strings.Contains(string(b), "Påhittad & Co <test>") {
		t.Errorf("text is escaped: %s", b)
	}
}

func TestSameInputSameRelease(t *testing.T) {
	dir := t.TempDir()
	id := build(t, dir, 1)
	before, err := os.Stat(filepath.Join(dir, id))
	if err != nil {
		t.Fatal(err)
	}
	again, unchanged, err := releasetest.Build(release.OS(), dir, 5, 1)
	if err != nil || again != id || !unchanged {
		t.Fatalf("built %s, unchanged %t, error %v; expected %s, unchanged", again, unchanged, err, id)
	}
	after, err := os.Stat(filepath.Join(dir, id))
	if err != nil || !os.SameFile(before, after) || !slices.Equal(names(t, dir), []string{id}) {
		t.Errorf("the folder was touched: %v, %v", names(t, dir), err)
	}
	if elsewhere := build(t, t.TempDir(), 1); elsewhere != id {
		t.Errorf("another folder gives id %s, expected %s", elsewhere, id)
	}
	if other := build(t, dir, 2); other == id {
		t.Error("other content gives the same id")
	}
}

// TestAnEarlierReleaseIsWhole: a file that came with a later minor version is not missing in it, but in no other.
func TestAnEarlierReleaseIsWhole(t *testing.T) {
	dir := t.TempDir()
	earlier := releasetest.Earlier(t, dir, build(t, dir, 1))
	if err := release.Verify(release.OS(), filepath.Join(dir, earlier)); err != nil {
		t.Error(err)
	}
	name := filepath.Join(dir, earlier, release.ManifestName)
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.Replace(text, []byte(`"schema_version":"1.0"`), []byte(`"schema_version":"1.9"`), 1)
	sum := sha256.Sum256(text)
	later := filepath.Join(dir, "r-"+hex.EncodeToString(sum[:8]))
	if err := errors.Join(os.WriteFile(name, text, 0o600), os.Rename(filepath.Join(dir, earlier), later)); err != nil {
		t.Fatal(err)
	}
	if err := release.Verify(release.OS(), later); !errors.Is(err, release.ErrDamaged) || !strings.Contains(err.Error(), schema.Listings) {
		t.Errorf("a later release without a file: %v", err)
	}
}

// TestDamageIsFound flips one byte, cuts and removes each file in turn.
func TestDamageIsFound(t *testing.T) {
	dir := t.TempDir()
	r := filepath.Join(dir, build(t, dir, 1))
	for _, name := range names(t, r) {
		path := filepath.Join(r, name)
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		flipped := slices.Clone(whole)
		flipped[len(flipped)/2] ^= 0x10
		for what, content := range map[string][]byte{"flipped": flipped, "cut": whole[:len(whole)-1], "empty": {}, "missing": nil} {
			if content == nil {
				err = os.Remove(path)
			} else {
				err = os.WriteFile(path, content, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			_, err = release.Open(r)
			if !errors.Is(err, release.ErrDamaged) || !strings.Contains(err.Error(), name) {
				t.Errorf("%s %s: error %v, expected one of kind ErrDamaged that names it", name, what, err)
			}
			if err := release.Verify(release.OS(), r); !errors.Is(err, release.ErrDamaged) {
				t.Errorf("%s %s: Verify gives %v, expected ErrDamaged", name, what, err)
			}
		}
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := release.Verify(release.OS(), r); err != nil {
		t.Errorf("after repair: %v", err)
	}
	if _, err := release.Open(filepath.Join(dir, "r-0123456789abcdef")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no such folder: error %v, expected fs.ErrNotExist", err)
	}
}

// TestMovedReleaseIsRefused gives a release another's name.
func TestMovedReleaseIsRefused(t *testing.T) {
	dir := t.TempDir()
	other := filepath.Join(dir, "r-0123456789abcdef")
	if err := os.Rename(filepath.Join(dir, build(t, dir, 1)), other); err != nil {
		t.Fatal(err)
	}
	if _, err := release.Open(other); !errors.Is(err, release.ErrDamaged) {
		t.Errorf("error %v, expected ErrDamaged", err)
	}
}

// TestDamagedReleaseIsReplaced builds a release again that is damaged.
func TestDamagedReleaseIsReplaced(t *testing.T) {
	dir := t.TempDir()
	id := build(t, dir, 1)
	if err := os.WriteFile(filepath.Join(dir, id, schema.Notes), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	again, unchanged, err := releasetest.Build(release.OS(), dir, 5, 1)
	if err != nil || again != id || unchanged {
		t.Fatalf("built %s, unchanged %t, error %v; expected %s, changed", again, unchanged, err, id)
	}
	if err := release.Verify(release.OS(), filepath.Join(dir, id)); err != nil {
		t.Error(err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{id}) {
		t.Errorf("left behind: %v", got)
	}
}

func TestLeftoversAreSweptUp(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, ".building-1", "deep"), 0o700); err != nil {
		t.Fatal(err)
	}
	id := build(t, dir, 1)
	if got := names(t, dir); !slices.Equal(got, []string{id}) {
		t.Errorf("the folder holds %v, expected %s only", got, id)
	}
}

func TestWriterRefuses(t *testing.T) {
	notes, _ := schema.Named(schema.Notes)
	companies, _ := schema.Named(schema.Companies)
	good := releasetest.Columns(notes, 3, 1)
	text := func(name string) columnar.Column {
		return columnar.TextDict(name, []string{"x"}, make([]uint32, 3), true)
	}
	for _, c := range []struct {
		name, file, want string
		cols             []columnar.Column
	}{
		{"an unknown file", "complainants.parquet", "no file of a release", good},
		{"a missing column", schema.Notes, "10 columns, expected 11", good[1:]},
		{"another name", schema.Notes, `column 3 is "company", expected "list"`, slices.Replace(slices.Clone(good), 2, 3, text("company"))},
		{"another type", schema.Notes, "column list holds integer, expected text", slices.Replace(slices.Clone(good), 2, 3, columnar.Ints("list", make([]int64, 3), nil))},
		{"nulls where none may be", schema.Notes, "column list may not hold nulls", slices.Replace(slices.Clone(good), 2, 3, text("list"))},
		{"a number that is null where none may be", schema.Companies, "column records may not hold nulls", slices.Replace(
			releasetest.Columns(companies, 3, 1), 5, 6, release.ColumnOf(companies.Fields[5], 3, func(int) any { return nil }))},
		{"rows out of order", schema.Companies, "row 2 comes before row 3", slices.Replace(releasetest.Columns(companies, 3, 1), 0, 1,
			columnar.TextDict("company_id", []string{"c", "a", "b"}, []uint32{1, 0, 2}, false))},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, err := release.NewWriter(release.OS(), t.TempDir(), release.Manifest{})
			if err != nil {
				t.Fatal(err)
			}
			if err := w.Add(c.file, c.cols); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, expected one with %q", err, c.want)
			}
		})
	}
}

// TestPickedRowsAreCheckedForOrder finds the first row out of order among picked cells where a plain look at them does.
func TestPickedRowsAreCheckedForOrder(t *testing.T) {
	companies, _ := schema.Named(schema.Companies)
	rapid.Check(t, func(rt *rapid.T) {
		from := rapid.SliceOfN(rapid.StringMatching("[abc]"), 4, 4).Draw(rt, "cells")
		type pick struct{ row, n, step int }
		var picks []pick
		var cells []string
		for range rapid.IntRange(1, 6).Draw(rt, "picks") {
			p := pick{rapid.IntRange(0, 3).Draw(rt, "row"), 0, rapid.IntRange(0, 1).Draw(rt, "step")}
			p.n = rapid.IntRange(1, 4-p.row*p.step).Draw(rt, "n")
			picks = append(picks, p)
			for i := range p.n {
				cells = append(cells, from[p.row+i*p.step])
			}
		}
		id := columnar.Pick(columnar.TextDict("company_id", from, []uint32{0, 1, 2, 3}, false), len(cells), func(from, to int, take func(row, n, step int)) {
			at := 0
			for _, p := range picks {
				if a, b := max(from, at), min(to, at+p.n); a < b {
					take(p.row+(a-at)*p.step, b-a, p.step)
				}
				at += p.n
			}
		})
		want := ""
		for i := len(cells) - 1; i > 0; i-- {
			if cells[i-1] > cells[i] {
				want = fmt.Sprintf("row %d comes before row %d", i, i+1)
			}
		}
		w, err := release.NewWriter(release.OS(), t.TempDir(), release.Manifest{})
		if err != nil {
			rt.Fatal(err)
		}
		err = w.Add(schema.Companies, slices.Replace(releasetest.Columns(companies, len(cells), 1), 0, 1, id))
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			rt.Fatalf("%v: error %v, expected one with %q", cells, err, want)
		}
	})
}

func TestFinishWantsEveryFile(t *testing.T) {
	dir := t.TempDir()
	w, err := release.NewWriter(release.OS(), dir, release.Manifest{})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := w.Finish(release.Manifest{}); err == nil || !strings.Contains(err.Error(), schema.Disputes) {
		t.Errorf("error %v, expected one that names %s", err, schema.Disputes)
	}
	if got := names(t, dir); len(got) > 0 {
		t.Errorf("left behind: %v", got)
	}
}

func TestOtherMajorVersionIsRefused(t *testing.T) {
	dir := t.TempDir()
	b, err := os.ReadFile(filepath.Join(dir, build(t, dir, 1), "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	r := writeManifest(t, strings.Replace(string(b), `"schema_version": "`+release.SchemaVersion()+`"`, `"schema_version": "2.0"`, 1))
	if _, err := release.Open(r); !errors.Is(err, release.ErrVersion) {
		t.Errorf("error %v, expected ErrVersion", err)
	}
	r = writeManifest(t, strings.Replace(string(b), `"name": "notes.parquet"`, `"name": "../notes.parquet"`, 1))
	if _, err := release.Open(r); !errors.Is(err, release.ErrDamaged) {
		t.Errorf("a file outside the folder: error %v, expected ErrDamaged", err)
	}
}

// writeManifest writes a folder of a manifest alone, with the name that it asks for.
func writeManifest(t *testing.T, text string) string {
	t.Helper()
	sum := sha256.Sum256([]byte(text))
	dir := filepath.Join(t.TempDir(), "r-"+hex.EncodeToString(sum[:8]))
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "manifest.json"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// lying is a disk that keeps other bytes than it was given.
type lying struct{ release.FS }

func (l lying) Create(name string) (release.Output, error) {
	out, err := l.FS.Create(name)
	if filepath.Base(name) == schema.Names {
		out = lyingOutput{out}
	}
	return out, err
}

type lyingOutput struct{ release.Output }

func (l lyingOutput) Write(p []byte) (int, error) {
	other := slices.Clone(p)
	other[0] ^= 1
	return l.Output.Write(other)
}

// TestWhatDiskKeptIsReadBack builds on a disk that lies: nothing gets a release's name.
func TestWhatDiskKeptIsReadBack(t *testing.T) {
	dir := t.TempDir()
	_, _, err := releasetest.Build(lying{release.OS()}, dir, 5, 1)
	if !errors.Is(err, release.ErrDamaged) || !strings.Contains(err.Error(), schema.Names) {
		t.Errorf("error %v, expected ErrDamaged that names %s", err, schema.Names)
	}
	if got := names(t, dir); len(got) > 0 {
		t.Errorf("left behind: %v", got)
	}
}
