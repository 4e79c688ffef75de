package main

import (
	"encoding/json"
	"strings"
	"testing"

	"tvistdata/etl/rule"
)

func TestFindingsAreExplained(t *testing.T) {
	list, _ := call(t, statusOK, "findings")
	for _, r := range rule.All() {
		line := 0
		for text := range strings.Lines(list) {
			if fields := strings.Fields(text); fields[0] == r.Name() && fields[1] == string(r.Severity()) && strings.HasSuffix(text, r.Meaning().EN+"\n") {
				line++
			}
		}
		if line != 1 {
			t.Errorf("%s, %s: it stands on %d lines of the list", r.Name(), r.Severity(), line)
		}
		one, _ := call(t, statusOK, "findings", r.Name())
		for _, text := range []string{r.Meaning().EN, r.Meaning().SV, r.Advice().EN, r.Advice().SV} {
			if !strings.Contains(one, text) {
				t.Errorf("findings %s does not say %q:\n%s", r.Name(), text, one)
			}
		}
	}
	type text struct{ SV, EN string }
	type row struct {
		Rule, Severity  string
		Meaning, Advice text
	}
	var all, two []row
	for _, c := range []struct {
		into *[]row
		args []string
	}{{&all, []string{"findings", "--json"}}, {&two, []string{"findings", "merged-cells", "--json"}}} {
		out, _ := call(t, statusOK, c.args...)
		decoder := json.NewDecoder(strings.NewReader(out))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(c.into); err != nil {
			t.Fatal(err)
		}
	}
	if len(all) != len(rule.All()) || all[0].Rule != rule.All()[0].Name() {
		t.Errorf("%d rules as JSON, want %d in the same order", len(all), len(rule.All()))
	}
	if len(two) != 2 || two[0].Severity != "note" || two[1].Severity != "reject" ||
		two[1].Meaning != text(rule.MergedColumns.Meaning()) || two[1].Advice != text(rule.MergedColumns.Advice()) {
		t.Errorf("merged-cells is %+v", two)
	}
}

func TestAFindingThatThereIsNotHasNeighbours(t *testing.T) {
	for name, want := range map[string]string{
		"contradiction":  "near it are contradicting-rows\n",
		"covered_text":   "near it are covered-text, covers-without-column, outside-coverage\n",
		"Covered-Text":   "covered-text",
		"qqq":            "tvistdata findings lists them all\n",
		"":               "tvistdata findings lists them all\n",
		"å-ä":            "tvistdata findings lists them all\n",
		"covered-text\n": `has the name covered-text`,
	} {
		if _, errs := call(t, statusUsage, "findings", name); !strings.Contains(errs, want) {
			t.Errorf("%q: %s", name, errs)
		}
	}
	call(t, statusUsage, "findings", "covered-text", "litter")
}
