//go:build !race

package etl_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/internal/register"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// TestARemovalMakesWhatABuildMakes removes a record or a company from 50 worlds with split spellings and small cells: each release is,
// byte for byte, the one that a build without it makes.
func TestARemovalMakesWhatABuildMakes(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	for seed := range uint64(50) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			for what, differs := range removedAndBuilt(t, seed, false) {
				t.Errorf("%s: %s", what, differs[0])
			}
		})
	}
}

// TestRemovalsMakeWhatABuildMakes removes one after another from worlds whose lists publish nothing old: what was kept beside a release
// that something was removed from is as good as what a build keeps, and holds nothing of it.
func TestRemovalsMakeWhatABuildMakes(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	for seed := range uint64(24) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			c, r := removalWorld(t, seed)
			c = publishedFor(publishedFor(publishedFor(c, "arn-cases", 2), "published-figures", 1), etltest.Statistics, 2)
			if seed%2 == 1 {
				c = combining(c)
			}
			of, _ := etltest.Build(t, c)
			for n := range uint64(3) {
				id := toRemove(t, of, r, seed+n)
				if id == "" {
					continue
				}
				remove(t, c, id)
				current, err := shelfIn(t, c.Releases).Current()
				if err == nil {
					of, err = shelfIn(t, c.Releases).Load(current)
				}
				if err != nil {
					t.Fatal(err)
				}
				if kept := etltest.Kept(t, c.Releases, of); strings.Contains(kept, id) {
					t.Errorf("%s is kept beside the release without it", id)
				}
			}
			again, _ := etltest.Build(t, c)
			if again.ID() != of.ID() {
				found := map[string][]string{}
				manifestDiffers(t, found, of.Manifest(), again.Manifest())
				t.Errorf("the removals made %s, and a build makes %s: %v", of.ID(), again.ID(), found)
			}
		})
	}
}

// removedAndBuilt removes something from a world, builds that anew, and gives the differences, all of each kind. When earlier is true,
// nothing is kept beside the release.
func removedAndBuilt(t *testing.T, seed uint64, earlier bool) map[string][]string {
	t.Helper()
	c, r := removalWorld(t, seed)
	all, _ := etltest.Build(t, c)
	if earlier {
		forget(t, c.Releases)
	}
	report := remove(t, c, toRemove(t, all, r, seed))
	without, err := shelfIn(t, c.Releases).Load(report.Replaced[0].New)
	if err != nil {
		t.Fatal(err)
	}
	again, built := etltest.Build(t, c)
	if built.Withheld == 0 {
		t.Error("the build withheld nothing")
	}
	found := map[string][]string{}
	for _, table := range schema.Tables() {
		x, _ := without.File(table.Name)
		y, _ := again.File(table.Name)
		if x.SHA256 != y.SHA256 {
			tableDiffers(found, table, etltest.Rows(t, without, table.Name), etltest.Rows(t, again, table.Name))
		}
	}
	manifestDiffers(t, found, without.Manifest(), again.Manifest())
	if len(found) == 0 && without.ID() != again.ID() {
		found["the release's id"] = []string{without.ID() + ", and " + again.ID() + " when it is built"}
	}
	return found
}

// toRemove gives the id of a record or a company of a release.
func toRemove(t *testing.T, of *release.Release, r *rand.Rand, seed uint64) string {
	t.Helper()
	pick := func(table, column, prefix string) string {
		var ids []string
		for _, row := range etltest.Rows(t, of, table) {
			if id := row[column].(string); strings.HasPrefix(id, prefix) {
				ids = append(ids, id)
			}
		}
		if len(ids) == 0 {
			return ""
		}
		return ids[r.IntN(len(ids))]
	}
	switch seed % 7 {
	case 0, 1:
		return pick(schema.Disputes, "record_id", "")
	case 2:
		return "se-4121111118"
	case 3:
		return pick(schema.Companies, "company_id", "u-")
	case 4:
		return pick(schema.Companies, "company_id", "se-")
	case 5:
		return pick(schema.Aggregates, "record_id", "")
	}
	return pick([]string{schema.Listings, schema.Figures}[r.IntN(2)], "record_id", "")
}

// tableDiffers notes how the rows of a table differ: one that the other lacks, or a column of one that both have.
func tableDiffers(found map[string][]string, table schema.Table, removed, built []map[string]any) {
	by := table.Sort
	if table.Name == schema.TotalsYearly {
		by = []string{"list", "department", "year"}
	}
	key := func(row map[string]any) (text string) {
		for _, name := range by {
			text += fmt.Sprint(row[name], "|")
		}
		return text
	}
	rows := map[string][]map[string]any{}
	for _, row := range built {
		rows[key(row)] = append(rows[key(row)], row)
	}
	differs := func(what string, values ...any) {
		found[table.Name+": "+what] = append(found[table.Name+": "+what], fmt.Sprint(values...))
	}
	before := len(found)
	for _, row := range removed {
		same := rows[key(row)]
		if len(same) == 0 {
			differs("a row that no build has", row)
			continue
		}
		at := max(0, slices.IndexFunc(same, func(b map[string]any) bool { return maps.Equal(b, row) }))
		for column, cell := range row {
			if cell != same[at][column] {
				what := column
				if cell == nil {
					what += " is null"
				} else if same[at][column] == nil {
					what += " is told"
				}
				differs(what, key(row), " ", cell, ", and ", same[at][column], " when it is built")
			}
		}
		rows[key(row)] = slices.Delete(same, at, at+1)
	}
	for _, left := range rows {
		for _, row := range left {
			differs("a row too few", row)
		}
	}
	equal := slices.EqualFunc(removed, built, func(x, y map[string]any) bool { return maps.Equal(x, y) })
	if !equal && len(found) == before {
		differs("the order", "the same rows")
	}
}

// manifestDiffers notes which fields of a manifest differ, of its lists and disclosures each by itself.
func manifestDiffers(t *testing.T, found map[string][]string, removed, built *release.Manifest) {
	t.Helper()
	fields := func(v any) (out map[string]json.RawMessage) {
		text, err := json.Marshal(v)
		if err == nil {
			err = json.Unmarshal(text, &out)
		}
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	differ := func(in string, at int, x, y any) {
		a, b := fields(x), fields(y)
		names := maps.Clone(a)
		maps.Copy(names, b)
		for name := range names {
			if string(a[name]) != string(b[name]) {
				found[in+": "+name] = append(found[in+": "+name], fmt.Sprintf("%d: %s, and %s when it is built", at, a[name], b[name]))
			}
		}
	}
	if len(removed.Lists) != len(built.Lists) || len(removed.Disclosures) != len(built.Disclosures) {
		found["manifest: lists or disclosures"] = []string{"another number"}
		return
	}
	for i, l := range removed.Lists {
		differ("a list's accounting", i, l.Accounting, built.Lists[i].Accounting)
		l.Accounting, built.Lists[i].Accounting = nil, nil
		differ("a list", i, l, built.Lists[i])
	}
	for i, d := range removed.Disclosures {
		differ("a disclosure", i, d, built.Disclosures[i])
	}
	x, y := *removed, *built
	x.Lists, x.Disclosures, x.Files, y.Lists, y.Disclosures, y.Files = nil, nil, nil, nil, nil, nil
	differ("manifest", 0, x, y)
}

// removalWorld gives disclosures of every kind of record. Each company has several spellings, years and departments have one to
// four unnamed matters, or none, or more; with some seeds cases are against two, a later disclosure repeats and changes an earlier
// one, or the register knows companies.
func removalWorld(t *testing.T, seed uint64) (etl.Config, *rand.Rand) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 11))
	first, later := removalRows(r, seed)
	all := []etltest.Disclosure{arn("one", everyMeasure, first), figuresOf(someFigures)}
	if seed%3 == 0 {
		all = append(all, arn("two", strings.Replace(everyMeasure, "2022-07-01", "2022-08-01", 1), later))
	}
	if seed%2 == 0 {
		all = append(all, etltest.Disclosure{
			List: "konsumentverket-complaints", ID: "kov",
			Sidecar: strings.Replace(etltest.ARN2021, "arn-cases", "konsumentverket-complaints", 1),
			Files:   map[string]string{"list.csv": complaintRows(r)},
		})
	}
	listings := ""
	for _, issue := range []string{spring, autumn} {
		for i := range 4 {
			listings += fmt.Sprintf("%s%s;%s;%d;%d\n", issue, []string{"Motor", "Bank"}[i%2], someone(r), r.IntN(5)+1, r.IntN(9000))
		}
	}
	all = append(all, svarta("list", "2021-09-01", listings), etltest.StatisticsOf("tabell", etltest.StatisticsSidecar, tableRows(r, 40)))
	if seed%2 == 0 {
		later := strings.Replace(etltest.StatisticsSidecar, "2024-02-01", "2024-03-01", 1) + map[bool]string{true: "search_term: Bilar\n"}[seed%4 == 0]
		all = append(all, etltest.StatisticsOf("senare", later, tableRows(r, 20)))
	}
	c := etltest.WithStatistics(t, etltest.Config(t, etltest.Write(t, all...)...))
	c.Accept = "dates at random"
	files := fstest.MapFS{"statements.yaml": {Data: []byte(said)}, "surges.yaml": {Data: []byte(reviewed)}}
	if seed%4 >= 2 {
		const decided = ", decided_by: e, decided_on: 2022-01-01, why: w}\n"
		for name, text := range map[string]string{
			"companies.yaml": "companies:\n  - {id: se-4121111118, name: Påhittade Bilar AB, org_number: 412111-1118, kind: legal_entity, " +
				"names: [Bilboden AB]" + decided + "  - {id: se-4121000311, name: Hittepå 31 AB, org_number: 412100-0311, kind: legal_entity" + decided,
			"groups.yaml": "groups:\n  - {id: koncernen, name: Koncernen, members: [{company: se-4121111118}, {company: se-4121000311}]" +
				decided,
			"decisions.yaml": "decisions:\n  - {list: arn-cases, name_as_written: Låtsas Resor GmbH, company: se-4121000311" + decided,
		} {
			files[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	var err error
	if c.Register, err = register.Load(files); err != nil {
		t.Fatal(err)
	}
	return c, r
}

// someone gives a respondent with its number, spelled in one of several ways.
func someone(r *rand.Rand) string {
	i := 30 + r.IntN(3)
	all := []string{
		"Påhittade Bilar AB;412111-1118", "Påhittade Bilar AB;412111-1118", "PÅHITTADE BILAR AB;412111-1118", "Påhittade Bilar;412111-1118",
		"Påhittade Bilar i Stan AB;412111-1118", "Bilboden AB;",
		fmt.Sprintf("Hittepå %d AB;%s", i, orgNumber(i)), fmt.Sprintf("HITTEPÅ %d AB;%s", i, orgNumber(i)),
		fmt.Sprintf("Hittepå %d;%s", i, orgNumber(i)),
		"Uppdiktade Däck Ltd;", "UPPDIKTADE DÄCK LTD;", "Uppdiktade Däck Limited;", "Låtsas Resor GmbH;", "Låtsas Resor gmbh;",
	}
	return all[r.IntN(len(all))]
}

// removalRows gives rows of list arn-cases, and those of a later disclosure of it.
func removalRows(r *rand.Rand, seed uint64) (first, later string) {
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	var one, two strings.Builder
	for i := range 16 + r.IntN(20) {
		outcome := pick("Bifall;1 500 kr;Ja", "Bifall;700 kr;Nej", "Delvis bifall;;Ja", "Avslag;;", ";;")
		decided := pick("2020-05-05", "2021-03-03", "")
		if strings.HasPrefix(outcome, ";") {
			decided = ""
		}
		row := func(who string) string {
			day, department := pick("2020-02-03", "2020-08-09", "2021-02-03", ""), pick("Motor", "Bank", "")
			return fmt.Sprintf("2020-%05d;%s;%s;%s;%s;%s;Vilma\n", i, day, department, who, decided, outcome)
		}
		who := someone(r)
		one.WriteString(row(who))
		if seed%2 == 1 && r.IntN(6) == 0 {
			one.WriteString(row(someone(r)))
		}
		switch r.IntN(8) {
		case 0:
			two.WriteString(row(who))
		case 1:
			two.WriteString(row(someone(r)))
		}
	}
	number := 0
	for _, year := range []int{2020, 2021} {
		for _, department := range []string{"Motor", "Bank", "Resor"} {
			for range []int{0, 1, 2, 3, 4, 5, 8}[r.IntN(7)] {
				number++
				fmt.Fprintf(&one, "%d-9%04d;%d-03-04;%s;Anna Andersson Bygg;811218-9876;;;;;Vilma\n", year, number, year, department)
			}
		}
	}
	fmt.Fprintf(&two, "2021-80001;2021-03-05;Motor;%s;;;;;Vilma\n", someone(r))
	return one.String(), two.String()
}

// tableRows gives so many rows of the list of aggregates, of which some are of one series and period, some overlap, and some are of nobody
// who is named.
func tableRows(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		who := someone(r)
		if r.IntN(4) == 0 {
			who = "Anna Andersson Bygg;811218-9876"
		}
		fmt.Fprintf(&b, "%s;%s;Mobil;%s;%s;%d;;Vilma\n", who, []string{"Tele", ""}[r.IntN(2)],
			[]string{"Inkomna", "Avslutade"}[r.IntN(2)], []string{"2020", "2021", "2021-05", "2022-H1", "2023"}[r.IntN(5)], r.IntN(9))
	}
	return b.String()
}

// complaintRows gives rows of list konsumentverket-complaints.
func complaintRows(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString("Diarienummer;Inkom;Område;Företag;Organisationsnummer\n")
	for i := range 12 {
		fmt.Fprintf(&b, "2021/%d;2021-%02d-03;%s;%s\n", i+1, r.IntN(12)+1, []string{"Spam", "Reklam"}[r.IntN(2)], someone(r))
	}
	return b.String()
}
