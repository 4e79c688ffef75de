package synthetic_test

import (
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tvistdata/bench/synthetic"
)

// TestDemoListsWhatWasNotFollowed counts the jumping company's unfollowed decisions in the board's lists: those of a
// half-year are in the issue of the February or August that follows the next half-year's follow-up.
func TestDemoListsWhatWasNotFollowed(t *testing.T) {
	number := ""
	for _, c := range synthetic.Companies(62) {
		if c.Name == synthetic.Jumping {
			number = c.Number[:6] + "-" + c.Number[6:]
		}
	}
	digits := regexp.MustCompile(`[^0-9]`)
	got := map[string]int{}
	for _, row := range table(t, filepath.Join(committed, "svarta-listan/demo/lista-2022-2023/svarta listan.csv"))[1:] {
		if n := digits.ReplaceAllString(row[4], ""); len(n) >= 10 && n[len(n)-10:] == digits.ReplaceAllString(number, "") {
			cases, err := strconv.Atoi(row[5])
			if err != nil {
				t.Fatal(err)
			}
			got[row[1]] += cases
		}
	}
	issues := map[string]string{} // by half-year of the decision
	for _, issue := range []string{"2022-02-15", "2022-08-16", "2023-02-15", "2023-08-16"} {
		day, _ := time.Parse(time.DateOnly, issue)
		issues[half(day.AddDate(0, -9, 0))] = issue
	}
	want, seen := map[string]int{}, map[string]bool{}
	amount := regexp.MustCompile(`^[0-9]+`)
	for file, name := range map[string]string{
		"arn-2018-2020": "arenden 2018-2020.csv", "arn-2021-2022": "uttag.xlsx", "arn-2023": "lista.csv",
	} {
		for _, c := range table(t, filepath.Join(committed, "arn-cases/demo", file, name))[1:] {
			n := digits.ReplaceAllString(c[5], "")
			ours := len(n) >= 10 && n[len(n)-10:] == digits.ReplaceAllString(number, "")
			if !ours || c[10] != "Nej" && c[10] != "Ej följt" || seen[c[0]] {
				continue
			}
			seen[c[0]] = true
			plain := amount.FindString(regexp.MustCompile(`[\s\x{a0}]`).ReplaceAllString(c[9], ""))
			if kronor, err := strconv.Atoi(plain); err == nil && kronor < 1000 {
				continue
			}
			if issue := issues[half(anyDate(c[6]))]; issue != "" {
				want[issue]++
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" || len(got) == 0 {
		t.Errorf("the jumping company is listed otherwise than the board's lists say (-want +got)\n%s", diff)
	}
}

// half names the half-year of a day.
func half(day time.Time) string {
	if day.Month() < 7 {
		return day.Format("2006") + "-1"
	}
	return day.Format("2006") + "-2"
}
