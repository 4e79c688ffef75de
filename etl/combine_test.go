package etl_test

import (
	"fmt"
	"strings"
	"testing"

	"tvistdata/etl/etltest"
	"tvistdata/internal/list"
	"tvistdata/internal/release"
)

// What rows of one case against one company say differently of an outcome or an amount is what they say together, where the list says
// how; else it is unknown. Equal rows count once, and what cannot be read stays unknown.
func TestRowsCombineAsTheirListSays(t *testing.T) {
	row := func(outcome, amount, followed string) string {
		return "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-04;" + outcome + ";" + amount + ";" + followed + ";\n"
	}
	for _, c := range []struct {
		name, rows string
		combine    map[string]list.Combine
		want       string // outcome, amount band and follow-up
		told       bool   // contradicting-rows
	}{
		{"any", row("Avslag", "600", "") + row("Bifall", "600", ""), map[string]list.Combine{"outcome": "any"}, "bifall 0-999 <nil>", false},
		{"any, the other way round", row("Bifall", "600", "") + row("Avslag", "600", ""), map[string]list.Combine{"outcome": "any"}, "bifall 0-999 <nil>", false},
		{"any of two that count for the same", row("Delvis bifall", "", "") + row("Bifall", "", ""), map[string]list.Combine{"outcome": "any"}, "bifall <nil> <nil>", false},
		{"any of one that is empty", row("", "", "") + row("Avslag", "", ""), map[string]list.Combine{"outcome": "any"}, "avslag <nil> <nil>", false},
		{"any with a text that no code list knows", row("Bifall", "", "") + row("Blaha", "", ""), map[string]list.Combine{"outcome": "any"}, "<nil> <nil> <nil>", true},
		{"any of a follow-up", row("Bifall", "", "Nej") + row("Bifall", "", "Ja"), map[string]list.Combine{"followed": "any"}, "bifall <nil> foljt", false},
		{"not combined", row("Bifall", "", "") + row("Avslag", "", ""), nil, "<nil> <nil> <nil>", true},
		{"sum", row("Bifall", "600", "") + row("Bifall", "500", ""), map[string]list.Combine{"amount": "sum"}, "bifall 1000-4999 <nil>", false},
		{"sum of other bands", row("Bifall", "600", "") + row("Bifall", "4500", ""), map[string]list.Combine{"amount": "sum"}, "bifall 5000-9999 <nil>", false},
		{"sum of equal rows", row("Bifall", "600", "") + row("Bifall", "600", ""), map[string]list.Combine{"amount": "sum"}, "bifall 0-999 <nil>", false},
		{"sum of rows that differ elsewhere", row("Bifall", "600", "") + row("Avslag", "600", ""), map[string]list.Combine{"amount": "sum", "outcome": "any"}, "bifall 1000-4999 <nil>", false},
		{"sum of one that is empty", row("Bifall", "600", "") + row("Bifall", "", ""), map[string]list.Combine{"amount": "sum"}, "bifall 0-999 <nil>", false},
		{"sum of one that cannot be read", row("Bifall", "600", "") + row("Bifall", "mycket", ""), map[string]list.Combine{"amount": "sum"}, "bifall <nil> <nil>", true},
		{"amounts not combined", row("Bifall", "600", "") + row("Bifall", "4500", ""), nil, "bifall <nil> <nil>", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			config := etltest.Config(t, etltest.Write(t, arn("one", arnAll, c.rows))...)
			for i, l := range config.Lists {
				if l.ID == "arn-cases" {
					combined := *l
					combined.Combine = c.combine
					config.Lists = append([]*list.List{}, config.Lists...)
					config.Lists[i] = &combined
				}
			}
			r, report := etltest.Build(t, config)
			rows := etltest.Rows(t, r, release.Disputes)
			if len(rows) != 1 {
				t.Fatalf("%d records", len(rows))
			}
			got := fmt.Sprintf("%v %v %v", rows[0]["outcome"], rows[0]["amount_band"], rows[0]["followed"])
			if told := len(contradictions(report)) > 0; got != c.want || told != c.told {
				t.Errorf("%s, want %s; told: %t", got, c.want, told)
			}
			if strings.Contains(etltest.Text(t, config.Releases, r), "1100") {
				t.Error("an exact sum is published")
			}
		})
	}
}
