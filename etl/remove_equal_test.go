//go:build !race

package etl_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/internal/register"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// notYetEqual is where a release that something was removed from differs from the one that a build makes of the same disclosures
// without it: what differs, and in which worlds, each with a short hash of all that differs so there. Everything else is equal.
var notYetEqual = map[string]string{
	// A release does not tell how a record spells its company, and so not how it was matched.
	"names.parquet: records": "" +
		"0:e2f1cb 1:35317a 6:9f956a 7:9cf231 12:a7230f 13:c50075 18:c8227d 19:47b688 30:be1398 31:feead8 36:2f3eb1 42:0d5782 " +
		"43:a3d67f",
	"names.parquet: a row too few":   "0:9431b4 6:4bb1c2 7:2c912e 13:9e6a92 18:51b13e 19:0d637e 29:52701a 30:5abc63 31:f41ca0 42:0d637e",
	"matches.parquet: a row too few": "6:a1aba6 7:c7e606 13:6a01ab 18:760d2f 19:4b753a 29:88ce94 30:1294af 31:d184fe 42:4b753a",
	"a list: matching":               "7:bdd34a 15:1a6f5c 18:b974db 19:985820 30:ceaa3a 31:1bd2da 43:fc490d",
	"companies.parquet: name":        "1:362b86 12:d2c7cc 41:3ca257",
	// Nor which rows were repeated, or withheld.
	"a list's accounting: read": "" +
		"0:37dd14 4:804100 6:4e1ec2 8:586b65 9:803d40 10:7e5107 13:d3af01 15:670404 16:586b65 19:9746ec 22:586b65 24:0633ae " +
		"26:586b65 28:0d7245 30:adf08a 32:586b65 36:e93b31 39:804100 44:586b65 45:37dd14 46:f394ff 49:0d7245",
	"a list's accounting: withheld": "" +
		"0:6496d8 4:2abf79 6:ee9ba5 8:d300c9 9:6496d8 10:20f714 13:20f714 15:4bfeb7 16:2b816b 19:debf54 22:cdb23f 24:0a373e " +
		"26:2b816b 28:0118b5 30:07981f 32:d300c9 36:497c6d 39:d040ba 44:d300c9 45:679d5a 46:debf54 49:5dfe34",
	"a list's accounting: duplicate":  "2:d03bbc 3:a009f1 22:d03bbc",
	"a list's accounting: superseded": "1:41cd3c 12:3c4132 21:a223ae 25:3c4132 27:691f0d",
	// Nor how many unnamed matters a total counts that has no number, or where a matter is against two: other cells are hidden.
	"totals_yearly.parquet: received is null": "" +
		"2:aa0801 8:d6d35a 14:7a986f 16:081df8 20:1c166a 21:9bfcbf 22:8253c0 26:e81012 27:690128 30:667185 33:d558f2 38:23982c " +
		"42:b41ad9 44:d558f2 46:8ad1c8",
	"totals_yearly.parquet: received is told": "16:2749f6",
	"totals_yearly.parquet: status": "" +
		"2:e0470e 8:dccff3 14:dccff3 16:4350ac 20:500aff 21:998ddf 22:5ad6f2 26:a57f58 27:f8a9ca 30:a521b1 33:08400f 38:953f54 " +
		"42:5ad6f2 44:08400f 46:f306b8",
	// Disagreements that rest on counts of the list go.
	"disagreements.parquet: a row too few": "" +
		"0:8f329b 1:fcfa1a 3:f3c20e 4:04ce4c 6:b3e2ad 7:49376b 9:b74aca 10:704052 12:5ed443 13:04ce4c 18:768eae 19:a509c4 " +
		"21:78d0ae 22:4cdaf9 24:04ce4c 25:fcfa1a 26:4cdaf9 27:84fa3a 30:876ca7 31:e5add5 33:5ed443 34:1c9fd2 36:1c9fd2 37:e559a9 " +
		"38:cb25ba 39:f19122 40:fcfa1a 42:38ebb1 43:5d5d31 45:d051fd 46:c0716a 48:f4b2e9 49:fcfa1a",
	// A matter that one of two records is left of keeps its number.
	"record_ties.parquet: a row that no build has": "15:4cbaa9 19:414c86",
	"record_ties.parquet: matter":                  "42:c79ed6",
	"record_ties.parquet: matter is told":          "15:59fdc5 42:ded7da 43:b51982",
	// A name without a number is removed that a decision for one list makes another company's there. The build withholds these
	// records of that company, too.
	"disputes.parquet: a row that no build has": "15:783da6",
	"names.parquet: a row that no build has":    "15:acbaa8",
	"matches.parquet: a row that no build has":  "15:73e3b9",
	"companies.parquet: records":                "15:6d5aaf",
	"counts_monthly.parquet: value":             "15:8d2950",
	"disagreements.parquet: found":              "15:8cd8f7",
	"disagreements.parquet: difference":         "15:9f255e",
	"disagreements.parquet: text_sv":            "15:a5a3f8",
	"disagreements.parquet: text_en":            "15:f86461",
	"a list: records":                           "15:987eea",
	"a list: counted":                           "15:225c97",
	"a list's accounting: published":            "15:987eea",
}

// TestARemovalMakesWhatABuildMakes removes a record or a company from 50 worlds with split spellings and small cells, and holds
// each release against a build without it, cell for cell.
func TestARemovalMakesWhatABuildMakes(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	var mu sync.Mutex
	found := map[string][]string{} // by world and kind: what differs
	t.Cleanup(func() {
		for _, at := range slices.Sorted(maps.Keys(found)) {
			slices.Sort(found[at])
			sum := fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(found[at], "\n"))))[:6]
			what, world, _ := strings.Cut(at, "@")
			if entry := world + ":" + sum; !slices.Contains(strings.Fields(notYetEqual[what]), entry) {
				t.Errorf("%q: the list has no %s: %s", what, entry, found[at][0])
			}
		}
		for what, entries := range notYetEqual {
			for entry := range strings.FieldsSeq(entries) {
				if world, _, _ := strings.Cut(entry, ":"); found[what+"@"+world] == nil {
					t.Errorf("world %s: %s is equal now: take it from the list", world, what)
				}
			}
		}
	})
	for seed := range uint64(50) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			differs := removedAndBuilt(t, seed)
			mu.Lock()
			defer mu.Unlock()
			for what, all := range differs {
				found[fmt.Sprint(what, "@", seed)] = all
			}
		})
	}
}

// removedAndBuilt removes something from a world, builds that anew, and gives the differences, all of each kind.
func removedAndBuilt(t *testing.T, seed uint64) map[string][]string {
	t.Helper()
	c, r := removalWorld(t, seed)
	all, _ := etltest.Build(t, c)
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
		return ids[r.IntN(len(ids))]
	}
	switch seed % 6 {
	case 0, 1:
		return pick(schema.Disputes, "record_id", "")
	case 2:
		return "se-4121111118"
	case 3:
		return pick(schema.Companies, "company_id", "u-")
	case 4:
		return pick(schema.Companies, "company_id", "se-")
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
	c := etltest.Config(t, etltest.Write(t, append(all, svarta("list", "2021-09-01", listings))...)...)
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

// complaintRows gives rows of list konsumentverket-complaints.
func complaintRows(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString("Diarienummer;Inkom;Område;Företag;Organisationsnummer\n")
	for i := range 12 {
		fmt.Fprintf(&b, "2021/%d;2021-%02d-03;%s;%s\n", i+1, r.IntN(12)+1, []string{"Spam", "Reklam"}[r.IntN(2)], someone(r))
	}
	return b.String()
}
