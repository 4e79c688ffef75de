package etl_test

import (
	"fmt"
	"slices"
	"testing"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/internal/list"
	"tvistdata/internal/schema"
)

// combining returns a build whose list of disputes combines the outcomes of one case's rows.
func combining(c etl.Config) etl.Config {
	c.Lists = slices.Clone(c.Lists)
	for i, l := range c.Lists {
		if l.ID == "arn-cases" {
			changed := *l
			changed.Combine = map[string]list.Combine{"outcome": list.CombineAny}
			c.Lists[i] = &changed
		}
	}
	return c
}

// TestOutcomesCombineAsTheirListSays: what rows of one case against one company say differently of its outcome is what they say together,
// where their list says so, in whatever order they stand. What cannot be read, and what counts for nothing, stays unknown.
func TestOutcomesCombineAsTheirListSays(t *testing.T) {
	row := func(outcome string) string {
		return "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-04;" + outcome + ";600;;\n"
	}
	for _, c := range []struct {
		name     string
		outcomes [3]string
		want     string
		told     bool // contradicting-rows
	}{
		{"a win and a loss", [3]string{"Avslag", "Bifall", "Avslag"}, "delvis-bifall", false},
		{"a win and a dismissal", [3]string{"Bifall", "Avvisad", "Bifall"}, "delvis-bifall", false},
		{"wins that differ", [3]string{"Bifall", "Delvis bifall", "Bifall"}, "delvis-bifall", false},
		{"equal wins", [3]string{"Bifall", "Bifall", "Bifall"}, "bifall", false},
		{"a win and nothing", [3]string{"Bifall", "", "Bifall"}, "bifall", false},
		{"a loss and a dismissal", [3]string{"Avvisad", "Avslag", "Avskriven"}, "avslag", false},
		{"no decision on the merits", [3]string{"Avvisad", "Avskriven", "Avvisad"}, "<nil>", true},
		{"a win and a text that no code list knows", [3]string{"Bifall", "Blaha", "Avslag"}, "<nil>", true},
	} {
		for _, order := range [][3]int{{0, 1, 2}, {1, 2, 0}, {2, 1, 0}} {
			t.Run(fmt.Sprint(c.name, order), func(t *testing.T) {
				var rows string
				for _, i := range order {
					rows += row(c.outcomes[i])
				}
				r, report := etltest.Build(t, combining(etltest.Config(t, etltest.Write(t, arn("one", arnAll, rows))...)))
				got := etltest.Rows(t, r, schema.Disputes)
				if len(got) != 1 || fmt.Sprint(got[0]["outcome"]) != c.want || len(contradictions(report)) > 0 != c.told {
					t.Errorf("records %v, want one with the outcome %s; contradictions %v", got, c.want, contradictions(report))
				}
				a := accounting(t, report, "one")
				if a.Read != 3 || a.Published != 1 || a.Published+a.Duplicate+a.Superseded != 3 {
					t.Errorf("the rows went %+v", a)
				}
			})
		}
	}
	r, _ := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", arnAll, row("Avslag")+row("Bifall")))...))
	if got := etltest.Rows(t, r, schema.Disputes); got[0]["outcome"] != nil {
		t.Errorf("the outcome of a list that does not combine is %v, want unknown", got[0]["outcome"])
	}
}
