package inspect_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/etl/inspect"
	"tvistdata/internal/list"
)

// TestNumbersOfOtherCountries: a column of numbers that keep a register's rule is offered as company_number with that register, with natural
// persons' among them, too, whose numbers are shown nowhere. The list that is printed loads as it is.
func TestNumbersOfOtherCountries(t *testing.T) {
	rows := func(numbers ...string) string {
		var b strings.Builder
		b.WriteString("Data;Razao;Numero\n")
		for i, n := range numbers {
			fmt.Fprintf(&b, "2021-01-%02d;Inventada %d S.A.;%s\n", i+1, i, n)
		}
		return b.String()
	}
	for name, c := range map[string]struct {
		file, register, country string
	}{
		"whole":         {rows("99.999.001/0001-59", "99.999.001/0002-30", "99.999.002/0001-01", "99.999.003/0001-48"), "br", "BR"},
		"bare":          {rows("99999001000159", "99999001000230", "99999002000101"), "br", "BR"},
		"zeros lost":    {rows("99910000173", "999000179", "99910000173", "00099910000173"), "br", "BR"},
		"with persons":  {rows("99999001000159", "12345678909", "12345678909", "11144477735", "12345601"), "br", "BR"},
		"Norwegian":     {rows("310 000 019", "310000027", "01818000282"), "no", "NO"},
		"Danish":        {rows("99 99 99 18", "99999926"), "dk", "DK"},
		"Finnish":       {rows("9999991-7", "0999991-4"), "fi", "FI"},
		"Swedish":       {rows("402001-0007", "402001-0015"), "", "SE"},
		"one by chance": {rows("191", "191", "191", "191"), "", "SE"},
		"no rule":       {rows("99999001000158", "99999001000231", "99999002000101"), "", "SE"},
	} {
		r, printed := inspected(t, write(t, "lista.csv", c.file), options(t))
		column := r.Columns[2]
		if column.Register != c.register || c.register != "" && (column.Holds != inspect.HoldsOrgNumber || column.Means != "org_number" || column.Personal) {
			t.Errorf("%s: %+v", name, column)
		}
		if want := "    type: company_number\n    register: \"" + c.register + "\"\n    publish: \"yes\"\n"; c.register != "" && !strings.Contains(r.Dataset, want) {
			t.Errorf("%s: not offered:\n%s", name, r.Dataset)
		}
		if !strings.Contains(r.Dataset, "country: "+c.country+" # CHOOSE\n") {
			t.Errorf("%s: country:\n%s", name, r.Dataset)
		}
		for _, secret := range []string{"12345678909", "11144477735", "12345601", "01818000282"} {
			if strings.Contains(printed, secret) {
				t.Errorf("%s: %s is printed", name, secret)
			}
		}
		if _, err := list.Load(fstest.MapFS{"new-list/dataset.yaml": {Data: []byte(r.Dataset)}}); err != nil {
			t.Errorf("%s: %v\n%s", name, err, r.Dataset)
		}
	}
}

// A register of one's own is recognised, too, and the numbers of its persons are personal.
func TestNumbersOfARegisterOfOnesOwn(t *testing.T) {
	lists, err := list.Load(fstest.MapFS{"registers/xx.yaml": {Data: []byte(`code: xx
name: {sv: a, en: b}
source: https://example.org/
form: "{4}-{1}"
check: [{rule: mod11, weights: [5, 4, 3, 2]}]
persons: [{name: {sv: a, en: b}, source: "https://example.org/", form: "{3}-{3}-{3}", check: [{rule: luhn}]}]
`)}, "made-up/dataset.yaml": {Data: []byte(`id: made-up
title: {sv: a, en: b}
description: {sv: a, en: b}
authority: a
authority_name: {sv: a, en: b}
country: XX
record_kind: complaint
counting_unit: {sv: a, en: b}
licence: {name: a, url: "http://example.org/"}
formats: [csv]
columns:
  - {name: respondent, headers: [Firm], type: text, required: true, publish: "yes"}
  - {name: received_date, headers: [Day], type: date, publish: "yes"}
  - {name: org_number, headers: [No], type: company_number, register: xx, publish: "yes"}
identity: {fallback: [respondent]}
`)}})
	if err != nil {
		t.Fatal(err)
	}
	o := options(t)
	o.Lists = lists
	r, printed := inspected(t, write(t, "lista.csv", "Day;Firm;Code;Other\n2021-01-04;A Ltd;1234-3;123-456-782\n2021-01-05;B Ltd;22349;123456782\n"), o)
	if number, other := r.Columns[2], r.Columns[3]; number.Register != "xx" || number.Means != "org_number" || !other.Personal || strings.Contains(printed, "456") {
		t.Errorf("%+v\n%+v", number, other)
	}
	if r.List.ID != "made-up" {
		t.Errorf("the list is %+v", r.List)
	}
}
