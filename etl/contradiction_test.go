package etl_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/internal/company"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/schema"
)

// arnAll is a sidecar of list arn-cases that covers every measure in 2021.
const arnAll = `list: arn-cases
received: 2022-07-01
synthetic: true
covers:
  - {measures: [received, closed, decided_on_merits, won, followed, not_followed], from: 2021-01-01, to: 2021-12-31}
`

// contradictions returns the findings of rows that contradict each other, by their places, with their texts.
func contradictions(report etl.Report) map[string]string {
	out := map[string]string{}
	for _, f := range report.Findings {
		if f.Rule.Name() == "contradicting-rows" {
			out[f.At.String()] = f.Text
		}
	}
	return out
}

// partialMonths returns the months of a measure that are partial, and fails for any that is neither that nor ok.
func partialMonths(t *testing.T, r *release.Release, measure string) []string {
	t.Helper()
	found := map[string]bool{}
	for _, row := range etltest.Rows(t, r, schema.CountsMonthly) {
		switch status := row["status"]; {
		case row["measure"] != measure || status == string(record.OK):
		case status == string(record.Partial):
			found[row["month"].(record.Date).String()[:7]] = true
		default:
			t.Errorf("%v is %v", row["month"], status)
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// TestRowsOfOneCaseThatContradictEachOther: what two rows of one case in one disclosure say differently is unknown, the months in
// which the case may count are partial, and the finding names both lines. What one of them leaves empty is no contradiction.
func TestRowsOfOneCaseThatContradictEachOther(t *testing.T) {
	t.Parallel()
	const other = "2021-00009;2021-09-09;Motor;Påhittade Bilar AB;412111-1118;2021-10-10;Bifall;100;Ja;\n"
	row := func(cells string) string { return "2021-00001;" + cells + ";\n" }
	first := row("2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-04;Bifall;1000;Ja")
	for _, c := range []struct {
		name, rows string
		want       map[string]any // of the one record
		line       string         // of the finding
		text       string         // a part of the finding's
		partial    string
		superseded int64
	}{
		{"equal", first + first, map[string]any{"outcome": "bifall"}, "", "", "", 0},
		{
			"outcome", first + row("2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-04;Avslag;1000;Ja"),
			map[string]any{"outcome": nil, "followed": "foljt"},
			"one:list.csv:4", "line 3 tells the same matter otherwise (outcome)", "2021-01 2021-05", 1,
		},
		{
			"a text that no code list knows", first + row("2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-04;Blaha;1000;Ja"),
			map[string]any{"outcome": nil},
			"one:list.csv:4", "(outcome)", "2021-01 2021-05", 1,
		},
		{
			"several values", first + row("2021-01-04;Sko;Påhittade Bilar AB;412111-1118;2021-06-04;Bifall;1000;Nej"),
			map[string]any{"outcome": "bifall", "decision_date": nil, "followed": nil, "department": nil},
			"one:list.csv:4", "line 3 tells the same matter otherwise (decision_date, department, followed)", "2021-01 2021-05 2021-06", 1,
		},
		{
			"received", first + row("2021-02-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-04;Bifall;1000;Ja"),
			map[string]any{"received_date": nil},
			"one:list.csv:4", "(received_date)", "2021-01 2021-02 2021-05", 1,
		},
		{
			"another spelling, and after an equal row", first + first + row("2021-01-04;Motor;PÅHITTADE BILAR AB (publ);4121111118;2021-05-04;Avslag;1000;Ja"),
			map[string]any{"outcome": nil, "company_id": "se-4121111118"},
			"one:list.csv:5", "line 3 tells", "2021-01 2021-05", 2,
		},
		{
			"an amount of another band, which nothing is counted by", first + row("2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-04;Bifall;7000;Ja"),
			map[string]any{"amount_band": nil, "outcome": "bifall"},
			"one:list.csv:4", "(amount): what they differ in is unknown", "", 1,
		},
		{
			"a date that cannot be read", first + row("2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-O4x;Bifall;1000;Ja"),
			map[string]any{"decision_date": nil, "received_date": "2021-01-04", "outcome": "bifall"},
			"one:list.csv:4", "line 3 tells the same matter otherwise (decision_date)", "2021-01 2021-05", 1,
		},
		{
			"a date that cannot be read, in the first row", row("i våras;Motor;Påhittade Bilar AB;412111-1118;2021-05-04;Bifall;1000;Ja") + first,
			map[string]any{"received_date": nil, "decision_date": "2021-05-04"},
			"one:list.csv:4", "(received_date)", "2021-01 2021-05", 1,
		},
		{
			"a date after the disclosure", first + row("2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2031-05-04;Bifall;1000;Ja"),
			map[string]any{"decision_date": nil},
			"one:list.csv:4", "(decision_date)", "2021-01 2021-05", 1,
		},
		{
			"an amount that cannot be read", first + row("2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-04;Bifall;1 O00;Ja"),
			map[string]any{"amount_band": nil, "outcome": "bifall"},
			"one:list.csv:4", "(amount): what they differ in is unknown", "", 1,
		},
		{
			"cells that cannot be read in either row, or are empty in the other",
			row("2021-01-04;Motor;Påhittade Bilar AB;412111-1118;i maj;Bifall;mycket;Ja") + row("2021-01-04;Motor;Påhittade Bilar AB;412111-1118;i juni;Bifall;;Ja"),
			map[string]any{"decision_date": nil, "amount_band": nil, "outcome": "bifall"},
			"", "", "", 1,
		},
		{
			"empty cells", row("2021-01-04;;Påhittade Bilar AB;412111-1118;;;;") + row(";Motor;Påhittade Bilar AB;;2021-05-04;Bifall;1000;Ja"),
			map[string]any{"received_date": "2021-01-04", "department": "motor", "decision_date": "2021-05-04", "outcome": "bifall", "company_id": "se-4121111118"},
			"", "", "", 1,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", arnAll, other+c.rows))...))
			rows := etltest.Rows(t, r, schema.Disputes)
			if len(rows) != 2 {
				t.Fatalf("%d disputes, want 2", len(rows))
			}
			for _, row := range rows {
				if row["decision_date"] == day("2021-10-10") {
					continue
				}
				for column, want := range c.want {
					if got := row[column]; got != want && fmt.Sprint(got) != want {
						t.Errorf("%s is %v, want %v", column, got, want)
					}
				}
			}
			found := contradictions(report)
			if c.line == "" && len(found) > 0 || c.line != "" && (len(found) != 1 || !strings.Contains(found[c.line], c.text)) {
				t.Errorf("findings: %v, want %s: %s", found, c.line, c.text)
			}
			if n := r.Manifest().Disclosures[0].Findings["contradicting-rows"]; n != int64(len(found)) {
				t.Errorf("the manifest tells of %d", n)
			}
			for _, measure := range []string{"received", "closed", "won"} {
				if got := strings.Join(partialMonths(t, r, measure), " "); got != c.partial {
					t.Errorf("partial months of %s: %s, want %s", measure, got, c.partial)
				}
			}
			want := release.Accounting{Read: int64(strings.Count(c.rows, "\n")) + 1, Published: 2, Superseded: c.superseded}
			want.Duplicate = want.Read - want.Published - want.Superseded
			if got := accounting(t, report, "one"); got != want {
				t.Errorf("accounting %+v, want %+v", got, want)
			}
			if n := len(etltest.Rows(t, r, schema.Revisions)); n > 0 {
				t.Errorf("%d revisions of one disclosure", n)
			}
		})
	}
}

func day(s string) record.Date {
	d, err := record.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Two respondents of one case are two disputes, whatever the rows say of each of them; one name with the numbers of two companies, or
// of a company and of a person, is nobody's.
func TestRespondentsOfOneCase(t *testing.T) {
	t.Parallel()
	row := func(cells string) string { return "2021-00001;2021-01-04;Motor;" + cells + ";;\n" }
	for _, c := range []struct {
		name, rows string
		disputes   string
		found      int
	}{
		{
			"two respondents",
			row("Påhittade Bilar AB;412111-1118;2021-05-04;Bifall;") + row("Uppdiktade Däck Ltd;;2021-05-04;Avslag;"), "avslag " + company.NameID("Uppdiktade Däck Ltd") + ", bifall se-4121111118", 0,
		},
		{
			"the number stands in one row only",
			row("Påhittade Bilar AB;;2021-05-04;Bifall;") + row("Påhittade Bilar AB;412111-1118;;;"), "bifall se-4121111118", 0,
		},
		{
			"a name without a legal form, and its number in one row only",
			row("Påhittade Bilar;;2021-05-04;Bifall;") + row("Påhittade Bilar;412111-1118;;;"), "bifall se-4121111118", 0,
		},
		{"two numbers", row("Påhittade Bilar AB;412111-1118;;;") + row("Påhittade Bilar AB;402001-0007;;;"), "", 1},
		{"a company's number and a person's", row("Påhittade Bilar AB;412111-1118;;;") + row("Påhittade Bilar AB;811218-9876;;;"), "", 1},
		{
			"two numbers, and one of them under another name, too",
			row("Påhittade Bilar AB;412111-1118;;;") + row("Påhittade Bilar AB;402001-0007;;;") + row("Bilar Ltd;412111-1118;;;"), "", 1,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			const other = "2021-00009;2021-09-09;Motor;Sagobostäder AB;433009-0095;;;;;\n"
			r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, arn("one", arnAll, c.rows+other))...))
			var got []string
			for _, row := range etltest.Rows(t, r, schema.Disputes) {
				if row["company_id"] != "se-4330090095" {
					got = append(got, fmt.Sprint(row["outcome"], " ", row["company_id"]))
				}
			}
			slices.Sort(got)
			if strings.Join(got, ", ") != c.disputes || len(contradictions(report)) != c.found {
				t.Errorf("disputes %q, want %q; findings %v, want %d", got, c.disputes, contradictions(report), c.found)
			}
			if got := partialMonths(t, r, "received"); len(got) > 0 {
				t.Errorf("another company's partial months: %s", got)
			}
			company := record.Unnamed // the release knows no company of these rows
			if c.disputes != "" {
				company = "se-4121111118"
			}
			gaps := r.Manifest().Disclosures[0].IncompleteFor[company]
			if told := len(gaps) == 1 && gaps[0].From == day("2021-01-01") && gaps[0].To == day("2021-01-31"); told != (c.found > 0) {
				t.Errorf("gaps of %s: %v", company, gaps)
			}
		})
	}
}

// Between disclosures the later one counts; but what it says in two ways is unknown, though an earlier one knew it, and the month is
// partial, though the earlier one holds it whole. What a later one says for certain is known.
func TestContradictionsBetweenDisclosures(t *testing.T) {
	t.Parallel()
	row := func(outcome string) string {
		return "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;2021-05-04;" + outcome + ";;;\n"
	}
	early := strings.Replace(arnAll, "2022-07-01", "2022-01-10", 1)
	dates := etltest.Disclosure{List: "arn-cases", ID: "b", Sidecar: etltest.ARN2021, Files: map[string]string{
		"list.csv": "Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer\n2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118\n",
	}}
	for _, c := range []struct {
		name                string
		first, second       etltest.Disclosure
		outcome             any
		received, won       string
		revisions           string
		firstRows, lastRows release.Accounting
	}{
		{
			"the later one", arn("a", early, row("Bifall")), arn("b", arnAll, row("Bifall")+row("Avslag")), nil,
			"2021-01 2021-05", "2021-01 2021-05", "outcome bifall <nil>",
			release.Accounting{Read: 1, Superseded: 1},
			release.Accounting{Read: 2, Published: 1, Superseded: 1},
		},
		{
			"the earlier one", arn("a", early, row("Bifall")+row("Avslag")), arn("b", arnAll, row("Avslag")), "avslag", "", "", "outcome <nil> avslag",
			release.Accounting{Read: 2, Superseded: 2},
			release.Accounting{Read: 1, Published: 1},
		},
		{
			"the earlier one, and the later one does not tell", arn("a", early, row("Bifall")+row("Avslag")), dates, nil,
			"2021-01 2021-05", "2021-01 2021-05", "",
			release.Accounting{Read: 2, Duplicate: 1, Superseded: 1},
			release.Accounting{Read: 1, Published: 1},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, c.first, c.second)...))
			rows := etltest.Rows(t, r, schema.Disputes)
			if len(rows) != 1 || rows[0]["outcome"] != c.outcome || len(contradictions(report)) != 1 {
				t.Errorf("disputes %v, findings %v", rows, report.Findings)
			}
			for measure, want := range map[string]string{"received": c.received, "won": c.won} {
				if got := strings.Join(partialMonths(t, r, measure), " "); got != want {
					t.Errorf("partial months of %s: %s, want %s", measure, got, want)
				}
			}
			var revisions []string
			for _, row := range etltest.Rows(t, r, schema.Revisions) {
				revisions = append(revisions, fmt.Sprint(row["field"], " ", row["before"], " ", row["after"]))
			}
			if got := strings.Join(revisions, ", "); got != c.revisions {
				t.Errorf("revisions: %s, want %s", got, c.revisions)
			}
			if got := accounting(t, report, "a"); got != c.firstRows {
				t.Errorf("a: %+v, want %+v", got, c.firstRows)
			}
			if got := accounting(t, report, "b"); got != c.lastRows {
				t.Errorf("b: %+v, want %+v", got, c.lastRows)
			}
		})
	}
}

// typed is a file of cases with their type.
func typed(id, received, rows string) etltest.Disclosure {
	return etltest.Disclosure{List: "arn-cases", ID: id, Sidecar: strings.Replace(arnAll, "2022-07-01", received, 1), Files: map[string]string{
		"list.csv": "Ärendenummer;Ärendetyp;Inkom;Motpart;Organisationsnummer;Beslutsdatum;Beslut;Följt\n" + rows,
	}}
}

// A case and its re-evaluation under one number are two matters, in one disclosure and in two; which of them came first keeps the
// record's id, and a row without a type is the case's.
func TestACaseAndItsReevaluationAreTwoMatters(t *testing.T) {
	t.Parallel()
	row := func(kind, respondent, outcome string) string {
		return "2021-00001;" + kind + ";2021-01-04;" + respondent + ";412111-1118;2021-05-04;" + outcome + ";\n"
	}
	plain := func(kind, outcome string) string { return row(kind, "Påhittade Bilar AB", outcome) }
	ids := func(disclosures ...etltest.Disclosure) (ids map[string]string, report etl.Report) {
		r, report := etltest.Build(t, etltest.Config(t, etltest.Write(t, disclosures...)...))
		ids = map[string]string{}
		for _, row := range etltest.Rows(t, r, schema.Disputes) {
			ids[fmt.Sprint(row["matter_type"], " ", row["outcome"])] = row["record_id"].(string)
		}
		if len(contradictions(report)) > 0 {
			t.Errorf("findings: %v", contradictions(report))
		}
		return ids, report
	}
	alone, _ := ids(typed("a", "2022-01-10", plain("Ärende", "Bifall")))
	again, _ := ids(typed("a", "2022-01-10", plain("Omprövning", "Avslag")))
	id := alone["arende bifall"]
	if id == "" || again["omprovning avslag"] != id {
		t.Fatalf("alone, each has the id of its number and respondent: %v, %v", alone, again)
	}
	both := plain("Ärende", "Bifall") + plain("Omprövning", "Avslag")
	spelled := row("Ärende", "Påhittade Bilar AB", "Bifall") + row("Omprövning", "PÅHITTADE BILAR AB (publ)", "Avslag")
	for name, c := range map[string]struct {
		disclosures []etltest.Disclosure
		keeps       string // whose id is that of the number and respondent
		published   int64  // of the last disclosure
	}{
		"in one disclosure":                     {[]etltest.Disclosure{typed("a", "2022-01-10", both)}, "arende bifall", 2},
		"in the other order":                    {[]etltest.Disclosure{typed("a", "2022-01-10", plain("Omprövning", "Avslag")+plain("Ärende", "Bifall"))}, "arende bifall", 2},
		"with the respondent spelled otherwise": {[]etltest.Disclosure{typed("a", "2022-01-10", spelled)}, "arende bifall", 2},
		"the re-evaluation came later":          {[]etltest.Disclosure{typed("a", "2022-01-10", plain("Ärende", "Bifall")), typed("b", "2022-07-01", plain("Omprövning", "Avslag"))}, "arende bifall", 1},
		"the re-evaluation came first":          {[]etltest.Disclosure{typed("a", "2022-01-10", plain("Omprövning", "Avslag")), typed("b", "2022-07-01", both)}, "omprovning avslag", 2},
		"the first one tells no type":           {[]etltest.Disclosure{typed("a", "2022-01-10", plain("", "Bifall")), typed("b", "2022-07-01", both)}, "arende bifall", 2},
		"a row of the same tells no type":       {[]etltest.Disclosure{typed("a", "2022-01-10", both+plain("", ""))}, "arende bifall", 2},
	} {
		got, report := ids(c.disclosures...)
		if len(got) != 2 || got["arende bifall"] == "" || got["omprovning avslag"] == "" || got["arende bifall"] == got["omprovning avslag"] || got[c.keeps] != id {
			t.Errorf("%s: %v, want both, and %s for %s", name, got, id, c.keeps)
		}
		last := c.disclosures[len(c.disclosures)-1].ID
		if a := accounting(t, report, last); a.Published != c.published {
			t.Errorf("%s: %+v, want %d published", name, a, c.published)
		}
	}
	if got, report := ids(typed("a", "2022-01-10", plain("", "Bifall")), typed("b", "2022-07-01", plain("Omprövning", "Avslag"))); len(got) != 1 {
		t.Errorf("nothing tells a row without a type from the re-evaluation, but there are %v: %+v", got, report.Accounted)
	}
}

// The order of the rows of a disclosure does not matter: the release is the same, and so is what is found but for its lines.
func TestTheOrderOfRowsDoesNotMatter(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("a trial of the whole way")
	}
	for seed := range uint64(7) {
		r := rand.New(rand.NewPCG(seed, 6))
		pick := func(of ...string) string { return of[r.IntN(len(of))] }
		draw := func() (rows []string) {
			for range 60 {
				rows = append(rows, fmt.Sprintf("2021-0000%d;%s;2021-0%d-04;%s;%s;%s;%s;%s\n", r.IntN(9), pick("", "Ärende", "Ärende", "Omprövning"), 1+r.IntN(2),
					pick("Påhittade Bilar AB", "PÅHITTADE BILAR AB (publ)", "Uppdiktade Däck Ltd", "Anna Andersson Bygg"),
					pick("", "412111-1118", "412111-1118", "402001-0007", "811218-9876"), pick("", "2021-05-04", "2021-06-04", "i maj"), pick("", "Bifall", "Avslag", "Bif@ll"), pick("", "Ja")))
			}
			return rows
		}
		first, second := draw(), draw()
		build := func() (string, map[string]int64) {
			config := etltest.Config(t, etltest.Write(t, typed("a", "2022-01-10", strings.Join(first, "")), typed("b", "2022-07-01", strings.Join(second, "")))...)
			config.Accept = "drawn at random"
			release, report := etltest.Build(t, config)
			found := map[string]int64{}
			for _, f := range report.Findings {
				found[f.Rule.Name()]++
			}
			files := ""
			for _, f := range release.Manifest().Files {
				files += fmt.Sprintln(f.Name, etltest.Rows(t, release, f.Name))
			}
			return files + fmt.Sprint(report.Accounted), found
		}
		files, found := build()
		r.Shuffle(len(first), func(i, j int) { first[i], first[j] = first[j], first[i] })
		r.Shuffle(len(second), func(i, j int) { second[i], second[j] = second[j], second[i] })
		shuffled, again := build()
		if files != shuffled {
			t.Errorf("seed %d: another release:\n%s\n%s", seed, files, shuffled)
		}
		if found["contradicting-rows"] == 0 || again["contradicting-rows"] == 0 {
			t.Errorf("seed %d: the rows contradict each other nowhere: %v, %v", seed, found, again)
		}
	}
}
