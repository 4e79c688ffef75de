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
	"time"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/internal/company"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/release/releasetest"
	"tvistdata/internal/schema"
)

func TestARemovedRecordLeavesNoTrace(t *testing.T) {
	for seed := range uint64(4) {
		c := grown(t, seed)
		before := each(t, c.Releases)
		rows := etltest.Rows(t, before[1], schema.Disputes) // the earlier build: both hold it
		id := rows[int(seed)*7%len(rows)]["record_id"].(string)
		report := remove(t, c, id)
		if len(report.Replaced) != 2 || report.Already {
			t.Fatalf("replaced %v, expected both releases", report.Replaced)
		}
		goneFrom(t, c.Releases, id, "a secret reason", before[0].ID(), before[1].ID())
		for _, r := range each(t, c.Releases) {
			addsUp(t, r, seed%2 == 1)
		}
		current(t, c.Releases, report.Replaced[1].New)
		builtAlike(t, c, report.Replaced[1].New, 1)
		goneFrom(t, c.Releases, id)
	}
}

func TestARemovedCompanyLeavesNoTrace(t *testing.T) {
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	for seed := range uint64(4) {
		c := grown(t, seed)
		before := each(t, c.Releases)
		records := int64(0)
		for _, row := range etltest.Rows(t, before[0], schema.Companies) {
			if row["company_id"] == "se-4121111118" {
				records = row["records"].(int64)
			}
		}
		report := remove(t, c, "se-4121111118")
		goneFrom(t, c.Releases, "se-4121111118", "412111-1118", "4121111118", "Påhittade Bilar", "PÅHITTADE BILAR", "a secret reason", before[0].ID(), before[1].ID())
		for _, r := range each(t, c.Releases) {
			addsUp(t, r, seed%2 == 1)
			if said, decided := etltest.Rows(t, r, schema.Statements), etltest.Rows(t, r, schema.SurgeReviews); len(said) != 1 || said[0]["statement_id"] != "other" || len(decided) != 1 {
				t.Errorf("%v is said and %v decided, expected what is about another", said, decided)
			}
			if n := len(etltest.Rows(t, r, schema.Figures)); n != 2 {
				t.Errorf("%d figures are left, expected the 2 about others", n)
			}
		}
		builtAlike(t, c, report.Replaced[1].New, records+2)
		goneFrom(t, c.Releases, "se-4121111118", "412111-1118", "Påhittade Bilar")
	}
}

// goneFrom fails the test when any of some texts stands anywhere in a folder of releases.
func goneFrom(t *testing.T, dir string, texts ...string) {
	t.Helper()
	for file, content := range everyByte(t, dir) {
		for _, text := range texts {
			if strings.Contains(file, text) || strings.Contains(content, text) {
				t.Errorf("%q is still in %s", text, file)
			}
		}
	}
	if info, err := os.Stat(filepath.Join(dir, "removed.json")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("removed.json: %v, %v; expected mode 0600", info, err)
	}
}

// sameAsBuilt builds the same disclosures again. That release is the one that was written without what was removed,
// but for what only the disclosures tell: disagreements, spellings, and totals that need not be suppressed.
func sameAsBuilt(t *testing.T, c etl.Config, reissued string, withheld int64) {
	t.Helper()
	again, report := etltest.Build(t, c)
	if report.Withheld != withheld {
		t.Errorf("the build withheld %d rows, expected %d", report.Withheld, withheld)
	}
	addsUp(t, again, true)
	old, err := shelfIn(t, c.Releases).Load(reissued)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range schema.Tables() {
		x, y := etltest.Rows(t, old, table.Name), etltest.Rows(t, again, table.Name)
		if table.Name == schema.Disagreements || table.Name == schema.Names {
			continue
		}
		if len(x) != len(y) {
			t.Errorf("%s has %d rows, and %d when it is built again", table.Name, len(x), len(y))
			continue
		}
		for i := range x {
			if table.Name == schema.Companies {
				x[i]["name"], y[i]["name"] = "", ""
			}
			if table.Name == schema.TotalsYearly && x[i]["status"] == "suppressed" {
				continue
			}
			if fmt.Sprint(x[i]) != fmt.Sprint(y[i]) {
				t.Errorf("%s: %v, and %v when it is built again", table.Name, x[i], y[i])
			}
		}
	}
	was, is := *old.Manifest(), *again.Manifest()
	for i := range was.Lists {
		x, y := was.Lists[i], is.Lists[i]
		x.Accounting, y.Accounting, x.Matching, y.Matching = nil, nil, nil, nil
		if x, y := fmt.Sprintf("%+v", x), fmt.Sprintf("%+v", y); x != y {
			t.Errorf("the list is told as %s,\nand as %s when it is built again", x, y)
		}
	}
	if x, y := fmt.Sprint(was.Disclosures), fmt.Sprint(is.Disclosures); x != y {
		t.Errorf("disclosures %s, and %s when it is built again", x, y)
	}
}

// builtAlike builds the same disclosures again, which makes the very release that was written without what was removed.
func builtAlike(t *testing.T, c etl.Config, reissued string, withheld int64) {
	t.Helper()
	again, report := etltest.Build(t, c)
	if report.Withheld != withheld || again.ID() != reissued {
		t.Errorf("the build made %s and withheld %d rows, expected %s and %d", again.ID(), report.Withheld, reissued, withheld)
	}
}

// What is unknown of contradicting rows, and of rows that were rejected, stays so.
func TestARemovalMakesTheReleaseThatABuildMakes(t *testing.T) {
	rows := ""
	for i := range 30 {
		rows += fmt.Sprintf("2021-%05d;2021-01-%02d;Motor;Hittepå %d AB;%s;2021-05-05;Bifall;900 kr;Ja;Vilma\n", i, i%28+1, i%3+30, orgNumber(i%3+30))
		rows += fmt.Sprintf("2021-9%04d;2021-01-%02d;Bank;Anna Andersson Bygg;811218-9876;;;;;Vilma\n", i, i%28+1)
	}
	rows += fmt.Sprintf("2021-80001;2021-02-01;Motor;Hittepå 30 AB;%s;2021-05-05;Bifall;;Ja;Vilma\n2021-80001;2021-02-01;Motor;Hittepå 30 AB;%[1]s;2021-05-05;Avslag;;Ja;Vilma\n", orgNumber(30))
	rows += "2021-80002;2021-03-01;Motor;Hittepå 30 AB och Hittepå 31 AB;;;;;;Vilma\n"
	c := etltest.Config(t, etltest.Write(t, arn("one", everyMeasure, rows), figuresOf(someFigures))...)
	before, _ := etltest.Build(t, c)
	if gaps := before.Manifest().Disclosures[0].IncompleteFor; len(gaps) != 3 {
		t.Fatalf("gaps: %v", gaps)
	}
	for _, id := range []string{
		etltest.Rows(t, before, schema.Disputes)[3]["record_id"].(string), etltest.Rows(t, before, schema.Figures)[2]["record_id"].(string),
		"se-" + strings.ReplaceAll(orgNumber(30), "-", ""),
	} {
		config := elsewhere(t, c)
		report := remove(t, config, id)
		builtAlike(t, config, report.Replaced[0].New, map[bool]int64{true: 11, false: 1}[strings.HasPrefix(id, "se-")])
	}
}

// What is unknown of a listing, for its rows contradict each other, is unknown in a release that something was removed from.
func TestARemovalKeepsWhatIsUnknownOfAListing(t *testing.T) {
	t.Parallel()
	rows := spring + "Bank;Uppdiktade Lån Ltd;;5;1 000\n" + "Våren 2021;2021-03-17;Bank;Uppdiktade Lån Ltd;;6;2 000\n" + spring + "Resor;Uppdiktade Flyg Ltd;;5;\n"
	c := etltest.Config(t, etltest.Write(t, svarta("one", "2021-09-01", rows))...)
	r, _ := etltest.Build(t, c)
	same(t, entries(t, r), "Uppdiktade Lån Ltd|bank|Våren 2021|<nil>|<nil>|<nil>", "Uppdiktade Flyg Ltd|resor|Våren 2021|2021-02-17|5|<nil>")
	remove(t, c, company.NameID("Uppdiktade Flyg Ltd"))
	same(t, entries(t, each(t, c.Releases)[0]), "Uppdiktade Lån Ltd|bank|Våren 2021|<nil>|<nil>|<nil>")
}

func TestRemovingAgainChangesNothing(t *testing.T) {
	c := grown(t, 1)
	id := etltest.Rows(t, each(t, c.Releases)[1], schema.Disputes)[5]["record_id"].(string)
	remove(t, c, id)
	before := everyByte(t, c.Releases)
	if report := remove(t, c, id); !report.Already || len(report.Replaced) > 0 {
		t.Errorf("again: %+v", report)
	}
	if !maps.Equal(everyByte(t, c.Releases), before) {
		t.Error("removing the same again changed something")
	}
}

// A removed company does not come back when a later disclosure gives its name a number, or takes it away, and the dates
// that a manifest does not have stay away.
func TestARemovedCompanyStaysOutUnderAnotherID(t *testing.T) {
	without := "2021-00001;2021-01-04;Motor;Nummerlösa AB;;;;;;\n2021-00002;2021-01-05;Motor;Hittepå AB;412111-1118;;;;;\n"
	with := strings.Replace(without, "Nummerlösa AB;;", "Nummerlösa AB;402001-0007;", 1)
	for _, order := range [][2]string{{without, with}, {with, without}} {
		first := arn("first", strings.Replace(etltest.ARN2021, "2022-07-01", "2022-01-10", 1), order[0])
		c := etltest.Config(t, etltest.Write(t, first)...)
		r, _ := etltest.Build(t, c)
		id := ""
		for _, row := range etltest.Rows(t, r, schema.Companies) {
			if row["name"] == "Nummerlösa AB" {
				id = row["company_id"].(string)
			}
		}
		report := remove(t, c, id)
		manifest, err := os.ReadFile(filepath.Join(c.Releases, report.Replaced[0].New, release.ManifestName))
		if err != nil || strings.Contains(string(manifest), "1970-01-01") {
			t.Errorf("the manifest has dates that there are not, or is not there: %v", err)
		}
		c.Disclosures = etltest.Write(t, first, arn("second", etltest.ARN2021, order[1]))
		c.Accept = "one was removed"
		r, _ = etltest.Build(t, c)
		if text := etltest.Text(t, c.Releases, r); strings.Contains(text, "Nummerlösa") || strings.Contains(text, "402001") {
			t.Errorf("removed as %s, it came back", id)
		}
	}
}

func TestWhatCannotBeRemoved(t *testing.T) {
	c := grown(t, 1)
	before := everyByte(t, c.Releases)
	config := etl.RemoveConfig{Reason: "x", Releases: c.Releases, FS: c.FS, Now: c.Now}
	for _, id := range []string{"aaaaaaaaaaaaaaaa", "se-4020010007", company.NameID("Nobody"), "ie-999001", "x-nobody"} {
		config.ID = id
		if _, err := etl.Remove(t.Context(), config); !errors.Is(err, record.ErrNotFound) || !strings.Contains(err.Error(), id) {
			t.Errorf("%s: %v, expected not found", id, err)
		}
	}
	var invalid *record.InvalidError
	for _, id := range []string{"", "Klarna", "r-0123456789abcdef", "../x", "811218-9876", "se-8112189876", "se-4100000009", "u-nobody"} {
		config.ID = id
		if _, err := etl.Remove(t.Context(), config); !errors.As(err, &invalid) || id != "" && strings.Contains(err.Error(), id) {
			t.Errorf("%q: %v, expected a refusal that does not repeat it", id, err)
		}
	}
	if !maps.Equal(everyByte(t, c.Releases), before) {
		t.Error("a removal that failed changed something")
	}
	if _, err := os.Stat(filepath.Join(c.Releases, "removed.json")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a removal that failed was noted: %v", err)
	}
}

// Where a department has no unnamed matter, the one that a removal makes is hidden, with others until they are five.
func TestARemovalShowsNoFewUnnamed(t *testing.T) {
	rows, number := "", 0
	add := func(n int, department, respondent string) {
		for range n {
			number++
			rows += fmt.Sprintf("2021-%05d;2021-02-03;%s;%s;;;;;Vilma\n", number, department, respondent)
		}
	}
	add(20, "Motor", "Påhittade Bilar AB;412111-1118")
	add(9, "Bank", "Anna Andersson Bygg;811218-9876")
	add(6, "Resor", "Anna Andersson Bygg;811218-9876")
	add(3, "Sko", "Hittepå 31 AB;"+orgNumber(31))
	c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows))...)
	before, _ := etltest.Build(t, c)
	statuses := func(r *release.Release) map[any]any {
		out := map[any]any{}
		for _, row := range etltest.Rows(t, r, schema.TotalsYearly) {
			out[row["department"]] = row["received"]
		}
		return out
	}
	want := map[any]any{nil: int64(38), "motor": int64(20), "bank": int64(9), "resor": int64(6), "sko": int64(3)}
	if got := statuses(before); !maps.Equal(got, want) {
		t.Fatalf("totals %v, expected %v", got, want)
	}
	disputes := etltest.Rows(t, before, schema.Disputes)
	i := slices.IndexFunc(disputes, func(row map[string]any) bool { return row["department"] == "motor" })
	remove(t, c, disputes[i]["record_id"].(string))
	want["motor"], want["resor"] = nil, nil
	if got := statuses(each(t, c.Releases)[0]); !maps.Equal(got, want) {
		t.Errorf("after the removal totals are %v, expected %v", got, want)
	}
}

// A total that was hidden because few unnamed matters would show stays hidden when removed ones make them five or more: whoever has the
// release from before knows these, and could subtract them. So it is with a build, with what is removed next, and with a whole year.
func TestARemovalTellsNoFewUnnamedBySubtraction(t *testing.T) {
	rows, number := "", 0
	add := func(n, year int, department, respondent string) {
		for range n {
			number++
			rows += fmt.Sprintf("2021-%05d;%d-02-03;%s;%s;;;;;Vilma\n", number, year, department, respondent)
		}
	}
	gone, person := "Hittepå 31 AB;"+orgNumber(31), "Anna Andersson Bygg;811218-9876"
	add(20, 2021, "Motor", "Påhittade Bilar AB;412111-1118")
	add(4, 2021, "Motor", person)
	add(5, 2021, "Motor", gone)
	add(6, 2021, "Resor", person)
	add(6, 2021, "Resor", gone)
	add(9, 2021, "Bank", person)
	add(3, 2020, "Motor", person)
	add(7, 2020, "Motor", gone)
	c := etltest.Config(t, etltest.Write(t, arn("one", strings.Replace(etltest.ARN2021, "2021-01-01", "2020-01-01", 1), rows))...)
	c.Accept = "something was removed"
	r, _ := etltest.Build(t, c)
	want := yearlyTotals(t, r)
	hidden := []string{"arn-cases motor 2021", "arn-cases resor 2021", "arn-cases motor 2020", "arn-cases <nil> 2020"}
	for at, n := range want {
		if (n == nil) != slices.Contains(hidden, at) {
			t.Fatalf("before, the total of %s is %v", at, n)
		}
	}
	disputes := etltest.Rows(t, r, schema.Disputes)
	i := slices.IndexFunc(disputes, func(row map[string]any) bool { return row["company_id"] == "se-4121111118" })
	next := disputes[i]["record_id"].(string)
	for _, id := range []string{"se-" + strings.ReplaceAll(orgNumber(31), "-", ""), next} {
		remove(t, c, id)
		left := each(t, c.Releases)[0]
		if got := yearlyTotals(t, left); !maps.Equal(got, want) {
			t.Errorf("without %s the totals are %v, and were %v", id, got, want)
		}
		if again, _ := etltest.Build(t, c); again.ID() != left.ID() {
			t.Errorf("the removal of %s made %s, and a build %s", id, left.ID(), again.ID())
		}
	}
}

// So it is with how many rows of a list are withheld, which the manifest has not when few of them are against unnamed parties.
func TestARemovalTellsNoFewWithheldRowsBySubtraction(t *testing.T) {
	rows := "2021-00000;2021-02-03;Motor;Påhittade Bilar AB;412111-1118;;;;;Vilma\n"
	for i := range 8 {
		party := "Anna Andersson Bygg;811218-9876"
		if i >= 3 {
			party = "Hittepå 31 AB;" + orgNumber(31)
		}
		rows += fmt.Sprintf("2021-1%04d;2021-02-03;Motor;%s;;;;;Vilma\n", i, party)
	}
	c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows))...)
	c.Accept = "something was removed"
	before, _ := etltest.Build(t, c)
	if a := before.Manifest().Lists[0].Accounting; a.Withheld != nil || a.Read != nil {
		t.Fatalf("before, the manifest says %+v", a)
	}
	report := remove(t, c, "se-"+strings.ReplaceAll(orgNumber(31), "-", ""))
	again, _ := etltest.Build(t, c)
	if a := again.Manifest().Lists[0].Accounting; a.Withheld != nil || a.Read != nil || again.ID() != report.Replaced[0].New {
		t.Errorf("the removal made %v, and a build %s, whose manifest says %+v", report.Replaced, again.ID(), a)
	}
}

// nextRemoval makes two releases for a removal and gives what is removed from both.
func nextRemoval(t *testing.T) (etl.Config, etl.RemoveConfig) {
	t.Helper()
	rows := "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n2021-00002;2021-01-05;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"
	c := etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows))...)
	first, _ := etltest.Build(t, c)
	c.Now = func() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }
	c.Disclosures = etltest.Write(t, arn("one", etltest.ARN2021, rows+"2021-00003;2021-01-05;Motor;Hittepå 31 AB;;;;;;\n"))
	etltest.Build(t, c)
	id := etltest.Rows(t, first, schema.Disputes)[0]["record_id"].(string)
	return c, etl.RemoveConfig{ID: id, Reason: "x", Releases: c.Releases, Now: c.Now}
}

// TestFailingAFileOperationOfARemoval fails one operation in sixty-one alone, and another with all after it, as when the
// process is killed there. Each time current names a whole release, and removing again finishes what was begun.
func TestFailingAFileOperationOfARemoval(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	c, removal := nextRemoval(t)
	counting, clean := &releasetest.Faulty{FS: release.OS()}, removal
	clean.Releases, clean.FS = elsewhere(t, c).Releases, counting
	if _, err := etl.Remove(t.Context(), clean); err != nil {
		t.Fatal(err)
	}
	for first, dead := range []bool{false, true} {
		for n := 1 + 31*first; n <= counting.Ops(); n += 61 {
			t.Run(fmt.Sprintf("dead=%t/op=%d", dead, n), func(t *testing.T) {
				t.Parallel()
				again, removal := elsewhere(t, c), removal
				removal.Releases = again.Releases
				removal.FS = &releasetest.Faulty{FS: release.OS(), FailAt: n, Dead: dead}
				if _, err := etl.Remove(t.Context(), removal); err != nil && !errors.Is(err, releasetest.ErrFault) {
					t.Fatalf("the error hides its cause: %v", err)
				}
				whole(t, again.Releases, n)
				removal.FS = again.FS
				if _, err := etl.Remove(t.Context(), removal); err != nil {
					t.Fatalf("removing again: %v", err)
				}
				goneFrom(t, again.Releases, removal.ID, ".building-")
				if left := each(t, again.Releases); len(left) != 2 {
					t.Fatalf("%d releases are left, expected 2", len(left))
				}
				if n%5 == 1 { // and the next build finds nothing in its way
					after, report := etltest.Build(t, again)
					if report.Withheld != 1 {
						t.Errorf("the next build withheld %d rows", report.Withheld)
					}
					current(t, again.Releases, after.ID())
				}
			})
		}
	}
}

// yearlyTotals returns a release's totals of what was received, by list, department and year; nil for what has no number.
func yearlyTotals(t *testing.T, r *release.Release) map[string]any {
	t.Helper()
	out := map[string]any{}
	for _, row := range etltest.Rows(t, r, schema.TotalsYearly) {
		out[fmt.Sprintf("%v %v %v", row["list"], row["department"], row["year"])] = row["received"]
	}
	return out
}
