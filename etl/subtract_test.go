package etl_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tvistdata/etl/etltest"
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

// Whatever is subtracted from whatever, what is left over counts no unnamed matter, or five at least: a total of a
// department, year or list, less the records in it, less the other totals beside it, or what the manifest says of rows
// less all of these; nor duplicates, superseded rows and findings, for somebody who knows all of them against companies, and
// that a second disclosure repeats the first.
func TestSubtractionNeverIsolatesAPerson(tt *testing.T) {
	departments := []string{"Motor", "Resor", "Bank", "Sko", ""}
	rapid.Check(tt, func(t *rapid.T) {
		var rows, later strings.Builder // later is the second disclosure
		repeated := rapid.SampledFrom([]string{"no", "equal", "changed", "in part"}).Draw(t, "repeated")
		ofCompanies := struct {
			again      map[string]int64
			unreadable int64
		}{again: map[string]int64{}}
		n := 0
		for year := 2020; year <= 2022; year++ {
			for _, department := range departments {
				for _, party := range []string{"Påhittade Bilar AB;412111-1118", "Anna Andersson Bygg;811218-9876"} {
					for range rapid.IntRange(0, 7).Draw(t, "matters") * rapid.IntRange(0, 1).Draw(t, "any") {
						n++
						amount := rapid.SampledFrom([]string{"", "mycket"}).Draw(t, "amount")
						row := fmt.Sprintf("%d-%05d;%d-03-04;%s;%s;;;%s;;\n", year, n, year, department, party, amount)
						rows.WriteString(row)
						again, isCompany := repeated, strings.HasSuffix(party, "1118")
						if again == "in part" {
							again = rapid.SampledFrom([]string{"no", "no", "no", "no", "no", "no", "no", "equal", "changed"}).Draw(t, "again")
						}
						times := int64(1)
						if again != "no" {
							times = 2
							if again == "changed" {
								row = strings.Replace(row, "-03-04", "-03-05", 1)
							}
							later.WriteString(row)
						}
						if isCompany && amount != "" {
							ofCompanies.unreadable += times
						}
						if isCompany {
							ofCompanies.again[again]++
						}
					}
				}
			}
		}
		if n == 0 {
			return // a build of nothing answers nothing
		}
		sidecar := strings.NewReplacer("2022-07-01", "2023-07-01", "2021-01-01", "2020-01-01", "2021-12-31", "2022-12-31").Replace(etltest.ARN2021)
		disclosures := []etltest.Disclosure{arn("one", sidecar, rows.String())}
		if later.Len() > 0 {
			disclosures = append(disclosures, arn("two", strings.Replace(sidecar, "received: 2023", "received: 2024", 1), later.String()))
		}
		c := etltest.Config(tt, etltest.Write(tt, disclosures...)...)
		r, _ := etltest.Build(tt, c)
		named := map[string]int64{} // by year, and year and department
		for _, row := range etltest.Rows(tt, r, schema.Disputes) {
			year := row["received_date"].(record.Date).Year()
			named[fmt.Sprint(year)]++
			named[fmt.Sprint(year, row["department"])]++
		}
		shown, told := map[string]int64{}, int64(0)
		hidden := map[string]bool{} // years with a number of their own
		for _, row := range etltest.Rows(tt, r, schema.TotalsYearly) {
			if row["received"] == nil {
				continue
			}
			year := fmt.Sprint(row["year"])
			if row["department"] == nil {
				hidden[year] = true
				left := row["received"].(int64) - named[year]
				told += left
				few(t, year, left)
				continue
			}
			at := fmt.Sprint(row["year"], row["department"])
			left := row["received"].(int64) - named[at]
			shown[year] += left
			few(t, at, left)
		}
		for _, row := range etltest.Rows(tt, r, schema.TotalsYearly) {
			if year := fmt.Sprint(row["year"]); row["department"] == nil && hidden[year] {
				few(t, year+" less its departments", row["received"].(int64)-named[year]-shown[year])
			}
		}
		for _, l := range r.Manifest().Lists {
			a := l.Accounting
			if l.ID != "arn-cases" {
				continue
			}
			few(t, "the duplicates, less those against companies", a.Duplicate-ofCompanies.again["equal"])
			few(t, "the superseded rows, less those against companies", a.Superseded-ofCompanies.again["changed"])
			if a.Withheld == nil {
				continue
			}
			few(t, "the rows withheld, less the totals", *a.Withheld-told)
			few(t, "the rows read, less all else", *a.Read-a.Published-a.Duplicate-a.Superseded-told)
			if repeated == "equal" || repeated == "changed" {
				few(t, "half the rows withheld, less the totals", *a.Withheld/2-told)
			}
		}
		var unreadable int64
		for _, d := range r.Manifest().Disclosures {
			unreadable += d.Findings["unreadable-amount"]
		}
		few(t, "the unreadable amounts, less the companies'", unreadable-ofCompanies.unreadable)
	})
}

// few fails when so many unnamed matters single somebody out.
func few(t *rapid.T, what string, unnamed int64) {
	t.Helper()
	if unnamed != 0 && unnamed < 5 {
		t.Fatalf("%s: %d unnamed matters can be told", what, unnamed)
	}
}

// The number of six matters against somebody unnamed is published; one more repeated row of one of them is not, because it would be seen.
func TestFewRepeatedUnnamedRowsAreNotTold(t *testing.T) {
	var rows strings.Builder
	for i := range 6 {
		fmt.Fprintf(&rows, "2021-%05d;2021-03-04;Motor;Anna Andersson Bygg;811218-9876;;;;;\n", i+1)
	}
	one := arn("one", etltest.ARN2021, rows.String())
	again, _, _ := strings.Cut(rows.String(), "\n")
	two := arn("two", strings.Replace(etltest.ARN2021, "2022-07-01", "2022-08-01", 1), again+"\n")
	for _, tt := range []struct {
		disclosures []etltest.Disclosure
		told        bool
	}{{[]etltest.Disclosure{one}, true}, {[]etltest.Disclosure{one, two}, false}} {
		r, _ := etltest.Build(t, etltest.Config(t, etltest.Write(t, tt.disclosures...)...))
		a := r.Manifest().Lists[0].Accounting
		if got := a.Read != nil && a.Withheld != nil; got != tt.told || a.Duplicate != 0 {
			t.Errorf("%d disclosures: %+v, want the rows told: %t", len(tt.disclosures), a, tt.told)
		}
	}
}
