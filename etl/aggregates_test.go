package etl_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/datasets"
	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/etl/rule"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// statistics builds disclosures of the list of aggregates.
func statistics(t *testing.T, all ...etltest.Disclosure) (etl.Config, *release.Release, etl.Report) {
	t.Helper()
	c := etltest.WithStatistics(t, etltest.Config(t, etltest.Write(t, all...)...))
	c.Accept = "a test"
	r, report := etltest.Build(t, c)
	return c, r, report
}

// told returns the aggregates of a release as company, measure, period, department, subject and count.
func told(t *testing.T, r *release.Release) []string {
	t.Helper()
	var out []string
	for _, row := range etltest.Rows(t, r, schema.Aggregates) {
		out = append(out, fmt.Sprintf("%s %s %s–%s %v %v %v", row["company_id"], row["measure"], row["period_start"], row["period_end"],
			row["department"], row["subject"], row["count"]))
	}
	return out
}

func wants(t *testing.T, r *release.Release, want ...string) {
	t.Helper()
	if got := told(t, r); !slices.Equal(got, want) {
		t.Errorf("the release holds\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestACountIsOfACompanyAMeasureAndAPeriod: what the table says is what the release says, and it is no record.
func TestACountIsOfACompanyAMeasureAndAPeriod(t *testing.T) {
	_, r, report := statistics(t, etltest.StatisticsOf("tabell-2023", etltest.StatisticsSidecar, ""+
		"Påhittade Bilar AB;412111-1118;Tele;Mobil;Inkomna;2022;12;;Vilma\n"+
		"Påhittade Bilar AB;412111-1118;Tele;Mobil;Inkomna;2023;1 204;;Vilma\n"+
		"Påhittade Bilar AB;412111-1118;Bank;;Avslutade;2023-Q4;0;;Vilma\n"+
		"Uppdiktade Däck Ltd;;;Däck;Inkomna;maj 2023;7.0;;Vilma\n"+
		"Anna Andersson Bygg;811218-9876;Bank;Lån;Inkomna;2023;3;;Vilma\n"))
	wants(t, r,
		"se-4121111118 closed 2023-10-01–2023-12-31 bank <nil> 0",
		"se-4121111118 received 2022-01-01–2022-12-31 tele mobil 12",
		"se-4121111118 received 2023-01-01–2023-12-31 tele mobil 1204",
		"u-uujisbgflxbx3zy2 received 2023-05-01–2023-05-31 <nil> dack 7",
	)
	if a := accounting(t, report, "tabell-2023"); a.Read != 5 || a.Published != 4 || a.Unnamed != 1 {
		t.Errorf("%+v", a)
	}
	for _, table := range []string{schema.Disputes, schema.Complaints, schema.CountsMonthly, schema.TotalsYearly, schema.Coverage} {
		if rows := etltest.Rows(t, r, table); len(rows) > 0 {
			t.Errorf("%s has %d rows: a count is no record", table, len(rows))
		}
	}
	if c := etltest.Rows(t, r, schema.Companies); len(c) != 2 || c[0]["records"] != int64(3) || c[0]["synthetic"] != true {
		t.Errorf("the companies are %v", c)
	}
	l := r.Manifest().Lists[0]
	if l.Records != 4 || l.Kind != record.Aggregate || len(l.Counted) > 0 || l.Accounting.Published != 4 || l.Accounting.Withheld != nil {
		t.Errorf("the manifest says %+v, %+v", l, l.Accounting)
	}
}

// TestACountThatSaysTooLittleIsRejected, with its place and what was expected.
func TestACountThatSaysTooLittleIsRejected(t *testing.T) {
	const good = "Påhittade Bilar AB;412111-1118;Tele;Mobil;Inkomna;2022;12;;\n"
	for rows, want := range map[string]string{
		"Påhittade Bilar AB;412111-1118;Tele;Mobil;Inkomna;2023;<5;;\n":    `the count has the shape "<9"; expected a whole number from 0`,
		"Påhittade Bilar AB;412111-1118;Tele;Mobil;Inkomna;2023;1.204;;\n": `the count has the shape "9.999"; expected a whole number from 0`,
		"Påhittade Bilar AB;412111-1118;Tele;Mobil;Inkomna;2023;-1;;\n":    `the count has the shape "-9"; expected a whole number from 0`,
		"Påhittade Bilar AB;412111-1118;Tele;Mobil;Inkomna;2023;;;\n":      "the count is missing",
		"Påhittade Bilar AB;412111-1118;Tele;Mobil;;2023;4;;\n":            "the measure is missing",
		"Påhittade Bilar AB;412111-1118;Tele;Mobil;Klagomål;2023;4;;\n":    "the measure is no code or spelling of list pahittad-statistik",
		"Påhittade Bilar AB;412111-1118;Tele;Mobil;Inkomna;2011-12;4;;\n":  `the period has the shape "9999-99"; expected a form such as 2023`,
		"Påhittade Bilar AB;412111-1118;Tele;Mobil;Inkomna;2025;4;;\n":     "the period begins on 2025-01-01, after the authority took the data out",
		";412111-1118;Tele;Mobil;Inkomna;2023;4;;\n":                       "the respondent is missing",
		"Påhittade Bilar AB\nBåten AB;;Tele;Mobil;Inkomna;2023;4;;\n":      "",
	} {
		if want == "" {
			rows = `"Påhittade Bilar AB` + "\n" + `Hittepå Båtar AB";;Tele;Mobil;Inkomna;2023;4;;` + "\n"
			want = "number and name are those of several respondents"
		}
		_, r, report := statistics(t, etltest.StatisticsOf("tabell", etltest.StatisticsSidecar, good+rows))
		i := slices.IndexFunc(report.Findings, func(f source.Finding) bool { return strings.HasPrefix(f.Text, want) })
		if i < 0 || report.Findings[i].At.Line != 3 || report.Findings[i].Rule.Severity() != rule.Reject {
			t.Errorf("%q: %v, want %s", rows, report.Findings, want)
		}
		if a := accounting(t, report, "tabell"); a.Published != 1 || a.Rejected != 1 {
			t.Errorf("%q: %+v", rows, a)
		}
		wants(t, r, "se-4121111118 received 2022-01-01–2022-12-31 tele mobil 12")
	}
}

// TestCountsThatMayNotBeAddedAreUnknown: one period twice, and periods that overlap, in one disclosure. Nobody knows
// what a column that is left out distinguishes.
func TestCountsThatMayNotBeAddedAreUnknown(t *testing.T) {
	const who = "Påhittade Bilar AB;412111-1118;Tele;Mobil;Inkomna;"
	for name, c := range map[string]struct {
		rows  string
		want  []string
		found int
	}{
		"repeated, and a column is left out": {who + "2023;4;;\n" + who + "2023;4;;\n", []string{"2023-01-01–2023-12-31 <nil>"}, 1},
		"another count":                      {who + "2023;4;;\n" + who + "2023;5;;\n", []string{"2023-01-01–2023-12-31 <nil>"}, 1},
		"three of one":                       {who + "2023;4;;\n" + who + "2023;5;;\n" + who + "2023;6;;\n", []string{"2023-01-01–2023-12-31 <nil>"}, 2},
		"another remark":                     {who + "2023;4;norr;\n" + who + "2023;4;syd;\n", []string{"2023-01-01–2023-12-31 <nil>"}, 1},
		"another name":                       {who + "2023;4;;\n" + strings.ToUpper(who) + "2023;3;;\n", []string{"2023-01-01–2023-12-31 <nil>"}, 1},
		"year and month":                     {who + "2023;9;;\n" + who + "2023-05;4;;\n", []string{"2023-01-01–2023-12-31 <nil>", "2023-05-01–2023-05-31 <nil>"}, 1},
		"months in order":                    {who + "2023-06;9;;\n" + who + "2023-05;4;;\n", []string{"2023-05-01–2023-05-31 4", "2023-06-01–2023-06-30 9"}, 0},
		"three that overlap": {
			who + "2023-H1;9;;\n" + who + "2023-05;4;;\n" + who + "2023-Q2;5;;\n" + who + "2023-07;1;;\n",
			[]string{"2023-01-01–2023-06-30 <nil>", "2023-04-01–2023-06-30 <nil>", "2023-05-01–2023-05-31 <nil>", "2023-07-01–2023-07-31 1"},
			2,
		},
		"another series": {
			who + "2023;9;;\n" + strings.Replace(who, "Mobil", "Bredband", 1) + "2023-05;4;;\n" + strings.Replace(who, "Inkomna", "Avslutade", 1) + "2023;3;;\n" +
				strings.Replace(who, "Tele", "Bank", 1) + "2023;2;;\n",
			[]string{"2023-01-01–2023-12-31 3", "2023-01-01–2023-12-31 9", "2023-01-01–2023-12-31 2", "2023-05-01–2023-05-31 4"},
			0,
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, r, report := statistics(t, etltest.StatisticsOf("tabell", etltest.StatisticsSidecar, c.rows))
			var got []string
			for _, row := range etltest.Rows(t, r, schema.Aggregates) {
				got = append(got, fmt.Sprintf("%s–%s %v", row["period_start"], row["period_end"], row["count"]))
			}
			slices.Sort(got)
			if slices.Sort(c.want); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
			found := 0
			for _, f := range report.Findings {
				if f.Rule == rule.OverlappingCounts {
					found++
				}
			}
			if counted := r.Manifest().Disclosures[0].Findings["overlapping-counts"]; found != c.found || counted != int64(c.found) {
				t.Errorf("%d findings, and %d in the manifest, want %d", found, counted, c.found)
			}
			a := accounting(t, report, "tabell")
			if rows := int64(strings.Count(c.rows, "\n")); a.Read != rows || a.Published != int64(len(c.want)) || a.Duplicate != rows-a.Published {
				t.Errorf("%+v", a)
			}
		})
	}
}

// TestARowThatIsRepeatedCountsOnce, where every column of the file is used: in the same file or in another of the disclosure.
func TestARowThatIsRepeatedCountsOnce(t *testing.T) {
	const rows = "Företag;Org.nr;Mått;Period;Antal\nPåhittade Bilar AB;412111-1118;Inkomna;2023;4\n"
	_, r, report := statistics(t, etltest.Disclosure{List: etltest.Statistics, ID: "tabell", Sidecar: etltest.StatisticsSidecar, Files: map[string]string{
		"a.csv": rows + "Påhittade Bilar AB;412111-1118;Inkomna;2023;4\n", "b.csv": rows,
	}})
	wants(t, r, "se-4121111118 received 2023-01-01–2023-12-31 <nil> <nil> 4")
	if a := accounting(t, report, "tabell"); a.Read != 3 || a.Published != 1 || a.Duplicate != 2 || len(report.Findings) > 0 {
		t.Errorf("%+v, %v", a, report.Findings)
	}
}

// TestALaterTableTellsAPeriodAnew: who is not in it any more is not counted there, and no period is counted twice over. One that was
// asked for by name speaks for what it counts.
func TestALaterTableTellsAPeriodAnew(t *testing.T) {
	const bilar, dack = "Påhittade Bilar AB;412111-1118;Tele;Mobil;Inkomna;", "Uppdiktade Däck Ltd;;;;Inkomna;"
	later := strings.Replace(etltest.StatisticsSidecar, "2024-02-01", "2024-03-01", 1)
	first := etltest.StatisticsOf("one", etltest.StatisticsSidecar, bilar+"2022;3;;\n"+bilar+"2023;4;;\n"+dack+"2023;5;;\n")
	for name, c := range map[string]struct {
		sidecar, rows string
		want          []string
		superseded    int64
		duplicate     int64
	}{
		"another count":  {later, bilar + "2023;6;;\n", []string{"2022-01-01 one 3", "2023-01-01 two 6"}, 2, 0},
		"the same count": {later, bilar + "2023;4;;\n", []string{"2022-01-01 one 3", "2023-01-01 two 4"}, 1, 1},
		"months":         {later, bilar + "2023-05;2;;\n", []string{"2022-01-01 one 3", "2023-05-01 two 2"}, 2, 0},
		"another measure": {
			later, strings.Replace(bilar, "Inkomna", "Avslutade", 1) + "2023;6;;\n",
			[]string{"2022-01-01 one 3", "2023-01-01 one 4", "2023-01-01 one 5", "2023-01-01 two 6"},
			0, 0,
		},
		"asked for by name": {
			later + "search_term: Påhittade Bilar AB\n", bilar + "2023-05;6;;\n",
			[]string{"2022-01-01 one 3", "2023-01-01 one 5", "2023-05-01 two 6"},
			1, 0,
		},
		"in place of the first": {later + "replaces: [one]\n", bilar + "2021;1;;\n", []string{"2021-01-01 two 1"}, 3, 0},
		"unreadable":            {later, bilar + "2023;6;;\n" + dack + "2023;x;;\n", []string{"2022-01-01 one 3", "2023-01-01 two 6"}, 2, 0},
	} {
		t.Run(name, func(t *testing.T) {
			_, r, report := statistics(t, first, etltest.StatisticsOf("two", c.sidecar, c.rows))
			var got []string
			for _, row := range etltest.Rows(t, r, schema.Aggregates) {
				got = append(got, fmt.Sprintf("%s %s %v", row["period_start"], row["disclosure"], row["count"]))
			}
			if slices.Sort(got); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
			if a := accounting(t, report, "one"); a.Superseded != c.superseded || a.Duplicate != c.duplicate {
				t.Errorf("%+v", a)
			}
		})
	}
}

// TestACountOfARunningPeriodEndsWhenTheDataWasTakenOut: its period is not over.
func TestACountOfARunningPeriodEndsWhenTheDataWasTakenOut(t *testing.T) {
	sidecar := etltest.StatisticsSidecar + "extracted: 2024-01-20\n"
	_, r, report := statistics(t, etltest.StatisticsOf("tabell", sidecar, "Påhittade Bilar AB;412111-1118;Tele;Mobil;Inkomna;2024;12;;\n"))
	wants(t, r, "se-4121111118 received 2024-01-01–2024-01-20 tele mobil 12")
	if !slices.ContainsFunc(report.Findings, func(f source.Finding) bool { return f.Rule == rule.RunningPeriod && f.At.Line == 2 }) {
		t.Errorf("nothing says so: %v", report.Findings)
	}
}

// TestWhatIsPublishedOfATableAddsUp: whatever the table, the counts of the release, those of rows against nobody who may be named and
// those of rows that cannot be read are all that the file says; and of nobody unnamed there is anything but the number of rows, where
// these are many.
func TestWhatIsPublishedOfATableAddsUp(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 5))
		var rows strings.Builder
		var read, unnamed, rejected, published, sum int64
		for i := range 30 {
			for _, year := range []int{2021, 2022, 2023} {
				n := int64(r.IntN(40))
				who, count := fmt.Sprintf("Hittepå %d AB;%s", i, orgNumber(i)), fmt.Sprint(n)
				switch read++; r.IntN(8) {
				case 0:
					who, n, unnamed = fmt.Sprintf("Anna Andersson Bygg %d;811218-9876", i), 0, unnamed+1
				case 1:
					n, count, rejected = 0, fmt.Sprintf("%d-%d", n, n+1), rejected+1
				default:
					published++
				}
				sum += n
				fmt.Fprintf(&rows, "%s;%s;%s;Inkomna;%d;%s;;Vilma\n", who, []string{"Tele", "Bank", ""}[r.IntN(3)],
					[]string{"Mobil", "Lån", ""}[r.IntN(3)], year, count)
			}
		}
		c, of, report := statistics(t, etltest.StatisticsOf("tabell", etltest.StatisticsSidecar, rows.String()))
		got := int64(0)
		for _, row := range etltest.Rows(t, of, schema.Aggregates) {
			got += row["count"].(int64)
		}
		a := accounting(t, report, "tabell")
		if want := (release.Accounting{Read: read, Published: published, Unnamed: unnamed, Rejected: rejected}); a != want || got != sum {
			t.Errorf("seed %d: %+v and %d are published, want %+v and %d", seed, a, got, want, sum)
		}
		if l := of.Manifest().Lists[0].Accounting; unnamed < 5 && l.Withheld != nil || unnamed >= 5 && *l.Withheld != unnamed+rejected {
			t.Errorf("seed %d: of %d unnamed rows the manifest tells %+v", seed, unnamed, l)
		}
		if text := etltest.Text(t, c.Releases, of); strings.Contains(text, "Anna") || strings.Contains(text, "811218") || strings.Contains(text, "Vilma") {
			t.Errorf("seed %d: a person is in the release", seed)
		}
	}
}

// TestACountIsFoundWhereItStands, with its record's id alone.
func TestACountIsFoundWhereItStands(t *testing.T) {
	c, r, _ := statistics(t, etltest.StatisticsOf("tabell", etltest.StatisticsSidecar, ""+
		"Påhittade Bilar AB;412111-1118;Tele;Mobil;Inkomna;2022;12;;\nPåhittade Bilar AB;412111-1118;Tele;Mobil;Inkomna;2023;13;;\n"))
	id := etltest.Rows(t, r, schema.Aggregates)[1]["record_id"].(string)
	found, err := etl.Trace(t.Context(), c, id)
	if err != nil || len(found) != 1 || found[0].Line != 3 || found[0].Disclosure != "tabell" {
		t.Errorf("%v, %v", found, err)
	}
}

// TestOldCountsLeaveWithTheirPeriods: a count is as old as the end of its period.
func TestOldCountsLeaveWithTheirPeriods(t *testing.T) {
	c := etltest.WithStatistics(t, etltest.Config(t, etltest.Write(t, etltest.StatisticsOf("tabell", etltest.StatisticsSidecar, ""+
		"Påhittade Bilar AB;412111-1118;Tele;Mobil;Inkomna;2022;12;;\nPåhittade Bilar AB;412111-1118;Tele;Mobil;Inkomna;2023;13;;\n"))...))
	r, report := etltest.Build(t, publishedFor(c, etltest.Statistics, 1))
	wants(t, r, "se-4121111118 received 2023-01-01–2023-12-31 tele mobil 13")
	if a := accounting(t, report, "tabell"); a.AgedOut != 1 || a.Published != 1 {
		t.Errorf("%+v", a)
	}
}

// TestARowOfNothingBearsNoName: a name without a legal form beside a number is borne out by matters, and a table of years has rows for
// those without any.
func TestARowOfNothingBearsNoName(t *testing.T) {
	for count, want := range map[string]bool{"0": false, "1": true} {
		rows := func(years ...int) (out string) {
			for _, year := range years {
				out += fmt.Sprintf("Mobilhörnan Väst;412111-1118;Tele;Mobil;Inkomna;%d;%s;;\n", year, count)
			}
			return out
		}
		_, r, _ := statistics(t, etltest.StatisticsOf("one", etltest.StatisticsSidecar, rows(2019, 2020)),
			etltest.StatisticsOf("two", strings.Replace(etltest.StatisticsSidecar, "2024-02-01", "2024-03-01", 1), rows(2021, 2022)))
		if got := etltest.Rows(t, r, schema.Companies)[0]["name"] == "Mobilhörnan Väst"; got != want {
			t.Errorf("with counts of %s the name is shown: %t", count, got)
		}
	}
}

// TestARemovedCountStaysRemoved: it is gone from the release and from those that are built later, also when a later table spells its
// company otherwise; the company's other counts stay. What was removed is one of the unnamed.
func TestARemovedCountStaysRemoved(t *testing.T) {
	const rows = "Påhittade Bilar AB;412111-1118;Tele;Mobil;Inkomna;2022;12;;\nPåhittade Bilar AB;412111-1118;Tele;Mobil;Inkomna;2023;13;;\n"
	first := etltest.StatisticsOf("one", etltest.StatisticsSidecar, rows)
	c, r, _ := statistics(t, first)
	id := etltest.Rows(t, r, schema.Aggregates)[1]["record_id"].(string)
	again := func() (*release.Release, etl.Report) {
		c.Disclosures = etltest.Write(t, first, etltest.StatisticsOf("two", strings.Replace(etltest.StatisticsSidecar, "2024-02-01", "2024-03-01", 1),
			strings.Replace(rows, "Påhittade Bilar", "PÅHITTADE BILAR", 2)))
		return etltest.Build(t, c)
	}
	remove(t, c, id)
	r, report := again()
	wants(t, r, "se-4121111118 received 2022-01-01–2022-12-31 tele mobil 12")
	if a := accounting(t, report, "two"); a.Unnamed != 1 || report.Withheld != 1 {
		t.Errorf("%+v, %d withheld", a, report.Withheld)
	}
	remove(t, c, "se-4121111118")
	if r, _ = again(); len(told(t, r)) > 0 || strings.Contains(etltest.Text(t, c.Releases, r), "412111") {
		t.Errorf("the removed company is in the release: %v", told(t, r))
	}
}

// TestNobodyIsCountedByTheNumberOfASoleTrader: in the table of another country's agency natural persons, and sole traders who have a
// company's number, are named as little as in its list of complaints.
func TestNobodyIsCountedByTheNumberOfASoleTrader(t *testing.T) {
	text := strings.NewReplacer("record_kind: complaint", "record_kind: aggregate\nmeasure: received", "received_date, respondent", "period, respondent",
		"  - {name: received_date, headers: [DataAbertura], type: date, publish: \"yes\"}\n",
		"  - {name: period, headers: [Ano], type: period, required: true, publish: \"yes\"}\n"+
			"  - {name: count, headers: [Quantidade], type: count, required: true, publish: \"yes\"}\n").Replace(brazilian)
	c := etltest.Config(t, etltest.Write(t, etltest.Disclosure{
		List: "reclamacoes", ID: "pedido-1", Sidecar: "list: reclamacoes\nreceived: 2022-07-01\nsynthetic: true\n", Files: map[string]string{
			"2021.csv": "Ano;Tipo;strRazaoSocial;NumeroCNPJ;Quantidade\n2021;1;Inventada Telefonia S.A.;99999001000159;4\n" +
				"2021;1;José Inventado;99.999.003/0001-48;5\n2021;0;Pessoa S.A.;99.999.002/0001-01;6\n2021;1;Errada S.A.;123.456.789-09;7\n",
		},
	})...)
	var err error
	if c.Lists, err = list.LoadAll(datasets.FS, fstest.MapFS{"reclamacoes/dataset.yaml": {Data: []byte(text)}}); err != nil {
		t.Fatal(err)
	}
	r, report := etltest.Build(t, c)
	wants(t, r, "br-99999001 received 2021-01-01–2021-12-31 <nil> <nil> 4")
	if a := accounting(t, report, "pedido-1"); a.Published != 1 || a.Unnamed != 3 {
		t.Errorf("%+v", a)
	}
	if text := etltest.Text(t, c.Releases, r); strings.Contains(text, "Inventado") || strings.Contains(text, "Pessoa") || strings.Contains(text, "99999003") {
		t.Error("a person is in the release")
	}
}
