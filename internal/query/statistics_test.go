package query_test

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tvistdata/internal/answer"
	"tvistdata/internal/answer/answertest"
	"tvistdata/internal/record"
	"tvistdata/internal/stats"
)

// market is a release of thirty companies over six years up to 15 December 2023, of which one surges and a department
// grows as a whole.
func market() *answertest.Data {
	r := rand.New(rand.NewPCG(9, 9))
	d := &answertest.Data{Manifest: answertest.Sample(1).Manifest, Files: map[string][]map[string]any{}}
	n := 0
	for i := range 30 {
		id := fmt.Sprintf("x-firm-%02d", i)
		company := map[string]any{"company_id": id, "name": "Påhitt " + id + " AB", "kind": "curated", "synthetic": true, "records": int64(0)}
		if i == 29 {
			company["registered_date"] = answertest.Day("2021-03-01")
		}
		d.Files["companies.parquet"] = append(d.Files["companies.parquet"], company)
		for year := 2018; year <= 2023; year++ {
			mean := float64(3 + i*2)
			if year == 2023 && i == 11 {
				mean *= 8
			}
			if year == 2023 && i%3 == 2 && i != 11 {
				mean *= 3
			}
			for range int(mean * (0.8 + 0.4*r.Float64())) {
				received := record.NewDate(year, 1, 1) + record.Date(r.IntN(349))
				row := map[string]any{
					"record_id": fmt.Sprintf("%016d", n), "list": answertest.Disputes, "disclosure": "arn-1", "company_id": id, "synthetic": true,
					"department": []any{"bank", "elektronik", "resor"}[i%3], "matter_type": "arende", "received_date": received,
				}
				if r.IntN(3) > 0 {
					row["decision_date"] = received + record.Date(r.IntN(90))
					row["outcome"] = []any{"bifall", "delvis-bifall", "avslag", "avvisad"}[r.IntN(4)]
					row["followed"] = []any{"foljt", "ej-foljt", nil}[r.IntN(3)]
				}
				d.Files["disputes.parquet"] = append(d.Files["disputes.parquet"], row)
				n++
			}
		}
	}
	for _, m := range record.Measures(record.Dispute) {
		d.Files["coverage.parquet"] = append(d.Files["coverage.parquet"], map[string]any{
			"list": answertest.Disputes, "measure": string(m), "covered_from": answertest.Day("2018-01-01"), "covered_to": answertest.Day("2023-12-15"), "disclosure": "arn-1",
		})
	}
	slices.SortStableFunc(d.Files["disputes.parquet"], func(a, b map[string]any) int {
		return cmp.Or(cmp.Compare(a["company_id"].(string), b["company_id"].(string)), cmp.Compare(a["received_date"].(record.Date), b["received_date"].(record.Date)))
	})
	return d
}

// naive recounts everything from the rows of the release, one by one, and knows nothing of the program's questions.
type naive map[string][]map[string]any // rows by company, and all under ""

func (n naive) count(company, department string, m record.Measure, from, to record.Date) (sum int64) {
	for _, row := range n[company] {
		won := row["outcome"] == "bifall" || row["outcome"] == "delvis-bifall"
		day, counted := row["decision_date"], row["decision_date"] != nil
		switch m {
		case record.Received:
			day, counted = row["received_date"], true
		case record.Closed:
		case record.DecidedOnMerits:
			counted = counted && (won || row["outcome"] == "avslag")
		case record.Won:
			counted = counted && won
		case record.Followed:
			counted = counted && won && row["followed"] == "foljt"
		case record.NotFollowed:
			counted = counted && won && row["followed"] == "ej-foljt"
		}
		if counted && (department == "" || row["department"] == department) &&
			day.(record.Date) >= from && day.(record.Date) <= to {
			sum++
		}
	}
	return sum
}

// before returns the counts of the same span of the five years before.
func (n naive) before(company, department string, m record.Measure, from, to record.Date) (counts []int64) {
	for k := 1; k <= 5; k++ {
		f, t := from.Time().AddDate(-k, 0, 0), to.Time().AddDate(-k, 0, 0)
		counts = append(counts, n.count(company, department, m, record.NewDate(f.Date()), record.NewDate(t.Date())))
	}
	return counts
}

// earlier are a company's counts of the same span of those of the five years before that do not end before its first matter was
// received, or its registration.
func (n naive) earlier(company, department string, m record.Measure, from, to record.Date) (counts []int64) {
	first := answertest.Day("9999-12-31")
	for _, row := range n[company] {
		t := row["received_date"].(record.Date).Time()
		first = min(first, record.NewDate(t.Year(), t.Month(), 1))
	}
	for k, c := range n.before(company, department, m, from, to) {
		start, end := record.NewDate(from.Time().AddDate(-1-k, 0, 0).Date()), record.NewDate(to.Time().AddDate(-1-k, 0, 0).Date())
		if late := company == "x-firm-29"; late && start < answertest.Day("2021-03-01") || !late && end < first {
			continue
		}
		counts = append(counts, c)
	}
	return counts
}

// priors are learnt from the earlier spans of all companies.
func (n naive) priors(m record.Measure, from, to record.Date) stats.Priors {
	var all [][]int64
	for i := range 30 {
		all = append(all, n.earlier(fmt.Sprintf("x-firm-%02d", i), "", m, from, to))
	}
	return stats.LearnPriors(all)
}

// shared is the dispersion of the sum of all others' counts in a department.
func (n naive) shared(priors stats.Priors, company, department string, m record.Measure, from, to record.Date) float64 {
	var weighted, all float64
	for i := range 30 {
		id := fmt.Sprintf("x-firm-%02d", i)
		s := float64(sumOf(n.earlier(id, department, m, from, to)))
		if total := n.earlier(id, "", m, from, to); id != company && s > 0 {
			weighted, all = weighted+priors.After(total).Mean()*s*s, all+s
		}
	}
	if all == 0 {
		return 0
	}
	return weighted / (all * all)
}

func sumOf(of []int64) (sum int64) {
	for _, n := range of {
		sum += n
	}
	return sum
}

// TestStatisticsAgainstTheRows asks a hundred random questions of DuckDB and recounts each cell from the decoded rows.
func TestStatisticsAgainstTheRows(t *testing.T) {
	dir := t.TempDir()
	db, r := open(t, filepath.Join(dir, market().Write(t, dir)))
	n := naive{}
	for _, row := range answertest.Read(t, r).Files["disputes.parquet"] {
		id := row["company_id"].(string)
		n[id], n[""] = append(n[id], row), append(n[""], row)
	}
	rapid.Check(t, func(t *rapid.T) {
		switch rapid.SampledFrom([]string{"compare", "compare", "rank", "rate"}).Draw(t, "question") {
		case "compare":
			n.checkCompare(t, db)
		case "rank":
			n.checkRanking(t, db, "")
		case "rate":
			n.checkRanking(t, db, answer.WonRate)
		}
	})
	n.checkSurges(t, db)
}

func (n naive) checkCompare(t *rapid.T, db answer.Store) {
	company := fmt.Sprintf("x-firm-%02d", rapid.IntRange(0, 28).Draw(t, "company"))
	m := rapid.SampledFrom([]record.Measure{record.Received, record.Received, record.Closed, record.Won}).Draw(t, "measure")
	from := answertest.Day("2023-01-01") + record.Date(rapid.IntRange(0, 200).Draw(t, "from"))
	to := min(from+record.Date(rapid.IntRange(0, 348).Draw(t, "days")), answertest.Day("2023-12-15"))
	department := rapid.SampledFrom([]string{"", "bank", "resor"}).Draw(t, "department")
	q := answer.CompareQuestion{CountsQuestion: answer.CountsQuestion{
		List: answertest.Disputes, Measure: m, Companies: []string{company}, GroupBy: []answer.Grouping{answer.ByCompany}, From: from, To: to,
	}}
	if department != "" {
		q.Departments = []string{department}
	}
	a, err := answer.Compare(t.Context(), db, q)
	if err != nil {
		t.Fatal(err)
	}
	n.compared(t, a, company, department, m, from, to)
}

// compared holds the row of a comparison against the rows.
func (n naive) compared(t *rapid.T, a answer.CompareAnswer, company, department string, m record.Measure, from, to record.Date) {
	y, whole, earlier := n.count(company, department, m, from, to), n.count("", department, m, from, to), n.earlier(company, department, m, from, to)
	spans, sum := len(earlier), sumOf(earlier)
	if spans < 3 {
		return
	}
	mean, priors := float64(sum)/float64(spans), n.priors(m, from, to)
	w := priors.After(earlier)
	want := map[string]float64{
		"value": float64(y), "baseline_spans": float64(spans), "baseline_mean": mean, "difference": float64(y) - mean, "phi": w.Mean(),
		"p_value": w.MoreThanBefore(y, sum, spans), "others_p_value": math.NaN(),
	}
	for _, d := range slices.Compact([]string{department, ""}) { // the list, where too few others are in the department
		a := stats.Against{Now: n.count(company, d, m, from, to), WholeNow: n.count("", d, m, from, to), Before: sumOf(n.before(company, d, m, from, to)[:spans])}
		a.WholeBefore = sumOf(n.before("", d, m, from, to)[:spans])
		if rest, restBefore := a.WholeNow-a.Now, a.WholeBefore-a.Before; restBefore >= 20 {
			against := stats.Against{Now: y, Before: sum, WholeNow: y + rest, WholeBefore: sum + restBefore}
			want["others_p_value"] = w.OutgrewOthers(against, spans, n.shared(priors, company, d, m, from, to))
			break
		}
	}
	if sum > 0 {
		want["ratio"] = float64(y) / mean
	}
	if whole > 0 {
		want["share"] = float64(y) / float64(whole)
	}
	for column, value := range want {
		i := slices.IndexFunc(a.Columns, func(c record.Column) bool { return c.Name == column })
		got := asNumber(a.Rows[0][i])
		if none := math.IsNaN(got); none != math.IsNaN(value) || !none && math.Abs(got-value) > 1e-9*math.Max(1, math.Abs(value)) {
			t.Fatalf("%s %s %s %s..%s: %s is %v, the rows say %v", company, department, m, from, to, column, got, value)
		}
	}
}

func asNumber(cell any) float64 {
	switch v := cell.(type) {
	case int64:
		return float64(v)
	case float64:
		return v
	}
	return math.NaN()
}

func (n naive) checkRanking(t *rapid.T, db answer.Store, rate answer.Rate) {
	from := answertest.Day("2018-01-01") + record.Date(rapid.IntRange(0, 2000).Draw(t, "from"))
	to := min(from+record.Date(rapid.IntRange(0, 900).Draw(t, "days")), answertest.Day("2023-12-15"))
	q := answer.RankingQuestion{List: answertest.Disputes, Rate: rate, From: from, To: to, Limit: 100, Page: 1}
	if rate == "" {
		q.Measure = rapid.SampledFrom(record.Measures(record.Dispute)).Draw(t, "measure")
	}
	a, err := answer.Rankings(t.Context(), db, q)
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]float64{}
	for i := range 30 {
		id := fmt.Sprintf("x-firm-%02d", i)
		if rate == "" {
			if c := n.count(id, "", q.Measure, from, to); c > 0 {
				values[id] = float64(c)
			}
			continue
		}
		if all := n.count(id, "", record.DecidedOnMerits, from, to); all > 0 {
			values[id] = float64(n.count(id, "", record.Won, from, to)) / float64(all)
		}
	}
	if len(a.Rows) != len(values) {
		t.Fatalf("%d companies, the rows have %d", len(a.Rows), len(values))
	}
	for _, row := range a.Rows {
		id, rank := row[0].(string), row[2]
		if asNumber(row[3]) != values[id] {
			t.Fatalf("%s is %v, the rows say %v", id, row[3], values[id])
		}
		higher := int64(1)
		for _, other := range a.Rows {
			if other[10] == true && values[other[0].(string)] > values[id] {
				higher++
			}
		}
		if row[10] == true && rank != higher || row[10] == false && rank != nil {
			t.Fatalf("%s with %v stands at %v, want %d", id, row[3], rank, higher)
		}
	}
}

// checkSurges tests every company from the rows and finds what the program finds.
func (n naive) checkSurges(t *testing.T, db answer.Store) {
	t.Helper()
	from, to := answertest.Day("2023-01-01"), answertest.Day("2023-12-15")
	p, priors := map[string]float64{}, n.priors(record.Received, from, to)
	for i := range 29 { // the last was registered too late to be tested
		id, department := fmt.Sprintf("x-firm-%02d", i), []string{"bank", "elektronik", "resor"}[i%3]
		y, earlier := n.count(id, "", record.Received, from, to), n.earlier(id, "", record.Received, from, to)
		spans, sum := len(earlier), sumOf(earlier)
		if y+sum < 20 || spans < 3 {
			continue
		}
		w := priors.After(earlier)
		against := stats.Against{
			Now: y, Before: sum, WholeNow: n.count("", department, record.Received, from, to),
			WholeBefore: sumOf(n.before("", department, record.Received, from, to)[:spans]),
		}
		shared := n.shared(priors, id, department, record.Received, from, to)
		p[id] = max(w.MoreThanBefore(y, sum, spans), w.OutgrewOthers(against, spans, shared))
	}
	a, err := answer.Surges(t.Context(), db, answer.SurgesQuestion{List: answertest.Disputes})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]float64{}
	for _, row := range a.Rows {
		i := slices.IndexFunc(a.Columns, func(c record.Column) bool { return c.Name == "p_value" })
		found[row[0].(string)] = asNumber(row[i])
	}
	if a.Meta.Tested != len(p) || len(found) == 0 {
		t.Errorf("tested %d, want %d; found %v", a.Meta.Tested, len(p), found)
	}
	for id, one := range p {
		rank := 0
		for _, other := range p {
			if other <= one {
				rank++
			}
		}
		got, is := found[id]
		if sure := one <= 0.05*float64(rank)/float64(len(p)); sure && !is || is && math.Abs(got-one) > 1e-9*one {
			t.Errorf("%s: p is %v by the rows, %v found %v", id, one, got, is)
		}
	}
	for id := range found {
		if id != "x-firm-11" {
			t.Errorf("%s is found: it grew with its department, or not at all", id)
		}
	}
}
