package etl_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/internal/register"
)

const everyMeasure = `list: arn-cases
received: 2022-07-01
synthetic: true
asked_for: allt som rör Påhittade Bilar ABs ärenden
search_term: "påhittade"
covers:
  - {measures: [received, closed, decided_on_merits, won, followed, not_followed], from: 2020-01-01, to: 2021-12-15}
  - {measures: [received], from: 2019-11-01, to: 2019-12-31, companies: [se-4121111118]}
`

const figuresSidecar = `list: published-figures
received: 2022-07-01
synthetic: true
`

const figuresHeader = "authority,jurisdiction,measure,company_as_written,org_number,department_as_written,period_start,period_end,period_label,period_precision,value,unit,qualifier,source_name,source_url,published,note\n"

// company gives a company's number in group 4, with its check digit.
func orgNumber(n int) string {
	digits := fmt.Sprintf("4121%05d", n)
	sum := 0
	for i, d := range digits {
		v := int(d - '0')
		if i%2 == 0 {
			v = v*2/10 + v*2%10
		}
		sum += v
	}
	return fmt.Sprintf("%s-%s%d", digits[:6], digits[6:], (10-sum%10)%10)
}

// world gives rows of list arn-cases: companies, some with several spellings, sole traders, and with an odd seed cases
// against two.
func world(seed uint64, n int) string {
	r := rand.New(rand.NewPCG(seed, 1))
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	respondent := func() string {
		switch k := r.IntN(12); {
		case k < 2:
			return "Påhittade Bilar AB;412111-1118"
		case k < 3:
			return pick("PÅHITTADE BILAR AB", "Påhittade Bilar", "Påhittade Bilar i Stan AB") + ";412111-1118"
		case k < 7:
			i := r.IntN(5) + 30
			return fmt.Sprintf("Hittepå %d AB;%s", i, orgNumber(i))
		case k < 9:
			return pick("Uppdiktade Däck Ltd;", "Låtsas Resor GmbH;")
		default:
			return "Anna Andersson Bygg;811218-9876"
		}
	}
	var b strings.Builder
	for i := range n {
		day := fmt.Sprintf("%d-%02d-%02d", 2020+r.IntN(2), r.IntN(12)+1, r.IntN(28)+1)
		outcome := pick("Bifall;1 500 kr;Ja", "Bifall;700 kr;Nej", "Delvis bifall;;Ja", "Avslag;;", "Avvisad;;", ";;")
		decided := pick("2020-05-05", "2021-03-03", "2021-12-10", "")
		if strings.HasPrefix(outcome, ";") {
			decided = ""
		}
		line := func() {
			fmt.Fprintf(&b, "2020-%05d;%s;%s;%s;%s;%s;Vilma\n", i, day, pick("Motor", "Bank", "Resor", "Sko", ""), respondent(), decided, outcome)
		}
		if r.IntN(20) == 0 {
			day = ""
		}
		line()
		if r.IntN(15) == 0 && seed%2 == 1 {
			line()
		}
	}
	return b.String()
}

func figuresOf(rows string) etltest.Disclosure {
	return etltest.Disclosure{List: "published-figures", ID: "figures-1", Sidecar: figuresSidecar, Files: map[string]string{"f.csv": figuresHeader + rows}}
}

// someFigures are of a removed company, about it, and about another.
const someFigures = "ARN,SE,cases_received,Påhittade Bilar AB,412111-1118,,2020-01-01,2020-12-31,,day,12,cases,,Påhittad tidning,,2021,\n" +
	"ARN,SE,cases_received,,,Motor,2020-01-01,2020-12-31,,day,90,cases,,Påhittad tidning,,2021,most of them are Påhittade Bilar ABs\n" +
	"ARN,SE,cases_received,Hittepå 31 AB,,,2020-01-01,2020-12-31,,day,7,cases,,Påhittad tidning,,2021,\n" +
	"ARN,SE,cases_received,,,Sko,2020-01-01,2020-12-31,,day,44,cases,,Påhittad tidning,,2021,\n"

// said is what a removed company says, what another says of it, and what a third says.
const said = `statements:
  - {id: own, kind: statement, list: arn-cases, company_id: se-4121111118, from: 2020-01-01, given: 2022-01-01, text: {sv: Vi rättar oss., en: We mend.}, by: vd, source_name: brev}
  - {id: about, kind: statement, list: arn-cases, company_id: se-4121000311, from: 2020-01-01, given: 2022-01-01, text: {sv: Vi är inte Påhittade Bilar., en: We are not them.}, by: vd, source_name: brev}
  - {id: other, kind: statement, list: arn-cases, company_id: se-4121000311, from: 2020-01-01, given: 2022-01-01, text: {sv: Vi tackar., en: Thank you.}, by: vd, source_name: brev}
`

const reviewed = `surges:
  - {list: arn-cases, company_id: se-4121111118, period: 2021, confirmed: true, decided_by: redaktionen, decided_on: 2022-01-01, why: läst}
  - {list: arn-cases, company_id: se-4121000311, period: 2021, confirmed: false, decided_by: redaktionen, decided_on: 2022-01-01, why: läst}
`

// grown builds two releases of which the second holds more than the first.
func grown(t *testing.T, seed uint64) etl.Config {
	t.Helper()
	rows := world(seed, 150)
	lines := strings.SplitAfter(rows, "\n")
	c := etltest.Config(t, etltest.Write(t, arn("one", everyMeasure, strings.Join(lines[:120], "")), figuresOf(someFigures))...)
	c.Accept = "dates at random"
	var err error
	if c.Register, err = register.Load(fstest.MapFS{
		"statements.yaml": {Data: []byte(said)}, "surges.yaml": {Data: []byte(reviewed)},
	}); err != nil {
		t.Fatal(err)
	}
	etltest.Build(t, c)
	c.Now = func() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }
	c.Disclosures = etltest.Write(t, arn("one", everyMeasure, rows), figuresOf(someFigures))
	etltest.Build(t, c)
	return c
}

func remove(t *testing.T, c etl.Config, id string) etl.RemoveReport {
	t.Helper()
	report, err := etl.Remove(t.Context(), etl.RemoveConfig{ID: id, Reason: "a secret reason", Releases: c.Releases, FS: c.FS, Now: c.Now})
	if err != nil {
		t.Fatal(err)
	}
	return report
}
