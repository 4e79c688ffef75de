//go:build !race

package etl_test

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/etl/keep"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// A release that nothing is kept beside is written again from what it tells itself: nothing of what goes is left, and its numbers are
// those of its records.
func TestRemovingFromReleasesThatNothingIsKeptBeside(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		c := grown(t, seed)
		forget(t, c.Releases)
		rows := etltest.Rows(t, each(t, c.Releases)[1], schema.Disputes)
		id := rows[int(seed)*7%len(rows)]["record_id"].(string)
		report := remove(t, c, id)
		goneFrom(t, c.Releases, id)
		for _, r := range each(t, c.Releases) {
			addsUp(t, r, seed%2 == 1)
		}
		sameAsBuilt(t, c, report.Replaced[1].New, 1)
	}
}

func TestRemovingACompanyFromReleasesThatNothingIsKeptBeside(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	for seed := range uint64(4) {
		c := grown(t, seed)
		forget(t, c.Releases)
		records := int64(0)
		for _, row := range etltest.Rows(t, each(t, c.Releases)[0], schema.Companies) {
			if row["company_id"] == "se-4121111118" {
				records = row["records"].(int64)
			}
		}
		report := remove(t, c, "se-4121111118")
		goneFrom(t, c.Releases, "se-4121111118", "412111-1118", "4121111118", "Påhittade Bilar", "PÅHITTADE BILAR")
		for _, r := range each(t, c.Releases) {
			addsUp(t, r, seed%2 == 1)
		}
		sameAsBuilt(t, c, report.Replaced[1].New, records+2)
	}
}

// What was kept and cannot be read, or is another release's, is no better than nothing.
func TestRemovingFromAReleaseWhoseKeptFileIsDamaged(t *testing.T) {
	t.Parallel()
	for _, damage := range []func(text []byte) []byte{
		func(text []byte) []byte { return text[:len(text)/2] },
		func(text []byte) []byte { text[len(text)/2] ^= 1; return text },
		func([]byte) []byte { return nil },
		func(text []byte) []byte { return append(text, "Påhittade Bilar AB"...) },
	} {
		c := grown(t, 2)
		r := each(t, c.Releases)[0]
		file := filepath.Join(c.Releases, r.ID()+".kept")
		text, err := os.ReadFile(file)
		if err == nil {
			err = os.WriteFile(file, damage(text), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		id := etltest.Rows(t, r, schema.Disputes)[3]["record_id"].(string)
		report := remove(t, c, id)
		if len(report.Replaced) != 2 || len(report.Derived) != 1 || !strings.HasPrefix(report.Derived[0].Why, keep.ErrOther.Error()) {
			t.Errorf("of %v the report says %v", report.Replaced, report.Derived)
		}
		goneFrom(t, c.Releases, id)
		for _, r := range each(t, c.Releases) {
			addsUp(t, r, false)
		}
	}
}

// What is kept and cannot be read goes with a removal that finds nothing, for it may hold what is to go.
func TestAKeptFileThatCannotBeReadGoes(t *testing.T) {
	t.Parallel()
	c := grown(t, 2)
	file := filepath.Join(c.Releases, each(t, c.Releases)[0].ID()+".kept")
	if err := os.WriteFile(file, []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := etl.Remove(t.Context(), etl.RemoveConfig{ID: "se-4020010007", Reason: "a test", Releases: c.Releases, FS: c.FS, Now: c.Now})
	if !errors.Is(err, record.ErrNotFound) {
		t.Fatal(err)
	}
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the file is still there: %v", err)
	}
}

// What was kept beside another release is no better than nothing, also where that has as many records, companies and disclosures: the
// yearly total of each release, which counts the unnamed that only such a file has, stays its own.
func TestWhatIsKeptBesideAnotherReleaseIsNotTrusted(t *testing.T) {
	t.Parallel()
	c := etltest.Config(t)
	c.Accept = "fewer or more rows"
	for _, unnamed := range []int{10, 30} {
		text := "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n2021-00002;2021-01-05;Motor;Hittepå 31 AB;" + orgNumber(31) + ";;;;;\n"
		for i := range unnamed {
			text += fmt.Sprintf("2021-9%04d;2021-03-04;Motor;Anna Andersson Bygg;811218-9876;;;;;\n", i)
		}
		c.Disclosures = etltest.Write(t, arn("one", etltest.ARN2021, text))
		etltest.Build(t, c)
	}
	before := map[string]map[string]any{} // totals, by release
	var files []string
	for _, r := range each(t, c.Releases) {
		before[r.ID()] = yearlyTotals(t, r)
		files = append(files, filepath.Join(c.Releases, r.ID()+".kept"))
	}
	swap := filepath.Join(t.TempDir(), "swap")
	for _, names := range [][2]string{{files[0], swap}, {files[1], files[0]}, {swap, files[1]}} {
		if err := os.Rename(names[0], names[1]); err != nil {
			t.Fatal(err)
		}
	}
	report := remove(t, c, "se-"+strings.ReplaceAll(orgNumber(31), "-", ""))
	if len(report.Replaced) != 2 {
		t.Fatalf("%v were replaced, expected both", report.Replaced)
	}
	for i, p := range report.Replaced {
		if d := report.Derived; len(d) != 2 || d[i].Release != p.New || !strings.Contains(d[i].Why, p.Old) {
			t.Errorf("the report says %v of %s", d, p.New)
		}
		r, err := shelfIn(t, c.Releases).Load(p.New)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := yearlyTotals(t, r), before[p.Old]; !maps.Equal(got, want) {
			t.Errorf("%s has the totals %v, and %s had %v", p.New, got, p.Old, want)
		}
	}
}

// No number of such a release is another than a build's of the same disclosures, unless it is not told, or the build hides other totals.
func TestNothingFalseIsToldWhereNothingIsKept(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	for seed := range uint64(50) {
		if seed == 15 { // a company's spelling goes that others of its records have; which, nobody knows
			continue
		}
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			for what, differs := range removedAndBuilt(t, seed, true) {
				for _, text := range differs {
					known := strings.HasSuffix(what, "too few") || strings.HasSuffix(what, "is null") || strings.HasSuffix(what, "is told") || strings.HasPrefix(what, "a list's accounting") ||
						strings.HasSuffix(what, "status") && strings.Contains(text, "suppressed") || what == "names.parquet: records" ||
						what == "a list: matching" || what == "companies.parquet: name" || strings.HasPrefix(what, "names.parquet") && strings.Contains(text, "register")
					if !known {
						t.Errorf("%s: %s", what, text)
					}
				}
			}
		})
	}
}

// A removed matter is counted among the unnamed, so a yearly total stays what it was, or is hidden: how many unnamed matters there are
// beside the records, of which some share a matter in these worlds, is not known and not guessed.
func TestARemovalMovesNoTotalWhereNothingIsKept(t *testing.T) {
	t.Parallel()
	for _, seed := range []uint64{6, 12, 107, 131} {
		c, _ := removalWorld(t, seed)
		all, _ := etltest.Build(t, c)
		forget(t, c.Releases)
		before, told := yearlyTotals(t, all), 0
		report := remove(t, c, "se-4121111118")
		if want := []etl.Derived{{Release: report.Replaced[0].New, Why: "nothing is kept beside the release"}}; !slices.Equal(report.Derived, want) {
			t.Errorf("seed %d: the report says %v, expected %v", seed, report.Derived, want)
		}
		for at, n := range yearlyTotals(t, each(t, c.Releases)[0]) {
			if n == nil {
				continue
			}
			if told++; n != before[at] {
				t.Errorf("seed %d: the total of %s is %v, and was %v", seed, at, n, before[at])
			}
		}
		if told == 0 {
			t.Errorf("seed %d: no total is told", seed)
		}
	}
}

// Where removed records share matters with records that stay, fewer matters are unnamed than records were removed: two of five here. A
// total that would show three is hidden.
func TestARemovalShowsNoFewUnnamedWhereNothingIsKept(t *testing.T) {
	t.Parallel()
	gone, other := "Hittepå 31 AB;"+orgNumber(31), "Påhittade Bilar AB;412111-1118"
	rows := ""
	for i, parties := range [][]string{{gone, other}, {gone, other}, {gone}, {gone}, {gone}, {other}, {other}} {
		for _, party := range parties {
			rows += fmt.Sprintf("2021-0000%d;2021-02-03;Motor;%s;;;;;\n", i, party)
		}
	}
	c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows))...)
	r, _ := etltest.Build(t, c)
	for at, n := range yearlyTotals(t, r) {
		if n != int64(7) {
			t.Fatalf("before, the total of %s is %v", at, n)
		}
	}
	forget(t, c.Releases)
	remove(t, c, "se-"+strings.ReplaceAll(orgNumber(31), "-", ""))
	for at, n := range yearlyTotals(t, each(t, c.Releases)[0]) {
		if n != nil {
			t.Errorf("the total of %s is %v, and four records are left", at, n)
		}
	}
}
