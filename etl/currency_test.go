package etl_test

import (
	"fmt"
	"slices"
	"testing"
	"testing/fstest"

	"tvistdata/etl/etltest"
	"tvistdata/internal/list"
	"tvistdata/internal/schema"
)

// board is a list of disputes of some country, in some currency.
func board(id, country, money, bands string) string {
	const text = "{sv: x, en: x}"
	return fmt.Sprintf("id: %s\ntitle: %[2]s\ndescription: %[2]s\nauthority: %[1]s\nauthority_name: %[2]s\ncountry: %[3]s\n%[4]srecord_kind: dispute\n"+
		"counting_unit: %[2]s\nlicence: {name: x, url: \"https://example.se\"}\nformats: [csv]\ncolumns:\n"+
		"  - {name: case_number, headers: [Case], type: text, required: true, publish: key, why: x}\n"+
		"  - {name: respondent, headers: [Company], type: text, required: true, publish: yes}\n"+
		"  - {name: amount, headers: [Amount], type: amount, publish: band, bands: [%[5]s], why: x}\n"+
		"identity: {reference: case_number, with: [respondent]}\n", id, text, country, money, bands)
}

// TestAmountsAreInTheCurrencyOfTheirList: of each list amounts are read, banded and told in its own currency, in every table that has
// them, and the manifest names it.
func TestAmountsAreInTheCurrencyOfTheirList(t *testing.T) {
	lists, err := list.LoadAll(fstest.MapFS{
		"a-se/dataset.yaml": {Data: []byte(board("a-se", "SE", "", "0, 1000, 5000"))},
		"b-br/dataset.yaml": {Data: []byte(board("b-br", "BR", "currency: BRL\ndecimal_mark: ','\n", "0, 200, 400"))},
		"c-kw/dataset.yaml": {Data: []byte(board("c-kw", "KW", "currency: KWD\ndecimal_mark: '.'\n", "0, 10"))},
		"d-us/dataset.yaml": {Data: []byte(board("d-us", "US", "currency: USD\n", "0, 10"))},
	})
	if err != nil {
		t.Fatal(err)
	}
	disclosed := func(id, rows string) etltest.Disclosure {
		return etltest.Disclosure{
			List: id, ID: "one", Files: map[string]string{"list.csv": "Case;Company;Amount\n" + rows},
			Sidecar: "list: " + id + "\nreceived: 2022-01-04\nsynthetic: true\n",
		}
	}
	disclosures := etltest.Write(t,
		disclosed("a-se", "1;Påhitt AB;1 234,50 kr\n2;Påhitt AB;\n3;Påhitt AB;R$ 10\n"),
		disclosed("b-br", "1;Inventada Ltd;R$ 399,99\n2;Inventada Ltd;1.234\n3;Inventada Ltd;1,234\n4;Inventada Ltd;500 kr\n"),
		disclosed("c-kw", "1;Invented Ltd;9.999\n2;Invented Ltd;10.000\n"),
		disclosed("d-us", "1;Invented Ltd;\n"),
	)
	c := etltest.Config(t, disclosures...)
	c.Lists, c.Accept = lists, "some amounts cannot be read"
	r, report := etltest.Build(t, c)
	var got []string
	for _, row := range etltest.Rows(t, r, schema.Disputes) {
		got = append(got, fmt.Sprint(row["list"], " ", row["amount_band"], " ", row["currency"]))
	}
	slices.Sort(got)
	want := []string{
		"a-se 1000-4999 SEK", "a-se <nil> <nil>", "a-se <nil> <nil>",
		"b-br 200-399 BRL", "b-br 400- BRL", "b-br <nil> <nil>", "b-br <nil> <nil>",
		"c-kw 0-9 KWD", "c-kw 10- KWD", "d-us <nil> <nil>",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	var unread int64
	for _, counted := range report.Counted {
		if counted.Rule == "unreadable-amount" {
			unread += counted.Findings
		}
	}
	if unread != 3 {
		t.Errorf("%d amounts cannot be read, want 3", unread)
	}
	var currencies []string
	for _, l := range r.Manifest().Lists {
		currencies = append(currencies, l.ID+" "+l.Currency)
	}
	if !slices.Equal(currencies, []string{"a-se SEK", "b-br BRL", "c-kw KWD", "d-us USD"}) {
		t.Errorf("the manifest says %q", currencies)
	}
}
