package main

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// TestFiguresAreReconciledOnlyWhenAsked: real figures have nothing beside them in the demo, whose lists are invented.
func TestFiguresAreReconciledOnlyWhenAsked(t *testing.T) {
	_, base := demonstrated(t)
	for query, asked := range map[string]bool{"": false, "&reconcile=false": false, "&reconcile=true": true} {
		var got struct{ Data []map[string]any }
		get(t, base+"/v1/figures?brand=klarna"+query, &got)
		for _, row := range got.Data {
			for _, column := range []string{"counted_list", "counted", "counted_status", "difference"} {
				if cell, told := row[column]; told != asked || cell != nil {
					t.Errorf("%q: %s is %v, there: %t", query, column, cell, told)
				}
			}
		}
		if len(got.Data) == 0 {
			t.Errorf("%q: no figures", query)
		}
	}
	if status, text := body(t, base+"/v1/figures?reconcile=perhaps"); status != http.StatusBadRequest || !strings.Contains(text, "one of true, false") {
		t.Errorf("status %d\n%s", status, text)
	}
}

// TestEveryStatisticSaysWhatItIsWorth walks the statistics of the demo: each answer says what the disclosures cover, which
// notes touch it, how to cite it and from which release it is, and each of its rows has a status.
func TestEveryStatisticSaysWhatItIsWorth(t *testing.T) {
	_, base := demonstrated(t)
	const company = "se-4020010007"
	whole := []string{""}
	for _, c := range []struct {
		address string
		tables  []string // of data; "" for data itself
	}{
		{"/counts?list=arn-cases", whole},
		{"/counts?list=arn-cases&company=" + company + "&group_by=company,period", whole},
		{"/counts?list=arn-cases&company=" + company + "&group_by=company&compare=baseline", whole},
		{"/counts?list=arn-cases&company=" + company + "&from=1990-01-01&to=1990-12-31", whole},
		{"/counts?list=konsumentverket-complaints", whole},
		{"/rankings?list=arn-cases", whole},
		{"/rankings?list=arn-cases&rate=won", whole},
		{"/surges?list=arn-cases", whole},
		{"/companies/" + company + "/summary", []string{"counts", "in_department", "rates", "mix", "cohorts"}},
		{"/companies/" + company + "/summary?list=arn-cases&from=2019-01-01&to=2019-12-31", []string{"counts", "rates"}},
		{"/counts?list=arn-cases&compare=baseline&group_by=period&company=" + company + "&period=month", whole},
	} {
		address := c.address
		var got struct {
			Data json.RawMessage
			Meta map[string]json.RawMessage
		}
		get(t, base+"/v1"+address, &got)
		for _, name := range []string{"release", "coverage", "notes", "citation", "licence", "synthetic", "list"} {
			if text := string(got.Meta[name]); text == "" || text == "null" || text == `""` {
				t.Errorf("%s: meta.%s is %q", address, name, text)
			}
		}
		for _, table := range c.tables {
			data := got.Data
			if table != "" {
				var parts map[string]json.RawMessage
				if err := json.Unmarshal(got.Data, &parts); err != nil {
					t.Fatalf("%s: %v", address, err)
				}
				data = parts[table]
			}
			var found []map[string]any
			if err := json.Unmarshal(data, &found); err != nil || len(found) == 0 {
				t.Errorf("%s %s: %d rows, %v", address, table, len(found), err)
			}
			for _, row := range found {
				status, _ := row["status"].(string)
				if !slices.Contains([]string{"ok", "partial", "provisional", "not_covered", "not_applicable", "suppressed"}, status) {
					t.Errorf("%s %s: status %q in %v", address, table, status, row)
				}
				unknown := slices.Contains([]string{"not_covered", "not_applicable", "suppressed"}, status)
				if value, told := row["value"]; told && (unknown && value != nil || status == "ok" && value == nil) {
					t.Errorf("%s %s: %s with the value %v", address, table, status, row["value"])
				}
			}
		}
	}
}
