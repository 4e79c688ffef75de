package etl_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl/etltest"
	"tvistdata/internal/schema"
)

// Counts are of the matters alone: it does not matter in how many disclosures the cases of a list with case numbers came,
// nor who else is in them, nor what a disclosure of other days says.
func TestCountsDependOnTheirMattersAlone(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 5))
		rows, first, second := drawCases(r, 2021, "442000-0004", "442100-0003", "442200-0002"), "", ""
		for _, row := range rows {
			part := r.IntN(3) // the third is in both
			if part != 1 {
				first += row
			}
			if part != 0 {
				second += row
			}
		}
		whole := arn("a-whole", etltest.ARN2021, strings.Join(rows, ""))
		want := monthsOf(t, "2021", whole)
		elsewhere := strings.Join(drawCases(r, 2020, "442000-0004", "442100-0003"), "")
		stranger := strings.Join(drawCases(r, 2021, "442300-0001"), "")
		for why, disclosures := range map[string][]etltest.Disclosure{
			"in two disclosures":            {arn("a-first", etltest.ARN2021, first), arn("b-second", etltest.ARN2021, second)},
			"with another company beside":   {arn("a-whole", etltest.ARN2021, strings.Join(rows, "")+stranger)},
			"with another year's beside":    {whole, arn("b-earlier", strings.ReplaceAll(etltest.ARN2021, "2021-", "2020-"), elsewhere)},
			"with days that nobody covered": {arn("a-whole", etltest.ARN2021, strings.Join(rows, "")+elsewhere)},
		} {
			got := monthsOf(t, "2021", disclosures...)
			maps.DeleteFunc(got, func(key, _ string) bool { return strings.Contains(key, "se-4423000001") })
			if !maps.Equal(got, want) {
				t.Errorf("seed %d, %s: %v, want %v", seed, why, got, want)
			}
		}
	}
}

// drawCases returns cases of a year against each of the companies, two of them at least.
func drawCases(r *rand.Rand, year int, numbers ...string) []string {
	var rows []string
	for i, number := range numbers {
		for range 2 + r.IntN(12) {
			rows = append(rows, fmt.Sprintf("%d-%s%04d;%d-%02d-%02d;Motor;Påhittad Firma %d AB;%s;;;;;\n",
				year, number[3:4], len(rows), year, 1+r.IntN(12), 1+r.IntN(28), i, number))
		}
	}
	return rows
}

// monthsOf returns the values of a year's months with what each is worth, by company, measure and month.
func monthsOf(t *testing.T, year string, disclosures ...etltest.Disclosure) map[string]string {
	t.Helper()
	r, _ := etltest.Build(t, etltest.Config(t, etltest.Write(t, disclosures...)...))
	out := map[string]string{}
	for _, row := range etltest.Rows(t, r, schema.CountsMonthly) {
		if month := fmt.Sprint(row["month"]); strings.HasPrefix(month, year) {
			out[fmt.Sprint(row["company_id"], " ", row["measure"], " ", month)] = fmt.Sprint(row["value"], " ", row["status"])
		}
	}
	if len(out) == 0 {
		t.Fatalf("no month of %s: %v", year, slices.Collect(maps.Keys(out)))
	}
	return out
}
