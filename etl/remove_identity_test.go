package etl_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/internal/company"
	"tvistdata/internal/schema"
	"tvistdata/internal/shelf"
)

// A company that others were merged into, that is in a group, shares matters with others of it and that a decision and a
// register's name lead to leaves nothing of all this behind when it is removed, and the next build brings nothing back. The
// rest of the group stays.
func TestRemovingACompanyWithTies(t *testing.T) {
	w := identityWorld{companies: []string{}, rows: []string{
		"2021-00001;2021-01-04;Motor;Påhittade Bilar AB;442000-0004\n",
		"2021-00001;2021-01-04;Motor;Öster & Väster Möbler AB;442200-0002\n", // one matter against both
		"2021-00002;2021-01-05;Motor;PÅHITTADE BILAR Aktiebolag;\n",
		"2021-00003;2021-01-06;Motor;Bilkompaniet Ltd;\n",
		"2021-00004;2021-01-07;Motor;Sagolika Bilar AB;442100-0003\n",
		"2021-00005;2021-01-08;Motor;Öster & Väster Möbler AB;442200-0002\n",
		"2021-00006;2021-01-09;Motor;Okända Bilar HB;\n",
	}}
	const decided = ", decided_by: e, decided_on: 2024-01-01, why: told}"
	for i, c := range worldCompanies {
		if i == 0 || i == 1 || i == 3 {
			w.companies = append(w.companies, c+strings.TrimPrefix(decided, ", "))
		}
	}
	c := w.config(t, map[string]string{
		"decisions.yaml": "decisions:\n  - {list: arn-cases, name_as_written: Bilkompaniet Ltd, company: se-4420000004, disputed: true" + decided,
		"merges.yaml":    "merges:\n  - {company: se-4421000003, into: se-4420000004" + decided,
		"groups.yaml":    "groups:\n  - {id: bilar, name: Bilkoncernen, members: [{company: se-4420000004}, {company: se-4422000002}]" + decided,
	})
	r, _ := etltest.Build(t, c)
	told := []string{
		"se-4420000004", "442000-0004", "se-4421000003", "442100-0003", "Påhittade", "PÅHITTADE", "Sagolika", "Sagobilar", "Bilkompaniet",
		company.NameID("Bilkompaniet Ltd"), company.NameID("Påhittade Bilar Aktiebolag"),
	}
	before := etltest.Text(t, c.Releases, r)
	for _, word := range told {
		if !strings.Contains(before, word) {
			t.Errorf("before, nothing holds %q", word)
		}
	}
	if _, err := etl.Remove(t.Context(), etl.RemoveConfig{Releases: c.Releases, FS: c.FS, ID: "se-4420000004", Reason: "a test", Now: c.Now}); err != nil {
		t.Fatal(err)
	}
	check := func(when string) {
		t.Helper()
		s, err := shelf.Open(c.Releases, c.FS)
		if err != nil {
			t.Fatal(err)
		}
		id, err := s.Current()
		if err != nil {
			t.Fatal(err)
		}
		r, err := s.Load(id)
		if err != nil {
			t.Fatal(err)
		}
		text := etltest.Text(t, c.Releases, r)
		for _, word := range told {
			if at := strings.Index(text, word); at >= 0 {
				t.Errorf("%s, %q is still there: …%s", when, word, text[max(0, at-120):min(len(text), at+60)])
			}
		}
		members := map[string]bool{}
		for _, row := range etltest.Rows(t, r, schema.Memberships) {
			members[fmt.Sprint(row["company_id"])] = true
		}
		if got := slices.Collect(maps.Keys(members)); !slices.Equal(got, []string{"se-4422000002"}) {
			t.Errorf("%s, the group has %v", when, got)
		}
		if n := len(etltest.Rows(t, r, schema.Disputes)); n != 3 {
			t.Errorf("%s, %d records are left, want 3", when, n)
		}
	}
	check("removed")
	c.Accept = "a test"
	etltest.Build(t, c)
	check("built again")
}

// An id that a release names as counted as another company's can be removed, too: a merged company, and a name that a decision leads to
// a company. The records that it led there with go, and the others of that company stay. A build makes the same.
func TestRemovingAnIDThatIsCountedAsAnothers(t *testing.T) {
	const decided = ", decided_by: e, decided_on: 2024-01-01, why: told}"
	w := identityWorld{rows: []string{
		"2021-00001;2021-01-04;Motor;Påhittade Bilar AB;442000-0004\n",
		"2021-00002;2021-01-07;Motor;Sagolika Bilar AB;442100-0003\n",
		"2021-00003;2021-01-08;Motor;Öster & Väster Möbler AB;442200-0002\n",
		"2021-00004;2021-01-06;Motor;Bilkompaniet Ltd;\n",
	}}
	for _, i := range []int{0, 1, 3} {
		w.companies = append(w.companies, worldCompanies[i]+strings.TrimPrefix(decided, ", "))
	}
	for _, c := range []struct {
		name, id, day, written string
		kept                   bool
	}{
		{"merged", "se-4421000003", "2021-01-07", "Sagolika", true},
		{"merged, nothing kept", "se-4421000003", "2021-01-07", "Sagolika", false},
		{"decided", company.NameID("Bilkompaniet Ltd"), "2021-01-06", "Bilkompaniet", true},
		{"decided, nothing kept", company.NameID("Bilkompaniet Ltd"), "2021-01-06", "Bilkompaniet", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			world := w.config(t, map[string]string{
				"decisions.yaml": "decisions:\n  - {list: arn-cases, name_as_written: Bilkompaniet Ltd, company: se-4420000004, disputed: true" + decided,
				"merges.yaml":    "merges:\n  - {company: se-4421000003, into: se-4420000004" + decided,
			})
			world.Accept = "a test"
			r, _ := etltest.Build(t, world)
			if text := etltest.Text(t, world.Releases, r); !strings.Contains(text, c.id) || !strings.Contains(text, c.written) {
				t.Fatal("before, nothing holds it")
			}
			if !c.kept {
				forget(t, world.Releases)
			}
			report := remove(t, world, c.id)
			goneFrom(t, world.Releases, c.id, c.written)
			left := each(t, world.Releases)[0]
			var days []string
			for _, row := range etltest.Rows(t, left, schema.Disputes) {
				days = append(days, fmt.Sprint(row["received_date"]))
			}
			if len(days) != 3 || slices.Contains(days, c.day) {
				t.Errorf("the records of %v are left", days)
			}
			again, _ := etltest.Build(t, world)
			if c.kept && again.ID() != report.Replaced[0].New {
				t.Errorf("the removal made %s, and a build %s", report.Replaced[0].New, again.ID())
			}
			goneFrom(t, world.Releases, c.id, c.written)
		})
	}
}
