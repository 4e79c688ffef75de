package list_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tvistdata/internal/list"
)

// differing tells what a list says otherwise after an edit.
func differing(t *testing.T, from, to *list.List) []string {
	t.Helper()
	var out []string
	for _, c := range list.Diff(from, to) {
		out = append(out, fmt.Sprintf("%s %s %s %q: %q, %q", c.Kind(), c.What, c.Where, c.Text, c.Was, c.Is))
	}
	return out
}

func TestDiff(t *testing.T) {
	base := load(t, good)
	for name, c := range map[string]struct {
		edits []string // pairs
		want  []string
	}{
		"nothing":   {nil, nil},
		"the order": {[]string{"[Ärendenummer, Änr]", "[' änr', Ärendenummer]", "[Båtar, Skepp]", "[skepp, båtar]"}, nil},
		"a key":     {[]string{"companies_only: false", "companies_only: true"}, []string{`added key companies_only "": "", "true"`}},
		"keys": {
			[]string{"title: {sv: Påhittad, en: Made up}", "title: {sv: Påhittad, en: Invented}", "companies_only: false", "published_for: 2 years", "[csv, xlsx]", "[csv]"},
			[]string{`changed key formats "": "csv xlsx", "csv"`, `added key published_for "": "", "2 years"`, `changed key title.en "": "Made up", "Invented"`},
		},
		"a column": {
			[]string{"type: date, publish: 'no', why: too fine", "type: date, publish: yes"},
			[]string{`changed column received_date.publish "": "no", "yes"`, `removed column received_date.why "": "too fine", ""`},
		},
		"a new column": {
			[]string{"identity:", "  - {name: clerk, headers: [Handl], type: text, publish: 'no', why: x}\nidentity:"},
			[]string{
				`added column clerk.publish "": "", "no"`, `added column clerk.type "": "", "text"`, `added column clerk.why "": "", "x"`,
				`added header clerk "Handl": "", "clerk"`,
			},
		},
		"a header that moved": {
			[]string{"Ärendenummer, Änr", "Ärendenummer", "[Motpart]", "[Motpart, Änr]"},
			[]string{`removed header case_number "Änr": "case_number", ""`, `added header respondent "Änr": "", "respondent"`},
		},
		"codes": {
			[]string{"from: 1971-01-01, to: 2020-12-31", "from: 1970-01-01", "{id: motor", "{id: bil"},
			[]string{
				`changed code department.bat.from "": "1971-01-01", "1970-01-01"`, `removed code department.bat.to "": "2020-12-31", ""`,
				`added code department.bil.label.en "": "", "Motor"`, `added code department.bil.label.sv "": "", "Motor"`,
				`removed code department.motor.label.en "": "Motor", ""`, `removed code department.motor.label.sv "": "Motor", ""`,
			},
		},
		"what a code counts as": {
			[]string{"Rejected}}", "Rejected}, counts_as: won}"},
			[]string{
				`changed code outcome.avslag.counts_as "": "decided_on_merits", "won"`, `changed code outcome.bifall.counts_as "": "won", "closed"`,
				`changed code outcome.delvis-bifall.counts_as "": "won", "closed"`,
			},
		},
		"lookups": {
			[]string{"[Båtar, Skepp]", "[Båtar, Jollar]", "[Hantverk], value: null", "[Hantverk], value: motor"},
			[]string{`changed lookup department "Hantverk": "no code", "motor"`, `added lookup department "Jollar": "", "bat"`, `removed lookup department "Skepp": "bat", ""`},
		},
		"bounds": {
			[]string{"companies_only: false", "bounds: {rejected: 0, filled: {amount: 0.5}, findings: {unreadable-date: 0}}"},
			[]string{`added bound filled.amount "": "", "0.5"`, `added bound findings.unreadable-date "": "", "0"`, `added bound rejected "": "", "0"`},
		},
	} {
		if diff := cmp.Diff(c.want, differing(t, base, load(t, strings.NewReplacer(c.edits...).Replace(good)))); diff != "" {
			t.Errorf("%s (- want, + got):\n%s", name, diff)
		}
	}
}

// What an extension adds is what it differs in.
func TestDiffOfAnExtension(t *testing.T) {
	lists, err := over("extends: made-up\ncolumns:\n  - {name: respondent, headers: [motpart, Bolaget]}\nlookups:\n  outcome:\n    - {match: [Bif], value: bifall, why: x}\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{`added header respondent "Bolaget": "", "respondent"`, `added lookup outcome "Bif": "", "bifall"`}
	if got := differing(t, load(t, good), lists[0]); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

// A description of an earlier version may lack what is asked for now.
func TestDescribed(t *testing.T) {
	earlier, err := list.Described("bundled.yaml", []byte(strings.Replace(good, "authority: nobody\n", "", 1)))
	if err != nil {
		t.Fatal(err)
	}
	if got := differing(t, earlier, load(t, good)); !slices.Equal(got, []string{`added key authority "": "", "nobody"`}) {
		t.Errorf("got %q", got)
	}
	if _, err := list.Described("bundled.yaml", []byte("colour: red\n")); err == nil || err.Error() != `bundled.yaml:1: unknown field "colour"` {
		t.Errorf("got %v", err)
	}
}
