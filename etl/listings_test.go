package etl_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/internal/company"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

const (
	listingHeader = "Utgåva;Publicerad;Avdelning;Företag;Organisationsnummer;Antal;Summa\n"
	spring        = "Våren 2021;2021-02-17;"
	autumn        = "Hösten 2021;2021-08-18;"
)

// svarta is a disclosure of listings that came on a day.
func svarta(id, received, rows string) etltest.Disclosure {
	return etltest.Disclosure{
		List: "svarta-listan", ID: id, Sidecar: "list: svarta-listan\nsynthetic: true\nreceived: " + received + "\n",
		Files: map[string]string{"list.csv": listingHeader + rows},
	}
}

// entries returns the published listings, each on a line: company, department, issue, its date, cases, sum.
func entries(t *testing.T, r *release.Release) []string {
	t.Helper()
	names := map[any]any{}
	for _, row := range etltest.Rows(t, r, schema.Companies) {
		names[row["company_id"]] = row["name"]
	}
	var out []string
	for _, row := range etltest.Rows(t, r, schema.Listings) {
		out = append(out, fmt.Sprint(names[row["company_id"]], "|", row["department"], "|", row["issue"], "|", row["issue_date"], "|", row["cases"], "|", row["amount_sum"]))
	}
	return out
}

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestListingsArePublishedAsTheyStand(t *testing.T) {
	rows := spring + "Resor;Uppdiktade Flyg Ltd;;5;\n" +
		autumn + "Motor;Påhittade Bilar AB;412111-1118;3;45 000,50 kr\n" +
		spring + "Motor;Påhittade Bilar AB;412111-1118;1;0\n" +
		spring + "Motorer;Anna Andersson Bygg;811218-9876;1;1 000\n" +
		spring + "Motorer;Påhittade Bilar AB;412111-1118;2;se beslutet\n"
	r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, svarta("one", "2021-09-01", rows))...))
	same(t, entries(t, r),
		"Påhittade Bilar AB|motor|Våren 2021|2021-02-17|1|0",
		"Påhittade Bilar AB|unmapped|Våren 2021|2021-02-17|2|<nil>",
		"Påhittade Bilar AB|motor|Hösten 2021|2021-08-18|3|45000.5",
		"Uppdiktade Flyg Ltd|resor|Våren 2021|2021-02-17|5|<nil>")
	if got, want := accounting(t, report, "one"), (release.Accounting{Read: 5, Published: 4, Unnamed: 1}); got != want {
		t.Errorf("accounting = %+v, want %+v", got, want)
	}
	l := r.Manifest().Lists[0]
	if l.ID != "svarta-listan" || l.Records != 4 || l.PublishedFor != "2 years" || l.PublishedFrom.String() != "2019-09-01" || l.Unmapped["department"] != 1 {
		t.Errorf("the manifest says %+v", l)
	}
	for _, row := range etltest.Rows(t, r, schema.Companies) {
		if want := map[any]int64{"se-4121111118": 3}[row["company_id"]]; want != 0 && row["records"] != want || row["synthetic"] != true {
			t.Errorf("company %v, want %d records", row, want)
		}
	}
	for _, file := range []string{schema.CountsMonthly, schema.TotalsYearly, schema.Coverage} {
		if rows := etltest.Rows(t, r, file); len(rows) != 0 {
			t.Errorf("a listing has no measure, but %s has %v", file, rows)
		}
	}
}

func TestAListingThatCannotBeReadIsRejected(t *testing.T) {
	for row, want := range map[string]string{
		spring + "Motor;;412111-1118;1;":                                    "the respondent is missing",
		spring + "Motor;Påhittade Bilar AB;412111-1118;;":                   "the cases is missing",
		spring + "Motor;Påhittade Bilar AB;412111-1118;0;":                  "expected a whole number from 1",
		spring + "Motor;Påhittade Bilar AB;412111-1118;-1;":                 "expected a whole number from 1",
		spring + "Motor;Påhittade Bilar AB;412111-1118;många;":              `has the shape "aaaaa"`,
		"Våren 2021;;Motor;Påhittade Bilar AB;412111-1118;1;":               "the date of the issue is missing",
		"Våren 2021;i våras;Motor;Påhittade Bilar AB;412111-1118;1;":        "the date of the issue cannot be read",
		"Våren 2021;2022-02-17;Motor;Påhittade Bilar AB;412111-1118;1;":     "after the disclosure came (2021-09-01)",
		";2021-02-17;Motor;Påhittade Bilar AB;412111-1118;1;":               "the issue is missing",
		"Anna Andersson;2021-02-17;Motor;Påhittade Bilar AB;412111-1118;1;": `named "Aaaa Aaaaaaaaa"; expected a name with a number`,
		"811218-9876;2021-02-17;Motor;Påhittade Bilar AB;412111-1118;1;":    "expected a name with a number",
	} {
		rows := row + "\n" + spring + "Resor;Uppdiktade Flyg Ltd;;5;\n"
		_, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, svarta("one", "2021-09-01", rows))...))
		if got := accounting(t, report, "one"); got != (release.Accounting{Read: 2, Published: 1, Rejected: 1}) {
			t.Errorf("%q: %+v", row, got)
		}
		if len(report.Findings) != 1 || !strings.Contains(report.Findings[0].String(), want) || report.Findings[0].At.Line != 2 {
			t.Errorf("%q: findings %v, want %q on line 2", row, report.Findings, want)
		}
	}
}

func TestTheLatestDisclosureOfAnIssueTellsItWhole(t *testing.T) {
	first := svarta("first", "2021-02-20", spring+"Motor;Påhittade Bilar AB;412111-1118;3;30 000\n"+
		spring+"Resor;Uppdiktade Flyg Ltd;;5;\n"+
		spring+"Sko;Anna Andersson Bygg;811218-9876;1;\n"+
		spring+"Sko;Påhittade Skor AB;413011-0119;1;\n")
	second := svarta("second", "2021-09-01", "VÅREN 2021;2021-02-17;Motor;PÅHITTADE BILAR AB;4121111118;2;20 000\n"+
		spring+"Sko;Påhittade Skor AB;413011-0119;1;\n"+
		autumn+"Motor;Påhittade Bilar AB;412111-1118;1;\n")
	r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, first, second)...))
	same(t, entries(t, r),
		"Påhittade Bilar AB|motor|VÅREN 2021|2021-02-17|2|20000",
		"Påhittade Bilar AB|motor|Hösten 2021|2021-08-18|1|<nil>",
		"Påhittade Skor AB|sko|Våren 2021|2021-02-17|1|<nil>")
	if got, want := accounting(t, report, "first"), (release.Accounting{Read: 4, Duplicate: 1, Superseded: 3}); got != want {
		t.Errorf("first: %+v, want %+v", got, want)
	}
}

func TestAnIssueIsTheSameHoweverItIsTyped(t *testing.T) {
	first := svarta("first", "2021-02-20", spring+"Resor;Uppdiktade Flyg Ltd;;5;\n")
	second := svarta("second", "2021-09-01", " VÅREN  2021;2021-02-17;Motor;Påhittade Bilar AB;4121111118;2;20 000\n")
	_, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, first, second)...))
	if got, want := accounting(t, report, "first"), (release.Accounting{Read: 1, Superseded: 1}); got != want {
		t.Errorf("first: %+v, want %+v", got, want)
	}
}

func TestADisclosureAskedForByCompanyTellsOfThatOnly(t *testing.T) {
	first := svarta("first", "2021-02-20", spring+"Motor;Påhittade Bilar AB;412111-1118;3;\n"+spring+"Resor;Uppdiktade Flyg Ltd;;5;\n")
	second := svarta("second", "2021-09-01", spring+"Motor;Påhittade Bilar Aktiebolag;412111-1118;2;\n")
	second.Sidecar += "search_term: Påhittade Bilar\n"
	r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, first, second)...))
	same(t, entries(t, r), "Påhittade Bilar Aktiebolag|motor|Våren 2021|2021-02-17|2|<nil>", "Uppdiktade Flyg Ltd|resor|Våren 2021|2021-02-17|5|<nil>")
	if got, want := accounting(t, report, "first"), (release.Accounting{Read: 2, Published: 1, Superseded: 1}); got != want {
		t.Errorf("first: %+v, want %+v", got, want)
	}
}

func TestAReplacedDisclosureOfListingsCountsForNothing(t *testing.T) {
	first := svarta("first", "2021-02-20", spring+"Motor;Påhittade Bilar AB;412111-1118;3;\n"+spring+"Resor;Uppdiktade Flyg Ltd;;5;\n")
	second := svarta("second", "2021-09-01", autumn+"Motor;Påhittade Bilar AB;412111-1118;1;\n")
	second.Sidecar += "replaces: [first]\n"
	r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, first, second)...))
	same(t, entries(t, r), "Påhittade Bilar AB|motor|Hösten 2021|2021-08-18|1|<nil>")
	if got, want := accounting(t, report, "first"), (release.Accounting{Read: 2, Superseded: 2}); got != want {
		t.Errorf("first: %+v, want %+v", got, want)
	}
}

func TestRowsOfOneNameInOneIssue(t *testing.T) {
	rows := spring + "Motor;Påhittade Bilar AB;412111-1118;3;\n" +
		spring + "Motor;Påhittade Bilar AB;412111-1118;3;\n" + // equal to the first of these
		spring + "Motor;Uppdiktade Flyg Ltd;;5;\n" +
		spring + "Motor;Uppdiktade Flyg Ltd;;6;\n" + // on the list, with how many cases is unknown
		spring + "Motor;Påhittade Däck Ltd;;7;1 000\n" +
		spring + "Motor;Påhittade Däck Ltd;;7;\n" + // says less than the first
		spring + "Sko;Påhittade Däck Ltd;;8;1 000\n" +
		spring + "Sko;Påhittade Däck Ltd;;8;2 000\n" + // another sum, which is unknown then
		spring + "Motor;Påhittade Bilar AB;413011-0119;1;\n" + // another company of that name
		spring + "Motor;Påhittade Bilar;412111-1118;2;\n" // the same company under another name
	r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, svarta("one", "2021-09-01", rows))...))
	ids := map[any]bool{}
	var got []string
	for _, row := range etltest.Rows(t, r, schema.Listings) {
		ids[row["record_id"]] = true
		got = append(got, fmt.Sprint(row["company_id"], " ", row["cases"], " ", row["amount_sum"]))
	}
	slices.Sort(got)
	tyres, flights := company.NameID("Påhittade Däck Ltd"), company.NameID("Uppdiktade Flyg Ltd")
	same(t, got, "se-4121111118 2 <nil>", "se-4121111118 3 <nil>", "se-4130110119 1 <nil>", tyres+" 7 1000", tyres+" 8 <nil>", flights+" <nil> <nil>")
	if len(ids) != 6 {
		t.Errorf("%d ids", len(ids))
	}
	if got, want := accounting(t, report, "one"), (release.Accounting{Read: 10, Published: 6, Duplicate: 4}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	want := map[string]string{
		"one:list.csv:5": "line 4 tells the same listing otherwise (cases): what they differ in is unknown",
		"one:list.csv:9": "line 8 tells the same listing otherwise (amount_sum): what they differ in is unknown",
	}
	if found := contradictions(report); !maps.Equal(found, want) {
		t.Errorf("findings %v, want %v", found, want)
	}
}

// TestListingsThatContradictEachOther: a company stays on the list that every row says it is on, whatever they say of it
// differently, in whichever order they are; that is unknown, and the finding names both lines.
func TestListingsThatContradictEachOther(t *testing.T) {
	t.Parallel()
	const first = spring + "Motor;Påhittade Bilar AB;412111-1118;3;1 000\n"
	for _, c := range []struct{ name, row, want, fields string }{
		{"cases", spring + "Motor;Påhittade Bilar AB;412111-1118;4;1 000\n", "2021-02-17 <nil> 1000", "cases"},
		{"the day", "Våren 2021;2021-03-17;Motor;Påhittade Bilar AB;412111-1118;3;1 000\n", "<nil> 3 1000", "issue_date"},
		{"everything", "Våren 2021;2021-03-17;Motor;Påhittade Bilar AB;412111-1118;4;2 000\n", "<nil> <nil> <nil>", "issue_date, cases, amount_sum"},
		{"a sum that cannot be read", spring + "Motor;Påhittade Bilar AB;412111-1118;3;1 O00\n", "2021-02-17 3 <nil>", "amount_sum"},
		{"no sum", spring + "Motor;Påhittade Bilar AB;412111-1118;3;\n", "2021-02-17 3 1000", ""},
		{"name and issue are typed otherwise", "VÅREN  2021;2021-02-17;motor;PÅHITTADE BILAR AB;4121111118;4;1 000\n", "2021-02-17 <nil> 1000", "cases"},
		{"the same, and nothing else", "VÅREN  2021;2021-02-17;motor;PÅHITTADE BILAR AB;4121111118;3;1 000\n", "2021-02-17 3 1000", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var ids []any
			for _, rows := range []string{first + c.row, c.row + first} {
				r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, svarta("one", "2021-09-01", rows))...))
				listings := etltest.Rows(t, r, schema.Listings)
				if len(listings) != 1 {
					t.Fatalf("%d listings of one company", len(listings))
				}
				l := listings[0]
				if got := fmt.Sprint(l["issue_date"], " ", l["cases"], " ", l["amount_sum"]); got != c.want || l["company_id"] != "se-4121111118" {
					t.Errorf("%v: %s, want %s", l["company_id"], got, c.want)
				}
				ids = append(ids, l["record_id"])
				want := map[string]string{}
				if c.fields != "" {
					want["one:list.csv:3"] = "line 2 tells the same listing otherwise (" + c.fields + "): what they differ in is unknown"
				}
				if found := contradictions(report); !maps.Equal(found, want) || r.Manifest().Disclosures[0].Findings["contradicting-rows"] != int64(len(want)) {
					t.Errorf("findings %v, want %v; the manifest has %v", found, want, r.Manifest().Disclosures[0].Findings)
				}
				if got := accounting(t, report, "one"); got != (release.Accounting{Read: 2, Published: 1, Duplicate: 1}) {
					t.Errorf("accounting %+v", got)
				}
			}
			if ids[0] != ids[1] {
				t.Errorf("the id depends on the order of rows: %v", ids)
			}
		})
	}
}

// A listing whose rows give two days stays public as long as by the first of them, and one of a later disclosure that says it
// for certain takes its place.
func TestAListingOfTwoDays(t *testing.T) {
	t.Parallel()
	one := func(day, cases string) string {
		return "Våren 2019;" + day + ";Motor;Påhittade Bilar AB;412111-1118;" + cases + ";\n"
	}
	build := func(disclosures ...etltest.Disclosure) ([]string, etl.Report) {
		r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, disclosures...)...))
		return entries(t, r), report
	}
	later := spring + "Resor;Uppdiktade Flyg Ltd;;5;\n"
	flight := "Uppdiktade Flyg Ltd|resor|Våren 2021|2021-02-17|5|<nil>"
	got, report := build(svarta("one", "2021-09-01", one("2020-08-31", "1")+one("2019-08-31", "1")+later))
	same(t, got, flight)
	if a := accounting(t, report, "one"); a != (release.Accounting{Read: 3, Published: 1, Duplicate: 1, AgedOut: 1}) {
		t.Errorf("accounting %+v", a)
	}
	got, _ = build(svarta("one", "2021-09-01", one("2020-08-31", "1")+one("2019-09-01", "1")+later))
	same(t, got, "Påhittade Bilar AB|motor|Våren 2019|<nil>|1|<nil>", flight)
	got, _ = build(svarta("one", "2021-08-01", one("2020-08-31", "1")+one("2020-08-31", "2")+later), svarta("two", "2021-09-01", one("2020-08-31", "2")))
	same(t, got, "Påhittade Bilar AB|motor|Våren 2019|2020-08-31|2|<nil>", flight)
}

func TestTheSidecarTellsTheIssueOfAFileWithoutIt(t *testing.T) {
	d := svarta("one", "2021-09-01", "")
	d.Files = map[string]string{"list.csv": "Företag;Antal\nUppdiktade Flyg Ltd;5\n"}
	c := etltest.Config(t, etltest.Write(t, d)...)
	if _, err := etl.Build(t.Context(), c); !errors.Is(err, etl.ErrBlocked) || !strings.Contains(err.Error(), "unknown-issue") {
		t.Errorf("without an issue: %v", err)
	}
	d.Sidecar += "issue: {name: 2021-2, date: 2021-08-18}\n"
	r, _ := etltest.Build(t, etltest.Config(t, etltest.Write(t, d)...))
	same(t, entries(t, r), "Uppdiktade Flyg Ltd|<nil>|2021-2|2021-08-18|5|<nil>")
	bought := arn("one", etltest.ARN2021+"issue: {name: 2021-2, date: 2021-08-18}\n", "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n")
	if _, err := etl.Build(t.Context(), etltest.Config(t, etltest.Write(t, bought)...)); err == nil || !strings.Contains(err.Error(), "only lists of listings") {
		t.Errorf("an issue of cases: %v", err)
	}
}

func TestAListingIsTracedToItsRow(t *testing.T) {
	c := etltest.Config(t, etltest.Write(t, svarta("one", "2021-09-01", spring+"Resor;Uppdiktade Flyg Ltd;;5;\n"))...)
	r, _ := etltest.Build(t, c)
	id, _ := etltest.Rows(t, r, schema.Listings)[0]["record_id"].(string)
	found, err := etl.Trace(t.Context(), c, id)
	if err != nil || len(found) != 1 || found[0].String() != "one:list.csv:2" {
		t.Errorf("traced to %v, %v", found, err)
	}
}
