package etl_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tvistdata/etl/etltest"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
)

// Whatever is subtracted from whatever, what is left over counts no unnamed matter, or five at least: a total of a
// department, year or list, less the records in it, less the other totals beside it, or what the manifest says of rows
// less all of these.
func TestSubtractionNeverIsolatesAPerson(tt *testing.T) {
	departments := []string{"Motor", "Resor", "Bank", "Sko", ""}
	rapid.Check(tt, func(t *rapid.T) {
		var rows strings.Builder
		n := 0
		for year := 2020; year <= 2022; year++ {
			for _, department := range departments {
				for _, party := range []string{"Påhittade Bilar AB;412111-1118", "Anna Andersson Bygg;811218-9876"} {
					for range rapid.IntRange(0, 7).Draw(t, "matters") * rapid.IntRange(0, 1).Draw(t, "any") {
						n++
						fmt.Fprintf(&rows, "%d-%05d;%d-03-04;%s;%s;;;;;\n", year, n, year, department, party)
					}
				}
			}
		}
		if n == 0 {
			t.Skip("no matter")
		}
		sidecar := strings.NewReplacer("2022-07-01", "2023-07-01", "2021-01-01", "2020-01-01", "2021-12-31", "2022-12-31").Replace(etltest.ARN2021)
		c := etltest.Config(tt, etltest.Write(tt, arn("one", sidecar, rows.String()))...)
		r, _ := etltest.Build(tt, c)
		named := map[string]int64{} // by year, and year and department
		for _, row := range etltest.Rows(tt, r, release.Disputes) {
			year := row["received_date"].(record.Date).Year()
			named[fmt.Sprint(year)]++
			named[fmt.Sprint(year, row["department"])]++
		}
		shown, told := map[string]int64{}, int64(0)
		hidden := map[string]bool{} // years with a number of their own
		for _, row := range etltest.Rows(tt, r, release.TotalsYearly) {
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
		for _, row := range etltest.Rows(tt, r, release.TotalsYearly) {
			if year := fmt.Sprint(row["year"]); row["department"] == nil && hidden[year] {
				few(t, year+" less its departments", row["received"].(int64)-named[year]-shown[year])
			}
		}
		for _, l := range r.Manifest().Lists {
			if l.ID == "arn-cases" && l.Accounting.Withheld != nil {
				few(t, "the rows withheld, less the totals", *l.Accounting.Withheld-told)
				few(t, "the rows read, less all else", *l.Accounting.Read-l.Accounting.Published-told)
			}
		}
	})
}

// few fails when so many unnamed matters single somebody out.
func few(t *rapid.T, what string, unnamed int64) {
	t.Helper()
	if unnamed != 0 && unnamed < 5 {
		t.Fatalf("%s: %d unnamed matters can be told", what, unnamed)
	}
}
