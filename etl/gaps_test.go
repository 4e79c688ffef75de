package etl_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tvistdata/etl/etltest"
	"tvistdata/internal/company"
	"tvistdata/internal/coverage"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// partialOf returns the partial months of received by company.
func partialOf(t *testing.T, r *release.Release) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, row := range etltest.Rows(t, r, schema.CountsMonthly) {
		if row["measure"] == "received" && row["status"] == string(record.Partial) {
			id := row["company_id"].(string)
			out[id] = strings.TrimSpace(out[id] + " " + row["month"].(record.Date).String()[:7])
		}
	}
	return out
}

// TestAGapIsOfTheCompaniesThatItMayBe: a row that counts for nobody makes the months partial of each company that it may be against:
// by number, by a name in the release or the register, whatever its legal form. Other companies' months stay whole. All companies
// together lack it, too. Where nobody can know, everybody's are partial. What the release does not know is reported as unnamed.
func TestAGapIsOfTheCompaniesThatItMayBe(t *testing.T) {
	t.Parallel()
	const (
		hats, cars = "se-4020010007", "se-4121111118"
		good       = "2021-00001;2021-01-04;Motor;Påhittade Hattar AB;402001-0007;2021-05-04;Bifall;;Ja;\n" +
			"2021-00002;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-04;Bifall;;Ja;\n" +
			"2021-00003;2021-01-04;Motor;Påhittade Rör AB;;2021-05-04;Bifall;;Ja;\n"
	)
	pipes := company.NameID("Påhittade Rör AB")
	for _, c := range []struct {
		name, rows string
		want       map[string]string // partial months
		told       map[string]string // months of the manifest's gaps
	}{
		{"all is read", "", map[string]string{}, nil},
		{
			"two respondents by name", "2021-00009;2021-03-09;Motor;Påhittade Hattar AB, Påhittade Rör AB;;;;;;\n",
			map[string]string{hats: "2021-03", pipes: "2021-03"},
			map[string]string{hats: "2021-03", pipes: "2021-03", record.Unnamed: "2021-03"},
		},
		{
			"two respondents by number, of whom one has no other row", "2021-00009;2021-03-09;Motor;Påhittade Hattar AB;402001-0007, 402001-0015;;;;;\n",
			map[string]string{hats: "2021-03"},
			map[string]string{hats: "2021-03", record.Unnamed: "2021-03"},
		},
		{
			"a number like a person's", "2021-00009;2021-03-09;Motor;Påhittade Bilar AB;811218-9876;2021-06-09;Bifall;;Ja;\n",
			map[string]string{cars: "2021-03 2021-06"},
			map[string]string{cars: "2021-03", record.Unnamed: "2021-03"},
		},
		{
			"rows that contradict each other",
			"2021-00009;2021-03-09;Motor;Påhittade Bilar AB;412111-1118;2021-06-09;Bifall;;Ja;\n2021-00009;2021-03-09;Motor;Påhittade Bilar AB;412111-1118;2021-06-09;Avslag;;Ja;\n",
			map[string]string{cars: "2021-03 2021-06"},
			map[string]string{cars: "2021-03"},
		},
		{
			"rows of a person's case that contradict each other",
			"2021-00009;2021-03-09;Motor;Hampus Bygg;;2021-06-09;Bifall;;Ja;\n2021-00009;2021-03-09;Motor;Hampus Bygg;;2021-06-09;Avslag;;Ja;\n",
			map[string]string{},
			map[string]string{record.Unnamed: "2021-03"},
		},
		{
			"a number and no name", "2021-00009;2021-03-09;Motor;;402001-0007;2021-06-09;Bifall;;Ja;\n",
			map[string]string{hats: "2021-03 2021-06"},
			map[string]string{hats: "2021-03"},
		},
		{
			"a row without a case number", ";2021-03-09;Motor;Påhittade Hattar AB;402001-0007;2021-06-09;Bifall;;Ja;\n",
			map[string]string{hats: "2021-03 2021-06"},
			map[string]string{hats: "2021-03", record.Unnamed: "2021-03"},
		},
		{
			"a person before the company", "2021-00009;2021-03-09;Motor;\"Anna Andersson\nPåhittade Hattar AB\";402001-0007;;;;;\n",
			map[string]string{hats: "2021-03"},
			map[string]string{hats: "2021-03", record.Unnamed: "2021-03"},
		},
		{
			"a name with a town behind it", "2021-00009;2021-03-09;Motor;Påhittade Hattar AB, Stockholm;;;;;;\n",
			map[string]string{hats: "2021-03"},
			map[string]string{hats: "2021-03", record.Unnamed: "2021-03"},
		},
		{
			"a row without a respondent", "2021-00009;2021-03-09;Motor;;;2021-06-09;Bifall;;Ja;\n",
			map[string]string{hats: "2021-03 2021-06", cars: "2021-03 2021-06", pipes: "2021-03 2021-06"},
			nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			config := etltest.Config(t, etltest.Write(t, arn("one", arnAll, good+c.rows))...)
			config.Accept = "a twentieth is rejected"
			r, _ := etltest.Build(t, config)
			if diff := cmp.Diff(c.want, partialOf(t, r)); diff != "" {
				t.Errorf("partial months: -want +got:\n%s", diff)
			}
			d := r.Manifest().Disclosures[0]
			told := map[string]string{}
			for id, runs := range d.IncompleteFor {
				told[id] = runs[0].From.String()[:7]
			}
			if len(told)+len(c.told) > 0 {
				if diff := cmp.Diff(c.told, told); diff != "" {
					t.Errorf("gaps: -want +got:\n%s", diff)
				}
			}
			book := coverage.New([]coverage.Row{{
				List: "arn-cases", Measure: record.Received, From: day("2021-01-01"), To: day("2021-12-31"), Gaps: r.Manifest().Gaps()[[2]string{"arn-cases", "one"}],
			}})
			want := record.OK
			if c.rows != "" {
				want = record.Partial
			}
			if got := book.Span("arn-cases", record.Received, "", "", day("2021-03-01"), day("2021-03-31")).Status; got != want {
				t.Errorf("all together: %s, want %s", got, want)
			}
			for _, row := range etltest.Rows(t, r, schema.TotalsYearly) {
				if row["status"] != string(want) && row["status"] != string(record.Suppressed) {
					t.Errorf("the year's total is %v", row)
				}
			}
		})
	}
}

// TestAGapIsOneOfTheDeliveriesBefore: an earlier delivery of the same days says nothing of a row that a later one has and that counts
// for nobody; a later one that holds the days whole does.
func TestAGapIsOneOfTheDeliveriesBefore(t *testing.T) {
	t.Parallel()
	const cars = "2021-00002;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"
	late := strings.Replace(arnAll, "2022-07-01", "2022-08-01", 1)
	gap := cars + "2021-00009;2021-03-09;Motor;Påhittade Bilar AB;811218-9876;;;;;\n"
	again := cars + "2021-00009;2021-03-09;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"
	for _, c := range []struct{ early, late, want string }{
		{cars, cars, ""}, {cars, gap, "2021-03"}, {again, gap, "2021-03"}, {gap, again, ""}, {cars, cars + "2021-00009;2021-03-09;Motor;;;;;;;\n", "2021-03"},
	} {
		config := etltest.Config(t, etltest.Write(t, arn("one", arnAll, c.early), arn("two", late, c.late))...)
		config.Accept = "a twentieth is rejected"
		r, _ := etltest.Build(t, config)
		if got := partialOf(t, r)["se-4121111118"]; got != c.want {
			t.Errorf("%q, then %q: partial are %q, want %q", c.early, c.late, got, c.want)
		}
	}
}

// TestAGapOfWhatWasAskedForByCompany is that company's: others' months stay whole in the earlier delivery of all.
func TestAGapOfWhatWasAskedForByCompany(t *testing.T) {
	t.Parallel()
	const cars, hats = "2021-00002;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n", "2021-00001;2021-01-04;Motor;Påhittade Hattar AB;402001-0007;;;;;\n"
	asked := strings.Replace(strings.Replace(arnAll, "2022-07-01", "2022-08-01", 1), "2021-12-31}", "2021-12-31, companies: [se-4121111118]}", 1)
	config := etltest.Config(t, etltest.Write(t, arn("one", arnAll, cars+hats), arn("two", asked, cars+"2021-00009;2021-03-09;Motor;;;;;;;\n"))...)
	config.Accept = "a twentieth is rejected"
	r, _ := etltest.Build(t, config)
	if diff := cmp.Diff(map[string]string{"se-4121111118": "2021-03"}, partialOf(t, r)); diff != "" {
		t.Errorf("partial months: -want +got:\n%s", diff)
	}
}

// TestTheOrderOfGapsDoesNotMatter, nor how many rows have them: the runs of a company are reported once.
func TestTheOrderOfGapsDoesNotMatter(t *testing.T) {
	t.Parallel()
	rows := strings.SplitAfter(strings.TrimSuffix("2021-00009;2021-03-09;Motor;Påhittade Bilar AB;811218-9876;;;;;\n2021-00010;2021-04-09;Motor;Påhittade Bilar AB;811218-9876;;;;;\n"+
		"2021-00011;2021-03-10;Motor;Påhittade Bilar AB och Påhittade Hattar AB;;;;;;\n2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n", "\n"), "\n")
	rows[len(rows)-1] += "\n"
	var ids []string
	for range 2 {
		r, _ := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", arnAll, strings.Join(rows, "")))...))
		gaps := r.Manifest().Disclosures[0].IncompleteFor
		if diff := cmp.Diff([]record.Run{{From: day("2021-03-01"), To: day("2021-04-30")}}, gaps["se-4121111118"]); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
		text := ""
		for _, row := range etltest.Rows(t, r, schema.CountsMonthly) {
			text += row["company_id"].(string) + row["month"].(record.Date).String() + row["status"].(string) + "\n"
		}
		ids = append(ids, text)
		slices.Reverse(rows)
	}
	if ids[0] != ids[1] {
		t.Errorf("another order of rows:\n%s\n%s", ids[0], ids[1])
	}
}
