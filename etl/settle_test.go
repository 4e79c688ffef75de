package etl_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl/etltest"
	"tvistdata/internal/company"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

func TestALaterDeliverySupersedesAnEarlierOne(t *testing.T) {
	first := arn("first", strings.Replace(etltest.ARN2021, "2022-07-01", "2022-01-10", 1),
		"2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"+
			"2021-00002;2021-01-05;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"+
			"2021-00003;2021-01-06;Motor;Påhittade Bilar AB;412111-1118;;;;;\n")
	second := arn("second", etltest.ARN2021,
		"2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-09-01;Bifall;;;\n"+
			"2021-00002;2021-01-05;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"+
			"2021-00003;2021-01-06;Motor;Uppdiktade Däck Ltd;;;;;;\n")
	_, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, first, second)...))
	if got, want := accounting(t, report, "first"), (release.Accounting{Read: 3, Duplicate: 1, Superseded: 2}); got != want {
		t.Errorf("first: %+v, want %+v", got, want)
	}
	if got, want := accounting(t, report, "second"), (release.Accounting{Read: 3, Published: 3}); got != want {
		t.Errorf("second: %+v, want %+v", got, want)
	}
}

// What a later delivery changes is listed field by field, with what counts now; a person's matter never is.
func TestWhatALaterDeliveryChangedIsListed(t *testing.T) {
	first := arn("first", strings.Replace(etltest.ARN2021, "2022-07-01", "2022-01-10", 1),
		"2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"+
			"2021-00002;2021-01-05;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"+
			"2021-00003;2021-01-06;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"+
			"2021-00004;2021-01-07;Motor;Anna Andersson;811218-9876;;;;;\n"+
			"2021-00005;2021-01-08;Motor;PÅHITTADE BILAR AB;412111-1118;;;;;\n")
	second := arn("second", etltest.ARN2021,
		"2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-09-01;Bifall;4 000 kr;;\n"+
			"2021-00002;2021-01-05;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"+
			"2021-00003;2021-01-06;Motor;Uppdiktade Däck Ltd;;;;;;\n"+
			"2021-00004;2021-01-07;Motor;Anna Andersson;811218-9876;2021-09-01;Avslag;;;\n"+
			"2021-00005;2021-01-08;Motor;Påhittade Bilar AB;412111-1118;2021-10-01;;;;\n")
	r, _ := etltest.Build(t, etltest.Config(t, etltest.Write(t, first, second)...))
	var got []string
	current := map[any]bool{}
	for _, row := range etltest.Rows(t, r, schema.Disputes) {
		current[row["record_id"]] = true
	}
	for _, row := range etltest.Rows(t, r, schema.Revisions) {
		if !current[row["record_id"]] || row["disclosure_before"] != "first" || row["disclosure"] != "second" || row["synthetic"] != true {
			t.Errorf("revision %v is of no record, or of another disclosure", row)
		}
		got = append(got, fmt.Sprint(row["field"], ": ", row["before"], " -> ", row["after"]))
	}
	slices.Sort(got)
	want := []string{
		"amount_band: <nil> -> 1000-4999",
		"company_id: se-4121111118 -> " + company.NameID("Uppdiktade Däck Ltd"),
		"decision_date: <nil> -> 2021-09-01",
		"decision_date: <nil> -> 2021-10-01",
		"name_as_written: PÅHITTADE BILAR AB -> Påhittade Bilar AB",
		"name_as_written: Påhittade Bilar AB -> Uppdiktade Däck Ltd",
		"outcome: <nil> -> bifall",
	}
	if !slices.Equal(got, want) {
		t.Errorf("revisions:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAReplacedDeliveryCountsAndCoversNothing(t *testing.T) {
	first := arn("first", strings.Replace(etltest.ARN2021, "2022-07-01", "2022-01-10", 1),
		"2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n")
	second := arn("second", "replaces: [first]\n"+strings.Replace(etltest.ARN2021, "from: 2021-01-01", "from: 2021-02-01", 1),
		"2021-00002;2021-02-05;Motor;Påhittade Bilar AB;412111-1118;;;;;\n")
	r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, first, second)...))
	if got, want := accounting(t, report, "first"), (release.Accounting{Read: 1, Superseded: 1}); got != want {
		t.Errorf("first: %+v, want %+v", got, want)
	}
	for _, row := range etltest.Rows(t, r, schema.Coverage) {
		if row["disclosure"] == "first" {
			t.Errorf("a replaced delivery covers %v", row)
		}
	}
}

func TestTotalsNeverShowFewUnnamed(t *testing.T) {
	var rows strings.Builder
	n := 0
	add := func(year int, department, respondent, number string, times int) {
		for range times {
			n++
			fmt.Fprintf(&rows, "%d-%05d;%d-03-0%d;%s;%s;%s;;;;;\n", year, n, year, n%9+1, department, respondent, number)
		}
	}
	for _, department := range []string{"Motor", "Resor", "Bank", "Sko"} {
		add(2021, department, "Påhittade Bilar AB", "412111-1118", 10)
		add(2022, department, "Påhittade Bilar AB", "412111-1118", 10)
	}
	add(2021, "Motor", "Anna Andersson Bygg", "811218-9876", 2)
	add(2021, "Resor", "Anna Andersson Bygg", "811218-9876", 6)
	add(2021, "Bank", "Anna Andersson Bygg", "811218-9876", 9)
	add(2022, "Motor", "Anna Andersson Bygg", "811218-9876", 3)
	sidecar := strings.NewReplacer("2022-07-01", "2023-07-01", "2021-12-31", "2022-06-30").Replace(etltest.ARN2021)
	r, _ := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", sidecar, rows.String()))...))
	got := map[string]string{}
	for _, row := range etltest.Rows(t, r, schema.TotalsYearly) {
		got[fmt.Sprint(row["year"], " ", row["department"])] = fmt.Sprint(row["received"], " ", row["status"])
	}
	want := map[string]string{
		"2021 <nil>": "57 ok", "2021 bank": "19 ok", "2021 sko": "10 ok",
		"2021 motor": "<nil> suppressed", "2021 resor": "<nil> suppressed", // Motor's 2 hide behind Resor's 6
		"2022 <nil>": "<nil> suppressed", "2022 motor": "<nil> suppressed",
		"2022 resor": "10 partial", "2022 bank": "10 partial", "2022 sko": "10 partial",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("totals:\n%v\nwant\n%v", got, want)
	}
}

func TestTotalsCountCoveredDaysOnly(t *testing.T) {
	sidecar := strings.Replace(etltest.ARN2021, "to: 2021-12-31", "to: 2021-12-31, companies: [se-4121111118]", 1)
	rows := "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"
	r, _ := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", sidecar, rows))...))
	for _, row := range etltest.Rows(t, r, schema.TotalsYearly) {
		if row["received"] != nil || row["status"] != string(record.NotCovered) {
			t.Errorf("a disclosure about one company gives the total %v", row)
		}
	}
}

func TestFewUnnamedDoNotShowInTheManifest(t *testing.T) {
	row := "2021-0000%d;2021-01-04;Motor;%s;%s;;;;;\n"
	for unnamed, shown := range map[int]bool{0: true, 1: false, 4: false, 5: true} {
		rows := fmt.Sprintf(row, 9, "Påhittade Bilar AB", "412111-1118")
		for i := range unnamed {
			rows += fmt.Sprintf(row, i, "Anna Andersson Bygg", "811218-9876")
		}
		r, _ := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows))...))
		a := r.Manifest().Lists[0].Accounting
		if (a.Read != nil) != shown || (a.Withheld != nil) != shown || a.Published != 1 || shown && *a.Withheld != int64(unnamed) {
			t.Errorf("%d unnamed: %+v", unnamed, a)
		}
	}
}

func TestALaterNarrowerDeliveryErasesNothing(t *testing.T) {
	first := arn("first", `list: arn-cases
received: 2022-01-10
synthetic: true
covers:
  - {measures: [received, closed, decided_on_merits, won, followed, not_followed], from: 2021-01-01, to: 2021-12-31}
`, "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-04;Bifall;500;Ja;\n"+
		"2021-00002;2021-01-05;Motor;Påhittade Bilar AB;412111-1118;2021-06-04;Bifall;;;\n"+
		"2021-00002;2021-01-05;Motor;Uppdiktade Däck Ltd;;2021-06-04;Bifall;;;\n")
	narrower := etltest.Disclosure{List: "arn-cases", ID: "second", Sidecar: etltest.ARN2021, Files: map[string]string{
		"list.csv": "Ärendenummer;Inkom;Motpart\n2021-00001;2021-01-04;Påhittade Bilar AB\n2021-00002;2021-01-05;Påhittade Bilar AB\n",
	}}
	narrower.Sidecar = strings.Replace(narrower.Sidecar, "to: 2021-12-31", "to: 2021-12-31, companies: [se-4121111118]", 1)
	r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, first, narrower)...))
	won, companies := 0, map[any]bool{}
	for _, row := range etltest.Rows(t, r, schema.Disputes) {
		companies[row["company_id"]] = true
		if row["outcome"] == "bifall" && row["decision_date"] != nil {
			won++
		}
	}
	if won != 3 || len(companies) != 2 {
		t.Errorf("%d won against %d companies, want 3 and 2; %+v", won, len(companies), report.Accounted)
	}
}

func TestSpellingsOfOneRespondentAreOneDispute(t *testing.T) {
	rows := "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n" +
		"2021-00001;2021-01-04;Motor;PÅHITTADE BILAR AB;4121111118;;;;;\n" +
		"2021–00001;2021-01-04;Motor;Påhittade Bilar AB (publ);412111-1118;;;;;\n"
	r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows))...))
	if got := len(etltest.Rows(t, r, schema.Disputes)); got != 1 {
		t.Errorf("%d disputes, want 1; %+v", got, report.Accounted)
	}
}

func TestAMatterAgainstTwoCountsOnceInTotals(t *testing.T) {
	rows := "2021-00003;2021-02-05;Motor;Påhittade Bilar AB;412111-1118;;;;;\n" +
		"2021-00003;2021-02-05;Motor;Uppdiktade Däck Ltd;;;;;;\n"
	r, _ := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", etltest.ARN2021, rows))...))
	if got := len(etltest.Rows(t, r, schema.Disputes)); got != 2 {
		t.Errorf("%d disputes, want one for each of two respondents", got)
	}
	for _, row := range etltest.Rows(t, r, schema.TotalsYearly) {
		if row["received"] != int64(1) {
			t.Errorf("total %v, want 1 matter", row)
		}
	}
}

func TestEqualRowsWithoutACaseNumberStayApart(t *testing.T) {
	head := "Date received,Product,Sub-product,Company,State,ZIP code\n"
	row := "2016-05-04,Mortgage,Other mortgage,\"Invented Loans, Inc.\",TX,\n"
	sidecar := "list: cfpb-complaints\nreceived: 2017-01-10\nsynthetic: true\ncovers:\n  - {measures: [received], from: 2016-01-01, to: 2016-12-31}\n"
	first := etltest.Disclosure{List: "cfpb-complaints", ID: "first", Sidecar: sidecar, Files: map[string]string{"c.csv": head + row + row}}
	second := etltest.Disclosure{
		List: "cfpb-complaints", ID: "second", Sidecar: strings.Replace(sidecar, "2017-01-10", "2017-02-10", 1),
		Files: map[string]string{"c.csv": head + row + row + row},
	}
	r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, first, second)...))
	if got := len(etltest.Rows(t, r, schema.Complaints)); got != 3 {
		t.Errorf("%d complaints, want the 3 of the delivery that shows most", got)
	}
	if got, want := accounting(t, report, "first"), (release.Accounting{Read: 2, Duplicate: 2}); got != want {
		t.Errorf("first: %+v, want %+v", got, want)
	}
}
