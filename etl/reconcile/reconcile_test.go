package reconcile_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tvistdata/etl/reconcile"
	"tvistdata/internal/list"
	"tvistdata/internal/person"
	"tvistdata/internal/record"
)

func day(iso string) record.Date {
	d, err := record.ParseDate(iso)
	if err != nil {
		panic(err)
	}
	return d
}

// board is a list whose board has three departments, one of them until the end of 2020.
func board() *list.List {
	text := func(s string) record.Text { return record.Text{SV: s, EN: s} }
	return &list.List{ID: "figures", Codes: map[string][]list.Code{
		"authority": {{ID: "arn", Label: record.Text{SV: "Nämnden", EN: "The board"}}},
		"measure":   {{ID: "cases_received", Label: record.Text{SV: "Inkomna ärenden", EN: "Cases received"}}},
		"department": {
			{ID: "bank", Label: text("Bank"), From: record.NoDate, To: record.NoDate},
			{ID: "resor", Label: text("Resor"), From: day("1968-01-01"), To: record.NoDate},
			{ID: "palsar", Label: text("Pälsar"), From: record.NoDate, To: day("2020-12-31")},
		},
	}}
}

// figure makes a figure of cases received: a period, a value as written, and what else is to be set.
func figure(id, period, written string, set ...func(*reconcile.Figure)) reconcile.Figure {
	f := reconcile.Figure{
		ID: id, Authority: "arn", Jurisdiction: "SE", Measure: "cases_received", Unit: "cases", Precision: "day",
		Written: written, SourceName: "Nämndens tabell", Published: "2022",
	}
	switch year := period[:4]; period[4:] {
	case "":
		f.Start, f.End = day(year+"-01-01"), day(year+"-12-31")
	case "-H1":
		f.Start, f.End = day(year+"-01-01"), day(year+"-06-30")
	case "-H2":
		f.Start, f.End = day(year+"-07-01"), day(year+"-12-31")
	}
	if _, err := fmt.Sscan(written, &f.Value); err != nil {
		panic(err)
	}
	for _, s := range set {
		s(&f)
	}
	return f
}

func in(department string) func(*reconcile.Figure) {
	return func(f *reconcile.Figure) { f.Department, f.DepartmentWritten = department, department }
}

func qualified(word string) func(*reconcile.Figure) {
	return func(f *reconcile.Figure) { f.Qualifier = word }
}

func published(at string) func(*reconcile.Figure) {
	return func(f *reconcile.Figure) { f.Published = at }
}

func measured(measure, unit string) func(*reconcile.Figure) {
	return func(f *reconcile.Figure) { f.Measure, f.Unit = measure, unit }
}

func against(written, company, brand string) func(*reconcile.Figure) {
	return func(f *reconcile.Figure) { f.CompanyWritten, f.Company, f.Brand = written, company, brand }
}

// brief returns of each disagreement its rule, its figures and what lies between.
func brief(found []record.Disagreement) (out []string) {
	for _, d := range found {
		out = append(out, fmt.Sprintf("%s %s: %v not %v", d.Rule, strings.Join(d.RecordIDs, "+"), d.Found, d.Expected))
	}
	return out
}

func TestRules(t *testing.T) {
	pct := measured("cases_received_change_pct", "percent")
	for name, c := range map[string]struct {
		figures []reconcile.Figure
		want    []string
	}{
		// Departments against the total.
		"all departments make up the total": {figures: []reconcile.Figure{
			figure("t", "2021", "10"), figure("b", "2021", "4", in("bank")), figure("r", "2021", "6", in("resor")),
		}},
		"all departments exceed it": {
			figures: []reconcile.Figure{figure("t", "2021", "10"), figure("b", "2021", "4", in("bank")), figure("r", "2021", "7", in("resor"))},
			want:    []string{"parts-total b+r+t: 11 not 10"},
		},
		"all departments fall short of it": {
			figures: []reconcile.Figure{figure("t", "2021", "10"), figure("b", "2021", "4", in("bank")), figure("r", "2021", "5", in("resor"))},
			want:    []string{"parts-total b+r+t: 9 not 10"},
		},
		"a department that there still was is missing": {figures: []reconcile.Figure{
			figure("t", "2020", "10"), figure("b", "2020", "4", in("bank")), figure("r", "2020", "5", in("resor")),
		}},
		"some departments exceed it alone": {
			figures: []reconcile.Figure{figure("t", "2020", "10"), figure("b", "2020", "11", in("bank"))},
			want:    []string{"parts-total b+t: 11 not 10"},
		},
		"departments of another source": {figures: []reconcile.Figure{
			figure("t", "2021", "10"), figure("b", "2021", "11", in("bank"), func(f *reconcile.Figure) { f.SourceName = "En tidning" }),
		}},
		"a label that is no department": {figures: []reconcile.Figure{
			figure("t", "2021", "10"), figure("b", "2021", "11", func(f *reconcile.Figure) { f.DepartmentWritten = "Hantverk" }),
		}},
		"companies do not add up": {figures: []reconcile.Figure{
			figure("t", "2021", "10", measured("listed", "companies")), figure("b", "2021", "8", in("bank"), measured("listed", "companies")),
			figure("r", "2021", "8", in("resor"), measured("listed", "companies")),
		}},
		"money adds up in any currency": {
			figures: []reconcile.Figure{
				figure("t", "2021", "10", measured("refunded", "BRL")), figure("b", "2021", "4", in("bank"), measured("refunded", "BRL")),
				figure("r", "2021", "7", in("resor"), measured("refunded", "BRL")),
			},
			want: []string{"parts-total b+r+t: 11 not 10"},
		},
		"and not with another's": {figures: []reconcile.Figure{
			figure("t", "2021", "10", measured("refunded", "BRL")), figure("b", "2021", "4", in("bank"), measured("refunded", "BRL")),
			figure("r", "2021", "7", in("resor"), measured("refunded", "EUR")), figure("u", "2021", "99", measured("refunded", "EUR")),
		}},
		"a department given twice, of which one can be no part": {
			figures: []reconcile.Figure{figure("t", "2021", "10"), figure("b", "2021", "8", in("bank")), figure("c", "2021", "11", in("bank"))},
			want:    []string{"revised b+c: 11 not 8"},
		},
		"a table whose period nobody knows": {figures: []reconcile.Figure{
			edition("t", "10", unlabelled), edition("b", "11", in("bank"), unlabelled),
		}},
		"rounded departments that may make up the total": {figures: []reconcile.Figure{
			figure("t", "2021", "10"), figure("b", "2021", "5", in("bank"), qualified("about")), figure("r", "2021", "4", in("resor"), qualified("about")),
		}},
		"a table of an edition, whose days are not known": {
			figures: []reconcile.Figure{edition("t", "10"), edition("b", "11", in("bank"))},
			want:    []string{"parts-total b+t: 11 not 10"},
		},
		// Half-years against the year.
		"a half above the year":         {figures: []reconcile.Figure{figure("h", "2021-H1", "72"), figure("y", "2021", "45")}, want: []string{"half-year h+y: 72 not 45"}},
		"the second half, likewise":     {figures: []reconcile.Figure{figure("h", "2021-H2", "72"), figure("y", "2021", "45")}, want: []string{"half-year h+y: 72 not 45"}},
		"a half as large as the year":   {figures: []reconcile.Figure{figure("h", "2021-H1", "45"), figure("y", "2021", "45")}},
		"two halves make the year":      {figures: []reconcile.Figure{figure("a", "2021-H1", "20"), figure("b", "2021-H2", "25"), figure("y", "2021", "45")}},
		"two halves miss the year":      {figures: []reconcile.Figure{figure("a", "2021-H1", "20"), figure("b", "2021-H2", "24"), figure("y", "2021", "45")}, want: []string{"half-year a+b+y: 44 not 45"}},
		"one half says enough":          {figures: []reconcile.Figure{figure("a", "2021-H1", "50"), figure("b", "2021-H2", "24"), figure("y", "2021", "45")}, want: []string{"half-year a+y: 50 not 45"}},
		"the half of another year":      {figures: []reconcile.Figure{figure("h", "2020-H1", "72"), figure("y", "2021", "45")}},
		"shares of halves do not add":   {figures: []reconcile.Figure{figure("h", "2021-H1", "72", measured("share", "percent")), figure("y", "2021", "45", measured("share", "percent"))}},
		"a half just over, within":      {figures: []reconcile.Figure{figure("h", "2021-H1", "40", qualified("just over")), figure("y", "2021", "45")}},
		"a half just over, beyond":      {figures: []reconcile.Figure{figure("h", "2021-H1", "50", qualified("just over")), figure("y", "2021", "45")}, want: []string{"half-year h+y: 50 not 45"}},
		"the half of another company":   {figures: []reconcile.Figure{figure("h", "2021-H1", "72", against("X", "", "x")), figure("y", "2021", "45", against("Y", "", "y"))}},
		"a company's half, everybody's": {figures: []reconcile.Figure{figure("h", "2021-H1", "72", against("X", "", "x")), figure("y", "2021", "45")}},
		// Two values of one figure.
		"a later value":                 {figures: []reconcile.Figure{figure("z", "2019", "594", published("2020")), figure("a", "2019", "624", published("2021-01-27"))}, want: []string{"revised a+z: 624 not 594"}},
		"the same value elsewhere":      {figures: []reconcile.Figure{figure("a", "2019", "594", published("2020")), figure("b", "2019", "594", published("2021"))}},
		"both of the same year":         {figures: []reconcile.Figure{figure("a", "2019", "594", published("2020")), figure("b", "2019", "624", published("2020-05"))}, want: []string{"revised a+b: 624 not 594"}},
		"a source without a date":       {figures: []reconcile.Figure{figure("a", "2019", "594", published("")), figure("b", "2019", "624")}, want: []string{"revised a+b: 624 not 594"}},
		"another measure":               {figures: []reconcile.Figure{figure("a", "2019", "594"), figure("b", "2019", "624", measured("cases_received_incl_re_evaluations", "cases"))}},
		"another unit":                  {figures: []reconcile.Figure{figure("a", "2019", "594"), figure("b", "2019", "624", measured("cases_received", "complaints"))}},
		"another country":               {figures: []reconcile.Figure{figure("a", "2019", "594"), figure("b", "2019", "624", func(f *reconcile.Figure) { f.Jurisdiction = "NO" })}},
		"another authority":             {figures: []reconcile.Figure{figure("a", "2019", "594"), figure("b", "2019", "624", func(f *reconcile.Figure) { f.Authority = "pts" })}},
		"another department":            {figures: []reconcile.Figure{figure("a", "2019", "594", in("bank")), figure("b", "2019", "624", in("resor"))}},
		"a label of the source's own":   {figures: []reconcile.Figure{figure("a", "2019", "594"), figure("b", "2019", "624", func(f *reconcile.Figure) { f.DepartmentWritten = "Hantverk" })}},
		"a brand is not the company":    {figures: []reconcile.Figure{figure("a", "2019", "594", against("Klarna", "", "klarna")), figure("b", "2019", "624", against("Klarna Bank AB", "se-1", ""))}},
		"one name, written otherwise":   {figures: []reconcile.Figure{figure("a", "2019", "594", against("Åkeri  X", "", "")), figure("b", "2019", "624", against("ÅKERI X", "", ""))}, want: []string{"revised a+b: 624 not 594"}},
		"an invented one and a real":    {figures: []reconcile.Figure{figure("a", "2019", "594"), figure("b", "2019", "624", func(f *reconcile.Figure) { f.Synthetic = true })}},
		"days that are not certain":     {figures: []reconcile.Figure{figure("a", "2019", "594", func(f *reconcile.Figure) { f.Precision = "approximate" }), figure("b", "2019", "624", func(f *reconcile.Figure) { f.Precision = "approximate" })}},
		"a period nobody knows":         {figures: []reconcile.Figure{figure("a", "2020", "76", measured("share", "percent")), unknown("b", "77")}},
		"a word that is not understood": {figures: []reconcile.Figure{figure("a", "2019", "594", qualified("inte så många som")), figure("b", "2019", "624")}},
		"ranks":                         {figures: []reconcile.Figure{figure("a", "2019", "1", measured("rank", "rank")), figure("b", "2019", "2", measured("rank", "rank"), published("2023"))}, want: []string{"revised a+b: 2 not 1"}},
		// A change against its years.
		"a change that follows":           {figures: []reconcile.Figure{figure("c", "2020", "77", pct), figure("a", "2019", "5346"), figure("b", "2020", "9461")}},
		"a change that does not":          {figures: []reconcile.Figure{figure("c", "2020", "72", pct), figure("a", "2019", "5346"), figure("b", "2020", "9461")}, want: []string{"change a+b+c: 76.97 not 72"}},
		"about that change":               {figures: []reconcile.Figure{figure("c", "2020", "80", pct, qualified("about")), figure("a", "2019", "5346"), figure("b", "2020", "9461")}},
		"a change of a half":              {figures: []reconcile.Figure{figure("c", "2020-H1", "10", pct), figure("a", "2019-H1", "100"), figure("b", "2020-H1", "150")}, want: []string{"change a+b+c: 50 not 10"}},
		"a change from any number":        {figures: []reconcile.Figure{figure("c", "2020", "-150", pct), figure("a", "2019", "0", qualified("more than")), figure("b", "2020", "150")}},
		"a change in another unit":        {figures: []reconcile.Figure{figure("c", "2020", "-5", measured("cases_received_change", "complaints")), figure("a", "2019", "12"), figure("b", "2020", "6")}},
		"a change from nothing":           {figures: []reconcile.Figure{figure("c", "2020", "10", pct), figure("a", "2019", "0"), figure("b", "2020", "150")}},
		"a change to more than something": {figures: []reconcile.Figure{figure("c", "2022", "32", pct), figure("a", "2021", "19699"), figure("b", "2022", "26000", qualified("more than"))}},
		"a change in number":              {figures: []reconcile.Figure{figure("c", "2020", "-5", measured("cases_received_change", "cases")), figure("a", "2019", "12"), figure("b", "2020", "6")}, want: []string{"change a+b+c: -6 not -5"}},
		"a change in number that follows": {figures: []reconcile.Figure{figure("c", "2020", "-6", measured("cases_received_change", "cases")), figure("a", "2019", "12"), figure("b", "2020", "6")}},
		"a change of something else":      {figures: []reconcile.Figure{figure("c", "2020", "72", measured("cases_closed_change_pct", "percent")), figure("a", "2019", "5346"), figure("b", "2020", "9461")}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, brief(reconcile.Check(board(), c.figures, nil))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// edition makes a figure of an edition, of which the days are not known.
func edition(id, written string, set ...func(*reconcile.Figure)) reconcile.Figure {
	f := figure(id, "2022", written)
	f.Start, f.End, f.Label, f.Precision = record.NoDate, record.NoDate, "2022-spring", "label"
	for _, s := range set {
		s(&f)
	}
	return f
}

func unlabelled(f *reconcile.Figure) { f.Label, f.Precision = "", "unknown" }

// unknown makes a share of an unknown period.
func unknown(id, written string) reconcile.Figure {
	return figure(id, "2020", written, measured("share", "percent"), func(f *reconcile.Figure) {
		f.Start, f.End, f.Precision = record.NoDate, record.NoDate, "unknown"
	})
}

// TestQualifiers: what a figure may mean, shown by the exact numbers around it that it does not rule out.
func TestQualifiers(t *testing.T) {
	for _, c := range []struct {
		qualifier, written, unit string
		from, to                 float64 // both allowed
		past                     float64 // how far beyond is not
	}{
		{"", "594", "cases", 594, 594, 1},
		{"", "2200", "cases", 2200, 2200, 1},
		{"", "14000", "cases", 13500, 14500, 1}, // nobody counts 14 000 to the last one
		{"", "135000", "cases", 132500, 137500, 1},
		{"", "72", "percent", 71.5, 72.5, 0.01},
		{"", "70", "percent", 69.5, 70.5, 0.01}, // written to the last unit
		{"", "1.25", "of 5", 1.245, 1.255, 0.001},
		{"about", "130", "cases", 125, 135, 1},
		{"ungefär", "500", "cases", 250, 750, 1},
		{"About", "8500", "cases", 8250, 8750, 1}, // rounded to five hundreds, as far as one knows
		{"about", "33", "percent", 32.5, 33.5, 0.01},
		{"almost", "14000", "cases", 13000, 14000, 1},
		{"nästan", "400", "cases", 300, 400, 1},
		{"knappt", "28000", "cases", 27000, 28000, 1}, // ARN's 27 863
		{"drygt", "14000", "cases", 14000, 15000, 1},  // ARN's 14 532
		{"just over", "8500000", "SEK", 8500000, 9000000, 1},
		{"almost", "-600", "cases", -600, -500, 1},
	} {
		disagrees := func(v float64) bool {
			exact := figure("b", "2019", strconv.FormatFloat(v, 'f', -1, 64), measured("m", c.unit), qualified("at least"))
			most := figure("b", "2019", strconv.FormatFloat(v, 'f', -1, 64), measured("m", c.unit), qualified("at most"))
			f := figure("a", "2019", c.written, measured("m", c.unit), qualified(c.qualifier))
			return len(reconcile.Check(board(), []reconcile.Figure{f, exact}, nil))+len(reconcile.Check(board(), []reconcile.Figure{f, most}, nil)) > 0
		}
		for v, want := range map[float64]bool{c.from: false, c.to: false, c.from - c.past: true, c.to + c.past: true} {
			if disagrees(v) != want {
				t.Errorf("%s %s %s against %v: disagrees %v, want %v", c.qualifier, c.written, c.unit, v, !want, want)
			}
		}
	}
	for _, written := range []string{"NaN", "Inf", "1e3", "0x10"} { // numbers to a computer, not to a reader
		odd := figure("a", "2019", "1")
		odd.Written = written
		if found := reconcile.Check(board(), []reconcile.Figure{odd, figure("b", "2019", "2")}, nil); len(found) > 0 {
			t.Errorf("%s is compared: %v", written, brief(found))
		}
	}
}

func TestCounted(t *testing.T) {
	type set = func(*reconcile.Figure, *reconcile.List)
	const published = "100"
	for name, c := range map[string]struct {
		count reconcile.Count
		set   set
		want  bool
	}{
		"as many":                           {count: reconcile.Count{Value: 100}},
		"fewer":                             {count: reconcile.Count{Value: 99}, want: true},
		"more":                              {count: reconcile.Count{Value: 101}, want: true},
		"fewer, and some without a date":    {count: reconcile.Count{Value: 99, Doubt: 1}},
		"more, re-evaluations perhaps":      {count: reconcile.Count{Value: 103, Reevaluations: 3}},
		"more than re-evaluations explain":  {count: reconcile.Count{Value: 104, Reevaluations: 3}, want: true},
		"re-evaluations belong in":          {count: reconcile.Count{Value: 103, Reevaluations: 3}, want: true, set: func(f *reconcile.Figure, _ *reconcile.List) { f.Measure = "cases_received_incl_re_evaluations" }},
		"about as many":                     {count: reconcile.Count{Value: 120}, set: func(f *reconcile.Figure, _ *reconcile.List) { f.Qualifier = "about" }},
		"invented counts":                   {count: reconcile.Count{Value: 1}, set: func(_ *reconcile.Figure, l *reconcile.List) { l.Synthetic, l.Real = true, false }},
		"partly invented counts":            {count: reconcile.Count{Value: 1}, set: func(_ *reconcile.Figure, l *reconcile.List) { l.Synthetic = true }},
		"an invented figure":                {count: reconcile.Count{Value: 1}, set: func(f *reconcile.Figure, _ *reconcile.List) { f.Synthetic = true }},
		"an invented figure, partly":        {count: reconcile.Count{Value: 1}, set: func(f *reconcile.Figure, l *reconcile.List) { f.Synthetic, l.Synthetic = true, true }},
		"all is invented":                   {count: reconcile.Count{Value: 1}, want: true, set: func(f *reconcile.Figure, l *reconcile.List) { f.Synthetic, l.Synthetic, l.Real = true, true, false }},
		"another authority":                 {count: reconcile.Count{Value: 1}, set: func(_ *reconcile.Figure, l *reconcile.List) { l.Authority = "pts" }},
		"another country":                   {count: reconcile.Count{Value: 1}, set: func(_ *reconcile.Figure, l *reconcile.List) { l.Country = "NO" }},
		"complaints are no cases":           {count: reconcile.Count{Value: 1}, set: func(_ *reconcile.Figure, l *reconcile.List) { l.Kind = record.Complaint }},
		"complaints":                        {count: reconcile.Count{Value: 1}, want: true, set: func(f *reconcile.Figure, l *reconcile.List) { l.Kind, f.Measure = record.Complaint, "complaints" }},
		"a measure that records have not":   {count: reconcile.Count{Value: 1}, set: func(f *reconcile.Figure, _ *reconcile.List) { f.Measure = "cases_handled" }},
		"a brand, which is no legal entity": {count: reconcile.Count{Value: 1}, set: func(f *reconcile.Figure, _ *reconcile.List) { f.CompanyWritten, f.Brand = "X", "x" }},
		"a label that is no department":     {count: reconcile.Count{Value: 1}, set: func(f *reconcile.Figure, _ *reconcile.List) { f.DepartmentWritten = "Hantverk" }},
		"days that are not certain":         {count: reconcile.Count{Value: 1}, set: func(f *reconcile.Figure, _ *reconcile.List) { f.Precision = "approximate" }},
		"not covered": {count: reconcile.Count{Value: 1}, set: func(_ *reconcile.Figure, l *reconcile.List) {
			l.Count = func(reconcile.Question) (reconcile.Count, bool) { return reconcile.Count{Value: 1}, false }
		}},
	} {
		t.Run(name, func(t *testing.T) {
			l := reconcile.List{
				ID: "arn-cases", Authority: "arn", Country: "SE", Kind: record.Dispute, Real: true, Title: record.Text{SV: "Ärenden", EN: "Cases"},
				Count: func(reconcile.Question) (reconcile.Count, bool) { return c.count, true },
			}
			f := figure("a", "2021", published)
			if c.set != nil {
				c.set(&f, &l)
			}
			found := reconcile.Check(board(), []reconcile.Figure{f}, []reconcile.List{l})
			if (len(found) == 1) != c.want || len(found) > 1 {
				t.Fatalf("found %v, want one: %v", brief(found), c.want)
			}
			if c.want && (found[0].CountedList != "arn-cases" || found[0].Found != float64(c.count.Value) || found[0].Expected != 100) {
				t.Errorf("found %+v", found[0])
			}
		})
	}
}

// TestWhatIsCounted: the question is the figure's.
func TestWhatIsCounted(t *testing.T) {
	var asked []reconcile.Question
	l := reconcile.List{ID: "arn-cases", Authority: "arn", Country: "SE", Kind: record.Dispute, Real: true, Count: func(q reconcile.Question) (reconcile.Count, bool) {
		asked = append(asked, q)
		return reconcile.Count{}, false
	}}
	var figures []reconcile.Figure
	for i, measure := range []string{
		"cases_received", "cases_closed", "cases_decided_on_merits", "cases_consumer_won_fully_or_partly", "cases_followed", "cases_not_followed",
	} {
		figures = append(figures, figure(fmt.Sprint(i), "2021-H1", "5", measured(measure, "cases"), against("X AB", "se-1", ""), in("bank")))
	}
	reconcile.Check(board(), figures, []reconcile.List{l})
	var want []reconcile.Question
	for _, m := range record.Measures(record.Dispute) {
		want = append(want, reconcile.Question{Measure: m, Company: "se-1", Department: "bank", From: day("2021-01-01"), To: day("2021-06-30")})
	}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestTexts(t *testing.T) {
	found := reconcile.Check(board(), []reconcile.Figure{
		figure("a", "2019", "600", qualified("nearly"), published("2020"), in("bank")),
		figure("b", "2019", "624", published("2021-01-27"), in("bank"), func(f *reconcile.Figure) { f.SourceName = "En tidning" }),
	}, nil)
	want := record.Text{
		SV: "Nämnden, inkomna ärenden, bank, hela 2019: nästan 600 (läst som 500 till 600) enligt Nämndens tabell, publicerat 2020, men senare 624 enligt En tidning, publicerat 2021-01-27. Skillnaden är 24.",
		EN: "The board, cases received, bank, all of 2019: almost 600 (read as 500 to 600) according to Nämndens tabell, published 2020, but later 624 according to En tidning, published 2021-01-27. The difference is 24.",
	}
	if len(found) != 1 || found[0].Text != want {
		t.Errorf("got %+v", found)
	}
}

// drawn returns figures that often concern the same thing.
func drawn(t *rapid.T) []reconcile.Figure {
	pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(t, name) }
	n := rapid.IntRange(0, 25).Draw(t, "figures")
	out := make([]reconcile.Figure, n)
	for i := range out {
		f := figure(fmt.Sprintf("%03d", i), pick("period", "2020", "2021", "2021", "2021-H1", "2021-H1", "2021-H2"),
			pick("value", "3", "7", "10", "72", "1000", "8112189876", "0701234567", "12.5"), published(pick("published", "", "2021", "2021-05", "2022-03-04")),
			qualified(pick("qualifier", "", "", "about", "just over", "at most", "på pricken")))
		if d := pick("department", "", "bank", "resor"); d != "" {
			in(d)(&f)
		}
		if pick("company", "", "", "x") != "" {
			against("X AB", "se-1", "")(&f)
		}
		if pick("measure", "", "", "", "change") != "" {
			measured("cases_received_change_pct", "percent")(&f)
		}
		f.Synthetic = pick("synthetic", "", "", "yes") != ""
		out[i] = f
	}
	return out
}

// personal finds the values of drawn that look like a person's numbers, their sums and differences, and the change from one to another in
// per cent, which may have any digits.
var personal = regexp.MustCompile(`\b(811\d{7}|0?70\d{7})\b|\d+(\.\d+)? (procent|per cent|percentage points)`)

func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		figures := drawn(t)
		found := reconcile.Check(board(), figures, nil)
		byID := map[string]reconcile.Figure{}
		for _, f := range figures {
			byID[f.ID] = f
		}
		for _, d := range found {
			ids := slices.Compact(slices.Sorted(slices.Values(d.RecordIDs)))
			if len(ids) < 2 || len(ids) != len(d.RecordIDs) {
				t.Fatalf("a figure disagrees with itself: %v", brief([]record.Disagreement{d}))
			}
			for _, id := range ids {
				if f := byID[id]; f.Synthetic != d.Synthetic || f.Company != d.CompanyID {
					t.Fatalf("%v are not about the same", brief([]record.Disagreement{d}))
				}
			}
			// Two numbers of a text must not look like one of a person. A value that does so by itself is kept out before, and
			// what it is added to or taken from looks like it by chance.
			text := personal.ReplaceAllString(d.Text.SV+"\n"+d.Text.EN, "9")
			if what := person.Scan(text); what != person.Nothing {
				t.Fatalf("%q holds a %s", text, what)
			}
		}
		shuffled := slices.Clone(figures)
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if diff := cmp.Diff(found, reconcile.Check(board(), append(shuffled, shuffled...), nil)); diff != "" {
			t.Fatalf("another order, and every figure twice:\n%s", diff)
		}
		unrelated := figure("x", "2021", "5", func(f *reconcile.Figure) { f.Authority = "pts" })
		if diff := cmp.Diff(found, reconcile.Check(board(), append(shuffled, unrelated), nil)); diff != "" {
			t.Fatalf("an unrelated figure:\n%s", diff)
		}
		keys := map[[10]byte]bool{}
		for _, d := range found {
			keys[reconcile.Key(d)] = true
		}
		if len(keys) != len(found) {
			t.Fatalf("%d keys of %d disagreements", len(keys), len(found))
		}
	})
}

// TestTwoSpansDisagreeOnlyWhenApart checks pairs of values of one figure against every number that both may mean.
func TestTwoSpansDisagreeOnlyWhenApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.IntRange(1, 40).Draw(t, "a"), rapid.IntRange(1, 40).Draw(t, "b")
		may := func(v int, qualifier string, x int) bool { // twice the value, so that halves are whole numbers
			step := 2
			if v%10 == 0 {
				step = 20
			}
			if v%10 == 5 {
				step = 10
			}
			switch qualifier {
			case "about":
				return 2*abs(x-2*v) <= step
			case "almost":
				return x <= 2*v && x >= 2*v-step
			case "more than":
				return x >= 2*v
			}
			return x == 2*v
		}
		qa, qb := rapid.SampledFrom([]string{"", "about", "almost", "more than"}).Draw(t, "qa"), rapid.SampledFrom([]string{"", "about", "almost", "more than"}).Draw(t, "qb")
		common := false
		for x := range 200 {
			common = common || may(a, qa, x) && may(b, qb, x)
		}
		found := reconcile.Check(board(), []reconcile.Figure{
			figure("a", "2019", fmt.Sprint(a), qualified(qa)), figure("b", "2019", fmt.Sprint(b), qualified(qb)),
		}, nil)
		if (len(found) == 0) != common {
			t.Fatalf("%s %d and %s %d: %v, but a common value: %v", qa, a, qb, b, brief(found), common)
		}
	})
}

func abs(n int) int { return max(n, -n) }
