package etl_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/internal/list"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// publishedFor returns the list another end to its records' publication.
func publishedFor(c etl.Config, id string, years int) etl.Config {
	c.Lists = slices.Clone(c.Lists)
	for i, l := range c.Lists {
		if l.ID == id {
			aging := *l
			aging.PublishedFor = list.PublishedFor{Years: years}
			c.Lists[i] = &aging
		}
	}
	return c
}

func TestListingsAgeOut(t *testing.T) {
	rows := "Hösten 2018;2018-08-31;Resor;Påhittade Bilar AB;412111-1118;7;\n" +
		"Hösten 2018;2018-08-31;Resor;Anna Andersson Bygg;811218-9876;1;\n" +
		"Hösten 2019;2019-09-01;Resor;Uppdiktade Flyg Ltd;;5;\n" + // two years to the day
		autumn + "Resor;Uppdiktade Flyg Ltd;;6;\n"
	c := etltest.Config(t, etltest.Write(t, svarta("one", "2021-09-01", rows))...)
	r, report := etltest.Build(t, c)
	same(t, entries(t, r), "Uppdiktade Flyg Ltd|resor|Hösten 2019|2019-09-01|5|<nil>", "Uppdiktade Flyg Ltd|resor|Hösten 2021|2021-08-18|6|<nil>")
	if got, want := accounting(t, report, "one"), (release.Accounting{Read: 4, Published: 2, Unnamed: 1, AgedOut: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if a := r.Manifest().Lists[0].Accounting; a.AgedOut != 1 || a.Published != 2 {
		t.Errorf("the manifest says %+v", a)
	}
	if text := etltest.Text(t, c.Releases, r); strings.Contains(text, "Påhittade Bilar") || strings.Contains(text, "4121111118") {
		t.Error("a company is in the release that has aged out of it")
	}
}

// A list is as old as its newest disclosure, not as the day on which somebody builds.
func TestANewerDisclosureLetsAnOlderOneAge(t *testing.T) {
	old := svarta("old", "2021-09-01", autumn+"Resor;Uppdiktade Flyg Ltd;;6;\n")
	older, _ := etltest.Build(t, etltest.Config(t, etltest.Write(t, old)...))
	if got := len(etltest.Rows(t, older, schema.Listings)); got != 1 {
		t.Errorf("%d listings five years later, want the one: nothing newer came", got)
	}
	c := etltest.Config(t, etltest.Write(t, old, svarta("new", "2023-09-01", "Hösten 2023;2023-08-30;Motor;Påhittade Bilar AB;412111-1118;1;\n"))...)
	r, report := etltest.Build(t, c)
	same(t, entries(t, r), "Påhittade Bilar AB|motor|Hösten 2023|2023-08-30|1|<nil>")
	if got, want := accounting(t, report, "old"), (release.Accounting{Read: 1, AgedOut: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

const agingRows = "2018-00001;2018-05-04;Motor;Påhittade Bilar AB;412111-1118;2018-09-01;Bifall;;Nej;\n" + // aged out
	"2018-00002;2018-05-04;Motor;Anna Andersson Bygg;811218-9876;2018-09-01;Bifall;;;\n" + // unnamed, as before
	"2020-00001;2020-03-20;Motor;Påhittade Bilar AB;412111-1118;2020-11-01;Bifall;;Nej;\n" + // too old to be received, not to be decided
	"2020-00002;2020-06-30;Motor;Påhittade Bilar AB;412111-1118;;;;;\n" + // aged out by a day
	"2020-00003;2020-07-01;Motor;Påhittade Bilar AB;412111-1118;;;;;\n" + // the first day
	"2021-00001;2021-05-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n" +
	"2021-00002;oklart;Motor;Påhittade Bilar AB;412111-1118;;;;;\n" // from the day that its disclosure came

const agingSidecar = `list: arn-cases
received: 2022-07-01
synthetic: true
covers:
  - {measures: [received, closed, decided_on_merits, won, followed, not_followed], from: 2018-01-01, to: 2021-12-31}
`

func TestMattersAgeOutByTheirNewestDate(t *testing.T) {
	d := etltest.Write(t, arn("one", agingSidecar, agingRows))
	r, report := etltest.Build(t, publishedFor(etltest.Config(t, d...), "arn-cases", 2))
	if got, want := accounting(t, report, "one"), (release.Accounting{Read: 7, Published: 4, Unnamed: 1, AgedOut: 2}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	var received []string
	for _, row := range etltest.Rows(t, r, schema.Disputes) {
		received = append(received, fmt.Sprint(row["received_date"]))
	}
	same(t, received, "<nil>", "2020-03-20", "2020-07-01", "2021-05-04")
	for _, row := range etltest.Rows(t, r, schema.Coverage) {
		if fmt.Sprint(row["covered_from"]) != "2020-07-01" || fmt.Sprint(row["covered_to"]) != "2021-12-31" {
			t.Errorf("covered: %v", row)
		}
	}
	whole, _ := etltest.Build(t, etltest.Config(t, d...))
	if got := len(etltest.Rows(t, whole, schema.Disputes)); got != 6 {
		t.Errorf("unlimited, %d disputes, want 6", got)
	}
}

// Every measure is whole from the first public day on: as it would be if nothing had aged out.
func TestWhatIsStillPublicIsCountedWhole(t *testing.T) {
	d := etltest.Write(t, arn("one", agingSidecar, agingRows))
	months := func(c etl.Config) map[string]string {
		r, _ := etltest.Build(t, c)
		out := map[string]string{}
		for _, row := range etltest.Rows(t, r, schema.CountsMonthly) {
			out[fmt.Sprint(row["measure"], " ", row["month"])] = fmt.Sprint(row["value"], " ", row["status"])
		}
		return out
	}
	aged, whole := months(publishedFor(etltest.Config(t, d...), "arn-cases", 2)), months(etltest.Config(t, d...))
	if whole["received 2020-06-01"] != "1 ok" || whole["won 2020-11-01"] != "1 ok" || len(aged) != 6*18 {
		t.Fatalf("nothing to compare: %d and %d months", len(aged), len(whole))
	}
	for at, want := range aged {
		if whole[at] != want {
			t.Errorf("%s: %s, and %s while all is public", at, want, whole[at])
		}
	}
}

func TestADisclosureThatIsAllTooOldCoversNothing(t *testing.T) {
	first := arn("first", strings.NewReplacer("2022-07-01", "2019-01-10", "2021-12-31", "2018-12-31").Replace(agingSidecar),
		"2018-00001;2018-05-04;Motor;Påhittade Bilar AB;412111-1118;2018-09-01;Bifall;;Nej;\n2018-00007;oklart;Motor;Påhittade Bilar AB;412111-1118;;;;;\n")
	second := arn("second", etltest.ARN2021, "2021-00001;2021-05-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n")
	r, report := etltest.Build(t, publishedFor(etltest.Config(t, etltest.Write(t, first, second)...), "arn-cases", 2))
	if got, want := accounting(t, report, "first"), (release.Accounting{Read: 2, AgedOut: 2}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	for _, row := range etltest.Rows(t, r, schema.Coverage) {
		if row["disclosure"] != "second" {
			t.Errorf("covered: %v", row)
		}
	}
}

// What was revised of a matter that is no longer public is not public, either.
func TestRevisionsAgeOut(t *testing.T) {
	first := arn("first", strings.Replace(agingSidecar, "2022-07-01", "2022-01-10", 1),
		"2018-00001;2018-05-04;Motor;Påhittade Bilar AB;412111-1118;2018-09-01;Avslag;;;\n2021-00001;2021-05-04;Motor;Påhittade Bilar AB;412111-1118;2021-09-01;Avslag;;;\n")
	second := arn("second", agingSidecar,
		"2018-00001;2018-05-04;Motor;Påhittade Bilar AB;412111-1118;2018-09-01;Bifall;;;\n2021-00001;2021-05-04;Motor;Påhittade Bilar AB;412111-1118;2021-09-01;Bifall;;;\n")
	d := etltest.Write(t, first, second)
	r, _ := etltest.Build(t, publishedFor(etltest.Config(t, d...), "arn-cases", 2))
	whole, _ := etltest.Build(t, etltest.Config(t, d...))
	if aged, all := etltest.Rows(t, r, schema.Revisions), etltest.Rows(t, whole, schema.Revisions); len(aged) != 1 || len(all) != 2 {
		t.Errorf("%d revisions, and %d while all is public; want 1 and 2", len(aged), len(all))
	}
}

func TestFiguresAgeOut(t *testing.T) {
	figures := etltest.Disclosure{List: "published-figures", ID: "one", Sidecar: "list: published-figures\nsynthetic: true\nreceived: 2022-07-01\n", Files: map[string]string{
		"list.csv": "authority,jurisdiction,measure,company_as_written,org_number,department_as_written,period_start,period_end,period_label,period_precision,value,unit,qualifier,source_name,source_url,published,note\n" +
			"ARN,SE,cases_received,,,,2018-01-01,2018-12-31,2018,day,17,cases,,Påhittad tidning,,2019,\n" +
			"ARN,SE,cases_received,,,,2020-01-01,2020-12-31,2020,day,18,cases,,Påhittad tidning,,2021,\n",
	}}
	r, report := etltest.Build(t, publishedFor(etltest.Config(t, etltest.Write(t, figures)...), "published-figures", 2))
	if got, want := accounting(t, report, "one"), (release.Accounting{Read: 2, Published: 1, AgedOut: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if rows := etltest.Rows(t, r, schema.Figures); len(rows) != 1 || rows[0]["value"] != 18.0 {
		t.Errorf("figures: %v", rows)
	}
}

// What is no longer public has not been lost.
func TestTheGateLetsRecordsAgeOut(t *testing.T) {
	old := svarta("old", "2021-09-01", autumn+"Resor;Uppdiktade Flyg Ltd;;6;\n"+autumn+"Motor;Påhittade Bilar AB;412111-1118;1;\n")
	c := etltest.Config(t, etltest.Write(t, old)...)
	etltest.Build(t, c)
	next := etltest.Config(t, etltest.Write(t, old, svarta("new", "2023-09-01", "Hösten 2023;2023-08-30;Motor;Påhittade Bilar AB;412111-1118;1;\n"))...)
	next.Releases = c.Releases
	etltest.Build(t, next)
	gone := etltest.Config(t, etltest.Write(t, svarta("newer", "2023-09-02", "Hösten 2023;2023-08-30;Motor;Påhittade Bilar AB;412111-1118;many;\n"+spring+"x;Påhittade Bilar AB;;1;\n"))...)
	gone.Releases = c.Releases
	if _, err := etl.Build(t.Context(), gone); !errors.Is(err, etl.ErrRefused) {
		t.Errorf("a list that lost its only record: %v", err)
	}
}
