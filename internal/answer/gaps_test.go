package answer_test

import (
	"fmt"
	"math"
	"testing"

	"tvistdata/internal/answer"
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/record"
	"tvistdata/internal/release"
	"tvistdata/internal/stats"
)

// lacking returns a store whose disclosure lacks rows of one company on some days.
func lacking(s answertest.Fake, company, from, to string) answertest.Fake {
	s.Data.Manifest.Disclosures = []release.Disclosure{{
		ID: "arn-1", List: answertest.Disputes, IncompleteFor: map[string][]record.Run{company: {{From: day(from), To: day(to)}}},
	}}
	return s
}

// TestAGapIsOneCompanys: its counts are partial, and those of all together; nobody else's are.
func TestAGapIsOneCompanys(t *testing.T) {
	s := lacking(disputes(map[string][]string{
		answertest.Early: yearly(0, 3), answertest.Unsettled: yearly(0, 5), answertest.Foreign: yearly(0, 4),
	}, [4]string{"2019-01-01", "2019-12-31"}), answertest.Unsettled, "2019-03-01", "2019-03-31")
	for companies, want := range map[string]string{
		"": "12 partial", answertest.Unsettled: "5 partial", answertest.Early: "3 ok", answertest.Quiet: "0 ok", answertest.Early + " " + answertest.Unsettled: "8 partial",
	} {
		q := question()
		q.From, q.To = day("2019-01-01"), day("2019-12-31")
		q.Companies = nil
		for _, id := range []string{answertest.Early, answertest.Unsettled, answertest.Quiet} {
			if len(companies) >= len(id) && (companies == id || companies == answertest.Early+" "+answertest.Unsettled && id != answertest.Quiet) {
				q.Companies = append(q.Companies, id)
			}
		}
		a, err := answer.Counts(t.Context(), s, q)
		if err != nil {
			t.Fatal(err)
		}
		if c := cellsOf(a.Table, 0); fmt.Sprint(c["value"], " ", c["status"]) != want {
			t.Errorf("%q: %v %v, want %s", companies, c["value"], c["status"], want)
		}
	}
	a := ranking(t, s, answer.RankingQuestion{})
	var got []string
	for i := range a.Rows {
		c := cellsOf(a.Table, i)
		got = append(got, fmt.Sprint(c["company_id"], " ", c["rank"], " ", c["value"], " ", c["status"]))
	}
	want := []string{answertest.Foreign + " 1 4 ok", answertest.Early + " 2 3 ok", answertest.Unsettled + " <nil> <nil> partial"}
	if fmt.Sprint(got) != fmt.Sprint(want) || a.Meta.Ranked != 2 || a.Meta.Covered.Status != record.OK {
		t.Errorf("got %v of %+v, want %v", got, a.Meta, want)
	}
}

// TestSurgesBesideAGap: who may lack rows in the span is not tested, nor compared with spans that may lack some; for the others
// it is left out of those whom they are held against, in all spans alike, and a share of all can't be known.
func TestSurgesBesideAGap(t *testing.T) {
	now := surges(t, lacking(family(), "b1", "2023-03-01", "2023-03-31"), answer.SurgesQuestion{})
	if len(now.Rows) != 1 || now.Meta.Tested != 10 || now.Meta.Incomplete != 1 {
		t.Fatalf("found %v of %+v", now.Rows, now.Meta)
	}
	c := cellsOf(now.Table, 0)
	b, jumped, few := []int64{50, 52, 48, 51, 49}, []int64{60, 62, 58, 61, 59}, []int64{1, 1, 1, 1, 1}
	priors := now.Meta.Dispersion
	others := priors.After(jumped).OutgrewOthers(stats.Against{Now: 360, Before: 300, WholeNow: 360 + 150 + 9, WholeBefore: 300 + 750 + 5}, 5,
		sharedOf(priors, b, b, b, few))
	for column, want := range map[string]float64{
		"value": 360, "baseline_mean": 60, "others_p_value": others, "others_ratio": 159.0 / 755 * 5, "share": math.NaN(), "share_before": math.NaN(),
	} {
		number(t, c, column, want)
	}
	before := surges(t, lacking(family(), "jumping", "2019-03-01", "2019-03-31"), answer.SurgesQuestion{})
	if len(before.Rows) != 1 || before.Meta.Tested != 11 || before.Meta.Incomplete != 0 {
		t.Fatalf("found %v of %+v", before.Rows, before.Meta)
	}
	c = cellsOf(before.Table, 0)
	number(t, c, "baseline_spans", 4)
	number(t, c, "baseline_mean", (60.0+58+61+59)/4)
	number(t, c, "others_ratio", 209.0/(4*(50+48+51+49)+4)*4) // of b1 to b4 and few in the other four years
}

// TestCompareBesideAGap shows what TestSurgesBesideAGap does, of companies that are asked for.
func TestCompareBesideAGap(t *testing.T) {
	q := compared(answer.ByCompany)
	q.Companies, q.From, q.To = []string{"jumping", "b1"}, day("2023-01-01"), day("2023-12-31")
	a := compare(t, lacking(family(), "b1", "2021-03-01", "2021-03-31"), q)
	jumping, b1 := cellsOf(a.Table, 1), cellsOf(a.Table, 0)
	if jumping["company_id"] != "jumping" {
		jumping, b1 = b1, jumping
	}
	rest := [2]float64{150 + 122 + 5*118 + 9, 3*250 + 200 + 5*200 + 5}
	b, r := []int64{50, 52, 48, 51, 49}, []int64{40, 41, 39, 40, 40}
	priors := a.Meta.Dispersion
	shared := sharedOf(priors, b, b, b, r, r, r, r, r, r, []int64{1, 1, 1, 1, 1})
	for column, want := range map[string]float64{
		"value": 360, "baseline_spans": 5, "share": math.NaN(), "share_before": math.NaN(), "others_ratio": rest[0] / rest[1] * 5,
		"others_p_value": priors.After([]int64{60, 62, 58, 61, 59}).OutgrewOthers(
			stats.Against{Now: 360, Before: 300, WholeNow: 360 + int64(rest[0]), WholeBefore: 300 + int64(rest[1])}, 5, shared),
	} {
		number(t, jumping, column, want)
	}
	number(t, b1, "baseline_spans", 4)
	number(t, b1, "baseline_mean", (50.0+52+48+49)/4) // without the year that lacks rows
	if b1["baseline_status"] != string(record.Partial) {
		t.Errorf("the baseline of who lacks rows is %v", b1["baseline_status"])
	}
}
